"""Whether a simple type's facets agree with each other and with its base's (XML Schema 1.0 Part 2 §4.1.5, §4.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.model.components import SimpleType
from validator.xsd.datatypes.facets import count
from validator.xsd.datatypes.lexical import primitive
from validator.xsd.datatypes.values import order
from validator.xsd.restriction import Why, why

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


def simple_fault(declared: SimpleType, all_types: Mapping[Name, SimpleType | ComplexType], types: Types) -> Why | None:
    """Return why the facets of a simple type cannot stand; None when they can."""
    base = all_types.get(declared.base) or types.find(declared.base)
    if not isinstance(base, SimpleType):
        return None
    own, inherited = dict(declared.facets), dict(base.facets)
    fresh = {name: value for name, value in own.items() if inherited.get(name) != value}
    for name, value in fresh.items():
        found = _one(declared, name, value, inherited, types)
        if found is not None:
            return found
    if declared.enumeration is not None and declared.enumeration != base.enumeration:
        for value in declared.enumeration:
            reason = types.fault(declared.base, value)
            if reason:
                return why("listed", value=value, reason=reason)
    return _together(own, declared) if fresh else None


def _one(declared: SimpleType, name: str, value: str, inherited: Mapping[str, str], types: Types) -> Why | None:
    if name != "whiteSpace" and not _applies(declared, name):
        kind = declared.variety if declared.variety != "atomic" else declared.builtin
        return why("facet-idle", facet=name, kind=kind)
    if name == "whiteSpace":
        before = inherited.get(name, "preserve")
        if value not in WHITESPACE:
            return why("white-space", value=value)
        if before in WHITESPACE and WHITESPACE.index(value) < WHITESPACE.index(before):
            return why("facet", facet=name, value=value, before=before)
    elif name in BOUNDS:
        reason = types.fault(declared.base, value)
        if reason and not name.endswith("Exclusive"):
            return why("bound", facet=name, value=value, reason=reason)
    elif not (value.isascii() and value.isdigit()) or (name == "totalDigits" and not value.strip("0")):
        return why("count", facet=name, value=value)
    elif name in inherited and inherited[name].isdigit():
        now, before_count = count(value), count(inherited[name])
        if name == "length" and now != before_count:
            return why("facet", facet=name, value=value, before=inherited[name])
        if (now - before_count) * WIDENS.get(name, 0) > 0:
            return why("facet", facet=name, value=value, before=inherited[name])
    return None


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


def _together(facets: Mapping[str, str], declared: SimpleType) -> Why | None:
    for low, high in (("minLength", "maxLength"), ("minLength", "length"), ("length", "maxLength"),
                      ("fractionDigits", "totalDigits")):  # fmt: skip
        one, other = facets.get(low, ""), facets.get(high, "")
        if one.isdigit() and other.isdigit() and count(one) > count(other):
            return why("counts-crossed", low=low, least=one, high=high, most=other)
    for low in ("minInclusive", "minExclusive"):
        for high in ("maxInclusive", "maxExclusive"):
            if low in facets and high in facets:
                found = order(declared.builtin, facets[low], facets[high])
                strict = low.endswith("Exclusive") != high.endswith("Exclusive")
                if found == 1 or (found == 0 and strict):
                    return why("bounds-crossed", low=low, least=facets[low], high=high, most=facets[high])
    return None
