"""Texts split into tokens: where each starts, and what is none."""

from __future__ import annotations

import pytest

from validator.tieouts.rules.tokens import LONGEST, SYMBOLS, WORDS, RuleError, tokens


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        (" \t\n ", []),
        ("1", [("number", "1", 0)]),
        (" 12.50 ", [("number", "12.50", 1)]),
        (".5", [("number", ".5", 0)]),
        ("1_000_000.5", [("number", "1000000.5", 0)]),
        ("1x", [("number", "1", 0), ("name", "x", 1)]),
        ("1-2", [("number", "1", 0), ("-", "-", 1), ("number", "2", 2)]),
        ("Cash", [("name", "Cash", 0)]),
        ("_a.b_1 c", [("name", "_a.b_1", 0), ("name", "c", 7)]),
        ("Größe", [("name", "Größe", 0)]),
        ("us-gaap:Cash", [("name", "us-gaap:Cash", 0)]),
        ("a.b_c:_d.e1_", [("name", "a.b_c:_d.e1_", 0)]),
        ("a:b-c", [("name", "a:b", 0), ("-", "-", 3), ("name", "c", 4)]),
        ("a-b", [("name", "a", 0), ("-", "-", 1), ("name", "b", 2)]),
        ("1²", [("number", "1", 0), ("name", "²", 1)]),
        ("a- b:c", [("name", "a", 0), ("-", "-", 1), ("name", "b:c", 3)]),
        ("in inn", [("in", "in", 0), ("name", "inn", 3)]),
        ("`odd-name` 'te`xt' \"\"", [("name", "odd-name", 0), ("string", "te`xt", 11), ("string", "", 19)]),
        ("'in'", [("string", "in", 0)]),
        *((one, [(one, one, 0)]) for one in (*SYMBOLS, *WORDS)),
        ("a<=b", [("name", "a", 0), ("<=", "<=", 1), ("name", "b", 3)]),
        ("a===b", [("name", "a", 0), ("==", "==", 1), ("=", "=", 3), ("name", "b", 4)]),
    ],
)
def test_tokens(text, found):
    assert tokens(text) == [*found, ("end", "", len(text))]


@pytest.mark.parametrize(
    ("text", "fault", "offset", "values"),
    [
        ("a $", "unexpected", 2, {"mark": "$"}),
        ("a:1", "unexpected", 1, {"mark": ":"}),
        ("a: b", "unexpected", 1, {"mark": ":"}),
        ("a:", "unexpected", 1, {"mark": ":"}),
        (". 5", "unexpected", 0, {"mark": "."}),
        (".", "unexpected", 0, {"mark": "."}),
        ("1٣", "unexpected", 1, {"mark": "٣"}),  # a digit, and of no number that is read
        ("٣", "unexpected", 0, {"mark": "٣"}),
        (" 1.2.3", "number", 1, {"text": "1.2.3"}),
        ("1. + 2", "number", 0, {"text": "1."}),
        ("1_._", "number", 0, {"text": "1_._"}),
        (".٣", "unexpected", 0, {"mark": "."}),
        ("a 'b", "unclosed", 2, {"mark": "'"}),
        ('"', "unclosed", 0, {"mark": '"'}),
        ("`a'", "unclosed", 0, {"mark": "`"}),
    ],
)
def test_what_is_no_token(text, fault, offset, values):
    with pytest.raises(RuleError) as caught:
        tokens(text)
    assert (caught.value.fault, caught.value.offset, caught.value.values) == (fault, offset, values)
    assert str(caught.value) == fault


def test_an_amount_within_a_text_is_placed_in_the_text():
    assert tokens("$ {a}"[:4], 3) == [("name", "a", 3), ("end", "", 4)]
    with pytest.raises(RuleError) as caught:
        tokens("x" * (LONGEST + 1) + "a" * (LONGEST + 1), LONGEST + 1)
    assert (caught.value.fault, caught.value.offset) == ("long", 8001)
    assert tokens("x" * (LONGEST + 2), 2)[0] == ("name", "x" * LONGEST, 2)


def test_a_text_is_read_up_to_its_longest():
    assert tokens("x" * LONGEST)[0] == ("name", "x" * LONGEST, 0)
    with pytest.raises(RuleError) as caught:
        tokens(" " * (LONGEST + 1))
    assert (caught.value.fault, caught.value.offset, caught.value.values) == ("long", 4000, {"most": 4000})
