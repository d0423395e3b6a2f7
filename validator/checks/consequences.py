"""What a rule file says of failures beyond its own: where a rule stands in, and what only repeats another failure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.finding import Finding, Verdict
from validator.tieouts.calculations import Summation
from validator.tieouts.rules.declared import Declared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.tieouts.evidence import Evidence, Failure
    from validator.tieouts.figures import Key


MOST_TOLD = 5  # failures told of under another


def stood_in(evidence: Evidence) -> None:
    """Leave out calculations that lack a part and that a rule stands in for (`instead_of`).

    A total given in a text without its parts fails its calculation though nothing is wrong; where a rule file says what
    it can be held to instead, that takes its place. The rule must be determinate there, and over the same total.
    """
    standing = {
        (code, key)
        for tie in evidence.ties
        if isinstance(tie, Declared) and tie.rule.instead_of and tie.verdict is not Verdict.INDETERMINATE
        for code in tie.rule.instead_of
        for key in tie.keys
    }
    if standing:
        evidence.leave_out({id(t) for t in evidence.failing() if (t.code, t.keys[0]) in standing and t.missing})


def left_open(evidence: Evidence) -> None:
    """Leave a calculation that fails for want of a part indeterminate.

    The specifications read what is not reported as nothing; but true values exist that would explain the total, so no
    contradiction is proven. This comes last: until then its failure is what leads to the missing part.
    """
    for tie in evidence.failing():
        if isinstance(tie, Summation) and tie.missing:
            tie.verdict = Verdict.INDETERMINATE


def told_once(evidence: Evidence) -> None:
    """Make a failure that follows from another over one of its figures a note on the other's finding.

    The tie itself stays a failing one, so nothing is lost from the evidence. What is waived takes along only what is
    waived itself.
    """
    telling: dict[tuple[str, Key], list[Failure]] = {}
    for one in evidence.failures:
        for key in one.tie.keys:
            telling.setdefault((one.tie.code, key), []).append(one)
    for one in evidence.failures:
        if one.finding is not None:
            main = next(_mains(one, one.finding, telling), None)
            if main is not None and main.finding is not None:
                note = f"{one.finding.code} fails with it: {one.finding.message}"
                main.finding = main.finding._replace(notes=(*main.finding.notes, note))
                one.finding = None


def one_culprit(evidence: Evidence) -> None:
    """Tell failures of one code that one figure settles once, where it is certain; the others are notes of the first.

    Codes stay apart: what a setting leaves out or lowers must not take along what it does not name.
    """
    first: dict[tuple[str, int, str], Failure] = {}
    others: dict[int, list[Finding]] = {}
    for one in evidence.failures:
        if one.finding is not None and one.finding.diagnosis is not None and one.finding.diagnosis.decided:
            key = (one.finding.code, id(one.finding.diagnosis), one.finding.waived)
            main = first.setdefault(key, one)
            if main is not one:
                others.setdefault(id(main), []).append(one.finding)
                one.finding = None
    for main in first.values():
        if main.finding is not None and id(main) in others:
            told = others[id(main)]
            notes = [f"it fails with it: {finding.message}, at {finding.at}" for finding in told[:MOST_TOLD]]
            notes += [f"and {len(told) - MOST_TOLD} more fail with it"] if len(told) > MOST_TOLD else []
            main.finding = main.finding._replace(notes=(*main.finding.notes, *notes))


def _mains(one: Failure, finding: Finding, telling: dict[tuple[str, Key], list[Failure]]) -> Iterator[Failure]:
    """Yield the failures that one follows from and that can tell of it."""
    for code in one.tie.rule.follows if isinstance(one.tie, Declared) else ():
        for key in one.tie.keys:
            for other in telling.get((code, key), ()):
                if other is not one and other.finding is not None and (finding.waived or not other.finding.waived):
                    yield other
