"""Values against the simple types a taxonomy declares: white space, patterns, enumerations (XML Schema Part 2 §4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.xsd.datatypes.lexical import BUILTINS, LISTS, checker, collapse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from validator.model.components import ComplexType, SimpleType
    from validator.model.names import Name

PRESERVED = frozenset({"string", "anySimpleType"})


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
        from validator.model.components import SimpleType
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
        patterns = _patterns(found.patterns)
        allowed = self._allowed(found)
        spaces = whitespace(found)
        lexical = self._lexical(found)
        limits = _limits(found)

        def check(text: str, prefixes: Mapping[str, str] | None) -> str:
            if spaces == "collapse":
                text = collapse(text)
            elif spaces == "replace":
                text = text.replace("\t", " ").replace("\n", " ").replace("\r", " ")
            fault = lexical(text, prefixes)
            if fault:
                return fault
            for unmatched in patterns:
                fault = unmatched(text)
                if fault:
                    return fault
            if allowed is not None and self.value(type_name, text, prefixes) not in allowed:
                return "it is none of the values the type lists"
            return next(filter(None, [limit(text) for limit in limits]), "") if limits else ""

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
        return checker(found.builtin)

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
        from validator.xsd.datatypes.values import value_key

        return value_key(found.builtin, text, prefixes)


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
