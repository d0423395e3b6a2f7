"""Sets that variables and sums range over, and the names of a rule file resolved against the taxonomy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.authored.nearest import nearest
from validator.model.intervals import scaled
from validator.model.names import PARENT_CHILD, SUMMATION_10, SUMMATION_11, local, namespace
from validator.model.numbers import number
from validator.model.taxonomy import NUMERIC
from validator.tieouts.rules.editions import ANY, Editions, told_by_facts
from validator.tieouts.rules.tokens import RuleError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.model.intervals import Number
    from validator.model.names import Name
    from validator.model.networks import Network
    from validator.model.taxonomy import Concept
    from validator.tieouts.figures import Figures
    from validator.tieouts.rules.nodes import Call, Node, Ranging
    from validator.tieouts.rules.scope import Frames

Variables = tuple[tuple[str, "Name"], ...]
Elements = list[tuple["Name", "Number"]]

# of periods and balances, of the numeric types of XBRL 2.1 §5.1.1.3, and of the Data Type Registry
TRAITS = frozenset(name.removesuffix("ItemType") for name in NUMERIC) | frozenset((
    "instant", "duration", "debit", "credit", "string", "boolean", "date", "dateTime", "anyURI", "QName", "perShare",
    "percent", "area", "volume", "mass", "weight", "energy", "power", "length", "memory", "flow", "massFlow", "force",
    "frequency", "ghgEmissions", "pressure", "speed", "temperature", "voltage", "electricCharge", "electricCurrent",
    "irradiance", "planeAngle", "insulation", "perUnit", "perMass", "perVolume", "noDecimalsMonetary",
    "nonNegativeMonetary", "noDecimalsNonNegativeMonetary", "textBlock", "domain",
))  # fmt: skip
DOMAIN_MEMBER = "http://xbrl.org/int/dim/arcrole/domain-member"
SETS = ("concepts", "statement", "children", "descendants", "contributors", "members")


class Sets:
    """Resolves names and sets of one rule file for one report."""

    def __init__(self, figures: Figures, frames: Frames, namespaces: dict[str, str]) -> None:
        self.figures = figures
        self.frames = frames
        self.taxonomy = figures.report.taxonomy
        declared = figures.report.prefixes
        self.prefixes = {**declared, **{k: v for k, v in namespaces.items() if k != "default"}}
        self.default = namespaces.get("default")
        self.editions = Editions(figures, self.default) if self.default and ANY in self.default else None
        self._concepts: dict[str, Concept] = {}
        self._called: dict[str, list[Name]] = {}
        self._found: dict[tuple[str, Name, str], Elements] = {}
        self._named: dict[tuple[str, ...], list[Network]] = {}
        self.known: dict[int, tuple[Node, Variables, Elements]] = {}  # by the id of the set beside them

    # --- names ----------------------------------------------------------------------------------
    def concept(self, name: str, offset: int, variables: Variables) -> Concept:
        """Return the concept of a name or variable. Raises RuleError, with the nearest known name."""
        value = dict(variables).get(name)
        if value is not None:
            return self._known(value, name, offset)
        found = self._concepts.get(name)
        if found is None:
            found = self._concepts[name] = self._known(self._clark(name, offset), name, offset)
        return found

    def _clark(self, name: str, offset: int) -> Name:
        prefix, colon, rest = name.rpartition(":")
        if self.editions is not None and not colon:
            return self.editions.concept(name).name
        if colon:
            if prefix not in self.prefixes:
                if near := nearest(prefix, self.prefixes):
                    raise RuleError("prefix-nearly", offset, name=prefix, near=near)
                raise RuleError("prefix", offset, name=prefix)
            return f"{{{self.prefixes[prefix]}}}{rest}"
        if self.default is not None:
            return f"{{{self.default}}}{name}"
        if not self._called and self.taxonomy is not None:
            for one in self.taxonomy.concepts:
                self._called.setdefault(local(one), []).append(one)
        found = self._called.get(name, [])
        if len(found) > 1:
            raise RuleError("several", offset, name=name, namespaces=len(found))
        return next(iter(found), name)

    def _known(self, clark: Name, name: str, offset: int) -> Concept:
        concept = self.taxonomy.find_concept(clark) if self.taxonomy is not None else None
        if concept is None and self.editions is not None:
            return self.editions.concept(clark)
        if concept is None and self.taxonomy is not None and self.taxonomy.lacks_schema(namespace(clark)):
            return told_by_facts(self.figures, clark)
        if concept is None:
            prefix, _, rest = name.rpartition(":")
            space = clark.rpartition("}")[0] + "}" if clark.startswith("{") else ""
            known = [local(one) for one in (self.taxonomy.concepts if self.taxonomy else ()) if one.startswith(space)]
            near = nearest(rest, known)
            raise unknown("concept", name, f"{prefix}:{near}" if prefix and near else near, offset)
        return concept

    def unknown_function(self, name: str, known: tuple[str, ...], offset: int) -> RuleError:
        """Return what to say of a function the language lacks."""
        return unknown("function", name, nearest(name, known), offset)

    # --- sets -----------------------------------------------------------------------------------
    def combinations(self, ranging: tuple[Ranging, ...], variables: Variables = ()) -> Iterator[Variables]:
        """Yield every combination of values of a rule's variables; later sets may use earlier variables."""
        if not ranging:
            yield variables
            return
        _, _, name, inner = ranging[0]
        for value, _ in self.elements(inner, variables):
            yield from self.combinations(ranging[1:], (*variables, (name, value)))

    def elements(self, node: Node, variables: Variables) -> Elements:
        """Return the elements of a set, each once, with weights where a calculation gives them."""
        known = self.known.get(id(node))
        if known is None or known[1] != variables:
            known = self.known[id(node)] = node, variables, self._elements(node, variables)
        return known[2]

    def _elements(self, node: Node, variables: Variables) -> Elements:
        if node[0] == "list":
            return [(one, 1) for one in dict.fromkeys(self.concept(*one, variables).name for one in node[2])]
        if node[0] == "union" or node[0] == "without" or node[0] == "both":
            first, second = dict(self.elements(node[2], variables)), dict(self.elements(node[3], variables))
            if node[0] == "union":
                return list({**first, **{name: second[name] for name in second if name not in first}}.items())
            return [(name, weight) for name, weight in first.items() if (name in second) is (node[0] == "both")]
        if node[0] != "call":
            raise RuleError("set", node[1])
        _, _, name, arguments = node
        if name == "concepts":
            return [(one, 1) for one in self._filtered(arguments)]
        if name == "statement":
            return [(one, 1) for one in dict.fromkeys(self._presented(_string(node)))]
        if name == "members":
            return [(one, 1) for one in self._members(node, variables)]
        if name not in SETS:
            raise self.unknown_function(name, SETS, node[1])
        return self._below(node, variables)

    def open(self, node: Node) -> bool:
        """Whether a set may hold more or less than is known: what decides it may stand in a lost document."""
        taxonomy = self.taxonomy
        if taxonomy is None or not taxonomy.lost:
            return False
        if node[0] in ("union", "without", "both"):
            return self.open(node[2]) or self.open(node[3])
        if node[0] != "call":
            return False
        if node[2] == "concepts":
            unknown = (name for name in self.figures.by_concept if taxonomy.find_concept(name) is None)
            return any(taxonomy.lacks_schema(namespace(name)) for name in unknown)
        if node[2] == "contributors":
            return taxonomy.loses("calculation") or bool(taxonomy.open_sums)
        return taxonomy.lacks("definition" if node[2] == "members" else "presentation")

    def _filtered(self, arguments: tuple[Node, ...]) -> Iterator[Name]:
        """Yield reported concepts whose type, period type and balance are among those asked for."""
        wanted = [str(argument[2]) for argument in arguments]
        concepts = self.taxonomy.concepts if self.taxonomy is not None else {}
        if not TRAITS.issuperset(wanted) and not (self.taxonomy is not None and self.taxonomy.lost):
            known = TRAITS.union(*map(_traits, concepts.values()))
            for argument, trait in zip(arguments, wanted, strict=True):
                if trait not in known:
                    raise unknown("trait", trait, nearest(trait, known), argument[1])
        for name in self.figures.by_concept:
            concept = concepts.get(name)
            if concept is None:
                continue
            if _traits(concept).issuperset(wanted):
                yield name

    def _networks(self, text: str, *arcroles: str) -> list[Network]:
        """Return the networks of arcroles whose link role or definition holds a text, whatever its case."""
        taxonomy = self.taxonomy
        if taxonomy is None:
            return []
        asked = (text, *arcroles)
        if asked not in self._named:
            networks = [one for arcrole in arcroles for one in taxonomy.networks_of(arcrole)]
            names = [(one.role.lower(), taxonomy.role_name(one.role).lower()) for one in networks]
            own = text.lower()
            self._named[asked] = [
                one for one, said in zip(networks, names, strict=True) if any(own in name for name in said)
            ]
        return self._named[asked]

    def _presented(self, text: str) -> Iterator[Name]:
        for network in self._networks(text, PARENT_CHILD):
            for root in network.roots():
                yield from (one for one in (root, *network.descendants(root)) if one in self.figures.by_concept)

    def _members(self, node: Call, variables: Variables) -> list[Name]:
        named = [(argument[2], argument[1]) for argument in node[3] if argument[0] == "name"]
        if not 1 <= len(named) <= 2 or len(named) < len(node[3]):
            raise RuleError("members", node[1], function=node[2])
        axis, *parents = (self.concept(name, offset, variables).name for name, offset in named)
        reported = self.frames.reported_members(axis)
        if not parents:
            return reported
        networks = self._networks("", DOMAIN_MEMBER)
        below = {arc.target for one in networks for parent in parents for arc in one.children(parent)}
        return [member for member in reported if member in below]

    def _below(self, node: Call, variables: Variables) -> Elements:
        _, offset, name, arguments = node
        concept, *texts = arguments or (node,)
        if concept[0] != "name" or len(texts) > 1 or any(one[0] != "text" for one in texts):
            raise RuleError("concept-and-network", offset, function=name)
        top = self.concept(concept[2], concept[1], variables).name
        text = "".join(str(one[2]) for one in texts)
        asked = (name, top, text)
        if asked not in self._found:
            self._found[asked] = self._related(*asked)
        return self._found[asked]

    def _related(self, name: str, top: Name, text: str) -> Elements:
        """Return what stands below a concept in networks whose name holds a text, as a set's name asks for it."""
        found: dict[Name, Number] = {}
        if name == "contributors":
            for network in self._networks(text, SUMMATION_10, SUMMATION_11):
                for arc in network.children(top):
                    found.setdefault(arc.target, scaled(*(number(arc.weight) or (1, 0))))
        else:
            for network in self._networks(text, PARENT_CHILD):
                children = (arc.target for arc in network.children(top))
                found.update(dict.fromkeys(children if name == "children" else network.descendants(top), 1))
        return list(found.items())


def unknown(kind: str, name: str, near: str, offset: int) -> RuleError:
    """Return what to say of a concept or function there is none of, with the nearest there is."""
    if near:
        return RuleError("nearly", offset, kind=kind, name=name, near=near)
    return RuleError("unknown", offset, kind=kind, name=name)


def _type(name: str) -> str:
    return name.removesuffix("ItemType")


def _traits(concept: Concept) -> set[str]:
    return {concept.period_type, concept.balance, _type(concept.base), _type(local(concept.type))}


def _string(node: Call) -> str:
    (_, offset, name, arguments) = node
    if len(arguments) != 1 or (part := arguments[0])[0] != "text":
        raise RuleError("network", offset, function=name)
    return part[2]
