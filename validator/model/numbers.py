"""Numbers as reports write them, read exactly, whatever their length (XML Schema 1.0 Part 2 §3.2.3 to §3.2.5, §3.3.13).

Zeros that mean nothing cost nothing: what is limited are significant digits and exponents, and what lies beyond the
limits is told apart from what is no number, so that it can be named.
"""

from __future__ import annotations

from typing import NamedTuple

from validator.model.names import BLANK

LONGEST_NUMBER = 4000  # significant digits: beyond any figure, and within what int() parses without being told to
LARGEST_EXPONENT = 9999  # of ten, of the last digit: beyond xs:double, and cheap to raise ten to


class Written(NamedTuple):
    """A number as it stands: its sign, its digits without leading zeros, and the exponent of ten of the last."""

    sign: str
    digits: str
    exponent: int

    @property
    def beyond(self) -> bool:
        """Whether it has more digits, or lies further from one, than is read."""
        return len(self.digits) > LONGEST_NUMBER or abs(self.exponent) > LARGEST_EXPONENT


def number(text: str) -> tuple[int, int] | None:
    """Parse an xs:decimal, xs:integer or xs:double exactly, as (mantissa, exponent of ten).

    None when it is none, or beyond the limits (`beyond` tells). INF and NaN are not numbers here: no tie can hold.
    """
    found = written(text)
    if found is None or found.beyond:
        return None
    return int(found.sign + (found.digits or "0")), found.exponent


def beyond(text: str) -> bool:
    """Whether a text is a number that is longer, larger or smaller than the limits allow to read."""
    if len(text) <= LONGEST_NUMBER and "e" not in text and "E" not in text:
        return False  # what nearly every text comes through
    found = written(text)
    return found is not None and found.beyond


def integer(text: str) -> int | None:
    """Parse an integer of any length; beyond the limits it is as good as twice the largest exponent. None when none."""
    text = text.strip(BLANK)
    if not _integer(text):
        return None
    digits = text.lstrip("+-0")
    if len(digits) > len(str(LARGEST_EXPONENT)) or int(digits or "0") > LARGEST_EXPONENT:
        return -2 * LARGEST_EXPONENT if text[0] == "-" else 2 * LARGEST_EXPONENT
    return int((text[0] if text[0] == "-" else "") + (digits or "0"))


def written(text: str) -> Written | None:
    """Take a number apart; None when it is none."""
    mantissa, exponent = text.strip(BLANK), 0
    for mark in "eE":
        head, found, tail = mantissa.partition(mark)
        if found:
            power = integer(tail)
            if power is None or tail != tail.strip(BLANK):
                return None
            mantissa, exponent = head, power
            break
    whole, dot, fraction = mantissa.partition(".")
    if dot and fraction and not (fraction.isascii() and fraction.isdigit()):
        return None
    if whole in ("", "+", "-"):
        if not fraction:
            return None
    elif not _integer(whole):
        return None
    sign = "-" if whole[:1] == "-" else ""
    return _short(sign, whole.lstrip("+-") + fraction, exponent - len(fraction))


def _short(sign: str, digits: str, exponent: int) -> Written:
    """Leave out the zeros that mean nothing; those at the end only where the limits are met without them."""
    found = Written(sign, digits.lstrip("0") if digits[:1] == "0" else digits, exponent)
    if not found.digits:
        return Written("", "", exponent if abs(exponent) <= LARGEST_EXPONENT else 0)
    if not found.beyond:
        return found
    kept = found.digits.rstrip("0")
    return Written(sign, kept, exponent + len(found.digits) - len(kept))


def _integer(text: str) -> bool:
    body = text[1:] if text[:1] in ("+", "-") else text
    return body.isascii() and body.isdigit()
