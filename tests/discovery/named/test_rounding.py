"""The same figure with fewer digits, in another table or in a sentence."""

from __future__ import annotations

from tests.discovery.named.test_elsewhere import shared
from tests.statements import spoken, statement

SHARES = "Shares used to compute net income per share"


def fine(*values):
    """Return a table of the same row, with a digit more."""
    made = statement([(SHARES, values)], number=1)
    figures = tuple(one._replace(exponent=5, decimals=-5) for one in made.lines[0].figures)
    return made._replace(lines=(made.lines[0]._replace(figures=figures),))


def test_a_row_that_rounds_another_in_one_column_only_is_another():
    assert shared(statement([(SHARES, [4564, 4690])]), fine(45641, 46803)) == []


def test_a_sentence_under_a_heading_that_names_half_a_row_tells_nothing():
    sheet = statement([("Advances to ship builders", [95589])])
    said = spoken("95.6", 956, "such advances were", exponent=8)._replace(label=("Advances", "such advances were", ""))
    assert shared(sheet, prose=[said]) == []


def test_a_row_of_the_same_words_rounds_another_in_every_column():
    assert shared(statement([(SHARES, [4564, 4690])]), fine(45641, 46898)) == [[1, 1001], [1, 1001]]


def test_a_heading_names_what_its_sentences_tell():
    sheet = statement([("Advances to ship builders", [95589])])
    said = spoken("95.6", 956, "such advances were", exponent=8)
    label = ("Note 5 – Advances to ship builders and deposits", "such advances were", "")
    assert shared(sheet, prose=[said._replace(label=label)]) == [[1, 9001]]
