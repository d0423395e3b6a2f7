"""No error depends on a document that cannot be had: of each DTS, every document is lost in turn, in three ways.

Each of the small DTSs is whole and right; what is said of it once a part is lost is that the part is lost, and no more.
"""

from __future__ import annotations

from itertools import cycle, islice
from typing import TYPE_CHECKING

import pytest

from tests.dts.test_taxonomy import LINKBASE, arc
from validator.finding import Severity, Verdict
from validator.model.dimensions import ALL, DIMENSION_DEFAULT, DIMENSION_DOMAIN, DOMAIN_MEMBER, HYPERCUBE_DIMENSION
from validator.model.names import ESSENCE_ALIAS, GENERAL_SPECIAL, PARENT_CHILD, REQUIRES_ELEMENT, SUMMATION_10
from validator.run import Options, run

if TYPE_CHECKING:
    from pathlib import Path

    from validator.finding import Outcome

NAMESPACES = (
    'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance"'
    ' xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:xbrldt="http://xbrl.org/2005/xbrldt" xmlns:xbrldi="http://xbrl.org/2006/xbrldi"'
    ' xmlns:enum="http://xbrl.org/2014/extensible-enumerations" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xmlns:t="http://t.example" xmlns:b="http://b.example" xmlns:d="http://d.example"'
    ' xmlns:iso4217="http://www.xbrl.org/2003/iso4217"'
)
IMPORTS = (
    '<xs:import namespace="http://www.xbrl.org/2003/instance"'
    ' schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>'
    '<xs:import namespace="http://xbrl.org/2005/xbrldt" schemaLocation="http://www.xbrl.org/2005/xbrldt-2005.xsd"/>'
    '<xs:import namespace="http://xbrl.org/2014/extensible-enumerations"'
    ' schemaLocation="http://www.xbrl.org/2014/extensible-enumerations.xsd"/>'
)
BASE = '<xs:import namespace="http://b.example" schemaLocation="b.xsd"/>'
DEEPER = '<xs:import namespace="http://d.example" schemaLocation="d.xsd"/>'
ROLE = "http://www.xbrl.org/2003/role/link"
PROHIBITED = 'use="prohibited" priority="2"'
CLOSED = 'xbrldt:contextElement="segment" xbrldt:closed="true"'


def schema(body: str, space: str = "t", imports: str = BASE, links: tuple[str, ...] = ()) -> str:
    """Write a schema with references to linkbases of a kind each."""
    refs = "".join(
        f'<link:linkbaseRef xlink:type="simple" xlink:href="{one}" xlink:role="http://www.xbrl.org/2003/role/'
        f'{one.partition("-")[0]}LinkbaseRef" xlink:arcrole="http://www.w3.org/1999/xlink/properties/linkbase"/>'
        for one in links
    )
    return (
        f'<xs:schema {NAMESPACES} targetNamespace="http://{space}.example" elementFormDefault="qualified">'
        f"<xs:annotation><xs:appinfo>{refs}</xs:appinfo></xs:annotation>{IMPORTS}{imports}{body}</xs:schema>"
    )


def item(name: str, space: str = "t", kind: str = "xbrli:monetaryItemType", head: str = "xbrli:item", more="") -> str:
    """Write the declaration of an item."""
    return (
        f'<xs:element id="{space}_{name}" name="{name}" type="{kind}" substitutionGroup="{head}"'
        f' xbrli:periodType="instant" nillable="true" {more}/>'
    )


def linkbase(kind: str, arcs: str, *located: str) -> str:
    """Write a linkbase of one link; what is located is told as `t_A` or `b_A`."""
    locators = "".join(
        f'<link:loc xlink:type="locator" xlink:href="{one[0]}.xsd#{one}" xlink:label="{one}"/>' for one in located
    )
    inside = f'<link:{kind}Link xlink:type="extended" xlink:role="{ROLE}">{locators}{arcs}</link:{kind}Link>'
    refs = "".join(REFS) if kind == "definition" else ""
    return LINKBASE.format(links=refs + inside).replace("<link:linkbase ", f"<link:linkbase {XBRLDT} ", 1)


