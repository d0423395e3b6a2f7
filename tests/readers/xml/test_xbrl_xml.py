"""xBRL-XML into columns; bad input into exactly one problem."""

from __future__ import annotations

import pytest

from tests.problems import message_of
from validator.readers import parse
from validator.run import Options

HEAD = (
    '<xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xbrldi="http://xbrl.org/2006/xbrldi"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:iso4217="http://www.xbrl.org/2003/iso4217"'
    ' xmlns:e="http://example.com/e" xml:lang="en-GB">'
)
CONTEXT = (
    '<xbrli:context id="c"><xbrli:entity><xbrli:identifier scheme="http://example.com"> 7  7 </xbrli:identifier>'
    "</xbrli:entity><xbrli:period><xbrli:instant>2023-09-30</xbrli:instant></xbrli:period></xbrli:context>"
)
UNIT = '<xbrli:unit id="u"><xbrli:measure>iso4217:CNY</xbrli:measure></xbrli:unit>'
FACT = '<e:Cash contextRef="c" unitRef="u" decimals="-3" id="f">1000</e:Cash>'


def read(*parts, encoding="utf-8"):
    return parse("r.xml", "".join((HEAD, *parts, "</xbrli:xbrl>")).encode(encoding), Options())


def problems(data):
    return [(p.check, p.at.line, p.values) for p in parse("r.xml", data, Options()).problems]


def test_a_fact_fills_every_column():
    report = read("\n ", CONTEXT, UNIT, "\n  ", FACT)
    fact = report.fact(0)
    assert len(report) == 1
    assert fact.concept == "{http://example.com/e}Cash"
    assert (fact.text, fact.decimals, fact.precision, fact.nil, fact.id) == ("1000", "-3", "", False, "f")
    assert (fact.context_ref, fact.unit_ref, fact.language, fact.parent) == ("c", "u", "en-gb", None)
    assert fact.context.identifier == "7 7"
    assert str(fact.context.period) == "as of 2023-09-30"
    assert fact.unit.currency == "CNY"
    assert (fact.at.path, fact.at.line, fact.at.column) == ("r.xml", 3, 3)
    assert report.problems == []


def test_declarations_may_follow_facts():
    assert read(FACT, UNIT, CONTEXT).fact(0).unit.currency == "CNY"


def test_a_dangling_reference_keeps_what_was_written():
    fact = read(FACT.replace('"c"', '" gone "')).fact(0)
    assert (fact.context, fact.context_ref, fact.unit) == (None, "gone", None)


def test_tuples_nest_and_items_know_their_parent():
    report = read('<e:T id="t"><e:S>', FACT, "</e:S>", FACT.replace('"f"', '"g"'), "</e:T>", CONTEXT, UNIT)
    assert report.parents == [-1, 0, 1, 0]
    assert report.texts == ["", "", "1000", "1000"]


def test_rare_attributes():
    report = read(
        '<e:A contextRef="c" unitRef="u" precision=" 3 " xsi:nil="1"/>',
        '<e:B contextRef="c" xml:lang="DE" xsi:type="e:text" e:mark="x"> a <!-- c -->b </e:B>',
    )
    assert (report.precisions, report.nils, report.languages) == (["3", ""], [True, False], ["en-gb", "de"])
    assert report.types == {1: "{http://example.com/e}text"}
    assert report.attributes == {1: {"{http://example.com/e}mark": "x"}}
    assert report.texts == ["", " a b "]


def test_a_fraction_keeps_both_parts():
    report = read(
        '<e:F contextRef="c" unitRef="u"><xbrli:numerator>1</xbrli:numerator>'
        "<xbrli:denominator>3</xbrli:denominator></e:F>",
        FACT,
    )
    assert report.fractions == {0: ("1", "3")}
    assert report.texts[1] == "1000"


