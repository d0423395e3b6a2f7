"""Sums among the rows and columns of a statement: what must stay silent first, then what is found."""

from __future__ import annotations

import pytest

from tests.statements import reading, statement
from validator.checks import discovered
from validator.discovery import sums
from validator.discovery.document import drafted
from validator.discovery.sheets import down
from validator.discovery.sums import find
from validator.finding import Verdict
from validator.tieouts.evidence import Evidence
from validator.tieouts.figures import Figures
from validator.tieouts.rules.found import RELATIONS


def evidence(*statements):
    """Return the ties and the messages of some statements."""
    return evidence_of(drafted(reading(*statements), "release.htm"))


def evidence_of(report):
    """Return the ties and the messages of a report."""
    found = Evidence(Figures(report))
    discovered.bind(found, None)
    return found.ties, [one.message for one in found.said()]


def titles(*statements):
    report = drafted(reading(*statements), "release.htm")
    return [one.title for one in report.derived.get(RELATIONS) if one.kind == "sum"]


# --- what must stay silent -------------------------------------------------------------------------
def test_figures_that_do_not_add_up_are_no_sum():
    assert titles(statement([("Ships", [812, 907]), ("Crew", [4410, 4387]), ("Ports", [5211, 5304])])) == []


def test_one_figure_that_repeats_is_no_sum():
    assert titles(statement([("Fares", [12, 12]), ("Mail", [0, 0]), ("Total", [12, 12])])) == []


def test_a_sum_of_small_numbers_is_no_evidence():
    assert titles(statement([("Ships", [1, 2]), ("Barges", [2, 1]), ("Crew", [3, 3])])) == []


def test_a_total_that_fails_in_several_columns_says_nothing():
    rows = [("Fares", [4812, 4907, 4733]), ("Mail", [1410, 1387, 1302]), ("Total", [6222, 6095, 6135])]
    assert evidence(statement(rows))[1] == []


def test_an_average_below_prices_is_no_error():
    rows = [("April", [3104, 6071]), ("May", [2877, 6293]), ("June", [3342, 6320]), ("Total", [9323, 6236])]
    assert evidence(statement(rows))[1] == []


def test_a_part_that_stands_in_every_other_column_is_more_likely_lost_in_reading():
    rows = [
        ("Fares", [48120, 49071, 47330]),
        ("Mail", [14105, None, 13024]),
        ("Freight", [7301, 7288, 7114]),
        ("Total", [69526, 70369, 67468]),
    ]
    assert evidence(statement(rows))[1] == []


def test_a_part_that_is_nothing_elsewhere_is_what_a_sum_misses():
    header = ["Series A", "Series C", "Common stock", "Deficit", "Total"]
    rows = [
        ("Issued", [None, 48120, 9031, -2117, 55034]),
        ("Sold", [None, 14105, 7288, -1903, 19490]),
        ("Loss", [None, None, None, -7301, -7301]),
        ("Reclassified", [-2, -6164, None, None, -6166]),
    ]
    assert evidence(statement(rows, headers=header, one_period=True))[1] == []


def test_two_equal_figures_are_no_sum_where_nothing_else_is_added():
    rows = [("Swaps", [4410, 0, 4410]), ("Forwards", [1670, 0, 1670]), ("Options", [3150, 0, 3150])]
    assert titles(statement(rows, headers=["Level 2", "Level 3", "Total"], one_period=True)) == []


def test_rates_of_growth_are_not_added_up():
    table = statement([("Fares", [481, 4907]), ("Mail", [-141, 1387]), ("Gross profit", [340, 6294])])
    columns = (table.columns[0]._replace(role="growth"), table.columns[1])
    (relation,) = drafted(reading(table._replace(columns=columns)), "a.htm").derived.get(RELATIONS)
    assert (relation.kind, relation.held, relation.of) == ("sum", 1, 1)


# --- what is found ---------------------------------------------------------------------------------
INCOME = [
    ("Fares", [48120, 49071, 47330]),
    ("Mail", [14105, 14010, 13024]),
    ("Total revenue", [62225, 63081, 60354]),
    ("Fuel", [20871, 21907, 19480]),
    ("Crew", [18342, 18105, 17966]),
    ("Total costs", [39213, 40012, 37446]),
    ("Operating profit", [23012, 23069, 22908]),
]


