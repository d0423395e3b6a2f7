"""Cells of tables: one printed number and nothing else, with all that is spread over cells beside it."""

from __future__ import annotations

import pytest

from validator.encoder import blocks
from validator.encoder.grid import data_rows
from validator.encoder.tables import printed


def cells(text):
    """Return the cells of a table's only row, beside its label."""
    (table,) = blocks.read(f"| | 2023 |\n|---|---|\n| Cash | {text} |\n", hypertext=False)
    return [cell for row in data_rows(table) for cell, _ in row.cells]


@pytest.mark.parametrize(
    "text",
    ["", "-", "abc", "1,23", "12,3456", "(1", "1)", "1 2", "1.2.3", "%", "१२", "1e5", "--1", "1%%", "1,000,00",
     "(-5)", "12 (a)", "12 million", "5x", "7-", "12a", "[7]", "~7"],
)  # fmt: skip
def test_what_is_no_number_is_none(text):
    assert not any(map(printed, cells(text)))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        # mantissa, places, percentage, currency
        ("0", (0, 0, False, "")),
        ("1,234", (1234, 0, False, "")),
        ("(1,234.50)", (-123450, 2, False, "")),
        ("-3", (-3, 0, False, "")),
        ("23.8%", (238, 1, True, "")),
        ("(1.5)%", (-15, 1, True, "")),
        ("(1.5%)", (-15, 1, True, "")),
        (".25", (25, 2, False, "")),
        ("US$ 7", (7, 0, False, "USD")),
        ("(RMB7)", (-7, 0, False, "CNY")),
    ],
)
def test_a_number_is_what_is_printed(text, number):
    (cell,) = cells(text)
    assert printed(cell)
    assert (cell.entry.mantissa, cell.entry.places, cell.entry.percent, cell.entry.symbol) == number


@pytest.mark.parametrize(
    ("cut", "sound"), [(("(7", ")"), True), (("(", "7)"), True), (("(7", ""), False), (("(7", "8"), False)]
)
def test_a_parenthesis_may_close_in_the_next_cell(cut, sound):
    found = cells(" | ".join(cut))
    assert printed(found[0]) is sound
    assert found[0].entry.mantissa == -7


def test_a_row_of_what_could_be_years_is_one_of_figures_where_it_has_a_label():
    (table,) = blocks.read("| | 2022 | 2023 |\n|---|---|---|\n| Shops | 1987 | 2011 |\n", hypertext=False)
    (row,) = data_rows(table)
    assert (row.label, [(cell.plain, header) for cell, header in row.cells]) == (
        "Shops",
        [("1987", "2022"), ("2011", "2023")],
    )
