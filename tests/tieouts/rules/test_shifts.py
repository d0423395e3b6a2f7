"""Shifts of periods."""

from __future__ import annotations

import pytest

from tests.building import period
from validator.model.periods import DAY, FOREVER
from validator.tieouts.rules import shifts

Q3, NINE = period("2023-07-01/2023-09-30"), period("2023-01-01/2023-09-30")


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("2023-07-01/2023-09-30", 3),
        ("2023-01-01/2023-09-30", 9),
        ("2023-01-01/2023-12-31", 12),
        ("2023-02-01/2023-02-28", 1),
        ("2022-11-01/2023-03-31", 5),
        ("2021-03-01/2023-01-31", 23),
        ("2021-10-31/2022-02-27", 4),  # the 31st of a month without one is its last
        ("2023-04-02/2023-07-01", 3),  # thirteen weeks
        ("2022-09-25/2023-09-30", 12),  # fifty-three weeks
        ("2021-01-05/2023-01-04", 24),
        ("2021-01-05/2022-12-28", 0),  # 723 days, and 724: a week less than two years
        ("2021-01-05/2022-12-29", 24),
        ("2021-01-05/2023-01-11", 24),  # 737 days, and 738: a week more
        ("2021-01-05/2023-01-12", 0),
        ("2021-01-05/2025-01-11", 48),  # and a week more than four years, to the day
        ("2021-01-05/2025-01-12", 0),
        ("2021-01-05/2021-10-11", 9),  # and a week more than nine months, of 273 days and seven eighths
        ("2021-01-05/2021-10-12", 0),
        ("1971-01-03/2021-01-02", 600),
        ("2023-01-01/2023-01-08", 0),
        ("2023-01-01/2023-01-10", 0),
        ("9999-01-01/9999-12-31", 12),  # it ends outside the calendar
        ("2023-09-30", 0),
        ("forever", 0),
    ],
)
def test_months(text, months):
    assert shifts.months(FOREVER if text == "forever" else period(text)) == months


def test_shifts():
    assert shifts.opening(Q3) == period("2023-06-30")
    assert shifts.closing(Q3) == period("2023-09-30")
    assert shifts.opening(period("2023-06-30")) is None
    assert shifts.closing(FOREVER) is None
    assert shifts.year_ago(Q3) == period("2022-07-01/2022-09-30")
    assert shifts.year_ago(period("2024-02-29")) == period("2023-02-28")
    assert shifts.year_ago(FOREVER) is None
    noon = Q3.start + DAY // 2
    assert shifts.plus_months(noon, 3) == Q3.end + DAY // 2
    assert shifts.prior(Q3) == period("2023-04-01/2023-06-30")
    assert shifts.prior(period("2023-01-01/2023-01-10")) is None
    assert shifts.prior(period("2023-01-31")) is None
    assert shifts.quarter(NINE, 1) == period("2023-01-01/2023-03-31")
    assert shifts.quarter(NINE, -1) == Q3
    assert shifts.quarter(NINE, -3) == period("2023-01-01/2023-03-31")
    assert [shifts.quarter(NINE, number) for number in (4, 0, -4)] == [None] * 3
    assert shifts.quarter(Q3, 1) is None
    assert shifts.quarter(period("2023-01-01/2023-07-31"), 1) is None
    assert shifts.quarters(NINE)[1:] == [period("2023-04-01/2023-06-30"), Q3]
    assert shifts.quarters(period("2023-01-01/2023-06-30")) == [period("2023-01-01/2023-03-31"), shifts.prior(Q3)]
    assert len(shifts.quarters(period("2022-09-25/2023-09-30"))) == 4
    assert shifts.quarters(Q3) == []


def test_a_year_to_date_is_the_longest_that_is_longer_up_to_a_year():
    half, year, more = (period(f"{start}/2023-09-30") for start in ("2023-04-01", "2022-10-01", "2022-09-01"))
    other = period("2023-01-01/2023-12-31")
    assert shifts.year_to_date(Q3, [Q3, NINE]) == NINE
    assert shifts.year_to_date(NINE, [Q3, NINE]) is None
    assert shifts.year_to_date(Q3, [other, half, NINE]) == NINE
    assert shifts.year_to_date(Q3, [NINE, half, period("2023-09-30"), FOREVER]) == NINE
    assert shifts.year_to_date(Q3, [NINE, year, more]) == year


def test_what_is_before_is_the_latest_instant_before():
    known = [period(day).end for day in ("2022-12-31", "2023-06-30", "2023-09-30", "2023-10-31")]
    assert shifts.before(period("2023-09-30"), known) == period("2023-06-30")
    assert shifts.before(period("2022-12-31"), known) is None
    assert shifts.before(FOREVER, known) is None


def test_fiscal_periods_are_met_within_a_week():
    assert shifts.nearest(period("2022-09-30"), [period("2022-09-24"), period("2022-12-31")]) == period("2022-09-24")
    assert shifts.nearest(period("2022-09-30"), [period("2022-09-20")]) is None
    near = [period("2022-09-24"), period("2022-09-29"), period("2022-10-04")]
    assert shifts.nearest(period("2022-09-30"), near) == period("2022-09-29")  # the nearest, whichever comes first
    assert shifts.nearest(period("2022-09-30"), near[::-1]) == period("2022-09-29")
    assert shifts.nearest(period("2022-09-30"), [*near, period("2022-10-01")]) == period(
        "2022-09-29"
    )  # of two the first


@pytest.mark.parametrize(
    ("asked", "known", "met"),
    [
        ("2022-09-30", "2022-09-23", True),
        ("2022-09-30", "2022-10-07", True),
        ("2022-09-30", "2022-09-22", False),
        ("2022-09-30", "2022-10-08", False),
        ("2022-01-01/2022-09-30", "2022-01-08/2022-09-30", True),
        ("2022-01-01/2022-09-30", "2022-01-09/2022-09-30", False),
        ("2022-01-01/2022-09-30", "2022-01-01/2022-10-08", False),
        ("2022-01-01/2022-09-30", "2022-09-30", False),
        ("2022-09-30", "2022-01-01/2022-09-30", False),
    ],
)
def test_a_period_is_met_up_to_a_week_off_at_either_end(asked, known, met):
    known = period(known)
    assert shifts.nearest(period(asked), [FOREVER, known, FOREVER]) == (known if met else None)


def test_forever_is_met_by_itself_alone():
    assert shifts.nearest(FOREVER, [Q3, period("2023-09-30")]) is None
    assert shifts.nearest(FOREVER, [Q3, FOREVER]) == FOREVER


def test_the_ends_of_the_calendar():
    assert shifts.year_ago(period("0001-02-01/0001-02-28")) is None
    assert shifts.year_ago(period("0002-02-01/0002-02-28")) == period("0001-02-01/0001-02-28")
    assert shifts.plus_months(10**12, 1) is None
    assert shifts.plus_months(10**30, 1) is None
    assert len(shifts.quarters(period("9999-01-01/9999-12-31"))) == 3
    december = period("9998-12-31/9999-12-30")
    assert shifts.plus_months(december.start, 12) is not None
    assert shifts.plus_months(december.end, 1) is None
    assert shifts.year_ago(period("0001-12-01/0002-01-31")) is None  # of which one end is inside


def test_the_prior_period_is_as_long_as_this_one_whatever_its_length():
    assert shifts.prior(period("2023-01-01/2023-06-30")) == period("2022-07-01/2022-12-31")
    assert shifts.prior(period("2023-01-01/2023-12-31")) == period("2022-01-01/2022-12-31")
