"""ST: figures that are odd in their statement: not there, under another unit or period, or too exact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.check import Breach, Wording, judging, word
from validator.finding import Diagnosis, Severity, Suspect, Verdict
from validator.model.intervals import EVERYTHING
from validator.tieouts import slips
from validator.tieouts.equation import WhatIf
from validator.tieouts.explanations import stated
from validator.tieouts.figures import MISSING, OK, Bounds, shown, shown_interval
from validator.tieouts.statements.accuracies import overstated
from validator.tieouts.statements.holes import MANY_ROWS, beyond_nothing, holes, shows_nothing
from validator.tieouts.statements.moves import ALONE, FITTING, LACKING, MISFIT, ODD, REPEATED, Moves
from validator.tieouts.statements.supposed import Supposed, failing, identity, moved
from validator.tieouts.statements.tables import tables
from validator.tieouts.suspects import DOCUMENT, Index, candidate

if TYPE_CHECKING:
    from collections.abc import Callable

    from validator.finding import Finding
    from validator.tieouts.evidence import Evidence
    from validator.tieouts.figures import Figures, Key
    from validator.tieouts.statements.accuracies import Overstated
    from validator.tieouts.statements.holes import Hole
    from validator.tieouts.statements.moves import Move
    from validator.tieouts.statements.supposed import Again

SELF_CONTRADICTING = ("CA102", "CA103")
NOT_REPORTED = slips.described(slips.ABSENT, 0, 0)

HOLE = judging(
    "ST101",
    "figure-missing-from-its-column",
    says={
        "": "{figure} ({place}) is not reported, though each of the {rows} other rows of {table} is",
        "rough": "{figure} ({place}) is reported only as about {value}, though each of the {rows} other rows "
        "of {table} is told to more digits",
    },
    cites="docs/statements.md",
    mends="report it; where it is nothing, report zero or nil as the other rows do",
    severity=Severity.WARNING,
    why="""A row of a statement that fills all its columns but one is expected to fill that one.

    Only tables say so whose columns are complete but for this figure. Where the totals of the column do without it, it
    is nothing, and said to be missing only if the table reports what is nothing elsewhere.
    """,
)
MOVED = judging(
    "ST102",
    "figure-out-of-place",
    says={
        f"{odd}-{why}": f"{{figure}} of {{value}} is out of place ({{here}}): {there}; {because} ({{there}})"
        for odd, there in (
            (MISFIT, "its unit measures something else"),
            (ODD, "another value is reported there"),
            (ALONE, "nothing else of its table is there"),
        )
        for why, because in (
            (LACKING, "none is where it belongs"),
            (REPEATED, "it is the figure of another column"),
            (FITTING, "it fits where none is"),
        )
    },
    cites="docs/statements.md",
    mends="refer to the context and the unit it belongs to: {there}",
    why="""A figure must be reported for its own period, members and unit.

    Under another it contradicts what stands there, or is compared with what it has nothing to do with, and where it
    belongs it is missing. It is said only where one place alone fits, by what is missing there or repeats it.
    """,
)
OVERSTATED = judging(
    "ST103",
    "decimals-finer-than-its-column",
    says=Wording(
        "{figure} of {value} has decimals {said}, but all {others} others of its {kind} have {usual}",
        cause=("said", "usual"),
    ),
    cites="docs/statements.md",
    mends="write decimals {usual}, as the figures beside it have",
    severity=Severity.WARNING,
    why="""A figure is expected to be as exact as those it stands with.

    One that claims finer decimals, and shows no digit of them, claims to know what was rounded away: sums and
    translations then fail that hold. Coarser decimals say nothing, for a text rounds more than a table.
    """,
)


def odd_in_statements(evidence: Evidence, again: Again) -> None:
    """Add what is odd in statements, and let it explain the failures it brings about."""
    figures = evidence.figures
    if figures.report.syntax == DOCUMENT:
        return
    found = tables(figures)
    gaps = holes(figures, found)
    for one in overstated(figures, found):
        _tell_overstated(evidence, one)
    moves = list(Moves(figures, found, gaps, again).found())
    for move in moves:
        _tell_moved(evidence, move, again)
    for hole in gaps:
        if hole.key not in {move.to for move in moves}:
            _tell_hole(evidence, hole, again)


# --- figures that are not there --------------------------------------------------------------------
def _tell_hole(evidence: Evidence, hole: Hole, again: Again) -> None:
    figures, key = evidence.figures, hole.key
    said = figures.bounds_of(key)
    rough = EVERYTHING if said.state == MISSING else figures.interval(said)
    with Supposed(figures, {key: (hole.beside,)}):
        index = Index([tie for tie in again(figures).ties if key in tie.keys], figures)
        made = candidate(key, (), index, WhatIf(figures, {key: Bounds(MISSING)}))
        value = None if made is None or not made.allowed.meets(rough) else made.value
        settled: set[tuple[object, ...]] = set()
        if value is not None:
            after = WhatIf(figures, {key: stated(figures, value, figures.accuracy(key))})
            settled = {identity(tie) for tie in index.ties if tie.judge(after) is not Verdict.FAILS}
    implied = EVERYTHING if made is None or value is None else made.implied.meet(rough)
    bounded = implied.low is not None and implied.high is not None and not implied.empty
    if (not bounded or 0 in implied) and not _wanted(figures, hole, bounded=bounded):
        return
    label, place, at = figures.label(key[0]), figures.place(key[1]), figures.report.location(hole.beside)
    told = shown_interval(implied) if bounded else ""
    verdict = f"{label} is not reported ({place})" + (f"; {told} would fit" if told else "")
    suspect = Suspect(label, at, MISSING, told, shown(value) if bounded else "", NOT_REPORTED, ())
    taxonomy = figures.report.taxonomy
    table = "" if taxonomy is None else taxonomy.role_name(hole.table.role)
    values = {"figure": label, "place": place, "rows": len(hole.table.rows) - 1, "table": table}
    if said.state != MISSING:
        values["value"] = shown(figures.true(said.value))
    found = word(HOLE, Breach(at, values, (), "" if said.state == MISSING else "rough"))
    _add(evidence, found, Diagnosis(verdict, ((suspect,),), decided=True), lambda one: one in settled, {key})


def _wanted(figures: Figures, hole: Hole, *, bounded: bool) -> bool:
    """Whether a figure that may be nothing is expected to be reported all the same."""
    shows = shows_nothing(figures, hole)
    if bounded:
        return shows
    return beyond_nothing(figures, hole) or (shows and len(hole.table.rows) >= MANY_ROWS)


# --- figures that are elsewhere --------------------------------------------------------------------
def _tell_moved(evidence: Evidence, move: Move, again: Again) -> None:
    figures, report = evidence.figures, evidence.figures.report
    with moved(figures, move.row, move.origin, move.to):
        left = failing(again(figures).ties)
    said = figures.bounds(move.row)
    value = shown(figures.true(said.value)) if said.state == OK else report.texts[move.row].strip()
    label, here, there = figures.label(move.origin[0]), figures.place(move.origin[1]), figures.place(move.to[1])
    at = report.location(move.row)
    copies = [row for row in figures.rows(move.origin) if row != move.row]
    related = [(f"reported as {report.texts[row].strip()}", report.location(row)) for row in copies]
    related += [(f"{label} for {there}", report.location(row)) for row in figures.rows(move.to)]
    values = {"figure": label, "value": value, "here": here, "there": there}
    found = word(MOVED, Breach(at, values, tuple(related), f"{move.odd}-{move.why}"))
    suspect = Suspect(label, at, value, value, there, f"it stands under {here}", ())
    diagnosis = Diagnosis(f"{label} of {value} belongs elsewhere ({there})", ((suspect,),), decided=True)
    _add(evidence, found, diagnosis, lambda one: one not in left, {move.origin, move.to})


# --- figures that are too exact --------------------------------------------------------------------
def _tell_overstated(evidence: Evidence, one: Overstated) -> None:
    figures, report = evidence.figures, evidence.figures.report
    value = figures.true(figures.bounds_of(one.key).value)
    usual = WhatIf(figures, {one.key: stated(figures, value, one.usual)})
    touching = [tie for tie in evidence.failing() if one.key in tie.keys]
    settled = {identity(tie) for tie in touching if tie.judge(usual) is not Verdict.FAILS}
    label, at, said = figures.label(one.key[0]), report.location(one.row), report.decimals[one.row]
    values = {
        "figure": f"{label} ({figures.place(one.key[1])})",
        "value": shown(value),
        "said": said,
        "others": one.others,
        "usual": one.usual,
        "kind": "column" if one.column else "table",
    }
    suspect = Suspect(label, at, f"{shown(value)} to decimals {said}", shown(value), f"decimals {one.usual}", "", ())
    diagnosis = Diagnosis(f"{label} should have decimals {one.usual}, not {said}", ((suspect,),), decided=True)
    _add(evidence, word(OVERSTATED, Breach(at, values)), diagnosis, lambda tie: tie in settled, {one.key})


# --- what they bring about -------------------------------------------------------------------------
def _add(
    evidence: Evidence,
    finding: Finding,
    diagnosis: Diagnosis,
    settles: Callable[[tuple[object, ...]], bool],
    keys: set[Key],
) -> None:
    """Add a finding, and give the failures it settles, and the figures at odds that it explains, its diagnosis."""
    evidence.findings.append(finding._replace(diagnosis=diagnosis))
    for failure in evidence.failures:
        if failure.finding is not None and not failure.finding.waived and settles(identity(failure.tie)):
            failure.finding = failure.finding._replace(diagnosis=diagnosis)
    report = evidence.figures.report
    places = {report.location(row) for key in keys for row in evidence.figures.rows(key)}
    evidence.findings = [
        one._replace(diagnosis=diagnosis) if one.code in SELF_CONTRADICTING and one.at in places else one
        for one in evidence.findings
    ]
