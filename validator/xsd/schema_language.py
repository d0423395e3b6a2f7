"""What a schema document may be made of: the schema for schemas, and what it cannot say (Part 1 §3, Appendix A)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.model.components import ComplexType, ElementParticle
from validator.model.names import BLANK, XML, Name, local, namespace
from validator.xsd.attribution import ambiguous
from validator.xsd.datatypes.types import Types
from validator.xsd.declared import XS

if TYPE_CHECKING:
    from validator.model.tree import Element
    from validator.xsd.compiler import Schemas
    from validator.xsd.declared import SchemaDocument
    from validator.xsd.validity import Identities, Validity

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
        {"targetNamespace": "anyURI", "version": "token", "finalDefault": "#finals", "blockDefault": "#blocks",
         "attributeFormDefault": "#form", "elementFormDefault": "#form", "id": "ID"},
        "include import redefine annotation simpleType complexType element attribute attributeGroup group notation",
    ),
    "element": (
        {"name": "NCName", "ref": "QName", "type": "QName", "substitutionGroup": "QName", "default": "string",
         "fixed": "string", "nillable": "boolean", "abstract": "boolean", "final": "#derivations",
         "block": "#blocks", "form": "#form", "id": "ID", **OCCURS},
        "annotation simpleType complexType unique key keyref",
    ),
    "complexType": (
        {"name": "NCName", "mixed": "boolean", "abstract": "boolean", "final": "#derivations",
         "block": "#derivations", "id": "ID"},
        f"annotation simpleContent complexContent group all choice sequence {USES}",
    ),
    "simpleType": ({"name": "NCName", "final": "#simple", "id": "ID"}, "annotation restriction list union"),
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
LISTED = {
    "#derivations": ("extension", "restriction"),
    "#blocks": ("extension", "restriction", "substitution"),
    "#simple": ("list", "union", "restriction"),
    "#finals": ("extension", "restriction", "list", "union"),
}  # what final and block may list; or #all alone
HOLDS = {kind: frozenset(f"{XS}{name}" for name in held.split()) for kind, (_, held) in SYNTAX.items()}
TOLD = 3  # attributes by name, of all that an element may not have
NAMED = frozenset({"element", "attribute", "complexType", "simpleType", "group", "attributeGroup"})

DECLARING = frozenset(f"{XS}{kind}" for kind in ("simpleType", "complexType"))
REFERRING = frozenset(f"{XS}{kind}" for kind in ("import", "include", "redefine"))
ANNOTATION = f"{XS}annotation"


class Structure:
    """Judges schema documents one at a time; values already found good are not looked at again."""

    def __init__(self, schemas: Schemas, validity: Validity) -> None:
        self.trouble = schemas.trouble
        self.schemas = schemas
        self.validity = validity
        self.types = Types({})
        self._good: set[tuple[str, str]] = set()
        self._substitutes: dict[Name, list[Name]] | None = None

    def judge(self, document: SchemaDocument, identities: Identities) -> None:
        """Report what is wrong with one schema document's own language; its ids are added to those of the document."""
        root = document.root
        if root.attributes.get("targetNamespace") == "":
            self._wrong("schema-not-valid/namespace", root)
        self._preamble(root)
        stack = [(root, True)]
        while stack:
            element, top = stack.pop()
            kind = element.name.removeprefix(XS)
            known = SYNTAX.get(kind)
            if known is not None:
                for name, value in element.attributes.items():
                    if name[:1] == "{":
                        self._foreign(element, name, value)
                    elif name in known[0]:
                        self._attribute(element, name, value, known[0][name], identities)
                self._unknown(element, [one for one in element.attributes if one[:1] != "{" and one not in known[0]])
                if kind in NAMED:
                    self._named(element, kind, top=top)
                stack += ((child, element is root) for child in self._children(element, kind))

    def _preamble(self, root: Element) -> None:
        early = True
        for child in root.children:
            if child.name != ANNOTATION:
                if child.name in REFERRING and not early:
                    self._wrong("schema-not-valid/late", child)
                early = early and child.name in REFERRING

    def _children(self, element: Element, kind: str) -> list[Element]:
        held = HOLDS[kind]
        kept: list[Element] = []
        for child in element.children:
            if child.name in held:
                if child.name == ANNOTATION and kept and kind not in ("schema", "redefine"):
                    self._wrong("schema-not-valid/annotation", child, kind)
                kept.append(child)
            else:
                self._wrong("schema-not-valid/child", child, kind, child=local(child.name))
        return kept

    def _wrong(self, name: str, element: Element, kind: str = "", /, **values: object) -> None:
        self.trouble(name, element.at, spec="", element=f"xs:{kind or local(element.name)}", **values)

    def _named(self, element: Element, kind: str, *, top: bool) -> None:
        written = element.attributes
        if top and "name" not in written:
            self._wrong("schema-not-valid/unnamed", element)
        elif top and ("ref" in written or "minOccurs" in written or "maxOccurs" in written):
            self._wrong("schema-not-valid/global", element)
        elif not top and kind in ("element", "attribute") and ("name" in written) == ("ref" in written):
            self._wrong("schema-not-valid/name-or-ref", element)
        elif "type" in written and any(child.name in DECLARING for child in element.children):
            self._wrong("schema-not-valid/two-types", element)
        elif "default" in written and "fixed" in written:
            self._wrong("schema-not-valid/default-and-fixed", element)

    # ------------------------------------------------------------------ attributes

    def _foreign(self, element: Element, name: Name, value: str) -> None:
        """An attribute of another namespace is held to its declaration, where there is one."""
        use = None if name.startswith((XS, f"{{{XML}}}")) else self.schemas.attributes.get(name)
        if use is not None:
            reason = self.validity.value(use.type, value, element.prefixes)
            if reason:
                self._wrong("schema-not-valid/value", element, attribute=local(name), value=value, reason=reason)

    def _unknown(self, element: Element, names: list[str]) -> None:
        """Attributes that an element may not have are told together: there may be any number."""
        if names:
            more = f" and {len(names) - TOLD:,} more" if len(names) > TOLD else ""
            self._wrong("schema-not-valid/attribute", element, attribute=f"{', '.join(names[:TOLD])}{more}")

    def _attribute(self, element: Element, name: str, value: str, typed: str, identities: Identities) -> None:
        if typed == "ID":
            if identities.given.setdefault(value.strip(BLANK), element) is not element:
                self._wrong("schema-not-valid/id", element, id=value)
            self._plain(element, name, value, "NCName")
        elif typed in CHOICES:
            if value.strip(BLANK) not in CHOICES[typed]:
                allowed = ", ".join(CHOICES[typed])
                self._wrong("schema-not-valid/choice", element, attribute=name, value=value, allowed=allowed)
        elif typed in LISTED:
            wrong = [one for one in value.split() if one not in LISTED[typed] and value.strip(BLANK) != "#all"]
            if wrong:
                allowed = ", ".join(LISTED[typed])
                self._wrong("schema-not-valid/listed", element, attribute=name, value=wrong[0], allowed=allowed)
        elif typed == "#occurs":
            if value.strip(BLANK) != "unbounded":
                self._plain(element, name, value, "nonNegativeInteger")
        elif typed == "#qnames":
            for one in value.split():
                self._plain(element, name, one, "QName")
        elif typed != "string":
            self._plain(element, name, value, typed)

    def _plain(self, element: Element, name: str, value: str, typed: str) -> None:
        if (typed, value) in self._good:
            return
        reason = self.types.fault(f"{XS}{typed}", value)
        if reason:
            self._wrong("schema-not-valid/value", element, attribute=name, value=value, reason=reason)
        else:
            self._good.add((typed, value))

    # ------------------------------------------------------------------ content models

    def unique_particles(self) -> None:
        """Report content models in which two particles compete for one child (Unique Particle Attribution)."""
        for declared in self.schemas.types.values():
            if not isinstance(declared, ComplexType) or namespace(declared.name) in self.schemas.good:
                continue
            clash = ambiguous(declared.particle, self.validity.heads, self._members)
            if clash is not None:
                shown = clash[1].name if isinstance(clash[1], ElementParticle) else "any element"
                own = declared.name.partition("#")[0]
                self.trouble("content-model-ambiguous", declared.at, type=own, particle=shown)

    def _members(self, head: Name) -> list[Name]:
        """Return the elements that may stand for one, directly or through others."""
        if self._substitutes is None:
            self._substitutes = {}
            for name in self.schemas.elements:
                for one in self.validity.heads(name)[1:]:
                    self._substitutes.setdefault(one, []).append(name)
        return self._substitutes.get(head, [])
