"""Every report is checked by the configuration nearest to it, whichever path is named first."""

from __future__ import annotations

import json
import ntpath
import shutil
from itertools import permutations
from pathlib import Path
from types import SimpleNamespace

import pytest

from validator.cli import main
from validator.cli.changed import affected
from validator.cli.configuration import parts
from validator.cli.configuration.parts import excluded
from validator.run import Options

SOURCE = Path(__file__).parents[3] / "instances" / "bad" / "CA101-total-differing-from-its-parts"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three folders with a report whose total is wrong; the configuration of one of them ignores that."""
    for name in ("a", "b", "c"):
        shutil.copytree(SOURCE, tmp_path / name)
    (tmp_path / "a" / "tieout.toml").write_text('ignore = ["CA101"]')
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = main(list(words))
    return code, capsys.readouterr().out


def test_no_verdict_depends_on_what_is_named_first(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = {said(capsys, "check", *paths) for paths in permutations(["a/report.xml", "b/report.xml"])}
    ((code, told),) = outcomes
    assert code == 1
    assert told.endswith(
        "1 error: 2 reports, 6 facts; 2 ties: 0 hold, 0 within rounding, 2 fail, 0 indeterminate; "
        f"left out by {repository / 'a' / 'tieout.toml'} (CA101: 1)\n"
    )
    assert said(capsys, "check", "a/report.xml")[0] == 0


def test_the_level_that_fails_is_each_report_s_own(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "a" / "tieout.toml").write_text('severity = { CA101 = "note" }')
    for paths in permutations(["a", "b"]):
        assert said(capsys, "check", *paths)[0] == 1
    (repository / "b" / "tieout.toml").write_text('severity = { CA101 = "warning" }\nfail-level = "error"')
    for paths in permutations(["a", "b"]):
        code, told = said(capsys, "check", *paths)
        assert code == 0
        assert f"lowered by {repository / 'a' / 'tieout.toml'} (CA101: 1)" in told
        assert f"lowered by {repository / 'b' / 'tieout.toml'} (CA101: 1)" in told


def test_a_configuration_that_is_named_is_that_of_all(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "all.toml").write_text("calc11 = true")
    told = said(capsys, "check", "a", "b", "--config", "all.toml")[1]
    assert "\n\n2 errors: " in told
    assert "left out by the command line (CA101: 2)" in said(capsys, "check", "a", "b", "--ignore", "CA101")[1]


@pytest.mark.usefixtures("repository")
def test_a_waiver_that_serves_in_one_part_serves(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["waive", "b/report.xml", "--reason", "r", "--by", "me", "--until", "2999-01-01"]) == 0
    Path("w.toml").write_text(capsys.readouterr().out)
    Path("a/tieout.toml").write_text("calc11 = true")
    code, told = said(capsys, "check", "a", "b", "--waivers", "w.toml")
    assert (code, "WA101" in told) == (0, False)
    assert told.splitlines()[-1].startswith("accepted: 2 reports")
    assert told.endswith("2 fail (all waived), 0 indeterminate; waived by w.toml (CA101: 2)\n")


@pytest.mark.parametrize(
    ("pattern", "reports"),
    [
        ("b", ["c/report.xml"]),
        ("b/*.xml", ["c/report.xml"]),
        ("**/report.xml", []),
        ("*/b", ["b/report.xml", "c/report.xml"]),
        ("report.xml", ["b/report.xml", "c/report.xml"]),
        ("B", ["b/report.xml", "c/report.xml"]),
    ],
)
def test_what_is_excluded_is_passed_over_where_it_is_searched(
    pattern: str, reports: list[str], repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(repository / "a")
    (repository / "tieout.toml").write_text(f'exclude = ["{pattern}"]')
    told = said(capsys, "check", ".", "--format", "json")[1]
    assert [one["path"] for one in json.loads(told)["reports"]] == reports
    assert affected(["tieout.toml"], {}, Options()) == reports
    assert said(capsys, "check", "b/report.xml")[0] == 1  # what is named outright is checked


def test_a_search_that_finds_only_what_is_excluded_is_told(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / "tieout.toml").write_text('exclude = ["b"]')
    assert "b: DO003" in said(capsys, "check", "b", "--format", "concise")[1]


def test_excluding_knows_a_folder_from_one_that_begins_alike() -> None:
    assert excluded("/r/old/x.xml", {"/r/old"})
    assert not excluded("/r/older/x.xml", {"/r/old"})
    assert excluded("/r/a/old/x.xml", {"/r/**/old"})
    assert excluded("/r/old/x.xml", {"/r/**/old"})


def test_what_is_ignored_is_looked_for_and_counted_whatever_family_it_is_of(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = repository / "b" / "report.xml"
    report.write_text(report.read_text().replace('unitRef="CNY"', 'unitRef="EUR"', 1))
    codes = {line.split()[1] for line in said(capsys, "check", "b", "--format", "concise")[1].splitlines()}
    assert "FA106" in codes
    told = said(capsys, "check", "b", "--ignore", "FA106")[1].splitlines()[-1]
    assert told.endswith("left out by the command line (FA106: 1)")


def test_either_slash_and_any_case_parts_names_where_systems_have_it_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "os", SimpleNamespace(path=ntpath))
    assert parts.excluded("C:\\r\\old\\x.xml", {"C:\\r\\old/*"})
    assert parts.excluded("c:\\R\\a\\OLD\\x.xml", {"C:\\r\\**/old"})
    assert not parts.excluded("C:\\r\\older\\x.xml", {"C:\\r\\old"})
