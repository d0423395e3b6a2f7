"""ST: figures that are odd in their statement: not there, under another unit or period, or too exact."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.check import Breach, Wording, judging, word
from validator.diagnosis import SELF_CONTRADICTING
from validator.finding import Diagnosis, Severity, Suspect, Verdict
from validator.model.intervals import EVERYTHING, Interval
from validator.tieouts.equation import WhatIf
from validator.tieouts.figures import MISSING, OK, Bounds, shown, shown_interval
from validator.tieouts.localization import slips
from validator.tieouts.localization.explanations import stated
from validator.tieouts.localization.index import Index
from validator.tieouts.localization.suspects import DOCUMENT, candidate
from validator.tieouts.rules.declared import Declared
from validator.tieouts.rules.scope import Frames, Lacking
from validator.tieouts.statements.accuracies import SCALE, WRITTEN, overclaimed, overstated
from validator.tieouts.statements.contradictions import at_odds
from validator.tieouts.statements.holes import beyond_nothing, holes, shows_nothing
from validator.tieouts.statements.moves import ALONE, FITTING, LACKING, MISFIT, ODD, REPEATED, Moves
from validator.tieouts.statements.supposed import Supposed, failing, identity, moved
from validator.tieouts.statements.tables import tables
from validator.tieouts.statements.totals import untotalled
from validator.tieouts.statements.unreported import unreported

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from validator.check import Check
    from validator.finding import Finding
    from validator.model.intervals import Number
    from validator.model.source import Location
    from validator.tieouts.evidence import Evidence
    from validator.tieouts.figures import Figures, Key
    from validator.tieouts.statements.accuracies import Overstated
    from validator.tieouts.statements.holes import Hole
    from validator.tieouts.statements.moves import Move
    from validator.tieouts.statements.supposed import Again
    from validator.tieouts.statements.totals import Untotalled
    from validator.tieouts.statements.unreported import Unreported

ODD_FIGURES = tuple(SELF_CONTRADICTING.values())
FEWEST_RULES, MANY_TIMES = 20, 10  # ties of rules in all, and for each that lacks a figure
NOTED = "TO007"
MANY_ROWS = 8  # from here on a table that shows what is nothing leaves nothing out by chance

HOLE = judging(
    "ST101",
    "figure-missing-from-its-column",
    says={
        "": "{figure} ({place}) is not reported, though each of the {rows} other rows of {table} is",
        "rough": "{figure} ({place}) is reported only as about {value}, though each of the {rows} other rows "
        "of {table} is told to more digits",
        "total": "{figure} ({place}) is not reported, though its {parts} parts in {table} are, and it is in each of "
        "the {columns} other columns that have them all",
    },
    cites="docs/statements.md",
    mends="report it; where it is nothing, report zero or nil as the other rows do",
    severity=Severity.WARNING,
    why="""A row of a statement that fills all its columns but one is expected to fill that one.

    Only tables say so whose columns are complete but for this figure. Where the totals of the column do without it, it
    is nothing, and said to be missing only if the table reports what is nothing elsewhere. A total is missing from a
    column that has all its parts, where three other columns or more have them and it.
    """,
)
NOWHERE = judging(
    "ST105",
    "presented-figure-reported-nowhere",
    says="{figure} is presented in {table} and reported nowhere, though the {others} other figures presented are",
    cites="docs/statements.md; ESEF Reporting Manual 3.4.6",
    mends="report it; if it is not meant to be, take it out of the presentation",
    severity=Severity.WARNING,
    why="""What a taxonomy presents is expected to be reported, where all but next to nothing of it is.

    Twenty numeric concepts or more must be presented, of which no more than three, and one in twenty, have no fact.
    """,
)
SOLE = judging(
    "ST104",
    "figure-that-alone-is-missing",
    says="{figure} ({place}) is not reported, and rules lack nothing else: {codes} cannot be checked",
    cites="docs/statements.md",
    mends='report it; if it is left out on purpose, give the rule `missing = "skip"`',
    severity=Severity.WARNING,
    why="""The one figure that rules lack, where they find all else, is missed rather than left out.

    It is told in place of TO007 where a report keeps twenty ties of rules or more, and at least ten times those that
    lack it.
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
    says={
        "": Wording(
            "{figure} of {value} has decimals {said}, but all {others} others of its {kind} have {usual}",
            cause=("said", "usual"),
        ),
        WRITTEN: "{figure} of {value} has decimals {said}, but is written to {usual}; all {others} others that claim "
        "places after the point write each of them",
        SCALE: "{figure} of {value} has decimals {said}, as nothing else has, but shows no digit beyond {usual}",
        "copy": "{figure} of {value} has decimals {said}, but {other} beside it agrees with it only to {usual}",
    },
    cites="docs/statements.md",
    mends="write decimals {usual}, the digits that are known",
    severity=Severity.WARNING,
    why="""A figure is expected to be as exact as those it stands with.

    One that claims finer decimals, and shows no digit of them, claims to know what was rounded away: sums and
    translations then fail that hold. It is said where its column, table or statement has coarser ones, where it does
    not write the places it claims and all others do, and where nothing is printed so. Coarser decimals say nothing,
    for a text rounds more than a table.
    """,
)


