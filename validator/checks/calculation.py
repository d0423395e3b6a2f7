"""CA: totals that are not the sum of their parts, by calculation link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.budget import spend
from validator.check import Breach, judging, word
from validator.finding import Severity, Verdict
from validator.model.names import SUMMATION_11
from validator.tieouts.calculations import Rollup, Summation, rollups
from validator.tieouts.calculations_outside_oim import incompatible
from validator.tieouts.calculations_xbrl21 import OldSummation, bind_all
from validator.tieouts.figures import EXCESS, INCONSISTENT, OK, UNUSABLE, shown, shown_interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from validator.asked import Asked
    from validator.check import Check
    from validator.finding import Finding
    from validator.model.intervals import Number
    from validator.model.report import Report
    from validator.tieouts.evidence import Evidence
    from validator.tieouts.figures import Figures, Key

LACKING = 100  # steps of work for each part a failing total lacks: it is told, and held to be the one that explains it
MOST_NAMED = 3  # missing parts named in a message
MOST_NOTES = 4  # calculations shown of those one figure keeps from being checked

INCONSISTENT_SUM = judging(
    "CA101",
    "total-differing-from-its-parts",
    says="{total} is {reported} but its parts add to {computed} (off by {gap})",
    cites="Calculations 1.1 §4.2",
    mends="correct the total, or the part that is wrong",
    spec="calc11e:inconsistentCalculationUsingRounding",
    why="""A total must agree with the weighted sum of its parts, as far as their rounding lets one tell.

    Each figure stands for the interval its decimals leave; only when the interval of the total and that of the sum do
    not meet is there no set of true values that could explain what is reported.
    """,
)
DUPLICATES = judging(
    "CA102",
    "calculation-on-inconsistent-duplicates",
    says="{figure} is reported as {values}, so {count} cannot be checked",
    cites="Calculations 1.1 §4.2, OIM 1.0 “consistent duplicates”",
    mends="keep the value that is right",
    spec="oime:disallowedDuplicateFacts",
    why="""A figure that is reported with two values leaves no true value to calculate with.

    The calculations it takes part in are counted as indeterminate, whichever of its facts comes first.
    """,
)
EXCESS_DIGITS = judging(
    "CA103",
    "calculation-on-excess-digits",
    says="{figure} is {value} to decimals {decimals}: more digits than it claims, so {count} cannot be checked",
    cites="Calculations 1.1 §4.2",
    mends="round the value to its decimals, or raise the decimals",
    spec="calc11e:excessDigits",
    why="A value with digits beyond its decimals contradicts itself: one cannot tell which interval it stands for.",
)
NOTHING_BOUND = judging(
    "CA104",
    "calculations-that-bind-nothing",
    says="none of the {count} totals in the taxonomy's calculations is reported together with a part of it",
    cites="Calculations 1.1 §4.1; XBRL 2.1 §5.2.5.2",
    mends="report totals and their parts in the same context and unit, or give the taxonomy calculations for them",
    severity=Severity.WARNING,
    why="""A taxonomy with calculations of which none applies proves nothing about the report.

    Silence would look like success.
    """,
)
IN_TUPLES = judging(
    "CA105",
    "calculation-beside-tuples",
    says="{count} figures stand in tuples, which Calculations 1.1 does not see",
    cites="Calculations 1.1 §4.1",
    mends="report them outside tuples, or check their totals by hand",
    spec="calc11e:tuplesInReportWarning",
    severity=Severity.WARNING,
    why="Calculations 1.1 works on the open information model, which knows no tuples: what stands in one is not added.",
)
OUTSIDE = {
    "fraction": "{concept} is a fraction",
    "precision": "{concept} states precision 0",
    "context": "context {id} holds more than dimensions",
    "member": "context {id} gives {dimension} elements within an element",
}
UNSAID = "for which the open information model has no words; its Calculations 1.1 are not checked"
OUTSIDE_MODEL = judging(
    "CA107",
    "calculations-outside-the-information-model",
    says={variant: f"{what}, {UNSAID}" for variant, what in OUTSIDE.items()},
    cites="Calculations 1.1 §4.1; xBRL-XML 1.0 §4",
    mends="report without it, or check the totals by hand",
    spec="calc11e:oimIncompatibleReportWarning",
    severity=Severity.WARNING,
    why="""Calculations 1.1 works on the open information model, and on no report that cannot be said in it.

    Whether two figures belong to one total may depend on what the model leaves out.
    """,
)
LACKING_SUM = judging(
    "CA106",
    "total-beyond-its-reported-parts",
    says="{total} is {reported}, but the parts of it that are reported add to {computed}; {missing} not reported",
    cites="Calculations 1.1 §4.2",
    mends="report what is missing; if that is nothing, correct the total or the part that is wrong",
    spec="calc11e:inconsistentCalculationUsingRounding",
    severity=Severity.WARNING,
    why="""A total whose parts are not all reported can be neither proven nor refuted.

    The specification calls the calculation inconsistent, since it reads what is not reported as nothing. But true
    values exist that would explain the figures, so it counts as indeterminate here, and the missing parts are named.
    """,
)
OLD_LACKING_SUM = judging(
    "CA202",
    "total-beyond-its-reported-rounded-parts",
    says="{total} is {reported}, but the parts of it that are reported add to {computed}; {missing} not reported",
    cites="XBRL 2.1 §5.2.5.2",
    mends="report what is missing; if that is nothing, correct the total or the part that is wrong",
    spec="xbrl.5.2.5.2:calcInconsistency",
    severity=Severity.WARNING,
    why="""A total whose parts are not all reported can be neither proven nor refuted.

    This is CA106 for calculation links of XBRL 2.1, which reads what is not reported as nothing as well.
    """,
)
OLD_INCONSISTENT_SUM = judging(
    "CA201",
    "total-differing-from-its-rounded-parts",
    says="{total} is {reported} but its parts add to {computed} (off by {gap})",
    cites="XBRL 2.1 §5.2.5.2",
    mends="correct the total, or the part that is wrong",
    spec="xbrl.5.2.5.2:calcInconsistency",
    why="""A total must equal the weighted sum of its parts, each rounded to its decimals, the sum as the total is.

    This is the older rule, for calculation links of XBRL 2.1: parts are rounded first, so it may object where rounding
    would explain the difference.
    """,
)
REPEATED_SUM = judging(
    "CA203",
    "total-of-repeated-figures-differing",
    says="by Calculations 1.1, {total} is {reported} but its parts add to {computed} (off by {gap})",
    cites="Calculations 1.1 §4.2; XBRL 2.1 §5.2.5.2",
    mends="correct the total, or the part that is wrong; XBRL 2.1 does not ask it, as a figure of it is repeated",
    spec="calc11e:inconsistentCalculationUsingRounding",
    severity=Severity.NOTE,
    why="""A figure that is reported twice keeps a calculation of XBRL 2.1 from binding, whatever the values.

    Such totals count as indeterminate. Where all duplicates are consistent, Calculations 1.1 says what they are worth
    together, and that is held to the sum as well; a note says so where only it finds fault.
    """,
)


def bind(evidence: Evidence, options: Asked) -> None:
    """Add every calculation of a report, with a finding for each that fails."""
    figures, report = evidence.figures, evidence.figures.report
    blocked: dict[Key, list[Summation]] = {}
    unbound: dict[tuple[Rollup, int], Summation] = {}
    bound = modern = False
    outside = _outside(report, only_new=options.calc11)
    if outside is not None:
        evidence.findings.append(outside)
    for tie in bind_all(figures, only_new=options.calc11, without_new=outside is not None):
        if tie.verdict is Verdict.FAILS:
            spend(LACKING * len(tie.missing))
        bound = True
        modern = modern or not isinstance(tie, OldSummation)
        evidence.add(tie, failure(tie) if tie.verdict is Verdict.FAILS else None)
        if tie.verdict is Verdict.INDETERMINATE and isinstance(tie, OldSummation):
            unbound[tie.rollup, tie.spot] = tie
        elif tie.verdict is Verdict.INDETERMINATE:
            for key in tie.keys:
                if figures.bounds_of(key).state in (INCONSISTENT, EXCESS):
                    blocked.setdefault(key, []).append(tie)
    figures.blamed.update(blocked)
    for key, ties in blocked.items():
        count = "one calculation" if len(ties) == 1 else f"{len(ties)} calculations"
        evidence.findings.append(at_odds(figures, key, count, tuple(_left(figures, key, ties))))
    evidence.findings += _repeated(unbound.values())
    if not bound and outside is None:
        totals = sum(not one.open for one in rollups(report))
        if totals and figures.by_concept:
            evidence.findings.append(word(NOTHING_BOUND, Breach(report.location(0), {"count": totals})))
    nested = [row for row, parent in enumerate(report.parents) if parent >= 0 and report.units_of[row] >= 0]
    if modern and nested:
        evidence.findings.append(word(IN_TUPLES, Breach(report.location(nested[0]), {"count": len(nested)})))


def _repeated(ties: Iterable[Summation]) -> Iterator[Finding]:
    """Say which totals that XBRL 2.1 leaves unbound for a repeated figure Calculations 1.1 calls inconsistent."""
    allowed: bool | None = None
    for tie in ties:
        again = Summation(tie.figures, tie.spot, Verdict.INDETERMINATE, tie.rollup)
        if again.judge(tie.figures) is Verdict.FAILS and not again.missing:
            allowed = incompatible(tie.figures.report) is None if allowed is None else allowed
            if allowed:
                yield failure(again, REPEATED_SUM)


def _outside(report: Report, *, only_new: bool) -> Finding | None:
    """Say what keeps Calculations 1.1 from a report that has any; None when nothing does."""
    if not any(only_new or rollup.arcrole == SUMMATION_11 for rollup in rollups(report)):
        return None
    found = incompatible(report)
    return None if found is None else word(OUTSIDE_MODEL, found)


def failure(tie: Summation, said_by: Check | None = None) -> Finding:
    """Word a summation that fails: what is reported, what its parts make, by how much, every part and its place."""
    figures, report = tie.figures, tie.figures.report
    old = isinstance(tie, OldSummation)
    terms = tie.terms
    left, right = tie.sides(figures)
    gap = tie.gap(figures)
    reported = left.middle if left is not None else None
    computed = right.middle if right is not None else None
    if not old and gap is not None:
        reported = figures.true(figures.bounds_of(tie.keys[0]).value)
        computed = reported - gap
    elif reported is not None and computed is not None:
        gap = reported - computed
    missing = tie.missing
    values = {
        "total": terms[0].label,
        "concept": tie.rollup.total,
        "reported": shown(reported),
        "computed": shown(computed),
        "gap": shown(None if gap is None else max(gap, -gap)),
        "reported_interval": None if left is None else shown_interval(left),
        "computed_interval": None if right is None else shown_interval(right),
        "network": tie.rollup.role,
        "frame": tie.frame,
        "lacking": missing,
        "missing": f"{_few(missing)} {'is' if len(missing) == 1 else 'are'}",
    }
    related = [(f"{_sign(t.weight)} {t.label}", report.location(row)) for t in terms[1:] for row in t.rows]
    related.append(("the calculation", tie.rollup.at))
    notes = [f"in {tie.title}, {tie.frame}"]
    if left is not None and right is not None and not (left.point and right.point):
        notes.append(f"the total lies in {shown_interval(left)}, its parts add to {shown_interval(right)}")
    notes += [f"{_sign(t.weight)} {tie.written(t):>20}  {t.label}" for t in terms[1:]]
    if tie.assumed:
        notes.append(f"its concepts could not be had: their names are assumed by {' and '.join(tie.rollup.assumed)}")
    if missing:
        notes.append(f"not reported here: {', '.join(missing)}")
    if old:
        one = OLD_LACKING_SUM if missing else OLD_INCONSISTENT_SUM
    else:
        one = LACKING_SUM if missing else INCONSISTENT_SUM
    one = said_by or one
    found = word(one, Breach(report.location(figures.fullest(terms[0].rows)), values, tuple(related)), tuple(notes))
    if tie.assumed:
        told = f"{found.message}, on assumed declarations"  # whatever else an output leaves out
        found = found._replace(severity=min(found.severity, Severity.WARNING), message=told)  # no error by what is lost
    if figures.truncation and not old:
        found = found._replace(spec="calc11e:inconsistentCalculationUsingTruncation")
    return found


def _sign(weight: Number) -> str:
    sign, size = ("-", -weight) if weight < 0 else ("+", weight)
    return sign if size == 1 else f"{sign} {shown(size)} ×"


def _few(names: tuple[str, ...]) -> str:
    """Return the first names, and how many more there are; a note has them all."""
    more = len(names) - MOST_NAMED
    return ", ".join(names) if more < 2 else f"{', '.join(names[:MOST_NAMED])} and {more} more"


def _left(figures: Figures, key: Key, ties: list[Summation]) -> Iterator[str]:
    """Yield what each fact of a figure says, and what the other figures of each calculation leave for it."""
    for row in figures.rows(key):
        said = figures.bounds(row)
        if said.state == OK:
            yield f"{shown(figures.true(said.value))} lies in {shown_interval(figures.interval(said))}"
    for tie in ties[:MOST_NOTES]:
        others = [figures.bounds_of(other).state for other in tie.keys if other != key]
        if not {INCONSISTENT, EXCESS, UNUSABLE} & set(others):
            yield f"the other figures leave {shown_interval(tie.implied(key, figures))} in {tie.title}, {tie.frame}"


def at_odds(figures: Figures, key: Key, calculations: str, notes: tuple[str, ...] = ()) -> Finding:
    """Word a figure that contradicts itself, and what cannot be checked because of it."""
    report, rows = figures.report, figures.rows(key)
    figure = f"{figures.label(key[0])} ({figures.place(key[1])})"
    texts = [report.texts[row].strip() if not report.nils[row] else "nil" for row in rows]
    if figures.bounds_of(key).state == EXCESS:
        values = {"figure": figure, "value": texts[0], "decimals": report.decimals[rows[0]], "count": calculations}
        return word(EXCESS_DIGITS, Breach(report.location(rows[0]), values), notes)
    values = {"figure": figure, "values": " and ".join(texts), "count": calculations}
    related = tuple((f"reported as {text}", report.location(row)) for text, row in zip(texts, rows, strict=True))
    found = word(DUPLICATES, Breach(report.location(rows[0]), values, related[1:]), notes)
    return found._replace(spec="calc11e:disallowedDuplicateFactsUsingTruncation") if figures.truncation else found
