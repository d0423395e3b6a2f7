"""A parsed rule, taken apart once: which figures it looks up and where, and its amounts as trees over them.

What a rule says of a frame depends on the report only by the figures found there. So the amounts of its relations and
its condition become trees whose figures are numbers of *slots*, and a slot says how its figure is found: by which name,
shifted how, of which members, in which unit. A rule that asks for more than that has no template, and is interpreted.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, cast

from validator.model.intervals import scaled
from validator.model.numbers import number
from validator.tieouts.expression import degree, figures_of, linear, replaced
from validator.tieouts.rules.arguments import counted, quoted, summed
from validator.tieouts.rules.names import SHIFTS
from validator.tieouts.rules.nodes import RELATIONS
from validator.tieouts.rules.tokens import RuleError
from validator.tieouts.rules.wide import ITSELF

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from validator.model.intervals import Number
    from validator.tieouts.expression import Bound, Tree
    from validator.tieouts.figures import Key
    from validator.tieouts.rules.declared import Found
    from validator.tieouts.rules.nodes import Call, Node
    from validator.tieouts.rules.rulebook import Rule

    Chosen = tuple[tuple[str, str, int], ...]

HIGHEST_DEGREE = 144  # figures multiplied with each other: what grows further takes minutes, and means nothing
KEPT = 1024  # rules whose templates are kept
MISSED: Tree[Key] = ("constant", 0)


class Slot(NamedTuple):
    """How one figure of a rule is found: `over` is the variable and the set of a sum, whose summands it finds."""

    name: str
    members: Chosen | None
    shifts: tuple[Call, ...]
    unit: str | None
    sole: bool
    over: tuple[str, Node] | None
    offset: int


class Amount(NamedTuple):
    """An amount: a tree over numbers of its slots, and which of the rule's slots those are, in order."""

    tree: Tree[int]
    slots: tuple[int, ...]
    looked: int  # how many figures are looked up for it


class Form(NamedTuple):
    """A relation: both sides over the numbers of its slots, right minus left as weights where it is linear.

    `summing` says that some slots find what a sum over a set adds up.
    """

    relation: str
    left: Tree[int]
    right: Tree[int]
    slots: tuple[int, ...]
    looked: int
    weights: tuple[Number, ...] | None
    constant: Number
    summing: bool
    twice: bool  # whether a slot stands in it more than once

    def sides(self, found: Sequence[Found]) -> tuple[Bound, Bound]:
        """Return both sides over the figures that were found; what was not found is nothing."""
        return _over(self.left, found, self.summing), _over(self.right, found, self.summing)


class Condition(NamedTuple):
    """A condition: what kind it is, the conditions it joins, its amounts, and what else it asks for."""

    kind: str
    joined: tuple[Condition, ...] = ()
    amounts: tuple[Amount, ...] = ()
    asked: tuple[int | str, ...] = ()


class Template(NamedTuple):
    """A rule taken apart; `anchors` are the slots that are looked up in its own frame, in order."""

    slots: tuple[Slot, ...]
    anchors: tuple[int, ...]
    forms: tuple[Form, ...]
    when: Condition | None
    alone: bool  # its ties differ if, and only if, what they find does


class _Unusual(Exception):  # noqa: N818 - it is no error: such a rule is interpreted
    """The rule asks for something a template has no form for."""


def template(rule: Rule) -> Template | None:
    """Return a rule taken apart; None where it has to be interpreted."""
    return _template(rule.relations, rule.when, rule.lets, tuple(one[2] for one in rule.ranging))


@lru_cache(KEPT)
def _template(
    relations: tuple[Node, ...], when: Node | None, lets: tuple[tuple[str, Node], ...], variables: tuple[str, ...]
) -> Template | None:
    made = _Making(dict(lets), frozenset(variables))
    try:
        condition = None if when is None else made.condition(when)
        made.anchoring = True
        forms = tuple(made.form(*relation) for relation in relations)
    except (_Unusual, RuleError):
        return None
    return Template(tuple(made.slots), tuple(made.anchors), forms, condition, len(forms) == 1)


