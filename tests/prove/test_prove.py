"""Coverage, and its proof by corruption."""

from __future__ import annotations

import json
import multiprocessing
from random import Random
from types import SimpleNamespace

from tests.building import report, taxonomy
from tests.statements import reading, statement
from validator import coverage, prove, run
from validator.checks import calculation
from validator.discovery.document import drafted
from validator.finding import Severity
from validator.prove.altered import Change, changed
from validator.prove.corruptions import Corruption
from validator.reporters import coverage as told
from validator.reporters import proof as proof_words
from validator.run import Options
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


def judge(report):
    """What `check` says of a report that counts."""
    return [one for one in run.judged(report).findings if one.severity >= Severity.WARNING]


def proven(facts=FACTS, **more):
    made = report(facts, taxonomy(SUMS, presented=TREE))
    return made, prove.prove(made, judge, **more)


def of(made, proof, name):
    return [one for one in proof.trials if made.taxonomy.label(made.concepts[one.row]) == name]


def test_every_fact_is_corrupted_and_what_is_in_no_tie_goes_unseen():
    made, proof = proven()
    assert {trial.kind for trial in proof.trials} == set(prove.KINDS) - {"column", "unit", "period", "row shifted"}
    assert len({trial.row for trial in proof.trials}) == 6  # a nil fact has no value to miss
    lone = [trial for trial in of(made, proof, "Lone") if trial.kind not in ("decimals", "two")]
    assert len(lone) == 8
    assert not any(trial.detected for trial in lone)
    total = [trial for trial in of(made, proof, "S") if trial.kind in prove.VALUED]
    assert len(total) == 8
    assert all(trial.detected and trial.culprit and trial.exact and not trial.accused for trial in total)
    assert "Lone" in proof_words.text(proof)
    assert json.loads(json.dumps(proof_words.plain(proof)))["all"]["corruptions"] == len(proof.trials)


def test_of_what_is_corrupted_together_one_is_to_be_named_and_no_other():
    made = report(FACTS, taxonomy(SUMS, presented=TREE))
    prover = prove.Prover(made, judge)
    column = prover.corruptions.lines([0])[0][-1]
    found = [one for seed in range(9) for one in prover.corruptions.along(column, Random(seed))]
    seen = {one.became: prover.trial(one, 0).detected for one in found}
    assert seen == {"x1000": False, "/1000": True, "each the one before": True}  # in another scale it adds up as before
    wrong = changed(made, {1: Change("45110"), 5: Change("8")})
    both, right, other = (
        prover.trial(Corruption(rows, "two", "", wrong, frozenset(made.concepts)), rows[0])
        for rows in ((1, 5), (5, 1), (0, 2))
    )
    assert (both.culprit, both.accused, right.culprit) == (True, False, True)
    assert (other.detected, other.culprit, other.accused) == (True, False, True)


def test_a_slip_that_is_not_told_apart_names_nobody():
    made, proof = proven([("T", 50310), ("S", 45010), ("C", 5300)])
    digit = next(trial for trial in of(made, proof, "T") if trial.kind == "digit")
    assert (digit.detected, digit.culprit, digit.accused, digit.contained) == (True, False, False, True)


def test_what_is_waived_lowered_or_left_out_is_no_detection():
    made = report(FACTS, taxonomy(SUMS, presented=TREE))
    for level, options in (
        (Severity.ERROR, Options(severities=(("CA", Severity.WARNING),))),
        (Severity.WARNING, Options(ignore=("CA", "FA"))),
    ):
        judged = prove.prove(
            made,
            lambda one, level=level, options=options: [
                f for f in run.judged(one, options).findings if f.severity >= level
            ],
        )
        assert {trial.kind for trial in judged.trials if trial.detected} <= {"decimals"}


def test_nothing_is_left_changed():
    made = report(FACTS, taxonomy(SUMS, presented=TREE))
    before = [list(column) for column in (made.texts, made.decimals, made.contexts_of, made.units_of, made.ids)]
    said = judge(made)
    prove.prove(made, judge)
    assert [made.texts, made.decimals, made.contexts_of, made.units_of, made.ids] == before
    assert judge(made) == said


def test_the_same_seed_gives_the_same_proof_in_any_number_of_workers(monkeypatch):
    assert proven(seed=3)[1] == proven(seed=3, workers=2)[1]
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])  # as where nothing forks
    monkeypatch.setattr(multiprocessing, "get_context", None)
    assert proven(seed=3)[1] == proven(seed=3, workers=2)[1]
    assert len(proven(sample=2, seed=1)[1].labels) == 2


def test_what_is_printed_in_the_text_alone_is_told_apart():
    made, proof = proven([*FACTS, ("S", 45010)], printed={0: "table", 1: "table", 3: "text", 7: "text"})
    named = {made.taxonomy.label(made.concepts[row]): where for row, where in proof.printed.items()}
    assert named == {"T": prove.TABLES, "S": prove.BOTH, "A": prove.TEXT}
    assert "in the text only" in proof_words.text(proof)
    assert list(proof_words.plain(proof)["printed"]) == [prove.TABLES, prove.BOTH, prove.TEXT]
    assert "printed" not in proof_words.text(proven()[1])


def test_a_proof_of_what_was_found_in_a_document():
    rows = [("Cash", (12_345, 23_456, 34_567)), ("Other assets", (45_671, 56_782, 67_893))]
    total = ("Total assets", tuple(sum(values) for values in zip(*(values for _, values in rows), strict=True)))
    made = drafted(reading(statement([*rows, total])), "release.htm")
    proof = prove.prove(made, judge)
    swapped = [one for one in proof.trials if one.kind == "swap"]
    assert len(swapped) == 9
    assert all(one.detected for one in swapped)


def test_places_that_cannot_be_read_are_said(tmp_path, capsys):
    from tests.conftest import ROOT
    from validator.cli import main

    path = str(ROOT / "instances" / "qifu-2023q3" / "report.xml")
    (tmp_path / "places.json").write_text('{"facts": [1]}', encoding="utf-8")
    assert main(["prove", path, "--places", str(tmp_path / "places.json"), "--sample", "1"]) == 2
    assert "the places of the figures cannot be read" in capsys.readouterr().err
    assert main(["prove", path, "--sample", "2", "--workers", "1"]) == 0
    assert "\nprinted " in capsys.readouterr().out
