"""A DTS part of which cannot be had: what closes over it is left open, and the complete DTS is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.dts.test_taxonomy import BODY, ITEM, SCHEMA, arc, link, names, read, write
from validator.finding import Verdict
from validator.model.names import PARENT_CHILD, SUMMATION_10, SUMMATION_11
from validator.run import Options, run

if TYPE_CHECKING:
    from pathlib import Path

    from validator.finding import Outcome

BASE = SCHEMA.replace("http://t.example", "http://base.example")
IMPORT = '<xs:import namespace="http://base.example" schemaLocation="base.xsd"/>'
PAGE = "<html><head><title>Proxy</title></head><body><p>{}</p></body></html>"
TOTAL = "http://www.xbrl.org/2003/role/totalLabel"
REPORT = """<xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase"
  xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:t="http://t.example" xmlns:b="http://base.example"
  xmlns:iso4217="http://www.xbrl.org/2003/iso4217">
<link:schemaRef xlink:type="simple" xlink:href="t.xsd"/>
<xbrli:context id="c"><xbrli:entity><xbrli:identifier scheme="http://e.example">E</xbrli:identifier></xbrli:entity>
<xbrli:period><xbrli:instant>2024-12-31</xbrli:instant></xbrli:period></xbrli:context>
<xbrli:unit id="u"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>
<t:A contextRef="c" unitRef="u" decimals="0">100</t:A>
<t:B contextRef="c" unitRef="u" decimals="0">60</t:B>
<b:P contextRef="c" unitRef="u" decimals="0">{}</b:P>
</xbrli:xbrl>"""


def summed(folder: Path, base: str | None, part: int, arcrole: str, more: str = "") -> Outcome:
    """Check A = B + P, where P is declared in base.xsd: its text, or None where it is not there."""
    arcs = arc("calculation", arcrole, "A", "B", 'weight="1"') + arc("calculation", arcrole, "A", "P", 'weight="1"')
    links = link(
        "calculation", f'<link:loc xlink:type="locator" xlink:href="base.xsd#t_P" xlink:label="P"/>{arcs}{more}'
    )
    write(folder, f"{IMPORT}{BODY}", links)
    if base is not None:
        (folder / "base.xsd").write_text(base)
    (folder / "r.xbrl").write_text(REPORT.format(part))
    return run([str(folder / "r.xbrl")], Options(store=False))


@pytest.mark.parametrize("arcrole", [SUMMATION_10, SUMMATION_11])
@pytest.mark.parametrize(
    ("base", "part", "verdict", "code"),
    [
        (BASE.format(body=ITEM.format(n="P"), appinfo=""), 40, Verdict.HOLDS, ""),
        (BASE.format(body=ITEM.format(n="P"), appinfo=""), 30, Verdict.FAILS, ""),
        (None, 40, Verdict.INDETERMINATE, "TX101"),
        (None, 30, Verdict.INDETERMINATE, "TX101"),
        (PAGE.format("no <br> end"), 40, Verdict.INDETERMINATE, "TX102"),
        (PAGE.format("well-formed"), 40, Verdict.INDETERMINATE, "TX101"),
    ],
)
def test_a_sum_with_a_part_that_could_not_be_had_is_open(
    tmp_path: Path, arcrole: str, base: str | None, part: int, verdict: Verdict, code: str
) -> None:
    outcome = summed(tmp_path, base, part, arcrole)
    assert [tie.verdict for tie in outcome.results[0].ties] == [verdict]
    sums = "CA201" if arcrole == SUMMATION_10 else "CA101"
    expected = {code} if code else {sums} if verdict is Verdict.FAILS else set()
    assert {one.code for one in outcome.findings} - {"NE212"} == expected
    if verdict is Verdict.INDETERMINATE:
        assert outcome.left_open == {"a part is declared in a document that could not be had": 1}


def test_a_lost_part_that_is_prohibited_is_no_part(tmp_path: Path) -> None:
    more = arc("calculation", SUMMATION_10, "A", "P2", 'weight="1" use="prohibited"')
    locator = '<link:loc xlink:type="locator" xlink:href="base.xsd#t_P" xlink:label="P2"/>'
    outcome = summed(tmp_path, None, 40, SUMMATION_10, locator + more)
    assert [tie.verdict for tie in outcome.results[0].ties] == [Verdict.FAILS]


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [("label", Verdict.FAILS), ("presentation", Verdict.FAILS), ("calculation", Verdict.INDETERMINATE)],
)
def test_a_lost_linkbase_opens_what_its_kind_of_link_decides(tmp_path: Path, kind: str, verdict: Verdict) -> None:
    appinfo = (
        f'<link:linkbaseRef xlink:type="simple" xlink:href="lost.xml"'
        f' xlink:role="http://www.xbrl.org/2003/role/{kind}LinkbaseRef"'
        ' xlink:arcrole="http://www.w3.org/1999/xlink/properties/linkbase"/>'
    )
    write(tmp_path, BODY, link("calculation", arc("calculation", SUMMATION_10, "A", "B", 'weight="1"')), appinfo)
    text = REPORT.format(1)
    first = text.index("<b:P")
    (tmp_path / "r.xbrl").write_text(text[:first] + text[text.index("</xbrli:xbrl>") :])
    outcome = run([str(tmp_path / "r.xbrl")], Options(store=False))
    assert [tie.verdict for tie in outcome.results[0].ties] == [verdict]


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("", ["preferred-label-missing"]),
        ("calculation", ["unresolvable-reference", "preferred-label-missing"]),
        ("label", ["unresolvable-reference"]),
        ("other", ["unresolvable-reference"]),
    ],
)
def test_a_label_is_missed_only_where_all_labels_are_had(tmp_path: Path, reference: str, expected: list[str]) -> None:
    role = "" if reference == "other" else f' xlink:role="http://www.xbrl.org/2003/role/{reference}LinkbaseRef"'
    appinfo = (
        f'<link:linkbaseRef xlink:type="simple" xlink:href="lost.xml"{role}'
        ' xlink:arcrole="http://www.w3.org/1999/xlink/properties/linkbase"/>'
    )
    arcs = arc("presentation", PARENT_CHILD, "A", "B", f'preferredLabel="{TOTAL}"')
    write(tmp_path, BODY, link("presentation", arcs), appinfo if reference else "")
    assert sorted(names(read(tmp_path))) == sorted(expected)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", {"component-not-declared"}),  # a schema that was never there
        ("lost", {"unresolvable-reference"}),
    ],
)
def test_a_concept_of_a_type_that_could_not_be_had_is_of_no_other_kind(
    tmp_path: Path, more: str, expected: set[str]
) -> None:
    item = ITEM.format(n="D").replace('type="xbrli:monetaryItemType"', 'type="b:money" xmlns:b="http://base.example"')
    arcs = arc("calculation", SUMMATION_10, "A", "D", 'weight="1"')
    write(tmp_path, f"{IMPORT if more else ''}{BODY}{item}", link("calculation", arcs, "ABD"))
    seen = set(names(read(tmp_path)))
    assert seen >= expected
    if more:
        assert seen == expected
