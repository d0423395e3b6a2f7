"""Months by their names."""

from __future__ import annotations

import pytest

from validator.understanding.words.months import ABROAD, number_of


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Jan", 1), ("september", 9), ("Sept", 9), ("MÄRZ", 3), ("mars", 3), ("marzo", 3), ("Mai", 5), ("May", 5),
        ("juin", 6), ("juillet", 7), ("giugno", 6), ("août", 8), ("settembre", 9), ("Oktober", 10), ("diciembre", 12),
    ],
)  # fmt: skip
def test_a_month_has_its_number(name: str, number: int) -> None:
    assert number_of(name) == number


@pytest.mark.parametrize("name", ["Monat", "x", ""])
def test_what_is_no_month_has_none(name: str) -> None:
    with pytest.raises(ValueError, match="not in tuple"):
        number_of(name)


def test_every_month_is_named_abroad() -> None:
    assert sorted(set(ABROAD.values())) == list(range(1, 13))
