"""Elements against the schemas of a taxonomy (XML Schema 1.0 Part 1 §3.3.4, §3.4.4).

The same code judges linkbases, what stands in a schema's appinfo, and the parts of a report: segments, typed members,
tuples. It walks without recursion, looks at each distinct attribute value of a type once, and needs no XML library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from validator.model.content import Model
from validator.model.declarations import ComplexType, SimpleType, allows
from validator.model.names import XML, XSD, XSI, Name, expand, local, namespace
from validator.model.types import Types, collapse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from validator.model.declarations import AttributeUse, Particle
    from validator.model.source import Location
    from validator.model.taxonomy import Concept

ANY_TYPE = f"{{{XSD}}}anyType"
XSI_TYPE, XSI_NIL = f"{{{XSI}}}type", f"{{{XSI}}}nil"
ALWAYS = frozenset({XSI_TYPE, XSI_NIL, f"{{{XSI}}}schemaLocation", f"{{{XSI}}}noNamespaceSchemaLocation"})
XML_NAMES = {
    f"{{{XML}}}lang": f"{{{XSD}}}language",
    f"{{{XML}}}base": f"{{{XSD}}}anyURI",
    f"{{{XML}}}space": "",
}
DEEPEST = 64


class Node(Protocol):
    """An element, whatever library parsed it."""

    @property
    def name(self) -> Name:
        """Its Clark name."""

    @property
    def attributes(self) -> Mapping[Name, str]:
        """Its attributes by Clark name, without namespace declarations."""

    @property
    def children(self) -> Sequence[Node]:
        """Its child elements."""

    @property
    def text(self) -> str:
        """Its own character data, its children's left out."""

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The prefixes in scope; the default namespace is under ""."""

    @property
    def at(self) -> Location:
        """Where it stands."""


class Tree(NamedTuple):
    """An element as plain values, for readers that keep no tree."""

    name: Name
    attributes: Mapping[Name, str]
    children: Sequence[Node]
    text: str
    prefixes: Mapping[str, str]
    at: Location


class Fault(NamedTuple):
    """What is wrong with an element: the element's or attribute's name, and the reason, to follow `name: `."""

    at: Location
    name: Name
    reason: str


class Validity:
    """Judges elements by the declarations of a taxonomy; prepared types and content models are kept."""

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
        self._models: dict[Name, Model] = {}
        self._uses: dict[Name, dict[Name, AttributeUse]] = {}
        self._required: dict[Name, tuple[Name, ...]] = {}
        self._heads: dict[Name, tuple[Name, ...]] = {}
        self._good: set[tuple[Name, str]] = set()

    def heads(self, name: Name) -> tuple[Name, ...]:
        """Return a name and the heads of its substitution groups, nearest first."""
        found = self._heads.get(name)
        if found is None:
            chain = [name]
            concept = self.concepts.get(name)
            while concept is not None and concept.substitution and concept.substitution not in chain:
                chain.append(concept.substitution)
                concept = self.concepts.get(concept.substitution)
            found = self._heads[name] = tuple(chain)
        return found

    def faults(self, node: Node, *, lax: bool = True, identifiers: dict[str, Node] | None = None) -> Iterator[Fault]:
        """Yield what is wrong with an element and everything in it.

        With `lax` an element nobody declares is accepted, and what it holds is looked at all the same (§3.10.4).
        `identifiers` are the ids of the document met so far; it is added to.
        """
        identifiers = {} if identifiers is None else identifiers
        stack: list[tuple[Node, Name, str, bool]] = [(node, "", "lax" if lax else "strict", False)]
        while stack:
            at, type_name, process, nillable = stack.pop()
            if not type_name:
                concept = self.concepts.get(at.name)
                if concept is None:
                    if process == "strict":
                        yield Fault(at.at, at.name, "no schema declares this element")
                    if process != "skip":
                        yield from self._loose(at)
                        stack.extend((child, "", "lax", False) for child in reversed(at.children))
                    continue
                if concept.abstract:
                    yield Fault(at.at, at.name, "it is abstract, and only stands for others")
                type_name, nillable = concept.type, concept.nillable
                yield from self._fixed(at, concept)
            yield from self._element(at, type_name, stack, identifiers, nillable=nillable)

    def _loose(self, node: Node) -> Iterator[Fault]:
        """Attributes of an element nobody declares are looked at when somebody declares them."""
        for name, value in node.attributes.items():
            if name in self.declared or name in XML_NAMES:
                yield from self._value(node, name, self._global(name), value)

    def _global(self, name: Name) -> Name:
        use = self.declared.get(name)
        return use.type if use is not None else XML_NAMES.get(name, "")

    def _fixed(self, node: Node, concept: Concept) -> Iterator[Fault]:
        if concept.fixed is not None and not node.children and node.text.strip() and concept.simple:
            mine = self.types.value(concept.simple, node.text, node.prefixes)
            if mine != self.types.value(concept.simple, concept.fixed, node.prefixes):
                yield Fault(node.at, node.name, f"its value is fixed as {concept.fixed!r}")

    def _element(
        self,
        node: Node,
        type_name: Name,
        stack: list[tuple[Node, Name, str, bool]],
        identifiers: dict[str, Node],
        *,
        nillable: bool,
    ) -> Iterator[Fault]:
        attributes = node.attributes
        if XSI_TYPE in attributes:
            stated = expand(attributes[XSI_TYPE], node.prefixes) or ""
            if not self.derives(stated, type_name):
                yield Fault(
                    node.at, node.name, f"its xsi:type {attributes[XSI_TYPE]} does not derive from its declared type"
                )
            else:
                type_name = stated
        found = self.all.get(type_name)
        if isinstance(found, ComplexType):
            if found.abstract:
                yield Fault(node.at, node.name, "its type is abstract")
            yield from self.attributes(node, found, identifiers)
        else:
            for name in attributes:
                if name not in ALWAYS:
                    yield Fault(node.at, node.name, f"it may not have the attribute {local(name)}")
        if collapse(attributes.get(XSI_NIL, "")) in ("true", "1"):
            if not nillable:
                yield Fault(node.at, node.name, "it is nil, but not declared nillable")
            elif node.children or node.text.strip():
                yield Fault(node.at, node.name, "it is nil, and yet has content")
            return
        if isinstance(found, ComplexType):
            if found.content == "simple":
                yield from self._simple(node, found.simple)
            else:
                yield from self._content(node, found, stack)
        elif found is not None or namespace(type_name) == XSD:
            yield from self._simple(node, type_name)
        else:
            stack.extend((child, "", "lax", False) for child in reversed(node.children))

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

    # ------------------------------------------------------------------ attributes

    def attributes(self, node: Node, found: ComplexType, identifiers: dict[str, Node]) -> Iterator[Fault]:
        """Yield what is wrong with an element's attributes by its type."""
        uses = self._uses.get(found.name)
        if uses is None:
            uses = self._uses[found.name] = {use.name: use for use in found.attributes if use.use != "prohibited"}
            self._required[found.name] = tuple(use.name for use in uses.values() if use.use == "required")
        attributes = node.attributes
        for name in self._required[found.name]:
            if name not in attributes:
                yield Fault(node.at, node.name, f"it lacks the attribute {local(name)}")
        for name, value in attributes.items():
            use = uses.get(name)
            if use is not None:
                if (use.type, value) not in self._good:
                    yield from self._value(node, name, use.type, value)
                if use.fixed is not None and value != use.fixed:
                    yield from self._fixed_attribute(node, use, value)
                if use.type == f"{{{XSD}}}ID":
                    yield from self._identifier(node, value, identifiers)
            elif name in ALWAYS:
                continue
            elif found.wildcard is None or not allows(found.wildcard[0], name):
                yield Fault(node.at, node.name, f"it may not have the attribute {local(name)}")
            elif found.wildcard[1] != "skip":
                if name in self.declared or name in XML_NAMES:
                    yield from self._value(node, name, self._global(name), value)
                elif found.wildcard[1] == "strict":
                    yield Fault(node.at, name, "no schema declares this attribute")

    def _value(self, node: Node, name: Name, type_name: Name, value: str) -> Iterator[Fault]:
        if name == f"{{{XML}}}space" and value not in ("default", "preserve"):
            yield Fault(node.at, name, f"{shortened(value)} is neither default nor preserve")
        if not type_name or (name == f"{{{XML}}}lang" and not value):
            return
        reason = self.types.fault(type_name, value, node.prefixes)
        if reason:
            yield Fault(node.at, name, f"{shortened(value)} is no value of its type: {reason}")
        elif len(value) < 200 and not self._contextual(type_name):
            self._good.add((type_name, value))

    def _contextual(self, type_name: Name) -> bool:
        """Whether the same text may be right here and wrong there: QNames need their prefix bound."""
        found = self.types.find(type_name)
        return found is None or found.variety != "atomic" or found.builtin in ("QName", "NOTATION")

    def _fixed_attribute(self, node: Node, use: AttributeUse, value: str) -> Iterator[Fault]:
        mine = self.types.value(use.type, value, node.prefixes)
        if mine != self.types.value(use.type, use.fixed or "", node.prefixes):
            yield Fault(node.at, use.name, f"{shortened(value)} stands where {use.fixed!r} is fixed")

    def _identifier(self, node: Node, value: str, identifiers: dict[str, Node]) -> Iterator[Fault]:
        first = identifiers.setdefault(collapse(value), node)
        if first is not node:
            yield Fault(node.at, node.name, f"its id {value} is already used at line {first.at.line}")

    # ------------------------------------------------------------------ content

    def _simple(self, node: Node, type_name: Name) -> Iterator[Fault]:
        if node.children:
            yield Fault(
                node.children[0].at, node.name, f"it may not hold elements, but holds {local(node.children[0].name)}"
            )
            return
        reason = self.types.fault(type_name, node.text, node.prefixes)
        if reason:
            yield Fault(node.at, node.name, f"{shortened(node.text)} is no value of its type: {reason}")

    def model(self, found: ComplexType) -> Model:
        """Return the content model of a complex type."""
        model = self._models.get(found.name)
        if model is None:
            model = self._models[found.name] = Model(found.particle, self.heads)
        return model

    def _content(self, node: Node, found: ComplexType, stack: list[tuple[Node, Name, str, bool]]) -> Iterator[Fault]:
        if not found.mixed and node.text.strip():
            yield Fault(node.at, node.name, f"it may not hold text, but holds {shortened(node.text.strip())}")
        model = self.model(found)
        state: Any = model.start
        pushed: list[tuple[Node, Name, str, bool]] = []
        for child in node.children:
            after, particle = model.step(state, child.name)
            if particle is None:
                yield Fault(child.at, child.name, self._unexpected(node, model, state))
                break
            state = after
            pushed.append(self._child(child, particle))
        else:
            if not model.complete(state):
                yield Fault(node.at, node.name, f"it ends where {_listed(model.expected(state))} must still come")
        stack.extend(reversed(pushed))

    def _unexpected(self, node: Node, model: Model, state: Any) -> str:
        expected = model.expected(state)
        may = f", where only {_listed(expected)} may" if expected else ", where nothing more may"
        return f"it may not stand here in {local(node.name)}{may}"

    def _child(self, child: Node, particle: Particle) -> tuple[Node, Name, str, bool]:
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
