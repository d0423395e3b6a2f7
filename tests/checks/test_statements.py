"""What is odd in a statement is told once, with what it brings about, and accuses nobody else."""

from __future__ import annotations

from tests.sheets import ROWS, YEARS, facts, told, without
from validator.checks.consequences import once_a_figure
from validator.finding import Severity


def once(found):
    return once_a_figure(found, lambda one: one.severity)


def test_a_statement_in_order_is_silent():
    assert told(facts()) == []
    assert told(facts(dict(ROWS, Stock=(0, 0, 0), Assets=(1093000, 917000, 833000)))) == []


def test_what_is_nothing_may_be_left_out():
    nothing = dict(ROWS, Stock=(127000, 0, 91000), Assets=(1220000, 917000, 924000))
    assert told(without("Stock", YEARS[1], facts(nothing))) == []


def test_what_is_nothing_is_missed_where_the_table_reports_nothing_elsewhere():
    nothing = dict(ROWS, Stock=(127000, 0, 91000), Loans=(481000, 394000, 0), Assets=(1220000, 917000, 562000))
    (one,) = told(without("Stock", YEARS[1], facts(nothing)))
    assert one.code == "ST101"
    assert one.diagnosis.culprit.suggested == "0"


def test_a_total_that_is_not_there_is_what_its_parts_make():
    (one,) = told(without("Assets", YEARS[1]))
    assert (one.code, one.severity) == ("ST101", Severity.WARNING)
    assert one.message == "Assets (as of 2022-12-31, CNY) is not reported, though each of the 3 other rows of Sheet is"
    assert one.diagnosis.culprit.implied == "[1,113,500, 1,116,500]"
    assert one.diagnosis.culprit.suggested == "1,115,000"


def test_a_part_that_is_not_there_takes_the_failure_of_its_total_along():
    (one,) = once(told(without("Loans", YEARS[1])))
    assert one.code == "ST101"
    assert one.diagnosis.culprit.implied == "[392,500, 395,500]"
    assert one.notes[0].startswith("CA106 fails with it: Assets is 1,115,000")


def test_a_figure_that_only_a_text_tells():
    (one,) = told([*without("Loans", YEARS[1]), ("Loans", 390000, -4, YEARS[1], "CNY")])
    assert one.message.startswith("Loans (as of 2022-12-31, CNY) is reported only as about 390,000, though")
    assert one.diagnosis.culprit.implied == "[392,500, 395,000]"


def test_a_figure_under_another_year_is_one_finding():
    made = [(n, v, d, YEARS[0] if (n, y) == ("Loans", YEARS[1]) else y, u) for n, v, d, y, u in facts()]
    (one,) = once(told(made))
    assert one.code == "ST102"
    assert one.message == (
        "Loans of 394,000 is out of place (as of 2023-12-31, CNY): another value is reported there; "
        "none is where it belongs (as of 2022-12-31, CNY)"
    )
    assert one.diagnosis.culprit.suggested == "as of 2022-12-31, CNY"
    assert {note[:5] for note in one.notes} == {"CA106", "CA102"}


def test_decimals_that_claim_too_much_explain_the_sum_they_break():
    def said(decimals):
        rounded = dict(ROWS, Assets=(1220000, 1117000, 924000))
        finer = {("Assets", YEARS[1]): decimals}
        return told([(n, v, finer.get((n, y), d), y, u) for n, v, d, y, u in facts(rounded)])

    assert said(-3) == []
    (one,) = once(said(0))
    assert one.code == "CA101"
    assert one.notes[-1].startswith(
        "ST103 fails with it: Assets (as of 2022-12-31, CNY) of 1,117,000 has decimals 0, but"
    )
    assert one.diagnosis.verdict == "Assets should have decimals -3, not 0"
