"""A tie bound to a frame: figures, a relation between them, and its verdict now or under a what-if.

Every tie answers three questions over any source of values: does it hold (`judge`), which figures does it touch
(`keys`), and which interval do all the others leave for one of them (`implied`). A calculation link and most declared
rules are linear, and linear ties run on scaled integers; whatever is not becomes an expression tree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from validator.finding import Term, Verdict
from validator.model.intervals import EVERYTHING, ZERO, Interval, exactly, ratio
from validator.tieouts.figures import MISSING, NIL, OK, Bounds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from validator.model.intervals import Number
    from validator.tieouts.figures import Figures, Key

    Counted = Callable[[Key, Bounds], Bounds]

EQUAL, AT_MOST, AT_LEAST, BELOW, ABOVE = "==", "<=", ">=", "<", ">"


class Values(Protocol):
    """Anything that says what a figure's bounds are: the report as it is, or a what-if."""

    def bounds_of(self, key: Key) -> Bounds:
        """Return a figure's bounds."""


class WhatIf:
    """The figures of a report, some of them replaced."""

    __slots__ = ("figures", "instead")

    def __init__(self, figures: Values, instead: Mapping[Key, Bounds]) -> None:
        self.figures = figures
        self.instead = instead

    def bounds_of(self, key: Key) -> Bounds:
        """Return a figure's bounds."""
        found = self.instead.get(key)
        return self.figures.bounds_of(key) if found is None else found


class Printed:
    """The figures as printed: each stands for its own value, not for what rounds to it."""

    __slots__ = ("values",)

    def __init__(self, values: Values) -> None:
        self.values = values

    def bounds_of(self, key: Key) -> Bounds:
        """Return a figure's bounds: its value."""
        return printed(key, self.values.bounds_of(key))


def printed(_: Key, said: Bounds) -> Bounds:
    """Return the bounds of a figure as printed: its value."""
    return Bounds(said.state, said.value, said.value, said.value)


class Equation:
    """What every bound tie has: the rule it comes from, the spot it is bound in, its verdict on the report as it is."""

    __slots__ = ("accepted", "figures", "spot", "verdict", "waived")
    absent: tuple[object, ...] = ()  # what it needs and the report has nowhere

    def __init__(self, figures: Figures, spot: int, verdict: Verdict) -> None:
        self.figures = figures
        self.spot = spot
        self.verdict = verdict
        self.waived = False
        self.accepted: tuple[Key, Number] | None = None  # the one figure that differs from what a waiver froze, and it

    @property
    def follows(self) -> tuple[str, ...]:
        """The codes of ties whose failures over the same figure it only repeats."""
        return ()

    @property
    def code(self) -> str:
        """The code its failure is reported under."""
        raise NotImplementedError

    @property
    def source(self) -> str:
        """The link role of its network, or the name of its rule."""
        raise NotImplementedError

    @property
    def title(self) -> str:
        """What a reader calls its network or rule."""
        return self.source

    @property
    def frame(self) -> str:
        """Where it was bound, in words."""
        return self.figures.place(self.spot)

    @property
    def narrows(self) -> bool:
        """Whether it says something of true values: what is only plausible or as printed does not."""
        return True

    @property
    def keys(self) -> tuple[Key, ...]:
        """Every figure in it, reported or not."""
        raise NotImplementedError

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every reported figure in it, as evidence."""
        raise NotImplementedError

    @property
    def reported(self) -> Interval | None:
        """The left side's interval."""
        return self.sides(self.figures)[0]

    @property
    def computed(self) -> Interval | None:
        """The right side's interval."""
        return self.sides(self.figures)[1]

    @property
    def assumed(self) -> bool:
        """Whether it rests on declarations that could not be had, and were assumed."""
        return False

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of figures in it that are not reported."""
        return tuple(self.figures.label(key[0]) for key in self.keys if self.figures.bounds_of(key).state == MISSING)

    @property
    def reason(self) -> str:
        """Why it is indeterminate; empty otherwise."""
        if self.verdict is not Verdict.INDETERMINATE:
            return ""
        for key in self.keys:
            state = self.figures.bounds_of(key).state
            if state != OK:
                return f"{self.figures.label(key[0])}: {state}"
        return "any value would do"

    @property
    def working(self) -> str:
        """The arithmetic in one line, figures as reported."""
        raise NotImplementedError

    def judge(self, values: Values) -> Verdict:
        """Return its verdict over some values."""
        raise NotImplementedError

    def sides(self, values: Values) -> tuple[Interval | None, Interval | None]:
        """Return the intervals of its left and right side over some values; None where they cannot be told."""
        raise NotImplementedError

    def implied(self, key: Key, values: Values) -> Interval:
        """Return the true values of one figure with which it can hold, given all the others'."""
        raise NotImplementedError

    def added(self, values: Values) -> Added | None:
        """Return its figures added up, right minus left, where it is linear."""
        del values
        return None

    def gap(self, values: Values) -> Number | None:
        """Return by how much the left side's value exceeds the right side's; None where it cannot be told."""
        raise NotImplementedError


