# ruff: noqa: E501 - XML as it is written
"""Units Registry 1.0 (REC 2013-11-18), §4 and §5: each requirement by a report of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conformance.requirements import Requirement, holds
from validator import resources
from validator.dts import units_registry

if TYPE_CHECKING:
    from pathlib import Path

TYPE = """<xs:complexType name="{}"><xs:simpleContent><xs:restriction base="{}"/></xs:simpleContent></xs:complexType>
  """
ITEM = '<xs:element name="{0}" id="e_{0}" type="{1}" substitutionGroup="xbrli:item" xbrli:periodType="instant"/>\n  '
TYPES = (
    ("areaItemType", "xbrli:decimalItemType"), ("plotItemType", "e:areaItemType"), ("inchItemType", "xbrli:decimalItemType"),
    ("perShareItemType", "xbrli:decimalItemType"), ("perUnitItemType", "xbrli:decimalItemType"),
    ("flowItemType", "xbrli:decimalItemType"), ("cashItemType", "xbrli:monetaryItemType"),
)  # fmt: skip
ITEMS = (
    ("Area", "e:areaItemType"), ("Plot", "e:plotItemType"), ("Inch", "e:inchItemType"), ("Earnings", "e:perShareItemType"),
    ("Price", "e:perUnitItemType"), ("Flow", "e:flowItemType"), ("Cash", "e:cashItemType"), ("Ratio", "xbrli:pureItemType"),
    ("Count", "xbrli:decimalItemType"),
)  # fmt: skip
FILES = {
    "report.xml": """<?xml version="1.0" encoding="UTF-8"?>
<xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:iso4217="http://www.xbrl.org/2003/iso4217" xmlns:utr="http://www.xbrl.org/2009/utr" xmlns:e="http://example.com/e">
  <link:schemaRef xlink:type="simple" xlink:href="e.xsd"/>
  <xbrli:context id="now">
    <xbrli:entity><xbrli:identifier scheme="http://example.com">7</xbrli:identifier></xbrli:entity>
    <xbrli:period><xbrli:instant>2023-09-30</xbrli:instant></xbrli:period>
  </xbrli:context>
</xbrli:xbrl>
""",
    "e.xsd": """<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:e="http://example.com/e" targetNamespace="http://example.com/e" elementFormDefault="qualified">
  <xs:import namespace="http://www.xbrl.org/2003/instance" schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>
  """ + "".join(TYPE.format(*one) for one in TYPES) + "".join(ITEM.format(*one) for one in ITEMS) + "</xs:schema>\n",
}  # fmt: skip
SAID = (("UN301", "utre:error-NumericFactUtrInvalid"),)


def measured(concept: str, above: str, below: str = "") -> tuple[str, str, str]:
    """Report a concept in a unit of measures, by spaces, above and below the line."""
    top, bottom = ("".join(f"<xbrli:measure>{m}</xbrli:measure>" for m in part.split()) for part in (above, below))
    if bottom:
        top = f"<xbrli:divide><xbrli:unitNumerator>{top}</xbrli:unitNumerator><xbrli:unitDenominator>{bottom}</xbrli:unitDenominator></xbrli:divide>"
    fact = f'<e:{concept} contextRef="now" unitRef="u" decimals="0">5</e:{concept}>'
    return ("report.xml", "</xbrli:xbrl>", f'<xbrli:unit id="u">{top}</xbrli:unit>{fact}</xbrli:xbrl>')


def case(clause: str, name: str, near: tuple[str, ...], breaks: tuple[str, ...]) -> Requirement:
    """Return the requirement that one unit is registered for a type and another is not."""
    return Requirement(clause, name, (measured(*breaks),), SAID, near=(measured(*near),))


REQUIREMENTS = (
    case("§4", "a simple unit must be registered for the type", ("Area", "utr:sqkm"), ("Area", "utr:Btu")),
    case("§4", "a unit's namespace counts", ("Area", "utr:ha"), ("Area", "e:ha")),
    case("§4", "a derived type has the units of its nearest registered ancestor", ("Plot", "utr:acre"), ("Plot", "utr:m")),
    case("§4", "a currency must be registered", ("Cash", "iso4217:CNY"), ("Cash", "iso4217:XYZ")),
    case("§4", "a simple unit is one measure", ("Area", "utr:sqkm"), ("Area", "utr:sqkm utr:sqkm")),
    case("§4", "a simple unit is not divided", ("Area", "utr:sqkm"), ("Area", "utr:sqkm", "xbrli:pure")),
    case("§4", "a complex unit is a ratio", ("Earnings", "iso4217:CNY", "xbrli:shares"), ("Earnings", "iso4217:CNY")),
    case("§4", "its numerator must be registered", ("Flow", "utr:m3", "utr:D"), ("Flow", "utr:m", "utr:D")),
    case("§4", "its denominator must be registered", ("Earnings", "iso4217:USD", "xbrli:shares"), ("Earnings", "iso4217:USD", "utr:D")),
    case("§4", "a denominator of a type without units may be anything", ("Price", "iso4217:USD", "e:barrel"), ("Price", "e:barrel", "e:barrels")),
    case("§4", "but it must be there", ("Price", "iso4217:USD", "e:barrel e:day"), ("Price", "iso4217:USD")),
    case("§4", "a type may have simple and complex units", ("Ratio", "iso4217:USD", "iso4217:CNY"), ("Ratio", "e:percent")),
    case("§5", "a candidate does not count", ("Cash", "iso4217:USD"), ("Cash", "iso4217:UYW")),
    case("§4", "a type without units may have any", ("Inch", "e:inch"), ("Area", "e:inch")),
    case("§4", "xbrli:decimalItemType may have any", ("Count", "utr:Btu", "e:inch"), ("Area", "utr:Btu", "e:inch")),
)  # fmt: skip


@pytest.mark.parametrize("one", REQUIREMENTS, ids=str)
def test_requirement(one: Requirement, tmp_path: Path) -> None:
    holds(one, tmp_path, FILES)


def test_a_registry_is_read_again_when_it_is_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "arelle_cache", lambda: str(tmp_path))
    assert units_registry.read().entries == []
    file = tmp_path / units_registry.PLACES[1]
    file.parent.mkdir(parents=True)
    for names in (["sqm"], ["sqm", "acre"]):
        units = "".join(
            f"<unit><unitId>{one}</unitId><itemType>area</itemType><status>REC</status></unit>" for one in names
        )
        file.write_text(f"<utr>{units}</utr>")
        assert [entry["unitId"] for entry in units_registry.read().entries] == names
        assert units_registry.read() is units_registry.read()