def test_sums_and_differences_are_found_with_what_is_in_them_already():
    assert titles(statement(INCOME)) == ["Fares + Mail", "Fuel + Crew", "Total revenue - Total costs"]


def test_a_total_above_its_parts_is_found_by_their_depth():
    rows = [("Revenue", [62225, 63081]), ("Fares", [48120, 49071]), ("Mail", [14105, 14010]), ("Fuel", [20871, 21907])]
    assert titles(statement(rows, levels=[0, 1, 1, 0])) == ["Fares + Mail"]


def test_signs_that_the_figures_do_not_show_are_found():
    rows = [
        ("Operating profit", [23012, 23069, 22908]),
        ("Interest expense, net", [1174, 1203, 1166]),
        ("Other income", [388, 402, 377]),
        ("Income before taxes", [22226, 22268, 22119]),
    ]
    assert titles(statement(rows)) == ["Operating profit - Interest expense, net + Other income"]


def test_a_subtotal_that_stands_in_one_column_only_is_not_counted_twice():
    rows = [
        ("Balance at January 1", [50210, 3107, 53317]),
        ("Net income", [8144, None, 8144]),
        ("Other comprehensive income", [None, 2212, 2212]),
        ("Comprehensive income", [None, None, 10356]),
        ("Dividends", [-3050, None, -3050]),
        ("Balance at December 31", [55304, 5319, 60623]),
    ]
    ties, said = evidence(statement(rows, headers=["Retained earnings", "Other reserves", "Total"], one_period=True))
    assert said == []
    assert {tie.verdict for tie in ties} == {Verdict.HOLDS}


def test_rounding_is_no_error():
    rows = [("Fares", [48120, 49071, 47330]), ("Mail", [14105, 14010, 13024]), ("Total", [62226, 63080, 60354])]
    ties, said = evidence(statement(rows))
    assert said == []
    assert sorted(tie.verdict.value for tie in ties) == ["holds", "holds within rounding", "holds within rounding"]


def test_a_sum_that_fails_in_one_column_accuses():
    rows = [(label, list(values)) for label, values in INCOME]
    rows[3][1][1] = 21097
    ties, said = evidence(statement(rows))
    assert said == [
        "Total costs is 40,012,000,000 but Fuel + Crew makes 39,202,000,000 (off by 810,000,000)",
    ]
    assert sum(tie.verdict is Verdict.FAILS for tie in ties) == 1


PAIRS = ((4812, 7033), (3907, 1288), (5516, 2942), (2203, 8871), (9140, 3365))


def test_columns_add_up_across():
    rows = [(f"Route {i}", [one, other, one + other]) for i, (one, other) in enumerate(PAIRS)]
    table = statement(rows, headers=["North", "South", "Total"], one_period=True)
    assert titles(table) == ["North + South"]


def test_odds_fall_as_columns_are_added():
    bits = []
    for width in (1, 2, 3):
        found = find(down(statement([(label, values[:width]) for label, values in INCOME[:3]]), 6))
        bits.append(found.sums[2].bits)
    assert bits == sorted(set(bits))


def test_a_table_of_many_rows_does_not_hang():
    rows = [(f"Ship {i}", [pow(7, i, 10_000_019), pow(11, i, 20_000_003)]) for i in range(5000)]
    assert titles(statement(rows)) == []


def test_a_total_of_average_lives_is_no_error():
    rows = [("Fares", [48120, 49071, 61]), ("Mail", [14105, 14010, 52]), ("Total", [62225, 63081, 58])]
    table = statement(rows, headers=["Cost", "Carrying amount", "Weighted average life"], one_period=True)
    assert evidence(table)[1] == []


def test_a_total_of_one_part_or_the_other_is_one_of_both():
    rows = [("Funds", [991, 0, 991]), ("Swaps", [0, 441, 441]), ("Shares", [3150, 0, 3150]), ("Options", [0, 267, 267])]
    table = statement(rows, headers=["Level 1", "Level 2", "Total"], one_period=True)
    assert titles(table) == ["Level 1 + Level 2"]


