"""Sentences into figures: values, units and periods, and the numbers that are none."""

from __future__ import annotations

import pytest

from validator.documents.reading import read
from validator.understanding.prose.fiscal import Fiscal
from validator.understanding.prose.periods import phrases
from validator.understanding.reading import understand

COVER = """<html><body><p>For the quarterly period ended September 30, 2023</p>
<table><tr><td></td><td>Three Months Ended September 30, 2023</td><td>Three Months Ended September 30, 2022</td></tr>
<tr><td>Net sales</td><td>1,200</td><td>1,100</td></tr></table>
"""
THIRD, LAST = "2023-07-01 to 2023-09-30", "2022-07-01 to 2022-09-30"
NOW, THEN = "as of 2023-09-30", "as of 2022-12-31"


def figures(sentence: str) -> list[tuple[str, str, str]]:
    """Each figure of a sentence: its value, unit and period."""
    reading = understand(read("r.htm", f"{COVER}<p>{sentence}</p></body></html>".encode()))
    return [(value(one.mantissa, one.exponent), one.unit, str(one.period)) for one in reading.prose]


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("We expect costs of US$5 - US$6 billion.", ["5000000000", "6000000000"]),
        ("We expect costs of RMB5-RMB6 billion.", ["5000000000", "6000000000"]),
        ("Costs were -$5 million.", ["-5000000"]),
        ("Costs were RMB two million.", ["2000000"]),
    ],
)
def test_a_dash_of_a_range_is_no_sign(sentence: str, values: list[str]) -> None:
    """A dash behind a number says how far, one before a currency how little; words say their scale as digits do."""
    assert [one[0] for one in figures(sentence)] == values


def value(mantissa: int, exponent: int) -> str:
    """A value in plain digits."""
    from decimal import Decimal

    return format(Decimal(mantissa).scaleb(exponent), "f")


@pytest.mark.parametrize(
    "sentence",
    [
        "See Note 12 and Item 7 of Part II.",
        "The Company adopted ASU 2016-13 on January 1, 2023.",
        "Call 1-800-555-0199 or write to 100 Main Street, Springfield, IL 62701.",
        "The plan was amended under Section 401(k) of the Code, Rule 10b5-1 and Form 10-K.",
        "In 2019 we opened our first store.",
    ],
)
def test_numbers_that_are_no_figures_are_none(sentence: str) -> None:
    assert figures(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "Net sales were $1.2 billion for the three months ended September 30, 2023.",
            [("1200000000", "USD", THIRD)],
        ),
        (
            (
                "Interest was $45 million and $32 million for the three months ended September 30, 2023 and 2022, "
                "respectively."
            ),
            [("45000000", "USD", THIRD), ("32000000", "USD", LAST)],
        ),
        (
            "As of September 30, 2023 and December 31, 2022, cash was $12.5 million and $10 million, respectively.",
            [("12500000", "USD", NOW), ("10000000", "USD", THEN)],
        ),
        (
            "The effective tax rate was 21.5% for the three months ended September 30, 2023.",
            [("0.215", "pure", THIRD)],
        ),
        (
            "The Company paid a dividend of $0.25 per share during the three months ended September 30, 2023.",
            [("0.25", "USD/shares", THIRD)],
        ),
        (
            "Revenue was RMB 4,281.0 million (US$586.8 million) for the three months ended September 30, 2023.",
            [("4281000000", "CNY", THIRD), ("586800000", "USD", THIRD)],
        ),
        (
            "During the three months ended September 30, 2023, we repurchased 1,500,000 shares of common stock.",
            [("1500000", "shares", THIRD)],
        ),
    ],
)
def test_figures_have_their_value_unit_and_period(sentence: str, found: list[tuple[str, str, str]]) -> None:
    assert [
        (text.rstrip("0").rstrip(".") if "." in text else text, unit, when) for text, unit, when in figures(sentence)
    ] == found


