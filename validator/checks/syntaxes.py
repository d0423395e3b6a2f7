"""FA203: one report in several syntaxes, which say the same or are at odds.

Reports beside each other in different syntaxes are one report where nearly all figures of each stand in the other.
Only figures are compared: texts are marked up in one syntax and plain in another.
"""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from validator.check import Breach, judging, word
from validator.finding import MOST_TOLD
from validator.model.intervals import scaled
from validator.model.names import local
from validator.model.source import Lines, Location
from validator.tieouts.figures import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from validator.finding import Finding, Result
    from validator.model.intervals import Number
    from validator.model.report import Report
    from validator.model.source import Problem

    Key = tuple[object, ...]

MOST = 64  # files of a folder, of which each may be another in another syntax whatever its name
SHARED = 9, 10  # of the figures of each, at least so many in so many are in the other
HERE = "{figure} is {value} here, and {other} in {file}"
AT_ODDS = judging(
    "FA203",
    "syntaxes-at-odds",
    says={
        "": f"{HERE}: one report in two syntaxes says two things",
        "several": f"{HERE}: one report in two syntaxes says two things of {{count}} figures",
    },
    cites="OIM 1.0: what is reported does not depend on its syntax",
    mends="write both from one source again; tieout convert writes one syntax as another",
    why="""Reports that are published in several syntaxes must say the same in each.

    Whoever reads one of them trusts that it is the report. They are taken for one report where they lie beside each
    other, and nearly all figures of each stand in the other.
    """,
)


class Said(NamedTuple):
    """What a figure says: the values of its copies (None is nil), each with the first row that says it."""

    values: dict[Number | None, int]


class Told(NamedTuple):
    """What a report says, by what its figures are."""

    path: str
    syntax: str
    figures: Mapping[Key, Said]
    places: Mapping[int, tuple[str, Location]]  # of each row, what it is in words, and where
    data: Mapping[str, bytes]


class Beside:
    """The files of a run that may be one report in several syntaxes: those of several kinds in one folder.

    Of what they say no more is held than of one folder at a time; in folders of many files, of those of one name.
    """

    def __init__(self, parts: Iterable[str | Problem]) -> None:
        paths = [path for path in parts if isinstance(path, str)]
        many = Counter(os.path.dirname(path) for path in paths)
        groups: dict[tuple[str, str], list[str]] = {}
        for path in paths:
            folder, name = os.path.split(path)
            groups.setdefault((folder, name.partition(".")[0] if many[folder] > MOST else ""), []).append(path)
        mixed = [some for some in groups.values() if len({kind_of(path) for path in some}) > 1]
        self.groups = {path: some for some in mixed for path in some}
        self.left = {id(some): len(some) for some in mixed}
        self.said: dict[int, list[Told]] = {}
        self.findings: list[Finding] = []
        self.twins: dict[str, str] = {}
        self.lines: dict[tuple[str, int], str] = {}

    def __contains__(self, path: object) -> bool:
        """Whether files of other kinds lie beside one."""
        return path in self.groups

    def add(self, path: str, reports: Iterable[Told]) -> None:
        """Add what the reports of one file say; once the last of those beside it has said it, they are compared."""
        if path not in self.groups:
            return
        group = id(self.groups[path])
        self.said.setdefault(group, []).extend(reports)
        self.left[group] -= 1
        if not self.left[group]:
            said = self.said.pop(group)
            findings, twins = compared(said)
            self.findings += findings
            self.twins.update(twins)
            self.lines.update(_lines(said, findings))

    def settled(self, results: Sequence[Result]) -> list[Result]:
        """Return results that know whom they agree with, and the findings of those that are at odds with others."""
        of = {one.at.path: one for one in self.findings}
        settled = [
            one._replace(
                twin=self.twins.get(one.path, ""),
                findings=(*one.findings, *([of[one.path]] if one.path in of else [])),
            )
            for one in results
        ]
        for at, one in enumerate(settled):
            if self.lines and one.gist is not None:  # any has them for all
                settled[at] = one._replace(gist=one.gist._replace(lines={**one.gist.lines, **self.lines}))
                break
        return settled


def kind_of(path: str) -> str:
    """Return what tells the kind of a file before it is read: its ending."""
    return os.path.splitext(path)[1].lower()