def test_a_header_may_end_with_total():
    rows = [("Europe", [-2, 18, -11, 5]), ("Asia", [-1, 5, -6, -2]), ("Africa", [4, 9, -9, 4]), ("All", [1, 10, -5, 6])]
    names = ["Volume", "Price", "Currency", "Change, total"]
    assert titles(statement(rows, headers=names, one_period=True)) == ["Volume + Price + Currency"]
    assert titles(statement(rows, headers=[*names[:3], "Change"], one_period=True)) == []


def test_what_stands_deeper_than_the_parts_is_left_out():
    rows = [("Fares", [48120, 49071]), ("Abroad", [14105, 14010]), ("Asia", [9100, 9100]), ("Total", [62225, 63081])]
    assert titles(statement(rows, levels=[1, 1, 2, 0])) == ["Fares + Abroad"]


def test_a_roll_forward_of_few_digits_is_one_by_its_words():
    rows = [("Balance at January 1", [74]), ("Granted", [46]), ("Vested", [-30]), ("Balance at December 31", [90])]
    assert titles(statement(rows)) == ["Balance at January 1 + Granted + Vested"]
    assert titles(statement([("Ships", [74]), *rows[1:3], ("Barges", [90])])) == []


# --- what is said -----------------------------------------------------------------------------------
OTHER = [("Pensions", [3116, -2907, 1802, -715]), ("Hedges", [1094, 2110, -1340, 2208])]
INCOME_THEN_OTHER = [
    ("Net loss", [48120, 49071, 47330, 46118]),
    *OTHER,
    ("Total other comprehensive income", [4210, -797, 462, 1493]),
    ("Total comprehensive income", [52330, 48274, 47792, 47611]),
]


def test_a_slip_in_a_part_that_is_a_total_itself_is_said():
    rows = [*INCOME_THEN_OTHER]
    rows[3] = ("Total other comprehensive income", [4210, -197, 462, 1493])
    said = evidence(statement(rows))[1]
    assert [one.split(" but")[0] for one in said] == [
        "Total other comprehensive income is -197,000,000",
        "Total comprehensive income is 48,274,000,000",
    ]


def test_a_miss_that_another_row_happens_to_show_is_said():
    rows = [("Fares", [48120, 49071, 47330]), ("Mail", [14105, 14010, 13024]), ("Total", [62225, 63081, 60654])]
    assert len(evidence(statement([*rows, ("Staff", [312, 307, 300])]))[1]) == 1


@pytest.mark.parametrize(("wrong", "count"), [(14_010_000, 1), (14_010_001, 0), (1_401_000, 0)])
def test_a_part_a_thousand_times_too_large_is_said_and_one_of_another_kind_is_not(wrong, count):
    rows = [("Fares", [48120, 49071, 47330]), ("Mail", [14105, wrong, 13024]), ("Total", [62225, 63081, 60354])]
    assert len(evidence(statement(rows))[1]) == count


# --- which of several true sums is taken -----------------------------------------------------------
def test_what_is_called_a_total_is_one_before_what_is_left_of_others():
    rows = [
        ("Total assets", [97627, 88981]),
        ("Total liabilities", [48788, 47659]),
        ("Common stock", [508, 504]),
        ("Paid-in capital", [20289, 19268]),
        ("Retained earnings", [28042, 21550]),
        ("Total equity", [48839, 41322]),
        ("Total liabilities and equity", [97627, 88981]),
    ]
    assert titles(statement(rows)) == [
        "Common stock + Paid-in capital + Retained earnings",
        "Total liabilities + Total equity",
        "Total assets",
    ]


def test_totals_above_their_parts_make_up_the_one_below_them():
    rows = [
        ("Sea", [7216, 6954]),
        ("Ships", [4812, 4907]),
        ("Barges", [2404, 2047]),
        ("Land", [3307, 3544]),
        ("Trucks", [1410, 1387]),
        ("Trains", [1897, 2157]),
        ("Total revenue", [10523, 10498]),
    ]
    assert "Sea + Land" in titles(statement(rows))


