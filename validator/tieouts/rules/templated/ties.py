"""Rules bound by their templates: figures found by tables, verdicts in whole numbers, trees made only when asked for.

Ties, their order, their verdicts and what they lack are those of the interpreter (`binding`), which has the word
wherever something is out of the ordinary.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from validator.budget import spend
from validator.tieouts.equation import compare_values
from validator.tieouts.expression import value_of
from validator.tieouts.figures import MISSING, NIL, OK
from validator.tieouts.rules import shifts, wide
from validator.tieouts.rules.declared import LOST_PARTS, Declared, Formed
from validator.tieouts.rules.scope import Lacking
from validator.tieouts.rules.templated.places import LACKED, LOOKED_UP, UNBOUND, UNUSUAL, UnboundError
from validator.tieouts.rules.templated.verdicts import linear, ratios
from validator.tieouts.rules.tokens import RuleError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.finding import Verdict
    from validator.model.intervals import Number
    from validator.model.names import Name
    from validator.model.periods import Period
    from validator.model.taxonomy import Concept
    from validator.tieouts.figures import Bounds, Figures, Key
    from validator.tieouts.rules.declared import Found, Parts
    from validator.tieouts.rules.nodes import Call
    from validator.tieouts.rules.rulebook import Rule
    from validator.tieouts.rules.scope import Members, Scope
    from validator.tieouts.rules.sets import Elements, Sets
    from validator.tieouts.rules.templated.places import Places, Table, Way
    from validator.tieouts.rules.templated.templates import (
        Amount,
        Chosen,
        Condition,
        Form,
        Slot,
        Template,
    )
    from validator.tieouts.rules.wide import Wide

    Variables = tuple[tuple[str, Name], ...]
    Seen = tuple[Found, Bounds | None]  # a figure and what it says

NOT_SEEN: Seen = None, None


class _UnusualError(Exception):
    """The interpreter has to say what becomes of the rule in this scope."""


class Cell(NamedTuple):
    """A slot for some values of a rule's variables: its concept, the way to it, and where its figures are."""

    slot: Slot
    concept: Concept
    way: Way
    table: Table
    within: dict[int, Key] | None  # by place, where a unit is chosen


class Summed(NamedTuple):
    """A slot that finds what a sum over a set adds up: what that is for each element."""

    slot: Slot
    elements: Elements
    cells: dict[Name, Cell]


class Interpreter(Protocol):
    """What has the word wherever a rule is out of the ordinary."""

    figures: Figures
    frames: Places
    sets: Sets
    wide: Wide

    def members(self, members: Chosen, variables: Variables) -> Members:
        """Return the members an amount chooses."""

    def shifted(self, node: Call, scope: Scope) -> Period:
        """Return the period a call shifts to."""

    def within(self, rule: Rule, scope: Scope) -> Iterator[Declared]:
        """Yield a rule's ties in one scope."""


