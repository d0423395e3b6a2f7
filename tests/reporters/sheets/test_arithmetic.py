from __future__ import annotations

from fractions import Fraction
from math import isnan

import pytest

from validator.reporters.sheets.arithmetic import Amount, Arithmetic, Doubles, NoFormulaError, literal, shown_double
from validator.reporters.sheets.cells import Book

A, B, GONE = ("a", 0), ("b", 0), ("gone", 0)
FIGURES = {
    A: Amount("F!H2", "F!J2", "F!K2", Doubles(4.0, 3.0, 5.0)),
    B: Amount("F!H3", "F!J3", "F!K3", Doubles(-1.0, -2.0, 1.0)),
    GONE: Amount("F!H4", "F!J4", "F!K4", Doubles(*(float("nan"),) * 3)),
}


def arithmetic(most_rows: int = 100) -> Arithmetic:
    return Arithmetic(FIGURES.__getitem__, Book(most_rows).sheet("Steps", [("Tie", 1)] * 5), 7)


def leaf(key):
    return ("figure", key)


def test_a_plain_sum_is_one_formula_and_takes_the_other_end_of_what_it_takes_away() -> None:
    made = arithmetic()
    found = made.of(("sum", ((1, leaf(A)), (-2, leaf(B)), (Fraction(1, 2), ("constant", 3)))))
    assert found.formulas == ("F!H2-2*F!H3+0.5*3", "F!J2-2*F!K3+0.5*3", "F!K2-2*F!J3+0.5*3")
    assert found.doubles == (7.5, 2.5, 10.5)
    assert made.steps.rows == 1
    assert made.of(("sum", ())).formulas == ("0", "0", "0")


@pytest.mark.parametrize(
    ("tree", "doubles"),
    [
        (("product", leaf(A), leaf(B)), (-4.0, -10.0, 5.0)),
        (("quotient", leaf(B), leaf(A)), (-0.25, -2 / 3, 1 / 3)),
        (("abs", leaf(B)), (1.0, 0.0, 2.0)),
        (("least", leaf(A), leaf(B)), (-1.0, -2.0, 1.0)),
        (("greatest", leaf(A), leaf(B)), (4.0, 3.0, 5.0)),
        (("power", leaf(B), 2), (1.0, 0.0, 4.0)),
        (("power", leaf(B), 3), (-1.0, -8.0, 1.0)),
        (("power", leaf(A), -1), (0.25, 1 / 5, 1 / 3)),
        (("power", leaf(A), 0), (1.0, 1.0, 1.0)),
    ],
)
def test_what_is_no_plain_sum_goes_step_by_step(tree, doubles) -> None:
    made = arithmetic()
    found = made.of(tree)
    assert found.doubles == pytest.approx(doubles)
    assert found.formulas == ("1", "1", "1") if tree[2:] == (0,) else found.value.startswith("Steps!C")


@pytest.mark.parametrize("kind", ["product", "quotient", "least", "greatest"])
@pytest.mark.parametrize("sides", [(leaf(GONE), leaf(A)), (leaf(A), leaf(GONE))])
def test_what_says_nothing_lets_nothing_be_said(kind, sides) -> None:
    assert all(map(isnan, arithmetic().of((kind, *sides)).doubles))
    assert all(map(isnan, arithmetic().of(("abs", leaf(GONE))).doubles))
    assert all(map(isnan, arithmetic().of(("sum", ((1, leaf(GONE)), (1, leaf(A))))).doubles))
    assert shown_double(float("nan")) == "#VALUE!"


def test_nothing_is_divided_by_what_may_be_zero() -> None:
    value, low, high = arithmetic().of(("quotient", leaf(A), leaf(B))).doubles
    assert value == -4.0
    assert isnan(low)
    assert isnan(high)


def test_a_long_sum_goes_by_partial_sums() -> None:
    made = arithmetic()
    found = made.of(("sum", ((1, leaf(A)),) * 500))
    assert max(map(len, found.formulas)) < 500
    assert found.doubles == (2000.0, 1500.0, 2500.0)
    assert made.steps.rows > 5
    with pytest.raises(NoFormulaError, match="full"):
        arithmetic(most_rows=2).of(("sum", ((1, leaf(A)),) * 500))


def test_as_printed_a_figure_is_its_value_where_it_has_an_interval() -> None:
    assert FIGURES[A].printed.formulas == ("(F!H2+0*F!J2)",) * 3
    assert FIGURES[A].printed.doubles == (4.0, 4.0, 4.0)


def test_numbers_of_formulas_are_exact_or_quotients() -> None:
    assert literal(-2) == ("(-2)", -2.0)
    assert literal(Fraction(1, 3)) == ("(1.0/3.0)", 1 / 3)
    for number in (1234567890123456, Fraction(1, 1234567890123457)):
        with pytest.raises(NoFormulaError, match="15 digits"):
            literal(number)
