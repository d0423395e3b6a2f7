"""Numbers of any length: read exactly, or told to be beyond what is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.model.numbers import LARGEST_EXPONENT, LONGEST_NUMBER, beyond, integer, number

ZEROS = "0" * 5000
DIGITS = "7" * LONGEST_NUMBER


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("0", (0, 0)),
        ("-12.50", (-1250, -2)),
        (" +7\n", (7, 0)),
        (".5", (5, -1)),
        ("5.", (5, 0)),
        ("1.5E3", (15, 2)),
        ("1e-0000000000000000002", (1, -2)),
        (f"{ZEROS}110000", (110000, 0)),
        (f"110000.{ZEROS}", (11, 4)),
        (f"-{ZEROS}1{ZEROS[:3000]}", (-(10**3000), 0)),
        (f"{ZEROS}.{ZEROS}", (0, -5000)),
        (DIGITS, (int(DIGITS), 0)),
        ("0e99999999999999999999", (0, 0)),
    ],
)
def test_numbers_are_read_exactly(text: str, read: tuple[int, int]) -> None:
    assert number(text) == read
    assert not beyond(text)


@pytest.mark.parametrize(
    "text", [f"{DIGITS}7", f"0.{ZEROS}{ZEROS}1", f"1{ZEROS}{ZEROS}", "1e10000", "1E-9999999999999", f"1e{'9' * 5000}"]
)
def test_what_is_beyond_the_limits_is_told_apart_from_what_is_no_number(text: str) -> None:
    assert number(text) is None
    assert beyond(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        ".",
        "1,000",
        "1 000",
        "\u00a05",
        "5\u2003",
        "INF",
        "NaN",
        "1e",
        "1e5e5",
        "1 e5",
        "1e 5",
        "٣",
        "--1",
        "1.-5",
        f"x{ZEROS}",
    ],
)
def test_what_is_no_number_is_neither(text: str) -> None:
    assert number(text) is None
    assert not beyond(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("-6", -6),
        ("+3", 3),
        (f"{ZEROS}2", 2),
        (f"-{ZEROS}3", -3),
        ("4000", 4000),
        ("10000", 2 * LARGEST_EXPONENT),
        ("999999999", 2 * LARGEST_EXPONENT),
        (f"-{'9' * 6000}", -2 * LARGEST_EXPONENT),
        ("INF", None),
        ("0.5", None),
        ("\u00a05", None),
        ("", None),
    ],
)
def test_integers_of_any_length_are_as_good_as_the_limit_beyond_it(text: str, read: int | None) -> None:
    assert integer(text) == read


@given(st.integers(-(10**30), 10**30), st.integers(0, 30), st.integers(0, 6000), st.integers(0, 6000))
def test_zeros_that_mean_nothing_change_no_value(mantissa: int, places: int, before: int, after: int) -> None:
    digits = str(abs(mantissa)).rjust(places + 1, "0")
    sign = "-" if mantissa < 0 else ""
    padded = f"{sign}{'0' * before}{digits[: len(digits) - places]}.{digits[len(digits) - places :]}{'0' * after}"
    found = number(padded)
    assert found is not None
    assert found[0] * 10 ** (found[1] + 19000) == mantissa * 10 ** (19000 - places)
