"""Printed numbers are read exactly."""

from __future__ import annotations

import re

import pytest

from validator.understanding.words.numbers import GROUPED, digits, lexical


@pytest.mark.parametrize(
    ("mantissa", "exponent", "text"),
    [
        (5, 3, "5000"),
        (356, -2, "3.56"),
        (-25, -2, "-0.25"),
        (350, -2, "3.50"),
        (0, -3, "0.000"),
        (0, 3, "0"),
        (1, 0, "1"),
    ],
)
def test_a_value_is_written_with_the_places_it_has(mantissa, exponent, text):
    assert lexical(mantissa, exponent) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,2", None),
        ("1234,567", None),
        ("1,23,45", None),
        ("1,111,11", None),
        ("1" + ",11" * 6 + ",111", None),  # beyond any amount: what has no end is not looked through
        ("1,234,567", 1_234_567),
        ("1'234'567", 1_234_567),
        ("1\u2019234", 1_234),
        ("12,34,567", 1_234_567),
        ("1" + ",11" * 5 + ",111", 11_111_111_111_111),
    ],
)
def test_digits_are_grouped_by_thousands_or_as_lakhs_and_crores(text, value):
    found = re.fullmatch(GROUPED, text)
    assert (None if found is None else digits(text)[0]) == value
