"""The calendar of one document: the periods its tables have, its fiscal years, the day it reports on."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

from validator.understanding.prose.times import DATE, times
from validator.understanding.words.calendar import first_day, instant, last_day, span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from validator.documents.document import Block
    from validator.model.periods import Period
    from validator.understanding.figures import Statement
    from validator.understanding.timing import Calendar

COVER = re.compile(
    r"\b(?:quarterly|annual|transition|fiscal|interim|quarter|year|months|weeks)\b[^.]{0,40}\bend(?:ed|ing)\b",
    re.IGNORECASE,
)
NAMED = re.compile(
    r"\b(?:fiscal(?:\s+year)?\s+(?P<a>20\d\d)\b[^.;]{0,50}\bend(?:ed|s|ing)\s+(?:on\s+)?[A-Z][a-z]+\s+\d{1,2},?\s+(?P<b>20\d\d)"
    r"|ended\s+[A-Z][a-z]+\s+\d{1,2},?\s+(?P<c>20\d\d)\s*\([\"']?(?:fiscal(?:\s+year)?|FY)\s*(?P<d>20\d\d))"
)
SAID = re.compile(r"\b[Ff]iscal\s+(?:years?\s+)?(20\d\d)")
OFTEN = 2
CLOSE = 10  # days by which the ends of two namings of one period may differ: 52/53-week years
DAYS = {"month": 30.4375, "week": 7, "quarter": 91.3125}


class Fiscal:
    """Resolves words into periods, as one document means them."""

    def __init__(
        self, known: Iterable[Period], told: date | None, texts: Iterable[str], calendar: Calendar | None = None
    ) -> None:
        counted = Counter(known)
        self.durations = [one for one in counted if one.start is not None]
        self.instants = sorted({last_day(one) for one in counted if one.end is not None})
        self.day = reported(counted, told)
        self.now = instant(self.day)
        ending = [one for one in self.durations if last_day(one) == self.day and one.days < 380]
        self.to_date = self._to_date(ending, calendar)
        self.latest = min((one for one in ending if one.days > 80), key=lambda one: one.days, default=self.to_date)
        self.usual = self.to_date  # of what is told without a time
        year = first_day(self.to_date)
        self.starts = (year.month, year.day)
        self.shift = 0
        named, years = naming(texts)
        self.shift = early(years, self.number(self.day)) if named is None else named
        spoken = years.total()
        self.plain_is_fiscal = spoken < 3

    def _to_date(self, ending: list[Period], calendar: Calendar | None) -> Period:
        """Return the fiscal year up to the day reported on, of the periods that end on it."""
        if calendar is not None and calendar.end == self.day:
            start = calendar.year_start(self.day)
            found = [one for one in ending if abs((first_day(one) - start).days) <= CLOSE]
            return found[0] if found else span(start, self.day)
        return max(ending, key=lambda one: one.days, default=None) or self.months(self.day, 12)

    def near(self, last: date, days: int) -> Period | None:
        """Return the period of the tables that ends about a day and lasts about so long."""
        fit = [
            one
            for one in self.durations
            if abs((last_day(one) - last).days) <= CLOSE and abs(one.days - days) <= max(CLOSE, days // 20)
        ]
        return min(fit, key=lambda one: (abs((last_day(one) - last).days), abs(one.days - days)), default=None)

    def months(self, last: date, count: int) -> Period:
        """Return so many months up to a day; whole weeks where a table or the day says so."""
        known = self.near(last, round(count * DAYS["month"])) if self.durations else None
        if known is not None and last_day(known) == last:
            return known
        if (last + timedelta(days=1)).day == 1:
            index = last.year * 12 + last.month - count
            return span(date(index // 12, index % 12 + 1, 1), last)
        if count == 12:
            before = [one for one in self.instants if 360 <= (last - one).days <= 373]
            return span((before[-1] if before else last - timedelta(days=364)) + timedelta(days=1), last)
        if count % 3 == 0:
            return self.weeks(last, count // 3 * 13)
        index = last.year * 12 + last.month - 1 - count
        return span(date(index // 12, index % 12 + 1, min(last.day, 28)) + timedelta(days=1), last)

    def weeks(self, last: date, count: int) -> Period:
        """Return so many weeks up to a day."""
        known = self.near(last, count * 7)
        return (
            known if known is not None and last_day(known) == last else span(last - timedelta(days=count * 7 - 1), last)
        )

    def year(self, number: int, *, fiscal: bool) -> Period:
        """Return a year by its name."""
        if not fiscal or self.starts == (1, 1):
            return span(date(number, 1, 1), date(number, 12, 31))
        start = self.opening(number)
        last = self.opening(number + 1) - timedelta(days=1)
        return self.near(last, 365) or span(start, last)

    def opening(self, number: int) -> date:
        """Return about the first day of a fiscal year: named by the year it ends in, unless told otherwise."""
        month, number_of_day = self.starts
        early = month == 1 or (month == 12 and number_of_day > 20)  # the year that mostly is the calendar's
        start = date(number - (0 if month == 1 else 1), month, min(number_of_day, 28))
        return start if early else start.replace(year=start.year + self.shift)

    def part(self, number: int, ordinal: int, months: int, *, fiscal: bool) -> Period:
        """Return the n-th run of so many months of a year."""
        start = self.opening(number) if fiscal else date(number, 1, 1)
        index = start.year * 12 + start.month - 1 + ordinal * months
        last = date(index // 12, index % 12 + 1, start.day) - timedelta(days=1)
        return self.near(last, round(months * DAYS["month"])) or self.months(last, months)

    def like(self, year: int) -> date:
        """Return the day in a year on which a period like the document's own ends."""
        day = self.day
        if (day + timedelta(days=1)).day == 1:
            return (day + timedelta(days=1)).replace(year=(day + timedelta(days=1)).year + year - day.year) - timedelta(
                days=1
            )
        back = day.replace(year=year, day=min(day.day, 28) if day.month == 2 else day.day)
        return min((one for one in self.instants if abs((one - back).days) <= CLOSE), default=back)

    def number(self, day: date) -> int:
        """Return the name of the fiscal year a day is in."""
        for number in (day.year - 1, day.year, day.year + 1):
            if self.opening(number) - timedelta(days=CLOSE) <= day < self.opening(number + 1) - timedelta(days=CLOSE):
                return number
        return day.year

    def ago(self, period: Period) -> Period:
        """Return the period a year before another, as the tables have it."""
        last = last_day(period)
        back = last.replace(year=last.year - 1, day=min(last.day, 28) if last.month == 2 else last.day)
        after = last + timedelta(days=1)
        if after.day == 1:
            back = after.replace(year=after.year - 1) - timedelta(days=1)
        if period.start is None:
            return instant(min((one for one in self.instants if abs((one - back).days) <= CLOSE), default=back))
        first = first_day(period)
        start = back - timedelta(days=period.days - 1)
        if first.day == after.day == 1:  # whole months, of which leap years make others
            start = first.replace(year=first.year - 1)
        return self.near(back, period.days) or span(start, back)


