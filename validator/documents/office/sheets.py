"""Rows of cells without an outline, as in a workbook or a CSV file, into blocks and tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from validator.documents.document import Block, Cell, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FIGURE = re.compile(r"^[($€£¥ -]*(?:[A-Z]{2,3}\$?\s?)?\d[\d.,' ]*[)%]*$|^[-–—]$")
LONG = 120  # characters beyond which a lone cell is a paragraph


Row = list[Cell]  # filled cells; which row they are in is told when their table is whole


def is_figure(cell: Cell) -> bool:
    """Whether a cell holds nothing but a number."""
    return bool(FIGURE.match(cell.text.plain))


def parts_of(rows: Sequence[Row]) -> Iterator[Block | Table]:
    """Yield what rows say, in order: lone cells above and below tables are text; an empty row may end a table."""
    for run in runs(rows):
        first = next((at for at, row in enumerate(run) if tabular(row)), len(run))
        last = next((at for at in range(len(run) - 1, -1, -1) if tabular(run[at])), -1)
        yield from map(block, run[:first])
        if first <= last:
            yield table(run[first : last + 1])
            yield from map(block, run[last + 1 :])


def runs(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield rows that belong together: a row is apart behind an empty one where it opens something new."""
    run: list[Row] = []
    empty = False
    for at, row in enumerate(rows):
        if not row:
            empty = True
            continue
        if run and (alone(row) or alone(run[-1]) or (empty and opening(rows[at:]) and any(map(counted, run)))):
            yield run
            run = []
        run.append(row)
        empty = False
    if run:
        yield run


def alone(row: Row) -> bool:
    """Whether a row is a paragraph."""
    return len(row) == 1 and len(row[0].text.plain) > LONG


def opening(rows: Sequence[Row]) -> bool:
    """Whether rows open with a heading of columns, or with words over one."""
    for row in rows[:6]:
        if not row:
            continue
        if counted(row):
            return row[0].column > 0 and not is_figure(row[0])
        if tabular(row) or row[0].column > 0:
            return True
    return True


def counted(row: Row) -> bool:
    """Whether a row has a figure that is no year."""
    figures = (one for one in row if is_figure(one) and (one.column or len(row) > 1))
    return any(not re.fullmatch(r"(?:19|20)\d\d", one.text.plain) for one in figures)


def tabular(row: Row) -> bool:
    """Whether a row is one of a table: it has cells beside each other, or one beside the first column."""
    return len(row) > 1 or row[0].column > 0


def block(row: Row) -> Block:
    """Return a row outside a table as text."""
    only = row[0]
    heading = only.bold and len(only.text.plain) < LONG
    return Block("heading" if heading else "text", only.text, 7 if heading else 0)


def table(run: Sequence[Row]) -> Table:
    """Return rows as a table."""
    done = tuple(tuple(one._replace(row=at) for one in row) for at, row in enumerate(run))
    return Table(done, max(one.column + one.width for row in run for one in row))
