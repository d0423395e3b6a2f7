"""A release as its blocks: pieces of text and tables of cells, each with its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from validator.documents.text import Place, Text, squeeze
from validator.understanding.words.calendar import MONTHS
from validator.understanding.words.currencies import CURRENCY

if TYPE_CHECKING:
    from collections.abc import Iterator

NEAREST = 256  # rows above that a row remembers: a heading further up heads something else
NOTE = re.compile(r"\(?(?:un)?audited\)?|notes?")  # said of one column, never of the next
HEADER = re.compile(
    rf"^(?:{'|'.join(re.escape(c) for c in CURRENCY)}|(?:19|20)\d\d|\(?(?:un)?audited\)?|notes?"
    rf"|.*\b(?:{'|'.join(MONTHS)})\b.*|.*\b(?:ended|ending|as of|as at)\b.*)$",
)


class Cell(NamedTuple):
    """One cell: what a reader sees, where it starts, and its number in the row (from 1)."""

    text: Text
    place: Place
    number: int

    @property
    def plain(self) -> str:
        """What a reader sees, without space around it."""
        return " ".join(self.text.plain.split())


class Block(NamedTuple):
    """A piece of text: a heading, paragraph, list item or footnote. `level` is a heading's depth; 0 for the rest."""

    kind: str
    text: Text
    level: int = 0
    lines: tuple[str, ...] = ()


class Table(NamedTuple):
    """A table: the heading and the caption it stands under, its rows of cells, its first line."""

    heading: str
    caption: str
    rows: tuple[tuple[Cell, ...], ...]
    line: int


class Row(NamedTuple):
    """A row that holds values: its label, its cells after the label, and the header above each.

    `above` are the labels of the rows before it, nearest first, a few hundred at most; `number` is its number in the
    table, from 1.
    """

    label: str
    place: Place
    above: tuple[str, ...]
    cells: tuple[tuple[Cell, str], ...]
    number: int


def header_row(cells: tuple[Cell, ...], number: int) -> bool:
    """Whether a row names columns: no label, and every cell speaks of a period, a year or a currency.

    The first row does whatever it says, unless it has a label.
    """
    texts = [squeeze(cell.plain) for cell in cells]
    return not texts[0] and any(texts) and (number == 1 or all(HEADER.match(text) for text in texts if text))


def data_rows(table: Table) -> Iterator[Row]:
    """Yield the rows that hold values, with their headers.

    A header cell left blank continues the one on its left (a merged period). Rows of headers that follow each other
    add up; headers after data replace those before (a table that switches period half-way). A row without a label
    carries the label of the row before it, when that had no values.
    """
    headers: list[str] = []
    in_header = False
    above: list[str] = []
    waiting: tuple[str, Place] | None = None
    for number, cells in enumerate(table.rows, start=1):
        if not cells:
            continue
        if header_row(cells, number):
            headers = stacked(headers if in_header else [], cells)
            in_header = True
            continue
        in_header = False
        label, place = cells[0].plain, cells[0].place
        values = tuple((cell, headers[at] if at < len(headers) else "") for at, cell in enumerate(cells) if at)
        if any(cell.plain for cell, _ in values):
            if not label and waiting is not None:
                label, place = waiting
            yield Row(label, place, tuple(above[: -NEAREST - 1 : -1]), values, number)
            waiting = None
        else:
            waiting = (label, place)
        if cells[0].plain:
            above.append(cells[0].plain)


def stacked(headers: list[str], cells: tuple[Cell, ...]) -> list[str]:
    """Add one row of headers to those above it, column by column."""
    filled: list[str] = []
    for at, cell in enumerate(cells):
        text = cell.plain
        if not text and at > 1 and not NOTE.fullmatch(squeeze(filled[-1])):
            text = filled[-1]
        filled.append(text if at else "")
    width = max(len(filled), len(headers))
    old = headers + [""] * (width - len(headers))
    new = filled + [""] * (width - len(filled))
    return [" ".join(f"{a} {b}".split()) for a, b in zip(old, new, strict=True)]
