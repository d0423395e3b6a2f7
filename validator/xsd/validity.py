"""Schema validity of elements against the declarations of a taxonomy (XML Schema 1.0 Part 1 §3.3.4, §3.4.4).

`Validity` answers for trees and for single facts. What is asked again and again (a content model against a sequence
of names, a type against a set of attributes) is answered once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.model.components import ComplexType, SimpleType, allows, heads, walk
from validator.model.names import XML, XSI, Name, expand, local, namespace
from validator.xsd.content import Model, UndecidedError
from validator.xsd.datatypes.lexical import collapse
from validator.xsd.datatypes.types import Types

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from validator.model.components import AttributeUse
    from validator.model.report import Report
    from validator.model.taxonomy import Concept, Taxonomy
    from validator.model.tree import Element

NIL, TYPE = f"{{{XSI}}}nil", f"{{{XSI}}}type"
HINTS = frozenset(
    (NIL, TYPE, f"{{{XSI}}}schemaLocation", f"{{{XSI}}}noNamespaceSchemaLocation")
)  # allowed everywhere (Part 1 §2.6)
ANY_TYPE = "{http://www.w3.org/2001/XMLSchema}anyType"
STRICT, SKIP = "strict", "skip"
LOST = ("unresolvable-reference", "malformed-taxonomy-document", "schema-expected")
LONGEST_KEPT = 40  # characters of a value whose verdict is kept
REFERRING = frozenset(("contextRef", "unitRef", "decimals", "precision"))  # what checks of facts speak of


def of(taxonomy: Taxonomy) -> Validity:
    """Return the validity of a taxonomy, made on first use."""
    found = taxonomy.derived.get("validity")
    if found is None:
        found = taxonomy.derived["validity"] = Validity(taxonomy)
    made: Validity = found
    return made


def attributes_of(report: Report, row: int) -> dict[Name, str]:
    """Return the attributes of a fact as they were written, xsi:type and the language apart."""
    columns = {
        "contextRef": report.context_refs[row],
        "unitRef": report.unit_refs[row],
        "decimals": report.decimals[row],
        "precision": report.precisions[row],
        "id": report.ids[row],
    }
    return {name: text for name, text in columns.items() if text} | dict(report.attributes.get(row, {}))


class Fault(NamedTuple):
    """What is not valid, in words that follow the element's name."""

    element: Element
    reason: str


class Step(NamedTuple):
    """What a content model says of one child: its type, "" where no schema declares it, and how to process it."""

    type: Name
    nillable: bool
    process: str


