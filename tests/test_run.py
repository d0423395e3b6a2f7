from __future__ import annotations

import gc
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import validator.run
from tests.constructs import failures
from tests.test_growth import report_of
from validator import checks, readers
from validator.check import Values, check
from validator.checks.waivers import Waivers
from validator.finding import Finding, Result, Severity
from validator.model.report import Report
from validator.model.source import Location, Problem
from validator.readers.folders import find_reports
from validator.reporters.json import json as as_json
from validator.reporters.services.junit import junit
from validator.reporters.services.sarif import sarif
from validator.reporters.text import text
from validator.run import Options, judge, let_go, once_a_cause, run, run_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

INSTANCE = '<xbrl xmlns="http://www.xbrl.org/2003/instance"/>'


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[Problem]]:
    """Let every report read as empty, with the problems a test gives by file name."""
    planted: dict[str, list[Problem]] = {}

    def read(path: str, options: Options) -> Report:
        report = Report(path, "xbrl-xml")
        report.problems += planted.get(Path(path).name, [])
        return report

    monkeypatch.setattr(readers, "read", read)
    monkeypatch.setattr(checks, "BINDERS", ())
    return planted


def codes(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(Path(finding.at.path).name, finding.code) for finding in findings]


def test_each_report_in_which_nothing_is_proven_says_so(tmp_path: Path, reading: dict[str, list[Problem]]) -> None:
    for name in ("a.xml", "b.xml", "c.xml"):
        (tmp_path / name).write_text(INSTANCE)
    reading["c.xml"] = [Problem.of("malformed-xml/syntax", Location(str(tmp_path / "c.xml"), 3, 1), said="no end")]
    outcome = run([str(tmp_path)])
    assert codes(outcome.findings) == [("a.xml", "DO004"), ("b.xml", "DO004"), ("c.xml", "DO101")]
    assert [result.verdict for result in outcome.results] == ["error"] * 3
    assert [result.verdict for result in run([str(tmp_path)], Options(ignore=("DO004",))).results] == [
        "clean", "clean", "error",
    ]  # fmt: skip


def test_nothing_is_said_of_proof_when_only_other_checks_were_asked_for(
    tmp_path: Path, reading: dict[str, list[Problem]]
) -> None:
    (tmp_path / "a.xml").write_text(INSTANCE)
    assert run([str(tmp_path)], Options(select=("CX",))).findings == ()
    assert run([str(tmp_path)], Options(ignore=("DO004",))).findings == ()
    assert codes(run([str(tmp_path)], Options(select=("CX", "CA101"))).findings) == [("a.xml", "DO004")]


def test_select_never_hides_what_could_not_be_read(tmp_path: Path, reading: dict[str, list[Problem]]) -> None:
    (tmp_path / "a.xml").write_text(INSTANCE)
    reading["a.xml"] = [Problem.of("malformed-xml/syntax", Location(str(tmp_path / "a.xml"), 3, 1), said="no end")]
    assert codes(run([str(tmp_path)], Options(select=("CX",))).findings) == [("a.xml", "DO101")]
    assert codes(run([str(tmp_path)], Options(ignore=("DO1",))).findings) == [("a.xml", "DO004")]
    assert codes(run([str(tmp_path)], Options(ignore=("DO",), select=("DO101",))).findings) == [("a.xml", "DO101")]


def test_a_missing_path_cannot_be_ignored_and_hides_no_other(tmp_path: Path, reading: dict[str, list[Problem]]) -> None:
    (tmp_path / "b.xml").write_text(INSTANCE)
    reading["b.xml"] = [Problem.of("malformed-xml/syntax", Location(str(tmp_path / "b.xml"), 3, 1), said="no end")]
    outcome = run([str(tmp_path / "a.xml"), str(tmp_path / "b.xml")], Options(ignore=("DO001",)))
    assert codes(outcome.findings) == [("a.xml", "DO001"), ("b.xml", "DO101")]


