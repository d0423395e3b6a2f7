"""Laws of interval arithmetic: exact, inclusion-monotonic, and as sharp as a hull can be."""

from __future__ import annotations

import operator
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from validator.model.intervals import EMPTY, EVERYTHING, ZERO, Interval, exactly, places_of, plain, rounded

numbers = st.one_of(st.integers(-20, 20), st.fractions(-20, 20, max_denominator=8)).map(plain)


@st.composite
def intervals(draw, *, empty=False):
    low, high = draw(st.none() | numbers), draw(st.none() | numbers)
    if low is not None and high is not None and low > high:
        low, high = high, low
    made = Interval(low, high, low is not None and draw(st.booleans()), high is not None and draw(st.booleans()))
    assume(empty or not made.empty)
    return made


@st.composite
def members(draw):
    """An interval and a number in it."""
    of = draw(intervals())
    if of.point:
        return of, of.low
    low = of.low if of.low is not None else (of.high or 0) - 30
    high = of.high if of.high is not None else max(low, 0) + 30
    part = draw(st.fractions(0, 1, max_denominator=16))
    number = plain(low + (high - low) * part)
    assume(number in of)
    return of, number


def within(part, whole):
    return part.empty or part.meet(whole) == part


OPERATIONS = (operator.add, operator.sub, operator.mul)


@given(st.sampled_from(OPERATIONS), members(), members())
def test_an_operation_on_intervals_holds_the_operation_on_their_numbers(operation, a, b):
    assert operation(a[1], b[1]) in operation(a[0], b[0])


@given(members(), members())
def test_a_quotient_of_numbers_lies_in_the_quotient_of_their_intervals(a, b):
    assume(b[1] != 0)
    assert Fraction(a[1]) / b[1] in a[0] / b[0]


@given(members(), members())
def test_least_and_greatest(a, b):
    assert min(a[1], b[1]) in a[0].smaller(b[0])
    assert max(a[1], b[1]) in a[0].larger(b[0])
    assert abs(a[1]) in abs(a[0])


@given(members(), st.integers(-4, 4))
def test_a_power_of_a_number_lies_in_the_power_of_its_interval(a, exponent):
    assume(a[1] != 0 or exponent >= 0)
    assert plain(Fraction(a[1]) ** exponent) in a[0] ** exponent


@given(intervals(), intervals())
def test_sums_and_products_commute(a, b):
    assert a + b == b + a
    assert a * b == b * a
    assert a.meet(b) == b.meet(a) or (a.meet(b).empty and b.meet(a).empty)
    assert a.join(b) == b.join(a)


@given(intervals(), intervals(), intervals())
def test_sums_associate(a, b, c):
    assert (a + b) + c == a + (b + c)


@given(intervals(), numbers)
def test_scaling_is_the_product_with_a_point(a, factor):
    assert a.times(factor) == a * exactly(factor)


@given(intervals(), intervals())
def test_a_part_gives_a_part(a, b):
    part = a.meet(b)
    assume(not part.empty)
    for operation in (*OPERATIONS, operator.truediv):
        assert within(operation(part, b), operation(a, b))


@given(members(), members())
def test_subtracting_undoes_adding(a, b):
    assert a[1] in (a[0] + b[0]) - b[0]


@given(numbers, st.integers(-3, 3))
def test_a_rounded_figure_holds_its_value_and_widens_as_decimals_fall(value, decimals):
    assert value in rounded(value, decimals)
    assert within(rounded(value, decimals), rounded(value, decimals - 1))
    assert rounded(value, None).point


@given(intervals())
def test_nothing_is_added_by_zero_and_nothing_left_by_empty(a):
    assert a + ZERO == a
    assert (a * EMPTY).empty
    assert (a / ZERO).empty
    assert a.meet(EVERYTHING) == a


@pytest.mark.parametrize(
    ("a", "b", "product"),
    [
        (Interval(0, 1, low_open=True), Interval(1, None), Interval(0, None, low_open=True)),
        (Interval(0, 1), Interval(1, None), Interval(0, None)),
        (Interval(-2, 3), Interval(-5, 4, low_open=True), Interval(-15, 12, low_open=True)),
        (Interval(-1, 1, low_open=True, high_open=True), ZERO, ZERO),
        (EVERYTHING, ZERO, ZERO),
        (Interval(0, 2, low_open=True), Interval(0, 3), Interval(0, 6)),
    ],
)
def test_products_keep_their_ends(a, b, product):
    assert a * b == product


@pytest.mark.parametrize(
    ("a", "b", "quotient"),
    [
        (exactly(1), Interval(0, 2), Interval(Fraction(1, 2), None)),
        (exactly(1), Interval(-2, 0), Interval(None, Fraction(-1, 2))),
        (exactly(1), Interval(-1, 1), EVERYTHING),
        (exactly(6), Interval(2, 3, low_open=True), Interval(2, 3, high_open=True)),
        (exactly(1), Interval(2, None), Interval(0, Fraction(1, 2), low_open=True)),
        (Interval(-1, 1), ZERO, EMPTY),
        (ZERO, Interval(-1, 1), ZERO),
    ],
)
def test_quotients_by_what_touches_zero(a, b, quotient):
    assert a / b == quotient


@given(st.integers(-(10**30), 10**30), st.integers(0, 50))
def test_a_decimal_has_as_many_places_as_it_is_written_with(mantissa, places):
    written = f"{mantissa:+0{places + 2}d}"
    text = f"{written[:-places]}.{written[-places:]}" if places else written
    assert places_of(Fraction(text)) == len(text.partition(".")[2].rstrip("0"))


@pytest.mark.parametrize("fraction", [Fraction(1, 3), Fraction(7, 6), Fraction(-1, 700), Fraction(1, 2**40 * 3)])
def test_what_no_decimal_is_exact_for_has_no_places(fraction):
    assert places_of(fraction) is None
