"""Tables into figures: rows by label and where they stand, columns by header, scale by caption."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from validator.authored.nearest import hint, nearest
from validator.documents.text import squeeze
from validator.encoder.figures import Figure, LeftOut, decimals_of, per_share, unit_of
from validator.encoder.grid import Cell, Row, Table, data_rows, sorted_rows
from validator.encoder.mapping import FigureMap, Trouble
from validator.model.names import name
from validator.model.source import Location
from validator.understanding.cells import SIGN, Entry
from validator.understanding.measuring.scales import Scale, scale_in
from validator.understanding.words import calendar
from validator.understanding.words.currencies import CURRENCY
from validator.understanding.words.numerals import numerals

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.encoder.entries import RowEntry, TableEntry
    from validator.model.periods import Period
    from validator.model.taxonomy import Concept, Taxonomy

STANDS = " > "
NUMBER = re.compile(r"\d[\d,.]*")
FIGURE = re.compile(r"\s*(?:\(\s*|[-+]\s*)?[\d.,]+\s*(?:%?\s*\)?|\)\s*%)\s*", re.ASCII)  # without a currency's sign


class Column(NamedTuple):
    """What a column's header says: its period, and its currency ("" when it names none)."""

    period: Period
    currency: str


class Found(NamedTuple):
    """What one table gave."""

    figures: list[Figure]
    left: list[LeftOut]
    troubles: list[Trouble]


class TableEncoder:
    """Encodes one table by one entry of the mapping."""

    def __init__(self, path: str, mapping: FigureMap, index: int, taxonomy: Taxonomy) -> None:
        self.path = path
        self.mapping = mapping
        self.index = index
        self.entry = mapping.data["table"][index]
        self.taxonomy = taxonomy
        self.currency: str = self.entry.get("currency") or mapping.data.get("currency", "")
        self.used: set[str] = set()
        self.keys = {key: tuple(squeeze(part) for part in key.split(STANDS)) for key in self.entry.get("rows", ())}
        self.leave = {squeeze(key): (key, reason) for key, reason in self.entry.get("leave", {}).items()}
        self.columns = {squeeze(header): asked for header, asked in self.entry.get("columns", {}).items()}
        self.found = Found([], [], [])

    def encode(self, table: Table, number: int) -> Found:
        """Return what a table gives; `number` is its place among the release's mapped tables and starts its ids."""
        self.found = Found([], [], [])
        self.number = number
        self.found.left.extend(unvalued(table))
        for row in data_rows(table):
            told = map(scale_in, (*row.captions, table.caption))
            self.scale = next(filter(None, told), Scale(0))
            key = self.key(row)
            if squeeze(row.label) in self.leave and key is None:
                self._leave(row, self.leave[squeeze(row.label)])
            elif key is None:
                self._unmapped(row)
            else:
                self._row(row, key)
        return self.found

    def key(self, row: Row) -> str | None:
        """Return the mapping's key for a row: its label, standing below the nearest row that a key asks for."""
        label = squeeze(row.label)
        above = [squeeze(text) for text in row.above]
        best: tuple[int, str] | None = None
        for key, parts in self.keys.items():
            if parts[-1] == label:
                distance = standing(parts[:-1], above)
                if distance is not None and (best is None or distance < best[0]):
                    best = (distance, key)
        return best[1] if best else None

    def unused(self) -> Iterator[Trouble]:
        """Yield the keys no row answered to."""
        for key in self.keys:
            if key not in self.used:
                yield Trouble(
                    self._at("rows", key), f"no row of the table is labelled {key!r}", "see the labels the release uses"
                )
        for key, _ in self.leave.values():
            if key not in self.used:
                yield Trouble(self._at("leave", key), f"no row of the table is labelled {key!r}")

    def _at(self, *keys: str) -> Location:
        return self.mapping.at("table", self.index, *keys)

    def _trouble(self, cell: Cell, message: str, cure: str = "") -> None:
        self.found.troubles.append(Trouble(Location(self.path, *cell.place), message, cure))

    def _leave(self, row: Row, left: tuple[str, str]) -> None:
        self.used.add(left[0])
        for cell, _ in row.cells:
            if cell.plain:
                self.found.left.append(LeftOut(cell.place, cell.plain, left[1]))

    def _unmapped(self, row: Row) -> None:
        cell = row.cells[0][0]
        near = get_close_matches(squeeze(row.label), [parts[-1] for parts in self.keys.values()], 1)
        originals = [key for key, parts in self.keys.items() if near and parts[-1] == near[0]]
        numbers = [cell.plain for cell, _ in row.cells if NUMBER.search(cell.plain)]
        if numbers:
            cure = (
                f"the nearest is {originals[0]!r}" if originals else "give the row a concept, or a reason under `leave`"
            )
            self._trouble(
                cell, f"no mapping for the row {row.label!r}: {len(numbers)} numbers would go unexplained", cure
            )

    def _row(self, row: Row, key: str) -> None:
        self.used.add(key)
        given = self.entry["rows"][key]
        asked: RowEntry = {"concept": given} if isinstance(given, str) else given
        concept = self.taxonomy.find_concept(name(self.mapping.data["namespace"], asked["concept"]))
        if concept is None or not concept.numeric:
            self._no_concept(key, asked["concept"], known=concept is not None)
            return
        for cell, header in row.cells:
            if cell.plain:
                self._cell(row, cell, header, concept, asked)

    def _no_concept(self, key: str, asked: str, *, known: bool) -> None:
        names = [found.rpartition("}")[2] for found, concept in self.taxonomy.concepts.items() if concept.numeric]
        said = "is not numeric" if known else "is not in the taxonomy"
        trouble = Trouble(self._at("rows", key), f"the concept {asked!r} {said}", hint(nearest(asked, names)))
        if trouble not in self.found.troubles:
            self.found.troubles.append(trouble)

    def _cell(self, row: Row, cell: Cell, header: str, concept: Concept, asked: RowEntry) -> None:
        column = self._column(header)
        if column is None:
            self._trouble(
                cell,
                f"{cell.plain!r} stands in a column whose header {header!r} names no period",
                "name it under `columns`",
            )
            return
        period = self._period(column.period, concept, asked.get("at", "end"))
        if period is None:
            self._trouble(cell, f"{row.label!r} is reported over a period, but its column is a date: {header!r}")
            return
        unit = unit_of(concept, column.currency)
        if unit is None:
            self._trouble(cell, f"{cell.plain!r} is money, but its column names no currency: {header!r}")
            return
        value, nil = self._value(cell, column, asked)
        if value is None:
            self._trouble(
                cell,
                f"{cell.plain!r} is not a number as figures are printed",
                "mend the cell, or give a reason under `leave`",
            )
            return
        if value.percent != (unit == "pure" and concept.base == "pureItemType") and not value.dash:
            self._trouble(
                cell,
                f"{cell.plain!r} does not suit {asked['concept']}: only a share or a rate is a percentage",
            )
            return
        exponent = self._power(concept) - value.places - (2 if value.percent else 0)
        mantissa = -value.mantissa if asked.get("negated") else value.mantissa
        self.found.figures.append(
            Figure(
                f"t{self.number}r{row.number}c{cell.number}",
                concept.name,
                period,
                unit,
                mantissa,
                exponent,
                "" if nil else decimals_of(concept, exponent),
                nil,
                (),
                cell.place,
                cell.plain,
                row.label,
                header,
                row.number,
                cell.number,
            )
        )

    def _value(self, cell: Cell, column: Column, asked: RowEntry) -> tuple[Entry | None, bool]:
        """Return a cell's number, and whether it is nil; a dash is what the mapping says."""
        if cell.entry.dash:
            meaning = asked.get("dash") or self.entry.get("dash") or self.mapping.data.get("dash", "zero")
            return cell.entry, meaning == "nil"
        sign = SIGN.search(cell.whole)
        if sign and CURRENCY.get(sign[0].lower(), column.currency) != column.currency:
            return None, False
        return (cell.entry if printed(cell) else None), False

    def _power(self, concept: Concept) -> int:
        """Return the power of ten that a concept's figures stand in; an amount for each share is never in thousands."""
        if concept.base == "monetaryItemType" and not per_share(concept):
            return 0 if self.scale.shares else self.scale.power
        return self.scale.power if concept.base == "sharesItemType" and not self.scale.shares_apart else 0

    def _column(self, header: str) -> Column | None:
        asked = self.columns.get(squeeze(header), {})
        period = calendar.parse(asked["period"]) if "period" in asked else calendar.header_period(header)
        return None if period is None else Column(period, asked.get("currency") or currency(header) or self.currency)

    @staticmethod
    def _period(column: Period, concept: Concept, at: str) -> Period | None:
        if concept.period_type == "instant" and column.start is not None:
            return column.opening if at == "start" else column.closing
        return None if concept.period_type == "duration" and column.start is None else column


