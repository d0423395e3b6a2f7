"""Dimensional relationship sets: which dimension values a fact may have (XBRL Dimensions 1.0 §2, §3.1).

Compiled from the networks of a taxonomy when first asked for, and kept with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.budget import spend
from validator.model.derived import Slot
from validator.model.names import BLANK, XBRLDT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.model.contexts import Context
    from validator.model.names import Name
    from validator.model.networks import Arc
    from validator.model.taxonomy import Taxonomy

ARCROLES = "http://xbrl.org/int/dim/arcrole/"
ALL, NOT_ALL = f"{ARCROLES}all", f"{ARCROLES}notAll"
HYPERCUBE_DIMENSION, DIMENSION_DOMAIN = f"{ARCROLES}hypercube-dimension", f"{ARCROLES}dimension-domain"
DOMAIN_MEMBER, DIMENSION_DEFAULT = f"{ARCROLES}domain-member", f"{ARCROLES}dimension-default"
CLOSED, CONTAINER = f"{{{XBRLDT}}}closed", f"{{{XBRLDT}}}contextElement"
TARGET_ROLE, USABLE = f"{{{XBRLDT}}}targetRole", f"{{{XBRLDT}}}usable"

WORDED = 10  # steps of work to say how a context does not fit a hypercube


class Hypercube(NamedTuple):
    """A has-hypercube relationship: in which base set, whether it allows (`all`) or excludes (`notAll`), and what.

    `dimensions` are (dimension, the role its domain is looked up in); `container` is segment or scenario.
    """

    role: str
    name: Name
    source: Name
    positive: bool
    closed: bool
    container: str
    dimensions: tuple[tuple[Name, str], ...]
    arc: Arc


class Plan(NamedTuple):
    """A hypercube made ready to be asked: `axes` are (dimension, its usable members, whether its default is one)."""

    positive: bool
    closed: bool
    container: str
    named: frozenset[Name]
    axes: tuple[tuple[Name, frozenset[Name], bool], ...]


Cubes = tuple[tuple[str, tuple[Hypercube, ...]], ...]


class Values(NamedTuple):
    """What a context says in one container: members by dimension (None for a typed one), and whether there is more."""

    members: dict[Name, Name | None]
    others: bool


def of(taxonomy: Taxonomy) -> Dimensions:
    """Return the dimensional relationship sets of a taxonomy, made on first use."""
    return taxonomy.derived.get(DIMENSIONS) or taxonomy.derived.keep(DIMENSIONS, Dimensions(taxonomy))


def follows(arc: Arc, role: str) -> str:
    """Return the role in which the relationships consecutive to an arc are: its targetRole, else its own."""
    return arc.attribute(TARGET_ROLE).strip(BLANK) or role


def true(text: str) -> bool:
    """Whether an xs:boolean is true."""
    return text.strip(BLANK) in ("true", "1")


class Dimensions:
    """The dimensional relationship sets of one taxonomy."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self.taxonomy = taxonomy
        self.defaults: dict[Name, Name] = {}
        for network in taxonomy.networks_of(DIMENSION_DEFAULT):
            for arc in network.arcs:
                self.defaults.setdefault(arc.source, arc.target)
        self.cubes: dict[Name, list[Hypercube]] | None = None
        self._of: dict[Name, Cubes] = {}
        self._interned: dict[Cubes, Cubes] = {}
        self._members: dict[tuple[Name, str], frozenset[Name]] = {}
        self._verdicts: dict[tuple[int, int], str] = {}
        self._plans: dict[int, list[list[Plan]]] = {}  # by ids of what is interned

    def arcs(self, arcrole: str, role: str, source: Name) -> list[Arc]:
        """Return the arcs of a base set that leave a concept."""
        network = self.taxonomy.networks.get((arcrole, role))
        return [] if network is None else network.children(source)

    # --- hypercubes -----------------------------------------------------------------------------
    def hypercubes(self) -> Iterator[Hypercube]:
        """Yield every has-hypercube relationship of the taxonomy."""
        for arcrole in (ALL, NOT_ALL):
            for network in self.taxonomy.networks_of(arcrole):
                for arc in network.arcs:
                    inner = follows(arc, network.role)
                    dimensions = tuple(
                        (found.target, follows(found, inner))
                        for found in self.arcs(HYPERCUBE_DIMENSION, inner, arc.target)
                    )
                    yield Hypercube(
                        network.role,
                        arc.target,
                        arc.source,
                        arcrole == ALL,
                        true(arc.attribute(CLOSED)),
                        arc.attribute(CONTAINER).strip(BLANK),
                        dimensions,
                        arc,
                    )

    def heirs(self, source: Name, role: str) -> dict[Name, bool]:
        """Return a primary item and all that inherit its hypercubes in a role, each with whether an arc left it usable.

        Inheritance follows consecutive domain-member relationships (§2.6.1).
        """
        found = {source: True}
        seen = {(source, role)}
        stack = [(source, role)]
        while stack:
            name, at = stack.pop()
            for arc in self.arcs(DOMAIN_MEMBER, at, name):
                usable = true(arc.attribute(USABLE, "true"))
                found[arc.target] = usable or found.get(arc.target, False)
                step = (arc.target, follows(arc, at))
                if step not in seen:
                    seen.add(step)
                    stack.append(step)
        return found

    def cubes_of(self, name: Name) -> Cubes:
        """Return the hypercubes of a primary item, its own and inherited, by base set; () when it has none."""
        found = self._of.get(name)
        if found is None:
            if self.cubes is None:
                self.cubes = self._inherited()
            roles: dict[str, dict[Hypercube, None]] = {}
            for cube in self.cubes.get(name, ()):
                roles.setdefault(cube.role, {})[cube] = None
            made = tuple((role, tuple(cubes)) for role, cubes in sorted(roles.items()))
            found = self._of[name] = self._interned.setdefault(made, made)
        return found

    def _inherited(self) -> dict[Name, list[Hypercube]]:
        cubes: dict[Name, list[Hypercube]] = {}
        for cube in self.hypercubes():
            heirs = self.heirs(cube.source, cube.role)
            spend(len(heirs))
            for heir in heirs:
                cubes.setdefault(heir, []).append(cube)
        return cubes

    def reach(self, dimension: Name, role: str) -> Iterator[tuple[Arc, str]]:
        """Yield the arcs of a dimension's domain once each, with the role of each: the arcs of §2.5.3 and after."""
        stack = [(arc, role) for arc in self.arcs(DIMENSION_DOMAIN, role, dimension)]
        seen: set[tuple[Name, str]] = set()
        while stack:
            arc, at = stack.pop()
            yield arc, at
            step = (arc.target, follows(arc, at))
            if step not in seen:
                seen.add(step)
                stack += [(found, step[1]) for found in self.arcs(DOMAIN_MEMBER, step[1], arc.target)]

    def members(self, dimension: Name, role: str) -> frozenset[Name]:
        """Return the usable members of an explicit dimension's domain (§2.5.3.3): no arc may make one unusable."""
        found = self._members.get((dimension, role))
        if found is None:
            usable: set[Name] = set()
            unusable: set[Name] = set()
            for arc, _ in self.reach(dimension, role):
                (usable if true(arc.attribute(USABLE, "true")) else unusable).add(arc.target)
            found = self._members[dimension, role] = frozenset(usable - unusable)
        return found

    def aspects(self, context: Context) -> dict[Name, tuple[str, bool]]:
        """Return every dimension that applies in a context: its member or typed value, and whether that is the default.

        A dimension with a default applies to every fact, whether its hypercubes name it or not (§2.7.1).
        """
        given = {m.dimension: (m.member or m.typed or "", False) for m in reversed(context.members)}
        return {dimension: (member, True) for dimension, member in self.defaults.items()} | given

    def enumerated(self, head: Name, role: str, *, head_usable: bool) -> frozenset[Name]:
        """Return the usable members below the head of an enumeration's domain (Extensible Enumerations 2.0 §4).

        Whether the head is one of them is for the enumeration to say, and for no arc that leads to it.
        """
        usable: set[Name] = set()
        unusable: set[Name] = set()
        stack, seen = [(head, role)], {(head, role)}
        while stack:
            name, at = stack.pop()
            for arc in self.arcs(DOMAIN_MEMBER, at, name):
                (usable if true(arc.attribute(USABLE, "true")) else unusable).add(arc.target)
                step = (arc.target, follows(arc, at))
                if step not in seen:
                    seen.add(step)
                    stack.append(step)
        return frozenset(usable - unusable - {head}) | ({head} if head_usable else set())

    # --- facts ----------------------------------------------------------------------------------
    def fault(self, cubes: Cubes, context: Context, index: int) -> str:
        """Return why a primary item with these hypercubes is not valid in a context; "" when it is (§3.1.1).

        It is valid when all hypercubes of one base set are. `index` tells the context from others.
        """
        key = (id(cubes), index)
        verdict = self._verdicts.get(key)
        if verdict is None:
            verdict = self._verdicts[key] = self._fault(cubes, context)
        return verdict

    def _fault(self, cubes: Cubes, context: Context) -> str:
        return "" if self._fits(cubes, context) else self._reason(cubes, context)

    def _fits(self, cubes: Cubes, context: Context) -> bool:
        """Whether all hypercubes of one base set allow a context: asked of every fact, so it has to be quick."""
        plans = self._plans.get(id(cubes))
        if plans is None:
            plans = self._plans[id(cubes)] = [[self._plan(cube) for cube in conjunction] for _, conjunction in cubes]
        containers: dict[str, Values] = {}
        for conjunction in plans:
            spend(len(conjunction))
            for plan in conjunction:
                values = containers.get(plan.container)
                if values is None:
                    values = containers[plan.container] = values_in(context, plan.container)
                if holds(plan, values) != plan.positive:
                    break
            else:
                return True
        return False

    def _plan(self, cube: Hypercube) -> Plan:
        axes = []
        for dimension, role in cube.dimensions:
            members = self.members(dimension, role)
            axes.append((dimension, members, self.defaults.get(dimension) in members))
        return Plan(cube.positive, cube.closed, cube.container, frozenset(d for d, _ in cube.dimensions), tuple(axes))

    def _reason(self, cubes: Cubes, context: Context) -> str:
        reasons: list[tuple[int, str]] = []
        containers: dict[str, Values] = {}
        for role, conjunction in cubes:
            spend(WORDED * len(conjunction))
            faults = []
            for cube in conjunction:
                values = containers.get(cube.container)
                if values is None:
                    values = containers[cube.container] = values_in(context, cube.container)
                faults += self._breaks(cube, values)
            if not faults:
                return ""
            reasons.append((len(faults), f"{self.taxonomy.role_name(role)}: {'; '.join(faults[:3])}"))
        reasons.sort()
        more = f" (nor does it fit {len(reasons) - 1} other tables)" if len(reasons) > 1 else ""
        return reasons[0][1] + more

    def _breaks(self, cube: Hypercube, values: Values) -> list[str]:
        """Return how values break a hypercube: what does not fit, or, for one that excludes, that everything does."""
        faults = list(self._misfits(cube, values))
        if cube.positive:
            return faults
        return [] if faults else [f"{_local(cube.name)} excludes this combination"]

    def _misfits(self, cube: Hypercube, values: Values) -> Iterator[str]:
        if cube.closed and values.others:
            yield f"the {cube.container} holds more than dimensions"
        named = set()
        for dimension, role in cube.dimensions:
            named.add(dimension)
            if dimension in values.members:
                member = values.members[dimension]
            elif dimension in self.defaults:
                member = self.defaults[dimension]
            else:
                yield f"{_local(dimension)} is missing"
                continue
            if member is not None and member not in self.members(dimension, role):
                how = "" if dimension in values.members else ", its default,"
                yield f"{_local(member)}{how} is no member of {_local(dimension)}"
        if cube.closed:
            for dimension in sorted(values.members.keys() - named):
                yield f"{_local(dimension)} is not part of {_local(cube.name)}"


def holds(plan: Plan, values: Values) -> bool:
    """Whether values lie in a hypercube, whatever it is for."""
    given = values.members
    if plan.closed and (values.others or not given.keys() <= plan.named):
        return False
    for dimension, members, defaulted in plan.axes:
        if dimension in given:
            member = given[dimension]
            if member is not None and member not in members:
                return False
        elif not defaulted:
            return False
    return True


def values_in(context: Context, container: str) -> Values:
    """Return what a context says in one container; in syntaxes without containers, all of it."""
    members = {m.dimension: m.member for m in reversed(context.members) if m.container in (container, "")}
    return Values(members, bool(context.segment if container == "segment" else context.scenario))


def _local(name: Name) -> str:
    return name.rpartition("}")[2]


DIMENSIONS = Slot[Dimensions]()
