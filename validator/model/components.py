"""What schemas declare, as values: elements, types, attributes, particles (XML Schema 1.0 Part 1 §3).

Everything is made of tuples, texts and numbers, so that a compiled taxonomy can be stored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from validator.model.names import XSD, Name, namespace
from validator.model.source import Location

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

UNBOUNDED = -1  # the maximum of what may occur any number of times


class ElementParticle(NamedTuple):
    """An element in a content model: a reference to a global declaration, or a declaration of its own."""

    name: Name
    minimum: int = 1
    maximum: int = 1
    reference: bool = False
    type: Name = ""
    nillable: bool = False
    default: str | None = None
    fixed: str | None = None
    block: str = ""


class AnyParticle(NamedTuple):
    """A wildcard in a content model: the namespaces it allows (see `allows`), and strict, lax or skip."""

    namespaces: tuple[str, ...]
    process: str
    minimum: int = 1
    maximum: int = 1


class Group(NamedTuple):
    """A sequence, choice or all of particles."""

    kind: str
    parts: tuple[Particle, ...]
    minimum: int = 1
    maximum: int = 1


Particle = ElementParticle | AnyParticle | Group


class Wildcard(NamedTuple):
    """The attributes a type allows beyond those it declares."""

    namespaces: tuple[str, ...]
    process: str


class SimpleType(NamedTuple):
    """A simple type.

    `variety` is atomic, list or union; `builtin` the local name of the built-in type it derives from; `item` a list's
    item type; `members` a union's; `patterns` are groups: one of each group must match (XML Schema Part 2 §4.3.4);
    `enumeration` is None without one; `facets` are (name, value) pairs in force, the most derived ones.
    """

    name: Name
    variety: str
    builtin: str
    base: Name
    item: Name
    members: tuple[Name, ...]
    patterns: tuple[tuple[str, ...], ...]
    enumeration: tuple[str, ...] | None
    facets: tuple[tuple[str, str], ...]
    at: Location


class AttributeUse(NamedTuple):
    """An attribute of a complex type; `use` is required, optional or prohibited."""

    name: Name
    type: Name
    use: str
    default: str | None
    fixed: str | None


class ComplexType(NamedTuple):
    """A complex type with everything it inherits already in it.

    `content` is empty, simple or elements; `simple` the simple type of simple content; `particle` None when empty;
    `block` the derivations of it that may not stand for it, as a list of words.
    """

    name: Name
    base: Name
    derivation: str
    abstract: bool
    mixed: bool
    content: str
    simple: Name
    particle: Particle | None
    attributes: tuple[AttributeUse, ...]
    wildcard: Wildcard | None
    at: Location
    block: str = ""


ANY_TYPE = f"{{{XSD}}}anyType"
ANYTHING = ComplexType(
    ANY_TYPE, "", "", False, True, "elements", "", AnyParticle(("##any",), "lax", 0, UNBOUNDED), (),  # noqa: FBT003 - fields of a record
    Wildcard(("##any",), "lax"), Location(""),
)  # fmt: skip
"""The type all others derive from (Part 1 §3.4.7)."""


class ElementDeclaration(NamedTuple):
    """A global element; `block` names what may not stand for it: extension, restriction, substitution."""

    name: Name
    id: str
    type: Name
    substitution: Name
    abstract: bool
    nillable: bool
    default: str | None
    fixed: str | None
    block: str
    at: Location


class Declaration(Protocol):
    """What must be known of a global element to judge what is reported as it; a concept is one, too."""

    @property
    def type(self) -> Name:
        """Its type."""

    @property
    def substitution(self) -> Name:
        """The head of its substitution group; "" without one."""

    @property
    def abstract(self) -> bool:
        """Whether only others stand for it."""

    @property
    def nillable(self) -> bool:
        """Whether it may be nil."""

    @property
    def default(self) -> str | None:
        """What it holds where it holds nothing."""

    @property
    def fixed(self) -> str | None:
        """What alone it may hold."""

    @property
    def block(self) -> str:
        """What may not stand for it."""


def heads(elements: Mapping[Name, Declaration], name: Name) -> tuple[Name, ...]:
    """Return an element and the heads of its substitution groups, nearest first (XML Schema Part 1 §3.3.6)."""
    chain = {name: None}
    declared = elements.get(name)
    while declared is not None and declared.substitution and declared.substitution not in chain:
        chain[declared.substitution] = None
        declared = elements.get(declared.substitution)
    return tuple(chain)


def walk(particle: Particle | None) -> Iterator[ElementParticle | AnyParticle]:
    """Yield every element and wildcard below a particle, in their order."""
    stack = [particle] if particle is not None else []
    while stack:
        at = stack.pop()
        if isinstance(at, Group):
            stack.extend(reversed(at.parts))
        else:
            yield at


def allows(wildcard: tuple[str, ...], name: Name) -> bool:
    """Whether a wildcard's namespaces allow a name (XML Schema Part 1 §3.10.4).

    They are listed, "" being no namespace, or `("##any",)`, or `("##other", target)`.
    """
    first = wildcard[0] if wildcard else ""
    if first == "##any":
        return True
    found = namespace(name)
    if first == "##other":
        return bool(found) and found != wildcard[1]
    return found in wildcard
