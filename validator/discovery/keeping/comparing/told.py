"""The figures of a report as another one may give them too: what they are called, when, of what, and their value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from validator.discovery import words
from validator.discovery.keeping.comparing.likeness import said
from validator.model.intervals import scaled
from validator.model.names import PARENT_CHILD, local

if TYPE_CHECKING:
    from validator.model.contexts import Context
    from validator.model.intervals import Number
    from validator.model.names import Name
    from validator.model.periods import Period
    from validator.model.report import Report

ORDER = re.compile(r"(?:Column|Number)\d+Member(?:_\d+)?")  # a member that only says which of several it is
EXACT = 40  # bits of a figure that is exact


class Told(NamedTuple):
    """A figure: its row in the report, its label's words, those that say something, and its column's.

    `several` says that others stand beside it which only their order tells apart; `bits` is how much its value says;
    `table` the statement it stands in, empty in a sentence.
    """

    row: int
    said: tuple[str, ...]
    bare: frozenset[str]
    member: frozenset[str]
    several: bool
    period: Period
    unit: tuple[tuple[Name, ...], tuple[Name, ...]]
    value: Number
    half: Number
    bits: int
    table: str

    @property
    def key(self) -> tuple[object, ...]:
        """What makes it the same figure in two documents."""
        return self.said, self.member, self.period, self.unit

    def agrees(self, other: Told) -> bool:
        """Whether two figures can be one, whatever their sign."""
        apart = max(self.value, -self.value) - max(other.value, -other.value)
        return max(apart, -apart) <= self.half + other.half


def figures(report: Report) -> list[Told]:
    """Return the figures of a report that say when they hold and are not nothing."""
    tables = _tables(report)
    found = []
    for row in range(report.own):
        number, period = report.number(row), report.contexts[report.contexts_of[row]].period
        if report.units_of[row] < 0 or number is None or not number[0] or period is None or period.forever:
            continue
        concept = report.concepts[row]
        label = report.taxonomy.label(concept) if report.taxonomy is not None else local(concept)
        try:
            decimals = report.accuracy(row)
        except ValueError:
            continue
        half: Number = 0 if decimals is None else scaled(5, -decimals - 1)
        value = scaled(*number)
        member, several = _member(report, report.contexts[report.contexts_of[row]])
        found.append(
            Told(
                row,
                said(label),
                words.bare([label]),
                member,
                several,
                period,
                report.units[report.units_of[row]].key,
                value,
                half,
                _bits(*number, decimals),
                tables.get(concept, ""),
            )
        )
    return found


def _bits(mantissa: int, exponent: int, decimals: int | None) -> int:
    """Return how much a value says: the length of its digits as far as they are told."""
    if decimals is None:
        return EXACT
    shift = exponent + decimals
    digits: int = abs(mantissa) * 10**shift if shift >= 0 else abs(mantissa) // 10**-shift
    return max(0, digits.bit_length() - 1)


def _member(report: Report, context: Context) -> tuple[frozenset[str], bool]:
    """Return the words of a column that set it apart, none for the whole; and whether only its order does."""
    names = [one.member or "" for one in context.members]
    labels = [report.taxonomy.label(one) if report.taxonomy is not None else local(one) for one in names]
    told = [label for name, label in zip(names, labels, strict=True) if not ORDER.fullmatch(local(name))]
    whole = any(words.WHOLE.search(label) for label in told)
    return frozenset() if whole else words.stems(told) - words.PLAIN, len(told) < len(names)


def _tables(report: Report) -> dict[Name, str]:
    """Return the statement each concept stands in."""
    networks = report.taxonomy.networks_of(PARENT_CHILD) if report.taxonomy is not None else ()
    return {arc.target: network.role for network in reversed(list(networks)) for arc in network.arcs}
