"""Rules bound: in which frames, to which figures, under which conditions, and what can never be bound."""

from __future__ import annotations

import pytest

from tests.building import qname
from tests.ruling import EAST, NINE, QUARTER, WEST, YEAR_AGO, binder, bound, rule
from validator.finding import Verdict
from validator.tieouts.rules import binding
from validator.tieouts.rules.declared import LOST_PARTS
from validator.tieouts.rules.grammar import parse_expression, parse_guard
from validator.tieouts.rules.tokens import RuleError

SECOND, FIRST = "2023-04-01/2023-06-30", "2023-01-01/2023-03-31"
START, END = "2022-12-31", "2023-09-30"


def workings(facts, text, **more):
    return [one.working for one in bound(facts, text, **more)]


def fault(facts, text, **more):
    with pytest.raises(RuleError) as caught:
        bound(facts, text, **more)
    return caught.value.fault, caught.value.offset, caught.value.values


# --- in which frames -----------------------------------------------------------------------------
def test_a_rule_is_bound_in_every_frame_of_its_figures_in_their_order():
    facts = [("Assets", 1), ("Cash", 2, 0, START), ("Assets", 3, 0, START), ("Cash", 4, 0, END, "USD"), ("Equity", 5)]
    ties = bound(facts, "Assets == Cash")
    assert [(tie.frame, tie.working, tie.missing, tie.spot) for tie in ties] == [
        ("as of 2023-09-30, CNY", "1 == 0", ("Cash (as of 2023-09-30, CNY)",), 0),
        ("as of 2022-12-31, CNY", "3 == 2", (), 3),
        ("as of 2023-09-30, USD", "0 == 4", ("Assets (as of 2023-09-30, USD)",), 1),
    ]
    assert [tie.verdict for tie in ties] == [Verdict.INDETERMINATE, Verdict.ROUNDING, Verdict.INDETERMINATE]


def test_balances_of_a_rule_over_durations_are_those_at_their_ends():
    facts = [("Revenue", 5, 0, NINE), ("Cash", 5), ("Cash", 4, 0, START), ("Revenue", 2, 0, YEAR_AGO)]
    assert workings(facts, "Revenue == Cash") == ["5 == 5", "2 == 0"]
    assert workings(facts, "Revenue == Cash", missing="skip") == ["5 == 5"]
    assert workings(facts, "Revenue == closing(Cash) + opening(Cash)", missing="skip") == ["5 == 5 + 4"]


def test_a_relation_of_one_side_to_itself_or_of_no_figure_is_no_tie():
    assert workings([("Assets", 1)], "Assets == Assets") == []
    assert workings([("Assets", 1)], "Assets == --Assets") == []
    assert workings([("Assets", 1)], "1 == 2") == []
    assert workings([("Assets", 1)], "Assets <= 2 * Assets <= 2 * Assets") == ["1 <= 2 × 1"]


def test_what_is_the_same_for_several_values_is_bound_once():
    facts = [("Assets", 1), ("Cash", 2)]
    assert workings(facts, "Assets == Cash", over=["X in [Cash, Equity]"]) == ["1 == 2"]
    assert workings(facts, "Assets == X", over=["X in [Cash, Equity]"]) == ["1 == 2", "1 == 0"]
    assert workings(facts, "Assets <= Cash <= Assets") == ["1 <= 2", "2 <= 1"]


def test_combinations_are_bound_up_to_a_limit(monkeypatch):
    monkeypatch.setattr(binding, "MOST_COMBINATIONS", 2)
    facts = [("Assets", 1), ("Cash", 2)]
    assert len(workings(facts, "Assets == X", over=["X in [Cash, Equity]"])) == 2
    said = fault(facts, "Assets == X", over=["X in [Cash, Equity, Liabilities]"])
    assert said == ("combinations", 0, {"most": 2})


