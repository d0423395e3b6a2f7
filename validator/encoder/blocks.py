"""A document as the encoder looks at it: every column of a table a cell, and each table with what it stands under."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from validator.documents import document
from validator.documents.text import COLUMN_BITS, EMPTY, Place, Text, collapsed, join
from validator.encoder.grid import Block, Cell, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CLOSERS = frozenset({")", "%", ")%", "%)"})
OPENERS = frozenset({"$", "US$", "RMB", "HK$", "€", "£", "¥"})


def read(source: str, *, hypertext: bool) -> list[Block | Table]:
    """Return the blocks of a release, HTML or Markdown, in order."""
    if hypertext:
        from validator.documents import html

        return list(laid_out(html.read(source), hypertext=True))
    from validator.documents import markdown

    return list(laid_out(markdown.read(source), hypertext=False))


def laid_out(parts: Iterable[document.Block | document.Table], *, hypertext: bool) -> Iterator[Block | Table]:
    """Yield blocks and tables; a table stands under the blocks just before it."""
    above: list[Block | Table] = []
    for part in parts:
        made: Block | Table
        if isinstance(part, document.Block):
            lines = part.text.plain.split("\n") if hypertext else _source_lines(part.text)
            made = Block(part.kind, _one_line(part.text), part.level, tuple(" ".join(line.split()) for line in lines))
        else:
            rows = tuple(_cells(row, part.columns, hypertext=hypertext) for row in part.rows)
            first = next((cell.text.place(0).line for row in part.rows for cell in row), 0)
            made = Table(*standing_under(above), rows, first)
        above.append(made)
        yield made


def _one_line(text: Text) -> Text:
    return collapsed(text) if "\n" in text.plain else text


def _source_lines(text: Text) -> list[str]:
    """Return a text as its source breaks it into lines."""
    marks = zip(text.plain, text.places, strict=True)
    return ["".join(mark for mark, _ in line) for _, line in groupby(marks, key=lambda one: one[1] >> COLUMN_BITS)]


def _cells(row: tuple[document.Cell, ...], width: int, *, hypertext: bool) -> tuple[Cell, ...]:
    """Return a row with a cell for every column; a merged cell's text stands in its first, the rest are blank."""
    said = {cell.column: cell.text for cell in row}
    line = row[0].text.place(0).line if row else 0
    cells = [
        Cell(_one_line(said[at]), said[at].place(0), at + 1) if at in said else Cell(EMPTY, Place(line, 0), at + 1)
        for at in range(width)
    ]
    return tuple(mended(cells) if hypertext else cells)


def mended(cells: list[Cell]) -> list[Cell]:
    """Put together what filings spread over cells for alignment: `$`, `(1,234` and `)` are one figure."""
    done: list[Cell] = []
    last = -1
    for at, cell in enumerate(cells):
        text = cell.plain
        if at and text in CLOSERS and last >= 1:
            before = done[last]
            done[last] = before._replace(text=join([before.text, cell.text], ""))
            done.append(cell._replace(text=EMPTY))
        elif at and text in OPENERS and _opens(cells[at + 1 :]):
            done.append(cell._replace(text=EMPTY))
        else:
            if text:
                last = at
            done.append(cell)
    return done


def _opens(rest: list[Cell]) -> bool:
    """Whether the next cell that says anything holds a figure."""
    text = next((cell.plain for cell in rest if cell.plain), "")
    return bool(text) and (text[0].isdigit() or text[0] in "(-.")


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
