"""Ratios whose terms are named by labels: near-misses first."""

from __future__ import annotations

from tests.discovery.test_sums import evidence
from tests.statements import statement
from validator.discovery.named.labelled import find, rows_of
from validator.discovery.sheets import down
from validator.finding import Verdict

REVENUE = ("Total revenue", [88471, 85206, 81307])
COSTS = [
    ("Research", [15924, 15937, 15001]),
    ("Percentage of total revenue", [18, 19, 18]),
    ("Marketing", [23887, 22153, 22772]),
    ("Percentage of total revenue", [27, 26, 28]),
]
MARGINS = ["Sales", "Sales", "Profit", "Profit", "Profit margin", "Profit margin"]
SEGMENTS = [
    ("Coffee", [27044, 27353]),
    ("Pets", [18228, 30381]),
    ("Coffee", [7592, 7377]),
    ("Pets", [4021, 4949]),
    ("Coffee", [281, 270]),
    ("Pets", [221, 163]),
]


def ratios(*tables):
    """Return the ratios in some tables: their titles, and in how many places they hold and fail."""
    found = find([rows_of(down(table, 12)) for table in tables])
    return [(one.title, len(one.held), len(one.failed)) for one in found]


def percents(table, *rows, exponent=-2):
    """Return a statement with some rows printed as percentages."""
    lines = list(table.lines)
    for row in rows:
        told = [
            one and one._replace(unit="pure", percent=True, exponent=exponent, decimals=-exponent)
            for one in lines[row].figures
        ]
        lines[row] = lines[row]._replace(figures=tuple(told))
    return table._replace(lines=tuple(lines))


def test_percentages_of_another_whole_are_none():
    costs = [(label, [value + 9 for value in values] if value_is_a_rate(label) else values) for label, values in COSTS]
    assert ratios(percents(statement([*costs, REVENUE]), 1, 3)) == []


def value_is_a_rate(label):
    return label.startswith("Percentage")


def test_one_percentage_of_a_named_whole_is_no_evidence():
    assert (
        ratios(
            percents(statement([("Rent", [885]), ("Percentage of total revenue", [1]), ("Total revenue", [88471])]), 1)
        )
        == []
    )


def test_one_that_is_rounded_so_that_all_add_up_is_no_error():
    rows = [*COSTS, REVENUE]
    rows[3] = ("Percentage of total revenue", [27, 26, 27])
    assert evidence(percents(statement(rows), 1, 3))[1] == []


def test_a_percentage_divides_the_row_above_by_what_it_names():
    assert ratios(percents(statement([*COSTS, REVENUE]), 1, 3)) == [("percentage of Total revenue", 6, 0)]


def test_what_it_names_may_stand_in_another_table():
    tables = percents(statement(COSTS), 1, 3), statement([REVENUE], number=1)
    assert ratios(*tables) == [("percentage of Total revenue", 6, 0)]


def test_margins_divide_the_rows_of_their_label():
    table = percents(statement(SEGMENTS, headings=MARGINS), 4, 5, exponent=-3)
    assert ratios(table) == [("Profit / Sales", 4, 0)]


def test_a_table_of_changes_tells_the_growth_of_the_one_before():
    amounts = statement([("Sales", [35415, 32597]), ("Gross profit", [6544, 6713]), ("Costs", [6929, 6153])])
    changes = statement([("Sales", [86]), ("Gross profit", [-25]), ("Costs", [126])], number=1)
    tables = amounts, percents(changes, 0, 1, 2, exponent=-3)
    assert ratios(*tables) == [("growth by the same label", 3, 0)]
    ties, said = evidence(*tables)
    assert said == []
    assert {tie.verdict for tie in ties} == {Verdict.ROUNDING}


def test_a_change_that_no_year_before_explains_is_none():
    rows = [("Net sales", [441_817, 420_553, 393_247]), ("Percentage change", [55, 70, 64])]
    assert ratios(percents(statement(rows), 1, exponent=-3)) == []


def test_a_percentage_change_is_the_growth_of_the_row_above():
    rows = [("Net sales", [441_817, 420_553, 393_247]), ("Percentage change", [51, 69, 63])]
    assert ratios(percents(statement(rows), 1, exponent=-3)) == [("growth of the row above", 2, 0)]


def test_an_increase_beside_an_amount_is_growth_from_what_it_was_elsewhere():
    income = statement([("Company sales", [24_870, 21_083]), ("Other sales", [772, 788]), ("Rent", [39_333, 35_117])])
    rows = [("Company sales", [24_870, 180]), ("Other sales", [772, -20]), ("Rent", [39_333, 120])]
    table = statement(rows, number=1, one_period=True)
    lines = []
    for line in table.lines:
        amount, growth = line.figures
        growth = growth._replace(unit="pure", percent=True, exponent=-3, decimals=3)
        lines.append(line._replace(figures=(amount, growth)))
    told = [("growth by the same label elsewhere", 3, 0)]
    assert ratios(income, table._replace(lines=tuple(lines))) == told
    other = statement([("Company sales", [24_780, 21_083])])
    assert ratios(other, table._replace(lines=tuple(lines))) == []
