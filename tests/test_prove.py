"""Coverage, and its proof by corruption."""

from __future__ import annotations

import json
from types import SimpleNamespace

from tests.building import report, taxonomy
from tests.statements import reading, statement
from validator import coverage, prove
from validator.checks import calculation, discovered
from validator.discovery.document import drafted
from validator.reporters import coverage as told
from validator.reporters import proof as proof_words
from validator.tieouts.evidence import Evidence
from validator.tieouts.figures import Figures

SUMS = {"Sheet": {"T": {"S": 1, "C": 1}, "S": {"A": 1, "B": 1}}}
TREE = {"Sheet": {"Top": ["T", "S", "C", "A", "B"]}}
FACTS = [("T", 50310), ("S", 45010), ("C", 5300), ("A", 32010), ("B", 13000), ("Lone", 7), ("N", None)]


def bound(facts=FACTS):
    figures = Figures(report(facts, taxonomy(SUMS, presented=TREE)))
    return figures, Evidence.gathered(figures, (calculation.bind,), SimpleNamespace(calc11=False)).ties


def test_coverage_counts_figures_by_statement():
    measured = coverage.measure(*bound())
    assert (len(measured.figures), measured.protected) == (6, 5)
    assert {title: len(some) for title, some in measured.statements().items()} == {"Sheet": 5, "in no statement": 1}
    assert [one.label for one in measured.figures if len(one.ties) == 2] == ["S"]
    assert told.text(measured).endswith("figures no tie protects:\n  report.xbrl:6:1: Lone (as of 2023-09-30, CNY)\n")
    assert "holds: CA101 Sheet" in told.text(measured, everything=True)
    assert json.loads(json.dumps(told.plain(measured)))["protected"] == 5


def test_a_share_is_rounded_down():
    assert told.share(999_999, 1_000_000) == "99.9%"
    assert told.share(0, 0) == "0.0%"


def test_every_figure_is_corrupted_and_what_is_in_no_tie_goes_unseen():
    figures, ties = bound()
    proof = prove.prove(figures, ties)
    assert {trial.kind for trial in proof.trials} == set(prove.KINDS) - {"column"}
    assert len({trial.key for trial in proof.trials}) == 6
    blind = {figures.label(trial.key[0]) for trial in proof.trials if not trial.detected and trial.kind != "dropped"}
    assert blind <= {"Lone", "C", "A", "B", "T", "S"}
    assert all(not trial.detected for trial in proof.trials if figures.label(trial.key[0]) == "Lone")
    total = [trial for trial in proof.trials if figures.label(trial.key[0]) == "S" and trial.kind != "dropped"]
    assert all(trial.detected and trial.culprit and trial.contained for trial in total if trial.kind == "swap")
    assert "Lone" in proof_words.text(proof)
    assert json.loads(json.dumps(proof_words.plain(proof)))["all"]["corruptions"] == len(proof.trials)


def test_nothing_is_left_changed():
    figures, ties = bound()
    before = {key: figures.bounds_of((key, spot)) for key, spots in figures.by_concept.items() for spot in spots}
    prove.prove(figures, ties)
    assert before == {
        key: figures.bounds_of((key, spot)) for key, spots in figures.by_concept.items() for spot in spots
    }
    assert [tie.judge(figures) for tie in ties] == [tie.verdict for tie in ties]


def test_the_same_seed_gives_the_same_proof_in_any_number_of_workers():
    figures, ties = bound()
    assert prove.prove(figures, ties, seed=3) == prove.prove(figures, ties, seed=3, workers=2)
    assert len(prove.prove(figures, ties, sample=2, seed=1).labels) == 2


def test_what_is_printed_in_the_text_alone_is_told_apart():
    figures, ties = bound([*FACTS, ("S", 45010)])
    report = figures.report
    rows = {figures.label(key[0]): figures.rows(key) for key in prove.Prover(figures, ties).keys}
    assert [len(rows[name]) for name in ("T", "S", "A", "B")] == [1, 2, 1, 1]
    report.ids[rows["T"][0]], report.ids[rows["A"][0]] = "t", "p"
    report.ids[rows["S"][0]], report.ids[rows["S"][1]] = "ts", "ps"
    proof = prove.prove(figures, ties, tabled={"t": True, "p": False, "ts": True, "ps": False, "unknown": True})
    named = {figures.label(key[0]): where for key, where in proof.printed.items()}
    assert named == {"T": prove.TABLES, "S": prove.BOTH, "A": prove.TEXT}
    assert "in the text only" in proof_words.text(proof)
    assert list(proof_words.plain(proof)["printed"]) == [prove.TABLES, prove.BOTH, prove.TEXT]
    assert "printed" not in proof_words.text(prove.prove(figures, ties))


def test_a_proof_of_what_was_found_in_a_document_names_what_is_left_out():
    rows = [("Cash", (12_345, 23_456, 34_567)), ("Other assets", (45_671, 56_782, 67_893))]
    total = ("Total assets", tuple(sum(values) for values in zip(*(values for _, values in rows), strict=True)))
    found = Evidence.gathered(
        Figures(drafted(reading(statement([*rows, total])), "release.htm")), (discovered.bind,), None
    )
    assert len(found.ties) == 3
    dropped = [one for one in prove.prove(found.figures, found.ties).trials if one.kind == "dropped"]
    assert len(dropped) == 9
    assert all(one.detected and one.culprit for one in dropped)


def test_places_that_cannot_be_read_are_said(tmp_path, capsys):
    from tests.conftest import ROOT
    from validator.cli import main

    path = str(ROOT / "instances" / "qifu-2023q3" / "report.xml")
    (tmp_path / "places.json").write_text('{"facts": [1]}', encoding="utf-8")
    assert main(["prove", path, "--places", str(tmp_path / "places.json"), "--sample", "1"]) == 2
    assert "the places of the figures cannot be read" in capsys.readouterr().err
    assert main(["prove", path, "--sample", "2", "--workers", "1"]) == 0
    assert "\nprinted " in capsys.readouterr().out
