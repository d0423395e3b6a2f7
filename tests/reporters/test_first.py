from __future__ import annotations

import pytest

from tests.reporters.test_reporters import LOST, NOTE, TOTAL, outcome
from validator.finding import Kind, Outcome, Result, Verdict, Withheld
from validator.reporters.first import hidden, one_report, proven, verdict
from validator.reporters.text import text


def result(path: str, *, fails: int = 0, waived: bool = False, found: bool = False, twin: str = "") -> Result:
    (one,) = outcome().results
    tally = {Kind(Verdict.HOLDS, False, False, False, ""): 3}
    if fails:
        tally[Kind(Verdict.FAILS, found, waived, False, "")] = fails
    return one._replace(path=path, ties=(), tally=tally, figures=(10, 9), twin=twin)


@pytest.mark.parametrize(
    ("results", "findings", "said"),
    [
        ((result("a"),), (), "the figures that were compared agree"),
        ((result("a"),), (NOTE,), "the figures that were compared agree; 1 note"),
        ((result("a"),), (LOST,), "the figures that were compared agree; 1 error"),
        ((result("a", fails=1),), (TOTAL, NOTE, NOTE), "the figures do not agree; 1 error, 2 notes"),
        ((result("a", fails=1),), (), "the figures do not agree"),
        ((result("a", fails=1, waived=True),), (), "the figures agree, but for 1 failure that is accepted"),
        (
            (result("a", fails=2, waived=True), result("b", fails=2, waived=True, twin="a")),
            (),
            "the figures agree, but for 2 failures that are accepted",
        ),
        ((result("a")._replace(tally={}),), (LOST,), "no figures were compared; 1 error"),
    ],
)
def test_the_verdict_says_whether_figures_agree_and_what_else_was_found(results, findings, said) -> None:
    assert verdict(Outcome(tuple(findings), tuple(results)), findings) == f"verdict: {said}"


def test_what_was_proven_counts_one_report_once_whatever_its_syntaxes() -> None:
    results = [result("a", fails=2, waived=True), result("b", fails=2, waived=True, twin="a"), result("c", fails=1)]
    assert list(proven(results)) == [
        "proven: 18 of 20 figures (90.0%) are in a tie; 9 ties: 6 hold, 3 fail (2 accepted)"
    ]
    assert list(proven([result("a")._replace(figures=(0, 0))])) == []
    assert one_report(result("x/a"), [result("x/b")]) == "x/a (the same in b)"
    assert one_report(result("x/a"), []) == "x/a"


def test_the_verdict_stands_first_where_there_is_more_than_one_thing_to_tell() -> None:
    assert text(outcome(TOTAL)).startswith("error[CA101]")
    for one in (outcome(TOTAL, NOTE), outcome(TOTAL, waived=(TOTAL._replace(waived="by us"),))):
        assert text(one).startswith("verdict: the figures do not agree; 1 error")
    assert text(outcome(TOTAL, NOTE), quiet=True).count("\n") == 1
    assert text(outcome(TOTAL, NOTE), quiet=True).startswith("1 error, 1 note: ")


def test_relations_that_a_selection_leaves_out_are_counted() -> None:
    taken = (
        Withheld("left out", "x", "FD101", 2),
        Withheld("left out", "x", "CA101", 3),
        Withheld("waived", "x", "FD1", 1),
    )
    assert hidden(outcome()._replace(withheld=taken)) == 2


def test_several_reports_have_a_verdict_however_little_is_to_tell() -> None:
    assert text(outcome()).startswith("1 untold failure: ")
    results = (result("a"), result("b"))
    assert text(Outcome((), results)).startswith(
        "verdict: the figures that were compared agree\nproven: 18 of 20 figures"
    )
    assert text(Outcome((), results), color=True).startswith("\x1b[1mverdict: ")
