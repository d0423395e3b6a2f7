"""Unique Particle Attribution: each child belongs to one particle, told without looking ahead (Part 1 §3.8.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.model.components import UNBOUNDED, AnyParticle, ElementParticle, Group, Particle, allows
from validator.xsd.content import Model

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from validator.model.names import Name
    from validator.xsd.content import Leaf

WORK = 500_000  # places looked at: beyond any schema that was written by hand


def ambiguous(
    particle: Particle | None,
    heads: Callable[[Name], tuple[Name, ...]],
    members: Callable[[Name], Iterable[Name]],
) -> tuple[Leaf, Leaf] | None:
    """Return two particles that compete for one child, or None.

    `heads` gives an element and the heads of its substitution groups, `members` the elements that may stand for it.
    A model whose counts leave too many states to look at is taken for a good one as far as it was looked at.
    """
    if particle is None:
        return None
    model = Model(_clipped(particle), heads)
    pending, seen, work = [model.start], {model.start}, 0
    while pending and work < WORK:
        firsts = model.firsts(pending.pop())
        work += len(firsts)
        after: dict[int, set[int]] = {}
        for leaf, rest in firsts:
            after.setdefault(leaf, set()).add(rest)
        clash = _competing([model.particle(leaf) for leaf in after], heads, members)
        if clash is not None:
            return clash
        for rests in after.values():
            state = tuple(sorted(rests))
            if state not in seen:
                seen.add(state)
                pending.append(state)
    return None


def _clipped(particle: Particle) -> Particle:
    """Return a particle with counts as small as they can be and tell the same things apart.

    What matters after one occurrence is whether another must come, may come, or may not. The parts of an all-group
    compete at its start or never, so it may as well be a choice that repeats.
    """
    low, high = _fewest(particle.minimum, particle.maximum)
    if not isinstance(particle, Group):
        return particle._replace(minimum=low, maximum=high)
    parts = tuple(map(_clipped, particle.parts))
    if particle.kind == "all":
        return Group("choice", parts, 0, UNBOUNDED)
    return Group(particle.kind, parts, low, high)


def _fewest(low: int, high: int) -> tuple[int, int]:
    few = min(low, 2)
    if high == UNBOUNDED:
        return few, high
    return few, few if low == high else max(few, 1) + min(high - max(low, 1), 1)


def _competing(
    particles: list[Leaf], heads: Callable[[Name], tuple[Name, ...]], members: Callable[[Name], Iterable[Name]]
) -> tuple[Leaf, Leaf] | None:
    """Return two of the particles that overlap, or None (§3.8.6, Appendix H)."""
    names: dict[Name, ElementParticle] = {}
    wildcards: list[AnyParticle] = []
    for particle in particles:
        if isinstance(particle, AnyParticle):
            wildcards.append(particle)
        elif particle.name in names:
            return names[particle.name], particle
        else:
            names[particle.name] = particle
    for name, particle in names.items():
        for head in heads(name)[1:]:
            if head in names and names[head].reference:
                return names[head], particle
        for wildcard in wildcards:
            if any(allows(wildcard.namespaces, one) for one in _taken(particle, members)):
                return wildcard, particle
    for index, wildcard in enumerate(wildcards):
        for other in wildcards[:index]:
            if _overlap(wildcard.namespaces, other.namespaces):
                return other, wildcard
    return None


def _taken(particle: ElementParticle, members: Callable[[Name], Iterable[Name]]) -> Iterator[Name]:
    yield particle.name
    if particle.reference:
        yield from members(particle.name)


def _overlap(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two wildcards allow a namespace in common (§3.10.6)."""
    if not one or not other:
        return False
    if one[0] == "##any" or other[0] == "##any":
        return True
    if one[0] == "##other" and other[0] == "##other":
        return True
    if one[0] == "##other":
        one, other = other, one
    if other[0] == "##other":
        return any(space and space != other[1] for space in one)
    return not set(one).isdisjoint(other)
