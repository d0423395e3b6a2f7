"""What is printed at a tagged figure, and where in its table it stands."""

from __future__ import annotations

import pytest

from tests.inline_documents import document, fact, read
from validator.tagged.page import printed

ZERO = 'format="t:fixed-zero"'


def at(body):
    return printed(read(document(body)))


def only(cells):
    (one,) = at(f"<table><tr>{cells}</tr></table>")
    return one


@pytest.mark.parametrize(
    ("cells", "bracketed", "spoken"),
    [
        (f"<td>{fact('12')}</td>", False, False),
        (f"<td>({fact('12')})</td>", True, False),
        (f"<td>$(</td><td>{fact('12')}</td><td>)</td>", True, False),
        (f"<td><b>(</b>&#160;<i>{fact('12')}</i>)</td>", True, False),
        (f"<td>-{fact('12')}</td>", True, False),
        (f"<td>\N{EM DASH}</td><td>{fact('12')}</td>", False, False),  # a dash in a cell of its own is a figure
        (f"<td>(loss)</td><td>{fact('12')}</td>", False, False),
        (f"<td>Treasury stock ({fact('12')} shares)</td>", False, True),
    ],
)
def test_brackets_and_dashes(cells, bracketed, spoken):
    one = only(cells)
    assert (one.bracketed, one.spoken) == (bracketed, spoken)


def test_a_range_in_one_cell_has_no_signs():
    low, high = at(f"<table><tr><td>{fact('0.5')}% - {fact('2.75')}%</td></tr></table>")
    assert (low.bracketed, high.bracketed) == (False, False)
    assert (low.percent, high.percent, high.places, high.digits) == (True, True, 2, 275)


@pytest.mark.parametrize(
    ("cells", "symbol", "percent"),
    [
        (f"<td>{fact('12')}</td>", False, False),
        (f"<td>$</td><td>{fact('12')}</td>", True, False),
        (f"<td>&#8364;(</td><td>{fact('12')}</td>", True, False),
        (f"<td>{fact('12')}</td><td>)&#160;%</td>", False, True),
        (f"<td>$</td><td>-</td><td>{fact('12')}</td>", False, False),  # the sign is that of the dash
        (f"<td>US$ and more</td><td>{fact('12')}</td><td>12%</td>", False, False),
    ],
)
def test_signs_of_currency_and_percentage(cells, symbol, percent):
    one = only(cells)
    assert (one.symbol, one.percent) == (symbol, percent)


def test_what_the_tag_says():
    attributes = 'scale="-2" sign="-" format="t:num-dot-decimal"'
    one = only(f"<td>({fact('1,234.50', attributes)})</td>")
    assert (one.digits, one.places, one.scale, one.negative, one.turned) == (123450, 2, -2, True, False)


def test_columns_end_at_one_edge_of_the_grid():
    rows = (
        f'<tr><td>A</td><td>$</td><td>{fact("1")}</td><td colspan="2">{fact("2")}</td></tr>'
        f'<tr><td>B</td><td colspan="2">{fact("3")}</td><td></td><td>{fact("4")}</td></tr>'
    )
    assert [(one.line, one.column) for one in at(f"<table>{rows}</table>")] == [(0, 3), (0, 5), (1, 3), (1, 5)]


def test_what_is_left_out():
    words, dash = fact("five", ZERO), fact("\N{EM DASH}", ZERO)
    body = (
        f"<p>{fact('1')}</p><table><tr><td>{words}</td><td>{dash}</td></tr></table>"
        f"<table><tr><td>{fact('2')}</td><td><table><tr><td>{fact('3')}</td></tr></table></td></tr></table>"
    )
    assert [(one.digits, one.table) for one in at(body)] == [(2, 1), (3, 1)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_a_parser_ends_them(end):
    """A page whose lines end in a lone carriage return is no page without tags."""
    page = document(f"<p>\n</p>\n<table><tr>\n<td>{fact('12')}</td></tr></table>")
    (one,) = printed(read(page.replace(b"\n", end.encode())))
    assert one.digits == 12
