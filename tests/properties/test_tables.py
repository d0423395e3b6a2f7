"""Laws of tables: how a table is laid out never changes what is read of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from validator.documents.reading import read
from validator.understanding.reading import understand

LABELS = ("Revenue", "Cost of sales", "Marketing expense", "Research expense", "Other income", "Tax expense")
HEADERS = ("Three months ended June 30, 2023", "Three months ended June 30, 2022", "Year ended December 31, 2022")
COVER = "<p>For the quarterly period ended June 30, 2023</p><h2>Statements of Income</h2><p>(In millions)</p>"
amounts = st.integers(-9_999_999, 9_999_999)


@st.composite
def grids(draw):
    """Rows of labels and amounts, two or three columns."""
    width = draw(st.integers(2, 3))
    labels = draw(st.lists(st.sampled_from(LABELS), min_size=2, max_size=6, unique=True))
    return [(label, [draw(amounts) for _ in range(width)]) for label in labels]


def shown(amount: int) -> str:
    return f"({-amount:,})" if amount < 0 else f"{amount:,}"


def said(page: str):
    """Return label, header period, value and unit of every figure, whatever their order."""
    reading = understand(read("a.htm", f"<html>{COVER}{page}</html>".encode()))
    return sorted(
        (line.label, str(figure.period), figure.mantissa, figure.exponent, figure.unit)
        for statement in reading.statements
        for line in statement.lines
        for figure in line.figures
        if figure is not None
    )


def row(cells) -> str:
    return f"<tr>{''.join(cells)}</tr>"


def bare(grid, order=None) -> str:
    """The plainest page: a cell for every label, header and amount."""
    order = order or range(len(grid[0][1]))
    head = row(["<td></td>", *(f"<td>{HEADERS[at]}</td>" for at in order)])
    body = (row([f"<td>{label}</td>", *(f"<td>${shown(cells[at])}</td>" for at in order)]) for label, cells in grid)
    return f"<table>{head}{''.join(body)}</table>"


def meant(grid):
    periods = ("2023-04-01 to 2023-06-30", "2022-04-01 to 2022-06-30", "2022-01-01 to 2022-12-31")
    return sorted((label, periods[at], amount, 6, "USD") for label, cells in grid for at, amount in enumerate(cells))


@given(grids())
def test_the_plainest_page_says_what_is_meant(grid):
    assert said(bare(grid)) == meant(grid)


@given(grids(), st.randoms(use_true_random=False))
def test_the_order_of_columns_does_not_count(grid, random):
    order = list(range(len(grid[0][1])))
    random.shuffle(order)
    assert said(bare(grid, order)) == meant(grid)


@given(grids(), st.integers(0, 3), st.data())
def test_spacer_columns_and_cells_for_signs_do_not_count(grid, gap, data):
    """Every logical column has cells for a currency, a number and a closing bracket, and spacers before them."""
    spacer = "<td></td>" * gap
    head = [spacer + f'<td colspan="3">{HEADERS[at]}</td>' for at in range(len(grid[0][1]))]
    page = row(["<td></td>", *head])
    for label, cells in grid:
        written = []
        for amount in cells:
            text = f"{abs(amount):,}"
            own = data.draw(st.booleans())
            if amount < 0:
                written.append(
                    f"<td>$</td><td>({text}</td><td>)</td>" if own else f"<td>$</td><td>({text})</td><td></td>"
                )
            else:
                joined = f'<td colspan="2">${text}</td><td></td>'
                written.append(f"<td>$</td><td>{text}</td><td>&#160;</td>" if own else joined)
        page += row([f"<td>{label}</td>", *(spacer + cell for cell in written)])
    assert said(f"<table>{page}</table>") == meant(grid)


@given(grids())
def test_merged_headers_say_what_repeated_ones_say(grid):
    grid = [(label, cells[:2]) for label, cells in grid]
    top = row(["<td></td>", '<td colspan="2">Three months ended June 30,</td>'])
    years = row(["<td></td>", "<td>2023</td>", "<td>2022</td>"])
    body = (row([f"<td>{label}</td>", *(f"<td>${shown(one)}</td>" for one in cells)]) for label, cells in grid)
    assert said(f"<table>{top}{years}{''.join(body)}</table>") == meant(grid)


@given(grids(), st.data())
def test_a_page_break_does_not_count(grid, data):
    at = data.draw(st.integers(1, len(grid) - 1))
    furniture = '<p>12</p><hr style="page-break-after:always"><p>Table of Contents</p>'
    first, second = bare(grid[:at]), bare(grid[at:])
    headless = second.replace(second[len("<table>") : second.index("</tr>") + 5], "", 1)
    assert said(first + furniture + headless) == meant(grid)


@given(st.text(alphabet="<>/=\"' &;#tdrableux1,.$()%-\n", max_size=200))
def test_whatever_the_markup_it_is_read(text):
    understand(read("a.htm", f"<html>{text}".encode()))