class _Making:
    """A template while it is made."""

    def __init__(self, lets: Mapping[str, Node], variables: frozenset[str]) -> None:
        self.lets = lets
        self.variables = variables
        self.slots: list[Slot] = []
        self.anchors: list[int] = []
        self.anchoring = False  # whether what is looked up in the rule's own frame tells in which it is bound
        self.numbers: dict[tuple[object, ...], int] = {}

    def form(self, relation: str, offset: int, left: Node, right: Node) -> Form:  # noqa: ARG002 - as a node has it
        """Return a relation."""
        sides = self.amount(left, (), None), self.amount(right, (), None)
        if max(map(degree, sides)) > HIGHEST_DEGREE:
            raise _Unusual
        looked = [*figures_of(sides[0]), *figures_of(sides[1])]
        slots = tuple(dict.fromkeys(looked))
        places = {slot: at for at, slot in enumerate(slots)}
        first, second = (replaced(side, lambda slot: ("figure", places[slot])) for side in sides)
        summing = [slot for slot in looked if self.slots[slot].over is not None]
        if len(summing) > 1:  # of one alone it can be told what it adds up
            raise _Unusual
        whole = linear(("sum", ((1, second), (-1, first))))
        weights = None if whole is None else tuple(whole[0][at] for at in range(len(slots)))
        constant = 0 if whole is None else whole[1]
        twice = len(slots) < len(looked)
        return Form(relation, first, second, slots, self._counted(looked), weights, constant, bool(summing), twice)

    def joined(self, node: Node) -> Amount:
        """Return an amount of a condition."""
        tree = self.amount(node, (), None)
        if degree(tree) > HIGHEST_DEGREE:
            raise _Unusual
        looked = list(figures_of(tree))
        slots = tuple(dict.fromkeys(looked))
        if any(self.slots[slot].over is not None for slot in slots):
            raise _Unusual
        return Amount(replaced(tree, lambda slot: ("figure", slots.index(slot))), slots, self._counted(looked))

    def _counted(self, looked: Sequence[int]) -> int:
        """Return how many figures are looked up in a scope: what a sum adds up is counted as it is found."""
        return sum(not self.slots[slot].sole and self.slots[slot].over is None for slot in looked)

    # --- amounts --------------------------------------------------------------------------------
    def amount(self, node: Node, shifts: tuple[Call, ...], unit: str | None) -> Tree[int]:
        """Return an amount over slots, looked up behind shifts and in a unit."""
        if node[0] == "number" and (parsed := number(node[2])) is not None:
            return ("constant", scaled(*parsed))
        if node[0] == "name" and node[2] in self.lets and node[2] not in self.variables:
            return self.amount(self.lets[node[2]], shifts, unit)
        if node[0] == "name" or node[0] == "member":
            members = node[3] if node[0] == "member" else None
            return self._slot(Slot(node[2], members, shifts, unit, sole=False, over=None, offset=node[1]))
        if node[0] == "+" or node[0] == "-" or node[0] == "*" or node[0] == "/":
            left, right = self.amount(node[2], shifts, unit), self.amount(node[3], shifts, unit)
            if node[0] == "*" or node[0] == "/":
                return ("product" if node[0] == "*" else "quotient", left, right)
            return summed((1, left), (1 if node[0] == "+" else -1, right))
        if node[0] == "negative":
            return summed((-1, self.amount(node[2], shifts, unit)))
        if node[0] == "**":
            return ("power", self.amount(node[2], shifts, unit), node[3])
        if node[0] == "call":
            return self._called(node, shifts, unit)
        raise _Unusual

    def _called(self, node: Call, shifts: tuple[Call, ...], unit: str | None) -> Tree[int]:
        name, arguments = node[2], node[3]
        if name == "unit":
            chosen = quoted(node, 1, 2)
            return self.amount(arguments[0], shifts, chosen)
        if name == "abs" and len(arguments) == 1:
            return ("abs", self.amount(arguments[0], shifts, unit))
        if name in ("min", "max") and arguments:
            made = self.amount(arguments[0], shifts, unit)
            for other in arguments[1:]:
                made = ("least" if name == "min" else "greatest", made, self.amount(other, shifts, unit))
            return made
        if name == "the" and len(arguments) == 1 and (said := arguments[0])[0] == "name":
            return self._slot(Slot(said[2], None, shifts, unit, sole=True, over=None, offset=said[1]))
        if name == "sum":
            return self._sum(node, shifts, unit)
        if name not in SHIFTS or name == "quarters" or not arguments:
            raise _Unusual
        if len(arguments) > 1 and name not in ("quarter", "on", "during"):
            raise _Unusual
        made = self.amount(arguments[0], (*shifts, node), unit)
        if next(figures_of(made), None) is None:  # without the period shifted to, the rule does not apply all the same
            raise _Unusual
        return made

    def _sum(self, node: Call, shifts: tuple[Call, ...], unit: str | None) -> Tree[int]:
        """Return a sum over a set, of figures that are looked up alike."""
        arguments = node[3]
        if len(arguments) == 2 and arguments[0][0] == "ranging":
            name, inner, added = arguments[0][2], arguments[0][3], arguments[1]
        elif len(arguments) == 1:
            name, inner, added = ITSELF, arguments[0], ("name", node[1], ITSELF)
        else:
            raise _Unusual
        known = name in self.variables or name in self.lets
        if known or (added[0] != "name" and added[0] != "member") or added[2] in self.lets:
            raise _Unusual
        members = added[3] if added[0] == "member" else None
        return self._slot(Slot(added[2], members, shifts, unit, sole=False, over=(name, inner), offset=added[1]))

    def _slot(self, slot: Slot) -> Tree[int]:
        """Return a figure found so: alike ones are one slot, wherever the rule says them."""
        shifts = tuple((one[2], *((kind, text) for kind, _, text in _texts(one))) for one in slot.shifts)
        members = None if slot.members is None else tuple((axis, member) for axis, member, _ in slot.members)
        over = None if slot.over is None else (slot.over[0], id(slot.over[1]))
        own = slot.name, members, shifts, slot.unit, slot.sole, over
        at = self.numbers.get(own)
        if at is None:
            at = self.numbers[own] = len(self.slots)
            self.slots.append(slot)
        if self.anchoring and not slot.shifts and not slot.sole:
            self.anchors.append(at)
        return ("figure", at)

    # --- conditions -----------------------------------------------------------------------------
    def condition(self, node: Node) -> Condition:
        """Return a condition."""
        if node[0] == "not":
            return Condition("not", (self.condition(node[2]),))
        if node[0] == "and" or node[0] == "or":
            return Condition(node[0], (self.condition(node[2]), self.condition(node[3])))
        if node[0] == "name":
            return Condition("reported", (), (self.joined(node),))
        if node[0] in RELATIONS and len(node) == 4:
            return Condition(node[0], (), (self.joined(node[2]), self.joined(node[3])))
        if node[0] != "call":
            raise _Unusual
        name, arguments = node[2], node[3]
        if name == "reported":
            return Condition(name, (), tuple(map(self.joined, arguments)))
        if name == "months":
            if not (counts := counted(arguments)):
                raise _Unusual
            return Condition(name, asked=tuple(counts))
        if name == "currency":
            return Condition(name, asked=tuple(one[2] for one in arguments if one[0] == "text"))
        if name in ("instant", "duration", "dimensionless"):
            return Condition(name)
        raise _Unusual


def _texts(node: Call) -> tuple[tuple[str, int, str], ...]:
    """Return what a shift takes beside the amount it shifts."""
    found = []
    for one in node[3][1:]:
        if one[0] != "number" and one[0] != "text":
            raise _Unusual
        found.append(one)
    return tuple(found)


def _over(node: Tree[int], found: Sequence[Found], summing: bool) -> Bound:  # noqa: FBT001 - passed down a tree
    """Return a tree over the figures that were found."""
    if node[0] == "figure":
        key = found[node[1]]
        if key is None:
            return MISSED
        if summing and not isinstance(key[0], str):
            return summed(*((weight, ("figure", one)) for weight, one in key)) if key else MISSED
        return ("figure", cast("Key", key))
    if node[0] == "constant":
        return node
    if node[0] == "sum":
        parts = tuple((weight, _over(part, found, summing)) for weight, part in node[1])
        return summed(*parts) if summing else ("sum", parts)
    if node[0] == "abs":
        return ("abs", _over(node[1], found, summing))
    if node[0] == "power":
        return ("power", _over(node[1], found, summing), node[2])
    return (node[0], _over(node[1], found, summing), _over(node[2], found, summing))