class Validity:
    """Schema validity by the declarations of one taxonomy."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self.taxonomy = taxonomy
        self.types = Types(taxonomy.types)
        self._defaults: dict[Name, dict[Name, str]] = {}
        self._locals: dict[Name, Name] | None = None
        self._values: dict[tuple[Name, str], str] = {}
        self._spaces: set[str] | None = None
        self._incomplete = False
        self._heads: dict[Name, tuple[Name, ...]] = {}
        self._models: dict[Name, Model] = {}
        self._contents: dict[tuple[Name, tuple[Name, ...]], tuple[str, int]] = {}
        self._steps: dict[Name, tuple[dict[Name, Step], list[tuple[tuple[str, ...], str]]]] = {}
        self._uses: dict[Name, dict[Name, AttributeUse]] = {}
        self._attributes: dict[tuple[Name, tuple[Name, ...]], tuple[tuple[Name, str], ...]] = {}

    def absent(self, space: str) -> bool:
        """Whether the schema of a namespace may be among those that could not be had."""
        if self._spaces is None:
            self._spaces = set(map(namespace, self.taxonomy.concepts))
            self._incomplete = any(problem.check in LOST for problem in self.taxonomy.problems)
        return self._incomplete and space not in self._spaces

    # --- declarations ---------------------------------------------------------------------------
    def heads(self, name: Name) -> tuple[Name, ...]:
        """Return an element and the heads of its substitution groups, nearest first (Part 1 §3.3.6)."""
        found = self._heads.get(name)
        if found is None:
            found = self._heads[name] = heads(self.taxonomy.concepts, name)
        return found

    def derives(self, type_name: Name, base: Name) -> bool:
        """Whether a type is another, or derives from it."""
        return base == ANY_TYPE or base in self.line(type_name)

    def line(self, type_name: Name) -> Iterator[Name]:
        """Yield a type, the one it derives from, and so on."""
        seen: set[Name] = set()
        while type_name and type_name not in seen:
            yield type_name
            seen.add(type_name)
            found = self.taxonomy.types.get(type_name) or self.types.find(type_name)
            type_name = found.base if found is not None else ""

    def uses(self, type_name: Name) -> dict[Name, AttributeUse]:
        """Return the attributes a complex type declares, by name."""
        uses = self._uses.get(type_name)
        if uses is None:
            declared = self.taxonomy.types.get(type_name)
            found = declared.attributes if isinstance(declared, ComplexType) else ()
            uses = self._uses[type_name] = {use.name: use for use in found if use.use != "prohibited"}
        return uses

    def defaults(self, element: Element) -> dict[Name, str]:
        """Return the attributes an element has by default, or fixed, when it leaves them out (Part 1 §3.4.5)."""
        type_name = self.type_of(element)
        found = self._defaults.get(type_name)
        if found is None:
            uses = self.uses(type_name).values()
            given = ((use.name, use.default if use.default is not None else use.fixed) for use in uses)
            found = self._defaults[type_name] = {name: text for name, text in given if text is not None}
        return found

    def type_of(self, element: Element) -> Name:
        """Return the type of an element: its xsi:type, that of its global declaration, else that of a local one."""
        stated = element.attributes.get(TYPE)
        if stated is not None:
            return expand(collapse(stated), element.prefixes) or ""
        declared = self.taxonomy.concepts.get(element.name)
        return declared.type if declared is not None else self.locals.get(element.name, "")

    @property
    def locals(self) -> dict[Name, Name]:
        """The type of each element that is only declared within types; "" where two declarations differ."""
        if self._locals is None:
            self._locals = {}
            for name in list(self.taxonomy.types):
                for found, step in self.steps(name)[0].items():
                    if found not in self.taxonomy.concepts:
                        known = self._locals.setdefault(found, step.type)
                        self._locals[found] = step.type if known == step.type else ""
        return self._locals

    # --- whole trees ----------------------------------------------------------------------------
    def faults(self, element: Element) -> Iterator[Fault]:
        """Yield what is not valid in a tree whose root is declared globally; nothing when it is not declared."""
        declared = self.taxonomy.concepts.get(element.name)
        if declared is not None:
            yield from self.tree(element, Step(declared.type, declared.nillable, STRICT), declared)

    def tree(self, root: Element, step: Step, declared: Concept | None) -> Iterator[Fault]:
        """Yield what is not valid in a tree, the root being of a given type."""
        stack: list[tuple[Element, Step, Concept | None]] = [(root, step, declared)]
        concepts = self.taxonomy.concepts
        while stack:
            element, at, concept = stack.pop()
            if concept is not None and concept.abstract:
                yield Fault(element, "is declared abstract, and cannot stand in a report")
            type_name = at.type
            stated = element.attributes.get(TYPE)
            if stated is not None:
                named = expand(collapse(stated), element.prefixes) or stated
                if self.taxonomy.types.get(named) is None and self.types.find(named) is None:
                    yield Fault(element, f"has the xsi:type {stated}, which no schema declares")
                    continue
                if not self.derives(named, type_name):
                    yield Fault(element, f"has the xsi:type {stated}, which does not derive from its type")
                    continue
                type_name = named
            yield from self.one(element, type_name, at.nillable, concept)
            if not element.children:
                continue
            for child in element.children:
                found = self.step(type_name, child.name)
                if found is None or found.process == SKIP:
                    continue
                if found.type:
                    stack.append((child, found, concepts.get(child.name)))
                elif found.process == STRICT:
                    yield Fault(child, f"is not declared by any schema (within {local(element.name)})")

    def one(self, element: Element, type_name: Name, nillable: bool, concept: Concept | None) -> Iterator[Fault]:  # noqa: FBT001 - a field of its declaration
        """Yield what is not valid in one element, its children apart."""
        declared = self.taxonomy.types.get(type_name) or self.types.find(type_name)
        if declared is None:
            return
        names = tuple(element.attributes)
        for reason in self.attribute_faults(type_name, names):
            yield Fault(element, reason)
        for name, text in element.attributes.items():
            reason = self.attribute_value(type_name, name, text, element.prefixes)
            if reason:
                yield Fault(element, reason)
        nil = collapse(element.attributes[NIL]) if NIL in element.attributes else ""
        if nil and not nillable:
            yield Fault(element, "has xsi:nil, but is not declared nillable")
        if nil in ("true", "1"):
            if element.children or element.text:
                yield Fault(element, "is nil, but not empty")
            return
        default = (concept.fixed or concept.default) if concept is not None else None
        reason, _ = self.content(declared, element.text, element.children, element.stray, element.prefixes, default)
        if reason:
            yield Fault(element, reason)

    # --- facts ----------------------------------------------------------------------------------
    def plain(self, type_name: Name) -> bool:
        """Whether a type holds a value and asks for no attribute of its own: what most facts have."""
        declared = self.taxonomy.types.get(type_name)
        if not isinstance(declared, ComplexType) or declared.content != "simple":
            return False
        return not any(use.use == "required" and use.name not in REFERRING for use in declared.attributes)

    def fact(self, report: Report, row: int, concept: Concept) -> Iterator[str]:
        """Yield what is not valid in one fact, beyond its value and its references, which checks of facts look at."""
        type_name = concept.type
        stated = report.types.get(row)
        if stated is not None:
            if self.taxonomy.types.get(stated) is None and self.types.find(stated) is None:
                yield f"has the xsi:type {local(stated)}, which no schema declares"
                return
            if not self.derives(stated, type_name):
                yield f"has the xsi:type {local(stated)}, which does not derive from its type"
                return
            type_name = stated
        declared = self.taxonomy.types.get(type_name)
        if not isinstance(declared, ComplexType):
            return
        written = attributes_of(report, row)
        yield from self.attribute_faults(type_name, tuple(written), concept.kind == "item")
        for name, text in written.items():
            if name not in REFERRING:
                reason = self.attribute_value(type_name, name, text, report.prefixes)
                if reason:
                    yield reason
        if report.nils[row]:
            return
        if declared.content != "simple":
            yield from self._fact_content(report, row, declared)
        elif row in report.inner or row in report.child_rows:
            yield "must hold a value, not elements"
        elif stated is not None:
            reason = self.types.fault(declared.simple, report.texts[row], report.prefixes)
            if reason:
                yield f"holds {report.texts[row].strip()[:60]!r}: {reason}"

    def _fact_content(self, report: Report, row: int, declared: ComplexType) -> Iterator[str]:
        children = report.child_rows.get(row, ())
        inner = report.inner.get(row, ())
        if report.texts[row].strip(" \t\r\n") and not declared.mixed:
            yield f"must not hold text such as {report.texts[row].strip()[:60]!r}"
            return
        placed = sorted(
            [(report.lines[child], report.columns[child], report.concepts[child]) for child in children]
            + [(element.line, element.column, element.name) for element in inner]
        )
        reason, _ = self.children(declared, tuple(name for _, _, name in placed))
        if reason:
            yield reason
        for element in inner:
            step = self.step(declared.name, element.name)
            if step is not None and step.type and step.process != SKIP:
                for fault in self.tree(element, step, self.taxonomy.concepts.get(element.name)):
                    yield f"has a part {local(element.name)} that {fault.reason}"

    # --- content --------------------------------------------------------------------------------
    def content(
        self,
        declared: SimpleType | ComplexType,
        text: str,
        children: Sequence[Element],
        stray: str,
        prefixes: Mapping[str, str] | None,
        default: str | None = None,
    ) -> tuple[str, int]:
        """Return what is wrong with the content of an element of a type, and the child it is about (-1: none)."""
        if isinstance(declared, SimpleType) or declared.content == "simple":
            simple = declared.name if isinstance(declared, SimpleType) else declared.simple
            if children:
                return (f"must hold a value, not the element {local(children[0].name)}", 0)
            reason = self.value(simple, text or default or "", prefixes)
            return (f"holds {text.strip()[:60]!r}: {reason}" if reason else "", -1)
        if stray and not declared.mixed:
            return (f"must not hold text such as {stray[:60]!r}", -1)
        return self.children(declared, tuple(child.name for child in children))

    def value(self, type_name: Name, text: str, prefixes: Mapping[str, str] | None) -> str:
        """Return what is wrong with a value of a simple type; short ones, which come again and again, only once."""
        if len(text) > LONGEST_KEPT or ":" in text:  # a colon may be a prefix, which means what its place makes it mean
            return self.types.fault(type_name, text, prefixes)
        key = (type_name, text)
        reason = self._values.get(key)
        if reason is None:
            reason = self._values[key] = self.types.fault(type_name, text, prefixes)
        return reason

    def children(self, declared: ComplexType, names: tuple[Name, ...]) -> tuple[str, int]:
        """Return what is wrong with a sequence of children by a type's content model, and the index of the child."""
        key = (declared.name, names)
        found = self._contents.get(key)
        if found is None:
            found = self._contents[key] = self._match(declared, names)
        return found

    def _match(self, declared: ComplexType, names: tuple[Name, ...]) -> tuple[str, int]:
        if declared.particle is None:
            return (f"must be empty, but holds {local(names[0])}", 0) if names else ("", -1)
        model = self._models.get(declared.name)
        if model is None:
            model = self._models[declared.name] = Model(declared.particle, self.heads)
        state = model.start
        for index, name in enumerate(names):
            try:
                state, taken = model.step(state, name)
            except UndecidedError:
                return (f"has a content model with too many ways to read its children by child {index + 1}", index)
            if taken is None:
                return (f"must not have {local(name)} as child {index + 1}", index)
        if model.complete(state):
            return ("", -1)
        return (f"lacks {' or '.join(map(local, model.expected(state)[:4]))}", -1)

    def steps(self, type_name: Name) -> tuple[dict[Name, Step], list[tuple[tuple[str, ...], str]]]:
        """Return what a type's content model says of the children it names, and its wildcards."""
        found = self._steps.get(type_name)
        if found is None:
            found = self._steps[type_name] = ({}, [])
            declared = self.taxonomy.types.get(type_name)
            for particle in walk(declared.particle if isinstance(declared, ComplexType) else None):
                if particle[0] == "any":
                    found[1].append((particle[1], particle[2]))
                else:
                    named = self.taxonomy.concepts.get(particle[1]) if particle[6] else None
                    kind, nillable = (named.type, named.nillable) if named is not None else (particle[2], particle[5])
                    found[0][particle[1]] = Step(kind or ANY_TYPE, nillable, STRICT)
        return found

    def step(self, type_name: Name, child: Name) -> Step | None:
        """Return what a type's content model says of a child, by itself or by what it stands for; None when nothing."""
        steps, wildcards = self.steps(type_name)
        declared = self.taxonomy.concepts.get(child)
        if child in steps:
            return steps[child]
        if declared is not None and any(head in steps for head in self.heads(child)):
            return Step(declared.type, declared.nillable, STRICT)
        process = next((process for spaces, process in wildcards if allows(spaces, child)), None)
        if process is None:
            return None
        return Step(declared.type, declared.nillable, process) if declared is not None else Step("", False, process)  # noqa: FBT003 - a field of a record

    # --- attributes -----------------------------------------------------------------------------
    def attribute_faults(self, type_name: Name, names: tuple[Name, ...], item: bool = False) -> Iterator[str]:  # noqa: FBT001, FBT002 - as the report says
        """Yield which attributes of an element of a type are missing or not allowed.

        Of an `item` the attributes that checks of facts speak of are left to them.
        """
        key = (type_name, names)
        reasons = self._attributes.get(key)
        if reasons is None:
            reasons = self._attributes[key] = tuple(self._attribute_faults(type_name, names))
        for name, reason in reasons:
            if not (item and name in REFERRING):
                yield reason

    def _attribute_faults(self, type_name: Name, names: tuple[Name, ...]) -> Iterator[tuple[Name, str]]:
        declared = self.taxonomy.types.get(type_name)
        uses = self.uses(type_name)
        wildcard = declared.wildcard if isinstance(declared, ComplexType) else None
        for name in names:
            if name in uses or name in HINTS:
                continue
            if wildcard is None or not allows(wildcard[0], name):
                yield name, f"must not have the attribute {_shown(name)}"
            elif wildcard[1] == STRICT and name not in self.taxonomy.attributes and namespace(name) != XML:
                yield name, f"has the attribute {_shown(name)}, which no schema declares"
        for name, use in uses.items():
            if use.use == "required" and name not in names:
                yield name, f"lacks the attribute {_shown(name)}"

    def attribute_value(self, type_name: Name, name: Name, text: str, prefixes: Mapping[str, str] | None) -> str:
        """Return what is wrong with one attribute's value; "" when nothing is."""
        if name in HINTS:
            if name == NIL and collapse(text) not in ("true", "false", "1", "0"):
                return f"has xsi:nil={text!r}: it is not true, false, 1 or 0"
            return ""
        use = self.uses(type_name).get(name) or self.taxonomy.attributes.get(name)
        if use is None:
            return ""
        reason = self.value(use.type, text, prefixes)
        if reason:
            return f"has {_shown(name)}={text[:60]!r}: {reason}"
        if use.fixed is not None and self.types.value(use.type, text) != self.types.value(use.type, use.fixed):
            return f"has {_shown(name)}={text[:60]!r}, which its schema fixes to {use.fixed!r}"
        return ""


def _shown(name: Name) -> str:
    return f"xml:{local(name)}" if namespace(name) == XML else local(name)
