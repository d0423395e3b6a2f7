"""Tables into statements: columns with periods and units, lines with labels and figures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from validator.understanding import kinds, units
from validator.understanding.columns import Span, column_of, headed, spans
from validator.understanding.figures import Column, Figure, Line, Statement, Unread
from validator.understanding.rows import NOTHING, Row, Section, rows_of, sections
from validator.understanding.scales import Scale, scale_in
from validator.understanding.timing import when
from validator.understanding.words.calendar import instant
from validator.understanding.words.phrases import Said, hear

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.documents.document import Table
    from validator.model.periods import Period
    from validator.understanding.cells import Entry
    from validator.understanding.context import Context
    from validator.understanding.timing import Calendar

TOTAL = re.compile(r"\b(?:total|net|subtotal|gross\s+profit|sum)\b", re.IGNORECASE)
CHANGE = re.compile(r"\b(?:change|variance|increase|decrease|inc|dec)\b", re.IGNORECASE)
SHARE = re.compile(r"%\s*(?:of|to)\b|\bas\s+a\s+(?:%|percent)|\bpercent(?:age)?\s+of\b|\bmix\b", re.IGNORECASE)
NOTE = re.compile(r"^\s*(?:notes?|ref(?:erence)?s?|page|item)\W*(?:no\.?|number)?\s*$", re.IGNORECASE)


class Facts(NamedTuple):
    """What holds for a whole document: its calendar, currency, scale and way of writing numbers."""

    calendar: Calendar
    currency: str
    scale: Scale
    style: str


class Reader:
    """Understands one table."""

    def __init__(self, index: int, table: Table, context: Context, facts: Facts) -> None:
        self.index, self.table, self.context, self.facts = index, table, context, facts
        self.unread: list[Unread] = []

    def statements(self, first: int) -> Iterator[Statement]:
        """Yield the statements a table makes, numbered from `first`."""
        rows = rows_of(self.table, self.facts.style)
        if not any(row.sort == "data" for row in rows):
            return
        for section in sections(rows):
            if not any(entry.number for row in section.rows for entry in row.values):
                continue
            yield Part(self, section, first).statement()
            first += 1


class Part:
    """A section of a table on its way to a statement."""

    def __init__(self, reader: Reader, section: Section, number: int) -> None:
        self.reader, self.section, self.number = reader, section, number
        self.facts, self.calendar = reader.facts, reader.facts.calendar
        self.rows = section.rows
        self.spans: list[Span] = spans(self.rows, section.headers)
        self.headers = headed(section.headers, self.spans)
        corner = " ".join(row.label for row in section.headers)
        heads = " ".join(row.label for row in self.rows if row.sort == "heading")[:400]
        self.scale = self._scale([corner, heads, reader.context.caption, *reader.context.above])
        self.stock = self._stock()
        self.told = [hear(" ".join(header)) for header in self.headers]
        self.around = self._around(corner)
        self.periods = [self._period(said) for said in self.told]
        self.symbols = self._symbols()

    def _scale(self, texts: Sequence[str]) -> Scale:
        for text in texts:
            scale = scale_in(text)
            if scale is not None and not (scale.shares and "except" not in text.lower()):
                return scale
        return self.facts.scale

    def _stock(self) -> bool:
        labels = [row.label for row in self.rows]
        title = f"{self.reader.context.title} {self.reader.context.caption}"
        if re.search(r"balance\s+sheets?|financial\s+position|financial\s+condition", title, re.IGNORECASE):
            return True
        if re.search(r"statements?\s+of|cash\s+flows|results\s+of", title, re.IGNORECASE):
            return False
        return kinds.stocks(labels) > 0

    def _around(self, corner: str) -> Said:
        """Return what the table's surroundings say of time, nearest first."""
        for text in (corner, *self.reader.context.above):
            said = hear(text)
            if said.anything:
                return said
        return NOTHING

    def _period(self, said: Said) -> Period | None:
        """Return the period of a column by its header, the section's heading and the surroundings."""
        section = self.section.said
        merged = merge(said, section) if section.anything else said
        around = self.around
        if not merged.anything:
            merged = around
        elif not merged.days and around.days and len({day.year for day in around.days}) >= 1:
            if merged.years and not merged.quarters:
                merged = self._dated(merged, around)
            elif not merged.years:
                merged = merge(merged, around)
        if not merged.lasts and around.lasts and not merged.instant and not (self.stock and merged.days):
            merged = merged._replace(spans=around.spans, ended=True, to_date=around.to_date)
        lasts = merged.lasts
        stock = merged.instant or (not lasts and (self.stock or bool(said.days)))
        months = self.calendar.months or 12
        period = when(merged, self.calendar, stock=stock or None, months=months)
        if period is None and self.calendar.end is not None:
            end = self.calendar.end
            period = instant(end) if self.stock else self.calendar.span_of(end, months)
        return period

    @staticmethod
    def _dated(said: Said, around: Said) -> Said:
        """Return a year with the day that the surroundings tell for it."""
        year = said.years[0]
        day = next((day for day in around.days if day.year == year), around.days[0])
        return said._replace(days=(day._replace(year=year),), instant=said.instant or around.instant)

    def _symbols(self) -> list[str]:
        found = [""] * len(self.spans)
        for row in self.rows:
            for entry in row.values:
                if entry.number and entry.symbol:
                    at = column_of(entry, self.spans)
                    found[at] = found[at] or entry.symbol
        return found

    def statement(self) -> Statement:
        """Return the statement."""
        context = self.reader.context
        roles = [self._role(at) for at in range(len(self.spans))]
        columns = tuple(
            Column(tuple(header), self.periods[at], self.symbols[at], roles[at])
            for at, header in enumerate(self.headers)
        )
        lines: list[Line] = []
        indents = sorted({row.labels[0].cell.indent for row in self.rows if row.labels})
        headings: list[tuple[float, str]] = []
        for row in self.rows:
            indent = row.labels[0].cell.indent if row.labels else 0.0
            level = indents.index(indent) if row.labels else 0
            while headings and headings[-1][0] > indent:
                headings.pop()
            path = tuple(text for _, text in headings)
            if row.sort == "heading":
                while headings and headings[-1][0] >= indent:
                    headings.pop()
                headings.append((indent, row.label))
                lines.append(self._line(row, level, len(lines), ()))
            else:
                lines.append(self._line(row, level, len(lines), path))
        return Statement(self.reader.index, context.title, context.caption, columns, tuple(lines))

    def _role(self, at: int) -> str:
        text = " ".join(self.headers[at])
        last = self.headers[at][-1] if self.headers[at] else ""
        percents = [entry.percent for entry in self._entries(at) if not entry.dash]
        percent = bool(percents) and sum(percents) * 2 > len(percents)
        if NOTE.match(last):
            return "note"
        if CHANGE.search(text):
            return "growth" if percent or "%" in text or "percent" in text.lower() else "change"
        if percent or "%" in text:
            return "share" if SHARE.search(text) else "rate"
        return "amount"

    def _entries(self, at: int) -> Iterator[Entry]:
        for row in self.rows:
            for entry in row.values:
                if entry.number and column_of(entry, self.spans) == at:
                    yield entry

    def _line(self, row: Row, level: int, number: int, path: tuple[str, ...]) -> Line:
        figures: list[Figure | None] = [None] * len(self.spans)
        for entry in row.values:
            if entry.number:
                at = column_of(entry, self.spans)
                if figures[at] is None:
                    figures[at] = self._figure(row, entry, at, number, path)
        first = row.labels[0] if row.labels else row.values[0]
        bold = bool(TOTAL.search(row.label)) or any("t" in entry.cell.rule for entry in row.values)
        return Line(row.label, level, bold, tuple(figures), first.place)

    def _figure(self, row: Row, entry: Entry, at: int, number: int, path: tuple[str, ...]) -> Figure:
        label = (*path, row.label)
        unit, exponent = self._measure(row, entry, at, path)
        period = self._when(row, at)
        header = tuple(text for text in self.headers[at] if not hear(text).only)
        exponent -= entry.places
        return Figure(
            entry.place,
            entry.text,
            entry.mantissa,
            exponent if not entry.dash else 0,
            None if entry.dash else -exponent,
            unit,
            period,
            label,
            header,
            self.number,
            number,
            at,
            entry.percent,
        )

    def _measure(self, row: Row, entry: Entry, at: int, path: tuple[str, ...]) -> tuple[str, int]:
        """Return the unit of a figure, and the power of ten it stands in."""
        header = " ".join(self.headers[at])
        last = self.headers[at][-1] if self.headers[at] else ""
        label = row.label
        whole = " ".join((*path[-1:], label))
        currency = entry.symbol or self.symbols[at] or self.facts.currency
        if entry.percent or entry.unit in ("pp", "pts", "pt"):
            return "pure", -2
        if entry.unit in units.BASIS:
            return "pure", -4
        if entry.unit in units.PURE_UNITS:
            return "pure", 0
        own = scale_in(label) or scale_in(last)
        scale = own or self.scale
        if not entry.symbol and ("%" in header or "percent" in last.lower()) and not units.money(label):
            return "pure", -2
        if (
            units.per_share(label)
            or units.per_share(last)
            or (units.per_share(whole) and not units.counts_shares(label))
        ):
            return f"{currency}/shares", 0
        if not entry.symbol and (
            units.counts_shares(label)
            or units.counts_shares(last)
            or (not units.money(label) and units.counts_shares(whole))
        ):
            return "shares", own.power if own else 0 if scale.shares_apart else scale.power
        return currency, scale.power

    def _when(self, row: Row, at: int) -> Period | None:
        """Return the period of a figure: its column's, unless its row speaks of a moment."""
        period = self.periods[at]
        if period is None:
            return None
        label = row.label
        said = hear(label)
        if said.days and any(day.year for day in said.days) and kinds.BALANCE.search(label):
            exact = when(said, self.calendar, stock=True)
            return exact or period
        if kinds.OPENING.search(label) and period.start is not None:
            return period.opening
        if kinds.CLOSING.search(label) and period.start is not None:
            return period.closing
        return period


def merge(said: Said, more: Said) -> Said:
    """Return what two texts say together; the first comes first where both say the same kind of thing."""
    return Said(
        said.days or more.days,
        said.years or more.years,
        said.spans or more.spans,
        said.quarters or more.quarters,
        said.halves or more.halves,
        said.to_date or more.to_date,
        said.instant or more.instant,
        said.ended or more.ended,
        said.fiscal or more.fiscal,
    )
