"""Where an amount of a rule is looked up: the frames of a report, and what a name finds in one.

A *scope* is an entity, a period, dimension members, a currency and the values of variables. Looking a name up in a
scope gives a figure's key, or nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from validator.budget import spend
from validator.model.names import ISO4217, local, namespace
from validator.model.periods import Period
from validator.tieouts.rules import shifts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from validator.model.contexts import Context
    from validator.model.names import Name
    from validator.model.taxonomy import Concept
    from validator.model.units import Unit
    from validator.tieouts.figures import Figures, Key, Rows

Members = tuple[tuple["Name", str], ...]  # (axis, member's name or typed text), sorted


class Scope(NamedTuple):
    """Where amounts are looked up; `unit` overrides the currency where a rule chooses one."""

    entity: tuple[str, str]
    period: Period
    members: Members
    other: tuple[str, str]  # segment and scenario content that is no dimension
    currency: str | None
    unit: str | None = None
    variables: tuple[tuple[str, Name], ...] = ()

    def __str__(self) -> str:
        """Return it as a reader says it."""
        members = [f"{local(axis)}={local(member)}" for axis, member in self.members]
        return ", ".join((str(self.period), *members, *([self.currency] if self.currency else [])))

    def at(self, period: Period) -> Scope:
        """Return it at another period; written out, as every amount that is shifted asks for it."""
        return Scope(self.entity, period, self.members, self.other, self.currency, self.unit, self.variables)

    def under(self, members: Iterable[tuple[Name, str]]) -> Scope:
        """Return it under members that are chosen, an axis without one not at all; none chosen means under none."""
        chosen = dict(members)
        found = {**dict(self.members), **chosen} if chosen else {}
        return self._replace(members=tuple(sorted((axis, member) for axis, member in found.items() if member)))

    def with_variables(self, variables: tuple[tuple[str, Name], ...]) -> Scope:
        """Return it with other values of variables; written out as well."""
        return Scope(self.entity, self.period, self.members, self.other, self.currency, self.unit, variables)

    def variable(self, name: str) -> Name | None:
        """Return a variable's value, of several of that name the innermost's; None when there is no such variable."""
        return dict(self.variables).get(name)


class Lacking(NamedTuple):
    """A figure a rule needs and the report has not: what it is called, its concept, and where it was looked up."""

    label: str
    concept: Name
    scope: Scope

    def __str__(self) -> str:
        """Return it as a reader says it."""
        return f"{self.label} ({self.scope._replace(currency=self.scope.unit or self.scope.currency)})"


class Anchor(NamedTuple):
    """A figure of a rule that is looked up in the rule's own frame, and so gives the frames it is bound in."""

    concept: Concept
    members: tuple[tuple[Name, str], ...] | None  # None: the frame's own
    unit: str | None


ANYWHERE = Scope(("", ""), Period(None, None), (), ("", ""), None)  # of what is bound, and looked up nowhere


def currency_of(unit: Unit) -> str | None:
    """Return the currency an amount in a unit follows: `CNY` for CNY and for CNY/shares; None for a rate."""
    if any(namespace(measure) == ISO4217 for measure in unit.denominator):
        return None
    found = [local(measure) for measure in unit.numerator if namespace(measure) == ISO4217]
    return found[0] if len(found) == 1 else None


