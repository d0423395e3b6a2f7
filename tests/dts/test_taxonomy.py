"""The reader of a DTS, over small taxonomies written for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from validator.dts.taxonomy import load
from validator.model.names import PARENT_CHILD, SUMMATION_10
from validator.model.report import Reference, Report
from validator.model.source import Location
from validator.run import Options

if TYPE_CHECKING:
    from pathlib import Path

    from validator.model.taxonomy import Taxonomy

SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance"
  xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:t="http://t.example"
  targetNamespace="http://t.example" elementFormDefault="qualified">
  <xs:annotation><xs:appinfo>{appinfo}</xs:appinfo></xs:annotation>
  <xs:import namespace="http://www.xbrl.org/2003/instance"
    schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>
  {body}
</xs:schema>"""
ITEM = (
    '<xs:element id="t_{n}" name="{n}" type="xbrli:monetaryItemType" substitutionGroup="xbrli:item"'
    ' xbrli:periodType="instant" xbrli:balance="debit" nillable="true"/>\n'
)
BODY = "".join(ITEM.format(n=n) for n in "ABC")
LINKBASE = """<link:linkbase xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink">
{links}
</link:linkbase>"""


def write(folder: Path, body: str = BODY, links: str = "", appinfo: str = "") -> None:
    """Write t.xsd, and t.xml when there are links."""
    if links:
        appinfo += (
            '<link:linkbaseRef xlink:type="simple" xlink:href="t.xml"'
            ' xlink:arcrole="http://www.w3.org/1999/xlink/properties/linkbase"/>'
        )
        (folder / "t.xml").write_text(LINKBASE.format(links=links))
    (folder / "t.xsd").write_text(SCHEMA.format(body=body, appinfo=appinfo))


def read(folder: Path, href: str = "t.xsd") -> Taxonomy:
    """Load the taxonomy of a report in a folder."""
    report = Report(str(folder / "report.xml"), "xBRL-XML")
    report.references.append(Reference("schemaRef", href, "", Location(report.path, 2)))
    return load(report, Options())


def link(kind: str, arcs: str, concepts: str = "ABC", role: str = "http://www.xbrl.org/2003/role/link") -> str:
    """Write an extended link with a locator a concept."""
    locators = "".join(f'<link:loc xlink:type="locator" xlink:href="t.xsd#t_{c}" xlink:label="{c}"/>' for c in concepts)
    return f'<link:{kind}Link xlink:type="extended" xlink:role="{role}">{locators}{arcs}</link:{kind}Link>'


def arc(kind: str, arcrole: str, start: str, end: str, more: str = "") -> str:
    """Write an arc."""
    return f'<link:{kind}Arc xlink:type="arc" xlink:arcrole="{arcrole}" xlink:from="{start}" xlink:to="{end}" {more}/>'


def adds(start: str, end: str, more: str = 'weight="1"') -> str:
    """Write a summation-item arc."""
    return arc("calculation", SUMMATION_10, start, end, more)


def names(taxonomy: Taxonomy) -> list[str]:
    """Return the names of the checks a taxonomy's problems belong to."""
    return [problem.check for problem in taxonomy.problems]


def test_a_concept_is_what_its_declaration_says(tmp_path: Path) -> None:
    write(tmp_path)
    concept = read(tmp_path).concepts["{http://t.example}B"]
    assert concept[:10] == (
        "{http://t.example}B",
        "t_B",
        "item",
        "monetaryItemType",
        "{http://www.xbrl.org/2003/instance}monetaryItemType",
        "{http://www.xbrl.org/2003/instance}item",
        "instant",
        "debit",
        False,
        True,
    )
    assert concept.at == Location(str(tmp_path / "t.xsd"), 8, 1)


def test_a_type_derived_through_a_chain_keeps_its_base(tmp_path: Path) -> None:
    body = (
        '<xs:complexType name="one"><xs:simpleContent><xs:restriction base="xbrli:sharesItemType"/></xs:simpleContent>'
        '</xs:complexType><xs:complexType name="two"><xs:simpleContent><xs:restriction base="t:one">'
        '<xs:minInclusive value="0"/></xs:restriction></xs:simpleContent></xs:complexType>'
        '<xs:element id="t_S" name="S" type="t:two" substitutionGroup="t:Head" xbrli:periodType="instant"/>'
        '<xs:element id="t_Head" name="Head" type="t:one" substitutionGroup="xbrli:item" xbrli:periodType="instant"/>'
    )
    write(tmp_path, body)
    taxonomy = read(tmp_path)
    concept = taxonomy.concepts["{http://t.example}S"]
    assert (concept.kind, concept.base, concept.numeric, names(taxonomy)) == ("item", "sharesItemType", True, [])


