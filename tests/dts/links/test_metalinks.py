"""What MetaLinks.json tells of concepts whose schemas cannot be had; whatever is in it, it is read or said why not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.dts.links.test_assumed import URL, summed, told
from tests.dts.test_incomplete import REPORT
from tests.dts.test_taxonomy import BODY, ITEM, arc, link, write
from validator.finding import Severity, Verdict
from validator.model.names import SUMMATION_10
from validator.run import Options, run

if TYPE_CHECKING:
    from pathlib import Path

P = {"xbrltype": "monetaryItemType", "nsuri": "http://base.example", "localname": "P", "crdr": "debit"}


def beside(folder: Path, text: str | bytes) -> list[tuple[str, str, Severity]]:
    """Check A = B + P beside a MetaLinks.json; return what is found of it, and by it."""
    (folder / "MetaLinks.json").write_bytes(text.encode() if isinstance(text, str) else text)
    outcome = summed(folder, f"{URL}#x9", 30)
    return [
        (one.code, one.message, one.severity) for one in outcome.findings if one.code in ("TX121", "UN302", "NE409")
    ]


def links(*tags: object) -> str:
    """Write a MetaLinks.json of as many instances as there are tags."""
    return json.dumps({"version": "2.2", "instance": {f"{n}.htm": {"tag": one} for n, one in enumerate(tags)}})


def test_names_are_told_and_marked(tmp_path: Path) -> None:
    (tmp_path / "MetaLinks.json").write_text(links({"x9": P}))
    outcome = summed(tmp_path, f"{URL}#x9", 30)
    assert told(outcome)[:2] == ([Verdict.FAILS], 1)
    (found,) = (one for one in outcome.findings if one.code == "CA201")
    assert "its concepts could not be had: their names are assumed by MetaLinks.json" in found.notes
    assert found.severity is Severity.WARNING


def test_it_is_read_only_where_a_schema_is_lost(tmp_path: Path) -> None:
    (tmp_path / "MetaLinks.json").write_text("no JSON")
    write(tmp_path, BODY, link("calculation", arc("calculation", SUMMATION_10, "A", "B", 'weight="1"')))
    text = REPORT.format(1)
    (tmp_path / "r.xbrl").write_text(text[: text.index("<b:P")] + "</xbrli:xbrl>")
    assert "TX121" not in {one.code for one in run([str(tmp_path / "r.xbrl")], Options(store=False)).findings}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it is no JSON: Expecting value: line 1 column 1 (char 0)"),
        ("{", "it is no JSON: "),
        (b"\xff\xfe\xff", "it is no JSON: "),
        ("[" * 200_000, "it is nested too deeply"),
        ("[]", "it has no object of instances"),
        ('{"instance": 1}', "it has no object of instances"),
        ('{"instance": {"a": 1}}', "of MetaLinks.json 1 entries are left out"),
        ('{"instance": {"a": {}, "b": {"tag": 7}}}', "of MetaLinks.json 2 entries are left out"),
        (links({"x9": 1, "x8": {}, "x7": {"nsuri": "u", "localname": "a b"}}), "3 entries are left out"),
        (links({"x9": {**P, "nsuri": 1}}), "1 entries are left out"),
        (links({"x9": {**P, "xbrltype": 1e999, "crdr": 12345678901234567890}}), ""),
        ('{"instance": {"a": {"tag": {}, "elementCount": ' + "9" * 6000 + "}}}", ""),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, text: str | bytes, said: str) -> None:
    found = [(message, level) for code, message, level in beside(tmp_path, text) if code == "TX121"]
    assert len(found) == bool(said)
    assert all(said in message and level is Severity.WARNING for message, level in found)


def test_what_lies_elsewhere_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "filing").mkdir()
    (tmp_path / "elsewhere.json").write_text(links({"x9": P}))
    (tmp_path / "filing" / "MetaLinks.json").symlink_to(tmp_path / "elsewhere.json")
    outcome = summed(tmp_path / "filing", f"{URL}#x9", 40)
    assert told(outcome)[:2] == ([Verdict.INDETERMINATE], 0)
    assert [one.message.partition(": ")[2][:24] for one in outcome.findings if one.code == "TX121"] == [
        "it lies outside the folder"[:24]
    ]


def test_two_instances_that_differ_tell_nothing(tmp_path: Path) -> None:
    (tmp_path / "MetaLinks.json").write_text(links({"x9": P}, {"x9": {**P, "localname": "Q"}}))
    assert told(summed(tmp_path, f"{URL}#x9", 40))[:2] == ([Verdict.INDETERMINATE], 0)
    (tmp_path / "MetaLinks.json").write_text(links({"x9": P}, {"x9": P}))
    assert told(summed(tmp_path, f"{URL}#x9", 40))[:2] == ([Verdict.HOLDS], 1)


@pytest.mark.parametrize(
    ("balance", "weight", "found"),
    [("debit", "1", 0), ("credit", "-1", 0), ("", "-1", 0), ("debit", "-1", 1), ("credit", "1", 1), ("debit", "0", 0)],
)
def test_weights_are_held_to_told_balances(tmp_path: Path, balance: str, weight: str, found: int) -> None:
    (tmp_path / "MetaLinks.json").write_text(links({"x9": {**P, "crdr": balance}}))
    locator = f'<link:loc xlink:type="locator" xlink:href="{URL}#x9" xlink:label="P"/>'
    arcs = link("calculation", locator + arc("calculation", SUMMATION_10, "A", "P", f'weight="{weight}"'))
    write(tmp_path, f'<xs:import namespace="http://base.example" schemaLocation="{URL}"/>{BODY}', arcs)
    (tmp_path / "r.xbrl").write_text(REPORT.format(1))
    outcome = run([str(tmp_path / "r.xbrl")], Options(store=False))
    told = [one for one in outcome.findings if one.code == "NE409"]
    assert [one.severity for one in told] == [Severity.WARNING] * found
    assert "NE403" not in {one.code for one in outcome.findings}


UNITS = {
    "u": "<xbrli:measure>iso4217:USD</xbrli:measure>",
    "s": "<xbrli:measure>xbrli:shares</xbrli:measure>",
    "p": "<xbrli:measure>xbrli:pure</xbrli:measure>",
    "e": "<xbrli:divide><xbrli:unitNumerator><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unitNumerator>"
    "<xbrli:unitDenominator><xbrli:measure>xbrli:shares</xbrli:measure></xbrli:unitDenominator></xbrli:divide>",
}


@pytest.mark.parametrize(
    ("kind", "unit", "variant"),
    [
        ("monetaryItemType", "u", ""),
        ("perShareItemType", "e", ""),
        ("sharesItemType", "s", ""),
        ("percentItemType", "p", ""),
        ("textBlockItemType", "", ""),
        ("ownItemType", "u", ""),  # what nobody knows is not judged
        ("ownItemType", "", ""),
        ("monetaryItemType", "", "has no unit"),
        ("textBlockItemType", "u", "has the unit"),
        ("domainItemType", "p", "has the unit"),
        ("monetaryItemType", "s", "is not registered"),
        ("perShareItemType", "u", "is not registered"),
        ("perShareItemType", "s", "is not registered"),
        ("sharesItemType", "u", "is not registered"),
    ],
)
@pytest.mark.parametrize("declared", [False, True])
def test_units_are_held_to_told_types(tmp_path: Path, kind: str, unit: str, variant: str, declared: bool) -> None:
    """Only where the schema is lost: what is declared is judged by its declaration."""
    (tmp_path / "MetaLinks.json").write_text(links({"x9": {**P, "xbrltype": kind}}))
    base = '<xs:import namespace="http://base.example" schemaLocation="base.xsd"/>'
    write(tmp_path, f"{base}{BODY}")
    if declared:
        write(tmp_path, ITEM.format(n="P"))
        text = (tmp_path / "t.xsd").read_text().replace("http://t.example", "http://base.example")
        (tmp_path / "base.xsd").write_text(text)
        write(tmp_path, f"{base}{BODY}")
    said = f'unitRef="{unit}" decimals="0"' if unit else ""
    text = REPORT.format(1).replace('<b:P contextRef="c" unitRef="u" decimals="0">', f'<b:P contextRef="c" {said}>')
    units = "".join(f'<xbrli:unit id="{key}">{measure}</xbrli:unit>' for key, measure in UNITS.items() if key != "u")
    (tmp_path / "r.xbrl").write_text(text.replace("<t:A", f"{units}<t:A", 1))
    outcome = run([str(tmp_path / "r.xbrl")], Options(store=False))
    found = [one for one in outcome.findings if one.code == "UN302"]
    assert len(found) == (bool(variant) and not declared)
    assert all(variant in one.message and one.severity is Severity.WARNING for one in found)
    if declared is False:
        assert {one.code for one in outcome.findings if one.severity is Severity.ERROR} == {"TX101"}