def test_a_value_in_its_currency_goes_before_one_without():
    facts = [("Revenue", 6, 0, QUARTER), ("Margin", "0.5", 1, QUARTER, "pure"), ("Margin", "0.2", 1, NINE, "pure")]
    ties = bound(facts, "2 * Margin <= Revenue")
    assert [(tie.frame, tie.working, tie.spot) for tie in ties] == [
        ("2023-01-01 to 2023-09-30", "2 × 0.2 <= 0", 4),
        ("2023-07-01 to 2023-09-30, CNY", "2 × 0.5 <= 6", 1),
    ]
    assert [tie.spot for tie in bound(facts, "Revenue >= 2 * Margin")] == [0, 4]  # that of the first figure


def test_where_everything_is_shifted_any_duration_is_the_frame():
    facts = [("Cash", 1, 0, START), ("Cash", 2), ("Equity", 3, 0, END, "USD"), ("Profit", 4, 0, NINE)]
    ties = bound(facts, "closing(Cash) == opening(Cash)")
    assert [(tie.frame, tie.working) for tie in ties] == [("2023-01-01 to 2023-09-30, CNY", "2 == 1")]
    ties = bound(facts, "closing(X) == opening(Cash)", over=["X in [Equity, Cash]"])
    assert [(tie.frame, tie.working) for tie in ties] == [
        ("2023-01-01 to 2023-09-30, CNY", "0 == 1"),
        ("2023-01-01 to 2023-09-30, USD", "3 == 0"),
        ("2023-01-01 to 2023-09-30, CNY", "2 == 1"),
    ]
    assert bound([("Cash", 1, 0, START), ("Cash", 2)], "on(Cash, '2022-12-31') == on(Cash, '2023-09-30')") == []


def test_a_unit_that_is_chosen_is_looked_up_in_every_currency_once():
    facts = [("Assets", 70), ("Assets", 10, 0, END, "USD"), ("Cash", 7), ("Cash", 1, 0, START, "USD")]
    ties = bound(facts, "unit(Assets, 'CNY') == 7 * unit(Assets, 'USD')")
    assert [(tie.frame, tie.working) for tie in ties] == [("as of 2023-09-30", "70 == 7 × 10")]
    ties = bound(facts, "Cash <= unit(Assets, 'USD')")
    assert [(tie.frame, tie.working, tie.missing) for tie in ties] == [
        ("as of 2023-09-30, CNY", "7 <= 10", ()),
        ("as of 2022-12-31, USD", "1 <= 0", ("Assets (as of 2022-12-31, USD)",)),
    ]


def test_a_chosen_unit_is_that_of_sums_and_of_named_amounts():
    facts = [("Assets", 70), ("Assets", 10, 0, END, "USD"), ("Cash", 7, 0, END, "USD")]
    assert workings(facts, "unit(sum([Assets, Cash]), 'USD') == 17") == ["10 + 7 == 17"]
    assert workings(facts, "unit(all, 'USD') == 17", let={"all": "Assets + Cash"}) == ["10 + 7 == 17"]
    assert workings(facts, "unit(max(Assets, -Cash), 'USD') == 17") == ["max(10, - 7) == 17"]


