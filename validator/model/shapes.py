"""Shapes: facts that look alike to every check of form, so that a million facts are a few hundred questions.

A shape is one concept with one kind of period, one unit, one accuracy, nil or not; `rows` are its facts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from validator.model.contexts import Context
    from validator.model.names import Name
    from validator.model.report import Report
    from validator.model.taxonomy import Concept
    from validator.model.units import Unit

NO_CONTEXT = ""
UNREADABLE = "unreadable"


class Shape(NamedTuple):
    """Facts of one concept that are reported alike.

    `period` is instant, duration, forever, "unreadable" (a context without a legible period) or "" (no context, or
    a dangling reference); `unit` None likewise. `concept` is None when no schema declares it.
    """

    name: Name
    concept: Concept | None
    period: str
    unit: Unit | None
    decimals: str
    precision: str
    nil: bool
    rows: list[int]


def kind_of(context: Context) -> str:
    """Return what kind of period a context has."""
    period = context.period
    if period is None:
        return UNREADABLE
    return "forever" if period.forever else "instant" if period.instant else "duration"


def shapes(report: Report) -> list[Shape]:
    """Return the shapes of a report, in order of their first fact."""
    kinds = [*map(kind_of, report.contexts), NO_CONTEXT]  # the last answers for -1
    units = report.unit_keys
    groups: dict[tuple[Name, str, int, str, str, bool], list[int]] = {}
    row = 0
    for key in zip(
        report.concepts,
        map(kinds.__getitem__, report.contexts_of),
        map([*units, -1].__getitem__, report.units_of),
        report.decimals,
        report.precisions,
        report.nils,
        strict=True,
    ):
        rows = groups.get(key)
        if rows is None:
            groups[key] = [row]
        else:
            rows.append(row)
        row += 1  # noqa: SIM113 - enumerate would build a second tuple a fact
    concepts = report.taxonomy.concepts if report.taxonomy is not None else {}
    return [
        Shape(
            name, concepts.get(name), period, None if unit < 0 else report.units[unit], decimals, precision, nil, rows
        )
        for (name, period, unit, decimals, precision, nil), rows in groups.items()
    ]
