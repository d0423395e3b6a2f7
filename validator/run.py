"""read → check → diagnose → outcome, on one screen."""

from __future__ import annotations

import gc
from collections import Counter
from functools import partial
from itertools import chain
from time import perf_counter
from typing import TYPE_CHECKING, cast

from validator import accepting, budget, checks, coverage, diagnosis, watched
from validator.asked import Choosing, fit
from validator.check import word
from validator.checks import syntaxes
from validator.checks.causes import one_cause, one_slip
from validator.checks.consequences import left_open, once_a_figure, one_culprit, stood_in, told_once
from validator.checks.footing import as_printed
from validator.checks.rounded import from_rounded, told_as_one
from validator.checks.runs import NO_TIE, UNDONE, broken, given_up
from validator.checks.second_opinion import merge
from validator.checks.statements import odd_in_statements
from validator.checks.tieouts import together
from validator.checks.waivers import Waivers
from validator.finding import Finding, Gist, Outcome, Result, Severity, Tie, Withheld, once_a_cause, rank, tally
from validator.model.contexts import Context
from validator.model.report import Fact, Report
from validator.model.shapes import Shape, shapes
from validator.model.source import Document, Lines, Location, Problem
from validator.model.units import Unit
from validator.readers.folders import find_reports
from validator.tieouts.equation import Equation
from validator.tieouts.evidence import Evidence
from validator.tieouts.figures import figures_of
from validator.tieouts.localization.suspects import DOCUMENT
from validator.unprepared import against_each_other, as_report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Never

    from validator.check import Check
    from validator.tieouts.figures import Figures

    # the results of a file, each with what is found in it and, where others lie beside it, what it says
    Examined = Iterator[tuple[list[Finding], Result, syntaxes.Told | None]]
    Examine = Callable[[str, "Options", Waivers, bool], Examined]
    Seen = Callable[[Result], None]


class Options(Choosing):
    """What a user asks of a run, and what that leaves to be looked for and told."""

    def wants(self, code: str, name: str = "") -> bool:
        """Whether a code is to be reported.

        `select` never leaves out what concerns reading (DO): a report that was not read was not checked. What kept a
        run from doing what it was asked to cannot be ignored either.
        """
        if code in NEVER_IGNORED:
            return True
        taken = 1 if not self.select or code.startswith("DO") else 0
        return max(taken, fit(self.selected, code, name)) > fit(self.ignored, code, name)

    def looks_for(self, code: str, name: str = "") -> bool:
        """Whether a check is to run: what is selected is, and what is ignored or a file leaves out, to be counted."""
        return "select" in dict(self.said_by) or self._replace(ignore=()).wants(code, name)

    @property
    def compares(self) -> bool:
        """Whether what ties say is asked for: not when only checks of other families are selected.

        They are bound all the same: what fails, and is not asked for, is counted.
        """
        return not self.select or any(key[:2] not in OTHER_FAMILIES for key in self.select)


SWEPT = 20_000  # facts and concepts let go, after which memory is given back
OTHER_FAMILIES = {check.code[:2] for check in checks.CATALOGUE} - {"CA", "TO", "ST", "FD"}
NEVER_IGNORED = tuple(check.code for check in UNDONE)
DEFAULT = Options()


def run(paths: Sequence[str], options: Options = DEFAULT) -> Outcome:
    """Check every report among paths, folders and globs, and return what was found, what was checked and what held."""
    (outcome,) = run_parts([(find_reports(paths), options)])
    return outcome


def run_parts(
    parts: Sequence[tuple[Iterable[str | Problem], Options]],
    *,
    keep: bool = True,
    each: Examine | None = None,
    seen: Seen | None = None,
) -> list[Outcome]:
    """Check the reports of each part as its options say; whether a waiver is used shows in all of them together.

    Unless told to `keep` them, reports are let go one by one: of each its gist is left, so that memory stays flat.
    `each` is what examines a file, where that is not to be done here; documents are held against each other here.
    What is examined here is shown to `seen`, report by report, before it is let go.
    """
    among = accepting.waivers()
    held: dict[str, Report | Finding] = {}
    if any(options.against for _, options in parts):
        parts = [(list(found), options) for found, options in parts]
        held = against_each_other(parts)
    if each is None or held:
        each = here(held, keep=keep, seen=seen)
    done = [(*_examined(found, options, among, each), options) for found, options in parts]
    return [_outcome(*one) for one in done]


