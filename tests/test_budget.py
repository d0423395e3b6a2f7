"""The budget of a report: granted by the byte, spent where work multiplies, and begun anew for every report."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from validator import budget, check

if TYPE_CHECKING:
    from pathlib import Path


def test_a_report_has_steps_to_start_and_more_for_each_byte() -> None:
    budget.begin()
    budget.grant(100)
    budget.spend(budget.STARTING + 100 * budget.EACH)
    with pytest.raises(budget.ExceededError):
        budget.spend(1)
    budget.begin()
    budget.spend(budget.STARTING)


def test_threads_have_budgets_of_their_own() -> None:
    budget.begin()
    budget.spend(budget.STARTING)
    broke: list[BaseException] = []

    def other() -> None:
        try:
            budget.begin()
            budget.spend(budget.STARTING)
        except budget.ExceededError as error:
            broke.append(error)

    thread = threading.Thread(target=other)
    thread.start()
    thread.join()
    assert broke == []


@pytest.mark.parametrize("answers", [[True], [False, True]])
def test_a_run_that_nobody_waits_for_stops_and_is_no_finding(root: Path, answers: list[bool]) -> None:
    path = str(root / "instances" / "qifu-2023q3" / "report.xml")
    token = budget.gone.set(lambda: answers.pop(0) if len(answers) > 1 else answers[0])
    try:
        with pytest.raises(budget.StoppedError):
            check(path)
    finally:
        budget.gone.reset(token)
    assert check(path).reports == 1
