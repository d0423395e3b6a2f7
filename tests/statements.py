"""Statements made by hand: rows of whole numbers, as understanding would give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.documents.text import Place
from validator.model.periods import DAY, Period
from validator.understanding.figures import Column, Figure, Line, Reading, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

YEAR = 365 * DAY


def year(number: int) -> Period:
    """Return a year, the last first."""
    return Period((2000 - number) * YEAR, (2001 - number) * YEAR)


def statement(
    rows: Sequence[tuple[str, Sequence[int | None]]],
    *,
    number: int = 0,
    headers: Sequence[str] = (),
    levels: Sequence[int] = (),
    units: Sequence[str] = (),
    headings: Sequence[str] = (),
    title: str = "",
    one_period: bool = False,
) -> Statement:
    """Return a statement in millions; a row of nothing but None is a heading, `headings` are those of the rows."""
    width = max(len(values) for _, values in rows)
    columns = tuple(
        Column((headers[i],) if headers else (), year(0 if one_period else i), units[i] if units else "USD")
        for i in range(width)
    )
    lines = []
    for row, (label, values) in enumerate(rows):
        figures = tuple(
            None if value is None else figure(value, columns[i], (*headings[row : row + 1], label), number, row, i)
            for i, value in enumerate(values)
        )
        total = label.lower().startswith("total")
        lines.append(Line(label, levels[row] if levels else 0, total, figures, Place(1000 * number + row + 1, 1)))
    return Statement(number, title or f"table {number}", "", columns, tuple(lines))


def figure(value: int, column: Column, label: tuple[str, ...], number: int, row: int, position: int) -> Figure:
    """Return a figure of a statement, in millions."""
    place = Place(1000 * number + row + 1, 100 * (position + 1))
    return Figure(
        place, f"{value:,}", value, 6, -6, column.unit, column.period, label, column.header, number, row, position
    )


def spoken(text: str, value: int, before: str, *, exponent: int = 6) -> Figure:
    """Return a figure of a sentence, of the last year."""
    return Figure(Place(9001, 1), text, value, exponent, -exponent, "USD", year(0), ("", before, ""))


def reading(*statements: Statement, prose: Sequence[Figure] = ()) -> Reading:
    """Return statements, and figures of sentences, as what a document says."""
    return Reading(statements, tuple(prose))
