"""Calculations of XBRL 2.1: what they bind, inside tuples and out, and what they make of values other than reported."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace

import pytest

from tests.building import qname, report, taxonomy
from validator import diagnosis
from validator.checks import calculation
from validator.finding import Verdict
from validator.model.intervals import EMPTY, EVERYTHING, Interval, exactly
from validator.model.names import LABEL, SUMMATION_10, SUMMATION_11, TOTAL_LABEL
from validator.tieouts.calculations import UNKNOWN_PARTS, unscaled
from validator.tieouts.calculations_xbrl21 import OldSummation, bind_all
from validator.tieouts.equation import WhatIf
from validator.tieouts.evidence import Evidence
from validator.tieouts.figures import EXCESS, INCONSISTENT, MISSING, NIL, OK, UNUSABLE, Bounds, Figures

SUM = {"Sheet": {"T": {"A": 1, "B": -2}}}
NEST = ("Tuple", None, None, None, "tuple")
THEN = "2022-12-31"
HALF = Fraction(1, 2)
H, R, F, I = Verdict.HOLDS, Verdict.ROUNDING, Verdict.FAILS, Verdict.INDETERMINATE  # noqa: E741


def inside(name, value, parent=0, decimals=0):
    return (name, value, decimals, None, None, None, parent)


def made(facts, sums=SUM, arcrole=SUMMATION_10, **options):
    return Figures(report(facts, taxonomy(sums, arcrole=arcrole)), **options)


def ties(facts, sums=SUM, **options):
    return list(bind_all(made(facts, sums), **options))


def key(name):
    return qname(name), 0


def test_a_sum_says_what_it_is_and_what_it_lacks():
    using = taxonomy(SUM, arcrole=SUMMATION_10)
    using._known = {"labels": {qname(one): [(LABEL, "en", one), (TOTAL_LABEL, "en", f"total {one}")] for one in "TAB"}}
    (tie,) = bind_all(Figures(report([("T", "2.85", 1), ("A", "2.85", 1)], using)))
    assert (tie.code, tie.source, tie.missing, tie.reason) == ("CA201", "http://example.com/role/Sheet", ("B",), "")
    assert [tuple(one) for one in tie.terms] == [
        ("total", "total T", 1, (0,), exactly(Fraction("2.8"))),
        ("part", "A", 1, (1,), exactly(Fraction("2.8"))),
    ]
    (tie,) = ties([("T", 9), ("A", 5, "few"), ("B", -2, "p0")])
    assert [(one.label, one.weight, one.interval) for one in tie.terms] == [
        ("T", 1, exactly(9)), ("A", 1, None), ("B", -2, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "verdict", "reason"),
    [
        ([("T", 5), ("A", 9), ("B", 2)], H, ""),
        ([("T", 9), ("A", 5), ("A", 5), ("B", 2)], I, "duplicated items do not bind (XBRL 2.1 §5.2.5.2)"),
        ([("T", 9), ("A", 5, "few")], I, "not all parts are reported"),
        ([("T", 9), ("A", 5, "few"), ("B", 2)], I, "A: no usable value or decimals"),
    ],
)
def test_why_it_is_not_decided(facts, verdict, reason):
    (tie,) = ties(facts)
    assert (tie.verdict, tie.reason) == (verdict, reason)


def test_a_sum_whose_parts_are_not_all_known_is_never_decided():
    figures = made([("T", 5), ("A", 9), ("B", 2)])
    figures.report.taxonomy.open_sums = {(SUMMATION_10, "http://example.com/role/Sheet"): [qname("T")]}
    (tie,) = bind_all(figures)
    assert (tie.verdict, tie.reason, tie.judge(figures)) == (I, UNKNOWN_PARTS, I)


def said(value, state=OK):
    """A value to decimals 0, scaled."""
    return Bounds(state, 200 * value - 100, 200 * value + 100, 200 * value)


@pytest.mark.parametrize(
    ("instead", "verdict"),
    [
        ({}, H),
        ({"A": said(10)}, F),
        ({"A": said(10), "T": said(6)}, H),
        ({"T": said(HALF + 4, EXCESS)}, F),  # to even: 4
        ({"T": said(HALF + 5, EXCESS)}, F),  # 6
        ({"T": said(Fraction(26, 5), EXCESS)}, R),
        ({"A": said(HALF + 8, EXCESS), "T": said(4)}, H),  # 8 less 4
        ({"A": said(HALF + 9, EXCESS), "T": said(6)}, H),
        ({"A": said(Fraction(37, 4), EXCESS)}, H),
        ({"A": said(Fraction(39, 4), EXCESS), "T": said(6)}, H),
        ({"A": Bounds(MISSING), "T": said(-4)}, H),
        ({"A": Bounds(NIL), "T": said(-4)}, H),
        ({"A": Bounds(NIL)}, F),
        ({"A": Bounds(INCONSISTENT)}, I),
        ({"A": Bounds(UNUSABLE)}, I),
        ({"T": Bounds(UNUSABLE)}, I),
        ({"T": Bounds(MISSING)}, I),
        ({"T": Bounds(NIL)}, I),
    ],
)
def test_it_is_judged_by_what_the_values_say(instead, verdict):
    (tie,) = ties([("T", 5), ("A", 9), ("B", 2)])
    assert tie.judge(WhatIf(tie.figures, {key(name): one for name, one in instead.items()})) is verdict


@pytest.mark.parametrize(
    ("precision", "verdict"), [("p0", F), ("p 0 ", F), ("px", I)]
)  # of no digit is anything known, so nothing is consistent with it
def test_a_precision_of_zero_is_consistent_with_nothing(precision, verdict):
    assert [tie.verdict for tie in ties([("T", 5, precision), ("A", 9), ("B", 2)])] == [verdict]
    assert [tie.verdict for tie in ties([("T", 5), ("A", 9), ("B", 2, precision)])] == [verdict]


def test_sides_gap_and_what_the_others_leave():
    (tie,) = ties([("T", "5.5", 0), ("A", "9.5", 0), ("B", 1)])
    values = tie.figures
    assert tie.sides(values) == (exactly(6), exactly(8))
    assert tie.gap(values) == -2
    expected = {"T": exactly(8), "A": Interval(7, 8), "B": Interval(2, Fraction(5, 2))}
    for name, left in expected.items():
        assert tie.implied(key(name), values) == left
        assert unscaled(tie.added(values).implied(key(name), {}), values) == left
    odd = WhatIf(values, {key("T"): Bounds(UNUSABLE), key("A"): Bounds(UNUSABLE)})
    assert (tie.sides(odd), tie.gap(odd)) == ((None, exactly(-2)), None)
    assert tie.implied(key("C"), values) == EVERYTHING


def test_a_part_that_is_not_bound_counts_only_where_it_is_asked_for():
    (tie,) = ties([("T", 5), ("A", 9)])
    other = WhatIf(tie.figures, {key("B"): said(3)})
    assert tie.implied(key("T"), other) == exactly(9)
    assert tie.implied(key("B"), other) == Interval(2 - HALF / 2, 2 + HALF / 2)


# --- tuples --------------------------------------------------------------------------------------
OUTER = [NEST, ("Inner", None, None, None, "tuple", None, 0)]


@pytest.mark.parametrize(
    ("facts", "bound"),
    [
        ([NEST, ("T", 9), inside("A", 4), ("A", 5)], [(0, 9, [4, 5])]),
        ([*OUTER, ("T", 9), inside("A", 4, 1), inside("A", 5)], [(0, 9, [4, 5])]),
        ([*OUTER, inside("T", 9), inside("A", 4, 1), inside("A", 5)], [(0, 9, [4, 5])]),
        ([*OUTER, inside("T", 9, 1), inside("A", 4, 1), inside("A", 5)], [(0, 9, [4])]),
        ([*OUTER, inside("T", 9, 1), inside("A", 5), ("A", 6)], []),
        ([NEST, inside("T", 9), inside("A", 9), ("T", 3), ("A", 3)], [(0, 3, [3, 9]), (0, 9, [9])]),
        ([NEST, inside("T", 9), ("A", 9, 0, THEN, None, None, 0)], []),
        ([NEST, inside("T", None), inside("A", 9)], []),
        ([NEST, inside("T", 9), inside("A", None)], []),
        ([("T", 9), ("T", 8), ("A", 9)], [(0, 9, [9])]),
        ([("T", None), ("T", None), ("A", 9)], []),
        ([("A", 9)], []),
        ([("T", 9)], []),
        ([("T", None), ("A", 9), ("T", 8, 0, THEN), ("A", 8, 0, THEN)], [(2, 8, [8])]),
        ([("T", 9), ("T", 8, 0, THEN), ("A", 8, 0, THEN)], [(2, 8, [8])]),
        ([("T", 9), ("T", 8, 0, THEN), ("T", 9), ("A", 9), ("A", 8, 0, THEN)], [(0, 9, [9]), (2, 8, [8])]),
        ([("T", 9), ("A", None), ("T", 8, 0, THEN), ("A", 8, 0, THEN)], [(2, 8, [8])]),
    ],
)
def test_what_is_bound_in_which_tuple(facts, bound):
    assert [
        (tie.spot, int(texts[tie.total_row]), sorted(int(texts[row]) for row, _ in tie.part_rows))
        for tie in ties(facts)
        for texts in [tie.figures.report.texts]
    ] == bound


@pytest.mark.parametrize(
    ("facts", "repeated"),
    [
        ([NEST, ("T", 9), inside("A", 4), ("A", 5)], False),
        ([NEST, ("T", 9), inside("A", 4), inside("A", 5)], True),
        ([NEST, ("T", 9), inside("A", 9), inside("A", None)], True),
        ([NEST, ("T", 9), inside("A", None), inside("A", None), ("B", 1)], False),
        ([NEST, inside("T", 9), inside("T", 9), inside("A", 9)], True),
        ([NEST, ("T", 9), inside("T", 9), inside("A", 9)], False),
        ([("T", 9), ("A", 9), ("A", None)], True),
        ([("T", 9), ("A", 9), ("B", 1), ("B", 1)], True),
        ([("T", 9), ("A", 9), ("A", 9), ("B", 1)], True),
    ],
)
def test_two_facts_of_one_parent_do_not_bind(facts, repeated):
    tie = ties(facts)[0]
    assert tie.repeated is repeated
    assert (tie.verdict is I) is repeated


def test_what_stands_in_tuples_below_counts_in_what_the_others_leave():
    (tie,) = ties([NEST, ("T", 25), ("A", 20), inside("A", 4), inside("B", 1)])
    assert (tie.gap(tie.figures), tie.implied(key("T"), tie.figures)) == (3, exactly(22))
    assert tie.implied(key("A"), tie.figures) == Interval(23 - HALF, 23 + HALF)


def test_of_a_total_in_a_tuple_no_figure_outside_has_a_say():
    first, second = ties([NEST, inside("T", 4), inside("A", 5), ("T", 5), ("A", 5)], {"Sheet": {"T": {"A": 1}}})[::-1]
    assert (first.verdict, second.verdict) == (F, F)
    assert (first.implied(key("A"), first.figures), first.added(first.figures)) == (EMPTY, None)
    (tie,) = ties([NEST, inside("T", 5), inside("A", 5)])
    assert tie.implied(key("A"), tie.figures) == EVERYTHING


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        (
            [NEST, ("T", 3), inside("A", 4)],
            "T should be 4: one digit is off (3 is reported); that settles this failure",
        ),
        ([NEST, inside("T", 3), inside("A", 4)], "no single figure explains this failure"),
    ],
)
def test_a_total_over_tuples_should_be_what_they_add_up_to(facts, verdict):
    figures = made(facts, {"Sheet": {"T": {"A": 1}}})
    evidence = Evidence.gathered(figures, (calculation.bind,), SimpleNamespace(calc11=False))
    diagnosis.explained(evidence)
    assert [one.diagnosis.verdict for one in evidence.said()] == [verdict]


def test_facts_of_tuples_are_bound_in_their_own_place_if_they_have_one():
    (tie,) = ties([NEST, ("C", 1), ("T", 9, 0, THEN, "USD"), ("A", 9, 0, THEN, "USD", None, 0)])
    assert (tie.spot, tie.part_rows) == (tie.figures.spot(1, 1), ((3, 1),))
    figures = made([NEST, ("T", 9), inside("A", 9), inside("A", 7)])
    figures.report.units_of[2] = figures.report.contexts_of[3] = -1
    assert list(bind_all(figures)) == []


@pytest.mark.parametrize(
    ("weights", "facts", "verdict"),
    [
        ({"A": "0.5"}, [("T", 9), ("A", 1)], F),  # half of a unit, which is what rounding leaves, is no total
        ({"A": 1, "B": 1}, [("T", 1), ("A", 7), ("B", 9)], F),
        ({"A": "0.5"}, [("T", 2), ("A", 4)], H),
        ({"A": "0.5"}, [("T", 8), ("A", 4)], F),
        ({"A": 1}, [("T", 0), ("A", 4)], F),
    ],
)
def test_plain_integers_are_added_up_by_their_values(weights, facts, verdict):
    assert [tie.verdict for tie in ties(facts, {"Sheet": {"T": weights}})] == [verdict]


# --- both kinds ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("arcrole", "options", "kinds"),
    [
        (SUMMATION_10, {}, [("CA201", F)]),
        (SUMMATION_10, {"only_new": True}, [("CA101", R)]),
        (SUMMATION_10, {"without_new": True}, [("CA201", F)]),
        (SUMMATION_10, {"only_new": True, "without_new": True}, []),
        (SUMMATION_11, {}, [("CA101", R)]),
        (SUMMATION_11, {"only_new": True}, [("CA101", R)]),
        (SUMMATION_11, {"without_new": True}, []),
    ],
)
def test_each_kind_of_link_is_bound_by_its_own_specification(arcrole, options, kinds):
    figures = made([("T", 6), ("A", 9), ("B", 2)], arcrole=arcrole)
    assert [(tie.code, tie.verdict) for tie in bind_all(figures, **options)] == kinds


def test_the_older_rule_knows_rounding_only():
    figures = made([("T", 5), ("A", 9), ("B", 2)], truncation=True)
    (tie,) = bind_all(figures)
    assert isinstance(tie, OldSummation)
    assert (tie.figures.truncation, tie.verdict) == (False, H)
    (tie,) = bind_all(made([("T", 5), ("A", 9), ("B", 2)]))
    assert tie.sides(tie.figures) == (exactly(5), exactly(5))
