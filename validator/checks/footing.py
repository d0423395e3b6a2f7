"""Whether a column adds up by the digits it shows: a convention, held only where the column keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.finding import Verdict
from validator.tieouts.equation import EQUAL, linear_verdict
from validator.tieouts.localization.index import Index
from validator.tieouts.localization.suspects import groups, singles
from validator.tieouts.rules.declared import Declared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.tieouts.evidence import Evidence

IN_A_SLIP = 10  # totals of a column of which one at most may be off by a slip: rounding leaves every third or so off


def as_printed(evidence: Evidence) -> None:
    """Leave out rules that compare sums as printed where a column is not made to add up by what it shows.

    A column is a frame and a unit. One that keeps the convention is off by a slip: one figure, changed, would let
    every sum add up again, with all that holds beside them. Where several sums are off that no figure explains
    together, or where no value would do, each figure was rounded for itself. What compares several columns is held
    where all of them keep it.
    """
    bound = [tie for tie in evidence.ties if isinstance(tie, Declared) and _footed(tie)]
    odd = [tie for tie in bound if tie.verdict is Verdict.FAILS and _rounding_explains(tie)]
    if not odd:
        return
    failing = set(map(id, odd))
    others = (tie for tie in evidence.ties if tie.verdict is not Verdict.FAILS or id(tie) in failing or tie.waived)
    index = Index(others, evidence.figures)
    columns: dict[int, list[Declared]] = {}
    for tie in bound:
        if _column(tie):
            columns.setdefault(tie.spot, []).append(tie)
    loose = {
        spot
        for spot, ties in columns.items()
        if not _kept([tie for tie in ties if id(tie) in failing], len(ties), index)
    }
    evidence.leave_out({id(tie) for tie in bound if any(key[1] in loose for key in tie.keys)})


def _footed(tie: Declared) -> bool:
    return tie.rule.printed and tie.relation == EQUAL and tie.scaled is not None and not tie.waived


def _rounding_explains(tie: Declared) -> bool:
    """Whether figures that differ as printed may stand for true values that do not."""
    if tie.scaled is None:
        return False
    terms, constant = tie.scaled
    return linear_verdict(EQUAL, terms, constant, tie.figures, optional=tie.optional) is not Verdict.FAILS


def _column(tie: Declared) -> bool:
    return all(key[1] == tie.spot for key in tie.keys)


def _kept(odd: Sequence[Declared], sums: int, index: Index) -> bool:
    """Whether slips explain the sums of a column that do not add up: few, each of one figure."""
    causes = groups(odd)
    few = len(causes) <= 1 or len(causes) * IN_A_SLIP <= sums
    return few and all(singles(group, index, index.figures) for group in causes)
