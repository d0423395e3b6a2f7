"""Reads a .docx file: paragraphs, headings, lists, footnotes, and tables with merged cells.

Its lines are its paragraphs, those in cells as well, in the order of the file; `where` names each.
"""

from __future__ import annotations

import io
from array import array
from typing import TYPE_CHECKING, Any

from validator.documents.document import Block, Cell, Document, Table
from validator.documents.gathering import trimmed
from validator.documents.limits import MOST_CELLS, TooMuchError, UnreadableError
from validator.documents.office.packed import missing
from validator.documents.text import PLAIN, Mark, Place, Text, join, packed

if TYPE_CHECKING:
    from collections.abc import Iterator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BREAKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
TWIPS = 20  # of a point


def read(path: str, data: bytes) -> Document:
    """Return a .docx file as a document."""
    try:
        import docx
    except ImportError as error:
        raise missing("python-docx") from error
    stream = io.BytesIO(data)
    try:
        opened = docx.Document(stream)
        body = opened.element.body
        styles = {style.style_id: (style.name or "") for style in opened.styles}
    except Exception as error:
        reason = str(error).replace(repr(stream), "it")
        raise UnreadableError(f"cannot be read as .docx: {reason}") from error
    reader = _Reader(styles)
    parts = tuple(reader.parts(body))
    return Document(path, "docx", parts, (), tuple(reader.where))


class _Reader:
    """Walks the body of a file; counts its paragraphs and tables."""

    def __init__(self, styles: dict[str, str]) -> None:
        self.styles = styles
        self.where: list[str] = []
        self.tables = self.paragraphs = self.cells = 0

    def parts(self, body: Any) -> Iterator[Block | Table]:
        for element in body.iterchildren():
            if element.tag == f"{W}p":
                self.paragraphs += 1
                text, _ = self.paragraph(element, f"paragraph {self.paragraphs}")
                if text.plain:
                    kind, level = self.kind(element)
                    yield Block(kind, text, level)
            elif element.tag == f"{W}tbl":
                yield from self.table(element)
            elif element.tag in (f"{W}sdt", f"{W}sdtContent"):
                yield from self.parts(element)

    def kind(self, element: Any) -> tuple[str, int]:
        """Return what a paragraph is, and how deep a heading."""
        style = element.find(f"{W}pPr/{W}pStyle")
        name = self.styles.get(style.get(f"{W}val"), "") if style is not None else ""
        if name.lower().startswith("heading") or name == "Title":
            return "heading", int(name[-1]) if name[-1:].isdigit() else 1
        listed = name.lower().startswith("list") or element.find(f"{W}pPr/{W}numPr") is not None
        return ("item" if listed else "text"), 0

    def paragraph(self, element: Any, name: str) -> tuple[Text, bool]:
        """Return what a reader sees of a paragraph, and whether all of it is bold; raised digits are footnote marks."""
        self.where.append(name)
        line = len(self.where)
        plain: list[str] = []
        marks: list[Mark] = []
        column = 1
        bold: list[bool] = []
        for run in element.iter(f"{W}r"):
            look = run.find(f"{W}rPr")
            if look is not None and on(look.find(f"{W}vanish")):
                continue
            said = "".join((one.text or "") if one.tag == f"{W}t" else BREAKS.get(one.tag, "") for one in run)
            raised = look.find(f"{W}vertAlign") if look is not None else None
            if raised is not None and raised.get(f"{W}val") == "superscript" and said.strip():
                marks.append(Mark(said.strip(), Place(line, column)))
                continue
            plain.append(said.translate(PLAIN))
            column += len(said)
            if said.strip():
                bold.append(look is not None and on(look.find(f"{W}b")))
        whole = "".join(plain)
        first = packed(line, 1)
        places = array("q", range(first, first + len(whole)))
        return trimmed(Text(whole, places, tuple(marks))), bool(bold) and all(bold)

    def table(self, element: Any) -> Iterator[Block | Table]:
        """Yield a table; what stands in tables inside its cells goes with the cell."""
        self.tables += 1
        number = self.tables
        rows: list[tuple[Cell, ...]] = []
        open_: dict[int, tuple[int, int]] = {}  # a column covered from above: the row and place of its cell
        width = 0
        for at, row in enumerate(element.iterchildren(f"{W}tr")):
            done: list[Cell] = []
            column = 0
            for place, cell in enumerate(row.iterchildren(f"{W}tc"), start=1):
                look = cell.find(f"{W}tcPr")
                wide = value(look, "gridSpan", 1)
                merge = look.find(f"{W}vMerge") if look is not None else None
                if merge is not None and merge.get(f"{W}val") != "restart" and column in open_:
                    above, spot = open_[column]
                    rows[above] = grown(rows[above], spot)
                else:
                    made = self.cell(cell, f"table {number}, row {at + 1}, cell {place}", at, column, wide)
                    if merge is not None:
                        open_[column] = (at, len(done)) if made.text.plain else (0, -1)
                    if made.text.plain:
                        done.append(made)
                column += wide
            width = max(width, column)
            rows.append(tuple(done))
        if any(rows):
            yield Table(tuple(rows), width)

    def cell(self, element: Any, name: str, row: int, column: int, width: int) -> Cell:
        """Return a cell: its paragraphs, a line each."""
        self.cells += 1
        if self.cells > MOST_CELLS:
            raise TooMuchError("cells in tables", MOST_CELLS)
        texts: list[Text] = []
        bold = False
        indent, align = 0.0, ""
        for paragraph in element.iter(f"{W}p"):
            text, heavy = self.paragraph(paragraph, name)
            if text.plain:
                bold = heavy
                texts.append(text)
                indent = value(paragraph.find(f"{W}pPr"), "ind", 0, "left") / TWIPS
                side = paragraph.find(f"{W}pPr/{W}jc")
                align = side.get(f"{W}val", "") if side is not None else ""
        text = texts[0] if len(texts) == 1 else join(texts, "\n")
        return Cell(text, row, column, width, 1, indent, bold, align)


def on(look: Any) -> bool:
    """Whether a look is switched on."""
    return look is not None and look.get(f"{W}val", "1") not in ("0", "false", "none")


def value(look: Any, name: str, otherwise: int, attribute: str = "val") -> int:
    """Return a number that a look tells."""
    found = look.find(f"{W}{name}") if look is not None else None
    text = found.get(f"{W}{attribute}", "") if found is not None else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else otherwise


def grown(row: tuple[Cell, ...], spot: int) -> tuple[Cell, ...]:
    """Return a row whose cell at a place reaches one row further down."""
    if spot < 0:
        return row
    return (*row[:spot], row[spot]._replace(height=row[spot].height + 1), *row[spot + 1 :])
