"""A rule bound: what it says of itself, and its answers over the figures as they are or as they might be."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.building import qname
from tests.ruling import bound
from validator.finding import Term, Verdict
from validator.model.intervals import EMPTY, EVERYTHING, Interval
from validator.tieouts.equation import WhatIf
from validator.tieouts.figures import MISSING, Bounds
from validator.tieouts.rules.declared import LOST_PARTS, Declared
from validator.tieouts.rules.scope import ANYWHERE

H, R, F, I = Verdict.HOLDS, Verdict.ROUNDING, Verdict.FAILS, Verdict.INDETERMINATE  # noqa: E741
FACTS = [("Assets", 10), ("Cash", 4), ("Equity", 2, 1), ("Liabilities", None)]
A, C, E, L = (qname(name) for name in ("Assets", "Cash", "Equity", "Liabilities"))
HALF = Fraction(1, 2)


def tie(text, facts=FACTS, **more):
    (made,) = bound(facts, text, **more)
    return made


def near(value, by=HALF):
    return Interval(value - by, value + by)


def test_what_it_says_of_its_rule():
    made = tie("Assets == Cash", follows=("TO901",))
    assert (made.code, made.source, made.title, made.follows) == ("TO900", "some-rule", "Assets == Cash", ("TO901",))
    assert (made.frame, made.relation, made.optional, made.said) == ("as of 2023-09-30, CNY", "==", False, None)
    assert made.keys == ((A, 0), (C, 0))
    assert tie("Assets == Cash + Assets / Cash").keys == ((A, 0), (C, 0))
    assert tie("Assets == Cash", missing="zero").optional


@pytest.mark.parametrize(
    ("fields", "narrows"),
    [
        ({}, True),
        ({"kind": "plausibility"}, False),
        ({"printed": True}, False),
        ({"kind": "plausibility", "printed": True}, False),
    ],
)
def test_only_an_identity_of_true_values_narrows(fields, narrows):
    assert tie("Assets == Cash", **fields).narrows is narrows


def test_what_is_missing_and_why_it_is_not_decided():
    made = tie("Assets == Cash + Liabilities")
    assert (made.verdict, made.missing, made.reason) == (I, (), "Liabilities: nil")
    lacking = (
        tie("Assets == Cash + year_ago(Cash) + opening(Change)", [*FACTS, ("Cash", 1, 0, "2022-09-30")]) if 0 else None
    )
    assert lacking is None
    made = tie("Assets == Cash + Equity", FACTS[:2])
    assert (made.verdict, made.missing) == (I, ("Equity (as of 2023-09-30, CNY)",))
    assert made.reason == "Equity (as of 2023-09-30, CNY): not reported"
    made = tie("Assets == 10 + 0 * Cash")
    assert (made.verdict, made.reason) == (H, "")


def lost(absent):
    known = tie("Assets == Cash")
    return Declared(known.figures, known.rule, "==", known.left, known.right, 0, absent, ANYWHERE)


def test_parts_that_may_be_lost_are_a_reason_and_no_figure():
    made = lost(("Gold", LOST_PARTS))
    assert (made.verdict, made.missing, made.reason) == (I, ("Gold",), LOST_PARTS)
    made = lost(("Gold", "Silver"))
    assert (made.missing, made.reason, made.frame) == (("Gold", "Silver"), "Gold: not reported", "forever")


def test_its_figures_are_its_evidence():
    facts = [("Assets", 10), ("Cash", 4), ("Equity", 2, 1), ("Cash", 4)]
    assert tie("Assets - 3 * Cash == 2 * Equity", facts).terms == (
        Term("left", "Assets", 1, (0,), near(10)),
        Term("left", "Cash", -3, (1, 3), near(4)),
        Term("right", "Equity", 2, (2,), near(2, Fraction(1, 20))),
    )
    assert tie("Assets == Cash * Liabilities").terms == (
        Term("left", "Assets", -1, (0,), near(10)),
        Term("right", "Cash", 1, (1,), near(4)),
        Term("right", "Liabilities", 1, (3,), None),
    )
    assert [term.label for term in tie("Assets == Cash + Rate", FACTS, missing="zero").terms] == ["Assets", "Cash"]


def test_a_figure_that_is_asked_for_and_not_reported_is_no_evidence():
    made = tie("Assets == Cash")
    gone = Declared(made.figures, made.rule, "==", made.left, ("figure", (E, 5)), 0, (), ANYWHERE)
    assert [term.label for term in gone.terms] == ["Assets"]
    assert (gone.verdict, gone.reason, gone.missing) == (I, "Equity: not reported", ("Equity",))


@pytest.mark.parametrize(
    ("text", "working"),
    [
        ("Assets == Cash", "10 == 4"),
        ("Assets <= Cash + 2 * Equity - 1000", "10 <= 4 + 2 × 2 - 1,000"),
        ("Assets > -Cash - 3 * Equity", "10 > - 4 - 3 × 2"),
        ("-(2 * Cash) == Assets", "- 2 × 4 == 10"),
        ("Assets == (Cash - 1)", "10 == 4 - 1"),
        ("Assets == Cash * (Equity - 1)", "10 == 4 × (2 - 1)"),
        ("Assets == (Equity - 1) * Cash", "10 == (2 - 1) × 4"),
        ("Assets == (Cash + Equity) / (Cash - Equity)", "10 == (4 + 2) ÷ (4 - 2)"),
        ("Assets == Cash * -Equity", "10 == 4 × (- 2)"),
        ("Assets == Cash * Equity * 3", "10 == 4 × 2 × 3"),
        ("Assets == Cash * (Equity / 3)", "10 == 4 × 2 ÷ 3"),
        ("Assets == Cash / Equity / 3", "10 == 4 ÷ 2 ÷ 3"),
        ("Assets == Cash / (Equity / 3)", "10 == 4 ÷ (2 ÷ 3)"),
        ("Assets == Cash / (Equity * 3)", "10 == 4 ÷ (2 × 3)"),
        ("Assets == Cash / Equity ** 3", "10 == 4 ÷ 2^3"),
        ("Assets == Cash ** 2", "10 == 4^2"),
        ("Assets == (Cash ** 2) ** 3", "10 == (4^2)^3"),
        ("Assets == (Cash * 2) ** 3", "10 == (4 × 2)^3"),
        ("Assets == (Cash + 1) ** -2", "10 == (4 + 1)^-2"),
        ("Assets == abs(Cash) ** 2", "10 == abs(4)^2"),
        ("Assets == abs(Cash - Equity)", "10 == abs(4 - 2)"),
        ("Assets == abs(-Cash)", "10 == abs(- 4)"),
        ("Assets == min(Cash, Equity)", "10 == min(4, 2)"),
        ("Assets == min(Cash - 1, Equity - 1)", "10 == min(4 - 1, 2 - 1)"),
        ("Assets == max(Cash - 1, Equity - 1)", "10 == max(4 - 1, 2 - 1)"),
        ("Assets == 2 * max(Cash - 1, Equity, 7) - 1", "10 == 2 × max(max(4 - 1, 2), 7) - 1"),
        ("Assets == Cash + Liabilities", "10 == 4 + (nil)"),
        ("Assets == Liabilities * 2", "10 == (nil) × 2"),
        ("Assets == sum([Cash, Equity]) / 2", "10 == (4 + 2) ÷ 2"),
        ("Assets == sum([Cash]) / 2", "10 == 4 ÷ 2"),
        ("Assets == sum(X in [Cash, Equity], X - 1)", "10 == 4 - 1 + 2 - 1"),
    ],
)
def test_the_relation_is_written_with_its_figures(text, working):
    assert tie(text).working == working


def test_a_negative_figure_is_raised_in_parentheses():
    facts = [("Assets", 10), ("Cash", -4)]
    assert tie("Assets == Cash ** 2 + 3 * Cash", facts).working == "10 == (-4)^2 + 3 × -4"


def test_weights_are_written_by_their_size():
    sums = {"R": {"Assets": {"Cash": "-0.5", "Equity": "0.5", "Liabilities": 0}}}
    assert tie("Assets == sum(contributors(Assets))", sums=sums).working == "10 == - 0.5 × 4 + 0.5 × 2 + 0 × (nil)"


# --- the three questions -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Assets == Cash * Cash - 6", H),
        ("Assets == Cash * Cash - 5", R),
        ("Assets == Cash * Cash", F),
        ("Assets <= Cash * Cash", H),
        ("Assets <= Cash * Cash - 7", R),
        ("Assets <= Cash * Cash - 12", F),
        ("Assets >= Cash * Cash - 6", H),
        ("Assets > Cash * Cash - 6", R),
        ("Assets < Cash * Cash - 6", R),
        ("Assets == 40 / Cash", H),
        ("Assets == 1 / (Cash - 4)", I),
        ("Assets == 1 / (Cash - Cash)", I),
        ("Assets == Liabilities * Cash", I),
    ],
)
def test_what_is_not_linear_is_judged_by_intervals(text, verdict):
    assert tie(text).verdict is verdict


def test_what_is_divided_by_nothing_is_no_amount_whatever_is_added_to_it():
    facts = [("Assets", 10), ("Cash", 0, "INF"), ("Equity", 2)]
    for text in (
        "Assets == 1 / Cash",
        "Assets == Equity + 1 / Cash",
        "Equity - 1 / Cash <= Assets",
        "1 / Cash > 2 * Assets",
    ):
        assert tie(text, facts).verdict is I
    assert tie("Assets == Equity + 1 / Cash", [("Assets", 10), ("Cash", 1, "INF"), ("Equity", 2)]).verdict is F


def test_what_would_be_is_judged_over_other_values():
    for text in ("Assets == Cash + 6", "Assets == Cash * 1 + 6", "Assets == Cash * Cash - 6"):
        made = tie(text)
        assert made.judge(made.figures) is H
        other = WhatIf(made.figures, {(A, 0): made.figures.said(50, 0, 0)})
        assert made.judge(other) is F
        assert made.judge(WhatIf(made.figures, {(A, 0): Bounds(MISSING)})) is I
        assert (made.gap(other), made.gap(made.figures)) == (40, 0)
        assert made.sides(other)[0] == near(50)


def test_figures_as_printed_are_compared_as_values():
    assert (tie("Assets == Cash + 5").verdict, tie("Assets == Cash + 5", printed=True).verdict) == (R, F)
    assert (tie("Assets == 3 * Cash - 1").verdict, tie("Assets == 3 * Cash - 1", printed=True).verdict) == (R, F)
    assert (tie("Assets == Cash * Cash - 5").verdict, tie("Assets == Cash * Cash - 5", printed=True).verdict) == (R, F)
    made = tie("Assets == 3 * Cash - 1", printed=True)
    assert made.sides(made.figures) == (near(10, 0), near(11, 0))
    assert made.implied((A, 0), made.figures) == near(11, 0)
    assert made.added(made.figures).implied((A, 0), {}) == near(11 * made.figures.factor, 0)
    curved = tie("Assets == Cash * Cash", printed=True)
    assert curved.implied((A, 0), curved.figures) == near(16, 0)


def test_the_sides_and_the_gap_of_what_lacks_a_figure_cannot_be_told():
    for text in ("Assets == Cash + Liabilities", "Assets == Cash * Liabilities"):
        made = tie(text)
        assert (made.sides(made.figures), made.gap(made.figures)) == ((None, None), None)
    made = lost(("Gold",))
    assert (made.sides(made.figures), made.gap(made.figures)) == ((None, None), None)
    assert (made.implied((A, 0), made.figures), made.added(made.figures)) == (EVERYTHING, None)
    assert tie("Assets == 1 / (Cash - 4)").gap(made.figures) is None


def zero(text):
    """A rule of which a figure that is not reported counts as zero, over a report that lacks Equity once bound."""
    made = tie(text, missing="zero")
    return made, WhatIf(made.figures, {(E, 0): Bounds(MISSING)})


def test_a_figure_that_may_lack_counts_as_zero():
    for text in ("Assets == Cash + Equity", "Assets == Cash + abs(Equity)"):
        made, gone = zero(text)
        assert made.sides(gone) == (near(10), near(4))
        assert made.gap(gone) == 6
        assert made.judge(gone) is F
        assert made.implied((A, 0), gone) == near(4)
        nil = WhatIf(made.figures, {(E, 0): Bounds("nil")})
        assert (made.sides(nil), made.gap(nil)) == ((None, None), None)
    strict = tie("Assets == Cash + abs(Equity)")
    gone = WhatIf(strict.figures, {(E, 0): Bounds(MISSING)})
    assert (strict.sides(gone), strict.gap(gone), strict.judge(gone)) == ((None, None), None, I)
    assert strict.implied((A, 0), gone) == EVERYTHING
    assert strict.implied((E, 0), gone) == Interval(-7, 7)


@pytest.mark.parametrize(
    ("text", "key", "implied"),
    [
        ("Assets == Cash + 6", A, near(10)),
        ("Assets == Cash + 6", C, near(4)),
        ("Assets <= 2 * Cash", C, Interval(Fraction(19, 4), None)),
        (
            "Assets == Cash * Equity",
            A,
            Interval(Fraction(35, 10) * Fraction(195, 100), Fraction(45, 10) * Fraction(205, 100)),
        ),
        ("Assets == 2 * Cash * 3", C, Interval(Fraction(19, 12), Fraction(21, 12))),
        ("Assets >= Cash * Cash", A, Interval(Fraction(49, 4), None)),
        ("abs(Assets) == -Cash", A, EMPTY),
        ("Assets == Cash / (Cash - Cash)", A, EVERYTHING),
        ("Assets == Cash * Liabilities", A, EVERYTHING),
        ("Assets == Cash * Liabilities", L, Interval(Fraction(19, 9), 3)),
        ("1 / (Cash - Cash - 0) == Assets", E, EVERYTHING),
    ],
)
def test_what_the_others_leave_a_figure(text, key, implied):
    made = tie(text)
    assert made.implied((key, 0), made.figures) == implied


def test_weighted_sums_are_added_up():
    made = tie("Assets == 3 * Cash - 1")
    assert made.scaled == ((((C, 0), 3), ((A, 0), -1)), -made.figures.factor)
    assert made.added(made.figures).implied((A, 0), {}) == near(11 * made.figures.factor, made.figures.factor * 3 // 2)
    curved = tie("Assets == Cash * Cash")
    assert (curved.scaled, curved.added(curved.figures)) == (None, None)