def test_networks_hold_arcs_in_order(tmp_path: Path) -> None:
    write(
        tmp_path,
        links=link("calculation", adds("A", "B", 'weight="1" order="2"') + adds("A", "C", 'weight="1" order="1.5"')),
    )
    taxonomy = read(tmp_path)
    network = taxonomy.networks[SUMMATION_10, "http://www.xbrl.org/2003/role/link"]
    assert [(a.source[-1], a.target[-1], a.order, a.weight) for a in network.arcs] == [
        ("A", "C", "1.5", "1"),
        ("A", "B", "2", "1"),
    ]
    assert names(taxonomy) == []


@pytest.mark.parametrize(
    ("second", "left"),
    [
        ('weight="1" order="2" use="prohibited" priority="1"', ["B"]),  # another order: not equivalent
        ('weight="1" use="prohibited"', []),  # equal priority: prohibition wins
        ('weight="1.0" order="1.0" use="prohibited" priority="1"', []),  # the same values, written otherwise
        ('weight="1" use="prohibited" priority="-1"', ["B"]),  # weaker
    ],
)
def test_prohibition_needs_equivalence_and_priority(tmp_path: Path, second: str, left: list[str]) -> None:
    write(
        tmp_path,
        links=link("calculation", adds("A", "B", 'weight="1" order="1"')) + link("calculation", adds("A", "B", second)),
    )
    networks = read(tmp_path).networks
    found = networks.get((SUMMATION_10, "http://www.xbrl.org/2003/role/link"))
    assert [a.target[-1] for a in found.arcs] == left if found else left == []


def test_a_missing_document_is_one_problem_at_the_first_that_asks(tmp_path: Path) -> None:
    write(
        tmp_path, appinfo="", body='<xs:import namespace="http://o.example" schemaLocation="http://o.example/o.xsd"/>'
    )
    (problem,) = read(tmp_path).problems
    assert problem.check == "unresolvable-reference"
    assert problem.at == Location(str(tmp_path / "t.xsd"), 7, 3)
    assert problem.values == {"uri": "http://o.example/o.xsd", "tried": "the schemas shipped with arelle", "advice": ""}


def test_a_malformed_linkbase_is_a_problem_with_its_place(tmp_path: Path) -> None:
    write(tmp_path, links="<oops>")
    (problem,) = read(tmp_path).problems
    assert (problem.check, problem.at.path, problem.at.line) == (
        "malformed-taxonomy-document",
        str(tmp_path / "t.xml"),
        3,
    )


def test_an_arc_needs_both_ends(tmp_path: Path) -> None:
    write(tmp_path, links=link("presentation", arc("presentation", PARENT_CHILD, "A", "D")))
    assert names(read(tmp_path)) == ["arc-to-nothing"]


def test_a_locator_needs_its_element(tmp_path: Path) -> None:
    write(tmp_path, links=link("presentation", arc("presentation", PARENT_CHILD, "A", "B"), concepts="ABD"))
    assert names(read(tmp_path)) == ["locator-to-nothing"]


def test_entities_are_never_expanded(tmp_path: Path) -> None:
    (tmp_path / "t.xsd").write_text(
        '<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">&b;</xs:schema>'
    )
    assert names(read(tmp_path)) == ["malformed-taxonomy-document"]


def test_a_reference_must_not_leave_the_web_cache(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "secret.xsd").write_text("<not-reached/>")
    report = Report(str(tmp_path / "report.xml"), "xBRL-XML")
    report.references.append(Reference("schemaRef", "http://h/%2e%2e/%2e%2e/secret.xsd", "", Location(report.path, 2)))
    taxonomy = load(report, Options(webcache=str(tmp_path / "cache")))
    assert names(taxonomy) == ["unresolvable-reference"]