class Compiled:
    """One rule for some values of its variables. Raises RuleError where a name in it is unknown."""

    def __init__(self, binder: Interpreter, rule: Rule, template: Template, variables: Variables) -> None:
        self.binder = binder
        self.rule = rule
        self.template = template
        self.variables = variables
        self.figures = binder.figures
        self.places = binder.frames
        self.open = False
        self.cells = [self._cell(slot) for slot in template.slots]
        named = [one.concept.name for one in self.cells if isinstance(one, Cell)]
        self.distinct = len(set(named)) == len(self.cells)  # no figure can be found twice
        self.simple = self.distinct and not any(one.twice for one in template.forms)
        self.place = self.currency = -1
        self.scope: Scope | None = None
        self.seen: list[Seen | None] = []
        self.steps = 0  # of work since it was last said

    def _cell(self, slot: Slot) -> Cell | Summed:
        if slot.over is None:
            return self._looking(slot, self.variables)
        name, inner = slot.over
        elements = self.binder.sets.elements(inner, self.variables)
        self.open = self.binder.sets.open(inner)
        cells = {value: self._looking(slot, (*self.variables, (name, value))) for value, _ in elements}
        return Summed(slot, elements, cells)

    def _looking(self, slot: Slot, variables: Variables) -> Cell:
        binder, places = self.binder, self.places
        concept = binder.sets.concept(slot.name, slot.offset, variables)
        members = None if slot.members is None else binder.members(slot.members, variables)
        way = places.way(slot.shifts, "" if slot.sole else concept.period_type, members, binder.shifted)
        table = places.table(concept.name)
        return Cell(slot, concept, way, table, None if slot.unit is None else table.within(slot.unit))

    # --- scopes ---------------------------------------------------------------------------------
    def scopes(self) -> Iterator[int]:
        """Yield the number of every scope in which a figure is reported that anchors the rule, in order."""
        places = self.places
        width, none = places.width, places.none
        anchors: list[Cell] = []
        for at in self.template.anchors:
            one = self.cells[at]
            anchors += (one,) if isinstance(one, Cell) else [one.cells[value] for value, _ in one.elements]
        anchors = [one for one in anchors if one.concept.period_type == "duration"] or anchors
        chosen = {axis for one in anchors for axis, _ in one.way.members or ()}
        found: dict[int, None] = {}
        for anchor in anchors:
            spend(1 + len(anchor.table.spots))
            if anchor.slot.unit is None and anchor.way.members is None and not chosen:
                found.update(anchor.table.scopes)
            else:
                found.update(dict.fromkeys(self._anchored(anchor, chosen)))
        if not anchors:
            found = dict.fromkeys(self._anywhere())
        named = {number // width for number in found if number % width != none}
        for number in found:
            if number % width != none or number // width not in named:
                yield number

    def _anchored(self, anchor: Cell, chosen: set[Name]) -> Iterator[int]:
        """Yield the scopes in which an anchor is looked up; where it chooses members, there are none of them."""
        places, members = self.places, anchor.way.members
        width, none = places.width, places.none
        for number in anchor.table.scopes:
            place, currency = divmod(number, width)
            scope = places.scopes[place]
            if members is not None:
                if not members and scope.members:
                    continue
                own, wanted = dict(scope.members), dict(members)
                if any(own.get(axis, "") != member for axis, member in wanted.items()):
                    continue
                scope = scope._replace(members=tuple(one for one in scope.members if one[0] not in wanted))
                place = places.number(scope)
            if not any(axis in chosen for axis, _ in scope.members):
                yield place * width + (currency if anchor.slot.unit is None else none)

    def _anywhere(self) -> Iterator[int]:
        """Yield every scope of a duration, in every currency: everything is shifted."""
        places = self.places
        for frame in sorted(set(self.figures.report.frames)):
            place = places.of_frame(frame)
            if place >= 0 and places.scopes[place].period.duration:
                spend(len(places.currencies))
                for currency in dict.fromkeys(places.currency_of):
                    yield place * places.width + currency

    # --- ties -----------------------------------------------------------------------------------
    def ties(self) -> Iterator[Declared]:
        """Yield the rule's ties in every scope."""
        nothing: list[Seen | None] = [None] * len(self.cells)
        width, when, forms = self.places.width, self.template.when, self.template.forms
        for number in self.scopes():
            self.place, self.currency = divmod(number, width)
            self.scope = None
            self.seen = nothing.copy()
            made = []
            try:
                if when is None or self._applies(when):
                    for form in forms:
                        try:
                            tie = self._tie(form, number)
                        except UnboundError:
                            continue
                        if tie is not None:
                            made.append(tie)
            except _UnusualError:
                yield from self.binder.within(self.rule, self._scope(number))
                continue
            spend(self.steps)
            self.steps = 0
            yield from made

    def _scope(self, number: int) -> Scope:
        scope = self.places.scope(number)
        return scope.with_variables(self.variables) if self.variables else scope

    def _tie(self, form: Form, number: int) -> Declared | None:
        """Return a relation in a scope; None where nothing of it is reported. Raises UnboundError, _UnusualError."""
        seen, rule = self.seen, self.rule
        pairs = [seen[at] or self._look(at) for at in form.slots]
        self.steps += LOOKED_UP * form.looked
        found = tuple([one[0] for one in pairs])
        lacks = None in found
        plain = self.simple and not lacks
        keys = cast("tuple[Key, ...]", found) if plain else tuple(dict.fromkeys(_keys(found)))
        if not keys or (lacks and rule.missing == "skip"):
            return None
        absent: tuple[Lacking | str, ...] = ()
        if lacks and rule.missing != "zero":
            absent = tuple({str(one): one for one in self._lacking(form, found)}.values())
        if form.summing and self.open:
            absent += (LOST_PARTS,)
        scope = self.scope
        if scope is None:
            scope = self.scope = self._scope(number)
        made = Formed(self.figures, rule, form, found, keys, absent, scope)
        if not plain and made.left == made.right:
            return None
        if absent:
            self.steps += LACKED * len(absent)
            return made
        known = self._judged(form, pairs) if plain or len(keys) == sum(map(_figures, found)) else None
        made.verdict = made.judge(self.figures) if known is None else known
        return made

    def _judged(self, form: Form, pairs: Sequence[Seen]) -> Verdict | None:
        """Return the verdict of a relation over different figures; None where intervals have to tell."""
        rule, factor = self.rule, self.figures.factor
        optional = rule.missing == "zero"
        said, weights = [one[1] for one in pairs], form.weights
        if form.summing:
            if weights is None:
                return None
            said, weights = self._spread(pairs, weights)
        if weights is not None:
            constant = form.constant * factor
            return linear(form.relation, weights, constant, said, optional=optional, printed=rule.printed)
        return ratios(form, said, factor, optional=optional, printed=rule.printed)

    def _spread(
        self, pairs: Sequence[Seen], weights: Sequence[Number]
    ) -> tuple[list[Bounds | None], tuple[Number, ...]]:
        """Return what figures say, and their weights, with what a sum over a set adds up one by one."""
        said: list[Bounds | None] = []
        each: list[Number] = []
        for (found, one), weight in zip(pairs, weights, strict=True):
            if found is None or isinstance(found[0], str):
                said.append(one)
                each.append(weight)
            else:
                said += [self.figures.bounds_of(key) for _, key in found]
                each += [weight * own for own, _ in found]
        return said, tuple(each)

    def _look(self, at: int) -> Seen:
        """Look a figure up. Raises UnboundError where the rule does not apply, _UnusualError where it cannot tell."""
        cell = self.cells[at]
        if isinstance(cell, Summed):
            seen: Seen = self._summands(cell), None
        else:
            key = self._find(cell)
            seen = NOT_SEEN if key is None else (key, self.figures.bounds(cell.table.spots[key[1]]))
        self.seen[at] = seen
        return seen

    def _find(self, cell: Cell) -> Key | None:
        place, table = cell.way[self.place], cell.table
        if place == UNBOUND:
            raise UnboundError
        if place == UNUSUAL:
            raise _UnusualError
        if cell.slot.sole:
            return self._sole(cell)
        if place < 0:
            return None
        if cell.within is not None:
            return cell.within.get(place)
        if self.currency == self.places.none:
            return table.anywhere.get(place)
        first = place * self.places.width
        return table.exact.get(first + self.currency) or table.exact.get(first + self.places.none)

    def _sole(self, cell: Cell) -> Key | None:
        """Return the one figure of a concept, as it is seen from a period."""
        scope = cell.way.end(self.places.scopes[self.place])
        own = cell.slot.unit, scope.period
        if own not in cell.table.sole:
            key, _ = self.places.sole(cell.concept.name, scope._replace(unit=cell.slot.unit))
            cell.table.sole[own] = key
        return cell.table.sole[own]

    def _summands(self, cell: Summed) -> Parts | None:
        """Return what a sum adds up: what is reported of its elements; None where nothing is."""
        name, _ = cell.slot.over or ("", None)
        near = cell.elements
        if not near and cell.slot.shifts:  # where the period is missing it does not apply, though nothing is added up
            raise _UnusualError
        if len(near) > wide.MANY and cell.slot.name == name and cell.slot.members is None:
            scope = self.places.scopes[self.place]
            try:
                for call in cell.slot.shifts:
                    scope = scope.at(self.binder.shifted(call, scope))
            except RuleError:
                raise _UnusualError from None
            near = self.binder.wide.near(("name", 0, name), name, near, scope)
        self.steps += LOOKED_UP * len(near)
        found = [(weight, key) for value, weight in near if (key := self._find(cell.cells[value])) is not None]
        return tuple(found) or None

    def _lacking(self, form: Form, found: Sequence[Found]) -> Iterator[Lacking]:
        """Yield what a relation lacks, in order."""
        for at, key in zip(form.slots, found, strict=True):
            if key is None:
                cell = self.cells[at]
                if isinstance(cell, Summed) or cell.slot.sole:
                    raise _UnusualError
                scope = cell.way.end(self.places.scopes[self.place])
                currency = self.places.named[self.currency]
                scope = scope._replace(currency=currency, unit=cell.slot.unit, variables=self.variables)
                yield Lacking(self.figures.label(cell.concept.name), cell.concept.name, scope)

    # --- conditions -----------------------------------------------------------------------------
    def _applies(self, condition: Condition) -> bool:
        kind, joined = condition.kind, condition.joined
        if kind == "reported":
            return all(map(self._reported, condition.amounts))
        if kind == "and":
            return self._applies(joined[0]) and self._applies(joined[1])
        if kind == "or":
            return self._applies(joined[0]) or self._applies(joined[1])
        if kind == "not":
            return not self._applies(joined[0])
        if kind == "currency":
            return self.places.named[self.currency] in condition.asked
        scope = self.places.scopes[self.place]
        if kind == "months":
            return shifts.months(scope.period) in condition.asked
        if kind == "instant":
            return scope.period.instant
        if kind == "duration":
            return scope.period.duration
        if kind == "dimensionless":
            return not scope.members
        left, right = map(self._value, condition.amounts)
        return left is not None and right is not None and compare_values(kind, right - left)

    def _all(self, amount: Amount) -> list[Bounds] | None:
        """Return what the figures of an amount say; None where one is not found."""
        self.steps += LOOKED_UP * amount.looked
        seen = self.seen
        try:
            pairs = [seen[at] or self._look(at) for at in amount.slots]
        except UnboundError:
            return None
        said = [one[1] for one in pairs if one[1] is not None]
        return said if len(said) == len(pairs) else None

    def _reported(self, amount: Amount) -> bool:
        said = self._all(amount)
        # copies at odds are reported, and leave open what is guarded by them: it does not vanish
        return said is not None and all(one.state not in (MISSING, NIL) for one in said)

    def _value(self, amount: Amount) -> Number | None:
        """Return an amount's value as reported; None where something of it is not."""
        said = self._all(amount)
        if said is None or any(one.state != OK for one in said):
            return None
        values = [self.figures.true(one.value) for one in said]
        return value_of(amount.tree, values.__getitem__)


def _keys(found: Sequence[Found]) -> Iterator[Key]:
    for one in found:
        if one is not None:
            if isinstance(one[0], str):
                yield one
            else:
                yield from (key for _, key in one)


def _figures(found: Found) -> int:
    """Return how many figures a slot found."""
    return 0 if found is None else 1 if isinstance(found[0], str) else len(found)
