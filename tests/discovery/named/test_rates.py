"""Rates whose terms stand in other tables: near-misses first."""

from __future__ import annotations

from tests.discovery.named.test_labelled import percents
from tests.statements import statement
from validator.discovery.named.labelled import rows_of
from validator.discovery.named.rates import find
from validator.discovery.sheets import down

INCOME = [
    ("Total revenue", [88_471, 85_206, 81_307]),
    ("Total contribution", [47_774, 45_159, 45_532]),
    ("Income before income taxes", [15_924, 15_937, 15_001]),
    ("Provision for income taxes", [3_344, 3_187, 3_300]),
]


def rates(rows, *others):
    """Return the rates in a table that stands beside others: their titles, where they hold and where they fail."""
    ratios = percents(statement(rows, number=1), *range(len(rows)), exponent=-3)
    found = find([rows_of(down(table, 12)) for table in (*others, ratios)])
    return [(one.title, len(one.held), len(one.failed)) for one in found]


def test_a_tax_rate_of_other_income_is_none():
    assert rates([("Effective tax rate", [231, 188, 207])], statement(INCOME)) == []


def test_a_tax_rate_without_what_it_is_of_is_none():
    assert rates([("Effective tax rate", [210, 200, 220])], statement(INCOME[:3])) == []


def test_a_margin_of_nothing_that_is_called_so_is_none():
    assert rates([("Operating margin", [540, 530, 560])], statement(INCOME)) == []


def test_the_effective_tax_rate_is_the_tax_over_the_income_before_it():
    told = [("tax over Income before income taxes", 3, 0)]
    assert rates([("Effective tax rate", [210, 200, 220])], statement(INCOME)) == told


def test_a_margin_is_a_share_of_revenue():
    assert rates([("Contribution margin", [540, 530, 560])], statement(INCOME)) == [("share of Total revenue", 3, 0)]
