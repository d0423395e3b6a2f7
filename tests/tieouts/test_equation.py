"""Weighted figures added up once: what the others leave one is what adding them up anew leaves it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.building import qname, report
from validator.finding import Verdict
from validator.model.intervals import EVERYTHING, ZERO, Interval, exactly
from validator.tieouts.equation import (
    ABOVE,
    AT_LEAST,
    AT_MOST,
    BELOW,
    EQUAL,
    Added,
    Equation,
    WhatIf,
    allowed,
    compare,
    linear_implied,
    linear_verdict,
    telling,
)
from validator.tieouts.figures import INCONSISTENT, MISSING, NIL, OK, Bounds, Figures

if TYPE_CHECKING:
    from validator.model.intervals import Number
    from validator.tieouts.equation import Values
    from validator.tieouts.figures import Key

KEYS: list[Key] = [(name, 0) for name in "abcd"]
bounds = st.builds(
    lambda value, room, low_open, high_open, there: (
        Bounds(OK, value - room, value + room, value, low_open and room > 0, high_open and room > 0)  # never empty
        if there
        else Bounds(MISSING)
    ),
    *(st.integers(-50, 50), st.integers(0, 5), st.booleans(), st.booleans(), st.booleans()),
)
weights = st.sampled_from([-3, -2, -1, Fraction(-1, 2), Fraction(1, 2), 1, 2, 3])
terms = st.lists(st.tuples(st.sampled_from(KEYS), weights), max_size=6)


class Said:
    """Figures by their bounds."""

    def __init__(self, known: dict[Key, Bounds]) -> None:
        self.known = known

    def bounds_of(self, key: Key) -> Bounds:
        return self.known.get(key, Bounds(MISSING))


somewhat = st.dictionaries(st.sampled_from(KEYS), bounds)


RELATIONS = (EQUAL, AT_MOST, AT_LEAST, BELOW, ABOVE)


@pytest.mark.parametrize(
    ("one", "weight", "other", "verdict"),
    [
        (Bounds(OK, 10, 14, 12), Fraction(-1, 2), Bounds(OK, 4, 5, 4), Verdict.ROUNDING),  # -7 to -5, and 4 to 5
        (Bounds(OK, 10, 14, 12), Fraction(-1, 2), Bounds(OK, 3, 4, 4), Verdict.FAILS),
        (Bounds(OK, 3, 4, 3), 2, Bounds(OK, -5, -4, -5), Verdict.FAILS),  # 6 to 8, and -5 to -4
        (Bounds(OK, -8, -6, -6), 1, Bounds(OK, 8, 8, 8), Verdict.ROUNDING),
        (Bounds(OK, -8, -6, -6, low_open=True), 1, Bounds(OK, 8, 8, 8), Verdict.FAILS),
        (Bounds(OK, 6, 8, 6, high_open=True), 1, Bounds(OK, -8, -8, -8), Verdict.FAILS),
    ],
)
def test_a_sum_can_be_nothing_where_the_ends_of_its_figures_let_it(
    one: Bounds, weight: Number, other: Bounds, verdict: Verdict
) -> None:
    said = Said({KEYS[0]: one, KEYS[1]: other})
    assert linear_verdict(EQUAL, ((KEYS[0], weight), (KEYS[1], 1)), 0, said, optional=False) is verdict


@pytest.mark.parametrize("state", [{"low_open": True}, {}])
def test_an_end_that_is_open_is_none_of_a_sum_of_one(state: dict[str, bool]) -> None:
    said = Said({KEYS[0]: Bounds(OK, -8, -6, -6, **state)})
    expected = Verdict.FAILS if state else Verdict.ROUNDING
    assert linear_verdict(EQUAL, ((KEYS[0], 1),), 8, said, optional=False) is expected


@pytest.mark.parametrize("opened", [False, True])
@pytest.mark.parametrize(
    ("state", "optional", "verdict"),
    [
        (MISSING, True, Verdict.HOLDS),
        (NIL, True, Verdict.HOLDS),
        (INCONSISTENT, True, Verdict.INDETERMINATE),
        (MISSING, False, Verdict.INDETERMINATE),
        (NIL, False, Verdict.INDETERMINATE),
    ],
)
def test_what_is_not_reported_counts_for_nothing_where_it_is_optional(
    opened: bool, state: str, optional: bool, verdict: Verdict
) -> None:
    one, other = Bounds(OK, 6, 8, 6, False, opened), Bounds(OK, 11, 13, 12, False, opened)
    said = Said({KEYS[0]: one, KEYS[1]: Bounds(state), KEYS[2]: other})
    terms = ((KEYS[0], -2), (KEYS[1], 1), (KEYS[2], 1))
    assert linear_verdict(EQUAL, terms, 0, said, optional=optional) is verdict


@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        (EQUAL, ZERO),
        (AT_MOST, Interval(0, None)),
        (BELOW, Interval(0, None, low_open=True)),
        (AT_LEAST, Interval(None, 0)),
        (ABOVE, Interval(None, 0, high_open=True)),
    ],
)
def test_what_right_minus_left_may_be(relation: str, expected: Interval) -> None:
    assert allowed(relation) == expected


@pytest.mark.parametrize(("weight", "left"), [(1, 6), (-1, -6), (2, 3), (-2, -3), (Fraction(1, 2), 12), (0, None)])
def test_what_the_others_leave_a_figure_is_divided_by_its_weight(weight: Number, left: int | None) -> None:
    said = Said({KEYS[1]: Bounds(OK, 6, 6, 6)})
    expected = EVERYTHING if left is None else exactly(left)
    assert linear_implied(EQUAL, ((KEYS[0], weight), (KEYS[1], -1)), 0, KEYS[0], said) == expected


class Tie(Equation):
    """A tie of two figures."""

    __slots__ = ("again", "name")
    source = "the rule"

    @property
    def code(self) -> str:
        return self.name

    @property
    def keys(self) -> tuple[Key, ...]:
        return tuple((qname(one), self.spot) for one in "AB")

    @property
    def follows(self) -> tuple[str, ...]:
        return self.again

    def sides(self, values: Values) -> tuple[Interval, Interval]:
        return exactly(1), exactly(2)


def tie(
    *facts: tuple[object, ...], verdict: Verdict = Verdict.INDETERMINATE, name: str = "", again: tuple[str, ...] = ()
) -> Tie:
    made = Tie(Figures(report([("Z", 1), *facts])), 0, verdict)
    made.name, made.again = name, again
    return made


def test_what_every_tie_says_of_itself() -> None:
    one = tie(("A", 1))
    assert (one.title, one.frame, one.narrows, one.assumed) == ("the rule", "as of 2023-09-30, CNY", True, False)
    assert (one.reported, one.computed, one.missing) == (exactly(1), exactly(2), ("B",))
    assert (one.waived, one.accepted, one.added(one.figures)) == (False, None, None)


@pytest.mark.parametrize(
    ("facts", "verdict", "reason"),
    [
        ([("A", 1)], Verdict.FAILS, ""),
        ([("A", 1)], Verdict.INDETERMINATE, "B: not reported"),
        ([("A", None), ("B", 1)], Verdict.INDETERMINATE, "A: nil"),
        ([("A", 1), ("B", 1)], Verdict.INDETERMINATE, "any value would do"),
    ],
)
def test_why_a_tie_is_indeterminate(facts: list[tuple[object, ...]], verdict: Verdict, reason: str) -> None:
    assert tie(*facts, verdict=verdict).reason == reason


def test_ties_tell_that_do_not_only_repeat_another() -> None:
    first, second, third = tie(name="1"), tie(name="2", again=("1",)), tie(name="3", again=("9",))
    assert telling([first, second, third]) == [first, third]
    assert telling([second, third]) == [second, third]
    both = [tie(name="2", again=("3",)), tie(name="3", again=("2",))]
    assert telling(both) == both


def test_a_figure_counts_as_it_is_told_to() -> None:
    said = Said({key: Bounds(OK, 9, 11, 10) for key in KEYS})
    plain = Added(EQUAL, [(KEYS[0], 1), (KEYS[1], -1)], 0, said)
    assert plain.implied(KEYS[0], {}) == Interval(9, 11)
    assert plain.implied(KEYS[2], {}) == EVERYTHING
    half = Said({KEYS[1]: Bounds(OK, 6, 8, 6, high_open=True)})
    turned = Added(EQUAL, [(KEYS[0], 1), (KEYS[1], -1)], 0, half)
    assert turned.implied(KEYS[0], {}) == Interval(6, 8, high_open=True)
    assert Added(EQUAL, [(KEYS[0], 1), (KEYS[1], 1)], 0, half).implied(KEYS[0], {}) == Interval(-8, -6, low_open=True)
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


# --- laws ----------------------------------------------------------------------------------------
@given(st.sampled_from([EQUAL, AT_MOST, BELOW]), terms, st.integers(-9, 9), somewhat, somewhat)
def test_what_the_others_leave_is_what_adding_them_up_leaves(
    relation: str,
    weighted: list[tuple[Key, Number]],
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
    for other in added.weights.keys() & instead.keys():
        added.renew(other, instead[other])
    for key in KEYS:
        assert added.implied(key, {}) == linear_implied(relation, tuple(weighted), constant, key, whatever)


@given(st.sampled_from(RELATIONS), terms, st.integers(-9, 9), st.fixed_dictionaries(dict.fromkeys(KEYS, bounds)))
def test_a_sum_is_judged_by_the_interval_and_the_value_it_has(
    relation: str, weighted: list[tuple[Key, Number]], constant: int, known: dict[Key, Bounds]
) -> None:
    whole, value = exactly(constant), constant
    reported = [(known[key], weight) for key, weight in weighted if known[key].state == OK]
    for one, weight in reported:
        assume(one.low < one.high or not (one.low_open or one.high_open))
        whole += Interval(one.low, one.high, one.low_open, one.high_open).times(weight)
        value += one.value * weight
    holds = Verdict.HOLDS if compare(relation, exactly(value)) else Verdict.ROUNDING
    expected = holds if compare(relation, whole) else Verdict.FAILS
    said = Said(known)
    assert linear_verdict(relation, tuple(weighted), constant, said, optional=True) is expected
    all_there = len(reported) == len(weighted)
    strictly = linear_verdict(relation, tuple(weighted), constant, said, optional=False)
    assert strictly is (expected if all_there else Verdict.INDETERMINATE)
