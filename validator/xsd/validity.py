"""Elements against the declarations of schemas (XML Schema 1.0 Part 1 §3.3.4, §3.4.4): the one judge there is.

Reports, linkbases, what stands in a schema's appinfo and the documents of packages are all judged here: a hundred
thousand elements of a large taxonomy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.model.components import ANY_TYPE, AnyParticle, ElementParticle
from validator.model.names import BLANK, XML, XSI, Name, expand, local, namespace
from validator.model.source import Problem
from validator.xsd.content import UndecidedError
from validator.xsd.datatypes.lexical import collapse
from validator.xsd.prepared import FREE, LAX, NIL, SKIP, STRICT, TYPE, XML_LANG, Prepared

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from validator.model.components import Declaration
    from validator.model.source import Location
    from validator.model.tree import Element
    from validator.xsd.content import Model
    from validator.xsd.prepared import Plan

    Declared = Declaration | ElementParticle

LONGEST_SHOWN = 60  # characters of a value in a message
MOST_SHOWN = 4  # names in a message
WORDS = {  # how an element breaks a clause, in words that follow its name
    "undeclared": "is not declared by any schema",
    "abstract": "is declared abstract: only others stand for it",
    "type-unknown": "has the xsi:type {stated}, which no schema declares",
    "type-foreign": "has the xsi:type {stated}, which does not derive from its type",
    "type-blocked": "has the xsi:type {stated}, but must not be of a type derived by {derivation}",
    "type-abstract": "is of an abstract type: its xsi:type must name one that derives from {base}",
    "attribute-foreign": "must not have the attribute {attribute}",
    "attribute-undeclared": "has the attribute {attribute}, which no schema declares",
    "attribute-missing": "lacks the attribute {attribute}",
    "attribute-value": "has {attribute}={value!r}: {reason}",
    "attribute-fixed": "has {attribute}={value!r}, which its schema fixes to {fixed!r}",
    "id-twice": "has the id {id}, which is already given at line {line}",
    "id-unknown": "refers to the id {id}, which nothing has",
    "nil-foreign": "has xsi:nil, but is not declared nillable",
    "nil-filled": "is nil, but not empty",
    "nil-fixed": "is nil, but its schema fixes it to {fixed!r}",
    "value": "holds {value!r}: {reason}",
    "value-fixed": "holds {value!r}, where its schema fixes {fixed!r}",
    "value-of-elements": "must hold a value, not the element {child}",
    "text": "must not hold text such as {text!r}",
    "empty": "must be empty, but holds {child}",
    "filled": "must be empty, but holds text or white space",
    "child-foreign": "must not have {child} as child {number}, where only {expected} may come",
    "child-beyond": "must not have {child} as child {number}, where nothing more may come",
    "child-missing": "lacks {expected}",
    "undecided": "has a content model with too many ways to read its children by child {number}",
}


class Fault(NamedTuple):
    """What is not valid: the element, the clause it breaks (a key of WORDS) and with what, and where that stands."""

    element: Element
    clause: str
    values: Mapping[str, object]
    at: Location

    def problem(self, check: str, element: str) -> Problem:
        """Return the problem of a check that has WORDS as its wordings; `element` is how the element is named."""
        return Problem.of(f"{check}/{self.clause}", self.at, related=(), spec="", element=element, **self.values)


class Identities:
    """The ids of one document, and the references to them (cvc-id, Part 1 §3.15.4)."""

    def __init__(self) -> None:
        self.given: dict[str, Element] = {}
        self.asked: list[tuple[Element, str]] = []

    def unanswered(self) -> Iterator[Fault]:
        """Yield the references to ids that nothing in the document has."""
        for element, wanted in self.asked:
            if wanted not in self.given:
                yield Fault(element, "id-unknown", {"id": wanted}, element.at)


class Pending(NamedTuple):
    """An element that is still to be judged: its declaration, None where its name tells it, and how strictly."""

    element: Element
    declared: Declared | None
    process: str


class Validity(Prepared):
    """Judges elements by the declarations of a set of schemas."""

    def faults(
        self,
        root: Element,
        identities: Identities | None = None,
        *,
        process: str = LAX,
        apart: Collection[Element] = (),
    ) -> Iterator[Fault]:
        """Yield what is wrong with an element and everything in it, but for what stands apart.

        A lax process accepts an element nobody declares, and looks at what it holds all the same (§3.10.4).
        `identities` are those of the document as far as it was judged; they are added to.
        """
        walk = Walk(self, identities or Identities())
        stack = walk.stack
        stack.append(Pending(root, None, process))
        while stack:
            pending = stack.pop()
            if pending.element not in apart:
                walk.judge(*pending)
                if walk.found:
                    yield from walk.found
                    walk.found.clear()


class Walk:
    """One walk through a tree: what is still to be judged, and what was found."""

    def __init__(self, known: Validity, identities: Identities) -> None:
        self.known = known
        self.identities = identities
        self.stack: list[Pending] = []
        self.found: list[Fault] = []

    def fault(self, element: Element, clause: str, at: Location | None = None, **values: object) -> None:
        """Write down what is wrong with an element."""
        self.found.append(Fault(element, clause, values, at or element.at))

    def judge(self, element: Element, declared: Declared | None, process: str) -> None:
        """Look at one element; those in it are put on the stack."""
        if declared is None:
            declared = found = self.known.elements.get(element.name)
            if found is not None and found.abstract:
                self.fault(element, "abstract")
        stated = element.attributes.get(TYPE)
        strict = declared is None and stated is None and process == STRICT
        if strict and not self.known.absent(namespace(element.name)):
            self.fault(element, "undeclared")
        type_name = declared.type or ANY_TYPE if declared is not None else ANY_TYPE
        if stated is not None:
            type_name = self._stated(element, declared, stated, type_name)
        plan = self.known.plan(type_name)
        if plan.abstract:
            self.fault(element, "type-abstract", base=shown(type_name))
        self.attributes(element, plan)
        nil = element.attributes.get(NIL)
        if nil is not None and self._nil(element, declared, nil):
            return
        if plan.model is None:
            self.value(element, plan.simple or "", declared)
        else:
            self.content(element, plan, plan.model, declared)

    # --- types ----------------------------------------------------------------------------------
    def _stated(self, element: Element, declared: Declared | None, stated: str, type_name: Name) -> Name:
        """Return the type an xsi:type names, where it may stand for the declared one (cvc-elt.4)."""
        known = self.known
        named = expand(collapse(stated), element.prefixes) or ""
        found = known.find(named)
        if found is None:
            if not known.absent(namespace(named)):
                self.fault(element, "type-unknown", stated=stated)
            return type_name
        steps = known.derivation(named, type_name)
        if steps is None:
            self.fault(element, "type-foreign", stated=stated)
            return type_name
        base = known.find(type_name)
        blocked = f"{declared.block if declared is not None else ''} {getattr(base, 'block', '')}".split()
        for derivation in sorted(steps.intersection(blocked)):
            self.fault(element, "type-blocked", stated=stated, derivation=derivation)
        return named

    # --- attributes -----------------------------------------------------------------------------
    def attributes(self, element: Element, plan: Plan) -> None:
        """Look at the attributes of an element of a type."""
        attributes, known = element.attributes, self.known
        for clause, name in known.presence(plan, tuple(attributes)):
            self.fault(element, clause, attribute=named(name))
        judged, prefixes = plan.judged, element.prefixes
        for name, text in attributes.items():
            held = judged[name] if name in judged else known.judged(plan, name)
            if held is not None:
                reason = known.value(held.type, text, prefixes)
                if reason and not (name == XML_LANG and not text):
                    self.fault(element, "attribute-value", attribute=named(name), value=short(text), reason=reason)
                elif held.fixed is not None and not known.equal(held.type, text, held.fixed):
                    self.fault(element, "attribute-fixed", attribute=named(name), value=short(text), fixed=held.fixed)
                elif held.identifying:
                    self._identify(element, held.identifying, text)

    def _identify(self, element: Element, kind: str, text: str) -> None:
        if kind == "ID":
            given = collapse(text)
            first = self.identities.given.setdefault(given, element)
            if first is not element:
                self.fault(element, "id-twice", id=given, line=first.line)
        elif kind:
            self.identities.asked += ((element, one) for one in collapse(text).split(" "))

    # --- nil ------------------------------------------------------------------------------------
    def _nil(self, element: Element, declared: Declared | None, text: str) -> bool:
        """Whether an element is nil; what is wrong with that is added (cvc-elt.3)."""
        nil = collapse(text)
        if nil not in ("true", "false", "1", "0"):
            reason = "it is not true, false, 1 or 0"
            self.fault(element, "attribute-value", attribute="xsi:nil", value=short(text), reason=reason)
        if declared is None:  # only a declaration makes elements nil
            return False
        if not declared.nillable:
            self.fault(element, "nil-foreign")
        if nil not in ("true", "1"):
            return False
        if element.children or element.text:
            self.fault(element, "nil-filled")
        if declared.fixed is not None:
            self.fault(element, "nil-fixed", fixed=declared.fixed)
        return True

    # --- values ---------------------------------------------------------------------------------
    def value(self, element: Element, simple: Name, declared: Declared | None) -> None:
        """Look at what an element of a simple type, or of simple content, holds."""
        if element.children:
            child = element.children[0]
            self.fault(element, "value-of-elements", child.at, child=local(child.name))
            return
        fixed = declared.fixed if declared is not None else None
        if simple in FREE and fixed is None:
            return
        text = element.text
        if not text and declared is not None:
            text = declared.default or fixed or ""
        reason = self.known.value(simple, text, element.prefixes) if simple else ""
        if reason:
            self.fault(element, "value", value=short(text.strip(BLANK)), reason=reason)
        elif fixed is not None and not self.known.equal(simple, text, fixed):
            self.fault(element, "value-fixed", value=short(text.strip(BLANK)), fixed=fixed)
        else:
            self._identify(element, self.known.identifying(simple), text)

    # --- children -------------------------------------------------------------------------------
    def content(self, element: Element, plan: Plan, model: Model, declared: Declared | None) -> None:
        """Look at what an element of a content model holds."""
        if not plan.mixed:
            if plan.empty and element.text and not element.children:
                self.fault(element, "filled")
            elif element.stray:
                self.fault(element, "text", text=short(element.stray))
        elif (
            declared is not None
            and declared.fixed is not None
            and (element.children or element.text not in ("", declared.fixed))
        ):
            self.fault(element, "value-fixed", value=short(element.string.strip(BLANK)), fixed=declared.fixed)
        pending = list(self._taken(element, plan, model))
        pending.reverse()
        self.stack += pending

    def _taken(self, element: Element, plan: Plan, model: Model) -> Iterator[Pending]:
        """Yield the children by the particles that take them; what follows one that nothing takes, by its name."""
        state = model.start
        for number, child in enumerate(element.children, 1):
            try:
                after, particle = model.step(state, child.name)
            except UndecidedError:
                self.fault(element, "undecided", child.at, number=number)
                return
            if particle is None and self.known.untold(child.name):
                return  # what it may stand for is not known
            if particle is None:
                self._foreign(element, child, number, listed(model.expected(state)), plan)
                yield from (Pending(other, None, LAX) for other in element.children[number:])
                return
            state = after
            if isinstance(particle, AnyParticle):
                if particle.process != SKIP:
                    yield Pending(child, None, particle.process)
            else:
                yield Pending(child, None if particle.reference else particle, LAX)
        if not model.complete(state):
            self.fault(element, "child-missing", expected=listed(model.expected(state)))

    def _foreign(self, element: Element, child: Element, number: int, expected: str, plan: Plan) -> None:
        if plan.empty:
            self.fault(element, "empty", child.at, child=local(child.name))
        elif expected:
            self.fault(element, "child-foreign", child.at, child=local(child.name), number=number, expected=expected)
        else:
            self.fault(element, "child-beyond", child.at, child=local(child.name), number=number)


def short(text: str) -> str:
    """Return a value for a message, no longer than a line can bear."""
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 3]}..."


def shown(name: Name) -> str:
    """Return the name of a type for a message; one without a name of its own is that of what it stands in."""
    return local(name).partition("#")[0]


def named(name: Name) -> str:
    """Return the name of an attribute for a message."""
    prefix = {XML: "xml:", XSI: "xsi:"}.get(namespace(name), "")
    return f"{prefix}{local(name)}"


def listed(names: list[str]) -> str:
    """Return the names of what may come."""
    found = " or ".join(map(local, names[:MOST_SHOWN]))
    return f"{found} or others" if len(names) > MOST_SHOWN else found
