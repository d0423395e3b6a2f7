"""A text in sentences, and the periods its words mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from validator.understanding.words import calendar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from validator.model.periods import Period

ABBREVIATED = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Inc|Co|Ltd|Corp|No|vs|approx|e\.g|i\.e|U\.S|[A-Z])\.)$")
LONGEST = 5_000  # characters of one sentence
STOP = re.compile(r"[.!?][\"')]*\s+(?=[\"'(]*[A-Z])")
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1": 1, "2": 2, "3": 3, "4": 4}
DATE = calendar.DATE.pattern
PHRASES = (
    ("span", rf"\b(?:three|six|nine|twelve)[ -]months?\s+ended\s+{DATE}"),
    ("date", rf"\b(?:as of|as at|at|on|by)\s+{DATE}"),
    ("same", r"\bthe\s+(?:same|corresponding)\s+(?:period|quarter)\s+(?:of|in)\s+(?P<same>(?:19|20)\d\d)\b"),
    (
        "ago",
        r"\b(?:a|one)\s+year\s+(?:ago|earlier|before)\b|\bthe\s+same\s+(?:period|quarter)\s+(?:of\s+)?last\s+year\b",
    ),
    ("prior", r"\bthe\s+(?:prior|previous|preceding)\s+quarter\b|\ba\s+quarter\s+(?:ago|earlier|before)\b"),
    (
        "quarter",
        r"\b(?:the\s+)?(?P<ordinal>first|second|third|fourth)\s+quarter(?:\s+(?:of\s+)?(?P<of>(?:19|20)\d\d))?\b",
    ),
    ("quarter_q", r"\bQ(?P<q>[1-4])(?:\s+(?P<q_of>(?:19|20)\d\d))?\b"),
    ("year", r"\b(?:the\s+)?(?:full|fiscal|whole)\s+year(?:\s+(?:of\s+)?(?P<full>(?:19|20)\d\d))?\b"),
    ("now", r"\b(?:during|in|for|over)\s+the\s+quarter\b"),
)


class Sentence(NamedTuple):
    """A piece of a text, from `start` to `end`."""

    start: int
    end: int


class Phrase(NamedTuple):
    """Words that mean a period."""

    start: int
    end: int
    period: Period


def sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a text; an abbreviation ends none, and one beyond any people write comes in pieces."""
    start = 0
    for end in _ends(text):
        while end - start > LONGEST and (cut := text.find(" ", start + LONGEST, end)) >= 0:
            yield Sentence(start, cut + 1)
            start = cut + 1
        yield Sentence(start, end)
        start = end


def _ends(text: str) -> Iterator[int]:
    last = 0
    for found in STOP.finditer(text):
        if not ABBREVIATED.search(text[max(last, found.start() - 12) : found.start() + 1]):
            yield found.end()
            last = found.end()
    if text[last:].strip():
        yield len(text)


def phrases(text: str, reporting: Period, further: Mapping[str, str]) -> list[Phrase]:
    """Return the period phrases of a text in order; of two that overlap, the one that starts first, then the longer.

    `further` are words of the mapping, with the period each means.
    """
    found: list[Phrase] = []
    for kind, pattern in PHRASES:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            period = meaning(kind, match, reporting)
            if period is not None:
                found.append(Phrase(match.start(), match.end(), period))
    for words, period_text in further.items():
        for match in re.finditer(re.escape(words), text, re.IGNORECASE):
            found.append(Phrase(match.start(), match.end(), calendar.parse(period_text)))
    found.sort(key=lambda phrase: (phrase.start, -phrase.end))
    kept: list[Phrase] = []
    for phrase in found:
        if not kept or phrase.start >= kept[-1].end:
            kept.append(phrase)
    return kept


def meaning(kind: str, match: re.Match[str], reporting: Period) -> Period | None:
    """Return the period a phrase means to a release that reports on a period; None when it means none."""
    last = calendar.last_day(reporting)
    if kind in ("span", "date"):
        return calendar.header_period(match[0])
    if kind == "same":
        return calendar.shifted(reporting, 12 * (int(match["same"]) - last.year))
    if kind == "ago":
        return calendar.shifted(reporting, -12)
    if kind == "prior":
        return calendar.shifted(reporting, -3) if calendar.length(reporting) == 3 else None
    if kind in ("quarter", "quarter_q"):
        ordinal = ORDINALS[(match["ordinal"] if kind == "quarter" else match["q"]).lower()]
        of = match["of"] if kind == "quarter" else match["q_of"]
        return calendar.quarter(int(of) if of else last.year, ordinal)
    if kind == "year":
        return calendar.year(int(match["full"]) if match["full"] else last.year)
    return reporting
