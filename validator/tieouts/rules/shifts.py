"""Shifts from one period to another: opening and closing, year ago, prior, the quarters of a longer period.

A moment is a midnight for nearly every report, and the end of a period the midnight after its last day, so months are
added to firsts of months. Fiscal periods of 13 weeks are met by `nearest`.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import MAXYEAR, MINYEAR, date
from functools import lru_cache
from typing import TYPE_CHECKING

from validator.model.intervals import ratio
from validator.model.periods import DAY, Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from validator.model.periods import Moment

WEEK = 7  # days: fiscal quarters end on a weekday near the month's end
NEAR = WEEK * DAY
QUARTER = 3
FOUR_YEARS = 1461  # days, of 48 months
KEPT = 4096  # shifts remembered: a report has few periods, and every rule asks for the same shifts


def plus_months(moment: Moment, months: int) -> Moment | None:
    """Return a moment so many months later; None outside the calendar. A day the month lacks becomes its last."""
    day = _date(moment)
    if day is None:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    for number in range(day.day, 0, -1):
        try:
            return (date(year, month + 1, number).toordinal() - 1) * DAY + moment % DAY
        except ValueError:
            continue
    return None


def _date(moment: Moment) -> date | None:
    try:
        return date.fromordinal(moment // DAY + 1)
    except (ValueError, OverflowError):
        return None


@lru_cache(KEPT)
def months(period: Period) -> int:
    """How many months a duration lasts: exactly by the calendar, else by weeks; 0 when neither."""
    if period.start is None or period.end is None:
        return 0
    first, last = _date(period.start), _date(period.end)
    if first is not None and last is not None:
        exact = (last.year - first.year) * 12 + last.month - first.month
        if plus_months(period.start, exact) == period.end:
            return exact
    near = round(ratio(period.days * 16, FOUR_YEARS)) * QUARTER
    return near if abs(period.days * 48 - near * FOUR_YEARS) <= WEEK * 48 else 0


def shifted(period: Period, by: int) -> Period | None:
    """Return a period so many months later."""
    start = None if period.start is None else plus_months(period.start, by)
    end = None if period.end is None else plus_months(period.end, by)
    if end is None or (start is None) is not (period.start is None):
        return None
    return Period(start, end)


def opening(period: Period) -> Period | None:
    """Return the instant a duration starts at."""
    return period.opening if period.duration else None


def closing(period: Period) -> Period | None:
    """Return the instant a duration ends at; an instant is its own."""
    return None if period.forever else period.closing


@lru_cache(KEPT)
def year_ago(period: Period) -> Period | None:
    """Return the same period of the year before."""
    return shifted(period, -12)


@lru_cache(KEPT)
def prior(period: Period) -> Period | None:
    """Return the period of the same length that ends where this starts."""
    length = months(period)
    if period.start is None or not length:
        return None
    start = plus_months(period.start, -length)
    return None if start is None else Period(start, period.start)


@lru_cache(KEPT)
def quarter(period: Period, number: int) -> Period | None:
    """Return the number-th quarter of a longer duration, from 1; negative numbers count from its end."""
    count = months(period) // QUARTER
    if period.start is None or months(period) % QUARTER or count < 2 or not 1 <= abs(number) <= count:
        return None
    first = (number - 1 if number > 0 else count + number) * QUARTER
    start, end = plus_months(period.start, first), plus_months(period.start, first + QUARTER)
    return None if start is None or end is None else Period(start, end)


def quarters(period: Period) -> list[Period]:
    """Return every quarter of a longer duration; none when it has no whole number of them."""
    found = [quarter(period, number + 1) for number in range(months(period) // QUARTER)]
    return [one for one in found if one is not None]


def year_to_date(period: Period, known: Iterable[Period]) -> Period | None:
    """Return the longest known duration that ends with this one and is longer, up to a year."""
    longer = [one for one in known if one.end == period.end and one.days > period.days and months(one) <= 12]
    return max(longer, key=lambda one: one.days, default=None)


def nearest(period: Period, known: Iterable[Period]) -> Period | None:
    """Return the known period that is this one, or starts and ends within a week of it; None when there is none."""
    best: tuple[Moment, Period] | None = None
    for one in known:
        far = max(_apart(one.start, period.start), _apart(one.end, period.end))
        if far <= NEAR and (best is None or far < best[0]):
            best = (far, one)
    return None if best is None else best[1]


def before(period: Period, instants: Sequence[Moment]) -> Period | None:
    """Return the latest of some instants, in order, before an instant."""
    earlier = 0 if period.end is None else bisect_left(instants, period.end)
    return Period(None, instants[earlier - 1]) if earlier else None


def _apart(one: Moment | None, other: Moment | None) -> Moment:
    """Return how far two moments are apart: farther than near where one of them is none, and the other is."""
    if one is None or other is None:
        return 0 if one is other else NEAR + 1
    return max(one - other, other - one)
