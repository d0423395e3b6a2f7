"""Quarters that make up a year: a row's figures of periods that follow each other, and the same row's of the whole.

Quarterly data stand in a table of their own; what they add up to is the row of that name elsewhere, whose period is
theirs together. A row that was restated since, or of amounts per share, makes up nothing, and says nothing of others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.discovery import odds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from validator.discovery.named.labelled import Row, Words
    from validator.discovery.sheets import Cell
    from validator.model.periods import Period

NAMED = 6  # bits that the same words and periods are worth
PART = range(80, 190)  # days of a quarter or a half


class Quarters(NamedTuple):
    """Rows whose periods add up, each a whole with its parts; of how many that could, and the odds."""

    held: tuple[tuple[Cell, tuple[Cell, ...]], ...]
    of: int
    bits: int


def find(tables: Sequence[Sequence[Row]]) -> Iterator[Quarters]:
    """Yield the tables whose rows make up those of the same name elsewhere."""
    named: dict[Words, list[Row]] = {}
    for table in tables:
        for row in table:
            if row.words and row.dated and not row.ratio:
                named.setdefault(row.words, []).append(row)
    for table in tables:
        asked = [one for row in table if row.words and not row.ratio for one in _wholes(row, named)]
        told = [(one, _bits(*one)) for one in asked]
        held = tuple(one for one, bits in told if bits + NAMED >= odds.ASSERTED)
        if held:
            yield Quarters(held, len(asked), sum(bits for one, bits in told if one in held))


def _wholes(row: Row, named: Mapping[Words, Sequence[Row]]) -> Iterator[tuple[Cell, tuple[Cell, ...]]]:
    """Yield the first figure elsewhere whose period is made up by those of a row, with the row's."""
    spans = sorted(
        (one for one in row.dated if one.duration and one.days in PART), key=lambda one: (one.start, one.end)
    )
    for parts in _runs(spans):
        cells = tuple(row.dated[one] for one in parts)
        for other in named[row.words]:
            for period, cell in other.dated.items():
                whole = period.start == parts[0].start and period.end == parts[-1].end
                if (
                    whole
                    and other is not row
                    and cell.kind == cells[0].kind
                    and all(p.kind == cell.kind for p in cells)
                ):
                    yield cell, cells
                    break
            else:
                continue
            break


def _runs(spans: Sequence[Period]) -> Iterator[list[Period]]:
    """Yield every two or more periods that follow each other without a gap."""
    for first in range(len(spans)):
        run = [spans[first]]
        for one in spans[first + 1 :]:
            if one.start == run[-1].end:
                run.append(one)
                yield list(run)


def _bits(whole: Cell, parts: Sequence[Cell]) -> int:
    """Return the odds of parts making up a whole; 0 where they do not."""
    room = whole.half + sum(part.half for part in parts)
    miss = sum(part.value for part in parts) - whole.value
    return odds.of_sum([whole.value, *(part.value for part in parts)], miss, whole.step) if abs(miss) <= room else 0
