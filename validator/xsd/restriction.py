"""Whether a content model restricts another: Particle Valid (Restriction), XML Schema 1.0 Part 1 §3.9.6.

The rules are the Recommendation's own, case by case; they look at pairs of particles, each pair once, and reckon with
counts instead of trying them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.model.components import UNBOUNDED, AnyParticle, ElementParticle, Group, Particle, allows
from validator.model.names import local
from validator.xsd.attribute_uses import NOTHING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from validator.model.names import Name

    Range = tuple[int, int]

STRENGTH = {"skip": 0, "lax": 1, "strict": 2}


class Why(NamedTuple):
    """Why a type does not derive from its base: which wording of `derivation-not-valid`, and its values."""

    variant: str
    values: Mapping[str, object]


def why(variant: str, **values: object) -> Why:
    """Return why a type does not derive from its base."""
    return Why(variant, values)


class Declarations(NamedTuple):
    """What must be known of elements: what they may stand for, and whether one declaration restricts another."""

    heads: Callable[[Name], tuple[Name, ...]]
    fault: Callable[[ElementParticle, ElementParticle], Why | None]  # why one's declaration does not restrict another's


def restricts(derived: Particle | None, base: Particle | None, declarations: Declarations) -> Why | None:
    """Return why a content model is no restriction of another; None when it is one."""
    own, other = plain(derived), plain(base)
    if own is None:
        return None if other is None or emptiable(other) else why("empty", expected=_shown(other))
    if other is None:
        return why("base-empty", part=_shown(own))
    return _Restriction(declarations).fault(own, other)


def plain(particle: Particle | None) -> Particle | None:
    """Return a particle without its pointless groups; None when nothing is left of it (§3.9.6)."""
    if particle is None or particle.maximum == 0:
        return None
    if not isinstance(particle, Group):
        return particle
    parts: list[Particle] = []
    for part in map(plain, particle.parts):
        if part is None:
            continue
        if isinstance(part, Group) and part.kind == particle.kind != "all" and occurrence(part) == (1, 1):
            parts += part.parts
        else:
            parts.append(part)
    if not parts:
        return None
    if len(parts) == 1 and occurrence(particle) == (1, 1):
        return parts[0]
    return particle._replace(parts=tuple(parts))


def occurrence(particle: Particle) -> Range:
    """Return how often a particle may occur."""
    return particle.minimum, particle.maximum


def total(particle: Particle) -> Range:
    """Return how many elements a particle holds at least and at most: its effective total range (§3.8.6)."""
    low, high = occurrence(particle)
    if not isinstance(particle, Group):
        return low, high
    ranges = [total(part) for part in particle.parts] or [(0, 0)]
    if particle.kind == "choice":
        least, most = min(one for one, _ in ranges), _largest([other for _, other in ranges])
    else:
        least = sum(one for one, _ in ranges)
        most = UNBOUNDED if any(other == UNBOUNDED for _, other in ranges) else sum(other for _, other in ranges)
    return least * low, _times(most, high)


def emptiable(particle: Particle) -> bool:
    """Whether a particle may hold nothing (§3.9.6)."""
    return total(particle)[0] == 0


def _largest(bounds: list[int]) -> int:
    return UNBOUNDED if UNBOUNDED in bounds else max(bounds)


def _times(one: int, other: int) -> int:
    if 0 in (one, other):
        return 0
    return UNBOUNDED if UNBOUNDED in (one, other) else one * other


def _within(inner: Range, outer: Range) -> bool:
    """Occurrence Range OK (§3.9.6)."""
    return inner[0] >= outer[0] and (outer[1] == UNBOUNDED or (inner[1] != UNBOUNDED and inner[1] <= outer[1]))


def _counted(bounds: Range) -> str:
    return f"{bounds[0]} to {'any number' if bounds[1] == UNBOUNDED else bounds[1]}"


def _shown(particle: Particle) -> str:
    if isinstance(particle, ElementParticle):
        return local(particle.name)
    return f"a {particle.kind}" if isinstance(particle, Group) else "any element"


class _Restriction:
    def __init__(self, declarations: Declarations) -> None:
        self.declarations = declarations
        self._known: dict[tuple[int, int], Why | None] = {}
        self._kept: list[Particle] = []  # particles made here must live as long as their identities are used

    def fault(self, own: Particle, base: Particle) -> Why | None:
        key = (id(own), id(base))
        if key not in self._known:
            self._known[key] = self._fault(own, base)
        return self._known[key]

    def _fault(self, own: Particle, base: Particle) -> Why | None:
        if own == base:
            return None
        if isinstance(base, AnyParticle):
            return self._of_wildcard(own, base)
        if isinstance(own, AnyParticle):
            return why("any", expected=_shown(base))
        if isinstance(base, ElementParticle):
            return self._of_element(own, base)
        if isinstance(own, ElementParticle):  # RecurseAsIfGroup
            own = Group(base.kind, (own,))
            self._kept.append(own)
        if own.kind == base.kind:
            return self._range(own, base) or (
                self._chosen(own, base) if base.kind == "choice" else self._ordered(own, base)
            )
        if own.kind == "sequence":
            return self._unordered(own, base) if base.kind == "all" else self._summed(own, base)
        return why("other-part", part=_shown(own), expected=_shown(base))

    def _range(self, own: Particle, base: Particle) -> Why | None:
        mine, other = occurrence(own), occurrence(base)
        if _within(mine, other):
            return None
        return why("occurrence", part=_shown(own), seen=_counted(mine), allowed=_counted(other))

    def _of_element(self, own: Particle, base: ElementParticle) -> Why | None:
        """NameAndTypeOK; what substitutes for the base's element is as good as it."""
        if not isinstance(own, ElementParticle):
            return why("other-part", part=_shown(own), expected=_shown(base))
        if own.name == base.name:
            return self._range(own, base) or self.declarations.fault(own, base)
        if base.reference and own.reference and base.name in self.declarations.heads(own.name):
            return self._range(own, base)  # a head is a choice of what substitutes for it: this very element
        return why("other-part", part=_shown(own), expected=_shown(base))

    def _of_wildcard(self, own: Particle, base: AnyParticle) -> Why | None:
        """NSCompat, NSSubset, NSRecurseCheckCardinality."""
        if isinstance(own, ElementParticle):
            if not allows(base.namespaces, own.name):
                return why("namespace", part=_shown(own))
            return self._range(own, base)
        if isinstance(own, AnyParticle):
            weaker = STRENGTH.get(own.process, 2) < STRENGTH.get(base.process, 2)
            if weaker or not narrower(own.namespaces, base.namespaces):
                return why("wildcard-wider")
            return self._range(own, base)
        free = base._replace(minimum=0, maximum=UNBOUNDED)
        self._kept.append(free)
        for part in own.parts:
            reason = self.fault(part, free)
            if reason:
                return reason
        if not _within(total(own), occurrence(base)):
            return why("elements", seen=_counted(total(own)), allowed=_counted(occurrence(base)))
        return None

    def _ordered(self, own: Group, base: Group) -> Why | None:
        """Recurse: every part in its turn, and what is left out may be left out."""
        at, others = 0, base.parts
        for part in own.parts:
            reason: Why | None = why("misplaced", part=_shown(part))
            while at < len(others):
                reason = self.fault(part, others[at])
                at += 1
                if not reason:
                    break
                if not emptiable(others[at - 1]):
                    return reason
            else:
                return reason
        missing = next((other for other in others[at:] if not emptiable(other)), None)
        return why("lacking", part=_shown(missing)) if missing is not None else None

    def _chosen(self, own: Group, base: Group) -> Why | None:
        """RecurseLax: each of its choices is one of the base's, in their order."""
        others = iter(base.parts)
        for part in own.parts:
            if all(self.fault(part, other) for other in others):
                return why("choice", part=_shown(part))
        return None

    def _unordered(self, own: Group, base: Group) -> Why | None:
        """RecurseUnordered: a sequence of parts of an all-group."""
        left = list(base.parts)
        for part in own.parts:
            found = next((other for other in left if not self.fault(part, other)), None)
            if found is None:
                return why("none-left", part=_shown(part))
            left.remove(found)
        missing = next((other for other in left if not emptiable(other)), None)
        if missing is not None:
            return why("lacking", part=_shown(missing))
        return self._range(own, base)

    def _summed(self, own: Group, base: Group) -> Why | None:
        """MapAndSum: a sequence of what the base lets choose, as often as there are parts."""
        for part in own.parts:
            if all(self.fault(part, other) for other in base.parts):
                return why("not-chosen", part=_shown(part))
        low, high = occurrence(own)
        count = (low * len(own.parts), _times(high, len(own.parts)))
        if not _within(count, occurrence(base)):
            return why("parts", seen=_counted(count), allowed=_counted(occurrence(base)))
        return None


def narrower(own: tuple[str, ...], base: tuple[str, ...]) -> bool:
    """Whether a wildcard's namespaces are a subset of another's (§3.10.6)."""
    if base[:1] == ("##any",) or own == base:
        return True
    if own[:1] in (("##any",), ("##other",)):
        return False
    if base[:1] == ("##other",):
        return all(space and space != base[1] for space in own)
    return {*own} - {NOTHING[0]} <= {*base}
