"""The calendar of a document: its own period, the days its periods end on, and what phrases mean by it."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

from validator.documents.document import Block, Table
from validator.understanding.words.calendar import instant, span
from validator.understanding.words.phrases import Said, days_in, hear
from validator.understanding.words.sentences import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterable

    from validator.documents.document import Document
    from validator.model.periods import Period
    from validator.understanding.words.phrases import Day

COVER = 80  # parts of a document among which its cover is looked for
NEAR = 10  # days by which the ends of like periods of 52 and 53 weeks differ at most
QUARTERS = (91, 182, 273, 364)  # days of one, two, three and four quarters of thirteen weeks
OFTEN = 3
ENDED = re.compile(r"\b(?:months|weeks|quarters?|years?|periods?)\s+ended\s[^.;()]{0,80}", re.IGNORECASE)
OWN = re.compile(
    r"(?:quarterly\s+periods?|fiscal\s+years?|fiscal\s+quarters?|(?:transition\s+)?periods?|years?|quarters?|months|weeks)\s+(?:ended|ending)",
    re.IGNORECASE,
)


def month_end(at: date) -> bool:
    """Whether a day is the last of its month."""
    return (at + timedelta(days=1)).day == 1


def last_of_month(year: int, month: int) -> date:
    """Return the last day of a month; months beyond the twelfth run into later years."""
    index = year * 12 + month
    return date(index // 12, index % 12 + 1, 1) - timedelta(days=1)


class Calendar:
    """How a document counts time: when it ends, how long it lasts, when its years end, and every day it names."""

    def __init__(
        self,
        end: date | None,
        months: int,
        days: Counter[date],
        year_ends: tuple[date, ...] = (),
        ends: Counter[date] | None = None,
    ) -> None:
        self.end, self.months, self.days = end, months, days
        self.year_ends = year_ends
        self.ends = ends or Counter()  # the days of which it says that a period ended then

    @property
    def year_end(self) -> date | None:
        """The last end of a fiscal year, the document's own when it is annual."""
        if self.months == 12 or self.end is None:
            return self.end
        return self.year_ends[0] if self.year_ends else last_of_month(self.end.year - 1, 12)

    def start(self, end: date, months: int) -> date:
        """Return the first day of a span of months that ends on a day."""
        if month_end(end):
            return last_of_month(end.year, end.month - months) + timedelta(days=1)
        weeks = {1: 4, 3: 13, 6: 26, 9: 39, 12: 52}.get(months, round(months * 52 / 12))
        expected = end - timedelta(weeks=weeks)
        before = self.near(expected, NEAR)
        return (before or expected) + timedelta(days=1)

    def weekly(self, day: date) -> bool:
        """Whether a day lies quarters of thirteen weeks before another that the document often names."""
        return any(
            (later - day).days in QUARTERS and count >= OFTEN and not month_end(later)
            for later, count in self.days.items()
        )

    def ends_on(self, day: date) -> bool:
        """Whether periods of the document end on a day, as it says itself."""
        return day == self.end or self.ends[day] >= OFTEN

    def near(self, day: date, within: int) -> date | None:
        """Return the day the document names most often among those about a day."""
        found = [
            (count, -abs((named - day).days), named)
            for named, count in self.days.items()
            if abs((named - day).days) <= within
        ]
        return max(found)[2] if found else None

    def same_day(self, day: date, year: int) -> date:
        """Return the day in a year on which a like period ends."""
        if month_end(day):
            plain = last_of_month(year, day.month)
            return plain if self.days.get(plain) else self.near(plain, 6) or plain
        plain = day - timedelta(weeks=52 * (day.year - year))
        return self.near(plain, NEAR) or plain

    def date_of(self, day: Day, year: int = 0) -> date | None:
        """Return a day that is told as a date; a month alone ends with its last day."""
        year = day.year or year
        if not year:
            return None
        try:
            return date(year, day.month, day.day) if day.day else last_of_month(year, day.month)
        except ValueError:
            return last_of_month(year, day.month)

    def year_start(self, end: date) -> date:
        """Return the first day of the fiscal year in which a day lies."""
        known = self.year_end or end
        last = next(
            (last for year in (end.year, end.year - 1) if (last := self.same_day(known, year)) < end),
            self.same_day(known, end.year - 1),
        )
        return last + timedelta(days=1)

    def fiscal_end(self, year: int) -> date:
        """Return the day a fiscal year ends on: that of the calendar's, where the document names no day."""
        known = self.year_end
        return last_of_month(year, 12) if known is None else self.same_day(known, year)

    def span_of(self, end: date, months: int) -> Period:
        """Return the span of months that ends on a day."""
        return span(self.start(end, months), end)


