"""Periods as pairs of moments; a moment is a number of seconds since 0001-01-01T00:00.

A date without a time ends at the following midnight, except as a start (XBRL 2.1 §4.7.2). A moment without a zone is
taken as UTC. Moments are exact: fractions of a second are kept as `Fraction`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from validator.model.names import BLANK

if TYPE_CHECKING:
    from fractions import Fraction

    Moment = int | Fraction

DAY = 86_400


class Period(NamedTuple):
    """An instant (start is None), a duration, or forever (both None)."""

    start: Moment | None
    end: Moment | None

    @property
    def instant(self) -> bool:
        """Whether it is one moment."""
        return self.start is None and self.end is not None

    @property
    def duration(self) -> bool:
        """Whether it has a start and an end."""
        return self.start is not None

    @property
    def forever(self) -> bool:
        """Whether it has neither start nor end."""
        return self.end is None

    @property
    def days(self) -> int:
        """How many whole days a duration lasts; 0 otherwise."""
        return 0 if self.start is None or self.end is None else int((self.end - self.start) // DAY)

    @property
    def opening(self) -> Period:
        """The instant at which a duration starts."""
        return Period(None, self.start)

    @property
    def closing(self) -> Period:
        """The instant at which a duration ends."""
        return Period(None, self.end)

    def __str__(self) -> str:
        """Return it as a reader says it: `as of 2023-09-30`, `2023-01-01 to 2023-09-30`, `forever`."""
        if self.end is None:
            return "forever"
        if self.start is None:
            return f"as of {day(self.end, ending=True)}"
        return f"{day(self.start)} to {day(self.end, ending=True)}"


FOREVER = Period(None, None)


def day(moment: Moment, *, ending: bool = False) -> str:
    """Return a moment as a date, or a dateTime when it is no midnight; an ending midnight names the day it ends."""
    whole, rest = divmod(moment, DAY)
    number = int(whole) + (0 if ending and rest == 0 else 1)
    named = date.fromordinal(number).isoformat() if 1 <= number <= date.max.toordinal() else f"day {number}"
    if rest == 0:
        return named
    minutes, seconds = divmod(rest, 60)
    stamp = f"{int(minutes // 60):02}:{int(minutes % 60):02}:{int(seconds):02}"
    return f"{named}T{stamp}"


def moment(text: str, *, ending: bool) -> Moment:
    """Parse an xs:date or xs:dateTime; raises ValueError on anything else.

    `ending` says that a bare date means the midnight after it: ends and instants (XBRL 2.1 §4.7.2).
    """
    text = text.strip(BLANK)
    stamp, separator, clock = text.partition("T")
    zone = 0
    body = clock if separator else stamp
    if body.endswith("Z"):
        body = body[:-1]
    elif (
        len(body) > 6
        and body[-6] in "+-"
        and body[-3] == ":"
        and (separator or body.count("-") + body.count("+") > 2 + body.startswith("-"))
    ):
        hours, minutes = _digits(body[-5:-3], 2), _digits(body[-2:], 2)
        if minutes > 59 or hours * 60 + minutes > 14 * 60:
            raise ValueError(f"not a time zone: {body[-6:]}")
        zone = (hours * 3600 + minutes * 60) * (1 if body[-6] == "+" else -1)
        body = body[:-6]
    if not separator:
        return (_ordinal(body) + (1 if ending else 0)) * DAY - zone
    return _ordinal(stamp) * DAY + _clock(body) - zone


def _ordinal(text: str) -> int:
    if len(text) == 10 and text[4] == text[7] == "-":
        return date.fromisoformat(text).toordinal() - 1  # of these places it has no other form
    year, month, number = text.split("-")
    return date(_digits(year, 4), _digits(month, 2), _digits(number, 2)).toordinal() - 1


def _clock(text: str) -> Moment:
    if text == "00:00:00":
        return 0
    hour, minute, rest = text.split(":")
    second, dot, fraction = rest.partition(".")
    hours, minutes, seconds = _digits(hour, 2), _digits(minute, 2), _digits(second, 2)
    exact: Moment = hours * 3600 + minutes * 60 + seconds
    if dot:
        from fractions import Fraction

        part = Fraction(_digits(fraction, len(fraction) or 1), 10 ** len(fraction))
        exact = exact + part if part else exact
    if minutes > 59 or seconds > 59 or hours > 24 or (hours == 24 and exact != DAY):
        raise ValueError(f"not a time of day: {text}")
    return exact


def _digits(text: str, length: int) -> int:
    if len(text) != length or not (text.isascii() and text.isdigit()):
        raise ValueError(f"not a date or dateTime: {text!r}")
    return int(text)
