"""What a rule file says of failures beyond its own: where a rule stands in, and what only repeats another failure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.finding import Verdict
from validator.tieouts.declared import Declared
from validator.tieouts.equation import Equation
from validator.tieouts.summations import Summation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from validator.finding import Finding, Tie
    from validator.tieouts.figures import Key

    Evidence = tuple[Tie | None, Finding | None]


def stood_in(evidence: Iterable[Evidence]) -> Iterator[Evidence]:
    """Yield the evidence without calculations that lack a part and that a rule stands in for (`instead_of`).

    A total given in a text without its parts fails its calculation though nothing is wrong; where a rule file says what
    it can be held to instead, that takes its place. The rule must be determinate there, and over the same total.
    """
    whole = list(evidence)
    standing = {
        (code, key)
        for tie, _ in whole
        if isinstance(tie, Declared) and tie.rule.instead_of and tie.verdict is not Verdict.INDETERMINATE
        for code in tie.rule.instead_of
        for key in tie.keys
    }
    for tie, finding in whole:
        lacking = isinstance(tie, Equation) and tie.verdict is Verdict.FAILS and tie.missing
        if not (lacking and (tie.code, tie.keys[0]) in standing):  # type: ignore[union-attr]
            yield tie, finding


def left_open(evidence: Iterable[Evidence]) -> Iterator[Evidence]:
    """Yield the evidence, a calculation that fails for want of a part as indeterminate.

    The specifications read what is not reported as nothing; but true values exist that would explain the total, so no
    contradiction is proven. This comes last: until then its failure is what leads to the missing part.
    """
    for tie, finding in evidence:
        if isinstance(tie, Summation) and tie.verdict is Verdict.FAILS and tie.missing:
            tie.verdict = Verdict.INDETERMINATE
        yield tie, finding


def told_once(evidence: Iterable[Evidence]) -> Iterator[Evidence]:
    """Yield the evidence, a failure that follows from another over one of its figures as a note on the other's finding.

    The tie itself stays a failing one, so nothing is lost from the evidence. What is waived takes along only what is
    waived itself.
    """
    whole = list(evidence)
    telling: dict[tuple[str, Key], list[int]] = {}
    following: list[int] = []
    for position, (tie, finding) in enumerate(whole):
        if isinstance(tie, Equation) and finding is not None and tie.verdict is Verdict.FAILS:
            if isinstance(tie, Declared) and tie.rule.follows:
                following.append(position)
            for key in tie.keys:
                telling.setdefault((tie.code, key), []).append(position)
    for position in following:
        tie, finding = whole[position]
        if isinstance(tie, Declared) and finding is not None:
            main = next(_mains(tie, finding, whole, telling), None)
            if main is not None:
                first, told = whole[main]
                note = f"{finding.code} fails with it: {finding.message}"
                whole[main] = first, told and told._replace(notes=(*told.notes, note))
                whole[position] = tie, None
    yield from whole


def _mains(
    tie: Declared, finding: Finding, whole: list[Evidence], telling: dict[tuple[str, Key], list[int]]
) -> Iterator[int]:
    """Yield where failures stand that a tie's follows from and that can tell of it."""
    for code in tie.rule.follows:
        for key in tie.keys:
            for position in telling.get((code, key), ()):
                told = whole[position][1]
                if told is not None and whole[position][0] is not tie and (finding.waived or not told.waived):
                    yield position
