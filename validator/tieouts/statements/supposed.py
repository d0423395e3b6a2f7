"""A while in which some facts stand elsewhere, or are there that are not: ties are bound anew to see what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.finding import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from validator.tieouts.equation import Equation
    from validator.tieouts.evidence import Evidence
    from validator.tieouts.figures import Figures, Key, Rows

    Again = Callable[[Figures], Evidence]  # binds every tie to the figures as they are


class Supposed:
    """Lets figures be made of other facts within a `with` block; no rows let a figure be not reported."""

    def __init__(self, figures: Figures, rows: Mapping[Key, Rows]) -> None:
        self.figures = figures
        self.rows = rows
        self.before = figures.by_concept
        self.blamed = figures.blamed

    def __enter__(self) -> None:
        made = dict(self.before)
        for (concept, spot), rows in self.rows.items():
            spots = dict(made.get(concept, {}))
            if rows:
                spots[spot] = rows if len(rows) > 1 else rows[0]
            else:
                spots.pop(spot, None)
            made[concept] = spots
        self.figures.by_concept = made
        self.figures.blamed = set()

    def __exit__(self, *_: object) -> None:
        self.figures.by_concept = self.before
        self.figures.blamed = self.blamed


def moved(figures: Figures, row: int, origin: Key, *places: Key) -> Supposed:
    """Let one fact stand elsewhere, at one place or at several to see which of them fits."""
    rest = tuple(other for other in figures.rows(origin) if other != row)
    return Supposed(figures, {origin: rest, **{to: (*figures.rows(to), row) for to in places}})


def identity(tie: Equation) -> tuple[object, ...]:
    """Return what a tie is, whether or not one of its figures is reported."""
    return tie.code, tie.source, tie.spot, tie.keys[0][0]


def failing(ties: Iterable[Equation]) -> set[tuple[object, ...]]:
    """Return what fails and is not accepted."""
    return {identity(tie) for tie in ties if tie.verdict is Verdict.FAILS and not tie.waived}
