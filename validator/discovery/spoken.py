"""Relations that sentences tell: growth with the two figures it is of.

Each is told by its own words, at fixed places; all of a document are one relation, found in many sentences and applied
to all. One sentence that fails where many hold accuses; where several fail, the words mean something else (a rate at
constant currencies, say), and nothing is said of them.
"""

from __future__ import annotations

from itertools import compress
from operator import not_
from typing import TYPE_CHECKING, NamedTuple

from validator.discovery import odds
from validator.discovery.ratios import grown, ratio_bits
from validator.discovery.sheets import Cell, fits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.understanding.figures import Figure, Reading

MANY = 4  # sentences that hold, from which one that fails accuses


class Told(NamedTuple):
    """A rate of growth, what it leads to, what it leads from, and whether it is a decline."""

    rate: Cell
    now: Cell
    before: Cell
    falling: bool


class Growths(NamedTuple):
    """The growth that sentences tell: where it holds, and the one place where it does not, if it accuses there."""

    held: tuple[Told, ...]
    failed: tuple[Told, ...]
    bits: int


def find(reading: Reading, figures: Sequence[Figure], scale: int) -> Growths:
    """Return the growth told in sentences."""
    cells = {one.place: Cell(one, scale) for one in figures if fits(one, scale)}
    told = [
        Told(cells[one.rate], cells[one.now], cells[one.before], one.falling)
        for one in reading.grown
        if one.rate in cells and one.now in cells and one.before in cells
    ]
    told = [one for one in told if one.now.kind == one.before.kind and one.before.value > 0]
    holds = [_holds(one, scale) for one in told]
    held, failed = (tuple(compress(told, map(kept, holds))) for kept in (bool, not_))
    bits = sum(ratio_bits(one.rate, one.now, one.before) for one in held)
    accusing = len(failed) == 1 and len(held) >= MANY and bits >= odds.ACCUSING
    return Growths(held, failed if accusing else (), min(bits, odds.MOST_BITS))


def _holds(one: Told, scale: int) -> bool:
    figure = one.rate.figure
    rate = Cell(figure._replace(mantissa=-figure.mantissa), scale) if one.falling and figure.mantissa > 0 else one.rate
    return grown(rate, one.now, one.before)
