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

    Said = tuple[int, int, int, bool, bool, bool, bool, int, bool]
    """A fact, and of `Printed` what does not depend on where it stands, digits first."""

PIECE = r"<(?:(t[rdh])\b([^<>]*)>|{0}\b([^<>]*)>(?:(?<!/>)([^<>&]*)</{0}\s*>)?|/{0}\b[^<>]*>)"
"""A row or cell that opens, a tag that opens (with text and end, where it holds nothing else) or one that closes."""
TABLE = re.compile(r"<(/?)table\b[^<>]*>", re.IGNORECASE)
LINE = re.compile("\r\n?|\n")  # how a parser counts lines (XML 1.0 §2.11)
BOUND = re.compile(rf"""xmlns:([\w.-]+)\s*=\s*["']{re.escape(IX)}["']""")
ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
SPAN = re.compile(r"""\bcolspan\s*=\s*["']?\s*(\d{1,3})""", re.IGNORECASE)
MARKUP = re.compile(r"<[^<>]*>")
BRACKET = re.compile(r"[(\[][\s$€£¥]*$")  # may stand in a cell of its own
DASH = re.compile(r"[-–—−][\s$€£¥]*$")  # in a cell of its own it is a figure: nothing
SYMBOL = re.compile(r"[$€£¥][\s(\[]*$")
PERCENT = re.compile(r"[\s)\]]*%")
BEHIND = re.compile(r"(?:<[^<>]*>|[\s)\]]|&(?:#160|#x[aA]0|nbsp);)*")
SIGNS = re.compile(r"[(\[$€£¥&]")  # what brackets and currencies are written with
PRINTED = re.compile(r"[(\[\-–—−\s$€£¥]*(\d[\d,]*(?:\.(\d+))?|\.(\d+))[)\]\s%]*")
YEAR = re.compile(r"(?<![\w.,/$-])(?:19|20)\d\d(?![\w,/-]|\.\d)")
NEAR = 600  # characters of source in which a sign stands at its figure
MOST_COLUMNS = 1000
MOST_KNOWN = 4096  # ways to write a cell
ROW = frozenset(("tr", "TR", "Tr", "tR"))


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


class Spans(dict[str, int]):
    """Over how many columns a cell stands, by its attributes as written; most cells of a page are written alike."""

    def __missing__(self, attributes: str) -> int:
        """Read the attributes of a cell."""
        if len(self) >= MOST_KNOWN:
            self.clear()
        span = SPAN.search(attributes) if "span" in attributes.lower() else None
        made = self[attributes] = max(1, int(span[1])) if span else 1
        return made


