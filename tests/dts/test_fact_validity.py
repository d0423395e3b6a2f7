"""Facts against their schemas: what only a declaration rules out; the near-miss before the case that speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.dts.test_taxonomy import write
from validator import check

if TYPE_CHECKING:
    from pathlib import Path

ITEM = '<xs:element name="{n}" id="t_{n}" type="{t}" substitutionGroup="xbrli:item" xbrli:periodType="instant" {more}/>'
RESTRICTED = (
    '<xs:complexType name="{n}"><xs:simpleContent><xs:restriction base="xbrli:monetaryItemType">{a}</xs:restriction>'
    "</xs:simpleContent></xs:complexType>"
)
DERIVED = '<xs:complexType name="{n}"><xs:complexContent><xs:{how} base="t:{b}"/></xs:complexContent></xs:complexType>'
BODY = "".join((
    ITEM.format(n="Note", t="xbrli:stringItemType", more='nillable="true"'),
    ITEM.format(n="Basis", t="xbrli:stringItemType", more='fixed="accrual" nillable="true"'),
    ITEM.format(n="Count", t="xbrli:decimalItemType", more='fixed="1.0" nillable="true"'),
    ITEM.format(n="Usual", t="xbrli:stringItemType", more='default="annual"'),
    RESTRICTED.format(n="whole", a='<xs:attribute name="decimals" fixed="0" type="xbrli:decimalsType"/>'),
    RESTRICTED.format(n="precise", a='<xs:attribute name="decimals" use="prohibited"/>'),
    ITEM.format(n="Whole", t="t:whole", more=""),
    ITEM.format(n="Precise", t="t:precise", more=""),
    ('<xs:complexType name="held"><xs:complexContent><xs:restriction base="xs:anyType"><xs:sequence>'
    '<xs:element ref="t:Note" minOccurs="0"/></xs:sequence><xs:attribute name="id" type="xs:ID"/></xs:restriction>'
    "</xs:complexContent></xs:complexType>"),
    DERIVED.format(n="more", how="extension", b="held"),
    ('<xs:complexType name="any" abstract="true"><xs:complexContent><xs:extension base="t:held"/></xs:complexContent>'
    "</xs:complexType>"),
    DERIVED.format(n="one", how="extension", b="any"),
    *(
        f'<xs:element name="{name}" type="t:{typed}" substitutionGroup="xbrli:tuple" {more}/>'
        for name, typed, more in (("Held", "held", ""), ("Any", "any", ""), ("Closed", "held", 'block="extension"'))
    ),
))  # fmt: skip
REPORT = """<xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase"
  xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:iso4217="http://www.xbrl.org/2003/iso4217" xmlns:t="http://t.example">
  <link:schemaRef xlink:type="simple" xlink:href="t.xsd"/>
  <xbrli:context id="c"><xbrli:entity><xbrli:identifier scheme="http://s.example">7</xbrli:identifier></xbrli:entity>
    <xbrli:period><xbrli:instant>2023-09-30</xbrli:instant></xbrli:period></xbrli:context>
  <xbrli:unit id="u"><xbrli:measure>{measure}</xbrli:measure></xbrli:unit>
  {fact}
</xbrli:xbrl>"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A taxonomy of items and tuples that ask for much."""
    made = tmp_path_factory.mktemp("facts")
    write(made, BODY)
    return made


def said(folder: Path, fact: str) -> list[str]:
    """Return what is said of a report of one fact, the want of ties apart."""
    pure = "xbrli:pure" if "t:Count" in fact else "iso4217:EUR"
    path = folder / "report.xml"
    path.write_text(REPORT.format(measure=pure, fact=fact), encoding="utf-8")
    return [one.message for one in check(str(path)).findings if one.code != "DO004"]


MONEY = '<t:{} contextRef="c" unitRef="u" {}>1</t:{}>'


@pytest.mark.parametrize(
    "fact",
    [
        '<t:Basis contextRef="c">accrual</t:Basis>',
        '<t:Basis contextRef="c"/>',
        '<t:Count contextRef="c" unitRef="u" decimals="0">01</t:Count>',
        '<t:Usual contextRef="c">quarterly</t:Usual>',
        '<t:Note contextRef="c" xsi:nil="true"/>',
        '<t:Note contextRef="c" xsi:nil="false">x</t:Note>',
        MONEY.format("Whole", 'decimals="0"', "Whole"),
        MONEY.format("Whole", "", "Whole"),
        MONEY.format("Precise", 'precision="1"', "Precise"),
        "<t:Held/>",
        '<t:Held xsi:type="t:more"/>',
        '<t:Any xsi:type="t:one"/>',
        '<t:Held><t:Note contextRef="c">x</t:Note></t:Held>',
    ],
)
def test_valid(folder: Path, fact: str) -> None:
    assert said(folder, fact) == []


@pytest.mark.parametrize(
    ("fact", "message"),
    [
        ('<t:Basis contextRef="c">cash</t:Basis>', "Basis holds 'cash', where its schema fixes 'accrual'"),
        ('<t:Basis contextRef="c" xsi:nil="true"/>', "Basis is nil, but its schema fixes it to 'accrual'"),
        ('<t:Count contextRef="c" unitRef="u" decimals="0">2</t:Count>',
         "Count holds '2', where its schema fixes '1.0'"),
        ('<t:Usual contextRef="c" xsi:nil="false">x</t:Usual>', "Usual has xsi:nil, but is not declared nillable"),
        (MONEY.format("Whole", 'decimals="2"', "Whole"), "Whole has decimals='2', which its schema fixes to '0'"),
        (MONEY.format("Precise", 'decimals="0"', "Precise"), "Precise must not have the attribute decimals"),
        ("<t:Any/>", "Any is of an abstract type: its xsi:type must name one that derives from any"),
        ('<t:Held xsi:type="t:any"/>', "Held is of an abstract type: its xsi:type must name one that derives from any"),
        ('<t:Closed xsi:type="t:more"/>', ("Closed has the xsi:type more, but must not be of a type "
         "derived by extension")),
        ('<t:Held xsi:type="t:nothing"/>', "Held has the xsi:type nothing, which no schema declares"),
        ('<t:Held xsi:type="xs:int"/>', "Held has the xsi:type xs:int, which no schema declares"),
        ("<t:Held><t:Held/></t:Held>", "Held must not have Held as child 1, where only Note may come"),
        ("<t:Held>\u00a0</t:Held>", "Held must not hold text such as '\\xa0'"),
    ],
)  # fmt: skip
def test_not_valid(folder: Path, fact: str, message: str) -> None:
    assert said(folder, fact) == [message]
