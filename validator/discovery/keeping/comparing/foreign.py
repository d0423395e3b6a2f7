"""Facts of another document, taken into a report to be compared with: no rule and no relation of its own sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.model.names import LABEL, local, name
from validator.model.taxonomy import Taxonomy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from validator.model.report import Report

NAMESPACE = "http://tieout.example/other"


def taken(report: Report, other: Report, rows: Sequence[int], said: str, number: int = 1) -> list[int]:
    """Add facts of another report at the end of one, and return their rows.

    `said` tells in words where they stand, and `number` several others apart. Their concepts get names of their own, so
    that nothing binds to them but what compares them.
    """
    own = len(report)
    contexts: dict[int, int] = {}
    units: dict[int, int] = {}
    for row in rows:
        context, unit = other.contexts_of[row], other.units_of[row]
        if context not in contexts:
            contexts[context] = len(report.contexts)
            report.contexts.append(other.contexts[context]._replace(id=f"o{number}c{context}"))
        if unit not in units:
            units[unit] = len(report.units)
            report.units.append(other.units[unit]._replace(id=f"o{number}u{unit}"))
        report.add(
            _renamed(other.concepts[row], number), contexts[context], units[unit], other.texts[row],
            other.decimals[row], f"o{number}f{row}", "", other.nils[row], other.lines[row], other.columns[row],
        )  # fmt: skip
    if report.taxonomy is not None and other.taxonomy is not None:
        concepts = dict.fromkeys(other.concepts[row] for row in rows)
        members = [one for context in contexts for one in other.contexts[context].members]
        columns = dict.fromkeys(each for one in members for each in (one.dimension, one.member or ""))
        report.taxonomy = widened(report.taxonomy, other.taxonomy, concepts, columns, said, number)
    _placed(report, other, rows, own)
    report.borrowed += len(rows)
    return list(range(own, len(report)))


def _renamed(concept: str, number: int) -> str:
    return name(f"{NAMESPACE}/{number}", local(concept))


def widened(
    own: Taxonomy, other: Taxonomy, concepts: Iterable[str], columns: Iterable[str], said: str, number: int
) -> Taxonomy:
    """Return a taxonomy with some concepts of another one under names of their own; `said` follows their labels.

    `columns` are the axes and members of their figures: those that the taxonomy lacks keep their names.
    """
    new = {_renamed(one, number): one for one in concepts if other.concepts.get(one) is not None}
    declared = {clark: other.concepts[one]._replace(name=clark) for clark, one in new.items()}
    labels = {clark: [(LABEL, "en", f"{other.label(one)}, {said}")] for clark, one in new.items()}
    lacking = [one for one in columns if one in other.concepts and one not in own.concepts]
    declared |= {one: other.concepts[one] for one in lacking}
    labels |= {one: list(other.labels.get(one, ())) for one in lacking}
    return Taxonomy(
        own.documents,
        {**own.concepts, **declared},
        own.networks,
        own.roles,
        own.arcroles,
        {**own.labels, **labels},
        own.problems,
    )


def _placed(report: Report, other: Report, rows: Sequence[int], own: int) -> None:
    """Say where the facts at the end of a report stand: in the file of the other one."""
    report.paths = [*(report.paths or [report.path] * own), *(other.location(row).path for row in rows)]
    report.pointers = [*(report.pointers or [""] * own)[:own], *(other.location(row).pointer for row in rows)]
    report.data = {**report.data, **other.data}