def test_a_severity_follows_the_longest_beginning(tmp_path: Path, reading: dict[str, list[Problem]]) -> None:
    (tmp_path / "a.xml").write_text(INSTANCE)
    reading["a.xml"] = [Problem.of("malformed-xml/syntax", Location("a.xml", 3, 1), said="no end")]
    given = (("DO", Severity.NOTE), ("DO1", Severity.WARNING), ("CX", Severity.ERROR))
    outcome = run([str(tmp_path)], Options(severities=given))
    assert [finding.severity for finding in outcome.findings] == [Severity.WARNING]


def test_a_check_that_breaks_becomes_a_finding_and_hides_nothing(
    tmp_path: Path, reading: dict[str, list[Problem]], monkeypatch: pytest.MonkeyPatch
) -> None:
    @check(Report, "CX999", "report-breaking-its-check", says="", cites="")
    def breaking(report: Report, whole: Report) -> Iterator[Any]:
        """A report must not break a check."""
        yield from report.facts()
        raise ZeroDivisionError("by\nzero")

    monkeypatch.setattr(checks, "CATALOGUE", (*checks.CATALOGUE, breaking))
    for name in ("a.xml", "b.xml"):
        (tmp_path / name).write_text(INSTANCE)
    reading["b.xml"] = [Problem.of("malformed-xml/syntax", Location(str(tmp_path / "b.xml"), 3, 1), said="no end")]
    outcome = run([str(tmp_path)])
    assert codes(outcome.findings) == [("a.xml", "DO009"), ("b.xml", "DO009"), ("b.xml", "DO101")]
    assert outcome.findings[0].message == "internal error in CX999: ZeroDivisionError: by zero"
    with pytest.raises(ZeroDivisionError):
        run([str(tmp_path)], Options(debug=True))


