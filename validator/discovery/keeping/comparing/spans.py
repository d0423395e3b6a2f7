"""Periods that make up a longer one across documents: three months of one and six of another are nine months.

Only amounts of one row, column and unit are added up, and only those that a document tells in one way. What does not
add up is told only where most rows of the two tables do.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from validator.discovery import words
from validator.model.names import ISO4217, namespace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.discovery.keeping.comparing.told import Told

LEAST = 8  # bits of figures whose sum says anything
ROWS = 3  # rows that add up, for each that does not

Key = tuple[object, ...]


class Made(NamedTuple):
    """A figure of the longer period, the shorter one of its own document, and that of the other."""

    whole: Told
    own: Told
    other: Told

    @property
    def holds(self) -> bool:
        """Whether the three agree as far as they are told."""
        apart = self.own.value + self.other.value - self.whole.value
        return max(apart, -apart) <= self.whole.half + self.own.half + self.other.half


def made(mine: Sequence[Told], theirs: Sequence[Told]) -> list[Made]:
    """Return the figures of one document that one of its own and one of another make up, or should."""
    found = list(_made(_by_row(mine), _by_row(theirs)))
    tables = Counter((one.whole.table, one.other.table, one.holds) for one in found)
    told = []
    for one in found:
        held, apart = (tables[one.whole.table, one.other.table, holds] for holds in (True, False))
        if held >= ROWS and held >= ROWS * apart:
            told.append(one)
    return told


def _made(mine: dict[Key, list[Told]], theirs: dict[Key, list[Told]]) -> Iterator[Made]:
    for key, own in mine.items():
        periods = {one.period for one in own}
        for other in theirs.get(key, ()):
            if other.period in periods:
                continue  # then it is one figure of both
            for whole in own:
                part = next((one for one in own if _fill(one, other, whole)), None)
                if part is not None:
                    yield Made(whole, part, other)


def _fill(one: Told, other: Told, whole: Told) -> bool:
    """Whether two spans, one after the other, are a third."""
    first, second = sorted((one.period, other.period), key=lambda period: period.start or 0)
    return (first.start, second.end) == (whole.period.start, whole.period.end) and first.end == second.start


def _by_row(figures: Sequence[Told]) -> dict[Key, list[Told]]:
    """Return the amounts of spans by what their rows say; of two for one span that differ, neither."""
    found: dict[Key, dict[object, Told]] = {}
    torn = set()
    for one in figures:
        if one.table and one.bare and not one.several and one.period.duration and one.bits >= LEAST and _amount(one):
            key = (one.said, one.member, one.unit)
            known = found.setdefault(key, {}).setdefault(one.period, one)
            if known.value != one.value:
                torn.add((key, one.period))
    return {key: [one for period, one in spans.items() if (key, period) not in torn] for key, spans in found.items()}


def _amount(one: Told) -> bool:
    """Whether a figure is money, and no average or rate of it: what adds up over time."""
    (above, below), said = one.unit, " ".join(one.said)
    return not below and all(namespace(each) == ISO4217 for each in above) and not words.averaged([said])
