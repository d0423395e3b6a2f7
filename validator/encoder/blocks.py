"""A document as the encoder looks at it: every column of a table a cell, and each table with what it stands under."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from validator.documents import document
from validator.documents.text import COLUMN_BITS, Text, collapsed
from validator.encoder.grid import Block, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


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
            first = next((cell.text.place(0).line for row in part.rows for cell in row), 0)
            made = Table(*standing_under(above), part, first)
        above.append(made)
        yield made


def _one_line(text: Text) -> Text:
    return collapsed(text) if "\n" in text.plain else text


def _source_lines(text: Text) -> list[str]:
    """Return a text as its source breaks it into lines."""
    marks = zip(text.plain, text.places, strict=True)
    return ["".join(mark for mark, _ in line) for _, line in groupby(marks, key=lambda one: one[1] >> COLUMN_BITS)]


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
