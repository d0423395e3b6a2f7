"""When the figures of tables are: balances below spans, movements between balances, weeks that end on a first day."""

from __future__ import annotations

import pytest

from tests.understanding.test_tables import COVER, table, told

ANNUAL = f"<p>For the fiscal year ended April 30, 2024</p><p>{'Here stand words that say nothing of time. ' * 20}</p>"
YEARS = ("|2:Year Ended April 30,", "|2024|2023")
WEEKS = "<p>For the quarterly period ended June 30, 2023. Results of the three months ended July 1, 2022 are below.</p>"


def periods(source: str) -> list[str]:
    return [period for _, _, _, period in told(source)]


STANDING = ["as of 2024-04-30", "as of 2023-04-30"]
LASTING = ["2023-05-01 to 2024-04-30", "2022-05-01 to 2023-04-30"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("Right-of-use assets|174|103", "Lease liabilities|40|33", "Accumulated depreciation|(8)|(4)"), STANDING),
        (("Operating lease cost|174|103", "Interest on lease liabilities|40|33", "Short-term leases|8|4"), LASTING),
        (("Securities|174|103", "Gains on securities|40|33", "Investments|8|4"), LASTING),
        (("Federal net operating loss carryforwards|174|103",), STANDING),
        (("Weighted-average discount rate|4|3",), STANDING),
        (("Use of net operating losses|174|103",), LASTING),
    ],
)
def test_what_stands_at_a_moment_is_told_of_the_end_of_the_year_above_it(rows, expected):
    assert sorted(set(periods(ANNUAL + table(*YEARS, *rows)))) == sorted(expected)


def test_what_a_heading_further_above_says_holds_for_the_rows_below_it():
    rows = ("Sales:||", "Abroad|5|6", "Long-lived assets:||", "&nbsp;Abroad:||", "&nbsp;&nbsp;Canada|107|65")
    indented = table(*YEARS, *rows).replace("<td>&nbsp;&nbsp;", '<td style="padding-left:20pt">')
    indented = indented.replace("<td>&nbsp;", '<td style="padding-left:10pt">')
    assert periods(ANNUAL + indented) == [*LASTING, *STANDING]


BALANCES = ("|Shares|Equity", "Balance, {0}|4|70", "Net income|–|9", "Balance, {1}|4|79")


@pytest.mark.parametrize(
    ("named", "opening", "closing"),
    [
        (3, "2022-07-01", "2022-09-30"),  # a quarter ended on the first: the day is the balance's
        (1, "2022-06-30", "2022-09-30"),  # else a first day opens with what the day before closed
    ],
)
def test_a_first_day_is_the_end_of_a_period_where_the_document_ends_one_then(named, opening, closing):
    rows = [row.format("July 1, 2022", "September 30, 2022") for row in BALANCES]
    found = periods(WEEKS * named + table(*rows))
    assert (found[0], found[-1]) == (f"as of {opening}", f"as of {closing}")


@pytest.mark.parametrize(
    ("row", "opens"),
    [
        ("Cumulative effect of a change in accounting", True),
        ("Adjustments for prior periods from adopting ASU 2020-06", True),
        ("Cumulative translation adjustment", False),
        ("Adoption of the employee share plan", False),
    ],
)
def test_what_a_new_standard_changes_is_told_of_the_opening_balance(row, opens):
    rows = [one.format("December 31, 2022", "June 30, 2023") for one in BALANCES]
    found = told(COVER + table(*rows[:2], f"{row}|–|2", *rows[2:]))
    [period] = {one[3] for one in found if one[0] == row}
    assert period == ("as of 2022-12-31" if opens else "2023-01-01 to 2023-06-30")


def test_deferred_taxes_of_years_are_told_of_the_years():
    rows = ("Current:||", "Federal|5|6", "Deferred:||", "Federal|7|8", "Deferred benefit|7|8")
    assert sorted(set(periods(ANNUAL + table("|2024|2023", *rows)))) == sorted(LASTING)
