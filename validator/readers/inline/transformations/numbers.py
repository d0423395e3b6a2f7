"""Numbers as printed → xs:decimal text, exactly (Transformation Rules Registries 1 to 5, numeric rules)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from validator.model.names import BLANK
from validator.model.source import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

SPACE = "\u00a0"
APOSTROPHES = "'`\u00b4\u2019\u2032"
DASHES = "-\u058a\u05be\u2010\u2011\u2012\u2013\u2014\u2015\ufe58\ufe63\uff0d"
WIDE_DIGITS = {0xFF10 + i: ord("0") + i for i in range(10)}


def fixed(value: str) -> Callable[[str], str]:
    """Return the transformation that gives one value whatever is printed."""

    def transform(text: str) -> str:  # noqa: ARG001 - the printed text does not matter
        return value

    return transform


def dash(marks: str) -> Callable[[str], str]:
    """Return the transformation of a lone dash to zero."""

    def transform(text: str) -> str:
        stripped = text.strip(BLANK)
        if len(stripped) == 1 and stripped in marks:
            return "0"
        raise Refused("text-outside-format/dash")

    return transform


def grouped(separators: str, point: str, *, strict: bool) -> Callable[[str], str]:
    """Return the transformation of Registries 1 to 3: digits in groups of three, then a fraction.

    `strict` (Registry 1) demands the separators; otherwise groups may stand without.
    """
    repeat = "?" if separators and not strict else ""
    groups = f"(?:[{re.escape(separators)}]{repeat}[0-9]{{3}})*" if separators else ""
    head = "[0-9]{1,3}" if separators else "[0-9]+"
    tail = f"(?:{re.escape(point)}[0-9]+)?"
    pattern = re.compile(f"[ \t\r\n]*{head}{groups}{tail}[ \t\r\n]*")

    def transform(text: str) -> str:
        if not pattern.fullmatch(text):
            raise Refused("text-outside-format/grouped", point=point)
        for mark in (*separators, *BLANK):
            text = text.replace(mark, "")
        return text.replace(point, ".")

    return transform


def free(separators: str, point: str) -> Callable[[str], str]:
    """Return the transformation of Registries 4 and 5: separators anywhere before the decimal point."""
    drop = {ord(mark): None for mark in separators + BLANK + SPACE}
    inner = {ord(mark): None for mark in BLANK + SPACE}
    usual = separators[:1]

    def transform(text: str) -> str:
        whole, mark, fraction = text.partition(point)
        bare = whole.replace(usual, "")
        whole = bare if _digits(bare) else whole.translate(drop)
        if mark and not _digits(fraction):
            fraction = fraction.translate(inner)
        if (mark and not _digits(fraction)) or not (_digits(whole) or (not whole and fraction)):
            raise Refused("text-outside-format/number", point=point)
        return canonical(whole, fraction)

    return transform


def in_units(separators: str, *, grouping: bool) -> Callable[[str], str]:
    """Return the transformation of amounts with unit words: `12 pounds 50 pence`, `12円50銭`."""
    others = re.escape(separators)
    whole = f"0|[1-9][0-9]{{0,2}}(?:[{others}]?[0-9]{{3}})*" if grouping else f"[0-9{others}]+"
    pattern = re.compile(f"[ \t\r\n]*({whole})[^0-9{others}][^0-9{others if grouping else ''}]*([0-9]{{1,2}})[^0-9]*")

    def transform(text: str) -> str:
        found = pattern.fullmatch(text.translate(WIDE_DIGITS))
        if not found:
            raise Refused("text-outside-format/two-units")
        major = found.group(1)
        for mark in separators:
            major = major.replace(mark, "")
        minor = found.group(2).zfill(2)
        if not major:
            raise Refused("text-outside-format/two-units")
        return f"{major}.{minor}" if grouping else canonical(major, minor)

    return transform


INDIAN = r"(?:(?:[0-9]{1,2}[, \u00a0])?(?:[0-9]{2}[, \u00a0])*[0-9]{3}|[0-9]+)"
_INDIAN_DECIMAL = re.compile(rf"({INDIAN})(?:\.([0-9]+))?")
_INDIAN_UNITS = re.compile(rf"({INDIAN})[^0-9]+([0-9]{{1,2}})[^0-9]*")


def indian_decimal(text: str) -> str:
    """Transform digits in Indian groups: `1,23,45,678.90`."""
    found = _INDIAN_DECIMAL.fullmatch(text.strip(BLANK))
    if not found:
        raise Refused("text-outside-format/indian-groups")
    whole = re.sub("[^0-9]", "", found.group(1))
    return f"{whole}.{found.group(2)}" if found.group(2) else whole


def indian_units(text: str) -> str:
    """Transform an amount in two units with Indian groups: `1,23,456 rupees 50 paise`."""
    found = _INDIAN_UNITS.fullmatch(text.strip(BLANK))
    if not found:
        raise Refused("text-outside-format/two-units")
    return f"{re.sub('[^0-9]', '', found.group(1))}.{found.group(2).zfill(2)}"


def canonical(whole: str, fraction: str) -> str:
    """Return digits and fraction digits as canonical xs:decimal text without a sign."""
    whole, fraction = whole.lstrip("0") or "0", fraction.rstrip("0")
    return f"{whole}.{fraction}" if fraction else whole


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
