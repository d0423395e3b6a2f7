"""Moments are exact seconds; a bare date means the midnight it starts with, or the one after it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from validator.model.periods import DAY, FOREVER, Period, day, moment


@pytest.mark.parametrize(
    ("text", "ending", "same"),
    [
        ("2023-09-30", True, "2023-10-01T00:00:00"),
        ("2023-09-30", False, "2023-09-30T00:00:00"),
        (" 2023-09-30 ", False, "2023-09-30T00:00:00Z"),
        ("2023-09-30T24:00:00", False, "2023-10-01T00:00:00"),
        ("2023-09-30T01:00:00+01:00", True, "2023-09-30T00:00:00"),
        ("2023-09-29T18:30:00-05:30", False, "2023-09-30T00:00:00"),
        ("2023-09-30Z", False, "2023-09-30T00:00:00"),
        ("2023-09-30+02:00", False, "2023-09-29T22:00:00"),
        ("2023-09-30-02:00", True, "2023-10-01T02:00:00"),
        ("2023-09-30T00:00:00.000", False, "2023-09-30T00:00:00"),
    ],
)
def test_one_moment_has_many_spellings(text, ending, same):
    assert moment(text, ending=ending) == moment(same, ending=False)


def test_fractions_of_a_second_are_kept():
    assert moment("0001-01-01T00:00:00.25", ending=False) == Fraction(1, 4)


@pytest.mark.parametrize(
    "text",
    ["", "2023", "2023-9-30", "2023-02-29", "2023-09-30T24:00:01", "2023-09-30T12:60:00", "2023-09-30T12:00",
     "2023-09-30+15:00", "2023-09-30T00:00:00+14:01", "٢٠٢٣-09-30", "-2023-09-30", "2023-09-30T00:00:00.", "x"],
)  # fmt: skip
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r"\w"):
        moment(text, ending=False)


@pytest.mark.parametrize(
    ("start", "end", "said", "kind", "days"),
    [
        ("2023-07-01", "2023-09-30", "2023-07-01 to 2023-09-30", "duration", 92),
        ("", "2023-09-30", "as of 2023-09-30", "instant", 0),
        ("2023-07-01T12:00:00", "2023-07-02T11:00:00", "2023-07-01T12:00:00 to 2023-07-02T11:00:00", "duration", 0),
    ],
)
def test_a_period_is_told_as_a_reader_says_it(start, end, said, kind, days):
    period = Period(moment(start, ending=False) if start else None, moment(end, ending=True))
    assert (str(period), period.days, period.forever) == (said, days, False)
    assert [name for name in ("instant", "duration") if getattr(period, name)] == [kind]


def test_a_duration_opens_and_closes_and_forever_does_neither():
    quarter = Period(0, 90 * DAY)
    assert (quarter.opening, quarter.closing) == (Period(None, 0), Period(None, 90 * DAY))
    assert str(FOREVER) == "forever"
    assert (FOREVER.forever, FOREVER.instant, FOREVER.duration, FOREVER.days) == (True, False, False, 0)


def test_days_beyond_the_calendar_are_numbered():
    assert day(3_652_059 * DAY) == "day 3652060"
    assert day(3_652_059 * DAY, ending=True) == "9999-12-31"


def test_moments_that_a_time_zone_carries_beyond_the_calendar_are_told_by_their_day():
    first, last = "0001-01-01T00:00:00+14:00", "9999-12-31T24:00:00-14:00"
    assert day(moment("0001-01-01T00:00:00", ending=False)) == "0001-01-01"
    assert day(moment(first, ending=False)) == "day 0T10:00:00"
    assert day(moment(last, ending=True), ending=True) == "day 3652060T14:00:00"