class Page:
    """The source of one file, and the facts that start at its places."""

    def __init__(self, source: str, facts: dict[tuple[int, int], int]) -> None:
        self.source = source
        self.facts = facts
        prefix = BOUND.search(source)
        self.name = f"{prefix[1] if prefix else 'ix'}:nonFraction"
        self.piece = re.compile(PIECE.format(re.escape(self.name)), re.IGNORECASE)
        self.starts = [0, *(found.end() for found in LINE.finditer(source))]
        self.spans = Spans()

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
        headed: dict[int, int] = {}  # by column
        spans = self.spans
        for found in self.piece.finditer(self.source, start, end):
            kind, cell_says, tag_says, text = found.groups()
            if kind:
                if kind in ROW:
                    line, column, last = line + 1, 0, found.end()
                else:
                    column += spans[cell_says]
                    cell = found.end()
                continue
            said: Said | None = None
            if text is not None:
                if opened is None:
                    said = self.figure(found.start(), tag_says, text, found.end(4), last, cell)
            elif tag_says is not None:
                if not tag_says.endswith("/"):
                    opened, alone = found, opened is None
                continue
            elif opened is None:
                continue
            elif alone:
                inner = plain(self.source[opened.end() : found.start()])
                said = self.figure(opened.start(), opened[3], inner, found.start(), last, cell)
            if said is not None:
                column = min(column, MOST_COLUMNS)
                if column not in headed:
                    headed[column] = over(years, column)
                fact, *shown = said
                yield Printed(fact, number, line, column, *shown, headed[column])  # type: ignore[call-arg, arg-type] # as the fields stand
            opened, last = None, found.end()

    def years(self, start: int, end: int) -> list[list[Heading]]:
        """Return the years of each row above the first tagged figure of a table, with the columns they stand over."""
        rows: list[list[Heading]] = []
        column, first, last, open_cell = 0, 0, start, False

        def told(stop: int) -> None:
            if open_cell and rows:
                rows[-1] += [Heading(first, column, int(year)) for year in YEAR.findall(plain(self.source[last:stop]))]

        for found in self.piece.finditer(self.source, start, end):
            kind, attributes, _, _ = found.groups()
            told(found.start())
            if not kind:
                return rows[:-1]
            open_cell = kind not in ROW
            if open_cell:
                first, column = column + 1, min(column + self.spans[attributes], MOST_COLUMNS)
            else:
                rows.append([])
                column = 0
            last = found.end()
        return []

    def figure(self, start: int, attributes: str, inner: str, end: int, last: int, cell: int) -> Said | None:
        """Return what one tagged figure says; None for what is no number.

        Its tag starts at `start` and ends at `end`, with `inner` printed between. What is printed before
        it is looked for from `last` on, a dash from the start of its cell.
        """
        source = self.source
        line = bisect_right(self.starts, start)
        fact = self.facts.get((line, start - self.starts[line - 1] + 1))
        if fact is None:
            return None
        shown = PRINTED.fullmatch(inner)
        if shown is None:
            return None
        scale, sign = tagged_so(attributes)
        if scale.lstrip("+-") and not scale.lstrip("+-").isdigit():
            return None
        number, decimals, bare = shown.groups()
        first, behind = shown.span(1)
        opening = max(last, cell, start - NEAR)
        within = plain(source[opening:start]) + inner[:first] if opening < start else inner[:first]
        before = source[max(last, opening - NEAR) : opening]
        before = plain(before) + within if SIGNS.search(before) else within  # of other characters nothing is asked
        spoken = last > cell or (within != "" and any(map(str.isalpha, within)))
        return (
            fact,
            int(number.replace(",", "").replace(".", "")),
            len(decimals or bare or ""),
            before != "" and not spoken and bool(BRACKET.search(before) or DASH.search(within)),
            before != "" and bool(SYMBOL.search(before)),
            "%" in inner[behind:] or ("%" in source[end : end + NEAR] and self.percent(end)),
            spoken,
            int(scale or 0),
            sign == "-",
        )

    def percent(self, end: int) -> bool:
        """Whether a sign of percentage stands behind a figure that ends there."""
        source, limit = self.source, end + NEAR
        skipped = BEHIND.match(source, end, limit)
        at = skipped.end() if skipped is not None else end
        if source[at : min(at + 1, limit)] not in ("&", "<"):
            return source.startswith("%", at, limit)
        if "%" not in source[at:limit]:
            return False
        return bool(PERCENT.match(plain(source[end:limit])))  # a reference, or no tag as they mostly are


def tagged_so(attributes: str) -> tuple[str, str]:
    """Return the scale and the sign among the attributes of a tag as written; "" for none."""
    if "scale" not in attributes and "sign" not in attributes:
        return "", ""
    said = {name: double or single for name, double, single in ATTRIBUTE.findall(attributes)}
    return said.get("scale", "").strip(), said.get("sign", "").strip()


def plain(markup: str) -> str:
    """Return what a reader sees of some markup; a tag that is cut off at its start is no text."""
    cut = markup.find(">")
    if cut < 0 and "<" not in markup and "&" not in markup:
        return markup
    if 0 <= cut < (markup.find("<") if "<" in markup else len(markup)):
        markup = markup[cut + 1 :]
    return unescape(MARKUP.sub("", markup.rpartition("<")[0] if markup.rfind("<") > markup.rfind(">") else markup))
