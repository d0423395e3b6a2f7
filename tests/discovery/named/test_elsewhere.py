"""The same figure in two places: what must stay apart, and what is one."""

from __future__ import annotations

from tests.discovery.test_sums import evidence, evidence_of
from tests.statements import reading, spoken, statement
from validator.discovery.document import drafted
from validator.finding import Verdict


def shared(*statements, prose=()):
    """Return the facts of each figure that stands in several places, as labels of rows."""
    report = drafted(reading(*statements, prose=prose), "release.htm", shared=True)
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


def test_a_component_of_a_total_without_a_name_is_not_the_whole():
    sheet = statement([("Goodwill", [48120]), ("Ships", [51207])])
    roll = statement([("Balance at June 30, 2024", [48120])], number=1, headers=["Europe"], title="Goodwill")
    assert shared(sheet, roll) == []


def test_two_rows_with_one_caption_under_different_headings_are_two_figures():
    rows = [("Benefits paid", [-4812, -4907]), ("Benefits paid", [-4812, -4907])]
    assert shared(statement(rows, headings=["Obligations", "Assets"])) == []


def test_cash_is_less_than_what_cash_flows_end_with():
    sheet = statement([("Cash and cash equivalents", [481207])])
    flows = statement([("Cash and cash equivalents at end of period", [481207])], number=1)
    assert shared(sheet, flows) == []


def test_a_sentence_that_names_part_of_a_row_tells_nothing():
    income = statement([("Income tax expense", [4812])])
    assert shared(income, prose=[spoken("4,812", 4812, "interest expense was")]) == []


def test_a_sentence_makes_no_two_rows_one():
    income = statement([("Ship repairs", [4812])])
    flows = statement([("Repairs of older ships", [4812])], number=1)
    said = spoken("4,812", 4812, "the repairs of our older ships, with every ship repair, came to")
    assert shared(income, flows, prose=[said]) == [[1001, 9001]]


def test_rows_that_differ_in_their_other_column_are_two_figures_by_chance_equal_in_one():
    one = statement([("Grants received", [48120, 10072])])
    other = statement([("Grants received", [48120, 30518])], number=1)
    assert shared(one, other) == []


def test_what_a_table_measures_at_fair_value_by_levels_is_another_thing_than_what_is_carried():
    sheet = statement([("Notes payable", [48120])])
    headers = ["Total", "Level 2"]
    levels = statement(
        [("Notes payable", [48120, 48120])], number=1, headers=headers, units=["USD"] * 2, one_period=True
    )
    assert shared(sheet, levels) == []


def test_an_amount_before_tax_is_not_the_amount():
    costs = statement([("Actuarial loss", [48120])])
    before = statement([("Actuarial loss", [48120])], number=1, headings=["Other income before income taxes:"])
    assert shared(costs, before) == []


def test_what_cash_flows_add_back_for_compensation_is_not_the_expense():
    flows = statement([("Share-based compensation", [48120])], headings=["Cash flows from operating activities:"])
    note = statement([("Total share-based compensation", [48120])], number=1)
    assert shared(flows, note) == []


def test_another_company_is_a_part_and_not_the_whole():
    income = statement([("Sales", [48120])], title="Harbour Inc. · Statements of income")
    note = statement([("Ferry Inc.", [48120])], number=1, headings=["Sales:"], title="Segments")
    assert shared(income, note) == []


def test_a_row_that_lacks_a_word_its_heading_does_not_say_is_another():
    sheet = statement([("Deferred revenue", [48120])], headings=["Liabilities:"])
    note = statement([("Deferred revenue, current", [48120])], number=1)
    assert shared(sheet, note) == []


def test_one_label_period_unit_and_value_is_one_figure():
    income = statement([("Net income", [48120, 49071])])
    cash = statement([("Net income", [48120, 49071])], number=1)
    assert shared(income, cash) == [[1, 1001], [1, 1001]]


def test_a_total_without_a_name_is_named_by_its_title():
    sheet = statement([("Goodwill", [48120]), ("Ships", [51207])])
    roll = statement([("Balance at June 30, 2024", [48120])], number=1, headers=["Total"], title="Goodwill")
    assert shared(sheet, roll) == [[1, 1001]]


def test_a_total_without_a_name_is_named_by_the_sentence_that_leads_to_its_table():
    sheet = statement([("Finite-lived licences", [48120]), ("Ships", [51207])])
    ages = statement([("2025", [40000]), ("Thereafter", [8120]), ("Total", [48120])], number=1)
    said = "Amortization of finite-lived licences is expected to be as follows:"
    assert shared(sheet, ages._replace(about=said)) == [[1, 1003]]


def test_a_name_that_meets_in_several_tables_is_one_where_a_single_figure_says_little():
    income = statement([("Share of net income of affiliates", [58, 124, 25, 60])])
    segments = [
        statement([("Share of net income of affiliates", [None] * at + [value])], number=at + 1)
        for at, value in enumerate((58, 124, 25, 60))
    ]
    assert shared(income, *segments) == [[1, 1001], [1, 2001], [1, 3001], [1, 4001]]


