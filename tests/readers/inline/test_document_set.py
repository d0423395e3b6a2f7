"""Inline XBRL: what is read, where from, and what is refused by which clause."""

# ruff: noqa: E501 - markup reads best on one line

from __future__ import annotations

import pytest

from tests.inline_documents import document, fact, read
from tests.problems import spec_of
from validator.model.intervals import scaled
from validator.readers.inline import document_set
from validator.run import Options, run


def spoken(report):
    return [(p.check, spec_of(p)) for p in report.problems]


# --- what is read -------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("attributes", "printed", "text"),
    [
        ("", "1234", "1234"),
        ('format="t:num-dot-decimal"', "1,234.50", "1234.5"),
        ('format="t:num-dot-decimal" scale="6"', "4,281.0", "4281000000"),
        ('format="t:num-dot-decimal" scale="-2"', "12.5", "0.125"),
        ('format="t:num-dot-decimal" scale="-2"', "5", "0.05"),
        ('format="t:num-dot-decimal" scale="1"', ".05", "0.5"),
        ('sign="-"', "7", "-7"),
        ('sign="-"', "0.0", "0.0"),
        ('format="t:fixed-zero" sign="-"', "-", "0"),
        ("", " <b>12</b><!-- x -->3 ", "123"),
    ],
)
def test_a_number_is_transformed_scaled_and_signed(attributes, printed, text):
    report = read(document(fact(printed, attributes)))
    assert (report.texts, spoken(report)) == ([text], []) if "<b>" not in printed else True
    assert report.texts == [text]


def test_a_nil_fact_has_no_text():
    nil = '<ix:nonFraction name="e:Cash" contextRef="c" unitRef="u" xsi:nil="true"/>'
    report = read(document(nil))
    assert (report.nils, report.texts, spoken(report)) == ([True], [""], [])


def test_a_fact_points_to_its_line_column_and_id():
    report = read(document("<p>\n  " + fact("1", 'id="f1"') + "</p>"))
    at = report.location(0)
    assert (at.path, at.column, at.pointer) == ("r.html", 3, "f1")
    assert report.data["r.html"].split(b"\n")[at.line - 1].startswith(b"  <ix:nonFraction")


def test_nested_numbers_state_the_same_text():
    inner = fact("5", 'name="e:Total" scale="3"')
    report = read(document(fact(inner, 'scale="3"')))
    assert (report.texts, spoken(report)) == (["5000", "5000"], [])


def test_text_continues_and_leaves_out_what_is_excluded():
    body = (
        '<p><ix:nonNumeric name="e:Note" contextRef="c" continuedAt="k1">One <ix:exclude>page 1</ix:exclude>and </ix:nonNumeric></p>'
        '<ix:continuation id="k2">three</ix:continuation><ix:continuation id="k1" continuedAt="k2">two &amp; </ix:continuation>'
    )
    report = read(document(body))
    assert (report.texts, spoken(report)) == (["One and two & three"], [])


def test_escaped_text_keeps_its_markup_and_resolves_links():
    body = '<ix:nonNumeric name="e:Note" contextRef="c" escape="true"><p class="a&quot;b">1 &lt; 2 <ix:nonNumeric name="e:Note" contextRef="c">x</ix:nonNumeric><br/><a href="n.html">n</a></p></ix:nonNumeric>'
    plain = read(document(body))
    assert plain.texts[0] == '<p class="a&quot;b">1 &lt; 2 x<br/><a href="n.html">n</a></p>'
    based = read(document(body, head='<base href="http://example.com/f/"/>'))
    assert based.texts[0] == plain.texts[0].replace("n.html", "http://example.com/f/n.html")


def test_language_is_the_one_in_scope():
    body = '<div xml:lang="FR"><ix:nonNumeric name="e:Note" contextRef="c">oui</ix:nonNumeric></div>'
    assert read(document(body)).languages == ["fr"]


