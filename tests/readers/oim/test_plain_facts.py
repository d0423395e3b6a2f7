"""Plain facts: which are found in runs, and what makes one that is not."""

from __future__ import annotations

import itertools
import json

import pytest

from validator.readers.oim.json_text import Source
from validator.readers.oim.plain_facts import Facts

SAID = {"concept": "t:Cash", "entity": "e:A", "period": "2023-10-01T00:00:00"}


def fact(order=("value", "decimals", "dimensions"), **other):
    parts = {"value": "1", "decimals": -3, "dimensions": SAID}
    return {name: parts[name] for name in order} | other


def found(text):
    """The facts of a text, and where they end."""
    facts = Facts(Source("r.json", text.encode()))
    return facts, facts.read(0)


def plain(*facts, **layout):
    """Which of some facts are plain, in turn."""
    text = json.dumps({f"f{i}": one for i, one in enumerate(facts)}, **layout)
    read, end = found(text)
    assert end == len(text)
    assert read.names == [f"f{i}" for i in range(len(facts))]
    return [rest is not None for rest in read.rests]


@pytest.mark.parametrize("layout", [{}, {"indent": 1}, {"separators": (",", ":")}], ids=["line", "lines", "bare"])
@pytest.mark.parametrize("order", [*itertools.permutations(("value", "decimals", "dimensions"))], ids="-".join)
def test_facts_in_the_order_of_the_first_are_plain_however_they_are_laid_out(order, layout):
    assert plain(fact(order), fact(order), fact(order), **layout) == [False, True, True]
    bare = tuple(name for name in order if name != "decimals")
    assert plain(fact(order), fact(bare), fact(order), **layout) == [False, True, True]


def test_the_concept_may_stand_anywhere_among_the_dimensions():
    last = {name: SAID[name] for name in ("entity", "period", "concept")}
    assert plain(fact(), fact(dimensions=last), fact(dimensions=last), fact(dimensions=last)) == [
        False, False, True, True,
    ]  # fmt: skip
    assert plain(*3 * [fact(dimensions=last)]) == [False, True, True]


def test_what_a_fact_says_is_kept_as_written():
    text = json.dumps(
        {"a": fact(), "b": fact(), "c": fact(("value", "dimensions"), value="é concept")}, ensure_ascii=False
    )
    read, _ = found(text)
    assert (read.names, read.values, read.decimals) == (["a", "b", "c"], ["", "1", "é concept"], ["", "-3", ""])


@pytest.mark.parametrize(
    "other",
    [
        {"value": None}, {"value": 1}, {"value": 'a"b'}, {"value": "a\\b"}, {"decimals": None}, {"decimals": 1.5},
        {"decimals": 1234567}, {"decimals": True}, {"links": {}}, {"t:x": 1}, {"dimensions": {}},
        {"dimensions": SAID | {"t:Branch": "a}b"}}, {"dimensions": SAID | {"t:Branch": "a\nb"}},
        {"dimensions": SAID | {"concept": 1}}, {"dimensions": SAID | {"concept": 'a"b'}},
    ],
)  # fmt: skip
def test_whatever_is_not_plain_is_left_to_be_read_alone(other):
    assert plain(fact(), fact(**other), fact()) == [False, False, True]


def test_a_name_that_stands_twice_makes_no_plain_fact():
    one = json.dumps(fact())
    twice = one.replace('"entity"', '"concept": "t:Cash", "entity"')
    read, _ = found(f'{{"a": {one}, "b": {one}, "b": {one}, "c": {twice}, "d": {twice}, "e": {one}}}')
    assert [name for name, rest in zip(read.names, read.rests, strict=True) if rest is not None] == ["e"]


@pytest.mark.parametrize("slip", ['"1"x', '"1\t"', '"1', '"1",', "NaN", '"\\ud800"', "[" * 100 + "]" * 100])
def test_what_is_no_json_is_left_to_be_read_as_a_whole(slip):
    text = json.dumps({"a": fact(), "b": fact(), "c": fact()})
    for at in (text.index('"1"'), text.rindex('"1"')):
        read, end = found(text[:at] + slip + text[at + 3 :])
        assert (end is None) == (slip != '"\\ud800"')
        assert end is None or read.rests.count(None) == 2 - (at == text.index('"1"'))
