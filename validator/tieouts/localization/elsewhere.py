"""Whether a document tells elsewhere what a suspect should be: a value that is told again is hardly so by chance.

How unlikely it is counts: figures of one period and unit, or of labels that share a word, hold some share of all
numbers of so many digits, and the value of every suspect is looked for among them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from validator.tieouts.figures import OK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.model.names import Name
    from validator.model.periods import Period
    from validator.tieouts.figures import Figures, Key

    Pool = tuple[int, object]  # a unit, with a period or a word

WORD = re.compile(r"[^\W\d_]{4,}")
POOLS = 2  # in which a value is looked for
SURE = ((100, 20), (10, 10))  # one chance in so many, and the points it is worth


class Elsewhere:
    """The sizes of a document's figures, scaled, by what the figures stand with; only whole numbers are looked at."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self.words: dict[Name, frozenset[str]] = {}  # of each concept's label
        self.told: dict[tuple[int, int], list[Key]] = {}  # by unit and size
        pools: dict[Pool, set[int]] = {}
        for concept, spots in figures.by_concept.items():
            for spot in spots:
                said = figures.bounds_of((concept, spot))
                if said.state == OK and said.value and isinstance(said.value, int):
                    size = abs(said.value)
                    self.told.setdefault((figures.unit_of(spot), size), []).append((concept, spot))
                    for pool in self._pools((concept, spot)):
                        pools.setdefault(pool, set()).add(size)
        self.pools = {pool: sorted(sizes) for pool, sizes in pools.items()}

    def points(self, key: Key, value: int, unit: int, among: int) -> int:
        """Return how much it speaks for one of so many suspects that its value is told elsewhere, in such units.

        What the same thing is in another period says something of its own, and nothing here.
        """
        size, others = abs(value), self.told.get((self.figures.unit_of(key[1]), abs(value)), ())
        shown = str(size // unit)
        own = set(self._pools(key))
        shared = {pool for other in others if self._apart(other, key) for pool in own.intersection(self._pools(other))}
        if not shared or shown == "0":
            return 0
        least = unit * 10 ** (len(shown) - 1)
        found = [self.pools[pool] for pool in shared]
        few = min(bisect_left(sizes, 10 * least) - bisect_left(sizes, least) for sizes in found)
        room = 9 * 10 ** (len(shown.rstrip("0")) - 1)  # numbers of as many digits: 15,000 is as likely as 15
        return next((points for chances, points in SURE if few * among * POOLS * chances <= room), 0)

    def _apart(self, other: Key, key: Key) -> bool:
        """Whether a figure is another than one, and not the same of another period."""
        return other != key and (other[0] != key[0] or self._period(other) == self._period(key))

    def _period(self, key: Key) -> Period | None:
        return self.figures.report.contexts[self.figures.frame_of(key[1])].period

    def _pools(self, key: Key) -> Iterator[Pool]:
        """Yield what a figure stands with: its period, and each word of its label."""
        concept, spot = key
        unit = self.figures.unit_of(spot)
        yield unit, self._period(key)
        words = self.words.get(concept)
        if words is None:
            words = self.words[concept] = frozenset(WORD.findall(self.figures.label(concept).lower()))
        for word in words:
            yield unit, word
