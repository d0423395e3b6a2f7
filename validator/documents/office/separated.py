"""Reads tables written as text: fields separated by a comma, a semicolon, a tab or a bar, quoted where they need it."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from typing import TYPE_CHECKING

from validator.documents.document import Cell
from validator.documents.limits import MOST_CELLS, TooMuchError
from validator.documents.office.sheets import Row, parts_of
from validator.documents.text import COLUMN_MASK, PLAIN, Text, packed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.documents.document import Block, Table

DELIMITERS = ("\t", ";", ",", "|")
SAMPLE = 200_000  # characters that tell the delimiter
FEWEST = 3  # rows of one width that make a file one of fields
NUMBER = re.compile(r"^\s*[(-]?[$€£]?\s?\d[\d.,' ]*[)%]*\s*$")


def read(source: str, delimiter: str) -> tuple[Block | Table, ...]:
    """Return the tables and text of a file of separated fields."""
    return tuple(parts_of(list(rows(source, delimiter))))


def delimiter_of(source: str, *, named: bool) -> str:
    """Return what separates the fields of a text; "" where it is no file of fields.

    `named` says that its name promises one; otherwise most lines must have as many fields, and numbers among them.
    """
    best, most = "", 0.0
    for delimiter in DELIMITERS:
        widths: Counter[int] = Counter()
        figures = fields = 0
        for row in split(source[:SAMPLE], delimiter):
            if any(text.strip() for _, text in row):
                widths[len(row)] += 1
                fields += len(row)
                figures += sum(bool(NUMBER.match(text)) for _, text in row)
        wide = {width: count for width, count in widths.items() if width > 1}
        if not wide:
            continue
        share = max(wide.values()) / sum(widths.values())
        sure = max(wide.values()) >= FEWEST and share > 0.8 and figures * 4 > fields
        if (named or sure) and share > most:
            best, most = delimiter, share
    return best


def split(source: str, delimiter: str) -> Iterator[list[tuple[int, str]]]:
    """Yield rows of fields, each with the offset of its first character and what it says, quotes taken off."""
    field = re.compile(
        rf'[ ]*"((?>(?:[^"]++|"")*))"[ ]*(?=[{re.escape(delimiter)}\n]|$)|([^{re.escape(delimiter)}\n]*)'
    )
    row: list[tuple[int, str]] = []
    at = 0
    while at <= len(source):
        found = field.match(source, at)
        if found is None:
            break
        quoted = found[1] is not None
        row.append((found.start(1 if quoted else 2), found[1].replace('""', '"') if quoted else found[2]))
        at = found.end()
        if at >= len(source) or source[at] == "\n":
            yield row
            row = []
            if at >= len(source):
                break
        at += 1


def rows(source: str, delimiter: str) -> Iterator[Row]:
    """Yield the rows of a file as filled cells; empty rows stay."""
    starts = [0, *(found.end() for found in re.finditer("\n", source))]
    line = count = 0
    for row in split(source, delimiter):
        done: Row = []
        for column, (offset, raw) in enumerate(row):
            while line + 1 < len(starts) and starts[line + 1] <= offset:
                line += 1
            lead = len(raw) - len(raw.lstrip())
            plain = " ".join(raw.translate(PLAIN).split())
            if plain:
                first = packed(line + 1, min(offset - starts[line] + lead + 1, COLUMN_MASK))
                done.append(
                    Cell(Text(plain, array("q", range(first, first + len(plain))), ()), 0, column, indent=3.0 * lead)
                )
        count += len(done)
        if count > MOST_CELLS:
            raise TooMuchError("cells in tables", MOST_CELLS)
        yield done
