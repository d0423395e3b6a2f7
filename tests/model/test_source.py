from __future__ import annotations

import pytest

from validator.model.source import Location, Problem, Refused, shown


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (Location("a.xml"), "a.xml"),
        (Location("a.xml", 3), "a.xml:3"),
        (Location("a.xml", 3, 7), "a.xml:3:7"),
        (Location("a.xml", 0, 7), "a.xml"),
        (Location("a.json", pointer="/facts/f1"), "a.json#/facts/f1"),
        (Location("a.htm", 3, 7, "f1"), "a.htm:3:7#f1"),
    ],
)
def test_a_place_is_told_without_what_is_unknown(at, said):
    assert str(at) == said


@pytest.mark.parametrize("text", ["", " v", "a\u00a0b", "x" * 60])
def test_a_text_is_shown_as_it_is(text):
    assert shown(text) == text


def test_a_long_text_is_shown_by_its_beginning():
    assert shown("x" * 61) == "x" * 57 + "..."


def test_what_is_refused_takes_the_first_place_it_is_given():
    refused = Refused("sqname-invalid/name", text="x")
    assert refused.placed(Location("a.json", 3)).placed(Location("b.json")).problem == Problem(
        "sqname-invalid", Location("a.json", 3), {"text": "x"}, (), "name"
    )
