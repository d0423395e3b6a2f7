"""The words of a text that mean time: dates, months, years, quarters, spans of months or weeks, and comparisons."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from validator.understanding.words.calendar import MONTHS
from validator.understanding.words.months import NAMED_ABROAD, number_of
from validator.understanding.words.phrases import COUNTS, NUMBER_WORDS, ORDINALS

if TYPE_CHECKING:
    from collections.abc import Iterator

DATE, MONTH, YEAR, SPAN, QUARTER, ENDED, AGO, NOW = "date", "month", "year", "span", "quarter", "ended", "ago", "now"
ABBREVIATED = (*(month[:3] for month in MONTHS if month != "may"), "sept")
NAMED = "|".join((*MONTHS, *(rf"{month}\b\.?" for month in ABBREVIATED)))
CENTURY = r"(?:19|20)\d\d"
COUNT = rf"(?:{NUMBER_WORDS}|\d{{1,2}})"
ORDINAL = "(?:" + "|".join(ORDINALS) + ")"
FORMS = {
    "month": rf"""(?P<m>{NAMED})(?:\s?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\w%]|[.,]\d)
          (?:\s?,?\s*(?P<y>{CENTURY})(?!\d|,\d))?
        |,?\s+(?:of\s+)?(?P<my>{CENTURY})\b)""",
    "digits": rf"""(?P<iso>{CENTURY}-\d\d-\d\d)(?!\d)
        | (?P<sm>\d\d?)/(?P<sd>\d\d?)/(?P<sy>{CENTURY})\b
        | (?P<d2>\d{{1,2}})(?:st|nd|rd|th|\.|er|º)?\s+(?:of\s+|de\s+)?(?P<m2>{NAMED}|{NAMED_ABROAD}),?\s+(?:de\s+)?
          (?P<y2>{CENTURY})\b
        | (?P<yy>{CENTURY})(?![\w%/]|[.,-]\d|\s+(?:million|billion|thousand|shares)\b)
        | (?P<q>[1-4])Q(?:\s?'?(?P<qy>(?:20)?\d\d)\b)?
        | (?P<h>[12])H(?:\s?(?:FY\s?)?'?(?P<hy>(?:20)?\d\d)\b|\b)""",
    "count": rf"""first\s+(?P<ytd>{COUNT})\s+(?P<ytdunit>month|week)s\b
        | (?P<count>{COUNT})(?:[- ](?P<unit>month|week|quarter)s?\b(?:[- ]periods?\b)?
            |(?=,?\s+and(?:\s+the)?\s+{COUNT}[- ](?P<unit2>month|week)s?\b))
        | (?P<nth>{ORDINAL})(?:[ -](?:fiscal[ -])?(?P<part>quarters?|half|halves)\b
            |(?=,?\s+and(?:\s+the)?\s+{ORDINAL}\s+(?:fiscal\s+)?quarters\b))""",
    "fiscal": rf"""(?:FY|fiscal(?:\s+years?)?|(?P<cal>calendar)(?:\s+years?)?|years?)
          \s?'?(?P<fy>{CENTURY}|\d\d(?=\b))(?![\d%])
        | (?P<ended>(?:(?:fiscal|full|calendar)\s+)?(?:years?|quarters?|periods?)(?:\s+then)?\s+(?:ended|ending)
            |(?:fiscal\s+)?quarters?(?=,?\s+(?:and|or)\s+(?:the\s+)?{COUNT}[- ](?:month|week)s?\b)
            |quarters?(?=\s+{CENTURY}\b))\b
        | Q(?P<q3>[1-4])\b(?:\s+(?:of\s+)?(?:FY\s?)?'?(?P<q3y>(?:20)?\d\d)\b(?!\.))?
        | H(?P<h3>[12])\b(?:\s+(?:of\s+)?(?:FY\s?)?'?(?P<h3y>(?:20)?\d\d)\b(?!\.))?
        | (?:HY\s?|half[- ]year\s+)'?(?P<hy1>(?:20)?\d\d)\b(?![.,]\d)""",
    "ago": r"""(?P<ago>(?:a|one)\s+year\s+(?:ago|earlier|before)\b
        |(?:same|corresponding|comparable|comparative|prior|previous|preceding|last)[- ]
         (?:(?:fiscal|quarter|three[- ]month|six[- ]month|nine[- ]month|year)[- ])?
          (?:quarters?|periods?|years?|months)\b
         (?!\s+(?:of|in)\s+(?:19|20)\d\d)(?:\s+(?:of|in)\s+(?:the\s+)?(?:prior|previous|last|preceding)\s+(?:fiscal\s+)?year\b)?
        |year[- ](?:over|on)[- ]year\b|(?:prior|previous|last)[- ]year(?:'s)?\b)
        |(?P<same>(?:same|corresponding|comparable|comparative)[- ]
          (?:(?:quarter|year|three[- ]month|six[- ]month|nine[- ]month)[- ])?
          (?:quarters?|periods?)\s+(?:of|in)\s+(?:fiscal\s+)?(?P<samey>(?:19|20)\d\d))\b""",
    "now": r"""(?P<now>full[- ](?:fiscal[- ])?year\b(?!\s+(?:then\s+)?end|\s+'?\d)
          |current[- ](?:fiscal[- ])?(?:quarter|period|year)\b|year[- ]to[- ]date\b|ytd\b
          |the\s+(?:quarter|period)\b(?!\s+(?:then\s+)?end|,?\s+(?:and|or)\b|\s+(?:19|20)\d\d))""",
}
PATTERNS = {kind: re.compile(form, re.VERBOSE | re.IGNORECASE) for kind, form in FORMS.items()}
TRIGGERS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys((*MONTHS, *ABBREVIATED), ("month",)),
    **dict.fromkeys((word.replace("-", " ").split()[0] for word in COUNTS), ("count",)),
    **dict.fromkeys(ORDINALS, ("count",)),
    **dict.fromkeys(("fy", "fiscal", "calendar", "quarter", "quarters"), ("fiscal",)),
    "full": ("fiscal", "now"),
    **dict.fromkeys(("period", "periods", "years"), ("fiscal",)),
    **dict.fromkeys(("q1", "q2", "q3", "q4", "h1", "h2", "hy", "half"), ("fiscal",)),
    "year": ("ago", "now", "fiscal"),
    "ytd": ("now",), "a": ("ago",), "one": ("ago", "count"), "the": ("now",), "current": ("now",),
    **dict.fromkeys(("same", "corresponding", "comparable", "comparative"), ("ago",)),
    **dict.fromkeys(("prior", "previous", "preceding", "last"), ("ago",)),
}  # fmt: skip
WORD = re.compile(r"(?<![\w.,$/#])(?:[A-Za-z]+(?:\d(?!\d))?|\d[\w/-]*)")
NUMERIC = ("digits", "count")
PARTS = (
    ("quarter", ("q", "q3"), ("qy", "q3y")),
    ("half", ("h", "h3"), ("hy", "h3y", "hy1")),
)  # groups: which, and of when


