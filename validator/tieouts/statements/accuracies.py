"""Accuracies: a figure that claims finer decimals than everything it stands with, and shows no digit of them.

Text rounds more than tables do, so coarser decimals say nothing; a finer digit that is shown speaks for itself. What
stands with a figure are its column, its table and its statement; where those are small, how the report writes digits.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from validator import budget
from validator.model.intervals import scaled
from validator.model.names import PARENT_CHILD
from validator.model.numbers import integer
from validator.tieouts.figures import OK
from validator.tieouts.localization.explanations import stated
from validator.tieouts.statements.tables import CELL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from validator.model.intervals import Number
    from validator.model.names import Name
    from validator.tieouts.figures import Figures, Key, Rows
    from validator.tieouts.statements.contradictions import Contradiction
    from validator.tieouts.statements.tables import Table

FEWEST_ALIKE = 8  # other figures that keep to one accuracy before it is a convention
COLUMN, TABLE, STATEMENT, WRITTEN, SCALE = "column", "table", "statement", "written", "scale"
FEWEST_DIGITS = 3  # that are claimed and show nothing: one in a thousand figures ends so by chance


class Overstated(NamedTuple):
    """A fact with decimals too fine: its figure, those that would do, and what says so, with how many figures."""

    row: int
    key: Key
    usual: int
    others: int
    among: str


def overstated(figures: Figures, tables: Sequence[Table]) -> Iterator[Overstated]:
    """Yield each fact whose decimals are finer than all it stands with, or than how its report writes digits."""
    several = len(set(figures.report.decimals)) > 1
    together = chain(_columns(figures, tables), _statements(figures)) if several else ()
    odd = (one for among, keys in together for one in _odd(figures, keys, among))
    seen: set[Key] = set()
    for one in chain(odd, _unwritten(figures), _unusual(figures)):
        if one.key not in seen:
            seen.add(one.key)
            yield one


def _columns(figures: Figures, tables: Sequence[Table]) -> Iterator[tuple[str, list[Key]]]:
    """Yield what stands together in tables: the figures of each column, of each unit, and all."""
    for table in tables:
        units: dict[int, list[Key]] = {}
        for spot, filled in table.columns.items():
            keys = [(name, spot) for name in filled]
            units.setdefault(figures.unit_of(spot), []).extend(keys)
            yield COLUMN, keys
        for keys in (*units.values(), [key for some in units.values() for key in some]):
            yield TABLE, keys


def _statements(figures: Figures) -> Iterator[tuple[str, list[Key]]]:
    """Yield what one network presents in one unit and one type, whatever its periods: cash is at home among flows."""
    taxonomy = figures.report.taxonomy
    if taxonomy is None:
        return
    for network in taxonomy.networks_of(PARENT_CHILD):
        alike: dict[tuple[int, Name], list[Key]] = {}
        for name in network.names():
            if name in taxonomy.concepts:
                budget.spend(CELL * len(figures.spots(name)))
                for spot in figures.spots(name):
                    alike.setdefault((figures.unit_of(spot), taxonomy.concepts[name].type), []).append((name, spot))
        yield from ((STATEMENT, keys) for keys in alike.values())


def _odd(figures: Figures, keys: Iterable[Key], among: str) -> Iterator[Overstated]:
    """Yield the one figure of several that is finer than all others, where those agree."""
    by_accuracy: dict[int, list[Key]] = {}
    for key in keys:
        accuracy = figures.accuracy(key)
        if accuracy is not None:
            by_accuracy.setdefault(accuracy, []).append(key)
    if len(by_accuracy) < 2:
        return
    finer, usual, *_ = sorted(by_accuracy, reverse=True)
    odd, others = by_accuracy[finer], len(by_accuracy[usual])
    if finer >= usual + FEWEST_DIGITS and len(odd) == 1 and others >= FEWEST_ALIKE:
        (key,) = odd
        if _ends_in_nothing(figures, key, usual):
            yield Overstated(figures.fullest(figures.rows(key)), key, usual, others, among)


def _unwritten(figures: Figures) -> Iterator[Overstated]:
    """Yield the one figure that claims places it does not write, where all others write every place they claim."""
    report = figures.report
    places = {text: stated for text in set(report.decimals) if (stated := integer(text)) is not None and stated > 0}
    whole: set[Key] = set()
    short: dict[Key, int] = {}
    for row, text in enumerate(report.decimals):
        number, key = (report.number(row), figures.key_of(row)) if text in places else (None, None)
        if key is not None and number is not None and number[0]:
            written = max(0, -number[1])
            if written < places[text]:
                short[key] = max(written, short.get(key, written))
            else:
                whole.add(key)
    if len(short) == 1 and len(whole - short.keys()) >= FEWEST_ALIKE:
        ((key, written),) = short.items()
        accuracy = figures.accuracy(key)
        if accuracy is None or accuracy < written + FEWEST_DIGITS:
            return
        if _ends_in_nothing(figures, key, written):
            yield Overstated(figures.fullest(figures.rows(key)), key, written, len(whole - {key}), WRITTEN)


def _unusual(figures: Figures) -> Iterator[Overstated]:
    """Yield each figure with places that no other has, of a scale it is too large for, and that shows none of them.

    Decimals of -2 are a place after the point of thousands: 227.9 million is printed so, and never as 227,900.0.
    """
    used = Counter(figures.report.decimals)
    often = _often(used)
    for row, text in enumerate(figures.report.decimals):
        accuracy, key = (figures.accuracy_of(row), figures.key_of(row)) if used[text] == 1 else (None, None)
        if key is not None and accuracy is not None and accuracy < 0 and accuracy % 3:
            said = figures.bounds(row)
            value = figures.true(said.value)
            thousands = 3 - accuracy // 3 * 3  # of the scale these places are of
            if said.state == OK and max(value, -value) >= scaled(1, thousands):
                shown = next(_shown(value, accuracy, often), None)
                if shown is not None:
                    yield Overstated(row, key, shown, used[str(shown)], SCALE)


def _shown(value: Number, accuracy: int, often: Sequence[int]) -> Iterator[int]:
    """Yield the coarser decimals, of those often used and the finest first, beyond which a value shows no digit."""
    for coarser in reversed(often):
        if coarser <= accuracy - FEWEST_DIGITS and value % scaled(1, -coarser) == 0:
            yield coarser


def _often(used: Counter[str]) -> list[int]:
    """Return the decimals that a report uses a lot, coarsest first."""
    return sorted(
        decimals for text, count in used.items() if count >= FEWEST_ALIKE and (decimals := integer(text)) is not None
    )


def _ends_in_nothing(figures: Figures, key: Key, decimals: int) -> bool:
    """Whether a figure, which is not nothing, shows no digit beyond some decimals."""
    said = figures.bounds_of(key)
    return said.state == OK and bool(said.value) and said.value % figures.said(1, -decimals, None).value == 0


def overclaimed(figures: Figures, contradicting: Iterable[Contradiction]) -> Iterator[tuple[int, Key, int]]:
    """Yield each copy at odds with the others only by its decimals, its figure, and the decimals that would agree.

    It ends in the zeros that rounding leaves, to decimals that the report uses a lot, and is what the others round to.
    """
    often = _often(Counter(figures.report.decimals))
    for key, rows, odd in contradicting:
        found = [(row, fit) for row in odd if (fit := _rounded(figures, row, rows, often)) is not None]
        if len(found) == 1:
            ((row, fit),) = found
            yield row, key, fit


def _rounded(figures: Figures, row: int, rows: Rows, often: Sequence[int]) -> int | None:
    """Return the finest coarser decimals, of those often used, to which a copy is what all the others round to."""
    rest = tuple(other for other in rows if other != row)
    others, own = figures.bounds(rest), figures.bounds(row)
    accuracy = figures.accuracy_of(row)
    if accuracy is None or not own.value:
        return None
    value = figures.true(own.value)
    for coarser in _shown(value, accuracy, often):
        said = stated(figures, value, coarser)
        if said.low <= others.value <= said.high:
            return coarser
    return None
