"""Shifts of periods."""

from __future__ import annotations

import pytest

from tests.building import period
from validator.tieouts.rules import shifts

Q3, NINE = period("2023-07-01/2023-09-30"), period("2023-01-01/2023-09-30")


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("2023-07-01/2023-09-30", 3),
        ("2023-01-01/2023-09-30", 9),
        ("2023-01-01/2023-12-31", 12),
        ("2023-02-01/2023-02-28", 1),
        ("2023-04-02/2023-07-01", 3),  # thirteen weeks
        ("2022-09-25/2023-09-30", 12),  # fifty-three weeks
        ("2023-01-01/2023-01-10", 0),
        ("2023-09-30", 0),
    ],
)
def test_months(text, months):
    assert shifts.months(period(text)) == months


def test_shifts():
    assert shifts.opening(Q3) == period("2023-06-30")
    assert shifts.closing(Q3) == period("2023-09-30")
    assert shifts.opening(period("2023-06-30")) is None
    assert shifts.year_ago(Q3) == period("2022-07-01/2022-09-30")
    assert shifts.year_ago(period("2024-02-29")) == period("2023-02-28")
    assert shifts.prior(Q3) == period("2023-04-01/2023-06-30")
    assert shifts.quarter(NINE, 1) == period("2023-01-01/2023-03-31")
    assert shifts.quarter(NINE, -1) == Q3
    assert shifts.quarter(NINE, 4) is None
    assert shifts.quarter(Q3, 1) is None
    assert shifts.quarters(NINE)[1:] == [period("2023-04-01/2023-06-30"), Q3]
    assert shifts.year_to_date(Q3, [Q3, NINE]) == NINE
    assert shifts.year_to_date(NINE, [Q3, NINE]) is None
    assert shifts.before(period("2023-09-30"), [period("2022-12-31"), period("2023-06-30"), Q3]) == period("2023-06-30")


def test_fiscal_periods_are_met_within_a_week():
    assert shifts.nearest(period("2022-09-30"), [period("2022-09-24"), period("2022-12-31")]) == period("2022-09-24")
    assert shifts.nearest(period("2022-09-30"), [period("2022-09-20")]) is None
    near = [period("2022-09-24"), period("2022-09-29"), period("2022-10-04")]
    assert shifts.nearest(period("2022-09-30"), near) == period("2022-09-29")  # the nearest, whichever comes first
    assert shifts.nearest(period("2022-09-30"), near[::-1]) == period("2022-09-29")


def test_the_ends_of_the_calendar():
    assert shifts.year_ago(period("0001-02-01/0001-02-28")) is None
    assert shifts.year_ago(period("0002-02-01/0002-02-28")) == period("0001-02-01/0001-02-28")
    assert shifts.plus_months(10**12, 1) is None


def test_the_prior_period_is_as_long_as_this_one_whatever_its_length():
    assert shifts.prior(period("2023-01-01/2023-06-30")) == period("2022-07-01/2022-12-31")
    assert shifts.prior(period("2023-01-01/2023-12-31")) == period("2022-01-01/2022-12-31")
