"""Ratios: growth, shares, margins and amounts per share; near-misses first."""

from __future__ import annotations

import pytest

from tests.statements import statement
from validator.discovery.ratios import accusing, find, nearest
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


def per_share(results, shares, each, *, label="Net income"):
    """Return a statement of results and shares in millions, and of what a share makes in cents."""
    rows = [(label, results), ("Net income per share", each), ("Average shares", shares)]
    table = statement(rows, headers=[f"{at}" for at in range(len(results))])
    lines = list(table.lines)
    for at, unit, decimals in ((1, "USD/shares", 2), (2, "shares", -6)):
        figures = [
            one._replace(unit=unit, exponent=-2 if at == 1 else one.exponent, decimals=decimals)
            for one in lines[at].figures
        ]
        lines[at] = lines[at]._replace(figures=tuple(figures))
    return table._replace(lines=tuple(lines))


RESULTS, EACH = [2547, 1905, 5654, 4686], [59, 44, 130, 108]  # by some 4,340 million shares


@pytest.mark.parametrize(
    ("shares", "told"),
    [
        ([4341, 4353, 4343, 4355], [(4, 0)]),
        ([4941, 4353, 4343, 4355], [(3, 1)]),
        ([4341, 4353, 4343, 4853], [(3, 1)]),
        ([4641, 4353, 4343, 4355], []),  # off by less than a tenth, which what is added back for dilution may be
        ([4941, 4353, 4943, 4355], []),  # in two places
    ],
)
def test_an_amount_per_share_is_said_by_its_units_and_may_be_far_off_in_one_place_of_few(shares, told):
    table = per_share(RESULTS, shares, EACH)
    rows = down(table, 12)
    found = find(rows, across(table, rows))
    assert [(len(one.held), len(one.failed)) for one in found] == told
    assert [accusing(one) for one in found] == [failed == 1 for _, failed in told]


def test_what_is_far_off_in_one_of_two_places_says_nothing():
    table = per_share(RESULTS[:2], [4941, 4353], EACH[:2])
    rows = down(table, 12)
    assert find(rows, across(table, rows)) == []


def test_the_nearest_of_some_places_come_first_and_not_the_place_itself():
    assert nearest([], 4, 3) == []
    assert nearest([1, 3, 4, 5, 9], 4, 3) == [3, 5, 1]
    assert nearest([0, 1, 2], 7, 2) == [2, 1]
    assert nearest([2, 6], 4, 1) == [2]
