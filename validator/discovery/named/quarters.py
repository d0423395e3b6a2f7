"""Quarters that make up a year: a row's figures of periods that follow each other, and the same row's of the whole.

Quarterly data stand in a table of their own; what they add up to is the row of that name elsewhere, whose period is
theirs together. A row that was restated since, or of amounts per share, makes up nothing, and says nothing of others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.budget import spend
from validator.discovery import odds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.discovery.named.labelled import Row, Words
    from validator.discovery.sheets import Cell
    from validator.model.periods import Period

    Wholes = dict[tuple[Words, object, object, tuple[str, bool]], list[tuple[Row, Cell]]]

NAMED = 6  # bits that the same words and periods are worth
PART = range(80, 190)  # days of a quarter or a half


class Quarters(NamedTuple):
    """Rows whose periods add up, each a whole with its parts; of how many that could, and the odds."""

    held: tuple[tuple[Cell, tuple[Cell, ...]], ...]
    of: int
    bits: int


def find(tables: Sequence[Sequence[Row]]) -> Iterator[Quarters]:
    """Yield the tables whose rows make up those of the same name elsewhere."""
    wholes: Wholes = {}
    for row in (row for table in tables for row in table if row.words and row.dated and not row.ratio):
        for period, cell in row.dated.items():
            known = wholes.setdefault((row.words, period.start, period.end, cell.kind), [])
            if len(known) < 2:  # a row is no whole of its own: the first of the others is
                known.append((row, cell))
    for table in tables:
        asked = [one for row in table if row.words and not row.ratio for one in _wholes(row, wholes)]
        told = [(one, _bits(*one)) for one in asked]
        held = [(one, bits) for one, bits in told if bits + NAMED >= odds.ASSERTED]
        if held:
            yield Quarters(tuple(one for one, _ in held), len(asked), sum(bits for _, bits in held))


def _wholes(row: Row, wholes: Wholes) -> Iterator[tuple[Cell, tuple[Cell, ...]]]:
    """Yield the first figure elsewhere whose period is made up by those of a row, with the row's."""
    spans = sorted(
        (one for one in row.dated if one.duration and one.days in PART), key=lambda one: (one.start, one.end)
    )
    for parts in _runs(spans):
        cells = tuple(row.dated[one] for one in parts)
        known = wholes.get((row.words, parts[0].start, parts[-1].end, cells[0].kind), ())
        whole = next((cell for other, cell in known if other is not row), None)
        if whole is not None and all(part.kind == whole.kind for part in cells):
            yield whole, cells


def _runs(spans: Sequence[Period]) -> Iterator[list[Period]]:
    """Yield every two or more periods that follow each other without a gap."""
    for first in range(len(spans)):
        run = [spans[first]]
        for one in spans[first + 1 :]:
            spend(1)
            if one.start == run[-1].end:
                run.append(one)
                spend(len(run))
                yield list(run)


def _bits(whole: Cell, parts: Sequence[Cell]) -> int:
    """Return the odds of parts making up a whole; 0 where they do not."""
    room = whole.half + sum(part.half for part in parts)
    miss = sum(part.value for part in parts) - whole.value
    return odds.of_sum([whole.value, *(part.value for part in parts)], miss, whole.step) if abs(miss) <= room else 0
