"""Values as waivers write them: plain decimals, to the last digit."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from validator.model.intervals import places_of

if TYPE_CHECKING:
    from validator.model.intervals import Number


def exact(number: Number) -> str:
    """Return a number as a plain decimal, to its last digit however many; a fraction where no decimal is exact."""
    whole, under = number.numerator, number.denominator
    places = places_of(number)
    if places is None:
        return f"{_digits(whole)}/{_digits(under)}"
    digits = _digits(abs(whole) * 10**places // under).rjust(places + 1, "0")
    sign = "-" if whole < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def _digits(whole: int) -> str:
    """Return the digits of a whole number of any length, which Python's own conversion refuses."""
    return format(Decimal(whole), "f")


def canonical(value: str) -> str:
    """Return a decimal as a waiver writes it, without zeros that say nothing; any other text as it is."""
    sign = "-" if value.startswith("-") else ""
    whole, _, places = value.removeprefix(sign).partition(".")
    if not (value.isascii() and f"{whole}{places}".isdigit()):
        return value
    whole, places = whole.lstrip("0") or "0", places.rstrip("0")
    told = f"{whole}.{places}" if places else whole
    return told if told == "0" else sign + told
