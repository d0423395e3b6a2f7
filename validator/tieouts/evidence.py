"""What comparing the figures of a report brings: every tie, what is said of those that fail, and of no tie alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.budget import spend
from validator.finding import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from validator.asked import Asked
    from validator.finding import Finding
    from validator.model.intervals import Interval
    from validator.tieouts.equation import Equation
    from validator.tieouts.figures import Figures, Key

    Made = dict[int, tuple[Key, Equation, Interval]]
    Binder = Callable[["Evidence", Asked], None]

FAILING = 200  # steps of work for a tie that fails, and as many more each time the same figure fails again


class Failure:
    """A tie that fails, and the finding that says so; None once another finding tells of it."""

    __slots__ = ("finding", "tie")

    def __init__(self, tie: Equation, finding: Finding) -> None:
        self.tie = tie
        self.finding: Finding | None = finding


class Evidence:
    """The evidence of one report so far: binders add to it, then each pass over the failures adds what it knows."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self.ties: list[Equation] = []
        self.failures: list[Failure] = []
        self.findings: list[Finding] = []  # of no tie alone: a rule that cannot be bound, a figure that blocks several
        # by ids of ties: the figure that is as rounded ones make it, the tie that makes it so, what its own leaves it
        self.made: Made = {}
        self._failed: dict[Key, int] = {}

    @classmethod
    def gathered(cls, figures: Figures, binders: Iterable[Binder], options: Asked) -> Evidence:
        """Return what several binders bring, in their order."""
        evidence = cls(figures)
        for bind in binders:
            bind(evidence, options)
        return evidence

    def add(self, tie: Equation, finding: Finding | None = None) -> None:
        """Add a tie, with what is said of it where it fails."""
        self.ties.append(tie)
        if finding is not None:
            first = tie.keys[0]
            self._failed[first] = times = self._failed.get(first, 0) + 1
            spend(FAILING * times)
            self.failures.append(Failure(tie, finding))

    def leave_out(self, ties: set[int]) -> None:
        """Take ties out, by their ids, with what is said of them."""
        self.ties = [tie for tie in self.ties if id(tie) not in ties]
        self.failures = [one for one in self.failures if id(one.tie) not in ties]

    def failing(self) -> Iterator[Equation]:
        """Yield every tie that fails."""
        return (tie for tie in self.ties if tie.verdict is Verdict.FAILS)

    def said(self) -> Iterator[Finding]:
        """Yield everything that is said."""
        yield from (one.finding for one in self.failures if one.finding is not None)
        yield from self.findings
