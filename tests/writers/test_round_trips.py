"""Tuples, fractions, footnotes with markup: kept where a syntax can hold them, refused with a code where not."""

# ruff: noqa: E501 - a document reads best with an element on one line

from __future__ import annotations

import pytest

from tests.dts.test_oim_types import TYPED
from tests.oim_documents import HEAD, NS, OPTIONS, SCHEMA, spoken
from tests.reports import model
from validator import readers
from validator.model.periods import moment
from validator.writers.files import left_out, render, syntax_of
from validator.writers.oim import Unwritable, iso

TUPLES = SCHEMA.replace(
    "</schema>",
    """<element name="Pair" id="Pair" substitutionGroup="xbrli:tuple" nillable="true"><complexType><sequence>
<element ref="t:Text" minOccurs="0"/><element ref="t:Pair" minOccurs="0"/><element ref="t:Cash" minOccurs="0"/><element ref="t:Share" minOccurs="0"/>
</sequence><attribute name="id" type="ID"/></complexType></element>
<element name="Share" id="Share" type="xbrli:fractionItemType" substitutionGroup="xbrli:item" nillable="true" xbrli:periodType="duration"/>
</schema>""",
)
SIZED = """<xbrli:context id="{id}"><xbrli:entity><xbrli:identifier scheme="http://example.com/entities">A</xbrli:identifier></xbrli:entity><xbrli:period><xbrli:instant>2023-09-30</xbrli:instant></xbrli:period><xbrli:scenario xmlns:xbrldi="http://xbrl.org/2006/xbrldi"><xbrldi:typedMember dimension="t:Size"><t:size>{size}</t:size></xbrldi:typedMember><xbrldi:typedMember dimension="t:When"><t:when>2023-01-01</t:when></xbrldi:typedMember></xbrli:scenario></xbrli:context>"""
OTHER = """<xbrli:context id="s"><xbrli:entity><xbrli:identifier scheme="http://example.com/entities">A</xbrli:identifier><xbrli:segment><t:branch>x</t:branch></xbrli:segment></xbrli:entity><xbrli:period><xbrli:instant>2023-09-30</xbrli:instant></xbrli:period></xbrli:context>"""
CASH = '<t:Cash id="c" contextRef="i" unitRef="u" decimals="0">5</t:Cash>'
PAIR = """<t:Pair id="outer"><t:Text contextRef="d">first</t:Text><t:Pair id="inner"><t:Cash contextRef="i" unitRef="u" decimals="0">7</t:Cash></t:Pair>
<t:Cash contextRef="i" unitRef="u" decimals="-1">-30</t:Cash><t:Share contextRef="d" unitRef="p"><xbrli:numerator>-1</xbrli:numerator><xbrli:denominator>3</xbrli:denominator></t:Share></t:Pair>
<t:Pair xsi:nil="true"/><t:Share contextRef="d" unitRef="p" xsi:nil="true"/>"""
NOTE = """<link:footnoteLink xlink:type="extended" xlink:role="http://www.xbrl.org/2003/role/link"><link:loc xlink:type="locator" xlink:href="#c" xlink:label="c"/>
<link:footnote xlink:type="resource" xlink:label="n" xlink:role="{role}" xml:lang="en">{text}</link:footnote>
<link:footnoteArc xlink:type="arc" xlink:arcrole="http://www.xbrl.org/2003/arcrole/fact-footnote" xlink:from="{end}" xlink:to="n"/></link:footnoteLink>"""
MARKUP = (
    'see <h:a href="n.htm?a=1&amp;b=2" title="&quot;q&quot;"><h:b>page</h:b> 3</h:a>,<h:br/> R&amp;D &lt; 4<h:span/>'
)
PLAIN = 'see <a href="n.htm?a=1&amp;b=2" title="&quot;q&quot;"><b>page</b> 3</a>,<br/> R&amp;D &lt; 4<span></span>'
STANDARD = "http://www.xbrl.org/2003/role/footnote"


def note(text, role=STANDARD, end="c"):
    """A footnote on the cash."""
    return NOTE.format(text=text, role=role, end=end)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("trips")
    (made / "t.xsd").write_text(TUPLES)
    return made


@pytest.fixture
def read(folder):
    def of(body):
        (folder / "r.xml").write_text(f"{HEAD}{body}</xbrli:xbrl>")
        report = readers.read(str(folder / "r.xml"), OPTIONS)
        assert spoken(report) == []
        return report

    return of


