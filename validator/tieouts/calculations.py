"""Calculation links as ties: Calculations 1.1, and XBRL 2.1 §5.2.5.2 for the older arcs.

A *rollup* is a total and its weighted parts in one network; a *summation* is a rollup bound to one spot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from validator.budget import spend
from validator.finding import Term, Verdict
from validator.model.intervals import ZERO, Interval, scaled
from validator.model.names import LABEL, TOTAL_LABEL
from validator.model.numbers import beyond, number
from validator.tieouts.equation import EQUAL, Added, Equation, linear_implied, linear_verdict
from validator.tieouts.figures import EXCESS, MISSING, NIL, OK, Figures, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from validator.model.intervals import Number
    from validator.model.names import Name
    from validator.model.networks import Network
    from validator.model.report import Report
    from validator.model.source import Location
    from validator.model.taxonomy import Taxonomy
    from validator.tieouts.equation import Values
    from validator.tieouts.figures import Key


Place = TypeVar("Place")
Found = TypeVar("Found")
Part = TypeVar("Part")

UNKNOWN_PARTS = "a part is declared in a document that could not be had"


class Rollup(NamedTuple):
    """A total and its weighted parts in one network."""

    total: Name
    parts: tuple[tuple[Name, Number], ...]
    role: str
    title: str
    arcrole: str
    at: Location
    assumed: tuple[str, ...]  # what tells the names of those declared in documents that could not be had
    open: bool  # whether it may have parts that are not known: they stand in documents that could not be had


def rollups(report: Report) -> Iterator[Rollup]:
    """Yield every total of every calculation network, in order."""
    taxonomy = report.taxonomy
    if taxonomy is None:
        return
    for network in taxonomy.calculations():
        title = taxonomy.role_name(network.role)
        for total in network.sources:
            parts = tuple(_parts(network, total))
            if parts:
                at, is_open = network.children(total)[0].at, taxonomy.open_sum(network, total)
                told = _assumed(taxonomy, total, parts) if taxonomy.assumed else ()
                yield Rollup(total, parts, network.role, title, network.arcrole, at, told, is_open)


def _assumed(taxonomy: Taxonomy, total: Name, parts: tuple[tuple[Name, Number], ...]) -> tuple[str, ...]:
    """Return what tells the names of a sum's concepts that are declared in documents that could not be had."""
    told = (taxonomy.assumed.get(name) for name in (total, *(part for part, _ in parts)))
    return tuple(sorted({how for how in told if how is not None}))


def _parts(network: Network, total: Name) -> Iterator[tuple[Name, Number]]:
    arcs = network.children(total)
    if any(beyond(arc.weight) for arc in arcs):
        return  # NE408: what cannot be weighed proves nothing, and neither do the other parts alone
    for arc in arcs:
        parsed = number(arc.weight)
        if parsed is not None and parsed[0] != 0:
            yield arc.target, scaled(*parsed)


class Summation(Equation):
    """A rollup bound to one spot, by Calculations 1.1: the intervals of total and weighted sum of parts must meet."""

    __slots__ = ("rollup",)

    def __init__(self, figures: Figures, spot: int, verdict: Verdict, rollup: Rollup) -> None:
        super().__init__(figures, spot, verdict)
        self.rollup = rollup

    @property
    def code(self) -> str:
        """The code of an inconsistent calculation."""
        return "CA101"

    @property
    def source(self) -> str:
        """The link role of its network."""
        return self.rollup.role

    @property
    def assumed(self) -> bool:
        """Whether its concepts are declared in documents that could not be had."""
        return bool(self.rollup.assumed)

    @property
    def title(self) -> str:
        """What its network is called."""
        return self.rollup.title

    @property
    def keys(self) -> tuple[Key, ...]:
        """The total, then every part."""
        return ((self.rollup.total, self.spot), *((part, self.spot) for part, _ in self.rollup.parts))

    @property
    def weighted(self) -> tuple[tuple[Key, Number], ...]:
        """Parts minus total, as weights of figures."""
        spot = self.spot
        return (((self.rollup.total, spot), -1), *(((part, spot), weight) for part, weight in self.rollup.parts))

    @property
    def reason(self) -> str:
        """Why it is indeterminate: first of all that not all of its parts are known."""
        return UNKNOWN_PARTS if self.rollup.open else super().reason

    @property
    def terms(self) -> tuple[Term, ...]:
        """The total and every reported part, as evidence."""
        return tuple(self._terms())

    def _terms(self) -> Iterator[Term]:
        for position, (key, weight) in enumerate(self.weighted):
            said = self.figures.bounds_of(key)
            if said.state != MISSING:
                interval = self.figures.interval(said) if said.state == OK else None
                label = self.figures.label(key[0], TOTAL_LABEL if position == 0 else LABEL)
                rows = self.figures.rows(key)
                yield Term("part" if position else "total", label, weight if position else 1, rows, interval)

    @property
    def working(self) -> str:
        """The total and the sum as a reader would check it."""
        total, *parts = self.terms
        written = []
        for term in parts:
            sign = "- " if term.weight < 0 else "+ "
            size = max(term.weight, -term.weight)
            times = "" if size == 1 else f"{shown(size)} × "
            written.append(f"{sign}{times}{self.written(term)}")
        return f"{total.label}: {self.written(total)} == {' '.join(written).removeprefix('+ ')}"

    def written(self, term: Term) -> str:
        """Return the value of a term, or what keeps it from having one."""
        said = self.figures.bounds(term.rows[0] if len(term.rows) == 1 else term.rows)
        return shown(self.figures.true(said.value)) if said.state in (OK, EXCESS) else said.state

    def judge(self, values: Values) -> Verdict:
        """Bind and judge as Calculations 1.1 does; INDETERMINATE where it would not bind."""
        return _judged(self.weighted, values, is_open=self.rollup.open)

    def sides(self, values: Values) -> tuple[Interval | None, Interval | None]:
        """Return the interval of the total and that of the weighted sum of parts."""
        left: Interval | None = None
        right = ZERO
        broken = False
        for position, (key, weight) in enumerate(self.weighted):
            said = values.bounds_of(key)
            if said.state == OK:
                if position:
                    right += self.figures.interval(said).times(weight)
                else:
                    left = self.figures.interval(said)
            elif said.state not in (MISSING, NIL):
                broken = True
        return left, None if broken else right

    def implied(self, key: Key, values: Values) -> Interval:
        """Return the true values of one figure with which the summation holds."""
        return unscaled(linear_implied(EQUAL, self.weighted, 0, key, values), self.figures)

    def added(self, values: Values) -> Added | None:
        """Return parts minus total, added up."""
        return Added(EQUAL, self.weighted, 0, values)

    def gap(self, values: Values) -> Number | None:
        """Return total minus the sum of parts, by reported values."""
        total: Number = 0
        for key, weight in self.weighted:
            said = values.bounds_of(key)
            if said.state == OK:
                total -= said.value * weight
            elif said.state not in (MISSING, NIL):
                return None
        return self.figures.true(total)


