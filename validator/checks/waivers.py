"""Waivers: failures someone accepts, for a reason, until a day, and for the values they were accepted at.

A waiver covers a tie that fails when code and every figure are the same, to the value. A changed figure raises the
finding again. What a waiver does not cover stays exactly as it was.
"""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, TypedDict, cast

from validator.authored import loading
from validator.authored.loading import LARGEST, Fault, contents, day, kept, parsed
from validator.check import Breach, breach, judging, reading, word
from validator.checks.consequences import ACCEPTED
from validator.checks.tieouts import rule_files
from validator.checks.waiver_codes import unknown_code
from validator.checks.waiver_sheets import LARGEST as LARGEST_BOOK
from validator.checks.waiver_sheets import cell, waivers_of
from validator.checks.waiver_values import canonical, exact
from validator.finding import MOST_TOLD, Severity, Verdict
from validator.model.intervals import scaled
from validator.model.numbers import number
from validator.model.source import Location, Problem
from validator.model.source import shown as clipped
from validator.tieouts.figures import EXCESS, INCONSISTENT, OK, shown_sequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from validator.check import Check
    from validator.checks.waiver_codes import Known
    from validator.checks.waiver_sheets import Filled, Row
    from validator.finding import Finding
    from validator.model.report import Report
    from validator.tieouts.equation import Equation
    from validator.tieouts.evidence import Evidence
    from validator.tieouts.figures import Key

BESIDE = "waivers.toml"  # the waiver file that belongs to a report stands beside it
FORM = 4  # of what is stored
SCHEMA = "waivers.schema.json"

UNREADABLE = reading(
    "WA001",
    "unreadable-waiver-file",
    says={
        fault: f"this waiver file cannot be read: {said}" for fault, said in loading.wordings(loading.UNREAD).items()
    },
    cites="docs/waivers.md",
    mends="correct the TOML; none of its waivers was applied",
    why="A waiver file that cannot be read waives nothing.",
)
MISSHAPEN = reading(
    "WA002",
    "misshapen-waiver-file",
    says=loading.wordings(loading.MISSHAPEN),
    cites="docs/waivers.md; schemas/waivers.schema.json",
    mends="correct the key or its value; none of the file's waivers was applied",
    why="A waiver must say what it covers, why, who accepts it and until when.",
)
CHANGED = "{name} was {value}, and is {now} now"
STALE = judging(
    "WA101",
    "waiver-for-nothing",
    says={
        "changed": f"this waiver of {{code}} covers nothing: {CHANGED}",
        "gone": "this waiver of {code} covers nothing: no such failure is left",
        "several": "{count} waivers cover nothing: {reasons}",
    },
    cites="docs/waivers.md",
    mends="take it out, or renew it for the figures as they are now",
    severity=Severity.WARNING,
    why="""A waiver that covers nothing hides what it was meant for.

    It was given for figures that have changed since, or that agree now; either is worth a look.
    """,
)
EXPIRED = judging(
    "WA102",
    "waiver-past-its-day",
    says={
        "": "this waiver of {code} by {by} held until {until}",
        "several": "{count} waivers by {by} held until {until}: {reasons}",
    },
    cites="docs/waivers.md",
    mends="settle what it covers, or have it accepted again",
    severity=Severity.WARNING,
    why="What was accepted for a time is looked at again when the time is over.",
)


LEFT = {STALE.name: "no failure is left of ", EXPIRED.name: ""}


class Waiver(NamedTuple):
    """One waiver: `figures` are (name, value) pairs in the order of names."""

    code: str
    figures: tuple[tuple[str, str], ...]
    reason: str
    by: str
    until: str
    at: Location


Lookup = tuple[str, tuple[tuple[str, str], ...]]


class Met(NamedTuple):
    """What was met of waivers in some reports: files of waivers and of rules, which waivers serve, what they cover."""

    own: tuple[str, ...]
    rules: frozenset[str]
    used: frozenset[Location]
    covered: Mapping[tuple[str, str], int]
    seen: Mapping[str, Mapping[str, str]]