def test_divided_units_sort_their_measures():
    report = read(
        '<xbrli:unit id="p"><xbrli:divide><xbrli:unitNumerator><xbrli:measure>iso4217:CNY</xbrli:measure>'
        "</xbrli:unitNumerator><xbrli:unitDenominator><xbrli:measure>xbrli:shares</xbrli:measure>"
        "</xbrli:unitDenominator></xbrli:divide></xbrli:unit>",
        '<xbrli:unit id="m"><xbrli:measure>e:z</xbrli:measure><xbrli:measure>e:a</xbrli:measure></xbrli:unit>',
    )
    assert [str(unit) for unit in report.units] == ["CNY/shares", "a·z"]


def test_dimensions_and_other_content():
    report = read(
        CONTEXT.replace(
            "</xbrli:entity>",
            "<xbrli:segment><xbrldi:explicitMember dimension='e:Axis'>e:M</xbrldi:explicitMember>"
            "<xbrldi:typedMember dimension='e:Typed'><e:v> 1 </e:v></xbrldi:typedMember>"
            "<e:other b='2' a='1'/></xbrli:segment></xbrli:entity>",
        ),
    )
    context = report.contexts[0]
    first, second = context.members
    assert (first.dimension, first.member, first.typed) == (
        "{http://example.com/e}Axis",
        "{http://example.com/e}M",
        None,
    )
    assert (second.member, second.typed, second.container) == (
        None,
        "<{http://example.com/e}v> 1 </{http://example.com/e}v>",
        "segment",
    )
    assert context.segment == "<{http://example.com/e}other a='1' b='2'></{http://example.com/e}other>"
    assert [part.name for part in report.contents(0)] == ["{http://www.xbrl.org/2003/instance}segment"]


def test_prefixes_are_those_in_scope():
    inner = UNIT.replace("<xbrli:measure>", '<xbrli:measure xmlns:iso4217="http://example.com/other">')
    report = read(inner, UNIT.replace('"u"', '"v"'))
    assert [unit.numerator[0] for unit in report.units] == [
        "{http://example.com/other}CNY",
        "{http://www.xbrl.org/2003/iso4217}CNY",
    ]


def test_footnotes_know_their_facts():
    note = (
        '<link:footnoteLink xlink:type="extended" xlink:role="http://www.xbrl.org/2003/role/link">'
        '<link:loc xlink:type="locator" xlink:href="#f" xlink:label="l"/>'
        '<link:footnote xlink:type="resource" xlink:label="n" xlink:role="http://www.xbrl.org/2003/role/footnote"'
        ' xml:lang="EN">see <e:b>note</e:b> 3</link:footnote>'
        '<link:footnoteArc xlink:type="arc" xlink:from="l" xlink:to="n"'
        ' xlink:arcrole="http://www.xbrl.org/2003/arcrole/fact-footnote"/></link:footnoteLink>'
    )
    (made,) = read(CONTEXT, UNIT, FACT, note).footnotes
    assert (made.text, made.rows, made.language) == ("see note 3", (0,), "en")


def test_references_keep_base_and_attributes():
    report = read('<link:schemaRef xlink:type="simple" xlink:href="a.xsd" xml:base="sub/"/>')
    (reference,) = report.references
    assert (reference.kind, reference.href, reference.base, reference.at.line) == ("schemaRef", "a.xsd", "sub/", 1)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-8"])
def test_byte_order_marks(encoding):
    assert read(CONTEXT, FACT, encoding=encoding).texts == ["1000"]


@pytest.mark.parametrize("encoding", ["gbk", "shift_jis", "iso-8859-1", "cp1252"])
def test_declared_encodings(encoding):
    text = {"gbk": "奇富", "shift_jis": "ソニー"}.get(encoding, "é")
    body = f'<?xml version="1.0" encoding="{encoding}"?>{HEAD}<e:N contextRef="c">{text}</e:N></xbrli:xbrl>'
    assert parse("r.xml", body.encode(encoding), Options()).texts == [text]


