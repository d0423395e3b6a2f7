"""Content models: elements, wildcards and groups → particles (XML Schema 1.0 Part 1 §3.7 to §3.10)."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from validator.model.components import UNBOUNDED, AnyParticle, ElementParticle, Group, Particle
from validator.model.names import BLANK
from validator.xsd.attribute_uses import AttributeUses, wild
from validator.xsd.declared import XS, blocks, flag, form
from validator.xsd.simple_types import DEEPEST

if TYPE_CHECKING:
    from validator.model.names import Name
    from validator.model.tree import Element
    from validator.xsd.declared import Problems, SchemaDocument

LARGEST = 20_000  # particles of one type, those of the groups it refers to counted each time
MODELS = tuple(f"{XS}{kind}" for kind in ("sequence", "choice", "all"))
PARTICLES = (*MODELS, f"{XS}element", f"{XS}any", f"{XS}group")


class Particles(AttributeUses):
    """What a type's content model is made of."""

    def __init__(self, problems: Problems, own: frozenset[str] = frozenset()) -> None:
        super().__init__(problems, own)
        self._open_models: list[Name] = []
        self._count = 0
        self.gone = 0  # parts of complex types so far that may stand in a lost schema

    @abstractmethod
    def element_type(self, owner: Name, element: Element, document: SchemaDocument, head: Name) -> Name:
        """Return the name of the type of an element, compiled; without one of its own it has its head's."""

    def content(self, element: Element, document: SchemaDocument) -> Particle | None:
        """Return the content model stated in a type or a derivation; None where there is none."""
        for child in element.children:
            if child.name in (*MODELS, f"{XS}group"):
                self._count = 0
                found = self._particle(child, document, 0)
                if self._count > LARGEST:
                    self.trouble("content-model-too-large", element.at, most=LARGEST)
                    return None
                return found if not _hollow(found) else None
        return None

    def _particle(self, element: Element, document: SchemaDocument, depth: int) -> Particle | None:
        self._count += 1
        if self._count > LARGEST:
            return None
        kind = element.name.removeprefix(XS)
        low, high = occurs(element.get("minOccurs")), occurs(element.get("maxOccurs"))
        if kind == "element":
            return self._element(element, document, low, high)
        if kind == "any":
            return AnyParticle(*wild(element, document), low, high)
        if depth > DEEPEST:
            self.trouble("type-from-itself", element.at, type=element.get("ref", kind))
            return None
        if kind == "group":
            return self._group(element, document, low, high, depth)
        inner = (self._particle(child, document, depth + 1) for child in element.children if child.name in PARTICLES)
        return Group(kind, tuple(one for one in inner if one is not None), low, high)

    def _group(self, element: Element, document: SchemaDocument, low: int, high: int, depth: int) -> Particle | None:
        clark = self.resolve(element.get("ref"), element, document)
        noted = self.declared["group"].get(clark)
        if noted is None:
            self.missing("group", clark, element)
            self.gone += self.lost(clark)
            return None
        if clark in self._open_models:
            self.trouble("type-from-itself", element.at, type=clark)
            return None
        self._open_models.append(clark)
        model = next((child for child in noted.element.children if child.name in MODELS), None)
        found = self._particle(model, noted.document, depth + 1) if model is not None else None
        self._open_models.pop()
        return Group("sequence", (found,), low, high) if found is not None else None

    def _element(self, element: Element, document: SchemaDocument, low: int, high: int) -> ElementParticle:
        written = element.attributes
        if "ref" in written:
            clark = self.resolve(written["ref"], element, document)
            if clark and clark not in self.declared["element"]:
                self.missing("element", clark, element)
            return ElementParticle(clark, low, high, reference=True)
        clark = form(element, document)
        return ElementParticle(
            clark,
            low,
            high,
            type=self.element_type(clark, element, document, ""),
            nillable=flag(element, "nillable"),
            default=written.get("default"),
            fixed=written.get("fixed"),
            block=blocks(element, document),
        )


def _hollow(particle: Particle | None) -> bool:
    """Whether a content model is empty as it stands (§3.4.2): it holds nothing, or may not occur."""
    if particle is None or particle.maximum == 0:
        return True
    return isinstance(particle, Group) and not particle.parts and (particle.kind != "choice" or particle.minimum == 0)


def occurs(text: str) -> int:
    """Return what a minOccurs or maxOccurs counts; 1 where it is left out, or no count."""
    text = text.strip(BLANK)
    if text == "unbounded":
        return UNBOUNDED
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1
