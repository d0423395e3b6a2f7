"""Quarters that make up a year: near-misses first."""

from __future__ import annotations

from itertools import pairwise

from tests.statements import statement, year
from validator.discovery.named.labelled import rows_of
from validator.discovery.named.quarters import find
from validator.discovery.sheets import down
from validator.model.periods import DAY, Period

ENDS = (0, 90, 181, 273, 365)
QUARTERS = [51_132, 81_759, 97_849, 156_768]


def quarterly(*rows, ends=ENDS):
    """Return a statement whose columns are quarters of the last year."""
    table = statement(list(rows), number=1)
    start = year(0).start
    periods = [Period(start + first * DAY, start + last * DAY) for first, last in pairwise(ends)]
    lines = []
    for line in table.lines:
        figures = tuple(one and one._replace(period=period) for one, period in zip(line.figures, periods, strict=True))
        lines.append(line._replace(figures=figures))
    return table._replace(lines=tuple(lines))


def found(*tables):
    return [(len(one.held), one.of) for one in find([rows_of(down(table, 0)) for table in tables])]


def test_quarters_that_make_up_something_else_are_none():
    assert found(statement([("Total revenues", [387_580, 117_753])]), quarterly(("Total revenues", QUARTERS))) == []


def test_quarters_of_another_name_are_none():
    assert found(statement([("Total margin", [387_508, 117_753])]), quarterly(("Total revenues", QUARTERS))) == []


def test_quarters_with_a_gap_are_none():
    rows = quarterly(("Total revenues", QUARTERS), ends=(0, 90, 181, 272, 365))
    lines = [line._replace(figures=(*line.figures[:1], None, *line.figures[2:])) for line in rows.lines]
    table = rows._replace(lines=tuple(lines))
    assert found(statement([("Total revenues", [387_508, 117_753])]), table) == []


def test_quarters_of_few_digits_are_no_evidence():
    assert found(statement([("Ships", [10, 9])]), quarterly(("Ships", [1, 2, 3, 4]))) == []


def test_quarters_make_up_the_year_of_the_row_of_their_name():
    annual = statement([("Total revenues", [387_508, 117_753]), ("Rent", [47_112, 44_001])])
    table = quarterly(("Total revenues", QUARTERS), ("Rent", [11_772, 11_804, 11_808, 11_901]))
    assert found(annual, table) == [(1, 2)]
