"""What is judged together, and what is written together: both by what was named alone, never by who works on it."""

from __future__ import annotations

import os
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from validator.checks.syntaxes import Beside
from validator.model.source import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from validator.run import Options

MOST_BYTES, MOST_UNITS = 500_000_000, 256  # of a part; one unit may have more bytes
ONE_IN = 64  # units begin a part by their names, so that one more or less moves no other part


class Remote(NamedTuple):
    """A file at a URL: how large it is, and what tells it from what it is changed to; empty where nothing does."""

    url: str
    size: int
    known_by: str


class Unit(NamedTuple):
    """Files that are judged together: one, or those beside each other that may be one report in several syntaxes.

    A path that leads to nothing is its problem. `asked` tells the options by their place.
    """

    found: tuple[str | Problem, ...]
    asked: int
    remote: tuple[Remote, ...] = ()  # the files, where they are to be fetched
    outright: bool = False  # whether what is to be fetched was named itself, and must be a report

    @property
    def names(self) -> tuple[str, ...]:
        """What tells it from every other."""
        return tuple(f"{one.check} {one.at.path}" if isinstance(one, Problem) else one for one in self.found)

    @property
    def mark(self) -> str:
        """Its names, as short as a file's."""
        return marked(*self.names)

    @property
    def size(self) -> int:
        """How many bytes its files have."""
        if self.remote:
            return sum(one.size for one in self.remote)
        return sum(os.path.getsize(one) for one in self.found if isinstance(one, str) and os.path.isfile(one))


class Part(NamedTuple):
    """Units whose rows stand in one file of each table, which has its name."""

    name: str
    units: tuple[Unit, ...]


def marked(*words: str) -> str:
    """Return words as one short mark."""
    return blake2b("\0".join(words).encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def units(parts: Iterable[tuple[Sequence[str | Problem], Options]]) -> Iterator[Unit]:
    """Yield the units of what was found, in its order."""
    for asked, (found, _) in enumerate(parts):
        groups = Beside(found).groups
        told: set[int] = set()
        for one in found:
            group = groups.get(one) if isinstance(one, str) else None
            if group is None:
                yield Unit((one,), asked)
            elif id(group) not in told:
                told.add(id(group))
                yield Unit(tuple(group), asked)


def parts(all_units: Iterable[Unit]) -> Iterator[Part]:
    """Yield units as the parts they are written in, each named by the first of its units."""
    some: list[Unit] = []
    held = 0
    for unit in all_units:
        size = unit.size
        begins = int(unit.mark, 16) % ONE_IN == 0
        if some and (begins or held + size > MOST_BYTES or len(some) >= MOST_UNITS):
            yield Part(f"part-{some[0].mark}", tuple(some))
            some, held = [], 0
        some.append(unit)
        held += size
    if some:
        yield Part(f"part-{some[0].mark}", tuple(some))
