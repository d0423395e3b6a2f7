"""Reads HTML: tables with merged cells, and the text around them (HTML Living Standard §4.9.12, forming a table).

HTML tells the line of a tag, not its column: a place has column 0, and a cell its number in the row.
"""

from __future__ import annotations

import re
from array import array
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from validator.documents.text import COLUMN_BITS, EMPTY, PLAIN, Mark, Place, Text, collapsed, join, packed, text_of
from validator.encoder.grid import Block, Cell, Table
from validator.encoder.markdown import standing_under

if TYPE_CHECKING:
    from collections.abc import Iterator

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
    "main", "nav", "ol", "p", "pre", "section", "summary", "ul",
})  # fmt: skip
SILENT = frozenset({"script", "style", "head", "template", "noscript", "title", "ix:header", "ix:hidden"})
HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
CLOSERS = frozenset({")", "%", ")%", "%)"})
OPENERS = frozenset({"$", "US$", "RMB", "HK$", "€", "£", "¥"})
WIDEST, TALLEST = 1000, 65534  # the standard's own limits on colspan and rowspan


class TooDeepError(ValueError):
    """A page nested deeper than the parser follows: what lies deeper would go unread."""


def read(source: bytes) -> list[Block | Table]:
    """Return the blocks of a document, in order; a document without content has none. Raises TooDeepError."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = html.document_fromstring(source, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return []
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise TooDeepError
    reader = _Reader()
    reader.walk(root)
    reader.flush("text")
    return reader.blocks


class _Reader:
    """Gathers blocks while walking the tree, without recursion into tables' own text."""

    def __init__(self, *, inline: bool = False) -> None:
        self.inline = inline  # whether it all stays one piece, as in a cell
        self.blocks: list[Block | Table] = []
        self.plain: list[str] = []
        self.places = array("q")
        self.marks: list[Mark] = []
        self.breaks: list[int] = []

    def walk(self, root: Any) -> None:
        """Visit every element in document order; an explicit stack keeps deep pages from overflowing ours."""
        stack: list[tuple[str, Any]] = [("open", child) for child in reversed(root)]
        self.say(root.text, root.sourceline)
        while stack:
            step, element = stack.pop()
            tag = element.tag if isinstance(element.tag, str) else ""
            if step == "close":
                if tag in BLOCKS:
                    self.flush(kind(tag), level(tag))
                self.say(element.tail, element.sourceline)
            elif tag == "table" and not self.inline:
                self.flush("text")
                self.table(element)
                self.say(element.tail, element.sourceline)
            elif not tag or unseen(element, tag):
                self.say(element.tail, element.sourceline)
            elif tag == "sup":
                self.marks.append(Mark("".join(element.itertext()), Place(element.sourceline or 0, 0)))
                self.say(element.tail, element.sourceline)
            else:
                if tag in BLOCKS:
                    self.flush("text")
                elif tag == "br":
                    self.breaks.append(len(self.plain))
                self.say(element.text, element.sourceline)
                stack.append(("close", element))
                stack.extend(("open", child) for child in reversed(element))

    def say(self, text: str | None, line: int | None) -> None:
        for char in (text or "").translate(PLAIN):
            blank = char.isspace()
            if not (blank and (not self.plain or self.plain[-1] == " ")):
                self.plain.append(" " if blank else char)
                self.places.append(packed(line or 0, 0))

    def flush(self, kind: str, level: int = 0) -> None:
        """Close the block that has been gathering."""
        if self.inline:
            self.say(" ", self.places[-1] >> COLUMN_BITS if self.places else 0)
            return
        if "".join(self.plain).strip():
            whole = "".join(self.plain)
            edges = [0, *self.breaks, len(whole)]
            lines = (" ".join(whole[a:b].split()) for a, b in pairwise(edges))
            text = collapsed(Text(whole, self.places, tuple(self.marks)))
            self.blocks.append(Block(kind, text, level, tuple(line for line in lines if line)))
        self.plain, self.places, self.marks, self.breaks = [], array("q"), [], []

    def table(self, element: Any) -> None:
        caption = element.find("caption")
        if caption is not None:
            self.walk_apart(caption)
        heading, said = standing_under(self.blocks)
        rows = tuple(tuple(cells) for cells in spread(element))
        self.blocks.append(Table(heading, said, rows, element.sourceline or 0))

    def walk_apart(self, element: Any) -> None:
        """Read an element's content as a block of its own."""
        text = cell_text(element)
        if text.plain.strip():
            self.blocks.append(Block("text", text, 0, (" ".join(text.plain.split()),)))


def unseen(element: Any, tag: str) -> bool:
    """Whether a reader of the page sees nothing of an element."""
    return tag in SILENT or element.get("hidden") is not None or bool(HIDDEN.search(element.get("style") or ""))


def kind(tag: str) -> str:
    """Return what kind of block a tag makes."""
    return "heading" if level(tag) else "item" if tag == "li" else "text"


def level(tag: str) -> int:
    """Return a heading's depth; 0 for other tags."""
    return int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() else 0


def spread(table: Any) -> Iterator[list[Cell]]:
    """Yield rows of cells with merged cells laid out: the text stands in the first place, blanks in the rest."""
    pending: dict[int, int] = {}  # column -> rows still covered from above
    for row in table.iter("tr"):
        if next(row.iterancestors("table")) is not table:
            continue
        cells: list[Cell] = []
        for element in row.iterchildren("td", "th"):
            while pending.get(len(cells), 0):
                pending[len(cells)] -= 1
                cells.append(blank(row, len(cells) + 1))
            width, height = extent(element, "colspan", WIDEST), extent(element, "rowspan", TALLEST)
            first = len(cells)
            cells.append(Cell(cell_text(element), Place(element.sourceline or 0, 0), first + 1))
            cells.extend(blank(element, first + 1 + at) for at in range(1, width))
            if height > 1:
                pending.update(dict.fromkeys(range(first, first + width), height - 1))
        while pending.get(len(cells), 0):
            pending[len(cells)] -= 1
            cells.append(blank(row, len(cells) + 1))
        yield mended(cells)


def blank(element: Any, number: int) -> Cell:
    """Return a cell without text."""
    return Cell(EMPTY, Place(element.sourceline or 0, 0), number)


def extent(element: Any, attribute: str, most: int) -> int:
    """Return how many columns or rows a cell covers; anything illegible covers one."""
    text = (element.get(attribute) or "").strip()
    return min(max(int(text), 1), most) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def cell_text(element: Any) -> Text:
    """Return what a reader sees of a cell; superscripts are footnote marks."""
    inner = _Reader(inline=True)
    inner.walk(element)
    return collapsed(text_of(inner.plain, inner.places, inner.marks))


def mended(cells: list[Cell]) -> list[Cell]:
    """Put together what filings spread over cells for alignment: `$`, `(1,234` and `)` are one figure."""
    done: list[Cell] = []
    last = -1
    for at, cell in enumerate(cells):
        text = cell.plain
        if at and text in CLOSERS and last >= 1:
            before = done[last]
            done[last] = before._replace(text=join([before.text, cell.text], ""))
            done.append(cell._replace(text=EMPTY))
        elif at and text in OPENERS and opens(cells[at + 1 :]):
            done.append(cell._replace(text=EMPTY))
        else:
            if text:
                last = at
            done.append(cell)
    return done


def opens(rest: list[Cell]) -> bool:
    """Whether the next cell that says anything holds a figure."""
    text = next((cell.plain for cell in rest if cell.plain), "")
    return bool(text) and (text[0].isdigit() or text[0] in "(-.")