def judged(report: Report, options: Options = DEFAULT) -> Outcome:
    """Return what a run over its file would, of a report that is held already."""
    with budget.lent():
        each = here({report.path: report}, keep=True)
        return _outcome(*_examined([report.path], options, accepting.waivers(), each), options)


def joined(outcomes: Sequence[Outcome]) -> Outcome:
    """Return one outcome of several; what several say of a file of waivers is said once."""
    if len(outcomes) == 1:
        return outcomes[0]
    told: dict[tuple[Location, str, str], Finding] = {}
    findings = [finding for outcome in outcomes for finding in outcome.findings]
    once = [f for f in findings if f.code[:2] != "WA" or told.setdefault((f.at, f.code, f.message), f) is f]
    return Outcome(
        tuple(sorted(once, key=rank)),
        tuple(result for outcome in outcomes for result in outcome.results),
        sum(outcome.seconds for outcome in outcomes),
        tuple(finding for outcome in outcomes for finding in outcome.waived),
        max((outcome.engines for outcome in outcomes), key=len, default=("tieout",)),
        tuple(one for outcome in outcomes for one in outcome.withheld),
    )


def _examined(
    parts: Iterable[str | Problem], options: Options, among: Waivers, each: Examine
) -> tuple[float, list[Finding], list[Result], Waivers]:
    started = perf_counter()
    findings: list[Finding] = []
    results: list[Result] = []
    waivers = asked_of(options, among)
    parts = list(parts)
    beside = syntaxes.Beside(parts)
    for found in parts:
        if isinstance(found, Problem):
            findings.append(word(checks.BY_NAME[found.check], found))
        else:
            watched.tell(found)
            said = []
            for noticed, result, own in each(found, options, waivers, found in beside):
                findings += noticed
                results.append(result)
                said += [own] if own is not None else []
            beside.add(found, said)
    findings += beside.findings
    return perf_counter() - started, findings, beside.settled(results), waivers


def asked_of(options: Options, among: Waivers) -> Waivers:
    """Return the waivers that options name, among those of a run."""
    return Waivers(options.waivers, today=options.today, waive=options.waive, among=among, rules=options.rules)


def here(held: Mapping[str, Report | Finding], *, keep: bool, seen: Seen | None = None) -> Examine:
    """Return what examines files in this process; `held` is what was read of some already.

    Each result is shown to `seen` while it is whole.
    """
    gone = 0

    def examined(path: str, options: Options, waivers: Waivers, beside: bool) -> Examined:  # noqa: FBT001 - of a callable
        nonlocal gone
        for noticed, result in examine(path, options, waivers, held.get(path), keep=keep):
            gone += 0 if keep else _weighing(result)
            if seen is not None:
                seen(result)
            report = result.report if beside else None
            said = syntaxes.told(path, report) if report is not None and not report.others else None
            yield noticed, result if keep else let_go(result), said
        if gone > SWEPT:  # what a report and its taxonomy are made of refers to itself
            gc.collect()
            gone = 0

    return examined


def _weighing(result: Result) -> int:
    """Return how many things a report keeps alive: its facts, and the concepts it could report."""
    known = result.report.taxonomy if result.report is not None else None
    return result.size + (len(known.concepts) if known is not None else 0)


def let_go(result: Result) -> Result:
    """Return a result with the gist of its report in the place of the report and its ties; a document stays whole."""
    report = result.report
    if report is None or report.syntax == DOCUMENT:
        return result
    lines = Lines(report.data)
    places = {at for finding in result.findings for at in finding.places if at.path in lines}
    kept = {(at.path, at.line): line for at in places if (line := lines.at(at)) is not None}
    return result._replace(report=None, ties=(), gist=Gist(report.syntax, report.own, len(report), kept))