@pytest.fixture
def again(folder):
    def of(report, name, syntax):
        files = render(report, str(folder / name), syntax)
        for each, data in files.items():
            (folder / each).write_bytes(data)
        back = readers.read(str(folder / name), OPTIONS)
        assert spoken(back) == []
        assert render(back, str(folder / name), syntax) == files, "not the same written again"
        return back

    return of


def nested(report):
    """Facts with the path of concepts around them, and the terms of fractions."""
    found = []
    for row, concept in enumerate(report.concepts):
        path, parent = [concept.rpartition("}")[2]], report.parents[row]
        while parent >= 0:
            path.append(report.concepts[parent].rpartition("}")[2])
            parent = report.parents[parent]
        text = report.texts[row].strip()
        found.append(("/".join(reversed(path)), text, report.nils[row], report.fractions.get(row, ())))
    return found


@pytest.mark.parametrize(("name", "syntax"), [("a.xml", "xbrl-xml"), ("a.htm", "inline")])
def test_tuples_and_fractions_are_kept(read, again, name, syntax):
    report = read(PAIR + CASH)
    assert nested(report) == [
        ("Pair", "", False, ()),
        ("Pair/Text", "first", False, ()),
        ("Pair/Pair", "", False, ()),
        ("Pair/Pair/Cash", "7", False, ()),
        ("Pair/Cash", "-30", False, ()),
        ("Pair/Share", "", False, ("-1", "3")),
        ("Pair", "", True, ()),
        ("Share", "", True, ()),
        ("Cash", "5", False, ()),
    ]
    assert nested(again(report, name, syntax)) == nested(report)


@pytest.mark.parametrize(
    ("name", "syntax"),
    [("b.xml", "xbrl-xml"), ("b.htm", "inline"), ("b.json", "xbrl-json"), ("b.csv.json", "xbrl-csv")],
)
@pytest.mark.parametrize(
    ("text", "plain", "markup"),
    [
        ("plain &lt;text&gt;", "plain <text>", ""),
        (MARKUP, "see page 3, R&D < 4", PLAIN),
        ("<h:p>one</h:p><h:p>two</h:p>", "onetwo", "<p>one</p><p>two</p>"),
    ],
)
def test_the_markup_of_a_footnote_is_kept(read, again, name, syntax, text, plain, markup):
    report = read(CASH + note(text))
    assert [(one.text, one.markup) for one in report.footnotes] == [(plain, markup)]
    back = again(report, name, syntax)
    assert [(one.text, one.markup) for one in back.footnotes] == [(plain, markup)]
    assert model(back) == model(report)


def test_what_a_page_adds_to_a_footnote_is_left_out(folder):
    """Nested tags, continuations and exclusions of a page are not markup of the footnote."""
    text = (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL" '
        f'xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:iso4217="http://www.xbrl.org/2003/iso4217" xmlns:t="{NS}">'
        '<head><title>t</title></head><body><div style="display:none"><ix:header><ix:references><link:schemaRef xlink:type="simple" xlink:href="t.xsd"/></ix:references><ix:resources>'
        + "".join(line for line in HEAD.splitlines() if line.startswith(("<xbrli:context", "<xbrli:unit")))
        + '<ix:relationship fromRefs="c" toRefs="n"/></ix:resources></ix:header></div>'
        '<p><ix:nonFraction id="c" name="t:Cash" contextRef="i" unitRef="u" decimals="0">5</ix:nonFraction></p>'
        '<ix:footnote id="n" xml:lang="en" continuedAt="k">a <b>b</b> <ix:exclude><i>page</i></ix:exclude></ix:footnote>'
        '<ix:continuation id="k"><i>c</i></ix:continuation></body></html>'
    )
    (folder / "n.htm").write_text(text)
    report = readers.read(str(folder / "n.htm"), OPTIONS)
    assert spoken(report) == []
    assert [(one.text, one.markup) for one in report.footnotes] == [("a b c", "a <b>b</b> <i>c</i>")]


@pytest.mark.parametrize("name", ["l.json", "l.htm"])
def test_a_footnote_of_no_fact_is_left_out_and_said_to_be(read, folder, again, name):
    report = read(CASH + note("x", end="nobody") + note(" <h:b>kept</h:b>\n "))
    syntax = syntax_of(name)
    assert [one.text for one in again(report, name, syntax).footnotes] == ["kept"]
    (lost,) = left_out(report, name)
    assert lost.startswith("1 footnote belongs to no fact")
    assert [one.text for one in again(report, "l.xml", "xbrl-xml").footnotes] == ["x", "kept"]
    assert list(left_out(report, "l.xml")) == []
    assert list(left_out(read(CASH + note("x")), name)) == []


