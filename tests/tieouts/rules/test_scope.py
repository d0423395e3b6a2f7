"""Where amounts are looked up: scopes in words, and what is found in them."""

from __future__ import annotations

import pytest

from tests.building import concept, period, qname, report, unit_of
from tests.ruling import EAST, NINE, QUARTER, WEST
from validator.model.contexts import Member
from validator.model.periods import FOREVER
from validator.tieouts.figures import Figures
from validator.tieouts.rules.scope import ANYWHERE, Anchor, Frames, Lacking, Scope, currency_of, members_of
from validator.tieouts.statements.supposed import Supposed

ENTITY, NONE = ("scheme", "entity"), ("", "")
AXIS, E, W = (qname(name) for name in ("Axis", "East", "West"))
A, B = qname("A"), qname("B")


def scope(when="2023-09-30", members=(), currency="CNY", unit=None, variables=()):
    return Scope(ENTITY, period(when), members, NONE, currency, unit, variables)


def frames(*facts):
    return Frames(Figures(report(facts)))


# --- scopes in words -----------------------------------------------------------------------------
def test_a_scope_is_said_as_a_reader_says_it():
    assert str(scope()) == "as of 2023-09-30, CNY"
    assert str(scope(QUARTER, ((AXIS, E), ("{x}B", "'t")), None)) == "2023-07-01 to 2023-09-30, Axis=East, B='t"
    assert str(ANYWHERE) == "forever"


def test_a_scope_at_another_period_or_with_other_variables_is_otherwise_the_same():
    one = scope(QUARTER, ((AXIS, E),), "CNY", "USD", (("X", A),))
    assert one.at(period(NINE)) == scope(NINE, ((AXIS, E),), "CNY", "USD", (("X", A),))
    assert one.with_variables((("Y", B),)) == scope(QUARTER, ((AXIS, E),), "CNY", "USD", (("Y", B),))
    assert [scope(variables=(("X", A), ("Y", B))).variable(name) for name in "XYZ"] == [A, B, None]
    assert scope(variables=(("X", A), ("X", B))).variable("X") == B


def test_members_that_are_chosen_stand_beside_its_own_or_in_their_place():
    one, other = scope(members=((AXIS, E),)), qname("Other")
    assert one.under(((other, W),)) == scope(members=((AXIS, E), (other, W)))
    assert one.under(((AXIS, W),)) == scope(members=((AXIS, W),))
    assert one.under(((AXIS, ""),)) == scope()
    assert one.under(()) == scope()  # with none chosen, it is under none


def test_what_is_lacking_is_told_in_the_unit_it_was_looked_for_in():
    assert str(Lacking("Cash", A, scope())) == "Cash (as of 2023-09-30, CNY)"
    assert str(Lacking("Cash", A, scope(unit="USD"))) == "Cash (as of 2023-09-30, USD)"
    assert str(Lacking("Cash", A, scope(currency=None))) == "Cash (as of 2023-09-30)"


@pytest.mark.parametrize(
    ("unit", "currency"), [("CNY", "CNY"), ("CNY/shares", "CNY"), ("shares", None), ("CNY/USD", None), ("pure", None)]
)
def test_the_currency_of_a_unit(unit, currency):
    assert currency_of(unit_of(unit)) == currency


def test_a_product_of_currencies_has_none():
    made = unit_of("CNY")
    assert currency_of(made._replace(numerator=(*made.numerator, *unit_of("USD").numerator))) is None
    assert currency_of(made._replace(numerator=(*unit_of("shares").numerator, *made.numerator))) == "CNY"


def test_members_are_sorted_and_typed_ones_quoted():
    (context,) = report([("A", 1, 0, None, None, {"B": "East", "A": "West"})]).contexts
    typed = Member(qname("0"), None, "text", "scenario", context.at)
    context = context._replace(members=(*context.members, typed))
    assert members_of(context) == ((qname("0"), "'text"), (qname("A"), W), (qname("B"), E))