def test_a_subtotal_of_one_part_counts_once():
    rows = [
        ("Net income", [98835, 113769]),
        ("Currency translation", [36950, 4051]),
        ("Other comprehensive income", [36950, 4051]),
        ("Total comprehensive income", [135785, 117820]),
    ]
    assert len(titles(statement(rows))) == 1


def test_a_total_that_is_no_slip_away_in_its_only_column_says_nothing():
    rows = [("2024", [307_449]), ("2025", [281_330]), ("2026", [244_871]), ("Total", [861_104])]
    assert evidence(statement(rows))[1] == []


def test_a_total_of_small_figures_in_one_column_says_nothing():
    rows = [("2024", [30]), ("2025", [28]), ("2026", [24]), ("Total", [92])]
    assert evidence(statement(rows))[1] == []


def test_what_remains_after_each_month_is_no_sum_of_them():
    rows = [("March", [2_003_419_960]), ("April", [2_003_419_960]), ("May", [2_003_419_960])]
    assert evidence(statement([*rows, ("Total", [2_003_419_960])]))[1] == []


def test_a_total_that_one_slip_keeps_from_adding_up_in_its_only_column_is_said():
    rows = [("2024", [3_074_479]), ("2025", [2_813_305]), ("2026", [2_448_711]), ("Total", [8_336_513])]
    (said,) = evidence(statement(rows))[1]
    assert said == "Total is 8,336,513,000,000 but 2024 + 2025 + 2026 makes 8,336,495,000,000 (off by 18,000,000)"


def test_a_total_of_all_above_it_fails_by_a_slip_in_one_of_two_columns():
    rows = [("Cash", [8976, 9122]), ("Receivables", [4377, 3967]), ("Inventory", [4422, 4233])]
    (said,) = evidence(statement([*rows, ("Total current assets", [17_775, 17_822])]))[1]
    assert said.startswith("Total current assets is 17,822,000,000 but Cash + Receivables + Inventory makes 17,322,000")


def test_a_total_that_holds_without_one_part_says_nothing():
    rows = [("Cash", [258, 411]), ("Losses", [4, 7]), ("Allowance", [4, 2]), ("Total", [266, 418])]
    assert evidence(statement(rows))[1] == []


def test_shares_that_do_not_roll_forward_as_the_amounts_beside_them_do_are_said():
    rows = [
        ("Balance at 1 January", [10_757, 83_021, 44_187]),
        ("Net income", [None, 9_154, None]),
        ("Issuance", [108, 1_120, 2_075]),
        ("Balance at 31 December", [10_765, 93_295, 46_262]),
    ]
    (said,) = evidence(statement(rows, units=["shares", "USD", "USD"]))[1]
    assert said.startswith("Balance at 31 December is 10,765,000,000 but Balance at 1 January + Net income + Issuance")


def test_percentages_below_amounts_that_add_up_are_no_slip():
    rows = [("Media", [67_004, 3_912]), ("Print", [96_113, 1_207]), ("All", [163_117, 5_119]), ("Margin", [88, 88])]
    assert evidence(statement(rows))[1] == []


def test_a_total_of_one_row_that_is_another_is_none():
    rows = [("Fixed", [34_527, 33_707]), ("Total dollars", [34_527, 33_770])]
    assert titles(statement(rows)) == []


def test_a_total_of_one_row_is_that_row():
    rows = [("Fixed", [34_527, 33_707]), ("Total dollars", [34_527, 33_707])]
    assert titles(statement(rows)) == ["Fixed"]


def test_where_nothing_is_nested_every_choice_of_parts_is_the_same_and_is_added_up_once(monkeypatch):
    def added(levels):
        tried = []
        plain = sums._plain
        monkeypatch.setattr(sums, "_plain", lambda *given, **more: tried.append(given) or plain(*given, **more))
        rows = [(f"Ship {at}", [4810 + 977 * at, 9070 + 613 * at]) for at in range(6)]
        find(down(statement(rows, levels=levels), 6))
        monkeypatch.undo()
        return [at for _, at, _ in tried]

    flat = added([0] * 6)
    assert [flat.count(at) for at in range(6)] == [3] * 6  # with what stands deeper, above and below
    assert len(added([0, 1, 1, 0, 1, 1])) > len(flat)
