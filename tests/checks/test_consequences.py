"""Failures that repeat another are told with it, and only then."""

from __future__ import annotations

from types import SimpleNamespace
from typing import NamedTuple

import pytest

from tests.building import NS, concept, report, taxonomy
from tests.test_growth import MOST, called
from validator import diagnosis
from validator.checks import calculation, tieouts
from validator.checks.consequences import left_open, once_a_figure, one_culprit, stood_in, told_once
from validator.finding import Diagnosis, Finding, Severity, Suspect, Verdict
from validator.model.source import Location
from validator.tieouts.evidence import Evidence, Failure
from validator.tieouts.figures import Figures


class Told(NamedTuple):
    """As much of a finding as is looked at."""

    code: str
    message: str
    notes: tuple[str, ...]
    waived: str


RULES = f"""
[namespaces]
default = "{NS}"

[TO900]
name = "balance-broken"
rule = "Assets == Equity"
says = "{{left}} against {{right}}"
why = "It must."

[TO901]
name = "balance-broken-as-printed"
rule = "Assets == Equity + 0 * Cash"
says = "{{left}} printed against {{right}}"
why = "It mostly does."
kind = "plausibility"
compare = "printed"
severity = "warning"
missing = "skip"
follows = ["TO900", "CA101"]
"""