class Waivers:
    """The waivers of a run: those of named files for every report, those beside a report for it."""

    def __init__(
        self,
        paths: Sequence[str] = (),
        *,
        today: str = "",
        waive: bool = True,
        among: Waivers | None = None,
        filled: Filled | None = None,
        known: Known | None = None,
        rules: Sequence[str] = (),
    ) -> None:
        self.named = list(paths) if waive else []
        self.beside = waive
        self.today = today
        self.own: dict[str, None] = {}  # the files asked for here
        self.by_names: dict[int, dict[tuple[str, tuple[str, ...]], list[Waiver]]] = {}
        self.covered: dict[tuple[str, str], int] = {}  # how many failures are waived, by file and code
        # what reads the sheets of a workbook, and what tells the codes there are by the rule files met
        self.filled: Filled | None = filled if among is None else among.filled
        self.known: Known | None = known if among is None else among.known
        self.rules: set[str] = set() if among is None else among.rules
        self.rules.update(rules)
        # what the parts of a run share, for a waiver may serve in another part than this
        self.problems: list[Problem] = [] if among is None else among.problems
        self.files: dict[str, dict[tuple[str, tuple[tuple[str, str], ...]], Waiver]] = (
            {} if among is None else among.files
        )
        self.used: set[Location] = set() if among is None else among.used
        # of each failing code, every figure met with its value
        self.seen: dict[str, dict[str, str]] = {} if among is None else among.seen

    def met(self) -> Met:
        """Return what was met so far, to be learnt elsewhere."""
        return Met(tuple(self.own), frozenset(self.rules), frozenset(self.used), self.covered, self.seen)

    def learn(self, met: Met) -> None:
        """Know what was met elsewhere, as if it had been here."""
        for path in met.own:
            self._load(path)
        self.rules.update(met.rules)
        self.used.update(met.used)
        for key, count in met.covered.items():
            self.covered[key] = self.covered.get(key, 0) + count
        for code, figures in met.seen.items():
            self.seen.setdefault(code, {}).update(figures)

    def of(self, report: Report) -> Iterator[dict[tuple[str, tuple[tuple[str, str], ...]], Waiver]]:
        """Yield the waivers that may cover failures of a report."""
        for path in self.named:
            yield self._load(path)
        if self.beside:
            path = os.path.join(os.path.dirname(report.path), BESIDE)
            if path not in self.named and (path in self.files or os.path.lexists(path)):
                yield self._load(path)

    def applied(self, evidence: Evidence) -> None:
        """Mark the failures that are waived, and their findings; say of others what a waiver froze.

        Where one figure alone differs from what was accepted, the failure that is back tells of it, and the waiver is
        not called stale beside it; nor is one whose tie copies at odds keep from being judged.
        """
        files = list(self.of(evidence.figures.report))
        if files:
            self.rules.update(rule_files(evidence.figures.report))
        for one in evidence.failures if files else ():
            tie, finding = one.tie, one.finding
            figures = tuple(sorted(named_figures(tie).items()))
            self.seen.setdefault(tie.code, {}).update(figures)
            waiver = next((found for file in files if (found := file.get((tie.code, figures))) is not None), None)
            if waiver is None:
                frozen = self._frozen(tie, figures, files)
                if frozen and finding is not None:
                    one.finding = finding._replace(notes=(*finding.notes, frozen))
            else:
                self.used.add(waiver.at)
                if finding is not None and waiver.until >= self._today():
                    tie.waived = True
                    covers = (waiver.at.path, tie.code)
                    self.covered[covers] = self.covered.get(covers, 0) + 1
                    accepted = f"accepted by {waiver.by} until {waiver.until}: {waiver.reason}"
                    one.finding = finding._replace(waived=accepted)
        if files:
            self._under_doubt(evidence, files)

    def _under_doubt(self, evidence: Evidence, files: Sequence[Mapping[Lookup, Waiver]]) -> None:
        """Let ties that do not fail know what was accepted of a figure in doubt: one that fails, or contradicts itself.

        With a wrong figure such a tie may hold by chance, or not be judged; that its waiver covers nothing then is no
        news beside the failure.
        """
        bounds_of = evidence.figures.bounds_of
        doubt = {key for tie in evidence.failing() if not tie.waived for key in tie.keys}
        codes = {code for file in files for code, _ in file}
        for tie in evidence.ties:
            if tie.verdict is not Verdict.FAILS and tie.code in codes:
                odd = {key for key in tie.keys if bounds_of(key).state in (INCONSISTENT, EXCESS)}
                if odd or not doubt.isdisjoint(tie.keys):
                    self._frozen(tie, tuple(sorted(named_figures(tie).items())), files)

    def _frozen(
        self, tie: Equation, figures: tuple[tuple[str, str], ...], files: Sequence[Mapping[Lookup, Waiver]]
    ) -> str:
        """Let a tie know the figure that alone differs from what a waiver froze, and return that in words."""
        names = tuple(name for name, _ in figures)
        for waiver in (one for file in files for one in self._named(file).get((tie.code, names), ())):
            apart = [(name, was) for (name, was), (_, now) in zip(waiver.figures, figures, strict=True) if was != now]
            value = number(apart[0][1]) if len(apart) == 1 and waiver.until >= self._today() else None
            if value is not None:
                name, was = apart[0]
                tie.accepted = next(key for key, told in names_of(tie) if told == name), scaled(*value)
                self.used.add(waiver.at)
                return f"{ACCEPTED} {waiver.by} ({waiver.at}) when {name} was {clipped(was)}"
        return ""

    def _named(self, file: Mapping[Lookup, Waiver]) -> Mapping[tuple[str, tuple[str, ...]], list[Waiver]]:
        """Return the waivers of a file by code and names of figures, whatever their values."""
        found = self.by_names.get(id(file))
        if found is None:
            found = self.by_names[id(file)] = {}
            for waiver in file.values():
                found.setdefault((waiver.code, tuple(name for name, _ in waiver.figures)), []).append(waiver)
        return found

    def stale(self) -> Iterator[Finding]:
        """Yield a finding for every waiver that covered nothing in the whole run, or whose day is over."""
        for problem in self.problems:
            if problem.at.path not in self.own:
                continue
            yield word({one.name: one for one in (UNREADABLE, MISSHAPEN)}[problem.check], problem)
        for path in self.own:
            idle = [one for one in self.files[path].values() if one.at not in self.used]
            codes = self.known([one.code for one in idle], self.rules, os.path.dirname(path)) if self.known else None
            unknown = [one for one in idle if codes is not None and one.code not in codes]
            yield from (unknown_code(one.code, one.at, codes or ()) for one in unknown)
            yield from _told(STALE, [(one, self._idle(one)) for one in idle if one not in unknown])
            past: dict[tuple[str, str], list[Waiver]] = {}
            for one in self.files[path].values():
                if one.at in self.used and one.until < self._today():
                    past.setdefault((one.by, one.until), []).append(one)
            for (by, until), some in past.items():
                yield from _told(EXPIRED, [(one, breach(one, code=one.code, by=by, until=until)) for one in some])

    def _idle(self, waiver: Waiver) -> Breach:
        """Say why a waiver covers nothing: which of its figures has another value where its code fails."""
        seen = self.seen.get(waiver.code, {})
        for name, value in waiver.figures:
            now = seen.get(name)
            if now is not None and now != value:
                was, now = clipped(value), clipped(now)
                return breach(waiver, variant="changed", code=waiver.code, name=name, value=was, now=now)
        return breach(waiver, variant="gone", code=waiver.code)

    def _today(self) -> str:
        if not self.today:
            from datetime import datetime

            self.today = datetime.now().astimezone().date().isoformat()  # the user's day
        return self.today

    def _load(self, path: str) -> dict[tuple[str, tuple[tuple[str, str], ...]], Waiver]:
        self.own[path] = None
        found = self.files.get(path)
        if found is None:
            waivers, problems = load(path, self.filled)
            self.problems += problems
            found = self.files[path] = {(one.code, one.figures): one for one in waivers}
        return found


