"""Schema documents: their language, and what XBRL says of concepts; the near-miss before the case that speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.dts.test_taxonomy import BODY, names, read, write

if TYPE_CHECKING:
    from pathlib import Path


def found(folder: Path, body: str, appinfo: str = "") -> list[str]:
    """Return what is found in a schema with three items and a body."""
    write(folder, BODY + body, appinfo=appinfo)
    return names(read(folder))


def item(more: str, kind: str = "xbrli:stringItemType") -> str:
    """Write an item."""
    return f'<xs:element name="X" type="{kind}" substitutionGroup="xbrli:item" {more}/>'


def pair(content: str, attributes: str = "") -> str:
    """Write a tuple."""
    return (
        f'<xs:element name="X" substitutionGroup="xbrli:tuple"><xs:complexType {attributes}>{content}</xs:complexType>'
        "</xs:element>"
    )


def patterned(pattern: str) -> str:
    """Write a simple type with a pattern."""
    restriction = f'<xs:restriction base="xs:string"><xs:pattern value="{pattern}"/></xs:restriction>'
    return f'<xs:simpleType name="s">{restriction}</xs:simpleType>'


SEQUENCE = '<xs:sequence><xs:element ref="t:A" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>'
USED = "<link:usedOn>link:label</link:usedOn>"
INSTANT = 'xbrli:periodType="instant"'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (item(INSTANT), []),
        (item(""), ["item-without-period-type"]),
        (item(f'{INSTANT} xbrli:balance="debit"', "xbrli:monetaryItemType"), []),
        (item(f'{INSTANT} xbrli:balance="debit"'), ["balance-of-other-than-money"]),
        (item(INSTANT, "xs:string"), ["item-of-foreign-type"]),
        (item('xbrli:periodType="moment"'), ["schema-not-valid"]),
        (item(f'{INSTANT} nillable="yes"'), ["schema-not-valid"]),
        (item(f'{INSTANT} id="1x"'), ["schema-not-valid"]),
        (item(f'{INSTANT} id="t_A"'), ["schema-not-valid"]),
        (item(f'{INSTANT} t:own="anything"'), []),  # foreign attributes are welcome
        (item(INSTANT, "t:nowhere"), ["component-not-declared"]),
        (item(INSTANT, "u:string"), ["schema-prefix-not-bound"]),
        (pair(SEQUENCE), []),
        (pair(SEQUENCE, 'mixed="true"'), ["tuple-without-element-content"]),
        (pair(SEQUENCE + '<xs:attribute name="own" type="xs:string"/>'), []),
        (pair(SEQUENCE + '<xs:attribute ref="xbrli:balance"/>'), ["tuple-attribute-of-xbrl"]),
        (pair('<xs:sequence><xs:element name="Y" type="xs:string"/></xs:sequence>'), ["tuple-of-other-elements"]),
        (pair('<xs:sequence><xs:element ref="xbrli:context"/></xs:sequence>'), ["tuple-of-other-elements"]),
        (pair('<xs:sequence><xs:element ref="t:A" minOccurs="0"/><xs:element ref="t:A"/></xs:sequence>'),
         ["content-model-ambiguous"]),
        ('<xs:element ref="t:A"/>', ["schema-not-valid"]),
        ('<xs:complexType name="k"><xs:element name="e"/></xs:complexType>', ["schema-not-valid"]),
        ('<xs:elment name="e"/>', ["schema-not-valid"]),
        (patterned("\\p{Lu}+"), []),
        (patterned("\\y"), ["pattern-not-legible"]),
        ('<xs:complexType name="k"><xs:complexContent><xs:extension base="t:k"/></xs:complexContent></xs:complexType>',
         ["type-from-itself"]),
    ],
)  # fmt: skip
def test_declarations(tmp_path: Path, body: str, expected: list[str]) -> None:
    assert found(tmp_path, body) == expected


@pytest.mark.parametrize(
    ("appinfo", "expected"),
    [
        (f'<link:roleType roleURI="http://t.example/r" id="r">{USED}</link:roleType>', []),
        (f'<link:roleType id="r">{USED}</link:roleType>', ["appinfo-not-valid"]),
        ('<link:roleType roleURI="http://t.example/r"/>', ["appinfo-not-valid"]),
        (f'<link:roleType roleURI="http://t.example/r">{USED}{USED}</link:roleType>', ["used-on-twice"]),
        ('<anything xmlns="http://o.example">at <all/></anything>', []),
        (
            f'<link:arcroleType arcroleURI="http://t.example/a" cyclesAllowed="some">{USED}</link:arcroleType>',
            ["appinfo-not-valid"],
        ),
    ],
)  # fmt: skip
def test_appinfo(tmp_path: Path, appinfo: str, expected: list[str]) -> None:
    assert found(tmp_path, "", appinfo) == expected


def test_a_deeply_nested_schema_is_a_finding_or_nothing(tmp_path: Path) -> None:
    depth = 400
    nested = "<xs:sequence>" * depth + '<xs:element ref="t:A"/>' + "</xs:sequence>" * depth
    assert "type-from-itself" in found(tmp_path, pair(nested))


def group(kind: str, name: str, content: str) -> str:
    """Write a group of elements or attributes."""
    return f'<xs:{kind} name="{name}">{content}</xs:{kind}>'


def test_groups_that_hold_themselves_twice(tmp_path: Path) -> None:
    twice = '<xs:sequence><xs:group ref="t:g"/><xs:group ref="t:g"/></xs:sequence>'
    body = group("group", "g", twice) + group("complexType", "k", '<xs:group ref="t:g"/>')
    assert set(found(tmp_path, body)) == {"type-from-itself"}
    twice = '<xs:attributeGroup ref="t:g"/><xs:attributeGroup ref="t:g"/>'
    body = group("attributeGroup", "g", twice) + group("complexType", "k", '<xs:attributeGroup ref="t:g"/>')
    assert set(found(tmp_path, body)) == {"type-from-itself"}


def test_groups_that_double_again_and_again(tmp_path: Path) -> None:
    body = "".join(
        group("group", f"g{n}", f'<xs:choice><xs:group ref="t:g{n + 1}"/><xs:group ref="t:g{n + 1}"/></xs:choice>')
        + group("attributeGroup", f"g{n}", f'<xs:attributeGroup ref="t:g{n + 1}"/>' * 2)
        for n in range(25)
    )
    body += group("group", "g25", '<xs:choice><xs:element ref="t:A"/></xs:choice>')
    body += group("attributeGroup", "g25", '<xs:attribute name="a"/>')
    body += group("complexType", "k", '<xs:group ref="t:g0"/><xs:attributeGroup ref="t:g0"/>')
    assert found(tmp_path, body) == ["content-model-too-large"]