# --- members -------------------------------------------------------------------------------------
SPLIT = [
    ("Revenue", 9, 0, QUARTER), ("Revenue", 4, 0, QUARTER, None, EAST), ("Revenue", 5, 0, QUARTER, None, WEST),
    ("Costs", 3, 0, QUARTER, None, EAST), ("Revenue", 2, 0, QUARTER, None, {**EAST, "Axis2": "West"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Revenue[Axis=East] + Revenue[Axis=West] == Revenue", ["4 + 5 == 9", "2 + 0 == 0"]),
        ("Revenue[Axis=East] == 4", ["4 == 4", "2 == 4"]),
        ("Revenue[Axis=East, Axis2=West] == 2", ["2 == 2"]),
        ("Revenue[Axis=East, Axis2=none] == 4", ["4 == 4"]),
        ("Revenue[] == 9", ["9 == 9"]),
        ("Revenue[Axis=none] == 9", ["9 == 9"]),
        ("Costs <= Revenue", ["3 <= 4", "0 <= 9", "0 <= 5", "0 <= 2"]),
        ("Costs <= Revenue[]", ["3 <= 9", "0 <= 9"]),
        ("Revenue[Axis=m] == Costs[Axis=m]", ["4 == 3", "2 == 0", "5 == 0"]),
        ("Revenue == sum(m in members(Axis), Revenue[Axis=m])", ["9 == 4 + 5", "0 == 2"]),
        ("sum(m in members(Axis) - [West], Revenue[Axis=m]) == Revenue", ["4 == 9", "2 == 0"]),
        ("Revenue[Axis='East'] == 4", []),
    ],
)
def test_members_are_chosen_or_those_of_the_frame(text, found):
    over = ["m in members(Axis)"] if "=m]" in text and "m in" not in text else []
    assert workings(SPLIT, text, over=over) == found


def test_a_typed_member_is_chosen_by_its_text():
    made = binder([("Revenue", 9, 0, QUARTER), ("Revenue", 4, 0, QUARTER, None, EAST)])
    context = made.figures.report.contexts[1]
    (member,) = context.members
    made.figures.report.contexts[1] = context._replace(members=(member._replace(member=None, typed="t1"),))
    again = binding.Binder(made.figures, {"default": "http://example.com/taxonomy"})
    assert [tie.working for tie in again.bind(rule("Revenue[Axis='t1'] <= Revenue"))] == ["4 <= 9"]
    assert [tie.working for tie in again.bind(rule("Revenue[Axis='t2'] <= 5"))] == []


# --- amounts -------------------------------------------------------------------------------------
FLOWS = [
    ("Revenue", 9, 0, NINE), ("Revenue", 1, 0, FIRST), ("Revenue", 3, 0, SECOND), ("Revenue", 5, 0, QUARTER),
    ("Revenue", 4, 0, YEAR_AGO), ("Cash", 7), ("Cash", 6, 0, START), ("Change", 1, 0, NINE),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Change == Revenue", ["1 == 9"]),
        ("Change + closing(Cash) == opening(Cash)", ["1 + 7 == 6"]),
        ("Change == last_quarter(Revenue)", ["1 == 5"]),
        ("Change == quarter(Revenue, 1)", ["1 == 1"]),
        ("Change == quarter(Revenue, 2)", ["1 == 3"]),
        ("Change == quarter(Revenue, 4)", []),
        ("Change == quarter(Revenue, 0)", []),
        ("Change == quarters(Revenue)", ["1 == 1 + 3 + 5"]),
        ("Change == quarters(2 * Revenue - 1)", ["1 == 2 × 1 - 1 + 2 × 3 - 1 + 2 × 5 - 1"]),
        ("Change == last_quarter(year_ago(Revenue))", ["1 == 4"]),
        ("Change == last_quarter(prior(Revenue))", ["1 == 3"]),
        ("Change == last_quarter(year_to_date(Revenue))", ["1 == 9"]),
        ("Change == year_to_date(Revenue)", []),
        ("Change == prior(Revenue)", []),
        ("Change == quarters(last_quarter(Revenue))", []),
        ("Change == on(Cash, '2022-12-31')", ["1 == 6"]),
        ("Change == during(Revenue, '2023-04-01', '2023-06-30')", ["1 == 3"]),
        ("Change == during(Revenue, '2023-04-03', '2023-06-29')", ["1 == 3"]),
        ("Change == abs(Revenue)", ["1 == abs(9)"]),
        ("Change == min(Revenue, 2, Cash)", ["1 == min(min(9, 2), 7)"]),
        ("Change == max(Revenue)", ["1 == 9"]),
        ("Change == (Revenue / .5) ** 2 * -1.50", ["1 == (9 ÷ 0.5)^2 × (- 1.5)"]),
        ("Change == opening(closing(Cash))", ["1 == 6"]),
        ("Change == closing(opening(Cash))", []),
    ],
)
def test_amounts_are_looked_up_at_the_periods_they_shift_to(text, found):
    assert workings(FLOWS, text, missing="skip") == found


