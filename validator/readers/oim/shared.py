"""What facts of one concept, or of concepts like it, have in common when they say the same of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from validator.model.report import Report


class Shared(NamedTuple):
    """Context, unit and language, as indexes and as written, and decimals; `used` marks the columns that matter."""

    context: int
    unit: int
    language: str
    context_ref: str
    unit_ref: str
    decimals: str
    used: int = 0


def shared(report: Report, context: int, unit: int, language: str, decimals: str = "", used: int = 0) -> Shared:
    """Return what facts share by what was found of one of them; numbers without decimals are exact (INF)."""
    unit_ref, stated = (report.units[unit].id, decimals or "INF") if unit >= 0 else ("", "")
    return Shared(context, unit, language, report.contexts[context].id, unit_ref, stated, used)
