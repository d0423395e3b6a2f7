"""Plain text: paragraphs stay paragraphs, and columns that stand apart are a table, each cell where it stands."""

from __future__ import annotations

import pytest

from validator.documents.document import Block, Table
from validator.documents.plain import read
from validator.documents.text import Place

SHEET = """CONSOLIDATED SHEETS

                 2023     2022
                 -----    -----
Cash              1,200    1,100
Long-term debt
  and leases      (300)    (250)
                 -----    -----
Total               900      850

The total rose 5.9 percent.
"""


def texts(source):
    return [part.text.plain for part in read(source) if isinstance(part, Block)]


def cells(source):
    (table,) = (part for part in read(source) if isinstance(part, Table))
    return [[cell.text.plain for cell in row] for row in table.rows]


@pytest.mark.parametrize("source", ["", "\n\n", "-----\n=====\n", " | \n"])
def test_nothing_is_no_block(source):
    assert read(source) == ()


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (
            "The rate was 5 in 2023.  It was 4 in 2022.\nNothing else.\n",
            ["The rate was 5 in 2023. It was 4 in 2022. Nothing else."],
        ),
        ("One  two\n\nthree\n", ["One two", "three"]),
        ("Cash  1,200\n", ["Cash 1,200"]),
    ],
)
def test_sentences_and_lone_rows_are_no_table(source, said):
    assert texts(source) == said
    assert all(isinstance(part, Block) for part in read(source))


def test_columns_that_stand_apart_are_a_table():
    assert cells(SHEET) == [
        ["2023", "2022"],
        ["Cash", "1,200", "1,100"],
        ["Long-term debt"],
        ["and leases", "(300)", "(250)"],
        ["Total", "900", "850"],
    ]
    assert texts(SHEET) == ["CONSOLIDATED SHEETS", "The total rose 5.9 percent."]
    assert [part.kind for part in read(SHEET) if isinstance(part, Block)] == ["heading", "text"]


def test_a_cell_has_its_place_and_the_line_drawn_above_it():
    (table,) = (part for part in read(SHEET) if isinstance(part, Table))
    assert table.rows[1][1].text.place(0) == Place(5, 19)
    assert table.rows[4][2].text.place(0) == Place(9, 30)
    assert [row[-1].rule for row in table.rows] == ["", "t", "", "", "t"]


@pytest.mark.parametrize(
    "source", ["Cash|1|2\nDebt|3|4\n", "Cash\t1\t2\nDebt\t3\t4\n", "| Cash | 1 | 2 |\n| Debt | 3 | 4 |"]
)
def test_bars_and_tabs_part_columns_too(source):
    assert cells(source) == [["Cash", "1", "2"], ["Debt", "3", "4"]]


def test_a_mark_before_a_line_makes_it_an_item_of_a_list():
    items = read("Highlights:\n- Sales rose\n  to 5 million.\n\u2022 (3) million lost.\n-5 is no item.\n")
    assert [(part.kind, part.text.plain) for part in items] == [
        ("text", "Highlights:"),
        ("item", "Sales rose to 5 million."),
        ("item", "(3) million lost. -5 is no item."),
    ]
