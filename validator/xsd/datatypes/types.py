"""Values against the simple types a taxonomy declares: white space, patterns, enumerations (XML Schema Part 2 §4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.budget import ExceededError, spend
from validator.model.components import SimpleType
from validator.model.names import XSD, local, namespace
from validator.model.source import Location
from validator.xsd.datatypes.lexical import BUILTINS, LISTS, checker, collapse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from validator.model.components import ComplexType
    from validator.model.names import Name

    Prefixes = Mapping[str, str] | None
    Key = tuple[object, ...]

ANY_SIMPLE = f"{{{XSD}}}anySimpleType"
NOWHERE = Location("")
TRIED = 8  # steps of work for each type within another that a value is held against: unions have 2ⁿ ways to fail
DEEPEST = 64  # restricted unions within each other: beyond any schema
PRESERVED = frozenset({"string", "anySimpleType"})


class Types:
    """Checks values against the simple types of a taxonomy; every type is prepared once.

    `types` maps Clark names to declarations. Built-in types need not be in it.
    """

    def __init__(self, types: Mapping[Name, SimpleType | ComplexType]) -> None:
        self.types = types
        self._checks: dict[Name, Callable[[str, Prefixes], str]] = {}
        self._contextual: dict[Name, bool] = {}
        self._within = 0  # how deep in types within types a value is looked at

    def fault(self, type_name: Name, text: str, prefixes: Prefixes = None) -> str:
        """Return what is wrong with a value of a simple type; "" when nothing is.

        `prefixes` are those in scope; without them a QName's prefix is not looked up.
        """
        check = self._checks.get(type_name)
        if check is None:
            check = self._checks[type_name] = self._prepare(type_name)
        if self._within:
            spend(TRIED)
        if self._within > DEEPEST:
            raise ExceededError
        self._within += 1
        try:
            return check(text, prefixes)
        finally:
            self._within -= 1

    def find(self, type_name: Name) -> SimpleType | None:
        """Return a simple type by name, built-in ones included; None when there is none."""
        found = self.types.get(type_name)
        if found is None and namespace(type_name) == XSD:
            return builtin(type_name)
        return found if isinstance(found, SimpleType) else None

    def numeral(self, type_name: Name) -> bool:
        """Whether all decimal numbers are values of a type: what is plainly one need not be looked at any closer."""
        found = self.find(type_name)
        if found is None or found.variety != "atomic" or found.builtin not in ("decimal", "float", "double"):
            return False
        return (
            not found.patterns and found.enumeration is None and all(name == "whiteSpace" for name, _ in found.facets)
        )

    def contextual(self, type_name: Name) -> bool:
        """Whether the same text may be right here and wrong there: QNames need their prefix bound."""
        known = self._contextual.get(type_name)
        if known is None:
            known = self._contextual[type_name] = not self.builtins(type_name).isdisjoint(("QName", "NOTATION"))
        return known

    def builtins(self, type_name: Name) -> frozenset[str]:
        """Return the built-in types a value of a type may be of: of a list or union those of its parts."""
        found: set[str] = set()
        pending, seen = [type_name], {""}
        while pending:
            name = pending.pop()
            if name in seen:
                continue
            seen.add(name)
            spend(TRIED)
            one = self.find(name)
            if one is not None and one.variety == "atomic":
                found.add(one.builtin)
            elif one is not None:
                pending += (*one.members, one.item)
        return frozenset(found)

    def _prepare(self, type_name: Name) -> Callable[[str, Prefixes], str]:
        found = self.find(type_name)
        if found is None:
            return lambda _text, _prefixes: ""
        patterns = _patterns(found.patterns)
        allowed = self._allowed(found)
        spaces = whitespace(found)
        lexical = self._lexical(found)
        limits = _limits(found)
        union = found.variety == "union" and bool(patterns)

        def check(text: str, prefixes: Prefixes) -> str:
            text = normalized(text, spaces)
            fault = lexical(text, prefixes)
            if fault:
                return fault
            if union:
                text = self._as_member(found, text, prefixes)
            for unmatched in patterns:
                fault = unmatched(text)
                if fault:
                    return fault
            if allowed is not None and self.value(type_name, text, prefixes) not in allowed:
                return "it is none of the values the type lists"
            return next(filter(None, [limit(text) for limit in limits]), "") if limits else ""

        return check

    def _allowed(self, found: SimpleType) -> frozenset[Key] | None:
        if found.enumeration is None:
            return None
        if found.builtin in ("QName", "NOTATION"):
            return None  # their prefixes are those of the schema document, which only its reader knows
        bare = found._replace(enumeration=None)
        return frozenset(self._value(bare, value, None) for value in found.enumeration)

    def _lexical(self, found: SimpleType) -> Callable[[str, Prefixes], str]:
        if found.variety == "list":
            item = found.item

            def of_list(text: str, prefixes: Prefixes) -> str:
                return next(filter(None, (self.fault(item, part, prefixes) for part in text.split(" ") if part)), "")

            return of_list
        if found.variety == "union":
            members = self._choices(found)

            def of_union(text: str, prefixes: Prefixes) -> str:
                first = ""
                for member in members:
                    fault = self.fault(member, text, prefixes)
                    if not fault:
                        return ""
                    first = first or fault
                return first

            return of_union
        return checker(found.builtin)

    def member(self, union: SimpleType, text: str, prefixes: Prefixes = None) -> Name:
        """Return the first type of a union that a text is a value of; "" when it is of none."""
        return next((one for one in self._choices(union) if not self.fault(one, text, prefixes)), "")

    def _choices(self, union: SimpleType) -> tuple[Name, ...]:
        """Return the types a union leaves to choose from, each once; a union in it gives way to its own (§2.5.1.3)."""
        found: dict[Name, None] = {}
        pending, seen = list(reversed(union.members)), {union.name}
        while pending:
            name = pending.pop()
            if name in seen:
                continue
            seen.add(name)
            inner = self.find(name)
            if inner is not None and inner.variety == "union" and not inner.patterns and inner.enumeration is None:
                pending.extend(reversed(inner.members))
            else:
                found[name] = None
        return tuple(found)

    def _as_member(self, found: SimpleType | None, text: str, prefixes: Prefixes) -> str:
        """Return a text with the white space its type leaves it; a union's is that of the member it is of (§4.3.6)."""
        while found is not None and found.variety == "union":
            found = self.find(self.member(found, text, prefixes))
        return normalized(text, whitespace(found)) if found is not None else text

    def value(self, type_name: Name, text: str, prefixes: Prefixes = None) -> Key:
        """Return a key that two lexical forms share when they mean the same value of a type (x-equal, XBRL 2.1 §4.10).

        A text that is no value of its type is its own key.
        """
        found = self.find(type_name)
        return ("", text) if found is None else self._value(found, text, prefixes)

    def _value(self, found: SimpleType, text: str, prefixes: Prefixes) -> Key:
        text = normalized(text, whitespace(found))
        if found.variety == "list":
            return tuple(self.value(found.item, part, prefixes) for part in text.split(" ") if part)
        if found.variety == "union":
            member = self.member(found, text, prefixes)
            return self.value(member, text, prefixes) if member else ("", text)
        from validator.xsd.datatypes.values import value_key

        return value_key(found.builtin, text, prefixes)


