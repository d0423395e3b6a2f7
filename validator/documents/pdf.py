"""Reads a PDF: its words laid out as lines of text, the columns of tables apart, running heads and feet left out.

Its lines are counted through all pages; `where` names each: `page 3, line 12`.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from validator.documents import apart, plain
from validator.documents.columns import table
from validator.documents.document import Block, Document, Table
from validator.documents.limits import MOST_PAGES, TooMuchError, UnreadableError
from validator.documents.office.packed import missing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TypeAlias

    Box: TypeAlias = tuple[float, float, float, float, str]

SPACE = 0.7  # of a line's height: words further apart stand in columns of their own
BETWEEN = 4  # lines from one in columns to the next of its table, at most
EDGE = 2  # lines at the top and bottom of a page that may run through the document
FIGURE = re.compile(r"^[($€£¥-]*\d[\d.,]*[)%]*$|^[-–—]$")
WIDEST = 14_400  # units: a page cannot be wider (PDF 1.7, Annex C.2)
PICTURES = "has no text, only pictures of pages; run it through text recognition first"


class Piece(NamedTuple):
    """Words that stand together: where they start and end from the left, and their text."""

    left: float
    right: float
    text: str


class Row(NamedTuple):
    """A line of a page: its place from the top, its height, its pieces."""

    top: float
    height: float
    pieces: tuple[Piece, ...]

    @property
    def said(self) -> str:
        """What it says, whatever number it has."""
        return re.sub(r"\d+", "#", " ".join(piece.text for piece in self.pieces))


def read(path: str, data: bytes) -> Document:
    """Return a PDF as a document."""
    pages = [rows_of(words) for words in apart.made(__name__, words_of.__name__, data, list)]
    if not any(pages):
        raise UnreadableError(PICTURES)
    lines: list[str] = []
    where: list[str] = []
    page_of: list[int] = []
    running = running_lines(pages)
    unit = unit_of(pages)
    for number, rows in enumerate(pages, start=1):
        kept = [row for at, row in enumerate(rows) if not (edge(at, len(rows)) and row.said in running)]
        for at, text in enumerate(laid(kept, unit), start=1):
            lines.append(text)
            where.append(f"page {number}, line {at}")
            page_of.append(number)
    numbered = [plain.line_of(text, number) for number, text in enumerate(lines, start=1)]
    parts = tuple(paged(part, page_of) for part in parts_of(numbered))
    return Document(path, "pdf", parts, (), tuple(where))


def parts_of(lines: Sequence[plain.Line]) -> Iterator[Block | Table]:
    """Yield lines as tables, where they stand in columns, and as text between them."""
    done = 0
    for start, end in tables(lines):
        yield from plain.parts_of(lines[done:start])
        yield table(lines[start:end])
        done = end
    yield from plain.parts_of(lines[done:])


def tables(lines: Sequence[plain.Line]) -> Iterator[tuple[int, int]]:
    """Yield where tables start and end: lines in columns, some with figures, and few lines without columns between."""
    start = last = -1
    for at, line in enumerate([*lines, None]):
        if line is not None and len(line.pieces) < 2:
            continue
        if start >= 0 and (line is None or at - last > BETWEEN):
            if last > start and any(one.tabular for one in lines[start : last + 1]):
                yield start, last + 1
            start = -1
        start, last = (at if start < 0 else start), at


def words_of(data: bytes) -> list[list[Box]]:
    """Return the words of every page: top, left, right, bottom, text. Run in a process of its own."""
    try:
        import pdfplumber
    except ImportError as error:
        raise missing("pdfplumber") from error
    pages: list[list[Box]] = []
    try:
        with pdfplumber.open(io.BytesIO(data)) as opened:
            bounded(len(opened.pages))
            for page in opened.pages:
                pages.append([box_of(one) for one in page.extract_words(keep_blank_chars=False, use_text_flow=False)])
                page.close()
    except (UnreadableError, MemoryError):
        raise
    except Exception as error:
        if any(isinstance(one, MemoryError) for one in behind(error)):
            raise MemoryError from error
        raise UnreadableError(refusal(error)) from error
    return pages


def box_of(word: dict[str, float | str]) -> Box:
    """Return the place of a word and its text."""
    top, left, right, bottom = (float(word[side]) for side in ("top", "x0", "x1", "bottom"))
    return top, left, right, bottom, str(word["text"])


def bounded(pages: int) -> None:
    """Refuse more pages than any report has."""
    if pages > MOST_PAGES:
        raise TooMuchError("pages", MOST_PAGES)


def refusal(error: Exception) -> str:
    """Say why a PDF cannot be read."""
    if {type(one).__name__ for one in behind(error)} & {"PDFPasswordIncorrect", "PDFEncryptionError"}:
        return "is encrypted; save it without a password"
    return f"cannot be read as PDF: {str(error) or type(error).__name__}"


def behind(error: Exception) -> tuple[object, ...]:
    """Return an error and what it came from."""
    return (error, *error.args, error.__cause__, error.__context__)


def rows_of(words: Iterable[Box]) -> list[Row]:
    """Return words as lines: those of one height on the page, in pieces that stand apart.

    What stands beside the largest page there is, nobody sees.
    """
    lines: list[list[Box]] = []
    for box in sorted(one for one in words if one[2] >= 0 and one[1] <= WIDEST):
        if lines and box[0] < (lines[-1][0][0] + lines[-1][0][3]) / 2:
            lines[-1].append(box)
        else:
            lines.append([box])
    return [row_of(sorted(line, key=lambda box: box[1])) for line in lines]


def row_of(line: Sequence[Box]) -> Row:
    """Return a line of words from left to right as pieces."""
    top, height = line[0][0], max(line[0][3] - line[0][0], 1.0)
    pieces: list[Piece] = []
    for _, left, right, _, text in line:
        last = pieces[-1] if pieces else None
        if last is not None and left - last.right < SPACE * height:
            pieces[-1] = Piece(last.left, right, f"{last.text} {text}")
        else:
            pieces.append(Piece(left, right, text))
    return Row(top, height, tuple(pieces))


def edge(at: int, count: int) -> bool:
    """Whether a line stands at the top or the bottom of its page."""
    return at < EDGE or at >= count - EDGE


def running_lines(pages: Sequence[Sequence[Row]]) -> frozenset[str]:
    """Return what stands at the top or bottom of most pages: running heads, feet, page numbers."""
    said = Counter(
        text
        for rows in pages
        for text in {row.said for at, row in enumerate(rows) if edge(at, len(rows)) and len(rows) > 2 * EDGE}
    )
    return frozenset(text for text, count in said.items() if count > 1 and count * 2 > len(pages))


def unit_of(pages: Sequence[Sequence[Row]]) -> float:
    """Return how wide a letter is: narrow enough for most words to fit; one width for all, tables go over pages."""
    pieces = (one for rows in pages for row in rows for one in row.pieces if len(one.text) > 2)
    widths = sorted((one.right - one.left) / len(one.text) for one in pieces)
    return max(widths[len(widths) // 10] if widths else 5.0, 1.0)


def laid(rows: Sequence[Row], unit: float) -> Iterator[str]:
    """Yield lines as text, each piece at its place: figures end where they end, words start where they start."""
    last = None
    for row in rows:
        if last is not None and row.top - last.top > 1.9 * last.height:
            yield ""
        yield placed(row, unit)
        last = row


def placed(row: Row, unit: float) -> str:
    """Return a line with its pieces at their places, two spaces apart at least."""
    text = ""
    for piece in row.pieces:
        figure = FIGURE.match(piece.text)
        column = round(piece.right / unit) - len(piece.text) if figure else round(piece.left / unit)
        text = text.ljust(max(column, len(text) + 2 if text else 0)) + piece.text
    return text


def paged(part: Block | Table, pages: Sequence[int]) -> Block | Table:
    """Return a part with the page it starts on."""
    if isinstance(part, Block):
        return part._replace(page=pages[part.text.place(0).line - 1])
    first = next((cell for row in part.rows for cell in row), None)
    return part if first is None else part._replace(page=pages[first.text.place(0).line - 1])
