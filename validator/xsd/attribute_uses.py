"""Attributes of complex types: declarations, references, groups and wildcards → uses (XML Schema 1.0 Part 1 §3.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.model.components import AttributeUse, Wildcard
from validator.model.names import BLANK
from validator.xsd.datatypes.types import ANY_SIMPLE
from validator.xsd.declared import XS, form
from validator.xsd.simple_types import DEEPEST, SimpleTypes

if TYPE_CHECKING:
    from validator.model.names import Name
    from validator.model.tree import Element
    from validator.xsd.declared import Problems, SchemaDocument

NOTHING = ("##none",)  # a wildcard's namespaces that are none


class Uses(NamedTuple):
    """The attributes a type or group states, and its wildcard; `open` where some may stand in a lost schema."""

    attributes: tuple[AttributeUse, ...] = ()
    wildcard: Wildcard | None = None
    open: bool = False


class AttributeUses(SimpleTypes):
    """Global attributes, attribute groups, and what types use of them."""

    def __init__(self, problems: Problems, own: frozenset[str] = frozenset()) -> None:
        super().__init__(problems, own)
        self.attributes: dict[Name, AttributeUse] = {}
        self._attribute_groups: dict[Name, Uses] = {}
        self._open_groups: list[Name] = []

    def uses(self, element: Element, document: SchemaDocument) -> Uses:
        """Return the attributes stated in a type, a derivation or a group."""
        found: list[AttributeUse] = []
        wildcard: Wildcard | None = None
        is_open = False
        for child in element.children:
            if child.name == f"{XS}attribute":
                use = self._use(child, document)
                found += [use] if use is not None else []
                is_open = is_open or (use is None and self.lost(self.resolve(child.get("ref"), child, document)))
            elif child.name == f"{XS}anyAttribute":
                wildcard = met(Wildcard(*wild(child, document)), wildcard)
            elif child.name == f"{XS}attributeGroup" and child.get("ref"):
                more, other, untold = self._of_group(self.resolve(child.get("ref"), child, document), child)
                is_open = is_open or untold
                found += [use for use in more if use not in found]
                wildcard = met(wildcard, other)
        return Uses(tuple(found), wildcard, is_open)

    def _of_group(self, clark: Name, element: Element) -> Uses:
        if clark not in self._attribute_groups:
            noted = self.declared["attributeGroup"].get(clark)
            if noted is None:
                self.missing("attributeGroup", clark, element)
                return Uses(open=self.lost(clark))
            if clark in self._open_groups or len(self._open_groups) > DEEPEST:
                self.trouble("type-from-itself", element.at, type=clark)
                return Uses()
            self._open_groups.append(clark)
            self._attribute_groups[clark] = self.uses(*noted)
            self._open_groups.pop()
        return self._attribute_groups[clark]

    def _use(self, element: Element, document: SchemaDocument) -> AttributeUse | None:
        use = element.get("use", "optional").strip(BLANK)
        default, fixed = element.attributes.get("default"), element.attributes.get("fixed")
        if "ref" not in element.attributes:
            clark = form(element, document)
            return AttributeUse(clark, self._attribute_type(clark, element, document), use, default, fixed)
        clark = self.resolve(element.get("ref"), element, document)
        found = self.attribute(clark, element)
        if found is None:
            return None
        if default is None and fixed is None:
            default, fixed = found.default, found.fixed
        return AttributeUse(clark, found.type, use, default, fixed)

    def _attribute_type(self, clark: Name, element: Element, document: SchemaDocument) -> Name:
        typed = element.attributes.get("type")
        if typed is None:
            return self.inner(f"{clark}@", element, document) or ANY_SIMPLE
        type_name = self.resolve(typed, element, document)
        self.type(type_name, element)
        return type_name

    def attribute(self, clark: Name, element: Element | None = None) -> AttributeUse | None:
        """Return a global attribute, compiled on first use; None when no schema declares it, which is a problem."""
        found = self.attributes.get(clark)
        if found is None:
            noted = self.declared["attribute"].get(clark)
            if noted is None:
                self.missing("attribute", clark, element)
                return None
            written = noted.element.attributes
            typed = self._attribute_type(clark, *noted)
            found = AttributeUse(clark, typed, "optional", written.get("default"), written.get("fixed"))
            self.attributes[clark] = found
        return found


def wild(element: Element, document: SchemaDocument) -> tuple[tuple[str, ...], str]:
    """Return the namespaces a wildcard allows, and how it is processed (§3.10.2)."""
    text = element.get("namespace", "##any").split()
    process = element.get("processContents", "strict").strip(BLANK)
    if text == ["##any"]:
        return ("##any",), process
    if text == ["##other"]:
        return ("##other", document.target), process
    stands = {"##targetNamespace": document.target, "##local": ""}
    return tuple(stands.get(part, part) for part in text) or NOTHING, process


def met(first: Wildcard | None, second: Wildcard | None) -> Wildcard | None:
    """Return the intersection of two attribute wildcards, processed as the first (§3.4.2, §3.10.6)."""
    if first is None or second is None or first.namespaces == second.namespaces:
        return first or second
    one, other = first.namespaces, second.namespaces
    if one[0] == "##any" or other[0] == "##any":
        return first._replace(namespaces=other if one[0] == "##any" else one)
    if one[:1] == ("##other",):
        one, other = other, one
    if other[:1] == ("##other",):  # of two ##other of different namespaces nothing can be told
        kept = one if one[:1] == ("##other",) else tuple(space for space in one if space and space != other[1])
    else:
        kept = tuple(space for space in one if space in other)
    return first._replace(namespaces=kept or NOTHING)


def united(first: Wildcard, second: Wildcard | None) -> Wildcard:
    """Return the union of two attribute wildcards, as wide as either (§3.10.6)."""
    if second is None or first == second:
        return first
    one, other = first.namespaces, second.namespaces
    if "##any" in (one[0], other[0]):
        return Wildcard(("##any",), second.process)
    if "##other" in (one[0], other[0]):
        return Wildcard(one if one == other else ("##any",), second.process)
    return Wildcard(tuple(dict.fromkeys(one + other)), second.process)
