"""The stored form of a compiled taxonomy: plain tuples, texts, numbers and dicts, which are all that `marshal` takes.

Both directions stand side by side. Fresh from its documents or back from the store, a taxonomy is made from the same
plain values, piece by piece as pieces are asked for, so findings cannot differ.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, NotRequired, TypedDict, TypeVar, cast

from validator.model.networks import Arc, Network
from validator.model.source import Document, Location, Problem
from validator.model.taxonomy import Concept, Role, Taxonomy

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, KeysView, Mapping, Sequence

    from validator.model.components import AttributeUse, ComplexType, Particle, SimpleType
    from validator.model.names import Name
    from validator.model.report import Reference
    from validator.model.taxonomy import Later

    Row = tuple[object, ...]
    Rows = Mapping[Name, Row]
    Units = Mapping[Name, Sequence[tuple[Sequence[Name], Sequence[Name]]]]

K = TypeVar("K")
R = TypeVar("R")
V = TypeVar("V")


class Compiled(NamedTuple):
    """What the documents of a DTS compile to."""

    documents: Sequence[Document]
    concepts: Mapping[Name, Concept]
    networks: Mapping[tuple[str, str], Sequence[Arc]]
    roles: Mapping[str, Role]
    arcroles: Mapping[str, Role]
    types: Mapping[Name, SimpleType | ComplexType]
    attributes: Mapping[Name, AttributeUse]
    units: Units
    lost: Collection[str]
    absent: Collection[str]
    open_sums: Mapping[tuple[str, str], Collection[Name]]
    assumed: Mapping[Name, str]
    told: Mapping[Name, tuple[str, bool, Sequence[tuple[Sequence[Name], Sequence[Name]]]]]


class Stored(TypedDict):
    """The plain form of a compiled taxonomy, but for its labels and references."""

    concepts: Rows
    networks: Mapping[tuple[str, str], Sequence[Row]]
    roles: Mapping[str, Row]
    arcroles: Mapping[str, Row]
    types: Rows
    attributes: Rows
    documents: Sequence[tuple[str, str, str]]
    units: Units
    lost: Sequence[str]
    absent: Sequence[str]
    open_sums: Mapping[tuple[str, str], Sequence[Name]]
    assumed: Mapping[Name, str]
    told: Mapping[Name, tuple[str, bool, Sequence[tuple[Sequence[Name], Sequence[Name]]]]]
    enumerations: Mapping[Name, tuple[str, Sequence[Name]]]
    problems: Sequence[Row]
    paths: Sequence[str]
    sought: NotRequired[Sequence[str]]  # not yet there while it is compiled


def write(compiled: Compiled) -> Stored:
    """Return the plain form of a compiled taxonomy; its problems and enumerations are added when they are known."""
    places = Places([])
    return {
        "concepts": {name: _concept_row(one, places) for name, one in compiled.concepts.items()},
        "networks": {key: tuple(_placed_row(arc, places) for arc in arcs) for key, arcs in compiled.networks.items()},
        "roles": {uri: _placed_row(role, places) for uri, role in compiled.roles.items()},
        "arcroles": {uri: _placed_row(role, places) for uri, role in compiled.arcroles.items()},
        "types": {name: _type_row(one, places) for name, one in compiled.types.items()},
        "attributes": {name: tuple(use) for name, use in compiled.attributes.items()},
        "documents": tuple((one.uri, one.path, one.kind) for one in compiled.documents),
        "units": dict(compiled.units),
        "lost": tuple(sorted(compiled.lost)),
        "absent": tuple(sorted(compiled.absent)),
        "open_sums": {key: tuple(sorted(totals)) for key, totals in compiled.open_sums.items()},
        "assumed": dict(compiled.assumed),
        "told": dict(compiled.told),
        "enumerations": {},
        "problems": (),
        "paths": tuple(places.paths),
    }


def read(raw: Stored, labels: Callable[[], Later], references: Sequence[Reference] = ()) -> Taxonomy:
    """Make a taxonomy of its plain form; `labels` gives the part with labels and references when first asked for.

    `references` are the report's: a problem with one of them is kept by its number, so that it is found where this
    report has it, whichever report the taxonomy was compiled for.
    """
    places = Places(raw["paths"])
    made = Taxonomy(
        documents=[Document(*one) for one in raw["documents"]],
        problems=read_problems(raw["problems"], references),
    )
    made.sought = raw.get("sought", ())
    made.concepts = Lazy(raw["concepts"], lambda _, row: _concept(row, places))
    made.networks = Lazy(
        raw["networks"],
        lambda key, rows: Network(*key, tuple(Arc._make(_placed(row, places)) for row in rows)),
    )
    made.roles, made.arcroles = (
        Lazy(rows, lambda _, row: Role._make(_placed(row, places))) for rows in (raw["roles"], raw["arcroles"])
    )
    made.types = Lazy(raw["types"], lambda _, row: _type(row, places))
    made.attributes = Lazy(raw["attributes"], lambda _, row: _attribute(row))
    made.units = raw["units"]
    made.lost = frozenset(raw["lost"])
    made.absent = frozenset(raw["absent"])
    made.open_sums = raw["open_sums"]
    made.assumed = raw["assumed"]
    made.told = raw["told"]
    made.enumerations = raw["enumerations"]
    made.later = labels
    return made


# --- places -------------------------------------------------------------------------------------
class Places:
    """Places in files: the number of a path, a line and a column."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = dict.fromkeys(paths, 0)
        self.paths.update((path, number) for number, path in enumerate(self.paths))
        self.names = list(self.paths)

    def row(self, at: Location) -> tuple[int, int, int]:
        """Return a place as it is stored."""
        return self.paths.setdefault(at.path, len(self.paths)), at.line, at.column

    def at(self, row: object) -> Location:
        """Return a stored place."""
        number, line, column = cast("tuple[int, int, int]", row)
        return Location(self.names[number], line, column)