def builtin(clark: Name) -> SimpleType | None:
    """Return a built-in simple type of XML Schema; None when there is none of that name."""
    own = local(clark)
    if own in LISTS:
        item, facets = f"{{{XSD}}}{LISTS[own]}", (("minLength", "1"),)
        return SimpleType(clark, "list", own, ANY_SIMPLE, item, (), (), None, facets, NOWHERE)
    if own in BUILTINS:
        base = f"{{{XSD}}}{BUILTINS[own]}" if BUILTINS[own] else ANY_SIMPLE if own != "anySimpleType" else ""
        return SimpleType(clark, "atomic", own, base, "", (), (), None, (), NOWHERE)
    return None


def normalized(text: str, spaces: str) -> str:
    """Return a text with its white space preserved, replaced or collapsed."""
    if spaces == "collapse":
        return collapse(text)
    if spaces == "replace":
        return text.replace("\t", " ").replace("\n", " ").replace("\r", " ")
    return text


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


def _limits(found: SimpleType) -> list[Callable[[str], str]]:
    if not any(name != "whiteSpace" for name, _ in found.facets):
        return []
    from validator.xsd.datatypes.facets import checks

    return list(checks(found))


def _patterns(groups: tuple[tuple[str, ...], ...]) -> list[Callable[[str], str]]:
    if not groups:
        return []
    from functools import partial

    from validator.xsd.datatypes.patterns import BadPatternError, compiled, unmatched

    made: list[Callable[[str], str]] = []
    for group in groups:
        try:
            made.append(partial(unmatched, [compiled(pattern) for pattern in group]))
        except BadPatternError:
            continue  # the schema's reader has said so
    return made
