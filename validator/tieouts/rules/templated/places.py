"""The places of a report as numbers, so that a rule finds a figure by one look in a table.

A *place* is an entity, a period, dimension members and what else a context says; a scope is a place and a currency.
From each place, a *way* leads to where an amount of a rule is looked up: shifted, at the end of a duration, under other
members. Ways and the tables of concepts are made once, and kept for all rules of a report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.tieouts.rules.scope import Frames, Scope
from validator.tieouts.rules.tokens import RuleError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from validator.model.names import Name
    from validator.model.periods import Period
    from validator.tieouts.figures import Figures, Key, Rows
    from validator.tieouts.rules.nodes import Call
    from validator.tieouts.rules.scope import Members

    Shift = Callable[[Call, Scope], Period]

LOOKED_UP = 25  # steps of work for a figure that a rule looks up in a scope
LACKED = 200  # and for one that it lacks there: it is named, and the tie that is left open is kept
NOWHERE, UNBOUND, UNUSUAL = -1, -2, -3  # no context is there; the rule does not apply; the interpreter has to say


class UnboundError(Exception):
    """The rule does not apply in this frame: a period it shifts to is not in the report."""


class Places(Frames):
    """The frames of a report by their places, each with a number; scopes are numbered as place · `width` + currency."""

    def __init__(self, figures: Figures) -> None:
        super().__init__(figures)
        named = list(dict.fromkeys(one for one in self.currencies if one is not None))
        self.named: list[str | None] = [*named, None]  # currencies by their numbers
        self.width = len(self.named)
        self.none = self.width - 1  # the number of no currency
        self.currency_of = [self.none if one is None else named.index(one) for one in self.currencies]
        self.scopes: list[Scope] = []  # of each place, without a currency
        self.within: list[Scope | None] = []  # of each scope
        self._numbers: dict[Scope, int] = {}
        self._place_of: dict[int, int] = {}
        self._scope_at: dict[int, int] = {}
        self._tables: dict[Name, Table] = {}
        self._ways: dict[tuple[object, ...], Way] = {}

    def number(self, scope: Scope) -> int:
        """Return the number of the place of a scope that has no currency."""
        found = self._numbers.get(scope)
        if found is None:
            found = self._numbers[scope] = len(self.scopes)
            self.scopes.append(scope)
            self.within += [None] * self.width
        return found

    def of_frame(self, frame: int) -> int:
        """Return the place of a frame; NOWHERE when its period could not be read."""
        found = self._place_of.get(frame)
        if found is None:
            scope = self.scope_of(frame)
            found = self._place_of[frame] = NOWHERE if scope is None else self.number(scope)
        return found

    def numbered(self, spot: int) -> int:
        """Return the number of a spot's scope; negative when its period could not be read."""
        found = self._scope_at.get(spot)
        if found is None:
            frame, unit = divmod(spot, self.figures.units)
            place = self.of_frame(frame)
            found = self._scope_at[spot] = place if place < 0 else place * self.width + self.currency_of[unit]
        return found

    def scope(self, number: int) -> Scope:
        """Return a scope by its number."""
        found = self.within[number]
        if found is None:
            place, currency = divmod(number, self.width)
            one = self.scopes[place]
            found = Scope(one.entity, one.period, one.members, one.other, self.named[currency])
            self.within[number] = found
        return found

    def table(self, concept: Name) -> Table:
        """Return where the figures of a concept are; made anew where something else is supposed of it since."""
        spots = self.figures.spots(concept)
        found = self._tables.get(concept)
        if found is None or found.spots is not spots:
            found = self._tables[concept] = Table(self, concept, spots)
        return found

    def way(self, shifts: tuple[Call, ...], period_type: str, members: Members | None, shift: Shift) -> Way:
        """Return the way to where a figure is looked up."""
        own = (*((one[2], *((text[0], text[2]) for text in one[3][1:])) for one in shifts), period_type, members)
        found = self._ways.get(own)
        if found is None:
            found = self._ways[own] = Way(self, shifts, period_type, members, shift)
        return found

    def there(self, scope: Scope) -> int:
        """Return the place that is reported at a scope's period, or at the one within a week of it; else NOWHERE."""
        frames = self.frames(scope)
        return self.of_frame(frames[0]) if frames else NOWHERE


class Table:
    """The figures of one concept by scope: the first of each currency, and of those in no currency; and of any."""

    __slots__ = ("_units", "anywhere", "concept", "exact", "places", "scopes", "sole", "spots")

    def __init__(self, places: Places, concept: Name, spots: Mapping[int, int | Rows]) -> None:
        self.places = places
        self.concept = concept
        self.spots = spots
        self.scopes = {at: None for at in map(places.numbered, spots) if at >= 0}  # in their order
        self.exact: dict[int, Key] = {}
        self.anywhere: dict[int, Key] = {}
        self.sole: dict[tuple[str | None, Period], Key | None] = {}
        self._units: dict[str, dict[int, Key]] = {}
        width = places.width
        for spot in sorted(spots):
            at = places.numbered(spot)
            if at >= 0:
                key = (concept, spot)
                self.exact.setdefault(at, key)
                self.anywhere.setdefault(at // width, key)

    def within(self, unit: str) -> dict[int, Key]:
        """Return the figures in one unit or currency, by place."""
        found = self._units.get(unit)
        if found is None:
            found = self._units[unit] = {}
            places = self.places
            for spot in sorted(self.spots):
                frame, index = divmod(spot, places.figures.units)
                if unit in (places.currencies[index], places.unit_names[index]) and places.of_frame(frame) >= 0:
                    found.setdefault(places.of_frame(frame), (self.concept, spot))
        return found


class Way(dict[int, int]):
    """Where each place leads to: to a place that is reported, or to none."""

    def __init__(
        self, places: Places, shifts: tuple[Call, ...], period_type: str, members: Members | None, shift: Shift
    ) -> None:
        super().__init__()
        self.places = places
        self.shifts = shifts
        self.period_type = period_type
        self.members = members
        self.shift = shift

    def __missing__(self, place: int) -> int:
        """Follow the way from a place for the first time."""
        try:
            scope = self.end(self.places.scopes[place])
        except UnboundError:
            found = UNBOUND
        except RuleError:
            found = UNUSUAL
        else:
            wrong = self.period_type == "duration" and scope.period.instant
            found = UNUSUAL if wrong else self.places.there(scope)
        self[place] = found
        return found

    def end(self, scope: Scope) -> Scope:
        """Return the scope in which a figure is looked up from another. Raises UnboundError where there is none."""
        for call in self.shifts:
            scope = scope.at(self.shift(call, scope))
        if self.members is not None:
            scope = scope.under(self.members)
        if self.period_type == "instant" and scope.period.duration:
            return scope.at(scope.period.closing)
        return scope
