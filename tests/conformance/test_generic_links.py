# ruff: noqa: E501 - XML as it is written
"""Generic links 1.0 (REC 2009-06-22), with generic labels and references: each requirement by a linkbase of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conformance.requirements import Requirement, holds

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "report.xml": """<?xml version="1.0" encoding="UTF-8"?>
<xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase"
  xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:e="http://example.com/e">
  <link:schemaRef xlink:type="simple" xlink:href="e.xsd"/>
  <xbrli:context id="now">
    <xbrli:entity><xbrli:identifier scheme="http://example.com">7</xbrli:identifier></xbrli:entity>
    <xbrli:period><xbrli:instant>2023-09-30</xbrli:instant></xbrli:period>
  </xbrli:context>
  <e:Remark contextRef="now">none</e:Remark>
</xbrli:xbrl>
""",
    "e.xsd": """<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance"
  xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:gen="http://xbrl.org/2008/generic" xmlns:label="http://xbrl.org/2008/label"
  xmlns:e="http://example.com/e" targetNamespace="http://example.com/e" elementFormDefault="qualified">
  <xs:annotation>
    <xs:appinfo>
      <link:linkbaseRef xlink:type="simple" xlink:href="e.xml"
        xlink:arcrole="http://www.w3.org/1999/xlink/properties/linkbase"/>
      <link:roleType roleURI="http://example.com/role/map" id="map"><link:usedOn>gen:link</link:usedOn></link:roleType>
      <link:roleType roleURI="http://example.com/role/short" id="short">
        <link:usedOn>label:label</link:usedOn>
      </link:roleType>
      <link:arcroleType arcroleURI="http://example.com/arcrole/follows" id="follows" cyclesAllowed="undirected">
        <link:usedOn>gen:arc</link:usedOn>
      </link:arcroleType>
    </xs:appinfo>
  </xs:annotation>
  <xs:import namespace="http://www.xbrl.org/2003/instance"
    schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>
  <xs:import namespace="http://xbrl.org/2008/generic" schemaLocation="http://www.xbrl.org/2008/generic-link.xsd"/>
  <xs:import namespace="http://xbrl.org/2008/label" schemaLocation="http://www.xbrl.org/2008/generic-label.xsd"/>
  <xs:import namespace="http://xbrl.org/2008/reference"
    schemaLocation="http://www.xbrl.org/2008/generic-reference.xsd"/>
  <xs:element id="e_Remark" name="Remark" type="xbrli:stringItemType" substitutionGroup="xbrli:item"
    xbrli:periodType="instant"/>
  <xs:element id="e_Other" name="Other" type="xbrli:stringItemType" substitutionGroup="xbrli:item"
    xbrli:periodType="instant"/>
</xs:schema>
""",
    "e.xml": """<?xml version="1.0" encoding="UTF-8"?>
<link:linkbase xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:gen="http://xbrl.org/2008/generic" xmlns:label="http://xbrl.org/2008/label"
  xmlns:reference="http://xbrl.org/2008/reference">
  <link:roleRef xlink:type="simple" roleURI="http://example.com/role/map" xlink:href="e.xsd#map"/>
  <link:roleRef xlink:type="simple" roleURI="http://example.com/role/short" xlink:href="e.xsd#short"/>
  <link:roleRef xlink:type="simple" roleURI="http://www.xbrl.org/2008/role/reference"
    xlink:href="http://www.xbrl.org/2008/generic-reference.xsd#standard-reference"/>
  <link:arcroleRef xlink:type="simple" arcroleURI="http://example.com/arcrole/follows" xlink:href="e.xsd#follows"/>
  <link:arcroleRef xlink:type="simple" arcroleURI="http://xbrl.org/arcrole/2008/element-label"
    xlink:href="http://www.xbrl.org/2008/generic-label.xsd#element-label"/>
  <link:arcroleRef xlink:type="simple" arcroleURI="http://xbrl.org/arcrole/2008/element-reference"
    xlink:href="http://www.xbrl.org/2008/generic-reference.xsd#element-reference"/>
  <gen:link xlink:type="extended" xlink:role="http://example.com/role/map">
    <link:loc xlink:type="locator" xlink:href="e.xsd#e_Remark" xlink:label="Remark"/>
    <link:loc xlink:type="locator" xlink:href="e.xsd#e_Other" xlink:label="Other"/>
    <link:loc xlink:type="locator" xlink:href="e.xsd#map" xlink:label="map"/>
    <label:label xlink:type="resource" xlink:label="words" xlink:role="http://example.com/role/short"
      xml:lang="en">map</label:label>
    <reference:reference xlink:type="resource" xlink:label="source"
      xlink:role="http://www.xbrl.org/2008/role/reference"/>
    <gen:arc xlink:type="arc" xlink:arcrole="http://example.com/arcrole/follows" xlink:from="Remark" xlink:to="Other"/>
    <gen:arc xlink:type="arc" xlink:arcrole="http://xbrl.org/arcrole/2008/element-label" xlink:from="map"
      xlink:to="words"/>
    <gen:arc xlink:type="arc" xlink:arcrole="http://xbrl.org/arcrole/2008/element-reference" xlink:from="map"
      xlink:to="source"/>
  </gen:link>
