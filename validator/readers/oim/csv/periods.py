"""Periods as xBRL-CSV cells may write them → as OIM writes them (xBRL-CSV 1.0 §5.2)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from validator.model.source import Refused, shown
from validator.readers.oim.values import MOMENT

DATE = r"(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}"
INCLUSIVE = re.compile(rf"({DATE})\.\.({DATE})")
ABBREVIATED = re.compile(
    rf"(?:(?P<day>{DATE})|(?P<year>(?!0000)[0-9]{{4}})(?:-(?P<month>[0-9]{{2}})|Q(?P<quarter>[1-4])|H(?P<half>[12])|W(?P<week>[0-9]{{2}}))?)"
    r"(?:@(?P<end>start|end))?"
)


@lru_cache(maxsize=1 << 12)
def canonical(text: str, specifier: str = "") -> str:
    """Return a period as two moments with a slash between, or one; raises Refused.

    `specifier` is the @start or @end of the reference that led here; it asks for one end of a duration.
    """
    try:
        span, ended = _span(text)
    except (ValueError, OverflowError):
        raise Refused("oim-period-illegible/cell", text=shown(text)) from None
    if span is None:
        raise Refused("oim-period-illegible/cell", text=shown(text))
    if specifier:
        if ended or "/" not in span:
            raise Refused("csv-reference-invalid/moment", text=shown(text), specifier=specifier)
        ended = specifier
    if ended:
        start, _, end = span.partition("/")
        return start if ended == "start" else end
    return span


def _span(text: str) -> tuple[str | None, str]:
    """Return the whole period and which end of it is meant; None when it is none."""
    first, slash, last = text.partition("/")
    if MOMENT.fullmatch(first) and (not slash or MOMENT.fullmatch(last)):
        return text, ""
    found = INCLUSIVE.fullmatch(text)
    if found:
        start, end = (date.fromisoformat(one) for one in found.groups())
        return _written(start, end + timedelta(days=1)), ""
    found = ABBREVIATED.fullmatch(text)
    if not found:
        return None, ""
    return _written(*_days(found)), found["end"] or ""


def _days(found: re.Match[str]) -> tuple[date, date]:
    """Return the first day of an abbreviated period and the day after its last."""
    if found["day"]:
        day = date.fromisoformat(found["day"])
        return day, day + timedelta(days=1)
    year = int(found["year"])
    if found["week"]:
        monday = date.fromisocalendar(year, int(found["week"]), 1)
        return monday, monday + timedelta(days=7)
    for name, months in (("month", 1), ("quarter", 3), ("half", 6)):
        if found[name]:
            first = (int(found[name]) - 1) * months
            after = first + months
            return date(year, first + 1, 1), date(year + after // 12, after % 12 + 1, 1)
    return date(year, 1, 1), date(year + 1, 1, 1)


def _written(start: date, end: date) -> str:
    return f"{start.isoformat()}T00:00:00/{end.isoformat()}T00:00:00"
