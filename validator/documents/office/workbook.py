"""Reads a workbook (.xlsx, .xlsm): cells as they are shown; formulas are never computed, their stored values are read.

Its lines are its filled cells, sheet by sheet; `where` names each: `Sheet1!B7`.
"""

from __future__ import annotations

import io
from array import array
from typing import TYPE_CHECKING, Any

from validator.documents.document import Block, Cell, Document, Table
from validator.documents.limits import UnreadableError
from validator.documents.office.looking import looked_at
from validator.documents.office.packed import DAMAGED, missing
from validator.documents.office.sheets import Row, parts_of
from validator.documents.office.shown import shown
from validator.documents.text import PLAIN, Text, packed
from validator.model.source import Location, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

LAST_COLUMN = 16_384  # XFD
LARGEST_GAP = 50  # rows
INDENT = 9.0  # points for each step
LINES = (("top", "t"), ("bottom", "b"))


def read(path: str, data: bytes) -> Document:
    """Return a workbook as a document."""
    try:
        import openpyxl
    except ImportError as error:
        raise missing("openpyxl") from error
    try:
        unstored = looked_at(data)
    except UnreadableError:
        raise
    except DAMAGED as error:
        raise UnreadableError(f"is a damaged file: {error}") from error
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    except Exception as error:
        raise UnreadableError(f"cannot be read as a workbook: {error}") from error
    where: list[str] = []
    parts: list[Block | Table] = []
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet in sheets:
        parts.extend(parts_of(list(rows(sheet, where))))
    if not parts and unstored:
        cell = unstored[0].decode("ascii")
        raise UnreadableError(
            f"its formulas have no stored values (the first in {cell}); open and save it, so that they are computed"
        )
    return Document(path, "workbook", tuple(parts), tuple(problems(path, unstored)), tuple(where))


def problems(path: str, unstored: list[bytes]) -> Iterator[Problem]:
    """Yield what to say of formulas without stored values, whose cells were passed over."""
    if unstored:
        cell = unstored[0].decode("ascii")
        at = Location(path, pointer=cell)
        yield Problem.of("unreadable-file/formulas", at, cells=len(unstored), cell=cell)


def rows(sheet: Any, where: list[str]) -> Iterator[Row]:
    """Yield the visible rows of a sheet as filled cells; what nobody sees, and what a merged cell covers, is passed.

    A gap is a few empty rows, however many lines it spans: one cell may stand a million rows below the last.
    """
    covers = {area.bounds[:2]: area.size for area in sheet.merged_cells.ranges}
    hidden = hidden_columns(sheet)
    filled: dict[int, list[Any]] = {}
    for (row, _), cell in sorted(sheet._cells.items()):  # noqa: SLF001 - what iter_rows fills up with empty cells
        filled.setdefault(row, []).append(cell)
    above = 0
    for row, cells in filled.items():
        looks = sheet.row_dimensions
        between = range(max(above + 1, row - LARGEST_GAP), row)
        yield from ([] for one in between if one not in looks or not looks[one].hidden)
        above = row
        if row in looks and looks[row].hidden:
            continue
        yield [
            one
            for cell in cells
            if cell.value is not None
            and cell.column not in hidden
            and (one := cell_of(sheet.title, cell, covers.get((cell.column, cell.row), {}), where)) is not None
        ]


def hidden_columns(sheet: Any) -> set[int]:
    """Return the numbers of the columns nobody sees."""
    found: set[int] = set()
    for look in sheet.column_dimensions.values():
        if look.hidden:
            found.update(range(look.min, min(look.max, LAST_COLUMN) + 1))
    return found


def cell_of(title: str, cell: Any, covers: dict[str, int], where: list[str]) -> Cell | None:
    """Return a filled cell as it is shown; None where it shows nothing.

    Raises UnreadableError where its style is not there.
    """
    try:
        form, font, side, border = cell.number_format, cell.font, cell.alignment, cell.border
    except IndexError as error:  # without it nobody knows a percentage from a fraction
        raise UnreadableError(f"is a damaged file: {title}!{cell.coordinate} has a style that is not there") from error
    whole = " ".join(shown(cell.value, form or "General").translate(PLAIN).split())
    if not whole:
        return None
    where.append(f"{title}!{cell.coordinate}")
    first = packed(len(where), 1)
    text = Text(whole, array("q", range(first, first + len(whole))), ())
    rule = "".join(
        letter * (2 if style == "double" else 1)
        for name, letter in LINES
        if (style := getattr(border, name).style if border and getattr(border, name) else None)
    )
    return Cell(
        text,
        0,
        cell.column - 1,
        covers.get("columns", 1),
        covers.get("rows", 1),
        INDENT * float(side.indent or 0) if side else 0.0,
        bool(font and font.b),
        (side.horizontal or "") if side else "",
        rule,
    )