def printed(cell: Cell) -> bool:
    """Whether a cell holds one number as figures are printed, and nothing else; a lone parenthesis is an error."""
    plain = SIGN.sub("", cell.whole)
    return cell.entry.number and FIGURE.fullmatch(plain) is not None and plain.count("(") == plain.count(")")


def currency(header: str) -> str:
    """Return the currency a header names: its last word that is one."""
    for word in reversed(header.casefold().split()):
        if word in CURRENCY:
            return CURRENCY[word]
    return ""


def standing(asked: tuple[str, ...], above: list[str]) -> int | None:
    """Return how far up the rows asked for stand, outermost first; 10^6 when none is asked for, None when not there."""
    if not asked:
        return 10**6
    at = -1
    for part in reversed(asked):
        try:
            at = above.index(part, at + 1)
        except ValueError:
            return None
    return at


def unvalued(table: Table) -> Iterator[LeftOut]:
    """Yield the numbers of a table that are no values: in headers, in labels, and footnote marks."""
    for mark in (mark for cells in table.grid.rows for cell in cells for mark in cell.text.marks):
        yield LeftOut(mark.place, mark.text, "footnote mark")
    for row in sorted_rows(table):
        heads = row.sort in ("header", "caption")
        reason = "names a column" if heads else "part of a row's label"
        for text in (entry.cell.text for entry in (*row.labels, *(row.values if heads else ()))):
            for found in NUMBER.finditer(text.plain):
                yield LeftOut(text.place(found.start()), found[0], reason)
            for word in numerals(text.plain):
                yield LeftOut(text.place(word.start), text.plain[word.start : word.end], word.no_figure or reason)


def entry_of(table: Table, entries: Sequence[TableEntry]) -> int | None:
    """Return the place of the first entry of a mapping whose heading a table stands under."""
    heading = squeeze(table.heading)
    return next((at for at, entry in enumerate(entries) if squeeze(entry["heading"]) in heading), None)
