"""Reads plain text: paragraphs, and tables whose columns stand apart by two spaces, a tab or a bar."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from validator.documents.document import Block, Cell, Table
from validator.documents.gathering import trimmed
from validator.documents.limits import MOST_CELLS, TooMuchError
from validator.documents.text import EMPTY, PLAIN, Text, join, packed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PIECE = re.compile(r"[^\s|]+(?: [^\s|]+)*")
LINE = re.compile(r"^[\s|+]*(?:[-=_─━═]{2,}[\s|+]*)+$")
FIGURE = re.compile(r"^[($€£¥ -]*\d[\d,.]*[)%]*$|^[-–—]+$")
BULLET = re.compile(r"\s*[-–*•·▪◦○●]\s+(?=\S)")
TAB = 8
LONGEST_LABEL = 100
GAP = 4  # lines without figures that a table may hold between two that have some


class Line(NamedTuple):
    """A line of text: its text with places, its pieces that stand apart, and whether it is drawn."""

    text: Text
    pieces: tuple[tuple[int, int], ...]
    drawn: bool

    @property
    def blank(self) -> bool:
        """Whether it says nothing."""
        return not self.pieces and not self.drawn

    @property
    def tabular(self) -> bool:
        """Whether it is a row with figures: two pieces or more, and the last a figure."""
        if len(self.pieces) < 2:
            return False
        return any(FIGURE.match(self.text.plain[start:end]) for start, end in self.pieces[1:])


def read(source: str) -> tuple[Block | Table, ...]:
    """Return the blocks and tables of a text, in order."""
    return tuple(parts_of([line_of(raw, number) for number, raw in enumerate(source.split("\n"), start=1)]))


def line_of(raw: str, number: int) -> Line:
    """Return a line of a source; tabs reach to the next eighth column."""
    from array import array

    first = packed(number, 1)
    plain = raw.translate(PLAIN | {9: "\t"}).rstrip()
    if "\t" not in plain:
        return _line(Text(plain, array("q", range(first, first + len(plain))), ()))
    wide: list[str] = []
    places = array("q")
    for at, char in enumerate(plain):
        count = TAB - len(wide) % TAB if char == "\t" else 1
        count = max(count, 2) if char == "\t" else 1
        wide.extend([" " if char == "\t" else char] * count)
        places.extend([first + at] * count)
    return _line(Text("".join(wide), places, ()))


def _line(text: Text) -> Line:
    drawn = LINE.match(text.plain) is not None
    pieces = () if drawn else tuple(found.span() for found in PIECE.finditer(text.plain))
    return Line(text, pieces, drawn)


def parts_of(lines: Sequence[Line]) -> Iterator[Block | Table]:
    """Yield the paragraphs and tables of lines."""
    at = 0
    while at < len(lines):
        if lines[at].blank or lines[at].drawn:
            at += 1
            continue
        stop = table_end(lines, at)
        if stop > at:
            yield table_of(lines[at:stop])
        else:
            stop = at + 1
            while (
                stop < len(lines)
                and not lines[stop].blank
                and not lines[stop].drawn
                and not BULLET.match(lines[stop].text.plain)
                and not table_end(lines, stop) > stop
            ):
                stop += 1
            yield block_of(lines[at:stop])
        at = stop


def table_end(lines: Sequence[Line], at: int) -> int:
    """Return where the table that starts at a line ends; the line itself where none starts there."""
    if not header(lines[at]) and not lines[at].tabular:
        return at
    last = count = 0
    gap = 0
    for number in range(at, len(lines)):
        line = lines[number]
        if line.tabular:
            last, count, gap = number, count + 1, 0
        elif not line.blank and not line.drawn:
            gap += 1
            if gap > GAP or len(line.text.plain.strip()) > LONGEST_LABEL + 40:
                break
        if line.blank and number + 1 < len(lines) and lines[number + 1].blank and not count:
            break
    return last + 1 if count > 1 else at


def header(line: Line) -> bool:
    """Whether a line may be the first of a table's header: pieces that stand apart, or one far from the margin."""
    if not line.pieces or len(line.text.plain) > 250:
        return False
    return len(line.pieces) > 1 or (line.pieces[0][0] > 24)


def table_of(lines: Sequence[Line]) -> Table:
    """Return the table that lines make: a character is a grid column."""
    if sum(len(line.pieces) for line in lines) > MOST_CELLS:
        raise TooMuchError("cells in tables", MOST_CELLS)
    rows: list[tuple[Cell, ...]] = []
    drawn = False
    for line in lines:
        if line.drawn:
            drawn = True
            continue
        row = tuple(_cell(line.text, start, end, len(rows), "t" if drawn else "") for start, end in line.pieces)
        if row:
            rows.append(row)
            drawn = False
    return Table(tuple(rows), max((cell.column + cell.width for row in rows for cell in row), default=0))


def _cell(text: Text, start: int, end: int, row: int, rule: str) -> Cell:
    piece = Text(text.plain[start:end], text.places[start:end], ())
    return Cell(piece, row, start, end - start, indent=3.0 * start if start < 30 else 0.0, rule=rule)


def block_of(lines: Sequence[Line]) -> Block:
    """Return the paragraph that lines make, or an item of a list; a short line alone in capitals is a heading."""
    text = trimmed(join([line.text for line in lines], " "))
    mark = BULLET.match(text.plain)
    if mark:
        return Block("item", Text(text.plain[mark.end() :], text.places[mark.end() :], text.marks))
    alone = len(lines) == 1 and len(text.plain) < LONGEST_LABEL
    return Block("heading", text, 7) if alone and text.plain.isupper() else Block("text", text)


def split(text: Text) -> list[Line]:
    """Return the lines of a preformatted text."""
    lines: list[Line] = []
    start = 0
    for piece in text.plain.split("\n"):
        part = Text(piece, text.places[start : start + len(piece)], ()) if piece else EMPTY
        lines.append(_line(part))
        start += len(piece) + 1
    return lines
