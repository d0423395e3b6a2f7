"""Trees over intervals: forwards, backwards, and that the two agree."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws import tried
from validator.model.intervals import EMPTY, EVERYTHING, Interval, exactly, plain
from validator.tieouts.expression import degree, evaluate, figures_of, linear, project, value_of

NAMES = "abcdef"


def figure(name):
    return ("figure", (name, 0))


A, B, C = figure("a"), figure("b"), figure("c")


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


def test_linear_trees_are_weights():
    tree = ("sum", ((1, ("product", A, ("constant", 3))), (-1, ("quotient", B, ("constant", 2))), (1, A)))
    assert linear(tree) == ({("a", 0): 4, ("b", 0): Fraction(-1, 2)}, 0)
    assert linear(("product", A, B)) is None
    assert linear(("quotient", ("constant", 1), A)) is None


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
    ],
)
def test_how_many_figures_are_multiplied_with_each_other(tree, most):
    assert degree(tree) == most