# --- frames --------------------------------------------------------------------------------------
def test_the_scope_of_a_frame_and_of_a_spot():
    made = frames(("A", 1), ("A", 2, 0, QUARTER, "USD/shares", EAST), ("A", 3, 0, "2022-09-30", "shares"))
    contexts = made.figures.report.contexts
    contexts[0] = contexts[0]._replace(segment="<s/>", scenario="<t/>")
    key = made.figures.key_of
    assert made.scope_of(0) == Scope(ENTITY, period("2023-09-30"), (), ("<s/>", "<t/>"), None)
    assert made.scope_at(key(0)[1]) == made.scope_of(0)._replace(currency="CNY")
    assert made.scope_at(key(1)[1]) == scope(QUARTER, ((AXIS, E),), "USD")
    assert made.scope_at(key(2)[1]) == scope("2022-09-30", currency=None)
    contexts[2] = contexts[2]._replace(period=None)
    again = Frames(made.figures)
    assert (again.scope_of(2), again.scope_at(key(2)[1])) == (None, None)
    assert list(again.periods) == [period("2023-09-30"), period(QUARTER)]


def test_a_period_is_known_as_it_is_or_within_a_week():
    made = frames(("A", 1), ("A", 1, 0, "2023-09-25"), ("A", 1, 0, QUARTER))
    for asked, known in (
        ("2023-09-30", "2023-09-30"),
        ("2023-09-29", "2023-09-30"),
        ("2023-09-26", "2023-09-25"),
        ("2023-07-02/2023-09-30", QUARTER),
        ("2022-09-30", None),
    ):
        for _ in range(2):
            assert made.known(period(asked)) == (None if known is None else period(known))
    assert made.known(FOREVER) is None


def test_periods_are_listed_by_their_ends():
    days = ("2023-09-30", "2023-09-23", "2023-10-07", "2023-09-22", "2023-10-08", "2022-12-31")
    made = frames(*(("A", 1, 0, day) for day in days), ("A", 1, 0, QUARTER), ("A", 1, 0, "2023-01-01/2023-09-24"))
    assert made.instants == sorted(period(day).end for day in days)
    within = [period(one) for one in (*days[:3], QUARTER, "2023-01-01/2023-09-24")]
    assert made.ending(period("2023-09-30")) == made.ending(period(NINE)) == within
    assert made.ending(period("2021-12-31")) == []
    assert made.ending(FOREVER) == []
    contexts = made.figures.report.contexts
    contexts[0] = contexts[0]._replace(period=FOREVER)
    again = Frames(made.figures)
    assert again.ending(FOREVER) == [FOREVER]
    assert again.instants == sorted(period(day).end for day in days[1:])


@pytest.mark.parametrize(
    ("members", "unit", "own", "found"),
    [
        (None, None, {}, scope()),
        (None, None, EAST, scope(members=((AXIS, E),))),
        (None, "USD", EAST, scope(members=((AXIS, E),), currency=None)),
        ((), None, {}, scope()),
        ((), None, EAST, None),
        (((AXIS, E),), None, EAST, scope()),
        (((AXIS, W),), None, EAST, None),
        (((AXIS, E),), None, {}, None),
        (((AXIS, ""),), None, {}, scope()),
        (((AXIS, ""),), None, EAST, None),
        (((AXIS, E),), None, {**EAST, "B": "C"}, scope(members=((B, qname("C")),))),
        (((AXIS, E), (B, qname("D"))), None, {**EAST, "B": "C"}, None),
    ],
)
def test_a_figure_is_looked_up_where_its_members_are_chosen(members, unit, own, found):
    made = frames(("A", 1, 0, None, None, own))
    assert made.scope_for(Anchor(concept("A"), members, unit), made.figures.key_of(0)[1]) == found


