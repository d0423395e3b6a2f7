"""What an index says of a tie and one of its figures is what the tie says itself, whatever is supposed."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from tests.building import qname, report, taxonomy
from tests.constructs import laid, wide_total_failing
from validator import check
from validator.finding import Verdict
from validator.model.intervals import EVERYTHING, ZERO, Interval
from validator.tieouts.calculations import Summation, bind, rollups, unscaled
from validator.tieouts.equation import Equation, WhatIf
from validator.tieouts.figures import MISSING, OK, Bounds, Figures
from validator.tieouts.localization.index import WIDE, Index

if TYPE_CHECKING:
    from pathlib import Path

    from validator.model.intervals import Number


@pytest.fixture(params=["1", "2"], ids=["Calculations 1.1", "XBRL 2.1"])
def wide(request: pytest.FixtureRequest, tmp_path: Path) -> Equation:
    """A total of more parts than are looked at one by one, one of them not reported and one of half a unit."""
    files = wide_total_failing(2 * WIDE)
    if request.param == "1":
        files["cal.xml"] = files["cal.xml"].replace(
            "http://www.xbrl.org/2003/arcrole/summation-item", "https://xbrl.org/2023/arcrole/summation-item"
        )
    said = files["r.xml"].replace('<g:P3 contextRef="now" unitRef="cny" decimals="0">10</g:P3>', "")
    files["r.xml"] = said.replace('decimals="0">10</g:P5>', 'decimals="-1">20</g:P5>')
    laid(tmp_path, files)
    (result,) = check(tmp_path / "r.xml", cache=False).results
    (tie,) = result.ties
    assert isinstance(tie, Equation)
    assert len(tie.keys) > WIDE
    return tie


def test_it_leaves_each_figure_what_the_tie_leaves_it(wide: Equation) -> None:
    index = Index([wide], wide.figures)
    total, first, *_ = wide.keys
    supposed = WhatIf(wide.figures, {total: Bounds(OK, 7, 9, 8), first: Bounds(OK, 1, 5, 3)})
    for key in wide.keys:
        assert index.touches(wide, key)
        for values in (wide.figures, supposed):
            assert index.implied(wide, key, values) == wide.implied(key, values)
    assert not index.touches(wide, ("{http://example.com/g}other", total[1]))


def test_a_tie_left_open_says_something_only_of_the_figure_that_keeps_it_so(wide: Equation) -> None:
    wide.verdict = Verdict.INDETERMINATE
    first, second = wide.keys[1:3]
    assert Index([wide], wide.figures).judged(wide, wide.figures, first)
    (row,) = wide.figures.rows(first)
    wide.figures.report.texts[row] = "no number"
    index = Index([wide], Figures(wide.figures.report))
    wide.figures = index.figures
    assert index.judged(wide, index.figures, first)
    assert not index.judged(wide, index.figures, second)
    assert index.judged(wide, WhatIf(index.figures, {first: Bounds(MISSING)}), second)


def test_a_wide_tie_is_added_up_once(wide: Equation, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    figures, kind = wide.figures, type(wide)
    added, bounds_of = kind.added, Figures.bounds_of
    monkeypatch.setattr(kind, "added", lambda *of: asked.append("added") or added(*of))
    monkeypatch.setattr(kind, "implied", lambda *_: asked.append("anew") or EVERYTHING)
    index = Index([wide], figures)
    for key in wide.keys:
        index.implied(wide, key, figures)
        index.implied(wide, key, WhatIf(figures, {wide.keys[0]: Bounds(OK, 7, 9, 8)}))
    assert asked == ["added"]
    other = Figures(figures.report)
    for values in (other, WhatIf(other, {})):  # what is known of the index's own figures says nothing of others
        index.implied(wide, wide.keys[1], values)
    assert asked == ["added", "anew", "anew"]
    wide.verdict = Verdict.INDETERMINATE
    monkeypatch.setattr(Figures, "bounds_of", lambda self, key: asked.append(key) or bounds_of(self, key))
    assert index.judged(wide, figures, wide.keys[1])
    assert asked == ["added", "anew", "anew"]


def test_of_narrow_ties_only_the_last_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    narrow, (one, other), figures = indexed([("T", 3), ("A", 1), ("B", 2), ("C", 1)])
    asked, added = [], Summation.added
    monkeypatch.setattr("validator.tieouts.localization.index.NARROW", 1)
    monkeypatch.setattr(Summation, "added", lambda self, values: asked.append(self) or added(self, values))
    for tie in (one, one, other, other, one):
        assert narrow.implied(tie, tie.keys[0], figures) == tie.implied(tie.keys[0], figures)
    assert asked == [one, other, one]


def test_of_many_alike_another_is_found(wide: Equation) -> None:
    few, first, second = wide.keys[1], *wide.keys[8:10]
    texts = wide.figures.report.texts
    for key in (first, second):
        texts[wide.figures.rows(key)[0]] = "1010"
    index = Index([wide], Figures(wide.figures.report))

    def copies(key: tuple[str, int]) -> tuple[str, int] | None:
        return index.copies(key, index.figures.bounds_of(key).value)

    assert copies(first) == second
    assert copies(second) == first
    assert copies(few) is None  # many parts are 10, and so few digits are nobody's
    assert copies(wide.keys[0]) is None


def test_what_says_the_same_as_another_elsewhere_is_no_copy_of_it() -> None:
    def copied(*more: tuple[str, int, int, str]) -> str:
        facts = [("T", 5000, 0, "2023-09-30"), ("A", 4444, 0, "2023-09-30"), ("B", 4444, 0, "2023-09-30"), *more]
        figures = Figures(report(facts, taxonomy({"Sheet": {"T": {"A": 1, "B": 1}}})))
        index = Index([Summation(figures, spot, Verdict.HOLDS, rollup) for spot in figures.spots(qname("T"))], figures)
        (key,) = ((qname("A"), spot) for spot in figures.spots(qname("A")) if spot == min(figures.spots(qname("A"))))
        found = index.copies(key, figures.bounds_of(key).value)
        return "" if found is None else figures.label(found[0])

    (rollup,) = rollups(report([], taxonomy({"Sheet": {"T": {"A": 1, "B": 1}}})))
    assert copied() == "B"
    assert copied(("A", 70, 0, "2022-09-30"), ("B", 80, 0, "2022-09-30")) == "B"
    assert copied(("A", 70, 0, "2022-09-30"), ("B", 70, 0, "2022-09-30")) == ""


SUMS = {"Sheet": {"T": {"A": 1, "B": 1}}, "Notes": {"A": {"C": 1, "D": 1}}}


def indexed(facts, sums=SUMS):
    """An index of every total that is reported with a part of it, its ties by title and its figures."""
    figures = Figures(report(facts, taxonomy(sums)))
    ties = [tie for rollup in rollups(figures.report) for tie in bind(figures, rollup)]
    return Index(ties, figures), ties, figures


def test_ties_are_known_by_their_figures_and_by_what_was_accepted_of_one() -> None:
    index, (sheet, notes), _ = indexed([("T", 3), ("A", 1), ("B", 2), ("C", 1)])
    a, b, gone = ((qname(name), 0) for name in "ABX")
    assert [index.of(key) for key in (a, b, gone)] == [[sheet, notes], [sheet], []]
    sheet.accepted, notes.accepted = (a, 7), (a, 9)
    again = Index([sheet, notes], sheet.figures)
    assert [again.frozen(key) for key in (a, b)] == [{7, 9}, set()]
    assert [index.touches(sheet, key) for key in (a, b, gone)] == [True, True, False]


@pytest.mark.parametrize(
    ("copies", "unit"),
    [
        ([("1", "0")], 1),
        ([("1", "-3"), ("1", "-2")], 100),
        ([("1.5", "INF")], Fraction(1, 10)),
        ([("1.5", "INF"), ("1.50", "INF")], Fraction(1, 100)),
        ([("2e3", "INF")], 1000),
        ([("much", "INF")], 1),
        ([], 1),
    ],
)
def test_what_a_unit_of_the_last_digit_is_worth(copies: list[tuple[str, str]], unit: Number) -> None:
    index, _, _ = indexed([("A", text, decimals) for text, decimals in copies])
    assert [index.unit((qname("A"), 0)) for _ in range(2)] == [unit] * 2


def member(name):
    return {"Axis": name}


THEN = "2022-09-30"


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        pytest.param([("A", 100), ("B", 100)], ("B", 0), id="three digits"),
        pytest.param([("A", -100), ("B", -100)], ("B", 0), id="less than nothing"),
        pytest.param([("A", 99), ("B", 99)], None, id="two digits"),
        pytest.param([("A", 9900, -2), ("B", 9900, -2)], None, id="two digits of hundreds"),
        pytest.param([("A", 10000, -2), ("B", 10000, -2)], ("B", 0), id="three digits of hundreds"),
        pytest.param([("A", 100), ("B", -100)], None, id="the other way round"),
        pytest.param([("A", 100), ("B", 100), ("B", 107)], None, id="no value of its own"),
        pytest.param(
            [("A", 100), ("A", 100, 0, THEN), ("B", 8), ("T", 7, 0, THEN)], ("A", 1), id="its concept elsewhere"
        ),
        pytest.param(
            [("A", 100), ("B", 7), ("T", 8, 0, THEN), ("B", 100, 0, THEN)], None, id="neither concept nor spot"
        ),
        pytest.param(
            [("A", 100), ("B", 7), ("A", 100, 0, None, None, member("M")), ("B", 8, 0, None, None, member("M"))],
            None,
            id="of a member",
        ),
        pytest.param(
            [("A", 100), ("B", 100), ("A", 8, 0, THEN), ("B", 8, 0, THEN)], None, id="the same elsewhere, too"
        ),
        pytest.param([("A", 100), ("B", 100), ("A", 8, 0, THEN), ("B", 7, 0, THEN)], ("B", 0), id="another elsewhere"),
    ],
)
def test_the_other_figure_of_a_value(facts: list[tuple[object, ...]], found: tuple[str, int] | None) -> None:
    index, _, figures = indexed([("T", 5), *facts])
    key = (qname("A"), 0)
    other = index.copies(key, figures.bounds_of(key).value)
    assert other == (None if found is None else (qname(found[0]), figures.spot(found[1], 0)))


@pytest.mark.parametrize(
    ("decimals", "truncation", "said"),
    [
        ("-3", False, Interval(-500, 500)),
        ("-3", True, Interval(-1000, 1000)),
        ("INF", False, ZERO),
        ("INF", True, ZERO),
    ],
)
def test_a_reported_value_stands_as_far_from_a_true_one_as_its_last_digit_lets_it(decimals, truncation, said):
    figures = Figures(report([("A", 5000, decimals)], taxonomy(SUMS)), truncation=truncation)
    digit = Index((), figures).digit((qname("A"), figures.spot(0, 0)))
    assert unscaled(digit.room, figures) == said
    assert figures.true(digit.unit) == (1 if said == ZERO else 1000)
