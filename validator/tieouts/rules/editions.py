"""The concepts of a taxonomy in whatever edition a report uses, by their local names, even where no schema can be had.

A rule file whose default namespace holds `*` is for a family of taxonomies: the star stands for what changes with the
edition. What a schema would say of a concept is taken from its facts then.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from validator.model.names import local, namespace
from validator.model.source import Location
from validator.model.taxonomy import Concept

if TYPE_CHECKING:
    from validator.model.names import Name
    from validator.tieouts.figures import Figures

ANY = "*"


class Editions:
    """The reported concepts of a family of namespaces; of two editions in one report, the first counts."""

    def __init__(self, figures: Figures, family: str) -> None:
        self.figures = figures
        written = re.compile(re.escape(family).replace(re.escape(ANY), "[^/]+"))
        found = {space: bool(written.fullmatch(space)) for space in set(map(namespace, figures.by_concept))}
        self.names: dict[str, Name] = {}
        for name in figures.by_concept:
            if found[namespace(name)]:
                self.names.setdefault(local(name), name)

    def __bool__(self) -> bool:
        """Whether any of its concepts is reported."""
        return bool(self.names)

    def concept(self, name: str) -> Concept:
        """Return the concept of a local or a Clark name; one that is not reported is a concept without facts."""
        clark = name if name.startswith("{") else self.names.get(name, name)
        taxonomy = self.figures.report.taxonomy
        known = taxonomy.find_concept(clark) if taxonomy is not None else None
        return known or told_by_facts(self.figures, clark)


def told_by_facts(figures: Figures, name: Name) -> Concept:
    """Return a concept as its facts show it: at instants, or over durations."""
    period = ""
    for spot in figures.spots(name):
        said = figures.report.contexts[figures.frame_of(spot)].period
        if said is not None:
            period = "instant" if said.instant else "duration"
            break
    at = Location(figures.report.path)
    return Concept(name, local(name), "item", "", "", "", period, "", abstract=False, nillable=True, at=at)
