"""Values of simple types: what two lexical forms share, and which comes first (XML Schema 1.0 Part 2 §3, §4.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.xsd.datatypes.lexical import primitive

if TYPE_CHECKING:
    from collections.abc import Mapping

DATES = frozenset({"date", "dateTime", "time", "gYear", "gYearMonth", "gMonth", "gMonthDay", "gDay"})


def value_key(builtin: str, text: str, prefixes: Mapping[str, str] | None = None) -> tuple[object, ...]:
    """Return a key that lexical forms of one value of a built-in type share; NaN equals nothing."""
    kind = primitive(builtin)
    if kind in ("decimal", "float", "double"):
        from validator.model.numbers import number

        if text in ("INF", "-INF"):
            return (kind, text)
        if text == "NaN":
            return (kind, object())
        exact = number(text)
        return (kind, reduced(*exact)) if exact is not None else ("", text)
    if kind == "boolean":
        return (kind, {"1": "true", "0": "false"}.get(text, text))
    if kind in DATES or kind == "duration":
        from validator.xsd.datatypes.timelines import point, span

        try:
            return (kind, (span(text) if kind == "duration" else point(kind, text)) or text)
        except ValueError:
            return (kind, text)
    if kind == "QName" and prefixes is not None:
        from validator.model.names import expand

        return (kind, expand(text, prefixes))
    if kind == "hexBinary":
        return (kind, text.upper())
    if kind == "base64Binary":
        return (kind, text.replace(" ", ""))
    return (kind, text)


def reduced(mantissa: int, exponent: int) -> tuple[int, int]:
    """Return a number without trailing zeros in its mantissa, so that equal numbers are equal pairs."""
    if mantissa == 0:
        return (0, 0)
    while mantissa % 10 == 0:
        mantissa //= 10
        exponent += 1
    return (mantissa, exponent)


def compare(first: tuple[int, int], second: tuple[int, int]) -> int:
    """Return -1, 0 or 1 as the first number is below, at or above the second; both are (mantissa, exponent of ten)."""
    m, e = first
    n, f = second
    if m == 0 or n == 0 or (m < 0) != (n < 0):
        return (m > n) - (m < n)
    reach, other = len(str(abs(m))) + e, len(str(abs(n))) + f
    if reach != other:  # different sizes: no power of ten beyond the digits is ever built
        return (1 if reach > other else -1) * (1 if m > 0 else -1)
    low = min(e, f)
    left: int = m * 10 ** (e - low)
    right: int = n * 10 ** (f - low)
    return (left > right) - (left < right)


def order(builtin: str, one: str, other: str) -> int | None:
    """Return -1, 0 or 1 as a value is below, at or above another of its built-in type; None when neither can be said.

    Texts that are no values of the type are not comparable either.
    """
    kind = primitive(builtin)
    if kind == "decimal":
        return _order_of_decimals(one, other)
    if kind in ("float", "double"):
        return _order_of_floats(one, other)
    if kind not in DATES and kind != "duration":
        return None
    from validator.xsd.datatypes import timelines

    try:
        if kind == "duration":
            mine, limit = timelines.span(one), timelines.span(other)
            return None if mine is None or limit is None else timelines.order_of_spans(mine, limit)
        here, there = timelines.point(kind, one), timelines.point(kind, other)
        return None if here is None or there is None else timelines.order(here, there)
    except ValueError:
        return None


def _order_of_decimals(one: str, other: str) -> int:
    """Compare digit by digit: no number is ever built, however long the texts are."""
    (sign, *mine), (its_sign, *its) = _magnitude(one), _magnitude(other)
    if sign != its_sign:
        return 1 if sign > its_sign else -1
    return sign * ((mine > its) - (mine < its))


def _magnitude(text: str) -> tuple[int, int, str, str]:
    """Return the sign of a decimal, and what its size is told by."""
    whole, _, fraction = text.lstrip("+-").partition(".")
    whole, fraction = whole.lstrip("0"), fraction.rstrip("0")
    sign = 0 if not whole and not fraction else -1 if text.startswith("-") else 1
    return sign, len(whole), whole, fraction


def _order_of_floats(one: str, other: str) -> int | None:
    if "NaN" in (one, other):
        return 0 if one == other else None
    mine, its = _bounded(one), _bounded(other)
    if isinstance(mine, int) or isinstance(its, int):
        infinite = (mine if isinstance(mine, int) else 0, its if isinstance(its, int) else 0)
        return (infinite[0] > infinite[1]) - (infinite[0] < infinite[1])
    return compare(mine, its)


def _bounded(text: str) -> tuple[int, int] | int:
    """Return a float as (mantissa, exponent of ten), and 1 or -1 for what is infinite or beyond every exponent."""
    from validator.model.numbers import number

    sign = -1 if text.startswith("-") else 1
    if text.endswith("INF"):
        return sign
    exact = number(text)
    if exact is not None:
        return exact
    mantissa, _, exponent = text.lower().partition("e")
    zero = not mantissa.strip("+-0.")
    return (0, 0) if zero or exponent.startswith("-") else sign
