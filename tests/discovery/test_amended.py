"""A slip that several relations tell together: what must stay silent, then what is said, and of which figure."""

from __future__ import annotations

from tests.discovery.test_sums import evidence
from tests.statements import statement

FLOWS = [("Operations", [5291, 4477]), ("Investing", [-1551, -1518]), ("Financing", [-803, -792])]
CASH = [("Cash at beginning of year", [5632, 3465]), ("Cash at end of year", [8569, 5632])]


def flows(change):
    return evidence(statement([*FLOWS, ("Net increase in cash", [change, 2167]), *CASH]))[1]


def test_a_sum_of_few_digits_that_fails_in_one_of_two_columns_says_nothing_alone():
    assert evidence(statement([*FLOWS, ("Net increase in cash", [2637, 2167])]))[1] == []


def test_other_digits_under_one_name_say_nothing_alone():
    tables = [statement([("Acquired research", [100])], number=number) for number in range(2)]
    assert evidence(*tables, statement([("Acquired research", [400])], number=2))[1] == []


def test_what_is_no_slip_says_nothing():
    assert flows(3718) == []


def test_two_sums_that_agree_on_a_slip_say_it():
    assert flows(2937) == []
    change, end = flows(2637)
    assert change.startswith("Net increase in cash is 2,637,000,000 but Operations + Investing + Financing makes 2,937")
    assert end.startswith("Cash at end of year is 8,569,000,000 but Net increase in cash + Cash at beginning of year")


def test_a_figure_of_other_words_that_has_what_a_sum_would_have_speaks_for_it():
    rows = [("Cash", [48_976, 39_122]), ("Restricted cash", [377, 367])]
    sheet = statement([*rows, ("Cash and restricted cash", [49_353, 39_489])])
    flows = statement([("Cash and restricted cash at end of year", [49_353, 39_489]), ("Taxes", [17, 19])], number=1)
    assert evidence(sheet, flows)[1] == []
    slipped = statement([*rows, ("Cash and restricted cash", [49_353, 39_849])])
    assert evidence(slipped)[1] == []
    assert any(one.startswith("Cash and restricted cash") and "39,849" in one for one in evidence(slipped, flows)[1])
