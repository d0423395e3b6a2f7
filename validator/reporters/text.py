"""For people: each finding with its place, an excerpt, what would mend it; then one line that sums up."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from validator.finding import Severity, Verdict
from validator.reporters import documents, regions
from validator.reporters import first as first_lines
from validator.reporters.excerpts import clean
from validator.reporters.first import WORDS, many
from validator.reporters.statistics import statistics

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from validator.finding import Finding, Outcome, Result, Withheld
    from validator.model.source import Location
    from validator.reporters.excerpts import Excerpts

NAMED = 3  # of the further places of one fault, and of the reasons why ties are left open
LONGEST_ID = 24  # letters of an id that are shown
SHOWN = 2  # related places shown with their line; of more, only where they are
FOUND_WORDS = {
    Verdict.HOLDS: "found to agree",
    Verdict.ROUNDING: "within rounding",
    Verdict.FAILS: "at odds",
    Verdict.INDETERMINATE: "indeterminate",
}  # of relations that were found, and that nobody declared
PLAIN = {"error": "", "warning": "", "note": "", "mark": "", "bold": "", "good": "", "off": ""}
COLORS = {
    "error": "\x1b[1;31m",
    "warning": "\x1b[1;33m",
    "note": "\x1b[1;36m",
    "mark": "\x1b[34m",
    "bold": "\x1b[1m",
    "good": "\x1b[1;32m",
    "off": "\x1b[0m",
}


def text(
    outcome: Outcome,
    *,
    color: bool = False,
    limit: int = 100,
    waived: bool = False,
    timing: bool = False,
    quiet: bool = False,
    counts: bool = False,
) -> str:
    """Return the whole report; at most `limit` findings are told in full (0: all), the rest is counted.

    The verdict and what was proven stand first where there is more than one thing to tell. What is waived is told by
    reason, a line each; each finding of it where `waived` asks for them. `quiet` leaves the last line alone, `counts`
    tells how often each code was found in place of the findings.
    """
    paint = COLORS if color else PLAIN
    last = summary(outcome, paint, timing=timing)
    if quiet:
        return f"{last}\n"
    if counts:
        return "\n\n".join(filter(None, (statistics(outcome), last))) + "\n"
    told = _told_once(outcome.findings)
    blocks = _blocks(told, limit, regions.excerpts(outcome), paint)
    if outcome.waived:
        blocks += _waived(outcome.waived, paint, listed=waived)
    read = [documents.read(result) for result in outcome.results if result.report is not None]
    each = list(_each(outcome.results, paint, timing=timing))
    first = [line for line in read if line]
    if outcome.waived or len(told) > 1 or outcome.reports > 1:
        verdict = first_lines.verdict(outcome, [some[0] for some in told])
        first = [f"{paint['bold']}{verdict}{paint['off']}", *first, *first_lines.proven(outcome.results)]
    return "\n\n".join([*(["\n".join(first)] if first else []), *blocks, *each, last]) + "\n"


def _blocks(told: Sequence[Sequence[Finding]], limit: int, excerpts: Excerpts, paint: dict[str, str]) -> list[str]:
    """Return the findings, a block each, as many as there may be."""
    shown = told[:limit] if limit > 0 else told
    blocks = []
    for code, some in groupby(shown, key=lambda one: one[0].code if _in_brief(one[0]) else id(one)):
        joint = "\n" if isinstance(code, str) else "\n\n"
        blocks.append(joint.join("\n".join(_finding(one, excerpts, paint, others)) for one, *others in some))
    rest = [finding for some in told[len(shown) :] for finding in some]
    if rest:
        blocks.append(_remaining(rest))
    return blocks


def _told_once(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Return findings with those that say the same of other files beside the first: one report in several syntaxes."""
    groups: dict[tuple[str, str, str, int], list[Finding]] = {}
    times: dict[tuple[str, str, str, str], int] = {}
    for one in findings:
        said = (one.code, one.message, "" if one.diagnosis is None else one.diagnosis.verdict)
        times[one.at.path, *said] = number = times.get((one.at.path, *said), 0) + 1
        groups.setdefault((*said, number), []).append(one)
    return list(groups.values())


