"""Sentences that a page cuts in two."""

from __future__ import annotations

import pytest

from validator.documents.document import Block
from validator.documents.reading import read
from validator.understanding.joining import whole
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