def test_a_broken_file_gives_one_problem_and_no_facts():
    whole = (HEAD + "\n" + CONTEXT + "\n" + FACT).encode()
    report = parse("r.xml", whole, Options())
    assert [(p.check, p.at.line) for p in report.problems] == [("malformed-xml", 3)]
    assert len(report) == 0


@pytest.mark.parametrize(
    ("prolog", "check", "name"),
    [
        ('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>', "entity-declaration", "&a;"),
        ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "external-entity", "&a;"),
        ('<!DOCTYPE x [<!ENTITY % a "x">]>', "entity-declaration", "%a;"),
        ('<!DOCTYPE x SYSTEM "http://example.com/x.dtd">', "external-entity", "the DTD http://example.com/x.dtd"),
    ],
)
def test_entities_are_refused_where_they_are_declared(prolog, check, name):
    body = f'{prolog}\n{HEAD}<e:N contextRef="c">&a;</e:N></xbrli:xbrl>'
    assert problems(body.encode()) == [(check, 1, {"name": name})]


def test_wrong_encodings():
    latin = f'{HEAD}\n<e:N contextRef="c">é</e:N></xbrli:xbrl>'.encode("latin-1")
    (found,) = parse("r.xml", latin, Options()).problems
    assert (found.check, found.at.line) == ("wrong-encoding", 2)
    assert message_of(found).startswith("byte 0xE9 is not utf-8")
    (found,) = parse("r.xml", b'<?xml version="1.0" encoding="klingon"?><a/>', Options()).problems
    assert message_of(found) == "the declared encoding 'klingon' is not known"
    (found,) = problems(b'<?xml version="1.0" encoding="utf-16"?><a/>')
    assert found[0] == "wrong-encoding"
    wide = '<?xml version="1.0" encoding="UTF-8"?><a/>'.encode("utf-16")
    (found,) = parse("r.xml", wide, Options()).problems
    assert message_of(found) == "the file is declared as 'UTF-8', but its bytes are in another encoding"


def test_a_nul_byte_is_named():
    (found,) = parse("r.xml", f'{HEAD}\n<e:N contextRef="c">\0</e:N></xbrli:xbrl>'.encode(), Options()).problems
    assert (found.check, found.at.line, message_of(found)) == ("malformed-xml", 2, "not well-formed XML: a NUL byte")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b" \n", "blank"),
        (b"\x7fELF\0\0\0", "binary"),
        (b"a,b\n1,2\n", "neither XML, JSON nor a report package"),
        (b"<!DOCTYPE html><html><body><br></body></html>", "an HTML page without inline XBRL"),
        (b"<html><body/></html>", "an HTML page without inline XBRL"),
        (b"<a/>", "XML whose root element is a, not xbrli:xbrl"),
        (b"{}", "JSON that is no xBRL-JSON report and no xBRL-CSV metadata"),
    ],
)
def test_what_is_no_report(data, what):
    (problem,) = parse("r", data, Options()).problems
    assert (problem.check, message_of(problem)) == ("not-a-report", f"no report: it is {what}")


def test_a_schema_is_an_entry_point():
    report = parse("a/b c.xsd", b'\n<schema xmlns="http://www.w3.org/2001/XMLSchema"/>', Options())
    assert [(r.kind, r.href) for r in report.references] == [("schemaRef", "b c.xsd")]


def test_deep_nesting_is_no_trouble():
    deep = 100_000
    report = read("<e:T>" * deep, "</e:T>" * deep)
    assert len(report) == deep
    tree = CONTEXT.replace(
        "</xbrli:entity>", "<xbrli:segment>" + "<e:x>" * deep + "</e:x>" * deep + "</xbrli:segment></xbrli:entity>"
    )
    assert len(read(tree).contexts[0].segment) > deep


def test_text_between_facts_is_found():
    (problem,) = read("\n", FACT, " lost ", FACT).problems
    assert (problem.check, problem.at.line) == ("schema-invalid-structure", 2)
