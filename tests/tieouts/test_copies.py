"""Copies of one figure at odds: the wrong one by the figure's ties, by the most, or none where neither tells."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from tests.building import report
from validator.model.intervals import EVERYTHING, Interval
from validator.tieouts.copies import meant, odd_out

if TYPE_CHECKING:
    from validator.model.intervals import Number


def copies(*said: tuple[object, str]):
    made = report([("A", value) for value, _ in said])
    made.decimals[:] = [decimals for _, decimals in said]
    return made


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ([(1369900000, "-5"), (1369900000, "-5"), (1369585000, "-3")], [2]),
        ([(515933000, "-3"), (155900000, "-5"), (155933000, "-3")], [0]),
        ([(155900000, "-5"), (155900000, "-5"), (515933000, "-3"), (155933000, "-3")], [2]),
        ([("", "0"), (7, "0"), (7, "0")], [0]),
        ([(7, "few"), (7, "0"), (7, "0")], [0]),  # without usable decimals it says nothing
        ([(60, "0"), (61, "0"), (61, "0")], [0]),  # alike to half a unit, and other than each other
        ([(49, "0"), *((value, "0") for value in range(50))], list(range(1, 50))),
        # two against each other, or two against two, tell nothing
        ([(60, "0"), (70, "0")], []),
        ([(60, "0"), (60, "0"), (70, "0"), (70, "0")], []),
        ([(60, "0"), (60, "0"), (80, "0"), (70, "0"), (70, "0")], []),
        ([(60, "0"), (60, "0")], []),
        ([(50, "0"), *((value, "0") for value in range(51))], []),  # more values than are looked at
    ],
)
def test_the_most_tell_which_copy_is_wrong(said: list[tuple[object, str]], wrong: list[int]) -> None:
    assert odd_out(copies(*said), range(len(said))) == wrong


@pytest.mark.parametrize(
    ("allowed", "value", "wrong"),
    [
        (Interval(59, 61), None, [1, 2]),  # two of three may share a slip: what the ties leave decides
        (Interval(69, 71), None, [0]),
        (Interval(0, 10), None, [0]),  # nothing fits: the most decide
        (EVERYTHING, 60, [1, 2]),
        (EVERYTHING, Fraction("60.4"), [1, 2]),  # to their own decimals
    ],
)
def test_ties_tell_before_the_most_do(allowed: Interval, value: Number | None, wrong: list[int]) -> None:
    assert odd_out(copies((60, "0"), (70, "0"), (70, "0")), range(3), allowed, value) == wrong


def test_what_is_nil_counts_where_ties_leave_no_copy() -> None:
    said = copies(("", "0"), ("", "0"), (7, "0"))
    assert (odd_out(said, range(3)), odd_out(said, range(3), Interval(0, 1))) == ([0, 1], [2])


@pytest.mark.parametrize(
    ("said", "value", "expected"),
    [
        ([(515933000, "-3"), (155900000, "-5"), (155933000, "-3")], None, 155933000),
        ([(984800000, "-5"), (988354000, "-3")], None, 988400000),
        ([(984800000, "-5"), (988354000, "-3")], 988454000, 988500000),
        ([(7, "0"), (8, "INF")], None, 8),
        ([(7, "0"), (800, "-2"), (873, "INF"), (880, "-1")], None, 873),
        ([(7, "0"), (900, "-2"), (873, "0"), (880, "-1")], None, 873),
        ([(7, "0")], None, None),
        ([("", ""), (10, "0")], None, 10),  # what is nil has no decimals
        ([("", ""), (10, "0")], 12, 12),
        ([(70, "0"), ("", ""), ("", "")], None, None),
        ([(70, "0"), ("", ""), (10, "0")], None, 10),
    ],
)
def test_a_wrong_copy_should_say_what_the_finest_other_says_to_its_own_decimals(
    said: list[tuple[object, str]], value: int | None, expected: int | None
) -> None:
    assert meant(copies(*said), 0, range(1, len(said)), value) == expected
