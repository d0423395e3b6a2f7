"""One expression tree over intervals, forwards and backwards.

Forwards, a node's interval from those of its figures. Backwards (HC4-revise: Benhamou et al., 1999), which values one
figure may have when the whole must lie in a target and every other figure keeps its interval. Forwards is exact where
every figure stands once in the tree, backwards too where nothing crosses zero, for then no set on the way has a hole;
otherwise both stay sound: they only widen.

A bound node is a tuple: `("constant", number)`, `("figure", key)`, `("sum", ((weight, node), ...))`,
`("product", a, b)`, `("quotient", a, b)`, `("power", a, n)`, `("abs", a)`, `("least", a, b)`, `("greatest", a, b)`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.model.intervals import EMPTY, EVERYTHING, Interval, exactly, plain, ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from validator.model.intervals import Number
    from validator.tieouts.figures import Key

    Bound = tuple[Any, ...]
    Look = Callable[[Key], Interval]
    LookValue = Callable[[Key], Number]


def figures_of(node: Bound) -> Iterator[Key]:
    """Yield every figure of a tree, from left to right, as often as it stands there."""
    kind = node[0]
    if kind == "figure":
        yield node[1]
    elif kind == "sum":
        for _, part in node[1]:
            yield from figures_of(part)
    elif kind != "constant":
        for part in node[1:]:
            if isinstance(part, tuple):
                yield from figures_of(part)


def evaluate(node: Bound, look: Look) -> Interval:
    """Return the interval of a tree, given the interval of each figure."""
    kind = node[0]
    if kind == "figure":
        return look(node[1])
    if kind == "constant":
        return exactly(node[1])
    if kind == "sum":
        total = exactly(0)
        for weight, part in node[1]:
            total += evaluate(part, look).times(weight)
        return total
    first = evaluate(node[1], look)
    if kind == "abs":
        return abs(first)
    if kind == "power":
        exponent: int = node[2]
        return first**exponent
    return COMBINE[kind](first, evaluate(node[2], look))


COMBINE: dict[str, Callable[[Interval, Interval], Interval]] = {
    "product": lambda a, b: a * b,
    "quotient": lambda a, b: a / b,
    "least": lambda a, b: a.smaller(b),
    "greatest": lambda a, b: a.larger(b),
}


def value_of(node: Bound, look: LookValue) -> Number | None:
    """Return the value of a tree, given the value of each figure; None for a division by zero."""
    kind = node[0]
    if kind == "figure":
        return look(node[1])
    if kind == "constant":
        return node[1]  # type: ignore[no-any-return]
    if kind == "sum":
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
    if kind == "abs":
        return first if first >= 0 else -first
    if kind == "power":
        if node[2] < 0:
            return None if first == 0 else ratio(1, first ** -node[2])
        return plain(first ** node[2])
    second = value_of(node[2], look)
    if second is None or (kind == "quotient" and second == 0):
        return None
    if kind == "product":
        return plain(first * second)
    if kind == "quotient":
        return ratio(first, second)
    return min(first, second) if kind == "least" else max(first, second)


def holds(node: Bound, key: Key) -> bool:
    """Whether a figure stands in a tree."""
    return any(found == key for found in figures_of(node))


def project(node: Bound, target: Interval, key: Key, look: Look) -> Interval:
    """Return which values of one figure let the tree lie in a target, every other figure in its interval.

    `look` gives the figure itself what it may be at all (EVERYTHING, where nothing is known), as it is what is asked
    for. At every node the target is cut with what the node can be before it is taken down, so that no value is asked
    of its parts that none of them leads to (a quotient is never zero).
    """
    kind = node[0]
    target = target.meet(evaluate(node, look))
    if target.empty:
        return EMPTY
    if kind == "figure":
        return target if node[1] == key else EVERYTHING
    if kind == "constant":
        return EVERYTHING
    if kind == "sum":
        return _project_sum(node[1], target, key, look)
    if kind == "abs":
        wide = target.meet(Interval(0, None))
        return project(node[1], EMPTY if wide.empty else wide.join(-wide), key, look)
    if kind == "power":
        return EVERYTHING
    found = EVERYTHING
    for own, other in ((1, 2), (2, 1)):
        if holds(node[own], key):
            beside = evaluate(node[other], look)
            found = found.meet(project(node[own], _inverse(kind, own, target, beside), key, look))
    return found


def _project_sum(parts: tuple[tuple[Number, Bound], ...], target: Interval, key: Key, look: Look) -> Interval:
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


def _inverse(kind: str, own: int, target: Interval, beside: Interval) -> Interval:
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


def linear(node: Bound) -> tuple[dict[Key, Number], Number] | None:
    """Return a tree as weights of figures and a constant; None when it is not linear."""
    kind = node[0]
    if kind == "figure":
        return {node[1]: 1}, 0
    if kind == "constant":
        return {}, node[1]
    if kind == "sum":
        weights: dict[Key, Number] = {}
        constant: Number = 0
        for weight, part in node[1]:
            inner = linear(part)
            if inner is None:
                return None
            for key, own in inner[0].items():
                weights[key] = plain(weights.get(key, 0) + own * weight)
            constant += inner[1] * weight
        return weights, plain(constant)
    if kind in ("product", "quotient"):
        first, second = linear(node[1]), linear(node[2])
        if first is None or second is None:
            return None
        if kind == "product" and not first[0]:
            first, second = second, first
        if second[0] or (kind == "quotient" and second[1] == 0):
            return None
        factor = second[1] if kind == "product" else ratio(1, second[1])
        return {key: plain(own * factor) for key, own in first[0].items()}, plain(first[1] * factor)
    return None
