"""Figures: what several facts say together, and which of them is odd."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.building import report, taxonomy
from validator.model.intervals import Interval
from validator.model.units import Unit
from validator.tieouts.figures import INCONSISTENT, OK, Figures, amount, shown_interval

COPY = st.tuples(
    st.sampled_from(["100", "101", "104", "100.0", "150", "1e2", "?"]), st.sampled_from(["0", "-1", "-2", "1", "INF"])
)


def copies(said):
    made = report([("A", 1)] * len(said), taxonomy({"R": {"T": {"A": 1}}}))
    made.texts[:] = [text for text, _ in said]
    made.decimals[:] = [decimals for _, decimals in said]
    made.nils[:] = [text == "?" for text, _ in said]
    return Figures(made)


@given(st.lists(COPY, min_size=2, max_size=9))
def test_the_odd_copies_are_those_without_which_the_others_agree(said):
    figures = copies(said)
    rows = tuple(range(len(said)))
    if figures.bounds(rows).state != INCONSISTENT:
        return
    rest = {row: tuple(one for one in rows if one != row) for row in rows}
    alone = [row for row in rows if figures.bounds(rest[row] if len(rows) > 2 else rest[row][0]).state == OK]
    assert list(figures.odd_ones(rows)) == alone


def test_of_many_copies_the_one_that_contradicts_all_others_is_odd():
    said = [("100", "0")] * 500 + [("104", "0")] + [("100", "-1")] * 500
    assert list(copies(said).odd_ones(tuple(range(1001)))) == [500]
    assert list(copies([("100", "0"), ("104", "0"), ("101", "0")]).odd_ones((0, 1, 2))) == []


@pytest.mark.parametrize(
    ("said", "row"),
    [
        ([("120", "-1"), ("123", "0"), ("100", "-2")], 1),
        ([("123", "0"), ("123", "0")], 0),
        ([("100", "-2"), ("120", "-1")], 1),
        ([("123", "0"), ("123", "INF"), ("123", "2")], 1),
    ],
)
def test_the_fact_that_tells_a_figure_to_the_most_digits(said, row):
    assert copies(said).fullest(tuple(range(len(said)))) == row


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (1, 2, "[1, 2]"),
        (Fraction(1, 3), Fraction(2, 3), "[≈0.333333, ≈0.666667]"),
        # income over shares: six digits do not tell the ends apart, eight do
        (Fraction(3173595500, 165195944), Fraction(3173596500, 165195944), "[≈19.211098, ≈19.211104]"),
        (Fraction(-2, 3), Fraction(-2, 3) + Fraction(1, 10**7), "[≈-0.6666667, ≈-0.6666666]"),
        (Fraction(1, 3), Fraction(1, 3) + Fraction(1, 10**12), "[≈0.333333333333, ≈0.333333333334]"),
        (Fraction(1, 3), Fraction(1, 3) + Fraction(1, 10**20), "≈0.333333"),
        (Fraction("0.5"), Fraction(1, 2) + Fraction(1, 3 * 10**9), "[0.5, ≈0.5000000003]"),
    ],
)
def test_the_ends_of_an_interval_are_told_apart(low, high, told):
    assert shown_interval(Interval(low, high)) == told


@pytest.mark.parametrize(
    ("value", "decimals", "unit", "expected"),
    [
        (2_896_054_000, -3, "USD", "USD 2,896,054 thousand"),
        (-45_000, -3, "USD", "USD -45 thousand"),
        (190_400_000, -5, "CNY", "CNY 190.4 million"),
        (400_000, -4, "CNY", "CNY 0.4 million"),
        (19_600_000, -6, "USD", ""),  # it has a digit that its decimals leave out
        (123_100_000_000, -8, "CNY", "CNY 123.1 billion"),
        (3 * 10**20, -18, "CNY", "CNY 300,000,000 trillion"),
        (18_504_000, -3, "shares", "18,504 thousand shares"),
        (0, -3, "USD", "USD 0 thousand"),
        (2_896_054_100, -2, "USD", ""),  # hundreds are told in full
        (2_896_054_000, None, "USD", ""),
        (Fraction(1, 3), -3, "USD", ""),
        (None, -3, "USD", ""),
    ],
)
def test_an_amount_in_the_scale_it_is_known_to(value, decimals, unit, expected):
    assert amount(value, decimals, Unit.of(unit, "u")) == expected