def _told(check: Check, some: Sequence[tuple[Waiver, Breach]]) -> Iterator[Finding]:
    """Yield what is to be said of waivers of one file: of several in one finding, which names their figures."""
    if len(some) == 1:
        yield word(check, some[0][1])
    elif some:
        counts = Counter(name for one, _ in some for name, _ in one.figures)
        own = [_rarest([name for name, _ in one.figures], counts) for one, _ in some]  # not the rate they all share
        reasons = dict.fromkeys(CHANGED.format(**seen.values) for _, seen in some if "now" in seen.values)
        left = list(
            dict.fromkeys(names[0] for names, (_, seen) in zip(own, some, strict=True) if "now" not in seen.values)
        )
        more = f" and {len(left) - MOST_TOLD:,} more" if len(left) > MOST_TOLD else ""
        first = shown_sequence(left) if not more else f"{', '.join(left[:MOST_TOLD])}{more}"
        told = "; ".join([*reasons, *([f"{LEFT[check.name]}{first}"] if left else [])])
        related = tuple((f"{one.code}: {', '.join(names)}", one.at) for names, (one, _) in zip(own, some, strict=True))
        values = {**some[0][1].values, "count": f"{len(some):,}", "reasons": told}
        yield word(check, Breach(some[0][0].at, values, related, "several"))


