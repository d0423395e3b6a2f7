"""xBRL-JSON: what is read, where from, and what is refused with which of the specification's codes."""

# ruff: noqa: E501 - a case reads best on one line

from __future__ import annotations

import json

import pytest

from tests.oim_documents import (
    CASH,
    DAY,
    NAMESPACES,
    NS,
    OPTIONS,
    QUARTER,
    SCHEMA,
    document,
    fact,
    info,
    one_taxonomy,
    replaced,
    spoken,
)
from tests.problems import message_of
from validator.model.intervals import scaled
from validator.readers.oim import xbrl_json

TEXT = {"concept": "t:Text", "entity": "e:A", "period": QUARTER}
NOTE = {"concept": "xbrl:note", "language": "en", "noteId": "n1"}


@pytest.fixture
def read(tmp_path):
    (tmp_path / "t.xsd").write_text(SCHEMA)

    def of(text):
        path = tmp_path / "r.json"
        data = text if isinstance(text, bytes) else text.encode()
        path.write_bytes(data)
        return xbrl_json.read(str(path), data, OPTIONS)

    return of


# --- what is read -------------------------------------------------------------------------------
def test_a_fact_has_its_dimensions(read):
    report = read(document({"f1": fact("4281", decimals=-3)}))
    one = report.fact(0)
    assert spoken(report) == []
    assert (one.concept, one.text, one.decimals, one.id) == (f"{{{NS}}}Cash", "4281", "-3", "f1")
    assert (one.context.scheme, one.context.identifier, str(one.context.period)) == (
        "http://example.com/entities",
        "A",
        "as of 2023-09-30",
    )
    assert one.unit.currency == "CNY"


def test_a_fact_points_to_its_line_and_pointer(read):
    text = document({"a/b": fact()})
    report = read(text)
    at = report.location(0)
    assert at.pointer == "/facts/a~1b"
    assert text.splitlines()[at.line - 1][at.column - 1 :].startswith('"a/b"')


@pytest.mark.parametrize(
    ("value", "more", "unit", "decimals"),
    [
        ("1", {"decimals": 0}, "iso4217:CNY", "0"),
        ("1", {}, "iso4217:CNY", "INF"),
        (None, {}, "iso4217:CNY", ""),
        ("1", {}, "iso4217:CNY/xbrli:shares", "INF"),
    ],
)
def test_decimals_left_out_are_infinite(read, value, more, unit, decimals):
    report = read(document({"f": fact(value, {**CASH, "unit": unit}, **more)}))
    assert (report.decimals, report.nils, spoken(report)) == ([decimals], [value is None], [])


def test_a_number_without_unit_is_pure(read):
    report = read(document({"f": fact("0.5", {"concept": "t:Ratio", "entity": "e:A", "period": QUARTER})}))
    assert str(report.fact(0).unit) == "pure"


def test_dimension_members_are_named_or_typed(read):
    dimensions = {**CASH, "t:Region": "t:North", "t:Branch": "a<b"}
    report = read(document({"f": fact("1", dimensions)}))
    members = report.contexts[0].members
    assert [(m.member, m.typed) for m in members] == [
        (None, f"<{{{NS}}}branch>a&lt;b</{{{NS}}}branch>"),
        (f"{{{NS}}}North", None),
    ]
    assert spoken(report) == []


def test_equal_dimensions_share_a_context(read):
    report = read(document({"a": fact("1"), "b": fact("2"), "c": fact("3", {**CASH, "entity": "e:B"})}))
    assert (report.contexts_of, report.units_of) == ([0, 0, 1], [0, 0, 0])


def test_footnotes_and_links_are_kept(read):
    facts = {
        "a": fact("1", links={"footnote": {"_": ["n1"]}, "explanatoryFact": {"_": ["b"]}}),
        "b": fact("2"),
        "n1": {"value": "see <b>page</b> 3 &amp; 4", "dimensions": NOTE},
    }
    links = {"footnote": "http://www.xbrl.org/2003/arcrole/fact-footnote"}
    report = read(document(facts, linkTypes=links))
    assert spoken(report) == []
    assert [(n.text, n.rows, n.targets) for n in report.footnotes] == [("see page 3 & 4", (0,), ()), ("", (0,), (1,))]


def test_no_fact_is_a_float(read):
    report = read(document({"f": fact("12345678901234567890.000000000000001", decimals=15)}))
    assert scaled(*report.number(0)) == scaled(12345678901234567890000000000000001, -15)


