"""Printed numbers are read exactly."""

from __future__ import annotations

import pytest

from validator.understanding.words.numbers import Printed, lexical, printed


@pytest.mark.parametrize(
    "text", ["", "-", "abc", "1,23", "12,3456", "(1", "1)", "1 2", "1.2.3", "%", "१२", "1e5", "--1", "1%%", "1,000,00"]
)
def test_what_is_no_number_is_none(text):
    assert printed(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", Printed(0, 0, False, "")),
        ("1,234", Printed(1234, 0, False, "")),
        ("(1,234.50)", Printed(-123450, 2, False, "")),
        ("-3", Printed(-3, 0, False, "")),
        ("23.8%", Printed(238, 1, True, "")),
        ("(1.5)%", Printed(-15, 1, True, "")),
        ("(1.5%)", Printed(-15, 1, True, "")),
        (".25", Printed(25, 2, False, "")),
        ("US$ 7", Printed(7, 0, False, "US$")),
        ("(RMB7)", Printed(-7, 0, False, "RMB")),
    ],
)
def test_a_number_is_what_is_printed(text, number):
    assert printed(text) == number


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
