"""Accuracies: a figure that claims finer decimals than everything it stands with, and shows no digit of them.

Text rounds more than tables do, so coarser decimals say nothing; a finer digit that is shown speaks for itself.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from validator.model.intervals import scaled
from validator.model.numbers import integer
from validator.tieouts.explanations import stated
from validator.tieouts.figures import OK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from validator.tieouts.figures import Figures, Key, Rows
    from validator.tieouts.statements.contradictions import Contradiction
    from validator.tieouts.statements.tables import Table

FEWEST_ALIKE = 8  # other figures that keep to one accuracy before it is a convention
FEWEST_DIGITS = 3  # that are claimed and show nothing: one in a thousand figures ends so by chance


class Overstated(NamedTuple):
    """A fact with finer decimals than those it stands with: its figure, theirs, and how many they are."""

    row: int
    key: Key
    usual: int
    others: int
    column: bool


def overstated(figures: Figures, tables: Sequence[Table]) -> Iterator[Overstated]:
    """Yield each fact whose decimals are finer than all others of its column or table, in its unit or in any."""
    if len(set(figures.report.decimals)) < 2:
        return
    seen: set[Key] = set()
    for table in tables:
        units: dict[int, list[Key]] = {}
        for spot, filled in table.columns.items():
            keys = [(name, spot) for name in filled]
            units.setdefault(figures.unit_of(spot), []).extend(keys)
            yield from _odd(figures, keys, seen, column=True)
        for keys in (*units.values(), [key for some in units.values() for key in some]):
            yield from _odd(figures, keys, seen, column=False)


def _odd(figures: Figures, keys: Iterable[Key], seen: set[Key], *, column: bool) -> Iterator[Overstated]:
    """Yield the one figure of several that is finer than all others, where those agree."""
    by_accuracy: dict[int, list[Key]] = {}
    for key in keys:
        accuracy = figures.accuracy(key)
        if accuracy is not None:
            by_accuracy.setdefault(accuracy, []).append(key)
    finer, usual, *_ = (*sorted(by_accuracy, reverse=True), 0, 0)
    if len(by_accuracy) < 2 or finer < usual + FEWEST_DIGITS:
        return
    if len(by_accuracy[finer]) != 1 or len(by_accuracy[usual]) < FEWEST_ALIKE:
        return
    (key,) = by_accuracy[finer]
    said = figures.bounds_of(key)
    unit = figures.said(1, -usual, None).value
    if key in seen or said.state != OK or not said.value or said.value % unit:
        return
    seen.add(key)
    row = next(row for row in figures.rows(key) if figures.report.accuracy(row) == finer)
    yield Overstated(row, key, usual, len(by_accuracy[usual]), column)


def overclaimed(figures: Figures, contradicting: Iterable[Contradiction]) -> Iterator[tuple[int, Key, int]]:
    """Yield each copy at odds with the others only by its decimals, its figure, and the decimals that would agree.

    It ends in the zeros that rounding leaves, to decimals that the report uses a lot, and is what the others round to.
    """
    used = Counter(figures.report.decimals)
    often = sorted(int(text) for text, count in used.items() if count >= FEWEST_ALIKE and integer(text) is not None)
    for key, rows, odd in contradicting:
        found = [(row, fit) for row in odd if (fit := _rounded(figures, row, rows, often)) is not None]
        if len(found) == 1:
            yield found[0][0], key, found[0][1]


def _rounded(figures: Figures, row: int, rows: Rows, often: Sequence[int]) -> int | None:
    """Return the finest coarser decimals, of those often used, to which a copy is what all the others round to."""
    rest = tuple(other for other in rows if other != row)
    others, own = figures.bounds(rest if len(rest) > 1 else rest[0]), figures.bounds(row)
    accuracy = figures.accuracy_of(row)
    if others.state != OK or own.state != OK or accuracy is None or not own.value:
        return None
    value = figures.true(own.value)
    for coarser in reversed(often):
        if coarser <= accuracy - FEWEST_DIGITS and value % scaled(1, -coarser) == 0:
            said = stated(figures, value, coarser)
            if said.low <= others.value <= said.high:
                return coarser
    return None
