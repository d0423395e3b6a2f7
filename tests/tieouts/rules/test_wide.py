"""Sums over many concepts of which few are reported in a scope: bound alike, with what is reported looked up alone."""

from __future__ import annotations

import pytest

from tests.building import NS, concept, qname, report, taxonomy
from tests.ruling import bound
from validator.tieouts.expression import figures_of
from validator.tieouts.figures import Figures
from validator.tieouts.rules import wide
from validator.tieouts.rules.binding import Binder
from validator.tieouts.rules.rulebook import load
from validator.tieouts.rules.scope import Frames
from validator.tieouts.rules.tokens import RuleError

PARTS = [f"P{at}" for at in range(30)]
LASTING = "2023-01-01/2023-09-30"
FACTS = [
    ("T", 5, 0, "2023-09-30"), ("P7", 2, 0, "2023-09-30"), ("P3", 3, 0, "2023-09-30"),
    ("T", 9, 0, "2023-06-30"), ("P9", 9, 0, "2023-06-30", "pure"), ("T", 1, 0, "2022-12-31"),
    ("T", 4, 0, "2023-12-31"), ("P7", 4, 0, "2023-12-28"), ("D", 7, 0, LASTING), ("P29", 7, 0, "2023-09-30"),
]  # fmt: skip


def ties(tmp_path, rule, more="", lasting=("D",), undeclared="", *, interpreted=False):
    """Return what a rule binds; T is the sum of P0 to P29 and of what lasts."""
    weights = dict.fromkeys([*PARTS, *lasting], 1)
    concepts = [concept(name, period_type="duration") for name in ("D", *lasting)]
    using = taxonomy({"Sheet": {"T": weights}}, concepts)
    using.concepts.pop(qname(undeclared), None)
    figures = Figures(report(FACTS, using))
    path = tmp_path / "rules.toml"
    says = 'says = "off"\nwhy = "It is so."\n'
    path.write_text(f'[namespaces]\ndefault = "{NS}"\n[TO901]\nname = "off"\nrule = "{rule}"\n{says}{more}')
    (made,) = load(str(path)).rules
    binder = Binder(figures, {"default": NS}, interpreted=interpreted)
    return [(str(tie.scope), tie.left, tie.right, list(map(str, tie.absent)), tie.verdict) for tie in binder.bind(made)]


AT_AN_INSTANT = "D == opening(sum(contributors(T)))"
RULES = (
    *(("T == sum(contributors(T))", ""), ("T == sum(x in contributors(T), x)", "")),
    *(("T == 2 * sum(contributors(T)) - sum(contributors(T))", ""), ("T == sum(x in contributors(T) - [P3], x)", "")),
    *(("closing(T) == sum(contributors(T))", ""), ("T == sum(contributors(T))", 'missing = "skip"')),
    (AT_AN_INSTANT, ""),
    ("T == sum(contributors(X))", 'for = "X in concepts(monetary)"'),
)


@pytest.mark.parametrize(("lasting", "undeclared"), [(("D",), ""), ((), ""), ((), "P5")])
@pytest.mark.parametrize(("rule", "more"), RULES)
def test_a_wide_sum_is_bound_as_if_every_part_were_looked_up(rule, more, lasting, undeclared, tmp_path, monkeypatch):
    def outcome():
        try:
            return ties(tmp_path, rule, more, lasting, undeclared)
        except RuleError as error:
            return error.fault, error.offset, error.values

    found = outcome()
    monkeypatch.setattr(wide, "MANY", 10**6)
    assert found == outcome()
    fails = bool(undeclared) or (rule == AT_AN_INSTANT and bool(lasting))
    assert isinstance(found, tuple) is fails


def test_only_what_is_reported_is_looked_up(tmp_path, monkeypatch):
    looked = []
    find = Frames.find
    monkeypatch.setattr(Frames, "find", lambda self, name, scope: (looked.append(name), find(self, name, scope))[1])
    made = ties(tmp_path, "T == sum(contributors(T))", lasting=(), interpreted=True)
    assert [len(list(figures_of(right))) for _, _, right, _, _ in made] == [3, 1, 0, 0, 1]
    assert len(looked) == 5 + 5 + 2  # T in every place, the parts that are there, the last part where none is


@pytest.mark.parametrize("rule", ["T == sum(contributors(T))", "T == closing(sum(contributors(T)))"])
def test_what_is_not_looked_up_is_still_what_the_rule_reads(rule, tmp_path, monkeypatch):
    read = set()
    spots = Figures.spots
    monkeypatch.setattr(Figures, "spots", lambda self, name: (read.add(name.rpartition("}")[2]), spots(self, name))[1])
    ties(tmp_path, rule, lasting=())
    assert set(PARTS) <= read


MANY = [f"P{at}" for at in range(20)]


def test_parts_with_members_of_their_own_are_looked_up_in_all():
    facts = [("Assets", 9, 0, "2023-09-30"), ("P3", 4, 0, "2023-09-30", None, {"Axis": "East"})]
    found = bound(facts, "Assets == sum(x in children(Assets), x[Axis=East])", presented={"R": {"Assets": MANY}})
    assert [tie.working for tie in found] == ["9 == 4"]


def test_a_part_for_durations_is_told_at_an_instant_wherever_it_stands():
    facts = [("Change", 9, 0, LASTING), ("Cash", 4, 0, "2022-12-31")]
    with pytest.raises(RuleError) as caught:
        bound(facts, "Change == opening(sum(children(Assets)))", presented={"R": {"Assets": ["Costs", *MANY]}})
    assert caught.value.fault == "instant"
