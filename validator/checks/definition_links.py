"""FA4: what definition links ask of the facts of a report (XBRL 2.1 §5.2.6.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.check import Breach, breach, check
from validator.checks.duplicates import fact_value
from validator.model.intervals import scaled
from validator.model.names import ESSENCE_ALIAS, REQUIRES_ELEMENT, local
from validator.model.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.model.intervals import Number
    from validator.model.names import Name


def _rows(report: Report, names: set[Name]) -> dict[Name, list[int]]:
    """Return the rows of some concepts."""
    rows: dict[Name, list[int]] = {}
    for row, name in enumerate(report.concepts):
        if name in names:
            rows.setdefault(name, []).append(row)
    return rows


@check(
    Report,
    "FA401",
    "required-concept-missing",
    says="{concept} is reported, but {required}, which it requires, is not",
    cites="XBRL 2.1 §5.2.6.2.4",
    mends="report {required}",
)
def required(report: Report, _: Report) -> Iterator[Breach]:
    """Where a concept is reported that requires another, the other must be reported too.

    The taxonomy says that the one is not complete without the other.
    """
    if report.taxonomy is None or report.taxonomy.loses("definition"):
        return
    pairs = {(arc.source, arc.target): arc for net in report.taxonomy.networks_of(REQUIRES_ELEMENT) for arc in net.arcs}
    if not pairs:
        return
    rows = _rows(report, {name for pair in pairs for name in pair})
    for (source, target), arc in pairs.items():
        if source in rows and target not in rows:
            place = report.location(rows[source][0])
            related = (("it is required here", arc.at),)
            yield breach(place, related, concept=local(source), required=local(target))


@check(
    Report,
    "FA402",
    "alias-at-odds",
    says="{alias} is {seen}, but {essence}, of which it is an alias, is {other} in the same context",
    cites="XBRL 2.1 §5.2.6.2.2",
    mends="report the same value for both",
)
def aliases(report: Report, _: Report) -> Iterator[Breach]:
    """A concept and its alias must have the same value in the same context, unit and tuple.

    They are two names of one thing.
    """
    if report.taxonomy is None or report.taxonomy.loses("definition"):
        return
    pairs = {(arc.target, arc.source): arc for net in report.taxonomy.networks_of(ESSENCE_ALIAS) for arc in net.arcs}
    if not pairs:
        return
    rows = _rows(report, {name for pair in pairs for name in pair})
    for (alias, essence), arc in pairs.items():
        places: dict[tuple[int, int], list[int]] = {}
        for row in rows.get(essence, ()):
            places.setdefault(_place(report, row), []).append(row)
        for row in rows.get(alias, ()):
            for twin in places.get(_place(report, row), ()):
                if report.contexts_of[row] >= 0 and not report.nils[row] and not report.nils[twin] and (
                    not _same(report, row, twin)
                ):  # fmt: skip
                    related = ((f"{local(essence)} is reported here", report.location(twin)), ("declared", arc.at))
                    yield breach(
                        report.location(row), related, alias=local(alias), seen=_shown(report, row),
                        essence=local(essence), other=_shown(report, twin),
                    )  # fmt: skip


def _place(report: Report, row: int) -> tuple[int, int]:
    """Return what two facts share whose contexts and whose parents are equal."""
    context = report.contexts_of[row]
    return (report.frames[context] if context >= 0 else -1, report.parents[row])


def _shown(report: Report, row: int) -> str:
    unit = report.units_of[row]
    return f"{report.texts[row].strip()[:60]}{f' {report.units[unit]}' if unit >= 0 else ''}"


def _same(report: Report, one: int, other: int) -> bool:
    """Whether two facts are v-equal: equal units, and equal values after rounding to the coarser accuracy (§4.10)."""
    units = [report.unit_keys[unit] if unit >= 0 else -1 for unit in (report.units_of[one], report.units_of[other])]
    if units[0] != units[1]:
        return False
    if one in report.fractions or other in report.fractions:
        return report.fractions.get(one) == report.fractions.get(other)
    first, second = report.number(one), report.number(other)
    if units[0] >= 0 and first is not None and second is not None:
        try:
            accuracies = [a for a in (report.accuracy(one), report.accuracy(other)) if a is not None]
        except ValueError:
            accuracies = []
        values = scaled(*first), scaled(*second)
        return len({_rounded(value, min(accuracies)) if accuracies else value for value in values}) == 1
    concepts = report.taxonomy.concepts if report.taxonomy is not None else {}
    values_of = [fact_value(report, row, concepts.get(report.concepts[row])) for row in (one, other)]
    return bool(values_of[0] == values_of[1])


def _rounded(value: Number, decimals: int) -> Number:
    """Round to nearest, ties to even, at 10^-decimals (XBRL 2.1 §4.6.7.1)."""
    from fractions import Fraction

    scale = Fraction(10) ** decimals
    return round(value * scale) / scale
