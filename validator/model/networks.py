"""Networks of relationships: arcs of one arcrole in one link role (XBRL 2.1 §3.5.3.9.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.model.source import Location  # noqa: TC001 - a NamedTuple field, resolved at run time

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from validator.model.names import Name


class Arc(NamedTuple):
    """An effective relationship between two concepts.

    `order` and `weight` are decimal text as written ("1" when absent), exact until someone parses them;
    `attributes` holds what else distinguishes it (xbrldt:closed, contextElement, targetRole, usable, ...).
    """

    source: Name
    target: Name
    order: str
    weight: str
    preferred_label: str
    attributes: tuple[tuple[Name, str], ...]
    at: Location

    def attribute(self, name: Name, default: str = "") -> str:
        """Return one further attribute's value."""
        for found, value in self.attributes:
            if found == name:
                return value
        return default


class Network:
    """Arcs of one arcrole in one link role, indexed once and never changed.

    `arcs` are in order of source, then of their `order` attribute.
    """

    __slots__ = ("_children", "_parents", "arcrole", "arcs", "role")

    def __init__(self, arcrole: str, role: str, arcs: tuple[Arc, ...]) -> None:
        self.arcrole = arcrole
        self.role = role
        self.arcs = arcs
        self._children: dict[Name, list[Arc]] = {}
        self._parents: dict[Name, list[Arc]] = {}
        for arc in arcs:
            self._children.setdefault(arc.source, []).append(arc)
            self._parents.setdefault(arc.target, []).append(arc)

    @property
    def sources(self) -> Mapping[Name, list[Arc]]:
        """Every source with its outgoing arcs, in order."""
        return self._children

    def names(self) -> list[Name]:
        """Return what its arcs relate, each once, in order of appearance."""
        return list(dict.fromkeys(name for arc in self.arcs for name in (arc.source, arc.target)))

    def children(self, name: Name) -> list[Arc]:
        """Return the arcs that leave a concept, in order."""
        return self._children.get(name, [])

    def parents(self, name: Name) -> list[Arc]:
        """Return the arcs that reach a concept."""
        return self._parents.get(name, [])

    def roots(self) -> Iterator[Name]:
        """Yield the sources no arc reaches, in order of appearance."""
        for source in self._children:
            if source not in self._parents:
                yield source

    def descendants(self, name: Name) -> Iterator[Name]:
        """Yield everything below a concept once, depth first; cycles end where they close."""
        seen = {name}
        stack = [arc.target for arc in reversed(self.children(name))]
        while stack:
            target = stack.pop()
            if target not in seen:
                seen.add(target)
                yield target
                stack.extend(arc.target for arc in reversed(self.children(target)))
