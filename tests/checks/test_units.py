"""Units as the Units Registry knows them: what must stay silent, then what must speak."""

from __future__ import annotations

import pytest

from tests.instance_documents import INSTANT, SCHEMA, codes

TYPES = """
  <xsd:complexType name="perShareItemType">
    <xsd:simpleContent><xsd:restriction base="xbrli:decimalItemType"/></xsd:simpleContent>
  </xsd:complexType>
  <xsd:complexType name="perUnitItemType">
    <xsd:simpleContent><xsd:restriction base="xbrli:decimalItemType"/></xsd:simpleContent>
  </xsd:complexType>
  <xsd:complexType name="feeItemType">
    <xsd:simpleContent><xsd:restriction base="e:perUnitItemType"/></xsd:simpleContent>
  </xsd:complexType>
</xsd:schema>"""


@pytest.fixture(scope="module", params=["perShareItemType", "perUnitItemType", "feeItemType"])
def priced(request, tmp_path_factory):
    """A folder whose Ratio is of a type the registry knows; the name of that type."""
    folder = tmp_path_factory.mktemp("units")
    schema = SCHEMA.replace("xbrli:pureItemType", f"e:{request.param}").replace("</xsd:schema>", TYPES)
    (folder / "e.xsd").write_text(schema, encoding="utf-8")
    return folder, request.param


def said(folder, above, *below):
    measures = "".join(f"<xbrli:measure>{name}</xbrli:measure>" for name in below)
    unit = f"<xbrli:measure>{above}</xbrli:measure>"
    if below:
        unit = (
            f"<xbrli:divide><xbrli:unitNumerator>{unit}</xbrli:unitNumerator>"
            f"<xbrli:unitDenominator>{measures}</xbrli:unitDenominator></xbrli:divide>"
        )
    fact = '<e:Ratio contextRef="now" unitRef="price" decimals="2">0.5</e:Ratio>'
    return codes(folder, INSTANT, f'<xbrli:unit id="price">{unit}</xbrli:unit>', fact)


def test_money_per_share(priced):
    assert said(priced[0], "iso4217:CNY", "xbrli:shares") == []


def test_money_per_what_the_registry_does_not_measure(priced):
    loan = said(priced[0], "iso4217:CNY", "e:loan")
    assert loan == (["UN301"] if priced[1] == "perShareItemType" else [])
    assert said(priced[0], "iso4217:CNY", "e:loan", "e:year") == loan


@pytest.mark.parametrize("below", [(), ("iso4217:CNY",), ("e:loan",)])
def test_what_is_no_money_per_something(priced, below):
    assert said(priced[0], "xbrli:pure", *below) == ["UN301"]
