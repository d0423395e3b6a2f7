"""How well the rules protect the figures of the release: corruptions of a sample, and of every figure (slow)."""

from __future__ import annotations

import json

import pytest

from validator import prove

# What no other figure of the release tells to the last digit: income per share is too coarse for the count of shares.
UNPROTECTED = {"WeightedAverageSharesBasic", "WeightedAverageAdsDiluted"}


def of(proof, *printed):
    """The trials of figures that are printed in one of these ways."""
    return [trial for trial in proof.trials if proof.printed[trial.key] in printed]


@pytest.fixture(scope="session")
def tabled(release):
    """For the id of each fact, whether it is printed in a table."""
    places = json.loads((release / "report.xml.places.json").read_text(encoding="utf-8"))["facts"]
    return {name: "row" in place for name, place in places.items()}


def bars(trials):
    counted = prove.tally(trials)
    return (
        counted["detected"] / counted["corruptions"],
        counted["culprit"] / counted["detected"],
        counted["contained"] / counted["culprit_valued"],
    )


def test_a_sample_of_figures_is_protected(ties, tabled):
    trials = of(prove.prove(ties[0].figures, ties, sample=40, seed=7, tabled=tabled), prove.TABLES, prove.BOTH)
    assert len({trial.key for trial in trials}) > 25
    unseen = {trial.key[0].rpartition("}")[2] for trial in trials if not trial.detected}
    assert unseen <= UNPROTECTED
    assert all(trial.contained for trial in trials if trial.culprit and trial.kind != "dropped")


@pytest.mark.slow
def test_every_figure_of_tables_and_text_is_protected(ties, tabled):
    proof = prove.prove(ties[0].figures, ties, workers=2, tabled=tabled)
    trials = of(proof, prove.TABLES, prove.BOTH)
    detected, culprit, contained = bars(trials)
    assert detected >= 0.99
    assert culprit >= 0.85
    assert contained >= 0.95
    assert {trial.key[0].rpartition("}")[2] for trial in trials if not trial.detected} <= UNPROTECTED
    for where in ((prove.BOTH, prove.TEXT), (prove.TEXT,)):
        detected, culprit, contained = bars(of(proof, *where))
        assert detected >= 0.92
        assert culprit >= 0.85
        assert contained >= 0.95
    assert len({trial.key for trial in of(proof, prove.TEXT)}) == 76