def told(path: str, report: Report) -> Told:
    """Return what a report says."""
    figures: dict[Key, Said] = {}
    places: dict[int, tuple[str, Location]] = {}
    for row in range(report.own):
        context, unit = report.contexts_of[row], report.units_of[row]
        number = report.number(row) if context >= 0 <= unit and report.parents[row] < 0 else None
        if number is None and not (context >= 0 <= unit and report.nils[row]):
            continue
        at = report.contexts[context]
        members = tuple(sorted((one.dimension, one.member or one.typed or "") for one in at.members))
        key = (report.concepts[row], at.scheme, at.identifier, at.period, members, report.units[unit].key)
        value = None if report.nils[row] or number is None else scaled(*number)
        if value not in figures.setdefault(key, Said({})).values:
            figures[key].values[value] = row
            places[row] = (f"{local(report.concepts[row])} ({at}, {report.units[unit]})", report.location(row))
    return Told(path, report.syntax, figures, places, report.data)


def _lines(reports: Sequence[Told], apart: Sequence[Finding]) -> dict[tuple[str, int], str]:
    """Return the lines that findings point at, of reports that were let go."""
    data = {path: text for one in reports for path, text in one.data.items()} if apart else {}
    known = Lines(data)
    places = {at for one in apart for at in one.places if at.path in known}
    return {(at.path, at.line): line for at in places if (line := known.at(at)) is not None}


def compared(reports: Sequence[Told]) -> tuple[list[Finding], dict[str, str]]:
    """Return a finding for each report that is at odds with an earlier one, and of those that agree with which."""
    findings: list[Finding] = []
    twins: dict[str, str] = {}
    firsts: list[Told] = []
    for one in sorted(reports, key=lambda one: one.path):
        first = next((other for other in firsts if _one_report(one, other)), None)
        if first is None:
            firsts.append(one)
            continue
        apart = list(_apart(one, first))
        if apart:
            findings.append(_worded(one, first, apart))
        else:
            twins[one.path] = first.path
    return findings, twins


def _one_report(one: Told, other: Told) -> bool:
    if one.syntax == other.syntax or os.path.dirname(one.path) != os.path.dirname(other.path):
        return False
    least, of = SHARED
    most = max(len(one.figures), len(other.figures))
    return most > 0 and len(one.figures.keys() & other.figures.keys()) * of >= most * least


def _apart(one: Told, other: Told) -> Iterator[tuple[Key, Said | None, Said | None]]:
    """Yield each figure that two reports say different things of, or that one of them lacks."""
    for key, said in one.figures.items():
        beside = other.figures.get(key)
        if beside is None or beside.values.keys() != said.values.keys():
            yield key, said, beside
    for key, said in other.figures.items():
        if key not in one.figures:
            yield key, None, said


def _worded(one: Told, other: Told, apart: Sequence[tuple[Key, Said | None, Said | None]]) -> Finding:
    lines = [_values(one, other, here, there) for _, here, there in apart]
    values, at, related = lines[0]
    notes = [HERE.format(**more) for more, _, _ in lines[1:MOST_TOLD]]
    if len(lines) > MOST_TOLD:
        notes.append(f"and {len(lines) - MOST_TOLD:,} more figures")
    variant = "several" if len(lines) > 1 else ""
    found = word(AT_ODDS, Breach(at, {**values, "count": f"{len(lines):,}"}, related, variant))
    return found._replace(notes=tuple(notes))


def _values(
    one: Told, other: Told, here: Said | None, there: Said | None
) -> tuple[dict[str, str], Location, tuple[tuple[str, Location], ...]]:
    """Return how two reports tell a figure, where it stands here, and where there: at what only one of them says."""
    own, beside = (set(said.values) if said is not None else set() for said in (here, there))
    mine = min((here.values[value] for value in own - beside or own), default=-1) if here is not None else -1
    theirs = min((there.values[value] for value in beside - own or beside), default=-1) if there is not None else -1
    name = one.places[mine][0] if mine >= 0 else other.places[theirs][0]
    at = one.places[mine][1] if mine >= 0 else Location(one.path)
    related = ((f"as {other.syntax}", other.places[theirs][1]),) if theirs >= 0 else ()
    values = {"figure": name, "value": _in_words(own, beside), "other": _in_words(beside, own), "file": other.path}
    return values, at, related


def _in_words(own: set[Number | None], others: set[Number | None]) -> str:
    told = sorted("nil" if value is None else shown(value) for value in own - others or own)
    return " and ".join(told) or "not reported"
