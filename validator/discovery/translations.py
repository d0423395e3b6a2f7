"""Convenience translations: amounts of one currency given in another too, at a rate that the document tells.

The rate is told as a definition ("RMB7.2960 to US$1.00"), so it is exact. What is translated stands beside what it is
translated from: in the same row and period of a table, or right behind it in a sentence. The words say what such a
pair is, so one that fails accuses by itself; but only where nearly all pairs of its columns are at least close to the
rate (others may be translated at another rate), and where most of the document's are exact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.budget import spend
from validator.discovery import odds
from validator.discovery.ratios import divided
from validator.discovery.sheets import Cell, fits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.understanding.figures import Figure, Reading

CLOSE = 200  # a pair is close to a rate when it misses it by less than one part in so many,
STEPS = 5  # or by so many of the last digits of either figure
FEWEST, MANY = 2, 4  # close pairs in two columns, that speak for the rate; where another is far from it
EXACT = 2  # times as many pairs of a document are exact as are not

Pair = tuple[Cell, Cell]  # what is translated, and its translation


class Translation(NamedTuple):
    """Pairs translated at a rate: each is the translation, what it is translated from, and the rate."""

    rate: Figure
    held: tuple[tuple[Cell, Cell, Cell], ...]
    failed: tuple[tuple[Cell, Cell, Cell], ...]
    bits: int


def find(reading: Reading, figures: Sequence[Figure], scale: int) -> list[Translation]:
    """Return the translations in a document, those in two columns (or in all its sentences) together."""
    rates = [Cell(one, scale) for one in figures if exchanged(one) and one.mantissa > 0 and fits(one, scale)]
    found = []
    for pairs in _groups(reading, scale) if rates else ():
        judged = [one for rate in rates if (one := _judged(pairs, rate)) is not None]
        if judged:
            found.append(max(judged, key=lambda one: len(one.held)))
    held, failed = (sum(map(len, each)) for each in ([one.held for one in found], [one.failed for one in found]))
    return found if held >= EXACT * failed else [one._replace(failed=()) for one in found]


def exchanged(figure: Figure) -> bool:
    """Whether a figure is a rate of exchange: `CNY/USD`."""
    above, _, below = figure.unit.partition("/")
    return len(above) == len(below) == 3


def _groups(reading: Reading, scale: int) -> Iterator[list[Pair]]:
    """Yield the figures that may be translations of each other: by columns, and all those of sentences."""
    for statement in reading.statements:
        columns: dict[tuple[int, int], list[Pair]] = {}
        for line in statement.lines:
            recent: dict[object, dict[str, Figure]] = {}  # by currency, the latest last
            for one in line.figures:
                if one is None or not _amount(one) or not fits(one, scale):
                    continue
                currency, _, each = one.unit.partition("/")
                said = recent.setdefault((each, one.period), {})
                other = next((said[known] for known in reversed(said) if known != currency), None)
                said.pop(currency, None)
                said[currency] = one
                if other is not None:
                    columns.setdefault((other.column, one.column), []).append((Cell(other, scale), Cell(one, scale)))
        yield from columns.values()
    spoken: list[Pair] = []
    for one, other in zip(reading.prose, reading.prose[1:], strict=False):
        if one.label == other.label and _beside(one, other) and fits(one, scale) and fits(other, scale):
            spoken.append((Cell(one, scale), Cell(other, scale)))
    yield spoken


def _amount(figure: Figure) -> bool:
    return not figure.percent and len(figure.unit.partition("/")[0]) == 3 and not exchanged(figure)


def _beside(one: Figure, other: Figure) -> bool:
    """Whether two figures hold at one time and are amounts in two currencies, or such amounts for each share."""
    (first, _, each), (second, _, every) = one.unit.partition("/"), other.unit.partition("/")
    return first != second and each == every and one.period == other.period and _amount(one) and _amount(other)


def _judged(pairs: Sequence[Pair], rate: Cell) -> Translation | None:
    """Return pairs as translated at a rate; None where they are in other currencies, or far from it."""
    above, _, below = rate.figure.unit.partition("/")
    triples = []
    spend(len(pairs))
    for one, other in pairs:
        told = {one.kind[0][:3]: one, other.kind[0][:3]: other}
        if set(told) == {above, below} and (one.value or other.value):
            triples.append((told[below], told[above], rate))
    close = sum(_close(*each) for each in triples)
    far = len(triples) - close
    if close < FEWEST or far > len(triples) // 10 + 1 or (far and close < MANY):
        return None
    held = tuple(each for each in triples if divided(*each))
    failed = tuple(each for each in triples if not divided(*each))
    return Translation(rate.figure, held, failed, min(odds.MOST_BITS, sum(_bits(one) for one, *_ in held)))


def _close(translated: Cell, source: Cell, rate: Cell) -> bool:
    miss = abs(translated.value * rate.value - source.value * rate.scale)
    steps = STEPS * (translated.step * rate.value + source.step * rate.scale)
    return miss <= max(abs(source.value) * rate.scale // CLOSE, steps)


def _bits(translated: Cell) -> int:
    return max(0, (abs(translated.value) // translated.step).bit_length() - 1)
