"""Tables that lost their lines: what is none first, then one cell a paragraph, and all cells in one line."""

from __future__ import annotations

import pytest

from validator.documents.document import Block, Table
from validator.documents.reading import read

STACKED = (
    "Third Quarter Results", "Three Months Ended September 30,", "2025", "2024", "% change", "Unaudited", "Unaudited",
    "Revenue", "$   4,686", "$   5,348", "-12%", "Costs", "(3,204)", "(3,453)", "-7%", "Gain on sale", "-", "12", "-",
    "Net income", "$ 1,482", "$ 1,907", "-22%",
)  # fmt: skip
LINE = (
    "CONDENSED STATEMENTS    (UNAUDITED)    Three Months Ended September 30,   Nine Months Ended September 30,"
    "  2025   2024   2025   2024     Revenue  $    4,686    $    5,348   $  14,340   $  15,112     Costs:"
    "    Cost of revenue     1,402     1,362     4,913     3,891Research and development      291     264     989"
    "     1,100Separation      -      -     599     -Total costs     (1,693)    (1,626)    (6,501)     (4,991)"
)


def cells(source: str) -> list[list[tuple[int, int, str]]]:
    """The rows of the tables of a document: column, width and text of each cell."""
    tables = [part for part in read("r.md", f"# Results\n\n{source}".encode()).parts if isinstance(part, Table)]
    return [[(cell.column, cell.width, cell.text.plain) for cell in row] for table in tables for row in table.rows]


@pytest.mark.parametrize(
    "source",
    [
        "\n\n".join(("Soup", "4.50", "Fish", "17.20", "Cake", "3.10", "Tea", "2.00")),
        "\n\n".join(("Dear reader,", "1", "2", "thank you for the 3 letters.", "Yours", "A.")),
        "In 2023  we had  12 ships,  in 2022  only 10,  and the year before  8 of them  were lost:  66% of all.",
    ],
)
def test_words_with_few_numbers_are_no_table(source: str) -> None:
    assert cells(source) == []


def test_one_cell_a_paragraph_is_a_table_again() -> None:
    assert cells("\n\n".join(STACKED)) == [
        [(1, 2, "Three Months Ended September 30,")],
        [(1, 1, "2025"), (2, 1, "2024")],
        [(3, 1, "% change")],
        [(0, 1, "Revenue"), (1, 1, "$ 4,686"), (2, 1, "$ 5,348"), (3, 1, "-12%")],
        [(0, 1, "Costs"), (1, 1, "(3,204)"), (2, 1, "(3,453)"), (3, 1, "-7%")],
        [(0, 1, "Gain on sale"), (1, 1, "-"), (2, 1, "12"), (3, 1, "-")],
        [(0, 1, "Net income"), (1, 1, "$ 1,482"), (2, 1, "$ 1,907"), (3, 1, "-22%")],
    ]


def test_all_cells_in_one_line_are_a_table_again() -> None:
    assert cells(LINE) == [
        [(1, 2, "Three Months Ended September 30,"), (3, 2, "Nine Months Ended September 30,")],
        [(1, 1, "2025"), (2, 1, "2024"), (3, 1, "2025"), (4, 1, "2024")],
        [(0, 1, "Revenue"), (1, 1, "4,686"), (2, 1, "5,348"), (3, 1, "14,340"), (4, 1, "15,112")],
        [(0, 1, "Costs:")],
        [(0, 1, "Cost of revenue"), (1, 1, "1,402"), (2, 1, "1,362"), (3, 1, "4,913"), (4, 1, "3,891")],
        [(0, 1, "Research and development"), (1, 1, "291"), (2, 1, "264"), (3, 1, "989"), (4, 1, "1,100")],
        [(0, 1, "Separation"), (1, 1, "-"), (2, 1, "-"), (3, 1, "599"), (4, 1, "-")],
        [(0, 1, "Total costs"), (1, 1, "(1,693)"), (2, 1, "(1,626)"), (3, 1, "(6,501)"), (4, 1, "(4,991)")],
    ]


def test_cells_keep_their_places_and_titles_stay_before_the_table() -> None:
    document = read("r.md", f"# Results\n\n{LINE}".encode())
    table = next(part for part in document.parts if isinstance(part, Table))
    assert table.rows[2][1].text.place(0) == (3, LINE.index("4,686") + 1)
    assert [part.text.plain for part in document.parts if isinstance(part, Block)] == [
        "Results",
        "CONDENSED STATEMENTS",
        "(UNAUDITED)",
    ]
