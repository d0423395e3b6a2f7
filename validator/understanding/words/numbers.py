"""Printed numbers, read exactly: what the digits say, and how precisely they say it."""

from __future__ import annotations

POWERS = {
    "hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "lac": 5, "lakh": 5, "crore": 7, "mio": 6,
    "mrd": 9,
}  # fmt: skip
GROUPED = r"\d{1,3}(?:,\d{3})+|\d{1,3}(?:['\u2019]\d{3})+|\d{1,2}(?:,\d\d){1,5},\d{3}"  # the last by lakhs and crores
SEPARATORS = str.maketrans("", "", ",'\u2019 ")
LONGEST = 60  # digits: beyond any figure a release prints


def digits(text: str) -> tuple[int, int]:
    """Return the mantissa and the number of decimal places of unsigned digits: `1,234.50` is 123450 and 2."""
    whole, _, fraction = text.translate(SEPARATORS).partition(".")
    return int(whole + fraction or "0"), len(fraction)


def lexical(mantissa: int, exponent: int) -> str:
    """Return mantissa·10^exponent as an xs:decimal, with as many places as the exponent says: `3.560` stays so."""
    if exponent >= 0:
        return str(mantissa * 10**exponent)
    sign, body = ("-" if mantissa < 0 else ""), str(abs(mantissa)).rjust(1 - exponent, "0")
    return f"{sign}{body[:exponent]}.{body[exponent:]}"
