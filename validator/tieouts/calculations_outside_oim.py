"""What keeps Calculations 1.1 from a report: figures the open information model has no words for (xBRL-XML 1.0 §4).

Tuples are another matter: what stands in them is left out, and the rest is checked (Calculations 1.1 §4.1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.model.names import local

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.model.report import Report
    from validator.model.source import Location

OUTSIDE_OIM = ("xbrl-xml", "inline")  # xBRL-JSON and xBRL-CSV are of the model by design


def incompatible(report: Report) -> tuple[str, Location] | None:
    """Return the first thing that concerns figures and that the open information model lacks; None without any.

    Footnotes, roles and references that the model lacks leave every figure as it is, and do not count.
    """
    return next(_lacking(report), None) if report.syntax in OUTSIDE_OIM else None


def _lacking(report: Report) -> Iterator[tuple[str, Location]]:
    for row in report.fractions:
        yield f"{local(report.concepts[row])} is a fraction", report.location(row)
    for row, precision in enumerate(report.precisions):
        if precision and not precision.strip(" 0"):
            yield f"{local(report.concepts[row])} states precision 0", report.location(row)
    for index in sorted(set(report.contexts_of) - {-1}):
        context = report.contexts[index]
        if context.segment or context.scenario:
            yield f"context {context.id} holds more than dimensions", context.at
        for member in context.members:
            if member.typed is not None and member.typed.count("<") > 2:  # start and end of one element
                yield f"context {context.id} gives {local(member.dimension)} elements within an element", member.at