def _rarest(names: Sequence[str], counts: Mapping[str, int]) -> list[str]:
    least = min(counts[name] for name in names)
    return [name for name in names if counts[name] == least]


def named_figures(tie: Equation) -> dict[str, str]:
    """Return every reported figure of a tie by name, with its value as a plain decimal."""
    figures = tie.figures
    found = {}
    for key, name in names_of(tie):
        said = figures.bounds_of(key)
        found[name] = exact(figures.true(said.value)) if said.state == OK else said.state
    return found


def names_of(tie: Equation) -> Iterator[tuple[Key, str]]:
    """Yield every reported figure of a tie with the name waivers have for it."""
    figures = tie.figures
    for key in tie.keys:
        if figures.rows(key):
            yield key, f"{figures.report.qname(key[0])} @ {figures.place(key[1])}"


class WaiverEntry(TypedDict):
    """A waiver as it is written, by its schema."""

    code: str
    figures: dict[str, str]
    reason: str
    by: str
    until: str


def load(path: str, filled: Filled | None = None) -> tuple[list[Waiver], list[Problem]]:
    """Read a waiver file, a workbook by what is `filled` in on its sheet; never raises for what is in it."""
    book = filled is not None and path.lower().endswith(".xlsx")
    source = contents(path, LARGEST_BOOK if book else LARGEST)
    if isinstance(source, Fault):
        return [], [Problem.told(f"{UNREADABLE.name}/{source.variant}", Location(path), source.values)]
    if filled is not None and book:
        on_sheet, faults = waivers_of(source, filled)
        problems = [Problem.told(name, Location(path, pointer=place), values) for name, place, values in faults]
        rows = [(row[0], _canonical(row[1]), *row[2:]) for row in on_sheet]
        return [_waiver(row, Location(path, pointer=cell("A", row[-1]))) for row in rows], problems
    rows, misplaced = kept(f"waivers-{FORM}", SCHEMA, source, _rows)
    problems = [Problem.told(name, Location(path, line, column), values) for name, line, column, values in misplaced]
    return [_waiver(row, Location(path, row[-1], 1)) for row in rows], problems


def _waiver(row: Row, at: Location) -> Waiver:
    code, figures, reason, by, until, _ = row
    return Waiver(code, tuple((name, value) for name, value in figures), reason, by, until, at)


def _canonical(figures: Iterable[tuple[object, object]]) -> list[tuple[str, str]]:
    return sorted((str(name), canonical(str(value))) for name, value in figures)


def load_text(source: bytes) -> str:
    """Return what is wrong with the text of a waiver file; empty where it can be read."""
    return "; ".join(str(values.get("said", name)) for name, _, _, values in _rows(source)[1])


def _rows(source: bytes) -> tuple[list[Row], list[tuple[str, int, int, Mapping[str, object]]]]:
    document, places, faults = parsed(source, SCHEMA)
    if faults:
        names = ("unreadable-waiver-file", "misshapen-waiver-file")
        return [], [(f"{names[one.misshapen]}/{one.variant}", one.line, one.column, one.values) for one in faults]
    rows = []
    for position, one in enumerate(cast("list[WaiverEntry]", document.get("waiver", []))):
        line, _ = places.of(("waiver", position))
        if not day(one["until"]):
            at = places.of(("waiver", position, "until"))
            values = {"key": f"waiver.{position}.until", "said": f"{one['until']!r} is no day of the calendar"}
            return [], [("misshapen-waiver-file/schema", *at, values)]
        rows.append((one["code"], _canonical(one["figures"].items()), one["reason"], one["by"], one["until"], line))
    return rows, []
