"""Propagation of all ties at once: which true values are left for each figure, and contradictions no tie shows alone.

Each tie narrows the interval of each of its figures to what the others leave it, until nothing narrows any more
(constraint propagation to a fixpoint: Mackworth, 1977; over intervals: Benhamou et al., 1999). A consistent assignment
is never dropped, so a figure that nothing is left for proves that the figures cannot all be true, though every tie
holds by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.budget import spend
from validator.finding import Verdict
from validator.tieouts.calculations import unscaled
from validator.tieouts.figures import OK, Bounds
from validator.tieouts.localization.index import WIDE

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


class Narrowing:
    """A tie that narrows figures, and those that narrowed its own before; they are gathered when they are asked for."""

    __slots__ = ("before", "tie")

    def __init__(self, tie: Equation, before: tuple[Narrowing, ...]) -> None:
        self.tie = tie
        self.before = before

    def ties(self) -> list[Equation]:
        """Return every tie that had a part in it, each once, causes first."""
        found: dict[int, Equation] = {}
        seen = {id(self)}
        ways = [(self, iter(self.before))]
        while ways:
            one, ahead = ways[-1]
            step = next((by for by in ahead if id(by) not in seen), None)
            if step is None:
                found.setdefault(id(one.tie), one.tie)
                ways.pop()
            else:
                seen.add(id(step))
                ways.append((step, iter(step.before)))
        return list(found.values())


class Domains:
    """What is left of each figure; a source of values for ties."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self.narrowed: dict[Key, Bounds] = {}
        self.by: dict[Key, Narrowing] = {}  # the last that had a part in what is left

    def bounds_of(self, key: Key) -> Bounds:
        """Return what is left of a figure."""
        found = self.narrowed.get(key)
        return self.figures.bounds_of(key) if found is None else found

    def narrow(self, key: Key, by: Narrowing, leaves: Interval) -> bool | Contradiction:
        """Narrow a figure to what a tie leaves it; whether that took anything away, or everything."""
        said = self.bounds_of(key)
        now = self.figures.interval(said)
        both = now.meet(leaves)
        if both == now:
            return False
        if both.empty or both.low is None or both.high is None:
            return Contradiction(key, now, leaves, tuple(one for one in by.ties() if one is not by.tie), by.tie)
        factor = self.figures.factor
        self.narrowed[key] = Bounds(
            OK, both.low * factor, both.high * factor, said.value, both.low_open, both.high_open
        )
        self.by[key] = by
        return True

    def narrowing(self, tie: Equation) -> Narrowing:
        """Return a tie with what had a part in what is left of its figures by now."""
        return Narrowing(tie, tuple({id(by): by for by in map(self.by.get, tie.keys) if by is not None}.values()))


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
        by, added = domains.narrowing(tie), tie.added(domains) if len(tie.keys) > WIDE else None
        for key in tie.keys:
            if domains.bounds_of(key).state != OK:
                continue
            leaves = tie.implied(key, domains) if added is None else unscaled(added.implied(key, {}), figures)
            outcome = domains.narrow(key, by, leaves)
            if isinstance(outcome, Contradiction):
                return domains, outcome
            if outcome:
                spend(len(touching[key]))
                waiting.update(dict.fromkeys(other for other in touching[key] if other != position))
                if added is not None:
                    added.renew(key, domains.bounds_of(key))
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
