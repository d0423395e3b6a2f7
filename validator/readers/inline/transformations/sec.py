"""The U.S. SEC's transformations (registry 2015-08-31): durations, number words, ballot boxes, names to codes."""

from __future__ import annotations

import re
from calendar import monthrange
from functools import cache
from typing import TYPE_CHECKING

from validator import resources
from validator.model.names import BLANK
from validator.model.source import Refused
from validator.readers.inline.transformations.numbers import DASHES, fixed

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

SMALL = {word: number for number, word in enumerate((
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"))}  # fmt: skip
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
LARGE = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "quadrillion": 10**15,
         "quintillion": 10**18}  # fmt: skip
QUARTERS = {"1": 3, "first": 3, "2": 6, "second": 6, "3": 9, "third": 9, "4": 12, "fourth": 12, "last": 12}
MONTH_DAYS = (487, 16)  # 30.4375 days: a year of 365.25 in twelve


def duration(designators: str) -> Callable[[str], str]:
    """Return the transformation of a decimal number of years (Y), months (M), weeks (W), days (D) or hours (H)."""

    def transform(text: str) -> str:
        number = _decimal(text)
        sign, number = ("-" if number < 0 else ""), abs(number)
        if designators == "W":
            return _duration(sign, {"D": int(number * 7)})
        parts: dict[str, int] = {}
        for designator in designators:
            parts[designator] = whole = int(number)
            number = (number - whole) * _finer(designator)
        return _duration(sign, parts)

    return transform


def _finer(designator: str) -> Fraction:
    from fractions import Fraction

    return {"Y": Fraction(12), "M": Fraction(*MONTH_DAYS), "D": Fraction(24), "H": Fraction(60)}[designator]


def _decimal(text: str) -> Fraction:
    from fractions import Fraction

    if len(text) > 100 or not re.fullmatch(r"[ \t\r\n]*[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)[ \t\r\n]*", text):
        raise Refused("text-outside-format/decimal")
    return Fraction(text.strip(BLANK))


def _duration(sign: str, parts: dict[str, int]) -> str:
    shown = {designator: amount for designator, amount in parts.items() if amount}
    if not shown:
        sign, shown = "", {next(iter(parts)): 0}
    days = "".join(f"{amount}{designator}" for designator, amount in shown.items() if designator != "H")
    hours = f"T{shown['H']}H" if "H" in shown else ""
    return f"{sign}P{days}{hours}"


def number_words(text: str) -> str:
    """Transform an English number in words: `two hundred and five thousand`, `none`."""
    words = text.strip(BLANK)
    if words.lower() in ("no", "none", "nil"):
        return "0"
    return str(_words(words))


def _words(text: str) -> int:
    """Return the number; each word may be capitalized. Raises Refused when it is none."""
    for mark in DASHES:
        text = text.replace(mark, " ")
    words = [word for word in re.split(r"[\s,]+", text[:1].lower() + text[1:]) if word]
    total = group = 0
    last = 10**21
    if not words:
        raise Refused("text-outside-format/words")
    for position, raw in enumerate(words):
        word = raw[:1].lower() + raw[1:]
        if word in SMALL and _fits(SMALL[word], group, alone=len(words) == 1):
            group += SMALL[word]
        elif word in TENS and group % 100 == 0:
            group += TENS[word]
        elif word == "hundred" and 0 < group < 20:
            group *= 100
        elif word in LARGE and group and LARGE[word] < last:
            last = LARGE[word]
            total, group = total + group * last, 0
        elif not (word == "and" and 0 < position < len(words) - 1):
            raise Refused("text-outside-format/words")
    return total + group


def _fits(small: int, group: int, *, alone: bool) -> bool:
    """Return whether a number below twenty may follow: after nothing or hundreds, or as the units of a ten."""
    if group % 100 == 0:
        return small > 0 or alone
    return 0 < small < 10 and group % 100 >= 20 and group % 10 == 0


_UNIT = re.compile(r"(.*?)[\s" + DASHES[1:] + r"-]*(years?|months?|days?)", re.IGNORECASE | re.DOTALL)


def duration_words(text: str) -> str:
    """Transform a duration in words: `two years and six months`, `90 days`."""
    rest, made, order = text.strip(BLANK), "", "YMD"
    if not rest:
        raise Refused("text-outside-format/duration")
    while rest:
        found = _UNIT.match(rest)
        if not found or found.group(2)[0].upper() not in order:
            raise Refused("text-outside-format/duration")
        designator = found.group(2)[0].upper()
        order = order[order.index(designator) + 1 :]
        amount = re.sub(r"^[\s,]*(and\s+)?", "", found.group(1))
        number = (
            0
            if amount.lower() in ("no", "none")
            else int(amount)
            if re.fullmatch("[0-9]{1,4}", amount)
            else _words(amount)
        )
        made += f"{number}{designator}" if number else ""
        rest = rest[found.end() :].lstrip(BLANK + DASHES)
    return f"P{made or '0D'}"


def quarter_end(text: str) -> str:
    """Transform a quarter and a year, in either order, to the last day of that calendar quarter."""
    ordinal = "(1|first|2|second|3|third|4|fourth|last)"
    found = re.fullmatch(rf"\s*(?:(?![0-9]{{2}})\w[^0-9]*?)?{ordinal}[^0-9]*([0-9]{{4}})\s*", text, re.IGNORECASE)
    if found:
        quarter, year = found.groups()
    else:
        found = re.fullmatch(rf"\s*([0-9]{{4}})[^0-9]*?{ordinal}(?:(?![0-9]).*\w+)?\s*", text, re.IGNORECASE)
        if not found:
            raise Refused("text-outside-format/quarter")
        year, quarter = found.groups()
    month = QUARTERS[quarter.lower()]
    return f"{year}-{month:02}-{monthrange(max(int(year), 1), month)[1]}"


def ballot(unchecked: str, checked: str) -> Callable[[str], str]:
    """Return the transformation of a ballot box, empty or ticked."""

    def transform(text: str) -> str:
        box = text.strip(BLANK)
        if box not in ("\u2610", "\u2611", "\u2612"):
            raise Refused("text-outside-format/ballot-box")
        return unchecked if box == "\u2610" else checked

    return transform


@cache
def _codes(table: str) -> dict[str, str]:
    import tomllib

    with open(resources.path("transformations", "sec.toml"), "rb") as file:
        return {_key(name): code for name, code in tomllib.load(file)[table].items()}


def _key(text: str) -> str:
    words = re.sub(r"\b\w", lambda first: first[0].lower(), text.replace("\u2019", "'")).split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def coded(table: str) -> Callable[[str], str]:
    """Return the transformation of a name to its code by one table of `schemas/transformations/sec.toml`."""

    def transform(text: str) -> str:
        code = _codes(table).get(_key(text))
        if code is None:
            raise Refused("text-outside-format/listed-name")
        return code

    return transform


def exchange(text: str) -> str:
    """Transform the name of a U.S. exchange, whatever its letter case and legal form, to its code."""
    bare = re.sub(r",?\s+(inc\.?|llc)$", "", text.strip(BLANK), flags=re.IGNORECASE)
    for name, code in _codes("exchnameen").items():
        if name.lower() == _key(bare).lower():
            return code
    raise Refused("text-outside-format/exchange")


REGISTRY: dict[str, Callable[[str], str]] = {
    "duryear": duration("YMD"),
    "durmonth": duration("MD"),
    "durweek": duration("W"),
    "durday": duration("DH"),
    "durhour": duration("H"),
    "numinf": fixed("INF"),
    "numneginf": fixed("-INF"),
    "numnan": fixed("NaN"),
    "numwordsen": number_words,
    "durwordsen": duration_words,
    "datequarterend": quarter_end,
    "boolballotbox": ballot("false", "true"),
    "yesnoballotbox": ballot("No", "Yes"),
    "countrynameen": coded("countrynameen"),
    "stateprovnameen": coded("stateprovnameen"),
    "edgarprovcountryen": coded("edgarprovcountryen"),
    "entityfilercategoryen": coded("entityfilercategoryen"),
    "exchnameen": exchange,
}