def test_nothing_is_looked_up_where_the_period_could_not_be_read():
    made = frames(("A", 1))
    made.figures.report.contexts[0] = made.figures.report.contexts[0]._replace(period=None)
    for unit in (None, "CNY"):
        assert Frames(made.figures).scope_for(Anchor(concept("A"), None, unit), 0) is None


def test_what_is_reported_in_a_scope_or_at_its_end():
    made = frames(
        ("A", 1), ("B", 2, 0, QUARTER), ("C", 3, 0, NINE), ("B", 4, 0, None, None, EAST), ("D", 5, 0, QUARTER)
    )
    assert list(made.reported(scope(QUARTER))) == [B, qname("D"), A]
    assert made.reported(scope(members=((AXIS, E),))) == {B: None}
    assert made.reported(scope("2022-12-31")) == {}
    spot = made.figures.key_of(0)[1]
    with Supposed(made.figures, {(A, spot): (), (qname("E"), spot): (0,)}):
        assert list(made.reported(scope(QUARTER))) == [B, qname("D"), qname("E")]
    assert list(made.reported(scope(QUARTER))) == [B, qname("D"), A]


def test_what_is_supposed_of_a_figure_is_found():
    made = frames(("A", 1), ("B", 2, 0, None, "USD"))
    at, other = (made.figures.key_of(row)[1] for row in (0, 1))
    assert made.find(A, scope()) == (A, at)
    with Supposed(made.figures, {(A, at): (), (A, other): (0,)}):
        assert (made.find(A, scope()), made.find(A, scope(currency="USD"))) == (None, (A, other))
    assert (made.find(A, scope()), made.find(A, scope(currency="USD"))) == ((A, at), None)


def test_the_frames_of_a_scope_are_those_of_its_period_or_the_nearest():
    made = frames(("A", 1), ("A", 2, 0, None, None, EAST), ("A", 3, 0, "2022-12-31", None, WEST))
    assert list(made.frames(scope())) == [0]
    assert list(made.frames(scope(members=((AXIS, E),)))) == [1]
    assert list(made.frames(scope("2023-09-28"))) == [0]
    assert list(made.frames(scope("2022-12-30", ((AXIS, W),)))) == [2]
    assert list(made.frames(scope("2022-12-31"))) == []  # the period is there, and of members only
    assert list(made.frames(scope("2022-12-30"))) == []
    assert list(made.frames(scope("2020-12-31"))) == []
    assert list(made.frames(scope()._replace(entity=("scheme", "other")))) == []
    assert list(made.frames(scope()._replace(other=("<s/>", "")))) == []


def test_a_figure_is_found_in_its_currency_then_in_a_unit_without_one():
    facts = [("A", 1), ("A", 2, 0, None, "USD"), ("B", 3, 0, None, "pure"), ("B", 4, 0, None, "shares"), ("C", 5)]
    made = frames(*facts)
    key = made.figures.key_of
    assert made.find(A, scope()) == key(0)
    assert made.find(A, scope(currency="USD")) == key(1)
    assert made.find(A, scope(currency=None)) == key(0)
    assert made.find(A, scope(currency="EUR")) is None
    assert made.find(A, scope(unit="USD")) == key(1)
    assert made.find(A, scope(unit="shares")) is None
    assert made.find(B, scope()) == key(2)  # of two the first
    assert made.find(B, scope(unit="shares")) == key(3)
    assert made.find(A, scope("2022-12-31")) is None
    assert made.find(qname("D"), scope()) is None
    # what is in the currency goes before what is in none, wherever it stands
    later = frames(("A", 1, 0, None, "pure"), ("A", 2))
    assert later.find(A, scope()) == later.figures.key_of(1)


def test_a_unit_is_named_as_it_is_written():
    made = frames(("A", 1, 2, None, "CNY/shares"), ("A", 2, 2, None, "USD/shares"))
    names = [str(unit) for unit in made.figures.report.units]
    assert made.find(A, scope(unit=names[1])) == made.figures.key_of(1)
    assert made.find(A, scope(unit="USD")) == made.figures.key_of(1)
    assert made.sole(A, scope(unit=names[1])) == (made.figures.key_of(1), 1)


