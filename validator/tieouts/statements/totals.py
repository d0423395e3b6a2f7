"""Totals that are not there: all parts of a calculation are reported in a column, its total in every other but this."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.tieouts.calculations import rollups
from validator.tieouts.statements.holes import MOST_HOLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.tieouts.calculations import Rollup
    from validator.tieouts.figures import Figures, Key

FEWEST_TOTALS = 3  # columns that have the total with all its parts, before one without it means something


class Untotalled(NamedTuple):
    """A total that is not reported: its key, a fact of its row, its network's title, its parts, the columns with it."""

    key: Key
    beside: int
    network: str
    parts: int
    columns: int


def untotalled(figures: Figures) -> list[Untotalled]:
    """Return the totals that are not reported though all their parts are; none where they are many."""
    found: dict[Key, Untotalled] = {}
    for rollup in rollups(figures.report):
        for one in _lacking(figures, rollup):
            found.setdefault(one.key, one)
    return list(found.values()) if len(found) <= MOST_HOLES else []


def _lacking(figures: Figures, rollup: Rollup) -> Iterator[Untotalled]:
    """Yield the total of a calculation for the one column that has all its parts and not the total."""
    totals, parts = figures.spots(rollup.total), [figures.spots(part) for part, _ in rollup.parts]
    if rollup.open or len(parts) < 2:
        return
    whole = [spot for spot in min(parts, key=len) if all(spot in places for places in parts)]
    lacking = [spot for spot in whole if spot not in totals]
    if len(lacking) == 1 and len(whole) > FEWEST_TOTALS:
        (gone,) = lacking
        alike = [spot for spot in whole if spot in totals and figures.unit_of(spot) == figures.unit_of(gone)]
        if alike:
            beside = min(figures.rows((rollup.total, spot)) for spot in alike)[-1]
            yield Untotalled((rollup.total, gone), beside, rollup.title, len(parts), len(whole) - 1)
