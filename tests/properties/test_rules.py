"""Laws of declared rules: bound by their templates, they say what the interpreter says of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.building import NS, qname, report, taxonomy
from tests.laws import tried
from tests.ruling import CONCEPTS, EAST, NINE, QUARTER, WEST, YEAR, YEAR_AGO, rule
from validator.finding import Verdict
from validator.tieouts.figures import Figures
from validator.tieouts.rules.binding import Binder
from validator.tieouts.rules.templated.places import Places
from validator.tieouts.rules.templated.templates import template
from validator.tieouts.rules.templated.verdicts import linear, ratios
from validator.tieouts.rules.tokens import RuleError
from validator.tieouts.statements.supposed import Supposed

SUMS = {"Sheet": {"Assets": {"Cash": 1, "Liabilities": 2, "Equity": -1}, "Profit": {"Revenue": 1, "Costs": -1}}}
SHOWN = {"Balance": {"Assets": ["Cash", "Equity", "Liabilities"], "East": ["West"]}}
USING = taxonomy(SUMS, CONCEPTS, presented=SHOWN)
BALANCES, FLOWS = ("Assets", "Cash", "Equity", "Rate"), ("Revenue", "Costs", "Profit", "Shares")
INSTANTS = ("2023-09-30", "2022-12-31", "2023-06-30", "2023-10-03")
DURATIONS = (NINE, QUARTER, YEAR, YEAR_AGO, "2023-04-01/2023-06-30", "2023-07-03/2023-10-01")

values = st.one_of(st.integers(-3, 3), st.integers(0, 30), st.just(None), st.sampled_from(("12.5", "-0.5", "0", "1e3")))
units = st.sampled_from((None, None, None, "USD", "pure", "CNY/shares"))
dimensions = st.sampled_from((None, None, None, EAST, WEST, {"Axis": "East", "Axis2": "West"}))
decimals = st.sampled_from((0, 0, 0, -1, 2, "INF", "p2"))
facts = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(BALANCES), values, decimals, st.sampled_from(INSTANTS), units, dimensions),
        st.tuples(st.sampled_from(FLOWS), values, decimals, st.sampled_from(DURATIONS), units, dimensions),
    ),
    min_size=3,
    max_size=20,
)
names = st.sampled_from(
    (*BALANCES, *FLOWS, "X", "half", "Cash[Axis=East]", "Revenue[Axis=West]", "Assets[]", "X[Axis=m]")
)
leaves = st.one_of(
    *[names] * 8, st.sampled_from(("0", "1", "2", "0.5", "1_000")),
    st.sampled_from((
        "the(Rate)", "sum(contributors(Assets))", "sum(contributors(X))", "sum(children(Assets))", "quarters(Revenue)",
        "sum(n in members(Axis), Cash[Axis=n])", "sum([Cash, Equity])", "on(Cash, '2022-12-31')", "unit(X, 'USD')",
        "during(Revenue, '2023-07-01', '2023-09-30')", "unit(the(Rate), 'pure')",
    )),
)  # fmt: skip


def grown(inner):
    one = st.sampled_from((
        "({})", "-{}", "abs({})", "opening({})", "closing({})", "year_ago({})", "prior({})", "last_quarter({})",
        "quarter({}, 2)", "year_to_date({})", "unit({}, 'USD')", "unit({}, 'CNY')", "({}) ** 2", "({}) ** -1",
    ))  # fmt: skip
    two = st.sampled_from(("({} + {})", "({} - {})", "({} * {})", "({} / {})", "min({}, {})", "max({}, {})"))
    return st.one_of(
        st.builds(lambda form, a: form.format(a), one, inner),
        st.builds(lambda form, a, b: form.format(a, b), two, inner, inner),
    )


amounts = st.recursive(leaves, grown, max_leaves=5)
relations = st.one_of(
    st.builds("{} {} {}".format, amounts, st.sampled_from(("==", "==", "<=", ">=", "<", ">")), amounts),
    st.builds("{} <= {} <= {}".format, amounts, amounts, amounts),
    st.builds("{} in [{}, {}]".format, amounts, amounts, amounts),
)
guards = st.recursive(
    st.one_of(
        st.builds("reported({})".format, amounts),
        st.builds("{} > {}".format, amounts, amounts),
        st.sampled_from(("months(3, 9)", "instant()", "duration()", "dimensionless()", "currency('CNY', 'USD')")),
    ),
    lambda inner: st.one_of(
        st.builds("not ({})".format, inner),
        st.builds("({}) and ({})".format, inner, inner),
        st.builds("({}) or ({})".format, inner, inner),
    ),
    max_leaves=3,
)
sets = st.sampled_from((
    "X in concepts(monetary)", "X in [Assets, Revenue]", "X in [Cash]", "X in statement('Balance')",
    "X in children(Assets)",
))  # fmt: skip


def ruled(text, over, when, missing, printed):
    """Make a rule that ranges over a set, and over the members of an axis where it names one of them."""
    over = [over, "m in members(Axis)"] if "=m]" in f"{text}{when}" else [over]
    return rule(text, over, when, {"half": "Assets / 2"}, missing=missing, printed=printed)


handling = st.sampled_from(("indeterminate", "skip", "zero"))
rules = st.builds(ruled, relations, sets, st.one_of(st.none(), st.none(), guards), handling, st.booleans())


def told(made, facts, *, interpreted):
    """Return all a rule's ties say, and what kept it from being bound further."""
    figures = Figures(report(facts, USING))
    binder = Binder(figures, {"default": NS}, interpreted=interpreted)
    found = []
    try:
        for tie in binder.bind(made):
            lacking = [getattr(one, "scope", one) for one in tie.absent]
            found.append((
                tie.relation, tie.left, tie.right, tie.verdict, tie.keys, tie.spot, tie.scaled, tie.scope, tie.missing,
                lacking, tie.terms, tie.working, tie.reason, tie.sides(figures), tie.gap(figures),
            ))  # fmt: skip
    except RuleError as error:
        return found, (error.fault, error.offset, error.values)
    return found, None


