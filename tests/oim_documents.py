"""A small taxonomy and small OIM documents for tests."""

# ruff: noqa: E501 - schemas read best with a declaration on one line

from __future__ import annotations

import contextlib
import json
from unittest import mock

from tests.problems import spec_of
from validator.dts import taxonomy
from validator.run import Options

NS = "http://example.com/t"
SCHEMA = f"""<?xml version="1.0"?>
<schema xmlns="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance"
 xmlns:xbrldt="http://xbrl.org/2005/xbrldt" xmlns:t="{NS}" targetNamespace="{NS}" elementFormDefault="qualified">
<import namespace="http://www.xbrl.org/2003/instance" schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>
<import namespace="http://xbrl.org/2005/xbrldt" schemaLocation="http://www.xbrl.org/2005/xbrldt-2005.xsd"/>
<element name="Cash" id="Cash" type="xbrli:monetaryItemType" substitutionGroup="xbrli:item" nillable="true" xbrli:periodType="instant"/>
<element name="Revenue" id="Revenue" type="xbrli:monetaryItemType" substitutionGroup="xbrli:item" nillable="true" xbrli:periodType="duration"/>
<element name="Ratio" id="Ratio" type="xbrli:pureItemType" substitutionGroup="xbrli:item" nillable="true" xbrli:periodType="duration"/>
<element name="Text" id="Text" type="xbrli:stringItemType" substitutionGroup="xbrli:item" nillable="true" xbrli:periodType="duration"/>
<element name="Flag" id="Flag" type="xbrli:booleanItemType" substitutionGroup="xbrli:item" nillable="false" xbrli:periodType="duration"/>
<element name="Heading" id="Heading" abstract="true" type="xbrli:stringItemType" substitutionGroup="xbrli:item" xbrli:periodType="duration"/>
<element name="Region" id="Region" abstract="true" type="xbrli:stringItemType" substitutionGroup="xbrldt:dimensionItem" xbrli:periodType="duration"/>
<element name="North" id="North" abstract="true" type="xbrli:stringItemType" substitutionGroup="xbrli:item" xbrli:periodType="duration"/>
<element name="Branch" id="Branch" abstract="true" type="xbrli:stringItemType" substitutionGroup="xbrldt:dimensionItem" xbrli:periodType="duration" xbrldt:typedDomainRef="#branch"/>
<element name="branch" id="branch" type="string"/>
</schema>
"""
HEAD = f"""<xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:iso4217="http://www.xbrl.org/2003/iso4217" xmlns:t="{NS}" xmlns:h="http://www.w3.org/1999/xhtml">
<link:schemaRef xlink:type="simple" xlink:href="t.xsd"/>
<xbrli:context id="i"><xbrli:entity><xbrli:identifier scheme="http://example.com/entities">A</xbrli:identifier></xbrli:entity><xbrli:period><xbrli:instant>2023-09-30</xbrli:instant></xbrli:period></xbrli:context>
<xbrli:context id="d"><xbrli:entity><xbrli:identifier scheme="http://example.com/entities">A</xbrli:identifier></xbrli:entity><xbrli:period><xbrli:startDate>2023-07-01</xbrli:startDate><xbrli:endDate>2023-09-30</xbrli:endDate></xbrli:period></xbrli:context>
<xbrli:unit id="u"><xbrli:measure>iso4217:CNY</xbrli:measure></xbrli:unit><xbrli:unit id="p"><xbrli:measure>xbrli:pure</xbrli:measure></xbrli:unit>
"""
NAMESPACES = {
    "t": NS,
    "e": "http://example.com/entities",
    "iso4217": "http://www.xbrl.org/2003/iso4217",
    "xbrli": "http://www.xbrl.org/2003/instance",
    "xbrl": "https://xbrl.org/2021",
}
OPTIONS = Options()
DAY = "2023-10-01T00:00:00"
QUARTER = "2023-07-01T00:00:00/2023-10-01T00:00:00"
CASH = {"concept": "t:Cash", "entity": "e:A", "period": DAY, "unit": "iso4217:CNY"}


def info(kind="xbrl-json", **more):
    """A documentInfo object."""
    return {"documentType": f"https://xbrl.org/2021/{kind}", "namespaces": NAMESPACES, "taxonomy": ["t.xsd"], **more}


def fact(value="1", dimensions=None, **more):
    """A fact of cash, unless dimensions say otherwise."""
    return {"value": value, "dimensions": CASH if dimensions is None else dimensions, **more}


def document(facts, **more):
    """An xBRL-JSON document, one line a member."""
    return json.dumps({"documentInfo": info(**more), "facts": facts}, indent=1, ensure_ascii=False)


def spoken(report):
    """What was found, as (check, specification's code)."""
    return [(p.check, spec_of(p)) for p in report.problems]


SCALARS = (None, True, 5, "x", "$x", "#nil", [], [[]], [{}], ["x"], {}, {"x": {}}, {"x": 5}, {"x": ["y"]})


@contextlib.contextmanager
def one_taxonomy():
    """Read each list of entry points once, however many reports name it."""
    load, kept = taxonomy.load, {}

    def once(report, options):
        named = tuple(reference.href for reference in report.references)
        if named not in kept:
            kept[named] = load(report, options)
        return kept[named]

    with mock.patch.object(taxonomy, "load", once):
        yield


def replaced(value, made=lambda whole: whole):
    """Every document that has one of SCALARS, or a member of no meaning, in the place of one of its parts."""
    yield from (made(one) for one in SCALARS)
    if isinstance(value, dict):
        yield made({**value, "z": {"x": [5]}})
        for key, one in value.items():
            yield from replaced(one, lambda inner, key=key: made({**value, key: inner}))
    elif isinstance(value, list):
        for at, one in enumerate(value):
            yield from replaced(one, lambda inner, at=at: made([*value[:at], inner, *value[at + 1 :]]))
