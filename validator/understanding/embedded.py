"""Figures inside words of a table: `3.35% notes due 2023`, `$0.01 par value; 900 shares authorized`, `4% - 5%`."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from validator.understanding.cells import read as digits
from validator.understanding.words.calendar import MONTHS
from validator.understanding.words.currencies import code_of
from validator.understanding.words.numbers import GROUPED, POWERS

if TYPE_CHECKING:
    from collections.abc import Iterator

NUMBER = rf"(?:{GROUPED})(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
FIGURE = re.compile(
    rf"""(?<![\w.,$€£])(?P<sign>(?:US|HK|C|A)?\$|€|£|¥|₹|RMB\s?)?\s?(?P<digits>{NUMBER})(?![\d,]*\.?\d)
        (?P<percent>\s?%)?(?:\s(?P<scale>thousand|million|billion|trillion|crore|lakh)s?\b)?""",
    re.VERBOSE,
)
RANGE = re.compile(r"\s?(?:%\s*)?(?:-|–|—|to|and)\s?\d[\d.]*\s?%", re.IGNORECASE)
EACH = re.compile(r"\s*(?:(?:stated|par)\b|per\b|a\s+share)|[^;,.]{0,12}\bpar\s+value", re.IGNORECASE)
EACH_BEFORE = re.compile(r"\b(?:par|stated)\s+values?\s*(?:of|:)?\s*$|\bpreference\s+(?:of\s+)?$", re.IGNORECASE)
SHARES_AFTER = re.compile(
    r"\s*(?:million\s+|thousand\s+|billion\s+)?"
    r"(?:(?:shares|units|ads|ordinary|common|preferred)\b|(?:authorized|issued|outstanding)\b)",
    re.IGNORECASE,
)
SHARES_BEFORE = re.compile(
    r"\b(?:authorized|issued(?:\s+and\s+outstanding)?|outstanding|shares)\b\s*(?:of|:|-|–|—|,)?\s*(?:and\s+)?$",
    re.IGNORECASE,
)
DATE = re.compile(
    rf"\b(?:{'|'.join(month[:3] for month in MONTHS)})[a-z]*\.?\s+\d{{1,2}}(?:,?\s+(?:19|20)\d\d)?(?![\d,.]*\d)",
    re.IGNORECASE,
)
NEAR = 200  # characters before a number among which the words stand that explain it
LIST = re.compile(r"\s*(?:,\s*and|,|and|or|;)\s*(?=[$€£]?\d)", re.IGNORECASE)


class Embedded(NamedTuple):
    """A figure inside words: where it starts and ends, mantissa·10^-places, its kind, and its place in a list.

    `kind` is `percent`, `each` (an amount for each share), `shares` or `money`; `scale` a power of ten its own words
    tell, None where they tell none; `order` counts the figures before it in one list.
    """

    start: int
    end: int
    mantissa: int
    places: int
    kind: str
    currency: str = ""
    scale: int | None = None
    order: int = 0


def embedded(text: str) -> Iterator[Embedded]:
    """Yield the figures of a cell's words; numbers that nothing explains are none."""
    if not any(map(str.isdigit, text)):
        return
    dates = [one.span() for one in DATE.finditer(text)]
    starts = [start for start, _ in dates]
    found = [one for one in FIGURE.finditer(text) if not _inside(dates, starts, one.start("digits"))]
    kinds = [kind(text, one) for one in found]
    for at in range(len(found) - 2, -1, -1):  # the words at the end of a list explain all of it
        if not kinds[at] and kinds[at + 1] in ("shares", "percent") and linked(text, found[at], found[at + 1]):
            kinds[at] = kinds[at + 1]
    order = 0
    for at, (one, what) in enumerate(zip(found, kinds, strict=True)):
        order = order + 1 if at and what and what == kinds[at - 1] and linked(text, found[at - 1], one) else 0
        if what:
            mantissa, places = digits(one["digits"], "us")
            currency = code_of(one["sign"] or "")
            scale = POWERS[one["scale"]] if one["scale"] else None
            yield Embedded(one.start("digits"), one.end(), mantissa, places, what, currency, scale, order)


def _inside(spans: list[tuple[int, int]], starts: list[int], place: int) -> bool:
    """Whether a place is inside a span, by where each of them starts."""
    at = bisect_right(starts, place)
    return at > 0 and place < spans[at - 1][1]


def linked(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    """Whether two numbers stand in one list."""
    return LIST.fullmatch(text, first.end(), second.start() + len(second[0]) - len(second[0].lstrip())) is not None or (
        text[first.end() : second.start()].strip().lower() in ("and", ",", ", and", "or")
    )


def kind(text: str, found: re.Match[str]) -> str:
    """Return what a number inside words is; "" where they do not tell."""
    near = max(0, found.start() - NEAR)
    if found["percent"] or RANGE.match(text, found.end()):
        return "percent"
    if found["sign"]:
        each = EACH.match(text, found.end()) or EACH_BEFORE.search(text, near, found.start())
        return "each" if each else "money"
    if EACH_BEFORE.search(text, near, found.start()) and "." in found["digits"]:
        return "each"
    if SHARES_AFTER.match(text, found.end()) or SHARES_BEFORE.search(text, near, found.start()):
        return "shares"
    return ""
