"""Facts of xBRL-JSON that are written plainly, found in runs by one expression: most facts of most reports.

Plain is a fact of a value, perhaps decimals, and dimensions, in the order of the one before it, without escapes. All
else is left to the reader that knows every case; so is the first fact of every kind, which the others then follow.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from validator.model.source import Refused

if TYPE_CHECKING:
    from validator.readers.oim.json_text import Json, Source

ORDER = ("value", "decimals", "dimensions")
DEEP = 64  # brackets in one fact, beyond which the whole is read at once: depth is counted from its start
B = r"[ \t\r\n]*+"
TEXT = r'[^"\\\x00-\x1f]'
MEMBERS = {
    "value": rf'"value"{B}:{B}"(?P<value>{TEXT}*+)"',
    "decimals": rf'"decimals"{B}:{B}(?P<decimals>0|-?[1-9][0-9]{{0,5}})',
    "dimensions": rf'"dimensions"{B}:{B}\{{(?P<before>DIMENSIONS)"concept"{B}:{B}"(?P<concept>{TEXT}++)"'
    r"(?P<after>[^{}\\]*+)\}",
}
FIRST, LATER = B, rf'(?>[^{{}}\\]*?(?="concept"{B}:))'  # what stands before the concept among the dimensions


@lru_cache(maxsize=16)
def expression(order: tuple[str, ...], *, first: bool) -> re.Pattern[str]:
    """Return what a plain fact and the comma before it look like, its members in an order; decimals may be left out."""
    comma = rf"{B},{B}"
    at = order.index("decimals")
    parts = [MEMBERS[name] for name in order]
    parts[at] = rf"(?:{comma}{parts[at]})?" if at == len(order) - 1 else rf"(?:{parts[at]}{comma})?"
    inside = parts[0]
    for i, part in enumerate(parts[1:], 1):
        inside += part if i == at == len(order) - 1 or i - 1 == at else comma + part
    inside = inside.replace("DIMENSIONS", FIRST if first else LATER)
    return re.compile(rf'{comma}"(?P<name>{TEXT}++)"{B}:{B}\{{{B}{inside}{B}\}}')


class Facts:
    """The facts of a document in columns, as written; `rests` is None where a fact is not plain.

    A rest is what a fact's dimensions say beside the concept; `concepts` are as written, `places` where names start.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.names: list[str] = []
        self.values: list[str] = []
        self.decimals: list[str] = []
        self.concepts: list[str] = []
        self.rests: list[str | None] = []
        self.places = array("Q")
        self._spelled: dict[str, str] = {}
        self._rests: dict[str, str | None] = {}
        self._expression: re.Pattern[str] | None = None

    def read(self, offset: int) -> int | None:
        """Read the object of facts at an offset, and return where it ends; None where the whole is to be read at once.

        Whatever is no JSON gives None, for the whole tells it as it always did.
        """
        source = self.source
        walk = source.members(offset)
        try:
            name, place, at = next(walk)
            while name or place != at:
                fact, end = source.value(at)
                if source.text.count("{", at, end) + source.text.count("[", at, end) > DEEP:
                    return None
                self._add(name, "", "", "", None, place)
                self._learn(fact)
                name, place, at = walk.send(self._run(end))
        except Refused:
            return None
        self._leave_repeated()
        return at

    def _learn(self, fact: Json) -> None:
        """Take the order of members from a fact that is not plain, or is the first."""
        if not isinstance(fact, dict) or not isinstance(dimensions := fact.get("dimensions"), dict):
            return
        order = tuple(fact)
        if order == ("value", "dimensions"):
            order = ORDER
        if dimensions and sorted(order) == sorted(ORDER):
            self._expression = expression(order, first=next(iter(dimensions)) == "concept")

    def _run(self, end: int) -> int:
        """Take the plain facts that follow where one ends; return where the last of them ends."""
        if self._expression is None:
            return end
        names, values, decimals = self.names.append, self.values.append, self.decimals.append
        concepts, rests, places = self.concepts.append, self.rests.append, self.places.append
        known, spelled = self._rests, self._spelled
        groups = [self._expression.groupindex[one] for one in ("name", "value", "concept", "before", "after")]
        accuracy = self._expression.groupindex["decimals"]
        text, match = self.source.text, self._expression.match
        while found := match(text, end):
            name, value, concept, before, after = found.group(*groups)
            rest = f"{before}\0{after}" if before else after
            if rest not in known and not self._sound(rest, found):
                break
            names(name)
            values(value)
            decimals(found[accuracy] or "")
            concepts(spelled.setdefault(concept, concept))
            rests(known[rest])
            places(found.start(groups[0]) - 1)
            end = found.end()
        return end

    def _sound(self, rest: str, found: re.Match[str]) -> bool:
        """Whether the first fact of a rest is JSON; where a key stands twice in it, no fact of that rest is plain."""
        source = self.source
        before = source.repeats
        try:
            _, end = source.value(source.text.index("{", found.end("name")))
        except Refused:
            return False
        if end == found.end():
            self._rests[rest] = rest if source.repeats == before else None
        return rest in self._rests

    def _add(self, name: str, value: str, decimals: str, concept: str, rest: str | None, place: int) -> None:
        self.names.append(name)
        self.values.append(value)
        self.decimals.append(decimals)
        self.concepts.append(concept)
        self.rests.append(rest)
        self.places.append(place)

    def _leave_repeated(self) -> None:
        """Let no fact be plain whose name another has."""
        if len(set(self.names)) < len(self.names):
            several = {name for name, count in Counter(self.names).items() if count > 1}
            self.rests = [None if name in several else rest for name, rest in zip(self.names, self.rests, strict=True)]