class Filled(NamedTuple):
    """A figure that is not there: a fact of its row, what may be reported, a value, and the ties that hold with it."""

    key: Key
    beside: int
    fits: Interval
    value: Number | None
    settled: frozenset[tuple[object, ...]]


class Sole(NamedTuple):
    """The one figure that rules lack: its key, what rules call it, and their codes."""

    key: Key
    names: set[str]
    codes: str


def odd_in_statements(evidence: Evidence, again: Again) -> None:
    """Add what is odd in statements, and let it explain the failures it brings about."""
    figures = evidence.figures
    if figures.report.syntax == DOCUMENT:
        return
    found = tables(figures)
    gaps = holes(figures, found)
    totals = [one for one in untotalled(figures) if one.key not in {hole.key for hole in gaps}]
    for finer in overstated(figures, found):
        _tell_overstated(evidence, finer)
    contradicting = at_odds(figures)
    claims = list(overclaimed(figures, contradicting))
    for row, key, usual in claims:
        other = next(figures.report.texts[one].strip() for one in figures.rows(key) if one != row)
        _tell_decimals(evidence, row, key, usual, "copy", {"other": other})
    told = {key for _, key, _ in claims}
    sole = _sole(evidence)
    missing = {hole.key for hole in gaps} | {total.key for total in totals}
    looked = Moves(figures, found, contradicting, missing, None if sole is None else sole.key, again)
    moves = [one for one in looked.found() if one.origin not in told]
    for move in moves:
        _tell_moved(evidence, move, again)
    filled = {move.to for move in moves}
    for hole in gaps:
        if hole.key not in filled:
            _tell_hole(evidence, hole, again)
    for total in totals:
        if total.key not in filled:
            _tell_total(evidence, total, again)
    for one in unreported(figures.report):
        _tell_nowhere(evidence, one)
    if sole is not None and not moves and not any(one.code == HOLE.code for one in evidence.findings):
        _tell_sole(evidence, sole, again)


# --- figures that are not there --------------------------------------------------------------------
def _tell_hole(evidence: Evidence, hole: Hole, again: Again) -> None:
    figures, key = evidence.figures, hole.key
    said = figures.bounds_of(key)
    rough = EVERYTHING if said.state == MISSING else figures.interval(said)
    fill = _filled(figures, key, hole.beside, rough, again)
    bounded = fill.value is not None
    if (not bounded or 0 in fill.fits) and not _wanted(figures, hole, bounded=bounded):
        return
    taxonomy = figures.report.taxonomy
    table = "" if taxonomy is None else taxonomy.role_name(hole.table.role)
    values: dict[str, object] = {"rows": len(hole.table.rows) - 1, "table": table}
    if said.state != MISSING:
        values["value"] = shown(figures.true(said.value))
    _tell_missing(evidence, HOLE, fill, values, "" if said.state == MISSING else "rough")


