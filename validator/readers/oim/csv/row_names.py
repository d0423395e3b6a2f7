"""Names of the rows of a table, each of which one row has (xBRL-CSV 1.0 §3.2.2)."""

from __future__ import annotations

import re
from operator import lt
from typing import TYPE_CHECKING

from validator.readers.oim.values import REST

if TYPE_CHECKING:
    from collections.abc import Sequence

ROW_NAME = re.compile(f"[{REST}]*")


class Names:
    """Names that were met; while they rise, as those that are counted do, they need no place in a set."""

    def __init__(self) -> None:
        self._risen: list[str] = []  # names with line breaks between
        self._last = (0, "")
        self._met: set[str] | None = None

    def take(self, names: Sequence[str]) -> bool:
        """Take texts where they are names of rows, none of which was met before; say whether that is so."""
        if "" in names or not ROW_NAME.fullmatch("".join(names)):
            return False
        if self._met is None and names:
            keys = [*zip(map(len, names), names, strict=True)]
            if keys[0] > self._last and all(map(lt, keys, keys[1:])):
                self._last = keys[-1]
                self._risen.append("\n".join(names))
                return True
        met, fresh = self.all(), set(names)
        if len(fresh) < len(names) or not met.isdisjoint(fresh):
            return False
        met |= fresh
        return True

    def all(self) -> set[str]:
        """Return every name met, as a set to be added to."""
        if self._met is None:
            self._met = {name for some in self._risen for name in some.split("\n")}
            self._risen.clear()
        return self._met
