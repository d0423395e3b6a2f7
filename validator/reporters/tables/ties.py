"""The ties of a report as columns, some thousands at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.finding import Verdict
from validator.model.names import local
from validator.reporters.json import KEYS
from validator.reporters.tables.facts import number_text
from validator.tieouts.calculations import Summation
from validator.tieouts.equation import Equation
from validator.tieouts.rules.declared import Declared
from validator.tieouts.rules.found import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.finding import Tie
    from validator.model.intervals import Number
    from validator.reporters.tables.facts import Columns
    from validator.tieouts.figures import Key

MOST_FIGURES = 50_000  # at a time


def ties(some: Sequence[Tie]) -> Iterator[Columns]:
    """Yield ties, some at a time."""
    rows: list[dict[str, object]] = []
    held = 0
    for number, tie in enumerate(some):
        rows.append(_row(number, tie))
        held += 1 + (len(tie.keys) if isinstance(tie, Equation) else 0)
        if held >= MOST_FIGURES:
            yield _columns(rows)
            rows, held = [], 0
    if rows:
        yield _columns(rows)


def _columns(rows: Sequence[dict[str, object]]) -> Columns:
    return {name: [row[name] for row in rows] for name in rows[0]}


def _row(number: int, tie: Tie) -> dict[str, object]:
    bound = tie if isinstance(tie, Equation) else None
    first = bound.keys[0][0] if bound is not None and bound.keys else None
    decided = bound is not None and tie.verdict is not Verdict.INDETERMINATE
    gap, fits = number_text(bound.gap(bound.figures)) if bound is not None and decided else (None, False)
    return {
        "tie": number,
        "kind": _kind(tie),
        "code": tie.code,
        "source": tie.source,
        "title": bound.title if bound is not None else tie.source,
        "frame": tie.frame,
        "outcome": KEYS[tie.verdict],
        "reason": tie.reason or None,
        "waived": tie.waived,
        "assumed": tie.assumed,
        "gap": gap,
        "gap_amount": gap if fits else None,
        "concept": first,
        "name": local(first) if first is not None else None,
        "figures": _figures(bound) if bound is not None else [],
    }


def _kind(tie: Tie) -> str:
    kinds = ((Summation, "calculation"), (Found, "found"), (Declared, "rule"))
    return next((name for kind, name in kinds if isinstance(tie, kind)), "other engine")


def _figures(tie: Equation) -> list[dict[str, object]]:
    """Return the figures of a tie; of one that is reported several times the first fact stands for all."""
    weights = _weights(tie)
    told: list[dict[str, object]] = []
    for key in tie.keys:
        rows = tie.figures.rows(key)
        weight = number_text(weights.get(key))[0]
        told.append({"concept": key[0], "weight": weight, "fact": rows[0] if rows else None})
    return told


def _weights(tie: Equation) -> dict[Key, Number]:
    """Return what each figure weighs in left minus right, where a tie adds up; of a sum the total weighs 1."""
    if isinstance(tie, Summation):
        return {**{key: -weight for key, weight in reversed(tie.weighted)}}
    if isinstance(tie, Declared) and tie.scaled is not None:
        return {key: -weight for key, weight in tie.scaled[0]}
    return {}
