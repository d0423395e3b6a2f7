"""What keeps Calculations 1.1 from a report: figures the open information model has no words for (xBRL-XML 1.0 §4).

Tuples are another matter: what stands in them is left out, and the rest is checked (Calculations 1.1 §4.1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.check import breach
from validator.model.names import local

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.check import Breach
    from validator.model.report import Report

OUTSIDE_OIM = ("xbrl-xml", "inline")  # xBRL-JSON and xBRL-CSV are of the model by design


def incompatible(report: Report) -> Breach | None:
    """Return the first thing that concerns figures and that the open information model lacks; None without any.

    It is worded by the check that reports it (calculations-outside-the-information-model).
    Footnotes, roles and references that the model lacks leave every figure as it is, and do not count.
    """
    return next(_lacking(report), None) if report.syntax in OUTSIDE_OIM else None


def _lacking(report: Report) -> Iterator[Breach]:
    for row in report.fractions:
        yield breach(report.location(row), variant="fraction", concept=local(report.concepts[row]))
    for row, precision in enumerate(report.precisions):
        if precision and not precision.strip(" 0"):
            yield breach(report.location(row), variant="precision", concept=local(report.concepts[row]))
    for index in sorted(set(report.contexts_of) - {-1}):
        context = report.contexts[index]
        if context.segment or context.scenario:
            yield breach(context, variant="context", id=context.id)
        for member in context.members:
            if member.typed is not None and member.typed.count("<") > 2:  # start and end of one element
                yield breach(member, variant="member", id=context.id, dimension=local(member.dimension))
