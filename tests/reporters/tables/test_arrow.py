"""One run as tables: what the JSON report says, and what stands behind it."""

from __future__ import annotations

import json
import sys

import pytest

import validator
from validator.reporters.json import json as as_json

BAD = "CA101-total-differing-from-its-parts"


@pytest.fixture
def outcome(root):
    return validator.check(root / "instances" / "bad" / BAD / "report.xml")


def test_a_run_is_four_tables(outcome, root) -> None:
    path = str(root / "instances" / "bad" / BAD / "report.xml")
    made = outcome.to_arrow()
    (report,) = made.reports.to_pylist()
    assert report["entity"] == "1"
    assert report["bytes"] == (root / "instances" / "bad" / BAD / "report.xml").stat().st_size
    counts = ("facts", "figures", "figures_in_a_tie", "holds", "within_rounding", "fails", "errors", "verdict")
    assert [report[key] for key in counts] == [3, 3, 3, 0, 0, 1, 1, "error"]
    assert [(one["name"], one["value"], one["failing"], one["line"]) for one in made.facts.to_pylist()] == [
        ("Cash", "60000", 1, 10),
        ("Loans", "40000", 1, 11),
        ("Assets", "110000", 1, 12),
    ]
    (tie,) = made.ties.to_pylist()
    assert (tie["report"], tie["outcome"], tie["gap"], tie["name"]) == (path, "fails", "10000", "Assets")


def test_findings_are_those_of_the_json_report(outcome) -> None:
    said = json.loads(as_json(outcome))["findings"]
    rows = outcome.to_arrow().findings.to_pylist()
    assert [json.loads(one["whole"]) for one in rows] == said
    (row,) = rows
    culprit = said[0]["diagnosis"]["suspects"][0]
    assert (row["code"], row["severity"], row["message"]) == ("CA101", "error", said[0]["message"])
    decided = said[0]["diagnosis"]["decided"] and len(culprit) == 1
    assert row["should_be"] == (culprit[0]["suggested"] if decided else None)


def test_what_could_not_be_read_is_a_report_without_syntax(tmp_path) -> None:
    (tmp_path / "a.xml").write_text("<a/>")
    made = validator.check(tmp_path / "a.xml", tmp_path / "gone.xml").to_arrow()
    (report,) = made.reports.to_pylist()
    assert (report["syntax"], report["entity"], report["facts"], report["verdict"]) == ("unknown", None, 0, "error")
    told = [(one["report"], one["finding"], one["code"]) for one in made.findings.to_pylist()]
    assert told == [(str(tmp_path / "a.xml"), 0, "DO002"), (str(tmp_path / "gone.xml"), 0, "DO001")]


def test_data_frames_say_the_same(outcome) -> None:
    frame = outcome.to_pandas().ties
    assert list(frame["outcome"]) == ["fails"]
    assert str(frame["gap_amount"][0]) == "10000.00000000"


def test_without_the_library_one_line_says_what_to_install(outcome, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(Exception, match=r"^tables need pyarrow: pip install 'tieout\[corpus\]'$"):
        outcome.to_arrow()
