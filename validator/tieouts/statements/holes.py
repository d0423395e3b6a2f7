"""Holes: a figure that is not reported where every other row of its table is, and itself in every other column.

Reports leave out what is nothing, what is new and what a column of the text does not speak of; so a column counts
only where nothing else is left out of it, in any table that has it, and a row only where it fills all those columns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.tieouts.figures import NIL, OK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.model.names import Name
    from validator.tieouts.figures import Figures, Key
    from validator.tieouts.statements.tables import Table

FEWEST_COLUMNS = 2
FEWEST_CELLS = 12  # of a table without any other hole, before one means something
MOST_HOLES = 3  # of a report: where there are more, leaving out is its habit


class Hole(NamedTuple):
    """A figure that is not there, or only roughly: its key, a fact of its row, its table and that table's columns."""

    key: Key
    beside: int
    table: Table
    columns: tuple[int, ...]


def holes(figures: Figures, tables: Sequence[Table]) -> list[Hole]:
    """Return the holes of a report; none where they are many."""
    missing: dict[int, set[Name]] = {}
    for table in tables:
        for spot in table.mostly_filled:
            missing.setdefault(spot, set()).update(set(table.rows).difference(table.columns[spot]))
    complete = {spot for spot, names in missing.items() if len(names) <= 1}
    found: dict[Key, Hole] = {}
    for table in tables:
        columns = tuple(spot for spot in table.mostly_filled if spot in complete)
        if len(columns) < FEWEST_COLUMNS or len(columns) * len(table.rows) < FEWEST_CELLS:
            continue
        lacking = [(name, spot) for spot in columns for name in missing[spot] if name in table.rows]
        for key in lacking if len(lacking) == 1 else [] if lacking else _coarse(figures, table, columns):
            found.setdefault(key, Hole(key, _beside(figures, key, columns), table, columns))
    return list(found.values()) if len(found) <= MOST_HOLES else []


def _coarse(figures: Figures, table: Table, columns: Sequence[int]) -> list[Key]:
    """Return the one figure of complete columns that is told more roughly than all others: text is all that has it."""
    accuracies: dict[int | None, list[Key]] = {}
    for spot in columns:
        for name in table.rows:
            accuracies.setdefault(figures.accuracy((name, spot)), []).append((name, spot))
    told = [one for one in accuracies if one is not None]
    found = accuracies[min(told)] if len(told) == len(accuracies) == 2 else []
    if len(found) > 1:
        return []
    return [key for key in found if (said := figures.bounds_of(key)).state == OK and said.value]


def shows_nothing(figures: Figures, hole: Hole) -> bool:
    """Whether the table of a hole says of what is nothing that it is, by zero or nil, and the row is something."""

    def nothing(row: Name, spot: int) -> bool:
        said = figures.bounds_of((row, spot))
        return said.state == NIL or (said.state == OK and said.value == 0)

    name, columns = hole.key[0], [spot for spot in hole.columns if spot != hole.key[1]]
    own = all(nothing(name, spot) for spot in columns)
    return not own and any(nothing(row, spot) for spot in hole.columns for row in hole.table.rows)


def beyond_nothing(figures: Figures, hole: Hole) -> bool:
    """Whether the figure of a hole cannot be nothing, for in another currency it is something."""
    concept, spot = hole.key
    frame = figures.frame_of(spot)
    return any(
        figures.frame_of(other) == frame
        and other in hole.columns
        and (said := figures.bounds_of((concept, other))).state == OK
        and said.value != 0
        for other in figures.spots(concept)
    )


def _beside(figures: Figures, key: Key, columns: Sequence[int]) -> int:
    """Return a fact of the row of a hole: of its own period in another currency, or of its own unit."""
    spots = [spot for spot in columns if spot != key[1]]
    same = [spot for spot in spots if figures.frame_of(spot) == figures.frame_of(key[1])]
    alike = [spot for spot in spots if figures.unit_of(spot) == figures.unit_of(key[1])]
    return figures.rows((key[0], (alike or same or spots)[0]))[-1]
