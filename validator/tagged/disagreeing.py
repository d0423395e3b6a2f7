"""Every tag of an inline report that disagrees with the page: with the tags around it, or with the header above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.garbage import resting
from validator.model.derived import Slot
from validator.tagged.headers import misdated
from validator.tagged.neighbours import Neighbours
from validator.tagged.page import printed

if TYPE_CHECKING:
    from validator.model.report import Report
    from validator.tagged.odd import Odd

KEPT = Slot["tuple[Odd, ...]"]()


@resting()
def odd(report: Report) -> tuple[Odd, ...]:
    """Return every tag of an inline report that disagrees with the page, worked out once."""
    known = report.derived.get(KEPT)
    if known is not None:
        return known
    figures = printed(report)
    beside = tuple(Neighbours(report, figures).odd())
    told = {(one.kind, one.figure.fact) for one in beside}
    headed = tuple(one for one in misdated(report, figures) if (one.kind, one.figure.fact) not in told)
    return report.derived.keep(KEPT, (*beside, *headed))
