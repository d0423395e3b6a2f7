"""Laws of calculation, diagnosis and propagation over generated reports."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace

from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.building import report, taxonomy
from tests.constructs import SUMMATION
from tests.laws import tried
from tests.strategies.trees import generated
from validator.checks import calculation
from validator.checks.waivers import Waiver, Waivers, named_figures
from validator.diagnosis import diagnose
from validator.finding import Verdict
from validator.model.names import SUMMATION_11
from validator.model.source import Location
from validator.tieouts.calculations import rollups
from validator.tieouts.equation import WhatIf
from validator.tieouts.evidence import Evidence
from validator.tieouts.figures import MISSING, NIL, OK, Bounds, Figures
from validator.tieouts.localization.explanations import pairs
from validator.tieouts.localization.index import Index
from validator.tieouts.localization.suspects import groups, singles
from validator.tieouts.propagation import propagate

QUIET = tried(60)
WEIGHTS = st.integers(-3, 3).filter(bool)
SMALL = st.integers(-2, 2)
OFFS = st.lists(st.integers(-8, 8), min_size=1, max_size=2)
OPTIONS = SimpleNamespace(calc11=False)


def evidence(report, **options):
    figures = Figures(report, **options)
    found = Evidence.gathered(figures, (calculation.bind,), OPTIONS)
    return figures, found.ties, list(found.said())


def summary(ties):
    return sorted((tie.title, tie.rollup.total, tie.frame, tie.verdict.value) for tie in ties)


@QUIET
@given(generated())
def test_a_consistent_report_is_silent(made):
    _, ties, findings = evidence(made.report)
    assert [one.message for one in findings if one.code != "CA104"] == []
    assert all(tie.verdict in (Verdict.HOLDS, Verdict.ROUNDING) for tie in ties)


@QUIET
@given(generated(), st.sampled_from((SUMMATION_11, SUMMATION)))
def test_a_total_binds_where_one_of_its_parts_is_reported_and_as_it_is_judged(made, arcrole):
    using = taxonomy({"Sheet": made.tree.sums}, arcrole=arcrole)
    figures, ties, _ = evidence(report(made.facts, using))
    places = [(tie.rollup.total, tie.spot) for tie in ties]
    there = {
        (rollup.total, spot)
        for rollup in rollups(figures.report)
        for spot in figures.spots(rollup.total)
        if figures.bounds_of((rollup.total, spot)).state != NIL
        and any(figures.bounds_of((part, spot)).state not in (MISSING, NIL) for part, _ in rollup.parts)
    }
    assert set(places) == there
    assert [tie.verdict for tie in ties] == [tie.judge(figures) for tie in ties]
    for total in dict.fromkeys(total for total, _ in places):
        spots = [spot for one, spot in places if one == total]
        assert spots == [spot for spot in figures.spots(total) if spot in spots]


@QUIET
@given(generated(), st.randoms(use_true_random=False))
def test_the_order_of_facts_changes_no_verdict(made, random):
    _, ties, _ = evidence(made.report)
    facts = list(made.facts)
    random.shuffle(facts)
    _, again, _ = evidence(made._replace(facts=facts).report)
    assert summary(again) == summary(ties)


@QUIET
@given(generated(missing=False), st.integers(1, 12))
def test_scaling_values_and_decimals_together_changes_no_verdict(made, power):
    _, ties, _ = evidence(made.report)
    scaled = [(name, f"{text}e{power}", decimals - power, *rest) for name, text, decimals, *rest in made.facts]
    _, again, _ = evidence(made._replace(facts=scaled).report)
    assert summary(again) == summary(ties)


@QUIET
@given(generated(missing=False), st.data())
def test_a_broken_total_is_found_in_exactly_its_ties(made, data):
    position = data.draw(st.integers(0, len(made.facts) - 1))
    facts = list(made.facts)
    name, text, decimals, when, unit = facts[position]
    whole, dot, part = text.partition(".")
    facts[position] = (name, f"{int(whole) + 10**12}{dot}{part}", decimals, when, unit)
    _, before, _ = evidence(made.report)
    figures, ties, findings = evidence(made._replace(facts=facts).report)
    key = figures.key_of(position)
    for old, new in zip(before, ties, strict=True):
        assert new.verdict is (Verdict.FAILS if key in new.keys else old.verdict)
    assert len(findings) == sum(key in tie.keys for tie in ties)


@QUIET
@given(generated(missing=False), st.data())
def test_forwards_and_backwards_agree(made, data):
    """A value inside what the others imply makes a tie hold, one outside makes it fail."""
    figures, ties, _ = evidence(made.report)
    tie = data.draw(st.sampled_from(ties))
    key = data.draw(st.sampled_from(tie.keys))
    implied = tie.implied(key, figures)
    center = implied.middle * figures.factor
    shift = data.draw(st.integers(-(10**4), 10**4)) * figures.factor // 100
    value = center + shift
    verdict = tie.judge(WhatIf(figures, {key: Bounds(OK, value, value, value)}))
    assert (verdict is not Verdict.FAILS) is (value / figures.factor in implied)


@QUIET
@given(generated(missing=False, most=16), st.data())
def test_a_single_planted_error_is_among_the_suspects_with_its_true_value(made, data):
    position = data.draw(st.integers(0, len(made.facts) - 1))
    name, text, decimals, when, unit = made.facts[position]
    step = 10 ** max(0, -decimals)
    off = data.draw(st.integers(20, 10**6)) * data.draw(st.sampled_from([1, -1])) * step
    whole, dot, part = text.partition(".")
    facts = list(made.facts)
    facts[position] = (name, f"{int(whole) + off}{dot}{part}", decimals, when, unit)
    figures, ties, _ = evidence(made._replace(facts=facts).report)
    failing = [tie for tie in ties if tie.verdict is Verdict.FAILS]
    assume(failing)
    index = Index(ties, figures)
    truth, _, _ = evidence(made.report)
    key = figures.key_of(position)
    true = truth.true(truth.bounds_of(key).value)
    named = [one for group in groups(failing) for one in singles(group, index, figures)]
    own = [one for one in named if one.key == key]
    assert own, [one.key for one in named]
    assert all(true in one.allowed for one in own)
    assert all(diagnose(group, index, figures).suspects for group in groups(failing))


@QUIET
@given(generated(missing=False, most=16), st.data())
def test_two_planted_errors_are_explained_by_at_most_two_figures_a_group(made, data):
    facts = list(made.facts)
    rows = data.draw(st.lists(st.integers(0, len(facts) - 1), min_size=2, max_size=2, unique=True))
    for row, off in zip(rows, (123_457_000, -98_765_000), strict=True):
        name, text, decimals, when, unit = facts[row]
        whole, dot, part = text.partition(".")
        facts[row] = (name, f"{int(whole) + off}{dot}{part}", decimals, when, unit)
    figures, ties, _ = evidence(made._replace(facts=facts).report)
    failing = [tie for tie in ties if tie.verdict is Verdict.FAILS]
    index = Index(ties, figures)
    for group in groups(failing):
        assert singles(group, index, figures) or pairs(group, index, figures)


@QUIET
@given(generated(missing=False), st.data())
def test_propagation_never_drops_what_can_be_true(made, data):
    """The true values a consistent report was rounded from stay within what propagation leaves."""
    figures, ties, _ = evidence(made.report)
    domains, contradiction = propagate(ties, figures)
    assert contradiction is None
    exact = made.exact
    for (name, when, unit), value in exact.items():
        row = next(i for i, fact in enumerate(made.facts) if (fact[0], fact[3], fact[4]) == (name, when, unit))
        key = figures.key_of(row)
        said = domains.bounds_of(key)
        assert value in figures.interval(said)


@QUIET
@given(generated(missing=False, most=8), st.data())
def test_waiving_never_hides_an_unlisted_failure(made, data):
    facts = list(made.facts)
    for row in data.draw(st.lists(st.integers(0, len(facts) - 1), min_size=1, max_size=3, unique=True)):
        name, text, decimals, when, unit = facts[row]
        whole, dot, part = text.partition(".")
        facts[row] = (name, f"{int(whole) + data.draw(st.integers(10**6, 10**9))}{dot}{part}", decimals, when, unit)
    broken = made._replace(facts=facts).report
    found = Evidence.gathered(Figures(broken), (calculation.bind,), OPTIONS)
    failing = list(found.failing())
    chosen = [tie for tie in failing if data.draw(st.booleans())]
    waivers = Waivers(today="2024-01-01")
    given_for = {(tie.code, tuple(sorted(named_figures(tie).items()))) for tie in chosen}
    waivers.files = {
        "w.toml": {
            key: Waiver(*key, "why", "who", "2024-12-31", Location("w.toml", n)) for n, key in enumerate(given_for)
        }
    }
    waivers.named = ["w.toml"]
    waivers.applied(found)
    assert [one.tie for one in found.failures] == failing
    for one in found.failures:
        listed = (one.tie.code, tuple(sorted(named_figures(one.tie).items()))) in given_for
        assert bool(one.finding.waived) is listed


@QUIET
@given(st.lists(st.tuples(WEIGHTS, st.lists(SMALL, min_size=1, max_size=2)), min_size=1, max_size=4), OFFS)
@example([(3, [0])], [2])  # rounding weighs as much as the figure does: up to two units, and not three
@example([(-3, [0])], [3])
def test_binding_equals_judging_over_random_weights_and_repeats(parts, offs):
    """A tie is bound on a faster way than it is judged again, and both say what plain arithmetic says."""
    names = [f"P{at}" for at in range(len(parts))]
    value = sum(weight * said[0] for weight, said in parts)
    room = sum(abs(weight) for weight, _ in parts)
    totals = [value + off for off in offs]
    facts = [("T", one) for one in totals]
    facts += [(name, one) for name, (_, said) in zip(names, parts, strict=True) for one in said]
    made = report(facts, taxonomy({"Sheet": {"T": dict(zip(names, [weight for weight, _ in parts], strict=True))}}))
    figures, (tie,), _ = evidence(made)
    assert tie.verdict is tie.judge(figures)
    if all(max(said) - min(said) < 1 for said in (totals, *(said for _, said in parts))):
        off = abs(totals[0] - value)
        fails = off > Fraction(room + 1, 2)  # every figure is rounded to units, so it may be off by a half
        assert tie.verdict is (Verdict.HOLDS if not off else Verdict.FAILS if fails else Verdict.ROUNDING)
    else:
        assert tie.verdict not in (Verdict.HOLDS, Verdict.ROUNDING)