def test_a_result_has_one_name_whatever_its_sign():
    income = statement([("Net income (loss)", [-48120, -49071])])
    equity = statement([("Net loss", [-48120, -49071])], number=1)
    assert shared(income, equity) == [[1, 1001], [1, 1001]]


def test_a_heading_says_that_a_row_is_current():
    sheet = statement([("Deferred revenue", [48120])], headings=["Current liabilities:"])
    note = statement([("Deferred revenue, current", [48120])], number=1)
    assert shared(sheet, note) == [[1, 1001]]


def test_a_total_as_shown_in_the_cash_flows_is_what_they_end_with():
    flows = statement([("Cash and restricted cash, end of period", [481207])])
    note = statement([("Total cash and restricted cash shown in the statements of cash flows", [481207])], number=1)
    assert shared(flows, note) == [[1, 1001]]


def test_restricted_cash_taken_off_at_the_end_is_that_of_its_note():
    flows = statement([("Less: Restricted cash at end of period", [2881])])
    note = statement([("Restricted cash", [2881])], number=1)
    assert shared(flows, note) == [[1, 1001]]


def test_a_row_called_by_the_name_of_the_company_is_the_whole():
    income = statement([("Sales", [48120])], title="Harbour Inc. and Subsidiaries · Statements of income")
    note = statement([("Harbour Inc.", [48120])], number=1, headings=["Sales:"], title="Segments")
    assert shared(income, note) == [[1, 1001]]


def test_a_total_in_a_column_is_named_by_its_title_and_is_that_of_the_column():
    notes = statement([("Debentures", [48120])], headers=["Cost"])
    ages = statement([("Within a year", [40000]), ("Later", [8120]), ("Total", [48120])], number=1, headers=["Cost"])
    assert shared(notes, ages._replace(about="Debentures fall due as follows:")) == [[1, 1003]]


def test_decreases_over_a_balance_are_no_component():
    opening, closing = ("Balance at January 1", [None, 481207]), ("Balance at December 31", [481207, 7120])
    rows = [opening, ("Settled", [-12, -15]), closing]
    headings = ["Increases:", "Decreases:", "Decreases:"]
    assert shared(statement(rows, one_period=True, headings=headings)) == [[1, 3]]


def test_what_one_period_ends_with_the_next_starts_with():
    rows = [
        ("Balance at January 1", [None, 481207]),
        ("Additions", [4807, 4901]),
        ("Balance at December 31", [481207, None]),
    ]
    assert shared(statement(rows, one_period=True)) == [[1, 3]]


def test_a_sentence_rounds_the_figure_of_the_row_it_names():
    income = statement([("Income tax expense", [4812])])
    said = spoken("$4.8 billion", 48, "income tax expense was", exponent=8)
    assert shared(income, prose=[said]) == [[1, 9001]]


def test_one_fact_has_one_sign_and_its_sums_hold():
    flows = statement([("Ships bought", [-48120]), ("Ships sold", [14105]), ("Total", [-34015])])
    report = drafted(reading(flows, prose=[spoken("48,120", 48120, "ships bought came to")]), "a.htm", shared=True)
    ties, said = evidence_of(report)
    assert report.texts[0] == report.texts[3] == "-48120000000"
    assert said == []
    assert {tie.verdict for tie in ties} == {Verdict.HOLDS}


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


def transposed(row, measure="Segment sales"):
    by_segment = statement([("Ferries", [48120]), ("Cranes", [51207])], headers=["Net sales"])
    columns = statement(
        [(measure, [48120, 99327])], number=1, headers=[row, "Total"], units=["USD"] * 2, one_period=True
    )
    return shared(by_segment, columns)


def test_a_segments_figure_is_not_another_measure_of_it_nor_that_of_another_segment():
    assert transposed("Ferries", measure="Segment profit") == []
    assert transposed("Docks") == []


def test_the_rows_of_one_table_are_the_columns_of_another():
    assert transposed("Ferries") == [[1, 1001]]


def test_a_sentence_that_names_row_and_column_tells_their_figure():
    segments = statement([("Group", [48120])], headers=["Revenue"], units=["USD"])
    for words, found in (("revenue of the agency was", []), ("revenue of the group was", [[1, 9001]])):
        assert shared(segments, prose=[spoken("48,120", 48120, words)]) == found


def test_a_whole_name_makes_up_for_few_digits():
    segments = statement([("Group", [106])], headers=["Revenue"], units=["USD"])
    for words, found in (("revenue of the agency was", 0), ("revenue of the group was", 1)):
        report = drafted(reading(segments, prose=[spoken("106", 106, words)]), "release.htm")
        assert len(evidence_of(report)[0]) == found