def test_a_date_is_its_end_or_its_start():
    facts = [("Change", 1, 0, NINE), *(("Cash", day, 0, f"2022-12-{day}") for day in (29, 30, 31))]
    assert workings(facts, "Change == on(Cash, '2022-12-30')") == ["1 == 30"]
    for start, end in (("2023-04-0{}", "2023-06-30"), ("2023-04-01", "2023-06-2{}")):
        spans = [("Profit", day, 0, f"{start}/{end}".format(day)) for day in (2, 3, 4)]
        text = f"Change == during(Profit, '{start}', '{end}')".format(3)
        assert workings([("Change", 1, 0, NINE), *spans], text) == ["1 == 3"]


def test_an_instant_is_preceded_by_the_one_before():
    facts = [("Cash", 7), ("Cash", 6, 0, START), ("Cash", 5, 0, "2021-12-31")]
    assert workings(facts, "Cash >= prior(Cash)") == ["7 >= 6", "6 >= 5"]
    assert workings(facts, "Cash >= year_ago(Cash)") == ["6 >= 5"]


def test_a_quarter_that_is_lacking_leaves_the_sum_of_quarters_unbound():
    some = [one for one in FLOWS if one[3:] != (SECOND,)]
    assert workings(some, "Change == quarters(Revenue)") == []
    ties = bound([*some, ("Costs", 1, 0, SECOND)], "Change == quarters(Revenue)")
    assert [tie.missing for tie in ties] == [("Revenue (2023-04-01 to 2023-06-30, CNY)",)]


def test_a_balance_that_should_be_there_is_missed():
    ties = bound([("Change", 1, 0, NINE), ("Cash", 1)], "Cash == opening(Cash) + Change")
    assert [tie.missing for tie in ties] == [("Cash (as of 2022-12-31, CNY)",)]
    assert bound([("Change", 1, 0, NINE), ("Revenue", 1, 0, NINE)], "Change == year_ago(Revenue)") == []


def test_a_figure_that_is_missed_twice_is_named_once_in_order():
    facts = [("Assets", 1)]
    (tie,) = bound(facts, "Assets == Cash * Equity + Cash")
    assert tie.missing == ("Cash (as of 2023-09-30, CNY)", "Equity (as of 2023-09-30, CNY)")
    (tie,) = bound(facts, "Assets == Cash + Equity", missing="zero")
    assert (tie.missing, tie.verdict) == ((), Verdict.FAILS)


def test_a_sum_counts_what_is_reported_of_it():
    facts = [("Assets", 9), ("Cash", 4), ("Equity", None)]
    assert workings(facts, "Assets == sum([Cash, Liabilities])") == ["9 == 4"]
    assert workings(facts, "Assets == sum([Cash, Equity])") == ["9 == 4 + (nil)"]
    (tie,) = bound(facts, "Assets == sum([Liabilities, Rate])")
    assert tie.missing == ("Rate (as of 2023-09-30, CNY)",)
    (tie,) = bound(facts, "Assets == sum([]) + sum([Liabilities])")
    assert tie.missing == ("a sum over nothing", "Liabilities (as of 2023-09-30, CNY)")
    assert workings(facts, "Assets == Cash + sum([Liabilities])", missing="zero") == ["9 == 4 + 0"]
    (tie,) = bound(facts, "Assets == Liabilities + sum([Cash])")
    assert (tie.working, tie.missing) == ("9 == 0 + 4", ("Liabilities (as of 2023-09-30, CNY)",))


