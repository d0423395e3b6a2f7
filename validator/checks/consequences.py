"""What a rule file says of failures beyond its own: where a rule stands in, and what only repeats another failure."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from validator.finding import MOST_TOLD, Finding, Verdict, more_with_it
from validator.tieouts.calculations import Summation
from validator.tieouts.rules.declared import Declared
from validator.tieouts.rules.found import CODES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from validator.finding import Diagnosis
    from validator.model.source import Location
    from validator.tieouts.evidence import Evidence, Failure
    from validator.tieouts.figures import Key

    Telling = dict[tuple[str, Key, bool], deque[tuple[int, Failure]]]  # by code, figure and whether it is waived

COMPARING = (CODES["published"], CODES["across"])  # of documents: each finding compares another pair of them
ACCEPTED = "it was accepted by"  # how a note begins that says what a waiver froze
PLACING = "ST"  # how codes begin that say where a figure should stand
ODD_COPIES, MOVED, MISFITTING = "FA201", "ST102", ("UN201", "UN202", "UN301")
BLOCKING = ("CA102", MOVED)  # tell of copies at odds: that they keep ties from binding, that one is out of place
TAGGED = ("TP103", "TP104")  # the page itself shows the period and the unit
PRINTED = "SO101"  # a report against the document it was encoded from


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
    followed = {code for one in evidence.failures for code in one.tie.follows}
    telling: Telling = {}
    for at, one in enumerate(evidence.failures):
        if one.finding is not None and one.tie.code in followed:
            for key in one.tie.keys:
                telling.setdefault((one.tie.code, key, bool(one.finding.waived)), deque()).append((at, one))
    notes: dict[int, list[str]] = {}
    for at, one in enumerate(evidence.failures):
        main = None if one.finding is None else _main(at, one, telling)
        if one.finding is not None and main is not None:
            notes.setdefault(main, []).append(f"{one.finding.code} fails with it: {one.finding.message}")
            one.finding = None
    for at, more in notes.items():
        told = evidence.failures[at]
        if told.finding is not None:
            told.finding = told.finding._replace(notes=(*told.finding.notes, *more))


def one_culprit(evidence: Evidence) -> None:
    """Tell failures of one code that one figure settles once, where it is certain; the others are notes of one.

    Codes stay apart: what a setting leaves out or lowers must not take along what it does not name.
    """
    alike: dict[tuple[str, int, str], list[tuple[Failure, Finding]]] = {}
    for one in evidence.failures:
        finding = one.finding
        if finding is not None and finding.diagnosis is not None and finding.diagnosis.decided:
            alike.setdefault((finding.code, id(finding.diagnosis), finding.waived), []).append((one, finding))
    for some in (some for some in alike.values() if len(some) > 1):
        # the one at the figure itself, else by its words: the order of facts is nobody's concern
        main, told = min(some, key=lambda both: (both[1].at != _culprit(both[1]), both[0].tie.frame, both[1].message))
        others = [finding for one, finding in some if one is not main]
        notes = [f"it fails with it: {finding.message}, at {finding.at}" for finding in others[:MOST_TOLD]]
        for one, _ in some:
            one.finding = None
        main.finding = told._replace(notes=(*told.notes, *notes, *more_with_it(len(others))))


def once_a_figure(findings: Sequence[Finding], weigh: Callable[[Finding], int]) -> list[Finding]:
    """Return findings with what one figure that is wrong brings about told once, whatever the codes.

    That copies of a figure are at odds is told by the finding of a tie they keep from binding, or of the one that is
    out of place, and so is the unit of that one, unless the page itself shows it. Failures that one figure is certain
    to settle are notes of the gravest of them, and so is that its source prints another. `weigh` gives how much a
    finding counts as the user has it: what counts less tells of nothing that counts more.
    """
    blocking = {at: one for one in findings if one.code in BLOCKING for at in (one.at, *(at for _, at in one.related))}
    moved = {one.at: one for one in findings if one.code == MOVED}
    tagged = {one.at: one for one in findings if one.code in TAGGED}
    telling = {ODD_COPIES: blocking, MOVED: tagged, **dict.fromkeys(MISFITTING, moved)}
    apart = [one for one in findings if _lighter(telling.get(one.code, {}).get(one.at), one, weigh)]
    causes: dict[tuple[str, Diagnosis], list[Finding]] = {}
    kept: list[Finding] = []
    for one in apart:
        cause = _cause(one)
        if cause is None:
            kept.append(one)
        else:
            causes.setdefault(cause, []).append(one)
    return _printed_otherwise(kept, [_with_others(some, weigh) for some in causes.values()], weigh)


def _printed_otherwise(
    others: Sequence[Finding], settled: Sequence[Finding], weigh: Callable[[Finding], int]
) -> list[Finding]:
    """Return findings with what a source prints in the place of a culprit as a note of the finding that names it."""
    printed = {one.at: one for one in others if one.code == PRINTED and one.related}
    told: list[Finding] = []
    once: set[Location] = set()
    for one in settled:
        at = _culprit(one)
        source = printed.get(at) if at is not None else None
        if source is None or _lighter(one, source, weigh):
            told.append(one)
            continue
        once.add(source.at)
        note = f"{source.code} says so too: {source.message}, at {source.related[0][1]}"
        told.append(one._replace(notes=(*one.notes, note)))
    return [one for one in others if one.code != PRINTED or one.at not in once] + told


def _with_others(findings: Sequence[Finding], weigh: Callable[[Finding], int]) -> Finding:
    """Return the gravest of several findings, of those what says how it came about, with the others as notes."""
    main = max(findings, key=lambda one: (weigh(one), one.code.startswith(PLACING), one.at == _culprit(one)))
    others = [one for one in findings if one is not main]
    notes = [f"{one.code} fails with it: {one.message}, at {one.at}" for one in others[:MOST_TOLD]]
    notes += [note for one in others[:MOST_TOLD] for note in one.notes if note.startswith(ACCEPTED)]
    return main._replace(notes=(*main.notes, *notes, *more_with_it(len(others))))


def _culprit(finding: Finding) -> Location | None:
    """Return where the figure stands that is certain to be wrong."""
    one = None if finding.diagnosis is None else finding.diagnosis.culprit
    return None if one is None else one.at


def _lighter(told: Finding | None, one: Finding, weigh: Callable[[Finding], int]) -> bool:
    return told is None or weigh(told) < weigh(one)


def _cause(finding: Finding) -> tuple[str, Diagnosis] | None:
    """Return the one figure that is certain to settle a failure, as its diagnosis has it, and the file; else None."""
    made = finding.diagnosis
    apart = finding.waived or finding.code in COMPARING
    return (finding.at.path, made) if made is not None and made.culprit is not None and not apart else None


def _main(at: int, one: Failure, telling: Telling) -> int | None:
    """Return which failure can tell of one that follows from it: the first over one of its figures."""
    waived = (False, True) if one.finding is not None and one.finding.waived else (False,)
    for code in one.tie.follows:
        for key in one.tie.keys:
            heads = [_head(telling[code, key, which], at) for which in waived if (code, key, which) in telling]
            found = [head for head in heads if head is not None]
            if found:
                return min(found)
    return None


def _head(failures: deque[tuple[int, Failure]], but: int) -> int | None:
    """Return the first of some failures that is still told, and not the one at a place; what is not is let go."""
    while failures and failures[0][1].finding is None:
        failures.popleft()
    return next((at for at, one in failures if at != but and one.finding is not None), None)