XBRLDT = 'xmlns:xbrldt="http://xbrl.org/2005/xbrldt"'
REFS = [
    f'<link:arcroleRef xlink:type="simple" arcroleURI="{one}" xlink:href="http://www.xbrl.org/2005/xbrldt-2005.xsd'
    f'#{one.rpartition("/")[2]}"/>'
    for one in (ALL, HYPERCUBE_DIMENSION, DIMENSION_DOMAIN, DIMENSION_DEFAULT, DOMAIN_MEMBER)
]


def report(facts: str, dimensions: str = "", links: str = "", head: str = "") -> str:
    """Write a report of one context."""
    segment = f"<xbrli:segment>{dimensions}</xbrli:segment>" if dimensions else ""
    return (
        f'<xbrli:xbrl {NAMESPACES} {head}><link:schemaRef xlink:type="simple" xlink:href="t.xsd"/>{links}'
        '<xbrli:context id="c"><xbrli:entity><xbrli:identifier scheme="http://e.example">E</xbrli:identifier>'
        f"{segment}</xbrli:entity><xbrli:period><xbrli:instant>2024-12-31</xbrli:instant></xbrli:period>"
        '</xbrli:context><xbrli:unit id="u"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>'
        f"{facts}</xbrli:xbrl>"
    )


def fact(name: str, value: str = "1", more: str = 'unitRef="u" decimals="0"') -> str:
    """Write a fact."""
    return f'<{name} contextRef="c" {more}>{value}</{name}>'


def text(name: str, value: str) -> str:
    """Write a fact that is no number."""
    return fact(name, value, "")


def definition(*arcs: tuple[str, str, str, str]) -> str:
    """Write arcs of a definition link."""
    return "".join(arc("definition", *one) for one in arcs)


TUPLE = '<xs:element id="t_T" name="T" substitutionGroup="{}" nillable="true"><xs:complexType><xs:sequence>{}</xs:sequence><xs:attribute name="id" type="xs:ID"/></xs:complexType></xs:element>'  # noqa: E501 - one declaration
ABSTRACT = 'abstract="true"'
RESTRICTED = '<xs:complexType name="{}"><xs:simpleContent><xs:restriction base="{}">{}</xs:restriction></xs:simpleContent></xs:complexType>'  # noqa: E501 - one declaration
CUBE = item("Cube", kind="xbrli:stringItemType", head="xbrldt:hypercubeItem", more=ABSTRACT)
AXIS = item("Axis", kind="xbrli:stringItemType", head="xbrldt:dimensionItem", more=ABSTRACT)
MEMBERS = "".join(item(one, kind="xbrli:stringItemType") for one in ("Whole", "Part"))
TABLE = (
    ("t_A", "t_Cube", ALL, CLOSED),
    ("t_Cube", "t_Axis", HYPERCUBE_DIMENSION, ""),
    ("t_Axis", "t_Whole", DIMENSION_DOMAIN, ""),
)
LOCATED = ("t_A", "t_Cube", "t_Axis", "t_Whole", "t_Part")
GIVEN = '<xbrldi:explicitMember dimension="t:Axis">t:{}</xbrldi:explicitMember>'


def table(*arcs: tuple[str, str, str, str]) -> str:
    """Write a definition linkbase of a table's arcs, each as source, target, arcrole and the rest."""
    return linkbase("definition", definition(*((role, one, two, more) for one, two, role, more in arcs)), *LOCATED)


