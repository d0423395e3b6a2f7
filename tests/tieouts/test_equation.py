"""Weighted figures added up once: what the others leave one is what adding them up anew leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.finding import Verdict
from validator.model.intervals import EVERYTHING, Interval
from validator.tieouts.equation import (
    ABOVE,
    AT_LEAST,
    AT_MOST,
    BELOW,
    EQUAL,
    Added,
    WhatIf,
    compare,
    linear_implied,
    linear_verdict,
)
from validator.tieouts.figures import MISSING, OK, Bounds

if TYPE_CHECKING:
    from validator.tieouts.figures import Key

KEYS: list[Key] = [(name, 0) for name in "abcd"]
bounds = st.builds(
    lambda value, room, low_open, high_open, there: (
        Bounds(OK, value - room, value + room, value, low_open, high_open) if there else Bounds(MISSING)
    ),
    *(st.integers(-50, 50), st.integers(0, 5), st.booleans(), st.booleans(), st.booleans()),
)
terms = st.lists(st.tuples(st.sampled_from(KEYS), st.integers(-3, 3).filter(bool)), max_size=6)


class Said:
    """Figures by their bounds."""

    def __init__(self, known: dict[Key, Bounds]) -> None:
        self.known = known

    def bounds_of(self, key: Key) -> Bounds:
        return self.known.get(key, Bounds(MISSING))


somewhat = st.dictionaries(st.sampled_from(KEYS), bounds)


@given(st.sampled_from([EQUAL, AT_MOST, BELOW]), terms, st.integers(-9, 9), somewhat, somewhat)
def test_what_the_others_leave_is_what_adding_them_up_leaves(
    relation: str,
    weighted: list[tuple[Key, int]],
    constant: int,
    known: dict[Key, Bounds],
    instead: dict[Key, Bounds],
) -> None:
    said = Said(known)
    added = Added(relation, weighted, constant, said)
    for key in KEYS:
        whatever = WhatIf(said, instead)
        assert added.implied(key, {}) == linear_implied(relation, tuple(weighted), constant, key, said)
        assert added.implied(key, instead) == linear_implied(relation, tuple(weighted), constant, key, whatever)


def test_a_figure_counts_as_it_is_told_to() -> None:
    said = Said({key: Bounds(OK, 9, 11, 10) for key in KEYS})
    plain = Added(EQUAL, [(KEYS[0], 1), (KEYS[1], -1)], 0, said)
    assert plain.implied(KEYS[0], {}) == Interval(9, 11)
    assert plain.implied(KEYS[2], {}) == EVERYTHING
    point = Added(
        EQUAL, [(KEYS[0], 1), (KEYS[1], -1)], 0, said, lambda _, one: Bounds(OK, one.value, one.value, one.value)
    )
    assert point.implied(KEYS[0], {}) == Interval(10, 10)
    assert point.implied(KEYS[0], {KEYS[1]: Bounds(OK, 3, 5, 4)}) == Interval(4, 4)


@pytest.mark.parametrize(
    ("difference", "relations"),
    [
        (Interval(-1, 0), [EQUAL, AT_MOST, AT_LEAST, ABOVE]),
        (Interval(-1, 0, high_open=True), [AT_LEAST, ABOVE]),
        (Interval(0, 1), [EQUAL, AT_MOST, BELOW, AT_LEAST]),
        (Interval(0, 1, low_open=True), [AT_MOST, BELOW]),
        (Interval(0, 0), [EQUAL, AT_MOST, AT_LEAST]),
        (Interval(1, None), [AT_MOST, BELOW]),
        (Interval(None, -1), [AT_LEAST, ABOVE]),
        (EVERYTHING, [EQUAL, AT_MOST, BELOW, AT_LEAST, ABOVE]),
    ],
)
def test_a_relation_can_hold_where_right_minus_left_reaches_what_it_allows(
    difference: Interval, relations: list[str]
) -> None:
    assert [one for one in (EQUAL, AT_MOST, BELOW, AT_LEAST, ABOVE) if compare(one, difference)] == relations


@pytest.mark.parametrize(
    ("relation", "weights", "rounded", "truncated"),
    [
        (AT_MOST, (-1, 1), Verdict.ROUNDING, Verdict.FAILS),  # 3 <= 2: of [3, 4) and [2, 3) the ends never meet
        (AT_LEAST, (1, -1), Verdict.ROUNDING, Verdict.FAILS),
        (EQUAL, (-1, 1), Verdict.ROUNDING, Verdict.FAILS),
        (BELOW, (-1, 1), Verdict.FAILS, Verdict.FAILS),
        (ABOVE, (-1, 1), Verdict.HOLDS, Verdict.HOLDS),
    ],
)
def test_an_end_that_truncation_leaves_open_is_never_reached(
    relation: str, weights: tuple[int, int], rounded: Verdict, truncated: Verdict
) -> None:
    """Two figures of 3 and 2 are scaled by two, so that the half a rounded one leaves is whole."""
    terms = tuple(zip(KEYS, weights, strict=False))
    nearest = Said({KEYS[0]: Bounds(OK, 5, 7, 6), KEYS[1]: Bounds(OK, 3, 5, 4)})
    cut = Said({KEYS[0]: Bounds(OK, 6, 8, 6, high_open=True), KEYS[1]: Bounds(OK, 4, 6, 4, high_open=True)})
    assert linear_verdict(relation, terms, 0, nearest, optional=False) is rounded
    assert linear_verdict(relation, terms, 0, cut, optional=False) is truncated
