"""Content models: which children, in which order (XML Schema 1.0 Part 1 §3.8, §3.9).

A model is matched by derivatives (Brzozowski 1964): what is left of an expression after a name. Counts stay counts, so
`maxOccurs="5000"` costs nothing, and a model that repeats comes back to a state already known.

An expression is a nested tuple: EMPTY, ("on", particle), ("seq", a, b), ("alt", frozenset), ("rep", a, low, high),
("all", frozenset of (a, required)). None matches nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.model.declarations import UNBOUNDED, Particle, allows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from validator.model.names import Name

    Expression = tuple[Any, ...] | None

EMPTY: tuple[Any, ...] = ("empty",)


class Model:
    """One content model, its states worked out as they are needed.

    `heads` gives the names a name may stand for: itself, and the heads of its substitution groups.
    """

    def __init__(self, particle: Particle | None, heads: Callable[[Name], tuple[Name, ...]]) -> None:
        self.heads = heads
        self.start: Expression = expression(particle)
        self._steps: dict[tuple[Expression, Name], tuple[Expression, Particle | None]] = {}

    def step(self, state: Expression, name: Name) -> tuple[Expression, Particle | None]:
        """Return the state after a child, and the particle that took it; (None, None) when none does."""
        key = (state, name)
        found = self._steps.get(key)
        if found is None:
            taken: list[Particle] = []
            after = derive(state, name, self.heads(name), taken)
            found = (after, taken[0] if taken else None)
            if len(self._steps) < 20_000:
                self._steps[key] = found
        return found

    def complete(self, state: Expression) -> bool:
        """Whether the content may end here."""
        return nullable(state)

    def expected(self, state: Expression) -> list[str]:
        """Return what may stand next, for a message: names, or `any` for a wildcard."""
        found = {p[1] if p[0] == "element" else "any" for p in firsts(state)}
        return sorted(found, key=lambda name: (name == "any", name))


def expression(particle: Particle | None) -> Expression:
    """Return a particle as an expression."""
    if particle is None:
        return EMPTY
    kind = particle[0]
    if kind in ("element", "any"):
        low, high = particle[3], particle[4]
        body: Expression = ("on", particle)
        return repeated(body, low, high)
    children = [expression(child) for child in particle[1]]
    low, high = particle[2], particle[3]
    if kind == "sequence":
        whole: Expression = EMPTY
        for child in reversed(children):
            whole = sequence(child, whole)
        return repeated(whole, low, high)
    if kind == "choice":
        return repeated(choice(children), low, high) if children else (EMPTY if low == 0 else None)
    return repeated(("all", frozenset(children)), low, high)


def sequence(first: Expression, second: Expression) -> Expression:
    """Return one expression after another."""
    if first is None or second is None:
        return None
    if first == EMPTY:
        return second
    if second == EMPTY:
        return first
    return ("seq", first, second)


def choice(options: Iterable[Expression]) -> Expression:
    """Return the choice between expressions."""
    kept: set[Any] = set()
    for option in options:
        if option is not None:
            kept |= option[1] if option[0] == "alt" else {option}
    if not kept:
        return None
    return next(iter(kept)) if len(kept) == 1 else ("alt", frozenset(kept))


def repeated(body: Expression, low: int, high: int) -> Expression:
    """Return an expression that occurs from `low` to `high` times; -1 is without end."""
    if high == 0 or body == EMPTY:
        return EMPTY
    if body is None:
        return EMPTY if low == 0 else None
    return body if low == high == 1 else ("rep", body, low, high)


def nullable(at: Expression) -> bool:
    """Whether an expression matches nothing at all."""
    if at is None or at[0] == "on":
        return False
    if at[0] == "empty":
        return True
    if at[0] == "seq":
        return nullable(at[1]) and nullable(at[2])
    if at[0] == "alt":
        return any(map(nullable, at[1]))
    if at[0] == "rep":
        return at[2] == 0 or nullable(at[1])
    return all(map(nullable, at[1]))


def derive(at: Expression, name: Name, heads: tuple[Name, ...], taken: list[Particle]) -> Expression:
    """Return what is left of an expression after a name; particles that took it are added to `taken`."""
    if at is None or at[0] == "empty":
        return None
    kind = at[0]
    if kind == "on":
        if matches(at[1], name, heads):
            taken.append(at[1])
            return EMPTY
        return None
    if kind == "seq":
        left = sequence(derive(at[1], name, heads, taken), at[2])
        if nullable(at[1]):
            return choice((left, derive(at[2], name, heads, taken)))
        return left
    if kind == "alt":
        return choice([derive(option, name, heads, taken) for option in at[1]])
    if kind == "rep":
        _, body, low, high = at
        less = repeated(body, max(0, low - 1), high if high == UNBOUNDED else high - 1)
        return sequence(derive(body, name, heads, taken), less)
    options = []
    for member in at[1]:
        after = derive(member, name, heads, taken)
        if after is not None:
            options.append(sequence(after, ("all", at[1] - {member})))
    return choice(options)


def matches(particle: Particle, name: Name, heads: tuple[Name, ...]) -> bool:
    """Whether a particle takes a name; a reference to a global element also takes what substitutes for it."""
    if particle[0] == "any":
        return allows(particle[1], name)
    return particle[1] == name or (particle[6] and particle[1] in heads)


def firsts(at: Expression) -> Iterator[Particle]:
    """Yield the particles that can take the next child."""
    if at is None:
        return
    if at[0] == "on":
        yield at[1]
    elif at[0] == "seq":
        yield from firsts(at[1])
        if nullable(at[1]):
            yield from firsts(at[2])
    elif at[0] in ("alt", "all"):
        for option in at[1]:
            yield from firsts(option)
    elif at[0] == "rep":
        yield from firsts(at[1])


def ambiguous(
    particle: Particle | None, overlap: Callable[[Particle, Particle], bool]
) -> tuple[Particle, Particle] | None:
    """Return two particles that compete for one child, or None: Unique Particle Attribution (Part 1 §3.8.6).

    Particles are told apart by where they stand, so every one is numbered first.
    """
    counter = [0]

    def numbered(at: Particle) -> Particle:
        counter[0] += 1
        if at[0] in ("element", "any"):
            return (*at, counter[0])
        return (at[0], tuple(map(numbered, at[1])), *at[2:])

    def compete(found: list[Particle]) -> tuple[Particle, Particle] | None:
        for index, one in enumerate(found):
            for other in found[:index]:
                if one[-1] != other[-1] and overlap(one, other):
                    return (other, one)
        return None

    if particle is None:
        return None
    start = expression(numbered(particle))
    pending, seen = [start], {start}
    while pending and len(seen) < 2000:
        state = pending.pop()
        found = list(dict.fromkeys(firsts(state)))
        clash = compete(found)
        if clash is not None:
            return clash
        for one in found:
            after = _after(state, one)
            if after is not None and after not in seen:
                seen.add(after)
                pending.append(after)
    return None


def _after(at: Expression, particle: Particle) -> Expression:
    """Return what is left after one particle, whatever the name; counts beyond two are as good as two."""
    if at is None or at[0] == "empty":
        return None
    if at[0] == "on":
        return EMPTY if at[1] == particle else None
    if at[0] == "seq":
        left = sequence(_after(at[1], particle), at[2])
        return choice((left, _after(at[2], particle))) if nullable(at[1]) else left
    if at[0] == "alt":
        return choice([_after(option, particle) for option in at[1]])
    if at[0] == "rep":
        _, body, low, high = at
        low = min(low, 3)
        high = high if high == UNBOUNDED else min(high, max(low, 1) + 2)
        return sequence(
            _after(body, particle), repeated(body, max(0, low - 1), high if high == UNBOUNDED else high - 1)
        )
    options = []
    for member in at[1]:
        after = _after(member, particle)
        if after is not None:
            options.append(sequence(after, ("all", at[1] - {member})))
    return choice(options)