def over(
    kind: str, arcrole: str, *ends: str, more: str = "", again: str = "", located=("t_A", "t_B")
) -> dict[str, str]:
    """Return a DTS of one arc in one linkbase, which another takes back."""
    first, second = (arc(kind, arcrole, *ends, f"{said} {more}") for said in ("", again or PROHIBITED))
    return {
        "t.xsd": schema(item("A") + item("B"), imports="", links=(f"{kind}-1.xml", f"{kind}-2.xml")),
        f"{kind}-1.xml": linkbase(kind, first, *located),
        f"{kind}-2.xml": linkbase(kind, second, *located),
    }


WORLDS: dict[str, dict[str, str]] = {
    "a concept of a lost schema": {
        "t.xsd": schema(item("A")), "b.xsd": schema(item("P", "b"), "b", ""),
        "r.xbrl": report(fact("t:A") + fact("b:P")),
    },
    "a concept that an included schema declares": {
        "t.xsd": schema(item("A"), imports='<xs:include schemaLocation="part.xsd"/>'),
        "part.xsd": schema(item("P"), imports=""), "r.xbrl": report(fact("t:A") + fact("t:P")),
    },
    "a namespace that only a lost schema imports": {
        "t.xsd": schema(item("A", kind="d:money"), imports=f'{BASE}<xs:import namespace="http://d.example"/>'),
        "b.xsd": schema(item("P", "b"), "b", DEEPER),
        "d.xsd": schema(RESTRICTED.format("money", "xbrli:monetaryItemType", "") + item("D", "d"), "d", ""),
        "r.xbrl": report(fact("t:A") + fact("d:D")),
    },
    "a second entry point of the same namespace": {
        "t.xsd": schema(item("A"), imports=""), "u.xsd": schema(item("P"), imports=""),
        "r.xbrl": report(
            fact("t:A") + fact("t:P"), links='<link:schemaRef xlink:type="simple" xlink:href="u.xsd"/>'
        ),
    },
    "a head of items": {
        "t.xsd": schema(item("A", head="b:Head")), "b.xsd": schema(item("Head", "b", more=ABSTRACT), "b", ""),
        "r.xbrl": report(fact("t:A")),
    },
    "a head of tuples, and a content of lost items": {
        "t.xsd": schema(TUPLE.format("b:Head", '<xs:element ref="b:P"/><xs:element ref="t:A"/>') + item("A")),
        "b.xsd": schema(
            item("P", "b") + '<xs:element id="b_Head" name="Head" substitutionGroup="xbrli:tuple" abstract="true"/>',
            "b", "",
        ),
        "r.xbrl": report(f"<t:T>{fact('b:P')}{fact('t:A')}</t:T>"),
    },
    "items for a head in a tuple": {
        "t.xsd": schema(TUPLE.format("xbrli:tuple", '<xs:element ref="xbrli:item" maxOccurs="2"/>') + item("A", head="b:Head")),  # noqa: E501
        "b.xsd": schema(item("P", "b") + item("Head", "b", more=ABSTRACT), "b", ""),
        "r.xbrl": report(f"<t:T>{fact('t:A')}{fact('b:P')}</t:T>"),
    },
    "a content that extends a lost type": {
        "t.xsd": schema(
            '<xs:element id="t_T" name="T" substitutionGroup="xbrli:tuple"><xs:complexType><xs:complexContent>'
            '<xs:extension base="b:row"><xs:sequence><xs:element ref="t:A"/></xs:sequence></xs:extension>'
            "</xs:complexContent></xs:complexType></xs:element>" + item("A")
        ),
        "b.xsd": schema(
            '<xs:complexType name="row"><xs:sequence><xs:element ref="b:P"/></xs:sequence>'
            '<xs:attribute name="line" type="xs:int"/></xs:complexType>' + item("P", "b"), "b", "",
        ),
        "r.xbrl": report(f'<t:T line="1">{fact("b:P")}{fact("t:A")}</t:T>'),
    },
    "a group and attributes of a lost schema": {
        "t.xsd": schema(
            '<xs:element id="t_T" name="T" substitutionGroup="xbrli:tuple"><xs:complexType><xs:sequence>'
            '<xs:group ref="b:rows"/></xs:sequence><xs:attributeGroup ref="b:about"/><xs:attribute ref="b:seen"/>'
            "</xs:complexType></xs:element>" + item("A"),
        ),
        "b.xsd": schema(
            f'<xs:group name="rows"><xs:sequence><xs:element ref="b:P"/></xs:sequence></xs:group>{item("P", "b")}'
            '<xs:attributeGroup name="about"><xs:attribute name="line" type="xs:int"/></xs:attributeGroup>'
            '<xs:attribute name="seen" type="xs:boolean"/>', "b", "",
        ),
        "r.xbrl": report(f'<t:T line="1" b:seen="true">{fact("b:P")}</t:T>'),
    },
    "a group of items that are not lost, in two types": {
        "t.xsd": schema(
            "".join(
                f'<xs:element id="t_{one}" name="{one}" substitutionGroup="xbrli:tuple"><xs:complexType>'
                '<xs:sequence><xs:group ref="b:rows"/></xs:sequence><xs:attributeGroup ref="b:about"/>'
                "</xs:complexType></xs:element>"
                for one in "TU"
            )
            + item("A")
        ),
        "b.xsd": schema(
            '<xs:group name="rows"><xs:sequence><xs:element ref="t:A"/></xs:sequence></xs:group>'
            '<xs:attributeGroup name="about"><xs:attribute name="line" type="xs:int"/></xs:attributeGroup>', "b",
            '<xs:import namespace="http://t.example" schemaLocation="t.xsd"/>',
        ),
        "r.xbrl": report(f'<t:T line="1">{fact("t:A")}</t:T><t:U line="2">{fact("t:A")}</t:U>'),
    },
    "types of values": {
        "t.xsd": schema(
            item("A", kind="b:kind") + item("M", kind="b:money", more='xbrli:balance="debit"')
            + RESTRICTED.format("less", "b:kind", '<xs:enumeration value="x"/>') + item("L", kind="t:less")
        ),
        "b.xsd": schema(
            RESTRICTED.format("kind", "xbrli:tokenItemType", '<xs:enumeration value="x"/><xs:enumeration value="y"/>')
            + RESTRICTED.format("money", "xbrli:monetaryItemType", '<xs:minInclusive value="0"/>'), "b", "",
        ),
        "r.xbrl": report(text("t:A", "y") + fact("t:M", "2") + fact("t:L", "x", 'id="x"')),
    },
    "duplicates that are equal by their type": {
        "t.xsd": schema(item("F", kind="b:flag")),
        "b.xsd": schema(RESTRICTED.format("flag", "xbrli:booleanItemType", "") + item("Q", "b", "xbrli:QNameItemType")
                        + item("H", "b", "xbrli:hexBinaryItemType"), "b", ""),
        "r.xbrl": report(
            text("t:F", "true") + text("t:F", "1") + text("b:Q", "t:F") + text("b:Q", " t:F ")
            + text("b:H", "ab") + text("b:H", "AB"), head='xmlns:s="http://t.example"',
        ),
    },
    "an axis, its cube and its members": {
        "t.xsd": schema(item("A") + item("Axis", kind="xbrli:stringItemType", head="b:Head", more=ABSTRACT) + MEMBERS + CUBE, links=("definition-1.xml",)),  # noqa: E501
        "b.xsd": schema(item("Head", "b", "xbrli:stringItemType", "xbrldt:dimensionItem", ABSTRACT), "b", ""),
        "definition-1.xml": table(*TABLE, ("t_Whole", "t_Part", DOMAIN_MEMBER, "")),
        "r.xbrl": report(fact("t:A"), GIVEN.format("Part")),
    },
    "members and defaults of a lost linkbase": {
        "t.xsd": schema(item("A") + AXIS + MEMBERS + CUBE, imports="", links=("definition-1.xml", "definition-2.xml")),
        "definition-1.xml": table(*TABLE, ("t_Axis", "t_Part", DIMENSION_DEFAULT, "")),
        "definition-2.xml": table(
            ("t_Whole", "t_Part", DOMAIN_MEMBER, ""), ("t_Axis", "t_Part", DIMENSION_DEFAULT, PROHIBITED)
        ),
        "r.xbrl": report(fact("t:A"), GIVEN.format("Part")),
    },
    "two defaults and a circle of members, taken back": {
        "t.xsd": schema(
            item("A") + AXIS + MEMBERS + CUBE, imports="",
            links=("definition-1.xml", "definition-2.xml", "definition-3.xml"),
        ),
        "definition-1.xml": table(
            *TABLE, ("t_Whole", "t_Part", DOMAIN_MEMBER, ""), ("t_Part", "t_Whole", DOMAIN_MEMBER, "")
        ),
        "definition-2.xml": table(
            ("t_Axis", "t_Part", DIMENSION_DEFAULT, ""), ("t_Axis", "t_Whole", DIMENSION_DEFAULT, "")
        ),
        "definition-3.xml": table(
            ("t_Axis", "t_Part", DIMENSION_DEFAULT, PROHIBITED), ("t_Part", "t_Whole", DOMAIN_MEMBER, PROHIBITED)
        ),
        "r.xbrl": report(fact("t:A")),
    },
    "a typed dimension of a lost element": {
        "t.xsd": schema(item("A") + CUBE + item("Axis", kind="xbrli:stringItemType", head="xbrldt:dimensionItem", more=f'{ABSTRACT} xbrldt:typedDomainRef="d.xsd#d_E"')),  # noqa: E501
        "b.xsd": schema(item("P", "b"), "b", DEEPER),
        "d.xsd": schema('<xs:element id="d_E" name="E" type="xs:int"/>', "d", ""),
        "r.xbrl": report(fact("t:A"), '<xbrldi:typedMember dimension="t:Axis"><d:E>1</d:E></xbrldi:typedMember>'),
    },
    "an enumeration of a lost domain": {
        "t.xsd": schema(
            item("E", kind="enum:enumerationItemType", more=f'enum:domain="b:Whole" enum:linkrole="{ROLE}"')
        ),
        "b.xsd": schema(
            item("Whole", "b", "xbrli:stringItemType", more=ABSTRACT) + item("Part", "b", "xbrli:stringItemType"),
            "b", "", ("definition-1.xml",),
        ),
        "definition-1.xml": linkbase("definition", definition((DOMAIN_MEMBER, "b_Whole", "b_Part", "")), "b_Whole", "b_Part"),  # noqa: E501
        "r.xbrl": report(text("t:E", "b:Part")),
    },
    "roles of footnotes": {
        "t.xsd": schema(item("A"), imports=""),
        "b.xsd": (
            f'<xs:schema {NAMESPACES} targetNamespace="http://b.example"><xs:annotation><xs:appinfo>'
            '<link:roleType roleURI="http://b.example/note" id="note"><link:usedOn>link:footnoteLink</link:usedOn>'
            f"</link:roleType></xs:appinfo></xs:annotation>{IMPORTS}</xs:schema>"
        ),
        "r.xbrl": report(
            fact("t:A") + '<link:footnoteLink xlink:type="extended" xlink:role="http://b.example/note"/>',
            links='<link:roleRef xlink:type="simple" xlink:href="b.xsd#note" roleURI="http://b.example/note"/>',
        ),
    },
    "a sum that is taken back": over("calculation", SUMMATION_10, "t_A", "t_B", more='weight="-1"')
    | {"r.xbrl": report(fact("t:A", "2") + fact("t:B"))},
    "a requirement that is taken back": over("definition", REQUIRES_ELEMENT, "t_A", "t_B")
    | {"r.xbrl": report(fact("t:A"))},
    "an alias that is taken back": over("definition", ESSENCE_ALIAS, "t_A", "t_B")
    | {"r.xbrl": report(fact("t:A") + fact("t:B", "2"))},
    "a circle that is broken": over("presentation", PARENT_CHILD, "t_A", "t_A", located=("t_A",))
    | {"r.xbrl": report(fact("t:A"))},
    "a generalisation that is taken back": over("definition", GENERAL_SPECIAL, "t_A", "t_A", located=("t_A",))
    | {"r.xbrl": report(fact("t:A"))},
    "an element in a scenario, and a type of a value": {
        "t.xsd": schema(item("A")),
        "b.xsd": schema('<xs:element name="S" type="xs:int"/>' + RESTRICTED.format("money", "xbrli:monetaryItemType", ""), "b", ""),  # noqa: E501
        "r.xbrl": report(fact("t:A", "1", 'unitRef="u" decimals="0" xsi:type="b:money"'), "<b:S>1</b:S>"),
    },
    "a part that is declared by its id": {
        "t.xsd": schema(item("A") + item("B"), links=("calculation-1.xml",)),
        "b.xsd": schema(item("P", "b"), "b", ""),
        "calculation-1.xml": linkbase(
            "calculation",
            arc("calculation", SUMMATION_10, "t_A", "t_B", 'weight="1" order="1"')
            + arc("calculation", SUMMATION_10, "t_A", "b_P", 'weight="1" order="2"'),
            "t_A", "t_B", "b_P",
        ),
        "r.xbrl": report(fact("t:A", "100") + fact("t:B", "60") + fact("b:P", "40")),
    },
    "a custom link that a lost schema hints at": {
        "t.xsd": schema(item("A"), imports="", links=("link-1.xml",)),
        "b.xsd": schema(
            '<xs:import namespace="http://www.xbrl.org/2003/XLink" schemaLocation="http://www.xbrl.org/2003/xl-2003-12-31.xsd"/>'
            '<xs:element name="own" xmlns:xl="http://www.xbrl.org/2003/XLink" type="xl:extendedType" substitutionGroup="xl:extended"/>',  # noqa: E501
            "b", "",
        ),
        "link-1.xml": (
            f'<link:linkbase {NAMESPACES} xsi:schemaLocation="http://b.example b.xsd">'
            f'<b:own xlink:type="extended" xlink:role="{ROLE}"/></link:linkbase>'
        ),
        "r.xbrl": report(fact("t:A")),
    },
}  # fmt: skip
WAYS = {
    "missing": None,
    "a page of a proxy": "<html><head><title>Sign in</title></head><body><p>Sign in</p></body></html>",
    "empty": "",
}
SAID = {"TX101", "TX102"}  # that a document is lost


def errors(outcome: Outcome) -> set[tuple[str, str]]:
    """Return the errors of a run, by code and message."""
    return {(one.code, one.message) for one in outcome.findings if one.severity is Severity.ERROR}


def judged(folder: Path) -> Outcome:
    return run([str(folder / "r.xbrl")], Options(store=False, ignore=("DO004",)))


@pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS)
def test_no_error_depends_on_what_is_lost(world: dict[str, str], tmp_path: Path) -> None:
    for name, content in world.items():
        (tmp_path / name).write_text(content)
    whole = judged(tmp_path)
    assert errors(whole) == set()
    outcomes = {tie.verdict for tie in whole.results[0].ties}
    ways = cycle(WAYS.values())
    for name in sorted(world.keys() - {"r.xbrl"}):
        for content in islice(ways, 2):
            (tmp_path / name).unlink()
            if content is not None:
                (tmp_path / name).write_text(content)
            lost = judged(tmp_path)
            (tmp_path / name).write_text(world[name])
            assert [one for one in errors(lost) if one[0] not in SAID] == [], (name, content)
            assert {tie.verdict for tie in lost.results[0].ties} <= {*outcomes, Verdict.INDETERMINATE}
