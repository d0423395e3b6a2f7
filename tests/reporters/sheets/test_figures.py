from __future__ import annotations

import io

import openpyxl
import pytest

from tests.building import report, taxonomy
from tests.recalculated import recalculated
from validator.checks import calculation
from validator.checks.waivers import named_figures
from validator.finding import Outcome, Result, Verdict, tally
from validator.model.names import SUMMATION_11
from validator.reporters.sheets import workbook
from validator.tieouts.evidence import Evidence
from validator.tieouts.figures import Figures

SUMS = {"Sheet": {"Assets": {"Cash": 1, "Loans": 1}}}


class Asked:
    calc11 = False


def made(facts, *, truncation=False, most_rows=1_048_576) -> tuple[bytes, list[Verdict]]:
    read = report(facts, taxonomy(SUMS, (), SUMMATION_11))
    figures = Figures(read, truncation=truncation)
    ties = list(Evidence.gathered(figures, (calculation.bind,), Asked()).ties)
    outcome = Outcome((), (Result("report.xbrl", read, ties, tally(ties)),))
    return workbook(outcome, named_figures, most_rows=most_rows), [tie.verdict for tie in ties]


def rows(data: bytes | openpyxl.Workbook, sheet: str, *, values: bool = False) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=values) if isinstance(data, bytes) else data
    return list(book[sheet].iter_rows(min_row=2, values_only=True))


def test_a_fact_has_its_place_value_decimals_and_interval() -> None:
    data, _ = made([("Assets", 110000, -3), ("Cash", 0.5, 1), ("Loans", None)])
    assert rows(data, "Figures", values=True) == [
        ("report.xbrl", "1:1", "Assets", "Assets", "as of 2023-09-30", "CNY", None, 110000, -3, 109500, 110500, None,
         None, None, None, 1, None),
        ("report.xbrl", "2:1", "Cash", "Cash", "as of 2023-09-30", "CNY", None, 0.5, 1, 0.45, 0.55, None, None, None,
         None, 1, None),
        ("report.xbrl", "3:1", "Loans", "Loans", "as of 2023-09-30", "CNY", None, "nil", "INF", "nil", "nil", None,
         None, None, None, 1, None),
    ]  # fmt: skip
    assert rows(data, "Figures")[0][9].startswith('=IF(ISNUMBER(H2),IF(I2="INF",H2,')


def test_copies_of_a_figure_leave_what_all_of_them_leave(tmp_path) -> None:
    facts = [("Assets", 110000, -3), ("Assets", 110400, -2), ("Cash", 110000, 0), ("Loans", 400, 0)]
    data, verdicts = made(facts)
    assert verdicts == [Verdict.ROUNDING] or verdicts == [Verdict.HOLDS]
    for found in (rows(data, "Figures", values=True), rows(recalculated(data, tmp_path), "Figures")):
        assert [row[11:14] for row in found] == [(110400, 110350, 110450)] * 2 + [(None, None, None)] * 2
    assert rows(data, "Ties")[0][5] == "=Figures!L2"


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ([("Assets", 100, 0), ("Assets", 101, 0), ("Cash", 100, 0)], "inconsistent duplicates"),
        ([("Assets", 100, 0), ("Assets", None), ("Cash", 100, 0)], "inconsistent duplicates"),
        ([("Assets", 123, -2), ("Assets", 123, 0), ("Cash", 100, 0)], "more digits than its decimals"),
    ],
)
def test_copies_at_odds_say_nothing(facts, state, tmp_path) -> None:
    data, verdicts = made(facts)
    assert verdicts == [Verdict.INDETERMINATE]
    again = recalculated(data, tmp_path)
    assert [row[11] for row in rows(again, "Figures")] == [state, state, None]
    assert rows(again, "Ties")[0][0] == "indeterminate"


def test_a_number_beyond_15_digits_is_exact_as_text_and_in_no_formula(tmp_path) -> None:
    data, verdicts = made([("Assets", "1234567890123456789", 0), ("Cash", "1234567890123456788", 0), ("Loans", 3, 0)])
    assert verdicts == [Verdict.FAILS]
    found = rows(data, "Figures")
    assert [row[7] for row in found] == ["1234567890123456789", "1234567890123456788", 3]
    assert [row[9] for row in found][:2] == ["no formula"] * 2
    assert [row[16] for row in found] == ["more than 15 digits: exact as text, and in no formula"] * 2 + [None]
    (tie,) = rows(recalculated(data, tmp_path), "Ties")
    assert (tie[0], tie[11]) == ("fails", "no formula: a number of more than 15 digits")
    assert "1,234,567,890,123,456,789" in tie[10]
    said = [row[0] for row in rows(data, "Verdict")]
    assert any(str(one).startswith("ties decided whose outcome is text, as no formula comes to it: 1 ") for one in said)


def test_sums_of_more_digits_than_a_double_keeps_are_not_added_up_in_it() -> None:
    data, verdicts = made([("Assets", "900000000000001", 0), ("Cash", "900000000000000", 0), ("Loans", "0.01", 2)])
    assert verdicts == [Verdict.ROUNDING]
    (tie,) = rows(data, "Ties")
    assert (tie[0], tie[11]) == ("holds within rounding", "no formula: a number of more than 15 digits")


def test_truncated_figures_lie_at_or_beyond_what_is_printed(tmp_path) -> None:
    data, verdicts = made([("Assets", 109, 0), ("Cash", 100, 0), ("Loans", -8, 0)], truncation=True)
    again = recalculated(data, tmp_path)
    assert [row[9:11] for row in rows(again, "Figures")] == [(109, 110), (100, 101), (-9, -8)]
    assert [row[0] for row in rows(again, "Ties")] == [verdicts[0].value]
    assert any("truncated" in str(row[0]) for row in rows(data, "Verdict"))


def test_figures_a_sheet_has_no_row_for_are_said_and_in_no_formula() -> None:
    data, _ = made([("Cash", 100, 0), ("Loans", 2, 0), ("Assets", 110, 0)], most_rows=3)
    assert len(rows(data, "Figures")) == 2
    (tie,) = rows(data, "Ties")
    assert (tie[0], tie[11]) == ("fails", "no formula: not all of its figures fit the sheet")
    assert "rows that do not fit the sheet Figures: 1; it has 3 rows" in [row[0] for row in rows(data, "Verdict")]