def compare(relation: str, difference: Interval) -> bool:
    """Whether left `relation` right can hold, given the interval of right minus left."""
    if relation == EQUAL:
        return 0 in difference
    if relation in (AT_MOST, BELOW):
        high = difference.high
        return high is None or high > 0 or (high == 0 and relation == AT_MOST and not difference.high_open)
    low = difference.low
    return low is None or low < 0 or (low == 0 and relation == AT_LEAST and not difference.low_open)


def compare_values(relation: str, difference: Number) -> bool:
    """Whether left `relation` right holds for the values as reported, given right minus left."""
    return compare(relation, exactly(difference))


def allowed(relation: str) -> Interval:
    """Return the values right minus left may have."""
    if relation == EQUAL:
        return ZERO
    is_open = relation in (BELOW, ABOVE)
    if relation in (AT_MOST, BELOW):
        return Interval(0, None, low_open=is_open)
    return Interval(None, 0, high_open=is_open)


def linear_verdict(
    relation: str,
    terms: tuple[tuple[Key, Number], ...],
    constant: Number,
    values: Values,
    *,
    optional: bool,
) -> Verdict:
    """Judge Σ weight·figure + constant (right minus left), in scaled bounds.

    `optional` says that a missing or nil figure counts for nothing, as a contributor of a calculation does.
    """
    low = high = value = constant
    is_open = False
    for key, weight in terms:
        said = values.bounds_of(key)
        if said.state != OK:
            if optional and said.state in (MISSING, NIL):
                continue
            return Verdict.INDETERMINATE
        if said.low_open or said.high_open:
            is_open = True
            break
        value += said.value * weight
        if weight > 0:
            low += said.low * weight
            high += said.high * weight
        else:
            low += said.high * weight
            high += said.low * weight
    if is_open:
        return _linear_verdict_open(relation, terms, constant, values, optional=optional)
    if relation == EQUAL:
        if not low <= 0 <= high:
            return Verdict.FAILS
        return Verdict.HOLDS if value == 0 else Verdict.ROUNDING
    if not compare(relation, Interval(low, high)):
        return Verdict.FAILS
    return Verdict.HOLDS if compare_values(relation, value) else Verdict.ROUNDING


def _linear_verdict_open(
    relation: str, terms: tuple[tuple[Key, Number], ...], constant: Number, values: Values, *, optional: bool
) -> Verdict:
    whole, value = exactly(constant), constant
    for key, weight in terms:
        said = values.bounds_of(key)
        if said.state != OK:
            if optional and said.state in (MISSING, NIL):
                continue
            return Verdict.INDETERMINATE
        whole += _interval(said).times(weight)
        value += said.value * weight
    if not compare(relation, whole):
        return Verdict.FAILS
    return Verdict.HOLDS if compare_values(relation, value) else Verdict.ROUNDING


