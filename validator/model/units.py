"""Units of measure: products of measures over products of measures (XBRL 2.1 §4.8)."""

from __future__ import annotations

import re
from typing import NamedTuple

from validator.model.names import ISO4217, XBRLI, Name, local, name, namespace
from validator.model.source import Location

ANYTHING: tuple[Name, ...] = ("*",)  # below the line where the Units Registry asks for no unit of its own


class Unit(NamedTuple):
    """A unit as declared: its measures as Clark names, sorted, numerator and denominator apart."""

    id: str
    numerator: tuple[Name, ...]
    denominator: tuple[Name, ...]
    at: Location

    @classmethod
    def of(cls, words: str, identity: str, others: str = ISO4217) -> Unit:
        """Return the unit of `CNY`, `CNY/shares`, `shares` or `pure`; what else is measured is named in `others`."""

        def measure(text: str) -> tuple[Name, ...]:
            currency = len(text) == 3 and text.isupper()
            space = XBRLI if text in ("pure", "shares") else ISO4217 if currency else others
            return (name(space, re.sub(r"\W", "_", text) or "pure"),)

        top, _, bottom = words.partition("/")
        return cls(identity, measure(top), measure(bottom) if bottom else (), Location(""))

    @property
    def key(self) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
        """What makes two units the same (structure-equal units, XBRL 2.1 §4.10)."""
        return (self.numerator, self.denominator)

    @property
    def currency(self) -> str | None:
        """The ISO 4217 code when the unit is one currency, else None."""
        if len(self.numerator) == 1 and not self.denominator and namespace(self.numerator[0]) == ISO4217:
            return local(self.numerator[0])
        return None

    def __str__(self) -> str:
        """Return it as a reader says it: `CNY`, `CNY/shares`, `pure`."""
        top = "·".join(local(m) for m in self.numerator)
        return f"{top}/{'·'.join(local(m) for m in self.denominator)}" if self.denominator else top
