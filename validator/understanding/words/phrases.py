"""What a phrase says of time: dates, days without a year, years, spans, quarters; nothing is concluded here.

`Three Months Ended` / `September 30,` / `2023` are heard as a span of three months, the thirtieth of September and the
year 2023, whether they stand in one cell or stacked in three.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from validator.understanding.words.months import NAMED_ABROAD, number_of

if TYPE_CHECKING:
    from collections.abc import Iterator

COUNTS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "sixteen": 16, "eighteen": 18, "twenty": 20,
    "twenty-four": 24, "twenty-six": 26, "twenty-seven": 27, "twenty-eight": 28, "thirty-six": 36, "thirty-nine": 39,
    "forty": 40, "fifty-two": 52, "fifty-three": 53,
}  # fmt: skip
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
NUMBER_WORDS = "|".join(word.replace("-", r"[\s-]") for word in sorted(COUNTS, key=len, reverse=True))
PHRASE = re.compile(
    rf"""
      \b(?P<m1>{_MONTH})\b\.?\s*(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*[,.]?\d*%)
        (?:\s*,?\s*(?P<y1>(?:19|20)\d\d|'\d\d)\b(?![,.]\d|%))?
    | \b(?P<d2>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?P<m2>{_MONTH})\b\.?(?:\s*,?\s*(?P<y2>(?:19|20)\d\d|'\d\d)\b)?
    | \b(?P<d4>\d{{1,2}})(?:\.|er|º)?\s+(?:de\s+)?(?P<m4>{NAMED_ABROAD})\b(?:\s*,?\s*(?:de\s+)?(?P<y4>(?:19|20)\d\d)\b)?
    | \b(?P<r1>{_MONTH})\b\.?\s*(?:[-–—/]|to|through)\s*(?P<r2>{_MONTH})\b\.?\s*,?\s*(?P<ry>(?:19|20)\d\d|'\d\d)\b
    | \b(?P<m3>{_MONTH})\b\.?\s*[-,']?\s*(?P<y3>(?:19|20)\d\d|(?<=['-])\d\d)\b
    | \b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b
    | \b(?P<n1>\d{{1,2}})[/.](?P<n2>\d{{1,2}})[/.](?P<n3>(?:19|20)\d\d|\d\d)\b
    | \b(?:Q(?P<q1>[1-4])|(?P<q2>[1-4])Q)(?:\s*(?:FY|fiscal)?\s*['-]?\s*(?P<qy>(?:20)?\d\d)\b)?
    | \b(?:H(?P<h1>[12])|(?P<h2>[12])H)(?:\s*(?:FY|fiscal)?\s*['-]?\s*(?P<hy>(?:20)?\d\d)\b)?
    | \b(?P<nm>3|6|9|12)M(?:\s*(?:FY|fiscal)?\s*['-]?\s*(?P<ny>(?:20)?\d\d)\b|\b)
    | \b(?P<qo>first|second|third|fourth|1st|2nd|3rd|4th)\s+(?:fiscal\s+)?quarters?\b
    | \b(?P<ho>first|second)\s+half(?:[\s-]year)?\b
    | \b(?P<count>{NUMBER_WORDS}|\d{{1,2}})(?P<more>(?:\s*,?\s*(?:and|or|&)\s+|\s*,\s*)(?:{NUMBER_WORDS}|\d{{1,2}}))?
        [\s-]+(?:fiscal\s+)?(?P<unit>month|week)s?\b(?:[\s-]+periods?)?
    | \b(?:FY|fiscal(?:\s+years?)?|financial\s+years?)\s*'?\s*(?P<fy>(?:19|20)\d\d|\d\d)\b
    | \b(?P<year>(?:19|20)\d\d)\b(?![,.]\d|%|/\d)
    | \b(?P<years>(?:fiscal\s+|financial\s+)?years?(?:\s+then)?[\s-]+(?:ended|ending|to(?![\s-]date))\b
        |full[\s-]year
        |annual\s+periods?|year[\s-]ended|twelve[\s-]month)\b
    | \b(?P<quarters>(?:fiscal\s+)?quarters?(?:ly)?(?:\s+periods?)?(?:\s+then)?[\s-]+(?:ended|ending|to)\b|quarter\b)
    | \b(?P<halves>half[\s-]years?(?:\s+periods?)?(?:\s+(?:ended|ending|to))?)\b
    | \b(?P<months>months?\s+ended)\b
    | \b(?P<ytd>year[\s-]to[\s-]date|ytd)\b
    | \b(?P<asof>as\s+(?:of|at)\b|balances?\b
        |at(?=\s+(?:the\s+)?(?:{_MONTH}|\d{{1,2}}\s+{_MONTH}|(?:fiscal\s+)?(?:year|quarter|period)[\s-]?end))\b)
    | \b(?P<ended>ended|ending)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
DAY = re.compile(
    rf"\b(?P<m1>{_MONTH})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>(?:19|20)\d\d)\b"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?P<m2>{_MONTH})\.?,?\s+(?P<y2>(?:19|20)\d\d)\b"
    rf"|\b(?P<d4>\d{{1,2}})(?:\.|er|º)?\s+(?:de\s+)?(?P<m4>{NAMED_ABROAD})\s+(?:de\s+)?(?P<y4>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
FILLER = re.compile(
    r"\b(?:for|the|in|of|and|at|to|on|or|from|by|zum|den|au|le|al|period|periods|fiscal|financial|year|years|quarter|quarters|month|months|weeks?"
    r"|unaudited|audited|restated|ended|ending|through|between|then|as|adjusted|revised|note|notes|successor|predecessor|actual)\b"
    r"|[\W\d_]+",
    re.IGNORECASE,
)


class Day(NamedTuple):
    """A day: its year 0 where none is told, its day 0 where only the month is."""

    year: int
    month: int
    day: int


class Said(NamedTuple):
    """What a text says of time, in the order said. `spans` are (count, "month" or "week"); `instant`: "as of"."""

    days: tuple[Day, ...] = ()
    years: tuple[int, ...] = ()
    spans: tuple[tuple[int, str], ...] = ()
    quarters: tuple[int, ...] = ()
    halves: tuple[int, ...] = ()
    to_date: bool = False
    instant: bool = False
    ended: bool = False
    fiscal: bool = False
    rest: str = ""

    @property
    def anything(self) -> bool:
        """Whether it says anything that narrows a period."""
        return bool(self.days or self.years or self.spans or self.quarters or self.halves or self.to_date)

    @property
    def only(self) -> bool:
        """Whether the text says nothing but time."""
        return self.anything and not self.rest

    @property
    def lasts(self) -> bool:
        """Whether it speaks of a span of time."""
        return bool(self.spans or self.quarters or self.halves or self.to_date or (self.ended and not self.instant))


@lru_cache(maxsize=8192)
def hear(text: str) -> Said:
    """Return what a text says of time."""
    heard = _Heard()
    at = 0
    for found in PHRASE.finditer(text):
        heard.rest.append(text[at : found.start()])
        at = found.end()
        heard.take(found)
    heard.rest.append(text[at:])
    return heard.said()


class _Heard:
    """What was heard so far."""

    def __init__(self) -> None:
        self.days: list[Day] = []
        self.years: list[int] = []
        self.spans: list[tuple[int, str]] = []
        self.quarters: list[int] = []
        self.halves: list[int] = []
        self.flags: set[str] = set()
        self.rest: list[str] = []

    def take(self, found: re.Match[str]) -> None:
        """Take in one phrase."""
        day = _day(found)
        if day is not None:
            self.days.append(day)
        elif found["count"]:
            self.spans.extend(_spans(found))
        elif found["r1"]:
            first, last = (number_of(found[name]) for name in ("r1", "r2"))
            self.days.append(Day(_year(found["ry"]), last, 0))
            self.spans.append(((last - first) % 12 + 1, "month"))
            self.flags.add("ended")
        elif not self._part(found) and not self._length(found):
            self.rest.append(found[0])

    def _part(self, found: re.Match[str]) -> bool:
        """Take in a year, or a quarter or half of one."""
        quarter, half = found["q1"] or found["q2"] or found["qo"], found["h1"] or found["h2"] or found["ho"]
        year = found["qy"] or found["hy"] or found["ny"] or found["fy"] or found["year"]
        if quarter:
            self.quarters.append(ORDINALS.get(quarter.lower()) or int(quarter))
        if half:
            self.halves.append(ORDINALS.get(half.lower()) or int(half))
        if found["nm"]:
            self.quarters.append(int(found["nm"]) // 3)
            self.spans.append((int(found["nm"]), "month"))
        if year:
            self.years.append(_year(year))
            if not found["year"]:
                self.flags.add("fiscal")
        return bool(quarter or half or year or found["nm"])

    def _length(self, found: re.Match[str]) -> bool:
        """Take in a span without a count, or a word that tells moments from spans."""
        for name, months in (("years", 12), ("quarters", 3), ("halves", 6)):
            if found[name]:
                self.spans.append((months, "month"))
                self.flags.add("ended")
                return True
        for name, flag in (("ytd", "to_date"), ("asof", "instant"), ("ended", "ended"), ("months", "ended")):
            if found[name]:
                self.flags.add(flag)
                return True
        return False

    def said(self) -> Said:
        """Return what was heard."""
        rest = " ".join(FILLER.sub(" ", " ".join(self.rest)).split())
        return Said(
            tuple(self.days),
            tuple(self.years),
            tuple(self.spans),
            tuple(self.quarters),
            tuple(self.halves),
            "to_date" in self.flags,
            "instant" in self.flags,
            "ended" in self.flags,
            "fiscal" in self.flags,
            rest,
        )


def days_in(text: str) -> Iterator[date]:
    """Yield the days that a text names in full, with month and year in words."""
    for found in DAY.finditer(text):
        month = number_of(found["m1"] or found["m2"] or found["m4"])
        day = _real(
            int(found["y1"] or found["y2"] or found["y4"]), month, int(found["d1"] or found["d2"] or found["d4"])
        )
        if day is not None and day.year and day.day:
            yield date(*day)


def _day(found: re.Match[str]) -> Day | None:
    month = found["m1"] or found["m2"] or found["m3"] or found["m4"]
    if month:
        year = found["y1"] or found["y2"] or found["y3"] or found["y4"]
        return _real(_year(year) if year else 0, number_of(month), int(found["d1"] or found["d2"] or found["d4"] or 0))
    if found["iso"]:
        year, number, day = map(int, found["iso"].split("-"))
        return _real(year, number, day)
    if found["n1"]:
        first, second, year = int(found["n1"]), int(found["n2"]), _year(found["n3"])
        return _real(year, first, second) or _real(year, second, first)
    return None


def _real(year: int, month: int, day: int) -> Day | None:
    try:
        date(year or 2000, month, day or 1)
    except ValueError:
        return None
    return Day(year, month, day)


def clamped(year: int, month: int, day: int) -> int:
    """Return a day that its month has in a year: February 29 becomes 28 where the year has none."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return day if month != 2 or leap else min(day, 28)


def _year(text: str) -> int:
    number = int(text.strip("'"))
    return number if number > 99 else 2000 + number if number < 70 else 1900 + number


def _spans(found: re.Match[str]) -> list[tuple[int, str]]:
    words = [found["count"]]
    if found["more"]:
        words.append(re.split(r"[\s,&]+", found["more"].strip())[-1])
    counts = [COUNTS.get("-".join(word.lower().split()), 0) or (int(word) if word.isdigit() else 0) for word in words]
    return [(count, found["unit"].lower()) for count in counts if count]
