"""Logical columns: figures that stand under each other, whatever cells their rows have, and the headers above them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from validator.budget import spend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.understanding.cells import Entry
    from validator.understanding.rows import Row


class Span(NamedTuple):
    """A logical column: the grid columns it takes."""

    left: int
    right: int


def spans(rows: Sequence[Row], headers: Sequence[Row]) -> list[Span]:
    """Return the logical columns of rows, from left to right."""
    groups: list[tuple[set[int], list[Entry]]] = []
    by_right: dict[int, tuple[set[int], list[Entry]]] = {}
    for number, row in enumerate(rows):
        for entry in row.values:
            if entry.number:
                seen, found = by_right.setdefault(entry.right, (set(), []))
                seen.add(number)
                found.append(entry)
    for right in sorted(by_right):
        seen, found = by_right[right]
        if groups:
            before, entries = groups[-1]
            left = min(entry.left for entry in found)
            overlap = left < max(entry.right for entry in entries)
            if not seen & before and (overlap or under_one(entries, found, headers)):
                before |= seen
                entries.extend(found)
                continue
        groups.append((set(seen), list(found)))
    return [core(entries) for _, entries in groups]


def under_one(first: list[Entry], second: list[Entry], headers: Sequence[Row]) -> bool:
    """Whether two groups of figures stand under one and the same lowest header."""
    left, right = core(first), core(second)
    for row in reversed(headers):
        for entry in row.values:
            if entry.left < left.right and entry.right > right.left:
                return entry.right - entry.left <= right.right - left.left + 1
        if any(overlap(entry, left) or overlap(entry, right) for entry in row.values):
            return False
    return False


def core(entries: list[Entry]) -> Span:
    """Return the grid columns that most of the figures of a column take."""
    lefts, rights = Counter(entry.left for entry in entries), Counter(entry.right for entry in entries)
    return Span(min(lefts), max(rights, key=lambda right: (rights[right], right)))


def overlap(entry: Entry, span: Span) -> int:
    """Return how many grid columns an entry shares with a column."""
    return max(0, min(entry.right, span.right) - max(entry.left, span.left))


class Columns:
    """The logical columns of a table, and which of them an entry stands in."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = tuple(spans)
        self.known: dict[tuple[int, int], int] = {}
        self.lefts, self.rights = [span.left for span in self.spans], [span.right for span in self.spans]
        self.ordered = all(sorted(edges) == edges for edges in (self.lefts, self.rights))

    def of(self, entry: Entry) -> int:
        """Return the number of the column an entry stands in: the one it shares most with, or the nearest."""
        key = (entry.left, entry.right)
        at = self.known.get(key)
        if at is None:
            near = self.near(entry)
            spend(len(near))
            at = self.known[key] = max(
                near, key=lambda at: (overlap(entry, self.spans[at]), -abs(self.spans[at].right - entry.right))
            )
        return at

    def near(self, entry: Entry) -> Sequence[int]:
        """Return the columns an entry shares with, else those it can be nearest to; all, where columns cross."""
        if not self.ordered:
            return range(len(self.spans))
        shared = range(bisect_right(self.rights, entry.left), bisect_left(self.lefts, entry.right))
        if shared:
            return shared
        behind = bisect_left(self.rights, entry.right)
        before = [bisect_left(self.rights, self.rights[behind - 1])] if behind else []
        return [*before, *range(behind, min(behind + 1, len(self.rights)))]


def headed(headers: Sequence[Row], columns: Sequence[Span]) -> list[list[str]]:
    """Return for each column the header texts above it, from the top."""
    told: list[list[str]] = [[] for _ in columns]
    for row in headers:
        if not row.values:
            continue
        above = covering(row.values, columns)
        if not any(above) or (narrow(row.values) and len({entry.left for entry in above if entry}) < len(row.values)):
            above = in_order(row.values, len(columns)) or above
        elif narrow(row.values):
            above = continued(above)
        for at, entry in enumerate(above):
            if entry is not None:
                told[at].append(" ".join(entry.text.split()))
    return told


def covering(entries: Sequence[Entry], columns: Sequence[Span]) -> list[Entry | None]:
    """Return for each column the header that shares most with it; None where none does."""
    above: list[Entry | None] = []
    lefts = [entry.left for entry in entries]
    ordered = all(entry.right <= after for entry, after in zip(entries, lefts[1:], strict=False))
    for span in columns:
        first, last = 0, len(entries)
        if ordered:
            first, last = max(bisect_right(lefts, span.left) - 1, 0), bisect_left(lefts, span.right)
        spend(last - first)
        best = max(entries[first:last], key=lambda entry: overlap(entry, span), default=None)
        above.append(best if best is not None and overlap(best, span) else None)
    return above


def narrow(entries: Sequence[Entry]) -> bool:
    """Whether no header is merged over several grid columns: then nothing tells how far each reaches."""
    return all(entry.right - entry.left == 1 for entry in entries)


def continued(above: list[Entry | None]) -> list[Entry | None]:
    """Return headers, each continued over the columns right of it that have none."""
    filled: list[Entry | None] = []
    for entry in above:
        filled.append(entry if entry is not None else filled[-1] if filled else None)
    return filled


def in_order(entries: Sequence[Entry], count: int) -> list[Entry | None]:
    """Return headers in their order, each over as many columns as the others; nothing when that does not come out."""
    if count % len(entries):
        return []
    each = count // len(entries)
    return [entries[at // each] for at in range(count)]