def _each(results: Sequence[Result], paint: dict[str, str], *, timing: bool) -> Iterator[str]:
    """Yield a line for each of several reports, in one block; of a document its first line tells."""
    reports = [one for one in results if one.syntax not in (None, "document", "unknown")]
    if len(reports) > 1:
        twins: dict[str, list[Result]] = {}
        for one in reports:
            twins.setdefault(one.twin or one.path, []).append(one)
        lines = []
        for some in twins.values():
            first, *others = sorted(some, key=lambda one: (bool(one.twin), one.path))
            lines.append(_one(first, others, paint, timing=timing))
        yield "\n".join(sorted(lines))  # whichever was named first


def _one(result: Result, twins: Sequence[Result], paint: dict[str, str], *, timing: bool) -> str:
    """Return a report's line: its verdict, its facts, its ties by outcome, on request the time it took."""
    verdict = result.verdict
    colour = paint.get("warning" if verdict == "untold" else verdict, paint["good"])
    counts = {kind: result.count(kind) for kind in Verdict}
    waived = _accepted(counts[Verdict.FAILS], result.accepted())
    words = WORDS | {Verdict.FAILS: f"fail{waived}"}
    ties = ", ".join(f"{count:,} {words[kind]}" for kind, count in counts.items() if count)
    told = f"{many(sum(counts.values()), 'tie')}{': ' if ties else ''}{ties}"
    told += f", {result.assumed:,} on assumed declarations" if result.assumed else ""
    facts = many(result.facts, "fact")
    return f"{first_lines.one_report(result, twins)}: {colour}{verdict}{paint['off']}; {facts}; {told}" + (
        f"; {result.seconds:.2f} s" if timing else ""
    )


