"""Growth in sentences: near-misses first."""

from __future__ import annotations

import pytest

from validator.documents.reading import read
from validator.understanding.reading import understand


def grown(sentence: str) -> list[tuple[str, str, str, bool]]:
    """The growth that a sentence tells: its rate, what it leads to, what it leads from, whether it is a decline."""
    reading = understand(read("r.md", f"# Results\n\n{sentence}\n".encode()))
    texts = {one.place: one.text for one in reading.prose}
    return [(texts[one.rate], texts[one.now], texts[one.before], one.falling) for one in reading.grown]


@pytest.mark.parametrize(
    "sentence",
    [
        "The tax rate was 21.0%, compared to $5 million in 2022.",
        "Margins rose by 1.5 percentage points from 31.2%.",
        "Sales of $5 million grew by 12%.",
        "Costs increased by 12% to $5 million.",
        "Costs increased by 12% to $5 million (see below: $4 million of them abroad).",
        "Sales were $5 million, and EUR 4 million abroad, an increase of 12% from 30 stores.",
    ],
)
def test_a_rate_without_its_two_figures_is_none(sentence: str) -> None:
    assert grown(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "We had 29.4 million users, an increase of 11.9% from 26.3 million a year ago.",
            [("11.9%", "29.4 million", "26.3 million", False)],
        ),
        (
            "Revenue increased by 8% to £412.6m (H1 2023: £382.0m).",
            [("8%", "£412.6m", "£382.0m", False)],
        ),
        (
            "Revenue of €106.0m was up 6.0% (2022: €100.0m).",
            [("6.0%", "€106.0m", "€100.0m", False)],
        ),
        (
            "Loans fell 4% to £48.0m (31 December 2022: £50.0m).",
            [("4%", "£48.0m", "£50.0m", True)],
        ),
        (
            "Net sales decreased 3.2 percent to $293.6 million from net sales of $303.5 million.",
            [("3.2 percent", "$293.6 million", "$303.5 million", True)],
        ),
        (
            "Sales increased 1.1 percent to $46.6 million for the quarter, compared to net sales of $46.1 million.",
            [("1.1 percent", "$46.6 million", "$46.1 million", False)],
        ),
        (
            "Revenue increased $4.0 million, or 12%, to $37.3 million from $33.3 million.",
            [("12%", "$37.3 million", "$33.3 million", False)],
        ),
        (
            "Costs were $37.3 million, a decrease of $4.0 million (9.7%) compared to $41.3 million in 2022.",
            [("9.7%", "$37.3 million", "$41.3 million", True)],
        ),
        (
            "Sales were RMB4.3 million (US$0.6 million), up 7.5% from RMB4.0 million.",
            [("7.5%", "RMB4.3 million", "RMB4.0 million", False)],
        ),
    ],
)
def test_a_rate_has_what_it_leads_to_and_from(sentence: str, found: list[tuple[str, str, str, bool]]) -> None:
    assert grown(sentence) == found
