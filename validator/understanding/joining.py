"""Tables and sentences that a page cuts in two, put together again."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from validator.budget import spend
from validator.documents.document import Block, Cell, Table
from validator.documents.text import join
from validator.understanding.cells import entries
from validator.understanding.context import FURNITURE
from validator.understanding.rows import Edges, rows_of, sorted_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from validator.understanding.rows import Row

OFTEN = 3  # a short text that stands as often in a document is printed at the edge of its pages
SHORT = 120
EMPTY = Table((), 0)
OPEN = re.compile(r"[\w,$€£-]\s*$")  # how a sentence ends that goes on
GOES_ON = re.compile(r"\s*(?:[a-z]|[$€£(]?\d[\d.,]*\s*(?:%|[a-z]))")
LONG = 60  # characters from which a text is no title
EACH = 100  # steps that a cell of a table that goes on takes, being looked at twice
EDGES = 8  # parts at most that stand between two pages


def whole(parts: Sequence[Block | Table]) -> list[Block | Table]:
    """Return the parts of a document, a sentence that goes on behind the edge of a page in one block."""
    edges = edges_of(parts)
    done: list[Block | Table] = []
    for part in parts:
        start = cut(done, edges) if isinstance(part, Block) and GOES_ON.match(part.text.plain) else -1
        first = done[start] if start >= 0 else EMPTY
        if isinstance(first, Block) and isinstance(part, Block):
            done[start] = first._replace(text=join([first.text, part.text]))
        else:
            done.append(part)
    return done


def cut(done: Sequence[Block | Table], edges: Counter[str]) -> int:
    """Return where the block stands that ends open before the edge of a page; -1 where none does."""
    for back in range(1, min(EDGES, len(done)) + 1):
        part = done[-back]
        if not isinstance(part, Block):
            return -1
        if not edge(part, edges):
            opened = len(part.text.plain) >= LONG and part.kind != "heading" and OPEN.search(part.text.plain)
            return len(done) - back if opened and back > 1 else -1
    return -1


def edges_of(parts: Sequence[Block | Table]) -> Counter[str]:
    """Count the short texts of a document."""
    return Counter(part.text.plain for part in parts if isinstance(part, Block) and len(part.text.plain) < SHORT)


def edge(part: Block, texts: Counter[str]) -> bool:
    """Whether a block is printed at the edge of a page."""
    return FURNITURE.match(part.text.plain) is not None or texts[part.text.plain] >= OFTEN


class Growing:
    """A table to which more is found on other pages."""

    def __init__(self, table: Table, style: str) -> None:
        self.table, self.style = table, style
        self.rows = list(table.rows)
        self.next = 1 + max((cell.row for row in table.rows for cell in row), default=-1)
        self.edges, self.counted = Edges(), 0

    def take(self, rows: Sequence[tuple[Cell, ...]]) -> None:
        """Add rows below."""
        shift = self.next
        spend(EACH * sum(map(len, rows)))
        for row in rows:
            self.rows.append(tuple(cell._replace(row=cell.row + shift) for cell in row))
            self.next = max(self.next, *(1 + shift + cell.row for cell in row))

    def heading(self) -> list[list[str]]:
        """Return what its header says, by all the rows it has so far."""
        for cells in self.rows[self.counted :]:
            if row := entries(cells, self.style):
                self.edges.take(row)
        self.counted = len(self.rows)
        spend(len(self.edges.heads))
        read = (row for row in (entries(cells, self.style) for cells in self.rows) if row)
        return said(self.rows, headers(sorted_by(read, *self.edges.found())))


def joined(parts: Sequence[Block | Table], style: str) -> list[Block | Table]:
    """Return the parts of a document, a table continued on another page as a whole; an empty one keeps its place."""
    texts = edges_of(parts)
    done = list(parts)
    first: Growing | None = None
    grown: dict[int, Growing] = {}
    apart = False  # whether the edge of a page stands since the last table
    for at, part in enumerate(parts):
        if isinstance(part, Block):
            at_edge = edge(part, texts)
            apart = apart or at_edge
            if not at_edge and "continued" not in part.text.plain.lower():
                first = None
            continue
        if first is not None and first.rows and (apart or first.table.page != part.page) and continued(first, part):
            done[at], apart = EMPTY, False
            continue
        first, apart = Growing(part, style), False
        grown[at] = first
    for at, one in grown.items():
        done[at] = one.table._replace(rows=tuple(one.rows))
    return done


def continued(first: Growing, second: Table) -> bool:
    """Take a table into one before it, where it has no header, or that one's again; whether it does."""
    if first.table.columns != second.columns or not second.rows:
        return False
    heads = headers(rows_of(second, first.style))
    if heads == len(second.rows) or heads < 0 or (heads and said(second.rows, heads) != first.heading()):
        return False
    first.take([row for row in second.rows if row][heads:])
    return True


def headers(rows: Iterable[Row]) -> int:
    """Return how many rows of a table are its header; -1 where it has no figures."""
    count = 0
    for row in rows:
        if row.sort == "data":
            return count
        count += row.sort in ("header", "caption")
    return -1


def said(rows: Sequence[tuple[Cell, ...]], count: int) -> list[list[str]]:
    """Return what the first rows of a table say; all but the last where `count` is -1."""
    filled = (row for row in rows if row)
    return [[cell.text.plain for cell in row] for row in (islice(filled, count) if count >= 0 else [*filled][:count])]