LEAD = "<p>Acme today announced its results for the third quarter ended September 30, 2023.</p>"
SECOND = "2023-04-01 to 2023-06-30"


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "Net sales were $1.2 billion, compared to $1.1 billion in the same period of 2022.",
            [("1200000000", "USD", THIRD), ("1100000000", "USD", LAST)],
        ),
        (
            "Sales were $12 million, up from $9 million in the same period of 2022, $8 million in the prior quarter.",
            [("12000000", "USD", THIRD), ("9000000", "USD", LAST), ("8000000", "USD", SECOND)],
        ),
        (
            "Loans were $45 million, an increase of 12.5% from $40 million as of September 30, 2022.",
            [("45000000", "USD", NOW), ("0.125", "pure", NOW), ("40000000", "USD", "as of 2022-09-30")],
        ),
        (
            "As of September 30, 2023, we had $45 million of loans, an increase of 12.5% from $40 million a year ago.",
            [("45000000", "USD", NOW), ("0.125", "pure", NOW), ("40000000", "USD", "as of 2022-09-30")],
        ),
        (
            "Net income per diluted ADS was RMB6.94 (US$0.96).",
            [("6.94", "CNY/shares", THIRD), ("0.96", "USD/shares", THIRD)],
        ),
        (
            "Weighted average basic ADSs used in calculating net income per ADS were 160.39 million.",
            [("160390000", "shares", THIRD)],
        ),
        ("Translations are made at a rate of RMB7.2960 to US$1.00.", [("7.2960", "CNY/USD", NOW)]),
        ("Translations are made at US$1.00 = RMB7.2960.", [("7.2960", "CNY/USD", NOW)]),
        (
            "We expect sales for the fourth quarter to be between $13 million and $14 million.",
            [("13000000", "USD", "2023-10-01 to 2023-12-31"), ("14000000", "USD", "2023-10-01 to 2023-12-31")],
        ),
        ("The average tenor was 11.23 months.", [("11.23", "pure", THIRD)]),
        ("1 Refers to registered users.", []),
    ],
)
def test_a_release_tells_of_the_period_it_announces(sentence: str, found: list[tuple[str, str, str]]) -> None:
    assert figures(f"</p>{LEAD}<p>{sentence}") == found


def test_a_title_dates_what_stands_under_it() -> None:
    titles = "</p><h2>Nine months ended September 30, 2023</h2><p>{}</p><h2>Third Quarter 2023 Highlights</h2><p>{}"
    found = figures(LEAD + titles.format("Sales were $30 million.", "Sales were $12 million."))
    assert [period for *_, period in found] == ["2023-01-01 to 2023-09-30", THIRD]


def test_fiscal_years_are_named_as_the_document_names_its_own() -> None:
    cover = COVER.replace("September 30, 2023", "November 2, 2024").replace("September 30, 2022", "October 28, 2023")
    said = "Sales for the third quarter of fiscal 2024 were $44 million, up from $40 million in fiscal 2023."
    source = (
        f"{cover}<p>For the year to date period ended November 2, 2024 and since February 3, 2024.</p><p>{said}</p>"
    )
    reading = understand(read("r.htm", source.encode()))
    assert str(next(one for one in reading.prose if one.mantissa == 44).period) == "2024-08-04 to 2024-11-02"


def test_what_is_compared_with_is_dated_by_the_words_behind_it() -> None:
    sentence = (
        "For the three months ended September 30, 2023, net income was $5.1 million, or $0.89 per share, compared with "
        "net income of $4.2 million, or $0.75 per share, for the three months ended September 30, 2022."
    )
    assert [period for *_, period in figures(sentence)] == [THIRD, THIRD, LAST, LAST]


def test_what_names_a_number_is_told_without_its_verb() -> None:
    source = f"{COVER}<p>Net income per ADS was $0.96, compared to $0.95 in the prior quarter.</p>"
    reading = understand(read("r.htm", source.encode()))
    assert [one.label[-1] for one in reading.prose] == ["Net income per ADS", "Net income per ADS"]


def test_a_year_within_a_sentence_is_not_carried_on_where_a_span_was_told() -> None:
    opening = "During the three months ended September 30, 2022, we recorded charges of $30 million."
    aside = "These were $20 million for the plant that we had bought in 2020 and $10 million for others."
    found = figures(f"{opening} {aside} Fees were $4 million.")
    assert found[-1] == ("4000000", "USD", LAST)
    assert figures(f"{opening} In 2020 these were $20 million. Fees were $4 million.")[-1][2] == (
        "2020-01-01 to 2020-12-31"
    )


