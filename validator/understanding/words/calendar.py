"""Periods in the words of a release: `Three months ended September 30, 2023`, `as of June 30, 2023`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from validator.model.periods import DAY, Period, day, moment
from validator.understanding.words.phrases import hear

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
MONTH = "|".join(MONTHS)
DATE = re.compile(rf"\b(?P<month>{MONTH})\s+(?P<day>\d{{1,2}}),?\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)


def header_period(text: str) -> Period | None:
    """Return the period a column header names, alone or stacked: `Three months ended September 30, 2023 RMB`.

    None when it names no date, more than one, or a span without its length.
    """
    said = hear(text)
    days = [date(*one) for one in said.days if one.year and one.day]
    lengths = said.spans or tuple((3, "month") for _ in said.quarters)
    if len(days) != 1 or len(lengths) > 1:
        return None
    if not lengths:
        return None if said.lasts else instant(days[0])
    count, unit = lengths[0]
    return months(days[0], count) if unit == "month" else span(days[0] - timedelta(days=7 * count - 1), days[0])


def instant(at: date) -> Period:
    """Return the end of a day."""
    return Period(None, moment(at.isoformat(), ending=True))


def span(first: date, last: date) -> Period:
    """Return a duration of whole days, both included."""
    return Period(moment(first.isoformat(), ending=False), moment(last.isoformat(), ending=True))


def months(last: date, count: int) -> Period:
    """Return the duration of that many months that ends with the month of a date; the date is its last day."""
    index = last.year * 12 + last.month - count
    return span(date(index // 12, index % 12 + 1, 1), last)


def parse(text: str) -> Period:
    """Read `2023-07-01/2023-09-30` or `2023-09-30`, both days included; raises ValueError on anything else."""
    first, slash, last = text.partition("/")
    if slash:
        return span(date.fromisoformat(first), date.fromisoformat(last))
    return instant(date.fromisoformat(text))


def first_day(period: Period) -> date:
    """Return the first day of a duration."""
    return date.fromisoformat(day(period.start or 0))


def last_day(period: Period) -> date:
    """Return the last day of a duration, or the day of an instant."""
    return date.fromisoformat(day(period.end or DAY, ending=True))


def shifted(period: Period, count: int) -> Period:
    """Return a period of whole months that many months later (earlier when negative)."""
    if period.start is None:
        return instant(_month_end(last_day(period), count))
    first = first_day(period)
    index = first.year * 12 + first.month - 1 + count
    return span(date(index // 12, index % 12 + 1, first.day), _month_end(last_day(period), count))


def _month_end(last: date, count: int) -> date:
    index = last.year * 12 + last.month + count
    return date(index // 12, index % 12 + 1, 1) - timedelta(days=1)


def length(period: Period) -> int:
    """Return how many whole calendar months a duration covers; 0 when it covers no whole number of them."""
    if period.start is None or period.end is None:
        return 0
    first, after = first_day(period), last_day(period) + timedelta(days=1)
    return (after.year - first.year) * 12 + after.month - first.month if first.day == after.day == 1 else 0


def label(period: Period) -> str:
    """Return a context id a person can read: I20230930, D2023Q3, D2023M9, D2023, D20230620_20231116."""
    last = last_day(period)
    if period.start is None:
        return f"I{last:%Y%m%d}"
    first, count = first_day(period), length(period)
    if count == 12 and first.month == 1:
        return f"D{last.year}"
    if count == 3 and first.month % 3 == 1:
        return f"D{last.year}Q{last.month // 3}"
    if count and first.month == 1 and count < 12:
        return f"D{last.year}M{count}"
    return f"D{first:%Y%m%d}_{last:%Y%m%d}"


def quarter(number: int, ordinal: int) -> Period:
    """Return a quarter of a calendar year."""
    return months(_month_end(date(number, 3 * ordinal, 1), 0), 3)


def year(number: int) -> Period:
    """Return a calendar year."""
    return span(date(number, 1, 1), date(number, 12, 31))
