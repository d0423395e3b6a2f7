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


def test_what_is_rough_is_so_beside_one_accuracy_only():
    def rough(*others):
        made = [*without("Cash", YEARS[0]), ("Cash", 610000, -4, YEARS[0], "CNY")]
        for name, value, decimals in others:
            made = [*without(name, YEARS[1], made), (name, value, decimals, YEARS[1], "CNY")]
        return found_in(made)[0]

    assert len(rough()) == 1
    assert rough(("Loans", 394000, -2)) == []
    exact = [(*one[:2], "INF", *one[3:]) for one in without("Cash", YEARS[0])]
    assert found_in([*exact, ("Cash", 610000, -4, YEARS[0], "CNY")])[0] == []


def test_one_column_has_no_holes():
    rows = [f"R{each}" for each in range(13)]
    made = [*((name, 7, 0, YEARS[0]) for name in rows[1:]), (rows[0], 7, 0, YEARS[1])]
    found = figures(made, sums={}, presented={"Sheet": {rows[0]: rows[1:]}})
    assert holes(found, tables(found)) == []


def test_a_column_that_lacks_a_row_of_each_of_two_tables_has_no_holes():
    presented = {sheet: {f"{sheet}0": [f"{sheet}{each}" for each in (1, 2, 3)]} for sheet in "AB"}
    made = [(f"{sheet}{row}", 7, 0, year) for sheet in "AB" for row in range(4) for year in (*YEARS, "2020-12-31")]

    def holes_without(*names):
        found = figures(
            [one for one in made if one[0] not in names or one[3] != YEARS[1]], sums={}, presented=presented
        )
        return [found.label(one.key[0]) for one in holes(found, tables(found))]

    assert holes_without("A2") == ["A2"]
    assert holes_without("A2", "B2") == []


DOLLARS = facts(unit="USD")


@pytest.mark.parametrize(
    ("others", "year", "unit"),
    [
        pytest.param(facts() + DOLLARS, YEARS[0], "CNY", id="of its unit"),
        pytest.param([one for one in facts() if one[3] == YEARS[1]] + DOLLARS, YEARS[1], "USD", id="of its period"),
        pytest.param(
            [one for one in facts() if one[3] == YEARS[1]] + [one for one in DOLLARS if one[3] != YEARS[1]],
            *(YEARS[0], "USD"),
            id="any",
        ),
    ],
)
def test_a_hole_is_told_at_a_fact_of_its_row(others, year, unit):
    made = [one for one in others if (one[0], *one[3:]) != ("Cash", YEARS[1], "CNY")]
    value = next(one[1] for one in made if (one[0], *one[3:]) == ("Cash", year, unit))
    for more in ([], [("Cash", value, -3, year, unit)]):
        found = figures(made + more)
        (hole,) = holes(found, tables(found))
        assert (hole.key, hole.beside) == (
            *(key(found, "Cash", YEARS[1]), found.rows(key(found, "Cash", year, unit))[-1]),
        )


def test_what_is_rough_is_told_at_another_fact():
    found = figures([*without("Assets", YEARS[0]), ("Assets", 1220000, -4, YEARS[0], "CNY")])
    (hole,) = holes(found, tables(found))
    assert hole.beside == found.rows(key(found, "Assets", YEARS[1]))[0]


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
        ([(5, 2), (6, 2)], ["S1R0"]),
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
