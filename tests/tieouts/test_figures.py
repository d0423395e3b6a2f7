"""Figures: what several facts say together, and which of them is odd."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.building import qname, report, taxonomy
from validator.model.intervals import Interval
from validator.model.units import Unit
from validator.tieouts import figures
from validator.tieouts.figures import (
    EXCESS,
    INCONSISTENT,
    MISSING,
    NIL,
    OK,
    REMEMBERED,
    UNUSABLE,
    Bounds,
    Figures,
    about,
    amount,
    figures_of,
    shown,
    shown_interval,
    shown_sequence,
)

COPY = st.tuples(
    st.sampled_from(["100", "101", "104", "100.0", "150", "1e2", "?"]), st.sampled_from(["0", "-1", "-2", "1", "INF"])
)


def copies(said):
    made = report([("A", 1)] * len(said), taxonomy({"R": {"T": {"A": 1}}}))
    made.texts[:] = [text for text, _ in said]
    made.decimals[:] = [decimals for _, decimals in said]
    made.nils[:] = [text == "?" for text, _ in said]
    return Figures(made)


@pytest.mark.parametrize("before", [0, 1, 2, 33, 50, 98])
def test_of_many_copies_the_one_that_contradicts_all_others_is_odd(before):
    said = [("100", "0")] * before + [("104", "0")] + [("100", "0"), ("100", "-1")] * (49 - before // 2)
    assert list(copies(said).odd_ones(tuple(range(len(said))))) == [before]


def test_of_copies_that_contradict_each_other_either_is_odd_or_none():
    assert list(copies([("100", "0"), ("104", "0"), ("100", "-1")]).odd_ones((0, 1, 2))) == [0, 1]
    assert list(copies([("100", "0"), ("104", "0"), ("101", "0")]).odd_ones((0, 1, 2))) == []


@pytest.mark.parametrize(
    ("said", "row"),
    [
        ([("120", "-1"), ("123", "0"), ("100", "-2")], 1),
        ([("123", "0"), ("123", "0")], 0),
        ([("100", "-2"), ("120", "-1")], 1),
        ([("123", "0"), ("123", "INF"), ("123", "2")], 1),
    ],
)
def test_the_fact_that_tells_a_figure_to_the_most_digits(said, row):
    assert copies(said).fullest(tuple(range(len(said)))) == row


# --- what is kept --------------------------------------------------------------------------------
NEST = ("Tuple", None, None, None, "tuple")


def test_figures_are_known_by_concept_and_spot():
    facts = [
        *(NEST, ("A", 1), ("B", 2, 0, "2022-12-31", "USD"), ("A", 1, 0, "2022-12-31"), ("A", 1), ("A", 1)),
        *(("A", 9, 0, None, None, None, 0), ("A", 5, 0, None, "USD")),
    ]
    figures = Figures(report(facts))
    here, there = figures.spot(0, 0), figures.spot(1, 0)
    a, b = qname("A"), qname("B")
    assert figures.by_concept == {
        a: {here: (1, 4, 5), there: 3, figures.spot(0, 1): 7},
        b: {figures.spot(1, 1): 2},
    }
    assert figures.spots(a) is figures.by_concept[a]
    assert figures.spots(qname("C")) == {}
    assert [figures.rows(key) for key in ((a, here), (a, there), (b, here), (qname("C"), here))] == [
        (1, 4, 5),
        (3,),
        (),
        (),
    ]
    assert [figures.key_of(row) for row in range(8)] == [
        *(None, (a, here), (b, figures.spot(1, 1)), (a, there), (a, here), (a, here), None, (a, figures.spot(0, 1))),
    ]
    for spot in (here, there, figures.spot(1, 1)):
        assert figures.spot(figures.frame_of(spot), figures.unit_of(spot)) == spot
    assert [figures.place(spot) for spot in (here, figures.spot(1, 1))] == [
        "as of 2023-09-30, CNY",
        "as of 2022-12-31, USD",
    ]
    assert [figures.bounds_of(key).state for key in ((a, there), (b, here), (qname("C"), here))] == [
        OK,
        MISSING,
        MISSING,
    ]
    assert [figures.label(a), Figures(report(facts, taxonomy({}))).label(a)] == ["A", "A"]


def test_facts_of_equal_contexts_and_units_are_of_one_figure_and_what_has_neither_is_of_none():
    made = report([("A", 1), ("A", 1, 0, "2022-12-31", "USD"), ("A", 1), ("A", 1)])
    made.contexts[1], made.units[1] = made.contexts[0]._replace(id="other"), made.units[0]._replace(id="other")
    made.contexts_of[2] = made.units_of[3] = -1
    figures = Figures(made)
    assert figures.by_concept == {qname("A"): {0: (0, 1)}}
    assert [figures.key_of(row) for row in range(4)] == [(qname("A"), 0), (qname("A"), 0), None, None]


def test_what_is_shown_is_told_of_every_copy():
    def shows(*said):
        return copies(said).shows((qname("A"), 0), 1230)

    assert shows(("1230", "0"))
    assert shows(("123e1", "x"), ("1230.0", "INF"))
    assert not shows(("1230", "0"), ("1231", "0"))
    assert not shows(("1230", "0"), ("?", "0"))
    assert not copies([("1230", "0")]).shows((qname("B"), 0), 1230)


# --- values --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("decimals", "scale"), [("0", 2), ("INF", 2), ("-3", 2), ("x", 2), ("2", 2), ("3", 3), ("12", 12), ("13", 12)]
)
def test_numbers_are_kept_as_integers_to_the_finest_decimals(decimals, scale):
    figures = copies([("1", "1"), ("1", decimals)])
    assert (figures.scale, figures.factor) == (scale, 2 * 10**scale)


@pytest.mark.parametrize(
    ("text", "decimals", "whole"),
    [
        ("123", "0", (24600, 100)),
        ("-123", "0", (-24600, 100)),
        ("120", "-1", (24000, 1000)),
        ("-5", "0", (-1000, 100)),
        ("-x5", "0", None),
        ("125", "-1", None),
        ("15", "-1", None),
        ("20", "-1", (4000, 1000)),
        ("12", "INF", (2400, 0)),
        ("12", "2", (2400, 1)),
        ("12", "12", (24 * 10**12, 1)),
        ("12", "13", None),
        (f"{12 * 10**12}", "-12", (24 * 10**14, 10**14)),
        (f"{12 * 10**13}", "-13", None),
        ("1.0", "0", None),
        ("+1", "0", None),
        ("", "0", None),
        ("-", "0", None),
        ("\N{ARABIC-INDIC DIGIT ONE}", "0", None),
        ("9" * 99, "0", (int("9" * 99) * 200, 100)),
        ("9" * 100, "0", None),
        ("12", "x", None),
    ],
)
def test_plain_integers_are_told_at_once(text, decimals, whole):
    assert copies([(text, decimals)]).whole(0) == whole


def test_what_has_no_value_has_no_bounds():
    assert Bounds(MISSING) == (MISSING, 0, 0, 0, False, False)


def test_what_is_nil_or_truncated_needs_a_closer_look():
    made = copies([("12", "0")]).report
    assert Figures(made, truncation=True).whole(0) is None
    made.nils[0] = True
    assert Figures(made).whole(0) is None


@pytest.mark.parametrize(
    ("text", "decimals", "said"),
    [
        ("123", "0", Bounds(OK, 24500, 24700, 24600)),
        ("-123", "0", Bounds(OK, -24700, -24500, -24600)),
        ("1.25", "1", Bounds(EXCESS, 240, 260, 250)),
        ("1.20", "1", Bounds(OK, 230, 250, 240)),
        ("125", "-1", Bounds(EXCESS, 24000, 26000, 25000)),
        ("12e1", "-1", Bounds(OK, 23000, 25000, 24000)),
        ("0.5", "INF", Bounds(OK, 100, 100, 100)),
        ("1.2e-14", "INF", Bounds(OK, *[Fraction(12, 5 * 10**12)] * 3)),
        ("1", "14", Bounds(OK, 2 * 10**12 - Fraction(1, 100), 2 * 10**12 + Fraction(1, 100), 2 * 10**12)),
        ("?", "0", Bounds(NIL)),
        ("many", "0", Bounds(UNUSABLE)),
        ("", "0", Bounds(UNUSABLE)),
        ("\N{ARABIC-INDIC DIGIT ONE}", "0", Bounds(UNUSABLE)),
        ("12", "few", Bounds(UNUSABLE)),
        ("9" * 4001, "0", Bounds(UNUSABLE)),
        ("0" * 4000 + "1", "0", Bounds(OK, 100, 300, 200)),
    ],
)
def test_what_a_fact_says(text, decimals, said):
    figures = copies([(text, decimals)])
    assert figures.read(0) == figures.bounds(0) == figures.bounds_of((qname("A"), 0)) == said


@pytest.mark.parametrize(
    ("text", "decimals", "said"),
    [
        ("170", "-1", Bounds(OK, 34000, 36000, 34000, high_open=True)),
        ("-170", "-1", Bounds(OK, -36000, -34000, -34000, low_open=True)),
        ("0", "-1", Bounds(OK, -2000, 2000, 0, low_open=True, high_open=True)),
        ("1e-13", "13", Bounds(OK, Fraction(1, 5), Fraction(2, 5), Fraction(1, 5), high_open=True)),
        ("-1e-13", "13", Bounds(OK, Fraction(-2, 5), Fraction(-1, 5), Fraction(-1, 5), low_open=True)),
        ("170", "INF", Bounds(OK, 34000, 34000, 34000)),
    ],
)
def test_what_is_cut_off_lies_beyond(text, decimals, said):
    assert Figures(copies([(text, decimals)]).report, truncation=True).read(0) == said


def test_a_precision_is_read_for_each_fact():
    made = report([("A", 1234, "p2"), ("A", 12, "p2"), ("B", 1234, "p4")])
    figures = Figures(made)
    assert [figures.accuracy_of(row) for row in range(3)] == [-2, 0, 0]


@pytest.mark.parametrize(
    ("said", "together"),
    [
        ([("100", "-2"), ("60", "0")], Bounds(OK, 11900, 12100, 12000)),
        ([("60", "0"), ("100", "-2")], Bounds(OK, 11900, 12100, 12000)),
        ([("60", "0"), ("60", "INF"), ("100", "-2")], Bounds(OK, 12000, 12000, 12000)),
        ([("60", "INF"), ("60", "0")], Bounds(OK, 12000, 12000, 12000)),
        ([("100", "-2"), ("120", "-1")], Bounds(OK, 23000, 25000, 24000)),
        ([("60", "0"), ("61", "0")], Bounds(INCONSISTENT)),
        ([("60", "0"), ("70", "1")], Bounds(INCONSISTENT)),
        ([("?", "0"), ("?", "0")], Bounds(NIL)),
        ([("?", "0"), ("60", "0")], Bounds(INCONSISTENT)),
        ([("?", "0"), ("61", "-1")], Bounds(EXCESS)),
        ([("60", "few"), ("61", "-1")], Bounds(UNUSABLE)),
    ],
)
def test_what_several_facts_say_together(said, together):
    assert copies(said).bounds(tuple(range(len(said)))) == together


@pytest.mark.parametrize(
    ("said", "finest"),
    [
        ([("1", "-2"), ("1", "0"), ("1", "-1")], 0),
        ([("1", "0")], 0),
        ([("1", "-3"), ("1", "-5")], -3),
        ([("1", "0"), ("1", "INF"), ("1", "3")], None),
        ([("1", "few")], None),
    ],
)
def test_the_finest_decimals_of_a_figure(said, finest):
    assert copies(said).accuracy((qname("A"), 0)) == finest


def test_a_figure_that_is_not_reported_has_no_decimals():
    assert copies([("1", "0")]).accuracy((qname("B"), 0)) is None


def test_scaled_numbers_stand_for_what_they_stand_for():
    figures = copies([("1", "0")])
    assert [figures.true(one) for one in (400, 300, Fraction(1, 3), -100)] == [
        *(2, Fraction(3, 2), Fraction(1, 600), Fraction(-1, 2)),
    ]
    assert [type(figures.true(one)) for one in (400, Fraction(400))] == [int, int]
    assert figures.interval(Bounds(OK, 100, 400, 200, low_open=True)) == Interval(Fraction(1, 2), 2, low_open=True)


def test_a_report_may_remember_its_figures():
    made = copies([("1", "0")]).report
    assert [figures_of(made, **how).truncation for how in ({}, {"truncation": True})] == [False, True]
    made.derived.keep(REMEMBERED, lambda report, *, truncation: (report, truncation))
    assert figures_of(made) == (made, False)


# --- words ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("number", "told"),
    [
        (None, "any"),
        (34097466000, "34,097,466,000"),
        (Fraction(4, 2), "2"),
        (Fraction(1, 80), "0.0125"),
        (Fraction(-1, 2), "-0.5"),
        (Fraction(-12345678, 100), "-123,456.78"),
        (Fraction(1, 10**40), "0." + "0" * 39 + "1"),
        (Fraction(1, 10**41), "≈0." + "0" * 40 + "1"),
        (Fraction(1, 3), "≈0.333333"),
        (2**7999, f"{2**7999:,}"),
        (2**8000, "a number of 2,408 digits"),
        (-(2**8000), "a negative number of 2,408 digits"),
        (Fraction(1, 2**8000), "a number of 2,408 digits"),
        (Fraction(-1, 2**8000), "a negative number of 2,408 digits"),
        (Fraction(-1, 10), "-0.1"),
    ],
)
def test_how_a_number_is_told(number, told):
    assert shown(number) == told


@pytest.mark.parametrize(
    ("number", "digits", "told"),
    [
        (Fraction(2, 3), 6, "≈0.666667"),
        (Fraction(-2, 3), 3, "≈-0.667"),
        (Fraction(12345678, 3), 6, "≈4,115,226"),
        (Fraction(4000, 3), 6, "≈1,333.33"),
        (Fraction(1, 300), 6, "≈0.00333333"),
        (Fraction(1, 30), 6, "≈0.0333333"),
        (Fraction(10, 3), 6, "≈3.33333"),
        (Fraction(4, 3), 6, "≈1.33333"),
        (Fraction(1, 7), 6, "≈0.142857"),
        (Fraction(-1, 3 * 10**999), 6, "≈0"),
        (Fraction(3000001, 3), 7, "≈1,000,000"),
        (Fraction(30000001, 30), 6, "≈1,000,000"),
        (Fraction(1, 2), 6, "≈0.5"),
        (1, 6, "≈1"),
        (0, 6, "≈0"),
        (Fraction(1, 3 * 10**399), 6, "≈0." + "0" * 399 + "333333"),
        (Fraction(1, 3 * 10**401), 6, "≈0." + "0" * 400 + "033333"),
    ],
)
def test_a_number_is_told_to_so_many_digits(number, digits, told):
    assert about(number, digits) == told


@pytest.mark.parametrize(
    ("parts", "told"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_names_in_a_row(parts, told):
    assert shown_sequence(parts) == told


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (1, 2, "[1, 2]"),
        (None, 2, "(-∞, 2]"),
        (Fraction(1, 3), None, "[≈0.333333, ∞)"),
        (3, 3, "3"),
        (Fraction(1, 3), Fraction(2, 3), "[≈0.333333, ≈0.666667]"),
        # income over shares: six digits do not tell the ends apart, eight do
        (Fraction(3173595500, 165195944), Fraction(3173596500, 165195944), "[≈19.211098, ≈19.211104]"),
        (Fraction(-2, 3), Fraction(-2, 3) + Fraction(1, 10**7), "[≈-0.6666667, ≈-0.6666666]"),
        (Fraction(1, 3), Fraction(1, 3) + Fraction(1, 10**12), "[≈0.333333333333, ≈0.333333333334]"),
        (Fraction(1, 3), Fraction(1, 3) + Fraction(1, 10**13), "≈0.333333"),
        (Fraction(1, 3), Fraction(1, 3) + Fraction(1, 10**20), "≈0.333333"),
        (Fraction("0.5"), Fraction(1, 2) + Fraction(1, 3 * 10**9), "[0.5, ≈0.5000000003]"),
    ],
)
def test_the_ends_of_an_interval_are_told_apart(low, high, told):
    assert shown_interval(Interval(low, high)) == told


def test_open_ends_are_told():
    assert shown_interval(Interval(1, 2, low_open=True, high_open=True)) == "(1, 2)"


@pytest.mark.parametrize(
    ("value", "decimals", "unit", "expected"),
    [
        (2_896_054_000, -3, "USD", "USD 2,896,054 thousand"),
        (-45_000, -3, "USD", "USD -45 thousand"),
        (190_400_000, -5, "CNY", "CNY 190.4 million"),
        (400_000, -4, "CNY", "CNY 0.4 million"),
        (19_600_000, -6, "USD", ""),  # it has a digit that its decimals leave out
        (123_100_000_000, -8, "CNY", "CNY 123.1 billion"),
        (3 * 10**20, -18, "CNY", "CNY 300,000,000 trillion"),
        (18_504_000, -3, "shares", "18,504 thousand shares"),
        (0, -3, "USD", "USD 0 thousand"),
        (2_896_054_100, -2, "USD", ""),  # hundreds are told in full
        (2_896_054_000, None, "USD", ""),
        (Fraction(1, 3), -3, "USD", ""),
        (None, -3, "USD", ""),
    ],
)
def test_an_amount_in_the_scale_it_is_known_to(value, decimals, unit, expected):
    assert amount(value, decimals, Unit.of(unit, "u")) == expected


# --- laws ----------------------------------------------------------------------------------------
@given(st.lists(COPY, min_size=2, max_size=9))
def test_the_odd_copies_are_those_without_which_the_others_agree(said):
    figures = copies(said)
    rows = tuple(range(len(said)))
    if figures.bounds(rows).state != INCONSISTENT:
        return
    rest = {row: tuple(one for one in rows if one != row) for row in rows}
    alone = [row for row in rows if figures.bounds(rest[row] if len(rows) > 2 else rest[row][0]).state == OK]
    assert list(figures.odd_ones(rows)) == alone


def test_bounds_are_remembered_of_so_many_figures(monkeypatch):
    monkeypatch.setattr(figures, "MOST_REMEMBERED", 2)
    made = Figures(report([(f"A{at}", at) for at in range(5)]))
    said = [made.bounds(row) for row in range(5)]
    assert [one.value for one in said] == [at * made.factor for at in range(5)]
    assert list(made._bounds) == [4]
    assert [made.bounds(row) for row in range(5)] == said
    assert list(made._bounds) == [3, 4]