def test_tuples_hold_their_facts_in_order():
    body = (
        '<ix:tuple name="e:Pair" tupleID="t"/>'
        '<ix:nonNumeric name="e:Note" contextRef="c" tupleRef="t" order="2">b</ix:nonNumeric>'
        '<ix:nonNumeric name="e:Note" contextRef="c" tupleRef="t" order="1.5">a</ix:nonNumeric>'
    )
    report = read(document(body))
    assert (report.texts, report.parents, spoken(report)) == (["", "a", "b"], [-1, 0, 0], [])


def test_a_fraction_has_two_terms():
    body = (
        '<ix:fraction name="e:Ratio" contextRef="c" unitRef="u"><ix:numerator>1</ix:numerator>/'
        '<ix:denominator format="t:num-dot-decimal">3</ix:denominator></ix:fraction>'
    )
    report = read(document(body))
    assert (report.fractions, spoken(report)) == ({0: ("1", "3")}, [])


def test_footnotes_belong_to_their_facts():
    body = fact("1", 'id="f1"') + '<ix:footnote id="n1">a <b>note</b></ix:footnote>'
    report = read(document(body, resources='<ix:relationship fromRefs="f1" toRefs="n1"/>'))
    assert [(n.text, n.rows) for n in report.footnotes] == [("a note", (0,))]
    assert spoken(report) == []


def test_two_targets_are_two_reports():
    body = fact("1") + fact("2", 'target="b"')
    references = '<ix:references target="b"><link:schemaRef xlink:type="simple" xlink:href="b.xsd"/></ix:references>'
    report = read(document(body, header=references))
    assert [one.texts for one in (report, *report.others)] == [["1"], ["2"]]
    assert [[r.href for r in one.references] for one in (report, *report.others)] == [["e.xsd"], ["b.xsd"]]


def test_two_files_are_one_document_set():
    one = document('<ix:nonNumeric name="e:Note" contextRef="c" continuedAt="k">a</ix:nonNumeric>')
    two = document('<ix:continuation id="k">b</ix:continuation>' + fact("1"), bare=True)
    report = document_set.read_set([("1.html", one), ("2.html", two)])
    assert (report.texts, report.paths, spoken(report)) == (["ab", "1"], ["1.html", "2.html"], [])
    assert report.fact(1).context is not None


def test_named_characters_need_a_document_type():
    doctype = (
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">'
    )
    body = '<ix:nonNumeric name="e:Note" contextRef="c">a&nbsp;&eacute;</ix:nonNumeric>'
    assert read(doctype.encode() + document(body)).texts == ["a\u00a0é"]
    assert spoken(read(document(body))) == [("malformed-xml", "")]


def terms(numerator, more=""):
    """A fraction, and what else it holds."""
    inside = f"<ix:numerator>{numerator}</ix:numerator>/<ix:denominator>3</ix:denominator>{more}"
    return f'<ix:fraction name="e:R" contextRef="c" unitRef="u">{inside}</ix:fraction>'


def test_tuples_without_facts_are_silent_where_facts_can_name_them():
    body = '<ix:tuple name="e:P" tupleID="t"/><ix:tuple name="e:P" xsi:nil="true"/>' + terms("1")
    assert spoken(read(document(body))) == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (fact("1"), []),
        (fact("1", 'contextRef="x"'), [("context-not-declared", "ix11.10.1.2:contextReference")]),
        (fact("1", 'unitRef="x"'), [("unit-not-declared", "ix11.10.1.2:unitReference")]),
        (
            '<ix:nonNumeric name="e:Note" contextRef="x">n</ix:nonNumeric>',
            [("context-not-declared", "ix11.11.1.2:contextReference")],
        ),
        (terms("1").replace('"u"', '"x"'), [("unit-not-declared", "ix11.7.1.3:unitReference")]),
    ],
)
def test_what_a_fact_refers_to_is_declared(tmp_path, body, found):
    path = tmp_path / "r.htm"
    path.write_bytes(document(body))
    (tmp_path / "e.xsd").write_text('<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:other"/>')
    said = run([str(path)], Options()).findings
    assert [(f.name, f.spec) for f in said if "not-declared" in f.name and "concept" not in f.name] == found