HALF, HALF_BEFORE = "2024-01-01 to 2024-06-30", "2023-01-01 to 2023-06-30"


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The plan (2023: see note 4) is worth £5m.", [("5000000", "GBP", HALF)]),
        ("The loan (due 2026: see note 4) is £12m.", [("12000000", "GBP", HALF)]),
        ("It plays 1080p films.", []),
        ("Revenue was £10.0m (H1 2023: £9.0m).", [("10000000", "GBP", HALF), ("9000000", "GBP", HALF_BEFORE)]),
        ("Revenue was £10m (1H23: £9m).", [("10000000", "GBP", HALF), ("9000000", "GBP", HALF_BEFORE)]),
        (
            "Sales were £10m (H1 2023: £9m; FY 2023: £19m).",
            [
                ("10000000", "GBP", HALF),
                ("9000000", "GBP", HALF_BEFORE),
                ("19000000", "GBP", "2023-01-01 to 2023-12-31"),
            ],
        ),
        (
            "Net debt was £120m (31 December 2023: £131m).",
            [("120000000", "GBP", "as of 2024-06-30"), ("131000000", "GBP", "as of 2023-12-31")],
        ),
        (
            "The dividend is 4.2p per share (2023: 3.9p).",
            [("0.042", "GBP/shares", HALF), ("0.039", "GBP/shares", HALF_BEFORE)],
        ),
        ("Margin was 12% (HY 2023: 11%).", [("0.12", "pure", HALF), ("0.11", "pure", HALF_BEFORE)]),
        ("YTD sales were £30m (YTD 2023: £29m).", [("30000000", "GBP", HALF), ("29000000", "GBP", HALF_BEFORE)]),
        ("Leeds, 1 August 2024 – Acme sold ships for £5m.", [("5000000", "GBP", HALF)]),
        ("On 1 May 2024 – a good day – Acme sold ships for £5m.", [("5000000", "GBP", "2024-05-01 to 2024-05-01")]),
        ("Am 30. März 2024 waren es EUR 12 Mio. in bar.", [("12000000", "EUR", "as of 2024-03-30")]),
        ("Cash was €5m at 31 de diciembre de 2023.", [("5000000", "EUR", "as of 2023-12-31")]),
        ("Mars 12 was a good year: sales of €5m.", [("5000000", "EUR", HALF)]),
        ("Sales of ₹2,45,000 crore were booked.", [("2450000000000", "INR", HALF)]),
        ("Sales of CHF 1'250.4 million were booked.", [("1250400000", "CHF", HALF)]),
    ],
)
def test_a_bracket_dates_what_stands_in_it_and_nothing_else(sentence: str, found: list[tuple[str, str, str]]) -> None:
    cover = "# Results for the six months ended 30 June 2024\n\n"
    reading = understand(read("r.md", f"{cover}{sentence}\n".encode()))
    told = [(value(one.mantissa, one.exponent), one.unit, str(one.period)) for one in reading.prose]
    assert told == found


@pytest.mark.parametrize(
    ("ended", "ago"),
    [("December 31, 2022", "2021-01-01 to 2021-12-31"), ("June 30, 2023", "2021-07-01 to 2022-06-30")],
)
def test_a_year_ago_is_one_year_ago_in_whole_months(ended: str, ago: str) -> None:
    sentence = f"Costs were $5 million for the year ended {ended}, compared to $4 million in the prior year period."
    assert figures(sentence)[1] == ("4000000", "USD", ago)


def test_a_heading_that_compares_names_the_time_of_what_stands_below() -> None:
    heading = "<h2>Three months ended September 30, 2023 compared with three months ended September 30, 2022</h2>"
    assert figures(f"</p>{heading}<p>Costs rose by $5 million.") == [("5000000", "USD", THIRD)]


def test_words_for_times_without_end_are_taken_forty_at_a_time() -> None:
    fiscal = Fiscal([], None, ())
    assert [len(phrases("H1 " * many, fiscal)) for many in (40, 41, 1000)] == [1, 2, 25]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Cash was $5.2 million at February 29 and at June 30, 2023.", ["as of 2023-02-28"]),
        ("Cash was $5.2 million at February 29 and at June 30, 2020.", ["as of 2020-02-29"]),
        (
            "Cash was $5.2 million at February 29, 2020, and $4.1 million at February 29.",
            ["as of 2020-02-29", "as of 2023-02-28"],
        ),
        ("Sales were $5.2 million in the three months ended February 29.", ["2022-12-01 to 2023-02-28"]),
        ("Cash was $5.2 million at March 0, 2023.", []),
    ],
)
def test_a_day_that_its_month_has_not_is_the_last_of_it(sentence: str, found: list[str]) -> None:
    """The year of a day may stand with another; of a day that there never is nothing is said."""
    periods = [period for _, _, period in figures(sentence)]
    assert periods[: len(found)] == found
