"""What each engine says of a report, as claims that can be compared."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unittest import mock

from validator.check import word
from validator.checks import BY_NAME
from validator.checks.second_opinion import ARELLE_NAMES
from validator.model.names import local
from validator.readers.arelle.session import second_opinion
from validator.run import Options, run

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from validator.finding import Finding
    from validator.model.report import Report
    from validator.model.source import Location

NAMED = {name: "/".join(codes) for name, codes in ARELLE_NAMES.items()}
OURS = {code: "/".join(codes) for codes in ARELLE_NAMES.values() for code in codes}
COMPARED = ("xbrl.", "calc11e:", "xbrldie:", "xbrldte:", "oime:")


class Claim(NamedTuple):
    """The specification's code, and what it was said of; for what is no fact, the file and line stand for the concept.

    `context` and `unit` are canonical: the id of the first context or unit of the report that says the same.
    """

    spec: str
    concept: str
    context: str
    unit: str
    network: str


class Compared(NamedTuple):
    """The report as we read it, and the claims of each engine that the other does not make; `both` counts the rest.

    `missing` holds the URIs of the documents each engine did not find; `uncoded` the codes that are not compared;
    `twice` the claims that we make more than once of one place.
    """

    report: Report
    ours: frozenset[Claim]
    theirs: frozenset[Claim]
    both: int
    uncoded: frozenset[str]
    missing: tuple[frozenset[str], frozenset[str]]
    twice: frozenset[tuple[Claim, Location]]


def compare(path: Path, webcache: Path | None, *, calc11: bool) -> Compared:
    """Check one report by both engines, without tie-outs and formulas, in one calculation mode."""
    options = Options(webcache=None if webcache is None else str(webcache), calc11=calc11)
    apart = mock.patch("validator.run.once_a_figure", lambda found, _: found)
    with mock.patch("validator.run.one_culprit"), mock.patch("validator.run.once_a_cause", list), apart:  # each claim
        outcome = run([str(path)], options)
    report = outcome.results[0].report
    assert report is not None
    places = {report.location(row)[:3]: row for row in range(len(report))}
    findings = outcome.findings
    opinion = second_opinion(report, options)
    said = [word(BY_NAME[problem.check], problem) for problem in opinion.problems]
    ours, theirs = claims(findings, report, places), claims(said, report, places)
    uncoded = {f.spec or f.code for f in (*findings, *said) if not code(f)}
    missing = (absent(findings), absent(said))
    said_at = Counter((claim(one, report, places), one.at) for one in findings if code(one))
    twice = frozenset(one for one, times in said_at.items() if times > 1)
    return Compared(report, ours - theirs, theirs - ours, len(ours & theirs), frozenset(uncoded), missing, twice)


def absent(findings: Iterable[Finding]) -> frozenset[str]:
    """Return the URIs of the documents that were not found."""
    return frozenset(str(f.values["uri"]) for f in findings if code(f) == "TX101")


def code(finding: Finding) -> str:
    """Return the code of the clause a finding claims, the same for both engines; nothing for what is not compared."""
    if finding.code == "CA203":
        return ""  # a note on what the other specification makes of it, for which Arelle has no word
    named = OURS.get(finding.code) or NAMED.get(finding.spec)
    return named or (finding.spec if finding.spec.startswith(COMPARED) else "")


def claims(findings: Iterable[Finding], report: Report, places: Mapping[tuple[str, int, int], int]) -> frozenset[Claim]:
    """Return what findings claim under the code of a clause."""
    return frozenset(claim(f, report, places) for f in findings if code(f))


def claim(finding: Finding, report: Report, places: Mapping[tuple[str, int, int], int]) -> Claim:
    """Return what one finding claims."""
    network = str(finding.values.get("network", ""))
    row = places.get(finding.at[:3])
    if row is None:
        return Claim(code(finding), _place(finding.at), "", "", network)
    context, unit = report.contexts_of[row], report.units_of[row]
    return Claim(
        code(finding),
        local(report.concepts[row]),
        report.contexts[report.frames[context]].id if context >= 0 else "",
        report.units[report.unit_keys[unit]].id if unit >= 0 else "",
        network,
    )


def _place(at: Location) -> str:
    return f"{Path(at.path).name}:{at.line}"
