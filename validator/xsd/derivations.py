"""Whether types, elements and values of a schema agree with what they derive from (XML Schema 1.0 Part 1).

§3.2.6 and §3.3.6 for values and substitutes, §3.4.6 and §3.9.6 for complex types, §3.14.6 for simple ones, §3.8.6 for
elements of one name.
The base schemas of XBRL are known to be good; everything else of a DTS is judged once, when it is compiled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.model.components import AttributeUse, ComplexType, Particle, SimpleType, heads, walk
from validator.model.names import XSD, Name, local, namespace
from validator.xsd.compiler import ANY_SIMPLE, ANY_TYPE, DEEPEST
from validator.xsd.datatypes.types import Types
from validator.xsd.facet_restrictions import simple_fault
from validator.xsd.restriction import STRENGTH, Declarations, emptiable, narrower, restricts
from validator.xsd.schema_language import BASE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.dts.discovery import Discovery
    from validator.model.source import Location
    from validator.xsd.compiler import Schemas


class Derivations:
    """Judges the compiled declarations of a DTS."""

    def __init__(self, discovery: Discovery, schemas: Schemas) -> None:
        self.discovery = discovery
        self.schemas = schemas
        self.types = Types(schemas.types)
        self.elements = Declarations(lambda name: heads(schemas.concepts, name), self._element)
        self._restricting: dict[tuple[Name, Name], bool] = {}

    def judge(self) -> None:
        """Report every type, element and attribute that does not agree with what it derives from or refers to."""
        for declared in self.schemas.types.values():
            if namespace(declared.name) in BASE:
                continue
            if isinstance(declared, SimpleType):
                self._derivation(declared, simple_fault(declared, self.schemas.types, self.types))
            else:
                self._derivation(declared, next(self._complex(declared), ""))
                self._consistent(declared)
                for use in declared.attributes:
                    self._value(f"the attribute {local(use.name)}", use.type, use.default, use.fixed, declared.at)
        for name, (element, part) in self.schemas.declared["attribute"].items():
            noted = self.schemas.attributes.get(name)
            if noted is not None and namespace(name) not in BASE:
                at = part.at(element)
                self._value(f"the attribute {local(name)}", noted.type, noted.default, noted.fixed, at)
        for concept in self.schemas.concepts.values():
            if namespace(concept.name) not in BASE:
                if concept.substitution:
                    self._substitution(concept.name, concept.type, concept.substitution, concept.at)
                if concept.default is not None or concept.fixed is not None:
                    self._content(concept.name, concept.type, concept.default, concept.fixed, concept.at)

    def _derivation(self, declared: SimpleType | ComplexType, reason: str) -> None:
        if reason:
            own, base = declared.name.partition("#")[0], declared.base.partition("#")[0]
            self.discovery.trouble("derivation-not-valid", declared.at, type=own, base=base, reason=reason)

    # ------------------------------------------------------------------ complex types (§3.4.6)

    def _complex(self, declared: ComplexType) -> Iterator[str]:
        base = self.schemas.types.get(declared.base)
        names = [use.name for use in declared.attributes]
        twice = next((name for name in names if names.count(name) > 1), None) if len(set(names)) < len(names) else None
        if twice is not None:
            yield f"it declares the attribute {local(twice)} twice"
        if base is None or declared.base == ANY_TYPE:
            return
        if self._final(declared.base, declared.derivation):
            yield f"its base allows no {declared.derivation}"
        if isinstance(base, SimpleType):
            if declared.derivation == "restriction":
                yield "a complex type may extend a simple type, and not restrict it"
        elif declared.derivation == "restriction":
            yield from self._attributes(declared, base)
            yield from self._restricted(declared, base)
        elif base.content == "elements" and declared.content == "elements" and base.mixed != declared.mixed:
            yield "it is mixed and its base is not" if declared.mixed else "its base is mixed and it is not"

    def _final(self, name: Name, derivation: str) -> bool:
        noted = self.schemas.declared["complexType"].get(name) or self.schemas.declared["simpleType"].get(name)
        if noted is None:
            return False
        final = noted[0].get("final", noted[1].root.get("finalDefault", "")).split()
        return derivation in final or "#all" in final

    def _attributes(self, declared: ComplexType, base: ComplexType) -> Iterator[str]:
        theirs = {use.name: use for use in base.attributes if use.use != "prohibited"}
        ours = {use.name: use for use in declared.attributes if use.use != "prohibited"}
        for name, use in ours.items():
            other = theirs.get(name)
            if other is None:
                wildcard = base.wildcard
                if wildcard is None or not narrower((namespace(name),), wildcard[0]):
                    yield f"its base does not allow the attribute {local(name)}"
            elif other is not use:
                yield from self._attribute(use, other)
        for name, other in theirs.items():
            if other.use == "required" and name not in ours:
                yield f"it leaves out the attribute {local(name)}, which its base requires"
        if declared.wildcard is not None:
            wildcard = base.wildcard
            if wildcard is None or not narrower(declared.wildcard[0], wildcard[0]):
                yield "its attribute wildcard allows more than its base's"
            elif STRENGTH.get(declared.wildcard[1], 2) < STRENGTH.get(wildcard[1], 2):
                yield "its attribute wildcard is processed less strictly than its base's"

    def _attribute(self, use: AttributeUse, other: AttributeUse) -> Iterator[str]:
        shown = local(use.name)
        if other.use == "required" and use.use != "required":
            yield f"the attribute {shown} is optional, where its base requires it"
        if not self._restricts(use.type, other.type):
            yield f"the type of the attribute {shown} does not restrict the one its base gives it"
        if other.fixed is not None and (
            use.fixed is None or self.types.value(use.type, use.fixed) != self.types.value(use.type, other.fixed)
        ):
            yield f"its base fixes the attribute {shown} to {other.fixed!r}"

    def _restricted(self, declared: ComplexType, base: ComplexType) -> Iterator[str]:
        if declared.content == "simple":
            if base.content == "simple":
                if not self._restricts(declared.simple, base.simple):
                    yield "its values are of a type that does not restrict that of its base's"
            elif not (base.mixed and (base.particle is None or emptiable(base.particle))):
                yield "it holds a value, where its base asks for elements"
        elif base.content == "simple":
            if declared.content != "empty":
                yield "it holds elements, where its base holds a value"
        elif declared.mixed and not base.mixed:
            yield "it is mixed, and its base is not"
        else:
            reason = restricts(declared.particle, base.particle, self.elements)
            if reason:
                yield reason

    def _restricts(self, name: Name, base: Name) -> bool:
        """Whether a type is another, or derives from it by restriction alone; of what is not known nothing is said."""
        known = self._restricting.get((name, base))
        if known is None:
            known = self._restricting[(name, base)] = self._derives(name, base)
        return known

    def _derives(self, name: Name, base: Name) -> bool:
        if base in (ANY_TYPE, ANY_SIMPLE, "") or name == base:
            return True
        other = self.types.find(base)
        if other is not None and other.variety == "union" and any(self._derives(name, one) for one in other.members):
            return True
        at = name
        for _ in range(DEEPEST):
            found = self.schemas.types.get(at) or self.types.find(at)
            if found is None:
                return True
            if isinstance(found, ComplexType) and found.derivation == "extension" and found.base != base:
                return False
            if found.base == base:
                return not (isinstance(found, ComplexType) and found.derivation == "extension")
            if found.base in ("", at, ANY_TYPE, ANY_SIMPLE):
                return False
            at = found.base
        return False

    # ------------------------------------------------------------------ elements (§3.3.6, §3.8.6)

    def _element(self, own: Particle, base: Particle) -> str:
        """Return why an element's declaration does not restrict another's (NameAndTypeOK)."""
        shown = local(own[1])
        mine, other = self._declared(own), self._declared(base)
        if mine[1] and not other[1]:
            return f"{shown} is nillable, and its base's is not"
        if other[2] is not None and (
            mine[2] is None or self.types.value(mine[3], mine[2]) != self.types.value(mine[3], other[2])
        ):
            return f"its base fixes {shown} to {other[2]!r}"
        if not self._restricts(mine[0], other[0]):
            return f"the type of {shown} does not restrict the one its base gives it"
        return ""

    def _declared(self, particle: Particle) -> tuple[Name, bool, str | None, Name]:
        """Return the type of an element particle, whether it is nillable, what it is fixed to, and its simple type."""
        concept = self.schemas.concepts.get(particle[1]) if particle[6] else None
        if concept is not None:
            return concept.type, concept.nillable, concept.fixed, concept.simple
        return particle[2], particle[5], None, particle[2]

    def _consistent(self, declared: ComplexType) -> None:
        """Element Declarations Consistent: one name has one type in one content model."""
        seen: dict[Name, Name] = {}
        for particle in walk(declared.particle):
            if particle[0] == "element":
                kind = self._declared(particle)[0]
                if seen.setdefault(particle[1], kind) != kind:
                    own = declared.name.partition("#")[0]
                    self.discovery.trouble("element-of-two-types", declared.at, type=own, element=particle[1])
                    return

    def _substitution(self, name: Name, kind: Name, head: Name, at: Location) -> None:
        """Report an element whose type does not derive from the type of what it stands for (e-props-correct.4)."""
        concept = self.schemas.concepts.get(head)
        noted = self.schemas.declared["element"].get(head)
        if concept is None or noted is None or concept.type in (ANY_TYPE, kind):
            return
        final = noted[0].get("final", noted[1].root.get("finalDefault", "")).split()
        found, steps = kind, set[str]()
        for _ in range(DEEPEST):
            declared = self.schemas.types.get(found) or self.types.find(found)
            if declared is None or found == concept.type:
                break
            steps.add(declared.derivation if isinstance(declared, ComplexType) else "restriction")
            found = declared.base
        if found != concept.type and (self.schemas.types.get(found) is not None or not found):
            reason = f"its type {local(kind).partition('#')[0]} does not derive from that of {local(head)}"
            self.discovery.trouble("substitution-not-valid", at, element=name, head=head, reason=reason)
        elif "#all" in final or steps.intersection(final):
            reason = f"{local(head)} is final for types derived as this one is"
            self.discovery.trouble("substitution-not-valid", at, element=name, head=head, reason=reason)

    # ------------------------------------------------------------------ defaults (§3.2.6, §3.3.6)

    def _content(self, name: Name, kind: Name, default: str | None, fixed: str | None, at: Location) -> None:
        declared = self.schemas.types.get(kind)
        shown = f"the element {local(name)}"
        if not isinstance(declared, ComplexType):
            self._value(shown, kind, default, fixed, at)
        elif declared.content == "simple":
            self._value(shown, declared.simple, default, fixed, at)
        elif not declared.mixed or (declared.particle is not None and not emptiable(declared.particle)):
            reason = "its content is elements"
            self.discovery.trouble("value-constraint-not-valid", at, what=shown, value=default or fixed, reason=reason)

    def _value(self, what: str, kind: Name, default: str | None, fixed: str | None, at: Location) -> None:
        value = default if default is not None else fixed
        if value is None:
            return
        found = self.types.find(kind)
        reason = self.types.fault(kind, value)
        if not reason and found is not None and found.builtin == "ID" and namespace(kind) != XSD:
            reason = "an ID may have neither"
        if reason:
            self.discovery.trouble("value-constraint-not-valid", at, what=what, value=value, reason=reason)