class Time(NamedTuple):
    """One word for a time, from `start` to `end`.

    `first` is the year, or the ordinal of a quarter or half, or a number of months or weeks; the rest say the day.
    """

    start: int
    end: int
    kind: str
    year: int = 0
    month: int = 0
    day: int = 0
    many: int = 0
    unit: str = ""


def times(text: str) -> Iterator[Time]:
    """Yield the words for times in a text, in order."""
    end = 0
    for word in WORD.finditer(text):
        if word.start() < end:
            continue
        for form in NUMERIC if word[0][0].isdigit() else TRIGGERS.get(word[0].lower(), ()):
            found = PATTERNS[form].match(text, word.start())
            if found is not None:
                one = said(found)
                if one is not None:
                    end = one.end
                    yield one
                    break


def said(found: re.Match[str]) -> Time | None:
    """Return what a match says; None where it names no possible day."""
    groups, span = {key: value for key, value in found.groupdict().items() if value}, found.span()
    if "m" in groups or "m2" in groups or "iso" in groups or "sm" in groups:
        return dated(span, groups)
    if "yy" in groups or "fy" in groups:
        year = int(groups.get("yy") or groups["fy"])
        unit = "calendar" if "cal" in groups else "fiscal" if "fy" in groups else ""
        return Time(*span, YEAR, year if year > 99 else 2000 + year, unit=unit)
    if "count" in groups or "ytd" in groups:
        number = groups.get("count") or groups["ytd"]
        unit = groups.get("unit") or groups.get("unit2") or groups["ytdunit"]
        kind = "first" if "ytd" in groups else ""
        return Time(*span, SPAN, many=counted(number), unit=unit.lower(), day=bool(kind))
    if "nth" in groups:
        unit = "half" if (groups.get("part") or "quarter").lower().startswith("hal") else "quarter"
        return Time(*span, QUARTER, many=ORDINALS[groups["nth"].lower()], unit=unit)
    for unit, parts, years in PARTS:
        if any(name in groups for name in (*parts, *years)):
            part = next((int(groups[name]) for name in parts if name in groups), 1)  # HY24 is the first half
            year = next((int(groups[name]) for name in years if name in groups), 0)
            return Time(*span, QUARTER, year + 2000 * (0 < year < 100), many=part, unit=unit)
    if "ended" in groups:
        unit = next(word for word in ("year", "quarter", "period") if word in groups["ended"].lower())
        return Time(*span, ENDED, unit=unit)
    if "same" in groups:
        return Time(*span, AGO, int(groups["samey"]), unit=found[0].lower())
    return Time(*span, AGO if "ago" in groups else NOW, unit=found[0].lower())


def dated(span: tuple[int, int], groups: dict[str, str]) -> Time | None:
    """Return a day or a month; None where there is no such day."""
    if "iso" in groups:
        year, month, number = map(int, groups["iso"].split("-"))
    elif "sm" in groups:
        year, month, number = int(groups["sy"]), int(groups["sm"]), int(groups["sd"])
    else:
        month = number_of(groups.get("m") or groups["m2"])
        if "my" in groups:
            return Time(*span, MONTH, int(groups["my"]), month)
        year, number = int(groups.get("y") or groups.get("y2") or 0), int(groups.get("d") or groups["d2"])
    try:
        date(year or 2000, month, number)
    except ValueError:
        return None
    return Time(*span, DATE, year, month, number)


def counted(number: str) -> int:
    """Return a count in words or digits."""
    return int(number) if number.isdigit() else COUNTS["-".join(number.lower().split())]
