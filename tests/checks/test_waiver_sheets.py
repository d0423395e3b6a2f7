from __future__ import annotations

import pytest

from validator.checks.waiver_sheets import cell, waivers_of

GOOD = ("TO401", '"a:B @ 2023, CNY" = "1.50"\n"C" = "2"', "published so", "A. B.", "2031-12-31")


def read(*rows):
    return waivers_of(b"", lambda data, sheet, columns: list(enumerate(rows, 2)))


def test_rows_that_are_filled_in_are_waivers_and_others_are_not() -> None:
    assert read(("TO401", '"a" = "1"', "", "", ""), GOOD) == (
        [("TO401", [("a:B @ 2023, CNY", "1.50"), ("C", "2")], "published so", "A. B.", "2031-12-31", 3)],
        [],
    )
    assert cell("A", 3) == "Waivers!A3"


@pytest.mark.parametrize(
    ("at", "text", "place", "said"),
    [
        (0, "", "A2", "no code is given"),
        (1, "", "B2", 'figures are lines of the form "name" = "value"'),
        (1, '"a" = 1', "B2", 'figures are lines of the form "name" = "value"'),
        (1, "a = [[[[", "B2", 'figures are lines of the form "name" = "value": '),
        (1, "[" * 30_000, "B2", 'figures are lines of the form "name" = "value": '),
        (2, "", "C2", "why it is accepted is not said"),
        (3, "", "D2", "who accepts it is not said"),
        (4, "", "E2", "no day is given"),
        (4, "2023-02-29", "E2", "'2023-02-29' is no day of the calendar as YYYY-MM-DD"),
        (4, "20311231", "E2", "'20311231' is no day of the calendar as YYYY-MM-DD"),
    ],
)
def test_a_row_filled_in_in_part_is_told_at_its_cell(at, text, place, said) -> None:
    row = [*GOOD[:at], text, *GOOD[at + 1 :]]
    waivers, [(wording, told, values)] = read(row)
    assert (waivers, wording, told, values["key"]) == ([], "misshapen-waiver-file/schema", f"Waivers!{place}", told)
    assert values["said"].startswith(said)


def test_what_cannot_be_read_is_told_of_the_file() -> None:
    def refusing(data, sheet, columns):
        raise ValueError("it holds macros")

    assert waivers_of(b"", refusing) == ([], [("unreadable-waiver-file/system", "", {"reason": "it holds macros"})])
