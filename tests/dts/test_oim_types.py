"""What the data types of concepts and dimensions ask of values in xBRL-JSON and xBRL-CSV."""

# ruff: noqa: E501 - a case reads best on one line

from __future__ import annotations

import json

import pytest

from tests.oim_documents import CASH, HEAD, NAMESPACES, NS, OPTIONS, QUARTER, SCHEMA, document, fact, info
from validator.run import run

DTR = "http://www.xbrl.org/dtr/type/2022-03-31"
ENUM = "http://xbrl.org/2020/extensible-enumerations-2.0"
MORE = """
<element name="Kinds" id="Kinds" type="e2:enumerationSetItemType" substitutionGroup="xbrli:item" nillable="true" xbrli:periodType="duration" e2:domain="t:Kind" e2:linkrole="http://www.xbrl.org/2003/role/link"/>
<element name="Code" id="Code" type="d:noLangTokenItemType" substitutionGroup="xbrli:item" nillable="true" xbrli:periodType="duration"/>
<element name="Path" id="Path" type="d:prefixedContentItemType" substitutionGroup="xbrli:item" nillable="true" xbrli:periodType="duration"/>
<element name="Named" id="Named" type="d:SQNameItemType" substitutionGroup="xbrli:item" nillable="true" xbrli:periodType="duration"/>
<element name="Share" id="Share" type="xbrli:fractionItemType" substitutionGroup="xbrli:item" nillable="true" xbrli:periodType="duration"/>
<element name="On" id="On" type="xbrli:dateTimeItemType" substitutionGroup="xbrli:item" nillable="true" xbrli:periodType="duration"/>
<element name="When" id="When" abstract="true" type="xbrli:stringItemType" substitutionGroup="xbrldt:dimensionItem" xbrli:periodType="duration" xbrldt:typedDomainRef="#when"/>
<element name="when" id="when" type="date" nillable="true"/>
<element name="Size" id="Size" abstract="true" type="xbrli:stringItemType" substitutionGroup="xbrldt:dimensionItem" xbrli:periodType="duration" xbrldt:typedDomainRef="#size"/>
<element name="size" id="size" type="integer"/>
<element name="Ids" id="Ids" abstract="true" type="xbrli:stringItemType" substitutionGroup="xbrldt:dimensionItem" xbrli:periodType="duration" xbrldt:typedDomainRef="#ids"/>
<element name="ids" id="ids" type="NMTOKENS"/>
<element name="Old" id="Old" abstract="true" type="xbrli:stringItemType" substitutionGroup="xbrldt:dimensionItem" xbrli:periodType="duration" xbrldt:typedDomainRef="#old"/>
<element name="old" id="old" type="ID"/>
<element name="Pair" id="Pair" abstract="true" type="xbrli:stringItemType" substitutionGroup="xbrldt:dimensionItem" xbrli:periodType="duration" xbrldt:typedDomainRef="#pair"/>
<element name="pair" id="pair"><complexType><sequence><element ref="t:when"/></sequence></complexType></element>
<element name="Kind" id="Kind" abstract="true" type="xbrli:stringItemType" substitutionGroup="xbrli:item" xbrli:periodType="duration"/>
</schema>"""
TYPED = (
    SCHEMA.replace(
        "<import ",
        f'<import namespace="{ENUM}" schemaLocation="https://www.xbrl.org/2020/extensible-enumerations-2.0.xsd"/>\n'
        f'<import namespace="{DTR}" schemaLocation="https://www.xbrl.org/dtr/type/2022-03-31/types.xsd"/>\n<import ',
        1,
    )
    .replace(f'xmlns:t="{NS}"', f'xmlns:t="{NS}" xmlns:e2="{ENUM}" xmlns:d="{DTR}"')
    .replace("</schema>", MORE)
)
PLAIN = {"entity": "e:A", "period": QUARTER}
CANONICAL = {"xbrl:canonicalValues": True}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """One folder for all cases, so that its taxonomy is compiled once."""
    made = tmp_path_factory.mktemp("types")
    (made / "t.xsd").write_text(TYPED)
    return made


@pytest.fixture
def check(folder):
    """Give what is found in a document, as (check, specification's code, pointer), ties and enumerations apart."""

    def of(text, name="r.json"):
        (folder / name).write_text(text)
        found = run([str(folder / name)], OPTIONS).findings
        return [(f.name, f.spec, f.at.pointer) for f in found if f.code[:2] in ("OI", "FA") and "enum2ie" not in f.spec]

    return of


