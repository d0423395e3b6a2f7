"""The verdict of a relation from the bounds of its figures, in whole numbers.

It says what `Declared.judge` says, without intervals: where an amount is not linear, its ends are fractions that are
never reduced, and two are compared across. What that cannot tell (a divisor that may be zero, an end that is open) is
left to intervals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.finding import Verdict
from validator.tieouts.equation import AT_LEAST, AT_MOST, BELOW, EQUAL
from validator.tieouts.figures import MISSING, NIL, OK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.model.intervals import Number
    from validator.tieouts.expression import Tree
    from validator.tieouts.figures import Bounds
    from validator.tieouts.rules.templated.templates import Form

    # the low end, the high end and the value of an amount, each with what it is divided by, which is positive
    Ends = tuple[Number, Number, Number, Number, Number, Number]
    Said = Sequence[Bounds | None]

HOLDS, ROUNDING, FAILS, INDETERMINATE = Verdict.HOLDS, Verdict.ROUNDING, Verdict.FAILS, Verdict.INDETERMINATE


class _UntoldError(Exception):
    """Intervals have to tell."""


def ratios(form: Form, said: Said, factor: int, *, optional: bool, printed: bool) -> Verdict | None:
    """Return the verdict of a relation that is not linear over the bounds of its figures; None where it is not told.

    `optional` says that a figure that is nil counts for nothing.
    """
    for one in said:
        if one is None or one.low_open or one.high_open:
            return None
        if one.state != OK:
            return None if optional else INDETERMINATE
    try:
        left, right = _ends(form.left, said, factor, printed), _ends(form.right, said, factor, printed)
    except _UntoldError:
        return None
    low = right[0] * left[3] - left[2] * right[1]
    high = right[2] * left[1] - left[0] * right[3]
    return _judged(form.relation, low, high, right[4] * left[5] - left[4] * right[5])


def linear(
    relation: str, weights: Sequence[Number], constant: Number, said: Said, *, optional: bool, printed: bool
) -> Verdict | None:
    """Return the verdict where weighted figures and a scaled constant add up to right minus left; None where not told.

    A figure that is not reported (None) counts for nothing; `optional` says that one that is nil does as well.
    """
    low = high = value = constant
    for one, weight in zip(said, weights, strict=True):
        if one is None:
            continue
        if one.state != OK:
            if optional and one.state in (MISSING, NIL):
                continue
            return INDETERMINATE
        if weight == 1:
            value += one.value
            low += one.low
            high += one.high
        elif weight > 0:
            value += one.value * weight
            low += one.low * weight
            high += one.high * weight
        else:
            value += one.value * weight
            low += one.high * weight
            high += one.low * weight
        if (one.low_open or one.high_open) and not printed:
            return None
    return _judged(relation, value, value, value) if printed else _judged(relation, low, high, value)


def _judged(relation: str, low: Number, high: Number, value: Number) -> Verdict:
    """Return the verdict where right minus left lies between two ends, and is a value as reported."""
    if relation == EQUAL:
        if low > 0 or high < 0:
            return FAILS
        return ROUNDING if value else HOLDS
    if relation == AT_MOST:
        return FAILS if high < 0 else ROUNDING if value < 0 else HOLDS
    if relation == AT_LEAST:
        return FAILS if low > 0 else ROUNDING if value > 0 else HOLDS
    if relation == BELOW:
        return FAILS if high <= 0 else ROUNDING if value <= 0 else HOLDS
    return FAILS if low >= 0 else ROUNDING if value >= 0 else HOLDS


def _ends(node: Tree[int], said: Said, factor: int, printed: bool) -> Ends:  # noqa: FBT001 - passed down a tree
    """Return the ends and the value of an amount. Raises _UntoldError where only intervals tell them."""
    if node[0] == "figure":
        one = said[node[1]]
        if one is None:
            raise _UntoldError
        value = one.value
        return (value, factor, value, factor, value, factor) if printed else (
            one.low, factor, one.high, factor, value, factor
        )  # fmt: skip
    if node[0] == "constant":
        over, under = node[1].numerator, node[1].denominator
        return over, under, over, under, over, under
    if node[0] == "sum":
        return _sum([(weight, _ends(part, said, factor, printed)) for weight, part in node[1]])
    if node[0] == "product" or node[0] == "quotient":
        first, second = _ends(node[1], said, factor, printed), _ends(node[2], said, factor, printed)
        return _product(first, second if node[0] == "product" else _reciprocal(second))
    if node[0] == "abs":
        return _abs(_ends(node[1], said, factor, printed))
    raise _UntoldError


def _sum(parts: Sequence[tuple[Number, Ends]]) -> Ends:
    low: Number = 0
    high: Number = 0
    value: Number = 0
    under_low: Number = 1
    under_high: Number = 1
    under_value: Number = 1
    for weight, part in parts:
        if weight < 0:
            more, under_more, less, under_less = part[0], part[1], part[2], part[3]
        else:
            less, under_less, more, under_more = part[0], part[1], part[2], part[3]
        low, under_low = _added(low, under_low, less * weight, under_less)
        high, under_high = _added(high, under_high, more * weight, under_more)
        value, under_value = _added(value, under_value, part[4] * weight, part[5])
    return low, under_low, high, under_high, value, under_value


def _added(one: Number, under: Number, other: Number, beneath: Number) -> tuple[Number, Number]:
    if under == beneath:
        return one + other, under
    return one * beneath + other * under, under * beneath


def _product(one: Ends, other: Ends) -> Ends:
    value = one[4] * other[4], one[5] * other[5]
    if one[0] >= 0 and other[0] >= 0:
        return one[0] * other[0], one[1] * other[1], one[2] * other[2], one[3] * other[3], *value
    corners = [
        (one[at] * other[to], one[at + 1] * other[to + 1]) for at, to in ((0, 0), (0, 2), (2, 0), (2, 2))
    ]  # fmt: skip
    low = high = corners[0]
    for corner in corners[1:]:
        low = corner if corner[0] * low[1] < low[0] * corner[1] else low
        high = corner if corner[0] * high[1] > high[0] * corner[1] else high
    return *low, *high, *value


def _reciprocal(of: Ends) -> Ends:
    if of[0] > 0 and of[4] > 0:
        return of[3], of[2], of[1], of[0], of[5], of[4]
    if of[2] < 0 and of[4] < 0:
        return -of[3], -of[2], -of[1], -of[0], -of[5], -of[4]
    raise _UntoldError


def _abs(of: Ends) -> Ends:
    if of[0] >= 0:
        return of
    low, under_low, high, under_high, value, under_value = of
    if high <= 0:
        return -high, under_high, -low, under_low, max(value, -value), under_value
    if -low * under_high > high * under_low:
        return 0, 1, -low, under_low, max(value, -value), under_value
    return 0, 1, high, under_high, max(value, -value), under_value