# --- what is refused ----------------------------------------------------------------------------
STRUCTURE = "xbrlje:invalidJSONStructure"
BROKEN = [
    ({"f": {"dimensions": CASH}}, "json-structure-invalid", STRUCTURE, "/facts/f"),
    ({"f": fact(1)}, "json-structure-invalid", STRUCTURE, "/facts/f/value"),
    ({"f": {"value": "1"}}, "json-structure-invalid", STRUCTURE, "/facts/f"),
    ({"f": fact(decimals="0")}, "json-structure-invalid", STRUCTURE, "/facts/f/decimals"),
    ({"f": fact(decimals=1.5)}, "json-structure-invalid", STRUCTURE, "/facts/f/decimals"),
    ({"f": fact(colour="red")}, "json-structure-invalid", STRUCTURE, "/facts/f/colour"),
    ({"f": fact("1", {**CASH, "entity": 7})}, "json-structure-invalid", STRUCTURE, "/facts/f/dimensions/entity"),
    ({"f": fact("1", {**CASH, "area": "x"})}, "json-structure-invalid", STRUCTURE, "/facts/f/dimensions/area"),
    ({"f": fact("1", {**CASH, "xbrl:area": "x"})}, "json-structure-invalid", STRUCTURE, "/facts/f/dimensions/xbrl:area"),
    ({"f": fact(**{"x:colour": "red"})}, "prefix-unbound", "oimce:unboundPrefix", "/facts/f/x:colour"),
    ({"f": fact("1", {})}, "oim-dimension-missing", "oime:missingConceptDimension", "/facts/f"),
    ({"f": fact("1", {**CASH, "concept": "x:Cash"})}, "prefix-unbound", "oimce:unboundPrefix", "/facts/f/dimensions/concept"),
    ({"f": fact("1", {**CASH, "concept": "Cash"})}, "sqname-invalid", "oimce:invalidSQName", "/facts/f/dimensions/concept"),
    ({"f": fact("1", {**CASH, "concept": "t:Nope"})}, "oim-concept-unusable", "oime:unknownConcept", "/facts/f/dimensions/concept"),
    ({"f": fact("1", {**CASH, "concept": "t:Heading"})}, "oim-concept-unusable", "oime:valueForAbstractConcept", "/facts/f/dimensions/concept"),
    ({"f": fact("1", {**CASH, "entity": "A"})}, "sqname-invalid", "oimce:invalidSQName", "/facts/f/dimensions/entity"),
    ({"f": fact("1", {**CASH, "entity": "x:A"})}, "prefix-unbound", "oimce:unboundPrefix", "/facts/f/dimensions/entity"),
    ({"f": fact("1", {**CASH, "period": "2023-09-30"})}, "oim-period-illegible", "oimce:invalidPeriodRepresentation", "/facts/f/dimensions/period"),
    ({"f": fact("1", {**CASH, "period": "2023-02-30T00:00:00"})}, "oim-period-illegible", "oimce:invalidPeriodRepresentation", "/facts/f/dimensions/period"),
    ({"f": fact("1", {**CASH, "period": QUARTER})}, "oim-dimension-misplaced", "oime:invalidPeriodDimension", "/facts/f/dimensions/period"),
    ({"f": fact("1", {k: v for k, v in CASH.items() if k != "period"})}, "oim-dimension-missing", "oime:missingPeriodDimension", "/facts/f/dimensions/period"),
    ({"f": fact("1", {**CASH, "unit": "xbrli:pure"})}, "oim-unit-illegible", "oime:illegalPureUnit", "/facts/f/dimensions/unit"),
    ({"f": fact("1", {**CASH, "unit": "(iso4217:CNY)/xbrli:shares"})}, "oim-unit-illegible", "oimce:invalidUnitStringRepresentation", "/facts/f/dimensions/unit"),
    ({"f": fact("1", {**CASH, "unit": "xbrli:shares*iso4217:CNY"})}, "oim-unit-illegible", "oimce:invalidUnitStringRepresentation", "/facts/f/dimensions/unit"),
    ({"f": fact("x", {**TEXT, "unit": "iso4217:CNY"})}, "oim-dimension-misplaced", "oime:misplacedUnitDimension", "/facts/f/dimensions/unit"),
    ({"f": fact("x", TEXT, decimals=1)}, "oim-dimension-misplaced", "oime:misplacedDecimalsProperty", "/facts/f/decimals"),
    ({"f": fact("1", {**CASH, "language": "en"})}, "oim-dimension-misplaced", "oime:misplacedLanguageDimension", "/facts/f/dimensions/language"),
    ({"f": fact("x", {**TEXT, "language": "EN"})}, "oim-value-invalid", "xbrlje:invalidLanguageCodeCase", "/facts/f/dimensions/language"),
    ({"f": fact("1", {**CASH, "noteId": "f"})}, "oim-dimension-misplaced", "oime:misplacedNoteIDDimension", "/facts/f/dimensions/noteId"),
    ({"f": fact("1", {**CASH, "t:Nope": "x"})}, "oim-dimension-unknown", "oime:unknownDimension", "/facts/f/dimensions/t:Nope"),
    ({"f": fact("1", {**CASH, "t:Region": "North"})}, "oim-value-invalid", "xbrlje:invalidDimensionValue", "/facts/f/dimensions/t:Region"),
    ({"f": fact(None, {"concept": "t:Flag", "entity": "e:A", "period": QUARTER})}, "oim-value-invalid", "oime:invalidFactValue", "/facts/f/value"),
    ({"f": fact(links={"footnote": {"_": ["x"]}})}, "oim-link-broken", "xbrlje:unknownLinkTarget", "/facts/f/links"),
    ({"f": fact(links={"x": {"_": ["f"]}})}, "oim-link-broken", "xbrlje:unknownLinkType", "/facts/f/links"),
    ({"f": fact(links={"footnote": {"x": ["f"]}})}, "oim-link-broken", "xbrlje:unknownLinkGroup", "/facts/f/links"),
    ({"f": fact(links={"footnote": {"_": ["f"]}})}, "oim-note-invalid", "oime:illegalStandardFootnoteTarget", "/facts/f/links"),
    ({"n1": {"value": "x", "dimensions": NOTE}}, "oim-note-invalid", "oime:unusedNoteFact", "/facts/n1"),
    ({"f": fact(links={"footnote": {"_": ["n1"]}}), "n1": {"value": "<b>x", "dimensions": NOTE}}, "oim-note-invalid", "oime:invalidXHTMLFragment", "/facts/n1/value"),
    ({"f": fact(links={"footnote": {"_": ["n1"]}}), "n1": {"value": '<h:b xmlns:h="http://www.w3.org/1999/xhtml">x</h:b>', "dimensions": NOTE}}, "oim-note-invalid", "oime:xhtmlElementInNonDefaultNamespace", "/facts/n1/value"),
    ({"f": fact(links={"footnote": {"_": ["n1"]}}), "n1": {"value": "x", "dimensions": {k: v for k, v in NOTE.items() if k != "noteId"}}}, "oim-dimension-missing", "oime:missingNoteIDDimension", "/facts/n1"),
    ({"f": fact(links={"footnote": {"_": ["n1"]}}), "n1": {"value": "x", "dimensions": {k: v for k, v in NOTE.items() if k != "language"}}}, "oim-dimension-missing", "oime:missingLanguageForNoteFact", "/facts/n1"),
    ({"f": fact(links={"footnote": {"_": ["g"]}, "explanatoryFact": {"_": ["g"]}}), "g": fact("1", {})}, "oim-dimension-missing", "oime:missingConceptDimension", "/facts/g"),
    ({"f": fact(links={"footnote": {"_": ["n1"]}}), "n1": {"value": "x", "dimensions": {**NOTE, "noteId": "n2"}}}, "oim-note-invalid", "oime:invalidNoteIDValue", "/facts/n1/dimensions/noteId"),
    ({"f": fact(links={"footnote": {"_": ["n1"]}}), "n1": {"value": "x", "dimensions": {**NOTE, "period": DAY}}}, "oim-dimension-misplaced", "oime:misplacedNoteFactDimension", "/facts/n1/dimensions/period"),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "check", "spec", "pointer"), BROKEN)