@pytest.mark.parametrize(
    ("name", "syntax"),
    [("v.xml", "xbrl-xml"), ("v.htm", "inline"), ("v.json", "xbrl-json"), ("v.csv.json", "xbrl-csv")],
)
def test_typed_values_are_written_as_values(tmp_path, name, syntax):
    """Equal values are one, however they are written; what is written back is a value of the type."""
    (tmp_path / "t.xsd").write_text(TYPED)
    contexts = SIZED.format(id="s1", size=" 01 ") + SIZED.format(id="s2", size="+1") + SIZED.format(id="s3", size="2")
    facts = [CASH.replace('"i"', f'"s{n}"').replace('"c"', f'"c{n}"') for n in (1, 2, 3)]
    (tmp_path / "r.xml").write_text(f"{HEAD}{contexts}{''.join(facts)}</xbrli:xbrl>")
    report = readers.read(str(tmp_path / "r.xml"), OPTIONS)
    assert [str(context) for context in report.contexts[2:]] == [
        f"as of 2023-09-30, Size={n}, When=2023-01-01" for n in (1, 1, 2)
    ]
    for each, data in render(report, str(tmp_path / name), syntax).items():
        (tmp_path / each).write_bytes(data)
    back = readers.read(str(tmp_path / name), OPTIONS)
    assert spoken(back) == []
    assert model(back) == model(report)


def test_the_prefix_xml_is_not_bound_again(read, again):
    report = read(CASH.replace("<t:Cash", '<t:Cash xmlns:xml="http://www.w3.org/XML/1998/namespace"'))
    assert model(again(report, "p.xml", "xbrl-xml")) == model(report)
    assert model(again(report, "p.htm", "inline")) == model(report)


def test_what_a_page_has_no_place_for_is_refused(folder):
    (folder / "w.xml").write_text(HEAD + CASH.replace("<t:Cash", '<t:Cash own="1"') + "</xbrli:xbrl>")
    report = readers.read(str(folder / "w.xml"), OPTIONS)
    with pytest.raises(Unwritable, match="attribute of no namespace"):
        render(report, str(folder / "w.htm"), "inline")


@pytest.mark.parametrize("syntax", ["xbrl-json", "xbrl-csv"])
@pytest.mark.parametrize(
    ("body", "spec"),
    [
        (CASH, ""),
        (PAIR.partition("\n")[0].replace("<t:Pair id", CASH + "<t:Pair id") + "</t:Pair>", "xbrlxe:unsupportedTuple"),
        ('<t:Pair xsi:nil="true"/>', "xbrlxe:unsupportedTuple"),
        ('<t:Share contextRef="d" unitRef="p" xsi:nil="true"/>', "xbrlxe:unsupportedFraction"),
        (CASH.replace("decimals", "precision"), "xbrlxe:unsupportedZeroPrecisionFact"),
        (
            CASH + note("x", role="http://www.xbrl.org/2009/role/deprecatedLabel"),
            "xbrlxe:nonStandardFootnoteResourceRole",
        ),
        (OTHER + CASH.replace('"i"', '"s"'), "xbrlxe:nonDimensionalSegmentScenarioContent"),
        (
            '<link:linkbaseRef xlink:type="simple" xlink:arcrole="http://www.w3.org/1999/xlink/properties/linkbase" xlink:href="l.xml"/>'
            + CASH,
            "xbrlxe:unsupportedLinkbaseReference",
        ),
    ],
)
def test_what_the_model_has_no_place_for_is_refused_with_its_code(read, folder, syntax, body, spec):
    report = read(body)
    if not spec:
        assert render(report, str(folder / "z.json"), syntax)
        return
    with pytest.raises(Unwritable, match=r"xBRL-XML 1\.0") as refused:
        render(report, str(folder / "z.json"), syntax)
    assert refused.value.spec == spec


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("0001-01-01T00:00:00", "0001-01-01T00:00:00"),
        ("9999-12-31T24:00:00", "9999-12-31T24:00:00"),
        ("0001-01-01T00:00:00+14:00", ""),
        ("9999-12-31T24:00:00-14:00", ""),
    ],
)
def test_a_period_is_written_where_the_calendar_names_it(text, written):
    if written:
        assert iso(moment(text, ending=True)) == written
        return
    with pytest.raises(Unwritable, match="outside the years 1 to 9999"):
        iso(moment(text, ending=True))
