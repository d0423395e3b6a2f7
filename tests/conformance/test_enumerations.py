# ruff: noqa: E501 - XML as it is written
"""Extensible enumerations 1.0 (REC 2014-10-29) and 2.0 (REC 2020-02-12): each requirement by a report of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conformance.requirements import Requirement, holds, said, write

if TYPE_CHECKING:
    from pathlib import Path

REPORT = """<?xml version="1.0" encoding="UTF-8"?>
<xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:e="http://example.com/e">
  <link:schemaRef xlink:type="simple" xlink:href="e.xsd"/>
  <xbrli:context id="now">
    <xbrli:entity><xbrli:identifier scheme="http://example.com">7</xbrli:identifier></xbrli:entity>
    <xbrli:period><xbrli:instant>2023-09-30</xbrli:instant></xbrli:period>
  </xbrli:context>
  {facts}
</xbrli:xbrl>
"""
SCHEMA = """<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:xbrldt="http://xbrl.org/2005/xbrldt" xmlns:n="{space}" xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:e="http://example.com/e" targetNamespace="http://example.com/e" elementFormDefault="qualified">
  <xs:annotation><xs:appinfo><link:linkbase>
    <link:arcroleRef xlink:type="simple" arcroleURI="http://xbrl.org/int/dim/arcrole/domain-member" xlink:href="http://www.xbrl.org/2005/xbrldt-2005.xsd#domain-member"/>
    <link:definitionLink xlink:type="extended" xlink:role="http://www.xbrl.org/2003/role/link">
      <link:loc xlink:type="locator" xlink:href="#e_World" xlink:label="World"/>
      <link:loc xlink:type="locator" xlink:href="#e_North" xlink:label="North"/>
      <link:loc xlink:type="locator" xlink:href="#e_South" xlink:label="South"/>
      <link:definitionArc xlink:type="arc" xlink:arcrole="http://xbrl.org/int/dim/arcrole/domain-member" xlink:from="World" xlink:to="North" order="1"/>
      <link:definitionArc xlink:type="arc" xlink:arcrole="http://xbrl.org/int/dim/arcrole/domain-member" xlink:from="World" xlink:to="South" order="2"/>
    </link:definitionLink>
  </link:linkbase></xs:appinfo></xs:annotation>
  <xs:import namespace="http://www.xbrl.org/2003/instance" schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>
  <xs:import namespace="http://xbrl.org/2005/xbrldt" schemaLocation="http://www.xbrl.org/2005/xbrldt-2005.xsd"/>
  <xs:import namespace="{space}" schemaLocation="{schema}"/>
  <xs:complexType name="market"><xs:simpleContent><xs:restriction base="n:enumerationItemType"/></xs:simpleContent></xs:complexType>
  <xs:element name="World" id="e_World" type="xbrli:stringItemType" substitutionGroup="xbrli:item" abstract="true" xbrli:periodType="instant"/>
  <xs:element name="North" id="e_North" type="xbrli:stringItemType" substitutionGroup="xbrli:item" abstract="true" xbrli:periodType="instant"/>
  <xs:element name="South" id="e_South" type="xbrli:stringItemType" substitutionGroup="xbrli:item" abstract="true" xbrli:periodType="instant"/>
  <xs:element name="Moon" id="e_Moon" type="xbrli:stringItemType" substitutionGroup="xbrli:item" abstract="true" xbrli:periodType="instant"/>
  <xs:element name="Axis" id="e_Axis" type="xbrli:stringItemType" substitutionGroup="xbrldt:dimensionItem" abstract="true" xbrli:periodType="instant"/>
  <xs:element name="Cube" id="e_Cube" type="xbrli:stringItemType" substitutionGroup="xbrldt:hypercubeItem" abstract="true" xbrli:periodType="instant"/>
  <xs:element name="Market" id="e_Market" type="n:enumerationItemType" substitutionGroup="xbrli:item" xbrli:periodType="instant" nillable="true" n:domain="e:World" n:linkrole="http://www.xbrl.org/2003/role/link"/>
  <xs:element name="Derived" id="e_Derived" type="e:market" substitutionGroup="xbrli:item" xbrli:periodType="instant" n:domain="e:World" n:linkrole="http://www.xbrl.org/2003/role/link"/>
{more}</xs:schema>
"""
SET = """  <xs:element name="Markets" id="e_Markets" type="n:enumerationSetItemType" substitutionGroup="xbrli:item" xbrli:periodType="instant" nillable="true" n:domain="e:World" n:linkrole="http://www.xbrl.org/2003/role/link"/>
"""
URI = "http://example.com/e#"
FACT = '<e:Market contextRef="now">{}</e:Market>'
DERIVED = '<e:Derived contextRef="now">{}</e:Derived>'
MANY = '<e:Markets contextRef="now">{}</e:Markets>'
EDITIONS = {
    "1.0": {
        "report.xml": REPORT.format(facts=FACT.format("e:North") + DERIVED.format("e:South")),
        "e.xsd": SCHEMA.format(
            space="http://xbrl.org/2014/extensible-enumerations",
            schema="http://www.xbrl.org/2014/extensible-enumerations.xsd", more="",
        ),
    },
    "2.0": {
        "report.xml": REPORT.format(
            facts=FACT.format(f"{URI}North") + DERIVED.format(f"{URI}South") + MANY.format(f"{URI}North {URI}South")
        ),
        "e.xsd": SCHEMA.format(
            space="http://xbrl.org/2020/extensible-enumerations-2.0",
            schema="https://www.xbrl.org/2020/extensible-enumerations-2.0.xsd", more=SET,
        ),
    },
}  # fmt: skip
DOMAIN, ROLE = ' n:domain="e:World"', ' n:linkrole="http://www.xbrl.org/2003/role/link"'
MARKET = f'nillable="true"{DOMAIN}{ROLE}/>\n  <xs:element name="Derived"'
NORTH = 'xlink:from="World" xlink:to="North"'
NIL = '<e:Market contextRef="now" xsi:nil="true"/>'


def declared(clause: str, prefix: str) -> tuple[Requirement, ...]:
    """What both editions require of a declaration, with their codes."""
    return (
        Requirement(
            clause, f"{prefix}te:MissingDomainError",
            breaks=(("e.xsd", MARKET, MARKET.replace(DOMAIN, "", 1)),),
            said=(("FA501", f"{prefix}te:MissingDomainError"),),
        ),
        Requirement(
            clause, f"{prefix}te:InvalidDomainError, declared nowhere",
            breaks=(("e.xsd", MARKET, MARKET.replace("e:World", "e:Mars")),),
            said=(("FA502", f"{prefix}te:InvalidDomainError"),),
        ),
        Requirement(
            clause, f"{prefix}te:InvalidDomainError, a dimension",
            breaks=(("e.xsd", MARKET, MARKET.replace("e:World", "e:Axis")),),
            said=(("FA502", f"{prefix}te:InvalidDomainError"),),
        ),
        Requirement(
            clause, f"{prefix}te:InvalidDomainError, a hypercube",
            breaks=(("e.xsd", MARKET, MARKET.replace("e:World", "e:Cube")),),
            said=(("FA502", f"{prefix}te:InvalidDomainError"),),
        ),
        Requirement(
            clause, f"{prefix}te:MissingLinkRoleError",
            breaks=(("e.xsd", MARKET, MARKET.replace(ROLE, "", 1)),),
            said=(("FA503", f"{prefix}te:MissingLinkRoleError"),),
        ),
    )  # fmt: skip


def reported(clause: str, code: str, start: str) -> tuple[Requirement, ...]:
    """What both editions require of the value of one member; `start` is what stands before its local name."""
    written = FACT.format(f"{start}North")
    return (
        Requirement(
            clause, f"{code}, another name",
            near=(("report.xml", written, FACT.format(f"\n    {start}North\n  ")),),
            breaks=(("report.xml", written, FACT.format(f"{start}Moon")),),
            said=(("FA504", code),),
        ),
        Requirement(
            clause, f"{code}, of a derived type",
            breaks=(("report.xml", DERIVED.format(f"{start}South"), DERIVED.format(f"{start}Moon")),),
            said=(("FA504", code),),
        ),
        Requirement(
            clause, f"{code}, the head itself",
            near=(("report.xml", written, FACT.format(f"{start}World")),
                  ("e.xsd", MARKET, MARKET.replace(ROLE, f'{ROLE} n:headUsable="true"', 1))),
            breaks=(("report.xml", written, FACT.format(f"{start}World")),),
            said=(("FA504", code),),
        ),
        Requirement(
            clause, f"{code}, a member that is not usable",
            near=(("report.xml", written, FACT.format(f"{start}South")), ("e.xsd", NORTH, f'{NORTH} xbrldt:usable="false"'),
                  *((("report.xml", MANY.format(f"{URI}North {URI}South"), ""),) if start == URI else ())),
            breaks=(("e.xsd", NORTH, f'{NORTH} xbrldt:usable="false"'),
                    *((("report.xml", MANY.format(f"{URI}North {URI}South"), ""),) if start == URI else ())),
            said=(("FA504", code),),
        ),
        Requirement(
            clause, f"{code}, nothing at all",
            near=(("report.xml", written, NIL),),
            breaks=(("report.xml", written, FACT.format("")),),
            said=(("FA117", ""), ("FA504", code)),
        ),
    )  # fmt: skip


SETS = (
    Requirement(
        "§6.1", "enum2ie:InvalidEnumerationSetValue",
        near=(("report.xml", f"{URI}North {URI}South", ""),),
        breaks=(("report.xml", f"{URI}North {URI}South", f"{URI}Moon {URI}North"),),
        said=(("FA504", "enum2ie:InvalidEnumerationSetValue"),),
    ),
    Requirement(
        "§6.1", "enum2ie:RepeatedEnumerationSetValue",
        near=(("report.xml", f"{URI}North {URI}South", f"\n    {URI}North\t{URI}South\n"),),
        breaks=(("report.xml", f"{URI}North {URI}South", f"{URI}North {URI}North {URI}South"),),
        said=(("FA505", "enum2ie:RepeatedEnumerationSetValue"),),
    ),
    Requirement(
        "§6.1", "enum2ie:InvalidEnumerationSetOrder",
        breaks=(("report.xml", f"{URI}North {URI}South", f"{URI}South {URI}North"),),
        said=(("FA506", "enum2ie:InvalidEnumerationSetOrder"),),
    ),
)  # fmt: skip
TABLE = {
    "1.0": (*declared("§2", "enum"), *reported("§3", "enumie:InvalidFactValue", "e:")),
    "2.0": (*declared("§4", "enum2"), *reported("§6.1", "enum2ie:InvalidEnumerationValue", URI), *SETS),
}
CASES = [pytest.param(edition, one, id=f"{edition} {one}") for edition, table in TABLE.items() for one in table]


@pytest.mark.parametrize(("edition", "one"), CASES)
def test_requirement(edition: str, one: Requirement, tmp_path: Path) -> None:
    holds(one, tmp_path, EDITIONS[edition])


def test_a_prefix_that_is_not_bound_is_said_once(tmp_path: Path) -> None:
    edits = (("report.xml", FACT.format("e:North"), FACT.format("f:North")),)
    assert said(write(tmp_path, EDITIONS["1.0"], edits)) == [("FA117", "")]
