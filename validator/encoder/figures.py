"""What an encoder finds: figures with the place each came from, and numbers left out with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.documents.text import Place  # noqa: TC001 - a NamedTuple field, resolved at run time
from validator.model.names import Name, local
from validator.model.periods import Period  # noqa: TC001 - as above
from validator.understanding.words.numbers import lexical

if TYPE_CHECKING:
    from validator.model.taxonomy import Concept

PURE, SHARES = "pure", "shares"


class Figure(NamedTuple):
    """A figure: mantissa·10^exponent of a concept, in a period and a unit, and where it is printed.

    `unit` is a currency code, `pure`, `shares` or a currency per share (`CNY/shares`); `decimals` as XBRL has them.
    `text` is what is printed at `place`, `words` what it belongs to: a row's label, or the words of a sentence.
    `row` and `cell` (from 1) are its place in a table; 0 in prose. `length` is how many
    characters of the line it takes; 0 where the source does not tell.
    """

    id: str
    concept: Name
    period: Period
    unit: str
    mantissa: int
    exponent: int
    decimals: str
    nil: bool
    members: tuple[tuple[Name, Name], ...]
    place: Place
    text: str
    words: str
    header: str = ""
    row: int = 0
    cell: int = 0
    length: int = 0

    @property
    def value(self) -> str:
        """The value as the report writes it; "" when nil."""
        return "" if self.nil else lexical(self.mantissa, self.exponent)


class LeftOut(NamedTuple):
    """A number that is no figure, and why."""

    place: Place
    text: str
    reason: str


def per_share(concept: Concept) -> bool:
    """Whether a concept is an amount of money for one share (DTR perShareItemType)."""
    return local(concept.type) == "perShareItemType"


def decimals_of(concept: Concept, exponent: int, *, exact: bool = True) -> str:
    """Return the decimals of a figure printed to 10^exponent: INF for a whole number in full, unless said not `exact`.

    Of things that are counted no other number rounds to it; shares may be an average, so they are not of this kind.
    """
    counted = exact and exponent == 0 and concept.base.casefold().endswith("integeritemtype")
    return "INF" if counted else str(-exponent)


def unit_of(concept: Concept, currency: str) -> str | None:
    """Return the unit a concept's figures are in, given the currency that goes with them; None when it lacks one."""
    if concept.base == "monetaryItemType":
        return currency or None
    if per_share(concept):
        return f"{currency}/{SHARES}" if currency else None
    return SHARES if concept.base == "sharesItemType" else PURE
