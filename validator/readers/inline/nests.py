"""What stands within what in a document set, told for all its ix elements in one pass, however deep they nest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from validator.readers.inline.tree import Tag

TERMS = ("numerator", "denominator")
NOTHING: frozenset[str] = frozenset()


class Terms(NamedTuple):
    """The terms within a fraction, also within further ones in it (§7.1): how many of a kind, and which stands last."""

    many: int
    last: int


class Nests:
    """Of each ix element, by its number: the kinds of those around it, and the fraction around it.

    `kinds` has a set for each element, `fraction` the number of the nearest fraction around it or -1, `terms` of each
    fraction its terms by kind, `within` the elements whose nearest fraction it is.
    """

    def __init__(self, tags: Sequence[Tag]) -> None:
        self.kinds: list[frozenset[str]] = []
        self.fraction: list[int] = []
        self.within: dict[int, list[int]] = {}
        known: dict[tuple[frozenset[str], str], frozenset[str]] = {}
        for at, tag in enumerate(tags):
            kinds, fraction = NOTHING, -1
            if tag.parent >= 0:
                above, kind = self.kinds[tag.parent], tags[tag.parent].kind
                kinds = known.setdefault((above, kind), above | {kind})
                fraction = tag.parent if kind == "fraction" else self.fraction[tag.parent]
            self.kinds.append(kinds)
            self.fraction.append(fraction)
            if fraction >= 0:
                self.within.setdefault(fraction, []).append(at)
        self.terms = self._terms(tags)

    def _terms(self, tags: Sequence[Tag]) -> dict[int, dict[str, Terms]]:
        found: dict[int, dict[str, Terms]] = {}
        for at in range(len(tags) - 1, -1, -1) if self.within else ():  # what a fraction holds comes after it
            holder, kind = self.fraction[at], tags[at].kind
            if holder < 0:
                continue
            inner = {kind: Terms(1, at)} if kind in TERMS else found.get(at, {})
            into = found.setdefault(holder, {})
            for name, terms in inner.items():
                known = into.get(name, Terms(0, -1))
                into[name] = Terms(known.many + terms.many, max(known.last, terms.last))
        return found


def on_circles(following: Mapping[int, int]) -> set[int]:
    """Return the numbers from which one comes back to them, each having at most one that follows it."""
    walked: dict[int, int] = {}
    found: set[int] = set()
    for start in following:
        path: list[int] = []
        one: int | None = start
        while one is not None and one not in walked:
            walked[one] = start
            path.append(one)
            one = following.get(one)
        if one is not None and walked[one] == start:
            found.update(path[path.index(one) :])
    return found


def chained(starts: Sequence[int], following: Mapping[int, int]) -> dict[int, int]:
    """Return, for whatever is reached from a start, the start that reaches it first."""
    first: dict[int, int] = {}
    for start in starts:
        one: int | None = start
        while one is not None and one not in first:
            first[one] = start
            one = following.get(one)
    return first


def inside_their_own(tags: Sequence[Tag], first: Mapping[int, int]) -> set[int]:
    """Return the elements that stand within another of the same chain."""
    open_chains: dict[int, int] = {}
    around: list[int] = []
    found: set[int] = set()
    for at, tag in enumerate(tags):
        while around and around[-1] != tag.parent:
            left = first.get(around.pop())
            if left is not None:
                open_chains[left] -= 1
        chain = first.get(at)
        if chain is not None:
            if open_chains.get(chain):
                found.add(at)
            open_chains[chain] = open_chains.get(chain, 0) + 1
        around.append(at)
    return found
