"""A document nobody prepared → a tree to be shown: its text and tables in reading order, every figure in its place.

What the document's own format says of looks is not taken over; headings, indents, rules and alignment are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from validator.discovery.relations import figures_of
from validator.documents.document import Table
from validator.documents.reading import read
from validator.documents.text import packed, unpacked
from validator.model.names import IX, XHTML
from validator.model.tree import Element
from validator.understanding.reading import understand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from validator.documents.document import Block, Cell
    from validator.documents.text import Place, Text

NUMBER = re.compile(r"[^\s\d]{0,2}[\d.,'\u2019]*\d%?")
WORD = re.compile(r"\S+")
DEEPEST_HEADING = 4
LONGEST_FIGURE = 30  # characters: a cell with more holds words
MOST_INDENT = 120  # points


def shown(path: str, data: bytes) -> tuple[Element, dict[tuple[str, int, int], int]]:
    """Return a document as a tree, and which row of its report stands at a place. Raises UnreadableError."""
    document = read(path, data)
    rows = {figure.place: row for row, figure in enumerate(figures_of(understand(document)))}
    page = _Page(path, rows)
    body = page.element("body")
    body.children = [page.part(part) for part in document.parts]
    return body, {(path, *place): row for place, row in rows.items()}


class _Page:
    """What is being built: `spots` are the packed places where figures are printed."""

    def __init__(self, path: str, figures: Iterable[Place]) -> None:
        self.path = path
        self.spots = {packed(*place) for place in figures}

    def element(self, name: str, space: str = XHTML, line: int = 0, column: int = 0) -> Element:
        return Element(f"{{{space}}}{name}", {}, {}, self.path, line, column)

    def part(self, part: Block | Table) -> Element:
        if isinstance(part, Table):
            return self.table(part)
        name = f"h{min(max(part.level, 1), DEEPEST_HEADING)}" if part.kind == "heading" else "p"
        return self.filled(self.element(name), part.text)

    def filled(self, element: Element, text: Text) -> Element:
        """Put a text into an element, each figure of it into one of its own."""
        figures = list(self.figures(text))
        stops = [*(start for start, _, _ in figures), len(text.plain)]
        element.text = text.plain[: stops[0]]
        for (start, end, place), following in zip(figures, stops[1:], strict=True):
            made = self.element("nonFraction", IX, *place)
            made.text, made.tail = text.plain[start:end], text.plain[end:following]
            element.children.append(made)
        return element

    def figures(self, text: Text) -> Iterator[tuple[int, int, Place]]:
        """Yield where each figure stands in a text, and its place in the document."""
        end = 0
        for index, place in enumerate(text.places):
            if place in self.spots and index >= end:
                found = NUMBER.match(text.plain, index) or WORD.match(text.plain, index)
                end = found.end() if found else index + 1
                yield index, end, unpacked(place)

    def table(self, table: Table) -> Element:
        """Return a table on the columns in which some cell starts; the rest only kept others apart."""
        made = self.element("table")
        starts = sorted({cell.column for row in table.rows for cell in row})
        index = {column: at for at, column in enumerate(starts)}
        taken: dict[int, int] = {}  # the columns a cell from above still covers, and for how many rows
        for row in table.rows:
            line = self.element("tr")
            at = 0
            for cell in row:
                column = index[cell.column]
                self.gap(line, [one for one in range(at, column) if not taken.get(one)])
                width = max(1, bisect_left(starts, cell.column + cell.width) - column)
                line.children.append(self.cell(cell, width))
                at = column + width
                taken.update((one, cell.height) for one in range(column, at))
            taken = {one: left - 1 for one, left in taken.items() if left > 1}
            made.children.append(line)
        return made

    def gap(self, line: Element, empty: Sequence[int]) -> None:
        if empty:
            line.children.append(self.element("td"))
            line.children[-1].attributes = {"colspan": str(len(empty))}

    def cell(self, cell: Cell, width: int) -> Element:
        looks = [f"padding-left:{min(cell.indent, MOST_INDENT):g}pt"] if cell.indent > 0 else []
        looks += ["font-weight:bold"] if cell.bold else []
        looks += [f"border-{edge}:1px solid" for mark, edge in (("t", "top"), ("b", "bottom")) if mark in cell.rule]
        made = self.filled(self.element("td"), cell.text)
        align = cell.align or ("right" if made.children and len(cell.text.plain) <= LONGEST_FIGURE else "")
        words = {"colspan": str(width), "rowspan": str(cell.height), "style": ";".join(looks), "align": align}
        made.attributes = {key: word for key, word in words.items() if word not in ("", "1")}
        return made
