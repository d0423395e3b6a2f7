"""Tables that a page cuts in two, put together again."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from validator.documents.document import Block, Cell, Table
from validator.understanding.context import FURNITURE
from validator.understanding.rows import rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

OFTEN = 3  # a short text that stands as often in a document is printed at the edge of its pages
SHORT = 120
EMPTY = Table((), 0)


def joined(parts: Sequence[Block | Table], style: str) -> list[Block | Table]:
    """Return the parts of a document, a table continued on another page as a whole; an empty one keeps its place."""
    texts = Counter(part.text.plain for part in parts if isinstance(part, Block) and len(part.text.plain) < SHORT)
    done = list(parts)
    last = -1
    apart = False  # whether the edge of a page stands since the last table
    for at, part in enumerate(parts):
        if isinstance(part, Block):
            edge = FURNITURE.match(part.text.plain) is not None or texts[part.text.plain] >= OFTEN
            apart = apart or edge
            if not edge and "continued" not in part.text.plain.lower():
                last = -1
            continue
        before = done[last] if last >= 0 else EMPTY
        if isinstance(before, Table) and before.rows and (apart or before.page != part.page):
            whole = continued(before, part, style)
            if whole is not None:
                done[last], done[at] = whole, EMPTY
                apart = False
                continue
        last, apart = at, False
    return done


def continued(first: Table, second: Table, style: str) -> Table | None:
    """Return two tables as one where the second has no header, or the first one's again; None otherwise."""
    if first.columns != second.columns or not second.rows:
        return None
    heads = headers(second, style)
    if heads == len(second.rows) or heads < 0:
        return None
    if heads and said(second, heads) != said(first, headers(first, style)):
        return None
    rows = [row for row in second.rows if row]
    shift = 1 + max((cell.row for row in first.rows for cell in row), default=-1)
    kept = [tuple(_moved(cell, shift) for cell in row) for row in rows[heads:]]
    return Table((*first.rows, *kept), first.columns, first.page)


def _moved(cell: Cell, shift: int) -> Cell:
    return cell._replace(row=cell.row + shift)


def headers(table: Table, style: str) -> int:
    """Return how many rows of a table are its header; -1 where it has no figures."""
    count = 0
    for row in rows_of(table, style):
        if row.sort == "data":
            return count
        count += row.sort in ("header", "caption")
    return -1


def said(table: Table, rows: int) -> list[list[str]]:
    """Return what the first rows of a table say."""
    return [[cell.text.plain for cell in row] for row in [row for row in table.rows if row][:rows]]
