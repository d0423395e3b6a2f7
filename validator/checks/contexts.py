"""CX: contexts that cannot mean what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.check import Breach, breach, check
from validator.model.contexts import Context

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.model.report import Report


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
