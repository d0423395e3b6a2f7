"""A report written as xBRL-JSON reads back as the same report, and always as the same bytes."""

from __future__ import annotations

import json

import pytest

from tests.oim_documents import CASH, OPTIONS, QUARTER, SCHEMA, document, fact, spoken
from tests.reports import model
from validator.readers.oim import xbrl_json
from validator.writers.oim import Unwritable
from validator.writers.xbrl_json import write

FACTS = {
    "a": fact("4281", decimals=-3, links={"footnote": {"_": ["n"]}, "explanatoryFact": {"_": ["c"]}}),
    "b": fact(None),
    "c": fact(
        "1.50", {**CASH, "t:Region": "t:North", "t:Branch": 'a<b>&"', "unit": "iso4217:CNY/(xbrli:pure*xbrli:shares)"}
    ),
    "d": fact("0.25", {"concept": "t:Ratio", "period": QUARTER}),
    "e": fact("text\nwith é", {"concept": "t:Text", "entity": "e:A", "language": "fr"}),
    "n": {"value": "a &amp; b", "dimensions": {"concept": "xbrl:note", "language": "en", "noteId": "n"}},
}


@pytest.fixture
def read(tmp_path):
    (tmp_path / "t.xsd").write_text(SCHEMA)
    return lambda text: xbrl_json.read(str(tmp_path / "r.json"), text.encode(), OPTIONS)


def test_what_is_written_reads_back(read):
    report = read(document(FACTS))
    assert spoken(report) == []
    again = read(write(report))
    assert spoken(again) == []
    assert model(again) == model(report)


def test_the_same_report_gives_the_same_bytes(read):
    once = write(read(document(FACTS)))
    assert write(read(once)) == once


def test_the_text_says_what_the_specification_asks(read):
    said = json.loads(write(read(document({"a": FACTS["a"] | {"links": {}}}))))
    assert said == {
        "documentInfo": {
            "documentType": "https://xbrl.org/2021/xbrl-json",
            "namespaces": {
                "e": "http://example.com/entities",
                "iso4217": "http://www.xbrl.org/2003/iso4217",
                "t": "http://example.com/t",
            },
            "taxonomy": ["t.xsd"],
        },
        "facts": {"a": {"value": "4281", "decimals": -3, "dimensions": CASH}},
    }


def test_a_taxonomy_is_found_from_another_folder(read, tmp_path):
    report = read(document(FACTS))
    assert json.loads(write(report, str(tmp_path / "out")))["documentInfo"]["taxonomy"] == ["../t.xsd"]


def test_a_tuple_has_no_place(read):
    report = read(document({"a": fact()}))
    report.parents[0] = 0
    with pytest.raises(Unwritable, match="tuple"):
        write(report)