def test_a_sum_is_open_where_a_part_may_be_lost():
    facts = [("Assets", 9), ("Cash", 9)]
    for text, reason in (
        ("Assets == sum(children(Assets)) + sum([Equity])", LOST_PARTS),
        ("Assets == sum([Cash]) + sum(children(Assets))", LOST_PARTS),
        ("Assets == sum([Cash])", ""),
    ):
        made = binder(facts, presented={"R": {"Assets": ["Cash"]}})
        made.sets.taxonomy.lost = frozenset({"presentation"})
        made.open = True  # as the tie before left it
        (tie,) = made.bind(rule(text, missing="zero"))
        assert (tie.reason, tie.missing) == (reason, ())


def test_a_sum_over_a_variable_adds_an_amount_for_each():
    facts = [("Assets", 9), ("Cash", 4), ("Equity", 5)]
    assert workings(facts, "Assets == sum(X in [Cash, Equity], 2 * X - Assets)") == ["9 == 2 × 4 - 9 + 2 × 5 - 9"]
    sums = {"R": {"Assets": {"Cash": 3, "Equity": -1}}}
    assert workings(facts, "Assets == sum(X in contributors(Assets), X - 1)", sums=sums) == [
        "9 == 3 × 4 - 3 × 1 - 5 + 1"
    ]


def test_a_variable_of_a_sum_stands_for_its_own_elements():
    facts = [("Assets", 9), ("Cash", 4), ("Equity", 5)]
    assert workings(facts, "X == sum(X in [Cash, Equity], X)", over=["X in [Assets]"]) == ["9 == 4 + 5"]


def test_a_variable_goes_before_an_amount_of_its_name():
    facts = [("Assets", 9), ("Cash", 4), ("Equity", 5)]
    assert workings(facts, "Assets == X", over=["X in [Cash]"], let={"X": "Equity"}) == ["9 == 4"]
    assert workings(facts, "X <= 5", over=["X in [Cash]"], let={"X": "Liabilities"}) == ["4 <= 5"]
    assert workings(facts, "Assets == X + Y", let={"X": "Y - 1", "Y": "Equity"}) == ["9 == 5 - 1 + 5"]


def test_the_one_figure_of_a_concept_is_found_wherever_it_stands():
    facts = [("Assets", 9), ("Rate", 2, 0, START, "pure"), ("Cash", 3, 0, START), ("Cash", 4, 0, "2021-12-31")]
    assert workings(facts, "Assets == the(Rate)") == ["9 == 2"]
    ties = bound(facts, "Assets == the(Cash) + the(Equity)")
    assert [tie.missing for tie in ties] == [("Cash (reported 2 times, so none is the one)", "Equity")]
    assert workings(facts, "Assets == the(X)", over=["X in [Rate]"]) == ["9 == 2"]
    assert workings(facts, "Assets == the(Rate) + the(Equity)", missing="zero") == ["9 == 2 + 0"]