def test_a_breach_is_reported_with_its_code_and_place(read, facts, check, spec, pointer):
    text = document(facts)
    report = read(text)
    assert spoken(report) == [(check, spec)]
    at = report.problems[0].at
    assert at.pointer == pointer
    last = json.dumps(at.pointer.rpartition("/")[2])
    line = text.splitlines()[at.line - 1]
    assert line[at.column - 1 :].startswith((last, "{")) or last not in text.partition('"facts"')[2]


@pytest.mark.parametrize(
    ("text", "check", "spec"),
    [
        (document({}, taxonomy=[]), "taxonomy-not-named", "oime:noTaxonomy"),
        (document({}, kind="xbrl-yaml"), "document-type-unsupported", "oimce:unsupportedDocumentType"),
        (document({}, namespaces={**NAMESPACES, "xbrli": "http://x"}), "alias-conflicting", "oimce:invalidURIForReservedAlias"),
        (document({}, namespaces={**NAMESPACES, "money": "http://www.xbrl.org/2003/iso4217"}), "alias-conflicting", "oimce:invalidAliasForReservedURI"),
        (document({}, namespaces={**NAMESPACES, "t2": NS}), "alias-conflicting", "oimce:multipleAliasesForURI"),
        (document({}, namespaces={**NAMESPACES, "u": "a b"}), "alias-conflicting", "oimce:invalidURI"),
        (document({}, namespaces={**NAMESPACES, "u": "here"}), "alias-conflicting", "oimce:invalidURI"),
        (document({}).replace('"documentType"', '"documentKind"'), "document-type-unsupported", "oimce:unsupportedDocumentType"),
        (document({}, features={"xbrl:canonicalValues": "yes"}), "json-structure-invalid", STRUCTURE),
        (document({}, features={"xbrl:allowedDuplicates": "some"}), "json-structure-invalid", STRUCTURE),
        (document({}, features={"x:speed": 1}), "prefix-unbound", "oimce:unboundPrefix"),
        (document({}, **{"x:colour": "red"}), "prefix-unbound", "oimce:unboundPrefix"),
        (document({})[:-1] + ', "x:colour": 1}', "prefix-unbound", "oimce:unboundPrefix"),
        (document({}, namespaces=[]), "json-structure-invalid", STRUCTURE),
        (document({}, baseURL="here/"), "base-url-relative", "oime:invalidBaseURL"),
        (document({}, colour="red"), "json-structure-invalid", STRUCTURE),
        ('{"documentInfo": 1}', "json-structure-invalid", STRUCTURE),
        ('{"facts": {}}', "json-structure-invalid", STRUCTURE),
        ("[]", "json-structure-invalid", STRUCTURE),
        ('{"documentInfo": {', "invalid-json", "xbrlje:invalidJSON"),
        ('{"documentInfo": NaN}', "invalid-json", "xbrlje:invalidJSON"),
        (document({}) + "x", "invalid-json", "xbrlje:invalidJSON"),
        ("[" * 100000, "invalid-json", "xbrlje:invalidJSON"),
        ('{"x:y": ' + "[" * 100000 + "}", "invalid-json", "xbrlje:invalidJSON"),
        (b'{"documentInfo": "\xff"}', "invalid-json", "xbrlje:invalidJSON"),
        (document({}).replace('"t":', '"e": "http://y",\n"t":'), "json-key-repeated", "xbrlje:invalidJSON"),
    ],
)  # fmt: skip
def test_a_document_is_refused_with_its_code(read, text, check, spec):
    report = read(text)
    assert (check, spec) in spoken(report)
    assert {p.check for p in report.problems} == {check}


