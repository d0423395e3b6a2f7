"""The same figure in two places: what must stay apart, and what is one."""

from __future__ import annotations

from tests.discovery.test_sums import evidence
from tests.statements import reading, statement
from validator.discovery.document import drafted
from validator.finding import Verdict


def shared(*statements):
    """Return the facts of each figure that stands in several places, as labels of rows."""
    report = drafted(reading(*statements), "release.htm", shared=True)
    groups: dict[object, list[int]] = {}
    for row in range(len(report)):
        key = (report.concepts[row], report.contexts_of[row], report.units_of[row])
        groups.setdefault(key, []).append(report.lines[row])
    return sorted(group for group in groups.values() if len(group) > 1)


def test_one_value_under_other_words_in_one_column_is_two_figures():
    rows = [("Net income", [48120, 49071]), ("Net income attributable to owners", [48120, 49071])]
    assert shared(statement(rows)) == []


def test_a_component_of_equity_is_not_the_whole():
    income = statement([("Net income", [48120])])
    equity = statement([("Net income", [48120])], number=1, headers=["Retained earnings"])
    assert shared(income, equity) == []


def test_the_same_words_with_other_values_say_nothing_alone():
    one = statement([("Dividends paid", [4812])])
    other = statement([("Dividends paid", [4817])], number=1)
    assert evidence(one, other)[1] == []


def test_one_label_period_unit_and_value_is_one_figure():
    income = statement([("Net income", [48120, 49071])])
    cash = statement([("Net income", [48120, 49071])], number=1)
    assert shared(income, cash) == [[1, 1001], [1, 1001]]


def test_an_expense_that_is_added_back_is_the_same_figure():
    ties, said = evidence(
        statement([("Depreciation of ships", [-48120, -49071])]),
        statement([("Depreciation of ships", [48120, 49071])], number=1),
    )
    assert said == []
    assert [tie.verdict for tie in ties] == [Verdict.HOLDS, Verdict.HOLDS]


def test_rows_that_agree_in_every_column_but_one_differ_there():
    income = statement([("Operating profit", [48120, 49071, 47330])])
    cash = statement([("Operating profit", [48120, 49071, 43730])], number=1)
    assert evidence(income, cash)[1] == [
        "Operating profit is 47,330,000,000 here but 43,730,000,000 in another place (off by 3,600,000,000)"
    ]
