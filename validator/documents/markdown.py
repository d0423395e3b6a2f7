"""Reads Markdown: pipe tables and the text around them (GitHub Flavored Markdown 0.29 §4.10)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from validator.documents.document import Block, Cell, Table
from validator.documents.gathering import trimmed
from validator.documents.limits import MOST_CELLS, TooMuchError
from validator.documents.text import Mark, Place, Text, join, undress

if TYPE_CHECKING:
    from collections.abc import Iterator

DELIMITER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?>(?:\|[ \t]*:?-+:?[ \t]*)*)\|?$")
BULLET = re.compile(r"^\s*(?:[-*+•]|(?P<number>\d{1,9}[.)]))\s+")
HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+")
BOLD = re.compile(r"^\s*(\*\*|__)(?:(?!\1).)+\1\s*$")
PIPE = re.compile(r"(?<!\\)\|")


def read(source: str) -> tuple[Block | Table, ...]:
    """Return the blocks and tables of a text, in order."""
    lines = source.split("\n")
    parts: list[Block | Table] = []
    at = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        end = at + 2 if delimited(lines, at) else at + 1
        if end == at + 2:
            while end < len(lines) and "|" in lines[end] and lines[end].strip():
                end += 1
            parts.append(_table(lines, at, end))
        else:
            while end < len(lines) and not HEADING.match(lines[at]) and not _ends(lines, end):
                end += 1
            parts.append(_block(lines, at, end))
        at = end
    return tuple(parts)


def delimited(lines: list[str], at: int) -> bool:
    """Whether a table starts on a line: the next one draws the line under its header."""
    if at + 1 >= len(lines) or "|" not in lines[at] or "-" not in lines[at + 1]:
        return False
    below = lines[at + 1].strip()
    return ("|" in below or ":" in below) and DELIMITER.match(below) is not None


def _ends(lines: list[str], at: int) -> bool:
    """Whether a line ends the paragraph before it; a numbered item does so only as the first (CommonMark §5.3)."""
    line = lines[at]
    found = BULLET.match(line)
    item = found is not None and (found["number"] is None or found["number"][:-1] == "1")
    return not line.strip() or item or HEADING.match(line) is not None or delimited(lines, at)


def _block(lines: list[str], start: int, end: int) -> Block:
    heading, bullet = HEADING.match(lines[start]), BULLET.match(lines[start])
    opening = heading or bullet
    dropped = opening.end() if opening else 0
    parts = [undress(lines[start][dropped:], start + 1, dropped + 1)]
    if bullet and bullet["number"]:
        mark = Mark(bullet["number"], Place(start + 1, bullet.start("number") + 1))
        parts[0] = parts[0]._replace(marks=(mark, *parts[0].marks))
    parts += [undress(lines[at], at + 1) for at in range(start + 1, end)]
    text = trimmed(join(parts, " "))
    if heading:
        return Block("heading", text, len(heading[1]))
    if bullet:
        return Block("item", text)
    bold = end == start + 1 and BOLD.match(lines[start]) is not None
    return Block("heading", text, 7) if bold else Block("text", text)


def _table(lines: list[str], start: int, end: int) -> Table:
    numbers = [number for number in range(start, end) if number != start + 1]
    if sum(lines[number].count("|") for number in numbers) > MOST_CELLS:
        raise TooMuchError("cells in tables", MOST_CELLS)
    rows = tuple(tuple(_cells(lines[number], number + 1, row)) for row, number in enumerate(numbers))
    return Table(rows, max((row[-1].column + 1 for row in rows if row), default=0))


def _cells(line: str, number: int, row: int) -> Iterator[Cell]:
    edges = [found.start() for found in PIPE.finditer(line)]
    bounds = [*edges, len(line)] if line[: edges[0]].strip() == "" else [-1, *edges, len(line)]
    for column, (left, right) in enumerate(pairwise(bounds)):
        inner = line[left + 1 : right]
        blank = len(inner) - len(inner.lstrip())
        text = _shown(inner.strip(), number, left + 2 + blank)
        if text.plain:
            bold = BOLD.match(inner) is not None
            yield Cell(text, row, column, indent=3.0 * inner.count("&nbsp;"), bold=bold)


def _shown(inner: str, number: int, column: int) -> Text:
    return trimmed(undress(inner, number, column))
