"""Numbers of the text: told from what is no figure, linked to what their words name, all accounted for."""

from __future__ import annotations

import pytest

from tests.releases import HEAD, encoded, told

TABLE = """
## Results

(In thousands of RMB)

| | Three months ended September 30, 2022 RMB | Three months ended September 30, 2023 RMB |
|---|---|---|
| Net sales | 1,000,400 | 1,200,400 |
"""
RULES = """[[table]]
heading = "results"
[table.rows]
"Net sales" = "Sales"
"""
TERMS = """[prose.bound]
dimension = "Axis"
lower = "Low"
upper = "High"
[[prose.term]]
words = ["registered users"]
concept = "Users"
growth = "UsersGrowth"
[[prose.term]]
words = ["loan volume"]
concept = "Volume"
growth = "VolumeGrowth"
share = "Margin"
[[prose.term]]
words = ["volume through A"]
concept = "Volume"
members = {Axis = "A"}
[[prose.term]]
words = ["volume through B"]
concept = "Volume"
members = {Axis = "B"}
[[prose.term]]
words = ["earnings per ADS"]
concept = "Earnings"
[[prose.term]]
words = ["ADSs"]
concept = "Shares"
[[prose.term]]
words = ["margin"]
concept = "Margin"
"""


def read(text, terms=TERMS):
    return encoded(f"{text}\n{TABLE}", RULES + terms)


def prose(text, terms=TERMS):
    """Figures of the text alone, and what could not be explained."""
    found = read(text, terms)
    rows = [row for row, figure in zip(told(found), found.figures, strict=True) if not figure.row]
    return rows, [trouble.message for trouble in found.troubles]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("On November 16, 2023 it was told.", "a date"),
        ("It was told in November 2023.", "a date"),
        ("It is compared with 2022.", "a year"),
        ("The call is at 7:30 PM Eastern Time.", "a time"),
        ("It files under cover of Form 20-F.", "the number of a law, form or exhibit"),
        ("Under Rule 13a-16 or 15d-16 it files.", "the number of a law, form or exhibit"),
        ("The Securities Exchange Act of 1934 says so.", "the number of a law, form or exhibit"),
        ("The H.10 release says so.", "the number of a law, form or exhibit"),
        ("The shares (NASDAQ: QFIN; HKEx: 3660) rose.", "a stock code"),
        ("The office is No. 1217 of the road, 7/F.", "part of an address"),
        ("See https://example.com/BI21f98 for more.", "part of an address on the web"),
        ("Write to ir@360shuke.com for more.", "part of an address on the web"),
        ("The 90 day+ rate fell.", "a threshold or a length of time"),
        ("Loans 91 to 180 calendar days past due count.", "a threshold or a length of time"),
        ("The 30-day rate and the 12-month plan went on.", "a threshold or a length of time"),
        ("Day-1 rates fell.", "a threshold or a length of time"),
        ("The rate^{*1} fell.", "footnote mark"),
        ("The BI21f98dce code fell.", "part of a code"),
        ("1. First of a list.", "list mark"),
        ("It has three offices.", "a number in words"),
    ],
)
def test_what_is_no_figure_is_left_out_with_the_reason(text, reason):
    found = read(text, "")
    assert found.troubles == ()
    assert reason in {number.reason for number in found.left}
    assert all(figure.row for figure in found.figures)