def _tell_total(evidence: Evidence, total: Untotalled, again: Again) -> None:
    fill = _filled(evidence.figures, total.key, total.beside, EVERYTHING, again)
    if fill.value is not None and 0 not in fill.fits:
        values = {"parts": total.parts, "columns": total.columns, "table": total.network}
        _tell_missing(evidence, HOLE, fill, values, "total")


def _tell_nowhere(evidence: Evidence, one: Unreported) -> None:
    report, label = evidence.figures.report, evidence.figures.label(one.concept)
    table = "" if report.taxonomy is None else report.taxonomy.role_name(one.role)
    at = report.location(one.beside)
    values = {"figure": label, "table": table, "others": one.others}
    found = word(NOWHERE, Breach(at, values, ((f"{label} is presented", one.presented),)))
    suspect = Suspect(label, at, MISSING, "", "", slips.NOT_REPORTED, ())
    diagnosis = Diagnosis(f"{label} is not reported", ((suspect,),), decided=True)
    evidence.findings.append(found._replace(diagnosis=diagnosis))


def _filled(figures: Figures, key: Key, beside: int, rough: Interval, again: Again) -> Filled:
    """Return what ties would leave a figure, were it reported as a fact beside it is."""
    with Supposed(figures, {key: (beside,)}):
        index = Index([tie for tie in again(figures).ties if key in tie.keys], figures)
        made = candidate(key, (), index, WhatIf(figures, {key: Bounds(MISSING)}))
        fits = EVERYTHING if made is None else made.allowed.meet(rough)
        if made is None or made.value is None or fits.low is None or fits.high is None or fits.empty:
            return Filled(key, beside, EVERYTHING, None, frozenset())
        after = WhatIf(figures, {key: stated(figures, made.value, figures.accuracy(key))})
        settled = frozenset(identity(tie) for tie in index.ties if tie.judge(after) is not Verdict.FAILS)
        return Filled(key, beside, fits, made.value, settled)


def _tell_missing(evidence: Evidence, said_by: Check, fill: Filled, values: Mapping[str, object], variant: str) -> None:
    figures, key = evidence.figures, fill.key
    label, place, at = figures.label(key[0]), figures.place(key[1]), figures.report.location(fill.beside)
    told, value = (shown_interval(fill.fits), shown(fill.value)) if fill.value is not None else ("", "")
    verdict = f"{label} is not reported ({place})" + (f"; {value} would fit, as would others in {told}" if told else "")
    suspect = Suspect(label, at, MISSING, told, value, slips.NOT_REPORTED, ())
    found = word(said_by, Breach(at, {"figure": label, "place": place, **values}, (), variant))
    _add(evidence, found, Diagnosis(verdict, ((suspect,),), decided=True), lambda one: one in fill.settled, {key})


def _wanted(figures: Figures, hole: Hole, *, bounded: bool) -> bool:
    """Whether a figure that may be nothing is expected to be reported all the same."""
    shows = shows_nothing(figures, hole)
    if bounded:
        return shows
    return beyond_nothing(figures, hole) or (shows and len(hole.table.rows) >= MANY_ROWS)


def _sole(evidence: Evidence) -> Sole | None:
    """Return the one figure that rules lack, where all else that they ask for is there."""
    rules = [tie for tie in evidence.ties if isinstance(tie, Declared)]
    open_ones = [tie for tie in rules if tie.verdict is Verdict.INDETERMINATE and tie.missing]
    lacking = [one for tie in open_ones for one in tie.absent]
    if not lacking or len(rules) < FEWEST_RULES or len(rules) < MANY_TIMES * len(open_ones):
        return None
    named = [one for one in lacking if isinstance(one, Lacking)]
    if len(named) < len(lacking):
        return None
    frames = Frames(evidence.figures)
    keys = {key for one in named for key in frames.empty(one.concept, one.scope)}
    if len(keys) != 1:
        return None
    return Sole(keys.pop(), set(map(str, lacking)), ", ".join(dict.fromkeys(tie.code for tie in open_ones)))


