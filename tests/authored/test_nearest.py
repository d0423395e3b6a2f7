from __future__ import annotations

import pytest

from validator.authored.nearest import did_you_mean, hint, nearest, nearest_code


@pytest.mark.parametrize(
    ("word", "near"),
    [("", ""), ("zzz", ""), ("Assets", "Assets"), ("assets", "Assets"), ("Asets", "Assets"), ("CSAH", "Cash")],
)
def test_the_nearest_word_is_named_whatever_its_case(word, near):
    assert nearest(word, ["Liabilities", "Assets", "Cash"]) == near


def test_a_question_is_asked_only_where_something_is_near():
    assert (hint(""), did_you_mean("")) == ("", "")
    assert (hint("Cash"), did_you_mean("Cash")) == ("did you mean 'Cash'?", "; did you mean 'Cash'?")


def test_a_code_is_looked_for_in_its_own_family_first() -> None:
    codes = ("CA101", "CA107", "FA110", "TO101")
    assert nearest_code("CA110", codes) == "CA107"
    assert nearest_code("ca1O1", codes) == "CA101"
    assert nearest_code("CA", codes) in {"CA101", "CA107"}
    assert nearest_code("T0101", codes) == "TO101"
    assert nearest_code("QQ999", codes) == ""
    assert nearest_code("", ()) == ""
