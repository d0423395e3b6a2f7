from __future__ import annotations

import pytest

from validator.model.source import Location
from validator.reporters.excerpts import WIDTH, Excerpts, clean, excerpt

LONG = "<us-gaap:" + "A" * 60 + ' contextRef="' + "c" * 60 + '">1234</us-gaap:' + "A" * 60 + ">"


@pytest.mark.parametrize(
    ("line", "column", "marked"),
    [
        ("  <a>12</a>", 3, "12"),
        ("  <a b='c'>12</a> <a>13</a>", 3, "12"),
        ("  <a/>", 3, "<a/>"),
        ("  <a b='c'", 3, "<a b='c'"),
        ("  <a></a>", 3, "<"),
        ("  <>", 3, "<>"),
        ("  <", 3, "<"),
        ("key = 'value'", 1, "key"),
        ("key = 'value'", 7, "'"),
        ("key = value", 7, "value"),
        ("| 62,356 | 58,569 |", 3, "62,356"),
        ("paid $1,170.5 thousand", 6, "$1,170.5"),
        ("of 1,170, or 30%", 4, "1,170"),
        ("in 2024,30 of 1,1705", 4, "2024"),
        ("[1,2]", 2, "1"),
        ("<td>23.6&#160;</td>", 5, "23.6"),
        ("<td>1,234&nbsp;</td>", 5, "1,234"),
        ("<td>&pound;12</td>", 5, "&pound"),
        ("R&D 12", 1, "R&D"),
    ],
)
def test_what_stands_at_a_place_is_underlined(line: str, column: int, marked: str) -> None:
    found = excerpt(line, column)
    assert found.line == line
    assert line[found.start : found.start + found.width] == marked


@pytest.mark.parametrize("column", [0, 12, 10**9, -1])
def test_a_place_outside_the_line_is_shown_without_a_mark(column: int) -> None:
    assert excerpt("  <a>12</a>", column) == ("  <a>12</a>", 0, 0)
    assert excerpt("", column) == ("", 0, 0)


def test_attributes_give_way_to_the_value_of_a_long_element() -> None:
    found = excerpt("    " + LONG, 5)
    assert len(found.line) == WIDTH
    assert found.line.startswith("    <us-gaap:" + "A" * 60 + " …>1234</us-gaap:")
    assert found.line.endswith("…")
    assert found.line[found.start : found.start + found.width] == "1234"


@pytest.mark.parametrize("column", [1, 98, 99, 100, 101, 500, 999, 1000])
def test_the_window_moves_with_the_place(column: int) -> None:
    line = "".join(f"{number:>9} " for number in range(100))
    found = excerpt(line, column)
    assert len(found.line) <= WIDTH
    assert found.line[found.start] == line[column - 1]


def test_lines_are_found_by_number_whatever_ends_them() -> None:
    lines = Excerpts({"a": b"one\r\ntwo\n\nfour", "b": "eins\nzwei\n".encode("utf-16"), "c": "\ufeff<é>x".encode()})
    assert [lines.at(Location("a", number, 1)) for number in (4, 1, 3, 2)] == [
        ("four", 0, 4),
        ("one", 0, 3),
        ("", 0, 0),
        ("two", 0, 3),
    ]
    assert lines.at(Location("b", 2, 1)) == ("zwei", 0, 4)
    assert lines.at(Location("c", 1, 1)) == ("<é>x", 0, 3)
    for nowhere in (Location("a", 5, 1), Location("a"), Location("d", 1, 1), Location("b", 9, 1)):
        assert lines.at(nowhere) is None


def test_bytes_that_are_no_text_are_shown_as_such() -> None:
    assert Excerpts({"a": b"ab\xff\x1b[31m\tc"}).at(Location("a", 1)) == (
        "ab\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}[31m c",
        0,
        0,
    )
    assert clean("12\n\x9b") == "12 \N{REPLACEMENT CHARACTER}"