def test_a_reader_that_breaks_becomes_a_finding(
    tmp_path: Path, reading: dict[str, list[Problem]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(path: str, options: Options) -> Report:
        raise RecursionError("too deep")

    monkeypatch.setattr(readers, "read", read)
    (tmp_path / "a.xml").write_text(INSTANCE)
    outcome = run([str(tmp_path)])
    assert codes(outcome.findings) == [("a.xml", "DO009")]
    assert outcome.results[0].report is None


def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, reading: dict[str, list[Problem]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: str) -> tuple[str, str]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("validator.readers.recognition.syntax", refuse)
    (tmp_path / "a.xml").write_text(INSTANCE)
    outcome = run([str(tmp_path)])
    assert codes(outcome.findings) == [("a.xml", "DO005")]
    assert outcome.findings[0].message == "cannot be read: Permission denied"


def test_things_of_every_kind_are_looked_at() -> None:
    assert {one.of for one in checks.CATALOGUE if one.body is not None} <= set(validator.run.THINGS)


# --- one cause, one finding ---------------------------------------------------------------------
def test_one_fault_met_in_many_places_is_told_once(tmp_path):
    def of(path, line, cause, code="FA106"):
        return Finding(code, "unit-not-declared", Severity.ERROR, f"line {line}", Location(path, line), cause=cause)

    some = [of("a.xml", 9, ("u",)), of("a.xml", 3, ("u",)), of("a.xml", 7, ("u",)), of("a.xml", 3, ("u",))]
    apart = [
        of("a.xml", 4, ("v",)),
        of("b.xml", 4, ("u",)),
        of("a.xml", 4, ("u",), "FA105"),
        of("a.xml", 5, ()),
        of("a.xml", 6, ()),
    ]
    told = once_a_cause([*some, *apart])
    assert [(one.code, one.at, one.cause, one.also) for one in told] == [
        ("FA106", Location("a.xml", 5), (), ()),
        ("FA106", Location("a.xml", 6), (), ()),
        ("FA106", Location("a.xml", 3), ("u",), (Location("a.xml", 7), Location("a.xml", 9))),
        ("FA106", Location("a.xml", 4), ("v",), ()),
        ("FA106", Location("b.xml", 4), ("u",), ()),
        ("FA105", Location("a.xml", 4), ("u",), ()),
    ]


def test_reports_that_are_let_go_are_told_as_those_that_are_kept(capsys: pytest.CaptureFixture[str]) -> None:
    instances = Path(__file__).parents[1] / "instances"
    found = [str(instances / "bad"), str(instances / "qifu-2023q3")]
    told = []
    for keep in (True, False):
        (outcome,) = run_parts([(find_reports(found), Options())], keep=keep)
        assert {result.report is None for result in outcome.results if result.syntax == "inline"} == {not keep}
        one = outcome._replace(seconds=0.0)
        told.append([text(one, limit=0), as_json(one), sarif(one, checks.CATALOGUE), junit(one)])
    assert told[0] == told[1]


def test_memory_does_not_grow_with_the_number_of_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validator.run, "SWEPT", 0)
    report = str(Path(__file__).parents[1] / "instances" / "qifu-2023q3" / "report.xml")
    gc.collect()
    alive = []

    def counted(result: Result) -> Result:
        alive.append(sum(isinstance(one, Report) for one in gc.get_objects()))
        return let_go(result)

    monkeypatch.setattr(validator.run, "let_go", counted)
    run_parts([([report] * 5, Options())], keep=False)
    assert max(alive) - min(alive) <= 1


def test_memory_is_given_back_by_what_taxonomies_declare_too(monkeypatch: pytest.MonkeyPatch) -> None:
    swept: list[int] = []
    monkeypatch.setattr(validator.run.gc, "collect", lambda: swept.append(1))
    report = str(Path(__file__).parents[1] / "instances" / "qifu-2023q3" / "report.xml")
    (kept,) = run([report]).results
    assert kept.report is not None
    assert kept.report.taxonomy is not None
    monkeypatch.setattr(validator.run, "SWEPT", kept.size + len(kept.report.taxonomy.concepts) - 1)
    run_parts([([report] * 3, Options())], keep=False)
    run_parts([([report] * 3, Options())], keep=True)
    assert len(swept) == 3


def test_trees_of_contexts_are_let_go_before_ties_are_bound_unless_they_are_kept(tmp_path: Path) -> None:
    path = report_of(tmp_path / "r", failures(2))
    held = readers.read(path, Options(store=False))
    trees = len(held.declared)
    assert trees == 3 + 2  # contexts, the unit and the schema
    for keep, left in ((True, trees), (False, 0)):
        assert [one.code for one in judge(held, Options(), Waivers(), keep=keep)[0]] == ["CA201", "CA201"]
        assert len(held.declared) == left


def test_a_failure_takes_little_memory_until_it_is_told(tmp_path: Path) -> None:
    def most(n: int) -> int:
        path = report_of(tmp_path / str(n), failures(n))
        tracemalloc.start()
        try:
            (outcome,) = run_parts([([path], Options(store=False))], keep=False)
            first = outcome.findings[0]
            assert first.diagnosis is not None
            assert first.diagnosis.suspects[0][0].at is first.at  # what is equal is kept once
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    most(2)
    assert most(300) - most(100) < 200 * 5_500  # with its context and three facts, of 390 bytes


def test_what_a_finding_is_worded_with_is_a_mapping_whose_names_are_kept_once() -> None:
    one, other = Values({"total": "T", "gap": 1}), Values({"total": "U", "gap": 2})
    assert (dict(one), one["gap"], len(one), one.get("missing"), repr(one)) == (
        {"total": "T", "gap": 1}, 1, 2, None, "{'total': 'T', 'gap': 1}",
    )  # fmt: skip
    assert one == {"total": "T", "gap": 1} != other
    assert one.names is other.names
    with pytest.raises(KeyError):
        one["missing"]
