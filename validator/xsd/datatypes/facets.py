"""Values against the facets of a type (XML Schema 1.0 Part 2 §4.3); white space, patterns and enumerations apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.xsd.datatypes.values import order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from validator.model.components import SimpleType

    Check = Callable[[str], str]

COUNTED = frozenset({"length", "minLength", "maxLength"})
BOUNDED = {"minInclusive": (0, 1), "minExclusive": (1,), "maxInclusive": (-1, 0), "maxExclusive": (-1,)}
MOST = 10**9


def checks(found: SimpleType) -> Iterator[Check]:
    """Yield one check for each facet of a type: a function that says what is wrong with a value, "" when nothing is."""
    for facet, limit in found.facets:
        if facet in COUNTED:
            if limit.isdigit() and (found.builtin not in ("QName", "NOTATION") or found.variety == "list"):
                yield _length(facet, count(limit), measure(found))
        elif facet in ("totalDigits", "fractionDigits"):
            if limit.isdigit():
                yield _digits(facet, count(limit))
        elif facet in BOUNDED and found.variety == "atomic":
            yield _bound(facet, limit, found.builtin)


def count(text: str) -> int:
    """Return what a facet counts up to; beyond a thousand million, that."""
    digits = text.lstrip("0")
    return int(digits or "0") if len(digits) <= 9 else MOST


def measure(found: SimpleType) -> Callable[[str], int]:
    """Return what counts the length of a value: items of a list, octets, or characters (§4.3.1)."""
    if found.variety == "list":
        return lambda text: len([part for part in text.split(" ") if part])
    if found.builtin == "hexBinary":
        return lambda text: len(text) // 2
    if found.builtin == "base64Binary":
        return lambda text: len(text.replace(" ", "").rstrip("=")) * 3 // 4
    return len


def _length(facet: str, bound: int, size_of: Callable[[str], int]) -> Check:
    def check(text: str) -> str:
        size = size_of(text)
        wrong = size != bound if facet == "length" else size < bound if facet == "minLength" else size > bound
        return f"its length is {size}, where {facet} is {bound}" if wrong else ""

    return check


def _digits(facet: str, bound: int) -> Check:
    def check(text: str) -> str:
        whole, _, fraction = text.lstrip("+-").partition(".")
        fraction = fraction.rstrip("0")
        seen = len(fraction) if facet == "fractionDigits" else len(whole.lstrip("0") + fraction)
        return f"it has {seen} digits, where {facet} is {bound}" if seen > bound else ""

    return check


def _bound(facet: str, limit: str, builtin: str) -> Check:
    allowed = BOUNDED[facet]

    def check(text: str) -> str:
        return "" if order(builtin, text, limit) in allowed else f"it is beyond {facet} {limit}"

    return check
