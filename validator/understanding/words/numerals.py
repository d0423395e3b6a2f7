"""Numbers in words: "two million", "one hundred and fifty-seven"; and the words that only sound like numbers.

A cardinal with a scale, beyond twelve, or counted in per cent is an amount. A small one ("three offices") is one only
where the thing it counts is a figure's; `Numeral.bare` says so. Ordinals, fractions, multiples and vague numbers are
none, each with its reason.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from validator.understanding.words.cardinals import ONES, SMALL, TENS, WORD, read
from validator.understanding.words.numbers import POWERS

if TYPE_CHECKING:
    from collections.abc import Iterator

ORDINALS = frozenset(
    (
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
        "twelfth", *(f"{word}th" for word in ONES[13:]), *(f"{word[:-1]}ieth" for word in TENS), "hundredth",
    )
)  # fmt: skip
BARE = 12  # style manuals spell numbers out up to about here
START = re.compile(
    rf"\b(?:{'|'.join((*SMALL, *sorted(ORDINALS, key=len, reverse=True)))}"
    r"|(?:half\s+)?an?\s+(?=(?:hundred|thousand|million|billion|trillion|dozen)\b)"
    r"|a\s+quarter(?=\s+of\s+(?!(?:19|20)\d\d))"
    r"|hundreds?|thousands?|millions?|billions?|trillions?|dozens?|halves|half"
    r"|(?:doubl|tripl|quadrupl|halv)(?:e|es|ed|ing)|twice|thrice|(?:two|three|four|five|ten|hundred)-?fold)\b",
    re.IGNORECASE,
)
PERCENT = re.compile(r"[\s-]?per\s?cent\b|\s?%", re.IGNORECASE)
TIME = re.compile(r"[\s-](?:(?:calendar|business|full)\s)?(?:day|minute|hour|week|month|year)s?\b", re.IGNORECASE)
QUARTERS = re.compile(r"[\s-](?:(?:fiscal|full)\s)?quarters?\b(?P<of>\s+of\s+(?!20|19))?", re.IGNORECASE)
PARTS = re.compile(r"[\s-](?:halves|half|thirds?|fifths?|sixths?|eighths?|tenths?|hundredths?)\b(?!-)", re.IGNORECASE)
TIMES = re.compile(r"[\s-](?:times|fold)\b", re.IGNORECASE)
PERIODS = re.compile(r"[\s-](?:fiscal\s+)?(?:quarters?|half|halves|year)\b", re.IGNORECASE)
COMPOUND = re.compile(r"-[a-z]", re.IGNORECASE)
NEXT = re.compile(r"[\s-]([a-z]+)", re.IGNORECASE)
PRONOUN = re.compile(r"\s+(?:of|another|or|who|whose|that|which)\b|'s\b", re.IGNORECASE)
AFTER = re.compile(r"\b(?:no|any|every|each|some|this|that|the|which|another)\s+$", re.IGNORECASE)
OF, ARTICLE = re.compile(r"\s+of\b", re.IGNORECASE), re.compile(r"\ban?\s+$", re.IGNORECASE)
SCALING = re.compile(r"\bin\s+(?:rmb\s+|us\$\s?)?$", re.IGNORECASE)
LENGTH, FRACTION, MULTIPLE = "a threshold or a length of time", "a fraction in words", "a multiple in words"
ORDINAL, VAGUE, PERIOD = "an ordinal in words", "a round number in words", "names a period"
SCALE, PRO, WORDED = "tells the scale", "a pronoun, no amount", "a number in words"
UNREAD = ""  # a number, but not one that can be read: a trouble


class Numeral(NamedTuple):
    """A number in words: mantissa·10^exponent, or with `no_figure` the reason why it is none.

    `percent` is counted in the exponent; `bare` says that nothing but what it counts can make it a figure.
    """

    start: int
    end: int
    mantissa: int = 0
    exponent: int = 0
    percent: bool = False
    bare: bool = False
    no_figure: str | None = None


def numerals(text: str) -> Iterator[Numeral]:
    """Yield every number in words of a text, in order."""
    end = 0
    for found in START.finditer(text):
        if found.start() >= end:
            one = numeral(text, found)
            end = one.end
            yield one


def numeral(text: str, found: re.Match[str]) -> Numeral:
    """Return the number in words that starts at a place."""
    first = found[0].lower()
    if first in ORDINALS:
        return ordinal(text, *found.span())
    if first.endswith("quarter"):
        return Numeral(*found.span(), no_figure=FRACTION)
    if first.startswith("half") or first == "halves":
        if not first.startswith("half a"):
            return Numeral(*found.span(), no_figure=FRACTION)
    elif first in POWERS or first.rstrip("s") in (*POWERS, "dozen"):
        scaling = SCALING.search(text, max(found.start() - 12, 0), found.start())
        return Numeral(*found.span(), no_figure=SCALE if scaling else VAGUE)
    elif first not in SMALL and first.split()[0] not in ("a", "an"):
        return Numeral(*found.span(), no_figure=MULTIPLE)
    number = read(text, found.start())
    if number is None:
        return Numeral(*found.span(), no_figure=UNREAD)
    return judged(text, Numeral(found.start(), *number))


def judged(text: str, one: Numeral) -> Numeral:
    """Return a cardinal with what the words around it make of it."""
    single = WORD.fullmatch(text, one.start, one.end) is not None
    percent = PERCENT.match(text, one.end)
    if percent:
        return one._replace(end=percent.end(), exponent=one.exponent - 2, percent=True)
    following = NEXT.match(text, one.end)
    if following and following[1].lower() in ORDINALS and not PARTS.match(text, one.end):
        return one._replace(end=following.end(), no_figure=ORDINAL)
    bare = single and one.mantissa <= BARE
    reason = measure(text, one) or (small(text, one) if bare else "")
    return one._replace(bare=bare, no_figure=reason or None)


def ordinal(text: str, start: int, end: int) -> Numeral:
    """Return what an ordinal is: it names a quarter or a half, it is a part of something, or a place in an order."""
    period = PERIODS.match(text, end)
    if period:
        return Numeral(start, period.end(), no_figure=PERIOD)
    part = OF.match(text, end) and ARTICLE.search(text, max(start - 5, 0), start)
    return Numeral(start, end, no_figure=FRACTION if part else ORDINAL)


def measure(text: str, one: Numeral) -> str:
    """Say what a cardinal counts, where that is time, a part or a multiple; "" where it is something else."""
    quarters = QUARTERS.match(text, one.end)
    if TIME.match(text, one.end) or (quarters and not quarters["of"]):
        return LENGTH
    if quarters or PARTS.match(text, one.end):
        return FRACTION
    return MULTIPLE if TIMES.match(text, one.end) else ""


def small(text: str, one: Numeral) -> str:
    """Say why a lone small number is none, whatever it counts; "" when what it counts decides."""
    if text[one.start : one.end].lower() == "one":
        stands = PRONOUN.match(text, one.end) or AFTER.search(text, max(one.start - 12, 0), one.start)
        return PRO if stands else "part of a word" if COMPOUND.match(text, one.end) else WORDED
    return "part of a word" if COMPOUND.match(text, one.end) else ""