def calendar_of(document: Document) -> Calendar:
    """Return the calendar of a document, from its cover and all it names."""
    days: Counter[date] = Counter()
    ends: Counter[date] = Counter()
    for text in texts(document.parts):
        days.update(days_in(text))
        ends.update(day for found in ENDED.finditer(text) for day in days_in(found[0]))
    end, months = own(document.parts[:COVER])
    if end is None and days:
        end = max(days, key=lambda day: (days[day], day))
    return Calendar(end, months, days, year_ends(days, end, months), ends)


def year_ends(days: Counter[date], end: date | None, months: int) -> tuple[date, ...]:
    """Return the end of the fiscal year before the document's own period: one, two or three quarters before its end.

    Of the days a document names, it is the one named most.
    """
    if end is None or months == 12:
        return ()
    quarters = [round(91.3 * count) for count in (1, 2, 3)]
    told = [(count, day) for day, count in days.items() if any(abs((end - day).days - gap) <= NEAR for gap in quarters)]
    return (max(told)[1],) if told else ()


def texts(parts: Iterable[Block | Table]) -> Iterable[str]:
    """Yield the texts of a document: blocks, and the cells of tables."""
    for part in parts:
        if isinstance(part, Block):
            yield part.text.plain
        else:
            for row in part.rows:
                for cell in row:
                    if len(cell.text.plain) > 7:
                        yield cell.text.plain


def own(parts: Iterable[Block | Table]) -> tuple[date | None, int]:
    """Return the end of the document's own period and its months, as its cover says them; 0 months: not told."""
    for whole in texts(parts):
        text = whole[:LONGEST]
        found = OWN.search(text)
        if found:
            said = hear(text[max(found.start() - 30, 0) : found.end() + 60])
            day = next((day for day in said.days if day.year and day.day), None)
            if day is not None:
                words = found[0].lower()
                weeks = next((count for count, unit in said.spans if unit == "week"), 0)
                months = 12 if "year" in words else 3 if "quarter" in words else weeks * 3 // 13
                months = months or next((count for count, unit in said.spans if unit == "month"), 0)
                return date(day.year, day.month, day.day), months
    return None, 0


def months_in(said: Said) -> int:
    """Return how many months a phrase's first span lasts; 0 where it names none."""
    for count, unit in said.spans:
        return count if unit == "month" else round(count * 12 / 52)
    return 0


def when(said: Said, calendar: Calendar, *, stock: bool | None, months: int = 0) -> Period | None:
    """Return the period a phrase means by a calendar; `stock` whether it is asked of what stands at a moment.

    `months` is how long a span lasts where the phrase says none.
    """
    end = ending(said, calendar)
    if end is None:
        return None
    count = months_in(said)
    if said.to_date and calendar.year_end:
        return span(calendar.year_start(end), end)
    if said.quarters or said.halves:
        count = count or (3 if said.quarters else 6)
    if stock is True or (stock is None and not count and not said.lasts and bool(said.days)):
        return instant(end)
    return calendar.span_of(end, count or months) if count or months else instant(end)


def ending(said: Said, calendar: Calendar) -> date | None:
    """Return the last day of the period a phrase means."""
    year = said.years[0] if said.years else 0
    if said.days:
        return calendar.date_of(said.days[-1], year)
    if said.quarters or said.halves:
        index = 3 * said.quarters[0] if said.quarters else 6 * said.halves[0]
        last = calendar.fiscal_end(year) if year else calendar.end
        if last is None or not year:
            return last
        if index == 12:
            return last
        back = (
            last_of_month(last.year, last.month - (12 - index))
            if month_end(last)
            else last - timedelta(weeks=round((12 - index) * 52 / 12))
        )
        return back if month_end(last) else calendar.near(back, NEAR) or back
    if year:
        if calendar.end is None or calendar.months == 12 or months_in(said) == 12:
            return calendar.fiscal_end(year)
        return calendar.same_day(calendar.end, year) if calendar.end.year != year else calendar.end
    return calendar.end if said.anything else None