def test_extensions_with_a_declared_prefix_are_silent(read):
    text = document({"f": fact(**{"e:colour": "red"})}, features={"e:speed": 1}, **{"e:area": 1})
    assert spoken(read(text[:-1] + ', "e:colour": 1}')) == []


def test_a_repeated_fact_and_a_repeated_dimension_are_seen(read):
    second = json.dumps(fact()).replace('"unit"', '"entity": "e:B", "unit"')
    text = f'{{"documentInfo": {json.dumps(info())}, "facts": {{"f": {json.dumps(fact())},\n "f": {second}}}}}'
    report = read(text)
    assert [(p.at.line, p.at.pointer) for p in report.problems] == [(2, "/facts/f"), (2, "/facts/f/dimensions/entity")]


def test_a_huge_number_costs_nothing(read):
    report = read(document({"f": fact()}).replace('"1"', "9" * 100_000))
    assert spoken(report) == [("json-structure-invalid", STRUCTURE)]


def test_whatever_stands_in_the_place_of_a_part_is_read_or_refused(read):
    whole = json.loads(document({"f": fact("1", links={"footnote": {"_": ["n1"]}}), "n1": fact("so", NOTE)}))
    with one_taxonomy():
        for made in replaced(whole):
            report = read(json.dumps(made))
            assert len(report) == len(report.pointers)
            assert all(message_of(problem) for problem in report.problems)
