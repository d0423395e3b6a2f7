"""Sums of many concepts of which few are reported in each scope: only those are looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.tieouts.rules.tokens import RuleError

if TYPE_CHECKING:
    from validator.model.names import Name
    from validator.tieouts.rules.nodes import Node
    from validator.tieouts.rules.scope import Scope
    from validator.tieouts.rules.sets import Elements, Sets

ITSELF = " "  # the variable of a sum that names none
MANY = 16  # elements above which it pays to see first what is reported


class Listed(NamedTuple):
    """The elements of a set, where each stands among them, and whether some are reported for durations."""

    elements: Elements
    places: dict[Name, int]
    lasting: bool


class Wide:
    """What is kept of sets that are added up, for one binding of a rule."""

    def __init__(self, sets: Sets) -> None:
        self.sets = sets
        self.listed: dict[int, Listed | None] = {}  # by the id of the elements

    def forget(self) -> None:
        """Keep nothing: a rule is bound anew, and what it looks up is looked up."""
        self.sets.known.clear()
        self.listed.clear()

    def near(self, amount: Node, name: str, elements: Elements, scope: Scope) -> Elements:
        """Return the elements of a sum; of many that are added up themselves, those alone that a scope may report."""
        if len(elements) <= MANY or amount[0] != "name" or amount[2] != name:
            return elements
        if id(elements) not in self.listed:
            self.listed[id(elements)] = self._listed(elements)
        listed, reported = self.listed[id(elements)], self.sets.frames.reported(scope)
        if listed is None or (listed.lasting and scope.period.instant) or len(reported) >= len(elements):
            return elements
        return [elements[at] for at in sorted(listed.places[name] for name in reported if name in listed.places)]

    def _listed(self, elements: Elements) -> Listed | None:
        """Return the elements of a set as they are kept; None where one of them is unknown, which is to be said."""
        try:
            kinds = {self.sets.concept(ITSELF, 0, ((ITSELF, name),)).period_type for name, _ in elements}
        except RuleError:
            return None
        for name, _ in elements:
            self.sets.figures.spots(name)  # looked for: a change of any of them may change what the rule binds
        return Listed(elements, {name: at for at, (name, _) in enumerate(elements)}, "duration" in kinds)