def linear_implied(
    relation: str, terms: tuple[tuple[Key, Number], ...], constant: Number, key: Key, values: Values
) -> Interval:
    """Return the scaled values of one figure with which Σ weight·figure + constant can satisfy a relation.

    A figure without bounds counts for nothing here: callers ask only about ties that are determinate.
    """
    others = exactly(constant)
    own: Number = 0
    for found, weight in terms:
        if found == key:
            own += weight
            continue
        said = values.bounds_of(found)
        if said.state == OK:
            others += _interval(said).times(weight)
    if own == 0:
        return EVERYTHING
    return (allowed(relation) - others).times(ratio(1, own))


class Share(NamedTuple):
    """What a figure, or all of them, adds to the ends of a sum, and how many of what is added leaves an end open."""

    low: Number = 0
    high: Number = 0
    lows_open: int = 0
    highs_open: int = 0

    def plus(self, other: Share, times: int = 1) -> Share:
        """Return this and so many times the other."""
        return Share(
            self.low + times * other.low,
            self.high + times * other.high,
            self.lows_open + times * other.lows_open,
            self.highs_open + times * other.highs_open,
        )

    @property
    def interval(self) -> Interval:
        """The values it stands for."""
        return Interval(self.low, self.high, self.lows_open > 0, self.highs_open > 0)


NOTHING = Share()


class Added:
    """Σ weight·figure + constant, right minus left of a relation, in scaled bounds; what has none counts for nothing.

    Of a total with many parts each is a suspect: what the others leave it is a subtraction here. `counted` says what a
    figure's bounds count as in it: themselves, unless told otherwise.
    """

    __slots__ = ("counted", "relation", "shares", "weights", "whole")

    def __init__(
        self,
        relation: str,
        terms: Iterable[tuple[Key, Number]],
        constant: Number,
        values: Values,
        counted: Counted = lambda _, said: said,
    ) -> None:
        self.relation = relation
        self.counted = counted
        self.weights: dict[Key, tuple[Number, ...]] = {}  # more than one where a figure stands there more than once
        self.shares: dict[Key, Share] = {}
        self.whole = Share(constant, constant)
        for key, weight in terms:
            self.weights[key] = (*self.weights.get(key, ()), weight)
        for key, weights in self.weights.items():
            self.shares[key] = _share(counted(key, values.bounds_of(key)), weights)
            self.whole = self.whole.plus(self.shares[key])

    def renew(self, key: Key, said: Bounds) -> None:
        """Let a figure be said to be different from now on."""
        now = _share(self.counted(key, said), self.weights[key])
        self.whole = self.whole.plus(self.shares[key], -1).plus(now)
        self.shares[key] = now

    def without(self, key: Key) -> Share:
        """Return what all figures but one add up to."""
        return self.whole.plus(self.shares.get(key, NOTHING), -1)

    def implied(self, key: Key, instead: Mapping[Key, Bounds]) -> Interval:
        """Return the scaled values of one figure with which the relation can hold, some others said to be different."""
        own = sum(self.weights.get(key, ()))
        if own == 0:
            return EVERYTHING
        others = self.without(key)
        for other, said in instead.items():
            if other != key and other in self.weights:
                now = _share(self.counted(other, said), self.weights[other])
                others = others.plus(self.shares[other], -1).plus(now)
        return (allowed(self.relation) - others.interval).times(ratio(1, own))


def _share(said: Bounds, weights: Iterable[Number]) -> Share:
    found = NOTHING
    for weight in weights if said.state == OK else ():
        (low, high), opened = (said.low, said.high), (said.low_open, said.high_open)
        if weight < 0:
            (high, low), opened = (low, high), opened[::-1]
        found = found.plus(Share(low * weight, high * weight, *opened) if weight else NOTHING)
    return found


def _interval(said: Bounds) -> Interval:
    return Interval(said.low, said.high, said.low_open, said.high_open)


def telling(ties: Sequence[Equation]) -> Sequence[Equation]:
    """Return the ties that do not merely repeat another of them; all, if all do."""
    codes = {tie.code for tie in ties}
    return [tie for tie in ties if not codes.intersection(tie.follows)] or ties
