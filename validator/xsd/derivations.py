"""Whether types, elements and values of a schema agree with what they derive from (XML Schema 1.0 Part 1).

§3.2.6 and §3.3.6 for values and substitutes, §3.4.6 and §3.9.6 for complex types, §3.14.6 for simple ones, §3.8.6 for
elements of one name.
The base schemas of XBRL are known to be good; everything else of a DTS is judged once, when it is compiled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.budget import spend
from validator.model.components import ANY_TYPE, AttributeUse, ComplexType, ElementParticle, SimpleType, heads, walk
from validator.model.names import XSD, Name, local, namespace
from validator.xsd.datatypes.types import ANY_SIMPLE, Types
from validator.xsd.facet_restrictions import simple_fault
from validator.xsd.restriction import STRENGTH, Declarations, Why, emptiable, narrower, restricts, why
from validator.xsd.simple_types import DEEPEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.model.components import ElementDeclaration
    from validator.model.source import Location
    from validator.xsd.compiler import Schemas


class Derivations:
    """Judges the compiled declarations of a set of schemas."""

    def __init__(self, schemas: Schemas) -> None:
        self.trouble = schemas.trouble
        self.schemas = schemas
        self.types = Types(schemas.types)
        self.elements = Declarations(lambda name: heads(schemas.elements, name), self._element)
        self._restricting: dict[tuple[Name, Name], bool] = {}

    def judge(self) -> None:
        """Report every type, element and attribute that does not agree with what it derives from or refers to."""
        good = self.schemas.good
        for declared in self.schemas.types.values():
            if namespace(declared.name) in good:
                continue
            if isinstance(declared, SimpleType):
                self._derivation(declared, self._final_simple(declared) or self._facets(declared))
            else:
                self._derivation(declared, next(self._complex(declared), None))
                self._consistent(declared)
                self._values_within(declared)
                for use in declared.attributes:
                    self._attribute_value(use, declared.at)
        for name, use in self.schemas.attributes.items():
            if namespace(name) not in good:
                self._attribute_value(use, self.schemas.declared["attribute"][name].element.at)
        for element in self.schemas.elements.values():
            if namespace(element.name) not in good:
                if element.substitution:
                    self._substitution(element)
                self._content(element, element.at)

    def _derivation(self, declared: SimpleType | ComplexType, found: Why | None) -> None:
        if found is not None:
            own, base = declared.name.partition("#")[0], declared.base.partition("#")[0]
            name = f"derivation-not-valid/{found.variant}"
            self.trouble(name, declared.at, spec="", type=own, base=base, **found.values)

    # ------------------------------------------------------------------ simple types (§3.14.6)

    def _facets(self, declared: SimpleType) -> Why | None:
        return simple_fault(declared, self.schemas.types, self.types)

    def _final_simple(self, declared: SimpleType) -> Why | None:
        """Return why a simple type may not be made of others: their final rules it out."""
        base = self.schemas.types.get(declared.base)
        if isinstance(base, SimpleType) and self._final(declared.base, "restriction"):
            return why("final", derivation="restriction")
        parts = (declared.item,) if declared.variety == "list" else declared.members
        if declared.base == ANY_SIMPLE and any(self._final(part, declared.variety) for part in parts):
            return why("final-part", variety=declared.variety)
        return None

    # ------------------------------------------------------------------ complex types (§3.4.6)

    def _complex(self, declared: ComplexType) -> Iterator[Why]:
        base = self.schemas.types.get(declared.base)
        names = [use.name for use in declared.attributes]
        twice = next((name for name in names if names.count(name) > 1), None) if len(set(names)) < len(names) else None
        if twice is not None:
            yield why("attribute-twice", attribute=local(twice))
        if base is None or declared.base == ANY_TYPE:
            return
        if self._final(declared.base, declared.derivation):
            yield why("final", derivation=declared.derivation)
        if isinstance(base, SimpleType):
            if declared.derivation == "restriction":
                yield why("simple-restricted")
        elif declared.derivation == "restriction":
            yield from self._attributes(declared, base)
            yield from self._restricted(declared, base)
        elif base.content == "elements" and declared.content == "elements" and base.mixed != declared.mixed:
            yield why("mixed") if declared.mixed else why("unmixed")

    def _final(self, name: Name, derivation: str) -> bool:
        return any(derivation in self.schemas.final(kind, name) for kind in ("complexType", "simpleType"))

    def _attributes(self, declared: ComplexType, base: ComplexType) -> Iterator[Why]:
        theirs = {use.name: use for use in base.attributes if use.use != "prohibited"}
        ours = {use.name: use for use in declared.attributes if use.use != "prohibited"}
        for name, use in ours.items():
            other = theirs.get(name)
            if other is None:
                wildcard = base.wildcard
                if wildcard is None or not narrower((namespace(name),), wildcard.namespaces):
                    yield why("attribute-foreign", attribute=local(name))
            elif other is not use:
                yield from self._attribute(use, other)
        for name, other in theirs.items():
            if other.use == "required" and name not in ours:
                yield why("attribute-missing", attribute=local(name))
        if declared.wildcard is not None:
            wildcard = base.wildcard
            if wildcard is None or not narrower(declared.wildcard.namespaces, wildcard.namespaces):
                yield why("attributes-wider")
            elif STRENGTH.get(declared.wildcard.process, 2) < STRENGTH.get(wildcard.process, 2):
                yield why("attributes-laxer")

    def _attribute(self, use: AttributeUse, other: AttributeUse) -> Iterator[Why]:
        shown = local(use.name)
        if other.use == "required" and use.use != "required":
            yield why("attribute-optional", attribute=shown)
        if not self._restricts(use.type, other.type):
            yield why("attribute-type", attribute=shown)
        if other.fixed is not None and (
            use.fixed is None or self.types.value(use.type, use.fixed) != self.types.value(use.type, other.fixed)
        ):
            yield why("attribute-fixed", attribute=shown, fixed=other.fixed)

    def _restricted(self, declared: ComplexType, base: ComplexType) -> Iterator[Why]:
        if declared.content == "simple":
            if base.content == "simple":
                if not self._restricts(declared.simple, base.simple):
                    yield why("value-type")
            elif not (base.mixed and (base.particle is None or emptiable(base.particle))):
                yield why("value-for-elements")
        elif base.content == "simple":
            if declared.content != "empty":
                yield why("elements-for-value")
        elif declared.mixed and not base.mixed:
            yield why("mixed")
        else:
            found = restricts(declared.particle, base.particle, self.elements)
            if found is not None:
                yield found

    def _restricts(self, name: Name, base: Name) -> bool:
        """Whether a type is another, or derives from it by restriction alone; of what is not known nothing is said."""
        known = self._restricting.get((name, base))
        if known is None:
            known = self._restricting[(name, base)] = self._derives(name, base)
        return known

    def _offered(self, base: Name) -> set[Name]:
        """Return a type and, of a union, what it leaves to choose from."""
        found, pending = set(), [base]
        while pending:
            name = pending.pop()
            other = self.types.find(name)
            if name not in found and other is not None and other.variety == "union":
                spend(len(other.members))
                pending += other.members
            found.add(name)
        return found

    def _derives(self, name: Name, base: Name) -> bool:
        bases = self._offered(base)
        if name in bases or not bases.isdisjoint((ANY_TYPE, ANY_SIMPLE, "")):
            return True
        at = name
        for _ in range(DEEPEST):
            found = self.schemas.types.get(at) or self.types.find(at)
            if found is None:
                return True
            if isinstance(found, ComplexType) and found.derivation == "extension":
                return False
            if found.base in bases:
                return True
            if found.base in ("", at, ANY_TYPE, ANY_SIMPLE):
                return False
            at = found.base
        return False

    # ------------------------------------------------------------------ elements (§3.3.6, §3.8.6)

    def _element(self, own: ElementParticle, base: ElementParticle) -> Why | None:
        """Return why an element's declaration does not restrict another's (NameAndTypeOK)."""
        shown = local(own.name)
        mine, other = self._declared(own), self._declared(base)
        if mine.nillable and not other.nillable:
            return why("element-nillable", element=shown)
        if other.fixed is not None and (mine.fixed is None or not self._same(mine.type, mine.fixed, other.fixed)):
            return why("element-fixed", element=shown, fixed=other.fixed)
        if not {*other.block.split()} <= {*mine.block.split()}:
            return why("element-block", element=shown)
        if not self._restricts(mine.type, other.type):
            return why("element-type", element=shown)
        return None

    def _same(self, kind: Name, one: str, other: str) -> bool:
        """Whether two texts are one value of an element's type."""
        found = self.schemas.types.get(kind)
        simple = found.simple if isinstance(found, ComplexType) else kind
        return self.types.value(simple, one) == self.types.value(simple, other) if simple else one == other

    def _declared(self, particle: ElementParticle) -> ElementDeclaration | ElementParticle:
        return (self.schemas.elements.get(particle.name) if particle.reference else None) or particle

    def _consistent(self, declared: ComplexType) -> None:
        """Element Declarations Consistent: one name has one type in one content model."""
        seen: dict[Name, Name] = {}
        for particle in walk(declared.particle):
            if isinstance(particle, ElementParticle):
                kind = self._declared(particle).type
                if seen.setdefault(particle.name, kind) != kind:
                    own = declared.name.partition("#")[0]
                    self.trouble("element-of-two-types", declared.at, type=own, element=particle.name)
                    return

    def _substitution(self, element: ElementDeclaration) -> None:
        """Report an element whose type does not derive from the type of what it stands for (e-props-correct.4)."""
        kind, head = element.type, element.substitution
        stands = self.schemas.elements.get(head)
        if stands is None or stands.type in (ANY_TYPE, kind):
            return
        found, steps = kind, set[str]()
        for _ in range(DEEPEST):
            declared = self.schemas.types.get(found) or self.types.find(found)
            if declared is None or found == stands.type:
                break
            steps.add(declared.derivation if isinstance(declared, ComplexType) else "restriction")
            found = declared.base
        if found != stands.type and (self.schemas.types.get(found) is not None or not found):
            own = local(kind).partition("#")[0]
            self.trouble("substitution-not-valid/type", element.at, element=element.name, head=head, type=own)
        elif steps & self.schemas.final("element", head):
            self.trouble("substitution-not-valid/final", element.at, element=element.name, head=head)

    # ------------------------------------------------------------------ defaults (§3.2.6, §3.3.6)

    def _values_within(self, declared: ComplexType) -> None:
        """Hold the values of elements that a content model declares itself to their types, each once."""
        for particle in dict.fromkeys(walk(declared.particle)):
            if isinstance(particle, ElementParticle):
                self._content(particle, declared.at)

    def _content(self, element: ElementDeclaration | ElementParticle, at: Location) -> None:
        if element.default is None and element.fixed is None:
            return
        declared = self.schemas.types.get(element.type)
        shown = local(element.name)
        if not isinstance(declared, ComplexType):
            self._value("element", shown, element.type, element.default, element.fixed, at)
        elif declared.content == "simple":
            self._value("element", shown, declared.simple, element.default, element.fixed, at)
        elif not declared.mixed or (declared.particle is not None and not emptiable(declared.particle)):
            value = element.default if element.default is not None else element.fixed
            self.trouble("value-constraint-not-valid/elements", at, kind="element", name=shown, value=value)

    def _attribute_value(self, use: AttributeUse, at: Location) -> None:
        self._value("attribute", local(use.name), use.type, use.default, use.fixed, at)

    def _value(
        self, kind: str, name: str, type_name: Name, default: str | None, fixed: str | None, at: Location
    ) -> None:
        value = default if default is not None else fixed
        if value is None:
            return
        found = self.types.find(type_name)
        reason = self.types.fault(type_name, value)
        if reason:
            self.trouble("value-constraint-not-valid/value", at, kind=kind, name=name, value=value, reason=reason)
        elif found is not None and found.builtin == "ID" and namespace(type_name) != XSD:
            self.trouble("value-constraint-not-valid/id", at, kind=kind, name=name, value=value)
