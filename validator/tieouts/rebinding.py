"""Rules bound again to a report that differs in one fact: a rule that reads nothing changed is not bound again.

What a rule reads of the figures is written down while it is bound; contexts, units and the taxonomy stay as they are.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, NamedTuple, cast

from validator.tieouts.figures import REMEMBERED, Figures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from validator.finding import Verdict
    from validator.model.names import Name
    from validator.model.report import Report
    from validator.tieouts.figures import Binding, Bounds, Judged, Key, Reading, Rows, Tied


class Read(NamedTuple):
    """The ties of one rule, with the verdict of each, and the concepts whose figures were looked for."""

    ties: Sequence[tuple[Judged, Verdict]]
    concepts: frozenset[Name]


class Remembered:
    """What was bound to a report, for copies of it that differ in the figures of a few concepts."""

    def __init__(self, report: Report) -> None:
        self.measured: object = None
        self.rules: dict[Binding, Read] = {}
        reading: Reading = self.first
        report.derived.keep(REMEMBERED, reading)

    def first(self, report: Report, *, truncation: bool) -> Figures:
        """Return the figures of the report as it is: what each rule reads of them is written down."""
        figures = _Watched(report, self.rules, truncation=truncation)
        self.measured = _measured(figures)
        return figures

    def let(self, report: Report, changed: frozenset[Name]) -> None:
        """Let the rules that read no figure of the changed concepts stand in a copy of the report."""

        def again(report: Report, *, truncation: bool) -> Figures:
            figures = _Again(report, self.rules, changed, truncation=truncation)
            return figures if _measured(figures) == self.measured else Figures(report, truncation=truncation)

        reading: Reading = again
        report.derived.keep(REMEMBERED, reading)


def _measured(figures: Figures) -> tuple[tuple[Name, ...], int]:
    """Return what has to be alike: the concepts that are reported, and the scale of the figures."""
    return tuple(figures.by_concept), figures.factor


class _Watched(Figures):
    """Figures that write down, for each rule, whose figures were looked for while it was bound."""

    def __init__(self, report: Report, rules: dict[Binding, Read], *, truncation: bool) -> None:
        self.looked: set[Name] = set()
        self.rules = rules
        super().__init__(report, truncation=truncation)
        self.indexed = self.by_concept

    def spots(self, concept: Name) -> Mapping[int, int | Rows]:
        """Every spot in which a concept is reported."""
        self.looked.add(concept)
        return super().spots(concept)

    def bounds_of(self, key: Key) -> Bounds:
        """Return what a figure says."""
        self.looked.add(key[0])
        return super().bounds_of(key)

    def bound(self, of: Binding, bind: Callable[[], Iterator[Tied]]) -> Iterator[Tied]:
        """Yield the ties of a binding, and remember them; not while something else is supposed."""
        if self.by_concept is not self.indexed:
            yield from bind()
            return
        self.looked = set()
        ties: list[tuple[Judged, Verdict]] = []
        for tie in bind():
            ties.append((tie, tie.verdict))
            yield tie
        self.rules[of] = Read(ties, frozenset(self.looked))


class _Again(Figures):
    """Figures of a copy: ties of what is the same are taken over, also while something is supposed of other figures."""

    def __init__(
        self, report: Report, rules: Mapping[Binding, Read], changed: frozenset[Name], *, truncation: bool
    ) -> None:
        self.rules = rules
        self.changed = changed
        super().__init__(report, truncation=truncation)
        self.supposed = self.indexed = self.by_concept
        self.other: frozenset[Name] | None = changed

    def bound(self, of: Binding, bind: Callable[[], Iterator[Tied]]) -> Iterator[Tied]:
        """Yield the ties of a binding: those known, as they were before anything was said of them."""
        if self.by_concept is not self.supposed:
            self.supposed, self.other = self.by_concept, self._other()
        known = self.rules.get(of)
        if known is None or self.other is None or not self.other.isdisjoint(known.concepts):
            yield from bind()
            return
        apart = self.by_concept is not self.indexed  # what is said of ties meanwhile is not said of the report
        for one, verdict in known.ties:
            tie = copy(one) if apart else one
            tie.figures, tie.verdict, tie.waived, tie.accepted = self, verdict, False, None
            yield cast("Tied", tie)

    def _other(self) -> frozenset[Name] | None:
        """Return the concepts whose figures are others; None where what is supposed lets other concepts be reported."""
        if list(self.by_concept) != list(self.indexed):
            return None
        before = self.indexed
        return self.changed.union(name for name, spots in self.by_concept.items() if spots is not before[name])
