"""What schemas declare, as values: simple types, complex types, attributes, particles (XML Schema 1.0 Part 1 §3).

Particles are nested plain tuples, so that a compiled taxonomy can be stored as it is:

    ("element", name, type, minimum, maximum, nillable, global?)   an element, by its declared type
    ("any", namespaces, process, minimum, maximum)                 a wildcard
    ("sequence" | "choice" | "all", (particle, ...), minimum, maximum)

A maximum of -1 is unbounded. `namespaces` is a tuple of namespaces a wildcard allows ("" is no namespace), or
`("##any",)`, or `("##other", target)`. `process` is strict, lax or skip.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from validator.model.names import Name, namespace
from validator.model.source import Location  # noqa: TC001 - a NamedTuple field, resolved at run time

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Protocol

    class Substitute(Protocol):
        """What is declared with the head of a substitution group, or with none."""

        @property
        def substitution(self) -> Name:
            """The head; empty without one."""
            ...


Particle = tuple[Any, ...]
Wildcard = tuple[tuple[str, ...], str]
UNBOUNDED = -1


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

    `content` is empty, simple or elements; `simple` the simple type of simple content; `particle` None when empty.
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


def heads(declared: Mapping[Name, Substitute], name: Name) -> tuple[Name, ...]:
    """Return an element and the heads of its substitution groups, nearest first (XML Schema Part 1 §3.3.6)."""
    chain = [name]
    element = declared.get(name)
    while element is not None and element.substitution and element.substitution not in chain:
        chain.append(element.substitution)
        element = declared.get(element.substitution)
    return tuple(chain)


def walk(particle: Particle | None) -> Iterator[Particle]:
    """Yield every element and wildcard particle below a particle, in their order."""
    stack = [particle] if particle else []
    while stack:
        at = stack.pop()
        if at[0] in ("element", "any"):
            yield at
        else:
            stack.extend(reversed(at[1]))


def allows(wildcard: tuple[str, ...], name: Name) -> bool:
    """Whether a wildcard's namespace constraint allows a name (XML Schema Part 1 §3.10.4)."""
    first = wildcard[0] if wildcard else ""
    if first == "##any":
        return True
    found = namespace(name)
    if first == "##other":
        return bool(found) and found != wildcard[1]
    return found in wildcard
