"""Every number of a text: what it says, and whether it can be a figure at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from validator.encoder.captions import POWERS
from validator.encoder.grid import CURRENCY, MONTHS
from validator.encoder.numbers import LONGEST, digits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MONTH = "|".join((*MONTHS, *(month[:3] + r"\." for month in MONTHS)))
MONEY, PERCENT, COUNT, RATE = "money", "percent", "count", "rate"
LEGAL = "form|rule|exhibit|section|regulation|schedule|item|article|note|file number|act of"
SPELLED = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|fifty|ninety"
SCALED = r"hundred|thousand|million|billion|dozen|per\s?cent"
ANY = re.compile(
    rf"\d(?:[\d,.]*\d)?|\b(?P<word>(?:{SPELLED})(?:[ -](?P<scaled>{SCALED}))?)\b",
    re.IGNORECASE,
)
SPOT = re.compile(
    r"""
    (?<![\w.,/#:])
    (?P<currency>RMB|US\$|U\.S\.\$|HK\$|USD|CNY|HKD|[$€£])?\s?
    (?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)
    (?:
        (?P<percent>\s?%|\s?per\s?cent\b)
      | [\s-]?(?P<scale>thousand|million|billion|trillion)s?\b
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
YEAR = re.compile(r"(?:19|20)\d\d")
GLUE = re.compile(r"[^\d%\s]-$")  # `Day-1` is a name, `15%-17%` a range
MONEYED = re.compile(r"(?:RMB|CNY|USD|HKD|[$€£])\s?$", re.IGNORECASE)
GLUED = re.compile(r"[A-Za-z]")


class Spotted(NamedTuple):
    """A number that may be a figure: mantissa·10^exponent, printed to that exponent; `start` and `end` in the text."""

    start: int
    end: int
    kind: str
    mantissa: int
    exponent: int
    currency: str


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
    for found in ANY.finditer(text):
        if found.start() < end:
            continue
        if reasons[found.start()]:
            yield NoFigure(found.start(), found.end(), reasons[found.start()])
            continue
        if found["word"]:
            yield NoFigure(found.start(), found.end(), "" if found["scaled"] else "a number in words")
            continue
        whole = spotted(text, found.start(), rates)
        if whole is None:
            yield NoFigure(found.start(), found.end(), why_not(text, found))
        else:
            end = whole.end
            yield whole


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
    kind = RATE if at in rates else MONEY if found["currency"] else PERCENT if found["percent"] else COUNT
    currency = CURRENCY.get((found["currency"] or "").lower(), "")
    return Spotted(found.start(), found.end(), kind, mantissa, power - places, currency)


def why_not(text: str, found: re.Match[str]) -> str:
    """Say why digits that are not printed as a figure is are none; "" when that cannot be told."""
    if YEAR.fullmatch(found[0]):
        return "a year"
    if MONEYED.search(text[max(found.start() - 5, 0) : found.start()]):
        return ""
    before, after = text[max(found.start() - 1, 0) : found.start()], text[found.end() : found.end() + 1]
    return "part of a code" if GLUED.match(before) or GLUED.match(after) else ""
