"""Reads Markdown: pipe tables and the text around them (GitHub Flavored Markdown 0.29 §4.10)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from validator.documents.text import Mark, Place, collapsed, join, undress
from validator.encoder.grid import Block, Cell, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

DELIMITER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$")
BULLET = re.compile(r"^\s*(?:[-*+•]|(?P<number>\d{1,9}[.)]))\s+")
HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+")
PIPE = re.compile(r"(?<!\\)\|")


def read(source: str) -> list[Block | Table]:
    """Return the blocks of a document, in order."""
    lines = source.split("\n")
    blocks: list[Block | Table] = []
    at = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
        elif (
            at + 1 < len(lines) and "|" in lines[at] and "-" in lines[at + 1] and DELIMITER.match(lines[at + 1].strip())
        ):
            end = at + 2
            while end < len(lines) and "|" in lines[end] and lines[end].strip():
                end += 1
            blocks.append(_table(lines, at, end, blocks))
            at = end
        else:
            end = at + 1
            while end < len(lines) and not _starts(lines, end) and not HEADING.match(lines[at]):
                end += 1
            blocks.append(_block(lines, at, end))
            at = end
    return blocks


def _starts(lines: list[str], at: int) -> bool:
    """Whether a line ends the paragraph before it."""
    line = lines[at]
    table = (
        at + 1 < len(lines) and "|" in line and bool(DELIMITER.match(lines[at + 1].strip())) and "-" in lines[at + 1]
    )
    return not line.strip() or bool(HEADING.match(line)) or _interrupts(line) or table


def _interrupts(line: str) -> bool:
    """Whether a list item starts here; a numbered one interrupts a paragraph only as the first (CommonMark §5.3)."""
    found = BULLET.match(line)
    return found is not None and (found["number"] is None or found["number"][:-1] == "1")


def _block(lines: list[str], start: int, end: int) -> Block:
    found = HEADING.match(lines[start])
    bullet = BULLET.match(lines[start])
    dropped = (found or bullet).end() if found or bullet else 0  # type: ignore[union-attr]
    parts = [undress(lines[start][dropped:], start + 1, dropped + 1)]
    if bullet and bullet["number"]:
        mark = Mark(bullet["number"], Place(start + 1, bullet.start("number") + 1))
        parts[0] = parts[0]._replace(marks=(mark, *parts[0].marks))
    parts += [undress(lines[at], at + 1) for at in range(start + 1, end)]
    kind = "heading" if found else "item" if bullet else "text"
    seen = tuple(" ".join(part.plain.split()) for part in parts)
    return Block(kind, collapsed(join(parts)), len(found[1]) if found else 0, seen)


def _table(lines: list[str], start: int, end: int, before: list[Block | Table]) -> Table:
    heading, caption = standing_under(before)
    rows = (lines[at] for at in range(start, end))
    cells = tuple(tuple(_cells(row, number + 1)) for number, row in enumerate(rows, start=start) if number != start + 1)
    return Table(heading, caption, cells, start + 1)


def _cells(row: str, line: int) -> Iterator[Cell]:
    edges = [found.start() for found in PIPE.finditer(row)]
    bounds = [*edges, len(row)] if row[: edges[0]].strip() == "" else [-1, *edges, len(row)]
    for number, (left, right) in enumerate(pairwise(bounds), start=1):
        inner = row[left + 1 : right]
        if right == len(row) and not inner.strip() and number > 1:
            return
        blank = len(inner) - len(inner.lstrip())
        text = undress(inner.strip(), line, left + 2 + blank)
        yield Cell(text, Place(line, left + 2 + blank), number)


def standing_under(before: list[Block | Table]) -> tuple[str, str]:
    """Return the heading and the caption that a table after these blocks stands under.

    A caption stands in parentheses. A table that follows another at once stands under the same.
    """
    seen: list[str] = []
    for block in reversed(before):
        if isinstance(block, Table):
            return (block.heading, block.caption) if not seen else ("", " ".join(seen))
        seen[:0] = block.lines
        if not seen[0].startswith("("):
            break
    heads = [at for at, line in enumerate(seen) if line.startswith("(")]
    cut = heads[0] if heads else len(seen)
    return " ".join(seen[:cut]), " ".join(seen[cut:])
