"""When the figures of a table are: by headers, headings, row labels, what stands around it, and the document."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from validator.understanding import kinds
from validator.understanding.timing import when
from validator.understanding.words.calendar import first_day, instant, last_day, span
from validator.understanding.words.phrases import Day, Said, clamped, hear

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.model.periods import Period
    from validator.understanding.rows import Row
    from validator.understanding.timing import Calendar

NOTHING = Said()
LONGEST_NAME = 80
YEAR = (12, "month")
VINTAGES = 4  # as many years side by side are no periods where a day is told elsewhere


class Around(NamedTuple):
    """What is said of a table outside its columns: texts nearest first, its title, the heading of its section.

    `acquired` is the day of the acquisition it is told to speak of.
    """

    texts: tuple[str, ...]
    title: str
    section: Said
    acquired: date | None = None


class Periods:
    """The periods of one section of a table."""

    def __init__(
        self, rows: Sequence[Row], headers: Sequence[Sequence[str]], around: Around, calendar: Calendar
    ) -> None:
        self.calendar, self.around = calendar, around
        self.rows = rows
        self.heard = [hear(" ".join(header)) for header in headers]
        self.labels = [hear(row.label) for row in rows]
        self.score = kinds.stocks(row.label for row in rows)
        self.said = self._surroundings()
        if len({year for said in self.heard for year in said.years}) >= VINTAGES and self._day() is not None:
            self.heard = [said._replace(years=()) for said in self.heard]
        self.schedule = self._schedule()
        self.stock = self._stock()
        self.standing = self._standing()
        self.columns = self._shared([self._column(said) for said in self.heard])
        self.rolls = self._rolls()
        self._spoken: dict[int, tuple[bool, bool]] = {}  # of rows, whether they say what opens or closes a span

    def _surroundings(self) -> Said:
        """Return what stands around the table says of time, the nearest that says anything."""
        for text in self.around.texts:
            said = hear(text)
            if said.anything or said.instant:
                return said
        return NOTHING

    def _day(self) -> Day | None:
        """Return the day that the heading or the surroundings tell, with its year."""
        days = (*self.around.section.days, *self.said.days)
        return next((day for day in days if day.year and day.day), None)

    def _stock(self) -> bool:
        """Whether the rows speak of what stands at a moment, where no header tells."""
        labels = [row.label for row in self.rows if row.sort == "data"]
        if any(map(kinds.OPENING.search, labels)) and any(map(kinds.CLOSING.search, labels)):
            return False
        if sum(bool(said.days) and not said.days[0].year for said in self.labels) > 1:
            return False
        if self.schedule:
            return True
        if kinds.SHEET.search(self.around.title):
            return True
        if kinds.SPANNING.search(self.around.title):
            return False
        if kinds.stocks((*filter(short, self.around.texts[:2]), self.around.title.rpartition(" · ")[2])) < 0:
            return False
        said = self.said
        if said.instant != said.lasts:
            return said.instant
        return self.score > 0

    def _standing(self) -> bool:
        """Whether nothing but what stands at a moment is listed below years that ended: as of their ends."""
        told = [*self.around.texts[:1], *(" ".join(said.rest.split()) for said in self.heard)]
        if kinds.SPANNING.search(self.around.title) or any(map(kinds.MOVING.search, told)):
            return False
        if any(kinds.stocks([text]) < 0 for text in told):
            return False
        spans = {span for said in self.heard for span in said.spans}
        if spans - {YEAR} or any(said.quarters or said.halves or said.to_date for said in self.heard):
            return False
        labels = [row.label for row in self.rows if row.label]
        turning = any(kinds.OPENING.search(label) or kinds.CLOSING.search(label) for label in labels)
        flows = any(kinds.FLOW.search(label) and not kinds.STRONG.search(label) for label in labels)
        return not turning and not flows and self.score * 2 > len(labels)

    def _schedule(self) -> bool:
        """Whether the rows are years to come, as what falls due in each is listed."""
        end = self.calendar.end
        if end is None:
            return False
        coming = [said for said in self.labels if said.only and any(year > end.year for year in said.years)]
        return len(coming) > 1

    def _column(self, heard: Said) -> Period | None:
        """Return the period of a column."""
        section, around = self.around.section, self.said
        said = heard
        if section.anything:
            said = joined(said, section)
        complete = any(day.year for day in said.days) or bool(said.days and said.years)
        if not complete:
            said = self._completed(said, around)
        if self.schedule or self._to_come(heard):
            return self._moment()
        dated = bool(heard.days or section.days) and not around.lasts and self.score > -2
        flow = said.lasts or (not said.instant and not self.stock and not dated)
        if flow and not said.lasts and around.lasts:
            said = said._replace(spans=around.spans[:1], ended=True, to_date=around.to_date, quarters=around.quarters)
        months = self.calendar.months or 12
        if not said.anything:
            end = self.calendar.end
            if self.around.acquired is not None and self.score >= 0:
                return instant(self.around.acquired)
            if end is None:
                return None
            return self.calendar.span_of(end, months) if flow else instant(end)
        if not flow and said.years and not said.days:
            return self._year_end(said.years[0])
        return when(said, self.calendar, stock=not flow, months=months)

    def _shared(self, columns: list[Period | None]) -> list[Period | None]:
        """Return the columns' periods; where some tell one and the same, it is also that of those that tell none."""
        telling = {period for said, period in zip(self.heard, columns, strict=True) if said.anything or said.instant}
        if len(telling) != 1:
            return columns
        one = next(iter(telling))
        return [
            period if said.anything or said.instant else one for said, period in zip(self.heard, columns, strict=True)
        ]

    def _to_come(self, heard: Said) -> bool:
        """Whether a header names a year to come: what falls due then is told of the day of the document."""
        end = self.calendar.end
        if end is None or heard.quarters or any(day.year for day in heard.days):
            return False
        return any(year > end.year for year in heard.years)

    def _moment(self) -> Period | None:
        """Return the day that the surroundings tell, or the document's end."""
        day, end = self._day(), self.calendar.end
        if day is not None and (end is None or date(day.year, day.month, day.day) <= end):
            return instant(date(day.year, day.month, day.day))
        return instant(end) if end is not None else None

    def _completed(self, said: Said, around: Said) -> Said:
        """Return what a header says, with the day or the year that the surroundings tell."""
        if said.years and not said.days and not said.quarters and not said.halves:
            year = said.years[0]
            told = [day for day in around.days if day.day]
            day = next((day for day in told if day.year == year), None)
            if day is None and told:
                one = told[0]._replace(year=year, day=clamped(year, told[0].month, told[0].day))
                day = one if not self._other_ends(told) else None
            return said._replace(days=(day,)) if day is not None else said
        if said.days and not said.years:
            years = [day.year for day in around.days if day.year] or list(around.years)
            end = self.calendar.end
            if years or end is not None:
                return said._replace(years=(years[0] if years else end.year if end else 0,))
        if not said.anything:
            return around._replace(instant=said.instant or around.instant, ended=said.ended or around.ended)
        if not said.days and not said.years:
            return said._replace(days=around.days[:1], years=() if around.days else around.years[:1])
        return said

    @staticmethod
    def _other_ends(told: Sequence[Day]) -> bool:
        """Whether several days of different months are told: none of them stands for any year."""
        return len({(day.month, day.day) for day in told}) > 1

    def _year_end(self, year: int) -> Period:
        """Return the moment a year alone means for a balance: the document's end, or the end of a fiscal year."""
        end = self.calendar.end
        return instant(end if end is not None and year == end.year else self.calendar.fiscal_end(year))

    def latest(self, at: int) -> int:
        """Return the column of the latest moment, where columns are moments; the column itself otherwise."""
        moments = [
            (period.end, -number) for number, period in enumerate(self.columns) if period is not None and period.instant
        ]
        return -max(moments)[1] if len(moments) == len(self.columns) else at

    def _rolls(self) -> list[Period | None]:
        """Return for each row the span between the dated balances it stands between."""
        found: list[Period | None] = [None] * len(self.rows)
        moments = [self._balance(at) for at in range(len(self.rows))]
        dated = [at for at, moment in enumerate(moments) if moment is not None]
        for before, after in pairwise(dated):
            first, last = moments[before], moments[after]
            if first is not None and last is not None and first < last:
                for at in range(before + 1, after):
                    found[at] = span(first + timedelta(days=1), last)
        return found

    def _balance(self, at: int) -> date | None:
        """Return the day of a balance that its row's label tells with its year."""
        said, row = self.labels[at], self.rows[at]
        day = next((day for day in said.days if day.year and day.day), None)
        if day is None or row.sort == "heading":
            return None
        if not (said.only or kinds.BALANCE.search(row.label) or kinds.DATED.search(row.label)):
            return None
        told = date(day.year, day.month, day.day)
        return self._closed(told, row.label)

    def _closed(self, told: date, label: str) -> date:
        """Return the end of the day before, where a day is the first of a period: what it opens with."""
        before = told - timedelta(days=1)
        opens = told.day == 1 and not self.calendar.weekly(told) and not self.calendar.ends_on(told)
        starts = any(
            period is not None and period.start is not None and first_day(period) == told for period in self.columns
        )
        return before if (opens or starts) and not kinds.CLOSING.search(label) else told

    def of(self, number: int, at: int, headings: Sequence[str]) -> Period | None:
        """Return the period of the figure that stands in a row and a column."""
        label, said, column = self.rows[number].label, self.labels[number], self.columns[at]
        balance = self._balance(number)
        dated = column is not None and column.start is None and bool(self.heard[at].days)
        if balance is not None and not said.lasts and not dated:
            return instant(balance)
        rolled = self.rolls[number]
        if rolled is not None and kinds.ADOPTED.search(label):
            return rolled.opening
        if self.rolls[number] is not None and (column is None or not self.heard[at].anything or column.start is None):
            return self.rolls[number]
        if self.rolls[number] is not None and not self.heard[at].lasts:
            return self.rolls[number]
        if column is None:
            return None
        if said.only and said.years and not self.schedule and not self.heard[at].anything:
            return self._column(joined(said, self.said)) or column
        if column.start is None:
            return column
        turn = self._turn(said, column)
        if number not in self._spoken:
            opens = kinds.OPENING.search(label) is not None
            closes = kinds.CLOSING.search(label) is not None or self._stands(label, headings)
            self._spoken[number] = opens, closes
        opens, closes = self._spoken[number]
        if opens or turn == "start":
            return column.opening
        return column.closing if closes or turn == "end" else column

    @staticmethod
    def _turn(said: Said, column: Period) -> str:
        """Return whether a row names the first or the last day of its column's span, without the year."""
        if len(said.days) != 1 or said.days[0].year or said.lasts:
            return ""
        day, first, last = said.days[0], first_day(column), last_day(column)
        if (day.month, day.day) == (first.month, first.day):
            return "start"
        return "end" if (day.month, day.day) == (last.month, last.day) else ""

    def _stands(self, label: str, headings: Sequence[str]) -> bool:
        """Whether a row among flows speaks of what stands at the end of the span."""
        if kinds.SPANNING.search(self.around.title) or any(map(kinds.MOVING.search, headings)):
            return False
        if self.standing or kinds.STRONG.search(label):
            return True
        return any(map(kinds.STRONG.search, headings)) and kinds.FLOW.search(label) is None


def short(text: str) -> bool:
    """Whether a text is no sentence, but names what stands below it."""
    return len(text) < LONGEST_NAME


def joined(said: Said, more: Said) -> Said:
    """Return what two texts say together; the first comes first where both say the same kind of thing."""
    dated = bool(said.days and (said.days[0].year or said.years))
    return Said(
        said.days or more.days,
        said.years or (() if dated else more.years),
        said.spans or more.spans,
        said.quarters or more.quarters,
        said.halves or more.halves,
        said.to_date or more.to_date,
        said.instant or (more.instant and not said.lasts),
        said.ended or more.ended,
        said.fiscal or more.fiscal,
    )
