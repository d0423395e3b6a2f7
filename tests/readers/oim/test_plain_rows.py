"""Rows of plain facts: the first of a kind is read with everything that can be wrong, and speaks for the others."""

from __future__ import annotations

import pytest

from tests.oim_documents import CASH, OPTIONS, QUARTER, SCHEMA, document, fact, spoken
from validator.readers.oim import xbrl_json

FLOW = {"concept": "t:Revenue", "entity": "e:A", "period": QUARTER, "unit": "iso4217:CNY"}
SOLD = {**FLOW, "concept": "t:Ratio", "unit": "xbrli:shares"}
TEXT = {"concept": "t:Text", "entity": "e:A", "period": QUARTER}


@pytest.fixture
def read(tmp_path, monkeypatch):
    """A report, and the ids of the facts that were read alone."""
    (tmp_path / "t.xsd").write_text(SCHEMA)
    alone = []
    whole = xbrl_json.Reader.fact

    def one(self, name, *given, **more):
        alone.append(name)
        whole(self, name, *given, **more)

    monkeypatch.setattr(xbrl_json.Reader, "fact", one)

    def of(*facts, **more):
        alone.clear()
        text = document({f"f{i}": one for i, one in enumerate(facts)}, **more)
        return xbrl_json.read(str(tmp_path / "r.json"), text.encode(), OPTIONS), list(alone)

    return of


def test_facts_that_share_all_but_the_concept_follow_the_first_of_their_kind(read):
    report, alone = read(*(fact(str(i), one) for i, one in enumerate((FLOW, FLOW, SOLD, SOLD, FLOW))))
    assert alone == ["f0", "f1", "f2"]  # the first of all, and the first that is plain of each concept
    assert report.texts == ["0", "1", "2", "3", "4"]


def test_decimals_are_of_a_kind_of_their_own(read):
    report, alone = read(*(fact("1", FLOW, **more) for more in ({}, {}, {}, {"decimals": 2}, {"decimals": -3}, {})))
    assert alone == ["f0", "f1", "f3"]  # with f3 the order of members is another
    assert report.decimals == ["INF", "INF", "INF", "2", "-3", "INF"]
    report, alone = read(*4 * [fact("x", TEXT)])
    assert (alone, report.decimals, report.units_of) == (["f0", "f1"], 4 * [""], 4 * [-1])


def test_what_is_wrong_with_one_is_said_of_each(read):
    report, alone = read(*4 * [fact("1", {**FLOW, "period": "2023"})], *3 * [fact("x", TEXT, decimals=1)])
    assert len(alone) == 7
    assert [name for name, _ in spoken(report)] == 4 * ["oim-period-illegible"] + 3 * ["oim-dimension-misplaced"]


def test_each_value_is_looked_at_where_it_must_be_canonical(read):
    promised = {"features": {"xbrl:canonicalValues": True}}
    report, alone = read(*(fact(text, CASH) for text in ("1.0", "1.0", "1.0", "01.0")), **promised)
    assert len(alone) == 4
    assert [problem.at.pointer for problem in report.problems] == ["/facts/f3/value"]


def test_places_and_pointers_are_those_of_names(read):
    report, alone = read(*4 * [fact("1", CASH)])
    assert alone == ["f0", "f1"]
    places = list(zip(report.lines, report.columns, report.pointers, strict=True))
    assert places[2:] == [(places[0][0] + 18, 3, "/facts/f2"), (places[0][0] + 27, 3, "/facts/f3")]
