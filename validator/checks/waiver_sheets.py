"""Waivers filled in on a sheet, as `tieout check --output ties.xlsx` lays them out; rows left empty accept nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.authored.loading import day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    Filled = Callable[[bytes, str, Sequence[str]], list[tuple[int, list[str]]]]
    Row = tuple[str, list[tuple[str, str]], str, str, str, int]

SHEET = "Waivers"
COLUMNS = ("Code", "Figures", "Reason", "By", "Until")
LARGEST = 64_000_000  # bytes of a workbook that waivers are read from
SAID = {"Reason": "why it is accepted is not said", "By": "who accepts it is not said", "Until": "no day is given"}


class UnfilledError(ValueError):
    """A cell that is out of shape: which, and why."""

    def __init__(self, column: str, row: int, said: str) -> None:
        super().__init__(said)
        self.cell, self.said = cell(column, row), said


def waivers_of(source: bytes, filled: Filled) -> tuple[list[Row], list[tuple[str, str, Mapping[str, object]]]]:
    """Return the rows that are filled in, or what is wrong: the wording of a check, the cell and values."""
    try:
        return list(_rows(source, filled)), []
    except UnfilledError as error:
        return [], [("misshapen-waiver-file/schema", error.cell, {"key": error.cell, "said": error.said})]
    except ValueError as error:
        return [], [("unreadable-waiver-file/system", "", {"reason": str(error)})]


def cell(column: str, row: int) -> str:
    """Return the name of a cell of the sheet."""
    return f"{SHEET}!{column}{row}"


def _rows(source: bytes, filled: Filled) -> Iterator[Row]:
    """Yield the rows that are filled in; raises UnfilledError for one that is so in part, ValueError for the file."""
    for number, (code, figures, reason, by, until) in filled(source, SHEET, COLUMNS):
        given = {"Reason": reason, "By": by, "Until": until}
        if not any(given.values()):
            continue
        for column, (name, value) in zip("CDE", given.items(), strict=True):
            if not value:
                raise UnfilledError(column, number, SAID[name])
        if not day(until):
            raise UnfilledError("E", number, f"{until!r} is no day of the calendar as YYYY-MM-DD")
        if not code:
            raise UnfilledError("A", number, "no code is given")
        yield code, _figures(figures, number), reason, by, until, number


def _figures(text: str, row: int) -> list[tuple[str, str]]:
    """Return the figures of a cell, a line each: the name in quotes, an equals sign, the value in quotes."""
    import tomllib

    try:
        found: Mapping[str, object] = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnfilledError("B", row, f'figures are lines of the form "name" = "value": {error}') from error
    if not found or not all(isinstance(value, str) for value in found.values()):
        raise UnfilledError("B", row, 'figures are lines of the form "name" = "value"')
    return [(name, str(value)) for name, value in found.items()]
