"""Copies of one figure at odds with each other: which of them is wrong, by the ties of the figure and by the most.

What a copy may stand for is the interval its decimals leave. A copy is wrong that no value its ties leave explains,
or that most others contradict; where neither tells, no copy is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.model.intervals import EVERYTHING, Interval, ratio, rounded, scaled
from validator.tieouts.figures import fineness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.model.intervals import Number
    from validator.model.report import Report


MOST_VALUES = 50  # of one figure: where copies say more, none of them is told to be the odd one


def odd_out(
    report: Report, rows: Sequence[int], allowed: Interval = EVERYTHING, value: Number | None = None
) -> list[int]:
    """Return the rows, of those that report one figure, that are wrong; none where that cannot be told.

    `allowed` holds the true values that the ties of the figure leave it, `value` is the likeliest of them.
    """
    said = {row: _said(report, row) for row in rows}
    fitting = [row for row, one in said.items() if one is not None and one[0].meets(allowed)] or list(rows)
    if len(fitting) == len(rows) and value is not None:
        saying = [row for row, one in said.items() if one is not None and one[1] == _to(value, one[2])]
        fitting = saying or fitting
    starts: dict[object, int] = {}
    for row in fitting:
        starts.setdefault(said[row], row)  # the first copy that says so
    if len(starts) > MOST_VALUES:
        kept = set(fitting)
        return [row for row in rows if row not in kept]
    most = max((set(_agreeing(row, fitting, said)) for row in starts.values()), key=len)
    rest = [row for row in fitting if row not in most]
    if any(len(_agreeing(row, rest, said)) >= len(most) for row in starts.values() if row not in most):
        most = set(fitting)
    return [row for row in rows if row not in most]


def meant(report: Report, row: int, others: Sequence[int], value: Number | None) -> Number | None:
    """Return what a wrong copy should say, to its own decimals: the value known, or that of the finest other copy."""
    if value is None:
        told = [one for one in (_said(report, other) for other in others) if one is not None]
        value = max(told, key=lambda one: fineness(one[2]))[1] if told else None
    own = _said(report, row)  # of what is nil there are no decimals
    return value if value is None or own is None else _to(value, own[2])


def _to(value: Number, decimals: int | None) -> Number:
    """Return a value rounded half to even at so many decimals; None is INF."""
    if decimals is None:
        return value
    unit = scaled(1, -decimals)
    return round(ratio(value, unit)) * unit


def _agreeing(row: int, rows: Sequence[int], said: dict[int, tuple[Interval, Number, int | None] | None]) -> list[int]:
    """Return the rows that one value explains together with a row: those that agree with all of them so far."""
    own = said[row]
    if own is None:
        return [other for other in rows if said[other] is None]
    shared, found = own[0], []
    values = {own[2]: own[1]}
    for other in rows:
        one = said[other]
        if one is not None and shared.meets(one[0]) and values.setdefault(one[2], one[1]) == one[1]:
            shared = shared.meet(one[0])
            found.append(other)
    return found


def _said(report: Report, row: int) -> tuple[Interval, Number, int | None] | None:
    """Return the true values a fact leaves, its value and its decimals; None where it has none, as when it is nil."""
    value = _value(report, row)
    if value is None:
        return None
    try:
        accuracy = report.accuracy(row)
    except ValueError:
        return None
    return rounded(value, accuracy), value, accuracy


def _value(report: Report, row: int) -> Number | None:
    found = report.number(row)
    return None if found is None else scaled(*found)
