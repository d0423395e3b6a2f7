"""Tables into statements: columns with periods and units, lines with labels and figures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from validator.budget import spend
from validator.understanding.columns import Columns, headed, spans
from validator.understanding.context import near
from validator.understanding.embedded import embedded
from validator.understanding.figures import Column, Figure, Line, Statement, Unread
from validator.understanding.measures import PERCENT, Measures, saying
from validator.understanding.periods import Around, Periods
from validator.understanding.rows import Section, rows_of, sections
from validator.understanding.words.calendar import instant
from validator.understanding.words.phrases import days_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.documents.document import Table
    from validator.documents.text import Text
    from validator.model.periods import Period
    from validator.understanding.cells import Entry
    from validator.understanding.context import Context
    from validator.understanding.measuring.scales import Scale
    from validator.understanding.timing import Calendar

LONGEST_LABEL = 250
AT = re.compile(r"[^.;,\d]{0,30}\b(?:at|as\s+of)\s+(?=[A-Z])")
TOTAL = re.compile(r"\b(?:total|net|subtotal|gross\s+profit|sum)\b", re.IGNORECASE)
CHANGE = re.compile(r"\b(?:change|variance|increase|decrease|inc|dec)\b", re.IGNORECASE)
SHARE = re.compile(r"%\s*(?:of|to)\b|\bas\s+a\s+(?:%|percent)|\bpercent(?:age)?\s+of\b|\bmix\b", re.IGNORECASE)
NOTE = re.compile(r"^\s*(?:notes?|ref(?:erence)?s?|pages?|item|exhibits?)\W*(?:nos?\.?|numbers?)?\s*$", re.IGNORECASE)
EXHIBIT = re.compile(
    r"^\W*(?:exhibits?\W*(?:nos?\b|numbers?|index|descriptions?)?|page(?:\s+no\.?)?)\W*$", re.IGNORECASE
)
ITEM = re.compile(r"^\W*(?:item\s+\d|part\s+[ivx]+\b)", re.IGNORECASE)
FEWEST_ITEMS = 3
EACH = 70  # steps that a figure takes: to read, to relate, to be told
STATEMENT = 25  # figures that a statement counts as, however few it has: it is set up anew


class Facts(NamedTuple):
    """What holds for a whole document: its calendar, currency, scale and way of writing numbers."""

    calendar: Calendar
    currency: str
    scale: Scale
    style: str


class Reader:
    """Understands one table."""

    def __init__(
        self, index: int, table: Table, context: Context, facts: Facts, before: list[list[str]] | None = None
    ) -> None:
        self.before = before or []  # the headers of the table just above: those of one without headers, too
        self.index, self.table, self.context, self.facts = index, table, context, facts
        self.about = context.title
        self.unread: list[Unread] = []
        self.inside: list[Figure] = []  # figures inside words of the table
        self.notes: list[Text] = []  # sentences that stand in the table

    def statements(self, first: int) -> Iterator[Statement]:
        """Yield the statements a table makes, numbered from `first`."""
        rows = rows_of(self.table, self.facts.style)
        self.unread.extend(
            Unread(mark.place, mark.text, "footnote mark")
            for row in self.table.rows
            for cell in row
            for mark in cell.text.marks
            if any(map(str.isdigit, mark.text))
        )
        if not any(row.sort == "data" for row in rows):
            return
        self.notes = [
            row.labels[0].cell.text for row in rows if row.sort == "heading" and len(row.label) >= LONGEST_LABEL
        ]
        for section in sections(rows):
            if not any(entry.number for row in section.rows for entry in row.values):
                continue
            spend(EACH * (STATEMENT + sum(len(row.values) for row in section.rows)))
            part = Part(self, section, first)
            yield part.statement()
            self.before = part.headers
            self.inside.extend(part.inside())
            first += 1


class Part:
    """A section of a table on its way to a statement."""

    def __init__(self, reader: Reader, section: Section, number: int) -> None:
        self.reader, self.section, self.number = reader, section, number
        self.facts, self.calendar = reader.facts, reader.facts.calendar
        self.rows = section.rows
        self.columns = Columns(spans(self.rows, section.headers))
        self.roles: list[str] = []
        self.headers = headed(section.headers, self.columns.spans)
        if not any(self.headers) and len(reader.before) == len(self.headers) and not section.said.anything:
            self.headers = reader.before
        self.captions = [*section.captions, reader.context.caption, *reader.context.above]
        self.periods = Periods(
            self.rows,
            self.headers,
            Around(
                (*section.captions, *near(reader.context.above)),
                reader.context.title,
                section.said,
                reader.context.acquired,
            ),
            self.calendar,
        )
        self.measures = Measures(
            self.rows,
            self.columns,
            self.headers,
            self.captions,
            currency=self.facts.currency,
            scale=self.facts.scale,
            near=next(iter(reader.context.above), ""),
            about=" ".join(
                (*[text for text in section.captions if len(text) < 100], reader.context.title.rpartition(" · ")[2])
            ),
        )
        self.signed = self._signed()
        self.lists = self._lists()

    def statement(self) -> Statement:
        """Return the statement."""
        context = self.reader.context
        roles = self.roles = [self._role(at) for at in range(len(self.columns.spans))]
        columns = tuple(
            Column(tuple(header), self.periods.columns[at], self.measures.symbols[at], roles[at])
            for at, header in enumerate(self.headers)
        )
        lines: list[Line] = []
        indents = sorted({row.labels[0].cell.indent for row in self.rows if row.labels})
        levels = {indent: level for level, indent in enumerate(indents)}
        headings: list[tuple[float, str]] = []
        for index, row in enumerate(self.rows):
            indent = row.labels[0].cell.indent if row.labels else 0.0
            level = levels[indent] if row.labels else 0
            while headings and headings[-1][0] > indent:
                headings.pop()
            if row.sort == "heading":
                while headings and headings[-1][0] >= indent:
                    headings.pop()
                headings.append((indent, row.label))
                lines.append(self._line(index, level, len(lines), ()))
            else:
                spend(len(headings))
                path = tuple(text for _, text in headings)
                lines.append(self._line(index, level, len(lines), path))
        return Statement(self.reader.index, context.title, context.caption, columns, tuple(lines), self.reader.about)

    def inside(self) -> Iterator[Figure]:
        """Yield the figures inside the words of rows."""
        for index, row in enumerate(self.rows):
            if row.labels and len(row.label) < LONGEST_LABEL:
                for entry in row.labels:
                    yield from self._inside(index, entry, None)
            for entry in row.values:
                if entry.words:
                    yield from self._inside(index, entry, self.columns.of(entry))

    def _inside(self, index: int, entry: Entry, column: int | None) -> Iterator[Figure]:
        text = entry.cell.text
        for one in embedded(text.plain):
            spend(EACH)
            at = column if column is not None else min(one.order, len(self.columns.spans) - 1)
            if one.kind == "percent":
                at = self.periods.latest(at)
            unit, power = self.measures.inside(one)
            exponent = power - one.places
            yield Figure(
                text.place(one.start),
                text.plain[one.start : one.end],
                one.mantissa,
                exponent,
                -exponent,
                unit,
                dated(text.plain, one.end) or self.periods.of(index, at, ()),
                (self.rows[index].label,),
                percent=one.kind == "percent",
            )

    def _role(self, at: int) -> str:
        text = " ".join(self.headers[at])
        last = self.headers[at][-1] if self.headers[at] else ""
        percent = self.signed[at]
        if self.lists or NOTE.match(last):
            return "note"
        if CHANGE.search(text):
            return "growth" if percent or "%" in text or "percent" in text.lower() else "change"
        if percent or "%" in text:
            return "share" if SHARE.search(text) else "rate"
        return "amount"

    def _lists(self) -> bool:
        """Whether it is no statement but a list of exhibits or contents: its numbers refer to other places."""
        heads = (text for row in self.section.headers for text in (row.label, *(entry.text for entry in row.values)))
        if any(EXHIBIT.match(text) for text in heads):
            return True
        items = sum(any(ITEM.match(entry.text) for entry in (*row.labels, *row.values)) for row in self.rows)
        return items >= FEWEST_ITEMS

    def _signed(self) -> list[bool]:
        """Return for each column whether most of its figures are percentages."""
        counts = [[0, 0] for _ in self.columns.spans]
        for row in self.rows:
            for entry in row.values:
                if entry.number and not entry.dash:
                    counts[self.columns.of(entry)][self.measures.percentage(entry)] += 1
        return [signed > unsigned for unsigned, signed in counts]

    def _line(self, index: int, level: int, number: int, path: tuple[str, ...]) -> Line:
        row = self.rows[index]
        figures: list[Figure | None] = [None] * len(self.columns.spans)
        for entry in row.values:
            if entry.number:
                at = self.columns.of(entry)
                if self.roles[at] == "note":
                    self.reader.unread.append(Unread(entry.place, entry.text, "refers to a note or a page"))
                elif figures[at] is None:
                    figures[at] = self._figure(index, entry, at, number, path)
        first = row.labels[0] if row.labels else row.values[0]
        bold = bool(TOTAL.search(row.label)) or any("t" in entry.cell.rule for entry in row.values)
        return Line(row.label, level, bold, tuple(figures), first.place)

    def _figure(self, index: int, entry: Entry, at: int, number: int, path: tuple[str, ...]) -> Figure:
        row = self.rows[index]
        label = (*path, row.label)
        measure = self.measures.of(row.label, path, entry, at)
        period = self.periods.of(index, at, path)
        header = tuple(text for text in self.headers[at] if saying(text))
        exponent = measure.power - entry.places
        return Figure(
            entry.place,
            entry.text,
            entry.mantissa,
            exponent if not entry.dash else 0,
            None if entry.dash else -exponent,
            measure.unit,
            period,
            label,
            header,
            self.number,
            number,
            at,
            measure == PERCENT,
        )


def dated(text: str, end: int) -> Period | None:
    """Return the day that the words right behind a figure name: `50,445,186 shares at February 3, 2024`."""
    found = AT.match(text, end)
    day = next(days_in(text[found.end() : found.end() + 30]), None) if found else None
    return None if day is None else instant(day)
