"""Periods in the words of a release."""

from __future__ import annotations

import pytest

from validator.understanding.words import calendar


@pytest.mark.parametrize(
    "text",
    [
        "2023 RMB",
        "September 30",
        "February 31, 2023",
        "June 30, 2022 and June 30, 2023",
        "",
        "Period ended June 30, 2023",
        "Three and nine months ended September 30, 2023",
    ],
)
def test_a_header_without_one_date_names_no_period(text):
    assert calendar.header_period(text) is None


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Three months ended September 30, 2023 RMB", "D2023Q3"),
        ("Nine months ended September 30, 2023", "D2023M9"),
        ("Six Months Ended June 30, 2023", "D2023M6"),
        ("Year ended December 31, 2023", "D2023"),
        ("Twelve months ended March 31, 2024", "D20230401_20240331"),
        ("As of December 31, 2022 RMB", "I20221231"),
        ("december 31 2022", "I20221231"),
        ("30 September 2023", "I20230930"),
        ("Quarter ended September 30, 2023", "D2023Q3"),
        ("13 weeks ended September 30, 2023", "D20230702_20230930"),
    ],
)
def test_a_header_names_its_period(text, label):
    period = calendar.header_period(text)
    assert period is not None
    assert calendar.label(period) == label


@pytest.mark.parametrize(
    ("period", "months", "label"),
    [
        ("2023-07-01/2023-09-30", -3, "D2023Q2"),
        ("2023-07-01/2023-09-30", -12, "D2022Q3"),
        ("2023-07-01/2023-09-30", 3, "D2023Q4"),
        ("2024-02-29", -12, "I20230228"),
        ("2023-02-28", 12, "I20240229"),
    ],
)
def test_a_period_is_shifted_by_whole_months(period, months, label):
    assert calendar.label(calendar.shifted(calendar.parse(period), months)) == label
