"""Lines whose pieces stand in columns, as on a printed page, into a table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from validator.documents.document import Cell, Table
from validator.documents.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.documents.plain import Line

FIGURE = re.compile(r"^[($€£¥ -]*\d[\d.,]*[)%]*$|^[-–—]$")
YEAR = re.compile(r"(?:19|20)\d\d")

Span = tuple[int, int]


def table(lines: Sequence[Line]) -> Table:
    """Return lines as a table: its columns are where figures stand, what is left of them is its first."""
    said = [line for line in lines if line.pieces]
    columns = columns_of(said)
    rows = tuple(cells(at, line, columns) for at, line in enumerate(said))
    return Table(rows, len(columns) + 1)


def columns_of(lines: Sequence[Line]) -> list[Span]:
    """Return where columns of figures stand, from the left: figures below each other are one."""
    columns: list[Span] = []
    for left, right in sorted(
        span for line in lines if counted(line) for span in line.pieces[1:] if figure(line, span)
    ):
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def figure(line: Line, span: Span) -> bool:
    """Whether a piece of a line is nothing but a number."""
    return bool(FIGURE.match(line.text.plain[span[0] : span[1]]))


def counted(line: Line) -> bool:
    """Whether a line has a figure that is no year."""
    said = [line.text.plain[left:right] for left, right in line.pieces[1:]]
    return any(FIGURE.match(text) and not YEAR.fullmatch(text) for text in said)


def cells(at: int, line: Line, columns: Sequence[Span]) -> tuple[Cell, ...]:
    """Return the pieces of a line in their columns; a heading over several columns covers them."""
    heads = list(line.pieces)
    done: list[Cell] = []
    if columns and heads[0][0] < columns[0][0] and (counted(line) or overlapped(heads[0], columns) is None):
        done.append(Cell(part_of(line.text, heads[0]), at, 0, 1, 1, float(heads[0][0])))
        heads = heads[1:]
    each, rest = divmod(len(columns), len(heads)) if heads else (0, 0)
    even = not rest and each > 1 and not counted(line)
    for number, span in enumerate(heads):
        column = number * each if even else nearest(span, columns)
        width = each if even else 1
        if done and done[-1].column >= column + 1:
            column = done[-1].column
        done.append(Cell(part_of(line.text, span), at, column + 1, width))
    return tuple(done)


def overlapped(span: Span, columns: Sequence[Span]) -> int | None:
    """Return the column that a piece stands over."""
    return next((at for at, (left, right) in enumerate(columns) if span[0] < right and left < span[1]), None)


def nearest(span: Span, columns: Sequence[Span]) -> int:
    """Return the column whose middle or whose right edge is nearest to that of a piece."""
    away = [min(abs(span[1] - right), abs(span[0] + span[1] - left - right) // 2) for left, right in columns]
    return away.index(min(away)) if away else 0


def part_of(text: Text, span: Span) -> Text:
    """Return a piece of a line."""
    return Text(text.plain[span[0] : span[1]], text.places[span[0] : span[1]], ())
