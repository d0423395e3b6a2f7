"""Schema documents → elements and types, with everything they inherit already in them (XML Schema 1.0 Part 1 §3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.model.components import ANY_TYPE, ANYTHING, ComplexType, ElementDeclaration, Group, SimpleType
from validator.model.names import BLANK
from validator.xsd.attribute_uses import united
from validator.xsd.declared import XS, blocks, flag
from validator.xsd.particles import Particles
from validator.xsd.simple_types import FACETS, SIMPLE

if TYPE_CHECKING:
    from validator.model.names import Name
    from validator.model.tree import Element
    from validator.xsd.declared import Problems, SchemaDocument

DERIVED = (f"{XS}extension", f"{XS}restriction")
RESTRICTING = frozenset(f"{XS}{facet}" for facet in (*FACETS, "pattern", "enumeration"))


class Schemas(Particles):
    """The components of every schema of a set."""

    def __init__(self, problems: Problems, own: frozenset[str] = frozenset()) -> None:
        super().__init__(problems, own)
        self.elements: dict[Name, ElementDeclaration] = {}
        self.types[ANY_TYPE] = ANYTHING
        self._untold: set[Name] = set()  # complex types that are made of what may stand in a lost schema

    def compile(self) -> None:
        """Compile everything that was noted."""
        for kind in ("complexType", "simpleType"):
            for clark in self.declared[kind]:
                self.type(clark)
        for clark in self.declared["attribute"]:
            self.attribute(clark)
        for clark, (element, document) in self.declared["element"].items():
            if clark not in self.elements:
                self._element_declaration(clark, element, document)
        self._circles()

    # ------------------------------------------------------------------ elements

    def _element_declaration(self, clark: Name, element: Element, document: SchemaDocument) -> None:
        written = element.attributes
        head = self.resolve(written["substitutionGroup"], element, document) if "substitutionGroup" in written else ""
        if head and head not in self.declared["element"]:
            self.missing("element", head, element)
        self.elements[clark] = ElementDeclaration(
            name=clark,
            id=element.get("id").strip(BLANK),
            type=self.element_type(clark, element, document, head),
            substitution=head,
            abstract=flag(element, "abstract"),
            nillable=flag(element, "nillable"),
            default=written.get("default"),
            fixed=written.get("fixed"),
            block=blocks(element, document),
            at=element.at,
        )

    def element_type(self, owner: Name, element: Element, document: SchemaDocument, head: Name) -> Name:
        """Return the name of the type of an element, compiled; without one of its own it has its head's (§3.3.2)."""
        typed = element.attributes.get("type")
        if typed is not None:
            type_name = self.resolve(typed, element, document)
            self.type(type_name, element)
            return type_name
        for child in element.children:
            if child.name in (f"{XS}complexType", SIMPLE):
                return self.define(self.anonymous(owner), child, document)
        noted = self.declared["element"].get(head)
        if noted is not None and head not in self.elements and head not in (owner, *self._compiling):
            self._compiling.append(head)
            self._element_declaration(head, *noted)
            self._compiling.pop()
        return self.elements[head].type if head in self.elements else ANY_TYPE

    def _circles(self) -> None:
        """Report each element whose substitution groups lead back to one of them."""
        known: set[Name] = set()
        for clark, declared in self.elements.items():
            chain: dict[Name, None] = {}
            at: Name = clark
            while at in self.elements and at not in known and at not in chain:
                chain[at] = None
                at = self.elements[at].substitution
            if at in chain:
                self.trouble("substitution-in-a-circle", declared.at, element=clark)
            known.update(chain)

    # ------------------------------------------------------------------ complex types

    def complex(self, clark: Name, element: Element, document: SchemaDocument) -> ComplexType:
        """Compile a complex type; anything goes in one that is made of what may stand in a lost schema."""
        before = self.gone
        made = self._complex(clark, element, document)
        if self.gone == before:
            return made
        self._untold.add(clark)
        return ANYTHING._replace(
            name=clark, base=made.base, derivation=made.derivation, abstract=made.abstract, block=made.block,
            mixed=made.mixed or made.content == "simple", at=made.at,
        )  # fmt: skip

    def _complex(self, clark: Name, element: Element, document: SchemaDocument) -> ComplexType:
        made = ANYTHING._replace(
            name=clark, base=ANY_TYPE, derivation="restriction", abstract=flag(element, "abstract"),
            mixed=flag(element, "mixed"), at=element.at, block=blocks(element, document),
        )  # fmt: skip
        for child in element.children:
            if child.name == f"{XS}simpleContent":
                return self._derived(made, child, document, simple=True)
            if child.name == f"{XS}complexContent":
                mixed = flag(child, "mixed") if "mixed" in child.attributes else made.mixed
                return self._derived(made._replace(mixed=mixed), child, document, simple=False)
        attributes, wildcard, untold = self.uses(element, document)
        particle = self.content(element, document)
        self.gone += untold
        return _holding(made._replace(particle=particle, attributes=attributes, wildcard=wildcard))

    def _derived(self, made: ComplexType, content: Element, document: SchemaDocument, *, simple: bool) -> ComplexType:
        step = next((child for child in content.children if child.name in DERIVED), None)
        if step is None:
            return made._replace(content="empty", particle=None, wildcard=None)
        extending = step.name == DERIVED[0]
        made = made._replace(
            derivation=step.name.removeprefix(XS), base=self.resolve(step.get("base"), step, document), particle=None
        )
        base = self.type(made.base, step)
        self.gone += made.base in self._untold or (base is None and self.lost(made.base))
        made = self._with_attributes(made, base, step, document)
        if simple:
            typed = self._simple_content(made.name, base, step, document, extending=extending)
            return made._replace(content="simple", simple=typed)
        made = made._replace(particle=self.content(step, document))
        return _extended(made, base) if extending and isinstance(base, ComplexType) else _holding(made)

    def _with_attributes(
        self, made: ComplexType, base: SimpleType | ComplexType | None, step: Element, document: SchemaDocument
    ) -> ComplexType:
        uses, wildcard, untold = self.uses(step, document)
        self.gone += untold
        inherited = base.attributes if isinstance(base, ComplexType) else ()
        if made.derivation == "restriction":
            stated = {use.name for use in uses}
            inherited = tuple(use for use in inherited if use.name not in stated)
        elif isinstance(base, ComplexType) and base.wildcard is not None:
            wildcard = united(base.wildcard, wildcard)
        own = tuple(use for use in uses if use.use != "prohibited")
        return made._replace(attributes=inherited + own, wildcard=wildcard)

    def _simple_content(
        self,
        clark: Name,
        base: SimpleType | ComplexType | None,
        step: Element,
        document: SchemaDocument,
        *,
        extending: bool,
    ) -> Name:
        held = base.simple if isinstance(base, ComplexType) else base.name if base else ""
        if extending:
            return held
        inner = self.inner(clark, step, document)
        if not any(child.name in RESTRICTING for child in step.children):
            return inner or held
        typed = self.anonymous(clark)
        self.types[typed] = self.restricted(typed, step, document, inner or held or f"{XS}anySimpleType")
        return typed


def _holding(made: ComplexType) -> ComplexType:
    """Return a type whose content is elements, or empty."""
    return made._replace(content="elements" if made.particle is not None or made.mixed else "empty")


def _extended(made: ComplexType, base: ComplexType) -> ComplexType:
    """Return a type that holds what its base does, and then what it adds."""
    if base.content == "simple":
        return made._replace(content="simple", simple=base.simple, particle=None)
    parts = tuple(part for part in (base.particle, made.particle) if part is not None)
    particle = Group("sequence", parts) if len(parts) == 2 else parts[0] if parts else None
    return _holding(made._replace(particle=particle, mixed=made.mixed or base.mixed))
