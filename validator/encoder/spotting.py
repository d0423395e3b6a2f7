"""Every number of a text: what it says, and whether it can be a figure at all."""

from __future__ import annotations

import re
from heapq import merge
from operator import itemgetter
from typing import TYPE_CHECKING

from validator.understanding.prose import wording
from validator.understanding.prose.lists import alike, joined
from validator.understanding.prose.numbers import COUNT, RATE, NoFigure, Number, amount, marked
from validator.understanding.words.calendar import MONTHS
from validator.understanding.words.numbers import digits
from validator.understanding.words.numerals import Numeral, numerals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MONTH = "|".join((*MONTHS, *(month[:3] + r"\." for month in MONTHS)))
LEGAL = "form|rule|exhibit|section|regulation|schedule|item|article|note|file number|act of"
DIGITS = re.compile(r"\d(?:[\d,.]*\d)?")
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
GLUED = re.compile(r"[A-Za-z]")
BEFORE = re.compile(r"(?:[\w.,/#:]|[^\d%\s]-)$")  # what it stands at is no figure: `Day-1` is a name, `15%-17%` a range
AFTER = re.compile(r"[\w%]|[.,]\d|/\d")
ANY_DOLLAR = re.compile(
    r"(?<![A-Z.])\$|(?<!U\.S\. )(?<!U\.S )(?<!US )(?<!Canadian )(?<!Australian )(?<!Hong Kong )dollars|\bcents",
    re.IGNORECASE,
)  # of which country it is, nobody says


def spot(text: str, leave: Iterable[tuple[str, str]], notes: frozenset[str]) -> Iterator[Number | NoFigure]:
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


def told(text: str, found: Numeral | re.Match[str], reason: str, rates: set[int]) -> Number | NoFigure:
    """Return what a number in words or in digits is; `reason` where it is ruled out, `rates` where rates start."""
    if reason:
        return NoFigure(*span_of(found), reason)
    if isinstance(found, Numeral):
        if found.no_figure is not None:
            return NoFigure(*span_of(found), found.no_figure)
        return strict(text, amount(text, found))
    number = printed(text, found)
    if number is None:
        return NoFigure(*span_of(found), why_not(text, found))
    return number._replace(kind=RATE) if found.start() in rates else strict(text, number)


def span_of(found: Numeral | re.Match[str]) -> tuple[int, int]:
    """Return where a number stands."""
    return (found.start, found.end) if isinstance(found, Numeral) else found.span()


def printed(text: str, found: re.Match[str]) -> Number | None:
    """Return the number that digits are; None when they are not printed as a figure is."""
    if not wording.DIGITS.fullmatch(found[0]):
        return None
    number = marked(text, found)
    if number is None and not wording.YEAR.fullmatch(found[0]) and not AFTER.match(text, found.end()):
        mantissa, places = digits(found[0])
        number = Number(*found.span(), found.start(), COUNT, mantissa, -places, places=places)
    if not isinstance(number, Number) or BEFORE.search(text, max(number.start - 2, 0), number.start):
        return None
    return number


def strict(text: str, number: Number) -> Number:
    """Return a number without what is only likely: a currency that is anybody's dollar, a parenthesis of others."""
    said = text[number.start : number.end]
    if ANY_DOLLAR.search(text, number.start, number.end):
        number = number._replace(currency="")
    return number._replace(end=number.end - 1) if said.count(")") > said.count("(") else number


def ranged(text: str, found: list[Number]) -> list[Number]:
    """Let both ends of a range have the currency and the scale that only one of them says: "RMB2-3 million"."""
    done = found[:1]
    for item in found[1:]:
        first, last = done[-1], item
        gap = text[first.end : item.start].strip()
        if gap in ("-", "–") or (gap == "and" and BETWEEN.search(text[max(first.start - 20, 0) : first.start])):
            done[-1], last = joined([first], item, ranged=True) if alike(first, item) else (first, item)
        done.append(last)
    return done


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


def why_not(text: str, found: re.Match[str]) -> str:
    """Say why digits that are not printed as a figure is are none; "" when that cannot be told."""
    if wording.YEAR.fullmatch(found[0]):
        return "a year"
    head = wording.BEFORE.search(text, max(found.start() - 8, 0), found.start())
    if head and head["currency"]:
        return ""
    before, after = text[max(found.start() - 1, 0) : found.start()], text[found.end() : found.end() + 1]
    return "part of a code" if GLUED.match(before) or GLUED.match(after) else ""
