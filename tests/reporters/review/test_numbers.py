"""Numbers on the page: exact where a reader can take them in."""

from __future__ import annotations

from fractions import Fraction

import pytest

from validator.model.intervals import Interval
from validator.reporters.review.numbers import decimal, interval


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (0, "0"),
        (-1234567, "−1,234,567"),
        (Fraction(5, 2), "2.5"),
        (Fraction(-1, 8), "−0.125"),
        (Fraction(1, 3), "0.33333333…"),
        (10**60 - 1, f"{10**60 - 1:,}"),
        (10**60, "10^60 or more"),
        (Fraction(-(10**61) * 2 - 1, 2), "−10^60 or more"),
    ],
)
def test_a_number_in_digits(number, told):
    assert decimal(number) == told


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (None, ""),
        (Interval(7, 7), "7"),
        (Interval(1, 2, low_open=True, high_open=False), "(1, 2]"),
        (Interval(None, 0, low_open=False, high_open=True), "[−∞, 0)"),
        (Interval(Fraction(1, 2), None), "[0.5, ∞]"),
    ],
)
def test_an_interval(one, told):
    assert interval(one) == told
