"""The one model of a document, whatever its format: pieces of text and tables, in reading order."""

from __future__ import annotations

from typing import NamedTuple

from validator.documents.text import Text  # noqa: TC001 - a NamedTuple field, resolved at run time
from validator.model.source import Problem  # noqa: TC001 - as above


class Cell(NamedTuple):
    """One cell of a table: what a reader sees, the grid columns and rows it covers (from 0), and its looks.

    `indent` is how far in its text starts, in points; it means something against other cells of the same column only.
    `rule` says which edges carry a visible line: any of `t` (above) and `b` (below), doubled where the line is.
    """

    text: Text
    row: int
    column: int
    width: int = 1
    height: int = 1
    indent: float = 0.0
    bold: bool = False
    align: str = ""
    rule: str = ""


class Block(NamedTuple):
    """A piece of text: `heading`, `text`, `item` or `footnote`. `level` is a heading's depth; 0 for the rest."""

    kind: str
    text: Text
    level: int = 0
    page: int = 0


class Table(NamedTuple):
    """A table as a grid: its rows of cells, blanks left out, each cell once. `columns` is the width of the grid."""

    rows: tuple[tuple[Cell, ...], ...]
    columns: int
    page: int = 0


class Document(NamedTuple):
    """A document: its blocks and tables in reading order, and what could not be read.

    `where` names its lines, from the first, where a format has none of its own: `Sheet1!B7`, `page 3, line 12`,
    `table 2, row 3, cell 4`.
    """

    path: str
    format: str
    parts: tuple[Block | Table, ...]
    problems: tuple[Problem, ...] = ()
    where: tuple[str, ...] = ()
