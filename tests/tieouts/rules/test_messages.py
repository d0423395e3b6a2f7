"""Messages with their amounts filled in."""

from __future__ import annotations

import pytest

from tests.ruling import EAST, QUARTER, binder, rule
from validator.tieouts.rules.messages import worded

FACTS = [
    ("Assets", 1500), ("Cash", 1700), ("Equity", 0), ("Revenue", 7, 0, QUARTER, None, EAST),
    ("Margin", "0.25", 2, QUARTER, "pure"),
]  # fmt: skip


def said(says, text="Assets == Cash", **fields):
    """What a rule says of the first tie it is bound to."""
    binding, made = binder(FACTS), rule(text, says=says, **fields)
    tie = next(binding.bind(made))
    return worded(made.says, tie, binding)


@pytest.mark.parametrize(
    ("says", "text"),
    [
        ("plain", "plain"),
        ("{left} against {right}, off by {gap}.", "1,500 against 1,700, off by 200."),
        ("{frame}|{period}|{currency}", "as of 2023-09-30, CNY|as of 2023-09-30|CNY"),
        ("{abs(Assets - Cash)} and {2 * Cash}", "200 and 3,400"),
        ("{label(Assets)} {Liabilities} {1 / Equity}", "Assets (not reported) (not reported)"),
    ],
)
def test_amounts_are_filled_in(says, text):
    assert said(says) == text


def test_a_gap_has_no_sign():
    assert said("{gap}", "Cash == Assets") == "200"


def test_a_tie_without_a_currency_is_of_none():
    assert said("{frame}|{currency}|{left}", "Margin == 1") == "2023-07-01 to 2023-09-30||0.25"


def test_the_frame_names_members():
    assert said("{frame}", "Revenue == 1") == "2023-07-01 to 2023-09-30, Axis=East, CNY"


def test_what_cannot_be_worked_out_is_a_question():
    assert said("{left} {right} {gap}", "Assets == 1 / Equity") == "1,500 ? ?"


def test_a_name_of_the_rules_own_goes_before_what_is_built_in():
    assert said("{left} {right}", let={"left": "2 * Cash"}) == "3,400 1,700"
    assert said("{label(X)}: {X}", "X == Cash", over=["X in [Assets]"]) == "Assets: 1,500"