def test_a_footnotes_own_number_is_a_mark_where_a_mark_was_seen():
    assert prose("The rate^{1} fell.\n\n1 The rate is explained here.") == ([], [])
    rows, troubles = prose("1 The rate is explained here.")
    assert (rows, len(troubles)) == ([], 1)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Loan volume was RMB12 million.", ("Volume", "D2023Q3", "CNY", "12000000", "-6")),
        ("Loan volume was RMB 1,234.5 thousand.", ("Volume", "D2023Q3", "CNY", "1234500", "-2")),
        ("Loan volume was US\\$1.20 billion.", ("Volume", "D2023Q3", "USD", "1200000000", "-7")),
        ("Loan volume was RMB5 in the prior quarter.", ("Volume", "D2023Q2", "CNY", "5", "0")),
        ("Loan volume was RMB5 in the same period of 2021.", ("Volume", "D2021Q3", "CNY", "5", "0")),
        ("Loan volume was RMB5 a year ago.", ("Volume", "D2022Q3", "CNY", "5", "0")),
        ("In the second quarter of 2022, loan volume was RMB5.", ("Volume", "D2022Q2", "CNY", "5", "0")),
        ("For the full year loan volume was RMB5.", ("Volume", "D2023", "CNY", "5", "0")),
        ("Loan volume in Q4 2022 was RMB5.", ("Volume", "D2022Q4", "CNY", "5", "0")),
        ("It has 1.5 million registered users.", ("Users", "I20230930", "pure", "1500000", "-5")),
        ("Registered users were 7 as of June 30, 2023.", ("Users", "I20230630", "pure", "7", "INF")),
        ("It has about 7,000 registered users.", ("Users", "I20230930", "pure", "7000", "0")),
        ("Registered users were roughly 7,001.", ("Users", "I20230930", "pure", "7001", "0")),
        ("It bought 4,912,345 ADSs.", ("Shares", "D2023Q3", "shares", "4912345", "0")),
        ("Registered users grew by 12.0%.", ("UsersGrowth", "I20230930", "pure", "0.120", "3")),
        ("Registered users saw a decrease of 3%.", ("UsersGrowth", "I20230930", "pure", "-0.03", "2")),
        ("The margin came to 26.6 percent.", ("Margin", "D2023Q3", "pure", "0.266", "3")),
        ("It made up 40% of the loan volume.", ("Margin", "D2023Q3", "pure", "0.40", "2")),
        ("The margin made up 5%.", ("Margin", "D2023Q3", "pure", "0.05", "2")),
        ("Earnings per ADS were RMB6.94.", ("Earnings", "D2023Q3", "CNY/shares", "6.94", "2")),
        ("It bought 4.9 million ADSs.", ("Shares", "D2023Q3", "shares", "4900000", "-5")),
    ],
)
def test_a_figure_says_its_unit_period_and_precision(text, row):
    assert prose(text) == ([row], [])


def test_a_translation_and_comparisons_share_their_subject():
    text = (
        "Loan volume was RMB5 million (US$0.7 million), compared to RMB4 million in the same period of 2022, "
        "and RMB3 million in the prior quarter."
    )
    rows, troubles = prose(text)
    assert troubles == []
    assert [(period, unit, value) for _, period, unit, value, _ in rows] == [
        ("D2023Q3", "CNY", "5000000"),
        ("D2023Q3", "USD", "700000"),
        ("D2022Q3", "CNY", "4000000"),
        ("D2023Q2", "CNY", "3000000"),
    ]


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("Loan volume was approximately RMB5 million.", [""]),
        ("Loan volume was over RMB5 million.", ["Low"]),
        ("Loan volume was up to RMB5 million.", ["High"]),
        ("Loan volume will be between RMB5 million and RMB6 million.", ["Low", "High"]),
        ("Loan volume will see growth of 15%-17%.", ["Low", "High"]),
        ("Loan volume will see growth of 15%\u201317%.", ["Low", "High"]),
    ],
)
def test_bounds_and_ranges_are_told_from_the_figure_itself(text, bounds):
    found = read(text)
    assert found.troubles == ()
    own = [figure for figure in found.figures if not figure.row]
    assert ["".join(member.rpartition("}")[2] for _, member in figure.members) for figure in own] == bounds


def test_a_bound_of_a_count_is_not_the_count_to_its_last_unit():
    rows, _ = prose("It has over 7,000 registered users, or 7,012 registered users as of June 30, 2023.")
    assert [(value, decimals) for *_, value, decimals in rows] == [("7000", "0"), ("7012", "INF")]


def test_a_bound_without_a_dimension_is_a_trouble():
    rows, troubles = prose(
        "Loan volume was over RMB5.", TERMS.partition("[[prose.term]]")[1] + TERMS.partition("[[prose.term]]")[2]
    )
    assert (rows, troubles) == ([], ["'RMB5' goes unexplained: it is a lower bound"])


def test_respectively_pairs_in_order():
    found = read("The volume through A and the volume through B were RMB5 and RMB6, respectively, a year ago.")
    own = [figure for figure in found.figures if not figure.row]
    assert found.troubles == ()
    assert [(figure.members[0][1].rpartition("}")[2], figure.mantissa) for figure in own] == [("A", 5), ("B", 6)]
    assert {figure.period for figure in own} == {own[0].period}


LABELLED = """[[prose.term]]
words = ["loan volume"]
concept = "Volume"
"""


def test_a_label_is_certain_when_a_table_bears_it_out():
    text = (
        "Net sales were RMB1.2 billion, after RMB1,000.4 million in the same period of 2022, "
        "and RMB0.9 billion in the prior quarter."
    )
    rows, troubles = prose(text, LABELLED)
    assert troubles == []
    assert [(row[0], row[1], row[3]) for row in rows] == [
        ("Sales", "D2023Q3", "1200000000"),
        ("Sales", "D2022Q3", "1000400000"),
        ("Sales", "D2023Q2", "900000000"),
    ]


