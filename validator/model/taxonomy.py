"""A discoverable taxonomy set (DTS), compiled: concepts, roles, and networks of arcs (XBRL 2.1 §3, §5).

Everything in it is a tuple, a string, a number or a dict of those, so a compiled taxonomy can be stored with
`marshal` and be back in milliseconds.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from validator.model.derived import Derived
from validator.model.names import LABEL, SUMMATION_10, SUMMATION_11, Name, local, namespace

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from validator.model.components import AttributeUse, ComplexType, SimpleType
    from validator.model.networks import Network
    from validator.model.source import Document, Location, Problem


ANY = "*"  # of namespaces: any
UNTOLD = "untold"


class Concept(NamedTuple):
    """A global element declaration of the DTS that can be reported or structures the report.

    `kind` is item, tuple, dimension, hypercube or "" (an element that is neither item nor tuple), or UNTOLD where what
    it stands for is declared in a document that could not be had;
    `base` is the XBRL item type it derives from (`monetaryItemType`, ...), `type` its declared type's Clark name;
    `period_type` is instant, duration or ""; `balance` is debit, credit or "". `typed_domain` is the Clark name of the
    element a typed dimension's members are (xbrldt:typedDomainRef); when that cannot be found, the reference as written
    (it then holds a `#`). `simple` is the simple type of its content, "" when its content is elements; `block` names
    the derivations that may not stand for it.
    """

    name: Name
    id: str
    kind: str
    base: str
    type: Name
    substitution: Name
    period_type: str
    balance: str
    abstract: bool
    nillable: bool
    at: Location
    typed_domain: str = ""
    default: str | None = None
    fixed: str | None = None
    simple: Name = ""
    block: str = ""

    @property
    def numeric(self) -> bool:
        """Whether its facts carry a unit and an accuracy (XBRL 2.1 §5.1.1.3)."""
        return self.base in NUMERIC


NUMERIC = frozenset(
    f"{name}ItemType"
    for name in (
        "decimal", "float", "double", "integer", "nonPositiveInteger", "negativeInteger", "long", "int", "short",
        "byte", "nonNegativeInteger", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte", "positiveInteger",
        "monetary", "shares", "pure", "fraction",
    )
)  # fmt: skip


class Role(NamedTuple):
    """A declared role or arcrole type (XBRL 2.1 §5.1.3, §5.1.4); `cycles` is "" for a role."""

    uri: str
    definition: str
    used_on: tuple[Name, ...]
    cycles: str
    at: Location


class Later(TypedDict, total=False):
    """What is read when first asked for: labels as (role, language, text), references as (role, parts)."""

    labels: Mapping[Name, Sequence[tuple[str, str, str]]]
    references: Mapping[Name, Sequence[tuple[str, tuple[tuple[Name, str], ...]]]]


class Taxonomy:
    """A compiled DTS.

    `networks_of(arcrole)` gives effective networks: prohibition, priority and equivalence are already applied
    (XBRL 2.1 §3.5.3.9.7). `labels` maps a concept to (role, language, text) triples, `references` to (role, parts)
    pairs, parts being (part's Clark name, text) pairs; both are loaded on first use. `types` holds every type a schema
    declares and the built-in ones in use, `attributes` the global attribute declarations, `units` the units registered
    for each item type in use (Units Registry 1.0), as measures above and below the line, `enumerations` the
    edition of each extensible enumeration (enum, enum2 or "enum2 set"), and the members it allows.

    `lost` is what documents that could not be had would have held: "schema", or the kind of links of a linkbase
    ("label", "calculation", ...; "linkbase" where its reference does not say). `open_sums` are the totals, by arcrole
    and link role, some part of which is declared in such a document. What closes over either is indeterminate.
    `absent` are the namespaces of lost schemas where somebody tells them, ANY where nobody does.
    `assumed` are concepts of sums that are declared there too, but whose names are told, by their ids or otherwise.
    `told` are the types that the SEC's MetaLinks.json tells of concepts that are declared there: their name, whether
    they are known to hold no numbers, and the units registered for types of that name.
    """

    def __init__(
        self,
        documents: Sequence[Document] = (),
        concepts: Mapping[Name, Concept] | None = None,
        networks: Mapping[tuple[str, str], Network] | None = None,
        roles: Mapping[str, Role] | None = None,
        arcroles: Mapping[str, Role] | None = None,
        labels: Mapping[Name, Sequence[tuple[str, str, str]]] | None = None,
        problems: Sequence[Problem] = (),
    ) -> None:
        self.documents = tuple(documents)
        self.concepts = concepts or {}
        self.networks = networks or {}
        self.roles = roles or {}
        self.arcroles = arcroles or {}
        self.types: Mapping[Name, SimpleType | ComplexType] = {}
        self.attributes: Mapping[Name, AttributeUse] = {}
        self.enumerations: Mapping[Name, tuple[str, Sequence[Name]]] = {}
        self.units: Mapping[Name, Sequence[tuple[Sequence[Name], Sequence[Name]]]] = {}
        self.later: Callable[[], Later] | None = None
        self.problems = tuple(problems)
        self.lost: frozenset[str] = frozenset()
        self.absent: frozenset[str] = frozenset()
        self.assumed: Mapping[Name, str] = {}
        self.told: Mapping[Name, tuple[str, bool, Sequence[tuple[Sequence[Name], Sequence[Name]]]]] = {}
        self.open_sums: Mapping[tuple[str, str], Collection[Name]] = {}
        self.sought: Sequence[str] = ()  # every file looked for, found or not, as absolute paths
        self._known: Later | None = {"labels": labels} if labels is not None else None
        self.derived = Derived()  # what others work out from it once
        self._labels: dict[tuple[Name, str], str] = {}

    @cached_property
    def namespaces(self) -> frozenset[str]:
        """The namespaces concepts are declared in."""
        return frozenset(map(namespace, self.concepts))

    @property
    def labels(self) -> Mapping[Name, Sequence[tuple[str, str, str]]]:
        """The labels of each concept, as (role, language, text)."""
        return self._later().get("labels", {})

    @property
    def references(self) -> Mapping[Name, Sequence[tuple[str, tuple[tuple[Name, str], ...]]]]:
        """The references of each concept, as (role, parts)."""
        return self._later().get("references", {})

    def _later(self) -> Later:
        if self._known is None:
            self._known = self.later() if self.later is not None else {}
        return self._known

    def lacks(self, kind: str) -> bool:
        """Whether links of a kind may be in a linkbase that could not be had, or that a lost schema refers to."""
        return "schema" in self.lost or self.loses(kind)

    def loses(self, kind: str) -> bool:
        """Whether a linkbase could not be had that may add arcs of a kind, or prohibit those at hand."""
        return not self.lost.isdisjoint((kind, "linkbase"))

    def lacks_schema(self, space: str) -> bool:
        """Whether what a namespace declares may stand in a lost schema, or in one that only something lost leads to."""
        named = not self.absent.isdisjoint((space, ANY))
        return named or (bool(self.lost) and space not in self.namespaces)

    def open_sum(self, network: Network, total: Name) -> bool:
        """Whether a total may have parts that are not known: in a lost schema, or by arcs of a lost linkbase.

        That a lost schema would add arcs to the sums of other documents is not supposed: they would all be open.
        """
        return self.loses("calculation") or total in self.open_sums.get((network.arcrole, network.role), ())

    def networks_of(self, arcrole: str) -> Iterator[Network]:
        """Yield the effective networks of an arcrole, in order of their link role."""
        for key in self.networks:
            if key[0] == arcrole:
                yield self.networks[key]

    def calculations(self) -> Iterator[Network]:
        """Yield the summation-item networks, 1.0 and 1.1."""
        yield from self.networks_of(SUMMATION_10)
        yield from self.networks_of(SUMMATION_11)

    def find_concept(self, name: Name) -> Concept | None:
        """Return the concept of that name; None when the DTS declares none."""
        return self.concepts.get(name)

    def label(self, name: Name, role: str = LABEL, language: str = "en") -> str:
        """Return a concept's label in a role: the language asked for, else any; the local name when there is none."""
        best = ""
        for found, spoken, text in self.labels.get(name, ()):
            if found == role:
                if spoken.lower().startswith(language):
                    return text
                best = best or text
        return best or (local(name) if role == LABEL else self.label(name, LABEL, language))

    def role_name(self, uri: str) -> str:
        """Return what a link role is called: its definition, else the last part of its URI."""
        role = self.roles.get(uri)
        return role.definition if role and role.definition else uri.rpartition("/")[2]