@pytest.fixture
def told(tmp_path, monkeypatch):
    monkeypatch.setenv("TIEOUT_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "rules.toml"
    path.write_text(RULES, encoding="utf-8")

    def tell(facts, sums, *, once=True):
        concepts = [concept(name) for name in ("Assets", "Equity", "Cash")]
        figures = Figures(report(facts, taxonomy(sums, concepts)))
        options = SimpleNamespace(rules=(str(path),), calc11=True)
        both = Evidence.gathered(figures, (calculation.bind, tieouts.bind), options)
        if once:
            told_once(both)
        return both

    return tell


def codes(evidence):
    return [finding.code for finding in evidence.said()]


def failing(evidence):
    return [tie.code for tie in evidence.failing()]


def test_what_stands_alone_is_told(told):
    assert codes(told([("Assets", 5, 0), ("Equity", 5, 0), ("Cash", 1, 0)], {})) == []
    one_off = told([("Assets", 5, 0), ("Equity", 4, 0), ("Cash", 1, 0)], {})  # rounding explains it
    assert codes(one_off) == ["TO901"]
    assert failing(one_off) == ["TO901"]


def test_what_follows_is_a_note_on_what_it_follows_from(told):
    found = told([("Assets", 9, 0), ("Equity", 4, 0), ("Cash", 1, 0)], {})
    assert failing(found) == ["TO900", "TO901"]
    (finding,) = found.said()
    assert finding.code == "TO900"
    assert finding.notes[-1] == "TO901 fails with it: 9 printed against 4"


def test_a_failure_over_other_figures_silences_nothing(told):
    sums = {"Sheet": {"Total": {"Part": 1}}}
    facts = [("Assets", 5, 0), ("Equity", 4, 0), ("Cash", 1, 0), ("Total", 9, 0), ("Part", 1, 0)]
    assert codes(told(facts, sums)) == ["CA101", "TO901"]
    sums = {"Sheet": {"Total": {"Cash": 1}}}
    assert codes(told([*facts[:3], ("Total", 9, 0)], sums)) == ["CA101"]


def rule(code, text, **keys):
    lines = "".join(f"{key} = {value!r}\n" for key, value in keys.items())
    return (
        f'[{code}]\nname = "a-rule"\nsays = "{{left}} against {{right}}"\nwhy = "It must."\nrule = "{text}"\n{lines}\n'
    )


@pytest.fixture
def stands(tmp_path, monkeypatch):
    monkeypatch.setenv("TIEOUT_CACHE", str(tmp_path / "cache"))

    def stand(facts, text):
        path = tmp_path / "rules.toml"
        path.write_text(f'[namespaces]\ndefault = "{NS}"\n{text}', encoding="utf-8")
        concepts = [concept(name) for name in ("Total", "Part", "Other", "Cash")]
        figures = Figures(report(facts, taxonomy({"Sheet": {"Total": {"Part": 1, "Other": 1}}}, concepts)))
        options = SimpleNamespace(rules=(str(path),), calc11=True)
        both = Evidence.gathered(figures, (calculation.bind, tieouts.bind), options)
        stood_in(both)
        assert {one.tie for one in both.failures} == set(both.failing())
        return [(tie.code, tie.verdict) for tie in both.ties]

    return stand


HOLDS, FAILS, UNTOLD = Verdict.HOLDS, Verdict.FAILS, Verdict.INDETERMINATE


def test_a_rule_stands_in_only_where_it_says_so_and_a_part_is_missing(stands):
    facts = [("Total", 9, 0), ("Part", 5, 0)]
    bound = rule("TO900", "Total <= 2 * Part", instead_of=["CA101"])
    assert stands(facts, bound) == [("TO900", HOLDS)]
    assert stands(facts, rule("TO900", "Total <= 2 * Part")) == [("CA101", FAILS), ("TO900", HOLDS)]
    assert stands([*facts, ("Other", 1, 0)], bound) == [("CA101", FAILS), ("TO900", HOLDS)]  # nothing is missing
    over_a_part = rule("TO900", "Part <= 5", instead_of=["CA101"])
    assert stands(facts, over_a_part) == [("CA101", FAILS), ("TO900", HOLDS)]
    untold = rule("TO900", "Total <= 2 * Part + Cash", instead_of=["CA101"])
    assert stands(facts, untold) == [("CA101", FAILS), ("TO900", UNTOLD)]


def test_what_is_waived_takes_along_only_what_is_waived(told):
    facts = [("Assets", 9, 0), ("Equity", 4, 0), ("Cash", 1, 0)]
    found = told(facts, {}, once=False)
    main, repeated = found.failures
    main.finding = main.finding._replace(waived="accepted")
    told_once(found)
    assert [one.finding is None for one in found.failures] == [False, False]
    repeated.finding = repeated.finding._replace(waived="accepted")
    told_once(found)
    assert [one.finding is None for one in found.failures] == [False, True]


def test_a_total_that_lacks_a_part_is_indeterminate_and_one_that_lacks_none_fails():
    def verdicts(*facts):
        figures = Figures(report(facts, taxonomy({"Sheet": {"Total": {"Part": 1, "Other": 1}}})))
        found = Evidence.gathered(figures, (calculation.bind,), SimpleNamespace(calc11=True))
        left_open(found)
        return [tie.verdict for tie in found.ties]

    assert verdicts(("Total", 9, 0), ("Part", 9, 0)) == [HOLDS]
    assert verdicts(("Total", 9, 0), ("Part", 5, 0)) == [UNTOLD]
    assert verdicts(("Total", 9, 0), ("Part", 5, 0), ("Other", 1, 0)) == [FAILS]


# --- one culprit, one finding -------------------------------------------------------------------
NESTED = {"Sheet": {"Total": {"Sub": 1, "Other": 1}, "Sub": {"A": 1, "B": 1}}, "Notes": {"Sub": {"X": 1, "Y": 1}}}
SOUND = {"Total": 50310, "Sub": 45010, "Other": 5300, "A": 32010, "B": 13000, "X": 30000, "Y": 15010}


def one_told(**changed):
    facts = [(name, value) for name, value in {**SOUND, **changed}.items()]
    evidence = Evidence.gathered(
        Figures(report(facts, taxonomy(NESTED))), (calculation.bind,), SimpleNamespace(calc11=False)
    )
    diagnosis.explained(evidence)
    one_culprit(evidence)
    return evidence


def test_failures_that_one_figure_settles_are_told_once():
    evidence = one_told(Sub=54010)
    (finding,) = evidence.said()
    assert len(failing(evidence)) == 3
    assert finding.diagnosis is not None
    assert finding.diagnosis.decided
    told = [note for note in finding.notes if note.startswith("it fails with it: ")]
    assert [note.split(" but ")[0] for note in told] == [
        "it fails with it: Total is 50,310",
        "it fails with it: Sub is 54,010",
    ]
    assert finding.at == finding.diagnosis.culprit.at  # it is told at the figure itself
    assert all(f", at {finding.at.path}" in note for note in told)


def test_failures_of_two_figures_and_undecided_ones_stay_apart():
    assert len(codes(one_told(X=31000))) == len(failing(one_told(X=31000))) == 1
    two = one_told(Total=60310, Y=25010)
    assert len(codes(two)) == len(failing(two)) == 2


def test_failures_of_two_codes_stay_apart(told):
    found = told([("Assets", 9, 0), ("Equity", 4, 0), ("Cash", 1, 0)], {}, once=False)
    one = Diagnosis("Assets should be 4", (), decided=True)
    for failure in found.failures:
        failure.finding = failure.finding._replace(diagnosis=one)
    one_culprit(found)
    assert codes(found) == ["TO900", "TO901"]


def test_of_many_failures_some_are_told_of_and_the_rest_counted(told):
    found = told([("Assets", 9, 0), ("Equity", 4, 0), ("Cash", 1, 0)], {}, once=False)
    (first, *_) = found.failures
    first.finding = first.finding._replace(diagnosis=Diagnosis("Assets should be 4", (), decided=True))
    found.failures = [Failure(first.tie, first.finding) for _ in range(9)]
    one_culprit(found)
    (finding,) = found.said()
    assert finding.notes[-1] == "and 3 more fail with it"


def test_what_many_failures_share_is_asked_for_once_each():
    def work(n):
        tie = SimpleNamespace(keys=(("Rate", 0),), code="TO901", follows=("TO900",))
        first = SimpleNamespace(keys=(("Rate", 0),), code="TO900", follows=())
        made = [Failure(one, Told(one.code, f"{at}", (), "")) for at, one in enumerate((first, *[tie] * n))]
        evidence = SimpleNamespace(failures=made)
        took = called(lambda: told_once(evidence))
        assert [one.finding is None for one in made] == [False, *[True] * n]
        assert made[0].finding.notes == tuple(f"TO901 fails with it: {at + 1}" for at in range(n))
        return took

    assert work(400) <= MOST * work(200)


def accused(at, *, decided=True, waived="", severity=Severity.ERROR):
    suspect = Suspect("Equity", at, "12", "21", "21", "", ())
    made = Diagnosis("Equity", ((suspect,),), decided)
    return Finding("CA101", "", severity, "off", Location("r.xml", 9, 1), diagnosis=made, waived=waived)


def test_what_a_source_prints_is_told_with_the_figure_that_is_certain_to_be_wrong():
    wrong, other = Location("r.xml", 3, 1), Location("r.xml", 4, 1)
    printed = Finding("SO101", "", Severity.ERROR, "12 here, 21 there", wrong, (("printed", Location("r.md", 7, 2)),))
    source = Finding("SO101", "", Severity.ERROR, "it has moved", wrong)

    def once(*found):
        return once_a_figure(found, lambda one: one.severity)

    for apart in (
        (printed, accused(other)),  # another figure
        (printed, accused(wrong, decided=False)),
        (printed, accused(wrong, waived="accepted")),
        (printed, accused(wrong, severity=Severity.WARNING)),  # what counts less tells of nothing that counts more
        (source, accused(wrong)),
    ):
        assert once(*apart) == list(apart)
    (one,) = once(printed, accused(wrong))
    assert (one.code, one.notes) == ("CA101", ("SO101 says so too: 12 here, 21 there, at r.md:7:2",))
