"""Values against simple types: lexical space, facets, and the value two lexical forms share (XML Schema Part 2).

Nothing here uses a float, and nothing imports `re` for the types figures have: a small report is checked in no time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from validator.model.declarations import ComplexType, SimpleType
    from validator.model.names import Name

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
PRESERVED = frozenset({"string", "anySimpleType"})
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
SPACES = " \t\r\n"
LONGEST_DIGITS = 4000
BAD_URI = frozenset('<>"{}|\\^`')

Prefixes = "Mapping[str, str] | None"


class Types:
    """Checks values against the simple types of a taxonomy; every type is prepared once.

    `types` maps Clark names to declarations. Built-in types need not be in it.
    """

    def __init__(self, types: Mapping[Name, SimpleType | ComplexType]) -> None:
        self.types = types
        self._checks: dict[Name, Callable[[str, Mapping[str, str] | None], str]] = {}

    def fault(self, type_name: Name, text: str, prefixes: Mapping[str, str] | None = None) -> str:
        """Return what is wrong with a value of a simple type; "" when nothing is.

        `prefixes` are those in scope; without them a QName's prefix is not looked up.
        """
        check = self._checks.get(type_name)
        if check is None:
            check = self._checks[type_name] = self._prepare(type_name)
        return check(text, prefixes)

    def find(self, type_name: Name) -> SimpleType | None:
        """Return a simple type by name, built-in ones included; None when there is none."""
        from validator.model.declarations import SimpleType
        from validator.model.names import XSD, local, namespace

        found = self.types.get(type_name)
        if found is not None:
            return found if isinstance(found, SimpleType) else None
        own = local(type_name)
        if namespace(type_name) == XSD and (own in BUILTINS or own in LISTS):
            from validator.model.source import Location

            variety, item = ("list", f"{{{XSD}}}{LISTS[own]}") if own in LISTS else ("atomic", "")
            facets = (("minLength", "1"),) if own in LISTS else ()
            return SimpleType(type_name, variety, own, "", item, (), (), None, facets, Location(""))
        return None

    def _prepare(self, type_name: Name) -> Callable[[str, Mapping[str, str] | None], str]:
        found = self.find(type_name)
        if found is None:
            return lambda _text, _prefixes: ""
        facets = dict(found.facets)
        patterns = _patterns(found.patterns)
        allowed = self._allowed(found)
        spaces = whitespace(found)
        lexical = self._lexical(found)
        measure = _measure(found)

        def check(text: str, prefixes: Mapping[str, str] | None) -> str:
            if spaces == "collapse":
                text = collapse(text)
            elif spaces == "replace":
                text = text.replace("\t", " ").replace("\n", " ").replace("\r", " ")
            fault = lexical(text, prefixes)
            if fault:
                return fault
            for group in patterns:
                if not any(p.fullmatch(text) for p in group):
                    return "it does not match the pattern " + " or ".join(p.pattern for p in group)
            if allowed is not None and self.value(type_name, text, prefixes) not in allowed:
                return "it is none of the values the type lists"
            return _facets(facets, found, text, measure) if facets else ""

        return check

    def _allowed(self, found: SimpleType) -> frozenset[Any] | None:
        if found.enumeration is None:
            return None
        if found.builtin in ("QName", "NOTATION"):
            return None  # their prefixes are those of the schema document, which only its reader knows
        bare = found._replace(enumeration=None)
        return frozenset(self._value(bare, value, None) for value in found.enumeration)

    def _lexical(self, found: SimpleType) -> Callable[[str, Mapping[str, str] | None], str]:
        if found.variety == "list":
            item = found.item

            def of_list(text: str, prefixes: Mapping[str, str] | None) -> str:
                return next(filter(None, (self.fault(item, part, prefixes) for part in text.split())), "")

            return of_list
        if found.variety == "union":
            members = found.members

            def of_union(text: str, prefixes: Mapping[str, str] | None) -> str:
                faults = [self.fault(member, text, prefixes) for member in members]
                return "" if "" in faults else (faults[0] if faults else "")

            return of_union
        return _atomic(found.builtin)

    def value(self, type_name: Name, text: str, prefixes: Mapping[str, str] | None = None) -> Any:
        """Return a key that two lexical forms share when they mean the same value of a type (x-equal, XBRL 2.1 §4.10).

        A text that is no value of its type is its own key.
        """
        found = self.find(type_name)
        return ("", text) if found is None else self._value(found, text, prefixes)

    def _value(self, found: SimpleType, text: str, prefixes: Mapping[str, str] | None) -> Any:
        if found.variety == "list":
            return tuple(self.value(found.item, part, prefixes) for part in text.split())
        if found.variety == "union":
            for member in found.members:
                if not self.fault(member, text, prefixes):
                    return self.value(member, text, prefixes)
            return ("", text)
        if whitespace(found) == "collapse":
            text = collapse(text)
        return value_key(found.builtin, text, prefixes)


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


def whitespace(found: SimpleType) -> str:
    """Return what happens to white space before a value is looked at (§4.3.6)."""
    if found.variety == "list":
        return "collapse"
    if found.variety == "union":
        return "preserve"
    for facet, value in found.facets:
        if facet == "whiteSpace":
            return value
    if found.builtin in PRESERVED:
        return "preserve"
    return "replace" if found.builtin == "normalizedString" else "collapse"


def _patterns(groups: tuple[tuple[str, ...], ...]) -> list[list[Any]]:
    if not groups:
        return []
    from validator.model.patterns import BadPatternError, compiled

    made = []
    for group in groups:
        try:
            made.append([compiled(pattern) for pattern in group])
        except BadPatternError:
            continue  # the schema's reader has said so
    return made


# ---------------------------------------------------------------------- lexical spaces


def _atomic(builtin: str) -> Callable[[str, Mapping[str, str] | None], str]:
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
    from validator.model.patterns import compiled

    return compiled(r"\i\c*" if first else r"\c+").fullmatch(text) is not None


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


_LEGIBLE: dict[str, Any] = {}


def _legible(builtin: str, text: str) -> bool:
    found = _LEGIBLE.get(builtin)
    if found is None:
        import re

        found = _LEGIBLE[builtin] = re.compile(LEXICAL[builtin].replace("ZONE", ZONE), re.ASCII)
    return found.fullmatch(text) is not None


# ---------------------------------------------------------------------- values and facets


def value_key(builtin: str, text: str, prefixes: Mapping[str, str] | None = None) -> Any:
    """Return a key that lexical forms of one value of a built-in type share; NaN equals nothing."""
    kind = primitive(builtin)
    if kind in ("decimal", "float", "double"):
        from validator.model.report import number

        if text in ("INF", "-INF"):
            return (kind, text)
        if text == "NaN":
            return (kind, object())
        exact = number(text)
        return (kind, reduced(*exact)) if exact is not None else ("", text)
    if kind == "boolean":
        return (kind, {"1": "true", "0": "false"}.get(text, text))
    if kind in ("date", "dateTime"):
        from validator.model.periods import moment

        try:
            return (kind, moment(text, ending=False))
        except ValueError:
            return (kind, text)
    if kind == "QName" and prefixes is not None:
        from validator.model.names import expand

        return (kind, expand(text, prefixes))
    if kind == "hexBinary":
        return (kind, text.upper())
    if kind == "base64Binary":
        return (kind, text.replace(" ", ""))
    return (kind, text)


def reduced(mantissa: int, exponent: int) -> tuple[int, int]:
    """Return a number without trailing zeros in its mantissa, so that equal numbers are equal pairs."""
    if mantissa == 0:
        return (0, 0)
    while mantissa % 10 == 0:
        mantissa //= 10
        exponent += 1
    return (mantissa, exponent)


def compare(first: tuple[int, int], second: tuple[int, int]) -> int:
    """Return -1, 0 or 1 as the first number is below, at or above the second; both are (mantissa, exponent of ten)."""
    m, e = first
    n, f = second
    if m == 0 or n == 0 or (m < 0) != (n < 0):
        return (m > n) - (m < n)
    reach, other = len(str(abs(m))) + e, len(str(abs(n))) + f
    if reach != other:  # different sizes: no power of ten beyond the digits is ever built
        return (1 if reach > other else -1) * (1 if m > 0 else -1)
    low = min(e, f)
    left: int = m * 10 ** (e - low)
    right: int = n * 10 ** (f - low)
    return (left > right) - (left < right)


def _measure(found: SimpleType) -> Callable[[str], int]:
    if found.variety == "list":
        return lambda text: len(text.split())
    if found.builtin == "hexBinary":
        return lambda text: len(text) // 2
    if found.builtin == "base64Binary":
        return lambda text: len(text.replace(" ", "").rstrip("=")) * 3 // 4
    return len


def _facets(facets: Mapping[str, str], found: SimpleType, text: str, measure: Callable[[str], int]) -> str:
    from validator.model.report import number

    for facet, limit in facets.items():
        if facet == "whiteSpace":
            continue
        if facet in ("length", "minLength", "maxLength"):
            if not limit.isdigit() or found.builtin in ("QName", "NOTATION"):
                continue
            size, bound = measure(text), int(limit[:9])
            if (facet == "length" and size != bound) or (facet == "minLength" and size < bound):
                return f"its length is {size}, where {facet} is {bound}"
            if facet == "maxLength" and size > bound:
                return f"its length is {size}, where maxLength is {bound}"
        elif facet in ("totalDigits", "fractionDigits"):
            fault = _digits(facet, limit, text)
            if fault:
                return fault
        elif primitive(found.builtin) in ("decimal", "float", "double"):
            value, bound_value = number(text), number(limit)
            if value is not None and bound_value is not None and _beyond(facet, compare(value, bound_value)):
                return f"it is beyond {facet} {limit}"
        elif primitive(found.builtin) in ("date", "dateTime"):
            mine, other = value_key(found.builtin, text)[1], value_key(found.builtin, limit)[1]
            if (
                not isinstance(mine, str)
                and not isinstance(other, str)
                and _beyond(facet, (mine > other) - (mine < other))
            ):
                return f"it is beyond {facet} {limit}"
    return ""


def _beyond(facet: str, order: int) -> bool:
    return (
        (facet == "minInclusive" and order < 0)
        or (facet == "minExclusive" and order <= 0)
        or (facet == "maxInclusive" and order > 0)
        or (facet == "maxExclusive" and order >= 0)
    )


def _digits(facet: str, limit: str, text: str) -> str:
    if not limit.isdigit():
        return ""
    whole, _, fraction = text.lstrip("+-").partition(".")
    fraction = fraction.rstrip("0")
    count = len(fraction) if facet == "fractionDigits" else len(whole.lstrip("0") + fraction)
    return f"it has {count} digits, where {facet} is {limit}" if count > int(limit[:9]) else ""
