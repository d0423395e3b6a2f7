"""Lexical spaces of the built-in types (XML Schema 1.0 Part 2 §3).

Nothing here uses a float, and nothing imports `re` for the types figures have: a small report is checked in no time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Mapping

# Every built-in atomic type with the built-in it is derived from; "" for the primitives.
BUILTINS = {
    "anySimpleType": "", "string": "", "boolean": "", "decimal": "", "float": "", "double": "", "duration": "",
    "dateTime": "", "time": "", "date": "", "gYearMonth": "", "gYear": "", "gMonthDay": "", "gDay": "", "gMonth": "",
    "hexBinary": "", "base64Binary": "", "anyURI": "", "QName": "", "NOTATION": "",
    "normalizedString": "string", "token": "normalizedString", "language": "token", "NMTOKEN": "token", "Name": "token",
    "NCName": "Name", "ID": "NCName", "IDREF": "NCName", "ENTITY": "NCName",
    "integer": "decimal", "nonPositiveInteger": "integer", "negativeInteger": "nonPositiveInteger", "long": "integer",
    "int": "long", "short": "int", "byte": "short", "nonNegativeInteger": "integer",
    "unsignedLong": "nonNegativeInteger", "unsignedInt": "unsignedLong", "unsignedShort": "unsignedInt",
    "unsignedByte": "unsignedShort", "positiveInteger": "nonNegativeInteger",
}  # fmt: skip
LISTS = {"NMTOKENS": "NMTOKEN", "IDREFS": "IDREF", "ENTITIES": "ENTITY"}
RANGES: dict[str, tuple[int | None, int | None]] = {
    "integer": (None, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "long": (-(1 << 63), (1 << 63) - 1),
    "int": (-(1 << 31), (1 << 31) - 1),
    "short": (-(1 << 15), (1 << 15) - 1),
    "byte": (-128, 127),
    "unsignedLong": (0, (1 << 64) - 1),
    "unsignedInt": (0, (1 << 32) - 1),
    "unsignedShort": (0, (1 << 16) - 1),
    "unsignedByte": (0, 255),
}
LEXICAL = {
    "duration": r"-?P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?",
    "time": r"(([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?|24:00:00(\.0+)?)" + "ZONE",
    "gYearMonth": r"-?([1-9]\d{4,}|\d{4})-(0[1-9]|1[0-2])" + "ZONE",
    "gYear": r"-?([1-9]\d{4,}|\d{4})" + "ZONE",
    "gMonthDay": r"--(0[13578]|1[02])-(0[1-9]|[12]\d|3[01])ZONE|--(0[469]|11)-(0[1-9]|[12]\d|30)ZONE"
    r"|--02-(0[1-9]|[12]\d)ZONE",
    "gDay": r"---(0[1-9]|[12]\d|3[01])" + "ZONE",
    "gMonth": r"--(0[1-9]|1[0-2])" + "ZONE",
    "hexBinary": r"([0-9a-fA-F]{2})*",
    "base64Binary": r"(([A-Za-z0-9+/] ?){4})*(([A-Za-z0-9+/] ?){3}[A-Za-z0-9+/]"
    r"|([A-Za-z0-9+/] ?){2}[AEIMQUYcgkosw048] ?=|[A-Za-z0-9+/] ?[AQgw] ?= ?=)?",
    "language": r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*",
    "dateTime": r"-?([1-9]\d{4,}|\d{4})-\d\d-\d\dT(([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?|24:00:00(\.0+)?)" + "ZONE",
    "date": r"-?([1-9]\d{4,}|\d{4})-\d\d-\d\d" + "ZONE",
}
ZONE = r"(Z|[+-]((0\d|1[0-3]):[0-5]\d|14:00))?"
BAD_URI = frozenset('<>"{}|\\^`')


def primitive(builtin: str) -> str:
    """Return the primitive a built-in type derives from."""
    while BUILTINS.get(builtin):
        builtin = BUILTINS[builtin]
    return builtin


def collapse(text: str) -> str:
    """Return a text without white space at its ends, and single spaces within (§4.3.6); only XML's four count."""
    if text.isascii():
        return " ".join(text.split())
    text = text.replace("\t", " ").replace("\n", " ").replace("\r", " ")
    return " ".join(part for part in text.split(" ") if part)


def checker(builtin: str) -> Callable[[str, Mapping[str, str] | None], str]:
    """Return what says why a text is no value of a built-in type, given the prefixes in scope; "" when it is one."""
    if builtin == "decimal":
        return lambda text, _: "" if decimal(text) else "it is no decimal number"
    if builtin in RANGES:
        low, high = RANGES[builtin]
        return lambda text, _: _integer(text, low, high, builtin)
    if builtin in ("float", "double"):
        return lambda text, _: "" if floating(text) else "it is no number"
    if builtin == "boolean":
        return lambda text, _: "" if text in ("true", "false", "1", "0") else "it is not true, false, 1 or 0"
    if builtin in ("NCName", "ID", "IDREF", "ENTITY"):
        return lambda text, _: "" if ncname(text) else "it is no name without a colon"
    if builtin in ("Name", "NMTOKEN"):
        return lambda text, _: "" if _token(text, first=builtin == "Name") else f"it is no {builtin}"
    if builtin in ("QName", "NOTATION"):
        return qname
    if builtin == "anyURI":
        return lambda text, _: uri(text)
    if builtin in ("date", "dateTime"):
        return lambda text, _: "" if _day(builtin, text) else f"it is no {builtin}"
    if builtin in LEXICAL:
        return lambda text, _: "" if _legible(builtin, text) else f"it is no {builtin}"
    return lambda _text, _: ""


