from __future__ import annotations

from validator.checks.second_opinion import BOTH, merge
from validator.finding import Finding, Severity
from validator.model.source import Location

TOTAL, PART, ELSEWHERE = Location("r.xml", 1, 1), Location("r.xml", 2, 1), Location("r.xml", 3)


def finding(
    code: str, at: Location, *related: Location, spec: str = "x:y", engine: str = "tieout", **values: str
) -> Finding:
    places = tuple(("", place) for place in related)
    return Finding(code, "n", Severity.ERROR, "m", at, places, spec=spec, engine=engine, values=values)


def engines(ours: list[Finding], theirs: list[Finding]) -> list[tuple[str, str]]:
    return [(one.code, one.engine) for one in merge(ours, theirs)]


def test_different_findings_stay_apart() -> None:
    ours = [finding("CA101", TOTAL, PART)]
    alone = [("CA101", "tieout"), ("AR102", "arelle")]
    assert engines(ours, [finding("AR102", TOTAL, PART, spec="x:other", engine="arelle")]) == alone
    assert engines(ours, [finding("AR102", ELSEWHERE, TOTAL, engine="arelle")]) == alone
    assert engines(ours, [finding("AR102", PART, engine="arelle")]) == alone
    assert engines([finding("CA101", TOTAL, spec="")], [finding("AR102", TOTAL, spec="", engine="arelle")]) == alone


def test_different_networks_stay_apart() -> None:
    ours = [finding("CA101", TOTAL, network="one")]
    assert engines(ours, [finding("AR102", TOTAL, engine="arelle", network="two")]) == [
        ("CA101", "tieout"),
        ("AR102", "arelle"),
    ]
    assert engines(ours, [finding("AR102", TOTAL, engine="arelle", network="one")]) == [("CA101", BOTH)]


def test_the_same_place_and_code_is_said_once() -> None:
    ours = [finding("CA101", TOTAL, PART), finding("CA102", ELSEWHERE)]
    theirs = [
        finding("AR102", PART, TOTAL, engine="arelle"),
        finding("AR103", TOTAL._replace(column=9), engine="arelle"),
    ]
    assert engines(ours, theirs) == [("CA101", BOTH), ("CA102", "tieout")]


def test_a_missing_document_is_said_once_whichever_reference_is_named() -> None:
    ours = [finding("TX101", TOTAL, spec="", uri="http://example.com/a.xsd")]

    def theirs(uri: str) -> list[Finding]:
        return [finding("AR102", ELSEWHERE, spec="IOerror", engine="arelle", uri=uri)]

    assert engines(ours, theirs("http://example.com/b.xsd")) == [("TX101", "tieout"), ("AR102", "arelle")]
    assert engines(ours, theirs("http://example.com/a.xsd")) == [("TX101", BOTH)]