@pytest.mark.parametrize("value", ["RMB1.3 billion", "RMB1,200.6 million", "US$1.2 billion", "RMB1.2 million"])
def test_a_label_is_not_certain_against_a_table(value):
    rows, troubles = prose(f"Net sales were {value}.", LABELLED)
    assert rows == []
    assert troubles == [f"{value!r} goes unexplained: no table bears out what its words name"]


def test_a_number_nothing_names_is_a_trouble_at_its_place():
    found = read("Nothing named here is 5.")
    assert [(trouble.at.line, trouble.at.column) for trouble in found.troubles] == [(1, 23)]
    assert found.troubles[0].message == "'5' goes unexplained: no words of its sentence name it"


def test_what_the_mapping_leaves_out_is_left_out():
    found = encoded(f"The 360 App grew.\n{TABLE}", RULES + '[prose.leave]\n"360 App" = "a name"\n', HEAD)
    assert found.troubles == ()
    assert [number.text for number in found.left if number.reason == "a name"] == ["360"]


def test_an_abbreviation_ends_no_sentence():
    rows, troubles = prose("Loan volume of Acme Inc. Holdings in U.S. Dollars was US$5.")
    assert troubles == []
    assert [row[3] for row in rows] == ["5"]


@pytest.mark.parametrize("text", ["9" * 200, "1" + ",000" * 50, "RMB" + "9" * 5000 + " billion", "RMB1.2.3"])
def test_a_number_beyond_any_release_is_a_trouble_not_a_figure(text):
    rows, troubles = prose(f"Loan volume was {text}.")
    assert rows == []
    assert len(troubles) == 1


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("It has two million registered users.", ("Users", "I20230930", "pure", "2000000", "-6")),
        ("It has about one hundred and fifty-seven registered users.", ("Users", "I20230930", "pure", "157", "0")),
        ("It has seven registered users.", ("Users", "I20230930", "pure", "7", "INF")),
        ("Registered users grew by ten per cent.", ("UsersGrowth", "I20230930", "pure", "0.10", "2")),
        ("Loan volume was two and a half billion yuan.", ("Volume", "D2023Q3", "CNY", "2500000000", "-8")),
        ("Loan volume was RMB two million.", ("Volume", "D2023Q3", "CNY", "2000000", "-6")),
        ("Loan volume was 5 million U.S. dollars.", ("Volume", "D2023Q3", "USD", "5000000", "-6")),
    ],
)
def test_an_amount_in_words_is_a_figure(text, row):
    assert prose(text) == ([row], [])


@pytest.mark.parametrize("text", ["It has three offices for registered users.", "One of the registered users left."])
def test_a_small_number_that_counts_no_figure_is_left_out(text):
    assert prose(text) == ([], [])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Nothing named here is two million.", "'two million' goes unexplained: no words of its sentence name it"),
        ("Loan volume was two dollars.", "'two dollars' goes unexplained: its period or its unit is not told"),
        ("It has five two.", "the number in 'It has five two.' is not printed as a figure is, and goes unexplained"),
    ],
)  # fmt: skip
def test_an_amount_in_words_that_nothing_settles_is_a_trouble(text, why):
    assert prose(text) == ([], [why])


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Loan volume will be between RMB2 and 3 million.", ["2000000", "3000000"]),
        ("Loan volume will be RMB2-3 million.", ["2000000", "3000000"]),
        ("Loan volume will see growth of 15-17%.", ["0.15", "0.17"]),
        ("It has between two and three million registered users.", ["2000000", "3000000"]),
        ("It has between 2 thousand and 3 million registered users.", ["2000", "3000000"]),
        ("Loan volume will be RMB2-RMB3 million.", ["2000000", "3000000"]),
        ("Loan volume will be RMB2 - RMB3 million.", ["2000000", "3000000"]),
        ("It has between two and three and a half million registered users.", ["2000000", "3500000"]),
        ("Loan volume will see growth of 15%-17.", ["0.15", "0.17"]),
        ("Loan volume rose from RMB900 to RMB1.2 million.", ["900", "1200000"]),
        ("Loan volume was -RMB2 million.", ["-2000000"]),
    ],
)
def test_the_ends_of_a_range_share_what_one_of_them_says(text, values):
    rows, troubles = prose(text)
    assert ([row[3] for row in rows], troubles) == (values, [])
