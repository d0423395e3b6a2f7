"""A document held to an accepted draft of an earlier one: its rules, what was published, and what has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.discovery.keeping.comparing import foreign
from validator.discovery.keeping.comparing.told import ORDER
from validator.model.names import local
from validator.model.source import Location, Problem
from validator.model.taxonomy import Taxonomy
from validator.tieouts.rules.found import RELATIONS, STRONG, Relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.discovery.keeping.comparing.likeness import Like, Recognised
    from validator.model.periods import Period
    from validator.model.report import Report

Key = tuple[str, "Period | None", tuple[tuple[str, str], ...], object]
CHECKS = {
    "new": "row-that-is-new/row",
    "new-table": "row-that-is-new/table",
    "gone": "row-that-is-gone/row",
    "gone-table": "row-that-is-gone/table",
    "renamed": "row-of-another-name",
}


def declared(report: Report, like: Like) -> None:
    """Declare what the rules of an accepted draft speak of, whether the document has it or not."""
    own, theirs = report.taxonomy or Taxonomy(), like.taxonomy
    labels = {concept: theirs.labels.get(concept, ()) for concept in like.concepts}
    report.taxonomy = Taxonomy(
        own.documents,
        {**like.concepts, **own.concepts},
        own.networks,
        own.roles,
        own.arcroles,
        {**labels, **own.labels},
    )


def changes(report: Report, seen: Recognised, like: Like) -> Iterator[Problem]:
    """Yield what is new, gone or renamed in a document."""
    for one in seen.changes:
        place = Location(report.path) if one.place is None else Location(report.path, one.place.line, one.place.column)
        yield Problem.of(
            CHECKS[one.kind], place, row=one.label, before=one.before, table=one.heading, draft=like.folder
        )


def held(report: Report, like: Like) -> None:
    """Hold a document to the rules of an accepted draft, and its figures to what that published."""
    if report.taxonomy is not None:
        report.taxonomy.documents = like.taxonomy.documents
    now, before = _told(report), _told(like.report)
    pairs = [(row, before[key]) for key, row in now.items() if key in before]
    rows = foreign.taken(report, like.report, [other for _, other in pairs], "as published before")
    by_concept: dict[str, list[tuple[int, int]]] = {}
    for (row, _), other in zip(pairs, rows, strict=True):
        by_concept.setdefault(report.concepts[row], []).append((row, other))
    found = tuple(
        Relation(
            "published",
            f"{local(concept)}, as published before",
            STRONG,
            sum(report.number(row) == report.number(other) for row, other in some),
            len(some),
            tuple((("figure", row), ("figure", other)) for row, other in some),
        )
        for concept, some in by_concept.items()
    )
    report.derived.keep(RELATIONS, (*(report.derived.get(RELATIONS) or ()), *found))


def _told(report: Report) -> dict[Key, int]:
    """Return the facts that tell what they are: of one period, and not apart from others by their order alone."""
    found: dict[Key, int] = {}
    several: set[Key] = set()
    for row in range(len(report)):
        key = _key(report, row)
        concept, period, members, unit = key
        plain = tuple(one for one in members if not ORDER.fullmatch(local(one[1])))
        if plain != members:
            several.add((concept, period, plain, unit))
        elif period is not None and not report.nils[row]:
            found.setdefault(key, row)
    return {key: row for key, row in found.items() if key not in several}


def _key(report: Report, row: int) -> Key:
    """Return what makes two facts of two documents one: concept, period, members, unit; no period for what has none."""
    context, unit = report.contexts[report.contexts_of[row]], report.units_of[row]
    period = None if context.period is None or context.period.forever else context.period
    members = tuple(sorted((one.dimension, one.member or "") for one in context.members))
    return report.concepts[row], period, members, report.units[unit].key if unit >= 0 else ()
