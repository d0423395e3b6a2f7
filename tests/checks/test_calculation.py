"""Calculation links against facts: near-misses that must stay silent first, then the cases that speak."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.building import report, taxonomy
from validator.checks import calculation
from validator.finding import Severity, Verdict
from validator.model.names import SUMMATION_10
from validator.tieouts.evidence import Evidence
from validator.tieouts.figures import Figures

SUM = {"Sheet": {"T": {"A": 1, "B": 1}}}
H, R, F, I = Verdict.HOLDS, Verdict.ROUNDING, Verdict.FAILS, Verdict.INDETERMINATE  # noqa: E741


def bound(facts, sums=SUM, *, truncation=False, old=False, calc11=False):
    using = taxonomy(sums, arcrole=SUMMATION_10) if old else taxonomy(sums)
    figures = Figures(report(facts, using), truncation=truncation)
    found = Evidence.gathered(figures, (calculation.bind,), SimpleNamespace(calc11=calc11))
    return found.ties, list(found.said())


def verdicts(facts, sums=SUM, **options):
    return [tie.verdict for tie in bound(facts, sums, **options)[0]]


def codes(facts, sums=SUM, **options):
    return [one.code for one in bound(facts, sums, **options)[1]]


def thousands(*values):
    return [(name, value * 1000, -3) for name, value in zip("TAB", values, strict=True)]


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ([("T", 30), ("A", 10), ("B", 20)], H),
        (thousands(30, 10, 20), H),
        (thousands(31, 10, 20), R),  # 30.5 to 31.5 meets 29 to 31
        (thousands(29, 10, 20), R),
        ([("T", "1.25", 2), ("A", "1.25", 2)], H),
        ([("T", 30, "INF"), ("A", 31, 0)], F),
        ([("T", "30.5", "INF"), ("A", 30), ("B", None)], R),
        ([("T", "0.1", "INF"), ("A", "0.1", "INF")], H),
        ([("T", "1e3", "INF"), ("A", 1000)], H),
        ([("T", "1000", "p2"), ("A", 960, "INF")], R),  # two digits of 1000: 950 to 1050
        ([("T", "1000", "p2"), ("A", 940, "INF")], F),
    ],
)
def test_a_total_against_its_parts(facts, verdict):
    assert verdicts(facts) == [verdict]


@pytest.mark.parametrize(
    "facts",
    [
        [("A", 10), ("B", 20)],  # no total
        [("T", 10)],  # no part
        [("T", None), ("A", 10)],  # a nil total says nothing
        [("T", 10), ("A", None)],
        [("T", 10), ("A", 10, 0, "2022-12-31")],
        [("T", 10), ("A", 10, 0, None, "USD")],
        [("T", 10), ("A", 10, 0, None, None, {"Axis": "M"})],
    ],
)
def test_what_does_not_bind_is_said_once(facts):
    ties, findings = bound(facts)
    assert ties == []
    assert [(one.code, one.message) for one in findings] == [
        (
            "CA104",
            "none of the 1 totals in the taxonomy's calculations is reported together with a part of it",
        )
    ]


def test_weights_and_the_order_of_facts():
    sums = {"Sheet": {"T": {"A": 1, "B": -1, "C": "0.5"}}}
    facts = [("T", 20), ("A", 30), ("B", 15), ("C", 10)]
    assert verdicts(facts, sums) == verdicts(facts[::-1], sums) == [H]
    assert verdicts([("T", 21), *facts[1:]], sums) == [R]  # 21 ± 0.5 meets 20 ± 1.25
    assert verdicts([("T", 22), *facts[1:]], sums) == [F]


def test_the_message_says_what_is_seen_expected_and_by_how_much():
    ties, (found,) = bound([("T", 34_097_466_000, -3), ("A", 34_097_500_000, -3), ("B", 66_000, -3)])
    assert found.code == "CA101"
    assert found.message == "T is 34,097,466,000 but its parts add to 34,097,566,000 (off by 100,000)"
    assert found.at.line == 1
    assert [(what, at.line) for what, at in found.related] == [("+ A", 2), ("+ B", 3), ("the calculation", 2)]
    assert found.notes == (
        "in Sheet, as of 2023-09-30, CNY",
        "the total lies in [34,097,465,500, 34,097,466,500], its parts add to [34,097,565,000, 34,097,567,000]",
        "+       34,097,500,000  A",
        "+               66,000  B",
    )
    assert found.spec == "calc11e:inconsistentCalculationUsingRounding"
    assert [(t.role, t.label, t.rows) for t in ties[0].terms] == [
        ("total", "T", (0,)),
        ("part", "A", (1,)),
        ("part", "B", (2,)),
    ]


def test_each_network_and_each_frame_is_bound_by_itself():
    sums = {"Sheet": {"T": {"A": 1}}, "Notes": {"T": {"B": 1}}}
    facts = [("T", 1), ("A", 1), ("B", 2), ("T", 5, 0, "2022-12-31"), ("A", 9, 0, "2022-12-31")]
    ties, findings = bound(facts, sums)
    assert [(t.title, t.frame, t.verdict) for t in ties] == [
        ("Sheet", "as of 2023-09-30, CNY", H),
        ("Sheet", "as of 2022-12-31, CNY", F),
        ("Notes", "as of 2023-09-30, CNY", R),
    ]
    assert len(findings) == 1


# --- where Arelle 2.47.3 was found wanting (DESIGN §5) --------------------------------------------


@pytest.mark.parametrize("order", [1, -1])
def test_a_and_h_inconsistent_duplicates_of_a_part_are_said_whatever_their_order(order):
    ties, findings = bound([("T", 60), *[("A", 60), ("A", 70)][::order]])
    assert [t.verdict for t in ties] == [I]
    assert ties[0].reason == "A: inconsistent duplicates"
    assert [one.code for one in findings] == ["CA102"]
    assert findings[0].spec == "oime:disallowedDuplicateFacts"


@pytest.mark.parametrize("order", [1, -1])
def test_h_duplicates_of_equal_decimals_that_nearly_agree_are_inconsistent(order):
    assert codes([("T", 60), *[("A", 60), ("A", 61)][::order]]) == ["CA102"]


@pytest.mark.parametrize("order", [1, -1])
def test_consistent_duplicates_meet_in_the_narrower_interval(order):
    duplicates = [("A", 100, -2), ("A", 60, 0)][::order]  # 50 to 150, and 59.5 to 60.5
    assert verdicts([("T", 60, "INF"), *duplicates]) == [H]
    assert verdicts([("T", 100, "INF"), *duplicates]) == [F]


def test_a_nil_beside_a_value_is_inconsistent():
    assert codes([("T", 1), ("A", 1), ("A", None)]) == ["CA102"]


def test_b_truncation_touching_an_open_end_fails():
    facts = [("T", 180, "INF"), ("A", 170, -1)]
    assert verdicts(facts, truncation=True) == [F]
    assert verdicts([("T", "179.99", "INF"), ("A", 170, -1)], truncation=True) == [R]
    assert bound(facts, truncation=True)[1][0].spec == "calc11e:inconsistentCalculationUsingTruncation"


def test_c_truncation_turned_by_a_negative_weight():
    sums = {"Sheet": {"T": {"A": -1}}}
    assert verdicts([("T", -170, -1), ("A", 180, -1)], sums, truncation=True) == [F]
    assert verdicts([("T", -180, -1), ("A", 180, -1)], sums, truncation=True) == [H]
    assert verdicts([("T", 0, -1), ("A", 0, -1)], sums, truncation=True) == [H]


def test_e_a_missing_part_is_named():
    ties, (found,) = bound([("T", 30), ("A", 10)])
    assert ties[0].missing == ("B",)
    assert (found.code, found.severity) == ("CA106", Severity.WARNING)
    assert found.message == "T is 30, but the parts of it that are reported add to 10; B is not reported"
    assert found.spec == "calc11e:inconsistentCalculationUsingRounding"  # what the specification calls it
    assert found.notes[-1] == "not reported here: B"


def test_e_a_missing_part_is_named_by_the_older_rule():
    (tie,), (found,) = bound([("T", 30), ("A", 10)], old=True)
    assert (tie.missing, found.code, found.spec) == (("B",), "CA202", "xbrl.5.2.5.2:calcInconsistency")


def test_a_missing_part_counts_for_nothing():
    assert verdicts([("T", 10), ("A", 10)]) == [H]


def test_digits_beyond_the_decimals_leave_no_interval():
    ties, findings = bound([("T", 12_000, -3), ("A", 12_345, -3)])
    assert [t.verdict for t in ties] == [I]
    assert [(one.code, one.spec) for one in findings] == [("CA103", "calc11e:excessDigits")]
    assert codes([("T", 12_000, -3), ("A", "12000.00", -3)]) == []


def test_figures_in_tuples_are_not_added_and_that_is_said():
    inside = [("A", 50, 0, None, "USD", None, 0), ("B", 50, 0, None, None, None, 0)]
    facts = [("Tuple", 0, "", "", "tuple"), ("Tuple", 0, "", "", "tuple", None, 0), *inside, ("T", 10), ("A", 10)]
    ties, (found,) = bound(facts)
    assert [t.verdict for t in ties] == [H]
    assert (found.code, found.at.line) == ("CA105", 3)
    assert found.message == "2 figures stand in tuples, which Calculations 1.1 does not see"


def test_numbers_beyond_any_machine_word_are_exact():
    big = 10**40
    assert verdicts([("T", big + 1, "INF"), ("A", big, "INF"), ("B", 1, "INF")]) == [H]
    assert verdicts([("T", big + 2, "INF"), ("A", big, "INF"), ("B", 1, "INF")]) == [F]
    assert verdicts([("T", "1e-30", "INF"), ("A", "1e-30", "INF")]) == [H]
    _, findings = bound([("T", "1e9999", "INF"), ("A", "1", "INF")])
    assert len(findings) == 1


# --- XBRL 2.1 §5.2.5.2 ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([("T", 30), ("A", 10), ("B", 20)], [H]),
        ([("T", 31), ("A", 10), ("B", 20)], [F]),  # no interval helps: each is rounded, and 30 is not 31
        ([("T", "0.08", 0), ("A", "0.5", "INF"), ("B", "-0.5", "INF")], [R]),
        ([("T", "0.8", 0), ("A", "0.5", "INF"), ("B", "-0.5", "INF")], [F]),
        ([("T", "-26.5", 0), ("A", -24), ("B", -2)], [R]),  # halves go to the even neighbour
        ([("T", "-26.5", 0), ("A", -24), ("B", -3)], [F]),
        ([("T", "-27.5", 0), ("A", -24), ("B", -4)], [R]),
        ([("T", "2.8", 1), ("A", "2.85", 1)], [H]),
        ([("T", "2.9", 1), ("A", "2.85", 1)], [F]),
        ([("T", "100.00", "p5"), ("A", "99.996", "INF")], [R]),
        ([("T", "0.8", "p0"), ("A", "0.8", "INF")], [F]),
        ([("T", "1", "INF"), ("A", "1", "p0")], [F]),
        ([("T", 10), ("A", 10), ("B", None)], [H]),
        ([("T", 9), ("A", 10), ("B", None)], [F]),
        ([("T", None), ("A", 10)], []),
        ([("T", 9), ("A", None)], []),
        ([("T", 9), ("T", None), ("A", 10)], [I]),
        ([("T", 9), ("A", 5), ("A", 5)], [I]),
    ],
)
def test_the_older_rule(facts, expected):
    assert verdicts(facts, old=True) == expected


def test_the_older_rule_rounds_parts_before_their_weight():
    sums = {"Sheet": {"T": {"A": "1.99", "B": 1}}}
    assert verdicts([("T", "39.8301", 4), ("A", "14.99", 4), ("B", 10, 4)], sums, old=True) == [H]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([("T", 9), ("A", 5), ("A", 5), ("B", 4)], []),
        ([("T", 10), ("A", 5), ("A", 5), ("B", 4)], []),  # within the rounding of three figures
        ([("T", 12), ("A", 5), ("A", 6), ("B", 4)], []),  # at odds themselves, which another finding says
        ([("T", 12), ("A", 5), ("A", 5)], []),  # a part is not reported
        ([("T", 12), ("A", 5), ("A", None), ("B", 4)], []),
        ([("T", 12), ("A", 5), ("A", 5), ("B", 4)], [("CA203", Severity.NOTE)]),
        ([("T", 12), ("T", 12), ("T", 12), ("A", 5), ("B", 4)], [("CA203", Severity.NOTE)]),
    ],
)
def test_repeated_figures_are_held_to_the_newer_rule_too(facts, expected):
    """The tie stays indeterminate: only a note says what the other specification makes of it."""
    ties, said = bound(facts, old=True)
    assert [tie.verdict for tie in ties] == [I]
    assert [(one.code, one.severity) for one in said] == expected


NEST = ("Tuple", 0, "", "", "tuple")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([NEST, ("T", 3, 0, None, None, None, 0), ("A", 3)], []),  # parts above the total's parent are out of scope
        ([NEST, ("T", 3, 0, None, None, None, 0), ("A", 4, 0, None, None, None, 0)], [F]),
        ([NEST, ("T", 3), ("A", 4, 0, None, None, None, 0)], [F]),  # parts below it are in scope
        ([NEST, ("T", 22), ("B", 20), ("B", 2, 0, None, None, None, 0)], [H]),  # and add up
        ([NEST, ("T", 3), ("A", 4, 0, None, None, None, 0), ("A", 4, 0, None, None, None, 0)], [I]),
    ],
)
def test_the_older_rule_sees_into_tuples(facts, expected):
    assert verdicts(facts, old=True) == expected


def test_older_arcs_can_be_read_by_the_newer_rule():
    facts = [("T", 31), ("A", 10), ("B", 20)]
    assert codes(facts, old=True) == ["CA201"]
    assert verdicts(facts, old=True, calc11=True) == [R]


def test_the_older_message():
    _, (found,) = bound([("T", 31), ("A", 10), ("B", 20)], old=True)
    assert found.message == "T is 31 but its parts add to 30 (off by 1)"
    assert found.spec == "xbrl.5.2.5.2:calcInconsistency"


def test_a_long_figure_is_compared_exactly_and_diagnosed():
    tiny = [("T", "0." + "0" * 5000 + "1", "INF"), ("A", 1, None), ("B", 1, None)]
    assert verdicts(tiny) == [F]
    assert codes(tiny) == ["CA101"]


@pytest.mark.parametrize(
    ("weight", "bound_ties"), [("1." + "0" * 5000, [H]), ("9" * 5000, []), ("0." + "0" * 9999 + "1", [])]
)
def test_a_total_with_a_weight_beyond_the_limits_is_not_judged(weight, bound_ties):
    sums = {"Sheet": {"T": {"A": 1, "B": weight}}}
    assert verdicts([("T", 2, 0), ("A", 2, 0), ("B", 0, 0)], sums) == bound_ties


# --- words ---------------------------------------------------------------------------------------
INTERVALS = ("reported_interval", "computed_interval")


def test_what_a_total_and_its_parts_are_said_to_be_is_what_is_compared():
    """By Calculations 1.1 as reported, not the middle of what truncation leaves; by XBRL 2.1 as rounded."""
    _, (found,) = bound([("T", 180, "INF"), ("A", 170, -1)], truncation=True)
    assert found.message.startswith("T is 180, but the parts of it that are reported add to 170")
    assert found.notes[1] == "the total lies in 180, its parts add to [170, 180)"
    assert [found.values[one] for one in ("gap", *INTERVALS)] == [
        "10",
        "180",
        "[170, 180)",
    ]
    _, (found,) = bound([("T", "2.9", 1), ("A", "2.85", 1)], {"Sheet": {"T": {"A": 1}}}, old=True)
    assert found.message == "T is 2.9 but its parts add to 2.8 (off by 0.1)"
    assert [found.values[one] for one in INTERVALS] == ["2.9", "2.8"]
    assert found.notes == ("in Sheet, as of 2023-09-30, CNY", "+                 2.85  A")
    _, (found,) = bound([("T", "0.8", "p0"), ("A", "0.8", "INF")], {"Sheet": {"T": {"A": 1}}}, old=True)
    assert [found.values[one] for one in ("gap", *INTERVALS)] == ["any", None, "0.8"]


def test_parts_within_tuples_are_said_to_be_counted():
    _, (found,) = bound([NEST, ("T", 3), ("A", 4, 0, None, None, None, 0)], {"Sheet": {"T": {"A": 1}}}, old=True)
    assert found.message == "T is 3 but its parts add to 4 (off by 1)"


def test_parts_are_shown_with_their_weights():
    sums = {"Sheet": {"T": {"A": 1, "B": -1, "C": "0.5", "D": -2}}}
    _, (found,) = bound([("T", 99), ("A", 1), ("B", 1), ("C", 1), ("D", 1)], sums)
    assert [what for what, _ in found.related] == ["+ A", "- B", "+ 0.5 × C", "- 2 × D", "the calculation"]


@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        ("A", "A is not reported"),
        ("AC", "A, C are not reported"),
        ("ACDE", "A, C, D, E are not reported"),
        ("ACDEG", "A, C, D and 2 more are not reported"),
    ],
)
def test_of_many_missing_parts_a_few_are_named(lacking, said):
    sums = {"Sheet": {"T": {"B": 1, **dict.fromkeys(lacking, 1)}}}
    _, (found,) = bound([("T", 30), ("B", 10)], sums)
    assert found.message.endswith(f"; {said}")
    assert found.notes[-1] == f"not reported here: {', '.join(lacking)}"


@pytest.mark.parametrize(("sums", "count"), [(1, "one calculation"), (2, "2 calculations"), (6, "6 calculations")])
def test_of_a_figure_at_odds_with_itself_it_is_said_what_the_others_leave_in_a_few(sums, count):
    several = {f"Sheet {number}": {"T": {"A": 1, "B": 1}} for number in range(sums)}
    _, (found,) = bound([("T", 30), ("A", 10), ("A", 17), ("A", None), ("B", 20)], several)
    assert found.message == f"A (as of 2023-09-30, CNY) is reported as 10 and 17 and nil, so {count} cannot be checked"
    assert found.at.line == 2
    assert [(what, at.line) for what, at in found.related] == [("reported as 17", 3), ("reported as nil", 4)]
    assert found.notes == (
        *("10 lies in [9.5, 10.5]", "17 lies in [16.5, 17.5]"),
        *(f"the other figures leave [9, 11] in {role}, as of 2023-09-30, CNY" for role in list(several)[:4]),
    )


@pytest.mark.parametrize("other", [("B", 21), ("B", "20.5", 0), ("B", 20, "none")])
def test_others_at_odds_with_themselves_leave_nothing(other):
    facts = [("T", 30), ("A", 10), ("A", 17), ("B", 20), other]
    (said,) = (one for one in bound(facts)[1] if one.message.startswith("A "))
    assert said.notes == ("10 lies in [9.5, 10.5]", "17 lies in [16.5, 17.5]")


def test_copies_with_digits_beyond_their_decimals_are_said_where_the_first_is():
    _, (found,) = bound([("T", 12_000, -3), ("A", 12_345, -3), ("A", 12_300, -2)])
    assert found.message.startswith("A (as of 2023-09-30, CNY) is 12345 to decimals -3: more digits than it claims")
    assert (found.code, found.at.line) == ("CA103", 2)


def test_calculations_that_bind_nothing_are_said_at_the_first_figure_where_there_are_any():
    assert [one.at.line for one in bound([("A", 10), ("B", 20)])[1]] == [1]
    assert codes([]) == []
    assert codes([("A", 10)], {}) == []
