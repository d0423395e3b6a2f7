"""How well the rules protect the figures of the release: corruptions of a sample, and of every figure (slow)."""

from __future__ import annotations

import pytest

from validator import prove

# What no other figure of the release tells to the last digit: income per share is too coarse for the count of shares.
UNPROTECTED = {"WeightedAverageSharesBasic", "WeightedAverageAdsDiluted"}


def of(kind, proof, figures):
    """The trials of figures that stand in a table (`t`) or in the text (`p`)."""
    ids = figures.report.ids
    keys = {key for key in proof.labels if any((ids[row] or "").startswith(kind) for row in figures.rows(key))}
    return [trial for trial in proof.trials if trial.key in keys]


def bars(trials):
    counted = prove.tally(trials)
    return (
        counted["detected"] / counted["corruptions"],
        counted["culprit"] / counted["detected"],
        counted["contained"] / counted["culprit_valued"],
    )


def test_a_sample_of_figures_is_protected(ties):
    figures = ties[0].figures
    trials = of("t", prove.prove(figures, ties, sample=40, seed=7), figures)
    assert len({trial.key for trial in trials}) > 25
    unseen = {trial.key[0].rpartition("}")[2] for trial in trials if not trial.detected}
    assert unseen <= UNPROTECTED
    assert all(trial.contained for trial in trials if trial.culprit and trial.kind != "dropped")


@pytest.mark.slow
def test_every_figure_of_tables_and_text_is_protected(ties):
    figures = ties[0].figures
    proof = prove.prove(figures, ties, workers=2)
    trials = of("t", proof, figures)
    detected, culprit, contained = bars(trials)
    assert detected >= 0.99
    assert culprit >= 0.85
    assert contained >= 0.95
    assert {trial.key[0].rpartition("}")[2] for trial in trials if not trial.detected} <= UNPROTECTED
    detected, culprit, contained = bars(of("p", proof, figures))
    assert detected >= 0.92
    assert culprit >= 0.85
    assert contained >= 0.95
