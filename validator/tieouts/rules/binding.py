"""Rules bound to a report: in every frame where a rule's figures are reported, one tie a relation."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from validator.budget import spend
from validator.model.intervals import scaled
from validator.model.numbers import number
from validator.model.periods import Period
from validator.tieouts.equation import compare_values
from validator.tieouts.expression import degree, figures_of, value_of
from validator.tieouts.figures import MISSING, NIL, OK
from validator.tieouts.rules import shifts
from validator.tieouts.rules.arguments import SHIFT, counted, dated, named, quoted, summed
from validator.tieouts.rules.declared import LOST_PARTS, Declared, Once
from validator.tieouts.rules.names import AMOUNTS, CONDITIONS, SHIFTS, check_names
from validator.tieouts.rules.nodes import parts
from validator.tieouts.rules.scope import Anchor, Lacking, Scope
from validator.tieouts.rules.sets import Sets
from validator.tieouts.rules.templated.places import LACKED, LOOKED_UP, Places, UnboundError
from validator.tieouts.rules.templated.templates import HIGHEST_DEGREE, template
from validator.tieouts.rules.templated.ties import Compiled
from validator.tieouts.rules.tokens import RuleError
from validator.tieouts.rules.wide import ITSELF, Wide

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.model.intervals import Number
    from validator.model.names import Name
    from validator.tieouts.expression import Bound
    from validator.tieouts.figures import Figures, Key
    from validator.tieouts.rules.nodes import Call, Leaf, Member, Node, Relation
    from validator.tieouts.rules.rulebook import Rule
    from validator.tieouts.rules.sets import Elements, Variables
    from validator.tieouts.rules.templated.templates import Template

MOST_COMBINATIONS = 100_000


class Binder:
    """Binds the rules of one file to one report; unless told to interpret them all, by their templates."""

    def __init__(
        self,
        figures: Figures,
        namespaces: dict[str, str],
        *,
        frames: Places | None = None,
        interpreted: bool = False,
    ) -> None:
        self.figures = figures
        self.frames = frames or Places(figures)
        self.sets = Sets(figures, self.frames, namespaces)
        self.wide = Wide(self.sets)
        self.lets: dict[str, Node] = {}
        self.absent: list[Lacking | str] = []
        self.open = False  # whether a sum of the tie that is made may have other parts
        self.interpreted = interpreted

    # --- rules ----------------------------------------------------------------------------------
    def bind(self, rule: Rule) -> Iterator[Declared]:
        """Yield a rule's ties. Raises RuleError for a name the taxonomy does not know."""
        self.lets = dict(rule.lets)
        check_names(rule, self.sets)
        plan = None if self.interpreted else template(rule)
        once = Once(by_filling=plan is not None and plan.alone)
        for count, variables in enumerate(self.sets.combinations(rule.ranging)):
            if count >= MOST_COMBINATIONS:
                raise RuleError("combinations", 0, most=MOST_COMBINATIONS)
            bind = partial(self._bind, rule, variables, plan)
            yield from filter(once, self.figures.bound((rule.code, rule.text, variables), bind))

    def _bind(self, rule: Rule, variables: Variables, plan: Template | None) -> Iterator[Declared]:
        """Return a rule's ties for some values of its variables, in every scope."""
        self.wide.forget()
        if plan is not None:
            with suppress(RuleError):  # the interpreter says where it cannot be bound
                return Compiled(self, rule, plan, variables).ties()
        return (tie for scope in self.scopes(rule, variables) for tie in self.within(rule, scope))

    def within(self, rule: Rule, scope: Scope) -> Iterator[Declared]:
        """Yield a rule's ties in one scope."""
        if rule.when is None or self.applies(rule.when, scope):
            for relation in rule.relations:
                made = self.tie(rule, relation, scope)
                if made is not None:
                    yield made

    def tie(self, rule: Rule, relation: Relation, scope: Scope) -> Declared | None:
        """Return a rule bound in one scope; None when it does not apply, or nothing of it is reported."""
        self.absent, self.open = [], False
        try:
            left, right = self.bounded(relation[2], scope), self.bounded(relation[3], scope)
        except UnboundError:
            return None
        keys = [*figures_of(left), *figures_of(right)]
        if not keys or left == right or (self.absent and rule.missing == "skip"):
            return None
        absent = tuple({str(one): one for one in self.absent}.values()) if rule.missing != "zero" else ()
        absent += (LOST_PARTS,) if self.open else ()
        spend(LACKED * len(absent))
        return Declared(self.figures, rule, relation[0], left, right, keys[0][1], absent, scope)

    def scopes(self, rule: Rule, variables: tuple[tuple[str, Name], ...]) -> Iterator[Scope]:
        """Yield every scope in which a figure is reported that the rule looks up in its own frame, in order."""
        sides = [side for _, _, left, right in rule.relations for side in (left, right)]
        anchors = [one for side in sides for one in self.anchors(side, variables)]
        anchors = [one for one in anchors if one.concept.period_type == "duration"] or anchors
        chosen = {axis for one in anchors for axis, _ in one.members or ()}
        found: dict[Scope, None] = {}
        for anchor in anchors:
            spots = self.figures.spots(anchor.concept.name)
            spend(1 + len(spots))
            for spot in spots:
                scope = self.frames.scope_for(anchor, spot)
                # a rule that chooses members of an axis itself is bound where the frame has none of it
                if scope is not None and not any(axis in chosen for axis, _ in scope.members):
                    found.setdefault(scope.with_variables(variables))
        if not anchors:  # everything is shifted: any duration may be the frame
            for frame in sorted(set(self.figures.report.frames)):
                scope = self.frames.scope_of(frame)
                if scope is not None and scope.period.duration:
                    spend(len(self.frames.currencies))
                    for currency in dict.fromkeys(self.frames.currencies):
                        found.setdefault(scope._replace(currency=currency, variables=variables))
        with_currency = {scope._replace(currency=None) for scope in found if scope.currency is not None}
        for scope in found:
            if scope.currency is not None or scope not in with_currency:
                yield scope

    # --- anchors --------------------------------------------------------------------------------
    def anchors(self, node: Node, variables: tuple[tuple[str, Name], ...], unit: str | None = None) -> Iterator[Anchor]:
        """Yield the figures of an amount that are looked up in the rule's own frame."""
        if node[0] == "name" and node[2] in self.lets and node[2] not in dict(variables):
            yield from self.anchors(self.lets[node[2]], variables, unit)
        elif node[0] == "name" or node[0] == "member":
            members = self.members(node[3], variables) if node[0] == "member" else None
            yield Anchor(self.sets.concept(node[2], node[1], variables), members, unit)
        elif node[0] == "call":
            _, _, name, arguments = node
            if name == "unit":
                chosen = quoted(node, 1, 2)
                yield from self.anchors(arguments[0], variables, chosen)
            elif name == "sum":
                amount, ranging, elements = self._summands(node, variables)
                for value, _ in elements:
                    yield from self.anchors(amount, (*variables, (ranging, value)), unit)
            elif name in ("abs", "min", "max"):
                for argument in arguments:
                    yield from self.anchors(argument, variables, unit)
            elif name not in AMOUNTS:
                raise self.sets.unknown_function(name, AMOUNTS, node[1])
        else:
            for part in parts(node):
                yield from self.anchors(part, variables, unit)

    def _summands(self, node: Call, variables: tuple[tuple[str, Name], ...]) -> tuple[Node, str, Elements]:
        """Return what a sum adds: an amount, the variable in it, and the values of that with their weights."""
        _, offset, _, arguments = node
        first, *more = arguments or (node,)
        amount: Node = ("name", offset, ITSELF)
        name, inner = ITSELF, first
        if len(more) == 1 and first[0] == "ranging":
            name, inner, amount = first[2], first[3], more[0]
        elif more or not arguments:
            raise RuleError("sum", offset, function="sum")
        self.open = self.open or self.sets.open(inner)
        return amount, name, self.sets.elements(inner, variables)

    def members(
        self, members: tuple[tuple[str, str, int], ...], variables: tuple[tuple[str, Name], ...]
    ) -> tuple[tuple[Name, str], ...]:
        """Return the members an amount chooses, by their axes."""
        found = []
        for axis, member, offset in members:
            name = self.sets.concept(axis, offset, variables).name
            if member == "none":
                found.append((name, ""))
            elif member.startswith("'"):
                found.append((name, member))
            else:
                found.append((name, self.sets.concept(member, offset, variables).name))
        return tuple(found)

    # --- amounts --------------------------------------------------------------------------------
    def bounded(self, node: Node, scope: Scope) -> Bound:
        """Return an amount that can be computed in bounded work. Raises as `amount` does."""
        made = self.amount(node, scope)
        if degree(made) > HIGHEST_DEGREE:
            raise RuleError("degree", node[1], most=HIGHEST_DEGREE, name=node[0])  # an operator as it is written
        return made

    def amount(self, node: Node, scope: Scope) -> Bound:
        """Return an amount as an expression tree over figures; names in `self.absent` what is not reported.

        Raises UnboundError where a period it needs is not in the report, RuleError for what can never be bound.
        """
        if node[0] == "number" and (parsed := number(node[2])) is not None:
            return ("constant", scaled(*parsed))
        if node[0] == "name" or node[0] == "member":
            return self._named(node, scope)
        if node[0] == "+" or node[0] == "-" or node[0] == "*" or node[0] == "/":
            left, right = self.amount(node[2], scope), self.amount(node[3], scope)
            if node[0] == "*" or node[0] == "/":
                return ("product" if node[0] == "*" else "quotient", left, right)
            return summed((1, left), (1 if node[0] == "+" else -1, right))
        if node[0] == "negative":
            return summed((-1, self.amount(node[2], scope)))
        if node[0] == "**":
            return ("power", self.amount(node[2], scope), node[3])
        if node[0] == "call":
            return self._called(node, scope)
        raise RuleError("amount", node[1])

    def _named(self, node: Leaf | Member, scope: Scope) -> Bound:
        name = node[2]
        if node[0] == "name" and scope.variable(name) is None and name in self.lets:
            return self.amount(self.lets[name], scope)
        concept = self.sets.concept(name, node[1], scope.variables)
        if node[0] == "member":
            scope = scope.under(self.members(node[3], scope.variables))
        if concept.period_type == "instant" and scope.period.duration:
            scope = scope.at(scope.period.closing)
        elif concept.period_type == "duration" and scope.period.instant:
            raise RuleError("instant", node[1], name=name)
        spend(LOOKED_UP)
        key = self.frames.find(concept.name, scope)
        if key is None or self.figures.bounds_of(key).state == MISSING:
            self.absent.append(Lacking(self.figures.label(concept.name), concept.name, scope))
            return ("constant", 0)
        return ("figure", key)

    def _called(self, node: Call, scope: Scope) -> Bound:
        _, offset, name, arguments = node
        if name in ("abs", "min", "max"):
            if not arguments or (name == "abs" and len(arguments) != 1):
                raise RuleError("one-amount" if name == "abs" else "amounts", offset, function=name)
            inner = [self.amount(argument, scope) for argument in arguments]
            if name == "abs":
                return ("abs", inner[0])
            made = inner[0]
            for other in inner[1:]:
                made = ("least" if name == "min" else "greatest", made, other)
            return made
        if name == "sum":
            return self._summed(node, scope)
        if name == "unit":
            scope = scope._replace(unit=quoted(node, 1, 2))
            return self.amount(arguments[0], scope)
        if name == "the":
            return self._sole(node, scope)
        if name not in SHIFTS:
            raise self.sets.unknown_function(name, AMOUNTS, offset)
        if not arguments or (len(arguments) > 1 and name not in ("quarter", "on", "during")):
            raise RuleError("one-amount", offset, function=name)
        if name == "quarters":
            periods = [self.frames.known(one) for one in shifts.quarters(scope.period)]
            if not periods or None in periods:
                raise UnboundError
            return summed(*((1, self.amount(arguments[0], scope.at(one))) for one in periods if one))
        return self.amount(arguments[0], scope.at(self.shifted(node, scope)))

    def shifted(self, node: Call, scope: Scope) -> Period:
        """Return the period a call shifts to. Raises UnboundError where it does not apply, or is not in the report."""
        _, offset, name, arguments = node
        if name == "on":
            return Period(None, dated(node, 1, 2, ending=True))
        if name == "during":
            return Period(dated(node, 1, 3, ending=False), dated(node, 2, 3, ending=True))
        if name == "quarter":
            if len(arguments) != 2 or not (which := counted(arguments[1:])):
                raise RuleError("quarter", offset, function=name)
            shifted = shifts.quarter(scope.period, *which)
        elif name == "last_quarter":
            shifted = shifts.quarter(scope.period, -1)
        elif name == "year_to_date":
            shifted = shifts.year_to_date(scope.period, self.frames.ending(scope.period))
        elif name == "prior" and scope.period.instant:
            shifted = shifts.before(scope.period, self.frames.instants)
        else:
            shifted = SHIFT[name](scope.period)
        if shifted is None:
            raise UnboundError
        if name in ("opening", "closing"):
            return shifted  # a balance that should be there: its absence is worth naming
        known = self.frames.known(shifted)
        if known is None:
            raise UnboundError
        return known

    def _summed(self, node: Call, scope: Scope) -> Bound:
        """Return a sum over a set; what is not reported counts for nothing, as long as something is."""
        before = self.absent
        amount, name, elements = self._summands(node, scope.variables)
        near = self.wide.near(amount, name, elements, scope)
        parts, absent = self._added(amount, name, near, scope)
        if not parts and near is not elements:
            parts, absent = self._added(amount, name, elements[-1:], scope)
        self.absent = before
        if not parts:
            self.absent += absent or ["a sum over nothing"]
            return ("constant", 0)
        return summed(*parts)

    def _added(
        self, amount: Node, name: str, elements: Elements, scope: Scope
    ) -> tuple[list[tuple[Number, Bound]], list[Lacking | str]]:
        """Return the parts of a sum that are reported, with their weights, and what the last of them lacks."""
        parts: list[tuple[Number, Bound]] = []
        self.absent = []
        for value, weight in elements:
            self.absent = []
            part = self.amount(amount, scope.with_variables((*scope.variables, (name, value))))
            if not self.absent:
                parts.append((weight, part))
        return parts, self.absent

    def _sole(self, node: Call, scope: Scope) -> Bound:
        _, offset, name = named(node)
        concept = self.sets.concept(name, offset, scope.variables)
        key, count = self.frames.sole(concept.name, scope)
        if key is None:
            label = self.figures.label(concept.name)
            self.absent.append(label if not count else f"{label} (reported {count} times, so none is the one)")
            return ("constant", 0)
        return ("figure", key)

    # --- conditions -----------------------------------------------------------------------------
    def applies(self, node: Node, scope: Scope) -> bool:
        """Whether a condition holds in a scope, for the values as reported."""
        if node[0] == "not":
            return not self.applies(node[2], scope)
        if node[0] == "and" or node[0] == "or":
            first = self.applies(node[2], scope)
            return self.applies(node[3], scope) if first is (node[0] == "and") else first
        if node[0] == "name":
            return self._reported(node, scope)
        if node[0] == "==" or node[0] == "<=" or node[0] == ">=" or node[0] == "<" or node[0] == ">":
            left, right = self.value(node[2], scope), self.value(node[3], scope)
            return left is not None and right is not None and compare_values(node[0], right - left)
        if node[0] != "call":
            raise RuleError("condition", node[1])
        _, offset, name, arguments = node
        if name == "reported":
            return all(self._reported(argument, scope) for argument in arguments)
        if name == "months":
            counts = counted(arguments)
            if not counts:
                raise RuleError("months", offset, function=name)
            return shifts.months(scope.period) in counts
        if name == "currency":
            return scope.currency in [argument[2] for argument in arguments if argument[0] == "text"]
        simple = {
            "instant": scope.period.instant,
            "duration": scope.period.duration,
            "dimensionless": not scope.members,
        }
        if name not in simple:
            raise self.sets.unknown_function(name, CONDITIONS, offset)
        return simple[name]

    def _reported(self, node: Node, scope: Scope) -> bool:
        self.absent = []
        try:
            bound = self.amount(node, scope)
        except UnboundError:
            return False
        # copies at odds are reported, and leave open what is guarded by them: it does not vanish
        states = {self.figures.bounds_of(key).state for key in figures_of(bound)}
        return not self.absent and states.isdisjoint((MISSING, NIL))

    def value(self, node: Node, scope: Scope) -> Number | None:
        """Return an amount's value as reported; None where something of it is not."""
        self.absent = []
        try:
            bound = self.bounded(node, scope)
        except UnboundError:
            return None
        figures = self.figures
        if self.absent or any(figures.bounds_of(key).state != OK for key in figures_of(bound)):
            return None

        def look(key: Key) -> Number:
            return figures.true(figures.bounds_of(key).value)

        return value_of(bound, look)
