"""What calls in a rule take: texts, dates, and the periods they shift to; and sums of sums taken apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from validator.model.intervals import plain
from validator.model.periods import Period, moment
from validator.tieouts.rules import shifts
from validator.tieouts.rules.tokens import RuleError

if TYPE_CHECKING:
    from collections.abc import Callable

    from validator.model.intervals import Number
    from validator.tieouts.expression import Tree
    from validator.tieouts.rules.nodes import Call, Leaf, Node

T = TypeVar("T")  # what stands for a figure


def summed(*parts: tuple[Number, Tree[T]]) -> Tree[T]:
    """Return a weighted sum, the sums in it taken apart; what stands in it alone and once is no sum."""
    flat: list[tuple[Number, Tree[T]]] = []
    for weight, part in parts:
        if part[0] == "sum":
            flat += [(plain(weight * inner), node) for inner, node in part[1]]
        else:
            flat.append((weight, part))
    match flat:
        case [(1, only)]:
            return only
    return ("sum", tuple(flat))


def quoted(node: Call, position: int, count: int) -> str:
    """Return a call's argument in quotes. Raises RuleError for any other, or another number of them."""
    _, offset, name, arguments = node
    if len(arguments) != count or (argument := arguments[position])[0] != "text":
        raise RuleError("texts", offset, function=name, count=count, which=ORDINALS[position])
    return argument[2]


def named(node: Call) -> Leaf:
    """Return a call's argument, the name of one concept. Raises RuleError for any other, or several."""
    _, offset, name, arguments = node
    if len(arguments) != 1 or (argument := arguments[0])[0] != "name":
        raise RuleError("one-concept", offset, function=name)
    return argument


def dated(node: Call, position: int, count: int, *, ending: bool) -> int:
    """Return a call's argument as the moment of a date. Raises RuleError for what is no date."""
    text = quoted(node, position, count)
    try:
        return int(moment(text, ending=ending))
    except ValueError:
        raise RuleError("date", node[1], function=node[2], text=text) from None


def counted(arguments: tuple[Node, ...]) -> list[int]:
    """Return arguments that are whole numbers; none where any is something else."""
    found = [int(one[2]) for one in arguments if one[0] == "number" and one[2].isdigit()]
    return found if len(found) == len(arguments) else []


ORDINALS = ("first", "second", "third")
SHIFT: dict[str, Callable[[Period], Period | None]] = {
    "opening": shifts.opening,
    "closing": shifts.closing,
    "year_ago": shifts.year_ago,
    "prior": shifts.prior,
}
