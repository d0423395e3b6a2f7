"""FD: relations found in a document that hold in every column but one, and figures that differ from their mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.check import Breach, judging, word
from validator.checks.tieouts import rule_files
from validator.finding import Severity, Verdict
from validator.tieouts.figures import OK, shown
from validator.tieouts.rules import found, rulebook
from validator.tieouts.rules.declared import Declared

if TYPE_CHECKING:
    from validator.asked import Asked
    from validator.finding import Finding
    from validator.tieouts.evidence import Evidence
    from validator.tieouts.rules.found import Found

SUM = judging(
    "FD101",
    "figures-not-adding-up-as-elsewhere",
    says="{figure} is {reported} but {formula} makes {computed} (off by {gap})",
    cites="docs/documents.md",
    mends="correct the figure that is wrong; if the figures are right, waive it with the reason",
    why="""A total in a document nobody prepared must be the sum that it is in its other columns.

    Which rows add up to which total is found in the figures and the words themselves; it is said only where the odds
    against chance in the other columns are a million to one, or the words say that it is a total.
    """,
)
SAME = judging(
    "FD102",
    "figure-differing-from-its-other-mention",
    says="{figure} is {reported} here but {computed} in another place (off by {gap})",
    cites="docs/documents.md",
    mends="correct the mention that is wrong; if they are two figures, waive it with the reason",
    why="""A figure that a document gives twice, with one label, period and unit, must be one figure.

    It is said only where other columns of the same two rows agree, or where the two values are one slip apart.
    """,
)
QUOTIENT = judging(
    "FD103",
    "ratio-differing-from-its-terms",
    says="{figure} is {reported} but {formula} makes {computed}",
    cites="docs/documents.md",
    mends="correct the ratio or the figure it is made from; if the figures are right, waive it with the reason",
    why="""A margin, a rate of growth, a share or an amount per share must be what its terms make of it.

    What it is a ratio of is found in the figures and the words themselves, with odds against chance in its other
    places.
    """,
)
TRANSLATION = judging(
    "FD104",
    "translation-differing-from-its-rate",
    says="{figure} is {reported} but {formula} is {computed} (off by {gap})",
    cites="docs/documents.md",
    mends="translate the amount itself; where totals add up translated parts instead, say so in a note and waive it",
    why="""An amount given in a second currency must be its first one at the rate that the document tells.

    The rate is taken as exact, as it is told, and each amount as all that it may be rounded from. It is said only where
    the other amounts of the same columns are at that rate.
    """,
)
PUBLISHED = judging(
    "FD105",
    "figure-differing-from-what-was-published",
    says="{figure} is {reported} but {computed} was published before (off by {gap})",
    cites="docs/documents.md",
    mends="correct it; where it was restated, say so in a note and waive it with the reason",
    severity=Severity.WARNING,
    why="""A figure of an earlier period is the figure that was published for it.

    With `--like` the columns of earlier periods are held to the accepted draft of the earlier document: what differs
    has changed since, by a slip or by a restatement.
    """,
)
ACROSS = judging(
    "FD109",
    "figure-differing-from-another-document",
    says="{figure} is {reported} here but {computed} {formula} (off by {gap})",
    cites="docs/documents.md",
    mends="correct the document that is wrong; if they are two figures, waive it with the reason",
    why="""A figure that two documents give, under one name, of one period, unit and column, must be one figure.

    It is said only where the two rows agree in another column, or their tables in other rows: one name can be that of
    two things.
    """,
)
WORDED = {one.code: one for one in (SUM, SAME, QUOTIENT, TRANSLATION, PUBLISHED, ACROSS)}


def bind(evidence: Evidence, options: Asked) -> None:
    """Add every relation found in a document, with a finding for each that fails."""
    del options
    drafts = [rulebook.load(path) for path in rule_files(evidence.figures.report)]
    accepted = any(book.accepted for book in drafts)
    again = accepted and bool(found.relations(evidence.figures.report))
    declared = {frozenset(tie.keys) for tie in evidence.ties if isinstance(tie, Declared)} if again else set()
    for tie in found.bind(evidence.figures, accepted=accepted):
        if frozenset(tie.keys) in declared:
            continue  # found again, and a rule already
        evidence.add(tie, failure(tie) if tie.verdict is Verdict.FAILS else None)


def failure(tie: Found) -> Finding:
    """Word a relation that fails in one column: its arithmetic there, where else it holds, and the odds."""
    report, figures = tie.figures.report, tie.figures
    rows = [(term.label, row) for term in tie.terms for row in term.rows]
    left, right = (None if side is None else side.middle for side in tie.sides(figures))
    key = tie.keys[0]
    said = figures.bounds_of(key)
    reported = figures.true(said.value) if said.state == OK else left
    gap = None if left is None or right is None else max(left - right, right - left)
    values = {
        "figure": figures.label(key[0]),
        "reported": shown(reported),
        "computed": shown(right),
        "gap": shown(gap),
        "formula": tie.title,
        "frame": tie.frame,
        "held": str(tie.found.held),
        "of": str(tie.found.of),
        "bits": str(tie.found.bits),
    }
    notes: tuple[str, ...] = (f"{tie.frame}: {tie.working}",)
    if tie.found.of > 1:
        notes += (f"it holds in {tie.found.held} of {tie.found.of} columns",)
    related = tuple((label, report.location(row)) for label, row in rows[1:])
    return word(WORDED[tie.code], Breach(report.location(rows[0][1]), values, related), notes)
