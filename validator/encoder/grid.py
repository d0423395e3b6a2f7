"""A release as its blocks: pieces of text, and tables with the rows that hold values, each with its place."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from validator.documents.text import squeeze
from validator.understanding.columns import Columns, headed, spans
from validator.understanding.rows import Row as Understood
from validator.understanding.rows import rows_of, sections, sort_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.documents import document
    from validator.documents.text import Place, Text
    from validator.understanding.cells import Entry

NEAREST = 256  # rows above that a row remembers: a heading further up heads something else
NOTE = re.compile(r"\(?(?:un)?audited\)?|notes?")  # says neither period nor currency
US = "us"  # how a release writes its numbers: 1,234.5


class Block(NamedTuple):
    """A piece of text: a heading, paragraph, list item or footnote. `level` is a heading's depth; 0 for the rest."""

    kind: str
    text: Text
    level: int = 0
    lines: tuple[str, ...] = ()


class Table(NamedTuple):
    """A table: the heading and the caption it stands under, its cells, its first line."""

    heading: str
    caption: str
    grid: document.Table
    line: int


class Cell(NamedTuple):
    """A cell that says something: what a reader sees, where it starts, its number in the row (from 1).

    `entry` is what was read in it. `whole` has the signs, too, that stand in cells of their own before it.
    """

    plain: str
    place: Place
    number: int
    entry: Entry
    whole: str


class Row(NamedTuple):
    """A row that holds values: its label, its cells after the label, and the header above each.

    `above` are the labels of the rows before it, nearest first, a few hundred at most; `number` is its number in the
    table, from 1. `captions` are what the table itself says of its figures.
    """

    label: str
    above: tuple[str, ...]
    cells: tuple[tuple[Cell, str], ...]
    number: int
    captions: tuple[str, ...] = ()


def sorted_rows(table: Table) -> list[Understood]:
    """Return the rows of a table, sorted: no number beside a label goes for a part of it, or for a year in a header."""
    return [_strict(row) for row in rows_of(table.grid, US)]


def _strict(row: Understood) -> Understood:
    at = next((at for at, one in enumerate(row.labels) if one.number and one.left), len(row.labels))
    labels, values = row.labels[:at], (*row.labels[at:], *row.values)
    if not any(one.number for one in values):
        return row
    label = " ".join(" ".join(one.text.split()) for one in labels)
    return Understood(label, labels, values, sort_of(label, values, begun=True))


def data_rows(table: Table) -> Iterator[Row]:
    """Yield the rows that hold values, with their headers.

    Headers after data replace those before (a table that switches period half-way). A row without a label carries the
    label of the row before it, when that had no values.
    """
    above: list[str] = []
    for section in sections(sorted_rows(table)):
        columns = Columns(spans(section.rows, section.headers))
        headers = [_header(words) for words in headed(section.headers, columns.spans)]
        waiting = ""
        for row in section.rows:
            if row.values:
                cells = tuple((one, headers[columns.of(one.entry)]) for one in cells_of(row, table))
                number = row.values[0].cell.row + 1
                yield Row(row.label or waiting, tuple(above[: -NEAREST - 1 : -1]), cells, number, section.captions)
            waiting = "" if row.values else row.label
            if row.label:
                above.append(row.label)


def _header(words: Sequence[str]) -> str:
    return " ".join(text for text in words if not NOTE.fullmatch(squeeze(text)))


def cells_of(row: Understood, table: Table) -> Iterator[Cell]:
    """Yield what stands in the columns of a row; `(1,234` and `)` in cells beside each other are one figure."""
    cells = table.grid.rows[row.values[0].cell.row]
    for entry, following in pairwise((*row.values, None)):
        if entry is not None:
            ends = following.left if following is not None else table.grid.columns
            said = [(one.column, " ".join(one.text.plain.split())) for one in cells if entry.left <= one.column < ends]
            plain = "".join(text for column, text in said if column >= entry.cell.column)
            whole = "".join(text for _, text in said)
            yield Cell(plain, entry.cell.text.place(0), entry.cell.column + 1, entry, whole)
