"""Three months of one document and six of another are the nine months of the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from validator.discovery import document
from validator.discovery.keeping.comparing.against import compare
from validator.tieouts.rules.found import relations

if TYPE_CHECKING:
    from collections.abc import Mapping

QUARTERS = {
    "Passenger revenue": (15239, 17184, 21907),
    "Freight revenue": (8412, 9077, 9655),
    "Charter revenue": (2203, 1871, 2664),
    "Fuel": (-7518, -8020, -9441),
}
HALF = {"Three months ended June 30, 2025": (1,), "Six months ended June 30, 2025": (0, 1)}
NINE = {"Three months ended September 30, 2025": (2,), "Nine months ended September 30, 2025": (0, 1, 2)}


def release(columns: dict[str, tuple[int, ...]], rows: Mapping[str, tuple[float, ...]] = QUARTERS) -> str:
    """A release of some periods, each told as the sum of quarters."""
    lines = ["# Results of Northwind Ferries", "", "Operations (in thousands of US dollars)", ""]
    lines += [f"| | {' | '.join(columns)} |", f"|---|{'---:|' * len(columns)}"]
    for name, quarters in rows.items():
        sums = [round(sum(quarters[at] for at in of), 2) for of in columns.values()]
        lines.append(f"| {name} | {' | '.join(f'{one:,}' if one >= 0 else f'({-one:,})' for one in sums)} |")
    return "\n".join(lines) + "\n"


def held(*texts: str) -> list[tuple[int, str]]:
    """Whether each figure that two documents make up is what they make of it."""
    reports = [document.read(f"{at}.md", text.encode()) for at, text in enumerate(texts)]
    compare(reports, listed=False)
    found = [one for report in reports for one in relations(report) if one.kind == "across"]
    assert all(len(one.instances) == 1 for one in found)
    return [(one.held, one.title) for one in found if "rest of the time" in one.title]


def test_the_nine_months_are_the_three_and_the_six_whichever_is_named_first():
    half, nine = release(HALF), release(NINE)
    assert held(half, nine) == 4 * [(1, "with the rest of the time told in 0.md")]
    assert held(nine, half) == 4 * [(1, "with the rest of the time told in 1.md")]


def test_a_figure_that_is_not_is_told_where_the_other_rows_are():
    wrong = release(NINE).replace("54,330", "54,303")
    assert sorted(one for one, _ in held(release(HALF), wrong)) == [0, 1, 1, 1]


@pytest.mark.parametrize(
    ("half", "nine"),
    [
        (release(HALF), release(NINE).replace("54,330", "54,303").replace("27,144", "27,414")),  # most rows do not
        (release(HALF), release(NINE).replace("months ended September 30, 2025", "months ended October 31, 2025")),
        (
            release(HALF),
            release(NINE, {name: row for name, row in QUARTERS.items() if "Fr" not in name and "F" in name}),
        ),
        (release(HALF).replace("US dollars", "euro"), release(NINE)),  # another unit
    ],
)
def test_what_says_too_little_is_silent(half, nine):
    assert held(half, nine) == []


def test_averages_and_amounts_for_each_share_do_not_add_up_over_time():
    rows = {f"Average {name.lower()}": row for name, row in QUARTERS.items()}
    assert held(release(HALF, rows), release(NINE, rows)) == []
    each = {f"{name} per share": tuple(one / 100 for one in row) for name, row in QUARTERS.items()}
    half, nine = release(HALF, each), release(NINE, each)
    assert "| Passenger revenue per share | 171.84 | 324.23 |" in half
    assert held(half, nine) == []