class Frames:
    """The frames of a report, indexed by entity, period and dimension members."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        report = figures.report
        self.currencies = [currency_of(unit) for unit in report.units]
        self.unit_names = [str(unit) for unit in report.units]
        self.contexts: dict[tuple[object, ...], list[int]] = {}
        self.periods: dict[Period, None] = {}
        for index in sorted(set(report.frames)):
            context = report.contexts[index]
            if context.period is not None:
                key = (context.entity_key, context.period, members_of(context), (context.segment, context.scenario))
                self.contexts.setdefault(key, []).append(index)
                self.periods.setdefault(context.period)
        self.instants = sorted(one.end for one in self.periods if one.start is None and one.end is not None)
        self._ends = sorted((one.end, at, one) for at, one in enumerate(self.periods) if one.end is not None)
        self._scopes: dict[int, Scope | None] = {}
        self._spots: dict[int, Scope | None] = {}
        self._near: dict[Period, Period | None] = {}
        self._units: dict[Name, tuple[Mapping[int, int | Rows], dict[int, list[int]]]] = {}
        self._of: Mapping[Name, Mapping[int, int | Rows]] | None = None  # the figures that are listed by frame
        self._reported: dict[int, dict[Name, None]] = {}

    def scope_of(self, frame: int) -> Scope | None:
        """Return the scope of a frame, without a currency; None when its period could not be read."""
        if frame not in self._scopes:
            self._scopes[frame] = self._scope_of(frame)
        return self._scopes[frame]

    def scope_at(self, spot: int) -> Scope | None:
        """Return the scope of a spot, in the currency of its unit."""
        if spot not in self._spots:
            scope = self.scope_of(self.figures.frame_of(spot))
            currency = self.currencies[self.figures.unit_of(spot)]
            self._spots[spot] = None if scope is None else scope._replace(currency=currency)
        return self._spots[spot]

    def scope_for(self, anchor: Anchor, spot: int) -> Scope | None:
        """Return the scope in which an anchor is looked up at a spot; None where it is not looked up there."""
        scope = self.scope_at(spot) if anchor.unit is None else self.scope_of(self.figures.frame_of(spot))
        if scope is None:
            return None
        if anchor.members is not None:
            chosen = dict(anchor.members)
            if not chosen and scope.members:
                return None
            own = dict(scope.members)
            if any(own.get(axis, "") != member for axis, member in chosen.items()):
                return None
            scope = scope._replace(members=tuple((a, m) for a, m in scope.members if a not in chosen))
        return scope

    def _scope_of(self, frame: int) -> Scope | None:
        context = self.figures.report.contexts[frame]
        if context.period is None:
            return None
        other = (context.segment, context.scenario)
        return Scope(context.entity_key, context.period, members_of(context), other, None)

    def known(self, period: Period) -> Period | None:
        """Return the period itself when the report uses it, else one within a week of it; None when there is none."""
        if period in self.periods:
            return period
        if period not in self._near:
            self._near[period] = shifts.nearest(period, self.ending(period))
        return self._near[period]

    def ending(self, period: Period) -> list[Period]:
        """Return the periods of the report that end within a week of one, in their order."""
        if period.end is None:
            return [one for one in self.periods if one.end is None]
        first = bisect_left(self._ends, period.end - shifts.NEAR, key=itemgetter(0))
        last = bisect_right(self._ends, period.end + shifts.NEAR, first, key=itemgetter(0))
        spend(last - first)
        return [one for _, _, one in sorted(self._ends[first:last], key=itemgetter(1))]

    def frames(self, scope: Scope) -> Sequence[int]:
        """Return the frames of a scope, at its period or the one within a week of it."""
        return self.contexts.get((scope.entity, self.known(scope.period), scope.members, scope.other), ())

    def find(self, concept: Name, scope: Scope) -> Key | None:
        """Return the figure of a concept in a scope; None when it is not reported there."""
        spots = self.figures.spots(concept)
        if not spots:
            return None
        fallback: Key | None = None
        units = self._units_of(concept, spots)
        for frame in self.frames(scope):
            for unit in units.get(frame, ()):
                spot, currency = self.figures.spot(frame, unit), self.currencies[unit]
                if scope.unit is not None:
                    if scope.unit in (currency, self.unit_names[unit]):
                        return concept, spot
                elif scope.currency is None or currency == scope.currency:
                    return concept, spot
                elif currency is None:
                    fallback = fallback or (concept, spot)
        return fallback

    def _units_of(self, concept: Name, spots: Mapping[int, int | Rows]) -> Mapping[int, Sequence[int]]:
        """Return the units a concept is reported in, in order, by frame."""
        known = self._units.get(concept)
        if known is None or known[0] is not spots:  # else something else is supposed of it since
            found: dict[int, list[int]] = {}
            for spot in sorted(spots):
                found.setdefault(self.figures.frame_of(spot), []).append(self.figures.unit_of(spot))
            known = self._units[concept] = spots, found
        return known[1]

    def reported(self, scope: Scope) -> dict[Name, None]:
        """Return the concepts that are reported in the frames of a scope, or in those at its end."""
        if self._of is not self.figures.by_concept:
            self._of, self._reported = self.figures.by_concept, {}
            for concept, spots in self._of.items():
                for spot in spots:
                    self._reported.setdefault(self.figures.frame_of(spot), {})[concept] = None
        found: dict[Name, None] = {}
        for frame in (*self.frames(scope), *self.frames(scope.at(scope.period.closing))):
            found.update(self._reported.get(frame, {}))
        return found

    def empty(self, concept: Name, scope: Scope) -> list[Key]:
        """Return what a scope may mean and is not reported: in the units its concept has elsewhere, as `find` does."""
        spots = self.figures.spots(concept)
        units = dict.fromkeys(map(self.figures.unit_of, spots))
        wanted = scope.unit or scope.currency
        meant = [unit for unit in units if wanted in (None, self.currencies[unit], self.unit_names[unit])]
        meant = meant or [unit for unit in units if scope.unit is None and self.currencies[unit] is None]
        places = (self.figures.spot(frame, unit) for frame in self.frames(scope) for unit in meant)
        return [(concept, spot) for spot in places if spot not in spots]

    def sole(self, concept: Name, scope: Scope) -> tuple[Key | None, int]:
        """Return the one figure of a concept, wherever it is reported, and how many there are.

        Of several, one without dimensions, then one at the scope's period or its end, is the one meant.
        """
        keys: list[Key] = [(concept, spot) for spot in self.figures.spots(concept)]
        if scope.unit is not None:
            keys = [key for key in keys if self._in_unit(key, scope.unit)]
        for narrow in (self._plain, lambda key: self._when(key) in (scope.period, scope.period.closing)):
            keys = [key for key in keys if narrow(key)] or keys
        return (keys[0] if len(keys) == 1 else None), len(keys)

    def _in_unit(self, key: Key, unit: str) -> bool:
        index = self.figures.unit_of(key[1])
        return unit in (self.currencies[index], self.unit_names[index])

    def _plain(self, key: Key) -> bool:
        return not self.figures.report.contexts[self.figures.frame_of(key[1])].members

    def _when(self, key: Key) -> Period | None:
        return self.figures.report.contexts[self.figures.frame_of(key[1])].period

    def reported_members(self, axis: Name) -> list[Name]:
        """Return every explicit member of an axis that some context has, once, in order."""
        members = (one for context in self.figures.report.contexts for one in context.members)
        return list(dict.fromkeys(one.member for one in members if one.dimension == axis and one.member is not None))


def members_of(context: Context) -> Members:
    """Return the dimension members of a context, sorted, wherever they stand."""
    return tuple(sorted((one.dimension, one.member or f"'{one.typed}") for one in context.members))