def _outcome(
    seconds: float, findings: list[Finding], results: list[Result], waivers: Waivers, options: Options
) -> Outcome:
    findings += waivers.stale()
    wanted = [f for f in findings if options.wants(f.code, f.name)]
    weighed = [options.weigh(f) for f in wanted]
    withheld = _withheld(findings, wanted, weighed, options)
    withheld += [Withheld("waived", path, code, count) for (path, code), count in sorted(waivers.covered.items())]
    findings = weighed
    results = [one._replace(findings=_told(one.findings, options)) for one in results]
    unproven = [tuple(nothing_proven(one, options)) for one in results]
    results = [one._replace(findings=(*one.findings, *more)) for one, more in zip(results, unproven, strict=True)]
    findings += chain.from_iterable(unproven)
    findings.sort(key=rank)
    engines = ("tieout", "arelle") if options.arelle else ("tieout",)
    waived = tuple(finding for finding in findings if finding.waived)
    findings = [finding for finding in findings if not finding.waived]
    return Outcome(tuple(findings), tuple(results), seconds, waived, engines, tuple(withheld))


def _told(findings: Iterable[Finding], options: Options) -> tuple[Finding, ...]:
    """Return the findings that are wanted, each as grave as the user gives it."""
    return tuple(options.weigh(one) for one in findings if options.wants(one.code, one.name))


def _withheld(
    found: Sequence[Finding], wanted: Sequence[Finding], weighed: Sequence[Finding], options: Options
) -> list[Withheld]:
    """Return what select and ignore leave out and severity lowers, by who says so and by code."""
    said = dict(options.said_by)
    kinds = Counter(
        (
            "left out",
            said.get("ignore" if fit(options.ignored, f.code, f.name) else "select", "the command line"),
            f.code,
        )
        for f in found
        if not options.wants(f.code, f.name)
    )
    kinds += Counter(
        ("lowered", said.get("severity", "the command line"), before.code)
        for before, after in zip(wanted, weighed, strict=True)
        if after.severity < before.severity
    )
    return [Withheld(*key, count) for key, count in sorted(kinds.items())]


def examine(
    path: str, options: Options, waivers: Waivers, held: Report | Finding | None = None, *, keep: bool = True
) -> Iterator[tuple[list[Finding], Result]]:
    """Read and check one file, which may hold several reports; whatever goes wrong in it stays with it.

    `held` is what was read of it already, to be held against others. Of what is not to `keep`, parts are let go early.
    """
    started = perf_counter()
    report = as_report(path, options) if held is None else held
    if isinstance(report, Finding):
        yield [report], Result(path, None, findings=(report,))
        return
    judged = []
    for one in (report, *report.others):
        judged.append((*judge(one, options, waivers, keep=keep or held is not None), one, perf_counter() - started))
        started = perf_counter()
    findings = [finding for found, *_ in judged for finding in found]
    if options.arelle:
        findings = ask_arelle(findings, judged[0][1], report, options)
    findings = once_a_cause(findings)
    apart = not options.arelle and len({one.path for _, _, one, _ in judged}) == len(judged) > 1
    whole = tuple(findings)
    for found, ties, one, seconds in judged:
        told = tuple(once_a_cause(found)) if apart else whole
        named = one.path if report.others else path
        figures = next((tie.figures for tie in ties if isinstance(tie, Equation)), None)
        covered = (0, 0) if figures is None else coverage.counted(figures, ties)
        yield findings, Result(named, one, ties, tally(ties), told, seconds=seconds, figures=covered)
        findings = []


def judge(report: Report, options: Options, waivers: Waivers, *, keep: bool = True) -> tuple[list[Finding], list[Tie]]:
    """Run every check of the catalogue over one report; a check that breaks becomes a finding itself."""
    findings: list[Finding] = []
    ties: list[Tie] = []
    for part, stage in stages(report, options, waivers, ties, keep=keep):
        try:
            findings.extend(stage())  # what it found before it broke stays
        except budget.ExceededError:
            findings.append(given_up(report.path))
            break
        except Exception as error:  # noqa: BLE001 - as above, for the other checks
            findings.append(broken(report.path, part, error, options))
    return once_a_figure(findings, partial(_weight, options)), ties