def test_what_is_meant_and_not_reported():
    facts = [("A", 1), ("A", 2, 0, "2022-12-31", "USD"), ("B", 3, 0, None, "pure"), ("B", 3, 0, "2022-12-31", "shares")]
    made = frames(*facts, ("C", 4, 0, "2021-12-31"))
    spot = made.figures.spot
    assert made.empty(A, scope()) == []
    assert made.empty(A, scope("2022-12-31")) == [(A, spot(1, 0))]
    assert made.empty(A, scope(currency="USD")) == [(A, spot(0, 1))]
    assert made.empty(A, scope("2021-12-31", currency=None)) == [(A, spot(2, 0)), (A, spot(2, 1))]
    assert made.empty(A, scope(unit="USD")) == [(A, spot(0, 1))]
    assert made.empty(A, scope(currency="EUR")) == []
    # in no currency: units without one are meant
    assert made.empty(B, scope("2021-12-31")) == [(B, spot(2, 2)), (B, spot(2, 3))]
    assert made.empty(B, scope()) == [(B, spot(0, 3))]
    assert made.empty(B, scope("2021-12-31", unit="CNY")) == []
    assert made.empty(B, scope("2021-12-31", unit=str(made.figures.report.units[3]))) == [(B, spot(2, 3))]
    assert made.empty(qname("D"), scope()) == []


@pytest.mark.parametrize(
    ("facts", "asked", "row", "count"),
    [
        ([("A", 1, 0, "2020-12-31", "pure", EAST)], scope(), 0, 1),
        ([("B", 1)], scope(), None, 0),
        ([("A", 1, 0, "2020-12-31"), ("A", 2, 0, "2021-12-31")], scope(), None, 2),
        # without dimensions
        ([("A", 1, 0, "2020-12-31", None, EAST), ("A", 2, 0, "2021-12-31")], scope(), 1, 1),
        ([("A", 1, 0, "2020-12-31", None, EAST), ("A", 2, 0, "2021-12-31", None, WEST)], scope(), None, 2),
        # then at the period, or its end
        ([("A", 1, 0, "2020-12-31"), ("A", 2)], scope(), 1, 1),
        ([("A", 1, 0, "2020-12-31"), ("A", 2, 0, QUARTER)], scope(QUARTER), 1, 1),
        ([("A", 1), ("A", 2, 0, "2020-12-31")], scope(QUARTER), 0, 1),
        ([("A", 1), ("A", 2, 0, QUARTER), ("A", 2, 0, NINE)], scope(QUARTER), None, 2),
        ([("A", 1, 0, None, None, EAST), ("A", 2, 0, None, None, WEST), ("A", 3, 0, NINE)], scope(), 2, 1),
        # in the unit that is chosen
        ([("A", 1), ("A", 2, 0, None, "USD")], scope(unit="USD"), 1, 1),
        ([("A", 1), ("A", 2, 0, None, "USD")], scope(unit="EUR"), None, 0),
        ([("A", 1), ("A", 2, 0, None, "USD")], scope(), None, 2),
    ],
)
def test_the_one_figure_of_a_concept(facts, asked, row, count):
    made = frames(*facts)
    assert made.sole(A, asked) == (None if row is None else made.figures.key_of(row), count)


def test_the_reported_members_of_an_axis_are_each_told_once():
    made = frames(
        ("A", 1, 0, None, None, {"Other": "North"}),
        ("A", 1, 0, None, None, WEST),
        ("A", 1, 0, None, None, {"Other": "South", **EAST}),
        ("A", 1, 0, "2022-12-31", None, WEST),
    )
    first = made.figures.report.contexts[0]
    made.figures.report.contexts[0] = first._replace(
        members=(*first.members, Member(AXIS, None, "typed", "segment", first.at))
    )
    assert made.reported_members(AXIS) == [W, E]
