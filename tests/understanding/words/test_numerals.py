"""Numbers in words: read exactly, or told to be none with the reason."""

from __future__ import annotations

import pytest

from validator.understanding.words.numerals import numerals


def said(text):
    """Each number in words: its text, and what it is."""
    return [
        (text[one.start : one.end], (one.mantissa, one.exponent) if one.no_figure is None else one.no_figure)
        for one in numerals(text)
    ]


@pytest.mark.parametrize(
    "text", ["", "often money someone", "Thirdly, anyone stoned", "a quarter ago", "An amillion", "sixths"]
)
def test_what_only_looks_like_a_number_is_none(text):
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "words", "number"),
    [
        ("some two million users", "two million", (2, 6)),
        ("One Hundred and Fifty-Seven partners", "One Hundred and Fifty-Seven", (157, 0)),
        ("one hundred twenty", "one hundred twenty", (120, 0)),
        ("three hundred", "three hundred", (3, 2)),
        ("twelve hundred", "twelve hundred", (12, 2)),
        ("one million two hundred thousand", "one million two hundred thousand", (1200, 3)),
        ("two billion and five", "two billion and five", (2_000_000_005, 0)),
        ("a million of them", "a million", (1, 6)),
        ("half a billion", "half a billion", (5, 8)),
        ("two and a half million", "two and a half million", (25, 5)),
        ("one point two five billion", "one point two five billion", (125, 7)),
        ("twenty-five per cent", "twenty-five per cent", (25, -2)),
        ("ten percent", "ten percent", (10, -2)),
        ("two dozen", "two dozen", (24, 0)),
        ("fifty-seven institutions", "fifty-seven", (57, 0)),
        ("thirty thousand", "thirty thousand", (30, 3)),
    ],
)
def test_an_amount_is_read_exactly(text, words, number):
    (one,) = numerals(text)
    assert (said(text), one.bare) == ([(words, number)], False)


@pytest.mark.parametrize("text", ["three offices", "Twelve partners", "zero losses"])
def test_a_small_number_is_bare(text):
    (one,) = numerals(text)
    assert (one.bare, one.no_figure) == (True, None)


@pytest.mark.parametrize(
    ("text", "words", "reason"),
    [
        ("one of the offices", "one", "a pronoun, no amount"),
        ("no one knew", "one", "a pronoun, no amount"),
        ("they helped one another", "one", "a pronoun, no amount"),
        ("a one-time charge", "one", "part of a word"),
        ("one ADS", "one", "a number in words"),
        ("a three-tier plan", "three", "part of a word"),
        ("nine months ended", "nine", "a threshold or a length of time"),
        ("one and a half years", "one and a half", "a threshold or a length of time"),
        ("a twelve-month plan", "twelve", "a threshold or a length of time"),
        ("the last three quarters", "three", "a threshold or a length of time"),
        ("three quarters of the volume", "three", "a fraction in words"),
        ("two-thirds of users", "two", "a fraction in words"),
        ("a third of users", "third", "a fraction in words"),
        ("a quarter of the volume", "a quarter", "a fraction in words"),
        ("half of them", "half", "a fraction in words"),
        ("it doubled", "doubled", "a multiple in words"),
        ("three times as much", "three", "a multiple in words"),
        ("a tenfold increase", "tenfold", "a multiple in words"),
        ("the third quarter of 2023", "third quarter", "names a period"),
        ("the first half", "first half", "names a period"),
        ("third-party funds", "third", "an ordinal in words"),
        ("the twenty-first century", "twenty-first", "an ordinal in words"),
        ("hundreds of banks", "hundreds", "a round number in words"),
        ("a few thousand", "thousand", "a round number in words"),
        ("(In thousands of RMB)", "thousands", "tells the scale"),
    ],
)
def test_what_states_no_figure_says_why(text, words, reason):
    assert said(text) == [(words, reason)]


@pytest.mark.parametrize("text", ["two five", "twenty twelve", "five million million", "two hundred hundred"])
def test_words_that_make_no_number_are_a_trouble(text):
    assert next(iter(numerals(text))).no_figure == ""
