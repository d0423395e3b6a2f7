"""Units of measure: products of measures over products of measures (XBRL 2.1 §4.8)."""

from __future__ import annotations

from typing import NamedTuple

from validator.model.names import ISO4217, Name, local, namespace
from validator.model.source import Location  # noqa: TC001 - a NamedTuple field, resolved at run time

ANYTHING: tuple[Name, ...] = ("*",)  # below the line where the Units Registry asks for no unit of its own


class Unit(NamedTuple):
    """A unit as declared: its measures as Clark names, sorted, numerator and denominator apart."""

    id: str
    numerator: tuple[Name, ...]
    denominator: tuple[Name, ...]
    at: Location

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
