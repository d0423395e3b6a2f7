"""Ratios: growth, shares, margins and amounts per share; near-misses first."""

from __future__ import annotations

from tests.statements import statement
from validator.discovery.ratios import find, nearest
from validator.discovery.sheets import across, down


def ratios(table):
    rows = down(table, 12)
    return [(one.form, one.title, len(one.held), len(one.failed)) for one in find(rows, across(table, rows))]


def percents(table, column):
    """Return a statement with a column printed as percentages with one decimal."""
    columns = list(table.columns)
    columns[column] = columns[column]._replace(unit="pure")
    lines = []
    for line in table.lines:
        figures = list(line.figures)
        one = figures[column]
        figures[column] = one and one._replace(unit="pure", percent=True, exponent=-3, decimals=3)
        lines.append(line._replace(figures=tuple(figures)))
    return table._replace(columns=tuple(columns), lines=tuple(lines))


def test_percentages_of_something_else_are_no_growth():
    rows = [("North", [41236, 38511, 431]), ("South", [29874, 31402, 272]), ("Islands", [17361, 15293, 117])]
    assert ratios(percents(statement(rows), 2)) == []


def test_one_percentage_that_fits_is_no_evidence():
    assert ratios(percents(statement([("North", [41, 38, 79])]), 2)) == []


def test_a_dash_for_a_ratio_tells_nothing():
    rows = [("North", [41236, 38511, 71]), ("South", [29874, 31402, -49]), ("Islands", [17361, 15293, 135])]
    table = percents(statement([*rows, ("Bays", [86380, 86630, 0])]), 2)
    figures = table.lines[3].figures
    dash = figures[2]._replace(text="—", decimals=None)
    lines = (*table.lines[:3], table.lines[3]._replace(figures=(*figures[:2], dash)))
    assert [held for _, _, held, _ in ratios(table._replace(lines=lines))] == [3]


def test_growth_is_told_by_its_rows():
    rows = [("North", [41236, 38511, 71]), ("South", [29874, 31402, -49]), ("Islands", [17361, 15293, 135])]
    assert ratios(percents(statement(rows, headers=["2025", "2024", "change"]), 2)) == [
        ("growth", "growth from 2024 to 2025", 3, 0)
    ]


def test_shares_are_told_by_the_row_that_is_all_of_it():
    rows = [("North", [41236, 466]), ("South", [29874, 338]), ("Islands", [17361, 196]), ("Total", [88471, 1000])]
    assert ratios(percents(statement(rows), 1)) == [("share", "share of Total", 3, 0)]


def test_margins_are_told_by_the_columns_of_their_terms():
    rows = [("Wings", [5850, 821, 140]), ("Engines", [5701, 230, 40]), ("Radars", [3655, 291, 80])]
    (told,) = ratios(percents(statement(rows), 2))
    assert (told[0], *told[2:]) == ("quotient", 3, 0)


def test_the_nearest_of_some_places_come_first_and_not_the_place_itself():
    assert nearest([], 4, 3) == []
    assert nearest([1, 3, 4, 5, 9], 4, 3) == [3, 5, 1]
    assert nearest([0, 1, 2], 7, 2) == [2, 1]
    assert nearest([2, 6], 4, 1) == [2]
