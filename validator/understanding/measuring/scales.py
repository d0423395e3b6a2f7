"""The scale that a caption, a header or a label tells, and the figures it leaves apart."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from validator.understanding.words import numbers

ABROAD = {
    "millions": 6, "millionen": 6, "millones": 6, "milioni": 6, "miljoner": 6, "millioner": 6, "miljoen": 6,
    "tausend": 3, "milliers": 3, "migliaia": 3, "tusen": 3, "milliarden": 9, "milliards": 9,
}  # fmt: skip
POWERS = numbers.POWERS | ABROAD | {"miles": 3, "mn": 6, "bn": 9, "k": 3, "t": 3, "m": 6, "mm": 6}
_MONEY = (
    r"(?:u\.?s\.?|united\s+states|american|canadian|australian|dollars?|us\$|hk\$|c\$|usd|eur|gbp|rmb|cny|chf|inr|rs\.?"
    r"|rupees?|\$|€|£|¥|₹)"
)
SCALE = re.compile(
    rf"""
      \bin\s+(?:{_MONEY}\s*)*(?P<in>hundred|thousand|million|billion|trillion|crore|lakh|lac)s?\b(?!\s+of\s+(?:the|our|a)\b)
    | \b(?:in|en|i)\s+(?:{_MONEY}\s*)*(?P<abroad>{"|".join(ABROAD)})\b
    | \ben\s+(?P<miles>miles)\s+de\b
    | [(\[,]\s*(?:(?:amounts?|expressed|stated|shares|and|all|figures|tabular|except|{_MONEY})[\s:;,'-]*){{0,5}}
      (?P<alone>thousand|million|billion|crore|lakh|lac)s?\b
    | ^\W*(?P<only>thousand|million|billion|crore|lakh|lac)s\b
    | \b(?P<of>thousand|million|billion)s\s+of\s+(?:[a-z.]+\s+){{0,2}}
      (?:dollars?|euros?|yen|pounds?|shares|units|francs?|kron\w+|barrels|ounces|tons|tonnes|rmb|renminbi|gallons)
    | (?<![\d,.])(?P<zeros>[$€£]?\s*'?000(?:,000)?'?s?)(?!\w)(?=\s*(?:omitted|\)|$|except|,))
    | (?:us\$|hk\$|[$€£¥₹]|usd|eur|gbp|rmb|chf|sek|nok|dkk|cad|aud|inr|rs\.?)\s*
      (?P<sign>thousand|million|billion|crore|lakh|lac|mm?|mn|bn|k)s?\b
    | \b(?P<prefix>[mtk])(?:eur|usd|gbp|chf|sek|nok|dkk|€)(?!\w)
    | (?<![\w.])(?P<short>mio|mrd)\b\.?
    | \bin\s+(?:whole|actual|single)\s+(?P<whole>dollars|euros?|units|numbers|shares)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
WORDS = ("in", "abroad", "miles", "alone", "only", "of", "sign", "prefix", "short")  # of its groups, those of words
EXCEPT = re.compile(r"\b(?:except|other\s+than|excluding|but)\b(?P<what>.*)", re.IGNORECASE | re.DOTALL)
SHARES = re.compile(
    r"(?<!per )(?<!per-)(?<!par )\b(?:shares?|units?|ads)\b(?!\s*[-,]?\s*(?:prices?|amounts?))", re.IGNORECASE
)
SHARES_ONLY = re.compile(r"\b(?:shares?|units?|options|awards)\b", re.IGNORECASE)
MONEY = re.compile(rf"{_MONEY}|\bamounts?\b|\btabular\b", re.IGNORECASE)
NAMED_MONEY = re.compile(rf"(?<![a-z]){_MONEY}(?![a-z])|\bamounts?\b|\btabular\b", re.IGNORECASE)
SHARES_SCALE = re.compile(r"[;,]\s*(?:and\s+)?shares\s+in\s+(thousand|million|billion)s\b", re.IGNORECASE)


class Scale(NamedTuple):
    """A power of ten, whether shares stand apart from it, and whether it is told of shares alone."""

    power: int
    shares_apart: bool = False
    shares: bool = False


def shares_scale(text: str) -> int | None:
    """Return the power of ten that a caption tells of shares apart from amounts; None where it tells none."""
    found = SHARES_SCALE.search(text)
    return POWERS[found[1].lower()] if found and MONEY.search(text[: found.start()]) else None


def counted_scale(text: str) -> int:
    """Return the power of ten that a caption tells of whatever is counted below it; 0 where it speaks of money."""
    found = SCALE.search(text)
    if (
        found is None
        or found["sign"]
        or found["prefix"]
        or NAMED_MONEY.search(text)
        or EXCEPT.search(text, found.start())
    ):
        return 0
    told = scale_in(text)
    return 0 if told is None or told.shares else told.power


@lru_cache(maxsize=8192)
def scale_in(text: str) -> Scale | None:
    """Return the scale a text tells; None where it tells none."""
    found = SCALE.search(text)
    if found is None:
        return None
    word = next((found[name] for name in WORDS if found[name]), "")
    power = 0 if found["whole"] else POWERS[word.lower()] if word else 6 if "000,000" in found[0] else 3
    apart = EXCEPT.search(text, found.start())
    before = text[: found.end()]
    shares = SHARES_ONLY.search(before) is not None and MONEY.search(before) is None
    return Scale(power, apart is not None and SHARES.search(apart["what"]) is not None, shares)
