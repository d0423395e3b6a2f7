"""Trees over intervals: forwards, backwards, and that the two agree."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws import tried
from validator.model.intervals import EMPTY, EVERYTHING, Interval, exactly, plain
from validator.tieouts.expression import (
    degree,
    evaluate,
    figures_of,
    holds,
    linear,
    project,
    renamed,
    replaced,
    value_of,
)

NAMES = "abcdef"


def figure(name):
    return ("figure", (name, 0))


HALF = Fraction(1, 2)
A, B, C = figure("a"), figure("b"), figure("c")


# --- forwards ------------------------------------------------------------------------------------
VALUES = {"a": 2, "b": 3, "c": 0}
AROUND = {"a": Interval(2, 3), "b": Interval(-1, 4), "c": Interval(0, 0)}
TWICE_LESS = ("sum", ((2, A), (-1, B)))
NEVER = ("quotient", A, C)


@pytest.mark.parametrize(
    ("tree", "interval", "value"),
    [
        (("constant", 5), exactly(5), 5),
        (A, Interval(2, 3), 2),
        (TWICE_LESS, Interval(0, 7), 1),
        (("product", A, B), Interval(-3, 12), 6),
        (("product", A, C), exactly(0), 0),
        (("quotient", B, A), Interval(Fraction(-1, 2), 2), Fraction(3, 2)),
        (("quotient", C, A), exactly(0), 0),
        (("least", A, B), Interval(-1, 3), 2),
        (("least", B, A), Interval(-1, 3), 2),
        (("greatest", A, B), Interval(2, 4), 3),
        (("greatest", B, A), Interval(2, 4), 3),
        (("abs", B), Interval(0, 4), 3),
        (("abs", ("sum", ((-1, A),))), Interval(2, 3), 2),
        (("abs", ("sum", ((Fraction(1, 2), A),))), Interval(1, Fraction(3, 2)), 1),
        (("power", A, 2), Interval(4, 9), 4),
        (("power", A, 0), exactly(1), 1),
        (("power", A, -2), Interval(Fraction(1, 9), Fraction(1, 4)), Fraction(1, 4)),
        (("power", C, 2), exactly(0), 0),
        (("power", C, 0), exactly(1), 1),
    ],
)
def test_forwards(tree, interval, value):
    assert evaluate(tree, lambda key: AROUND[key[0]]) == interval
    assert value_of(tree, lambda key: VALUES[key[0]]) == value


@pytest.mark.parametrize(
    "tree",
    [
        NEVER,
        ("power", C, -1),
        ("sum", ((1, A), (0, NEVER))),
        ("product", NEVER, A),
        ("least", A, NEVER),
        ("quotient", A, NEVER),
        ("abs", NEVER),
        ("power", NEVER, 2),
    ],
)
def test_what_is_divided_by_zero_has_no_value(tree):
    assert value_of(tree, lambda key: VALUES[key[0]]) is None


WHOLE = ("sum", ((1, ("product", A, ("abs", B))), (-2, ("least", ("power", C, 3), ("constant", 4)))))


def test_something_else_stands_in_place_of_each_figure():
    assert renamed(WHOLE, lambda key: key[0]) == (
        "sum",
        (
            (1, ("product", ("figure", "a"), ("abs", ("figure", "b")))),
            (-2, ("least", ("power", ("figure", "c"), 3), ("constant", 4))),
        ),
    )
    assert replaced(("abs", A), lambda _: TWICE_LESS) == ("abs", TWICE_LESS)
    assert [holds(WHOLE, figure(name)[1]) for name in "abcd"] == [True, True, True, False]


# --- backwards -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("tree", "target", "implied"),
    [
        (("sum", ((1, A), (2, B))), exactly(10), Interval(4, 6)),  # b in 2 to 3
        (("product", A, B), exactly(12), Interval(4, 6)),
        (("quotient", A, B), exactly(2), Interval(4, 6)),
        (("quotient", B, A), exactly(2), Interval(1, Fraction(3, 2))),
        (("abs", A), Interval(1, 2), Interval(-2, 2)),
        (("least", A, B), exactly(1), exactly(1)),
        (("least", A, B), exactly(2), Interval(2, None)),
        (("greatest", A, B), exactly(3), Interval(None, 3)),
        (("power", A, 2), exactly(4), EVERYTHING),
        (("abs", A), Interval(-2, -1), EMPTY),
        (("constant", 5), exactly(5), EVERYTHING),
        (("constant", 5), exactly(6), EMPTY),
        (B, exactly(2), EVERYTHING),  # it says nothing of another
        (B, exactly(4), EMPTY),
        (("sum", ((-2, A), (1, B))), exactly(10), Interval(-4, Fraction(-7, 2))),
        (("sum", ((0, A), (1, B))), exactly(2), EVERYTHING),
        (("sum", ((1, A), (1, ("abs", A)), (0, B))), exactly(2), Interval(None, 2)),
        (("product", B, A), exactly(12), Interval(4, 6)),
        (("product", ("sum", ((1, B), (-2, ("constant", 1)))), A), exactly(1), Interval(1, None)),
        (("product", ("sum", ((1, B), (-2, ("constant", 1)))), A), Interval(0, 1), EVERYTHING),
        (("product", A, B), Interval(0, 6), Interval(0, 3)),
        (("quotient", ("sum", ((1, B), (-2, ("constant", 1)))), A), Interval(1, 2), Interval(0, 1)),
        (("quotient", ("sum", ((1, B), (-2, ("constant", 1)))), A), Interval(0, 2), EVERYTHING),
        (("quotient", B, A), Interval(0, 2), Interval(1, None)),
        (("least", B, A), exactly(1), exactly(1)),
        (("least", A, B), Interval(2, 5), Interval(2, None)),
        (("least", A, B), Interval(1, 1, low_open=False), exactly(1)),
        (("greatest", A, B), Interval(4, 5), Interval(4, 5)),
        (("greatest", B, A), Interval(1, 2, high_open=True), EMPTY),
        (("greatest", A, B), Interval(1, 3, high_open=True), Interval(None, 3, high_open=True)),
        (("least", A, B), Interval(2, 4, low_open=True), Interval(2, None, low_open=True)),
    ],
)
def test_backwards(tree, target, implied):
    def look(key):
        return Interval(2, 3) if key[0] == "b" else EVERYTHING

    assert project(tree, target, ("a", 0), look) == implied


ONE, UP_TO_THREE = exactly(1), Interval(1, 3)
POSITIVE = Interval(0, None, low_open=True)


@pytest.mark.parametrize(
    ("d", "own", "implied"),
    [
        (exactly(1), EVERYTHING, ONE),  # b/c is 1, whatever c may be
        (Interval(1, 2), POSITIVE, Interval(1, None)),  # b/c in (0, 1]: its zero is never reached
        (UP_TO_THREE, POSITIVE, Interval(1, None)),  # b/c in [-1, 1], of which a positive c leaves (0, 1]
        (UP_TO_THREE, EVERYTHING, EVERYTHING),  # c up to -1 or from 1: no interval tells less than the line
        (Interval(3, 4), POSITIVE, EMPTY),  # nothing positive is left for b/c
    ],
)
def test_a_target_is_cut_with_what_a_node_can_be_before_it_is_taken_down(d, own, implied):
    """3 = a + b/c + d, with a and b exactly 1: what is left for c."""
    tree = ("sum", ((1, ("sum", ((1, A), (1, ("quotient", B, C))))), (1, figure("d"))))
    look = {("a", 0): ONE, ("b", 0): ONE, ("c", 0): own, ("d", 0): d}
    assert project(tree, exactly(3), ("c", 0), look.__getitem__) == implied


@pytest.mark.parametrize(
    ("tree", "weights"),
    [
        (A, ({("a", 0): 1}, 0)),
        (("constant", 5), ({}, 5)),
        (
            ("sum", ((1, ("product", A, ("constant", 3))), (-1, ("quotient", B, ("constant", 2))), (1, A))),
            ({("a", 0): 4, ("b", 0): Fraction(-1, 2)}, 0),
        ),
        (("sum", ((2, ("constant", 3)), (-1, ("sum", ((3, A), (1, ("constant", 5))))))), ({("a", 0): -3}, 1)),
        (("product", ("constant", 3), ("sum", ((1, A), (1, ("constant", 5))))), ({("a", 0): 3}, 15)),
        (("product", ("sum", ((1, A), (1, ("constant", 5)))), ("constant", 3)), ({("a", 0): 3}, 15)),
        (("quotient", ("sum", ((1, A), (1, ("constant", 5)))), ("constant", 2)), ({("a", 0): HALF}, 5 * HALF)),
        (("quotient", ("constant", 3), ("constant", 2)), ({}, 3 * HALF)),
        (("product", A, ("constant", 0)), ({("a", 0): 0}, 0)),
        (("quotient", A, ("constant", 0)), None),
        (("quotient", ("constant", 1), A), None),
        (("product", A, B), None),
        (("product", ("abs", A), ("constant", 2)), None),
        (("product", ("constant", 2), ("abs", A)), None),
        (("sum", ((1, A), (1, ("abs", B)))), None),
        (("abs", A), None),
        (("power", A, 1), None),
        (("least", A, ("constant", 2)), None),
    ],
)
def test_linear_trees_are_weights_and_others_are_none(tree, weights):
    assert linear(tree) == weights


def test_figures_are_listed_from_left_to_right():
    tree = ("quotient", ("sum", ((1, A), (1, B))), ("abs", C))
    assert [key[0] for key in figures_of(tree)] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("tree", "most"),
    [
        (A, 1),
        (("sum", ((1, A), (2, ("product", A, B)))), 2),
        (("quotient", ("power", A, -3), ("abs", B)), 4),
        (("least", ("power", ("power", A, 12), 12), B), 144),
        (("power", A, 0), 1),
        (("constant", 9), 1),
        (("sum", ()), 0),
        (("product", ("product", A, A), ("product", B, C)), 4),
        (("greatest", A, ("product", A, B)), 2),
        (("power", ("product", A, B), 2), 4),
    ],
)
def test_how_many_figures_are_multiplied_with_each_other(tree, most):
    assert degree(tree) == most


# --- laws ----------------------------------------------------------------------------------------
numbers = st.integers(-9, 9)


def trees(names):
    """Trees in which each figure stands once."""

    @st.composite
    def build(draw, left):
        if len(left) == 1:
            return figure(left[0])
        cut = draw(st.integers(1, len(left) - 1))
        first, second = draw(build(left[:cut])), draw(build(left[cut:]))
        kind = draw(st.sampled_from(["sum", "product", "quotient", "least", "greatest", "abs"]))
        if kind == "sum":
            return ("sum", ((draw(numbers.filter(bool)), first), (draw(numbers.filter(bool)), second)))
        if kind == "abs":
            return ("abs", ("sum", ((1, first), (-1, second))))
        return (kind, first, second)

    return build(names)


@tried(300)
@given(st.data())
def test_forwards_holds_the_value_and_backwards_never_drops_it(data):
    names = NAMES[: data.draw(st.integers(2, 5))]
    tree = data.draw(trees(names))
    values = {(name, 0): data.draw(numbers) for name in names}
    slack = {key: data.draw(st.integers(0, 3)) for key in values}
    intervals = {key: Interval(value - slack[key], value + slack[key]) for key, value in values.items()}
    exact = value_of(tree, values.__getitem__)
    if exact is None:
        return
    assert exact in evaluate(tree, intervals.__getitem__)
    for key, value in values.items():
        free = {**intervals, key: EVERYTHING}
        implied = project(tree, exactly(exact), key, free.__getitem__)
        assert value in implied


@tried(200)
@given(st.data())
def test_backwards_is_sharp_in_sums_and_products_of_positive_figures(data):
    """A value inside what is implied makes the target possible, one outside makes it impossible.

    The figure asked for is positive like the others: what is known of it is cut into the target on the way down.
    """
    names = NAMES[: data.draw(st.integers(2, 4))]

    @st.composite
    def build(draw, left):
        if len(left) == 1:
            return figure(left[0])
        cut = draw(st.integers(1, len(left) - 1))
        first, second = draw(build(left[:cut])), draw(build(left[cut:]))
        kind = draw(st.sampled_from(["sum", "product", "quotient"]))
        return ("sum", ((1, first), (1, second))) if kind == "sum" else (kind, first, second)

    tree = data.draw(build(names))
    lows = {(name, 0): data.draw(st.integers(1, 9)) for name in names}
    intervals = {key: Interval(low, low + data.draw(st.integers(0, 4))) for key, low in lows.items()}
    target = exactly(data.draw(st.fractions(1, 40, max_denominator=4)).limit_denominator(4))
    key = data.draw(st.sampled_from(sorted(lows)))
    free = {**intervals, key: Interval(0, None, low_open=True)}
    implied = project(tree, target, key, free.__getitem__).meet(free[key])
    tried = data.draw(st.fractions(Fraction(1, 8), 50, max_denominator=8).map(plain))
    possible = target.meets(evaluate(tree, {**intervals, key: exactly(tried)}.__getitem__))
    assert possible is (tried in implied)
