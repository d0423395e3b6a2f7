"""The messages of declared tie-outs: templates with amounts in braces, filled in where a tie was bound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.tieouts.expression import value_of
from validator.tieouts.figures import shown
from validator.tieouts.rules.arguments import named
from validator.tieouts.rules.names import BUILT_IN

if TYPE_CHECKING:
    from validator.model.intervals import Number
    from validator.tieouts.expression import Bound
    from validator.tieouts.rules.binding import Binder
    from validator.tieouts.rules.declared import Declared
    from validator.tieouts.rules.nodes import Node


def worded(template: tuple[str | Node, ...], tie: Declared, binder: Binder) -> str:
    """Return a message with its amounts filled in, in the scope its tie was bound in."""
    binder.lets = dict(tie.rule.lets)
    return "".join(part if isinstance(part, str) else _word(part, tie, binder) for part in template)


def _word(node: Node, tie: Declared, binder: Binder) -> str:
    if node[0] == "name" and node[2] in BUILT_IN and node[2] not in binder.lets:
        return _built_in(node[2], tie)
    if node[0] == "call" and node[2] == "label":
        _, offset, name = named(node)
        return tie.figures.label(binder.sets.concept(name, offset, tie.scope.variables).name)
    value = binder.value(node, tie.scope)
    return "(not reported)" if value is None else shown(value)


def _built_in(name: str, tie: Declared) -> str:
    if name in ("frame", "period", "currency"):
        return {"frame": tie.frame, "period": str(tie.scope.period), "currency": tie.scope.currency or ""}[name]
    if name == "gap":
        gap = tie.gap(tie.figures)
        return "?" if gap is None else shown(max(gap, -gap))
    value = _value(tie.left if name == "left" else tie.right, tie)
    return "?" if value is None else shown(value)


def _value(bound: Bound, tie: Declared) -> Number | None:
    figures = tie.figures
    return value_of(bound, lambda key: figures.true(figures.bounds_of(key).value))