</link:linkbase>
""",
}
LINK, RESOURCE = (
    'xlink:role="http://example.com/role/map"',
    'xlink:label="words" xlink:role="http://example.com/role/short"',
)
ARC = 'xlink:arcrole="http://example.com/arcrole/follows" xlink:from="Remark" xlink:to="Other"'
ROLE_REF = '<link:roleRef xlink:type="simple" roleURI="http://example.com/role/{0}" xlink:href="e.xsd#{0}"/>'
ARCROLE_REF = (
    '<link:arcroleRef xlink:type="simple" arcroleURI="http://example.com/arcrole/follows" xlink:href="e.xsd#follows"/>'
)
STANDARD = "http://www.xbrl.org/2003/role/"


END = "  </gen:link>"
ROUND = f"""    <gen:arc xlink:type="arc" {ARC.replace('to="Other"', 'to="map"')}/>
    <gen:arc xlink:type="arc" {ARC.replace('"Remark"', '"map"')}/>
{END}"""  # a second way from Remark to Other
BACK = f"""    <gen:arc xlink:type="arc" {ARC.replace('"Remark"', '"-"').replace('"Other"', '"Remark"').replace('"-"', '"Other"')}/>
{END}"""


REQUIREMENTS = (
    Requirement(
        "§2.1.1", "nonAbsoluteLinkRoleURI",
        near=(("e.xml", LINK, f'xlink:role="{STANDARD}link"'),),
        breaks=(("e.xml", LINK, 'xlink:role="role/map"'),),
        said=(("NE208", "xbrlgene:nonAbsoluteLinkRoleURI"),),
    ),
    Requirement(
        "§2.1.1", "missingRoleRefForLinkRole",
        breaks=(("e.xml", ROLE_REF.format("map"), ""),),
        said=(("NE210", "xbrlgene:missingRoleRefForLinkRole"),),
    ),
    Requirement(
        "§2.1.1", "missingRoleRefForLinkRole: a standard role other than link",
        breaks=(("e.xml", LINK, f'xlink:role="{STANDARD}label"'),),
        said=(("NE210", "xbrlgene:missingRoleRefForLinkRole"),),
    ),
    Requirement(
        "§2.1.1", "missingLinkRoleUsedOnValue",
        near=(("e.xsd", "<link:usedOn>gen:link<", "<link:usedOn>label:label</link:usedOn><link:usedOn>gen:link<"),),
        breaks=(("e.xsd", "<link:usedOn>gen:link<", "<link:usedOn>link:calculationLink<"),),
        said=(("NE209", "xbrlgene:missingLinkRoleUsedOnValue"),),
    ),
    Requirement(
        "§2.1.2", "nonAbsoluteResourceRoleURI",
        near=(("e.xml", RESOURCE, 'xlink:label="words"'),),
        breaks=(("e.xml", RESOURCE, 'xlink:label="words" xlink:role="short"'),),
        said=(("NE208", "xbrlgene:nonAbsoluteResourceRoleURI"),),
    ),
    Requirement(
        "§2.1.2", "missingRoleRefForResourceRole",
        breaks=(("e.xml", ROLE_REF.format("short"), ""),),
        said=(("NE210", "xbrlgene:missingRoleRefForResourceRole"),),
    ),
    Requirement(
        "§2.1.2", "missingRoleRefForResourceRole: a standard role",
        breaks=(("e.xml", RESOURCE, f'xlink:label="words" xlink:role="{STANDARD}label"'),),
        said=(("NE210", "xbrlgene:missingRoleRefForResourceRole"),),
    ),
    Requirement(
        "§2.1.2", "missingResourceRoleUsedOnValue",
        breaks=(("e.xsd", "<link:usedOn>label:label<", "<link:usedOn>gen:link<"),),
        said=(("NE209", "xbrlgene:missingResourceRoleUsedOnValue"),),
    ),
    Requirement(
        "§2.2.1", "nonAbsoluteArcRoleURI",
        breaks=(("e.xml", ARC, ARC.replace("http://example.com/arcrole/", "")),),
        said=(("NE208", "xbrlgene:nonAbsoluteArcRoleURI"),),
    ),
    Requirement(
        "§2.2.1", "missingRoleRefForArcRole",
        breaks=(("e.xml", ARCROLE_REF, ""),),
        said=(("NE212", "xbrlgene:missingRoleRefForArcRole"),),
    ),
    Requirement(
        "§2.2.1", "missingRoleRefForArcRole: a standard arcrole",
        breaks=(("e.xml", ARC, ARC.replace("http://example.com/arcrole/follows", "http://www.xbrl.org/2003/arcrole/parent-child")),),
        said=(("NE212", "xbrlgene:missingRoleRefForArcRole"),),
    ),
    Requirement(
        "§2.2.1", "missingArcRoleUsedOnValue",
        breaks=(("e.xsd", "<link:usedOn>gen:arc<", "<link:usedOn>gen:link<"),),
        said=(("NE211", "xbrlgene:missingArcRoleUsedOnValue"),),
    ),
    Requirement(
        "§2.2.1", "violatedCyclesConstraint: a directed circle where undirected ones are allowed",
        near=(("e.xml", END, ROUND),),
        breaks=(("e.xml", END, BACK),),
        said=(("NE501", "xbrlgene:violatedCyclesConstraint"),),
    ),
    Requirement(
        "§2.2.1", "violatedCyclesConstraint: an undirected circle where none is allowed",
        near=(("e.xsd", 'cyclesAllowed="undirected"', 'cyclesAllowed="any"'), ("e.xml", END, BACK)),
        breaks=(("e.xsd", 'cyclesAllowed="undirected"', 'cyclesAllowed="none"'), ("e.xml", END, ROUND)),
        said=(("NE501", "xbrlgene:violatedCyclesConstraint"),),
    ),
    Requirement(
        "Appendix A", "a generic link holds titles, documentation, locators, arcs and resources only",
        near=(("e.xml", END, f"    <link:documentation>as we see it</link:documentation>\n{END}"),),
        breaks=(("e.xml", END, f"    <link:part/>\n{END}"),),
        said=(("NE104", ""),),
    ),
    Requirement(
        "Generic labels 1.0 §2", "a label holds text and XHTML only",
        near=(("e.xml", ">map</label:label>", '><p xmlns="http://www.w3.org/1999/xhtml">map</p></label:label>'),),
        breaks=(("e.xml", ">map</label:label>", "><link:part/></label:label>"),),
        said=(("NE104", ""),),
    ),
    Requirement(
        "Generic labels 1.0 §2", "violatedCyclesConstraint: labels form no directed circle",
        near=(("e.xml", 'xlink:from="map"\n      xlink:to="words"', 'xlink:from="Other" xlink:to="words"'),),
        breaks=(("e.xml", 'xlink:from="map"\n      xlink:to="words"', 'xlink:from="words" xlink:to="words"'),),
        said=(("NE501", "xbrlgene:violatedCyclesConstraint"),),
    ),
    Requirement(
        "Generic references 1.0 §2", "a reference holds parts only",
        near=(("e.xml", "role/reference\"/>\n    <gen", "role/reference\"/><!-- none -->\n    <gen"),),
        breaks=(("e.xml", "role/reference\"/>\n    <gen", "role/reference\"><link:loc/></reference:reference>\n    <gen"),),
        said=(("NE104", ""),),
    ),
)  # fmt: skip


@pytest.mark.parametrize("one", REQUIREMENTS, ids=str)
def test_requirement(one: Requirement, tmp_path: Path) -> None:
    holds(one, tmp_path, FILES)
