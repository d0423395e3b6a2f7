"""Elements of schemas → concepts, and what XBRL says of their declarations beyond XML Schema (XBRL 2.1 §4.9, §5.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.model.components import ANY_TYPE, ComplexType, ElementParticle, walk
from validator.model.names import BLANK, LINK, XBRLDI, XBRLDT, XBRLI, XL, XLINK, XML, XSD, Name, local, namespace
from validator.model.taxonomy import UNTOLD, Concept

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from validator.model.components import ElementDeclaration
    from validator.xsd.compiler import Schemas

KINDS = {
    f"{{{XBRLI}}}item": "item",
    f"{{{XBRLI}}}tuple": "tuple",
    f"{{{XBRLDT}}}dimensionItem": "dimension",
    f"{{{XBRLDT}}}hypercubeItem": "hypercube",
}
SPECIFIED = frozenset({XBRLI, LINK, XL, XLINK})
BASE = SPECIFIED | {XSD, XML, XBRLDT, XBRLDI}  # schemas that are known to be good
DEEPEST = 64  # steps of derivation: beyond any schema


def concepts(schemas: Schemas) -> dict[Name, Concept]:
    """Return the elements of compiled schemas as concepts."""
    types = {declared.type for declared in schemas.elements.values()}
    bases = {name: item_base(schemas, name) for name in types}
    kinds = _kinds(schemas)
    return {
        name: _concept(schemas, declared, bases[declared.type], kinds[name])
        for name, declared in schemas.elements.items()
    }


def _kinds(schemas: Schemas) -> dict[Name, str]:
    """Return what each element is: the first of its heads that says so decides, each looked at once."""
    elements = schemas.elements
    found: dict[Name, str] = dict.fromkeys(KINDS, "")
    for name in elements:
        chain: dict[Name, None] = {}
        at = name
        while at in elements and at not in found and at not in chain:
            chain[at] = None
            at = elements[at].substitution
        untold = UNTOLD if at and at not in elements and schemas.problems.lacks(namespace(at)) else ""
        found.update(dict.fromkeys(chain, KINDS.get(at) or found.get(at, untold)))
    return found


def _concept(schemas: Schemas, declared: ElementDeclaration, base: str, kind: str) -> Concept:
    written = schemas.declared["element"][declared.name].element.get
    found = schemas.types.get(declared.type)
    return Concept(
        name=declared.name,
        id=declared.id,
        kind=kind,
        base=base,
        type=declared.type,
        substitution=declared.substitution,
        period_type=written(f"{{{XBRLI}}}periodType").strip(BLANK),
        balance=written(f"{{{XBRLI}}}balance").strip(BLANK),
        abstract=declared.abstract,
        nillable=declared.nillable,
        at=declared.at,
        typed_domain=written(f"{{{XBRLDT}}}typedDomainRef"),
        default=declared.default,
        fixed=declared.fixed,
        simple=found.simple if isinstance(found, ComplexType) else (declared.type if found else ""),
        block=declared.block,
    )


def item_base(schemas: Schemas, type_name: Name) -> str:
    """Return the local name of the XBRL item type a type derives from; "" when it derives from none."""
    items = (one for one in line(schemas, type_name) if namespace(one) == XBRLI and one.endswith("ItemType"))
    return local(next(items, ""))


def founded(schemas: Schemas, type_name: Name) -> bool:
    """Whether every type that a type derives from is declared."""
    *_, last = line(schemas, type_name)
    return last in schemas.types or namespace(last) == XSD


def line(schemas: Schemas, type_name: Name) -> Iterator[Name]:
    """Yield a type and those it derives from, as far as they are declared, and the first that is not."""
    for _ in range(DEEPEST):
        yield type_name
        found = schemas.types.get(type_name)
        if found is None or not found.base or found.base == type_name:
            return
        type_name = found.base


class Concepts:
    """Judges the declarations of items and tuples."""

    def __init__(self, schemas: Schemas, found: Mapping[Name, Concept], *, incomplete: bool = False) -> None:
        self.trouble = schemas.trouble
        self.incomplete = incomplete
        self.schemas = schemas
        self.concepts = found

    def judge(self) -> None:
        """Report what XBRL forbids in them."""
        for concept in self.concepts.values():
            hinted = self.schemas.declared["element"][concept.name].document.hinted
            if concept.kind not in ("", UNTOLD) and not hinted and namespace(concept.name) not in BASE:
                if concept.kind == "tuple":
                    self._tuple(concept)
                else:
                    self._item(concept)

    def _known(self, type_name: Name) -> bool:
        return type_name in self.schemas.types or namespace(type_name) == XSD

    def _item(self, concept: Concept) -> None:
        if not concept.period_type:
            self.trouble("item-without-period-type", concept.at, concept=concept.name)
        if self.incomplete and not founded(self.schemas, concept.type):
            return  # what it derives from could not be had, which has been said
        if concept.balance and concept.base != "monetaryItemType":
            self.trouble("balance-of-other-than-money", concept.at, concept=concept.name, type=concept.type)
        if not concept.base and self._known(concept.type):
            own = concept.type.partition("#")[0]
            self.trouble("item-of-foreign-type", concept.at, concept=concept.name, type=own)

    def _tuple(self, concept: Concept) -> None:
        for attribute, value in (("periodType", concept.period_type), ("balance", concept.balance)):
            if value:
                self.trouble("tuple-with-item-attribute", concept.at, concept=concept.name, attribute=attribute)
        found = self.schemas.types.get(concept.type)
        if not isinstance(found, ComplexType):
            if self._known(concept.type):
                self._content(concept, "simple")
            return
        if found.content == "simple" or (found.mixed and concept.type != ANY_TYPE):
            self._content(concept, "simple" if found.content == "simple" else "mixed")
        for particle in walk(found.particle):
            if isinstance(particle, ElementParticle) and not self._member(particle):
                self.trouble("tuple-of-other-elements", concept.at, concept=concept.name, child=particle.name)
        for use in found.attributes:
            if namespace(use.name) in SPECIFIED and use.use != "prohibited":
                self.trouble("tuple-attribute-of-xbrl", concept.at, concept=concept.name, attribute=use.name)

    def _content(self, concept: Concept, content: str) -> None:
        self.trouble("tuple-without-element-content", concept.at, concept=concept.name, content=content)

    def _member(self, particle: ElementParticle) -> bool:
        """Whether an element of a content model is an item, a tuple, or stands for some, and is declared globally."""
        child = self.concepts.get(particle.name) if particle.reference else None
        return particle.reference and (child is None or child.abstract or child.kind in ("item", "tuple", UNTOLD))
