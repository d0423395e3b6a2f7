"""Laws of the review page: what it says of figures fits what was found, on releases right and wrong."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.laws import tried
from tests.properties.test_releases import checked, slipped
from tests.strategies.releases import releases
from validator.reporters.review import told
from validator.reporters.review.evidence import Evidence
from validator.reporters.review.history import compared

ACCUSED = {"culprit", "suspect"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """One folder for all examples, so that each file of rules is read once."""
    return tmp_path_factory.mktemp("reviews")


def evidence_of(outcome):
    (result,) = outcome.results
    return Evidence(result.report, outcome, result.ties)


@tried(30)
@given(slipped())
def test_every_failure_has_a_figure_that_is_accused_and_whatever_is_proven_is_in_none(folder, made):
    made, facts = made
    found = evidence_of(checked(folder, made, facts))
    failing = [rows for kind, rows in zip(found.became, found.touched, strict=True) if kind == "failed"]
    for rows in failing:
        assert not ACCUSED.isdisjoint(found.standings[row] for row in rows)
    inside = set().union(*failing) if failing else set()
    for row, kind in enumerate(found.standings):
        if kind in ("proven", "rounding", "waived", "unprotected", "silent"):
            assert row not in inside
        if kind == "involved":
            assert row in inside


@tried(30)
@given(slipped())
def test_every_failing_check_is_told_of_once_or_said_to_be_untold(folder, made):
    made, facts = made
    found = evidence_of(checked(folder, made, facts))
    told_by, untold = found.told_by()
    everything = sorted([*(index for some in told_by.values() for index in some), *untold])
    assert everything == [index for index, kind in enumerate(found.became) if kind == "failed"]
    assert untold == []


@tried(20)
@given(made=releases())
def test_against_itself_nothing_changes_and_every_mark_carries_over(folder, made):
    data = told(evidence_of(checked(folder, made)))
    said = compared(data, data)
    assert [said[key] for key in ("new", "changed", "renamed", "gone")] == [[], [], [], []]
    assert len(said["carried"]) == said["marked"] > 0


@tried(20)
@given(slipped())
def test_against_what_was_right_exactly_what_differs_has_changed_and_its_mark_is_lost(folder, made):
    made, facts = made
    before, now = (told(evidence_of(checked(folder, made, some))) for some in (None, facts))
    said = compared(now, before)
    values = [data["figures"]["value"] for data in (now, before)]
    differing = {row for row in range(len(facts)) if values[0][row] != values[1][row]}
    changed = {row for row, *_ in said["changed"]}
    assert changed <= differing
    assert changed.isdisjoint(said["carried"])
    for check in now["ties"]:
        if not changed.isdisjoint(check["rows"]):
            assert set(check["rows"]).isdisjoint(said["carried"])
