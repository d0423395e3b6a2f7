"""How well the rules protect the facts of the release: corruptions of a sample, and of every fact (slow)."""

from __future__ import annotations

import pytest

from validator import coverage, prove, readers, run
from validator.finding import Severity
from validator.run import Options

OPTIONS = Options()


@pytest.fixture(scope="module")
def report(release):
    """The release's report."""
    return readers.read(str(release / "report.xml"), OPTIONS)


def proven(report, **more):
    """The proof of the report, as `check` judges it."""

    def judge(corrupted):
        return [one for one in run.judged(corrupted, OPTIONS).findings if one.severity >= Severity.WARNING]

    return prove.prove(report, judge, printed=coverage.printed(report), workers=2, **more)


def shares(trials):
    """What is detected of all; named, and true values told, of those."""
    counted = prove.tally(trials)
    return (
        counted["detected"] / counted["corruptions"],
        counted["culprit"] / counted["detected"],
        counted["contained"] / counted["valued"],
    )


def test_values_of_a_sample_of_facts_are_protected(report):
    trials = [one for one in proven(report, sample=6, seed=7).trials if one.kind in prove.VALUED]
    assert len({one.row for one in trials}) == 6
    assert all(one.detected and not one.accused for one in trials)
    assert all(one.contained for one in trials if one.culprit)


@pytest.mark.slow
def test_every_kind_of_slip_in_facts_of_tables_and_text(report):
    proof = proven(report, sample=24, seed=11)
    detected, named, told = shares([one for one in proof.trials if one.kind in prove.VALUED])
    assert (detected >= 0.97, named >= 0.9, told >= 0.95) == (True, True, True)
    assert shares(proof.trials)[0] >= 0.9
    lines = (prove.SCALED, *prove.SHIFTED.values())  # much is wrong at once, and what is right may be at odds with it
    assert not any(one.accused for one in proof.trials if one.kind not in lines)
    assert sum(one.accused for one in proof.trials) * 30 <= len(proof.trials)
