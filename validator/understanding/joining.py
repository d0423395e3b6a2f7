"""Tables and sentences that a page cuts in two, put together again."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from validator.documents.document import Block, Cell, Table
from validator.documents.text import join
from validator.understanding.context import FURNITURE
from validator.understanding.rows import rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

OFTEN = 3  # a short text that stands as often in a document is printed at the edge of its pages
SHORT = 120
EMPTY = Table((), 0)
OPEN = re.compile(r"[\w,$€£-]\s*$")  # how a sentence ends that goes on
GOES_ON = re.compile(r"\s*(?:[a-z]|[$€£(]?\d[\d.,]*\s*(?:%|[a-z]))")
LONG = 60  # characters from which a text is no title
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


def joined(parts: Sequence[Block | Table], style: str) -> list[Block | Table]:
    """Return the parts of a document, a table continued on another page as a whole; an empty one keeps its place."""
    texts = edges_of(parts)
    done = list(parts)
    last = -1
    apart = False  # whether the edge of a page stands since the last table
    for at, part in enumerate(parts):
        if isinstance(part, Block):
            at_edge = edge(part, texts)
            apart = apart or at_edge
            if not at_edge and "continued" not in part.text.plain.lower():
                last = -1
            continue
        before = done[last] if last >= 0 else EMPTY
        if isinstance(before, Table) and before.rows and (apart or before.page != part.page):
            both = continued(before, part, style)
            if both is not None:
                done[last], done[at] = both, EMPTY
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
