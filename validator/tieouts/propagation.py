"""Propagation of all ties at once: which true values are left for each figure, and contradictions no tie shows alone.

Each tie narrows the interval of each of its figures to what the others leave it, until nothing narrows any more
(constraint propagation to a fixpoint: Mackworth, 1977; over intervals: Benhamou et al., 1999). A consistent assignment
is never dropped, so a figure that nothing is left for proves that the figures cannot all be true, though every tie
holds by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.finding import Verdict
from validator.tieouts.figures import OK, Bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from validator.model.intervals import Interval
    from validator.tieouts.equation import Equation
    from validator.tieouts.figures import Figures, Key

MOST_STEPS = 40  # narrowings a tie takes part in, on average: loops of ties may narrow for ever, by less and less


class Contradiction(NamedTuple):
    """A figure nothing is left for: what is left by the ties before, what the last tie leaves, and which those are."""

    key: Key
    left: Interval
    demanded: Interval
    before: tuple[Equation, ...]
    last: Equation


class Domains:
    """What is left of each figure; a source of values for ties."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self.narrowed: dict[Key, Bounds] = {}
        self.by: dict[Key, dict[int, Equation]] = {}  # every tie that had a part in what is left, by id

    def bounds_of(self, key: Key) -> Bounds:
        """Return what is left of a figure."""
        found = self.narrowed.get(key)
        return self.figures.bounds_of(key) if found is None else found

    def narrow(self, key: Key, tie: Equation, leaves: Interval) -> bool | Contradiction:
        """Narrow a figure to what a tie leaves it; whether that took anything away, or everything."""
        said = self.bounds_of(key)
        now = self.figures.interval(said)
        both = now.meet(leaves)
        if both == now:
            return False
        if both.empty or both.low is None or both.high is None:
            return Contradiction(key, now, leaves, tuple(one for one in self._part_in(tie) if one is not tie), tie)
        factor = self.figures.factor
        self.narrowed[key] = Bounds(
            OK, both.low * factor, both.high * factor, said.value, both.low_open, both.high_open
        )
        self.by[key] = {id(one): one for one in (*self._part_in(tie), tie)}
        return True

    def _part_in(self, tie: Equation) -> list[Equation]:
        """Return the ties that had a part in what is left of a tie's figures."""
        found: dict[int, Equation] = {}
        for key in tie.keys:
            found.update(self.by.get(key, {}))
        return list(found.values())


def propagate(ties: Sequence[Equation], figures: Figures) -> tuple[Domains, Contradiction | None]:
    """Narrow every figure by every tie that holds, until nothing narrows, or a figure has nothing left."""
    sound = [tie for tie in ties if tie.verdict in (Verdict.HOLDS, Verdict.ROUNDING) and tie.narrows]
    touching: dict[Key, list[int]] = {}
    for position, tie in enumerate(sound):
        for key in tie.keys:
            touching.setdefault(key, []).append(position)
    domains = Domains(figures)
    waiting = dict.fromkeys(range(len(sound)))
    steps = MOST_STEPS * len(sound)
    while waiting and steps:
        steps -= 1
        position = next(iter(waiting))
        del waiting[position]
        tie = sound[position]
        for key in tie.keys:
            if domains.bounds_of(key).state != OK:
                continue
            outcome = domains.narrow(key, tie, tie.implied(key, domains))
            if isinstance(outcome, Contradiction):
                return domains, outcome
            if outcome:
                waiting.update(dict.fromkeys(other for other in touching[key] if other != position))
    return domains, None


def contradictions(ties: Iterable[Equation], figures: Figures, *, most: int = 10) -> list[Contradiction]:
    """Return contradictions, each found without the ties the ones before ended with."""
    left = list(ties)
    found: list[Contradiction] = []
    while len(found) < most:
        _, one = propagate(left, figures)
        if one is None:
            break
        found.append(one)
        left = [tie for tie in left if tie is not one.last]
    return found
