"""Numbers and intervals as the page writes them: exactly where a reader can take them in, else cut and marked."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from validator.model.intervals import Interval, Number

LONGEST = 60  # digits of a whole number that are shown
BEYOND = f"10^{LONGEST} or more"


@lru_cache(4096)
def decimal(number: Number) -> str:
    """Return a number in decimal digits, exactly where it has so few, else cut after eight."""
    if isinstance(number, int):
        size = abs(number)
        return f"{'−' if number < 0 else ''}{BEYOND if size >= 10**LONGEST else f'{size:,}'}"
    scaled = abs(Fraction(number)) * 10**8
    whole, rest = divmod(int(scaled), 10**8)
    digits = f"{rest:08}".rstrip("0")
    sign = "−" if number < 0 else ""
    if whole >= 10**LONGEST:
        return f"{sign}{BEYOND}"
    return f"{sign}{whole:,}{'.' + digits if digits else ''}{'' if scaled == int(scaled) else '…'}"


def interval(one: Interval | None) -> str:
    """Return an interval, a point as the number it is; empty where there is none."""
    if one is None:
        return ""
    if one.point and one.low is not None:
        return decimal(one.low)
    low = "−∞" if one.low is None else decimal(one.low)
    high = "∞" if one.high is None else decimal(one.high)
    return f"{'(' if one.low_open else '['}{low}, {high}{')' if one.high_open else ']'}"
