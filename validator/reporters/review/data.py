"""The evidence of a page as plain data: figures in columns, ties and findings by their rows, each text once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.finding import Verdict
from validator.model.intervals import scaled
from validator.model.names import local
from validator.reporters.review.numbers import decimal, interval
from validator.reporters.review.standing import STANDINGS, outcome
from validator.tieouts.equation import EQUAL, Equation
from validator.tieouts.figures import OK
from validator.tieouts.rules.declared import Declared
from validator.tieouts.rules.found import Found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from validator.finding import Finding, Suspect, Term, Tie
    from validator.model.source import Location, Plain
    from validator.reporters.review.evidence import Evidence
    from validator.tieouts.figures import Key

    Accepts = Callable[[Tie], Mapping[str, str]]

LONGEST = 200  # characters of a value
SAME = ("same", "across", "published")  # relations of figures that are one


class Texts:
    """Texts by number, each once: a report says most of them thousands of times."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {}

    def of(self, text: str) -> int:
        """Return the number of a text."""
        return self.known.setdefault(text, len(self.known))


def nothing(tie: Tie) -> Mapping[str, str]:
    """Return what a waiver of a tie names where none can be given."""
    del tie
    return {}


def plain(evidence: Evidence, listed: Sequence[int], accepts: Accepts = nothing) -> dict[str, Plain]:
    """Return everything a page says.

    `listed` are the rows of figures that the document does not show; `accepts` gives what a waiver of a failing tie
    names: its figures with their values.
    """
    texts = Texts()
    report = evidence.report
    own = evidence.standings[: report.own]
    told, untold = evidence.told_by()
    made: dict[str, Plain] = {
        "own": report.own,
        "standings": [one._asdict() for one in STANDINGS],
        "counts": {one.key: own.count(one.key) for one in STANDINGS},
        "listed": list(listed),
        "figures": figures(evidence, texts),
        "ties": [tied(evidence, index, texts, accepts) for index in range(len(evidence.ties))],
        "findings": [finding(evidence, one, told.get(number, ())) for number, one in enumerate(evidence.findings)],
        "untold": list(untold),
        "waived": accepted(evidence),
    }
    made["texts"] = list(texts.known)
    return made


# --- figures ------------------------------------------------------------------------------------
def figures(evidence: Evidence, texts: Texts) -> dict[str, Plain]:
    """Return the figures in columns, one entry a row."""
    report = evidence.report
    rows = range(len(report))
    keys = {one.key: number for number, one in enumerate(STANDINGS)}
    labels = {name: texts.of(evidence.figures.label(name)) for name in dict.fromkeys(report.concepts)}
    concepts = {name: texts.of(local(name)) for name in labels}
    statements = {name: texts.of(evidence.shown_in.get(name, "")) for name in labels}
    contexts = [texts.of(str(one)) for one in report.contexts]
    units = [texts.of(str(one)) for one in report.units]
    nothing = texts.of("")
    paths = report.paths or [report.path] * len(report)
    pointers = report.pointers or [""] * len(report)
    return {
        "label": [labels[name] for name in report.concepts],
        "concept": [concepts[name] for name in report.concepts],
        "statement": [statements[name] for name in report.concepts],
        "context": [contexts[one] if one >= 0 else nothing for one in report.contexts_of],
        "unit": [units[one] if one >= 0 else nothing for one in report.units_of],
        "value": [value(evidence, row)[:LONGEST] for row in rows],
        "interval": intervals(evidence),
        "file": [texts.of(path) for path in paths],
        "line": list(report.lines),
        "column": list(report.columns),
        "pointer": list(pointers) if any(pointers) else [],
        "standing": [keys[one] for one in evidence.standings],
        "again": [some for some in {id(some): some for some in evidence.others.values()}.values()],  # noqa: C416
    }


def value(evidence: Evidence, row: int) -> str:
    """Return what a figure states, a number in digits."""
    report = evidence.report
    if report.nils[row]:
        return "nil"
    number = report.number(row) if report.units_of[row] >= 0 else None
    return report.texts[row] if number is None else decimal(scaled(*number))


