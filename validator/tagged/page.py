"""The tagged figures of a page in the grid of their tables: each with its row, its column and what is printed at it.

Only tables with tags are looked at, and of those only what tells where a cell stands: a page of two million characters
takes a fraction of the time that reading it as XML does.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from validator.model.names import IX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.model.report import Report

PIECE = r"<(?:(t[rdh])|(/?)%s)\b([^<>]*)>"  # a row or a cell that opens, a tag that opens or closes
TABLE = re.compile(r"<(/?)table\b[^<>]*>", re.IGNORECASE)
BOUND = re.compile(rf"""xmlns:([\w.-]+)\s*=\s*["']{re.escape(IX)}["']""")
ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
SPAN = re.compile(r"""\bcolspan\s*=\s*["']?\s*(\d{1,3})""", re.IGNORECASE)
MARKUP = re.compile(r"<[^<>]*>")
BRACKET = re.compile(r"[(\[][\s$€£¥]*$")  # may stand in a cell of its own
DASH = re.compile(r"[-–—−][\s$€£¥]*$")  # in a cell of its own it is a figure: nothing
SYMBOL = re.compile(r"[$€£¥][\s(\[]*$")
PERCENT = re.compile(r"[\s)\]]*%")
PRINTED = re.compile(r"[(\[\-–—−\s$€£¥]*(\d[\d,]*(?:\.(\d+))?|\.(\d+))[)\]\s%]*")
YEAR = re.compile(r"(?<![\w.,/$-])(?:19|20)\d\d(?![\w,/-]|\.\d)")
NEAR = 600  # characters of source in which a sign stands at its figure
MOST_COLUMNS = 1000


class Printed(NamedTuple):
    """A tagged figure as the page shows it, and as its tag says it.

    `fact` is its row in the report. `table`, `line` and `column` say where it stands: figures of one column end at one
    edge of the grid. `places` are the decimal places shown, `bracketed` whether it is shown as a negative number,
    `symbol` whether a sign of currency stands before it, `percent` whether a sign of percentage behind. `scale` and
    `negative` are the tag's. `headed` is the year that alone heads its column; 0 where none does. In words
    (`spoken`), brackets and dashes are no signs.
    """

    fact: int
    table: int
    line: int
    column: int
    digits: int
    places: int
    bracketed: bool
    symbol: bool
    percent: bool
    spoken: bool
    scale: int
    negative: bool
    headed: int = 0

    @property
    def turned(self) -> bool:
        """Whether the tag's sign is another than the page's."""
        return self.bracketed is not self.negative


def printed(report: Report) -> list[Printed]:
    """Return the figures of an inline report that stand in tables, in the order of the page.

    Left out are figures without digits (dashes, words), nested ones, and those of a page that is not in UTF-8.
    """
    found: list[Printed] = []
    by_path: dict[str, dict[tuple[int, int], int]] = {}
    for row, (line, column) in enumerate(zip(report.lines, report.columns, strict=True)):
        path = report.paths[row] if report.paths is not None else report.path
        by_path.setdefault(path, {})[line, column] = row
    for path, data in report.data.items():
        try:
            source = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            continue
        if path in by_path:
            found.extend(Page(source, by_path[path]).figures(1 + (found[-1].table if found else -1)))
    return found


class Heading(NamedTuple):
    """A year in a header, over columns from `first` to `last`."""

    first: int
    last: int
    year: int


def over(rows: list[list[Heading]], column: int) -> int:
    """Return the one year that the lowest header with a year over a column tells; 0 where none or several do."""
    for row in reversed(rows):
        years = {one.year for one in row if one.first <= column <= one.last}
        if years:
            return years.pop() if len(years) == 1 else 0
    return 0


class Page:
    """The source of one file, and the facts that start at its places."""

    def __init__(self, source: str, facts: dict[tuple[int, int], int]) -> None:
        self.source = source
        self.facts = facts
        prefix = BOUND.search(source)
        self.name = f"{prefix[1] if prefix else 'ix'}:nonFraction"
        self.piece = re.compile(PIECE % re.escape(self.name), re.IGNORECASE)
        self.starts = [0, *(found.end() for found in re.finditer("\n", source))]

    def figures(self, first: int) -> Iterator[Printed]:
        """Yield the tagged figures of every table, tables numbered from `first`; of nested tables, the outermost."""
        tags = [found.start() for found in re.finditer(f"<{re.escape(self.name)}\\b", self.source)]
        for number, (start, end) in enumerate(self.tables(), first):
            if bisect_left(tags, start) < bisect_left(tags, end):
                yield from self.table(number, start, end)

    def tables(self) -> Iterator[tuple[int, int]]:
        """Yield where the outermost tables start and end."""
        depth, start = 0, 0
        for found in TABLE.finditer(self.source):
            if found[1]:
                depth = max(0, depth - 1)
                if not depth:
                    yield start, found.end()
            else:
                start = start if depth else found.start()
                depth += 1

    def table(self, number: int, start: int, end: int) -> Iterator[Printed]:
        """Yield the tagged figures of one table."""
        line, column, last, cell, alone = -1, 0, start, start, True
        opened: re.Match[str] | None = None
        years = self.years(start, end)
        for found in self.piece.finditer(self.source, start, end):
            kind, closing, attributes = found.groups()
            if kind and kind.lower() == "tr":
                line, column, last = line + 1, 0, found.end()
            elif kind:
                span = SPAN.search(attributes) if "span" in attributes.lower() else None
                column = min(column + (max(1, int(span[1])) if span else 1), MOST_COLUMNS)
                cell = found.end()
            elif not closing and not attributes.endswith("/"):
                opened, alone = found, opened is None
            elif closing and opened is not None:
                one = self.figure(opened, found.start(), last, cell) if alone else None
                if one is not None:
                    yield one._replace(table=number, line=line, column=column, headed=over(years, column))
                opened, last = None, found.end()

    def years(self, start: int, end: int) -> list[list[Heading]]:
        """Return the years of each row above the first tagged figure of a table, with the columns they stand over."""
        rows: list[list[Heading]] = []
        column, first, last, open_cell = 0, 0, start, False

        def told(stop: int) -> None:
            if open_cell and rows:
                rows[-1] += [Heading(first, column, int(year)) for year in YEAR.findall(plain(self.source[last:stop]))]

        for found in self.piece.finditer(self.source, start, end):
            kind, _, attributes = found.groups()
            told(found.start())
            if not kind:
                return rows[:-1]
            open_cell = kind.lower() != "tr"
            if open_cell:
                span = SPAN.search(attributes) if "span" in attributes.lower() else None
                first, column = column + 1, min(column + (max(1, int(span[1])) if span else 1), MOST_COLUMNS)
            else:
                rows.append([])
                column = 0
            last = found.end()
        return []

    def figure(self, tag: re.Match[str], end: int, last: int, cell: int) -> Printed | None:
        """Return one tagged figure; None for what is no number.

        What is printed before it is looked for from `last` on, a dash from the start of its cell.
        """
        fact = self.facts.get(self.place(tag.start()))
        source, start = self.source, tag.start()
        inner = plain(source[tag.end() : end])
        shown = PRINTED.fullmatch(inner)
        if fact is None or shown is None:
            return None
        attributes = {name: double or single for name, double, single in ATTRIBUTE.findall(tag[3])}
        scale = attributes.get("scale", "").strip()
        if scale.lstrip("+-") and not scale.lstrip("+-").isdigit():
            return None
        opening = max(last, cell, start - NEAR)
        within = plain(source[opening:start]) + inner[: shown.start(1)]
        before = plain(source[max(last, opening - NEAR) : opening]) + within
        spoken = last > cell or any(map(str.isalpha, within))
        behind = inner[shown.end(1) :] + (plain(source[end : end + NEAR]) if "%" in source[end : end + NEAR] else "")
        return Printed(
            fact,
            -1,
            -1,
            -1,
            int(re.sub(r"\D", "", shown[1]) or 0),
            len(shown[2] or shown[3] or ""),
            bracketed=not spoken and bool(BRACKET.search(before) or DASH.search(within)),
            symbol=bool(SYMBOL.search(before)),
            percent=bool(PERCENT.match(behind)),
            spoken=spoken,
            scale=int(scale or 0),
            negative=attributes.get("sign", "").strip() == "-",
        )

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and column of an offset."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


def plain(markup: str) -> str:
    """Return what a reader sees of some markup; a tag that is cut off at its start is no text."""
    cut = markup.find(">")
    if cut < 0 and "<" not in markup and "&" not in markup:
        return markup
    if 0 <= cut < (markup.find("<") if "<" in markup else len(markup)):
        markup = markup[cut + 1 :]
    return unescape(MARKUP.sub("", markup.rpartition("<")[0] if markup.rfind("<") > markup.rfind(">") else markup))
