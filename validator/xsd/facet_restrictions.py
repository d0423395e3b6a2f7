"""Whether a simple type's facets agree with each other and with its base's (XML Schema 1.0 Part 2 §4.1.5, §4.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.model.components import SimpleType
from validator.xsd.datatypes.facets import count
from validator.xsd.datatypes.lexical import primitive
from validator.xsd.datatypes.values import order

if TYPE_CHECKING:
    from collections.abc import Mapping

    from validator.model.components import ComplexType
    from validator.model.names import Name
    from validator.xsd.datatypes.types import Types

LENGTHS = frozenset({"length", "minLength", "maxLength"})
BOUNDS = frozenset({"minInclusive", "minExclusive", "maxInclusive", "maxExclusive"})
DIGITS = frozenset({"totalDigits", "fractionDigits"})
MEASURED = frozenset({"string", "anySimpleType", "hexBinary", "base64Binary", "anyURI", "QName", "NOTATION"})
WIDENS = {"minLength": -1, "maxLength": 1, "totalDigits": 1, "fractionDigits": 1}
WHITESPACE = ("preserve", "replace", "collapse")


def simple_fault(declared: SimpleType, all_types: Mapping[Name, SimpleType | ComplexType], types: Types) -> str:
    """Return why the facets of a simple type cannot stand; "" when they can."""
    base = all_types.get(declared.base) or types.find(declared.base)
    if not isinstance(base, SimpleType):
        return ""
    own, inherited = dict(declared.facets), dict(base.facets)
    fresh = {name: value for name, value in own.items() if inherited.get(name) != value}
    for name, value in fresh.items():
        reason = _one(declared, name, value, inherited, types)
        if reason:
            return reason
    if declared.enumeration is not None and declared.enumeration != base.enumeration:
        for value in declared.enumeration:
            reason = types.fault(declared.base, value)
            if reason:
                return f"it lists {value!r}, no value of its base: {reason}"
    return _together(own, declared) if fresh else ""


def _one(declared: SimpleType, name: str, value: str, inherited: Mapping[str, str], types: Types) -> str:
    if name != "whiteSpace" and not _applies(declared, name):
        kind = declared.variety if declared.variety != "atomic" else declared.builtin
        return f"{name} says nothing of a {kind}"
    if name == "whiteSpace":
        before = inherited.get(name, "preserve")
        if value not in WHITESPACE:
            return f"whiteSpace is {value!r}, not preserve, replace or collapse"
        if before in WHITESPACE and WHITESPACE.index(value) < WHITESPACE.index(before):
            return f"whiteSpace is {value}, where its base has {before}"
    elif name in BOUNDS:
        reason = types.fault(declared.base, value)
        if reason and not name.endswith("Exclusive"):
            return f"{name} is {value!r}, no value of its base: {reason}"
    elif not (value.isascii() and value.isdigit()) or (name == "totalDigits" and not value.strip("0")):
        return f"{name} is {value!r}, no count"
    elif name in inherited and inherited[name].isdigit():
        now, before_count = count(value), count(inherited[name])
        if name == "length" and now != before_count:
            return f"length is {value}, where its base has {inherited[name]}"
        if (now - before_count) * WIDENS.get(name, 0) > 0:
            return f"{name} is {value}, where its base has {inherited[name]}"
    return ""


def _applies(declared: SimpleType, name: str) -> bool:
    """Whether a facet may be set for a type (Part 2 §4.1.5)."""
    if declared.variety == "list":
        return name in LENGTHS
    if declared.variety == "union":
        return False
    kind = primitive(declared.builtin)
    if name in LENGTHS:
        return kind in MEASURED
    if name in DIGITS:
        return kind == "decimal"
    return kind not in MEASURED and kind != "boolean"


def _together(facets: Mapping[str, str], declared: SimpleType) -> str:
    for low, high in (("minLength", "maxLength"), ("minLength", "length"), ("length", "maxLength"),
                      ("fractionDigits", "totalDigits")):  # fmt: skip
        one, other = facets.get(low, ""), facets.get(high, "")
        if one.isdigit() and other.isdigit() and count(one) > count(other):
            return f"{low} {one} is more than {high} {other}"
    for low in ("minInclusive", "minExclusive"):
        for high in ("maxInclusive", "maxExclusive"):
            if low in facets and high in facets:
                found = order(declared.builtin, facets[low], facets[high])
                strict = low.endswith("Exclusive") != high.endswith("Exclusive")
                if found == 1 or (found == 0 and strict):
                    return f"{low} {facets[low]} is beyond {high} {facets[high]}"
    return ""
