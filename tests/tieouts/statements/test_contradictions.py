"""Figures that contradict themselves, and which of their copies may be all that is wrong."""

from __future__ import annotations

from tests.sheets import YEARS, facts, figures, key
from validator.tieouts.statements.contradictions import at_odds

AGREEING = [("Cash", 612000, -3, YEARS[0], "CNY")]


def test_copies_that_agree_are_no_contradiction():
    assert at_odds(figures(facts() + AGREEING)) == []


def test_each_figure_is_told_with_the_copies_without_which_the_others_agree():
    found = figures(facts() + AGREEING + [("Cash", 621000, -3, YEARS[0], "CNY"), ("Loans", 1, 0, YEARS[1], "CNY")])
    one, other = at_odds(found)
    assert (one.key, one.rows, list(one.odd)) == (key(found, "Cash", YEARS[0]), (0, 12, 13), [13])
    assert (other.key, other.rows, list(other.odd)) == (key(found, "Loans", YEARS[1]), (4, 14), [4, 14])
