"""Reads HTML as it is written: tag soup and XHTML, in one pass, every character with its line and column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from validator.documents.document import Block, Table
from validator.documents.gathering import Gathering, Lines, trimmed
from validator.documents.grid import Grid, Slot
from validator.documents.limits import MOST_CELLS, TooMuchError
from validator.documents.looks import Look, Looks
from validator.documents.markup import tags

if TYPE_CHECKING:
    from validator.documents.markup import Tag

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
    "main", "nav", "ol", "p", "pre", "section", "summary", "ul",
})  # fmt: skip
VOID = frozenset({
    "area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
})  # fmt: skip
SILENT = frozenset({
    "head", "template", "noscript", "title", "ix:header", "ix:hidden", "select", "textarea", "svg", "math", "object",
})  # fmt: skip
INLINE = frozenset({"span", "font", "a", "b", "i", "u", "em", "strong", "small", "sup", "sub"})
BOLD = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
ROW_PARTS = frozenset({"tr", "tbody", "thead", "tfoot"})
# what opening a tag closes, and what that never reaches beyond
ENDS = {
    "td": (frozenset({"td"}), frozenset({"table"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "tbody": (frozenset({"tr"}), frozenset({"table"})),
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "table", "td"})),
    "p": (frozenset({"p"}), frozenset({"td", "table", "li", "div"})),
}
DEEPEST = 256  # open elements beyond this are read as if they were not tagged
ORDINAL = re.compile(r"\s*(?:st|nd|rd|th)\s*", re.IGNORECASE)
LONGEST_HEADING = 200
CELLS = re.compile(r"<t[dh]\b", re.IGNORECASE)
SHEET, SHEET_END = re.compile(r"<style\b[^<>]*>", re.IGNORECASE), re.compile("</style", re.IGNORECASE)


class Frame(NamedTuple):
    """An open element: its name and its tag's, and what held before it."""

    name: str
    tag: str
    breaks: str
    bold: bool
    hidden: bool
    align: str


class Cell:
    """An open cell: its look, where it stands, and how far in its text starts."""

    __slots__ = ("align", "bold", "column", "indent", "look", "spoken")

    def __init__(self, column: int, look: Look) -> None:
        self.column, self.look, self.indent, self.align = column, look, look.indent, look.align
        self.bold, self.spoken = False, False


def sheets(source: str) -> str:
    """Return the style sheets of a page."""
    parts = (SHEET_END.split(part, 1) for part in SHEET.split(source)[1:])
    return "".join(said for said, *ended in parts if ended)


