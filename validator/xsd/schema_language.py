"""What a schema document may be made of, and what XBRL says about concepts beyond it.

The first is the schema for schemas (XML Schema 1.0 Part 1 Appendix A), the second XBRL 2.1 §4.9 and §5.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.model.components import ComplexType, SimpleType, walk
from validator.model.names import XBRLI, XML, XSD, Name, local, namespace
from validator.xsd.attribution import ambiguous
from validator.xsd.compiler import XS
from validator.xsd.datatypes.types import Types

if TYPE_CHECKING:
    from validator.dts.discovery import Discovery, Part
    from validator.model.taxonomy import Concept
    from validator.xsd.compiler import Schemas
    from validator.xsd.conformity import Validity
    from validator.xsd.documents import Element

OCCURS = {"minOccurs": "nonNegativeInteger", "maxOccurs": "#occurs"}
VALUE = {"value": "string", "fixed": "boolean", "id": "ID"}
PARTICLES = "annotation element group choice sequence any"
USES = "attribute attributeGroup anyAttribute"
FACETS = (
    "minExclusive maxExclusive minInclusive maxInclusive totalDigits fractionDigits length minLength maxLength"
    " whiteSpace pattern enumeration"
)
# Each element of the language: its attributes with their types, and the elements it may hold.
SYNTAX: dict[str, tuple[dict[str, str], str]] = {
    "schema": (
        {"targetNamespace": "anyURI", "version": "token", "finalDefault": "string", "blockDefault": "string",
         "attributeFormDefault": "#form", "elementFormDefault": "#form", "id": "ID"},
        "include import redefine annotation simpleType complexType element attribute attributeGroup group notation",
    ),
    "element": (
        {"name": "NCName", "ref": "QName", "type": "QName", "substitutionGroup": "QName", "default": "string",
         "fixed": "string", "nillable": "boolean", "abstract": "boolean", "final": "string", "block": "string",
         "form": "#form", "id": "ID", **OCCURS},
        "annotation simpleType complexType unique key keyref",
    ),
    "complexType": (
        {"name": "NCName", "mixed": "boolean", "abstract": "boolean", "final": "string", "block": "string", "id": "ID"},
        f"annotation simpleContent complexContent group all choice sequence {USES}",
    ),
    "simpleType": ({"name": "NCName", "final": "string", "id": "ID"}, "annotation restriction list union"),
    "simpleContent": ({"id": "ID"}, "annotation restriction extension"),
    "complexContent": ({"mixed": "boolean", "id": "ID"}, "annotation restriction extension"),
    "restriction": ({"base": "QName", "id": "ID"}, f"annotation simpleType group all choice sequence {FACETS} {USES}"),
    "extension": ({"base": "QName", "id": "ID"}, f"annotation group all choice sequence {USES}"),
    "list": ({"itemType": "QName", "id": "ID"}, "annotation simpleType"),
    "union": ({"memberTypes": "#qnames", "id": "ID"}, "annotation simpleType"),
    "attribute": (
        {"name": "NCName", "ref": "QName", "type": "QName", "use": "#use", "default": "string", "fixed": "string",
         "form": "#form", "id": "ID"},
        "annotation simpleType",
    ),
    "attributeGroup": ({"name": "NCName", "ref": "QName", "id": "ID"}, f"annotation {USES}"),
    "group": ({"name": "NCName", "ref": "QName", "id": "ID", **OCCURS}, "annotation all choice sequence"),
    "all": ({"id": "ID", **OCCURS}, "annotation element"),
    "choice": ({"id": "ID", **OCCURS}, PARTICLES),
    "sequence": ({"id": "ID", **OCCURS}, PARTICLES),
    "any": ({"namespace": "string", "processContents": "#process", "id": "ID", **OCCURS}, "annotation"),
    "anyAttribute": ({"namespace": "string", "processContents": "#process", "id": "ID"}, "annotation"),
    "annotation": ({"id": "ID"}, "appinfo documentation"),
    "import": ({"namespace": "anyURI", "schemaLocation": "anyURI", "id": "ID"}, "annotation"),
    "include": ({"schemaLocation": "anyURI", "id": "ID"}, "annotation"),
    "redefine": ({"schemaLocation": "anyURI", "id": "ID"}, "annotation simpleType complexType group attributeGroup"),
    "notation": ({"name": "NCName", "public": "token", "system": "anyURI", "id": "ID"}, "annotation"),
    "unique": ({"name": "NCName", "id": "ID"}, "annotation selector field"),
    "key": ({"name": "NCName", "id": "ID"}, "annotation selector field"),
    "keyref": ({"name": "NCName", "refer": "QName", "id": "ID"}, "annotation selector field"),
    "selector": ({"xpath": "token", "id": "ID"}, "annotation"),
    "field": ({"xpath": "token", "id": "ID"}, "annotation"),
    **dict.fromkeys(FACETS.split(), (VALUE, "annotation")),
}  # fmt: skip
CHOICES = {
    "#form": ("qualified", "unqualified"),
    "#use": ("optional", "required", "prohibited"),
    "#process": ("strict", "lax", "skip"),
}
HOLDS = {kind: frozenset(f"{XS}{name}" for name in held.split()) for kind, (_, held) in SYNTAX.items()}
NAMED = frozenset({"element", "attribute", "complexType", "simpleType", "group", "attributeGroup"})


class Structure:
    """Judges schema documents one at a time; values already found good are not looked at again."""

    def __init__(self, discovery: Discovery, schemas: Schemas, validity: Validity) -> None:
        self.discovery = discovery
        self.schemas = schemas
        self.validity = validity
        self.types = Types({})
        self._good: set[tuple[str, str]] = set()
        self._substitutes: dict[Name, list[Name]] | None = None

    def judge(self, part: Part) -> None:
        """Report what is wrong with one schema document's own language."""
        if part.root.get("targetNamespace", None) == "":
            self._trouble(part, part.root, "schema", "its targetNamespace is empty; leave it out or state one")
        self._preamble(part)
        identifiers: dict[str, Element] = {}
        stack = [part.root]
        while stack:
            element = stack.pop()
            kind = element.tag[len(XS) :]
            known = SYNTAX.get(kind)
            if known is not None:
                for name, value in element.attrib.items():
                    self._attribute(part, element, kind, name, value, known[0], identifiers)
                if kind in NAMED:
                    self._named(part, element, kind)
                self._children(part, element, kind, stack)

    def _preamble(self, part: Part) -> None:
        early = True
        for child in part.root:
            tag = child.tag
            if isinstance(tag, str) and tag != f"{XS}annotation":
                reference = tag in (f"{XS}import", f"{XS}include", f"{XS}redefine")
                if reference and not early:
                    self._trouble(part, child, local(tag), "it must stand before every declaration")
                early = early and reference

    def _children(self, part: Part, element: Element, kind: str, stack: list[Element]) -> None:
        held, first = HOLDS[kind], True
        for child in element:
            tag = child.tag
            if tag in held:
                if tag == f"{XS}annotation" and not first and kind not in ("schema", "redefine"):
                    self._trouble(part, child, kind, "its annotation must come first")
                stack.append(child)
                first = False
            elif isinstance(tag, str):
                self._trouble(part, child, kind, f"it may not hold {local(tag)}")

    def _trouble(self, part: Part, element: Element, kind: str, reason: str) -> None:
        self.discovery.trouble("schema-not-valid", part.at(element), element=f"xs:{kind}", reason=reason)

    def _named(self, part: Part, element: Element, kind: str) -> None:
        top = element.getparent() is part.root
        if top and "name" not in element.attrib:
            self._trouble(part, element, kind, "it has no name")
        elif top and ("ref" in element.attrib or "minOccurs" in element.attrib or "maxOccurs" in element.attrib):
            self._trouble(part, element, kind, "a global declaration may have neither ref nor occurrence")
        elif not top and kind in ("element", "attribute") and ("name" in element.attrib) == ("ref" in element.attrib):
            self._trouble(part, element, kind, "it must have a name or a ref, and not both")
        elif "type" in element.attrib and any(c.tag in (f"{XS}simpleType", f"{XS}complexType") for c in element):
            self._trouble(part, element, kind, "it has both a type attribute and a type of its own")
        elif "default" in element.attrib and "fixed" in element.attrib:
            self._trouble(part, element, kind, "it has both a default and a fixed value")

    def _attribute(
        self,
        part: Part,
        element: Element,
        kind: str,
        name: Name,
        value: str,
        known: dict[str, str],
        identifiers: dict[str, Element],
    ) -> None:
        if name[:1] == "{":
            if not name.startswith((f"{{{XSD}}}", f"{{{XML}}}")):
                use = self.schemas.attributes.get(name)
                reason = self._fault(part, element, use.type, value) if use is not None else ""
                if reason:
                    self._trouble(part, element, kind, f"{local(name)}={value!r}: {reason}")
            return
        typed = known.get(name)
        if typed is None:
            self._trouble(part, element, kind, f"it may not have the attribute {name}")
        elif typed == "ID":
            if identifiers.setdefault(value.strip(), element) is not element:
                self._trouble(part, element, kind, f"its id {value} is already used in this schema")
            self._plain(part, element, kind, name, value, "NCName")
        elif typed in CHOICES:
            if value.strip() not in CHOICES[typed]:
                self._trouble(part, element, kind, f"{name} is {value!r}, not one of {', '.join(CHOICES[typed])}")
        elif typed == "#occurs":
            if value.strip() != "unbounded":
                self._plain(part, element, kind, name, value, "nonNegativeInteger")
        elif typed == "#qnames":
            for one in value.split():
                self._plain(part, element, kind, name, one, "QName")
        elif typed != "string":
            self._plain(part, element, kind, name, value, typed)

    def _plain(self, part: Part, element: Element, kind: str, name: str, value: str, typed: str) -> None:
        if (typed, value) in self._good:
            return
        reason = self.types.fault(f"{XS}{typed}", value)
        if reason:
            self._trouble(part, element, kind, f"{name} is {value!r}: {reason}")
        else:
            self._good.add((typed, value))

    def _fault(self, part: Part, element: Element, typed: Name, value: str) -> str:
        if (typed, value) in self._good:
            return ""
        reason = self.validity.types.fault(typed, value, part.scope(element))
        if not reason:
            self._good.add((typed, value))
        return reason

    # ------------------------------------------------------------------ content models

    def unique_particles(self) -> None:
        """Report content models in which two particles compete for one child (Unique Particle Attribution)."""
        for declared in self.schemas.types.values():
            if isinstance(declared, ComplexType) and declared.particle is not None and self._own(declared):
                clash = ambiguous(declared.particle, self.validity.heads, self._members)
                if clash is not None:
                    self.discovery.trouble(
                        "content-model-ambiguous",
                        declared.at,
                        type=declared.name.partition("#")[0],
                        particle=clash[1][1] if clash[1][0] == "element" else "any element",
                    )

    def _members(self, head: Name) -> list[Name]:
        """Return the elements that may stand for one, directly or through others."""
        if self._substitutes is None:
            self._substitutes = {}
            for name in self.schemas.concepts:
                for one in self.validity.heads(name)[1:]:
                    self._substitutes.setdefault(one, []).append(name)
        return self._substitutes.get(head, [])

    def _own(self, declared: ComplexType | SimpleType) -> bool:
        return namespace(declared.name) not in BASE

    # ------------------------------------------------------------------ concepts

    def concepts(self) -> None:
        """Report what XBRL forbids in the declarations of items and tuples."""
        for concept in self.schemas.concepts.values():
            noted = self.schemas.declared["element"].get(concept.name)
            if concept.kind and namespace(concept.name) not in BASE and noted is not None and not noted[1].hinted:
                if concept.kind == "tuple":
                    self._tuple(concept)
                else:
                    self._item(concept)

    def _item(self, concept: Concept) -> None:
        trouble = self.discovery.trouble
        if not concept.period_type:
            trouble("item-without-period-type", concept.at, concept=concept.name)
        if concept.balance and concept.base != "monetaryItemType":
            trouble("balance-of-other-than-money", concept.at, concept=concept.name, type=concept.type)
        found = self.schemas.types.get(concept.type)
        if not concept.base and (found is not None or namespace(concept.type) == XSD):
            trouble("item-of-foreign-type", concept.at, concept=concept.name, type=concept.type.partition("#")[0])

    def _tuple(self, concept: Concept) -> None:
        trouble = self.discovery.trouble
        if concept.period_type:
            trouble("tuple-with-item-attribute", concept.at, concept=concept.name, attribute="periodType")
        if concept.balance:
            trouble("tuple-with-item-attribute", concept.at, concept=concept.name, attribute="balance")
        found = self.schemas.types.get(concept.type)
        if not isinstance(found, ComplexType):
            if found is not None or namespace(concept.type) == XSD:
                trouble("tuple-without-element-content", concept.at, concept=concept.name, content="simple")
            return
        if found.content == "simple" or (found.mixed and concept.type != f"{XS}anyType"):
            content = "simple" if found.content == "simple" else "mixed"
            trouble("tuple-without-element-content", concept.at, concept=concept.name, content=content)
        for particle in walk(found.particle):
            if particle[0] == "element":
                child = self.schemas.concepts.get(particle[1]) if particle[6] else None
                if not particle[6] or (
                    child is not None and child.kind not in ("item", "tuple") and not child.abstract
                ):
                    trouble("tuple-of-other-elements", concept.at, concept=concept.name, child=particle[1])
        for use in found.attributes:
            if namespace(use.name) in SPECIFIED and use.use != "prohibited":
                trouble("tuple-attribute-of-xbrl", concept.at, concept=concept.name, attribute=use.name)


SPECIFIED = frozenset({
    XBRLI, "http://www.xbrl.org/2003/linkbase", "http://www.xbrl.org/2003/XLink", "http://www.w3.org/1999/xlink",
})  # fmt: skip
BASE = SPECIFIED | {XSD, XML, "http://xbrl.org/2005/xbrldt", "http://xbrl.org/2006/xbrldi"}
