"""Facts as columns: every number exactly, every period to the day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.building import period, report, taxonomy
from validator.model.contexts import Context, Member
from validator.model.source import Location
from validator.reporters.tables import facts as module
from validator.reporters.tables.arrow import batch
from validator.reporters.tables.facts import exact, facts, number_text
from validator.run import judged

AT = Location("report.xbrl", 1)
SUM = {"r": {"Total": {"A": 1, "B": -1}}}


def rows(of, ties=()):
    return [
        dict(zip(columns, values, strict=True))
        for columns in facts(of, ties)
        for values in zip(*columns.values(), strict=True)
    ]


@pytest.mark.parametrize(
    ("number", "text", "fits"),
    [
        ((0, 5), "0", True),
        ((-0, -9), "0", True),
        ((12, 3), "12000", True),
        ((-1250, -2), "-12.5", True),
        ((1, -8), "0.00000001", True),
        ((1, -9), "0.000000001", False),
        ((10**30 - 1, 0), "9" * 30, True),
        ((1, 30), "1" + "0" * 30, False),
        ((1, 60), "1" + "0" * 60, False),
        ((1, 61), "1E61", False),
        ((-70, 5000), "-7E5001", False),
    ],
)
def test_a_number_is_written_exactly(number, text, fits) -> None:
    assert exact(*number) == (text, fits)


@given(st.integers(), st.integers(-80, 80))
def test_a_number_reads_back_as_itself_and_an_amount_holds_what_is_said_to_fit(mantissa, exponent) -> None:
    text, fits = exact(mantissa, exponent)
    assert Fraction(text) == Fraction(mantissa) * Fraction(10) ** exponent
    assert fits == (abs(Fraction(text)) < 10**30 and (Fraction(text) * 10**8).denominator == 1)


@pytest.mark.parametrize(
    ("number", "expected"),
    [(None, (None, False)), (Fraction(1, 3), ("1/3", False)), (Fraction(1, 8), ("0.125", True)), (-7, ("-7", True))],
)
def test_a_gap_that_no_decimal_is_stays_a_fraction(number, expected) -> None:
    assert number_text(number) == expected


def test_of_a_fact_all_is_told() -> None:
    made = report(
        [
            ("A", "007.50", "p3", "2023-01-01/2023-09-30", "CNY/shares", {"B": "Y", "A": "X"}),
            ("B", None, None, "2022-12-31"),
            ("C", "1e3", "INF", "2023-09-30", "pure"),
            ("D", "many", "0"),
        ]
    )
    first, second, third, fourth = rows(made)
    assert (first["value"], first["amount"], first["decimals"], first["unit"]) == ("7.5", "7.5", "2", "CNY/shares")
    assert (first["period_start"], first["period_end"]) == (date(2023, 1, 1), date(2023, 9, 30))
    assert [one["dimension"][-1] for one in first["dimensions"]] == ["A", "B"]
    assert (second["value"], second["nil"], second["period_end"]) == (None, True, date(2022, 12, 31))
    assert (third["value"], third["decimals"], third["period"]) == ("1000", "INF", "as of 2023-09-30")
    assert (fourth["value"], fourth["amount"]) == ("many", None)


def test_a_time_of_day_belongs_to_its_day_and_forever_has_none() -> None:
    made = report([("A", "1")])
    whole = made.contexts[0]
    members = (Member("{n}T", None, "<v>1</v>", "scenario", AT),)
    made.contexts[0] = whole._replace(period=period("2023-01-01T06:00:00/2023-06-30T18:00:00"), members=members)
    (one,) = rows(made)
    assert (one["period_start"], one["period_end"]) == (date(2023, 1, 1), date(2023, 6, 30))
    assert one["dimensions"] == [{"dimension": "{n}T", "member": None, "typed": "<v>1</v>"}]
    made.contexts[0] = Context("c", "s", "e", None, "", "", (), "<a/>", "<b/>", AT)
    (one,) = rows(made)
    assert (one["period"], one["period_start"], one["period_end"], one["other"]) == (None, None, None, "<a/>\n<b/>")


def test_a_fact_knows_how_many_ties_touch_its_figure_and_a_text_knows_of_none() -> None:
    facts_ = [("Total", "8"), ("A", "12"), ("B", "2"), ("B", "2"), ("C", "5"), ("T", "x", None, None, "tuple")]
    made = report(facts_, taxonomy(SUM))
    (result,) = judged(made).results
    told = [(one["ties"], one["decided"], one["failing"]) for one in rows(made, result.ties)]
    assert told == [(1, 1, 1)] * 4 + [(0, 0, 0), (None, None, None)]
    assert [one["ties"] for one in rows(report([("A", "1")]))] == [0]


def test_facts_come_in_pieces_by_number_and_by_length(monkeypatch: pytest.MonkeyPatch) -> None:
    made = report([("A", str(number)) for number in range(10)])
    monkeypatch.setattr(module, "MOST_ROWS", 4)
    assert [len(one["fact"]) for one in facts(made, ())] == [4, 4, 2]
    made.texts[1] = "1" * 100
    monkeypatch.setattr(module, "MOST_LETTERS", 99)
    assert [len(one["fact"]) for one in facts(made, ())] == [2, 4, 4]
    made.borrowed = 9
    assert [one["fact"] for one in rows(made)] == [0]


def test_what_arrow_makes_of_them_is_exact() -> None:
    made = report([("A", "12345678901234567890.12345678"), ("B", "0.123456789"), ("C", "x\ud800")])
    (columns,) = facts(made, ())
    told = batch("facts", {"report": ["r"] * 3, "number": [0] * 3, **columns}).to_pylist()
    assert [one["amount"] for one in told] == [Decimal("12345678901234567890.12345678"), None, None]
    assert [one["value"] for one in told] == ["12345678901234567890.12345678", "0.123456789", "x\\ud800"]
