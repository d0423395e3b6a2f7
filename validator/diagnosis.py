"""Which figure is wrong, and what it should be: the sparsest explanation of the ties that fail, in words.

Where the suspects' values tell them apart (a slip of the hand leads from what is reported to what is implied), they
are ranked; where nothing does, that is what is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.finding import Diagnosis, Suspect, Verdict
from validator.model.intervals import EVERYTHING, scaled
from validator.tieouts.calculations import Summation, unscaled
from validator.tieouts.copies import meant, odd_out
from validator.tieouts.equation import EQUAL, Added, Equation, Values, telling
from validator.tieouts.figures import (
    EXCESS,
    INCONSISTENT,
    MISSING,
    OK,
    Figures,
    amount,
    shown,
    shown_interval,
    shown_sequence,
)
from validator.tieouts.localization import slips
from validator.tieouts.localization.explanations import causes, explanations, stands_out
from validator.tieouts.localization.index import Index
from validator.tieouts.localization.suspects import Candidate, candidate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from validator.finding import Finding
    from validator.model.intervals import Interval, Number
    from validator.model.source import Location
    from validator.tieouts.evidence import Evidence
    from validator.tieouts.figures import Key

MOST_SHOWN = 4
COUNTS = {slips.UNKNOWN: "for nothing", slips.COARSE: "rounded"}  # how a figure does whose accuracy is wrong
FOOTING = (
    (0, "without {} the parts add up to the total: it may not belong to it here"),
    (2, "with {} twice the parts add up to the total: it may be counted twice in it"),
)


# --- words ---------------------------------------------------------------------------------------
def diagnose(group: Sequence[Equation], index: Index, values: Values) -> Diagnosis:
    """Return what a group of failures comes from, as far as the figures tell."""
    lacking, ranked = explanations(group, index, values)
    if lacking:
        return Diagnosis(_lacking(lacking, group[0], index, values), (), decided=False)
    if not ranked:
        text = f"no single figure explains {_count(len(group))}"
        return Diagnosis(text + _conflict(group[0], index, values), (), decided=False)
    decided = stands_out(ranked)
    worded = _wording(index, values)
    suspects = tuple(tuple(worded(one) for one in figures) for figures in ranked[:MOST_SHOWN])
    if len(ranked[0]) == 1 and _sole_part(group, ranked[0][0]):
        one = suspects[0][0]
        text = f"its one part here is another figure: the calculation may be what is wrong, or {one.label}"
        return Diagnosis(f"{text} (then {one.suggested})", suspects, decided=False)
    if len(ranked[0]) == 1:
        text = _verdict([one for one, *_ in ranked], group, worded, decided=decided)
        footed = "" if decided else _footed(group, values)
        return Diagnosis(f"{text}; {footed}" if footed else text, suspects, decided)
    both = " and ".join(f"{one.label} as {one.suggested}" for one in suspects[0])
    if decided:
        return Diagnosis(f"no single figure explains this; {both} together do", suspects, decided)
    text = f"no single figure explains this, and {len(ranked)} pairs would; {both} first"
    return Diagnosis(text, suspects, decided)


def _sole_part(group: Sequence[Equation], one: Candidate) -> bool:
    """Whether a total is only said to be equal to one part, and no slip explains why it is not."""
    sole = len(group) == 1 and isinstance(group[0], Summation) and len(group[0].keys) == 2
    return sole and not one.slip and one.copied is None


def _conflict(tie: Equation, index: Index, values: Values) -> str:
    """Say which other tie keeps the first figure of a failing one where it is."""
    for key in tie.keys:
        if values.bounds_of(key).state == MISSING:
            continue
        wanted, room = index.leaves(tie, key, values), index.digit(key).room
        for other in index.of(key):
            if other is not tie and other.verdict is not Verdict.FAILS and index.judged(other, values, key):
                held = index.leaves(other, key, values)
                if not held.meets(wanted + room + room):
                    must, but = (shown_interval(unscaled(one, index.figures)) for one in (wanted, held))
                    return (
                        f": {index.figures.label(key[0])} must lie in {must} by {tie.code}, "
                        f"but in {but} by {other.code} ({other.title})"
                    )
    return ""


def _verdict(
    alone: Sequence[Candidate], group: Sequence[Equation], worded: Callable[[Candidate], Suspect], *, decided: bool
) -> str:
    if decided:
        one = worded(alone[0])
        if alone[0].slip == slips.ABSENT:
            return f"{one.label} is not reported; {one.implied} would settle {_count(len(group))}"
        if alone[0].slip in COUNTS:
            so = f"{one.label} counts {COUNTS[alone[0].slip]}: {one.slip}"
            return f"{so}; as {one.suggested} it settles {_count(len(group))}"
        text = f"{one.label} should be {one.suggested}"
        if one.slip:
            text += f": {one.slip}"
        return f"{text} ({one.reported} is reported); that settles {_count(len(group))}"
    near = [one for one in alone if not stands_out(((alone[0],), (one,)))]
    shown_ones = [worded(one) for one in near[:MOST_SHOWN]]
    names = [f"{one.label} (then {one.suggested})" for one in shown_ones]
    if alone[0].slip == slips.ABSENT:
        would = f"{shown_ones[0].label} is not reported; {shown_ones[0].suggested} would settle {_count(len(group))}"
        return f"{would}, and so would {' or '.join(names[1:])}{_more(near)}, changed"
    return f"cannot be decided between {_listed(names, near)}: any one of them, changed, settles {_count(len(group))}"


def _lacking(lacking: Sequence[Key], tie: Equation, index: Index, values: Values) -> str:
    """Say which figures are not reported, and what would settle the one failure that needs them."""
    shown_ones = [index.figures.label(key[0]) for key in lacking[:MOST_SHOWN]]
    names = _listed(shown_ones, lacking)
    if len(lacking) == 1:
        return f"{names} is not reported; {shown_interval(tie.implied(lacking[0], values))} would settle it"
    together = f"{names} are not reported here; together they would make {shown(tie.gap(values))}"
    return _footed((tie,), values) or together


def _listed(shown_ones: Sequence[str], of: Sequence[object]) -> str:
    """Return the first of several as a reader lists them, and how many more there are."""
    more = _more(of)
    return f"{', '.join(shown_ones)}{more}" if more else shown_sequence(shown_ones)


def _more(of: Sequence[object]) -> str:
    return f" and {len(of) - MOST_SHOWN} more" if len(of) > MOST_SHOWN else ""


def _footed(group: Sequence[Equation], values: Values) -> str:
    """Say which one part, left out of a total or counted twice in it, explains the single failure of a calculation."""
    if len(group) != 1 or not isinstance(group[0], Summation):
        return ""
    figures, (total, *parts) = group[0].figures, group[0].weighted
    reported = [(key, weight) for key, weight in parts if values.bounds_of(key).state == OK]
    if values.bounds_of(total[0]).state != OK:
        return ""
    added = Added(EQUAL, (total, *reported), 0, values)
    found = [
        words.format(figures.label(key[0]))
        for key, _ in reported
        for times, words in FOOTING
        if values.bounds_of(key).value and 0 in added.without(key).plus(added.shares[key], times).interval
    ]
    return found[0] if len(found) == 1 and len(reported) > 1 else ""


def _wording(index: Index, values: Values) -> Callable[[Candidate], Suspect]:
    """Return what puts the suspects of one group into words, each of them and each of its ties once."""
    made: dict[int, Suspect] = {}
    workings: dict[int, str] = {}

    def working(tie: Equation) -> str:
        return workings.get(id(tie)) or workings.setdefault(id(tie), tie.working)

    def worded(one: Candidate) -> Suspect:
        return made.get(id(one)) or made.setdefault(id(one), suspect(one, index, values, working))

    return worded


def suspect(one: Candidate, index: Index, values: Values, working: Callable[[Equation], str]) -> Suspect:
    """Return a candidate in words, the ties it settles as they are worked out."""
    figures = index.figures
    said = values.bounds_of(one.key)
    rows = figures.rows(one.key)
    row = figures.fullest(rows) if rows else figures.rows(one.settles[0].keys[0])[0]
    reported = figures.true(said.value) if said.state in (OK, EXCESS) else None
    kind = ""
    if one.copied is not None:
        kind = f"it repeats {figures.label(one.copied[0])} ({figures.place(one.copied[1])})"
    elif one.slip:
        kind = slips.described(one.slip, reported or 0, one.value or 0)
    return Suspect(
        label=figures.label(one.key[0]),
        at=figures.report.location(row),
        reported=shown(reported) if reported is not None else said.state,
        implied=shown_interval(one.implied),
        suggested=shown(one.value) if one.value is not None else shown_interval(one.allowed),
        slip=kind,
        settles=tuple(f"{tie.code} {tie.frame}" for tie in one.settles),
        working=tuple(working(tie) for tie in telling(one.settles)[:MOST_SHOWN]),
        amount=_amount(one.key, row, one.value, figures),
    )


def _amount(key: Key, row: int, value: Number | None, figures: Figures) -> str:
    return amount(value, figures.accuracy_of(row), figures.report.units[figures.unit_of(key[1])])


def _count(failures: int) -> str:
    return "this failure" if failures == 1 else f"{failures} failures"


# --- over a run ----------------------------------------------------------------------------------
def explained(evidence: Evidence) -> None:
    """Say of every failure what it comes from, and of every figure at odds with itself what it should be."""
    figures = evidence.figures
    ties = [tie for tie in evidence.ties if id(tie) not in evidence.made]  # one way of working explains those
    failing = [
        tie for tie in ties if tie.verdict is Verdict.FAILS and not tie.waived
    ]  # what is accepted accuses nobody
    failures = {id(one.tie): one for one in evidence.failures}
    index = Index(ties if failing else (), figures)
    for group in causes(failing, index, figures) if failing else ():
        told = [failures[id(tie)] for tie in group if id(tie) in failures]
        made = _once(diagnose(group, index, figures), [one.finding for one in told if one.finding is not None])
        for one in told:
            if one.finding is not None:
                one.finding = one.finding._replace(diagnosis=made)
    odd = _at_odds(ties, figures)
    evidence.findings = [odd[one.code, one.at](one) if (one.code, one.at) in odd else one for one in evidence.findings]


def _once(made: Diagnosis, findings: Sequence[Finding]) -> Diagnosis:
    """Return a diagnosis that keeps what is equal in it and in its findings once: each of many failures has one."""
    same: dict[object, object] = {at: at for finding in findings for at in finding.places}
    suspects = tuple(
        tuple(Suspect._make(same.setdefault(part, part) for part in one) for one in figures)
        for figures in made.suspects
    )
    return made._replace(suspects=suspects)


def _at_odds(ties: Sequence[Equation], figures: Figures) -> dict[tuple[str, Location], Callable[[Finding], Finding]]:
    """Return, for figures that contradict themselves, what says which copy is wrong and what it should be.

    By code and place of the finding that is to be told so.
    """
    keys = dict.fromkeys(key for tie in ties if tie.verdict is Verdict.INDETERMINATE for key in tie.keys)
    keys = dict.fromkeys(key for key in keys if figures.bounds_of(key).state in SELF_CONTRADICTING)
    found: dict[tuple[str, Location], Callable[[Finding], Finding]] = {}
    index = Index(ties if keys else (), figures)
    for key in keys:
        state, rows = figures.bounds_of(key).state, figures.rows(key)
        made = candidate(key, (), index, figures)
        known = made if made is not None and made.value is not None and made.implied != EVERYTHING else None
        wrong = odd_out(figures.report, rows, *((known.allowed, known.value) if known is not None else ()))
        if not wrong and known is not None and not any(_fits(row, known.allowed, figures) for row in rows):
            wrong = list(rows)
        told = _odd(key, known, wrong, index, figures) if wrong else None
        if told is not None:
            found[SELF_CONTRADICTING[state], figures.report.location(rows[0])] = told
    return found


def _fits(row: int, allowed: Interval, figures: Figures) -> bool:
    said = figures.bounds(row)
    return said.state == OK and figures.interval(said).meets(allowed)


def _odd(
    key: Key, known: Candidate | None, wrong: Sequence[int], index: Index, figures: Figures
) -> Callable[[Finding], Finding]:
    """Return what puts a finding at the copy that is wrong, and says what it should be and by what."""
    report, label = figures.report, figures.label(key[0])
    odd = set(wrong)
    others = [row for row in figures.rows(key) if row not in odd]
    value = meant(report, wrong[0], others, known.value if known is not None else None)
    suggested = shown(value)
    by = _ties(index.of(key)) if known is not None else _copies(len(others))
    implied = shown_interval(known.implied) if known is not None else suggested
    at, number = report.location(wrong[0]), report.number(wrong[0])
    reported = shown(scaled(*number)) if number is not None else "nil"
    one = Suspect(label, at, reported, implied, suggested, "", (), amount=_amount(key, wrong[0], value, figures))
    decided = len(wrong) == 1 or not others
    diagnosis = Diagnosis(f"{label} should be {suggested}, by {by}", ((one,),), decided)

    def told(finding: Finding) -> Finding:
        related = [(what, place) for what, place in finding.related if place != at]
        if finding.at != at:
            first = f"reported as {report.texts[figures.rows(key)[0]].strip() or 'nil'}"
            related = [(first, finding.at), *related]
        return finding._replace(at=at, related=tuple(related), diagnosis=diagnosis)

    return told


def _copies(many: int) -> str:
    return "the other place it is reported in" if many == 1 else f"the {many} other places it is reported in"


def _ties(ties: Sequence[Equation]) -> str:
    codes = list(dict.fromkeys(tie.code for tie in ties))
    return shown_sequence(codes)


SELF_CONTRADICTING = {INCONSISTENT: "CA102", EXCESS: "CA103"}
