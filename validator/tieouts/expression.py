"""One expression tree over intervals, forwards and backwards.

Forwards, a node's interval from those of its figures. Backwards (HC4-revise: Benhamou et al., 1999), which values one
figure may have when the whole must lie in a target and every other figure keeps its interval. Forwards is exact where
every figure stands once in the tree, backwards too where nothing crosses zero, for then no set on the way has a hole;
otherwise both stay sound: they only widen.

A node is a tuple: its kind, then its parts (`Tree`). What stands for a figure is its key, once a tree is bound.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeVar

from validator.model.intervals import EMPTY, EVERYTHING, Interval, exactly, plain, ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from validator.model.intervals import Number
    from validator.tieouts.figures import Key

    T = TypeVar("T")  # what stands for a figure
    U = TypeVar("U")
    Operation = Literal["product", "quotient", "least", "greatest"]
    Tree = (
        tuple[Literal["constant"], Number]
        | tuple[Literal["figure"], T]
        | tuple[Literal["sum"], tuple[tuple[Number, "Tree[T]"], ...]]
        | tuple[Operation, "Tree[T]", "Tree[T]"]
        | tuple[Literal["power"], "Tree[T]", int]
        | tuple[Literal["abs"], "Tree[T]"]
    )
    Bound = Tree[Key]
    Summed = tuple[tuple[Number, Bound], ...]
    Look = Callable[[Key], Interval]


def figures_of(node: Tree[T]) -> Iterator[T]:
    """Yield every figure of a tree, from left to right, as often as it stands there."""
    if node[0] == "figure":
        yield node[1]
    elif node[0] == "sum":
        for _, part in node[1]:
            yield from figures_of(part)
    elif node[0] == "abs" or node[0] == "power":
        yield from figures_of(node[1])
    elif node[0] != "constant":
        yield from figures_of(node[1])
        yield from figures_of(node[2])


def degree(node: Tree[T]) -> int:
    """Return how many figures and constants a tree multiplies with each other at most; divides count as well."""
    if node[0] == "figure" or node[0] == "constant":
        return 1
    if node[0] == "sum":
        return max((degree(part) for _, part in node[1]), default=0)
    if node[0] == "abs":
        return degree(node[1])
    if node[0] == "power":
        return degree(node[1]) * max(abs(node[2]), 1)
    one, other = degree(node[1]), degree(node[2])
    return max(one, other) if node[0] in ("least", "greatest") else one + other


def renamed(node: Tree[T], name: Callable[[T], U]) -> Tree[U]:
    """Return a tree with something else in place of each of its figures."""
    return replaced(node, lambda one: ("figure", name(one)))


def replaced(node: Tree[T], tree: Callable[[T], Tree[U]]) -> Tree[U]:
    """Return a tree with a tree in place of each of its figures."""
    if node[0] == "constant":
        return node
    if node[0] == "figure":
        return tree(node[1])
    if node[0] == "sum":
        return ("sum", tuple((weight, replaced(part, tree)) for weight, part in node[1]))
    if node[0] == "abs":
        return ("abs", replaced(node[1], tree))
    if node[0] == "power":
        return ("power", replaced(node[1], tree), node[2])
    return (node[0], replaced(node[1], tree), replaced(node[2], tree))


def evaluate(node: Bound, look: Look) -> Interval:
    """Return the interval of a tree, given the interval of each figure."""
    if node[0] == "figure":
        return look(node[1])
    if node[0] == "constant":
        return exactly(node[1])
    if node[0] == "sum":
        total = exactly(0)
        for weight, part in node[1]:
            total += evaluate(part, look).times(weight)
        return total
    first = evaluate(node[1], look)
    if node[0] == "abs":
        return abs(first)
    if node[0] == "power":
        return first ** node[2]
    return COMBINE[node[0]](first, evaluate(node[2], look))


COMBINE: dict[Operation, Callable[[Interval, Interval], Interval]] = {
    "product": lambda a, b: a * b,
    "quotient": lambda a, b: a / b,
    "least": lambda a, b: a.smaller(b),
    "greatest": lambda a, b: a.larger(b),
}


def value_of(node: Tree[T], look: Callable[[T], Number]) -> Number | None:
    """Return the value of a tree, given the value of each figure; None for a division by zero."""
    if node[0] == "figure":
        return look(node[1])
    if node[0] == "constant":
        return node[1]
    if node[0] == "sum":
        total: Number = 0
        for weight, part in node[1]:
            one = value_of(part, look)
            if one is None:
                return None
            total += one * weight
        return plain(total)
    first = value_of(node[1], look)
    if first is None:
        return None
    if node[0] == "abs":
        return max(first, -first)
    if node[0] == "power":
        up, down = max(node[2], 0), max(-node[2], 0)
        return None if first == 0 and down else ratio(first**up, first**down)
    second = value_of(node[2], look)
    if second is None or (node[0] == "quotient" and second == 0):
        return None
    if node[0] == "product":
        return plain(first * second)
    if node[0] == "quotient":
        return ratio(first, second)
    return min(first, second) if node[0] == "least" else max(first, second)


def holds(node: Bound, key: Key) -> bool:
    """Whether a figure stands in a tree."""
    return any(found == key for found in figures_of(node))


def project(node: Bound, target: Interval, key: Key, look: Look) -> Interval:
    """Return which values of one figure let the tree lie in a target, every other figure in its interval.

    `look` gives the figure itself what it may be at all (EVERYTHING, where nothing is known), as it is what is asked
    for. At every node the target is cut with what the node can be before it is taken down, so that no value is asked
    of its parts that none of them leads to (a quotient is never zero).
    """
    target = target.meet(evaluate(node, look))
    if target.empty:
        return EMPTY
    if node[0] == "figure":
        return target if node[1] == key else EVERYTHING
    if node[0] == "constant" or node[0] == "power":
        return EVERYTHING
    if node[0] == "sum":
        return _project_sum(node[1], target, key, look)
    if node[0] == "abs":
        return project(node[1], target.join(-target), key, look)
    found = EVERYTHING
    for own, (part, other) in enumerate(((node[1], node[2]), (node[2], node[1])), 1):
        if holds(part, key):
            beside = evaluate(other, look)
            found = found.meet(project(part, _inverse(node[0], own, target, beside), key, look))
    return found


def _project_sum(parts: Summed, target: Interval, key: Key, look: Look) -> Interval:
    found = EVERYTHING
    for index, (weight, part) in enumerate(parts):
        if weight == 0 or not holds(part, key):
            continue
        others = exactly(0)
        for position, (other_weight, other) in enumerate(parts):
            if position != index:
                others += evaluate(other, look).times(other_weight)
        found = found.meet(project(part, (target - others).times(ratio(1, weight)), key, look))
    return found


def _inverse(kind: Operation, own: int, target: Interval, beside: Interval) -> Interval:
    """Return which values of one operand let the operation lie in a target, given the other operand."""
    if kind == "product":
        if 0 in beside and 0 in target:
            return EVERYTHING
        return target / beside
    if kind == "quotient":
        if own == 1:
            return target * beside
        # a / x in target, that is x = a / target: with 0 in both, x may be anything
        if 0 in beside and 0 in target:
            return EVERYTHING
        return beside / target
    if kind == "least":
        low = target.low, target.low_open
        # where the other operand can be the least, this one has no upper end
        return Interval(low[0], None, low[1]) if beside.meets(target) else target
    high = target.high, target.high_open
    return Interval(None, high[0], high_open=high[1]) if beside.meets(target) else target


def linear(node: Tree[T]) -> tuple[dict[T, Number], Number] | None:
    """Return a tree as weights of figures and a constant; None when it is not linear."""
    if node[0] == "figure":
        return {node[1]: 1}, 0
    if node[0] == "constant":
        return {}, node[1]
    if node[0] == "sum":
        weights: dict[T, Number] = {}
        constant: Number = 0
        for weight, part in node[1]:
            inner = linear(part)
            if inner is None:
                return None
            for key, own in inner[0].items():
                weights[key] = plain(weights.get(key, 0) + own * weight)
            constant += inner[1] * weight
        return weights, plain(constant)
    if node[0] == "product" or node[0] == "quotient":
        first, second = linear(node[1]), linear(node[2])
        if first is None or second is None:
            return None
        if node[0] == "product" and not first[0]:
            first, second = second, first
        if second[0] or (node[0] == "quotient" and second[1] == 0):
            return None
        factor = second[1] if node[0] == "product" else ratio(1, second[1])
        return {key: plain(own * factor) for key, own in first[0].items()}, plain(first[1] * factor)
    return None