# --- what can never be bound ---------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Revenue == opening(Costs)", ("instant", 19, {"name": "Costs"})),
        ("Revenue == unit()", ("texts", 11, {"function": "unit", "count": 2, "which": "second"})),
        ("Revenue == unit(Costs)", ("texts", 11, {"function": "unit", "count": 2, "which": "second"})),
        ("Revenue == abs()", ("one-amount", 11, {"function": "abs"})),
        ("Revenue == abs(Costs, 1)", ("one-amount", 11, {"function": "abs"})),
        ("Revenue == min()", ("amounts", 11, {"function": "min"})),
        ("Revenue == max()", ("amounts", 11, {"function": "max"})),
        ("Revenue == abs('x')", ("amount", 15, {})),
        ("Revenue == sum()", ("sum", 11, {"function": "sum"})),
        ("Revenue == sum(Costs)", ("set", 15, {})),
        ("Revenue == sum([Costs], Costs)", ("sum", 11, {"function": "sum"})),
        ("Revenue == sum(X in [Costs])", ("set", 15, {})),
        ("Revenue == sum(X in [Costs], X, X)", ("sum", 11, {"function": "sum"})),
        ("Revenue == opening()", ("one-amount", 11, {"function": "opening"})),
        ("Revenue == quarters()", ("one-amount", 11, {"function": "quarters"})),
        ("Revenue == quarters(Costs, Costs)", ("one-amount", 11, {"function": "quarters"})),
        ("Revenue == year_ago(Costs, 1)", ("one-amount", 11, {"function": "year_ago"})),
        ("Revenue == quarter()", ("one-amount", 11, {"function": "quarter"})),
        ("Revenue == quarter(Costs)", ("quarter", 11, {"function": "quarter"})),
        ("Revenue == quarter(Costs, 1.0)", ("quarter", 11, {"function": "quarter"})),
        ("Revenue == quarter(Costs, Costs)", ("quarter", 11, {"function": "quarter"})),
        ("Revenue == quarter(Costs, 1, 2)", ("quarter", 11, {"function": "quarter"})),
        ("Revenue == on()", ("one-amount", 11, {"function": "on"})),
        ("Revenue == on(Cash, 2022)", ("texts", 11, {"function": "on", "count": 2, "which": "second"})),
        ("Revenue == on(Cash, 'x')", ("date", 11, {"function": "on", "text": "x"})),
        (
            "Revenue == during(Costs, '2022-01-01')",
            ("texts", 11, {"function": "during", "count": 3, "which": "second"}),
        ),
        (
            "Revenue == during(Costs, '2022-01-01', 1)",
            ("texts", 11, {"function": "during", "count": 3, "which": "third"}),
        ),
        ("Revenue == the()", ("one-concept", 11, {"function": "the"})),
        ("Revenue == abs(children(Costs))", ("unknown", 15, {"kind": "function", "name": "children"})),
        ("Revenue == opening(children(Costs))", ("unknown", 19, {"kind": "function", "name": "children"})),
        ("Revenue == (Costs**12)**12 * Costs", ("degree", 27, {"most": 144, "name": "*"})),
        ("(Costs**12)**12 * Costs == Revenue", ("degree", 16, {"most": 144, "name": "*"})),
    ],
)
def test_what_can_never_be_bound_is_placed(text, said):
    assert fault([("Revenue", 1, 0, QUARTER), ("Costs", 1, 0, QUARTER)], text) == said


def test_an_amount_with_a_name_has_no_members():
    facts, said = [("Revenue", 1, 0, QUARTER)], {"kind": "concept", "name": "xyz"}
    assert fault(facts, "Revenue == xyz[Axis=East]", let={"xyz": "Costs"}) == ("unknown", 11, said)
    assert fault(facts, "Revenue == 1", let={"xyz": "Costs"}, when="1 < xyz[]") == ("unknown", 4, said)


def test_what_multiplies_up_to_the_limit_is_bound():
    facts = [("Revenue", 1, 0, QUARTER), ("Costs", 1, 0, QUARTER)]
    assert workings(facts, "Revenue == (Costs**12)**12") == ["1 == (1^12)^12"]
    assert fault(facts, "Revenue == Costs", when="Costs * (Costs**12)**12 > 0")[:2] == ("degree", 6)


# --- conditions ----------------------------------------------------------------------------------
GUARDED = [("Revenue", 9, 0, NINE), ("Costs", 4, 0, NINE), ("Profit", None, 0, NINE), ("Cash", 3)]


