"""The reports of a run and what was found in them, as rows."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from validator.finding import Severity, Verdict, rank
from validator.reporters import json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from validator.finding import Finding, Outcome, Result
    from validator.model.report import Report
    from validator.model.source import Location

    Row = dict[str, object]


class Seen:
    """What is kept of a report that is let go: who it is of, and its size."""

    def __init__(self, report: Report | None) -> None:
        self.scheme, self.entity = _entity(report) if report is not None else (None, None)
        self.size = sum(map(len, report.data.values())) if report is not None else None


def _entity(report: Report) -> tuple[str | None, str | None]:
    """Return the entity that most facts are of; of several the first."""
    counts = Counter(at for at in report.contexts_of[: report.own] if at >= 0)
    entities: Counter[tuple[str, str]] = Counter()
    for at, count in sorted(counts.items()):
        entities[report.contexts[at].entity_key] += count
    return max(entities, key=entities.__getitem__, default=(None, None))


def numbered(results: Iterable[Result]) -> Iterator[tuple[Result, int]]:
    """Yield results, each with which of the reports of its name it is."""
    met: Counter[str] = Counter()
    for one in results:
        yield one, met[one.path]
        met[one.path] += 1


def reports(outcome: Outcome, seen: Sequence[Seen]) -> Iterator[Row]:
    """Yield a row for each report; `seen` is what is known of each beside its result."""
    for (one, number), of in zip(numbered(outcome.results), seen, strict=True):
        ties = {key: one.count(kind) for kind, key in json.KEYS.items()}
        found = {kind: one.count(kind, found=True) for kind in Verdict}
        counts = Counter(finding.severity for finding in one.findings if not finding.waived)
        yield {
            "report": one.path,
            "number": number,
            "syntax": one.syntax,
            "verdict": one.verdict,
            "entity_scheme": of.scheme,
            "entity": of.entity,
            "bytes": of.size,
            "facts": one.facts,
            "figures": one.figures[0],
            "figures_in_a_tie": one.figures[1],
            **ties,
            "found_hold": found[Verdict.HOLDS] + found[Verdict.ROUNDING],
            "found_fail": found[Verdict.FAILS],
            "assumed": one.assumed,
            "accepted": one.accepted(),
            **{f"{level.name.lower()}s": counts[level] for level in Severity},
            "same_as": one.twin or None,
        }


def findings(outcome: Outcome) -> Iterator[Row]:
    """Yield a row for each finding, waived or not, by report; what is of none stands by its own place, at the end."""
    whose: dict[tuple[Location, str, str], tuple[int, str, int]] = {}
    for at, (one, number) in enumerate(numbered(outcome.results)):
        for found in one.findings:
            whose.setdefault((found.at, found.code, found.message), (at, one.path, number))
    last = len(outcome.results)
    told = [
        (whose.get((found.at, found.code, found.message), (last, found.at.path, 0)), found)
        for found in sorted((*outcome.findings, *outcome.waived), key=rank)
    ]
    met: Counter[tuple[str, int]] = Counter()
    for (_, path, number), found in sorted(told, key=lambda one: one[0]):
        yield {"report": path, "number": number, "finding": met[path, number], **_finding(found)}
        met[path, number] += 1


def _finding(one: Finding) -> Mapping[str, object]:
    from json import dumps

    culprit = one.diagnosis.culprit if one.diagnosis is not None else None
    return {
        "code": one.code,
        "check": one.name,
        "severity": one.severity.name.lower(),
        "message": one.message,
        "path": one.at.path,
        "line": one.at.line or None,
        "column": one.at.column or None,
        "pointer": one.at.pointer or None,
        "waived": one.waived or None,
        "culprit": culprit.label if culprit is not None else None,
        "says": culprit.reported if culprit is not None else None,
        "should_be": culprit.suggested if culprit is not None else None,
        "slip": (culprit.slip or None) if culprit is not None else None,
        "verdict": one.diagnosis.verdict if one.diagnosis is not None else None,
        "spec": one.spec or None,
        "engine": one.engine,
        "whole": dumps(json.finding(one), ensure_ascii=False),
    }
