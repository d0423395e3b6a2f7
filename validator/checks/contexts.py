"""CX: contexts that cannot mean what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.check import Breach, breach, check
from validator.model.contexts import Context
from validator.model.names import XBRLI, local, namespace
from validator.model.report import Report
from validator.model.taxonomy import UNTOLD

if TYPE_CHECKING:
    from collections.abc import Iterator


@check(
    Context,
    "CX101",
    "illegible-period",
    says="the period of context {id} is not legible: {seen}",
    cites="XBRL 2.1 §4.7.2",
    mends="write each date as YYYY-MM-DD, or as YYYY-MM-DDThh:mm:ss",
)
def legible_period(context: Context, report: Report) -> Iterator[Breach]:  # noqa: ARG001 - every body has this shape
    """The dates of a period must be xs:date or xs:dateTime values of the calendar.

    Facts in such a context belong to no period, so nothing they are part of can be proven.
    """
    if context.period is None and (context.start_text or context.end_text):
        seen = " to ".join(filter(None, (context.start_text, context.end_text)))
        yield breach(context, id=context.id, seen=seen)


@check(
    Context,
    "CX102",
    "period-ending-before-start",
    says="period ends {end}, not after it starts {start}",
    cites="XBRL 2.1 §4.7.2",
    mends="exchange the two dates, or correct the one that is mistyped",
)
def period_order(context: Context, report: Report) -> Iterator[Breach]:  # noqa: ARG001 - every body has this shape
    """A duration must end after it starts.

    Facts in such a context belong to no period, so every total built on them is void.
    """
    period = context.period
    if period and period.start is not None and period.end is not None and period.end <= period.start:
        yield breach(context, start=context.start_text, end=context.end_text)


@check(
    Report,
    "CX103",
    "xbrl-element-in-context",
    says="the {container} of context {id} holds {element}, {why}",
    cites="XBRL 2.1 §4.7.3.2, §4.7.4",
    mends="describe the part or the assumption by a dimension, or by elements that are no items, tuples or XBRL markup",
)
def foreign_content(report: Report, _: Report) -> Iterator[Breach]:
    """Segments and scenarios must hold neither XBRL's own elements nor what substitutes for them.

    An item inside a context is no fact: it has no period and no unit, and readers pass over it.
    """
    concepts = report.taxonomy.concepts if report.taxonomy is not None else {}
    for index in report.filled:
        for part in report.contents(index):
            for element in part.walk():
                if element is part:
                    continue
                declared = concepts.get(element.name)
                if namespace(element.name) == XBRLI:
                    why = "an element of the XBRL instance schema"
                elif declared is not None and declared.kind not in ("", UNTOLD):
                    why = f"which is declared as {'an' if declared.kind == 'item' else 'a'} {declared.kind}"
                else:
                    continue
                owner = report.contexts[index].id
                yield breach(element.at, container=local(part.name), id=owner, element=local(element.name), why=why)
