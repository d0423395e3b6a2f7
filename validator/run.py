"""read → check → diagnose → outcome, on one screen."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple

from validator import checks, readers
from validator.check import word
from validator.finding import Finding, Outcome, Result, Severity, Tie
from validator.model.contexts import Context
from validator.model.report import Fact, Report
from validator.model.source import Document, Problem
from validator.model.units import Unit
from validator.tieouts.figures import Figures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


class Options(NamedTuple):
    """What a user can ask of a run; every field has the default the command line has."""

    webcache: str | None = None
    packages: tuple[str, ...] = ()
    online: bool = False
    rules: tuple[str, ...] = ()
    truncation: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    calc11: bool = False
    store: bool = True


def run(paths: Sequence[str], options: Options = Options()) -> Outcome:  # noqa: B008 - a NamedTuple is immutable
    """Check every report and return what was found, what was checked and what held."""
    started = perf_counter()
    findings: list[Finding] = []
    results: list[Result] = []
    for path in paths:
        report = readers.read(path, options)
        for one in (report, *report.others):
            found, ties = judge(one, options)
            findings += found
            results.append(Result(path, one, ties))
    findings.sort(key=lambda f: (f.at, f.code, f.message))
    return Outcome(tuple(findings), tuple(results), perf_counter() - started)


def judge(report: Report, options: Options) -> tuple[list[Finding], list[Tie]]:
    """Run every check of the catalogue over one report."""
    findings = [word(checks.BY_NAME[p.check], p) for p in problems(report)]
    for kind, things in THINGS.items():
        bodies = [c for c in checks.CATALOGUE if c.of is kind and c.body is not None]
        if bodies:
            for thing in things(report):
                for one in bodies:
                    findings += [word(one, b) for b in one.body(thing, report)]  # type: ignore[misc]
    ties: list[Tie] = []
    figures = Figures(report, truncation=options.truncation)
    for bind in checks.BINDERS:
        for tie, failed in bind(figures, options):
            if tie is not None:
                ties.append(tie)
            if failed is not None:
                findings.append(failed)
    return findings, ties


def problems(report: Report) -> Iterator[Problem]:
    """Yield what readers could not accept, in the report and in its DTS."""
    yield from report.problems
    if report.taxonomy is not None:
        yield from report.taxonomy.problems


THINGS: dict[type, Callable[[Report], Iterable[Any]]] = {
    Report: lambda report: (report,),
    Document: lambda report: report.documents,
    Context: lambda report: report.contexts,
    Unit: lambda report: report.units,
    Fact: lambda report: report.facts(),
}

__all__ = ["Options", "Severity", "judge", "run"]
