"""A compiled taxonomy as plain values, and the taxonomy that is made of them piece by piece, as pieces are asked for.

Fresh from its documents or back from the store, a taxonomy is made from the same values, so findings cannot differ.
`Raw` holds tuples, strings, numbers, None and dicts of those only: `marshal` stores nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from validator.model.networks import Arc, Network
from validator.model.source import Document, Location, Problem
from validator.model.taxonomy import Concept, Role, Taxonomy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from validator.model.components import AttributeUse, ComplexType, SimpleType
    from validator.model.names import Name
    from validator.model.report import Reference

    Raw = dict[str, Any]

K = TypeVar("K")
V = TypeVar("V")


class Lazy(dict[K, V], Generic[K, V]):
    """A dict whose values are made from raw ones when first asked for; its keys and their order are the raw ones'."""

    def __init__(self, raw: dict[K, Any], make: Callable[[K, Any], V]) -> None:
        super().__init__()
        self.raw = raw
        self.make = make

    def __missing__(self, key: K) -> V:
        """Make a value; raises KeyError when there is no raw one."""
        made = self[key] = self.make(key, self.raw[key])
        return made

    def get(self, key: K, default: Any = None) -> Any:
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

    __hash__ = None

    def keys(self) -> Any:
        """Return the keys."""
        return self.raw.keys()

    def values(self) -> Any:
        """Return every value."""
        return [self[key] for key in self.raw]

    def items(self) -> Any:
        """Return every pair."""
        return [(key, self[key]) for key in self.raw]


def taxonomy(raw: Raw, labels: Callable[[], Raw], references: Sequence[Reference] = ()) -> Taxonomy:
    """Make a taxonomy of its raw form; `labels` gives the part with labels and references when first asked for.

    `references` are the report's: a problem with one of them is kept by its number, so that it is found where this
    report has it, whichever report the taxonomy was compiled for.
    """

    def spot(at: tuple[Any, ...]) -> Location:
        return references[at[0]].at if len(at) == 1 else Location(*at)

    made = Taxonomy(
        documents=[Document(*document) for document in raw["documents"]],
        problems=[
            Problem(check, spot(at), values, tuple((what, spot(where)) for what, where in related))
            for check, at, values, related in raw["problems"]
        ],
    )
    paths: tuple[str, ...] = raw["paths"]

    def place(at: tuple[int, int]) -> Location:
        return Location(paths[at[0]], at[1])

    def concept(clark: Name, values: tuple[Any, ...]) -> Concept:
        return Concept._make((clark, *values[:9], place(values[9]), *values[10:]))

    def arc(values: tuple[Any, ...]) -> Arc:
        return Arc._make((*values[:6], place(values[6])))

    def network(key: tuple[str, str], arcs: tuple[Any, ...]) -> Network:
        return Network(*key, tuple(map(arc, arcs)))

    def role(uri: str, values: tuple[Any, ...]) -> Role:
        return Role._make((uri, *values[:3], place(values[3])))

    made.concepts = Lazy(raw["concepts"], concept)
    made.networks = Lazy(raw["networks"], network)
    made.roles = Lazy(raw["roles"], role)
    made.arcroles = Lazy(raw["arcroles"], role)
    made.types = Lazy(raw["types"], lambda clark, values: _type(clark, values, place))
    made.attributes = Lazy(raw["attributes"], _attribute)
    made.units = raw.get("units", {})
    made.enumerations = raw.get("enumerations", {})
    made.later = labels
    return made


def _type(clark: Name, values: tuple[Any, ...], place: Callable[[Any], Location]) -> SimpleType | ComplexType:
    from validator.model.components import AttributeUse, ComplexType, SimpleType

    if values[0] == "simple":
        return SimpleType._make((clark, *values[1:-1], place(values[-1])))
    uses = tuple(AttributeUse(*use) for use in values[8])
    return ComplexType._make((clark, *values[1:8], uses, values[9], place(values[10])))


def _attribute(clark: Name, values: tuple[Any, ...]) -> AttributeUse:
    from validator.model.components import AttributeUse

    return AttributeUse(clark, *values)
