"""A declared tie-out, bound: a relation of a rule over the figures of one frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from validator.finding import Term, Verdict
from validator.model.intervals import EMPTY, EVERYTHING, ZERO, Interval
from validator.tieouts import expression
from validator.tieouts.calculations import unscaled
from validator.tieouts.equation import (
    Added,
    Equation,
    Printed,
    allowed,
    compare,
    compare_values,
    linear_implied,
    linear_verdict,
    printed,
)
from validator.tieouts.figures import MISSING, OK, Figures, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.finding import Finding
    from validator.model.intervals import Number
    from validator.tieouts.equation import Values
    from validator.tieouts.expression import Bound
    from validator.tieouts.figures import Key
    from validator.tieouts.rules.rulebook import Rule
    from validator.tieouts.rules.scope import Lacking, Scope

    Parts = tuple[tuple[Number, Key], ...]  # what a sum over a set adds up
    Found = Key | Parts | None  # for a slot of a template
    Scaled = tuple[tuple[tuple[Key, Number], ...], Number]

OUTERMOST, ALONE = 0, 4  # what binds least, and closest
BINDS = {"sum": 1, "product": 2, "quotient": 2, "power": 3}  # and how close the others do
WRITTEN: dict[expression.Operation, tuple[str, int, int]] = {  # with what each operand stands in
    "product": ("{} × {}", BINDS["sum"], BINDS["sum"]),
    "quotient": ("{} ÷ {}", BINDS["sum"], BINDS["quotient"]),
    "least": ("min({}, {})", OUTERMOST, OUTERMOST),
    "greatest": ("max({}, {})", OUTERMOST, OUTERMOST),
}
LOST_PARTS = "what a sum adds up may stand in a document that could not be had"


class Form(Protocol):
    """A relation of a template, whose sides are made of what is found for its slots."""

    @property
    def relation(self) -> str:
        """How its sides are related."""

    def sides(self, found: Sequence[Found]) -> tuple[Bound, Bound]:
        """Return its sides."""


class Declared(Equation):
    """One relation of a rule, bound: `left relation right` as expression trees over figures.

    `absent` names figures the rule needs and the report has nowhere; with any of them it stays indeterminate. Sides and
    weights of what was bound by a template are made when they are asked for: of most ties, never.
    """

    __slots__ = (
        "_form", "_keys", "_nonlinear", "_scaled", "_trees", "absent", "filling", "relation", "rule", "said", "scope",
    )  # fmt: skip

    def __init__(
        self,
        figures: Figures,
        rule: Rule,
        relation: str,
        left: Bound,
        right: Bound,
        spot: int,
        absent: tuple[Lacking | str, ...],
        scope: Scope,
    ) -> None:
        super().__init__(figures, spot, Verdict.INDETERMINATE)
        keys = tuple(dict.fromkeys((*expression.figures_of(left), *expression.figures_of(right))))
        self._made(rule, relation, keys, absent, scope, (left, right))
        self.verdict = self.judge(figures)

    def _made(
        self,
        rule: Rule,
        relation: str,
        keys: tuple[Key, ...],
        absent: tuple[Lacking | str, ...],
        scope: Scope,
        trees: tuple[Bound, Bound] | None = None,
    ) -> None:
        """Say what it is; its sides are set, or made by its form."""
        self.rule = rule
        self.relation = relation
        self.absent = absent
        self.scope = scope  # what the messages' amounts are bound in
        self.said: Finding | None = None  # of its failure, once worded
        self.filling: tuple[Found, ...] | None = None  # by the slots of its form, where it was bound by one
        self._form: Form | None = None
        self._keys = keys
        self._trees = trees
        self._scaled: Scaled | None = None
        self._nonlinear = False

    @property
    def left(self) -> Bound:
        """The left side, over figures."""
        return self._both()[0]

    @property
    def right(self) -> Bound:
        """The right side, over figures."""
        return self._both()[1]

    def _both(self) -> tuple[Bound, Bound]:
        trees = self._trees
        if trees is None and self._form is not None and self.filling is not None:
            trees = self._trees = self._form.sides(self.filling)
        if trees is None:
            raise ValueError(self.rule)  # it is made with either
        return trees

    @property
    def scaled(self) -> Scaled | None:
        """The whole as weights of figures and a constant, right minus left, when it is linear."""
        if self._scaled is None and not self._nonlinear:
            left, right = self._both()
            whole = expression.linear(("sum", ((1, right), (-1, left))))
            if whole is None:
                self._nonlinear = True
            else:
                self._scaled = tuple(whole[0].items()), whole[1] * self.figures.factor
        return self._scaled

    @property
    def code(self) -> str:
        """The rule's code."""
        return self.rule.code

    @property
    def follows(self) -> tuple[str, ...]:
        """The codes that the rule says it follows."""
        return self.rule.follows

    @property
    def source(self) -> str:
        """The rule's name."""
        return self.rule.name

    @property
    def title(self) -> str:
        """The rule as written."""
        return self.rule.text

    @property
    def frame(self) -> str:
        """Where it was bound, in words."""
        return str(self.scope)

    @property
    def narrows(self) -> bool:
        """Whether its rule is an identity of true values."""
        return self.rule.kind == "identity" and not self.rule.printed

    @property
    def keys(self) -> tuple[Key, ...]:
        """Every figure in it."""
        return self._keys

    @property
    def optional(self) -> bool:
        """Whether a figure that is not reported counts as zero."""
        return self.rule.missing == "zero"

    @property
    def missing(self) -> tuple[str, ...]:
        """Figures that are not reported, by name."""
        return (*(str(one) for one in self.absent if one != LOST_PARTS), *super().missing)

    @property
    def reason(self) -> str:
        """Why it is indeterminate; empty otherwise."""
        if self.verdict is Verdict.INDETERMINATE and self.absent:
            return LOST_PARTS if LOST_PARTS in self.absent else f"{self.absent[0]}: not reported"
        return super().reason

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every reported figure, as evidence."""
        return tuple(self._terms())

    def _terms(self) -> Iterator[Term]:
        left = set(expression.figures_of(self.left))
        weights = dict(self.scaled[0]) if self.scaled is not None else {}
        for key in self.keys:
            said = self.figures.bounds_of(key)
            if said.state != MISSING:
                role = "left" if key in left else "right"
                interval = self.figures.interval(said) if said.state == OK else None
                weight = weights.get(key, 1)
                rows = self.figures.rows(key)
                yield Term(role, self.figures.label(key[0]), -weight if role == "left" else weight, rows, interval)

    @property
    def working(self) -> str:
        """The relation with the figures as reported."""
        return f"{self._written(self.left)} {self.relation} {self._written(self.right)}"

    def _written(self, node: Bound, above: int = OUTERMOST) -> str:
        """Write an amount: in parentheses where it binds no closer than what it stands in."""
        if node[0] == "constant":
            text = shown(node[1])
        elif node[0] == "figure":
            said = self.figures.bounds_of(node[1])
            text = shown(self.figures.true(said.value)) if said.state == OK else f"({said.state})"
        elif node[0] == "sum":
            parts = []
            for weight, part in node[1]:
                times = "" if weight in (1, -1) else f"{shown(max(weight, -weight))} × "
                parts.append(f"{'-' if weight < 0 else '+'} {times}{self._written(part, BINDS['sum'])}")
            text = " ".join(parts).removeprefix("+ ")
        elif node[0] == "abs":
            text = f"abs({self._written(node[1])})"
        elif node[0] == "power":
            text = f"{self._written(node[1], BINDS['power'])}^{node[2]}"
        else:
            written, first, second = WRITTEN[node[0]]
            text = written.format(self._written(node[1], first), self._written(node[2], second))
        binds = BINDS.get(node[0], BINDS["power"] if text.startswith("-") else ALONE)
        return f"({text})" if binds <= above else text

    # --- the three questions --------------------------------------------------------------------
    def judge(self, values: Values) -> Verdict:
        """Return its verdict over some values."""
        if self.absent:
            return Verdict.INDETERMINATE
        values = self._compared(values)
        if self.scaled is not None:
            terms, constant = self.scaled
            return linear_verdict(self.relation, terms, constant, values, optional=self.optional)
        sides = self._sides(values)
        difference = EMPTY if sides is None else sides[1] - sides[0]
        if difference.empty or difference == EVERYTHING:
            return Verdict.INDETERMINATE
        if not compare(self.relation, difference):
            return Verdict.FAILS
        gap = self.gap(values)
        exact = gap is not None and compare_values(self.relation, -gap)
        return Verdict.HOLDS if exact else Verdict.ROUNDING

    def sides(self, values: Values) -> tuple[Interval | None, Interval | None]:
        """Return the intervals of left and right; None when a figure leaves none."""
        return self._sides(values) or (None, None)

    def _sides(self, values: Values) -> tuple[Interval, Interval] | None:
        if self.absent or not self._usable(values):
            return None
        look = _looking(self.figures, self._compared(values))
        return expression.evaluate(self.left, look), expression.evaluate(self.right, look)

    def gap(self, values: Values) -> Number | None:
        """Return left minus right, by reported values."""
        if self.absent or not self._usable(values):
            return None
        figures = self.figures

        def value(key: Key) -> Number:
            said = values.bounds_of(key)
            return figures.true(said.value) if said.state == OK else 0

        left, right = expression.value_of(self.left, value), expression.value_of(self.right, value)
        return None if left is None or right is None else left - right

    def implied(self, key: Key, values: Values) -> Interval:
        """Return the true values of one figure with which it can hold."""
        if self.absent:
            return EVERYTHING
        values = self._compared(values)
        if self.scaled is not None:
            terms, constant = self.scaled
            return unscaled(linear_implied(self.relation, terms, constant, key, values), self.figures)
        others = [other for other in self.keys if other != key]
        if any(values.bounds_of(other).state != OK for other in others) and not self.optional:
            return EVERYTHING
        plain_look = _looking(self.figures, values)

        def look(found: Key) -> Interval:
            return EVERYTHING if found == key else plain_look(found)

        whole: Bound = ("sum", ((1, self.right), (-1, self.left)))
        if expression.evaluate(whole, look) == EMPTY:
            return EMPTY
        return expression.project(whole, allowed(self.relation), key, look)

    def added(self, values: Values) -> Added | None:
        """Return its figures added up, where they are weighted sums."""
        if self.scaled is None or self.absent:
            return None
        counted = (printed,) if self.rule.printed else ()
        return Added(self.relation, *self.scaled, values, *counted)

    def _compared(self, values: Values) -> Values:
        """Return what the rule compares: intervals, or figures as printed."""
        return Printed(values) if self.rule.printed else values

    def _usable(self, values: Values) -> bool:
        for key in self.keys:
            state = values.bounds_of(key).state
            if state != OK and not (self.optional and state == MISSING):
                return False
        return True


class Formed(Declared):
    """A relation of a template over the figures found for its slots; not judged yet."""

    __slots__ = ()

    def __init__(
        self,
        figures: Figures,
        rule: Rule,
        form: Form,
        found: tuple[Found, ...],
        keys: tuple[Key, ...],
        absent: tuple[Lacking | str, ...],
        scope: Scope,
    ) -> None:
        Equation.__init__(self, figures, keys[0][1], Verdict.INDETERMINATE)
        self._made(rule, form.relation, keys, absent, scope)
        self.filling, self._form = found, form


class Once:
    """Whether a tie of a rule is met for the first time: in several scopes, for several values, it may be the same.

    What a template found tells its ties apart where it has one relation; what was interpreted is told by its sides.
    """

    def __init__(self, *, by_filling: bool) -> None:
        self.by_filling = by_filling
        self.kept: list[Declared] = []
        self.seen: set[tuple[object, ...]] = set()

    def __call__(self, tie: Declared) -> bool:
        """Say so, once."""
        if self.by_filling and tie.filling is None:
            self.by_filling, self.seen = False, {(one.relation, one.left, one.right) for one in self.kept}
        own: tuple[object, ...] = (tie.filling or ()) if self.by_filling else (tie.relation, tie.left, tie.right)
        if own in self.seen:
            return False
        self.seen.add(own)
        self.kept.append(tie)
        return True


def _looking(figures: Figures, values: Values) -> expression.Look:
    def look(key: Key) -> Interval:
        said = values.bounds_of(key)
        return figures.interval(said) if said.state == OK else ZERO

    return look