def said(concept, value, **dimensions):
    """A fact of a concept for a quarter."""
    return {"value": value, "dimensions": {"concept": f"t:{concept}", **PLAIN, **dimensions}}


SILENT = [
    (said("Ratio", "1"), {}),
    (said("Ratio", "1.0"), CANONICAL),
    (said("Ratio", None), CANONICAL),
    (said("Ratio", "1"), {"xbrl:canonicalValues": False}),
    (said("Text", " as it is "), CANONICAL),
    (said("On", "2023-10-01T00:00:00"), CANONICAL),
    (said("Named", "e:B-1"), {}),
    (said("Code", "x"), {}),
    (said("Text", "x", language="en", **{"t:When": "2023-09-30", "t:Size": "+1"}), {}),
    (said("Text", "x", **{"t:When": None, "t:Size": "1"}), CANONICAL),
]
SPOKEN = [
    (fact("one"), {}, "value-of-other-type", "xbrlje:invalidFactValue", "/facts/f"),
    (said("Kinds", "North"), {}, "oim-value-invalid", "xbrlje:invalidFactValue", "/facts/f/value"),
    (said("Kinds", "t:North  t:Region"), {}, "oim-value-invalid", "xbrlje:invalidFactValue", "/facts/f/value"),
    (said("Kinds", "x:North"), {}, "prefix-unbound", "oimce:unboundPrefix", "/facts/f/value"),
    (said("Path", "/t:a"), {}, "oim-concept-unusable", "oime:unsupportedConceptDataType", "/facts/f/dimensions/concept"),
    (said("Share", "1"), {}, "oim-concept-unusable", "oime:unsupportedConceptDataType", "/facts/f/dimensions/concept"),
    (said("Code", "x", language="en"), {}, "oim-dimension-misplaced", "oime:misplacedLanguageDimension", "/facts/f/dimensions/language"),
    (said("Text", "x", language="e n"), {}, "oim-value-invalid", "oime:invalidLanguage", "/facts/f/dimensions/language"),
    (said("Text", "x", entity="none:NA"), {}, "oim-value-invalid", "oime:invalidUseOfReservedIdentifier", "/facts/f/dimensions/entity"),
    (said("Text", "x", **{"t:When": "today"}), {}, "oim-value-invalid", "xbrlje:invalidDimensionValue", "/facts/f/dimensions/t:When"),
    (said("Text", "x", **{"t:Size": None}), {}, "oim-value-invalid", "oime:invalidDimensionValue", "/facts/f/dimensions/t:Size"),
    (said("Text", "x", **{"t:Ids": "a b"}), {}, "oim-dimension-unknown", "oime:unsupportedDimensionDataType", "/facts/f/dimensions/t:Ids"),
    (said("Text", "x", **{"t:Old": "a"}), {}, "oim-dimension-unknown", "oime:unsupportedDimensionDataType", "/facts/f/dimensions/t:Old"),
    (said("Text", "x", **{"t:Pair": "a"}), {}, "oim-dimension-unknown", "oime:unsupportedDimensionDataType", "/facts/f/dimensions/t:Pair"),
    (said("Ratio", "1"), CANONICAL, "oim-value-not-canonical", "xbrlje:nonCanonicalValue", "/facts/f/value"),
    (said("On", "2023-09-30T24:00:00"), CANONICAL, "oim-value-not-canonical", "xbrlje:nonCanonicalValue", "/facts/f/value"),
    (said("Kinds", "t:Region t:North"), CANONICAL, "oim-value-not-canonical", "xbrlje:nonCanonicalValue", "/facts/f/value"),
    (said("Text", "x", **{"t:Size": "+1"}), CANONICAL, "oim-value-not-canonical", "xbrlje:nonCanonicalValue", "/facts/f/dimensions/t:Size"),
]  # fmt: skip


@pytest.mark.parametrize(("made", "features"), SILENT)
def test_what_the_types_allow_is_silent(check, made, features):
    assert check(document({"f": made}, features=features)) == []


@pytest.mark.parametrize(("made", "features", "name", "spec", "pointer"), SPOKEN)
def test_what_they_do_not_allow_is_reported(check, made, features, name, spec, pointer):
    namespaces = {**NAMESPACES, "none": "https://xbrl.org/2021/entities"}
    assert check(document({"f": made}, features=features, namespaces=namespaces)) == [(name, spec, pointer)]