def _placed_row(value: Arc | Role, places: Places) -> Row:
    *fields, at = value
    return (*fields, places.row(at))


def _placed(row: Row, places: Places) -> Row:
    *fields, at = row
    return (*fields, places.at(at))


# --- concepts -----------------------------------------------------------------------------------
PLACE = Concept._fields.index("at")


def _concept_row(concept: Concept, places: Places) -> Row:
    return (*concept[:PLACE], places.row(concept.at), *concept[PLACE + 1 :])


def _concept(row: Row, places: Places) -> Concept:
    return Concept._make((*row[:PLACE], places.at(row[PLACE]), *row[PLACE + 1 :]))


# --- types and attributes -----------------------------------------------------------------------
SIMPLE, COMPLEX = range(2)
ELEMENT, ANY, GROUP = range(3)


def _type_row(declared: SimpleType | ComplexType, places: Places) -> Row:
    from validator.model.components import SimpleType

    at = places.row(declared.at)
    if isinstance(declared, SimpleType):
        return (SIMPLE, tuple((declared._asdict() | {"at": at}).values()))
    plain = declared._asdict() | {
        "at": at,
        "particle": None if declared.particle is None else _particle_row(declared.particle),
        "attributes": tuple(map(tuple, declared.attributes)),
        "wildcard": None if declared.wildcard is None else tuple(declared.wildcard),
    }
    return (COMPLEX, tuple(plain.values()))


def _type(row: Row, places: Places) -> SimpleType | ComplexType:
    from validator.model.components import ComplexType, SimpleType, Wildcard

    kind, fields = cast("tuple[int, Row]", row)
    if kind == SIMPLE:
        simple = SimpleType._make(fields)
        return simple._replace(at=places.at(simple.at))
    made = ComplexType._make(fields)
    return made._replace(
        at=places.at(made.at),
        particle=None if made.particle is None else _particle(made.particle),
        attributes=tuple(map(_attribute, made.attributes)),
        wildcard=None if made.wildcard is None else Wildcard._make(made.wildcard),
    )


def _attribute(row: Row) -> AttributeUse:
    from validator.model.components import AttributeUse

    return AttributeUse._make(row)


def _particle_row(particle: Particle) -> Row:
    from validator.model.components import ElementParticle, Group

    if isinstance(particle, Group):
        parts = tuple(map(_particle_row, particle.parts))
        return (GROUP, (particle.kind, parts, particle.minimum, particle.maximum))
    return (ELEMENT if isinstance(particle, ElementParticle) else ANY, tuple(particle))


def _particle(row: Row) -> Particle:
    from validator.model.components import AnyParticle, ElementParticle, Group

    kind, fields = cast("tuple[int, Row]", row)
    if kind == GROUP:
        group = Group._make(fields)
        return group._replace(parts=tuple(map(_particle, group.parts)))
    return ElementParticle._make(fields) if kind == ELEMENT else AnyParticle._make(fields)


# --- problems -----------------------------------------------------------------------------------
def problem_rows(problems: Iterable[Problem], references: Sequence[Reference]) -> tuple[Row, ...]:
    """Return problems as they are stored, each once."""
    numbers: dict[Location, Row] = {reference.at: (number,) for number, reference in enumerate(references)}

    def spot(at: Location) -> Row:
        return numbers.get(at) or tuple(at)

    rows: dict[Row, Row] = {}
    for one in problems:
        values = sorted((name, str(value)) for name, value in one.values.items())
        key = (one.check, one.variant, one.spec, one.at, *values)
        related = tuple((what, spot(at)) for what, at in one.related)
        rows.setdefault(key, (one.check, spot(one.at), dict(one.values), related, one.variant, one.spec))
    return tuple(rows.values())


def read_problems(rows: Iterable[Row], references: Sequence[Reference]) -> list[Problem]:
    """Return stored problems."""

    def spot(at: Row) -> Location:
        return references[cast("int", at[0])].at if len(at) == 1 else Location._make(at)

    found = []
    for row in rows:
        stored = cast("tuple[str, Row, dict[str, object], Sequence[tuple[str, Row]], str, str]", row)
        check, at, values, related, variant, spec = stored
        others = tuple((what, spot(where)) for what, where in related)
        found.append(Problem(check, spot(at), values, others, variant, spec))
    return found


# --- pieces -------------------------------------------------------------------------------------
class Lazy(dict[K, V], Generic[K, R, V]):
    """A dict whose values are made from plain ones when first asked for; it has their keys, in their order."""

    def __init__(self, raw: Mapping[K, R], make: Callable[[K, R], V]) -> None:
        super().__init__()
        self.raw = raw
        self.make = make

    def __missing__(self, key: K) -> V:
        """Make a value; raises KeyError when there is no plain one."""
        made = self[key] = self.make(key, self.raw[key])
        return made

    def get(self, key: K, default: V | None = None) -> V | None:  # type: ignore[override]
        """Return a value, or the default."""
        return self[key] if key in self.raw else default

    def __contains__(self, key: object) -> bool:
        return key in self.raw

    def __iter__(self) -> Iterator[K]:
        return iter(self.raw)

    def __len__(self) -> int:
        return len(self.raw)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, dict) and dict(self.items()) == dict(other.items())

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = None

    def keys(self) -> KeysView[K]:  # type: ignore[override]
        """Return the keys."""
        return self.raw.keys()

    def values(self) -> list[V]:  # type: ignore[override]
        """Return every value."""
        return [self[key] for key in self.raw]

    def items(self) -> list[tuple[K, V]]:  # type: ignore[override]
        """Return every pair."""
        return [(key, self[key]) for key in self.raw]
