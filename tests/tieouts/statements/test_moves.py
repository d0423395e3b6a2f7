"""A fact is out of place where it does not fit and one other place is its own; anything less is left alone."""

from __future__ import annotations

import pytest

from tests.building import concept, qname
from tests.sheets import ROWS, SUMS, YEARS, facts, figures, gathered, key, without
from validator.tieouts.statements.contradictions import at_odds
from validator.tieouts.statements.holes import holes
from validator.tieouts.statements.moves import ALONE, FITTING, LACKING, MISFIT, ODD, REPEATED, Moves
from validator.tieouts.statements.tables import tables

BOTH = facts() + facts(unit="USD")


def moves(made):
    found = figures(made)
    seen = tables(found)
    missing = {hole.key for hole in holes(found, seen)}
    return list(Moves(found, seen, at_odds(found), missing, None, gathered).found()), found


def put(name, year, to=None, unit=None, made=None, **other):
    """The sheet with one fact in another year, unit, or with another value."""
    made = list(made or facts())
    at = next(at for at, one in enumerate(made) if (one[0], one[3]) == (name, year))
    _, value, decimals, _, own = made[at]
    made[at] = (name, other.get("value", value), decimals, to or year, unit or own)
    return made


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(facts(), id="all in place"),
        pytest.param([*facts(), ("Cash", 612001, -3, YEARS[0], "CNY")], id="a copy at odds that fits nowhere"),
        pytest.param(without("Cash", YEARS[1]), id="a hole that nothing left"),
        pytest.param([*BOTH, ("Cash", 777000, -3, "2020-12-31", "USD")], id="an opening balance in dollars alone"),
        pytest.param([*facts(), ("Cash", 612000, -3, "2020-12-31", "CNY")], id="alone in a period of one currency"),
        pytest.param([*facts(), ("Cash", 394000, -3, YEARS[0], "CNY")], id="the value of another row"),
        pytest.param([*without("Loans", YEARS[1]), ("Cash", 394000, -3, YEARS[0], "CNY")], id="of one that is missing"),
        pytest.param(
            [*without("Cash", YEARS[1]), ("Cash", 777000, -3, "2020-12-31", "CNY")], id="alone, and other than the hole"
        ),
        pytest.param([("Cash", 1500, 0, YEARS[0], "pure")], id="a wrong unit that nothing tells the right one of"),
    ],
)
def test_near_misses(made):
    assert moves(made)[0] == []


@pytest.mark.parametrize("name", ROWS)
def test_a_figure_of_one_year_under_another(name):
    (one,), found = moves(put(name, YEARS[1], to=YEARS[0]))
    assert (one.odd, one.why) == (ODD, LACKING)
    assert (one.origin, one.to) == (key(found, name, YEARS[0]), key(found, name, YEARS[1]))
    assert found.report.texts[one.row] == str(ROWS[name][1])


def test_a_copy_of_one_year_under_another():
    (one,), found = moves([*facts(), ("Cash", 523000, -3, YEARS[0], "CNY"), ("Cash", 523000, -3, YEARS[1], "CNY")])
    assert (one.odd, one.why, one.row) == (ODD, REPEATED, len(facts()))
    assert one.to == key(found, "Cash", YEARS[1])


def test_an_amount_in_a_unit_that_is_no_money():
    (one,), found = moves(put("Cash", YEARS[1], unit="shares"))
    assert (one.odd, one.why, one.to) == (MISFIT, LACKING, key(found, "Cash", YEARS[1]))
    few = [one for one in facts() if one[3] != YEARS[2]]  # no table that a hole could show in
    (one,), found = moves(put("Cash", YEARS[1], unit="shares", made=few))
    assert (one.odd, one.why, one.to) == (MISFIT, FITTING, key(found, "Cash", YEARS[1]))


