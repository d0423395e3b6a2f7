"""Types against what they derive from: the near-miss before the case that speaks, and libxml2's verdict beside ours.

libxml2 looks at simple types, attributes and values; it does not look at content models that restrict others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree

from tests.xsd.test_schema_language import found

if TYPE_CHECKING:
    from pathlib import Path

WRONG = "derivation-not-valid"
WRAPPED = (
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="http://t.example/t"'
    ' targetNamespace="http://t.example/t" elementFormDefault="qualified">{}</xs:schema>'
)


def second_opinion(body: str) -> bool:
    """Whether libxml2 takes a schema of this body for valid."""
    try:
        etree.XMLSchema(etree.fromstring(WRAPPED.format(body)))
    except etree.XMLSchemaParseError:
        return False
    return True


def simple(name: str, base: str, **facets: str) -> str:
    """Write a simple type that restricts another."""
    written = "".join(
        f'<xs:{facet} value="{value}"/>' for facet, values in facets.items() for value in values.split("|")
    )
    return f'<xs:simpleType name="{name}"><xs:restriction base="{base}">{written}</xs:restriction></xs:simpleType>'


def derived(base: str, own: str, how: str = "restriction", attributes: str = "") -> str:
    """Write a complex type `b` and a type `d` that derives from it."""
    return (
        f'<xs:complexType name="b" {attributes}>{base}</xs:complexType><xs:complexType name="d"><xs:complexContent>'
        f'<xs:{how} base="t:b">{own}</xs:{how}></xs:complexContent></xs:complexType>'
    )


def sequence(*parts: str, more: str = "", kind: str = "sequence") -> str:
    """Write a group of local elements, each `name`, `name low high` or `name low high type`; xs:decimal without one."""
    written = ""
    for part in parts:
        if part.startswith("<"):
            written += part
            continue
        name, low, high, typed, *_ = [*part.split(), *("", "1", "1", "decimal")[len(part.split()) :]]
        written += f'<xs:element name="{name}" minOccurs="{low}" maxOccurs="{high}" type="xs:{typed}"/>'
    return f"<xs:{kind} {more}>{written}</xs:{kind}>"


ANY = '<xs:any namespace="##other" minOccurs="0" maxOccurs="3" processContents="lax"/>'
NEEDED = '<xs:attribute name="a" type="xs:decimal" use="required"/>'
FIXED = '<xs:attribute name="a" type="xs:decimal" fixed="1"/>'

OVERLOOKED = (  # by libxml2: Part 2 §4.3.2.4 (minLength <= maxLength), Part 1 §3.4.6 (clause 2.1.3)
    simple("s", "xs:string", minLength="3", maxLength="2"),
    derived(FIXED, FIXED.replace("1", "2")),
)


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        (simple("s", "xs:string", minLength="1", maxLength="2"), False),
        (simple("s", "xs:string", minLength="3", maxLength="2"), True),
        (simple("s", "xs:decimal", length="3"), True),
        (simple("s", "xs:boolean", minInclusive="0"), True),
        (simple("s", "xs:decimal", totalDigits="3", fractionDigits="3"), False),
        (simple("s", "xs:decimal", totalDigits="3", fractionDigits="4"), True),
        (simple("s", "xs:decimal", minInclusive="1", maxInclusive="1.0"), False),
        (simple("s", "xs:decimal", minInclusive="1", maxInclusive="0.9"), True),
        (simple("s", "xs:decimal", minInclusive="1", maxExclusive="1"), True),
        (simple("s", "xs:date", minInclusive="2024-02-30"), True),
        (simple("s", "xs:gYear", minInclusive="2024", maxInclusive="2023"), True),
        (simple("s", "xs:integer", enumeration="1|2"), False),
        (simple("s", "xs:integer", enumeration="1|x"), True),
        (simple("b", "xs:string", maxLength="5") + simple("s", "t:b", maxLength="5"), False),
        (simple("b", "xs:string", maxLength="5") + simple("s", "t:b", maxLength="6"), True),
        (simple("b", "xs:decimal", maxInclusive="5") + simple("s", "t:b", maxInclusive="5.00"), False),
        (simple("b", "xs:decimal", maxInclusive="5") + simple("s", "t:b", maxInclusive="5.01"), True),
        (simple("b", "xs:token", enumeration="x|y") + simple("s", "t:b", enumeration="y"), False),
        (simple("b", "xs:token", enumeration="x|y") + simple("s", "t:b", enumeration="z"), True),
        (simple("b", "xs:string", whiteSpace="collapse") + simple("s", "t:b", whiteSpace="replace"), True),
        (derived(NEEDED, ""), False),
        (derived(NEEDED, '<xs:attribute name="a" type="xs:integer" use="required"/>'), False),
        (derived(NEEDED, '<xs:attribute name="a" type="xs:decimal"/>'), True),
        (derived(NEEDED, '<xs:attribute name="a" use="prohibited"/>'), True),
        (derived(NEEDED, '<xs:attribute name="a" type="xs:string" use="required"/>'), True),
        (derived(NEEDED, '<xs:attribute name="c" type="xs:string"/>'), True),
        (derived('<xs:anyAttribute namespace="##local"/>', '<xs:attribute name="c" type="xs:string"/>'), False),
        (derived('<xs:anyAttribute namespace="##other"/>', '<xs:anyAttribute namespace="##any"/>'), True),
        (derived(FIXED, '<xs:attribute name="a" type="xs:decimal" fixed="1.0"/>'), False),
        (derived(FIXED, FIXED.replace("1", "2")), True),
        (derived(FIXED, FIXED, "extension"), True),
        (derived("", "", "extension", 'final="restriction"'), False),
        (derived("", "", "restriction", 'final="restriction"'), True),
    ],
)
def test_derivations(tmp_path: Path, body: str, *, wrong: bool) -> None:
    assert second_opinion(body) is (not wrong or body in OVERLOOKED)
    assert found(tmp_path, body) == ([WRONG] if wrong else [])


@pytest.mark.parametrize(
    ("base", "own", "wrong"),
    [
        (sequence("x", "y 0 1"), sequence("x", "y"), False),
        (sequence("x", "y 0 1"), sequence("x"), False),
        (sequence("x", "y 0 1"), sequence("x 1 1 integer"), False),
        (sequence("x", "y 0 1"), sequence("x 1 1 string"), True),
        (sequence("x", "y 0 1"), sequence("y"), True),
        (sequence("x", "y 0 1"), sequence("y", "x"), True),
        (sequence("x", "y 0 1"), sequence("x", "y 0 2"), True),
        (sequence("x 0 100000"), sequence("x 5 99999"), False),
        (sequence("x 0 100000"), sequence("x 5 unbounded"), True),
        (sequence("x", "y", kind="choice"), sequence("y"), False),
        (sequence("x", "y", kind="choice"), sequence("x", "y"), True),
        (sequence("x", "y", kind="choice", more='maxOccurs="2"'), sequence("x", "y"), False),
        (sequence("x", "y", "z", kind="choice"), sequence("x", "z", kind="choice"), False),
        (sequence("x", "y", "z", kind="choice"), sequence("z", "x", kind="choice"), True),
        (sequence("x", "y", "z", kind="choice"), sequence("x", "w", kind="choice"), True),
        (sequence("x", "y 0 1", kind="all"), sequence("x"), False),
        (sequence("x", "y 0 1", kind="all"), sequence("y", "x"), False),
        (sequence("x", "y 0 1", kind="all"), sequence("y"), True),
        (sequence(ANY), sequence('<xs:any namespace="urn:u" maxOccurs="2" processContents="strict"/>'), False),
        (sequence(ANY), sequence('<xs:any namespace="urn:u" maxOccurs="4" processContents="strict"/>'), True),
        (sequence(ANY), sequence('<xs:any namespace="urn:u" processContents="skip"/>'), True),
        (sequence(ANY), sequence("x"), True),
        (sequence('<xs:any namespace="##targetNamespace" maxOccurs="3"/>'), sequence("x", "y 0 2"), False),
        (sequence('<xs:any namespace="##targetNamespace" maxOccurs="3"/>'), sequence("x", "y 0 3"), True),
        (sequence("x"), "", True),
        (sequence("x 0 1"), "", False),
        ("", sequence("x"), True),
    ],
)
def test_content_that_restricts(tmp_path: Path, base: str, own: str, *, wrong: bool) -> None:
    assert found(tmp_path, derived(base, own)) == ([WRONG] if wrong else [])


def element(attributes: str, head: str = "") -> str:
    """Write a global element `e`, with a head `h` of xs:decimal unless there is none."""
    return f'<xs:element name="h" type="xs:decimal" {head}/><xs:element name="e" {attributes}/>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (element('type="xs:integer" substitutionGroup="t:h"'), []),
        (element('substitutionGroup="t:h"'), []),
        (element('type="xs:string" substitutionGroup="t:h"'), ["substitution-not-valid"]),
        (element('type="xs:integer" substitutionGroup="t:h"', 'final="restriction"'), ["substitution-not-valid"]),
        (element('type="xs:decimal" default="1.50"'), []),
        (element('type="xs:decimal" default="x"'), ["value-constraint-not-valid"]),
        (element('type="xs:date" fixed="2023-02-29"'), ["value-constraint-not-valid"]),
        ('<xs:attribute name="a" type="xs:boolean" default="0"/>', []),
        ('<xs:attribute name="a" type="xs:boolean" default="2"/>', ["value-constraint-not-valid"]),
        (f'<xs:complexType name="k">{sequence("x", "y", "x")}</xs:complexType>', []),
        (f'<xs:complexType name="k">{sequence("x", "y", "x 1 1 string")}</xs:complexType>', ["element-of-two-types"]),
    ],
)
def test_elements_and_values(tmp_path: Path, body: str, expected: list[str]) -> None:
    assert second_opinion(body) is (not expected or expected == ["element-of-two-types"])
    assert found(tmp_path, body) == expected


def test_a_head_is_a_choice_of_what_substitutes_for_it(tmp_path: Path) -> None:
    declared = element('type="t:more" substitutionGroup="t:h"').replace("xs:decimal", "t:less")
    declared += '<xs:complexType name="less"/><xs:complexType name="more"><xs:complexContent>'
    declared += (
        '<xs:extension base="t:less"><xs:attribute name="a"/></xs:extension></xs:complexContent></xs:complexType>'
    )
    base = sequence('<xs:element ref="t:h" maxOccurs="2"/>')
    assert found(tmp_path, declared + derived(base, sequence('<xs:element ref="t:e"/>'))) == []
    assert found(tmp_path, declared + derived(base, sequence('<xs:element ref="t:A"/>'))) == [WRONG]