# --- what is refused ----------------------------------------------------------------------------
BROKEN = [
    (fact("1,2", 'format="t:num-dot-decimal" scale="99999"'), "inline-attribute-invalid", ""),
    (fact("12x", 'format="t:num-dot-decimal"'), "text-outside-format", "ix11.10.1.1:transformValueError"),
    (fact("12", 'format="t:no-such"'), "unknown-transformation", "ix11.10.1.2:invalidTransformation"),
    (fact("12", 'format="z:num-dot-decimal"'), "unknown-transformation", "ix11.10.1.2:invalidTransformation"),
    (fact("-12"), "inline-number-illegible", "ix11.10.1.2:nonFractionNegative"),
    (fact("1,2"), "inline-number-illegible", ""),
    (fact("1", 'sign="+"'), "inline-attribute-invalid", ""),
    (fact("1", 'colour="red"'), "inline-attribute-invalid", ""),
    (fact("1", 'precision="3"'), "inline-attribute-invalid", "ix11.10.1.1:nonFraction"),
    (fact("1" + fact("2")), "inline-number-mixed", "ix11.10.1.2:nonFractionChildren"),
    (fact(fact("2", 'scale="1"')), "nested-number-disagreeing", "ix11.10.1.2:nestedNonFractionProperties"),
    ("<ix:exclude>x</ix:exclude>", "inline-element-misplaced", "ix11.5.1.1:excludeMisplaced"),
    ("<ix:numerator>1</ix:numerator>", "inline-element-misplaced", ""),
    ("<ix:wonder/>", "inline-element-misplaced", ""),
    ('<ix:continuation id="k">x</ix:continuation>', "continuation-unused", "ix11.4.1.2:continuationNotReferenced"),
    ('<ix:nonNumeric name="e:Note" contextRef="c" continuedAt="k"/>', "continuation-missing", "ix11.11.1.2:continuationMissing"),
    ('<ix:nonNumeric contextRef="c">x</ix:nonNumeric>', "inline-attribute-invalid", ""),
    ('<ix:nonNumeric name="q:Note" contextRef="c">x</ix:nonNumeric>', "inline-attribute-invalid", ""),
    ('<ix:nonNumeric name="e:Note" contextRef="c" tupleRef="t" order="1"/>', "inline-tuple-disordered", "ix11.15.1.2:tupleRefMissing"),
    ('<ix:tuple name="e:P" tupleID="t" tupleRef="t" order="1"/>', "inline-tuple-disordered", "ix11.15.1.2:tupleNestingCycle"),
    ('<ix:tuple name="e:P"><ix:nonNumeric name="e:Note" contextRef="c">x</ix:nonNumeric></ix:tuple>', "inline-tuple-disordered", "ix11.15.1.2:tupleMemberOrderMissing"),
    ('<ix:fraction name="e:R" contextRef="c" unitRef="u"/>', "inline-fraction-incomplete", "ix11.7.1.3:fractionTerms"),
    (terms("-1"), "inline-number-illegible", "ix11.7.1.3:fractionTermNegative"),
    (terms("<b>1</b>"), "inline-fraction-incomplete", "ix11.7.1.3:fractionTermDescendants"),
    (terms("1", '<ix:nonNumeric name="e:Note" contextRef="c">x</ix:nonNumeric>'), "inline-fraction-incomplete", "ix11.7.1.3:fractionDescendants"),
    (terms("1", '<ix:fraction name="e:R" contextRef="c" unitRef="u" xsi:nil="true"/>'), "inline-fraction-incomplete", "ix11.7.1.3:nestedFractionIsNil"),
    ('<ix:tuple name="e:P"/>', "inline-tuple-disordered", "ix11.15.1.2:tupleID"),
    (fact("1", 'order="1"'), "inline-tuple-disordered", "ix11.10.1.2:tupleOrder"),
    (fact("1", 'id="x"') + fact("1", 'id="x"'), "inline-id-duplicated", "ix11.10.1.2:uniqueIxId"),
    (fact("1", 'target="b"'), "inline-target-without-references", "ix11.12.1.2:missingReferences"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "check", "spec"), BROKEN)
def test_a_breach_is_reported_by_its_clause(body, check, spec):
    report = read(document(body))
    said = [*report.problems, *(p for other in report.others for p in other.problems)]
    assert (check, spec) in {(p.check, spec_of(p)) for p in said}
    assert len({p.check for p in said}) == 1


