"""Elements of taxonomy documents against the schemas of a DTS (XML Schema 1.0 Part 1 §3.3.4, §3.4.4).

Linkbases, what stands in a schema's appinfo, and the documents of packages are judged here, as they are parsed: a
hundred thousand elements of a large taxonomy, so each type is prepared once, and each value of a type looked at once.
Reports are judged by `xsd/validity.py`, from what their readers keep.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from validator.model.components import ComplexType, SimpleType, allows, heads
from validator.model.names import XML, XSD, XSI, Name, expand, local, namespace
from validator.xsd.content import Model, UndecidedError
from validator.xsd.datatypes.lexical import collapse
from validator.xsd.datatypes.types import Types

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from validator.dts.discovery import Part
    from validator.model.components import AttributeUse, Particle, Wildcard
    from validator.model.taxonomy import Concept
    from validator.xsd.documents import Element

ANY_TYPE = f"{{{XSD}}}anyType"
XSI_TYPE, XSI_NIL = f"{{{XSI}}}type", f"{{{XSI}}}nil"
ALWAYS = frozenset({XSI_TYPE, XSI_NIL, f"{{{XSI}}}schemaLocation", f"{{{XSI}}}noNamespaceSchemaLocation"})
XML_LANG, XML_SPACE = f"{{{XML}}}lang", f"{{{XML}}}space"
XML_NAMES = {XML_LANG: f"{{{XSD}}}language", f"{{{XML}}}base": f"{{{XSD}}}anyURI", XML_SPACE: ""}
FREE = frozenset(f"{{{XSD}}}{name}" for name in ("string", "anySimpleType"))  # types without a wrong value
DEEPEST = 64


class Fault(NamedTuple):
    """What is wrong with an element: the element's or attribute's name, and the reason, to follow `name: `."""

    element: Element
    name: Name
    reason: str


class Plan(NamedTuple):
    """A type, prepared for elements of it; `simple` is None when its content is elements."""

    uses: Mapping[Name, tuple[Name, str | None]]
    required: tuple[Name, ...]
    wildcard: Wildcard | None
    abstract: bool
    mixed: bool
    simple: Name | None
    model: Model | None


class Validity:
    """Judges elements by the declarations of a DTS."""

    def __init__(
        self,
        concepts: Mapping[Name, Concept],
        types: Mapping[Name, SimpleType | ComplexType],
        attributes: Mapping[Name, AttributeUse],
    ) -> None:
        self.concepts = concepts
        self.declared = attributes
        self.types = Types(types)
        self.all = types
        self._plans: dict[Name, Plan] = {}
        self._heads: dict[Name, tuple[Name, ...]] = {}
        self._good: set[tuple[Name, str]] = set()
        self._scoped: dict[Name, bool] = {}

    def heads(self, name: Name) -> tuple[Name, ...]:
        """Return a name and the heads of its substitution groups, nearest first."""
        found = self._heads.get(name)
        if found is None:
            found = self._heads[name] = heads(self.concepts, name)
        return found

    def derives(self, name: Name, base: Name) -> bool:
        """Whether a type is another or derives from it."""
        for _ in range(DEEPEST):
            if base in (name, ANY_TYPE):
                return True
            found = self.all.get(name) or self.types.find(name)
            if found is None or not found.base or found.base == name:
                return False
            name = found.base
        return False

    def plan(self, type_name: Name) -> Plan:
        """Return what elements of a type are held to."""
        plan = self._plans.get(type_name)
        if plan is None:
            found = self.all.get(type_name)
            if isinstance(found, ComplexType):
                uses = {use.name: (use.type, use.fixed) for use in found.attributes if use.use != "prohibited"}
                required = tuple(use.name for use in found.attributes if use.use == "required")
                simple = found.simple if found.content == "simple" else None
                model = None if simple is not None else Model(found.particle, self.heads)
                plan = Plan(uses, required, found.wildcard, found.abstract, found.mixed, simple, model)
            elif found is not None or namespace(type_name) == XSD:
                plan = Plan({}, (), None, False, False, type_name, None)  # noqa: FBT003 - fields of a record
            else:  # its declaration is missing, which has been said: anything goes
                plan = self.plan(ANY_TYPE)
            self._plans[type_name] = plan
        return plan

    def faults(
        self, root: Element, part: Part, *, lax: bool = True, identifiers: dict[str, Element] | None = None
    ) -> Iterator[Fault]:
        """Yield what is wrong with an element and everything in it.

        With `lax` an element nobody declares is accepted, and what it holds is looked at all the same (§3.10.4).
        `identifiers` are the ids of the document met so far; it is added to.
        """
        known = {} if identifiers is None else identifiers
        stack: list[tuple[Element, Name, str, bool]] = [(root, "", "lax" if lax else "strict", False)]
        while stack:
            element, type_name, process, nillable = stack.pop()
            if not type_name:
                concept = self.concepts.get(element.tag)
                if concept is None:
                    if process == "strict":
                        yield Fault(element, element.tag, "no schema declares this element")
                    if process != "skip":
                        yield from self._loose(element, part)
                        stack.extend((child, "", "lax", False) for child in reversed(_children(element)))
                    continue
                if concept.abstract:
                    yield Fault(element, element.tag, "it is abstract, and only stands for others")
                type_name, nillable = concept.type, concept.nillable
                if concept.fixed is not None:
                    yield from self._fixed(element, concept, part)
            yield from self._element(element, type_name, part, stack, known, nillable)

    def _element(
        self,
        element: Element,
        type_name: Name,
        part: Part,
        stack: list[tuple[Element, Name, str, bool]],
        identifiers: dict[str, Element],
        nillable: bool,  # noqa: FBT001 - of its declaration
    ) -> Iterator[Fault]:
        attributes: dict[Name, str] = dict(element.items())
        if XSI_TYPE in attributes:
            stated = expand(attributes[XSI_TYPE], part.scope(element)) or ""
            if self.derives(stated, type_name):
                type_name = stated
            else:
                reason = f"its xsi:type {attributes[XSI_TYPE]} does not derive from its declared type"
                yield Fault(element, element.tag, reason)
        plan = self.plan(type_name)
        if plan.abstract:
            yield Fault(element, element.tag, "its type is abstract")
        yield from self._attributes(element, attributes, plan, part, identifiers)
        if XSI_NIL in attributes and collapse(attributes[XSI_NIL]) in ("true", "1"):
            if not nillable:
                yield Fault(element, element.tag, "it is nil, but not declared nillable")
            elif len(element) or (element.text or "").strip():
                yield Fault(element, element.tag, "it is nil, and yet has content")
        elif plan.model is None:
            if plan.simple not in FREE or len(element):
                yield from self._simple(element, plan.simple or "", part)
        else:
            yield from self._content(element, plan, plan.model, stack)

    # ------------------------------------------------------------------ attributes

    def _attributes(
        self, element: Element, attributes: dict[Name, str], plan: Plan, part: Part, identifiers: dict[str, Element]
    ) -> Iterator[Fault]:
        for name in plan.required:
            if name not in attributes:
                yield Fault(element, element.tag, f"it lacks the attribute {local(name)}")
        uses = plan.uses
        for name, value in attributes.items():
            use = uses.get(name)
            if use is None:
                if name not in ALWAYS:
                    yield from self._foreign(element, plan, name, value, part)
                continue
            kind, fixed = use
            if kind not in FREE and (kind, value) not in self._good:
                yield from self._value(element, name, kind, value, part)
            if fixed is not None and value != fixed:
                yield from self._fixed_attribute(element, name, use, value, part)
            if kind == ID:
                yield from self._identifier(element, value, part, identifiers)

    def _loose(self, element: Element, part: Part) -> Iterator[Fault]:
        """Attributes of an element nobody declares are looked at when somebody declares them."""
        for name, value in element.items():
            if name in self.declared or name in XML_NAMES:
                yield from self._value(element, name, self._global(name), value, part)

    def _global(self, name: Name) -> Name:
        use = self.declared.get(name)
        return use.type if use is not None else XML_NAMES.get(name, "")

    def _foreign(self, element: Element, plan: Plan, name: Name, value: str, part: Part) -> Iterator[Fault]:
        if plan.wildcard is None or not allows(plan.wildcard[0], name):
            yield Fault(element, element.tag, f"it may not have the attribute {local(name)}")
        elif plan.wildcard[1] != "skip":
            if name in self.declared or name in XML_NAMES:
                yield from self._value(element, name, self._global(name), value, part)
            elif plan.wildcard[1] == "strict":
                yield Fault(element, name, "no schema declares this attribute")

    def _value(self, element: Element, name: Name, type_name: Name, value: str, part: Part) -> Iterator[Fault]:
        if name == XML_SPACE and value not in ("default", "preserve"):
            yield Fault(element, name, f"{shortened(value)} is neither default nor preserve")
        if not type_name or (name == XML_LANG and not value) or (type_name, value) in self._good:
            return
        contextual = self._contextual(type_name)
        reason = self.types.fault(type_name, value, part.scope(element) if contextual else None)
        if reason:
            yield Fault(element, name, f"{shortened(value)} is no value of its type: {reason}")
        elif not contextual and len(value) < 200:
            self._good.add((type_name, value))

    def _contextual(self, type_name: Name) -> bool:
        """Whether the same text may be right here and wrong there: QNames need their prefix bound."""
        known = self._scoped.get(type_name)
        if known is None:
            found = self.types.find(type_name)
            known = found is None or found.variety != "atomic" or found.builtin in ("QName", "NOTATION")
            self._scoped[type_name] = known
        return known

    def _fixed_attribute(
        self, element: Element, name: Name, use: tuple[Name, str | None], value: str, part: Part
    ) -> Iterator[Fault]:
        scope = part.scope(element)
        if self.types.value(use[0], value, scope) != self.types.value(use[0], use[1] or "", scope):
            yield Fault(element, name, f"{shortened(value)} stands where {use[1]!r} is fixed")

    def _identifier(self, element: Element, value: str, part: Part, identifiers: dict[str, Element]) -> Iterator[Fault]:
        first = identifiers.setdefault(collapse(value), element)
        if first is not element:
            yield Fault(element, element.tag, f"its id {value} is already used at line {part.at(first).line}")

    # ------------------------------------------------------------------ content

    def _fixed(self, element: Element, concept: Concept, part: Part) -> Iterator[Fault]:
        text = element.text or ""
        if len(element) == 0 and text.strip() and concept.simple:
            scope = part.scope(element)
            fixed = concept.fixed or ""
            if self.types.value(concept.simple, text, scope) != self.types.value(concept.simple, fixed, scope):
                yield Fault(element, element.tag, f"its value is fixed as {concept.fixed!r}")

    def _simple(self, element: Element, type_name: Name, part: Part) -> Iterator[Fault]:
        children = _children(element)
        if children:
            held = local(children[0].tag)
            yield Fault(children[0], element.tag, f"it may not hold elements, but holds {held}")
            return
        text = _text(element)
        scope = part.scope(element) if self._contextual(type_name) else None
        reason = self.types.fault(type_name, text, scope) if type_name else ""
        if reason:
            yield Fault(element, element.tag, f"{shortened(text)} is no value of its type: {reason}")

    def _content(
        self, element: Element, plan: Plan, model: Model, stack: list[tuple[Element, Name, str, bool]]
    ) -> Iterator[Fault]:
        if not plan.mixed:
            text = _text(element).strip()
            if text:
                yield Fault(element, element.tag, f"it may not hold text, but holds {shortened(text)}")
        state: Any = model.start
        pushed: list[tuple[Element, Name, str, bool]] = []
        for child in _children(element):
            try:
                after, particle = model.step(state, child.tag)
            except UndecidedError:
                yield Fault(child, element.tag, "its content model leaves too many ways to read what it holds")
                break
            if particle is None:
                yield Fault(child, child.tag, self._unexpected(element, model, state))
                break
            state = after
            pushed.append(_pushed(child, particle))
        else:
            if not model.complete(state):
                yield Fault(element, element.tag, f"it ends where {_listed(model.expected(state))} must still come")
        pushed.reverse()
        stack.extend(pushed)

    def _unexpected(self, element: Element, model: Model, state: Any) -> str:
        expected = model.expected(state)
        may = f", where only {_listed(expected)} may" if expected else ", where nothing more may"
        return f"it may not stand here in {local(element.tag)}{may}"


ID = f"{{{XSD}}}ID"


def _children(element: Element) -> list[Element]:
    return [child for child in element if isinstance(child.tag, str)] if len(element) else []


def _text(element: Element) -> str:
    """Return an element's own character data, its children's left out."""
    text = element.text or ""
    return text + "".join([child.tail or "" for child in element]) if len(element) else text


def _pushed(child: Element, particle: Particle) -> tuple[Element, Name, str, bool]:
    if particle[0] == "any":
        return (child, "", particle[2], False)
    if particle[6]:
        return (child, "", "strict", False)
    return (child, particle[2], "strict", particle[5])


def shortened(text: str) -> str:
    """Return a value for a message: quoted, and no longer than a line can bear."""
    return repr(text if len(text) <= 60 else f"{text[:57]}...")


def _listed(names: list[str]) -> str:
    shown = [local(name) for name in names[:4]]
    return " or ".join(shown) + (" or others" if len(names) > 4 else "")
