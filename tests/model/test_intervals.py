"""Intervals, value for value; tests/properties/test_intervals.py has the laws."""

from __future__ import annotations

from fractions import Fraction

import pytest

from validator.model.intervals import EMPTY, EVERYTHING, ZERO, Interval, exactly, plain, ratio, rounded, scaled

HALF = Fraction(1, 2)


def above(low, high=None):
    """From a number on, without it."""
    return Interval(low, high, low_open=True)


def below(high, low=None):
    """Up to a number, without it."""
    return Interval(low, high, high_open=True)


def between(low, high):
    """Between two numbers, without either."""
    return Interval(low, high, low_open=True, high_open=True)


@pytest.mark.parametrize(
    ("made", "number"),
    [
        (scaled(12, 3), 12000),
        (scaled(12, 0), 12),
        (scaled(12, -1), Fraction(6, 5)),
        (scaled(1200, -2), 12),
        (scaled(-7, -3), Fraction(-7, 1000)),
        (plain(Fraction(4, 2)), 2),
        (plain(Fraction(1, 2)), HALF),
        (ratio(6, 3), 2),
        (ratio(1, 2), HALF),
        (Interval(1, 2).middle, Fraction(3, 2)),
        (Interval(1, 3).middle, 2),
        (Interval(None, 3).middle, None),
        (Interval(1, None).middle, None),
    ],
)
def test_numbers_are_exact_and_whole_ones_are_integers(made, number):
    assert (made, type(made)) == (number, type(number))


@pytest.mark.parametrize(
    ("interval", "inside", "outside"),
    [
        (Interval(1, 3), (1, 2, 3), (0, 4)),
        (between(1, 3), (2,), (1, 3)),
        (above(1), (Fraction(9, 8), 10**9), (1, 0)),
        (below(1), (0, -(10**9)), (1, 2)),
        (EVERYTHING, (0, -(10**9), 10**9), ()),
        (EMPTY, (), (0, HALF, 1)),
    ],
)
def test_what_lies_in_an_interval(interval, inside, outside):
    assert [number in interval for number in (*inside, *outside)] == [True] * len(inside) + [False] * len(outside)


@pytest.mark.parametrize(
    ("interval", "empty", "point"),
    [
        (exactly(1), False, True),
        (above(1, 1), True, False),
        (below(1, 1), True, False),
        (between(1, 1), True, False),
        (Interval(1, 2), False, False),
        (Interval(2, 1), True, False),
        (Interval(None, 1), False, False),
        (Interval(1, None), False, False),
        (EVERYTHING, False, False),
    ],
)
def test_what_is_empty_and_what_is_a_point(interval, empty, point):
    assert (interval.empty, interval.point) == (empty, point)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (Interval(1, 3).meet(between(2, 3)), between(2, 3)),
        (between(1, 3).meet(Interval(1, 3)), between(1, 3)),
        (Interval(None, 3).meet(Interval(1, None)), Interval(1, 3)),
        (Interval(1, 2).join(Interval(4, 5)), Interval(1, 5)),
        (between(1, 2).join(Interval(1, 2)), Interval(1, 2)),
        (between(1, 2).join(between(1, 2)), between(1, 2)),
        (between(1, 5).join(Interval(2, 3)), between(1, 5)),
        (Interval(None, 1).join(Interval(2, None)), EVERYTHING),
        (EMPTY.join(Interval(2, 3)), Interval(2, 3)),
        (Interval(2, 3).join(EMPTY), Interval(2, 3)),
        (Interval(1, 2) + between(3, 4), between(4, 6)),
        (above(1) + Interval(2, 3), above(3)),
        (Interval(1, 2) - above(3, 5), below(-1, -4)),
        (EMPTY + Interval(1, 9), EMPTY),
        (Interval(1, 9) + EMPTY, EMPTY),
        (Interval(1, 9) - EMPTY, EMPTY),
        (EMPTY + EMPTY, EMPTY),
        (-above(1, 2), below(-1, -2)),
        (-Interval(None, 2), Interval(-2, None)),
        (between(1, 2).times(3), between(3, 6)),
        (above(1, 2).times(-3), below(-3, -6)),
        (between(1, 2).times(0), ZERO),
        (EMPTY.times(0), EMPTY),
    ],
)
def test_sets_and_sums(made, expected):
    assert made == expected


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (Interval(2, 3) * Interval(4, 5), Interval(8, 15)),
        (Interval(-2, 3) * Interval(-5, 4), Interval(-15, 12)),
        (Interval(2, 3) * between(-2, 4), between(-6, 12)),
        (between(2, 3) * exactly(-2), between(-6, -4)),
        (Interval(HALF, 3) * Interval(2, None), Interval(1, None)),
        (Interval(-3, -HALF) * Interval(2, None), Interval(None, -1)),
        (Interval(None, -HALF) * Interval(None, -HALF), Interval(Fraction(1, 4), None)),
        (Interval(None, 1) * Interval(2, 3), Interval(None, 3)),
        (EVERYTHING * Interval(2, 3), EVERYTHING),
        (EVERYTHING * ZERO, ZERO),
        (above(0, 1) * above(0, 1), above(0, 1)),
        (above(0, 1) * Interval(0, 1), Interval(0, 1)),
        (between(-1, 1) * between(-1, 1), between(-1, 1)),
        (Interval(-1, 1) * below(1, -1), Interval(-1, 1)),
        (above(-1, 1) * Interval(-1, 1), Interval(-1, 1)),
        (EMPTY * EVERYTHING, EMPTY),
        (EVERYTHING * EMPTY, EMPTY),
        (EMPTY / Interval(1, 2), EMPTY),
        (Interval(1, 2) / EMPTY, EMPTY),
        (EMPTY / EMPTY, EMPTY),
        (ZERO / ZERO, EMPTY),
        (ZERO / EVERYTHING, ZERO),
        (Interval(1, 2).reciprocal(), Interval(HALF, 1)),
        (above(2).reciprocal(), between(0, HALF)),
        (Interval(None, -2).reciprocal(), below(0, -HALF)),
        (below(-2, -4).reciprocal(), above(-HALF, Fraction(-1, 4))),
        (above(0, 2).reciprocal(), Interval(HALF, None)),
        (below(0, -2).reciprocal(), Interval(None, -HALF)),
        (Interval(-1, 1).reciprocal(), EVERYTHING),
        (ZERO.reciprocal(), EMPTY),
        (EMPTY.reciprocal(), EMPTY),
        (between(2, 3) ** 3, between(8, 27)),
        (Interval(-2, 3) ** 2, Interval(0, 9)),
        (Interval(-3, 2) ** 3, Interval(-27, 8)),
        (Interval(None, 2) ** 3, Interval(None, 8)),
        (Interval(-2, None) ** 3, Interval(-8, None)),
        (Interval(2, 4) ** -1, Interval(Fraction(1, 4), HALF)),
        (Interval(2, 3) ** 0, exactly(1)),
        (EMPTY**0, EMPTY),
        (EMPTY**2, EMPTY),
    ],
)
def test_products_quotients_and_powers(made, expected):
    assert made == expected


