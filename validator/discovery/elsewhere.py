"""The same figure elsewhere: label, period, unit and value together, in another table or in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.discovery import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.discovery.sheets import Cell

JOINED = 9  # bits from which two figures are one
SAID = 12  # bits that the same words are worth
CROWD = 40  # figures of one value: beyond it only the same words tell them apart
LEAST = 2  # bits of a value below which it says nothing


class Mention(NamedTuple):
    """A figure in the document, its words, and the row it stands in; in prose a row of its own."""

    cell: Cell
    words: frozenset[str]
    row: tuple[int, int]
    column: tuple[int, int]


Pair = tuple[int, int]


def mentions(cells: Sequence[Cell]) -> list[Mention]:
    """Return figures as mentions."""
    found = []
    for number, cell in enumerate(cells):
        figure = cell.figure
        told = figure.statement >= 0
        row = (figure.statement, figure.row) if told else (-1, number)
        column = (figure.statement, figure.column) if told else (-1, number)
        found.append(Mention(cell, words.caption(figure), row, column))
    return found


def find(cells: Sequence[Cell]) -> list[list[int]]:
    """Return the groups of figures that are one figure, by their positions."""
    found = mentions(cells)
    worth = words.weights(one.words for one in found)
    crowds: dict[object, int] = {}
    for one in found:
        frame = (one.cell.kind, one.cell.figure.period)
        crowds[frame] = crowds.get(frame, 0) + 1
    pairs = list(_equal(found))
    rows: dict[tuple[object, object], dict[object, int]] = {}
    for a, b in pairs:
        first, second = found[a], found[b]
        key = (first.row, second.row) if first.row <= second.row else (second.row, first.row)
        bits = size(first.cell)
        place = first.cell.figure.period, first.cell.value
        rows.setdefault(key, {})[place] = bits
    edges = []
    for a, b in pairs:
        first, second = found[a], found[b]
        key = (first.row, second.row) if first.row <= second.row else (second.row, first.row)
        bits = sum(rows[key].values())
        crowd = crowds[first.cell.kind, first.cell.figure.period].bit_length()
        said = words.alike(first.words, second.words, worth)
        score = bits - crowd + SAID * said // 16
        if score >= JOINED:
            edges.append((score, said, a, b))
    edges.sort(key=lambda edge: (-edge[0], -edge[1], edge[2], edge[3]))
    return _joined(found, edges)


def size(cell: Cell) -> int:
    """Return how much a value says, in bits."""
    return max(0, (abs(cell.value) // cell.step).bit_length() - 1)


def _equal(found: Sequence[Mention]) -> Iterator[Pair]:
    """Yield the pairs of figures with one value, unit and period, that stand in different rows."""
    buckets: dict[object, list[int]] = {}
    for number, one in enumerate(found):
        if one.cell.value and one.cell.figure.period is not None and size(one.cell) >= LEAST:
            buckets.setdefault((abs(one.cell.value), one.cell.kind, one.cell.figure.period), []).append(number)
    for bucket in buckets.values():
        for position, a in enumerate(bucket):
            for b in bucket[position + 1 :]:
                if found[a].row == found[b].row:
                    continue
                if len(bucket) > CROWD and found[a].words != found[b].words:
                    continue
                yield a, b


def _joined(found: Sequence[Mention], edges: Sequence[tuple[int, int, int, int]]) -> list[list[int]]:
    """Return groups along edges, the strongest first; two figures of one column or row are never one."""
    head = list(range(len(found)))
    groups: dict[int, list[int]] = {}

    def root(one: int) -> int:
        while head[one] != one:
            head[one] = head[head[one]]
            one = head[one]
        return one

    for _, _, a, b in edges:
        one, other = root(a), root(b)
        if one == other:
            continue
        first, second = groups.get(one, [one]), groups.get(other, [other])
        if any(_apart(found[x], found[y]) for x in first for y in second):
            continue
        head[max(one, other)] = min(one, other)
        groups.pop(one, None)
        groups.pop(other, None)
        groups[min(one, other)] = [*first, *second]
    return [sorted(group) for group in groups.values()]


def _apart(one: Mention, other: Mention) -> bool:
    """Whether two figures stand side by side, so that they are not the same one: two rows of a column, one row."""
    if one.row[0] == -1 or other.row[0] == -1:
        return False
    return one.row == other.row or (one.column == other.column and one.words != other.words)
