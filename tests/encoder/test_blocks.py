"""HTML into the same blocks as Markdown: cells merged and spread, text around tables, a filing as it was filed."""

from __future__ import annotations

import pytest

from validator.encoder import blocks
from validator.encoder.grid import Block, Table, data_rows


def read(body):
    return blocks.read(
        f"<html><head><title>x 1</title><style>p 2</style></head><body>{body}</body></html>", hypertext=True
    )


def rows(body):
    (table,) = (block for block in read(body) if isinstance(block, Table))
    said = [{cell.column: cell.text.plain for cell in cells} for cells in table.grid.rows]
    return [[cells.get(at, "") for at in range(table.grid.columns)] for cells in said]


@pytest.mark.parametrize("source", ["", "   ", "<!-- x -->", "<html></html>", "<script>1</script>"])
def test_a_page_without_content_has_no_blocks(source):
    assert blocks.read(source, hypertext=True) == []


def test_headings_paragraphs_items_and_marks_are_told_apart():
    blocks = read("<h2>A <i>head</i></h2><p>Some<br>text<sup>1</sup> &amp; more</p><ul><li>one</li></ul>tail")
    assert [(block.kind, block.text.plain) for block in blocks if isinstance(block, Block)] == [
        ("heading", "A head"),
        ("text", "Some text & more"),
        ("item", "one"),
        ("text", "tail"),
    ]
    assert [mark.text for block in blocks for mark in block.text.marks] == ["1"]


def test_what_no_reader_sees_is_not_read():
    assert (
        read("<div style='display: none'>5</div><p hidden>6</p><ix:header><ix:hidden>7</ix:hidden></ix:header>") == []
    )


def test_merged_cells_are_laid_out():
    assert rows("<table><tr><td rowspan=2>a</td><td colspan=2>b</td></tr><tr><td>c</td><td>d</td></tr></table>") == [
        ["a", "b", ""],
        ["", "c", "d"],
    ]


@pytest.mark.parametrize("span", ["0", "-1", "x", "", "99999999999999999999"])
def test_an_illegible_span_covers_one(span):
    assert rows(f"<table><tr><td colspan='{span}'>a</td><td>b</td></tr></table>") == [["a", "b"]]


def test_what_is_spread_for_alignment_is_put_together():
    (table,) = read("<table><tr><td>x</td><td>$</td><td>(1</td><td>)</td><td>5</td><td>%</td></tr></table>")
    (row,) = data_rows(table)
    assert (row.label, [(cell.number, cell.plain) for cell, _ in row.cells]) == ("x", [(3, "(1)"), (5, "5%")])


def test_a_table_stands_under_its_heading_and_caption():
    (table,) = (
        block
        for block in read("<p>Balance</p><p>sheets</p><p>(in thousands)</p><table><tr><td>a</td></tr></table>")
        if isinstance(block, Table)
    )
    assert (table.heading, table.caption) == ("sheets", "(in thousands)")


@pytest.mark.shared
def test_a_filing_as_it_was_filed(shared):
    source = (shared / "filings" / "inline-cmg-2020q1" / "cmg-20200331x10q.htm").read_text(encoding="utf-8")
    sheets = next(
        block
        for block in blocks.read(source, hypertext=True)
        if isinstance(block, Table) and block.heading.endswith("BALANCE SHEETS")
    )
    assert sheets.caption == "(in thousands, except per share data)"
    cash = next(row for row in data_rows(sheets) if row.label == "Cash and cash equivalents")
    assert [(cell.plain, header) for cell, header in cash.cells if cell.plain] == [
        ("500,315", "March 31, 2020"),
        ("480,626", "December 31, 2019"),
    ]
