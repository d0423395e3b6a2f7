"""A total is missed where a column has all its parts, and other columns have them with it; a habit is none."""

from __future__ import annotations

import pytest

from tests.sheets import PRESENTED, SUMS, figures, key, without
from validator.tieouts.statements.totals import untotalled

YEARS = tuple(f"{year}-12-31" for year in range(2019, 2024))
ROWS = {"Cash": 40, "Loans": 30, "Stock": 20, "Assets": 90}


def facts(years=YEARS, rows=ROWS):
    return [(name, value, 0, year, "CNY") for year in years for name, value in rows.items()]


def lacking(made, **using):
    return untotalled(figures(made, **using))


DOLLARS = [(*one[:4], "USD") for one in facts(YEARS[:1])]


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(facts(), id="every total"),
        pytest.param([one for one in facts() if one[0] != "Assets"], id="a total that is nowhere"),
        pytest.param(without("Assets", YEARS[0], without("Cash", YEARS[0], facts())), id="a part is not there either"),
        pytest.param(without("Assets", YEARS[0], without("Assets", YEARS[1], facts())), id="two columns lack it"),
        pytest.param(without("Assets", YEARS[0], facts(YEARS[:3])), id="two other columns"),
        pytest.param(
            [*without("Assets", YEARS[0], facts()), ("Assets", None, None, YEARS[0], "CNY")], id="nil is reported"
        ),
        pytest.param(
            without("Assets", YEARS[0], facts()) + [one for one in DOLLARS if one[0] != "Assets"],
            id="two units lack it",
        ),
        pytest.param(facts() + [one for one in DOLLARS if one[0] != "Assets"], id="no total in that currency at all"),
    ],
)
def test_near_misses(made):
    assert lacking(made) == []


def test_a_total_of_one_part_says_nothing():
    one = {"Sheet": {"Assets": {"Cash": 1}}}
    made = [fact for fact in facts() if fact[0] in ("Cash", "Assets")]
    assert lacking(without("Assets", YEARS[0], made), sums=one) == []


def test_a_report_that_leaves_out_four_totals_does_so_on_purpose():
    names = [f"T{number}" for number in range(4)]
    sums = {"Sheet": {name: {f"{name}A": 1, f"{name}B": 1} for name in names}}
    made = facts(YEARS, {part: 1 for name in names for part in (name, f"{name}A", f"{name}B")})
    left = made
    for number, name in enumerate(names, 1):
        left = without(name, YEARS[0], left)
        found = lacking(left, sums=sums, presented={})
        assert len(found) == (number if number < 4 else 0)


def test_the_one_total_that_is_not_there():
    told = without("Assets", YEARS[2], facts())
    made = figures([*told, ("Assets", 90, 0, YEARS[0], "CNY")], sums=SUMS, presented=PRESENTED)
    (one,) = untotalled(made)
    assert one == (key(made, "Assets", YEARS[2]), len(told), "Sheet", 3, 4)
    assert [each.columns for each in lacking(without("Assets", YEARS[0], facts(YEARS[:4])))] == [3]
