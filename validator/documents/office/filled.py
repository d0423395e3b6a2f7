"""Reads the rows of a sheet that somebody filled in: their text by the names of columns, computed by nobody.

The workbook goes through the gate that documents go through (`packed`), and through two narrower ones: it may hold no
macro, and of its texts and rows no more than a list made by hand has.
"""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from validator.documents.limits import TooMuchError, UnreadableError
from validator.documents.office.packed import DAMAGED, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_ROWS = 20_000
MOST_UNPACKED = 128_000_000  # bytes of a workbook, whose texts are read whole
MOST_COLUMNS = 50
READING: dict[str, Any] = {"read_only": True, "data_only": True, "keep_links": False}
MACROS = "vbaproject.bin"


def filled(data: bytes, sheet: str, columns: Sequence[str]) -> list[tuple[int, list[str]]]:
    """Return the number of each row that has any text, from 1, and its text under some columns.

    Raises UnreadableError for what is no workbook, may not be read, or has no such sheet or column.
    """
    _gated(data)
    try:
        import openpyxl
    except ImportError as error:
        raise UnreadableError("a workbook needs openpyxl: pip install 'tieout[excel]'") from error
    try:
        return list(_rows(openpyxl.load_workbook(io.BytesIO(data), **READING), sheet, columns))
    except UnreadableError:
        raise
    except Exception as error:
        raise UnreadableError(f"it cannot be read as a workbook: {error}") from error


def _rows(book: Any, sheet: str, columns: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    if sheet not in book.sheetnames:
        raise UnreadableError(f"it has no sheet {sheet}")
    written = book[sheet]
    written.reset_dimensions()  # what a file says of its size need not be so
    rows = written.iter_rows(max_col=MOST_COLUMNS, values_only=True)
    head = [_text(value) for value in next(rows, ())]
    if missing := [name for name in columns if name not in head]:
        raise UnreadableError(f"its sheet {sheet} has no column {missing[0]}")
    places = [head.index(name) for name in columns]
    for number, row in enumerate(rows, 2):
        if number > MOST_ROWS:
            raise TooMuchError(f"rows of the sheet {sheet}", MOST_ROWS)
        texts = [_text(row[place]) if place < len(row) else "" for place in places]
        if any(texts):
            yield number, texts


def _gated(data: bytes) -> None:
    """Refuse what is no workbook, or one that may not be opened."""
    if kind_of(data) != "workbook":
        raise UnreadableError("it is no workbook")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except DAMAGED as error:
        raise UnreadableError(f"it is a damaged file: {error}") from error
    if any(one.filename.lower().endswith(MACROS) for one in entries):
        raise UnreadableError("it holds macros; save it as .xlsx")
    if sum(one.file_size for one in entries) > MOST_UNPACKED:
        raise TooMuchError("bytes unpacked; keep the sheet of waivers alone", MOST_UNPACKED)


def _text(value: object) -> str:
    """Return what a cell says: a day as YYYY-MM-DD, nothing as ""."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value).replace("_x000D_", "").replace("\r", "").strip()
