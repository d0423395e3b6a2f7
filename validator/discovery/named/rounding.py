"""The same figure with fewer digits: what a sentence rounds, and what another table does."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import combinations
from typing import TYPE_CHECKING

from validator.budget import spend
from validator.discovery.named.mentions import Edge, size, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.discovery.named.mentions import Mention
    from validator.discovery.sheets import Cell

SPOKEN = 4  # bits of a figure that a sentence calls by two words of a row, or more
SURE = 10  # bits of one that it calls by one word
MANY = 40  # rows of one name: more are no name


def told(found: Sequence[Mention]) -> Iterator[Edge]:
    """Yield the figures of sentences with the figures of tables they round: the sentence names the whole row."""
    frames: dict[object, list[int]] = {}
    for number, one in enumerate(found):
        if one.bare and not (spoken(one) or one.member or one.movement or one.balance) and one.cell.value:
            frames.setdefault((one.cell.kind, one.cell.figure.period), []).append(number)
    values = {}
    for frame, rows in frames.items():
        rows.sort(key=lambda number: abs(found[number].cell.value))
        values[frame] = [abs(found[number].cell.value) for number in rows]
    for number, one in enumerate(found):
        cell, value = one.cell, abs(one.cell.value)
        frame = (cell.kind, cell.figure.period)
        if spoken(one) and frame in frames and size(cell) >= SPOKEN:
            near = slice(bisect_left(values[frame], value - cell.half), bisect_right(values[frame], value + cell.half))
            for at in frames[frame][near]:
                spend(1)
                names = found[at].bare
                sure = len(names) > 1 or size(cell) >= SURE or _verbatim(found[at], one)
                if names <= one.around and sure:
                    yield Edge(len(names), 16, at, number, named=True)


def rounded(found: Sequence[Mention]) -> Iterator[Edge]:
    """Yield the figures of tables that another table rounds in a row of the same words, in all columns they share."""
    rows: dict[object, dict[object, list[int]]] = {}
    for number, one in enumerate(found):
        if not (spoken(one) or one.balance or one.movement) and one.words and one.cell.value:
            name = (one.words, one.member, one.basis, one.cell.kind)
            rows.setdefault(name, {}).setdefault(one.cell.figure.period, []).append(number)
    for periods in rows.values():
        pairs = [(a, b) for same in periods.values() for a, b in combinations(same[:MANY], 2)]
        spend(len(pairs))
        coarser = [(a, b) for a, b in pairs if found[a].cell.step != found[b].cell.step]
        if coarser and all(_rounds(found[a].cell, found[b].cell) for a, b in coarser):
            yield from (
                Edge(1, 16, a, b, named=True)
                for a, b in coarser
                if min(map(size, (found[a].cell, found[b].cell))) >= SPOKEN
            )


def _rounds(one: Cell, other: Cell) -> bool:
    return abs(one.value - other.value) <= one.half + other.half


def _verbatim(one: Mention, spoken: Mention) -> bool:
    """Whether a sentence calls a figure by all the words of its row, two or more, in their order."""
    label = " ".join(one.cell.figure.label[-1].lower().split())
    return " " in label and any(label in " ".join(text.lower().split()) for text in spoken.cell.figure.label[1:])