def _tell_sole(evidence: Evidence, sole: Sole, again: Again) -> None:
    figures, key = evidence.figures, sole.key
    beside = figures.rows((key[0], next(iter(figures.spots(key[0])))))[0]
    fill = _filled(figures, key, beside, EVERYTHING, again)
    evidence.findings = [
        one for one in evidence.findings if one.code != NOTED or one.values["figure"] not in sole.names
    ]
    _tell_missing(evidence, SOLE, fill, {"codes": sole.codes}, "")


# --- figures that are elsewhere --------------------------------------------------------------------
def _tell_moved(evidence: Evidence, move: Move, again: Again) -> None:
    figures, report = evidence.figures, evidence.figures.report
    with moved(figures, move.row, move.origin, move.to):
        left = failing(again(figures).ties)
    said = figures.bounds(move.row)
    value = shown(figures.true(said.value)) if said.state == OK else report.texts[move.row].strip()
    label, here, there = figures.label(move.origin[0]), figures.place(move.origin[1]), figures.place(move.to[1])
    at = report.location(move.row)
    related = [*_copies(figures, move.origin, move.row)]
    related += [(f"{label} for {there}", report.location(row)) for row in figures.rows(move.to)]
    values = {"figure": label, "value": value, "here": here, "there": there}
    found = word(MOVED, Breach(at, values, tuple(related), f"{move.odd}-{move.why}"))
    # what repeats another column may be tagged for the wrong one, or typed from it: then ties and copies say what it is
    typed = _at(evidence, at) if move.why == REPEATED else ""
    suggested, either = (typed, f", or is {typed} where it stands") if typed else (there, "")
    suspect = Suspect(label, at, value, value, suggested, f"it stands under {here}", ())
    diagnosis = Diagnosis(f"{label} of {value} belongs elsewhere ({there}){either}", ((suspect,),), decided=True)
    _add(evidence, found, diagnosis, lambda one: one not in left, {move.origin, move.to})


def _copies(figures: Figures, key: Key, row: int) -> Iterator[tuple[str, Location]]:
    """Yield the other facts of a figure, with what each says."""
    report = figures.report
    for other in figures.rows(key):
        if other != row:
            yield f"reported as {report.texts[other].strip()}", report.location(other)


def _at(evidence: Evidence, at: Location) -> str:
    """Return what a copy at odds should be by what was found of it before; empty where that is not known."""
    for one in evidence.findings:
        if one.code in ODD_FIGURES and one.at == at and one.diagnosis is not None and one.diagnosis.suspects:
            return one.diagnosis.suspects[0][0].suggested
    return ""


# --- figures that are too exact --------------------------------------------------------------------
def _tell_overstated(evidence: Evidence, one: Overstated) -> None:
    variant = one.among if one.among in (WRITTEN, SCALE) else ""
    _tell_decimals(evidence, one.row, one.key, one.usual, variant, {"others": one.others, "kind": one.among})


def _tell_decimals(
    evidence: Evidence, row: int, key: Key, usual: int, variant: str, values: Mapping[str, object]
) -> None:
    figures, report = evidence.figures, evidence.figures.report
    value = figures.true(figures.bounds(row).value)
    after = WhatIf(figures, {key: stated(figures, value, usual)})
    touching = [tie for tie in evidence.failing() if key in tie.keys]
    settled = {identity(tie) for tie in touching if tie.judge(after) is not Verdict.FAILS}
    label, at, said = figures.label(key[0]), report.location(row), report.decimals[row]
    told = {"figure": f"{label} ({figures.place(key[1])})", "value": shown(value), "said": said, "usual": usual}
    suspect = Suspect(label, at, f"{shown(value)} to decimals {said}", shown(value), f"decimals {usual}", "", ())
    diagnosis = Diagnosis(f"{label} should have decimals {usual}, not {said}", ((suspect,),), decided=True)
    found = word(OVERSTATED, Breach(at, {**told, **values}, tuple(_copies(figures, key, row)), variant))
    _add(evidence, found, diagnosis, lambda tie: tie in settled, {key})


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
        one._replace(diagnosis=diagnosis) if one.code in ODD_FIGURES and one.at in places else one
        for one in evidence.findings
    ]
