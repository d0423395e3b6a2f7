# ruff: noqa: E501 - XML as it is written
"""Calculations 1.1 (REC 2023-02-22) and those of XBRL 2.1 §5.2.5.2: each requirement by a report of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conformance.requirements import Requirement, holds

if TYPE_CHECKING:
    from pathlib import Path

REPORT = """<?xml version="1.0" encoding="UTF-8"?>
<xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xbrldi="http://xbrl.org/2006/xbrldi" xmlns:iso4217="http://www.xbrl.org/2003/iso4217" xmlns:e="http://example.com/e">
  <link:schemaRef xlink:type="simple" xlink:href="e.xsd"/>
  <xbrli:context id="now">
    <xbrli:entity><xbrli:identifier scheme="http://example.com">7</xbrli:identifier></xbrli:entity>
    <xbrli:period><xbrli:instant>2023-09-30</xbrli:instant></xbrli:period>
  </xbrli:context>
  <xbrli:context id="then">
    <xbrli:entity><xbrli:identifier scheme="http://example.com">7</xbrli:identifier></xbrli:entity>
    <xbrli:period><xbrli:instant>2022-09-30</xbrli:instant></xbrli:period>
  </xbrli:context>
  <xbrli:unit id="CNY"><xbrli:measure>iso4217:CNY</xbrli:measure></xbrli:unit>
  <xbrli:unit id="USD"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>
  <xbrli:unit id="pure"><xbrli:measure>xbrli:pure</xbrli:measure></xbrli:unit>
  <e:Bread contextRef="now" unitRef="CNY" decimals="-3">60000</e:Bread>
  <e:Cakes contextRef="now" unitRef="CNY" decimals="-3">40000</e:Cakes>
  <e:Stock contextRef="now" unitRef="CNY" decimals="-3">100000</e:Stock>
</xbrli:xbrl>
"""
SCHEMA = """<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:xbrldt="http://xbrl.org/2005/xbrldt" xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:e="http://example.com/e" targetNamespace="http://example.com/e" elementFormDefault="qualified">
  <xs:annotation><xs:appinfo><link:linkbaseRef xlink:type="simple" xlink:href="e.xml" xlink:arcrole="http://www.w3.org/1999/xlink/properties/linkbase"/></xs:appinfo></xs:annotation>
  <xs:import namespace="http://www.xbrl.org/2003/instance" schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>
  <xs:import namespace="http://xbrl.org/2005/xbrldt" schemaLocation="http://www.xbrl.org/2005/xbrldt-2005.xsd"/>
  <xs:element name="Stock" id="e_Stock" type="xbrli:monetaryItemType" substitutionGroup="xbrli:item" xbrli:periodType="instant" nillable="true"/>
  <xs:element name="Bread" id="e_Bread" type="xbrli:monetaryItemType" substitutionGroup="xbrli:item" xbrli:periodType="instant" nillable="true"/>
  <xs:element name="Cakes" id="e_Cakes" type="xbrli:monetaryItemType" substitutionGroup="xbrli:item" xbrli:periodType="instant" nillable="true"/>
  <xs:element name="Part" id="e_Part" type="xbrli:fractionItemType" substitutionGroup="xbrli:item" xbrli:periodType="instant"/>
  <xs:element name="Rate" id="e_Rate" type="xbrli:floatItemType" substitutionGroup="xbrli:item" xbrli:periodType="instant"/>
  <xs:element name="Note" id="e_Note" type="xbrli:stringItemType" substitutionGroup="xbrli:item" xbrli:periodType="instant"/>
  <xs:element name="Shop" id="e_Shop" type="xs:string"/>
  <xs:element name="Place"><xs:complexType><xs:sequence><xs:element ref="e:Shop"/></xs:sequence></xs:complexType></xs:element>
  <xs:element name="Axis" id="e_Axis" type="xbrli:stringItemType" substitutionGroup="xbrldt:dimensionItem" abstract="true" xbrli:periodType="instant" xbrldt:typedDomainRef="#e_Shop"/>
  <xs:element name="Pair" id="e_Pair" substitutionGroup="xbrli:tuple">
    <xs:complexType><xs:complexContent><xs:restriction base="xs:anyType"><xs:sequence><xs:element ref="e:Bread" maxOccurs="2"/></xs:sequence></xs:restriction></xs:complexContent></xs:complexType>
  </xs:element>