@pytest.mark.parametrize(
    ("interval", "expected"),
    [
        (above(0, 3), above(0, 3)),
        (above(HALF, 3), above(HALF, 3)),
        (above(-1, 3), Interval(0, 3)),
        (above(-3, 3), Interval(0, 3)),
        (above(-3, 2), below(3, 0)),
        (above(-HALF, HALF), Interval(0, HALF)),
        (below(0, -3), above(0, 3)),
        (below(-HALF, -3), above(HALF, 3)),
        (below(1, -3), Interval(0, 3)),
        (Interval(None, 1), Interval(0, None)),
        (Interval(-1, None), Interval(0, None)),
        (EMPTY, EMPTY),
    ],
)
def test_magnitudes(interval, expected):
    assert abs(interval) == expected


@pytest.mark.parametrize(
    ("a", "b", "smaller", "larger"),
    [
        (Interval(1, 4), Interval(2, 3), Interval(1, 3), Interval(2, 4)),
        (between(1, 4), Interval(1, 4), below(4, 1), above(1, 4)),
        (Interval(None, 4), Interval(2, None), Interval(None, 4), Interval(2, None)),
        (EMPTY, Interval(2, 3), EMPTY, EMPTY),
        (Interval(2, 3), EMPTY, EMPTY, EMPTY),
    ],
)
def test_the_smaller_and_the_larger(a, b, smaller, larger):
    assert (a.smaller(b).empty, a.larger(b).empty) == (smaller.empty, larger.empty)
    if not smaller.empty:
        assert (a.smaller(b), a.larger(b)) == (smaller, larger)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (1000, -3, Interval(500, 1500)),
        (10, -1, Interval(5, 15)),
        (5, 0, Interval(Fraction(9, 2), Fraction(11, 2))),
        (5, 1, Interval(Fraction(99, 20), Fraction(101, 20))),
        (HALF, 0, Interval(0, 1)),
        (HALF, 2, Interval(Fraction(99, 200), Fraction(101, 200))),
        (5, None, exactly(5)),
    ],
)
def test_what_rounds_to_a_value(value, decimals, expected):
    assert rounded(value, decimals) == expected
