"""The XBRL International registries as tables: local name → transformation.

Sources: Inline XBRL Transformation Rules Registry 1 (2010-04-20), 2 (2011-07-31), 3 (2015-02-26), 4 (2020-02-12) and
5 (2022-02-16).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.readers.inline.transformations.dates import (
    DEVANAGARI,
    east_asian,
    either,
    named,
    numeric,
    roman,
    saka,
    spelled,
)
from validator.readers.inline.transformations.numbers import (
    APOSTROPHES,
    DASHES,
    SPACE,
    WIDE_DIGITS,
    dash,
    fixed,
    free,
    grouped,
    in_units,
    indian_decimal,
    indian_units,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    Registry = dict[str, Callable[[str], str]]

LONG = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December")  # fmt: skip
SHORT = tuple(month[:3] for month in LONG)
STOPS = ",.\uff0c\uff0e"
DAY_FIRST = ("bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "hr", "it", "lv", "nl", "no", "pl", "pt", "ro",
             "sk", "sl", "sv")  # fmt: skip
BY_DAY_ONLY = ("lv",)
SPOKEN = {"sv": "da"}  # Swedish months have the Danish roots
BY_YEAR = {"cs": "cs-year", "cy": "cy-year"}  # other grammatical cases


def first() -> Registry:
    """Registry 1."""
    gap = r"\s+"
    return {
        "dateslashus": numeric("MDY", "/"),
        "dateslasheu": numeric("DMY", "/"),
        "datedotus": numeric("MDY", r"\."),
        "datedoteu": numeric("DMY", r"\."),
        "datelongus": spelled("MDY", LONG, (" ", ", ")),
        "dateshortus": spelled("MDY", SHORT, (" ", ", ")),
        "datelonguk": spelled("DMY", LONG, (" ", " ")),
        "dateshortuk": spelled("DMY", SHORT, (" ", " ")),
        "datelongdaymonthuk": spelled("DM", LONG, (gap,)),
        "dateshortdaymonthuk": spelled("DM", SHORT, (gap,)),
        "datelongmonthdayus": spelled("MD", LONG, (gap,)),
        "dateshortmonthdayus": spelled("MD", SHORT, (gap,)),
        "dateslashdaymontheu": numeric("DM", "/"),
        "dateslashmonthdayus": numeric("MD", "/"),
        "datelongyearmonth": spelled("YM", LONG, (gap,)),
        "dateshortyearmonth": spelled("YM", SHORT, (gap,)),
        "datelongmonthyear": spelled("MY", LONG, (gap,)),
        "dateshortmonthyear": spelled("MY", SHORT, (gap,)),
        "numcommadot": grouped(",", ".", strict=True),
        "numdash": dash("-"),
        "numspacedot": grouped(" " + SPACE, ".", strict=True),
        "numdotcomma": grouped(".", ",", strict=True),
        "numcomma": grouped("", ",", strict=True),
        "numspacecomma": grouped(" " + SPACE, ",", strict=True),
    }


def second() -> Registry:
    """Registry 2."""
    return {
        "booleanfalse": fixed("false"),
        "booleantrue": fixed("true"),
        "datedaymonth": numeric("DM"),
        "datedaymonthen": named("DM", "en"),
        "datedaymonthyear": numeric("DMY"),
        "datedaymonthyearen": named("DMY", "en"),
        "dateerayearmonthdayjp": east_asian("YMD", era=True),
        "dateerayearmonthjp": east_asian("YM", era=True),
        "datemonthday": numeric("MD", tail="[A-Za-z]*"),
        "datemonthdayen": named("MD", "en"),
        "datemonthdayyear": numeric("MDY"),
        "datemonthdayyearen": named("MDY", "en"),
        "datemonthyearen": named("MY", "en"),
        "dateyearmonthdaycjk": east_asian("YMD"),
        "dateyearmonthen": named("YM", "en"),
        "dateyearmonthcjk": east_asian("YM"),
        "nocontent": fixed(""),
        "numcommadecimal": grouped(". " + SPACE, ",", strict=False),
        "zerodash": dash(DASHES),
        "numdotdecimal": grouped(", " + SPACE, ".", strict=False),
        "numunitdecimal": in_units(STOPS, grouping=True),
    }


def third() -> Registry:
    """Registry 3: Registry 2 with Danish and Indian dates and numbers."""
    return {
        **second(),
        "calindaymonthyear": saka,
        "datedaymonthdk": named("DM", "da"),
        "datedaymonthyeardk": named("DMY", "da"),
        "datedaymonthyearin": either(named("DMY", "hi"), numeric("DMY", digits=DEVANAGARI)),
        "datemonthyear": numeric("MY"),
        "datemonthyeardk": named("MY", "da"),
        "datemonthyearin": named("MY", "hi"),
        "dateyearmonthday": numeric("YMD", tail="[^0-9]*", digits=WIDE_DIGITS),
        "numdotdecimalin": indian_decimal,
        "numunitdecimalin": indian_units,
    }


def fourth() -> Registry:
    """Registry 4: the languages of the European Union."""
    made: Registry = {
        "date-day-month": numeric("DM"),
        "date-day-monthroman": roman("DM"),
        "date-day-month-year": numeric("DMY", digits=DEVANAGARI),
        "date-day-monthname-year-hi": named("DMY", "hi"),
        "date-day-monthroman-year": roman("DMY"),
        "date-ind-day-monthname-year-hi": saka,
        "date-jpn-era-year-month-day": east_asian("YMD", era=True),
        "date-jpn-era-year-month": east_asian("YM", era=True),
        "date-monthname-day-en": named("MD", "en"),
        "date-monthname-day-hu": named("MD", "hu"),
        "date-monthname-day-lt": named("MD", "lt"),
        "date-monthname-day-year-en": named("MDY", "en"),
        "date-month-day": numeric("MD", tail="[A-Za-z]*"),
        "date-month-day-year": numeric("MDY"),
        "date-month-year": numeric("MY", digits=DEVANAGARI),
        "date-monthname-year-hi": named("MY", "hi"),
        "date-monthroman-year": roman("MY"),
        "date-year-day-monthname-lv": named("YDM", "lv"),
        "date-year-month": numeric("YM", tail="[^0-9]*", digits=WIDE_DIGITS),
        "date-year-month-day": numeric("YMD", tail="[^0-9]*", digits=WIDE_DIGITS),
        "date-year-monthname-en": named("YM", "en"),
        "date-year-monthname-hu": named("YM", "hu"),
        "date-year-monthname-day-hu": named("YMD", "hu"),
        "date-year-monthname-day-lt": named("YMD", "lt"),
        "date-year-monthname-lt": named("YM", "lt"),
        "date-year-monthname-lv": named("YM", "lv"),
        "fixed-empty": fixed(""),
        "fixed-false": fixed("false"),
        "fixed-true": fixed("true"),
        "fixed-zero": fixed("0"),
        "num-comma-decimal": free(".", ","),
        "num-dot-decimal": free(",", "."),
        "num-unit-decimal": in_units(STOPS, grouping=False),
    }
    for language in DAY_FIRST:
        _add_language(made, language)
    return made


def fifth() -> Registry:
    """Registry 5: Registry 4 with Welsh dates and Swiss digit groups."""
    made = fourth()
    _add_language(made, "cy")
    made["num-comma-decimal-apos"] = free("." + APOSTROPHES, ",")
    made["num-dot-decimal-apos"] = free("," + APOSTROPHES, ".")
    made["num-unit-decimal-apos"] = in_units(STOPS + APOSTROPHES + "\uff07", grouping=False)
    return made


def _add_language(made: Registry, language: str) -> None:
    spoken = SPOKEN.get(language, language)
    made[f"date-day-monthname-{language}"] = named("DM", spoken)
    if language not in BY_DAY_ONLY:
        made[f"date-day-monthname-year-{language}"] = named("DMY", spoken)
        made[f"date-monthname-year-{language}"] = named("MY", BY_YEAR.get(spoken, spoken))