def test_attributes_of_references_conflict_by_their_whole_names():
    names = 'xmlns:a="urn:a" xmlns:b="urn:b"'
    apart = document(fact("1"), header=f'<ix:references {names} a:x="1" b:x="2"/>')
    again = document(fact("1"), header=f'<ix:references {names} a:x="1"/><ix:references {names} a:x="1"/>')
    code = "ix11.12.1.2:referencesAttributeDuplication"
    assert (spoken(read(apart)), spoken(read(again))) == ([], [("inline-references-conflicting", code)])


def test_a_nil_fact_that_has_no_accuracy_to_state_is_told_so_once():
    nil = '<ix:nonNumeric name="e:Note" contextRef="c" decimals="0" xsi:nil="true"/>'
    assert spoken(read(document(nil))) == [("inline-attribute-invalid", "")]
    number = fact("", 'xsi:nil="true"')
    assert spoken(read(document(number))) == [("inline-attribute-invalid", "ix11.10.1.1:nonFraction")]


def test_what_continues_nowhere_is_in_no_circle_with_a_continuation_without_an_id():
    report = read(document(fact("1") + "<ix:continuation>x</ix:continuation>"))
    assert [(one.check, one.variant) for one in report.problems] == [
        ("inline-attribute-invalid", "missing"),
        ("continuation-unused", ""),
    ]


def test_continuations_in_a_circle_end():
    body = (
        '<ix:nonNumeric name="e:Note" contextRef="c" continuedAt="a">x</ix:nonNumeric>'
        '<ix:continuation id="a" continuedAt="b">y</ix:continuation><ix:continuation id="b" continuedAt="a">z</ix:continuation>'
    )
    report = read(document(body))
    assert report.texts == ["xyz"]
    assert ("continuation-disordered", "ix11.4.1.2:continuationCycle") in spoken(report)


def test_a_relationship_to_nothing_is_reported():
    report = read(document(fact("1", 'id="f"'), resources='<ix:relationship fromRefs="f g" toRefs="n"/>'))
    assert sorted(spoken(report)) == [
        ("inline-relationship-broken", "ix11.13.1.2:relationshipFromRef"),
        ("inline-relationship-broken", "ix11.13.1.2:relationshipToRef"),
    ]


def test_a_document_without_header_is_reported():
    text = document(fact("1")).decode()
    start, end = text.index("<ix:header>"), text.index("</ix:header>")
    report = read((text[:start] + text[end + 12 :]).encode())
    assert ("inline-header-missing", "ix11.8.1.3:missingHeader") in spoken(report)


def test_depth_does_not_matter():
    deep = "<div>" * 20000 + fact("1") + "</div>" * 20000
    assert read(document(deep)).texts == ["1"]


# --- real filings -------------------------------------------------------------------------------
@pytest.mark.shared
@pytest.mark.parametrize(("folder", "facts"), [("inline-dfin-2021-8k", 22), ("inline-cmg-2020q1", 502)])
def test_a_filing_reads_as_what_the_sec_extracted_from_it(shared, folder, facts):
    from validator.readers.xml import xbrl_xml

    (path,) = (shared / "filings" / folder).glob("*.htm")
    extracted = path.with_name(path.name + ".xml")
    ours, theirs = (
        document_set.read(str(path), path.read_bytes(), None),
        xbrl_xml.read(str(extracted), extracted.read_bytes()),
    )

    def said(report):
        return {
            report.ids[row]: (
                report.concepts[row],
                report.fact(row).context.key,
                report.fact(row).unit and report.fact(row).unit.key,
                report.decimals[row],
                report.nils[row],
                scaled(*report.number(row)) if report.unit_refs[row] and not report.nils[row] else report.texts[row],
            )
            for row in range(len(report))
        }

    assert ours.problems == []
    assert len(ours) == facts
    assert said(ours) == said(theirs)
    assert [(n.text, sorted(ours.ids[r] for r in n.rows)) for n in ours.footnotes] == [
        (n.text, sorted(theirs.ids[r] for r in n.rows)) for n in theirs.footnotes
    ]
