"""What is done is known again, whatever ended the run that did it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from validator.corpus import manifest as module
from validator.corpus.manifest import Digests, Done, Manifest, Written, asked, fresh
from validator.finding import Severity
from validator.run import Options

if TYPE_CHECKING:
    from pathlib import Path


def done(path: str, **rests: str) -> Done:
    return Done((path,), "how", rests, "", {"facts": 2}, {"facts": 2})


def written(name: str, *units: Done) -> Written:
    return Written(name, units, {"facts": 10})


def test_what_is_added_is_read_back_and_a_line_that_breaks_off_counts_for_nothing(tmp_path: Path) -> None:
    path = tmp_path / "m"
    parts = [
        written("a", done("/r/a.xml", **{"/r/a.xml": "1", "/t/t.xsd": "2"})),
        written("b", done("/r/\udcff", x="3")),
    ]
    made = Manifest(str(path))
    for one in parts:
        made.add(one)
    whole = path.read_bytes()
    assert list(Manifest(str(path)).parts.values()) == parts
    path.write_bytes(whole[:-3])
    again = Manifest(str(path))
    assert list(again.parts) == ["a"]
    again.add(parts[1])
    assert path.read_bytes() == whole
    assert list(Manifest(str(path)).parts.values()) == parts


def test_what_many_reports_rest_on_is_written_once(tmp_path: Path) -> None:
    shared = {f"/t/{number}.xsd": "0" * 64 for number in range(50)}
    made = Manifest(str(tmp_path / "m"))
    for number in range(3):
        made.add(written(str(number), done(f"/r/{number}.xml", **shared, **{f"/r/{number}.xml": "1"})))
    lines = [json.loads(line) for line in (tmp_path / "m").read_text().splitlines()]
    assert [sorted(line) for line in lines[:3]] == [
        ["schema", "tieout"],
        ["files", "rests"],
        ["part", "sizes", "units"],
    ]
    assert len(lines) == 5
    made.close(["2", "0"])
    assert list(Manifest(str(tmp_path / "m")).parts) == ["2", "0"]


def test_tables_of_another_version_are_not_gone_on_with(tmp_path: Path) -> None:
    (tmp_path / "m").write_text('{"tieout":"9","schema":99}\n')
    with pytest.raises(ValueError, match="version 99"):
        Manifest(str(tmp_path / "m"))


def test_a_unit_is_fresh_until_a_file_it_rests_on_comes_goes_or_changes(tmp_path: Path) -> None:
    (tmp_path / "r.xml").write_text("one")
    paths = [str(tmp_path / name) for name in ("r.xml", "waivers.toml")]
    one = Done(("r",), "how", Digests().all(paths), "", {}, {})
    assert list(one.rests.values())[1] == ""
    assert fresh(one, "how", Digests().of)
    assert not fresh(one, "otherwise", Digests().of)
    (tmp_path / "waivers.toml").write_text("")
    assert not fresh(one, "how", Digests().of)
    (tmp_path / "waivers.toml").unlink()
    (tmp_path / "r.xml").write_text("two")
    assert not fresh(one, "how", Digests().of)


def test_waivers_hold_for_the_day_they_were_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    one = done("r")._replace(day="2026-11-27")
    monkeypatch.setattr(module, "today", lambda: "2026-11-27")
    assert fresh(one, "how", dict.get)
    monkeypatch.setattr(module, "today", lambda: "2026-11-28")
    assert not fresh(one, "how", dict.get)


def test_options_that_judge_alike_are_asked_alike() -> None:
    weighed = (("CA101", Severity.NOTE), ("CA201", Severity.NOTE))
    assert asked(Options(severities=weighed)) == asked(Options(severities=weighed[::-1], store=False, debug=True))
    assert asked(Options()) != asked(Options(truncation=True))
