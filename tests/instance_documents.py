"""Small xBRL-XML reports against one schema of their own, for tests of what is said about them."""

from __future__ import annotations

from validator.finding import Severity
from validator.run import Options, run

SCHEMA = """<?xml version="1.0" encoding="UTF-8"?>
<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:e="http://example.com/e" targetNamespace="http://example.com/e" elementFormDefault="qualified">
  <xsd:import namespace="http://www.xbrl.org/2003/instance" schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>
  <xsd:element name="Cash" id="e_Cash" type="xbrli:monetaryItemType" substitutionGroup="xbrli:item" xbrli:periodType="instant"/>
  <xsd:element name="Sales" id="e_Sales" type="xbrli:monetaryItemType" substitutionGroup="xbrli:item" xbrli:periodType="duration" nillable="true"/>
  <xsd:element name="Shares" id="e_Shares" type="xbrli:sharesItemType" substitutionGroup="xbrli:item" xbrli:periodType="instant"/>
  <xsd:element name="Note" id="e_Note" type="xbrli:stringItemType" substitutionGroup="xbrli:item" xbrli:periodType="instant" nillable="true"/>
  <xsd:element name="Heading" id="e_Heading" type="xbrli:stringItemType" substitutionGroup="xbrli:item" xbrli:periodType="instant" abstract="true"/>
  <xsd:element name="Ratio" id="e_Ratio" type="xbrli:pureItemType" substitutionGroup="xbrli:item" xbrli:periodType="instant"/>
  <xsd:element name="Part" id="e_Part" type="xbrli:fractionItemType" substitutionGroup="xbrli:item" xbrli:periodType="instant"/>
  <xsd:element name="Started" id="e_Started" type="xbrli:dateItemType" substitutionGroup="xbrli:item" xbrli:periodType="instant"/>
  <xsd:element name="size" type="xsd:decimal"/>
  <xsd:element name="Remark" type="xsd:string"/>
  <xsd:element name="Director" id="e_Director" substitutionGroup="xbrli:tuple">
    <xsd:complexType>
      <xsd:complexContent>
        <xsd:restriction base="xsd:anyType">
          <xsd:sequence>
            <xsd:element ref="e:Note"/>
          </xsd:sequence>
          <xsd:anyAttribute namespace="##other" processContents="lax"/>
        </xsd:restriction>
      </xsd:complexContent>
    </xsd:complexType>
  </xsd:element>
</xsd:schema>
"""  # noqa: E501 - XML as it is written
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xbrldi="http://xbrl.org/2006/xbrldi" xmlns:iso4217="http://www.xbrl.org/2003/iso4217" xmlns:e="http://example.com/e">
  <link:schemaRef xlink:type="simple" xlink:href="e.xsd"/>
"""  # noqa: E501 - as above
INSTANT = """  <xbrli:context id="now">
    <xbrli:entity><xbrli:identifier scheme="http://example.com">7</xbrli:identifier></xbrli:entity>
    <xbrli:period><xbrli:instant>2023-09-30</xbrli:instant></xbrli:period>
  </xbrli:context>
"""
YEAR = """  <xbrli:context id="year">
    <xbrli:entity><xbrli:identifier scheme="http://example.com">7</xbrli:identifier></xbrli:entity>
    <xbrli:period><xbrli:startDate>2023-01-01</xbrli:startDate><xbrli:endDate>2023-12-31</xbrli:endDate></xbrli:period>
  </xbrli:context>
"""
CNY = """  <xbrli:unit id="cny"><xbrli:measure>iso4217:CNY</xbrli:measure></xbrli:unit>
"""
PURE = '  <xbrli:unit id="pure"><xbrli:measure>xbrli:pure</xbrli:measure></xbrli:unit>'
CASH = '  <e:Cash id="cash" contextRef="now" unitRef="cny" decimals="0">100</e:Cash>'
BASE = INSTANT + CNY


def findings(folder, *parts):
    """What is said of a report made of parts, but that nothing in it was proven."""
    schema = folder / "e.xsd"
    if not schema.exists():
        schema.write_text(SCHEMA, encoding="utf-8")
    path = folder / "report.xml"
    path.write_text(HEAD + "\n".join(parts) + "\n</xbrli:xbrl>\n", encoding="utf-8")
    return [f for f in run([str(path)], Options(select=(), ignore=("DO004",))).findings if f.severity >= Severity.NOTE]


def codes(folder, *parts):
    """The codes of what is said of a report."""
    return sorted(f.code for f in findings(folder, *parts))
