"""Simple types: restrictions, lists and unions → values (XML Schema 1.0 Part 1 §3.14, Part 2 §4.1)."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from validator.model.components import ComplexType, SimpleType
from validator.model.names import BLANK, XSD, Name, namespace
from validator.xsd.datatypes.types import ANY_SIMPLE, builtin
from validator.xsd.declared import XS, Declared, Noted

if TYPE_CHECKING:
    from validator.model.tree import Element
    from validator.xsd.declared import Problems, SchemaDocument

SIMPLE = f"{XS}simpleType"
FACETS = (
    "length", "minLength", "maxLength", "whiteSpace", "maxInclusive", "maxExclusive", "minInclusive", "minExclusive",
    "totalDigits", "fractionDigits",
)  # fmt: skip
EXCLUDES = {
    "minInclusive": "minExclusive",
    "minExclusive": "minInclusive",
    "maxInclusive": "maxExclusive",
    "maxExclusive": "maxInclusive",
}
DEEPEST = 64  # steps of derivation or nesting: beyond any schema, and within the interpreter's stack


class SimpleTypes(Declared):
    """Types by name, each compiled when it is first asked for; this much of it compiles simple ones."""

    def __init__(self, problems: Problems, own: frozenset[str] = frozenset()) -> None:
        super().__init__(problems, own)
        self.types: dict[Name, SimpleType | ComplexType] = {}
        self._compiling: list[Name] = []

    @abstractmethod
    def complex(self, clark: Name, element: Element, document: SchemaDocument) -> ComplexType:
        """Compile a complex type."""

    def type(self, clark: Name, element: Element | None = None) -> SimpleType | ComplexType | None:
        """Return a named type, compiled on first use; None when no schema declares it, which is a problem."""
        found = self.types.get(clark)
        if found is not None or not clark:
            return found
        if namespace(clark) == XSD and clark not in self.declared["simpleType"]:
            made = builtin(clark)
            if made is not None:
                self.types[clark] = made
                return made
        noted = self._noted_type(clark, element)
        if noted is not None:
            self._compiling.append(clark)
            self.define(clark, *noted)
            self._compiling.pop()
        return self.types.get(clark)

    def _noted_type(self, clark: Name, element: Element | None) -> Noted | None:
        one, other = self.declared["complexType"].get(clark), self.declared["simpleType"].get(clark)
        noted = one or other
        if noted is None:
            self.missing("type", clark, element)
        elif clark in self._compiling or len(self._compiling) > DEEPEST:
            if element is not None:
                self.trouble("type-from-itself", element.at, type=clark)
            return None
        if one is not None and other is not None:
            place = ("declared first", other.element.at)
            self.trouble("declared-twice", one.element.at, place, kind="type", component=clark)
        return noted

    def define(self, clark: Name, element: Element, document: SchemaDocument) -> Name:
        """Compile a type and keep it by a name, which is returned."""
        make = self._simple if element.name == SIMPLE else self.complex
        self.types[clark] = make(clark, element, document)
        return clark

    def inner(self, owner: Name, element: Element, document: SchemaDocument) -> Name:
        """Define the anonymous simple type in an element and return the name made for it; "" without one."""
        found = element.find(SIMPLE)
        return self.define(self.anonymous(owner), found, document) if found is not None else ""

    def _simple(self, clark: Name, element: Element, document: SchemaDocument) -> SimpleType:
        for child in element.children:
            if child.name == f"{XS}restriction":
                return self.restricted(clark, child, document)
            if child.name == f"{XS}list":
                return self._list(clark, child, document)._replace(at=element.at)
            if child.name == f"{XS}union":
                return self._union(clark, child, document)._replace(at=element.at)
        return SimpleType(clark, "atomic", "anySimpleType", ANY_SIMPLE, "", (), (), None, (), element.at)

    def _list(self, clark: Name, element: Element, document: SchemaDocument) -> SimpleType:
        stated = element.get("itemType")
        item = self.resolve(stated, element, document) if stated else self.inner(clark, element, document)
        self.type(item, element)
        return SimpleType(clark, "list", "", ANY_SIMPLE, item, (), (), None, (), element.at)

    def _union(self, clark: Name, element: Element, document: SchemaDocument) -> SimpleType:
        members = [self.resolve(one, element, document) for one in element.get("memberTypes").split()]
        for member in members:
            self.type(member, element)
        members += [self.define(self.anonymous(clark), one, document) for one in element.each(SIMPLE)]
        return SimpleType(clark, "union", "", ANY_SIMPLE, "", tuple(members), (), None, (), element.at)

    def restricted(self, clark: Name, element: Element, document: SchemaDocument, base_name: Name = "") -> SimpleType:
        """Compile a restriction of a simple type, named or anonymous (Part 2 §4.1.3)."""
        base = self._base(clark, element, document, base_name)
        patterns, values, facets = [], [], dict(base.facets)
        for child in element.children:
            kind, value = child.name.removeprefix(XS), child.attributes.get("value")
            if value is None:
                continue
            if kind == "pattern":
                self._pattern(value, child)
                patterns.append(value)
            elif kind == "enumeration":
                values.append(value)
            elif kind in FACETS:
                facets.pop(EXCLUDES.get(kind, ""), None)
                facets[kind] = value.strip(BLANK)
        return base._replace(
            name=clark,
            base=base.name,
            patterns=(*base.patterns, tuple(patterns)) if patterns else base.patterns,
            enumeration=tuple(values) if values else base.enumeration,
            facets=tuple(facets.items()),
            at=element.at,
        )

    def _base(self, clark: Name, element: Element, document: SchemaDocument, stated: Name) -> SimpleType:
        if not stated:
            written = element.get("base")
            stated = self.resolve(written, element, document) if written else self.inner(clark, element, document)
        base = self.type(stated, element)
        if isinstance(base, ComplexType):
            base = self.type(base.simple, element) if base.content == "simple" else None
        if isinstance(base, SimpleType):
            return base
        return SimpleType(stated, "atomic", "anySimpleType", ANY_SIMPLE, "", (), (), None, (), element.at)

    def _pattern(self, value: str, element: Element) -> None:
        from validator.xsd.datatypes.patterns import BadPatternError, compiled

        try:
            compiled(value)
        except BadPatternError as error:
            self.trouble(f"pattern-not-legible/{error.fault}", element.at, spec="", pattern=value, **error.values)
