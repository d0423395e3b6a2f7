"""The first line about a document nobody prepared: what was read, how well it is tied, what is no figure and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.reporters.excerpts import clean
from validator.tieouts.rules.found import LEFT, STRONG, Found

if TYPE_CHECKING:
    from validator.finding import Result

MOST_REASONS = 3


def read(result: Result) -> str:
    """Return what was read of a document, in one line; empty for a report."""
    report = result.report
    if report is None or report.syntax != "document" or not len(report):
        return ""
    strength: dict[int, bool] = {}
    for tie in result.ties:
        strong = not isinstance(tie, Found) or tie.found.bits >= STRONG
        for row in {row for term in tie.terms for row in term.rows if row < report.own}:
            strength[row] = strong or strength.get(row, False)
    figures = sum(not nil for nil in report.nils[: report.own])
    strongly = sum(strength.values())
    weakly = len(strength) - strongly
    parts = [
        f"{figures:,} figures read",
        f"{strongly:,} tied strongly, {weakly:,} weakly, {figures - len(strength):,} not",
    ]
    left = report.derived.get(LEFT)
    if left:
        reasons = sorted(left.items(), key=lambda one: (-one[1], one[0]))[:MOST_REASONS]
        told = ", ".join(f"{count:,} {reason}" for reason, count in reasons)
        many = sum(left.values())
        parts.append(f"{many:,} other number{'' if many == 1 else 's'} ({told})")
    return clean(f"{result.path}: {'; '.join(parts)}")
