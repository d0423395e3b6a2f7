"""What a report says at one place, and every tie that touches it, with its arithmetic and what speaks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.finding import Verdict
from validator.tieouts.figures import OK, shown
from validator.tieouts.rules.found import Found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from validator.finding import Term
    from validator.tieouts.equation import Equation
    from validator.tieouts.evidence import Evidence
    from validator.tieouts.figures import Figures


def at(evidence: Evidence, line: int, column: int = 0) -> str:
    """Return what is said at a line, or of the figure nearest to a column of it; empty where no figure stands."""
    report, figures = evidence.figures.report, evidence.figures
    rows = [row for row in range(report.own) if report.lines[row] == line and figures.key_of(row) is not None]
    if column and rows:
        rows = [min(rows, key=lambda row: (report.columns[row] > column, abs(report.columns[row] - column)))]
    return "\n\n".join("\n".join(figure(figures, row, evidence.ties)) for row in rows)


def figure(figures: Figures, row: int, ties: Iterable[Equation]) -> Iterator[str]:
    """Yield what a figure is and says, and every tie that touches it, in lines."""
    key = figures.key_of(row)
    if key is None:
        return
    said = figures.bounds_of(key)
    value = shown(figures.true(said.value)) if said.state == OK else said.state
    yield f"{figures.report.location(row)}: {figures.label(key[0])} ({figures.place(key[1])}) is {value}"
    touching = [tie for tie in ties if key in tie.keys]
    if not touching:
        yield "  no tie touches it"
    for tie in sorted(touching, key=lambda one: one.verdict is not Verdict.FAILS):
        yield from _tie(tie, row)


def _tie(tie: Equation, row: int) -> Iterator[str]:
    """Yield a tie: its outcome, the arithmetic, what speaks for it, and where its other figures stand."""
    reason = f": {tie.reason}" if tie.reason else ""
    yield f"  {tie.verdict.value}: {tie.code} {tie.title}, {tie.frame}{reason}"
    yield f"      {tie.working}"
    if isinstance(tie, Found):
        yield f"      {tie.found.evidence}"
    yield from (f"      {_place(tie, term)}: {term.label}" for term in tie.terms if row not in term.rows)


def _place(tie: Equation, term: Term) -> str:
    return str(tie.figures.report.location(term.rows[0]))