def _waived(waived: Sequence[Finding], paint: dict[str, str], *, listed: bool) -> Iterator[str]:
    """Yield what was accepted by who accepted it and why, a line each in one block, or with each finding below."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in waived:
        groups.setdefault((finding.code, finding.waived), []).append(finding)
    told: list[str] = []
    for (code, why), findings in groups.items():
        files = len({finding.at.path for finding in findings})
        once = len(_told_once(findings))
        alike = once * files == len(findings)  # one report in several syntaxes
        count = many(once if alike else len(findings), "finding")
        count += (f", the same in {files:,} files" if alike else f" in {files:,} files") if files > 1 else ""
        told.append(f"{paint['mark']}waived[{code}]{paint['off']}: {count}, {clean(why)}")
        if listed:
            told += [f"  {paint['mark']}-->{paint['off']} {clean(str(f.at))}: {clean(f.message)}" for f in findings]
    yield "\n".join(told if listed else [*told, "--show-waived lists what is waived"])


def _finding(
    finding: Finding, excerpts: Excerpts, paint: dict[str, str], others: Sequence[Finding] = ()
) -> Iterator[str]:
    level = finding.severity.name.lower()
    engine = "" if finding.engine == "tieout" else f" ({finding.engine})"
    head = f"{paint[level]}{level}[{finding.code}]{paint['off']}"
    yield f"{head}{paint['bold']}: {clean(finding.message)}{paint['off']}{engine}"
    if finding.diagnosis is not None:
        yield f"  {paint['good']}likely:{paint['off']} {clean(finding.diagnosis.verdict)}"
        yield from _written(finding, excerpts, paint)
    if _in_brief(finding):
        yield from _brief(finding, paint)
        return
    yield from _place("-->", finding.at, "", excerpts, paint)
    few = len(finding.related) <= SHOWN
    for what, at in finding.related:
        yield from _place(":::", at, what, excerpts if few else None, paint)
    yield from _also(finding, paint)
    if others:
        named = ", ".join(str(one.at) for one in others[:NAMED])
        more = f" and {len(others) - NAMED:,} more" if len(others) > NAMED else ""
        files = many(len(others), "further file")
        yield f"  {paint['mark']}:::{paint['off']} the same in {files}: {clean(named)}{more}"
    pad = " " * 5
    for note in (*_reasons(finding), *finding.notes):
        yield f"{pad}{paint['mark']}={paint['off']} {clean(note)}"
    if finding.help:
        yield f"{pad}{paint['mark']}={paint['off']} help: {clean(finding.help)}"
    source = f"{finding.cites}; {finding.spec}" if finding.cites and finding.spec else finding.cites or finding.spec
    if source:
        yield f"{pad}{paint['mark']}={paint['off']} see: {clean(source)}"


def _written(finding: Finding, excerpts: Excerpts, paint: dict[str, str]) -> Iterator[str]:
    """Yield what to write where the culprit stands, where its figure has a scale: that of the page, or its own."""
    one = None if finding.diagnosis is None else finding.diagnosis.culprit
    mended = regions.correction(finding, excerpts) if one is not None else None
    if one is not None and mended is not None:
        was = regions.printed(mended, one.at, excerpts)
        if one.amount or regions.digits(was) != regions.digits(one.reported):
            scale = one.amount or regions.scale(was, one.reported)
            told = f"{mended.text} for {was}{f' ({scale})' if scale else ''} at {_where(one.at)}"
            yield f"  {paint['good']}write:{paint['off']} {clean(told)}"


def _in_brief(finding: Finding) -> bool:
    """Whether a finding is about many figures in several places, and no error."""
    return bool(finding.also and finding.related and finding.severity < Severity.ERROR)


def _also(finding: Finding, paint: dict[str, str]) -> Iterator[str]:
    """Yield where else the same fault stands."""
    if finding.also:
        yield f"  {paint['mark']}:::{paint['off']} {clean(finding.at.path)}: {_further(finding)}"


def _further(finding: Finding) -> str:
    """Return where else the same fault stands: the first places, and how many more there are."""
    further = [f"{at.line}:{at.column}" if at.column else str(at.line or at.pointer) for at in finding.also[:NAMED]]
    more = len(finding.also) - len(further)
    listing = ", ".join(filter(None, further)) + (f" and {more:,} more" if more else "")
    return f"the same in {many(len(finding.also), 'further place')}: {clean(listing)}"


def _brief(finding: Finding, paint: dict[str, str]) -> Iterator[str]:
    """Yield what is told of many figures in several places: where it is first, what it is about, and where else."""
    first = "".join(f" {note};" for note in finding.notes[:1])
    yield f"  {paint['mark']}-->{paint['off']} {clean(_where(finding.at, first=True) + first)} {_further(finding)}"


def _reasons(finding: Finding) -> Iterator[str]:
    """Yield, for each likely culprit, the values all its ties leave it and the arithmetic of those that fail."""
    if finding.diagnosis is not None and finding.diagnosis.decided:
        for one in finding.diagnosis.suspects[0]:
            leaves = f"; what it is in leaves {one.implied}" if one.implied else ""
            yield f"{one.label} at {_where(one.at)} is {one.reported}{leaves}"
            yield from one.working


def _where(at: Location, *, first: bool = False) -> str:
    """Return a place as it is shown: an id is told once, shortened where it is long; a JSON pointer is the place."""
    if not at.pointer or "/" in at.pointer:
        return str(at)
    if not first and at.column:
        return str(at._replace(pointer=""))
    long = len(at.pointer) > LONGEST_ID
    return str(at._replace(pointer=f"{at.pointer[:11]}…{at.pointer[-8:]}" if long else at.pointer))


def _place(arrow: str, at: Location, what: str, excerpts: Excerpts | None, paint: dict[str, str]) -> Iterator[str]:
    mark, off = paint["mark"], paint["off"]
    yield f"  {mark}{arrow}{off} {clean(_where(at, first=not what))}" + (f": {clean(what)}" if what else "")
    found = excerpts.at(at) if excerpts is not None else None
    if found is not None:
        gutter = f"{at.line:>4}"
        yield f"{mark}{gutter} |{off} {found.line}"
        if found.width:
            yield f"{mark}{' ' * len(gutter)} |{off} {' ' * found.start}{mark}{'^' * found.width}{off}"


def _remaining(rest: Sequence[Finding]) -> str:
    counts: dict[str, int] = {}
    for finding in rest:
        counts[finding.code] = counts.get(finding.code, 0) + 1
    listing = ", ".join(f"{code}: {count:,}" for code, count in sorted(counts.items()))
    return f"... and {many(len(rest), 'more finding')} ({listing}); --max-findings 0 shows all"


def summary(outcome: Outcome, paint: dict[str, str] = PLAIN, *, timing: bool = False) -> str:
    """Return in one line what was found and what was checked: silence is no proof."""
    counts = {level: sum(f.severity is level for f in outcome.findings) for level in reversed(Severity)}
    said = [many(count, level.name.lower()) for level, count in counts.items() if count]
    worst = outcome.worst
    ties = {kind: outcome.count(kind) for kind in Verdict}
    untold = ties[Verdict.FAILS] - outcome.accepted() + first_lines.hidden(outcome)
    if worst is None and outcome.waived:
        said = ["accepted"]
    if untold and worst is None:
        said = [f"{untold:,} untold {'failure' if untold == 1 else 'failures'}"]
    verdict = (
        f"{paint[worst.name.lower()] if worst is not None else paint['good']}{', '.join(said) or 'clean'}{paint['off']}"
    )
    words = WORDS | {Verdict.FAILS: f"fail{_accepted(ties[Verdict.FAILS], outcome.accepted())}"}
    parts = first_lines.compared(outcome.reports, outcome.facts, ties, words)
    if outcome.assumed:
        parts.append(f"{outcome.assumed:,} on assumed declarations")
    found = {kind: outcome.count_found(kind) for kind in Verdict}
    if any(found.values()):
        at_odds = f"{FOUND_WORDS[Verdict.FAILS]}{_accepted(found[Verdict.FAILS], outcome.accepted(found=True))}"
        words = FOUND_WORDS | {Verdict.FAILS: at_odds}
        told = ", ".join(f"{found[kind]:,} {words[kind]}" for kind in FOUND_WORDS if found[kind])
        parts[1:] = [*parts[1 : 1 + any(ties.values())], f"{many(sum(found.values()), 'relation')} found: {told}"]
    parts += _left_open(outcome.left_open)
    parts += _withheld(outcome.withheld)
    if len(outcome.engines) > 1:
        parts.append(f"asked {' and '.join(outcome.engines)}: {_engines(outcome)}")
    if timing:
        parts.append(f"{outcome.seconds:.2f} s")
    return f"{verdict}: {'; '.join(parts)}"


def _left_open(reasons: Mapping[str, int]) -> Iterator[str]:
    """Say why ties are indeterminate: the commonest reasons, and how many ties have another."""
    first = [f"{clean(why)}: {count:,}" for why, count in list(reasons.items())[:NAMED]]
    rest = sum(list(reasons.values())[NAMED:])
    if first:
        yield f"left open ({', '.join(first)}" + (f", for other reasons: {rest:,})" if rest else ")")


def _withheld(taken: Sequence[Withheld]) -> list[str]:
    """Say what settings and waivers take out, by who says so."""
    told: dict[tuple[str, str], dict[str, int]] = {}
    for one in taken:
        codes = told.setdefault((one.how, one.by), {})
        codes[one.code] = codes.get(one.code, 0) + one.times
    return [
        f"{how} by {clean(by)} ({', '.join(f'{code}: {count:,}' for code, count in codes.items())})"
        for (how, by), codes in told.items()
    ]


def _accepted(failing: int, waived: int) -> str:
    """Say how many of the failing ties are waived, if any are."""
    if not waived:
        return ""
    return " (waived)" if failing == waived == 1 else " (all waived)" if failing == waived else f" ({waived:,} waived)"


def _engines(outcome: Outcome) -> str:
    """Say which engine found how much."""
    engines = [finding.engine for finding in outcome.findings]
    alone = [f"{engines.count(engine):,} by {engine} alone" for engine in outcome.engines]
    both = sum(engine not in outcome.engines for engine in engines)
    return ", ".join([*alone, f"{both:,} by both"])