def unscaled(interval: Interval, figures: Figures) -> Interval:
    """Return a scaled interval as the true values it stands for."""
    return Interval(
        None if interval.low is None else figures.true(interval.low),
        None if interval.high is None else figures.true(interval.high),
        interval.low_open,
        interval.high_open,
    )


def in_places_of(
    totals: Mapping[Place, object], parts: Iterable[tuple[Mapping[Place, Found], Part]]
) -> dict[Place, list[tuple[Found, Part]]]:
    """Return what is reported of some parts in each place of a total, part by part.

    Where a part is in fewer places than the total, only those are looked at: every total may stand beside few of many.
    """
    found: dict[Place, list[tuple[Found, Part]]] = {}
    for places, part in parts:
        fewer = min(totals, places, key=len)
        spend(len(fewer))
        for place in fewer:
            if place in totals and place in places:
                found.setdefault(place, []).append((places[place], part))
    return found


def bind(figures: Figures, rollup: Rollup) -> Iterator[Summation]:
    """Yield one summation for every spot in which the total and at least one part are reported and not nil."""
    totals = figures.spots(rollup.total)
    found = in_places_of(
        totals, ((figures.by_concept[one[0]], one) for one in rollup.parts if one[0] in figures.by_concept)
    )
    whole = figures.whole
    for spot in sorted(found, key=lambda spot: first(totals[spot])):
        rows = totals[spot]
        quick = whole(rows) if isinstance(rows, int) else None
        low = high = value = 0
        for of_part, (_, weight) in found[spot] if quick is not None else ():
            part = whole(of_part) if isinstance(of_part, int) else None
            if part is None or not isinstance(weight, int):
                quick = None
                break
            own = part[0] * weight
            room = part[1] * abs(weight)
            value += own
            low += own - room
            high += own + room
        if quick is None:
            made = _closely(figures, spot, rollup, [part for _, part in found[spot]])
            if made is not None:
                yield made
        else:
            verdict = Verdict.HOLDS if value == quick[0] else Verdict.ROUNDING
            if low > quick[0] + quick[1] or high < quick[0] - quick[1]:
                verdict = Verdict.FAILS
            if rollup.open:
                verdict = Verdict.INDETERMINATE
            yield Summation(figures, spot, verdict, rollup)


def first(rows: int | Sequence[int]) -> int:
    """Return the first of the facts of a figure."""
    return rows if isinstance(rows, int) else rows[0]


def _closely(figures: Figures, spot: int, rollup: Rollup, reported: Iterable[tuple[Name, Number]]) -> Summation | None:
    """Return a rollup bound to a spot where some figure is no plain integer; None when it does not bind there."""
    keys: list[tuple[Key, Number]] = [((part, spot), weight) for part, weight in reported]
    total = (rollup.total, spot)
    if figures.bounds_of(total).state == NIL or all(figures.bounds_of(key).state == NIL for key, _ in keys):
        return None
    return Summation(figures, spot, _judged(((total, -1), *keys), figures, is_open=rollup.open), rollup)


def _judged(weighted: tuple[tuple[Key, Number], ...], values: Values, *, is_open: bool) -> Verdict:
    """Judge a total and its parts as Calculations 1.1 does, parts that are not reported left out or not."""
    (total, _), *parts = weighted
    if is_open or all(values.bounds_of(key).state in (MISSING, NIL) for key, _ in parts):
        return Verdict.INDETERMINATE
    if values.bounds_of(total).state != OK:
        return Verdict.INDETERMINATE
    return linear_verdict(EQUAL, weighted, 0, values, optional=True)
