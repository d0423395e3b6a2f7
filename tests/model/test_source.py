from __future__ import annotations

import pytest

from validator.model.source import Location


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
