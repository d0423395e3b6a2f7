"""Several failures of one cause: the same slip of one sum in several frames, the same sum without its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.finding import Diagnosis
from validator.tieouts.calculations import Summation

if TYPE_CHECKING:
    from validator.finding import Finding, Suspect
    from validator.tieouts.equation import Equation
    from validator.tieouts.evidence import Evidence, Failure

REPEATED = " are not reported here; together "  # of several parts: each is named, and the gap told, by the finding
COPIED = "it repeats "
SYSTEMATIC = ("the sign ", "the scale ")  # slips of a way of working; a digit goes wrong once
LACKING = "parts not reported"


def one_slip(evidence: Evidence) -> None:
    """Decide over all frames in which one sum fails: a slip that explains each of them is the cause of all.

    In one frame several figures may do; that the same figure slipped the same way in every frame is no chance. A line
    that another repeats in one frame may be copied; one that is repeated as well is none the worse for it.
    """
    sums: dict[tuple[str, tuple[str, str]], list[Failure]] = {}
    for one in evidence.failures:
        if one.finding is not None and not (isinstance(one.tie, Summation) and one.tie.missing):
            sums.setdefault((one.finding.code, _said_of(one.tie)), []).append(one)
    for some in sums.values():
        if len({one.tie.spot for one in some}) > 1:
            _decide(some)


def _decide(failures: list[Failure]) -> None:
    told = [{_named(one): one for one in _slipped(failure.finding)} for failure in failures]
    common = set(told[0]).intersection(*told[1:])
    if len(common) != 1:
        return
    (name,) = common
    for failure, slipped in zip(failures, told, strict=True):
        if failure.finding is not None and failure.finding.diagnosis is not None:
            made = _first(failure.finding.diagnosis, slipped[name], len(failures))
            failure.finding = failure.finding._replace(diagnosis=made)


def _first(diagnosis: Diagnosis, culprit: Suspect, frames: int) -> Diagnosis:
    """Return a diagnosis with a culprit before all others, decided by the frames it explains."""
    if diagnosis.decided and diagnosis.suspects[0] == (culprit,):
        return diagnosis
    text = (
        f"{culprit.label} should be {culprit.suggested}: {culprit.slip} ({culprit.reported} is reported); "
        f"the same slip explains this sum in all {frames} frames in which it fails"
    )
    others = tuple(one for one in diagnosis.suspects if one != (culprit,))
    return Diagnosis(text, ((culprit,), *others), decided=True)


def _slipped(finding: Finding | None) -> list[Suspect]:
    """Return the figures that alone explain a failure by a systematic slip; none where another is certain."""
    diagnosis = None if finding is None else finding.diagnosis
    if diagnosis is None:
        return []
    certain = diagnosis.decided and not diagnosis.suspects[0][0].slip.startswith(COPIED)
    suspects = diagnosis.suspects[:1] if certain else diagnosis.suspects
    return [one[0] for one in suspects if len(one) == 1 and one[0].slip.startswith(SYSTEMATIC)]


def _named(one: Suspect) -> tuple[str, str]:
    """Return a figure and its slip, whatever the frame."""
    return one.label, one.slip.partition(" (")[0]


def _said_of(tie: Equation) -> tuple[str, str]:
    """Return what a tie is in every frame: its network or rule, and the figure it begins with."""
    return tie.source, tie.keys[0][0]


def one_cause(evidence: Evidence) -> None:
    """Give failures of one sum the cause they share, so that they are told once with all their places.

    That parts of a total are not reported is said by the finding itself; a diagnosis that says the same is left out.
    """
    for one in evidence.failures:
        if one.finding is not None and not one.finding.waived:
            said_of, diagnosis = _said_of(one.tie), one.finding.diagnosis
            if isinstance(one.tie, Summation) and one.tie.missing:
                one.finding = one.finding._replace(cause=(*said_of, LACKING), diagnosis=_more(diagnosis))
                continue
            culprit = None if diagnosis is None else diagnosis.culprit
            if culprit is not None and culprit.slip.startswith((*SYSTEMATIC, COPIED)):
                one.finding = one.finding._replace(cause=(*said_of, *_named(culprit)))


def _more(diagnosis: Diagnosis | None) -> Diagnosis | None:
    """Return a diagnosis of a sum that lacks parts where it says more than that it does."""
    if diagnosis is None:
        return None
    suspects = diagnosis.suspects
    # what is missing explains the sum, so that two reported figures are wrong together would be far-fetched
    return (
        None if (suspects and len(suspects[0]) > 1) or (not suspects and REPEATED in diagnosis.verdict) else diagnosis
    )
