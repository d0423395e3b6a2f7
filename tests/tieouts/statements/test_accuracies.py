"""Decimals finer than all others of a column or table, that show no digit, are told; text rounds, and digits speak."""

from __future__ import annotations

import pytest

from tests.building import concept
from tests.sheets import ROWS, YEARS, facts, figures, key, without
from validator.tieouts.statements.accuracies import overclaimed, overstated
from validator.tieouts.statements.contradictions import at_odds
from validator.tieouts.statements.tables import tables


def odd(made):
    found = figures(made)
    return [(one.key, one.usual, one.others, one.among) for one in overstated(found, tables(found))], found


def exact(name, year, value, decimals, made=None):
    return [*without(name, year, made), (name, value, decimals, year, "CNY")]


FEW = [one for one in facts() if one[3] != YEARS[2]]


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(facts(), id="all alike"),
        pytest.param(exact("Cash", YEARS[1], 1000000, -6), id="coarser, as a text rounds"),
        pytest.param(exact("Cash", YEARS[1], 523000, -2), id="a digit finer, which may be zero"),
        pytest.param(exact("Cash", YEARS[1], 523123, 0), id="digits that show"),
        pytest.param(exact("Cash", YEARS[1], 0, 0), id="nothing, which is exact"),
        pytest.param(exact("Cash", YEARS[1], 523000, "INF"), id="exact"),
        pytest.param([*without("Cash", YEARS[1], FEW), ("Cash", 523000, 0, YEARS[1], "CNY")], id="a small table"),
        pytest.param(exact("Cash", YEARS[1], 523000, 0, exact("Loans", YEARS[1], 394000, 0)), id="two of them"),
    ],
)
def test_near_misses(made):
    assert odd(made)[0] == []


@pytest.mark.parametrize("name", ROWS)
def test_the_one_figure_that_claims_more(name):
    made, found = odd(exact(name, YEARS[1], ROWS[name][1], 0))
    assert made == [(key(found, name, YEARS[1]), -3, 11, "table")]


def test_coarser_figures_beside_it_change_nothing():
    coarse = [*without("Loans", YEARS[2], exact("Cash", YEARS[1], 523000, 0)), ("Loans", 360000, -4, YEARS[2], "CNY")]
    made, found = odd([*coarse])
    assert [one[0] for one in made] == [key(found, "Cash", YEARS[1])]


def test_the_copy_that_claims_more_is_the_one():
    found = figures([*facts(), ("Cash", 523000, 0, YEARS[1], "CNY")])
    (one,) = overstated(found, tables(found))
    assert one.row == len(facts())


# --- what no column holds --------------------------------------------------------------------------
FLOWS = {"Flows": {"CashFlow": [*(f"Flow{each}" for each in range(1, 9)), "CashAtEnd"]}}


def cash_flow(decimals, value=1234000, *, flows=8, base="monetary"):
    """A statement of flows that ends in a balance told to some decimals."""
    concepts = [*(concept(f"Flow{each}", period_type="duration") for each in range(1, 9)), concept("CashAtEnd", base)]
    made = [(f"Flow{each}", 1000 * each + 17000, -3, "2023-01-01/2023-12-31", "CNY") for each in range(1, 1 + flows)]
    return figures(
        [*made, ("CashAtEnd", value, decimals, YEARS[0], "CNY")], sums={}, presented=FLOWS, concepts=concepts
    )


def of(found):
    return [
        (one.key[0].rpartition("}")[2], one.usual, one.others, one.among) for one in overstated(found, tables(found))
    ]


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(cash_flow(-3), id="all alike"),
        pytest.param(cash_flow(0, 1234567), id="digits that show"),
        pytest.param(cash_flow(-1), id="two digits finer"),
        pytest.param(cash_flow(0, flows=7), id="a small statement"),
        pytest.param(cash_flow(0, base="decimal"), id="of another type"),
    ],
)
def test_near_misses_in_a_statement(found):
    assert of(found) == []


def test_the_balance_among_flows_that_claims_more():
    assert of(cash_flow(0)) == [("CashAtEnd", -3, 8, "statement")]


RATES = [(f"Rate{each}", f"0.{100 + each}", 3, YEARS[0], "pure") for each in range(8)]


@pytest.mark.parametrize(
    "more",
    [
        pytest.param([("Growth", "0.120", 3, YEARS[0], "pure")], id="all written"),
        pytest.param([("Growth", "0.12", 4, YEARS[0], "pure")], id="two places, as zeros are left out"),
        pytest.param([("Growth", "0", 6, YEARS[0], "pure")], id="nothing"),
        pytest.param([("Growth", "0.12", 6, YEARS[0], "pure"), ("Share", "0.12", 3, YEARS[0], "pure")], id="a habit"),
        pytest.param([("Growth", "0.12", "INF", YEARS[0], "pure")], id="exact"),
        pytest.param([("Growth", "0.120000", 6, YEARS[0], "pure")], id="more, and written"),
    ],
)
def test_near_misses_of_places_not_written(more):
    assert of(figures([*RATES, *more])) == []


WHOLE = [(f"Count{each}", "7", 0, YEARS[0], "pure") for each in range(8)]