@tried(400)
@given(facts, rules)
def test_a_compiled_rule_says_what_an_interpreted_one_does(facts, made):
    assert told(made, facts, interpreted=False) == told(made, facts, interpreted=True)


def test_what_a_template_has_no_form_for_is_interpreted():
    facts = [("Assets", 9), ("Cash", 9), ("Profit", 4, 0, NINE), ("Profit", 2, 0, QUARTER), ("Revenue", 3, 0, NINE)]

    def bound(text, over=()):
        binder = Binder(Figures(report(facts, USING)), {"default": NS})
        return [(tie.working, tie.filling is not None) for tie in binder.bind(rule(text, over))]

    assert bound("Assets == Cash") == [("9 == 9", True)]
    assert bound("Profit >= last_quarter(Profit)") == [("4 >= 2", True)]
    assert bound("Profit >= quarters(Profit)") == []
    assert template(rule("Profit >= quarters(Profit)")) is None
    assert template(rule("Assets == opening(0)")) is None
    assert bound("Assets == sum([Cash])") == [("9 == 9", True)]
    assert bound("Assets == sum([Equity])") == [("9 == 0", False)]  # what it lacks, the interpreter names
    assert bound("X == Cash", ["X in [Assets, Cash]"]) == [("9 == 9", True)]


def test_a_table_is_made_anew_where_something_else_is_supposed():
    figures = Figures(report([("Assets", 1), ("Assets", 2, 0, "2022-12-31"), ("Cash", 1)], USING))
    places = Places(figures)
    table = places.table(qname("Assets"))
    assert places.table(qname("Assets")) is table
    assert [places.scope(number).currency for number in table.scopes] == ["CNY", "CNY"]
    with Supposed(figures, {(qname("Assets"), 0): ()}):
        assert len(places.table(qname("Assets")).scopes) == 1


def verdicts(text, cash, assets, **more):
    """Return the verdict in whole numbers, and what intervals say."""
    facts = [("Cash", *cash), ("Assets", *assets)]
    figures = Figures(report(facts, USING))
    (tie,) = Binder(figures, {"default": NS}, interpreted=True).bind(rule(text, **more))
    form = template(rule(text)).forms[0]
    said = [figures.bounds_of(key) for key in tie.keys]
    optional, printed = more.get("missing") == "zero", more.get("printed", False)
    if form.weights is None:
        return ratios(form, said, figures.factor, optional=optional, printed=printed), tie.verdict
    constant = form.constant * figures.factor
    return linear(form.relation, form.weights, constant, said, optional=optional, printed=printed), tie.verdict


def test_a_verdict_in_whole_numbers_is_that_of_intervals_or_is_left_to_them():
    holds, rounding, fails, unknown = Verdict.HOLDS, Verdict.ROUNDING, Verdict.FAILS, Verdict.INDETERMINATE
    assert verdicts("Cash == Assets", (3,), (3,)) == (holds, holds)
    assert verdicts("Cash == Assets", (3,), (4,)) == (rounding, rounding)
    assert verdicts("Cash == Assets", (3,), (5,)) == (fails, fails)
    assert verdicts("Cash == Assets", (3,), (4,), printed=True) == (fails, fails)
    assert verdicts("Cash == Assets", (3,), (None,)) == (unknown, unknown)
    assert verdicts("Cash < Assets", (4,), (3,)) == (fails, fails)
    assert verdicts("Cash / Assets == 0.5", (100,), (200,)) == (holds, holds)
    assert verdicts("Cash / Assets == 0.5", (100,), (201,)) == (rounding, rounding)
    assert verdicts("Cash / Assets == 0.5", (100,), (204,)) == (fails, fails)
    assert verdicts("abs(Cash) * Assets >= 7", (-3,), (2,)) == (rounding, rounding)
    assert verdicts("Cash / Assets == 0.5", (100,), (0,)) == (None, unknown)
    assert verdicts("Cash ** 2 == Assets", (3,), (9,)) == (None, holds)
