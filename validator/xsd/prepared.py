"""Declarations, prepared for judging: what is asked of them again and again is worked out once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.budget import spend
from validator.model.components import ANY_TYPE, ANYTHING, AttributeUse, ComplexType, Wildcard, allows, heads
from validator.model.names import XML, XSD, XSI, Name, namespace
from validator.xsd.content import Model
from validator.xsd.datatypes.types import ANY_SIMPLE, Types

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from validator.model.components import Declaration, SimpleType

NIL, TYPE = f"{{{XSI}}}nil", f"{{{XSI}}}type"
ALWAYS = frozenset((NIL, TYPE, f"{{{XSI}}}schemaLocation", f"{{{XSI}}}noNamespaceSchemaLocation"))  # Part 1 §2.6
STRICT, LAX, SKIP = "strict", "lax", "skip"
XML_LANG = f"{{{XML}}}lang"
XML_ATTRIBUTES = {
    name: AttributeUse(name, f"{{{XSD}}}{kind}", "optional", None, None)
    for name, kind in ((XML_LANG, "language"), (f"{{{XML}}}base", "anyURI"), (f"{{{XML}}}space", "NCName"))
}  # where no schema declares them
FREE = frozenset(f"{{{XSD}}}{name}" for name in ("string", "anySimpleType"))  # types without a wrong value
LONGEST_KEPT = 100  # characters of a value whose verdict is kept
MOST_KEPT = 20_000  # verdicts, after which they are gathered anew: ids are never met again
DEEPEST = 64  # steps of derivation: beyond any schema


class Judged(NamedTuple):
    """What the value of an attribute is held to: its type, what it is fixed to, and whether it is or names an id."""

    type: Name
    fixed: str | None
    identifying: str


class Plan:
    """A type, prepared for elements of it; `simple` is None when its content is elements, `model` when it is not."""

    def __init__(self, declared: SimpleType | ComplexType, heads_of: Callable[[Name], tuple[Name, ...]]) -> None:
        self.name = declared.name
        self.abstract = self.mixed = self.empty = False
        self.uses: Mapping[Name, AttributeUse] = {}
        self.wildcard: Wildcard | None = None
        self.simple: Name | None = declared.name
        self.model: Model | None = None
        self.presence: dict[tuple[Name, ...], tuple[tuple[str, Name], ...]] = {}  # faults, by the attributes there are
        self.judged: dict[Name, Judged | None] = {}  # what the value of an attribute is held to
        if isinstance(declared, ComplexType):
            self.abstract, self.mixed, self.wildcard = declared.abstract, declared.mixed, declared.wildcard
            self.uses = {use.name: use for use in declared.attributes if use.use != "prohibited"}
            self.simple = declared.simple if declared.content == "simple" else None
            if self.simple is None:
                self.model = Model(declared.particle, heads_of)
                self.empty = declared.content == "empty"


def nowhere(space: str) -> bool:  # noqa: ARG001 - the shape of a question
    """Say that no schema is missing."""
    return False


class Prepared:
    """The declarations of a set of schemas; `absent` tells of which namespaces the schema may be missing."""

    def __init__(
        self,
        elements: Mapping[Name, Declaration],
        types: Mapping[Name, SimpleType | ComplexType],
        attributes: Mapping[Name, AttributeUse],
        absent: Callable[[str], bool] = nowhere,
    ) -> None:
        self.elements = elements
        self.attributes = attributes
        self.absent = absent
        self.types = Types(types)
        self._all = types
        self._plans: dict[Name, Plan] = {}
        self._heads: dict[Name, tuple[Name, ...]] = {}
        self._derivations: dict[tuple[Name, Name], frozenset[str] | None] = {}
        self._values: dict[tuple[Name, str], str] = {}
        self._identifying: dict[Name, str] = {}

    # --- types ----------------------------------------------------------------------------------
    def find(self, type_name: Name) -> SimpleType | ComplexType | None:
        """Return a type by name, built-in ones included; None when there is none."""
        found = self._all.get(type_name)
        if found is None:
            return ANYTHING if type_name == ANY_TYPE else self.types.find(type_name)
        return found

    def line(self, type_name: Name) -> Iterator[Name]:
        """Yield a type, the one it derives from, and so on."""
        for _ in range(DEEPEST):
            yield type_name
            found = self.find(type_name)
            if found is None or found.base in ("", type_name):
                return
            type_name = found.base

    def derivation(self, type_name: Name, base: Name) -> frozenset[str] | None:
        """Return by which steps a type derives from another; None when it does not (§3.4.6, §3.14.6).

        Of what derives from a missing type nothing is known, and nothing is held against it.
        """
        key = (type_name, base)
        if key not in self._derivations:
            self._derivations[key] = self._derivation(type_name, base)
        return self._derivations[key]

    def _derivation(self, type_name: Name, base: Name) -> frozenset[str] | None:
        steps: dict[Name, frozenset[str]] = {}  # by the types it derives from
        taken: frozenset[str] = frozenset()
        for name in self.line(type_name):
            found = self.find(name)
            if found is None:
                return steps.get(base, taken)
            steps.setdefault(name, taken)
            taken |= {found.derivation if isinstance(found, ComplexType) else "restriction"}
        pending, seen = [base], set()
        while pending:  # of a union, its members do
            name = pending.pop()
            known = self.find(name)
            if name in steps or known is None:
                return steps.get(name, frozenset())
            if name == ANY_TYPE or (name == ANY_SIMPLE and self.types.find(type_name) is not None):
                return taken
            if not isinstance(known, ComplexType) and name not in seen:
                spend(len(known.members))
                pending += reversed(known.members)
            seen.add(name)
        return None

    def plan(self, type_name: Name) -> Plan:
        """Return what elements of a type are held to; anything goes where its declaration is missing, as was said."""
        plan = self._plans.get(type_name)
        if plan is None:
            plan = self._plans[type_name] = Plan(self.find(type_name) or ANYTHING, self.heads)
        return plan

    # --- elements -------------------------------------------------------------------------------
    def heads(self, name: Name) -> tuple[Name, ...]:
        """Return the names an element may stand for, nearest first: itself, and heads that do not block it (§3.3.6)."""
        found = self._heads.get(name)
        if found is None:
            first, *others = heads(self.elements, name)
            spend(len(others))
            found = self._heads[name] = (first, *(head for head in others if not self._blocked(name, head)))
        return found

    def untold(self, name: Name) -> bool:
        """Whether what an element may stand for is declared where a schema is missing, itself or a head of it."""
        top = heads(self.elements, name)[-1]
        return top not in self.elements and self.absent(namespace(top))

    def _blocked(self, name: Name, head: Name) -> bool:
        own, stands = self.elements[name], self.elements.get(head)
        if stands is None:
            return False
        blocked = {*stands.block.split(), *self._blocking(own.type, stands.type)}
        if not blocked:
            return False
        steps = self.derivation(own.type, stands.type) or frozenset()
        return "substitution" in stands.block.split() or not blocked.isdisjoint(steps)

    def _blocking(self, type_name: Name, base: Name) -> Iterator[str]:
        """Yield what the types between a type and one it derives from block, that one included."""
        for name in self.line(type_name):
            declared = self.find(name)
            if isinstance(declared, ComplexType) and (name != type_name or name == base):
                yield from declared.block.split()
            if name == base:
                return

    # --- attributes -----------------------------------------------------------------------------
    def attribute(self, name: Name) -> AttributeUse | None:
        """Return a global attribute; None when nobody declares it."""
        return self.attributes.get(name) or XML_ATTRIBUTES.get(name)

    def presence(self, plan: Plan, names: tuple[Name, ...]) -> tuple[tuple[str, Name], ...]:
        """Return which attributes of an element of a type are missing or not allowed, each with the clause broken."""
        found = plan.presence.get(names)
        if found is None:
            found = plan.presence[names] = tuple(self._presence(plan, names))
        return found

    def _presence(self, plan: Plan, names: Iterable[Name]) -> Iterator[tuple[str, Name]]:
        wildcard = plan.wildcard
        for name in names:
            if name in plan.uses or name in ALWAYS:
                continue
            if wildcard is None or not allows(wildcard.namespaces, name):
                yield "attribute-foreign", name
            elif wildcard.process == STRICT and self.attribute(name) is None and not self.absent(namespace(name)):
                yield "attribute-undeclared", name
        for name, use in plan.uses.items():
            if use.use == "required" and name not in names:
                yield "attribute-missing", name

    def judged(self, plan: Plan, name: Name) -> Judged | None:
        """Return what the value of an attribute is held to; None when nothing can be wrong with it."""
        use = plan.uses.get(name)
        if use is None and plan.wildcard is not None and plan.wildcard.process != SKIP:
            use = self.attribute(name) if allows(plan.wildcard.namespaces, name) else None
        free = use is None or (use.type in FREE and use.fixed is None)
        made = None if use is None or free else Judged(use.type, use.fixed, self.identifying(use.type))
        plan.judged[name] = made
        return made

    # --- values ---------------------------------------------------------------------------------
    def value(self, type_name: Name, text: str, prefixes: Mapping[str, str]) -> str:
        """Return what is wrong with a value of a simple type; what comes again and again is looked at once."""
        reason = self._values.get((type_name, text))
        if reason is None:
            reason = self.types.fault(type_name, text, prefixes)
            if len(text) <= LONGEST_KEPT and not self.types.contextual(type_name):
                if len(self._values) >= MOST_KEPT:
                    self._values.clear()
                self._values[type_name, text] = reason
        return reason

    def equal(self, type_name: Name, one: str, other: str) -> bool:
        """Whether two texts are one value of a type; names whose prefixes another document binds pass."""
        if one == other or self.types.contextual(type_name):
            return True
        return self.types.value(type_name, one) == self.types.value(type_name, other)

    def identifying(self, type_name: Name) -> str:
        """Return ID or IDREF for types whose values are ids, or refer to some; "" for others."""
        found = self._identifying.get(type_name)
        if found is None:
            builtins = self.types.builtins(type_name)
            found = next(iter(builtins)) if builtins in ({"ID"}, {"IDREF"}) else ""
            self._identifying[type_name] = found
        return found
