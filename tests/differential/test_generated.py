"""Our verdicts against Arelle's on reports drawn at random, the same in every run."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from tests.differential.comparing import Claim, claim, compare
from tests.differential.explained import unexplained
from tests.differential.generating import documents, write
from tests.problems import spec_of
from validator.check import word
from validator.checks import BY_NAME
from validator.readers.arelle.session import Session
from validator.run import Options, run

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from validator.finding import Finding
    from validator.model.report import Report

SAME = {"derandomize": True, "deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}
COUNTS = pytest.mark.parametrize("count", [10, pytest.param(100, marks=pytest.mark.differential)])


@COUNTS
@pytest.mark.parametrize("calc11", [False, True], ids=["calc-2.1", "calc-1.1"])
def test_calculations_dimensions_and_instances(calc11: bool, count: int, tmp_path: Path) -> None:
    @settings(max_examples=count, **SAME)
    @given(documents())
    def agree(drawn: tuple[str, str]) -> None:
        assert unexplained(compare(write(tmp_path, drawn), None, calc11=calc11)) == []

    agree()


@COUNTS
def test_inconsistent_duplicates(count: int, tmp_path: Path) -> None:
    @settings(max_examples=count, **SAME)
    @given(documents())
    def agree(drawn: tuple[str, str]) -> None:
        path = str(write(tmp_path, drawn))
        outcome = run([path], Options())
        report = outcome.results[0].report
        assert report is not None
        # a copy that belongs to another column is told as out of place, and the copies at odds with it
        ours = [
            one for one in outcome.findings if one.code == "FA201" or "another value is reported there" in one.message
        ]
        assert figures(ours, report) == figures(told_by_arelle(path, report), report)

    agree()


def told_by_arelle(path: str, report: Report) -> list[Finding]:
    """What Arelle says of inconsistent duplicates when it is asked for them."""
    with tempfile.TemporaryDirectory() as folder, Session(folder, Options()) as session:
        session.run(path, "none", validateDuplicateFacts="inconsistent")
        problems = session.opinion(report).problems
    return [word(BY_NAME[p.check], p) for p in problems if spec_of(p) == "arelle:duplicateFacts"]


def figures(findings: Iterable[Finding], report: Report) -> set[Claim]:
    places = {report.location(row)[:3]: row for row in range(len(report))}
    return {claim(finding, report, places)._replace(spec="") for finding in findings}
