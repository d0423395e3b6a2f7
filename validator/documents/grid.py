"""A table in the making: cells laid on a grid, merged ones over all they cover (HTML Living Standard §4.9.12)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.budget import spend
from validator.documents.document import Block, Cell, Table
from validator.documents.text import Text, join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.documents.looks import Look

MOST_COLUMNS = 10_000  # a row wider than this is no table
MOVED = 2  # steps that a piece takes, moved out of a table into what that stands in


class Slot(NamedTuple):
    """A cell as it was closed: where it stands, what it holds, how it looks."""

    column: int
    look: Look
    holds: list[Block | Table]
    indent: float
    bold: bool
    align: str


class Grid:
    """An open table: the rows closed so far, the row being filled, and the columns covered from above."""

    def __init__(self, page: int) -> None:
        self.page = page
        self.rows: list[list[Slot]] = []
        self.row: list[Slot] | None = None
        self.next = 0
        self.covered: dict[int, int] = {}  # columns, and the row before which what comes from above has ended
        self.width = 0
        self.around: list[Block | Table] = []  # what stands in the table but in no cell

    def open_row(self) -> None:
        """Start a row."""
        self.close_row()
        self.row, self.next = [], 0

    def close_row(self) -> None:
        """End the row; its cells of several rows cover their columns in those below."""
        if self.row is None:
            return
        for slot in self.row:
            if slot.look.height > 1:
                spend(slot.look.width)
                columns = range(slot.column, slot.column + slot.look.width)
                self.covered.update(dict.fromkeys(columns, len(self.rows) + slot.look.height))
        self.rows.append(self.row)
        self.row = None

    def place(self, width: int) -> int:
        """Return the column where the next cell of the row starts."""
        first, row = self.next, len(self.rows)
        while self.covered.get(self.next, 0) > row:
            self.next += 1
        spend(self.next - first)
        column = self.next
        self.next = min(self.next + width, MOST_COLUMNS)
        self.width = max(self.width, self.next)
        return column

    def put(self, slot: Slot) -> None:
        """Add a cell to the open row."""
        if self.row is not None:
            self.row.append(slot)

    def parts(self) -> Iterator[Block | Table]:
        """Yield what the table is: itself, or where cells hold tables of their own, what they hold in reading order."""
        self.close_row()
        spend(MOVED * (len(self.around) + sum(len(slot.holds) for row in self.rows for slot in row)))
        yield from self.around
        run: list[tuple[int, list[Slot]]] = []
        for number, row in enumerate(self.rows):
            if any(isinstance(part, Table) for slot in row for part in slot.holds):
                yield from self._table(run)
                run = []
                for slot in row:
                    yield from slot.holds
            else:
                run.append((number, row))
        yield from self._table(run)

    def _table(self, run: list[tuple[int, list[Slot]]]) -> Iterator[Table]:
        if not any(slot.holds for _, row in run for slot in row):
            return
        first = run[0][0]
        rows: list[tuple[Cell, ...]] = []
        lines: list[range] = []
        for number, row in run:
            cells = tuple(_cell(slot, number - first, lines) for slot in row if slot.holds)
            rows.append(cells)
            if cells:
                lines = []
            else:
                lines = [range(slot.column, slot.column + slot.look.width) for slot in row if slot.look.rule]
        yield Table(tuple(rows), self.width, self.page)


def _cell(slot: Slot, row: int, lines: list[range]) -> Cell:
    """Return a cell; a line drawn by the empty row above it is its upper edge."""
    rule = slot.look.rule
    if lines and "t" not in rule and any(line.start <= slot.column + slot.look.width - 1 < line.stop for line in lines):
        rule = f"t{rule}"
    look = slot.look
    return Cell(said(slot.holds), row, slot.column, look.width, look.height, slot.indent, slot.bold, slot.align, rule)


def said(holds: list[Block | Table]) -> Text:
    """Return the text of a cell's pieces, a line each."""
    texts = [part.text for part in holds if isinstance(part, Block)]
    return texts[0] if len(texts) == 1 else join(texts, "\n")
