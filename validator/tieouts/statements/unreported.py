"""Concepts that are reported nowhere: a taxonomy presents them among figures that are all reported but for these.

A taxonomy made for many reports presents more than each of them has; so only where next to nothing is lacking is any of
it missed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.model.names import PARENT_CHILD
from validator.tieouts.statements.holes import MOST_HOLES

if TYPE_CHECKING:
    from validator.model.names import Name
    from validator.model.report import Report
    from validator.model.source import Location

FOR_EACH = 20  # of those presented, that one of them may have no fact: of fewer, none


class Unreported(NamedTuple):
    """A concept without a fact: its name, the role that presents it and where, and a fact of the row before it."""

    concept: Name
    role: str
    presented: Location
    beside: int
    others: int


def unreported(report: Report) -> list[Unreported]:
    """Return the numeric concepts that are presented and have no fact; none where they are many."""
    taxonomy = report.taxonomy
    if taxonomy is None or taxonomy.loses("presentation"):
        return []
    reported = set(report.concepts)
    found: dict[Name, tuple[str, Location, Name]] = {}  # the role that presents it, where, and the row before it
    presented: set[Name] = set()
    for network in taxonomy.networks_of(PARENT_CHILD):
        before = ""
        for name, at in ((name, arc.at) for arc in network.arcs for name in (arc.source, arc.target)):
            concept = taxonomy.concepts.get(name)
            if concept is None or concept.abstract or not concept.numeric:
                continue
            presented.add(name)
            if name in reported:
                before = name
            else:
                found.setdefault(name, (network.role, at, before))
    if len(found) > MOST_HOLES or len(found) * FOR_EACH > len(presented):
        return []
    others, rows = len(presented) - len(found), report.concepts
    return [
        Unreported(name, role, at, rows.index(before) if before else 0, others)
        for name, (role, at, before) in found.items()
    ]
