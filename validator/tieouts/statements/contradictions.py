"""Contradictions: figures whose copies are at odds, each with the copies one of which may be all that is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.tieouts.figures import INCONSISTENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.tieouts.figures import Figures, Key, Rows


class Contradiction(NamedTuple):
    """A figure at odds with itself: its key, all its rows, and those without each of which the others agree."""

    key: Key
    rows: Rows
    odd: Sequence[int]


def at_odds(figures: Figures) -> list[Contradiction]:
    """Return the figures of a report that contradict themselves, in order."""
    return [
        Contradiction((name, spot), rows, figures.odd_ones(rows))
        for name, spots in figures.by_concept.items()
        for spot, rows in spots.items()
        if isinstance(rows, tuple) and figures.bounds(rows).state == INCONSISTENT
    ]
