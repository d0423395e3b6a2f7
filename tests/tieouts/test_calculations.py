"""Rollups and summations: what they say of themselves, and what they make of values other than the report's."""

from __future__ import annotations

import pytest

from tests.building import qname, report, taxonomy
from validator.finding import Verdict
from validator.model.intervals import EVERYTHING, Interval
from validator.model.names import LABEL, TOTAL_LABEL
from validator.tieouts.calculations import UNKNOWN_PARTS, bind, rollups, unscaled
from validator.tieouts.equation import WhatIf
from validator.tieouts.figures import INCONSISTENT, MISSING, Bounds, Figures

SUM = {"Sheet": {"T": {"A": 1, "B": -1, "C": "0.5", "D": -2}}}
FACTS = [("T", 99), ("A", 1), ("B", 1), ("C", 4), ("D", 1)]


def bound(facts, sums=SUM):
    """Return the first rollup of a report, bound."""
    figures = Figures(report(facts, taxonomy(sums)))
    return next(bind(figures, next(rollups(figures.report))))


def test_a_summation_says_what_it_is():
    tie = bound(FACTS)
    assert (tie.code, tie.source, tie.title, tie.assumed) == ("CA101", "http://example.com/role/Sheet", "Sheet", False)
    assert tie.working == "T: 99 == 1 - 1 + 0.5 × 4 - 2 × 1"
    assert bound([("T", 1), ("B", 7)]).working == "T: 1 == - 7"
    assert bound([("T", 1), ("A", 7), ("A", 9), ("B", 1)]).working == "T: 1 == inconsistent duplicates - 1"


def test_a_total_is_called_by_its_label_as_a_total_and_parts_by_theirs():
    using = taxonomy(SUM)
    using._known = {"labels": {qname(one): [(LABEL, "en", one), (TOTAL_LABEL, "en", f"total {one}")] for one in "TAB"}}
    figures = Figures(report([*FACTS[:2], ("B", 1), ("B", 9)], using))
    (tie,) = bind(figures, next(rollups(figures.report)))
    assert [(one.role, one.label, one.weight, one.rows, one.interval) for one in tie.terms] == [
        ("total", "total T", 1, (0,), Interval(98.5, 99.5)),
        ("part", "A", 1, (1,), Interval(0.5, 1.5)),
        ("part", "B", -1, (2, 3), None),
    ]


def test_what_is_assumed_of_a_sum_and_that_it_is_open():
    using = taxonomy(SUM)
    using.assumed = {qname("A"): "its id", qname("T"): "its prefix", qname("D"): "its id", qname("X"): "nothing"}
    (rollup,) = rollups(report(FACTS, using))
    assert (rollup.assumed, rollup.open) == (("its id", "its prefix"), False)
    using.open_sums = {(rollup.arcrole, rollup.role): [qname("T")]}
    figures = Figures(report(FACTS, using))
    (rollup,) = rollups(figures.report)
    (tie,) = bind(figures, rollup)
    assert (tie.assumed, tie.verdict, tie.reason, tie.judge(figures)) == (
        *(True, Verdict.INDETERMINATE, UNKNOWN_PARTS),
        Verdict.INDETERMINATE,
    )


@pytest.mark.parametrize(
    ("weights", "parts"),
    [
        ({"A": 1, "B": "-0.25"}, ["A", "B"]),
        ({"A": 0, "B": 1}, ["B"]),
        ({"A": "much", "B": 1}, ["B"]),
        ({"A": 0}, []),
    ],
)
def test_parts_without_a_weight_are_none(weights, parts):
    assert [
        name.rpartition("}")[2]
        for rollup in rollups(report([], taxonomy({"Sheet": {"T": weights}})))
        for name, _ in rollup.parts
    ] == parts


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ([("T", 9), ("A", 1), ("B", -8)], Verdict.HOLDS),
        ([("T", 10), ("A", 1), ("B", -8)], Verdict.ROUNDING),
        ([("T", 7), ("A", 1), ("B", -8)], Verdict.FAILS),
        ([("T", 7), ("B", -7)], Verdict.HOLDS),
        ([("T", -10), ("D", 5)], Verdict.HOLDS),
        ([("T", -13), ("D", 5)], Verdict.FAILS),  # 12.5 to 13.5, and 9 to 11
        ([("T", -12), ("D", 5)], Verdict.FAILS),
        ([("T", -8), ("D", 5)], Verdict.FAILS),
        ([("T", 5), ("A", "5.0"), ("D", None)], Verdict.HOLDS),
        ([("T", 5), ("A", 5), ("B", 7), ("B", 8)], Verdict.INDETERMINATE),
    ],
)
def test_a_summation_is_judged_alike_when_it_is_bound_and_again(facts, verdict):
    tie = bound(facts)
    assert (tie.verdict, tie.judge(tie.figures)) == (verdict, verdict)


def test_what_would_not_bind_is_not_judged():
    tie = bound([("T", 9), ("A", 1)])
    ((part, _),) = (one for one in tie.weighted if one[0][0] == qname("A"))
    total = tie.keys[0]
    for gone in (part, total):
        assert tie.judge(WhatIf(tie.figures, {gone: Bounds(MISSING)})) is Verdict.INDETERMINATE


def test_sides_gap_and_what_the_others_leave():
    tie = bound([("T", 99), ("A", 1), ("B", 1)])
    values, total, part = tie.figures, tie.keys[0], tie.keys[1]
    assert tie.sides(values) == (Interval(98.5, 99.5), Interval(-1, 1))
    assert tie.gap(values) == 99
    assert (tie.implied(total, values), tie.implied(part, values)) == (Interval(-1, 1), Interval(99, 101))
    assert [unscaled(tie.added(values).implied(key, {}), values) for key in (total, part)] == [
        Interval(-1, 1),
        Interval(99, 101),
    ]
    odd = WhatIf(values, {part: Bounds(INCONSISTENT)})
    assert (tie.sides(odd), tie.gap(odd)) == ((Interval(98.5, 99.5), None), None)


def test_an_unbounded_interval_stays_so():
    assert unscaled(EVERYTHING, Figures(report([]))) == EVERYTHING
