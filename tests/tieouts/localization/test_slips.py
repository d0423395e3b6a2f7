"""Slips of the hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.tieouts.localization import slips


@pytest.mark.parametrize(
    ("reported", "meant", "kind"),
    [
        (1234, 1234, ""),
        (1234, 9876, ""),
        (1243, 1234, slips.SWAPPED),
        (4231, 1234, ""),
        (1934, 1234, slips.DIGIT),
        (-1234, 1234, slips.SIGN),
        (1234000, 1234, slips.SCALE),
        (1234, 12340, slips.SCALE),
        (124, 1234, slips.LOST),
        (12334, 1234, slips.EXTRA),
        (-1243, 1234, ""),
        (0, 5, slips.DIGIT),
        (-1, 12, ""),
        (12, -1, ""),
        (10**40 - 1, 10**40 - 2, slips.DIGIT),
        (10**40, 10**39, ""),  # too long to be looked at
        (10**39, 10**40, ""),
    ],
)
def test_slips(reported, meant, kind):
    assert slips.slip(reported, meant) == kind


@given(st.integers(-(10**12), 10**12))
def test_what_was_meant_leads_back(reported):
    for meant, kind in slips.meant(reported, -(10**14), 10**14):
        if (
            meant != reported
            and len(str(abs(meant))) == len(str(abs(reported)))
            and kind in (slips.SWAPPED, slips.DIGIT, slips.SIGN)
        ):
            assert slips.slip(reported, meant), (meant, kind)


def test_what_was_meant_comes_with_its_slip_those_that_speak_most_first():
    assert list(slips.meant(120, 101, 122)) == [
        *((102, slips.SWAPPED), (110, slips.DIGIT)),
        *((121, slips.DIGIT), (122, slips.DIGIT), (120, slips.LOST)),
    ]
    assert list(slips.meant(-12, -130, -120)) == [
        *((-120, slips.SCALE), (-122, slips.LOST)),
        *((-one, slips.LOST) for one in range(120, 130)),
    ]
    assert list(slips.meant(100, 10, 10)) == [
        (10, slips.SCALE),
        (10, slips.SWAPPED),
        (10, slips.EXTRA),
        (10, slips.EXTRA),
    ]
    assert list(slips.meant(-5, 5, 5)) == [(5, slips.SIGN)]


@pytest.mark.parametrize(
    ("reported", "low", "high", "kind", "meant"),
    [
        (1234, -1234, -1234, slips.SIGN, [-1234]),
        (7 * 10**6, 7, 10**13, slips.SCALE, [7 * 10**power for power in (7, 5, 9, 3, 8, 4, 12, 0)]),
        (123456789012345678901 * 10, 1, 10**22, slips.SCALE, [123456789012345678901]),
        (7, 0, 10**9, slips.SCALE, [70, 7000, 700, 7 * 10**6]),
        (123, 0, 999, slips.SWAPPED, [213, 132]),
        (1233, 0, 9999, slips.SWAPPED, [2133, 1323]),
        (12, 0, 99, slips.DIGIT, [*(10 * one + 2 for one in range(10) if one != 1), 10, 11, *range(13, 20)]),
        (-1, -5, 5, slips.DIGIT, [0, -2, -3, -4, -5]),
        (0, 3, 5, slips.DIGIT, [3, 4, 5]),
        (123, 0, 999, slips.EXTRA, [23, 13, 12]),
        (123, 0, 20, slips.EXTRA, [13, 12]),
        (12, 0, 99, slips.EXTRA, [2, 1]),
        (7, 0, 99, slips.EXTRA, []),
        (12, 100, 999, slips.LOST, [*range(112, 1000, 100), *range(102, 200, 10), *range(120, 130)]),
    ],
)
def test_what_was_meant_by_kind(reported, low, high, kind, meant):
    assert [one for one, found in slips.meant(reported, low, high) if found == kind] == meant


def test_a_number_is_not_meant_to_be_itself():
    assert {kind for _, kind in slips.meant(0, 0, 0)} == {slips.LOST}  # one of two zeros
    assert list(slips.meant(7, 0, 0)) == [(0, slips.DIGIT)]


LONG = 7 * 10**9000  # longer than Python writes out


def test_numbers_too_long_to_be_written_have_no_slip_but_a_scale():
    assert slips.slip(10**39 * 3, 10**38 * 3) == slips.SCALE
    assert slips.slip(LONG, LONG + 1) == ""
    assert list(slips.meant(LONG, -LONG, LONG)) == []
    assert list(slips.meant(10**40, 0, 10**40)) == []
    assert (10**38, slips.SCALE) in slips.meant(10**39, 0, 10**40)
    assert slips.described(slips.SCALE, LONG * 1000, LONG) == "the scale is off: it is 10^3 times too large"
    assert slips.described(slips.SCALE, -12, 1200) == "the scale is off: it is 10^2 times too small"
    assert slips.described(slips.SCALE, -5000, -5) == "the scale is off: it is 10^3 times too large"


def test_zeros_that_were_typed_before_a_number_are_digits_of_it():
    assert slips.slip(20676, 200676) == slips.LOST
    assert slips.slip(20676, 200676, 6) == slips.SWAPPED
    assert slips.slip(60900, 160900, 6) == slips.DIGIT
    assert slips.slip(60900, 160900, 3) == slips.LOST
