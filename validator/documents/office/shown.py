"""What a reader sees of a workbook's cell: its value as its number format shows it, exactly."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

QUOTED = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]-]*)(?:-[^\]]*)?\]|\[[^\]]*\]')
DIGITS = re.compile(r"[#0?][#0?,]*(?:\.[#0?]+,*)?|\.[#0?]+,*")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
Value = str | bool | int | float | Decimal | date | datetime | time | timedelta


def shown(value: Value, form: str) -> str:
    """Return a value as its format shows it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (date, datetime)):
        return dated(value, form)
    if isinstance(value, (time, timedelta)):
        return str(value)
    return number(exact(value), form)


def exact(value: float | Decimal) -> Decimal:
    """Return a stored number as the fifteen digits that a workbook keeps of it."""
    return value if isinstance(value, Decimal) else Decimal(value if isinstance(value, int) else format(value, ".15g"))


def dated(value: date, form: str) -> str:
    """Return a date in words; a format that shows no day, or nothing but a year, shows none here either."""
    pattern = QUOTED.sub("", form).lower()
    if "y" in pattern and "d" not in pattern:
        return f"{MONTHS[value.month - 1]} {value.year}" if "m" in pattern else str(value.year)
    return f"{MONTHS[value.month - 1]} {value.day}, {value.year}"


def number(value: Decimal, form: str) -> str:
    """Return a number as its format shows it: places, thousands, percent, brackets, what it is scaled by."""
    sections = sections_of(form)
    if value < 0 and len(sections) > 1:
        return filled(-value, sections[1])
    if value == 0 and len(sections) > 2:
        return filled(value, sections[2])
    return ("-" if value < 0 else "") + filled(abs(value), sections[0])


def sections_of(form: str) -> list[str]:
    """Return a format's sections: positive, negative, zero."""
    sections, start, quoted = [], 0, False
    for at, char in enumerate(form):
        quoted ^= char == '"'
        if char == ";" and not quoted:
            sections.append(form[start:at])
            start = at + 1
    return [*sections, form[start:]]


def filled(value: Decimal, section: str) -> str:
    """Return a section with the digits of a number in it."""
    literals: list[str] = []

    def kept(found: re.Match[str]) -> str:
        literals.append(found[1] or found[2] or found[3] or "")
        return "\x00"

    bare = QUOTED.sub(kept, section)
    place = DIGITS.search(bare)
    if "general" in bare.lower() or (place is None and not bare.strip("\x00 ")):
        text = plain(value) if "general" in bare.lower() else ""
        before, after = [*re.split("general", bare, maxsplit=1, flags=re.IGNORECASE), ""][:2]
    elif place is None:
        before, text, after = bare, "", ""
    else:
        before, after = bare[: place.start()], bare[place.end() :]
        text = digits(value * (100 if "%" in bare else 1), place[0])
    parts = iter(literals)
    return "".join(next(parts) if char == "\x00" else char for char in before + text + after).strip()


def digits(value: Decimal, form: str) -> str:
    """Return digits as a format asks for them; each comma behind the last digit divides by a thousand."""
    bare = form.rstrip(",")
    whole, _, places = bare.partition(".")
    scaled = len(form) - len(bare) + len(whole) - len(whole.rstrip(","))
    least, most = places.count("0"), len(places)
    value = (value / 1000**scaled).quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP)
    text = f"{value:,f}" if "," in whole.rstrip(",") else f"{value:f}"
    for _ in range(most - least):
        text = text.removesuffix("0")
    return text.rstrip(".")


def plain(value: Decimal) -> str:
    """Return a number as it is shown without a format."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