def intervals(evidence: Evidence) -> list[Plain]:
    """Return the true values that all mentions of each figure leave it, worked out once; empty where it states none."""
    known = evidence.figures
    found: dict[Key | None, str] = {None: ""}
    told: list[Plain] = []
    for row in range(len(evidence.report)):
        key = known.key_of(row)
        if key not in found and key is not None:
            said = known.bounds_of(key)
            found[key] = interval(known.interval(said)) if said.state == OK else said.state
        told.append(found[key])
    return told


# --- ties ---------------------------------------------------------------------------------------
def tied(evidence: Evidence, index: int, texts: Texts, accepts: Accepts = nothing) -> dict[str, Plain]:
    """Return a tie: what it says in words and in numbers, every figure of it with its fullest mention first."""
    tie = evidence.ties[index]
    found = tie if isinstance(tie, Found) else None
    reason = tie.reason or (f"not reported: {', '.join(tie.missing)}" if tie.missing else "")
    reason = "; ".join(filter(None, (reason, "on assumed declarations" if tie.assumed else "")))
    bound = tie if isinstance(tie, Equation) else None
    title = bound.title if bound is not None else tie.source.rpartition("/")[2]
    terms: list[Plain] = [
        [texts.of(term.label), decimal(term.weight), term.role, _fullest(evidence, term)] for term in tie.terms
    ]
    exact = tie.verdict is Verdict.HOLDS  # then its two sides say nothing that its figures do not
    waiver = accepts(tie) if evidence.became[index] == "failed" else {}
    return {
        **({"accepts": [[name, value] for name, value in sorted(waiver.items())]} if waiver else {}),
        "code": texts.of(tie.code),
        "title": texts.of(title),
        "frame": texts.of(tie.frame),
        "outcome": outcome(tie),
        "working": bound.working if bound is not None else "",
        "terms": terms,
        "rows": sorted(evidence.touched[index]),
        "reported": "" if exact else interval(tie.reported),
        "computed": "" if exact else interval(tie.computed),
        "reason": texts.of(reason),
        "odds": texts.of(found.found.evidence if found is not None else ""),
        "linear": not isinstance(tie, Declared) or (tie.scaled is not None and tie.relation == EQUAL),
        "same": found is not None and found.found.kind in SAME,
    }


def _fullest(evidence: Evidence, term: Term) -> list[Plain]:
    """Return the rows of a term, the one that tells it to the most digits first."""
    first = evidence.figures.fullest(term.rows) if len(term.rows) > 1 else None
    return [*(() if first is None else (first,)), *(row for row in term.rows if row != first)]


# --- findings -----------------------------------------------------------------------------------
def finding(evidence: Evidence, one: Finding, ties: Sequence[int]) -> dict[str, Plain]:
    """Return a finding: the culprit and what it should be first, its place, and the failing ties it tells of."""
    made = one.diagnosis
    groups: Sequence[Sequence[Suspect]] = ()
    if made is not None:
        groups = made.suspects[:1] if made.decided else made.suspects
    return {
        "code": one.code,
        "severity": one.severity.name.lower(),
        "message": one.message,
        "at": str(one.at),
        "row": evidence.places.get(one.at),
        "also": _places(evidence, one.also),
        "related": [[what, str(at), evidence.places.get(at)] for what, at in one.related],
        "decided": made is not None and made.decided,
        "verdict": made.verdict if made is not None else "",
        "suspects": [[_suspect(evidence, each) for each in group] for group in groups],
        "notes": list(one.notes),
        "help": one.help,
        "ties": list(ties),
    }


def _suspect(evidence: Evidence, one: Suspect) -> dict[str, Plain]:
    return {
        "row": evidence.places.get(one.at),
        "label": one.label,
        "at": str(one.at),
        "reported": one.reported,
        "suggested": one.suggested,
        "slip": one.slip,
        "amount": one.amount,
        "working": list(one.working),
    }


def _places(evidence: Evidence, at: Iterable[Location]) -> list[Plain]:
    return [[str(one), evidence.places.get(one)] for one in at]


def accepted(evidence: Evidence) -> list[Plain]:
    """Return what is waived by who accepts it and why: each reason once, with the messages and places it covers."""
    groups: dict[tuple[str, str], list[Plain]] = {}
    for one in evidence.outcome.waived:
        groups.setdefault((one.code, one.waived), []).append([one.message, str(one.at), evidence.places.get(one.at)])
    return [{"code": code, "reason": reason, "covers": some} for (code, reason), some in groups.items()]