@pytest.mark.parametrize(
    ("condition", "applies"),
    [
        ("months(9)", True),
        ("months(3, 9)", True),
        ("months(3)", False),
        ("not months(3)", True),
        ("not months(9)", False),
        ("currency('CNY')", True),
        ("currency('USD', 'CNY')", True),
        ("currency('USD')", False),
        ("duration()", True),
        ("instant()", False),
        ("dimensionless()", True),
        ("reported(Costs)", True),
        ("reported(Costs, Cash)", True),
        ("reported(Costs, Equity)", False),
        ("reported(Profit)", False),
        ("reported(Margin)", False),
        ("reported(year_ago(Costs))", False),
        ("Costs", True),
        ("Margin", False),
        ("Costs > 3", True),
        ("Costs > 4", False),
        ("Costs >= 4", True),
        ("Costs < 5", True),
        ("Costs < 4", False),
        ("Costs <= 4", True),
        ("Costs <= 3", False),
        ("Costs == 4", True),
        ("Costs == 3", False),
        ("2 * Costs - 1 == 7", True),
        ("3 <= Costs <= 4", True),
        ("3 <= Costs <= 3", False),
        ("Margin > 0", False),
        ("not Margin > 0", True),
        ("Profit > 0", False),
        ("year_ago(Costs) > 0", False),
        ("1 / (Costs - 4) > 0", False),
        ("months(9) and Costs > 3", True),
        ("months(9) and Costs > 4", False),
        ("months(3) and Costs > 3", False),
        ("months(9) or Costs > 4", True),
        ("months(3) or Costs > 3", True),
        ("months(3) or Costs > 4", False),
    ],
)
def test_a_rule_is_bound_where_its_condition_holds(condition, applies):
    assert workings(GUARDED, "Revenue == Costs", when=condition) == (["9 == 4"] if applies else [])


def test_instants_and_members_are_told_apart():
    facts = [("Cash", 3), ("Assets", 4), ("Cash", 1, 0, END, None, EAST)]
    assert workings(facts, "Cash <= 5", when="instant()") == ["3 <= 5", "1 <= 5"]
    assert workings(facts, "Cash <= 5", when="duration()") == []
    assert workings(facts, "Cash <= 5", when="dimensionless()") == ["3 <= 5"]


def test_copies_at_odds_leave_open_what_they_guard():
    facts = [("Revenue", 9, 0, NINE), ("Costs", 4, 0, NINE), ("Costs", 7, 0, NINE)]
    assert workings(facts, "Revenue <= 9", when="reported(Costs)") == ["9 <= 9"]
    assert workings(facts, "Revenue <= 9", when="Costs > 3") == []


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("months()", ("months", 0, {"function": "months"})),
        ("months(9.5)", ("months", 0, {"function": "months"})),
        ("not months(9, Costs)", ("months", 4, {"function": "months"})),
        ("abs(Costs)", ("unknown", 0, {"kind": "function", "name": "abs"})),
        ("opening(Cash)", ("unknown", 0, {"kind": "function", "name": "opening"})),
    ],
)
def test_a_condition_that_is_none_is_placed(condition, said):
    assert fault(GUARDED, "Revenue == Costs", when=condition) == said


def test_an_amount_is_no_condition():
    made = binder(GUARDED)
    scope = next(made.scopes(rule("Revenue == Costs"), ()))
    with pytest.raises(RuleError) as caught:
        made.applies(parse_expression("  1"), scope)
    assert (caught.value.fault, caught.value.offset) == ("condition", 2)
    assert made.applies(parse_guard("Costs > 3"), scope)


def test_the_value_of_an_amount_is_as_reported():
    made = binder([*GUARDED, ("Margin", "0.25", 2, NINE, "pure")])
    scope = next(made.scopes(rule("Revenue == Costs"), ()))
    texts = ("Revenue / Costs - 2", "2 * Margin", "Profit", "Shares", "year_ago(Costs)", "1 / (Costs - 4)")
    values = [made.value(parse_expression(text), scope) for text in texts]
    assert [None if one is None else float(one) for one in values] == [0.25, 0.5, None, None, None, None]
    assert made.sets.concept("Costs", 0, ()).name == qname("Costs")