def stages(
    report: Report, options: Options, waivers: Waivers, ties: list[Tie], *, keep: bool = True
) -> Iterator[tuple[str, Callable[[], Iterator[Finding]]]]:
    """Yield each part of the work with its name: what readers found, the checks, the ties."""
    yield "the wording of problems", lambda: (word(checks.BY_NAME[p.check], p) for p in problems(report))
    kept: dict[type, Sequence[object]] = {}
    for one in checks.CATALOGUE:
        if one.body is not None and options.looks_for(one.code, one.name):
            yield one.code, partial(apply, one, report, kept)
    if not keep:
        report.trees_let_go()  # ties ask for none of them
    kept.clear()
    yield "the ties", partial(compare, report, options, waivers, ties)


def ask_arelle(findings: list[Finding], ties: list[Tie], report: Report, options: Options) -> list[Finding]:
    """Add what Arelle says of a report to what we found and bound; what both say is said once."""
    from validator.readers.arelle.session import second_opinion

    opinion = second_opinion(report, options)
    ties += opinion.ties
    return merge(findings, (word(checks.BY_NAME[p.check], p) for p in opinion.problems))


def apply(check: Check, report: Report, kept: dict[type, Sequence[object]]) -> Iterator[Finding]:
    """Yield what one check finds in everything of its kind; what is few is gathered once for all checks of it."""
    kind, body = check.of, check.body
    if kind not in kept and kind is not Fact:
        kept[kind] = tuple(THINGS[kind](report))
    if body is not None:
        for thing in THINGS[kind](report) if kind is Fact else kept[kind]:
            for seen in body(cast("Never", thing), report):
                yield word(check, seen)


def compare(report: Report, options: Options, waivers: Waivers, ties: list[Tie]) -> Iterator[Finding]:
    """Bind every tie to the figures of a report, pass by pass, add them to those known, and yield what is said."""
    watched.tell(report.path, "its ties")
    evidence = Evidence.gathered(figures_of(report, truncation=options.truncation), checks.BINDERS, options)
    watched.tell(report.path, "what is wrong")
    passes: list[Callable[[Evidence], None]] = [
        stood_in,
        waivers.applied,
        as_printed,
        from_rounded,
        diagnosis.explained,
    ]
    passes.append(partial(odd_in_statements, again=partial(_again, options, waivers)))
    passes += [told_once, told_as_one, one_slip, one_culprit, one_cause, left_open]
    for one in (*passes, together) if options.together else passes:
        one(evidence)
    ties += evidence.ties
    yield from evidence.said()


def _again(options: Options, waivers: Waivers, figures: Figures) -> Evidence:
    """Bind every tie to figures some of which are supposed to be otherwise; waivers of use there are not stale."""
    evidence = Evidence.gathered(figures, checks.BINDERS, options)
    stood_in(evidence)
    asked_of(options, waivers).applied(evidence)
    as_printed(evidence)
    return evidence


def problems(report: Report) -> Iterator[Problem]:
    """Yield what readers could not accept, in the report and in its DTS."""
    yield from report.problems
    if report.taxonomy is not None:
        yield from report.taxonomy.problems


def nothing_proven(result: Result, options: Options) -> Iterator[Finding]:
    """Yield a finding for a report that was read, with nothing found and yet no tie bound: silence is no proof."""
    quiet = all(finding.severity is Severity.NOTE for finding in result.findings)
    asked = options.compares and options.wants(NO_TIE.code, NO_TIE.name)
    if quiet and asked and result.syntax is not None and not result.tally:
        yield word(NO_TIE, Problem.of("no-tie-bound", Location(result.path), facts=result.size))


def _weight(options: Options, finding: Finding) -> int:
    """Return how much a finding weighs as the user has it; nothing where it is left out."""
    return options.weigh(finding).severity if options.wants(finding.code, finding.name) else 0


THINGS: dict[type, Callable[[Report], Iterable[object]]] = {
    Report: lambda report: (report,),
    Document: lambda report: report.documents,
    Context: lambda report: report.contexts,
    Unit: lambda report: report.units,
    Shape: shapes,
    Fact: lambda report: report.facts(),
}

__all__ = ["Options", "Severity", "judge", "run"]