def test_a_value_out_of_form_is_kept(folder):
    (folder / "kept.json").write_text(document({"f": said("Ratio", "1")}, features=CANONICAL))
    outcome = run([str(folder / "kept.json")], OPTIONS)
    assert [len(result.report) for result in outcome.results] == [1]


@pytest.mark.parametrize(("concept", "repeated"), [("Text", 0), ("Code", 1)])
def test_a_language_tells_texts_apart_and_nothing_else(folder, concept, repeated):
    spoken = "".join(f'<t:{concept} contextRef="d" xml:lang="{language}">x</t:{concept}>' for language in ("en", "fr"))
    (folder / "l.xml").write_text(f"{HEAD}{spoken}</xbrli:xbrl>")
    found = run([str(folder / "l.xml")], OPTIONS).findings
    assert len([f for f in found if f.name == "consistent-duplicates"]) == repeated


CELLS = [
    ({"concept": "t:Ratio"}, "1", "", ""),
    ({"concept": "t:Text", "language": "en"}, "x", "", ""),
    ({"concept": "t:Code", "language": "en"}, "x", "", ""),
    ({"concept": "t:Ratio"}, "one", "value-of-other-type", "xbrlce:invalidFactValue"),
    ({"concept": "t:Flag"}, "#nil", "oim-value-invalid", "xbrlce:invalidFactValue"),
    ({"concept": "t:Kinds"}, "North", "oim-value-invalid", "xbrlce:invalidFactValue"),
    ({"concept": "t:Text", "language": "e n"}, "x", "oim-value-invalid", "xbrlce:invalidLanguageCode"),
    ({"concept": "t:Text", "t:Size": "many"}, "x", "oim-value-invalid", "xbrlce:invalidDimensionValue"),
    ({"concept": "t:Text", "t:Size": "#nil"}, "x", "oim-value-invalid", "xbrlce:invalidDimensionValue"),
]


@pytest.mark.parametrize(("dimensions", "cell", "name", "spec"), CELLS)
def test_cells_are_held_to_their_types(check, folder, dimensions, cell, name, spec):
    template = {"columns": {"v": {"dimensions": {**PLAIN, **dimensions}}}}
    meta = {"documentInfo": info("xbrl-csv"), "tableTemplates": {"s": template}, "tables": {"s": {"url": "s.csv"}}}
    (folder / "s.csv").write_text(f"v\r\n{cell}\r\n")
    assert check(json.dumps(meta), "c.json") == ([(name, spec, "r1 c:v")] if name else [])


@pytest.mark.parametrize(
    ("schema", "name", "spec"),
    [
        (TYPED, "", ""),
        (
            TYPED.replace('type="xbrli:pureItemType"', 'type="xbrli:nopeItemType"'),
            "taxonomy-invalid",
            "oime:invalidTaxonomy",
        ),
        ("", "taxonomy-invalid", "oime:invalidTaxonomy"),
    ],
)
def test_a_report_needs_a_sound_taxonomy(tmp_path, schema, name, spec):
    if schema:
        (tmp_path / "t.xsd").write_text(schema)
    (tmp_path / "r.json").write_text(document({"f": {"value": "1", "dimensions": CASH}}))
    findings = run([str(tmp_path / "r.json")], OPTIONS).findings
    assert [(f.name, f.spec) for f in findings if f.code.startswith("OI")] == ([(name, spec)] if name else [])


@pytest.mark.parametrize(
    ("allowed", "values", "name", "spec"),
    [
        ("all", ("1.0", "2.0"), "", ""),
        ("consistent", ("1.04", "1.0"), "", ""),
        ("complete", ("1.0", "1.0"), "", ""),
        ("none", ("1.0",), "", ""),
        ("consistent", ("1.0", "2.0"), "duplicate-facts-disallowed", "oime:disallowedDuplicateFacts"),
        ("complete", ("1.04", "1.0"), "duplicate-facts-disallowed", "oime:disallowedDuplicateFacts"),
        ("none", ("1.0", "1.0"), "duplicate-facts-disallowed", "oime:disallowedDuplicateFacts"),
    ],
)
def test_duplicates_are_those_the_report_allows(check, allowed, values, name, spec):
    facts = {f"f{i}": said("Ratio", value) | {"decimals": len(value) - 2} for i, value in enumerate(values)}
    found = check(document(facts, features={"xbrl:allowedDuplicates": allowed}))
    assert [one[:2] for one in found if one[0] == "duplicate-facts-disallowed"] == ([(name, spec)] if name else [])
