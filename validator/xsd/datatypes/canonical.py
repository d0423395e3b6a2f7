"""The canonical form of a value: of all ways to write it, the one its type prefers (XML Schema 1.0 Part 2 §3.2).

Types without such a form (text, names, URIs, durations, parts of dates) are in it as they are written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.xsd.datatypes.lexical import RANGES, collapse, primitive
from validator.xsd.datatypes.timelines import offset, zoned
from validator.xsd.datatypes.values import reduced

if TYPE_CHECKING:
    from collections.abc import Mapping

    from validator.model.names import Name
    from validator.xsd.datatypes.types import Types

HOUR, DAY = 60, 24 * 60
ZERO_ZONES = ("+00:00", "-00:00")


def canonical(types: Types, type_name: Name, text: str) -> str:
    """Return the canonical form of a value; what is no value of its type comes back unchanged."""
    found = types.find(type_name)
    if found is None or found.variety == "list" or types.fault(type_name, text):
        return text
    if found.variety == "union":
        member = types.member(found, text)
        return canonical(types, member, text) if member else text
    return _builtin(found.builtin, text)


def spelling(types: Types, type_name: Name, text: str, prefixes: Mapping[str, str] | None = None) -> str:
    """Return one spelling for all texts that are equal values of a type (x-equal, XBRL 2.1 §4.10)."""
    found = types.find(type_name)
    if found is not None and found.variety == "list":
        return " ".join(spelling(types, found.item, part, prefixes) for part in collapse(text).split(" ") if part)
    if found is not None and found.variety == "union":
        member = types.member(found, text, prefixes)
        return spelling(types, member, text, prefixes) if member else text
    kind, value = types.value(type_name, text, prefixes)
    if kind == "QName":
        return collapse(text)  # its prefix is one of the document's, which a name without it could not be written with
    return value if isinstance(value, str) else canonical(types, type_name, text)


def _builtin(builtin: str, text: str) -> str:
    plain = collapse(text)
    kind = primitive(builtin)
    if builtin in RANGES:
        return _integer(plain)
    if kind == "decimal":
        return _decimal(plain)
    if kind in ("float", "double"):
        return _floating(plain)
    if kind == "boolean":
        return {"1": "true", "0": "false"}.get(plain, plain)
    if kind == "duration" or kind.startswith("g"):
        return plain
    if builtin == "language":
        return plain.lower()
    if kind == "hexBinary":
        return plain.upper()
    if kind == "base64Binary":
        return plain.replace(" ", "")
    if kind in ("dateTime", "time", "date"):
        return _moment(kind, plain)
    return text


def _integer(text: str) -> str:
    digits = text.lstrip("+-").lstrip("0")
    return ("-" if text.startswith("-") and digits else "") + (digits or "0")


def _decimal(text: str) -> str:
    """Without a plus sign or needless zeros, but always with a point and a digit on either side of it (§3.2.3.2)."""
    whole, _, fraction = text.lstrip("+-").partition(".")
    whole, fraction = whole.lstrip("0"), fraction.rstrip("0")
    sign = "-" if text.startswith("-") and whole + fraction else ""
    return f"{sign}{whole or '0'}.{fraction or '0'}"


def _floating(text: str) -> str:
    """One digit before the point, one or more after it, and an exponent (§3.2.4.2)."""
    from validator.model.numbers import number

    exact = number(text)
    if exact is None:
        return text  # INF, -INF, NaN
    mantissa, exponent = reduced(*exact)
    if mantissa == 0:
        return "0.0E0"
    digits = str(abs(mantissa))
    sign = "-" if mantissa < 0 else ""
    return f"{sign}{digits[0]}.{digits[1:] or '0'}E{exponent + len(digits) - 1}"


def _moment(kind: str, text: str) -> str:
    """Times in UTC, fractions without trailing zeros, midnight as the first moment of its day (§3.2.7.2, §3.2.8.2)."""
    body, zone = zoned(text)
    if zone in ZERO_ZONES:
        zone = "Z"
    if kind == "date":
        return body + zone
    day, mark, time = body.rpartition("T")
    clock, point, fraction = time.partition(".")
    fraction = fraction.rstrip("0")
    if clock.startswith("24") or zone not in ("", "Z"):
        moved = _shifted(day, clock, zone)
        if moved is None:
            return text
        (day, clock), zone = moved, zone and "Z"
    return f"{day}{mark}{clock}{point if fraction else ''}{fraction}{zone}"


def _shifted(day: str, clock: str, zone: str) -> tuple[str, str] | None:
    """Return a day ("" for a time alone) and its time, moved into UTC; None beyond the years the calendar knows."""
    from datetime import date, timedelta

    hours, minutes, seconds = clock.split(":")
    total = int(hours) * HOUR + int(minutes) - offset(zone) // 60
    days, rest = divmod(total, DAY)
    if day and days:
        try:
            day = (date.fromisoformat(day) + timedelta(days=days)).isoformat()
        except (ValueError, OverflowError):
            return None
    return day, f"{rest // HOUR:02}:{rest % HOUR:02}:{seconds}"