</xs:schema>
"""
LINKBASE = """<?xml version="1.0" encoding="UTF-8"?>
<link:linkbase xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink">
  {reference}
  <link:calculationLink xlink:type="extended" xlink:role="http://www.xbrl.org/2003/role/link">
    <link:loc xlink:type="locator" xlink:href="e.xsd#e_Stock" xlink:label="Stock"/>
    <link:loc xlink:type="locator" xlink:href="e.xsd#e_Bread" xlink:label="Bread"/>
    <link:loc xlink:type="locator" xlink:href="e.xsd#e_Cakes" xlink:label="Cakes"/>
    <link:loc xlink:type="locator" xlink:href="e.xsd#e_Cakes" xlink:label="Pies"/>
    <link:calculationArc xlink:type="arc" xlink:arcrole="{arcrole}" xlink:from="Stock" xlink:to="Bread" order="1" weight="1"/>
    <link:calculationArc xlink:type="arc" xlink:arcrole="{arcrole}" xlink:from="Stock" xlink:to="Cakes" order="2" weight="1"/>
  </link:calculationLink>
</link:linkbase>
"""
OLD, NEW = "http://www.xbrl.org/2003/arcrole/summation-item", "https://xbrl.org/2023/arcrole/summation-item"
REFERENCE = f'<link:arcroleRef xlink:type="simple" arcroleURI="{NEW}" xlink:href="https://www.xbrl.org/2023/calculation-1.1.xsd#summation-item"/>'
FILES = {
    "1.1": {"report.xml": REPORT, "e.xsd": SCHEMA, "e.xml": LINKBASE.format(arcrole=NEW, reference=REFERENCE)},
    "2.1": {"report.xml": REPORT, "e.xsd": SCHEMA, "e.xml": LINKBASE.format(arcrole=OLD, reference="")},
}
PERIOD = '<xbrli:period><xbrli:instant>2023-09-30</xbrli:instant></xbrli:period>\n  </xbrli:context>\n  <xbrli:context id="then">'
CAKES = '<e:Cakes contextRef="now" unitRef="CNY" decimals="-3">40000</e:Cakes>'
STOCK = '<e:Stock contextRef="now" unitRef="CNY" decimals="-3">100000</e:Stock>'
WEIGHT = 'xlink:to="Cakes" order="2" weight="1"'
BALANCES = [('name="Stock" ', "debit"), ('name="Bread" ', "debit"), ('name="Cakes" ', "credit")]


def stock(value: str, decimals: str = "-3", old: str = STOCK) -> tuple[str, str, str]:
    """Report another total."""
    return ("report.xml", old, STOCK.replace(">100000<", f">{value}<").replace('"-3"', f'"{decimals}"'))


def cakes(value: str, decimals: str = "-3") -> tuple[str, str, str]:
    """Report another part."""
    return ("report.xml", CAKES, CAKES.replace(">40000<", f">{value}<").replace('"-3"', f'"{decimals}"'))


def more(*facts: str) -> tuple[str, str, str]:
    """Report more facts."""
    return ("report.xml", STOCK, "\n  ".join((STOCK, *facts)))


def balanced(*names: tuple[str, str]) -> tuple[tuple[str, str, str], ...]:
    """Give concepts balances."""
    return tuple(("e.xsd", name, f'{name}xbrli:balance="{balance}" ') for name, balance in names)


def typed(concept: str, item_type: str) -> tuple[str, str, str]:
    """Give a concept another type."""
    head = f'<xs:element name="{concept}" id="e_{concept}" type="xbrli:'
    return ("e.xsd", f"{head}monetaryItemType", f"{head}{item_type}")


TO_NOTE = ("e.xml", 'e.xsd#e_Cakes" xlink:label="Cakes"', 'e.xsd#e_Note" xlink:label="Cakes"')
TO_PAIR = ("e.xml", 'e.xsd#e_Cakes" xlink:label="Cakes"', 'e.xsd#e_Pair" xlink:label="Cakes"')
TO_RATE = ("e.xml", 'e.xsd#e_Cakes" xlink:label="Cakes"', 'e.xsd#e_Rate" xlink:label="Cakes"')
TO_PART = ("e.xml", 'e.xsd#e_Cakes" xlink:label="Cakes"', 'e.xsd#e_Part" xlink:label="Cakes"')
AGAIN = (
    "e.xml",
    "  </link:calculationLink>",
    '<link:calculationArc xlink:type="arc" xlink:arcrole="{}" xlink:from="Stock" xlink:to="Pies" order="3" weight="1"/></link:calculationLink>',
)
ELSEWHERE = (
    "e.xml",
    "  </link:calculationLink>",
    '  </link:calculationLink>\n<link:calculationLink xlink:type="extended" xlink:role="http://www.xbrl.org/2003/role/link"/>',
)
BOTH = tuple((name, "debit") for name, _ in BALANCES)


def related(old: bool) -> tuple[Requirement, ...]:
    """What both specifications require of a summation's ends and weight."""
    number = ("NE401", "xbrl.5.2.5.2:nonNumericCalc") if old else ("NE406", "calc11e:nonDecimalItemNode")
    missing = () if old else ((number,))
    ends = [
        Requirement(
            "§5.2.5.2" if old else "§4.1",
            f"{number[1]}, a text",
            (TO_NOTE, ("report.xml", CAKES, ""), stock("60000")),
            (number,),
        ),
        Requirement(
            "§5.2.5.2" if old else "§4.1",
            f"{number[1]}, a tuple",
            (TO_PAIR, ("report.xml", CAKES, ""), stock("60000")),
            (number,),
        ),
    ]
    exact = [] if old else [
        Requirement("§4.1", "calc11e:nonDecimalItemNode, a floating-point number", (TO_RATE, ("report.xml", CAKES, ""), stock("60000")), missing, near=(typed("Cakes", "decimalItemType"), typed("Bread", "decimalItemType"), typed("Stock", "decimalItemType"))),
        Requirement("§4.1", "calc11e:nonDecimalItemNode, a fraction", (TO_PART, ("report.xml", CAKES, ""), stock("60000")), missing),
        Requirement(
            "§4.1", "calc11e:duplicateCalculationRelationships",
            near=(("e.xml", 'xlink:to="Cakes" order="2"', 'xlink:to="Pies" order="2"'),),
            breaks=((AGAIN[0], AGAIN[1], AGAIN[2].format(NEW)), stock("140000")),
            said=(("NE407", "calc11e:duplicateCalculationRelationships"),),
        ),
    ]  # fmt: skip
    return (
        *ends, *exact,
        Requirement(
            "§5.2.5.2.1", "xbrl.5.2.5.2.1:zeroWeight",
            near=(("e.xml", WEIGHT, WEIGHT.replace('"1"', '"0.5"')), stock("80000")),
            breaks=(("e.xml", WEIGHT, WEIGHT.replace('"1"', '"0"')), stock("60000")),
            said=(("NE402", "xbrl.5.2.5.2.1:zeroWeight"),),
        ),
        Requirement(
            "§5.1.1.2", "xbrl.5.1.1.2:balanceCalcWeightIllegal, debit and credit added",
            near=(*balanced(*BALANCES), ("e.xml", WEIGHT, WEIGHT.replace('"1"', '"-1"')), stock("20000")),
            breaks=balanced(*BALANCES),
            said=(("NE403", "xbrl.5.1.1.2:balanceCalcWeightIllegal"),),
        ),
        Requirement(
            "§5.1.1.2", "xbrl.5.1.1.2:balanceCalcWeightIllegal, debit taken from debit",
            near=balanced(*BOTH),
            breaks=(*balanced(*BOTH), ("e.xml", WEIGHT, WEIGHT.replace('"1"', '"-1"')), stock("20000")),
            said=(("NE403", "xbrl.5.1.1.2:balanceCalcWeightIllegal"),),
        ),
    )  # fmt: skip


