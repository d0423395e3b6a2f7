"""Sentences that a page cuts in two."""

from __future__ import annotations

import pytest

from validator.documents.document import Block, Table
from validator.documents.reading import read
from validator.understanding.joining import joined, whole
from validator.understanding.reading import understand

HEAD = "<p>For the quarterly period ended June 30, 2023</p>"
CUT = "Our accounts receivable balances as of June 30, 2023 and December 31, 2022 were"
EDGE = "<p>10</p><p>Table of contents</p>"


def blocks(*texts: str) -> list[str]:
    document = read("a.htm", f"<html><body>{''.join(texts)}</body></html>".encode())
    return [part.text.plain for part in whole(document.parts) if isinstance(part, Block)]


def test_a_sentence_goes_on_behind_the_edge_of_a_page():
    source = f"{HEAD}<p>{CUT}</p>{EDGE}<p>$375.8 million and $258.3 million, respectively.</p>"
    assert blocks(source)[1] == f"{CUT} $375.8 million and $258.3 million, respectively."
    reading = understand(read("a.htm", f"<html><body>{source}</body></html>".encode()))
    assert [(one.mantissa, str(one.period)) for one in reading.prose] == [
        (3758, "as of 2023-06-30"),
        (2583, "as of 2022-12-31"),
    ]
    line = f"<html><body>{source}</body></html>"
    assert [one.place.column for one in reading.prose] == [line.index("375.8") + 1, line.index("258.3") + 1]


@pytest.mark.parametrize(
    "texts",
    [
        (f"<p>{CUT}</p>", "<p>$375.8 million in all.</p>"),  # no edge between
        (f"<p>{CUT} as below.</p>", EDGE, "<p>$375.8 million in all.</p>"),  # the sentence ends
        (f"<p>{CUT}</p>", EDGE, "<p>Receivables rose.</p>"),  # another begins
        ("<p>Receivables</p>", EDGE, "<p>were lower in all markets.</p>"),  # a title
        (f"<p>{CUT}</p>", EDGE, "<table><tr><td>A</td><td>1</td></tr></table>", "<p>were lower.</p>"),
    ],
)
def test_what_is_whole_stays_as_it_is(texts):
    document = read("a.htm", f"<html><body>{''.join(texts)}</body></html>".encode())
    assert whole(document.parts) == list(document.parts)


PAGE = '<p>Acme Ltd</p><div style="page-break-after:always"></div>'
HEADING = "<tr><td>RMB in millions</td><td>2023</td><td>2022</td></tr>"


def tables(*rows: str) -> list[int]:
    """The rows of the tables that pages with a table each are read as; an empty one stands where one went on."""
    page = "".join(f"<table>{row}</table>{PAGE}" for row in rows)
    document = read("a.htm", f"<html><body><p>Acme Ltd</p>{page}</body></html>".encode())
    return [len(part.rows) for part in joined(document.parts, "us") if isinstance(part, Table)]


def line(label: str, *figures: str) -> str:
    return f"<tr><td>{label}</td>{''.join(f'<td>{one}</td>' for one in figures)}</tr>"


def test_a_table_under_another_header_is_one_of_its_own():
    other = HEADING.replace("2022", "2021")
    assert tables(HEADING + line("Sales", "7", "8"), other + line("Costs", "5", "6")) == [2, 2]
    assert tables(HEADING + line("Sales", "7", "8"), line("Words", "none", "such")) == [2, 1]


def test_a_table_goes_on_from_page_to_page_under_its_header_or_none():
    again = [HEADING + line(f"Costs {at}", str(at), "6") for at in range(5)]
    assert tables(HEADING + line("Sales", "7", "8"), *again) == [7, 0, 0, 0, 0, 0]
    bare = [line(f"Costs {at}", str(at), "6") for at in range(5)]
    assert tables(HEADING + line("Sales", "7", "8"), *bare) == [7, 0, 0, 0, 0, 0]


def test_rows_of_a_table_that_goes_on_are_counted_through():
    page = f"<table>{HEADING}{line('Sales', '7', '8')}</table>{PAGE}<table>{line('Costs', '5', '6')}</table>{PAGE}" * 2
    document = read("a.htm", f"<html><body><p>Acme Ltd</p>{page}</body></html>".encode())
    first = next(part for part in joined(document.parts, "us") if isinstance(part, Table))
    assert [row[0].row for row in first.rows] == [0, 1, 2, 4, 5]  # the header that stood again is passed over
