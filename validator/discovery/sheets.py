"""The figures of a statement as a matrix of whole numbers, to be added up down or across."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from validator.understanding.figures import Figure, Statement

WHOLE = ("total", "consolidated")  # what a column is called that adds up others
FINEST = 12  # decimals: what is finer is no figure of a report


class Cell:
    """A figure in a matrix: `value` and `half` of its last digit's worth, as multiples of 10^-scale / 2."""

    __slots__ = ("figure", "guessed", "half", "kind", "scale", "step", "value")

    def __init__(self, figure: Figure, scale: int) -> None:
        shift = figure.exponent + scale
        self.value: int = 2 * figure.mantissa * 10**shift
        self.step: int = 2 * 10 ** max(0, min(shift, scale - figure.decimals if figure.decimals is not None else shift))
        self.half: int = 0 if figure.decimals is None else 10 ** max(0, scale - figure.decimals)
        self.kind = (figure.unit, figure.percent)
        self.figure = figure
        self.scale: int = 2 * 10**scale  # what one is, in this scale
        self.guessed = False  # its unit is told by its row's words alone, against its column

    def fits(self, kind: tuple[str, bool], *, freely: bool = False) -> bool:
        """Whether it can be added up with figures of a kind: nothing is nothing in any unit."""
        return not self.value or self.kind == kind or (freely and self.guessed)

    def of(self, value: int) -> Cell:
        """Return it with another value."""
        made = copy(self)
        made.value = value
        return made


class Series:
    """A row or a column: what it is called, its depth, whether its words say that it adds up, and its cells."""

    __slots__ = ("begins", "cells", "label", "level", "number", "ratio", "total")

    def __init__(
        self, number: int, label: str, level: int, cells: Sequence[Cell | None], *, total: bool, begins: bool
    ) -> None:
        self.number = number
        self.label = label
        self.level = level
        self.cells = cells
        self.total = total
        self.begins = begins  # a heading or a break stands just before it
        self.ratio = False  # its header says that it holds ratios

    def without(self, places: Container[int]) -> Series:
        """Return it with nothing in some places."""
        cells = [None if at in places else cell for at, cell in enumerate(self.cells)]
        return Series(self.number, self.label, self.level, cells, total=self.total, begins=self.begins)

    @property
    def name(self) -> str:
        """What it is called."""
        return " ".join(self.label.split())[:60] or f"number {self.number + 1}"


def scale_of(figures: Sequence[Figure]) -> int:
    """Return the power of ten by which every figure becomes a whole number."""
    finest = 0
    for figure in figures:
        finest = max(finest, -figure.exponent, figure.decimals or 0)
    return min(finest, FINEST)


def fits(figure: Figure, scale: int) -> bool:
    """Whether a figure is a whole number at a scale."""
    return figure.exponent + scale >= 0 and abs(figure.mantissa) < 10**30 and figure.exponent < 30


def down(statement: Statement, scale: int) -> list[Series]:
    """Return the rows of a statement that hold figures, each with a cell a column."""
    found: list[Series] = []
    begins = True
    for number, line in enumerate(statement.lines):
        cells = [cell_of(figure, scale) for figure in line.figures]
        if any(cell is not None for cell in cells):
            found.append(Series(number, line.label, line.level, cells, total=line.total, begins=begins))
            begins = False
        else:
            begins = True
    _guessed(found)
    return found


def additive(statement: Statement, rows: Sequence[Series]) -> list[Series]:
    """Return the rows of a statement as they can be added up: rates of growth can not."""
    growing = {at for at, column in enumerate(statement.columns) if column.role == "growth"}
    return [row.without(growing) for row in rows] if growing else list(rows)


def _guessed(rows: Sequence[Series]) -> None:
    """Mark shares in columns of money: "proceeds from the exercise of warrants" may be either; sums will tell."""
    for column in range(len(rows[0].cells) if rows else 0):
        cells = [cell for row in rows if (cell := row.cells[column]) is not None]
        money = sum(len(cell.kind[0]) == 3 and not cell.kind[1] for cell in cells)
        for cell in cells if money * 2 > len(cells) else ():
            cell.guessed = cell.kind == ("shares", False)


def across(statement: Statement, rows: Sequence[Series]) -> list[Series]:
    """Return the columns of a statement, each with a cell a row that holds figures."""
    found = []
    for number, column in enumerate(statement.columns):
        if column.role != "note":
            cells = [row.cells[number] if number < len(row.cells) else None for row in rows]
            label = " ".join(column.header)
            whole = any(word in label.lower() for word in WHOLE) or column.role == "change"
            found.append(Series(number, label, 0, cells, total=whole, begins=False))
            found[-1].ratio = column.role in ("growth", "share")
    return found


def cell_of(figure: Figure | None, scale: int) -> Cell | None:
    """Return a figure as a cell; None where there is none, or none that can be added up."""
    return Cell(figure, scale) if figure is not None and fits(figure, scale) else None
