"""Growth told in a sentence: "29.4 million, an increase of 11.9% from 26.3 million", with the figures it is of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from validator.understanding.prose.numbers import PERCENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.understanding.prose.numbers import Number

MOVED = re.compile(
    r"""\b(?:(?P<up>up|higher|rose|rising|grew|grow(?:n|th|ing)|gains?|gained|increas(?:e[sd]?|ing))
      |(?P<down>down|lower|fell|falling|declin(?:e[sd]?|ing)|drop(?:s|ped)?|decreas(?:e[sd]?|ing)|reduc(?:ed|tion)))
      (?:\s+(?:of|by|was|is|approximately|about|nearly|over|a|an|or))*[\s(]*$""",
    re.IGNORECASE | re.VERBOSE,
)
AMOUNT = r"(?:(?:approximately|about|the|a|(?:[a-z-]+\s+){1,5}of)\s+)*[(]?"
WHEN = r"(?:\s+(?:for|in|during|as\s+of|at)\s+[^.;$€£%]{1,80})?"
FROM = re.compile(
    rf"[)]?,?{WHEN},?\s*(?:as\s+)?(?:from|compared\s+(?:to|with)|versus|over|on|against)\s+{AMOUNT}$", re.IGNORECASE
)
TO = re.compile(rf"[)]?,?\s*to\s+{AMOUNT}$", re.IGNORECASE)
BRACKETED = re.compile(  # "to 412.6 (H1 2023: 382.0)"
    r"\s*\(\s*(?:(?:as\s+)?at\s+)?(?:[HQ][1-4]\b|[1-4][HQ]|HY|FY|half|first|second|third|fourth|year|(?:19|20)\d\d\b"
    r"|\d\d?\s+[a-z]|[a-z]+\s+(?:\d\d?,\s+)?(?:19|20)\d\d)[^():]{0,40}:\s*",
    re.IGNORECASE,
)
OR = re.compile(r"[)]?,?\s*or\s+(?:approximately\s+|about\s+)?[(]?|\s*\(", re.IGNORECASE)
SIGNS = ("%", "percent", "per cent")


class Growth(NamedTuple):
    """A rate of growth, and what it leads from and to: by their place in the sentence; `falling`: a decline."""

    rate: int
    now: int
    before: int
    falling: bool


def growths(text: str, found: Sequence[Number]) -> Iterator[Growth]:
    """Yield the rates of growth in a sentence whose two figures stand at fixed places around them."""
    for at, number in enumerate(found):
        if number.kind == PERCENT and text[number.start : number.end].rstrip().lower().endswith(SIGNS):
            first = at - 1 if at and OR.fullmatch(text, found[at - 1].end, number.start) else at  # "$4 million, or 12%"
            start = found[first - 1].end if first else max(0, found[first].start - 60)
            moved = MOVED.search(text, start, found[first].start)
            pair = _pair(text, found, first, at) if moved else None
            if moved and pair is not None:
                yield Growth(at, *pair, moved["down"] is not None)


def _pair(text: str, found: Sequence[Number], first: int, at: int) -> tuple[int, int] | None:
    """Return the figures that a rate leads to and from, as the words around it place them.

    `first` is the rate, or the difference that is told just before it.
    """
    after = [
        text[one.end : other.start] for one, other in zip(found[at : at + 2], found[at + 1 : at + 3], strict=False)
    ]
    earlier = [other for other in range(first) if found[other].kind != PERCENT]
    if after and (FROM.fullmatch(after[0]) or BRACKETED.fullmatch(after[0])):
        now = next((one for one in reversed(earlier) if _alike(found[one], found[at + 1])), None)
        return None if now is None else (now, at + 1)
    if len(after) > 1 and TO.fullmatch(after[0]) and _alike(found[at + 1], found[at + 2]):
        return (at + 1, at + 2) if FROM.fullmatch(after[1]) or BRACKETED.fullmatch(after[1]) else None
    return None


def _alike(one: Number, other: Number) -> bool:
    """Whether two numbers count the same."""
    return one.kind == other.kind and one.currency == other.currency
