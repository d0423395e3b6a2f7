"""A workbook as it is written: text is never a formula and never a link, numbers are exact or text, no loss is silent.

What a sheet cannot hold is said: Excel keeps 15 digits of a number, 32,767 characters of a text and 1,048,576 rows
("Excel specifications and limits"). The same content gives the same bytes: no date of today stands in the file.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, NewType

from validator.model.intervals import places_of, plain
from validator.reporters.excerpts import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.model.intervals import Number

MOST_ROWS = 1_048_576
MOST_LETTERS = 32_767  # of UTF-16, which Excel counts
MOST_DIGITS = 15
LONGEST_FORMULA = 8_192
LINE, MOST_LINES = 15, 12  # points of a line, and lines of a row
LARGEST_EXPONENT = 290  # of ten: what a double holds, with room
DAY_OF_FILES = datetime(1980, 1, 1)  # noqa: DTZ001 - the first day an archive can name
MISREAD = ("=", "+", "-", "@", "'")  # how a text begins that Excel takes for something else when it is typed
SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


class MissingError(Exception):
    """The library that writes workbooks is not installed."""


class Formula(NamedTuple):
    """A formula of ours, and what it comes to: a number, or a text."""

    text: str
    comes_to: float | str


class Styled(NamedTuple):
    """A cell with a style of its own."""

    cell: str | Formula | int | float | None
    style: str


Cell = str | int | float | Formula | Styled | None

STYLES: dict[str, dict[str, object]] = {
    "text": {"valign": "top"},
    "wrapped": {"text_wrap": True, "valign": "top"},
    "number": {"valign": "top", "num_format": "#,##0.##########"},
    "whole": {"valign": "top", "num_format": "#,##0"},
    "head": {"bold": True, "valign": "top", "text_wrap": True, "bg_color": "#1F3A4D", "font_color": "#FFFFFF"},
    "title": {"bold": True, "font_size": 14},
    "input": {"valign": "top", "bg_color": "#FFF6CC", "num_format": "#,##0.##########", "border": 1, "text_wrap": True},
    "input-whole": {"valign": "top", "bg_color": "#FFF6CC", "num_format": "#,##0", "border": 1},
    "bad": {"font_color": "#9C0006", "bg_color": "#FFC7CE"},
    "good": {"font_color": "#006100", "bg_color": "#C6EFCE"},
    "open": {"font_color": "#7F6000", "bg_color": "#FFEB9C"},
}


Format = NewType("Format", object)  # a look of cells, which only the library knows


def library() -> Any:
    """Return what writes workbooks; raises MissingError where it is not installed."""
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingError("a workbook needs xlsxwriter: pip install 'tieout[excel]'") from error
    return xlsxwriter


class Book:
    """A workbook in memory."""

    def __init__(self, most_rows: int = MOST_ROWS) -> None:
        self._into = io.BytesIO()
        self._made = library().Workbook(self._into, SAFE)
        self._made.set_properties({"created": DAY_OF_FILES, "title": "tieout"})
        self._looks: dict[tuple[str, bool], Format] = {}
        self.most_rows = most_rows
        self.sheets: list[Sheet] = []

    def sheet(self, name: str, columns: Sequence[tuple[str, float]], *, listing: bool = True) -> Sheet:
        """Add a sheet with columns of some widths under their names; a `listing` has a head that stays in sight."""
        made = Sheet(self, name, self._made.add_worksheet(name), columns, listing=listing)
        self.sheets.append(made)
        return made

    def look(self, style: str, *, as_text: bool = False) -> Format:
        """Return a look; `as_text` keeps what begins like a formula a text when its cell is edited."""
        key = (style, as_text)
        if key not in self._looks:
            self._looks[key] = self._made.add_format(STYLES[style] | ({"quote_prefix": True} if as_text else {}))
        return self._looks[key]

    def data(self) -> bytes:
        """Return the file."""
        self._made.close()
        return self._into.getvalue()


class Sheet:
    """One sheet, row below row."""

    def __init__(
        self, book: Book, name: str, written: Any, columns: Sequence[tuple[str, float]], *, listing: bool
    ) -> None:
        self.book, self.name, self._written = book, name, written
        self.columns = len(columns)
        self._widths = [width for _, width in columns]
        self._most = book.most_rows if listing else MOST_ROWS
        self.rows = 0  # that are there
        self.lost = 0  # rows that do not fit
        self.cut = 0  # texts that do not fit whole
        for at, (_, width) in enumerate(columns):
            written.set_column(at, at, width)
        if listing:
            self.add([Styled(title, "head") for title, _ in columns])
            written.freeze_panes(1, 0)

    @property
    def full(self) -> bool:
        """Whether no further row fits."""
        return self.rows >= self._most

    def add(self, cells: Sequence[Cell]) -> int:
        """Write a row and return its number, from 1; 0 where the sheet is full."""
        if self.full:
            self.lost += 1
            return 0
        for column, cell in enumerate(cells):
            self._write(column, cell)
        self.rows += 1
        return self.rows

    def add_wrapped(self, cells: Sequence[Cell]) -> int:
        """Write a row whose texts are seen whole, as far as a row is to be high."""
        told = [Styled(one, "wrapped") if isinstance(one, str) else one for one in cells]
        lines = [_lines(one, width) for one, width in zip(cells, self._widths, strict=True) if isinstance(one, str)]
        if not self.full:
            self._written.set_row(self.rows, LINE * min(MOST_LINES, max(lines, default=1)))
        return self.add(told)

    def _write(self, column: int, cell: Cell) -> None:
        cell, style = cell if isinstance(cell, Styled) else (cell, "")
        row, look = self.rows, self.book.look
        if cell is None or cell == "":
            if style:
                self._written.write_blank(row, column, None, look(style))
        elif isinstance(cell, Formula):
            self._written.write_formula(row, column, f"={cell.text}", look(style or "number"), cell.comes_to)
        elif isinstance(cell, str):
            told = self._fitting(text(cell))
            misread = told.lstrip().startswith(MISREAD)
            self._written.write_string(row, column, told, look(style or "text", as_text=misread))
        else:
            self._written.write_number(row, column, cell, look(style or "number"))

    def _fitting(self, told: str) -> str:
        if len(told) * 2 <= MOST_LETTERS or _letters(told) <= MOST_LETTERS:
            return told
        self.cut += 1
        end = f" … (cut: {_letters(told):,} characters)"
        kept = told.encode("utf-16-le")[: 2 * (MOST_LETTERS - len(end))].decode("utf-16-le", "ignore")
        return kept + end

    def colour(self, column: int, words: dict[str, str]) -> None:
        """Colour the cells of a column by what they say."""
        for word, style in words.items():
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": self.book.look(style)}
            self._written.conditional_format(1, column, max(1, self.rows - 1), column, rule)

    def filtered(self) -> None:
        """Let the rows be filtered by every column."""
        self._written.autofilter(0, 0, max(1, self.rows - 1), self.columns - 1)


def _lines(told: str, width: float) -> int:
    """Return how many lines a text takes in a column of some characters, about."""
    return sum(1 + int(len(line) / width) for line in told.split("\n"))


def _letters(told: str) -> int:
    return len(told.encode("utf-16-le")) // 2


def text(told: str) -> str:
    """Return a text of several lines without characters that XML or a reader's screen has no use for."""
    return "\n".join(clean(line) for line in told.split("\n"))


def held(number: Number) -> float | None:
    """Return a number as a cell holds it, to its last digit; None where it has more of them than Excel keeps."""
    places = places_of(number) if number.denominator.bit_length() < LARGEST_EXPONENT * 4 else None
    if places is None or number.numerator.bit_length() > LARGEST_EXPONENT * 4:
        return None
    digits = str(abs(number.numerator) * 10**places // number.denominator).strip("0")
    whole = plain(number)
    return float(whole) if len(digits) <= MOST_DIGITS else None
