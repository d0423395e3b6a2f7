"""Tags for another time than the year that heads their column.

A whole column tagged for the wrong year is of one mind, and only its header tells. The header is believed where the
other figures of the row lie as far apart in time as the years above them do, whatever day of the year that means to
them; so a balance brought forward, of the end of the year before, is right below each year. What lies off by less than
a year is no slip: a quarter beside two years.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from validator.model.periods import day
from validator.tagged.odd import Odd

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.model.periods import Period
    from validator.model.report import Report
    from validator.tagged.page import Printed

FEWEST = 2  # other years in a row that must keep to each other
YEAR = 365.25
DRIFT = 20  # days by which the ends of years of 52 and 53 weeks may lie off


class Headed(NamedTuple):
    """A figure below a year, with the period it is tagged for, and the last day of that."""

    figure: Printed
    period: Period
    end: date


def misdated(report: Report, figures: Sequence[Printed]) -> Iterator[Odd]:
    """Yield the first figure of each column with a period that does not go with its header; the others go with it."""
    rows: dict[tuple[int, int, bool], list[Headed]] = {}
    for one in figures:
        period = _period(report, one) if one.headed else None
        if period is not None and period.end is not None:
            last = date.fromisoformat(day(period.end, ending=True))
            rows.setdefault((one.table, one.line, period.instant), []).append(Headed(one, period, last))
    apart: dict[tuple[int, int, Period], list[Headed]] = {}
    for row in rows.values():
        found = _alone(row)
        if found is not None:
            apart.setdefault((found.figure.table, found.figure.column, found.period), []).append(found)
    for (_, _, period), some in apart.items():
        first, *rest = (each.figure for each in some)
        more = f"; {len(rest)} more below it {'is' if len(rest) == 1 else 'are'} tagged alike" if rest else ""
        expected = f"that year, as the others of its row are for theirs{more}"
        because = f"figures below the year {first.headed}"
        yield Odd("period", first, str(period), expected, tuple(rest), because, certain=True)


def _alone(row: Sequence[Headed]) -> Headed | None:
    """Return the one figure of a row that is not as far from the others in time as its header is."""
    for one in row if len(row) > FEWEST else ():
        others = [other for other in row if other is not one]
        agreed = all(_off(other, others[0]) == 0 for other in others)
        if agreed and len({other.figure.headed for other in others}) >= FEWEST:
            return one if _off(one, others[0]) else None
    return None


def _off(one: Headed, other: Headed) -> int | None:
    """Return by how many years two figures lie otherwise apart than the years above them; None for no whole years."""
    apart = (one.end - other.end).days - round((one.figure.headed - other.figure.headed) * YEAR)
    years = round(apart / YEAR)
    return years if abs(apart - years * YEAR) <= DRIFT else None


def _period(report: Report, one: Printed) -> Period | None:
    context = report.contexts_of[one.fact]
    return report.contexts[context].period if context >= 0 else None