ROUNDING = "calc11e:inconsistentCalculationUsingRounding"
TRUNCATION = "calc11e:inconsistentCalculationUsingTruncation"
BY_TRUNCATION = {"truncation": True}
FRACTION = '<e:Part contextRef="now" unitRef="pure"><xbrli:numerator>1</xbrli:numerator><xbrli:denominator>3</xbrli:denominator></e:Part>'
SEGMENT = "</xbrli:entity>\n    " + PERIOD
ABOUT = [
    (
        "report.xml",
        "7</xbrli:identifier></xbrli:entity>\n    " + PERIOD,
        "7</xbrli:identifier><xbrli:segment>{}</xbrli:segment></xbrli:entity>\n    " + PERIOD,
    )
]


def about(content: str) -> tuple[str, str, str]:
    """Put content into the segment of the context."""
    name, old, new = ABOUT[0]
    return (name, old, new.format(content))


OUTSIDE = (("CA107", "calc11e:oimIncompatibleReportWarning"),)
SHOP = '<xbrldi:typedMember dimension="e:Axis"><e:{0}>{1}</e:{0}></xbrldi:typedMember>'
MODERN = (
    *related(old=False),
    Requirement("§4.2", f"{ROUNDING}, beyond rounding", (stock("102000"),), (("CA101", ROUNDING),), near=(stock("101000"),)),
    Requirement("§4.2", f"{ROUNDING}, a point beyond an end", (stock("101001", "INF"),), (("CA101", ROUNDING),), near=(stock("101000", "INF"),)),
    Requirement("§4.2", f"{ROUNDING}, a part that is not reported counts for nothing", (("report.xml", CAKES, ""),), (("CA106", ROUNDING),), near=(("report.xml", CAKES, ""), stock("60000"))),
    Requirement("§4.2", f"{ROUNDING}, a nil part counts for nothing", (("report.xml", CAKES, '<e:Cakes contextRef="now" unitRef="CNY" xsi:nil="true"/>'),), (("CA101", ROUNDING),), near=(("report.xml", CAKES, '<e:Cakes contextRef="now" unitRef="CNY" xsi:nil="true"/>'), stock("60000"))),
    Requirement("§4.2", f"{TRUNCATION}, beyond truncation", (stock("102000"),), (("CA101", TRUNCATION),), near=(stock("101000"),), options=BY_TRUNCATION),
    Requirement("§4.2", f"{TRUNCATION}, at an open end", (stock("102000", "INF"),), (("CA101", TRUNCATION),), near=(stock("101999", "INF"),), options=BY_TRUNCATION),
    Requirement("§4.2", "oime:disallowedDuplicateFacts", (more(STOCK.replace("100000", "101000")),), (("CA102", "oime:disallowedDuplicateFacts"),), near=(more(STOCK),)),
    Requirement("§4.2", "calc11e:disallowedDuplicateFactsUsingTruncation", (more(STOCK.replace("100000", "101000").replace("-3", "-2")),), (("CA102", "calc11e:disallowedDuplicateFactsUsingTruncation"),), near=(more(STOCK),), options=BY_TRUNCATION),
    Requirement("§4.2", "calc11e:excessDigits", (stock("100400"),), (("CA103", "calc11e:excessDigits"),), near=(stock("100400.0", "-2"), cakes("40400", "-2"))),
    Requirement("§4.1", "calc11e:tuplesInReportWarning", (more('<e:Pair><e:Bread contextRef="now" unitRef="CNY" decimals="0">5</e:Bread></e:Pair>'),), (("CA105", "calc11e:tuplesInReportWarning"),), near=(more('<e:Note contextRef="now">5</e:Note>'),)),
    Requirement("§4.1", "calc11e:oimIncompatibleReportWarning, a fraction", (more(FRACTION), stock("900000")), OUTSIDE, near=(more('<e:Rate contextRef="now" unitRef="pure" decimals="1">0.3</e:Rate>'),)),
    Requirement("§4.1", "calc11e:oimIncompatibleReportWarning, precision 0", (stock("900000", "-3", STOCK), ("report.xml", CAKES, CAKES.replace('decimals="-3"', 'precision="0"'))), OUTSIDE, near=(("report.xml", CAKES, CAKES.replace('decimals="-3"', 'precision="2"')),)),
    Requirement("§4.1", "calc11e:oimIncompatibleReportWarning, a segment of no dimension", (about("<e:Shop>x</e:Shop>"), stock("900000")), OUTSIDE, near=(about(SHOP.format("Shop", "x")),)),
    Requirement("§4.1", "calc11e:oimIncompatibleReportWarning, elements within a typed member", (("e.xsd", "#e_Shop", "#e_Place"), ("e.xsd", 'name="Place"', 'name="Place" id="e_Place"'), about(SHOP.format("Place", "<e:Shop>x</e:Shop>")), stock("900000")), OUTSIDE),
    Requirement("§4.1", "a total and its parts share period and unit", (stock("102000"),), (("CA101", ROUNDING),), near=(more(STOCK.replace('"now"', '"then"').replace("100000", "900000"), STOCK.replace('"CNY"', '"USD"').replace("100000", "900000")),)),
)  # fmt: skip
INCONSISTENT = "xbrl.5.2.5.2:calcInconsistency"
OLDER = (
    *related(old=True),
    Requirement("§5.2.5.2", f"{INCONSISTENT}, rounding explains nothing", (stock("101000"),), (("CA201", INCONSISTENT),), near=(stock("100000", "-4"),)),
    Requirement("§5.2.5.2", f"{INCONSISTENT}, parts are rounded first", (cakes("40500"), stock("101000")), (("CA201", INCONSISTENT),), near=(cakes("40500"), stock("100000"))),
    Requirement("§5.2.5.2", f"{INCONSISTENT}, a part that is not reported counts for nothing", (("report.xml", CAKES, ""),), (("CA202", INCONSISTENT),), near=(("report.xml", CAKES, ""), stock("60000"))),
    Requirement("§5.2.5.2", "duplicates do not bind, whatever their values", (stock("101000"),), (("CA201", INCONSISTENT),), near=(stock("101000"), ("report.xml", "</xbrli:xbrl>", f'{STOCK.replace("100000", "101000")}</xbrli:xbrl>'))),
    Requirement("§5.2.5.2", "an item may contribute twice", (("e.xml", AGAIN[1], AGAIN[2].format(OLD)),), (("CA201", INCONSISTENT),), near=(("e.xml", AGAIN[1], AGAIN[2].format(OLD)), stock("140000"))),
)  # fmt: skip
TABLE = {"1.1": MODERN, "2.1": OLDER}
CASES = [pytest.param(edition, one, id=f"{edition} {one}") for edition, table in TABLE.items() for one in table]


@pytest.mark.parametrize(("edition", "one"), CASES)
def test_requirement(edition: str, one: Requirement, tmp_path: Path) -> None:
    holds(one, tmp_path, FILES[edition])
