"""Dates as printed → xs:date, xs:gMonthDay and xs:gYearMonth (Transformation Rules Registries 1 to 5, date rules).

An order is written with the letters D, M and Y. A year of one or two digits belongs to the 2000s, as every registry
rules. Month names are data: `schemas/transformations/months.toml`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, TypedDict, cast

from validator import resources
from validator.model.source import Refused
from validator.readers.inline.transformations.numbers import WIDE_DIGITS

if TYPE_CHECKING:
    from collections.abc import Callable

DEVANAGARI = {0x966 + i: ord("0") + i for i in range(10)}
DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
B = r"[ \t\r\n]*"
DAY = r"(?P<D>[0-9]{1,2})"
YEAR = r"(?P<Y>[0-9]{4}|[0-9]{1,2})"
ROMAN = r"(?P<M>(?:I?(?:X|V|I)I{0,3})|(?:i?(?:x|v|i)i{0,3}))"
ROMANS = {n: i for i, n in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), 1)}
ERAS = {"明治": 1867, "明": 1867, "大正": 1911, "大": 1911, "昭和": 1925, "昭": 1925,
        "平成": 1988, "平": 1988, "令和": 2018, "令": 2018}  # fmt: skip


class MonthNames(TypedDict, total=False):
    """The month names of a language, as the head of their file tells."""

    months: list[str]
    cases: str
    tail: int
    after: str
    whole: bool
    attached: bool
    bounded: bool
    trailing: bool
    year: str


@cache
def languages() -> dict[str, MonthNames]:
    """Return the month names of every language."""
    import tomllib

    with open(resources.path("transformations", "months.toml"), "rb") as file:
        return cast("dict[str, MonthNames]", tomllib.load(file))


def numeric(
    order: str, separator: str = "[^0-9]+", *, tail: str = "", digits: dict[int, int] | None = None
) -> Callable[[str], str]:
    """Return the transformation of a date written in digits, in that order."""
    parts = {"D": DAY, "M": "(?P<M>[0-9]{1,2})", "Y": YEAR}
    pattern = re.compile(B + separator.join(parts[letter] for letter in order) + tail + B)

    def transform(text: str) -> str:
        found = pattern.fullmatch(text.translate(digits) if digits else text)
        if not found:
            raise Refused("text-outside-format/date-in-digits", order=_said(order))
        return _value(found.groupdict(), int(found["M"]))

    return transform


def named(order: str, language: str) -> Callable[[str], str]:
    """Return the transformation of a date with a month name in a language, in that order."""

    def transform(printed: str) -> str:
        return _named(order, language)(printed)  # month names are loaded when a date is first met

    return transform


@cache
def _named(order: str, language: str) -> Callable[[str], str]:
    table = languages()[language]
    numbers: dict[str, int] = {}
    for number, spellings in enumerate(table["months"], 1):
        for root in spellings.split():
            for spelling in _cases(root, table.get("cases", "capitalized upper lower")):
                numbers[spelling] = number
    parts = _parts(table, "|".join(sorted(numbers, key=len, reverse=True)), order)
    before = r"[^0-9]*[^0-9a-zA-Z]+" if table.get("bounded") else "[^0-9]+"
    text = parts[0]
    for previous, letter, part in zip(order, order[1:], parts[1:], strict=False):
        text += (before if letter == "M" else _after(table) if previous == "M" else "[^0-9]+") + part
    pattern = re.compile(B + text + B)
    digits = DEVANAGARI if language == "hi" else None

    def transform(printed: str) -> str:
        found = pattern.fullmatch(printed.translate(digits) if digits else printed)
        if not found:
            raise Refused("text-outside-format/month-name", language=language, order=_said(order))
        return _value(found.groupdict(), numbers[found["M"]])

    return transform


def _parts(table: MonthNames, roots: str, order: str) -> list[str]:
    """Return the pattern of each letter of the order; what may end the text is looser."""
    month = f"(?P<M>{roots})"
    year = f"(?P<Y>{table['year']})" if "year" in table else YEAR
    parts = [{"D": DAY, "M": month, "Y": year}[letter] for letter in order]
    if order[-1] == "M":
        parts[-1] += table.get("after") or f"[^0-9]{{0,{table['tail']}}}"
    elif table.get("trailing"):
        parts[-1] += "[^0-9]*"
    elif order == "MD":
        parts[-1] += "[A-Za-z]{0,2}"
    return parts


def _after(table: MonthNames) -> str:
    """Return the pattern of what stands between a month and the number after it."""
    if table.get("attached"):
        return f"{table['after']}[^0-9]*"
    return "[^0-9a-zA-Z]+[^0-9]*" if table.get("whole") else "[^0-9]+"


def _cases(root: str, cases: str) -> list[str]:
    made = {"capitalized": root.capitalize(), "upper": root.upper(), "lower": root}
    return [made[case] for case in cases.split()]


def spelled(order: str, months: tuple[str, ...], separators: tuple[str, ...]) -> Callable[[str], str]:
    """Return the transformation of Registry 1: English names of one length, exact separators."""
    parts = {"D": DAY, "M": f"(?P<M>{'|'.join(months)})", "Y": "(?P<Y>[0-9]{2}|[0-9]{4})"}
    text = parts[order[0]]
    for separator, letter in zip(separators, order[1:], strict=True):
        text += separator + parts[letter]
    pattern = re.compile(B + text + B)

    def transform(printed: str) -> str:
        found = pattern.fullmatch(printed)
        if not found:
            raise Refused("text-outside-format/month-spelled", month=months[0], order=_said(order))
        return _value(found.groupdict(), months.index(found["M"]) + 1)

    return transform


def roman(order: str) -> Callable[[str], str]:
    """Return the transformation of a date with its month in Roman numerals."""
    day = f"{DAY}[^0-9]*[^XVIxvi0-9]" if "D" in order else ""
    text = day + ROMAN + (f"[^XVIxvi0-9][^0-9]*{YEAR}" if "Y" in order else "")
    pattern = re.compile(B + text + B)

    def transform(printed: str) -> str:
        found = pattern.fullmatch(printed)
        if not found or found["M"].lower() not in ROMANS:
            raise Refused("text-outside-format/roman-month", order=_said(order))
        return _value(found.groupdict(), ROMANS[found["M"].lower()])

    return transform


def east_asian(order: str, *, era: bool = False) -> Callable[[str], str]:
    """Return the transformation of a date with 年, 月 and 日, its year in the Gregorian or the Japanese calendar."""
    names = "|".join(ERAS)
    s = "[\\s\u00a0]*"
    year = f"(?P<E>{names}){s}(?P<Y>[0-9]{{1,2}}|元)" if era else YEAR
    text = f"{s}{year}{s}年{s}(?P<M>[0-9]{{1,2}}){s}月{s}"
    pattern = re.compile(text + (f"{DAY}{s}日{s}" if "D" in order else ""))

    def transform(printed: str) -> str:
        found = pattern.fullmatch(printed.translate(WIDE_DIGITS))
        if not found:
            raise Refused("text-outside-format/east-asian")
        parts = found.groupdict()
        if era:
            parts["Y"] = str(ERAS[found["E"]] + (1 if found["Y"] == "元" else int(found["Y"])))
        return _value(parts, int(found["M"]))

    return transform


def either(*choices: Callable[[str], str]) -> Callable[[str], str]:
    """Return the transformation that takes the first of several that fits."""

    def transform(printed: str) -> str:
        for choice in choices[:-1]:
            try:
                return choice(printed)
            except Refused:
                continue
        return choices[-1](printed)

    return transform


def saka(printed: str) -> str:
    """Transform a date of the Indian national calendar, month named in Hindi or English, to an xs:date."""
    found = _saka_pattern().fullmatch(printed.translate(DEVANAGARI))
    if not found:
        raise Refused("text-outside-format/saka")
    day, year = int(found["D"]), found["Y"]
    month = next(n for n, names in enumerate(languages()["saka"]["months"], 1) if found["M"] in names.split())
    if len(year) == 2:
        year = ("19" if year > "21" or (year == "21" and month >= 10 and day >= 11) else "20") + year
    gregorian = int(year) + 78
    leap = gregorian % 4 == 0 and (gregorian % 100 != 0 or gregorian % 400 == 0)
    lengths = [31 if leap else 30, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 30]
    if not 1 <= day <= lengths[month - 1] or gregorian > 9998:
        raise Refused("text-outside-format/day", day=day)
    first = date(gregorian, 3, 21 if leap else 22)  # 1 Chaitra
    return (first + timedelta(days=sum(lengths[: month - 1]) + day - 1)).isoformat()


@cache
def _saka_pattern() -> re.Pattern[str]:
    names = sorted((name for names in languages()["saka"]["months"] for name in names.split()), key=len, reverse=True)
    return re.compile(f"{B}{DAY}[^0-9]+(?P<M>{'|'.join(names)})[^0-9]+(?P<Y>[0-9]{{4}}|[0-9]{{2}}){B}")


def _value(parts: dict[str, str | None], month: int) -> str:
    if not 1 <= month <= 12:
        raise Refused("text-outside-format/month", month=month)
    day, year = parts.get("D"), parts.get("Y")
    if year is not None:
        year = ("200" if len(year) == 1 else "20") + year if len(year) < 3 else year
        if day is None:
            return f"{year}-{month:02}"
        try:
            return date(int(year), month, int(day)).isoformat()
        except ValueError:
            raise Refused("text-outside-format/day-or-year", day=day, year=year) from None
    if day is None or not 1 <= int(day) <= DAYS[month - 1]:
        raise Refused("text-outside-format/day", day=day)
    return f"--{month:02}-{int(day):02}"


def _said(order: str) -> str:
    return " ".join({"D": "day", "M": "month", "Y": "year"}[letter] for letter in order)
