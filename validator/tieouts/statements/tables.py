"""Tables: the rows of a statement that are alike, and the columns they fill.

A row is a concept of one presentation network, a column a spot: a period, members and a unit. Rows are alike where
they are of one kind of period and of one kind of unit, as flows in money are; they alone are compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator import budget
from validator.model.names import ISO4217, PARENT_CHILD, local, namespace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.model.names import Name
    from validator.model.units import Unit
    from validator.tieouts.figures import Figures

CELL = 8  # steps for a figure of a table
FEWEST_ROWS = 4  # of a table that says anything of a row that is not like the others


class Table(NamedTuple):
    """Rows of one network that are alike, in its order; for each column, the rows that fill it."""

    role: str
    rows: tuple[Name, ...]
    columns: dict[int, list[Name]]

    @property
    def mostly_filled(self) -> list[int]:
        """The columns that at least half of its rows fill."""
        return [spot for spot, filled in self.columns.items() if 2 * len(filled) >= len(self.rows)]


def tables(figures: Figures) -> list[Table]:
    """Return the tables of a report; none where its presentation is not known."""
    taxonomy = figures.report.taxonomy
    if taxonomy is None:
        return []
    kinds = kinds_of(figures)
    usual: dict[Name, tuple[str, str]] = {}
    for name, spots in figures.by_concept.items():
        concept = taxonomy.concepts.get(name)
        if concept is not None:
            usual[name] = concept.period_type, most([kinds[figures.unit_of(spot)] for spot in spots])
    found = []
    for network in taxonomy.networks_of(PARENT_CHILD):
        alike: dict[tuple[str, str], list[Name]] = {}
        for name in network.names():
            if name in usual:
                alike.setdefault(usual[name], []).append(name)
        for (_, kind), rows in alike.items():
            if len(rows) >= FEWEST_ROWS:
                columns: dict[int, list[Name]] = {}
                for row in rows:
                    budget.spend(CELL * len(figures.by_concept[row]))  # a concept may be presented many times over
                    for spot in figures.by_concept[row]:
                        if kinds[figures.unit_of(spot)] == kind:
                            columns.setdefault(spot, []).append(row)
                found.append(Table(network.role, tuple(rows), columns))
    return found


def kinds_of(figures: Figures) -> list[str]:
    """Return the kind of each unit of a report."""
    return [kind(unit) for unit in figures.report.units]


def kind(unit: Unit) -> str:
    """Return what a unit measures, whatever the currency: `money`, `money/shares`, `shares`, `pure`."""
    top, bottom = (
        "·".join("money" if namespace(one) == ISO4217 else local(one) for one in measures)
        for measures in (unit.numerator, unit.denominator)
    )
    return f"{top}/{bottom}" if bottom else top


def most(kinds: Sequence[str]) -> str:
    """Return what there is most of, of several the first."""
    return max(dict.fromkeys(kinds), key=kinds.count)
