"""Ties as columns: what was compared, how it came out, and by how much it is off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.building import qname, report, taxonomy
from validator.reporters.tables import ties as module
from validator.reporters.tables.ties import ties
from validator.run import judged

if TYPE_CHECKING:
    import pytest

SUM = {"r": {"Total": {"A": 1, "B": -1}}, "s": {"Total": {"C": 2}}}


def rows(of):
    (result,) = judged(of).results
    return [
        dict(zip(columns, values, strict=True))
        for columns in ties(result.ties)
        for values in zip(*columns.values(), strict=True)
    ]


def test_of_a_sum_the_total_stands_first_and_weighs_one() -> None:
    failing, holding = rows(report([("Total", "8"), ("A", "12"), ("B", "2"), ("B", "2"), ("C", "4")], taxonomy(SUM)))
    assert failing["figures"] == [
        {"concept": qname("Total"), "weight": "1", "fact": 0},
        {"concept": qname("A"), "weight": "-1", "fact": 1},
        {"concept": qname("B"), "weight": "1", "fact": 2},
    ]
    assert [failing[key] for key in ("kind", "code", "outcome", "gap", "gap_amount", "name", "waived", "reason")] == [
        "calculation", "CA101", "fails", "-2", "-2", "Total", False, None,
    ]  # fmt: skip
    assert (holding["outcome"], holding["gap"], holding["figures"][1]["weight"]) == ("holds", "0", "-2")


def test_a_part_that_is_not_reported_is_named_without_a_fact_and_an_undecided_tie_says_why() -> None:
    (holds,) = rows(report([("Total", "9"), ("A", "9")], taxonomy(SUM)))
    assert holds["figures"][2] == {"concept": qname("B"), "weight": "1", "fact": None}
    assert holds["outcome"] == "holds"
    (undecided,) = rows(report([("Total", "9"), ("A", "9"), ("A", "8")], taxonomy({"r": {"Total": {"A": 1}}})))
    assert (undecided["outcome"], undecided["gap"]) == ("indeterminate", None)
    assert undecided["reason"] == "A: inconsistent duplicates"


def test_ties_come_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    made = report([("Total", "9"), ("A", "9"), ("C", "4")], taxonomy(SUM))
    monkeypatch.setattr(module, "MOST_FIGURES", 3)
    (result,) = judged(made).results
    assert [one["tie"] for one in ties(result.ties)] == [[0], [1]]
