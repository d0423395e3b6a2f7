"""Printed numbers, read exactly: what the digits say, and how precisely they say it."""

from __future__ import annotations

import re
from typing import NamedTuple

CELL = re.compile(
    r"""^
    (?P<open>\()?\s*
    (?P<sign>[-+])?\s*
    (?P<currency>RMB|US\$|U\.S\.\$|HK\$|USD|CNY|HKD|[$€£¥])?\s*
    (?P<inner>-)?
    (?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)
    \s*(?P<percent>%)?\s*
    (?P<close>\))?\s*(?P<late>%)?
    $""",
    re.VERBOSE | re.ASCII,
)
DASHES = frozenset({"-", "--", "–", "—", "- -"})
LONGEST = 60  # digits: beyond any figure a release prints


class Printed(NamedTuple):
    """A number as printed: mantissa·10^-places, whether it is a percentage, its currency ("" when none is printed)."""

    mantissa: int
    places: int
    percent: bool
    currency: str


def printed(text: str) -> Printed | None:
    """Read a cell that holds one number and nothing else; None when it holds anything else.

    Parentheses mean negative; a lone one is an error, so None.
    """
    found = CELL.match(text.strip())
    if not found or bool(found["open"]) != bool(found["close"]) or (found["percent"] and found["late"]):
        return None
    if bool(found["open"]) + bool(found["sign"]) + bool(found["inner"]) > 1:
        return None
    if len(found["digits"]) > LONGEST:
        return None
    mantissa, places = digits(found["digits"])
    negative = bool(found["open"] or found["inner"] or found["sign"] == "-")
    return Printed(
        -mantissa if negative else mantissa,
        places,
        bool(found["percent"] or found["late"]),
        found["currency"] or "",
    )


def digits(text: str) -> tuple[int, int]:
    """Return the mantissa and the number of decimal places of unsigned digits: `1,234.50` is 123450 and 2."""
    whole, _, fraction = text.replace(",", "").partition(".")
    return int(whole + fraction or "0"), len(fraction)


def dash(text: str) -> bool:
    """Whether a cell holds a dash where a number would stand."""
    return text.strip() in DASHES


def lexical(mantissa: int, exponent: int) -> str:
    """Return mantissa·10^exponent as an xs:decimal, with as many places as the exponent says: `3.560` stays so."""
    if exponent >= 0:
        return str(mantissa * 10**exponent)
    sign, body = ("-" if mantissa < 0 else ""), str(abs(mantissa)).rjust(1 - exponent, "0")
    return f"{sign}{body[:exponent]}.{body[exponent:]}"