def test_a_figure_that_claims_places_it_does_not_write():
    growth = ("Growth", "0.12", 6, YEARS[0], "pure")
    for beside in (("Odd", "x", 3), ("Nothing", "0", 3), ("Unknown", None, None)):
        assert of(figures([*RATES, growth, (*beside, YEARS[0], "pure")])) == [("Growth", 2, 8, "written")]
    assert of(figures([*RATES, ("Growth", "32e6", 3, YEARS[0], "pure")])) == [("Growth", 0, 8, "written")]
    tenths = [(f"Rate{each}", f"0.{1 + each}", 1, YEARS[0], "pure") for each in range(8)]
    assert of(figures([*tenths, growth])) == [("Growth", 2, 8, "written")]
    assert of(figures([*RATES[1:], growth, *WHOLE])) == []
    copies = [("Growth", text, 6, YEARS[0], "pure") for text in ("0.12", "0.120", "0.1")]
    assert of(figures([*RATES, *copies[:2]])) == of(figures([*RATES, *copies[1::-1]])) == [("Growth", 3, 8, "written")]
    assert of(figures([*RATES, *copies[::2]])) == []
    assert of(figures([*RATES, ("Growth", "0.12", 6, YEARS[0], "pure")])) == [("Growth", 2, 8, "written")]
    assert of(figures([*RATES, ("Shares", "320789494", 3, YEARS[0], "shares")])) == [("Shares", 0, 8, "written")]
    assert of(figures([*RATES[1:], ("Growth", "0.12", 6, YEARS[0], "pure")])) == []


USERS = [(f"Users{each}", f"{each + 11}00000", -5, YEARS[0], "pure") for each in range(8)]


@pytest.mark.parametrize(
    ("value", "decimals"),
    [
        pytest.param("227900000", -5, id="as the others"),
        pytest.param("227900000", -3, id="thousands are printed without a place"),
        pytest.param("227900000", 0, id="exact to one"),
        pytest.param("227980000", -2, id="a digit shows"),
        pytest.param("900000", -2, id="900.0 (thousand) may be printed so"),
        pytest.param("0", -2, id="nothing"),
        pytest.param("227900000", 1, id="a place after the point of ones"),
        pytest.param("227900010", -2, id="more digits than its decimals"),
        pytest.param("227900000", -4, id="a place finer"),
    ],
)
def test_near_misses_of_an_unusual_place(value, decimals):
    assert of(figures([*USERS, ("Registered", value, decimals, YEARS[0], "pure")])) == []


@pytest.mark.parametrize(
    ("value", "decimals"),
    [("227900000", -2), ("-227900000", -2), ("43000000", -2), ("1000000", -2), ("227900000", -1)],
)
def test_a_place_that_nothing_else_has_and_nothing_shows(value, decimals):
    assert of(figures([*USERS, ("Registered", value, decimals, YEARS[0], "pure")])) == [("Registered", -5, 8, "scale")]


@pytest.mark.parametrize(
    ("value", "decimals", "told"),
    [("1000000000", -4, True), ("1000000000", -5, True), ("900000000", -4, False), ("1000000000", -3, False)],
)
def test_a_place_of_millions_that_nothing_shows(value, decimals, told):
    users = [(f"Users{each}", f"{each + 11}00000000", -8, YEARS[0], "pure") for each in range(8)]
    found = of(figures([*users, ("Registered", value, decimals, YEARS[0], "pure")]))
    assert found == ([("Registered", -8, 8, "scale")] if told else [])


# --- copies that claim more than they know -------------------------------------------------------
def claimed(*said, made=FEW):
    """What is told of copies of one figure beside eight figures in thousands."""
    found = figures([*made, *(("Land", value, decimals, YEARS[0], "CNY") for value, decimals in said)])
    return [(row - len(made), one, usual) for row, one, usual in overclaimed(found, at_odds(found))], found


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ([(612000, 0), (612345, 0)], (0, -3)),
        ([(612345, 0), (612000, 0)], (1, -3)),
        ([(-612345, 0), (-612000, 0)], (1, -3)),
        ([(612000, 0), (612500, 0)], (0, -3)),
        ([(612000, 0), (611500, 0)], (0, -3)),
        ([(612000, 0), (612345, 0), (612350, -1)], (0, -3)),
        ([(612000, 0), (612501, 0)], None),
        ([(612000, 0), (611499, 0)], None),
        ([(612000, -1), (612345, 0)], None),  # two digits more than it knows
        ([(612100, 0), (612123, 0)], None),  # no decimals that are used here
        ([(612000, 0), (612345, "few")], None),
        ([(612000, "INF"), (612345, 0)], None),
        ([(0, 0), (345, 0)], None),
        ([(612000, 0), (612000, 0)], None),
        ([(612000, 0), (612345, 0), (None, None)], None),
        ([(612000, 0), (612345, -3)], None),
    ],
)
def test_a_copy_that_is_what_the_others_round_to(said, told):
    made, found = claimed(*said)
    assert made == ([(told[0], key(found, "Land", YEARS[0]), told[1])] if told else [])


def test_a_copy_agrees_to_the_finest_decimals_that_are_used():
    millions = [(f"Row{each}", 7000000, -6, YEARS[0], "CNY") for each in range(8)]
    assert [one[2] for one in claimed((1000000, 0), (999700, 0), made=FEW + millions)[0]] == [-3]
    assert [one[2] for one in claimed((1000000, 0), (990000, 0), made=FEW + millions)[0]] == [-6]
    assert claimed((612000, 0), (612345, 0), made=FEW[1:])[0] == []
