"""SECURITY.md says the limits that hold: its table is what the constants make of it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    yield __import__("limits")
    sys.modules.pop("limits", None)


def test_the_table_of_limits_is_what_the_constants_say(limits) -> None:
    assert limits.main(["--check"]) == 0, "python docs/limits.py --write"


def test_a_limit_that_changes_makes_it_stale(limits, monkeypatch: pytest.MonkeyPatch) -> None:
    text = limits.TARGET.read_text(encoding="utf-8")
    monkeypatch.setattr("validator.gate.LARGEST", 5 << 20)
    assert "| one file that a report names | 5 MiB | `validator.gate.LARGEST` |" in limits.renewed(text)
    assert limits.main(["--check"]) == 1


@pytest.mark.parametrize(
    ("number", "unit", "shown"),
    [(1 << 30, "bytes", "1 GiB"), (64 << 20, "bytes", "64 MiB"), (4_000_000, "bytes", "4,000,000 bytes"),
     (1.0, "seconds", "1 seconds"), (0.5, "seconds", "0.5 seconds"), (300_000, "", "300,000")],
)  # fmt: skip
def test_amounts_are_written_as_people_read_them(limits, number: float, unit: str, shown: str) -> None:
    assert limits.amount(number, unit) == shown
