"""What a review page rests on: a report's figures, the ties that bind them and what was found, each with the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.coverage import statements
from validator.finding import Severity
from validator.reporters.review.standing import outcome as became
from validator.reporters.review.standing import rows, standings
from validator.tieouts.equation import Equation
from validator.tieouts.figures import Figures

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from validator.finding import Finding, Outcome, Tie
    from validator.model.report import Report


MOST_TRIED = 50  # findings near a failing tie, of which one tells of it: beyond, any does as well


class Evidence:
    """The evidence of one report, each part worked out once."""

    def __init__(self, report: Report, outcome: Outcome, ties: Sequence[Tie]) -> None:
        self.report = report
        self.outcome = outcome
        self.ties = [tie for tie in ties]  # noqa: C416 - evidence is worked out on each look
        bound = next((tie for tie in self.ties if isinstance(tie, Equation)), None)
        self.figures = Figures(report) if bound is None else bound.figures
        self.places = {report.location(row): row for row in range(len(report))}
        self.findings = outcome.findings
        self.touched = [rows(tie) for tie in self.ties]
        self.became = [became(tie) for tie in self.ties]
        self.others = _others(report)
        touching = list(zip(self.became, self.touched, strict=True))
        self.standings = standings(report, self.findings, touching, self.places, self.others)
        self.shown_in = statements(report.taxonomy)

    def label(self, row: int) -> str:
        """Return what a figure is called."""
        return self.figures.label(self.report.concepts[row])

    def places_of(self, one: Finding) -> Iterator[int]:
        """Yield the rows at the places of a finding: its own, those involved, those of its suspects, others alike."""
        for at in (*one.places, *one.also):
            if at in self.places:
                yield self.places[at]

    def told_by(self) -> tuple[Mapping[int, Sequence[int]], Sequence[int]]:
        """Return which failing ties each finding tells of, and those of which none does.

        A finding may tell of several: one culprit, and all that fails with it. A tie is told of by the finding of its
        own code and place, else by one that names its figures.
        """
        near: dict[int, list[int]] = {}
        for number, one in enumerate(self.findings):
            if one.severity > Severity.NOTE or one.diagnosis is not None:
                for row in set(self.places_of(one)):
                    near.setdefault(row, []).append(number)
        told: dict[int, list[int]] = {}
        untold: list[int] = []
        for index, kind in enumerate(self.became):
            if kind == "failed":
                known = [near[row] for row in self.touched[index] if row in near]
                if known:
                    some = min(known, key=len)[:MOST_TRIED]
                    best = max(some, key=lambda number: (self._tells(number, index), -number))
                    told.setdefault(best, []).append(index)
                else:
                    untold.append(index)
        return told, untold

    def _tells(self, number: int, index: int) -> int:
        one, tie = self.findings[number], self.ties[index]
        return 2 * (one.code == tie.code) + (self.places.get(one.at) in self.touched[index])


def _others(report: Report) -> Mapping[int, Sequence[int]]:
    """Return every row of the figures that are told more than once: of one concept, frame and unit."""
    found: dict[tuple[str, int, int], list[int]] = {}
    for row, (concept, context, unit) in enumerate(
        zip(report.concepts, report.contexts_of, report.units_of, strict=True)
    ):
        frame = report.frames[context] if context >= 0 else -1
        found.setdefault((concept, frame, report.unit_keys[unit] if unit >= 0 else -1), []).append(row)
    return {row: some for some in found.values() if len(some) > 1 for row in some}
