"""Tags for another time than the year above them: near-misses that stay silent, then the columns that speak."""

from __future__ import annotations

import pytest

from tests.inline_documents import document, fact, read
from validator.tagged.disagreeing import odd
from validator.tagged.page import printed


def called(name: str) -> str:
    return f"c{name.replace('/', '_')}"


def context(name: str) -> str:
    """A context called by its days: `2023-12-31`, or `2023-01-01/2023-12-31`."""
    first, _, last = name.rpartition("/")
    period = (
        f"<xbrli:startDate>{first}</xbrli:startDate><xbrli:endDate>{last}</xbrli:endDate>"
        if first
        else f"<xbrli:instant>{last}</xbrli:instant>"
    )
    identifier = '<xbrli:identifier scheme="http://example.com">A</xbrli:identifier>'
    return (
        f'<xbrli:context id="{called(name)}"><xbrli:entity>{identifier}</xbrli:entity>'
        f"<xbrli:period>{period}</xbrli:period></xbrli:context>"
    )


def page(header, *rows):
    """A table of a header and rows of periods, three or more columns, each figure behind a cell for its sign."""
    lines = ["<tr><td></td>" + "".join(f'<td colspan="2">{text}</td>' for text in header) + "</tr>"]
    for at, row in enumerate(rows):
        cells = (
            "<td>$</td><td>" + fact(f"{at}{column}", f'contextRef="{called(name)}"') + "</td>"
            for column, name in enumerate(row)
        )
        lines.append(f"<tr><td>Row {at}</td>{''.join(cells)}</tr>")
    names = dict.fromkeys(name for row in rows for name in row)
    return read(document(f"<table>{''.join(lines)}</table>", resources="".join(map(context, names))))


def found(header, *rows):
    report = page(header, *rows)
    assert not report.problems
    return [(one.figure.digits, one.said, one.because, len(one.others)) for one in odd(report) if "year" in one.because]


def years(*ends):
    return [f"{year}-01-01/{year}-12-31" for year in ends]


HEADER = ("2023", "2022", "2021")


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        (HEADER, [years(2023, 2022, 2021)] * 3),
        (
            ("Fiscal 2023", "Fiscal 2022", "Fiscal 2021"),
            [years(2024, 2023, 2022)] * 3,
        ),  # by their starts
        (HEADER, [["2022-12-31", "2021-12-31", "2020-12-31"]] * 2),  # what each year opens with
        (HEADER, [years(2023, 2023, 2023)] * 2),  # loans by the years they were made in
        (HEADER[:2], [years(2023, 2021)] * 2),  # one against one
        (HEADER, [["2023-01-01/2023-06-30", *years(2022, 2021)]] * 2),  # half a year beside whole ones
        (HEADER, [["2022-01-02/2022-12-31", "2020-12-27/2022-01-01", "2019-12-29/2020-12-26"]]),  # years of weeks
        (("2023", "2022", "2021 and 2020"), [years(2023, 2022, 2020)] * 2),  # no one year heads it
        (("2023", "2022", "Note 2021-1"), [years(2023, 2022, 2020)] * 2),
    ],
)
def test_what_must_stay_silent(header, rows):
    assert found(header, *rows) == []


def test_a_column_tagged_for_another_year_is_told_once():
    said = "2020-01-01 to 2020-12-31"
    assert found(HEADER, *[years(2023, 2022, 2020)] * 3) == [(2, said, "figures below the year 2021", 2)]
    [one] = odd(page(HEADER, *[years(2023, 2022, 2020)] * 3))
    assert one.certain
    assert one.expected == "that year, as the others of its row are for theirs; 2 more below it are tagged alike"


def test_a_single_row_is_enough():
    rows = [["2023-12-31", "2021-12-31", "2021-12-31"]]
    assert found(HEADER, *rows) == [(1, "as of 2021-12-31", "figures below the year 2022", 0)]


def test_the_lowest_year_over_a_column_heads_it():
    header = '<tr><td></td><td colspan="4">Three months ended in 2023</td></tr>'
    years_below = "<tr><td></td><td></td><td>2023</td><td></td><td>2022</td></tr>"
    row = f"<tr><td>Cash</td><td>$</td><td>{fact('1')}</td><td>$</td><td>{fact('2')}</td></tr>"
    told = [
        [one.headed for one in printed(read(document(f"<table>{rows}</table>")))]
        for rows in (header + row, header + years_below + row, row + header + row)
    ]
    assert told == [[2023, 2023], [2023, 2022], [0, 0, 0, 0]]
