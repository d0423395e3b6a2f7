"""Pages as filed: text, tables and places."""

import time

import pytest

from validator.documents import html
from validator.documents.document import Block, Table
from validator.documents.text import Place


def rows(source: str) -> list[list[tuple[int, int, str]]]:
    [table] = [part for part in html.read(source) if isinstance(part, Table)]
    return [[(cell.column, cell.width, cell.text.plain) for cell in row] for row in table.rows]


def texts(source: str) -> list[str]:
    return [part.text.plain for part in html.read(source) if isinstance(part, Block)]


def test_a_place_is_the_line_and_column_of_the_character():
    source = "<p>Sales\n of <b>71</b></p>"
    [block] = html.read(source)
    assert block.text.plain == "Sales of 71"
    assert block.text.place(block.text.plain.index("71")) == Place(2, 8)


def test_one_line_of_millions_of_characters_keeps_its_columns():
    source = "<p>" + "x" * 3_000_000 + "</p><p>71</p>"
    assert html.read(source)[1].text.place(0) == Place(1, 3_000_011)


def test_an_entity_stands_where_it_is_written():
    [block] = html.read("<p>A&amp;B&#160;7</p>")
    assert block.text.plain == "A&B 7"
    assert [block.text.place(at).column for at in range(5)] == [4, 5, 10, 11, 17]


def test_cells_lie_on_a_grid():
    source = """<table><tr><td rowspan=2>a<td colspan="2">b</tr><tr><td>c<td></td></tr><tr><td>d</table>"""
    assert rows(source) == [[(0, 1, "a"), (1, 2, "b")], [(1, 1, "c")], [(0, 1, "d")]]


def test_what_is_hidden_is_not_read():
    assert texts('<p>a<span style="display: none">b</span></p><p hidden>c</p><script>"<p>d"</script>') == ["a"]
    assert rows('<table><tr><td style="display:none">1</td><td>2</td></tr></table>') == [[(0, 1, "2")]]


def test_a_superscript_is_a_mark_but_an_ordinal_is_none():
    [block] = html.read("<p>Sales<sup>(1)</sup> on the 1<sup>st</sup></p>")
    assert block.text.plain == "Sales on the 1st"
    assert [mark.text for mark in block.text.marks] == ["(1)"]


def test_a_raised_span_is_a_mark_too():
    [block] = html.read('<p>Sales<span style="position:relative;top:-3pt">(a)</span></p>')
    assert (block.text.plain, block.text.marks[0].text) == ("Sales", "(a)")


def test_a_line_break_stays_a_line_break():
    assert texts("<p>March 31,<br>2024</p>") == ["March 31,\n2024"]


def test_divisions_that_act_as_a_table_are_one():
    source = (
        '<div style="display:table"><div style="display:table-row"><div style="display:table-cell">a</div>'
        '<div style="display:table-cell"><div>1</div></div></div></div><p>after</p>'
    )
    assert rows(source) == [[(0, 1, "a"), (1, 1, "1")]]
    assert texts(source) == ["after"]


def test_a_table_that_holds_tables_is_laid_out_in_reading_order():
    inner = "<table><tr><td>x</td><td>1</td></tr></table>"
    parts = html.read(f"<table><tr><td><p>before</p>{inner}</td><td>after</td></tr></table>")
    assert [part.text.plain if isinstance(part, Block) else part.columns for part in parts] == ["before", 2, "after"]


def test_looks_are_told():
    source = (
        '<table><tr><td style="padding-left:12pt;border-top:1px solid black"><b>a</b></td>'
        '<td style="border-bottom:3px double;text-align:right">&#160;&#160;1</td></tr></table>'
    )
    [table] = html.read(source)
    first, second = table.rows[0]
    assert (first.indent, first.bold, first.rule) == (12.0, True, "t")
    assert (second.indent, second.align, second.rule) == (6.0, "right", "bb")


def test_a_line_drawn_by_an_empty_row_is_the_upper_edge_of_the_next():
    source = (
        '<table><tr><td>a</td><td>1</td></tr><tr><td></td><td style="border-bottom:1px solid"></td></tr>'
        "<tr><td>b</td><td>2</td></tr></table>"
    )
    [table] = html.read(source)
    assert [cell.rule for row in table.rows for cell in row] == ["", "", "", "t"]


def test_a_page_break_counts():
    parts = html.read('<p>a</p><hr style="page-break-after:always"><p>b</p>')
    assert [part.page for part in parts] == [0, 1]


def test_tagged_figures_are_read_as_they_are_shown():
    source = '<div><ix:header><p>hidden</p></ix:header>Sales <ix:nonFraction name="a:b">71</ix:nonFraction></div>'
    assert texts(source) == ["Sales 71"]


@pytest.mark.parametrize(
    "source",
    [
        "<p>a</div></td></table></p>",
        "<table><td>1</table>",
        "<tr><td>1</td></tr>",
        "<p>1 < 2</p>",
        '<a title="never closed',
        "<!-- never closed",
        "<script>never closed",
        "<table><table><tr><td>1",
        "&#99999999; &bogus; &#x0;",
        "\x00<p>\x01</p>",
    ],
)
def test_broken_markup_is_read_without_a_word(source):
    html.read(source)


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 100_000 + "x",
        "<b><table><tr><td>" + "<div>" * 20_000 + "</b>" * 20_000,
        "<a <a " * 100_000,
        '<a "' * 100_000,
        "<!--" * 100_000,
        "<table><tr><td>" * 3_000,
        "<table>" + "<tr><td>a<td>1" * 20_000,
        '<table><tr><td colspan="1000" rowspan="65534">1' * 30,
    ],
)
def test_hostile_markup_takes_a_moment(source):
    started = time.process_time()
    html.read(source)
    assert time.process_time() - started < 5
