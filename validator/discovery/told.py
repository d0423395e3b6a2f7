"""Columns that no table prints: figures that sentences give for another period, in the rows their sentences name.

"Financing income was RMB1,369.9 million, compared to RMB1,188.7 million in the prior quarter": the first figure is that
of a row, so the second is that row's in a quarter without a column. A sum found in the table's columns holds for it
too; where it does not, the sentence may mean something else, and nothing is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.budget import spend
from validator.discovery.sheets import Cell, fits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from validator.discovery.weighing import Sheet, Sum
    from validator.documents.text import Place
    from validator.model.periods import Period
    from validator.understanding.figures import Figure, Reading

Row = tuple[int, int]  # a statement, and a line in it
Frame = tuple[int, "Period | None", tuple[str, bool]]  # a statement, a period, a kind
Held = tuple[Cell, tuple[tuple[Cell, int], ...]]  # a total, and its parts with their signs


def columns(reading: Reading, groups: Sequence[Sequence[Figure]], scale: int) -> dict[Frame, dict[int, Cell]]:
    """Return what sentences tell of rows, by line; `groups` are figures that are equal, with those of sentences."""
    named: dict[Place, set[Row]] = {}
    for group in groups:
        rows = {(one.statement, one.row) for one in group if one.statement >= 0 and one.column >= 0}
        for one in group:
            if one.statement < 0:
                spend(len(rows))
                named.setdefault(one.place, set()).update(rows)
    printed = {(one.statement, one.period) for group in _printed(reading) for one in group}
    found: dict[Frame, dict[int, Cell]] = {}
    for sentence in _sentences(reading.prose):
        rows = set().union(*(named.get(one.place, ()) for one in sentence))
        for one in sentence:
            spend(len(rows))
            for statement, line in rows if fits(one, scale) and one.period is not None else ():
                if (statement, one.period) not in printed:
                    frame = (statement, one.period, (one.unit, one.percent))
                    found.setdefault(frame, {}).setdefault(line, Cell(one, scale))
    return found


def _printed(reading: Reading) -> Iterator[list[Figure]]:
    for statement in reading.statements:
        for line in statement.lines:
            yield [one for one in line.figures if one is not None]


def _sentences(prose: Sequence[Figure]) -> Iterator[list[Figure]]:
    """Yield the figures that one sentence gives of one thing: those next to each other with one name."""
    sentence: list[Figure] = []
    for one in prose:
        if sentence and (sentence[-1].label[:1], sentence[-1].label[-1:]) != (one.label[:1], one.label[-1:]):
            yield sentence
            sentence = []
        sentence.append(one)
    if sentence:
        yield sentence


def held(sheet: Sheet, one: Sum, told: Mapping[int, Cell]) -> Held | None:
    """Return a sum of a table in a column that sentences tell; None where it lacks a part, or does not hold."""
    series = sheet.series
    target = told.get(series[one.total].number)
    if target is None or not one.held:
        return None
    parts: list[tuple[Cell, int]] = []
    for part, sign in one.parts:
        if sheet.covered(part, one.held[0], one.total) or series[part].cells[one.held[0]] is None:
            continue
        cell = told.get(series[part].number)
        if cell is None:
            return None
        parts.append((cell, sign))
    room = target.half + sum(cell.half for cell, _ in parts)
    miss = sum(cell.value * sign for cell, sign in parts) - target.value
    return (target, tuple(parts)) if len(parts) > 1 and abs(miss) <= room else None