def decimal(text: str) -> bool:
    """Whether a text is an xs:decimal (§3.2.3.1)."""
    body = text[1:] if text[:1] in ("+", "-") else text
    whole, _, fraction = body.partition(".")
    digits = whole + fraction
    return digits.isascii() and digits.isdigit()


def floating(text: str) -> bool:
    """Whether a text is an xs:float or xs:double (§3.2.4.1)."""
    if text in ("INF", "-INF", "NaN"):
        return True
    for mark in ("e", "E"):
        head, found, tail = text.partition(mark)
        if found:
            body = tail[1:] if tail[:1] in ("+", "-") else tail
            return decimal(head) and body.isascii() and body.isdigit()
    return decimal(text)


def _integer(text: str, low: int | None, high: int | None, builtin: str) -> str:
    body = text[1:] if text[:1] in ("+", "-") else text
    if not (body.isascii() and body.isdigit()):
        return "it is no integer"
    if low is None and high is None:
        return ""
    body = body.lstrip("0")
    sign = -1 if text[0] == "-" else 1
    number = sign * (int(body) if len(body) <= 30 else 10**30) if body else 0
    if (low is not None and number < low) or (high is not None and number > high):
        return f"it is outside {builtin}"
    return ""


def ncname(text: str) -> bool:
    """Whether a text is a name without a colon (Namespaces in XML §3)."""
    return ":" not in text and _token(text, first=True)


def _token(text: str, *, first: bool) -> bool:
    """Whether a text is made of name characters, and starts with one that may start a name when it must."""
    if text.isascii():
        plain = text.replace("-", "a").replace(".", "a").replace(":", "a").replace("_", "a")
        return plain.isalnum() and not (first and (text[0] in "-." or text[0].isdigit()))
    from validator.xsd.datatypes.patterns import compiled

    return compiled(r"\i\c*" if first else r"\c+").matches(text)


def qname(text: str, prefixes: Mapping[str, str] | None) -> str:
    """Return what is wrong with a QName; "" when nothing is."""
    prefix, colon, rest = text.partition(":")
    if not (ncname(prefix) and (not colon or ncname(rest))):
        return "it is no qualified name"
    if colon and prefixes is not None and prefix not in prefixes and prefix != "xml":
        return f"its prefix {prefix} is not bound"
    return ""


def uri(text: str) -> str:
    """Return what is wrong with an anyURI; "" when nothing is (§3.2.17: nearly everything is one)."""
    if not text.isascii() or "%" in text or not BAD_URI.isdisjoint(text):
        for number, part in enumerate(text.split("%")):
            if number and not (len(part) >= 2 and _hexadecimal(part[:2])):
                return "a percent sign in it is not followed by two hexadecimal digits"
    if text.count("#") > 1:
        return "it has two fragments"
    if text.startswith(":") or (text and text.partition(":")[1] and not _scheme(text.partition(":")[0])):
        return "its scheme is no name"
    return ""


def _scheme(text: str) -> bool:
    if any(mark in text for mark in "/?#"):
        return True  # the colon is not a scheme's
    body = text.replace("+", "a").replace("-", "a").replace(".", "a")
    return body.isascii() and body.isalnum() and text[0].isalpha()


def _hexadecimal(text: str) -> bool:
    return all(mark in "0123456789abcdefABCDEF" for mark in text)


def _day(builtin: str, text: str) -> bool:
    """Whether a text is an xs:date or xs:dateTime: four-digit years without `re`, others with it."""
    if len(text) == 10 and text[4] == text[7] == "-" and builtin == "date":
        digits = text[:4] + text[5:7] + text[8:]
        return digits.isascii() and digits.isdigit() and _calendar(text[:4], text[5:7], text[8:])
    if not _legible(builtin, text):
        return False
    body = text.removeprefix("-")
    year, month, rest = body.split("-", 2)
    return _calendar(year, month, rest[:2])


def _calendar(year: str, month: str, day: str) -> bool:
    if set(year) == {"0"} or not 1 <= int(month) <= 12:
        return False
    number = int(year[-4:])
    leap = number % 4 == 0 and (number % 100 != 0 or number % 400 == 0)
    return 1 <= int(day) <= (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[int(month) - 1]


_LEGIBLE: dict[str, re.Pattern[str]] = {}


def _legible(builtin: str, text: str) -> bool:
    found = _LEGIBLE.get(builtin)
    if found is None:
        import re

        found = _LEGIBLE[builtin] = re.compile(LEXICAL[builtin].replace("ZONE", ZONE), re.ASCII)
    return found.fullmatch(text) is not None
