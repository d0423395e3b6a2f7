"""Suspects: what each may be reported as, and what speaks for one before another."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace

import pytest

from tests.building import qname, report, taxonomy
from validator.checks import calculation
from validator.model.intervals import ZERO, Interval
from validator.tieouts.evidence import Evidence
from validator.tieouts.figures import Figures
from validator.tieouts.index import Index
from validator.tieouts.suspects import room, singles

SUM = {"Sheet": {"T": {"A": 1, "B": 1}}}


def suspects(sums, facts, *, truncation=False):
    figures = Figures(report(facts, taxonomy(sums)), truncation=truncation)
    found = Evidence.gathered(figures, (calculation.bind,), SimpleNamespace(calc11=False))
    alone = singles(list(found.failing()), Index(found.ties, figures), figures)
    return {one.key[0].rpartition("}")[2]: one for one in alone}


@pytest.mark.parametrize(
    ("decimals", "truncation", "said"),
    [
        ("0", False, Interval(-500, 500)),
        ("0", True, Interval(-1000, 1000)),
        ("INF", False, ZERO),
        ("INF", True, ZERO),
    ],
)
def test_a_reported_value_stands_as_far_from_a_true_one_as_its_last_digit_lets_it(decimals, truncation, said):
    figures = Figures(report([("A", 5, decimals)], taxonomy(SUM)), truncation=truncation)
    assert room((qname("A"), figures.spot(0, 0)), 1000, figures) == said


@pytest.mark.parametrize(
    ("truncation", "implied", "allowed"),
    [
        (False, Interval(69, 71), Interval(Fraction(137, 2), Fraction(143, 2))),
        (True, Interval(69, 71, low_open=True, high_open=True), Interval(68, 72, low_open=True, high_open=True)),
    ],
)
def test_a_suspect_may_be_whatever_its_true_values_are_reported_as(truncation, implied, allowed):
    found = suspects(SUM, [("T", 100), ("A", 60), ("B", 30)], truncation=truncation)["A"]
    assert (found.implied, found.allowed) == (implied, allowed)


def test_a_tie_that_holds_though_a_suspect_is_in_it_speaks_against_the_suspect():
    facts = [("T", 100), ("A", 60), ("B", 30), ("C", 0, -3)]
    found = suspects({**SUM, "Notes": {"C": {"A": 1}}}, facts)  # C is 0 to thousands, whatever A is of these
    assert list(found) == ["B", "A", "T"]
    assert (found["A"].value, found["B"].value) == (70, 40)
    assert found["B"].score - found["A"].score == 5