def test_an_amount_in_the_currency_of_another_column():
    dollars = {name: tuple(value // 7 // 1000 * 1000 for value in said) for name, said in ROWS.items()}
    made = facts() + [one for one in facts(dollars, unit="USD") if one[3] == YEARS[0]]
    (one,), found = moves(put("Loans", YEARS[1], unit="USD", made=made))
    assert (one.odd, one.why) == (ALONE, LACKING)
    assert (one.origin, one.to) == (key(found, "Loans", YEARS[1], "USD"), key(found, "Loans", YEARS[1]))


def test_where_a_tie_speaks_against_it_no_place_is_its_own():
    assert moves(put("Loans", YEARS[1], to=YEARS[0], value=300000))[0] == []


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("value", [300000, ROWS["Cash"][1]])
def test_a_tie_that_holds_does_not_make_up_for_one_that_fails(value, order):
    made = [*put("Cash", YEARS[1], to=YEARS[0], value=value), ("Sum", value + ROWS["Loans"][1], -3, YEARS[1], "CNY")]
    sums = {**SUMS, "Notes": {"Sum": {"Cash": 1, "Loans": 1}}}
    found = figures(made, sums=dict(list(sums.items())[::order]))
    gone = key(found, "Cash", YEARS[1])
    seen = Moves(found, [], at_odds(found), {gone}, None, gathered).found()
    assert [one.to for one in seen] == ([] if value == 300000 else [gone])


def test_ties_are_bound_a_few_times_at_most():
    found = figures([("Cash", value, 0, YEARS[0], "CNY") for value in (1, 2)] + [("Loans", 5, 0, YEARS[1], "CNY")])
    bound = []

    def again(figures):
        bound.append(figures)
        return gathered(figures)

    assert list(Moves(found, [], at_odds(found), set(), None, again).found()) == []
    assert len(bound) == 2
    assert {name for name, _ in [key(found, "Cash", YEARS[0])]} == {qname("Cash")}


QUARTER = "2023-07-01/2023-09-30"


EARNED = concept("Earned", "perShare", "duration")


def per_share(unit, value="0.96", dollars="0.96", earned=EARNED):
    made = [("Earned", one, 2, QUARTER, f"{currency}/shares") for one, currency in (("6.94", "CNY"), (dollars, "USD"))]
    found = figures([*made, ("Earned", value, 2, QUARTER, unit)], concepts=[earned])
    return list(Moves(found, [], at_odds(found), set(), None, gathered).found()), found


def test_what_its_type_says_is_in_a_wrong_unit_is_told_by_the_copy_it_repeats():
    (one,), found = per_share("pure")
    assert (one.odd, one.why, one.row) == (MISFIT, REPEATED, 2)
    assert str(found.report.units[found.unit_of(one.to[1])]) == "USD/shares"
    assert per_share("pure", "1.02")[0] == []
    assert [one.why for one in per_share("pure", "0.01", "0.01")[0]] == [REPEATED]
    assert per_share("pure", "0.00", "0.00")[0] == []


def ratios(*, alone=False):
    """A ratio in two years, and in a third in money, beside what else is told in money."""
    made = [("Ratio", value, 2, year, "pure") for value, year in (("1.22", YEARS[0]), ("1.34", YEARS[1]))]
    return [*made, ("Ratio", "1.15", 2, YEARS[2], "CNY"), *([] if alone else facts())]


def test_a_number_in_money_once_is_told_only_if_ties_ask_for_it():
    ratio = concept("Ratio", "decimal")
    sums = {"Sheet": {"Assets": {"Cash": 1, "Loans": 1, "Stock": 1}}, "Ratios": {"Ratio": {"First": 1, "Second": 1}}}
    parts = [("First", "1.00", 2, YEARS[2], "pure"), ("Second", "0.15", 2, YEARS[2], "pure")]

    def told(made):
        found = figures(made, sums=sums, concepts=[ratio, concept("First", "pure"), concept("Second", "pure")])
        seen = list(Moves(found, [], at_odds(found), set(), None, gathered).found())
        return [(one.odd, one.why, str(found.report.units[found.unit_of(one.to[1])])) for one in seen]

    assert told(ratios() + parts) == [(MISFIT, FITTING, "pure")]
    assert told(ratios()) == []
    assert told(ratios(alone=True)) == [(MISFIT, FITTING, "pure")]
    assert told([*ratios(), *parts[:1], ("Second", "0.25", 2, YEARS[2], "pure")]) == []


def test_the_one_figure_that_rules_lack_is_looked_for_where_nothing_else_is():
    made = put("Cash", YEARS[1], unit="USD")
    found = figures(made)
    gone = key(found, "Cash", YEARS[1])

    def told(missing):
        return [one.origin for one in Moves(found, [], [], set(), missing, gathered).found()]

    assert told(gone) == [key(found, "Cash", YEARS[1], "USD")]
    assert told(None) == []
    assert told(key(found, "Loans", YEARS[1])) == []


def test_a_row_that_is_always_alone_in_its_column_is_not_out_of_place():
    made = [("Cash", value, -3, year, "USD") for value, year in zip(ROWS["Cash"][1:], YEARS[1:], strict=True)]
    found = figures([*without("Cash", YEARS[0]), *made])
    assert list(Moves(found, [], [], set(), key(found, "Cash", YEARS[0]), gathered).found()) == []


def test_a_wrong_unit_is_not_righted_by_another_that_is_wrong():
    """A number of shares in money twice: one currency is as wrong as the other."""

    def told(*more):
        made = [("Rate", "1.5", 1, YEARS[0], "pure"), *(("Held", 5, 0, YEARS[0], unit) for unit in ("CNY", "USD"))]
        found = figures([*made, *more], concepts=[concept("Rate", "decimal"), concept("Held", "shares")])
        seen = Moves(found, tables(found), at_odds(found), set(), None, gathered).found()
        return [(one.why, found.place(one.to[1])) for one in seen]

    assert told() == []
    assert told(("Held", 7, 0, YEARS[1], "shares")) == [(FITTING, "as of 2023-12-31, shares")]


@pytest.mark.parametrize(("facts_bound", "told"), [(50_000, 8), (3 * 21, 4), (3 * 21 - 1, 3)])
def test_ties_are_bound_a_few_times_for_many_places(monkeypatch, facts_bound, told):
    names = [f"Held{each}" for each in range(10)]
    made = [(name, 5 + at, 0, YEARS[0], "CNY") for at, name in enumerate(names)]
    made += [(name, 5 + at, 0, YEARS[1], "shares") for at, name in enumerate(names)]
    found = figures([*made, *facts()[:1]], concepts=[concept(name, "shares") for name in names])
    bound = []
    monkeypatch.setattr("validator.tieouts.statements.moves.MOST_BOUND", facts_bound)
    seen = list(Moves(found, [], [], set(), None, lambda of: bound.append(of) or gathered(of)).found())
    assert (len(bound), [one.row for one in seen]) == (told, list(range(told)))


@pytest.mark.parametrize(("twice", "told"), [(3, True), (2, False)])
def test_a_value_that_stays_the_same_is_a_copy_only_where_a_column_is_told_twice(twice, told):
    again = [(name, ROWS[name][1], -3, YEARS[1], "CNY") for name in ("Loans", "Stock", "Assets")]
    made, found = moves([*facts(), ("Cash", 523000, -3, YEARS[0], "CNY"), *again[:twice]])
    assert [(one.odd, one.why, one.row, one.to) for one in made] == (
        [(ODD, REPEATED, 12, key(found, "Cash", YEARS[1]))] if told else []
    )


@pytest.mark.parametrize(
    ("value", "decimals", "told"),
    [(100, 0, True), (-100, 0, True), (99, 0, False), (7, "INF", True), (0, "INF", False)],
)
def test_a_value_of_few_digits_is_no_copy_of_another(value, decimals, told):
    made = [("Cash", value, decimals, YEARS[1], "CNY")] * 2 + [("Cash", 5000, decimals, YEARS[0], "CNY")]
    seen, found = moves([*made, ("Cash", value, decimals, YEARS[0], "CNY")])
    assert [(one.row, one.to) for one in seen] == ([(3, key(found, "Cash", YEARS[1]))] if told else [])


def test_what_is_told_once_and_alone_may_be_meant_so():
    made = [*(one for one in facts() if one[0] != "Cash"), ("Cash", ROWS["Cash"][0], -3, YEARS[0], "USD")]
    found = figures(made)
    for others, told in (([], []), ([("Cash", ROWS["Cash"][1], -3, YEARS[1], "CNY")], [len(made) - 1])):
        found = figures([*made, *others])
        seen = Moves(found, [], [], set(), key(found, "Cash", YEARS[0]), gathered).found()
        assert [one.row for one in seen] == told


@pytest.mark.parametrize(("rows", "told"), [(8, True), (7, False)])
def test_a_quarter_of_the_rows_is_no_column_of_its_own(rows, told):
    names = [f"R{each}" for each in range(1, rows)]
    values = {**dict.fromkeys(names, (7000, 8000, 9000)), "T": tuple(one * len(names) for one in (7000, 8000, 9000))}
    made = [*put("R1", YEARS[1], unit="USD", made=facts(values)), ("R2", 1000, -3, YEARS[1], "USD")]
    found = figures(made, sums={"Sheet": {"T": dict.fromkeys(names, 1)}}, presented={"Sheet": {"T": names}})
    seen = tables(found)
    missing = {hole.key for hole in holes(found, seen)}
    made = Moves(found, seen, [], missing, None, gathered).found()
    assert [(one.odd, one.why, one.to) for one in made] == (
        [(ALONE, LACKING, key(found, "R1", YEARS[1]))] if told else []
    )


def test_of_several_places_the_one_that_ties_ask_for_is_its_own():
    made = without("Assets", YEARS[2], without("Cash", YEARS[2], put("Cash", YEARS[1], to=YEARS[0])))
    found = figures(made)
    gone = {key(found, "Cash", year) for year in YEARS[1:]}
    (one,) = Moves(found, [], at_odds(found), gone, None, gathered).found()
    assert (one.odd, one.why, one.to) == (ODD, LACKING, key(found, "Cash", YEARS[1]))


def test_a_figure_alone_in_another_currency_repeats_one_of_its_period():
    (one,), found = moves([*facts(), ("Loans", 394000, -3, YEARS[1], "USD")])
    assert (one.odd, one.why, one.to) == (ALONE, REPEATED, key(found, "Loans", YEARS[1]))
    old = [("Loans", 394000, -3, "2020-12-31", unit) for unit in ("CNY", "USD")]
    found = figures([*without("Loans", YEARS[0]), *old, ("Cash", 5, -3, "2020-12-31", "CNY")])
    assert list(Moves(found, [], [], set(), key(found, "Loans", YEARS[0]), gathered).found()) == []


def test_the_unit_of_a_concept_may_be_one_that_only_others_have():
    names = ("Issued", "Sold", "Kept")
    made = [("Issued", 12, 0, YEARS[0], "shares"), ("Kept", 5, 0, YEARS[0], "shares"), ("Sold", 7, 0, YEARS[0], "CNY")]
    found = figures(
        made, sums={"Sheet": {"Issued": {"Sold": 1, "Kept": 1}}}, concepts=[concept(name, "shares") for name in names]
    )
    (one,) = Moves(found, [], [], set(), None, gathered).found()
    assert (one.odd, one.why, one.to) == (MISFIT, FITTING, key(found, "Sold", YEARS[0], "shares"))


@pytest.mark.parametrize(("when", "told"), [("2020-12-31", True), ("2023-01-01/2023-12-31", False)])
def test_a_balance_does_not_belong_to_a_period_that_has_none(when, told):
    asked = [("Sum", 800000, -3, when, "CNY"), ("Flow", 5000, -3, when, "CNY")]
    found = figures(
        [*facts(), ("Cash", 795000, -3, YEARS[0], "CNY"), *asked],
        sums={**SUMS, "Notes": {"Sum": {"Cash": 1, "Flow": 1}}},
    )
    seen = Moves(found, [], at_odds(found), set(), None, gathered).found()
    assert [(one.odd, one.why, one.row) for one in seen] == ([(ODD, FITTING, 12)] if told else [])


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"base": "decimalItemType"}, 1),
        ({"type": "{http://example.com/own}ownItemType"}, 1),
        ({"base": "decimalItemType", "type": "{http://example.com/own}ownItemType"}, 0),
    ],
)
def test_what_a_concept_measures_is_told_by_its_type_or_what_that_is_of(changes, told):
    assert len(per_share("pure", "0.96", earned=EARNED._replace(**changes))[0]) == told


@pytest.mark.parametrize(("unit", "told"), [("shares", [(MISFIT, LACKING)]), ("USD", [])])
def test_only_what_is_out_of_place_in_any_case_fills_a_hole_that_no_tie_asks_for(unit, told):
    found = figures(put("Cash", YEARS[1], unit=unit), sums={})
    gone = key(found, "Cash", YEARS[1])
    seen = Moves(found, tables(found), [], {gone}, None, gathered).found()
    assert [(one.odd, one.why) for one in seen] == told


def test_a_copy_is_looked_for_in_every_column():
    rows = dict(ROWS, Cash=(612000, 523000, 523000), Assets=(1220000, 1115000, 976000))
    again = [(name, rows[name][2], -3, YEARS[2], "CNY") for name in ("Loans", "Stock", "Assets")]
    (one,), found = moves([*facts(rows), ("Cash", 523000, -3, YEARS[0], "CNY"), *again])
    assert (one.odd, one.why, one.to) == (ODD, REPEATED, key(found, "Cash", YEARS[2]))
