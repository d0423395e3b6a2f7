"""Tables of Markdown, plain and preformatted text, and documents too large to be read."""

import pytest

from validator.documents.document import Block, Table
from validator.documents.limits import TooMuchError
from validator.documents.reading import read


def test_more_cells_than_any_report_has_are_refused(monkeypatch):
    monkeypatch.setattr("validator.documents.html.MOST_CELLS", 3)
    with pytest.raises(TooMuchError, match="more than 3 cells in tables"):
        read("a", b"<html><table><tr><td>1<td>2<td>3<td>4</table>")


def test_a_pipe_table_is_a_grid():
    [heading, table] = read("a.md", b"## Sheet\n\n| | **2024** |\n|---|---|\n| Cash | 71 |\n").parts
    assert isinstance(heading, Block)
    assert (heading.kind, heading.level) == ("heading", 2)
    assert isinstance(table, Table)
    assert [[(cell.column, cell.text.plain, cell.bold) for cell in row] for row in table.rows] == [
        [(1, "2024", True)],
        [(0, "Cash", False), (1, "71", False)],
    ]
    assert table.rows[1][1].text.place(0) == (5, 10)


def test_columns_of_plain_text_stand_apart():
    source = (
        "BALANCE SHEET\n\n"
        "                      2024      2023\n"
        "Cash                $   71    $   50\n"
        "Plant                  (13)       --\n"
        "                    ------    ------\n"
        "Total\t\t    $   58    $   50\n"
    )
    heading, table = read("a.txt", source.encode()).parts
    assert heading.kind == "heading"
    assert [[cell.text.plain for cell in row] for row in table.rows] == [
        ["2024", "2023"],
        ["Cash", "$", "71", "$", "50"],
        ["Plant", "(13)", "--"],
        ["Total", "$", "58", "$", "50"],
    ]
    assert [cell.rule for cell in table.rows[3]] == ["t"] * 5
    assert table.rows[3][2].text.place(0) == (7, 16)


def test_preformatted_text_is_read_as_plain_text():
    source = b"<html><pre>\nCash      71    50\nPlant     13    12\n</pre></html>"
    [table] = read("a", source).parts
    assert [[cell.text.plain for cell in row] for row in table.rows] == [["Cash", "71", "50"], ["Plant", "13", "12"]]
    assert table.rows[0][1].text.place(0) == (2, 11)
