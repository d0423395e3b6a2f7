"""Suspects: what each may be reported as, and what speaks for one before another."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace

import pytest

from tests.building import NS, concept, report, taxonomy
from validator.checks import calculation, tieouts
from validator.model.intervals import EMPTY, EVERYTHING, ZERO, Interval
from validator.model.names import SUMMATION_10
from validator.tieouts.evidence import Evidence
from validator.tieouts.figures import Figures
from validator.tieouts.localization import slips
from validator.tieouts.localization.index import Digit, Index
from validator.tieouts.localization.suspects import (
    _by_chance,
    _multiples,
    _plausible,
    _reportable,
    _scale_apart,
    _typed,
    candidate,
    parts,
    singles,
)

SUM = {"Sheet": {"T": {"A": 1, "B": 1}}}


def suspects(sums, facts, *, truncation=False):
    figures = Figures(report(facts, taxonomy(sums)), truncation=truncation)
    found = Evidence.gathered(figures, (calculation.bind,), SimpleNamespace(calc11=False))
    alone = singles(list(found.failing()), Index(found.ties, figures), figures)
    return {one.key[0].rpartition("}")[2]: one for one in alone}


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


@pytest.mark.parametrize(
    ("interval", "unit", "said"),
    [
        (Interval(1000, 3000), 1000, (1, 3)),
        (Interval(1000, 3000, low_open=True, high_open=True), 1000, (2, 2)),
        (Interval(1100, 2900, low_open=True, high_open=True), 1000, (2, 2)),
        (Interval(-2900, -1100), 1000, (-2, -2)),
        (Interval(Fraction(21, 20), Fraction(13, 10)), Fraction(1, 10), (11, 13)),
        (Interval(1100, 1900), 1000, (None, None)),
        (Interval(None, 1900), 1000, (None, 1)),
        (Interval(1100, None), 1000, (2, None)),
        (EVERYTHING, 1000, (None, None)),
    ],
)
def test_the_least_and_the_greatest_of_units_in_an_interval(interval, unit, said):
    assert _multiples(interval, unit) == said


@pytest.mark.parametrize(
    ("allowed", "bounded", "said"),
    [
        (Interval(1100, 1900), True, False),
        (Interval(1100, 1900), False, True),
        (Interval(1100, 2000), True, True),
        (Interval(1100, None), True, True),
        (Interval(None, 1900), True, True),
        (EVERYTHING, True, True),
        (EMPTY, True, False),
        (EMPTY, False, False),
    ],
)
def test_a_figure_is_reported_in_whole_units_where_it_has_decimals(allowed, bounded, said):
    assert _reportable(allowed, Digit(1000, 0 if bounded else None, ZERO)) is said


@pytest.mark.parametrize(
    ("reported", "allowed", "implied", "value"),
    [
        (None, Interval(100, 104), Interval(101, 103), 102),
        (None, Interval(100, 104), Interval(102, 104), 103),  # the middle is that of the true values
        (None, Interval(100, 103), Interval(100, 103), 101),
        (None, Interval(100, 104), Interval(Fraction(1015, 10), Fraction(1016, 10)), 102),  # of which none is whole
        (None, Interval(100, 104), Interval(103, None), 102),
        (None, Interval(100, 104), Interval(None, 101), 102),
        # of a narrow range the middle, unless a slip leads from beside it
        (204, Interval(100, 108), Interval(100, 108), 104),
        (203, Interval(100, 108), Interval(100, 108), 104),
        (202, Interval(100, 103), Interval(100, 103), 102),  # either of two middles
        (201, Interval(100, 103), Interval(100, 103), 101),
        (203, Interval(100, 103), Interval(100, 103), 101),
        # in a wide one the slip: wide is more than forty
        (1239, Interval(100, 140), Interval(100, 140), 120),
        (1239, Interval(100, 141), Interval(100, 141), 123),
        (-1239, Interval(-141, -100), Interval(-141, -100), -123),
        # of slips that speak alike the one that true values can have, then the nearest to the middle
        (9876, Interval(1000, 8999), Interval(1000, 8999), 8976),
        (5000, Interval(1000, 8999), Interval(6000, 8999), 7000),
        (777777, Interval(1000, 8999), Interval(1000, 8999), 4999),
    ],
)
def test_the_likeliest_value_is_the_middle_or_where_a_slip_leads_from(reported, allowed, implied, value):
    assert _plausible(reported, *_multiples(allowed, 1), 1, implied) == value


@pytest.mark.parametrize(
    ("allowed", "reported", "chance"),
    [
        (Interval(None, 9), 5, "any"),
        (Interval(9, None), 5, "any"),
        (Interval(100, 140), 100, ""),
        (Interval(100, 141), 400, "typed"),
        (Interval(1000, 1041), 410, "typed"),
        (Interval(1000, 1041), -410, "typed"),
        (Interval(1000, 1041), 411, ""),
        (Interval(1000, 1041), -411, ""),
        (Interval(-1041, -1000), 411, ""),
        (Interval(-1041, -1000), 410, "typed"),
        (Interval(100, 999), 10**6, ""),
        (Interval(100, 1000), 10**6, "any"),  # as far as ten times
        (Interval(-999, -100), 10**6, ""),
        (Interval(-1000, -100), 10**6, "any"),
        (Interval(-1, 100), 10**6, "any"),
        (Interval(-100, 1), 10**6, "any"),
        (Interval(0, 100), 10**6, "any"),
        (Interval(-100, 0), 10**6, "any"),
        (Interval(5, 49), 10**6, ""),
        (Interval(1, 9), 10**6, ""),
    ],
)
def test_what_a_range_holds_by_chance(allowed, reported, chance):
    kinds = {"any": (*slips.TYPED, slips.SCALE), "typed": slips.TYPED, "": ()}
    assert _by_chance(allowed, reported, 1) == kinds[chance]


def test_a_range_is_narrow_by_the_units_of_its_figure():
    assert _by_chance(Interval(100_000, 140_000), 10**5, 1000) == ()
    assert _by_chance(Interval(100, 108), 10, Fraction(1, 10)) == slips.TYPED
    assert _by_chance(Interval(1, 9), 1000, Fraction(1, 10)) == ()  # zero is the number, and not the unit
    assert _by_chance(Interval(-9, -1), 1000, Fraction(1, 10)) == ()


@pytest.mark.parametrize(
    ("text", "decimals", "typed"),
    [
        ("020676", "0", 6),
        ("-020676", "0", 6),
        ("0206.76", "2", 6),
        ("00", "0", 2),
        ("020676", "-2", 4),
        ("20676", "0", 0),
        ("0.5", "1", 0),
        ("0", "0", 0),
        ("0206", "INF", 0),
    ],
)
def test_zeros_that_were_typed_before_a_figure_count(text, decimals, typed):
    figures = Figures(report([("A", text, decimals)]))
    assert _typed(figures.key_of(0), figures, figures.accuracy(figures.key_of(0))) == typed


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (Fraction(5, 2), 25, True),
        (25, Fraction(5, 2), True),
        (250, Fraction(1, 4), True),
        (Fraction(5, 2), 250, True),
        (Fraction(1, 4), 250, True),
        (Fraction(1, 4), 2500, False),
        (Fraction(1, 4), 250_000, True),
        (-Fraction(5, 2), 25, False),
        (-Fraction(5, 2), -25, True),
        (Fraction(5, 2), Fraction(5, 2), False),
        (Fraction(5, 2), 26, False),
    ],
)
def test_what_is_a_scale_apart(one, other, said):
    assert _scale_apart(one, other) is said


@pytest.mark.parametrize(
    ("sums", "facts", "scores"),
    [
        # slip, sole, width of what is allowed, share of the ties that fail
        (SUM, [("T", 100), ("A", 60), ("B", 33)], {"A": 48, "B": 18, "T": 18}),
        (SUM, [("T", 100), ("A", 60), ("B", 30)], {"A": 48, "B": 48, "T": 18}),
        (SUM, [("T", 100, "INF"), ("A", 60, "INF"), ("B", 33, "INF")], {"A": 58, "B": 28, "T": 28}),
        (SUM, [("T", 1000, -1), ("A", 600, -2), ("B", 330, -1)], {"A": 58, "B": 17, "T": 17}),
        (SUM, [("T", 10**9, -9), ("A", 7, 0), ("B", 10**10, -9)], {"A": 10, "B": 68, "T": 68}),
        (
            {**SUM, "N": {"N": {"A": 1}}, "M": {"M": {"A": 1}}},
            [("T", 100), ("A", 60), ("B", 33), ("N", 0, -3), ("M", 0, -3)],
            {"B": 18, "T": 18, "A": 41},
        ),
        (SUM, [("T", "70.5", "INF"), ("A", 30, "INF"), ("B", 30, "INF")], {"T": 28, "A": -40, "B": -40}),
    ],
)
def test_what_a_suspect_scores(sums, facts, scores):
    assert {name: one.score for name, one in suspects(sums, facts).items()} == scores


def failing(sums, facts):
    figures = Figures(report(facts, taxonomy(sums)))
    found = Evidence.gathered(figures, (calculation.bind,), SimpleNamespace(calc11=False))
    return list(found.failing()), Index(found.ties, figures), figures


@pytest.mark.parametrize(("total", "groups"), [(50, 1), (55, 2)])
def test_a_figure_joins_the_failures_that_it_could_settle(total, groups):
    sums = {"One": {"T": {"A": 1, "R": 1}}, "Two": {"U": {"B": 1, "R": 1}}}
    group, index, figures = failing(sums, [("T", 100), ("A", 60), ("R", 30), ("U", total), ("B", 10)])
    assert [len(one) for one in parts(group, index, figures)] == [2 // groups] * groups


def test_suspects_that_are_as_likely_come_in_the_order_of_the_first_failure():
    sums = {"One": {"T": {"A": 1, "B": 1}}, "Two": {"U": {"B": 1, "A": 1}}}
    assert list(suspects(sums, [("T", 100), ("A", 58), ("B", 35), ("U", 100)])) == ["A", "B"]


def test_a_tie_that_cannot_be_judged_hides_none_that_can():
    sums = {**SUM, "Odd": {"N": {"A": 1}}, "Notes": {"M": {"A": 1}}}
    facts = [("T", 100), ("A", 60), ("B", 30), ("N", 1), ("N", 2), ("M", 60)]
    assert "A" not in suspects(sums, facts)
    group, index, figures = failing(sums, facts)
    (notes,) = (tie for tie in index.ties if tie.title == "Notes")
    notes.waived = True  # what is accepted is frozen
    assert "A" not in {figures.label(one.key[0]) for one in singles(group, index, figures)}


@pytest.mark.parametrize(
    ("accepted", "facts", "value"),
    [
        (70, [], 70),  # what a waiver froze it at is what the others demand
        (70, [("M", 60)], None),  # and what another rules out
        (80, [], None),
        (None, [], None),
    ],
)
def test_a_figure_is_what_it_was_accepted_at_where_all_others_let_it(accepted, facts, value):
    sums = {**SUM, "Notes": {"N": {"A": 1}}, "More": {"M": {"A": 1}}}
    facts = [("T", 100), ("A", 60), ("B", 30), ("N", 60), *facts]
    group, index, figures = failing(sums, facts)
    (notes,) = (tie for tie in index.ties if tie.title == "Notes")
    key = notes.keys[1]
    notes.accepted = None if accepted is None else (key, accepted)
    made = candidate(key, group, Index(index.ties, figures), figures)
    assert (None if made is None else made.value) == value


def ruled(facts, rules, folder, monkeypatch):
    """Bind rules, each as `narrow` or not, and return their ties in order."""
    monkeypatch.setenv("TIEOUT_CACHE", str(folder / "cache"))
    text = f'[namespaces]\ndefault = "{NS}"\n'
    for number, (narrow, rule) in enumerate(rules):
        kind = "" if narrow else 'kind = "plausibility"\n'
        text += f'[TO{901 + number}]\nname = "rule-{number}"\n{kind}rule = "{rule}"\nsays = "{{left}}"\nwhy = "So."\n'
    (folder / "rules.toml").write_text(text, encoding="utf-8")
    figures = Figures(report(facts, taxonomy({}, [concept(name) for name in "TABN"])))
    options = SimpleNamespace(rules=(str(folder / "rules.toml"),), calc11=True)
    ties = Evidence.gathered(figures, (tieouts.bind,), options).ties
    return sorted(ties, key=lambda tie: tie.code), Index(ties, figures), figures


SUMMED = (True, "T == A + B")


@pytest.mark.parametrize(("plausible", "score"), [(0, 48), (1, 40), (2, 35), (3, 34)])
def test_what_is_only_plausible_speaks_against_a_suspect_and_rules_it_not_out(plausible, score, tmp_path, monkeypatch):
    """Each of two takes three points, and all take of the share of its ties that fail."""
    rules = [SUMMED, *((False, f"A <= {65 - one}") for one in range(plausible))]
    ties, index, figures = ruled([("T", 100), ("A", 60), ("B", 30)], rules, tmp_path, monkeypatch)
    made = candidate(figures.key_of(1), ties[:1], index, figures)
    assert (made.value, made.score) == (70, score)


@pytest.mark.parametrize(
    ("rules", "group"),
    [
        ([(False, "A <= 55"), SUMMED, (True, "N == A")], 2),
        ([SUMMED, (False, "A <= 65"), (True, "N == A")], 1),
    ],
)
def test_what_proves_is_asked_before_what_is_only_plausible(rules, group, tmp_path, monkeypatch):
    facts = [("T", 100, -1), ("A", 60), ("B", 30), ("N", 70)]
    ties, index, figures = ruled(facts, rules, tmp_path, monkeypatch)
    assert candidate(figures.key_of(1), ties[:group], index, figures).value == 70


@pytest.mark.parametrize(("rule", "ends"), [("A >= 70", (False, True)), ("A <= 40", (True, False))])
def test_a_suspect_that_one_end_alone_bounds_says_little(rule, ends, tmp_path, monkeypatch):
    ties, index, figures = ruled([("A", 60)], [(True, rule)], tmp_path, monkeypatch)
    made = candidate(figures.key_of(0), ties, index, figures)
    assert (made.slip, made.score) == ("", -50 + 10)  # its one tie fails
    assert (made.allowed.low is None, made.allowed.high is None) == ends


def test_digits_beyond_the_decimals_of_a_figure_are_not_what_is_wrong_where_they_are_wrong_too():
    using = taxonomy({"Sheet": {"T": {"A": 1, "B": 1}}}, arcrole=SUMMATION_10)
    found = {}
    for shown in (13250, 13200):
        figures = Figures(report([("T", 45210), ("A", 32010), ("B", shown, -3)], using))
        evidence = Evidence.gathered(figures, (calculation.bind,), SimpleNamespace(calc11=False))
        made = candidate(figures.key_of(2), list(evidence.failing()), Index(evidence.ties, figures), figures)
        found[shown] = (made.value, made.slip)
    assert found[13200] == (13200, slips.COARSE)
    assert found[13250] == (13000, "")
