"""Printed numbers are read exactly."""

from __future__ import annotations

import pytest

from validator.understanding.words.numbers import lexical


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