class Page:
    """A page being read: what was read, and what is open."""

    def __init__(self, source: str) -> None:
        self.source, self.lines = source, Lines(source)
        self.looks = Looks(sheets(source) if "<style" in source[:200_000].lower() else "")
        self.text = Gathering(source, self.lines)
        self.parts: list[Block | Table] = []
        self.outer: list[list[Block | Table]] = []
        self.stack: list[Frame] = []
        self.open: dict[str, int] = {}
        self.grids: list[Grid] = []
        self.cells: list[Cell | None] = []
        self.cell: Cell | None = None
        self.bold = self.hidden = False
        self.align = ""
        self.all_bold = True
        self.kept = 0
        self.page = 0
        self.count = 0  # cells

    def read(self) -> list[Block | Table]:
        """Return what the page says, in reading order."""
        at = 0
        for tag in tags(self.source):
            if tag.start > at and not self.hidden:
                self.say(at, tag.start)
            at = tag.end
            if tag.closes:
                self.close(tag.name)
            elif tag.name:
                self.enter(tag)
        if not self.hidden:
            self.say(at, len(self.source))
        while self.stack:
            self.leave()
        self.flush("text")
        return self.parts

    def say(self, start: int, end: int) -> None:
        """Add text; what stands in a table but in no cell is kept apart from the cells."""
        if self.grids and self.cell is None and not self.source[start:end].strip():
            return
        before = self.text.blank if self.text.plain else True
        self.text.say(start, end, kept=self.kept > 0)
        if before and self.text.blank:
            return
        cell = self.cell
        if before:
            self.all_bold = True
            if cell is not None and not cell.spoken:
                cell.spoken, cell.bold = True, self.bold
                cell.indent += 3.0 * self.text.hard
                if not cell.align:
                    cell.align = self.align
        if not self.bold and not self.source[start:end].isspace():
            self.all_bold = False

    def enter(self, tag: Tag) -> None:
        """Open an element."""
        look = self.looks.of(tag.given)
        name = look.acts if look.acts and tag.name not in ("table", "td", "th", "tr", "span") else tag.name
        if name not in INLINE:
            if name == "th":
                name = "td"
            elif name in ROW_PARTS and name != "tr":
                name = "tbody"
            self.implied(name)
        if tag.empty or name in VOID:
            self.empty(name, look, tag)
            return
        if len(self.stack) >= DEEPEST and name not in ("table", "tr", "td"):
            return
        self.push(name, tag, look)
        if self.hidden:
            return
        if name == "sup" or (look.raised and name == "span"):
            self.raise_(tag)
        elif name == "table":
            self.open_table()
        elif self.grids and name == "tr":
            self.grids[-1].open_row()
        elif self.grids and name == "td":
            self.open_cell(look)
        elif name in BLOCKS:
            self.flush("text")
            self.page += "b" in look.breaks
            self.kept += name == "pre"
        if self.cell is not None and not self.cell.spoken and name not in ("td", "table", "tr"):
            self.cell.indent += look.indent
            self.cell.align = look.align or self.cell.align

    def push(self, name: str, tag: Tag, look: Look) -> None:
        """Remember an open element, and what holds inside it."""
        frame = Frame(name, tag.name, look.breaks, self.bold, self.hidden, self.align)
        self.stack.append(frame)
        self.open[name] = self.open.get(name, 0) + 1
        self.hidden = self.hidden or look.hidden or name in SILENT
        if look.bold is not None:
            self.bold = look.bold
        elif tag.name in BOLD:
            self.bold = True
        self.align = look.align or self.align

    def empty(self, name: str, look: Look, tag: Tag) -> None:
        """Take in an element without content."""
        if self.hidden:
            return
        if name == "br":
            self.text.turn(tag.start)
        elif name == "td" and self.grids and self.grids[-1].row is not None:
            grid = self.grids[-1]
            grid.put(Slot(grid.place(look.width), look, [], 0.0, bold=False, align=""))
        elif name in BLOCKS:
            self.flush("text")
            self.page += bool(look.breaks)

    def implied(self, name: str) -> None:
        """Close what an opening tag closes without saying so."""
        rule = ENDS.get(name)
        if rule is None and name in BLOCKS:
            rule = ENDS["p"]
        if rule is None or not any(self.open.get(one) for one in rule[0]):
            return
        closed, barrier = rule
        for at in range(len(self.stack) - 1, -1, -1):
            if self.stack[at].name in closed:
                while len(self.stack) > at:
                    self.leave()
                return
            if self.stack[at].name in barrier:
                return

    def close(self, name: str) -> None:
        """Close an element and all that is open inside it; an end tag without a start says nothing."""
        if name in INLINE and self.stack and self.stack[-1].name == name:
            frame = self.stack.pop()
            self.open[name] -= 1
            self.bold, self.hidden, self.align = frame.bold, frame.hidden, frame.align
            return
        name = "td" if name == "th" else "tbody" if name in ("thead", "tfoot") else name
        if name == "p" and not self.open.get("p") and not self.hidden:
            self.flush("text")
        if not self.open.get(name):
            self.close_acting(name)
            return
        barrier = ("table",) if name in ("td", "tr", "tbody") else () if name == "table" else ("td", "table")
        for at in range(len(self.stack) - 1, -1, -1):
            if self.stack[at].name == name:
                while len(self.stack) > at:
                    self.leave()
                return
            if self.stack[at].name in barrier:
                self.close_acting(name)
                return

    def close_acting(self, name: str) -> None:
        """Close the innermost element that acts as a part of a table, where its own tag ends."""
        if self.stack and self.stack[-1].tag == name:
            self.leave()

    def leave(self) -> None:
        """Close the innermost open element."""
        frame = self.stack.pop()
        self.open[frame.name] -= 1
        if not self.hidden:
            self.finish(frame)
        self.bold, self.hidden, self.align = frame.bold, frame.hidden, frame.align

    def finish(self, frame: Frame) -> None:
        """Take in what an element held."""
        name = frame.name
        if name == "td" and self.grids:
            self.close_cell()
        elif name == "tr" and self.grids:
            self.flush("text")
            self.grids[-1].close_row()
        elif name == "table":
            self.close_table()
        elif name in BLOCKS:
            level = int(name[1]) if len(name) == 2 and name[0] == "h" and name[1].isdigit() else 0
            self.flush("heading" if level else "item" if name == "li" else "text", level)
            self.page += "a" in frame.breaks
            self.kept -= name == "pre"

    def raise_(self, tag: Tag) -> None:
        """Take a superscript for a footnote mark and pass over it, unless it ends an ordinal."""
        end = self.source.find("</", tag.end)
        inner = self.source[tag.end : end]
        if end < 0 or len(inner) > 400 or ORDINAL.fullmatch(re.sub(r"<[^<>]*>", "", inner)):
            return
        self.text.mark(tag.end, end)
        self.hidden = True

    def flush(self, kind: str, level: int = 0) -> None:
        """Close the piece of text that has been gathering."""
        if not self.text.plain or self.text.blank:
            self.text.plain.clear()
            del self.text.places[:]
            self.text.hard = 0
            return
        if self.kept and self.cell is None:
            from validator.documents import plain

            self.parts.extend(plain.parts_of(plain.split(self.text.whole())))
            return
        text = trimmed(self.text.whole())
        if not level and self.all_bold and len(text.plain) < LONGEST_HEADING and kind == "text":
            kind, level = "heading", 7
        self.parts.append(Block(kind, text, level, self.page))

    def open_table(self) -> None:
        """Start a table, inside a cell perhaps."""
        self.flush("text")
        self.outer.append(self.parts)
        self.cells.append(self.cell)
        self.grids.append(Grid(self.page))
        self.parts, self.cell = self.grids[-1].around, None

    def close_table(self) -> None:
        """End a table: what it is goes to what it stands in."""
        self.close_cell()
        grid = self.grids.pop()
        self.parts, self.cell = self.outer.pop(), self.cells.pop()
        for part in grid.parts():
            if self.cell is not None and isinstance(part, Table) and sum(map(len, part.rows)) <= 1:
                self.parts.extend(Block("text", cell.text) for row in part.rows for cell in row)
            else:
                self.parts.append(part)

    def open_cell(self, look: Look) -> None:
        """Start a cell; one without a row starts a row."""
        self.flush("text")
        grid = self.grids[-1]
        if grid.row is None:
            grid.open_row()
        self.count += 1
        if self.count > MOST_CELLS:
            raise TooMuchError("cells in tables", MOST_CELLS)
        self.cell, self.parts = Cell(grid.place(look.width), look), []

    def close_cell(self) -> None:
        """End the open cell, if any."""
        self.flush("text")
        grid, cell = self.grids[-1], self.cell
        if cell is not None:
            grid.put(Slot(cell.column, cell.look, self.parts, cell.indent, cell.bold, cell.align))
        self.cell, self.parts = None, grid.around


def read(source: str) -> tuple[Block | Table, ...]:
    """Return the blocks and tables of a page, in reading order; one of too many cells is refused before it is read."""
    if sum(1 for _ in CELLS.finditer(source)) > MOST_CELLS:
        raise TooMuchError("cells in tables", MOST_CELLS)
    return tuple(Page(source).read())
