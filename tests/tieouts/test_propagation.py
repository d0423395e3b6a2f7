"""Propagation: what several ties leave a figure together, and contradictions that no tie shows alone."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace

import pytest

from tests.building import qname, report, taxonomy
from tests.test_growth import MOST, called
from validator.checks import calculation
from validator.finding import Verdict
from validator.model.intervals import Interval
from validator.tieouts import propagation
from validator.tieouts.calculations import Summation
from validator.tieouts.evidence import Evidence
from validator.tieouts.figures import OK, Bounds, Figures
from validator.tieouts.localization.index import WIDE
from validator.tieouts.propagation import Domains, contradictions, propagate

SHEETS = {"First": {"T": {"A": 1, "B": 1}}, "Second": {"U": {"A": 1, "C": 1}}}
FIRST = [("A", 100, -2), ("T", 110), ("B", 10)]  # A is 50 to 150 by itself, and 99 to 101 by this
HALF = Fraction(1, 2)


@pytest.fixture(autouse=True, params=[WIDE, 0], ids=["narrow", "wide"])
def _width(request, monkeypatch):
    """What a tie takes away is the same whether it is asked for each figure or added up once."""
    monkeypatch.setattr(propagation, "WIDE", request.param)


def bound(facts, sums=SHEETS):
    """The ties of a report, and its figures."""
    figures = Figures(report(facts, taxonomy(sums)))
    return Evidence.gathered(figures, (calculation.bind,), SimpleNamespace(calc11=False)).ties, figures


def key(name):
    """The key of a figure in the only spot there is."""
    return qname(name), 0


def left(facts, sums=SHEETS):
    """What is left of each figure."""
    ties, figures = bound(facts, sums)
    domains, none = propagate(ties, figures)
    assert none is None
    names = dict.fromkeys(name for tie in ties for name, _ in tie.keys)
    return {figures.label(name): figures.interval(domains.bounds_of((name, 0))) for name in names}


def test_what_one_tie_takes_away_narrows_the_figures_of_another():
    assert left([*FIRST, ("U", 112), ("C", 10)]) == {
        "T": Interval(110 + HALF, 110 + HALF),
        "A": Interval(101, 101),
        "B": Interval(10 - HALF, 10 - HALF),
        "U": Interval(112 - HALF, 112 - HALF),
        "C": Interval(10 + HALF, 10 + HALF),
    }


@pytest.mark.parametrize("more", [[("U", 150), ("C", 10)], [("U", 112), ("C", None), ("C", 10)]])
def test_a_tie_that_fails_or_cannot_be_judged_says_nothing(more):
    ties, figures = bound([("A", 100), *FIRST[1:], *more])
    assert [tie.verdict for tie in ties] in ([Verdict.HOLDS, Verdict.FAILS], [Verdict.HOLDS, Verdict.INDETERMINATE])
    domains, none = propagate(ties, figures)
    assert (domains.narrowed, none) == ({}, None)


class Plausible(Summation):
    """A sum that is only plausible."""

    narrows = False


def test_a_tie_that_says_nothing_of_true_values_leaves_them():
    ties, figures = bound(FIRST)
    (tie,) = ties
    plausible = Plausible(figures, tie.spot, tie.verdict, tie.rollup)
    assert propagate([plausible], figures)[0].narrowed == {}
    assert list(propagate([tie], figures)[0].narrowed) == [key("A")]


def test_a_figure_without_a_value_is_left_so():
    found = left([("A", 100, -2), ("T", 110), ("B", None)], {"First": {"T": {"B": 1, "A": 1}}})
    assert found["A"] == Interval(110 - HALF, 110 + HALF)


def test_it_is_told_whether_anything_was_taken_away():
    (tie,), figures = bound(FIRST)
    domains = Domains(figures)
    assert domains.narrow(key("A"), domains.narrowing(tie), Interval(0, 150)) is False
    assert domains.narrow(key("A"), domains.narrowing(tie), Interval(60, 150)) is True
    assert domains.narrow(key("A"), domains.narrowing(tie), Interval(60, 150)) is False


def test_it_is_kept_which_ties_had_a_part_and_the_value_stays():
    ties, figures = bound([*FIRST, ("U", 112), ("C", 10)])
    domains, _ = propagate(ties, figures)
    unit = figures.factor
    assert domains.bounds_of(key("A")) == Bounds(OK, 101 * unit, 101 * unit, 100 * unit)
    assert {name: by.ties() for name, by in domains.by.items()} == dict.fromkeys(map(key, "ATBUC"), ties)
    domains, _ = propagate(ties[:1], figures)
    assert {name: by.ties() for name, by in domains.by.items()} == {key("A"): ties[:1]}


def test_narrowing_by_less_and_less_comes_to_an_end():
    """A is T and half of T: each of the two ties halves what is left, for ever."""
    sums = {"Whole": {"T": {"A": 1}}, "Half": {"T": {"A": "0.5"}}}
    assert left([("T", 0), ("A", 0)], sums) == {
        "T": Interval(-HALF**41, HALF**41), "A": Interval(-HALF**40, HALF**40),
    }  # fmt: skip


def test_a_figure_that_nothing_is_left_for_is_a_contradiction_of_all_that_had_a_part():
    ties, figures = bound([*FIRST, ("U", 130), ("C", 10)])
    assert [tie.verdict for tie in ties] == [Verdict.HOLDS, Verdict.ROUNDING]
    assert propagate(ties, figures)[1] == (
        *(key("U"), Interval(130 - HALF, 130 + HALF), Interval(109 - HALF, 111 + HALF)),
        *((ties[0],), ties[1]),
    )
    assert propagate(ties[::-1], figures)[1] == (
        *(key("T"), Interval(110 - HALF, 110 + HALF), Interval(129 - HALF, 131 + HALF)),
        *((ties[1],), ties[0]),
    )


def test_contradictions_are_found_one_after_the_other_up_to_some():
    sums = {f"Sheet{each}": {f"T{each}": {"A": 1, "B": 1}} for each in range(13)}
    facts = [*FIRST, ("T0", 110), *((f"T{each}", 120 + 3 * each) for each in range(1, 13))]
    ties, figures = bound(facts, sums)
    for most, found in ((1, 1), (11, 11), (20, 12)):
        assert [one.last for one in contradictions(ties, figures, most=most)] == ties[1 : found + 1]
    assert len(contradictions(ties, figures)) == 10
    assert contradictions(ties[:1], figures) == []


def chain(links, end):
    """Figures that equal the next to the thousand, between 0 and another that are exact to the unit."""
    names = [f"T{at}" for at in range(links + 1)]
    facts = [("T0", 0, 0), *((name, 0, -3) for name in names[1:]), ("U", end, 0)]
    return bound(facts, {"Sheet": {name: {after: 1} for name, after in zip(names, [*names[1:], "U"], strict=True)}})


def test_every_tie_that_led_to_a_contradiction_is_named_once_and_in_order():
    ties, figures = chain(4, 400)
    (found,) = contradictions(ties, figures)
    assert [*found.before, found.last] == ties
    assert contradictions(*chain(4, 1)) == []


def test_a_chain_twice_as_long_is_about_twice_the_work():
    def work(links):
        ties, figures = chain(links, 400)
        return called(lambda: contradictions(ties, figures))

    assert work(200) <= MOST * work(100)


@pytest.mark.parametrize("end", [100, 150, 190])
def test_a_wide_tie_leaves_what_a_narrow_one_does(end, monkeypatch):
    parts = {f"P{at}": 1 - 2 * (at % 3 == 1) for at in range(30)}
    facts = [("T", end, 0), *((name, 10, -1 if at % 4 else 0) for at, name in enumerate(parts))]
    facts += [(f"Q{at}", 8, 0) for at in range(10)]
    ties, figures = bound(facts, {"Sheet": {"T": parts} | {f"Q{at}": {f"P{at}": 1} for at in range(10)}})

    def narrowed():
        domains, found = propagate(ties, figures)
        return domains.narrowed, found

    wide = narrowed()
    monkeypatch.setattr(propagation, "WIDE", 1_000)
    assert narrowed() == wide
    assert (wide[1] is not None) is (end == 190)


@pytest.mark.parametrize(("width", "never"), [(3, "added"), (2, "implied")])
def test_a_narrow_tie_is_never_added_up_and_a_wide_one_never_asked(width, never, monkeypatch):
    ties, figures = bound([*FIRST, ("U", 112), ("C", 10)])
    monkeypatch.setattr(propagation, "WIDE", width)
    monkeypatch.setattr(Summation, never, None)
    assert len(propagate(ties, figures)[0].narrowed) == 5
