"""Failures that only repeat another (a rule says which: `follows`), told in a note on the finding of the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.finding import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from validator.finding import Finding, Tie
    from validator.tieouts.figures import Key

    Evidence = tuple[Tie | None, Finding | None]


def told_once(evidence: Iterable[Evidence]) -> Iterator[Evidence]:
    """Yield the evidence, a failure that follows from another over one of its figures as a note on the other's finding.

    The tie itself stays a failing one, so nothing is lost from the evidence.
    """
    whole = list(evidence)
    telling: dict[tuple[str, Key], int] = {}
    following: list[int] = []
    for position, (tie, finding) in enumerate(whole):
        if tie is not None and finding is not None and tie.verdict is Verdict.FAILS:
            if _follows(tie):
                following.append(position)
            for key in tie.keys:  # type: ignore[attr-defined]
                telling.setdefault((tie.code, key), position)
    for position in following:
        tie, finding = whole[position]
        main = _main(tie, telling, position)
        if main is not None and finding is not None:
            first, told = whole[main]
            if told is not None and bool(told.waived) is bool(finding.waived):  # what is accepted hides nothing else
                note = f"{finding.code} fails with it: {finding.message}"
                whole[main] = first, told._replace(notes=(*told.notes, note))
                whole[position] = tie, None
    yield from whole


def _follows(tie: Tie | None) -> tuple[str, ...]:
    rule = getattr(tie, "rule", None)
    return rule.follows if rule is not None else ()


def _main(tie: Tie | None, telling: dict[tuple[str, Key], int], own: int) -> int | None:
    """Return where the failure stands from which a tie's follows; None when it stands alone."""
    found = (telling.get((code, key)) for code in _follows(tie) for key in tie.keys)  # type: ignore[union-attr]
    return next((position for position in found if position is not None and position != own), None)
