"""What relationships may relate, and the circles they may form: the near-miss first, then the case that speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.dts.test_taxonomy import BODY, arc, link, names, read, write
from validator.model.names import (
    ESSENCE_ALIAS,
    GENERAL_SPECIAL,
    PARENT_CHILD,
    REQUIRES_ELEMENT,
    SIMILAR_TUPLES,
    SUMMATION_10,
)

if TYPE_CHECKING:
    from pathlib import Path

KINDS = (
    BODY + '<xs:element id="t_D" name="D" type="xbrli:monetaryItemType" substitutionGroup="xbrli:item"'
    ' xbrli:periodType="instant" xbrli:balance="credit"/>'
    '<xs:element id="t_F" name="F" type="xbrli:monetaryItemType" substitutionGroup="xbrli:item"'
    ' xbrli:periodType="duration"/>'
    '<xs:element id="t_S" name="S" type="xbrli:stringItemType" substitutionGroup="xbrli:item"'
    ' xbrli:periodType="instant"/>'
    '<xs:element id="t_T" name="T" substitutionGroup="xbrli:tuple"><xs:complexType><xs:sequence>'
    '<xs:element ref="t:A"/></xs:sequence></xs:complexType></xs:element>'
)


def found(folder: Path, kind: str, arcs: str) -> list[str]:
    """Return what is found in one link over every kind of concept."""
    write(folder, KINDS, link(kind, arcs, "ABCDFST"))
    return names(read(folder))


@pytest.mark.parametrize(
    ("start", "end", "weight", "expected"),
    [
        ("A", "B", "1", []),  # debit adds to debit
        ("A", "B", "0.5", []),
        ("A", "D", "-1", []),  # credit takes away from debit
        ("A", "F", "-1", []),  # no balance, no rule
        ("A", "B", "-1", ["weight-against-balance"]),
        ("A", "D", "1", ["weight-against-balance"]),
        ("A", "B", "0", ["weight-of-zero"]),
        ("A", "B", "-0.0", ["weight-of-zero"]),
        ("A", "S", "1", ["summation-of-other-than-numbers"]),
        ("S", "A", "1", ["summation-of-other-than-numbers"]),
        ("A", "T", "1", ["summation-of-other-than-numbers"]),
    ],
)
def test_summations(tmp_path: Path, start: str, end: str, weight: str, expected: list[str]) -> None:
    assert (
        found(tmp_path, "calculation", arc("calculation", SUMMATION_10, start, end, f'weight="{weight}"')) == expected
    )


@pytest.mark.parametrize(
    ("arcrole", "start", "end", "expected"),
    [
        (ESSENCE_ALIAS, "A", "B", []),
        (ESSENCE_ALIAS, "A", "F", ["alias-of-another-kind"]),  # another period type
        (ESSENCE_ALIAS, "A", "D", ["alias-of-another-kind"]),  # another balance
        (ESSENCE_ALIAS, "A", "S", ["alias-of-another-kind"]),  # another type
        (ESSENCE_ALIAS, "A", "T", ["arc-between-other-things"]),
        (SIMILAR_TUPLES, "T", "T", []),
        (SIMILAR_TUPLES, "T", "A", ["arc-between-other-things"]),
        (REQUIRES_ELEMENT, "A", "T", []),
        (GENERAL_SPECIAL, "A", "S", []),
        (GENERAL_SPECIAL, "A", "T", ["arc-between-other-things"]),
    ],
)
def test_definitions(tmp_path: Path, arcrole: str, start: str, end: str, expected: list[str]) -> None:
    assert found(tmp_path, "definition", arc("definition", arcrole, start, end)) == expected


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        (["AB", "AC", "BC"], []),  # two ways down are no directed circle
        (["AB", "BC"], []),
        (["AB", "BC", "CA"], ["circle-not-allowed"]),
        (["AA"], ["circle-not-allowed"]),
    ],
)
def test_circles_of_presentation(tmp_path: Path, pairs: list[str], expected: list[str]) -> None:
    arcs = "".join(arc("presentation", PARENT_CHILD, one, other) for one, other in pairs)
    assert found(tmp_path, "presentation", arcs) == expected


def test_summations_may_form_circles(tmp_path: Path) -> None:
    arcs = arc("calculation", SUMMATION_10, "A", "B", 'weight="1"') + arc(
        "calculation", SUMMATION_10, "B", "A", 'weight="1"'
    )
    assert found(tmp_path, "calculation", arcs) == []


@pytest.mark.parametrize(
    ("cycles", "pairs", "expected"),
    [
        ("none", ["AB", "AC"], []),
        ("none", ["AB", "AC", "BC"], ["circle-not-allowed"]),
        ("undirected", ["AB", "AC", "BC"], []),
        ("undirected", ["AB", "BA"], ["circle-not-allowed"]),
        ("any", ["AB", "BA"], []),
    ],
)
def test_circles_of_an_arcrole_of_ones_own(tmp_path: Path, cycles: str, pairs: list[str], expected: list[str]) -> None:
    arcrole = "http://t.example/arcrole"
    declared = (
        f'<link:arcroleType arcroleURI="{arcrole}" id="own" cyclesAllowed="{cycles}">'
        "<link:usedOn>link:definitionArc</link:usedOn></link:arcroleType>"
    )
    referred = f'<link:arcroleRef arcroleURI="{arcrole}" xlink:type="simple" xlink:href="t.xsd#own"/>'
    arcs = "".join(arc("definition", arcrole, one, other) for one, other in pairs)
    write(tmp_path, links=referred + link("definition", arcs), appinfo=declared)
    assert names(read(tmp_path)) == expected


def test_a_prohibited_arc_closes_no_circle(tmp_path: Path) -> None:
    arcs = arc("presentation", PARENT_CHILD, "A", "B") + arc("presentation", PARENT_CHILD, "B", "A")
    second = link("presentation", arc("presentation", PARENT_CHILD, "B", "A", 'use="prohibited" priority="1"'))
    write(tmp_path, links=link("presentation", arcs) + second)
    assert names(read(tmp_path)) == []


@pytest.mark.parametrize(("role", "expected"), [("label", []), ("totalLabel", ["preferred-label-missing"])])
def test_a_preferred_label_must_exist(tmp_path: Path, role: str, expected: list[str]) -> None:
    uri = "http://www.xbrl.org/2003/role/"
    label = (
        f'<link:label xlink:type="resource" xlink:label="l" xlink:role="{uri}label" xml:lang="en">B</link:label>'
        + arc("label", "http://www.xbrl.org/2003/arcrole/concept-label", "B", "l")
    )
    shown = arc("presentation", PARENT_CHILD, "A", "B", f'preferredLabel="{uri}{role}"')
    write(tmp_path, links=link("label", label, "B") + link("presentation", shown))
    assert names(read(tmp_path)) == expected


def test_a_long_chain_is_walked_without_recursion(tmp_path: Path) -> None:
    count = 3000
    body = "".join(
        f'<xs:element id="t_N{n}" name="N{n}" type="xbrli:stringItemType" substitutionGroup="xbrli:item"'
        ' xbrli:periodType="instant"/>'
        for n in range(count)
    )
    locators = "".join(
        f'<link:loc xlink:type="locator" xlink:href="t.xsd#t_N{n}" xlink:label="N{n}"/>' for n in range(count)
    )
    arcs = "".join(arc("presentation", PARENT_CHILD, f"N{n}", f"N{n + 1}") for n in range(count - 1))
    write(tmp_path, body, link("presentation", locators + arcs, ""))
    assert names(read(tmp_path)) == []
