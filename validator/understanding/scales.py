"""The scale that a caption, a header or a label tells, and the figures it leaves apart."""

from __future__ import annotations

import re
from typing import NamedTuple

POWERS = {
    "hundred": 2,
    "thousand": 3,
    "million": 6,
    "billion": 9,
    "trillion": 12,
    "mn": 6,
    "bn": 9,
    "k": 3,
    "m": 6,
    "mm": 6,
}
SCALE = re.compile(
    r"""
      \bin\s+(?:[a-z.$€£¥]+\s+){0,3}?(?P<in>hundred|thousand|million|billion|trillion)s?\b
    | [(\[,]\s*(?:(?:amounts?|dollars?|u\.?s\.?|us\$|usd|eur|gbp|rmb|expressed|stated|shares|all|figures|tabular
      |\$|€|£)[\s:;,-]*){0,4}
      (?P<alone>thousand|million|billion)s?\b
    | \b(?P<of>thousand|million|billion)s\s+of\s+(?:[a-z.]+\s+){0,2}
      (?:dollars?|euros?|yen|pounds?|shares|units|francs?|kron\w+|barrels|ounces|tons|tonnes|rmb|renminbi|gallons)
    | (?P<zeros>[$€£]?\s*'?000(?:,000)?'?s?)\b(?=\s*(?:omitted|\)|$|except|,))
    | (?:us\$|hk\$|[$€£¥]|usd|eur|gbp|rmb|chf|sek|nok|dkk|cad|aud)\s*(?P<sign>thousand|million|billion|mm?|mn|bn|k)s?\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
EXCEPT = re.compile(r"\b(?:except|other\s+than|excluding|unless|but)\b(?P<what>.*)", re.IGNORECASE | re.DOTALL)
PER = re.compile(r"\bper[\s-]", re.IGNORECASE)
SHARES = re.compile(
    r"(?<!per )(?<!per-)(?<!par )\b(?:shares?|units?|ads)\b(?!\s*[-,]?\s*(?:prices?|amounts?))", re.IGNORECASE
)


class Scale(NamedTuple):
    """A power of ten, whether shares stand apart from it, and what it was told of ("" anything, `shares`)."""

    power: int
    shares_apart: bool = False
    shares: bool = False


def scale_in(text: str) -> Scale | None:
    """Return the scale a text tells; None where it tells none."""
    found = SCALE.search(text)
    if found is None:
        return None
    word = next((found[name] for name in ("in", "alone", "of", "sign") if found[name]), "")
    power = POWERS[word.lower()] if word else 6 if "000,000" in found[0] else 3
    apart = EXCEPT.search(text, found.start())
    shares = bool(re.search(r"\bshares?\b", text[: found.end()], re.IGNORECASE))
    return Scale(power, apart is not None and bool(SHARES.search(apart["what"])), shares)
