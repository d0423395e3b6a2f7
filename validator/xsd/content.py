"""Content models: which children, in which order (XML Schema 1.0 Part 1 §3.8, §3.9).

A model is matched by partial derivatives (Antimirov 1996): after each child there is a set of *rests*, each one way to
go on. A rest is a chain of frames, what is still to come of one group before what follows it, and is known by a number.
Counts stay counts, so `maxOccurs="100000"` costs nothing; without counts there are never more rests than particles, so
nothing backtracks; and what a name does to a set of rests is worked out once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.model.components import UNBOUNDED, AnyParticle, ElementParticle, Group, Particle, allows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from validator.model.names import Name

    Leaf = ElementParticle | AnyParticle
    State = tuple[int, ...]
    Frame = tuple[int, int, int, int]  # node, two numbers that mean what its kind says, what follows

DONE = 0  # the rest that holds nothing more
MOST = 256  # rests at once: only counts within counts, where one child has many places, come near
WORK = 3_000_000  # comparisons of rests in one model: seconds
LEAF, SEQUENCE, CHOICE, ALL, REPEAT = range(5)
GROUPS = {"sequence": SEQUENCE, "choice": CHOICE, "all": ALL}


class UndecidedError(Exception):
    """Counts within counts leave more ways to read a content model than can be followed."""


class Model:
    """One content model, its states worked out as they are needed.

    `heads` gives the names a name may stand for: itself, and the heads of its substitution groups. Of a frame the two
    numbers are: of a sequence the next part; of an all-group the parts already there, as bits; of a repetition how
    often it must and may still come.
    """

    def __init__(self, particle: Particle | None, heads: Callable[[Name], tuple[Name, ...]]) -> None:
        self.heads = heads
        self._kinds: list[int] = []
        self._parts: list[tuple[int, ...]] = []
        self._work = 0
        self._leaves: dict[int, Leaf] = {}
        self._starts: list[tuple[int, int]] = []
        self._empty: list[bool] = []
        self._frames: list[Frame] = [(-1, 0, 0, 0)]
        self._numbers: dict[Frame, int] = {}
        self._firsts: dict[int, list[tuple[int, int]]] = {}
        self._steps: dict[tuple[State, Name], tuple[State, Leaf | None]] = {}
        self.start: State = (DONE,) if particle is None else (self._whole(self._node(particle), DONE),)

    def step(self, state: State, name: Name) -> tuple[State, Leaf | None]:
        """Return the state after a child, and the particle that took it; None when none does.

        Raises UndecidedError when more ways to go on are left than can be followed.
        """
        found = self._steps.get((state, name))
        if found is None:
            found = self._steps[(state, name)] = self._step(state, name)
        return found

    def complete(self, state: State) -> bool:
        """Whether the content may end here."""
        return any(map(self._ends, state))

    def expected(self, state: State) -> list[str]:
        """Return what may stand next, for a message: names in the order of the model, and `any` for wildcards, last."""
        particles = (self._leaves[leaf] for leaf, _ in self.firsts(state))
        found = dict.fromkeys(one.name if isinstance(one, ElementParticle) else "any" for one in particles)
        return sorted(found, key="any".__eq__)

    def firsts(self, state: Iterable[int]) -> list[tuple[int, int]]:
        """Return the places in the model that can take the next child, each with what is left after it."""
        return [pair for rest in state for pair in self._first_of(rest)]

    def particle(self, leaf: int) -> Leaf:
        """Return the particle at a place that takes a child."""
        return self._leaves[leaf]

    def _step(self, state: State, name: Name) -> tuple[State, Leaf | None]:
        heads = self.heads(name)
        rests: set[int] = set()
        taken: Leaf | None = None
        for leaf, rest in self.firsts(state):
            particle = self._leaves[leaf]
            if matches(particle, name, heads):
                taken = taken or particle
                rests.add(rest)
        if len(rests) > 8:
            self._work += len(rests) ** 2
            rests = self._widest(rests)
            if len(rests) > MOST or self._work > WORK:
                raise UndecidedError
        return tuple(sorted(rests)), taken

    # ------------------------------------------------------------------ the model as nodes

    def _node(self, particle: Particle) -> int:
        low, high = particle.minimum, particle.maximum
        if isinstance(particle, Group):
            parts = tuple(map(self._node, particle.parts))
            holds = (self._empty[part] for part in parts)
            kind = GROUPS[particle.kind]
            body = self._add(kind, parts, (0, 0), empty=any(holds) if kind == CHOICE else all(holds))
        else:
            body = self._add(LEAF, (), (0, 0), empty=False)
            self._leaves[body] = particle
        if low == high == 1:
            return body
        if self._empty[body]:
            low = 0  # as many empty ones as are asked for are always there
        return self._add(REPEAT, (body,), (low, high), empty=low == 0)

    def _add(self, kind: int, parts: tuple[int, ...], start: tuple[int, int], *, empty: bool) -> int:
        self._kinds.append(kind)
        self._parts.append(parts)
        self._starts.append(start)
        self._empty.append(empty)
        return len(self._kinds) - 1

    # ------------------------------------------------------------------ rests

    def _whole(self, node: int, following: int) -> int:
        return self._rest(node, *self._starts[node], following)

    def _rest(self, node: int, one: int, other: int, following: int) -> int:
        frame = (node, one, other, following)
        number = self._numbers.get(frame)
        if number is None:
            number = self._numbers[frame] = len(self._frames)
            self._frames.append(frame)
        return number

    def _first_of(self, rest: int) -> list[tuple[int, int]]:
        found = self._firsts.get(rest)
        if found is None:
            found, at = [], rest
            while at != DONE:
                node, one, other, following = self._frames[at]
                self._collect(node, one, other, following, found)
                if not self._may_end(node, one):
                    break
                at = following
            found = self._firsts[rest] = list(dict.fromkeys(found))
        return found

    def _collect(self, node: int, one: int, other: int, following: int, found: list[tuple[int, int]]) -> None:
        """Add the places that can take the next child within a node."""
        kind, parts = self._kinds[node], self._parts[node]
        if kind == LEAF:
            found.append((node, following))
        elif kind == SEQUENCE:
            for index in range(one, len(parts)):
                part = parts[index]
                after = self._rest(node, index + 1, 0, following) if index + 1 < len(parts) else following
                self._collect(part, *self._starts[part], after, found)
                if not self._empty[part]:
                    break
        elif kind == CHOICE:
            for part in parts:
                self._collect(part, *self._starts[part], following, found)
        elif kind == ALL:
            for index, part in enumerate(parts):
                if not one >> index & 1:
                    self._collect(part, *self._starts[part], self._rest(node, one | 1 << index, 0, following), found)
        elif other != 0:
            more = UNBOUNDED if other == UNBOUNDED else other - 1
            after = following if more == 0 else self._rest(node, max(0, one - 1), more, following)
            self._collect(parts[0], *self._starts[parts[0]], after, found)

    def _may_end(self, node: int, one: int) -> bool:
        kind, parts = self._kinds[node], self._parts[node]
        if kind == SEQUENCE:
            return all(self._empty[part] for part in parts[one:])
        if kind == ALL:
            return all(self._empty[part] or one >> index & 1 for index, part in enumerate(parts))
        if kind == REPEAT:
            return one == 0 or self._empty[parts[0]]
        return self._empty[node]

    def _ends(self, rest: int) -> bool:
        while rest != DONE:
            node, one, _, following = self._frames[rest]
            if not self._may_end(node, one):
                return False
            rest = following
        return True

    def _widest(self, rests: set[int]) -> set[int]:
        """Return the rests without those that allow nothing another does not allow as well."""
        kept: list[int] = []
        for rest in rests:
            if not any(self._covers(other, rest) for other in kept):
                kept = [other for other in kept if not self._covers(rest, other)]
                kept.append(rest)
                if len(kept) > 2 * MOST:
                    break
        return set(kept)

    def _covers(self, wide: int, narrow: int) -> bool:
        while wide != narrow:
            node, low, high, wide = self._frames[wide]
            other, its_low, its_high, narrow = self._frames[narrow]
            if node != other or node < 0:
                return False
            if self._kinds[node] == REPEAT:
                if low > its_low or (high != UNBOUNDED and not 0 <= its_high <= high):
                    return False
            elif (low, high) != (its_low, its_high):
                return False
        return True


def matches(particle: ElementParticle | AnyParticle, name: Name, heads: tuple[Name, ...]) -> bool:
    """Whether a particle takes a name; a reference to a global element also takes what substitutes for it."""
    if isinstance(particle, AnyParticle):
        return allows(particle.namespaces, name)
    return particle.name == name or (particle.reference and particle.name in heads)
