"""Every name in a rule, looked at before it is bound: a mistyped one must not wait for a figure to be noticed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.tieouts.rules.arguments import named
from validator.tieouts.rules.nodes import parts
from validator.tieouts.rules.sets import SETS

if TYPE_CHECKING:
    from validator.tieouts.rules.nodes import Node
    from validator.tieouts.rules.rulebook import Rule
    from validator.tieouts.rules.sets import Sets

SHIFTS = (
    "opening", "closing", "year_ago", "prior", "quarter", "last_quarter", "quarters", "year_to_date", "on", "during",
)  # fmt: skip
AMOUNTS = (*SHIFTS, "unit", "the", "sum", "abs", "min", "max")
CONDITIONS = ("reported", "months", "instant", "duration", "currency", "dimensionless")
WORDS = ("label",)
BUILT_IN = ("left", "right", "gap", "frame", "period", "currency")  # what a message can name by itself
TRAITS = ("concepts",)  # sets whose arguments are no concepts


def check_names(rule: Rule, sets: Sets) -> None:
    """Raise RuleError for the first name of a rule that is no variable, no amount of its `let`, and no concept."""
    known = {name for name, _ in rule.lets}
    for ranging in rule.ranging:
        _check(ranging[3], known, sets, SETS)
        known.add(ranging[2])
    for _, amount in rule.lets:
        _check(amount, known, sets, AMOUNTS)
    for relation in rule.relations:
        _check(relation, known, sets, AMOUNTS)
    if rule.when is not None:
        _check(rule.when, known, sets, (*CONDITIONS, *AMOUNTS))
    for part in (*rule.says, *rule.mends):
        if not isinstance(part, str) and not (part[0] == "name" and part[2] in BUILT_IN):
            _check(part, known, sets, (*AMOUNTS, *WORDS))


def _check(node: Node, known: set[str], sets: Sets, functions: tuple[str, ...]) -> None:
    if node[0] == "name":
        _name(node[2], node[1], known, sets)
    elif node[0] == "member":
        _name(node[2], node[1], known, sets)
        for axis, member, offset in node[3]:
            _name(axis, offset, known, sets)
            if member != "none" and not member.startswith("'"):
                _name(member, offset, known, sets)
    elif node[0] == "list":
        for name, offset in node[2]:
            _name(name, offset, known, sets)
    elif node[0] == "ranging":
        _check(node[3], known, sets, SETS)
    elif node[0] == "call":
        _, offset, function, arguments = node
        if function not in functions and function not in SETS:
            raise sets.unknown_function(function, functions, offset)
        if function in WORDS:
            named(node)
        inner = {*known, *(argument[2] for argument in arguments if argument[0] == "ranging")}
        if function not in TRAITS:
            for argument in arguments:
                _check(argument, inner, sets, functions)
    else:
        for part in parts(node):
            _check(part, known, sets, functions)


def _name(name: str, offset: int, known: set[str], sets: Sets) -> None:
    if name not in known:
        sets.concept(name, offset, ())
