"""Reports and findings as rows: each finding once, by its report."""

from __future__ import annotations

from tests.building import report
from tests.reporters.test_reporters import TOTAL
from validator.finding import Outcome, Result
from validator.model.source import Location
from validator.reporters.tables.told import Seen, findings, numbered


def test_findings_stand_by_their_reports_waived_ones_too_and_what_is_of_none_at_the_end() -> None:
    two = [TOTAL._replace(at=Location("b.xml", line)) for line in (9, 3)]
    waived, lost = TOTAL._replace(waived="by us"), TOTAL._replace(at=Location("a.xml"), message="gone")
    results = (Result("b.xml", None, findings=two), Result("b.xml", None, findings=(waived,)))
    rows = list(findings(Outcome((lost, *two), results, waived=(waived,))))
    told = [(one["report"], one["number"], one["finding"], one["line"], one["waived"]) for one in rows]
    assert told == [
        ("b.xml", 0, 0, 3, None),
        ("b.xml", 0, 1, 9, None),
        ("b.xml", 1, 0, TOTAL.at.line, "by us"),
        ("a.xml", 0, 0, None, None),
    ]


def test_reports_of_one_name_are_numbered() -> None:
    results = [Result(name, None) for name in "aba"]
    assert [number for _, number in numbered(results)] == [0, 0, 1]


def test_the_entity_is_that_of_most_facts() -> None:
    made = report([("A", "1"), ("B", "2", 0, "2022-12-31"), ("C", "3", 0, "2022-12-31")])
    made.contexts[1] = made.contexts[1]._replace(identifier="other")
    made.data = {"a": b"123", "b": b"4"}
    seen = Seen(made)
    assert (seen.scheme, seen.entity, seen.size) == ("scheme", "other", 4)
    made.borrowed = 1
    assert Seen(made).entity == "entity"
    assert (Seen(None).entity, Seen(None).size) == (None, None)
