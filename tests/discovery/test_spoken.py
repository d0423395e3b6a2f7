"""Growth that sentences tell: only the one that fails among many accuses."""

from __future__ import annotations

from validator.discovery import relations, sheets, spoken
from validator.discovery.document import reading

TOLD = (
    "Ships carried 294,000 guests, an increase of 11.9% from 262,735.",
    "Ferries carried 4,921 cars, an increase of 14.4% from 4,302.",
    "Sales were $123,148, up 11.3% from $110,645.",
    "Costs were $69,579, down 7.7% from $75,383.",
)


def growths(*sentences: str) -> tuple[int, int]:
    """How many rates hold, and how many accuse."""
    said = reading("r.md", "\n\n".join(["# Results of 2025", *sentences]).encode())
    figures = relations.figures_of(said)
    found = spoken.find(said, figures, sheets.scale_of(figures))
    return len(found.held), len(found.failed)


def test_a_rate_that_fails_alone_or_among_few_says_nothing() -> None:
    assert growths("Sales were $123,148, up 13.1% from $110,645.") == (0, 0)
    assert growths(*TOLD[:3], "Fuel was $5,128, up 13.1% from $5,000.") == (3, 0)


def test_several_that_fail_say_nothing() -> None:
    assert growths(*TOLD, "Fuel was $5,128, up 13.1% from $5,000.", "Tax was $128, up 13.1% from $100.") == (4, 0)


def test_one_that_fails_among_many_accuses() -> None:
    assert growths(*TOLD, "Fuel was $5,128, up 13.1% from $5,000.") == (4, 1)
