"""Rows of one network that are alike make a table, and only they."""

from __future__ import annotations

import pytest

from tests.building import concept, qname, unit_of
from tests.sheets import PRESENTED, ROWS, YEARS, facts, figures, key, without
from validator import budget
from validator.tieouts.statements.tables import CELL, kind, most, tables


def test_no_table_without_presentation_or_with_few_rows():
    assert tables(figures(facts(), presented={})) == []
    assert tables(figures(without("Cash", "2023-12-31"), presented={"Sheet": {"Assets": ["Cash", "Loans"]}})) == []


def test_flows_and_other_kinds_of_units_are_no_rows_of_balances():
    kinds = [concept("Sales", period_type="duration"), concept("Shares", base="shares")]
    more = [("Sales", 5, 0, "2023-01-01/2023-12-31"), ("Shares", 7, 0, "2023-12-31", "shares")]
    presented = {"Sheet": {"Assets": [*PRESENTED["Sheet"]["Assets"], "Sales", "Shares"]}}
    (table,) = tables(figures(facts() + more, presented=presented, concepts=kinds))
    assert set(table.rows) == {qname(name) for name in ("Assets", "Cash", "Loans", "Stock")}


def test_columns_hold_the_rows_that_fill_them():
    found = figures(without("Cash", "2022-12-31"))
    (table,) = tables(found)
    assert {len(rows) for rows in table.columns.values()} == {3, 4}
    assert qname("Cash") not in table.columns[key(found, "Cash", "2022-12-31")[1]]
    assert len(table.mostly_filled) == 3


def test_a_column_that_few_rows_fill_is_none_of_the_table():
    found = figures([*facts(), ("Cash", 5, -3, "2020-12-31")])
    (table,) = tables(found)
    assert key(found, "Cash", "2020-12-31")[1] in table.columns
    assert key(found, "Cash", "2020-12-31")[1] not in table.mostly_filled


@pytest.mark.parametrize(("more", "filled", "mostly"), [([], 2, True), ([], 1, False), (["Land"], 2, False)])
def test_half_the_rows_make_a_column(more, filled, mostly):
    rows = [*ROWS, *more]
    made = [*facts(), *((name, 7, -3, YEARS[0], "CNY") for name in more)]
    found = figures(
        [*made, *((name, 5, -3, "2020-12-31") for name in rows[:filled])], presented={"Sheet": {"Assets": rows}}
    )
    (table,) = tables(found)
    assert (key(found, "Cash", "2020-12-31")[1] in table.mostly_filled) is mostly


def test_units_of_one_kind_whatever_the_currency():
    texts = ("CNY", "USD", "CNY/shares", "shares", "pure")
    assert [kind(unit_of(text)) for text in texts] == ["money", "money", "money/shares", "shares", "pure"]
    assert most(["pure", "money", "money", "pure"]) == "pure"


def test_a_figure_that_is_presented_again_and_again_is_paid_for_each_time():
    def spent(networks):
        presented = {f"Sheet{each}": PRESENTED["Sheet"] for each in range(networks)}
        steps = []
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(budget, "spend", steps.append)
            assert len(tables(figures(facts(), presented=presented))) == networks
        return sum(steps)

    assert spent(40) == 40 * spent(1) == 40 * 12 * CELL
