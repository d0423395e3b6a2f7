"""Dates, times and durations as points on a timeline (XML Schema 1.0 Part 2 §3.2.6 to §3.2.14).

A point is whole seconds since 0001-01-01T00:00:00 of the proleptic Gregorian calendar, the digits of the fraction, and
whether it has a time zone; seconds are then UTC. There is no year 0: -0001 is the year before 0001. Texts are of their
lexical space already. A number of more than 4,000 digits has no place here: None.
"""

from __future__ import annotations

DAY = 86_400
FURTHEST = 14 * 3600  # seconds a time zone is away from UTC at most
LONGEST = 4000  # digits
REFERENCES = ((1696, 9), (1697, 2), (1903, 3), (1903, 7))  # first days of months (§3.2.6.2)

Point = tuple[int, str, bool]
Span = tuple[int, int, str]  # months, whole seconds, digits of the fraction; the first two, and the last, of one sign


def point(kind: str, text: str) -> Point | None:
    """Return the point of a date or time of a primitive kind; parts it leaves out are those of 1972-12-31."""
    body, zone = zoned(text)
    clock = ""
    if kind == "time":
        body, clock = "", body
    elif kind == "dateTime":
        body, _, clock = body.partition("T")
    if len(body) > LONGEST or len(clock) > LONGEST:
        return None
    year, month, day = _parts(kind, body)
    hour, minute, second = clock.split(":") if clock else ("0", "0", "0")
    whole, _, fraction = second.partition(".")
    seconds = int(hour) * 3600 + int(minute) * 60 + int(whole)
    if kind == "time":
        seconds %= DAY
    seconds += days(year, month, day) * DAY
    return (seconds - offset(zone), fraction.rstrip("0"), bool(zone))


def zoned(text: str) -> tuple[str, str]:
    """Return a text without its time zone, and the zone; "" without one."""
    if text.endswith("Z"):
        return text[:-1], "Z"
    if len(text) > 6 and text[-6] in "+-" and text[-3] == ":":
        # --12-31 has no colon, and a time of day no sign before its last five characters
        return text[:-6], text[-6:]
    return text, ""


def offset(zone: str) -> int:
    """Return how many seconds a time zone is ahead of UTC."""
    if zone in ("", "Z"):
        return 0
    seconds = int(zone[1:3]) * 3600 + int(zone[4:]) * 60
    return seconds if zone[0] == "+" else -seconds


def _parts(kind: str, body: str) -> tuple[int, int, int]:
    if kind == "time":
        return 1972, 12, 31
    if kind == "gDay":
        return 1972, 12, int(body[3:])
    if kind == "gMonth":
        return 1972, int(body[2:4]), 1
    if kind == "gMonthDay":
        return 1972, int(body[2:4]), int(body[5:])
    sign, body = (-1, body[1:]) if body.startswith("-") else (1, body)
    year, *rest = body.split("-")
    month, day = (int(rest[0]) if rest else 1), (int(rest[1]) if len(rest) > 1 else 1)
    return (int(year) if sign > 0 else 1 - int(year)), month, day


def days(year: int, month: int, day: int) -> int:
    """Return the days from 0001-01-01 to a day; the year 0 is the one before."""
    past = year + (month - 1) // 12 - 1
    month = (month - 1) % 12
    leap = (past + 1) % 4 == 0 and ((past + 1) % 100 != 0 or (past + 1) % 400 == 0)
    before = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)[month] + (leap and month > 1)
    return past * 365 + past // 4 - past // 100 + past // 400 + before + day - 1


def order(one: Point, other: Point) -> int | None:
    """Return -1, 0 or 1 as a point is before, at or after another; None where their time zones leave it open."""
    if one[2] == other[2]:
        return (one[:2] > other[:2]) - (one[:2] < other[:2])
    if one[2]:
        back = order(other, one)
        return None if back is None else -back
    if (one[0] + FURTHEST, one[1]) < other[:2]:  # earlier in every time zone
        return -1
    return 1 if (one[0] - FURTHEST, one[1]) > other[:2] else None


def span(text: str) -> Span | None:
    """Return the months and seconds of a duration."""
    if len(text) > LONGEST:
        return None
    sign, body = (-1, text[2:]) if text.startswith("-") else (1, text[1:])
    date, _, time = body.partition("T")
    years, date = _taken(date, "Y")
    months, date = _taken(date, "M")
    number, _ = _taken(date, "D")
    hours, time = _taken(time, "H")
    minutes, time = _taken(time, "M")
    whole, _, fraction = time.removesuffix("S").partition(".")
    seconds = ((number * 24 + hours) * 60 + minutes) * 60 + int(whole or "0")
    return (sign * (years * 12 + months), sign * seconds, ("-" if sign < 0 else "") + fraction.rstrip("0"))


def _taken(text: str, mark: str) -> tuple[int, str]:
    number, found, rest = text.partition(mark)
    return (int(number), rest) if found else (0, text)


def order_of_spans(one: Span, other: Span) -> int | None:
    """Return -1, 0 or 1 as a duration is shorter, equal or longer, from every reference date; None when they differ."""
    found = {_compared(_ends(one, *start), _ends(other, *start)) for start in REFERENCES}
    return found.pop() if len(found) == 1 else None


def _ends(duration: Span, year: int, month: int) -> tuple[int, str]:
    months, seconds, fraction = duration
    whole = days(year, month + months, 1) * DAY + seconds
    digits = fraction.lstrip("-")
    if fraction.startswith("-") and digits:  # -1.25 is 0.75 after -2
        complement = str(10 ** len(digits) - int(digits)).rjust(len(digits), "0")
        return whole - 1, complement
    return whole, digits


def _compared(one: tuple[int, str], other: tuple[int, str]) -> int:
    return (one > other) - (one < other)
