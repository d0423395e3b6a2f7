"""A hole is said where everything else of its row and its column is there; what is nothing, new or ragged is none."""

from __future__ import annotations

import pytest

from tests.sheets import ROWS, YEARS, facts, figures, key, without
from validator.tieouts.statements.holes import beyond_nothing, holes, shows_nothing
from validator.tieouts.statements.tables import tables


def found_in(made):
    found = figures(made)
    return [hole.key for hole in holes(found, tables(found))], found


NEW = [one for one in facts() if one[0] != "Stock" or one[3] == YEARS[0]]
RAGGED = without("Cash", YEARS[1], without("Loans", YEARS[1]))
TWO = without("Cash", YEARS[1], without("Loans", YEARS[2]))
YOUNG = [one for one in facts() if one[3] != YEARS[2]]
TEXT = [*facts(), ("Cash", 400000, -4, "2020-12-31"), ("Loans", 300000, -4, "2020-12-31")]


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(facts(), id="a complete table"),
        pytest.param(NEW, id="a row that is new this year"),
        pytest.param(RAGGED, id="a column that lacks two rows"),
        pytest.param(TWO, id="two holes in one table"),
        pytest.param(without("Cash", YEARS[1], YOUNG), id="a small table"),
        pytest.param(TEXT, id="a column the text tells two figures of"),
        pytest.param([one for one in facts() if one[0] != "Cash"], id="a row that is nowhere"),
    ],
)
def test_near_misses(made):
    assert found_in(made)[0] == []


@pytest.mark.parametrize("name", ROWS)
def test_the_one_figure_that_is_not_there(name):
    made, found = found_in(without(name, YEARS[1]))
    assert made == [key(found, name, YEARS[1])]


def sheets(*shapes):
    """Tables of so many rows and columns each, the first cell of each of which is a hole."""
    made, presented = [], {}
    for at, (rows, columns) in enumerate(shapes):
        names = [f"S{at}R{row}" for row in range(rows)]
        presented[f"Sheet{at}"] = {names[0]: names[1:]}
        cells = [
            (name, 1000 + row, 0, f"20{10 * at + year}-12-31")
            for row, name in enumerate(names)
            for year in range(10, 10 + columns)
        ]
        made += cells[1:]
    found = figures(made, sums={}, presented=presented)
    return [found.label(hole.key[0]) for hole in holes(found, tables(found))]


@pytest.mark.parametrize(
    ("shapes", "names"),
    [
        ([(6, 2)], ["S0R0"]),
        ([(5, 2)], []),
        ([(14, 1)], []),
        ([(4, 3)] * 3, ["S0R0", "S1R0", "S2R0"]),
        ([(4, 3)] * 4, []),
    ],
)
def test_how_large_a_table_is_and_how_many_holes_a_report_has(shapes, names):
    assert sheets(*shapes) == names


def test_the_one_figure_that_only_a_text_tells():
    rough = [*without("Cash", YEARS[1]), ("Cash", 520000, -4, YEARS[1], "CNY")]
    made, found = found_in(rough)
    assert made == [key(found, "Cash", YEARS[1])]
    assert found_in([*facts(), ("Cash", 520000, -4, YEARS[1], "CNY")])[0] == []  # the text beside the table
    assert found_in([*without("Cash", YEARS[1]), ("Cash", 0, -4, YEARS[1], "CNY")])[0] == []  # nothing is exact
    coarse = [*without("Cash", YEARS[1], without("Loans", YEARS[1])), ("Cash", 520000, -4, YEARS[1], "CNY")]
    assert found_in([*coarse, ("Loans", 390000, -4, YEARS[1], "CNY")])[0] == []


def test_a_table_that_shows_what_is_nothing():
    def shows(made):
        found = figures(made)
        (hole,) = holes(found, tables(found))
        return shows_nothing(found, hole)

    zero = dict(ROWS, Stock=(0, 198000, 91000))
    gone = without("Cash", YEARS[1])
    assert not shows(gone)
    assert shows(without("Cash", YEARS[1], facts(zero)))
    assert shows([*without("Stock", YEARS[0], gone), ("Stock", None, None, YEARS[0], "CNY")])
    idle = dict(ROWS, Cash=(0, 1, 0))  # the row itself is nothing wherever it is
    assert not shows(without("Cash", YEARS[1], facts(idle)))


def test_what_is_something_in_another_currency_is_not_nothing():
    def beyond(rows):
        made = facts(rows) + without("Cash", YEARS[1], facts(unit="USD"))
        found = figures(made)
        (hole,) = holes(found, tables(found))
        return beyond_nothing(found, hole)

    assert beyond(ROWS)
    assert not beyond(dict(ROWS, Cash=(612000, 0, 471000)))
