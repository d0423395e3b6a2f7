"""Concepts that are reported nowhere: a taxonomy presents them among figures that are all reported but for these.

A taxonomy made for many reports presents more than each of them has; so only where next to nothing is lacking is any of
it missed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.model.names import PARENT_CHILD

if TYPE_CHECKING:
    from validator.model.names import Name
    from validator.model.report import Report
    from validator.model.source import Location

FEWEST_PRESENTED = 20
MOST_LACKING = 3  # of a report, and one in twenty of what is presented


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
    first: dict[Name, int] = {}
    for row, name in enumerate(report.concepts):
        first.setdefault(name, row)
    found: dict[Name, Unreported] = {}
    presented: set[Name] = set()
    for network in taxonomy.networks_of(PARENT_CHILD):
        before = -1
        for name, at in ((name, arc.at) for arc in network.arcs for name in (arc.source, arc.target)):
            concept = taxonomy.concepts.get(name)
            if concept is None or concept.abstract or not concept.numeric:
                continue
            presented.add(name)
            before = first.get(name, before)
            if name not in first:
                found.setdefault(name, Unreported(name, network.role, at, max(before, 0), 0))
    others = len(presented) - len(found)
    few = len(found) <= MOST_LACKING and len(presented) >= FEWEST_PRESENTED and len(found) * 20 <= len(presented)
    return [one._replace(others=others) for one in found.values()] if few and first else []
