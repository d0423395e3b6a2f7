"""What explains a group of failures, and whether the first of it stands out: told and measured by one function."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.building import report, taxonomy
from validator import diagnosis
from validator.checks import calculation
from validator.finding import Severity
from validator.prove import Prover
from validator.prove.corruptions import Corruption
from validator.run import judged
from validator.tieouts.evidence import Evidence
from validator.tieouts.explanations import AHEAD, explanations, score, stands_out
from validator.tieouts.figures import Figures
from validator.tieouts.index import Index

SUMS = {"Sheet": {"T": {"S": 1, "C": 1}, "S": {"A": 1, "B": 1}}}
FACTS = {"T": 50310, "S": 45010, "C": 5300, "A": 32010, "B": 13000}


def scored(*scores):
    return [tuple(SimpleNamespace(score=one) for one in some) for some in scores]


@pytest.mark.parametrize(
    ("ranked", "said"),
    [
        (scored([5], [5]), False),
        (scored([5 + AHEAD - 1], [5]), False),
        (scored([5 + AHEAD, 0], [1 + AHEAD, 0]), False),  # of pairs, both together
        (scored([5 + AHEAD], [5]), True),
        (scored([AHEAD, AHEAD], [AHEAD, 0]), True),
        (scored([0]), True),
        (scored([9], [0]), False),  # how far ahead is said here, and not by the constant
        (scored([10], [0]), True),
    ],
)
def test_the_first_stands_out_only_well_ahead_of_the_second(ranked, said):
    assert stands_out(ranked) is said


@pytest.mark.parametrize("changed", [{"S": 54010}, {"C": 5200}, {"T": 50210}, {"A": 31010}])
def test_what_is_measured_is_what_is_told(changed):
    """A proof calls a corrupted fact named exactly where the diagnosis of the corrupted report is decided for it."""
    (name,) = changed
    sound, wrong = (report(list(some.items()), taxonomy(SUMS)) for some in (FACTS, {**FACTS, **changed}))
    row = list(FACTS).index(name)
    prover = Prover(sound, lambda one: [f for f in judged(one).findings if f.severity >= Severity.WARNING])
    trial = prover.trial(Corruption((row,), "digit", "", wrong, frozenset((sound.concepts[row],))), row)

    broken = Evidence.gathered(Figures(wrong), (calculation.bind,), SimpleNamespace(calc11=False))
    failing = list(broken.failing())
    index = Index(broken.ties, broken.figures)
    said = diagnosis.diagnose(failing, index, broken.figures)
    first = explanations(failing, index, broken.figures).ranked[0][0]
    assert trial.detected
    assert trial.culprit is (said.decided and broken.figures.label(first.key[0]) == name)


def test_the_likeliest_pair_comes_first_however_early_others_are_found():
    """T stands before C in every tie, but 48,510 is no slip that becomes 50,310, and 5,300 becomes 3,500 by one."""
    sums = {**SUMS, "Notes": {"A": {"X": 1, "Y": 1}}}
    facts = {**FACTS, "X": 30000, "Y": 2010, "C": 3500, "A": 23010}
    broken = Evidence.gathered(
        Figures(report(list(facts.items()), taxonomy(sums))), (calculation.bind,), SimpleNamespace(calc11=False)
    )
    found = explanations(list(broken.failing()), Index(broken.ties, broken.figures), broken.figures).ranked
    told = [([broken.figures.label(one.key[0]) for one in pair], score(pair)) for pair in found]
    assert told == [(["C", "A"], 136), (["T", "A"], 86)]
