"""Decimals finer than all others of a column or table, that show no digit, are told; text rounds, and digits speak."""

from __future__ import annotations

import pytest

from tests.sheets import ROWS, YEARS, facts, figures, key, without
from validator.tieouts.statements.accuracies import overstated
from validator.tieouts.statements.tables import tables


def odd(made):
    found = figures(made)
    return [(one.key, one.usual, one.others, one.column) for one in overstated(found, tables(found))], found


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
    assert made == [(key(found, name, YEARS[1]), -3, 11, False)]


def test_coarser_figures_beside_it_change_nothing():
    coarse = [*without("Loans", YEARS[2], exact("Cash", YEARS[1], 523000, 0)), ("Loans", 360000, -4, YEARS[2], "CNY")]
    made, found = odd([*coarse])
    assert [one[0] for one in made] == [key(found, "Cash", YEARS[1])]


def test_the_copy_that_claims_more_is_the_one():
    found = figures([*facts(), ("Cash", 523000, 0, YEARS[1], "CNY")])
    (one,) = overstated(found, tables(found))
    assert one.row == len(facts())
