"""Every number of a text: what it says, and whether it can be a figure at all."""

from __future__ import annotations

import re
from heapq import merge
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from validator.understanding.words.calendar import MONTHS
from validator.understanding.words.currencies import CURRENCY
from validator.understanding.words.numbers import LONGEST, POWERS, digits
from validator.understanding.words.numerals import Numeral, numerals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MONTH = "|".join((*MONTHS, *(month[:3] + r"\." for month in MONTHS)))
MONEY, PERCENT, COUNT, RATE = "money", "percent", "count", "rate"
LEGAL = "form|rule|exhibit|section|regulation|schedule|item|article|note|file number|act of"
DIGITS = re.compile(r"\d(?:[\d,.]*\d)?")
SPOT = re.compile(
    r"""
    (?<![\w.,/#:])
    (?P<currency>RMB|US\$|U\.S\.\$|HK\$|USD|CNY|HKD|[$€£])?\s?
    (?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)
    (?:
        (?P<percent>\s?%|\s?per\s?cent\b)
      | [\s-]?(?P<scale>hundred|thousand|million|billion|trillion)s?\b
      | (?![\w%]|[.,]\d|/\d)
    )
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
RATES = re.compile(
    r"(?:RMB|CNY)\s?(?P<rate>\d+\.\d+)\s+(?:to|per|for)\s+(?P<one>US\$\s?1(?:\.0+)?)(?![\d,.]*\d)",
    re.IGNORECASE | re.ASCII,
)
NO_FIGURES = tuple(
    (re.compile(pattern, re.IGNORECASE), reason)
    for pattern, reason in (
        (r"\bhttps?://\S+|\bwww\.\S+|\b\S+@\S+\.\w+", "part of an address on the web"),
        (rf"\b(?:{MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+(?:19|20)\d\d)?\b", "a date"),
        (rf"\b(?:\d{{1,2}}\s+)?(?:{MONTH}),?\s+(?:19|20)\d\d\b", "a date"),
        (r"\b(?:19|20)\d\d-\d\d-\d\d\b", "a date"),
        (r"\b\d{1,2}:\d\d(?:\s?[ap]\.?m\.?)?\b", "a time"),
        (r"\b\d{1,2}\s?[ap]\.?m\.?\b", "a time"),
        (r"\b(?:NASDAQ|NYSE|HKEX|SEHK)\s*:\s*\w+", "a stock code"),
        (
            rf"\b(?:{LEGAL})s?\s+[\w.-]*\d[\w.-]*",
            "the number of a law, form or exhibit",
        ),
        (r"\b\d+[a-z]?-[a-z]\b|\b\d+[a-z]-\d+\b", "the number of a law, form or exhibit"),
        (r"\b[a-z]\.\d+\b", "the number of a law, form or exhibit"),
        (r"\bno\.\s?\d+|\b\d+/F\b", "part of an address"),
        (
            r"\b\d+(?:\s+to\s+\d+)?[ -](?:calendar |business )?(?:day|minute|hour|week)s?\b\+?",
            "a threshold or a length of time",
        ),
        (r"\b\d+-(?:month|year)\b", "a threshold or a length of time"),
        (r"\bday[- ]\d+\b", "a threshold or a length of time"),
        (r"\bQ[1-4]\b", "names a quarter"),
    )
)
BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
SCALED = re.compile(
    r"(?:(?P<scale>hundred|thousand|million|billion|trillion)s?|%|per\s?cent)(?:\s\D+)?$", re.IGNORECASE
)
COIN = re.compile(r"\s(?:RMB|renminbi|yuan|(?:U\.?S\.?\s)?dollars|euros?)\b", re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)\d\d")
GLUE = re.compile(r"[^\d%\s]-$")  # `Day-1` is a name, `15%-17%` a range
MONEYED = re.compile(r"(?:RMB|CNY|USD|HKD|[$€£])\s?$", re.IGNORECASE)
GLUED = re.compile(r"[A-Za-z]")


class Spotted(NamedTuple):
    """A number that may be a figure: mantissa·10^exponent, printed to that exponent; `start` and `end` in the text.

    A `bare` one, such as "three", is a figure only where the thing it counts is one.
    """

    start: int
    end: int
    kind: str
    mantissa: int
    exponent: int
    currency: str
    bare: bool = False


class NoFigure(NamedTuple):
    """A number that is none, and why."""

    start: int
    end: int
    reason: str


def spot(text: str, leave: Iterable[tuple[str, str]], notes: frozenset[str]) -> Iterator[Spotted | NoFigure]:
    """Yield every number of a text, in order; a number that can be neither told nor ruled out has an empty reason.

    `leave` are words with numbers that are no figures, with the reason; `notes` are the footnotes' numbers.
    """
    reasons = [""] * len(text)
    for span in reversed(list(ruled_out(text, leave, notes))):
        reasons[span.start : span.end] = [span.reason] * (span.end - span.start)
    end = 0
    rates = {rate.start("rate") for rate in RATES.finditer(text)}
    worded: Iterator[tuple[int, Numeral | re.Match[str]]] = ((one.start, one) for one in numerals(text))
    printed = ((found.start(), found) for found in DIGITS.finditer(text))
    for start, found in merge(worded, printed, key=itemgetter(0)):
        if start >= end:
            item = told(text, found, reasons[start], rates)
            end = item.end
            yield item


def told(text: str, found: Numeral | re.Match[str], reason: str, rates: set[int]) -> Spotted | NoFigure:
    """Return what a number in words or in digits is; `reason` where it is ruled out, `rates` where rates start."""
    if isinstance(found, Numeral):
        return NoFigure(found.start, found.end, reason) if reason else spelled(text, found)
    if reason:
        return NoFigure(*found.span(), reason)
    return spotted(text, found.start(), rates) or NoFigure(*found.span(), why_not(text, found))


def spelled(text: str, one: Numeral) -> Spotted | NoFigure:
    """Return a number in words as a figure, with the currency before or behind it."""
    if one.no_figure is not None:
        return NoFigure(one.start, one.end, one.no_figure)
    before = MONEYED.search(text, max(one.start - 5, 0), one.start)
    coin = None if before else COIN.match(text, one.end)
    money = before or coin
    return Spotted(
        before.start() if before else one.start,
        coin.end() if coin else one.end,
        PERCENT if one.percent else MONEY if money else COUNT,
        one.mantissa,
        one.exponent,
        CURRENCY.get(money[0].strip().lower(), "") if money else "",
        one.bare and not money,
    )


def ranged(text: str, found: list[Spotted]) -> list[Spotted]:
    """Let both ends of a range have the currency and the scale that only one of them says: "RMB2-3 million"."""
    done = found[:1]
    for item in found[1:]:
        first = done[-1]
        gap = text[first.end : item.start].strip()
        if gap in ("-", "–") or (gap == "and" and BETWEEN.search(text[max(first.start - 20, 0) : first.start])):
            done[-1], item = shared(text, first, item)  # noqa: PLW2901 - the end of a range says what its start does
        done.append(item)
    return done


def shared(text: str, first: Spotted, last: Spotted) -> tuple[Spotted, Spotted]:
    """Return the two ends of a range with one kind, currency and scale."""
    if last.kind == COUNT and first.kind == MONEY:
        last = last._replace(kind=MONEY, currency=first.currency)
    scale = SCALED.search(text[last.start : last.end])
    if first.kind in (COUNT, last.kind) and scale and not SCALED.search(text[first.start : first.end]):
        power = POWERS[scale["scale"].lower()] if scale["scale"] else -2
        first = first._replace(exponent=first.exponent + power)
    if first.kind == COUNT:
        first = first._replace(kind=last.kind, currency=last.currency)
    return first._replace(bare=first.bare and last.bare), last._replace(bare=first.bare and last.bare)


def ruled_out(text: str, leave: Iterable[tuple[str, str]], notes: frozenset[str]) -> Iterator[NoFigure]:
    """Yield the pieces of a text whose numbers are no figures."""
    folded = text.casefold()
    for words, reason in leave:
        for found in re.finditer(re.escape(words.casefold()), folded):
            yield NoFigure(found.start(), found.end(), reason)
    first = re.match(r"\s*(\d{1,2})\s+(?=[\"A-Z(])", text)
    if first and first[1] in notes:
        yield NoFigure(first.start(1), first.end(1), "footnote mark")
    for pattern, reason in NO_FIGURES:
        for found in pattern.finditer(text):
            yield NoFigure(found.start(), found.end(), reason)
    for rate in RATES.finditer(text):
        yield NoFigure(rate.start("one"), rate.end("one"), "the one unit an exchange rate is for")


def spotted(text: str, at: int, rates: set[int]) -> Spotted | None:
    """Return the number whose digits start at a place; None when it is not printed as a figure is."""
    for back in range(min(at, 6), -1, -1):
        found = SPOT.match(text, at - back)
        if found and found.start("digits") == at:
            break
    else:
        return None
    if len(found["digits"]) > LONGEST or GLUE.search(text[max(found.start() - 2, 0) : found.start()]):
        return None
    bare = not (found["currency"] or found["percent"] or found["scale"])
    if bare and YEAR.fullmatch(found["digits"]):
        return None
    mantissa, places = digits(found["digits"])
    power = POWERS[found["scale"].lower()] if found["scale"] else -2 if found["percent"] else 0
    coin = None if found["currency"] or found["percent"] else COIN.match(text, found.end())
    money = found["currency"] or (coin[0].strip() if coin else "")
    kind = RATE if at in rates else MONEY if money else PERCENT if found["percent"] else COUNT
    end = coin.end() if coin else found.end()
    return Spotted(found.start(), end, kind, mantissa, power - places, CURRENCY.get(money.lower(), ""))


def why_not(text: str, found: re.Match[str]) -> str:
    """Say why digits that are not printed as a figure is are none; "" when that cannot be told."""
    if YEAR.fullmatch(found[0]):
        return "a year"
    if MONEYED.search(text[max(found.start() - 5, 0) : found.start()]):
        return ""
    before, after = text[max(found.start() - 1, 0) : found.start()], text[found.end() : found.end() + 1]
    return "part of a code" if GLUED.match(before) or GLUED.match(after) else ""
