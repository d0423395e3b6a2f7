from __future__ import annotations

import pytest

from validator.authored.nearest import did_you_mean, hint, nearest


@pytest.mark.parametrize(
    ("word", "near"),
    [("", ""), ("zzz", ""), ("Assets", "Assets"), ("assets", "Assets"), ("Asets", "Assets"), ("CSAH", "Cash")],
)
def test_the_nearest_word_is_named_whatever_its_case(word, near):
    assert nearest(word, ["Liabilities", "Assets", "Cash"]) == near


def test_a_question_is_asked_only_where_something_is_near():
    assert (hint(""), did_you_mean("")) == ("", "")
    assert (hint("Cash"), did_you_mean("Cash")) == ("did you mean 'Cash'?", "; did you mean 'Cash'?")
