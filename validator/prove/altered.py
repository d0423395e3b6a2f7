"""Copies of a report in which some facts are others, or are not there; what was found in it is kept."""

from __future__ import annotations

from bisect import bisect_left
from copy import copy
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from validator.model.derived import Derived
from validator.tieouts.expression import figures_of, renamed
from validator.tieouts.rules.found import RELATIONS, relations

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from validator.model.report import Report
    from validator.tieouts.rules.found import Relation

T = TypeVar("T")


class Change(NamedTuple):
    """What a fact has instead: a value, decimals, the index of a unit or of a context; what is not given stays."""

    text: str = ""
    decimals: str = ""
    unit: int = -1
    context: int = -1


def changed(report: Report, changes: Mapping[int, Change]) -> Report:
    """Return a copy of a report in which some facts, by their rows, are others."""
    made = _copy(report)
    made.texts = _put(report.texts, {row: one.text for row, one in changes.items() if one.text})
    made.decimals = _put(report.decimals, {row: one.decimals for row, one in changes.items() if one.decimals})
    units = {row: one.unit for row, one in changes.items() if one.unit >= 0}
    made.units_of = _put(report.units_of, units)
    made.unit_refs = _put(report.unit_refs, {row: report.units[unit].id for row, unit in units.items()})
    contexts = {row: one.context for row, one in changes.items() if one.context >= 0}
    made.contexts_of = _put(report.contexts_of, contexts)
    made.context_refs = _put(report.context_refs, {row: report.contexts[at].id for row, at in contexts.items()})
    made.derived.keep(RELATIONS, relations(report))
    return made


def without(report: Report, rows: Collection[int]) -> Report:
    """Return a copy of a report that lacks some facts; what rests on rows is numbered again."""
    made, gone = _copy(report), frozenset(rows)
    order = sorted(gone)

    def now(row: int) -> int:
        return row - bisect_left(order, row)

    def rest(column: Sequence[T]) -> list[T]:
        return [value for row, value in enumerate(column) if row not in gone]

    def kept(known: Mapping[int, T]) -> dict[int, T]:
        return {now(row): value for row, value in known.items() if row not in gone}

    def left(some: Sequence[int]) -> tuple[int, ...]:
        return tuple(now(row) for row in some if row not in gone)

    made.concepts, made.texts, made.nils = rest(report.concepts), rest(report.texts), rest(report.nils)
    made.contexts_of, made.context_refs = rest(report.contexts_of), rest(report.context_refs)
    made.units_of, made.unit_refs = rest(report.units_of), rest(report.unit_refs)
    made.decimals, made.precisions = rest(report.decimals), rest(report.precisions)
    made.ids, made.languages = rest(report.ids), rest(report.languages)
    made.lines, made.columns = rest(report.lines), rest(report.columns)
    made.parents = [now(parent) for parent in rest(report.parents)]
    made.pointers = None if report.pointers is None else rest(report.pointers)
    made.paths = None if report.paths is None else rest(report.paths)
    made.fractions, made.attributes = kept(report.fractions), kept(report.attributes)
    made.types, made.inner = kept(report.types), kept(report.inner)
    made.footnotes = [note._replace(rows=left(note.rows), targets=left(note.targets)) for note in report.footnotes]
    made.derived.keep(RELATIONS, tuple(_related(relations(report), gone, now)))
    return made


def _related(found: Sequence[Relation], gone: frozenset[int], now: Callable[[int], int]) -> Iterator[Relation]:
    """Yield relations without the columns that facts stand in which are gone."""
    for one in found:
        kept = [both for both in one.instances if all(gone.isdisjoint(figures_of(side)) for side in both)]
        yield one._replace(instances=tuple((renamed(left, now), renamed(right, now)) for left, right in kept))


def _put(column: Sequence[T], values: Mapping[int, T]) -> list[T]:
    made = list(column)
    for row, value in values.items():
        made[row] = value
    return made


def _copy(report: Report) -> Report:
    """Return a copy for others to change columns of: what was worked out from them is worked out again."""
    made = copy(report)
    made.derived = Derived()
    made._child_rows = made._special = None  # noqa: SLF001 - caches of columns
    return made