def reported(known: Counter[Period], told: date | None) -> date:
    """Return the day a document reports on: where it says so, else where most of its latest durations end."""
    ends = Counter[date]()
    for one, times_ in known.items():
        if one.end is not None:
            ends[last_day(one)] += times_ * (3 if one.start is not None else 1)
    if told is not None and (not ends or told in ends):
        return told
    if not ends:
        return date(2000, 12, 31)
    most = max(ends.values())
    return max(day for day, count in ends.items() if count * 4 >= most)


def naming(texts: Iterable[str]) -> tuple[int | None, Counter[int]]:
    """Return how many years before its end a fiscal year is named, if told, and how often "fiscal 2023" is said."""
    shifts, years = Counter[int](), Counter[int]()
    for text in texts:
        if "fiscal" in text or "Fiscal" in text:
            years.update(map(int, SAID.findall(text)))
            for found in NAMED.finditer(text):
                shifts[int(found["b"] or found["c"]) - int(found["a"] or found["d"])] += 1
    best = shifts.most_common(1)
    return (int(best[0][0] == 1) if best else None), years


def early(years: Counter[int], number: int) -> int:
    """Return whether fiscal years are named by the year they start in: a document speaks of its own, and the last."""
    own = number - 1
    return int(not years[number] and years[own] > 0 and max(years) == own and years[own] + years[own - 1] >= OFTEN)


def fiscal_of(blocks: Sequence[Block], statements: Sequence[Statement], calendar: Calendar | None = None) -> Fiscal:
    """Return how a document counts time, with the calendar that its tables are read by."""
    known = [column.period for one in statements for column in one.columns if column.period is not None]
    return Fiscal(known, cover_day(blocks), (block.text.plain for block in blocks), calendar)


def cover_day(blocks: Sequence[Block]) -> date | None:
    """Return the day the first pages say the report is about: "for the quarterly period ended June 30, 2023"."""
    for block in blocks[:120]:
        plain = block.text.plain
        found = COVER.search(plain) if len(plain) <= 2000 else None
        if found is None:
            continue
        for one in times(plain[found.end() : found.end() + 60]):
            if one.kind == DATE and one.year:
                return date(one.year, one.month, one.day)
            break
    return None
