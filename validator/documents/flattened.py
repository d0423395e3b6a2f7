"""Tables that lost their lines: one cell a paragraph, or all cells in one line, put back into rows and columns.

Archives of releases flatten tables so. What is left is the order of the cells: labels, each with as many figures as
there are columns. Where most labels have the same number of figures, that number is the number of columns.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from validator.documents.document import Block, Cell, Table
from validator.documents.text import Text, join

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FIGURE = re.compile(r"^[$€£¥]?\s*[-(]*\s*[$€£¥]?\s*\d[\d,.]*\s*\)?\s*%?\)?$|^[$€£¥]?\s*[-–—]+$")
SIGN = re.compile(r"^[$€£¥]$")
YEAR = re.compile(r"^(?:19|20)\d\d$")
GLUED = re.compile(r"(?<=[\d)%])(?=\(?[A-Z][a-zA-Z ])|(?<= [-–—])(?=[A-Z][a-z])")
SPAN = re.compile(r"\b(?:months?|weeks?|ended|ending)\b", re.IGNORECASE)
PERIOD = re.compile(
    rf"{SPAN.pattern}|\b(?:quarters?|years?|as\s+of|january|february|march|april|may|june|july|august|september|october"
    r"|november|december)\b",
    re.IGNORECASE,
)
AUDITED = re.compile(r"^\(?(?:un)?audited\)?$", re.IGNORECASE)
VAGUE = re.compile(r"period|.*[:.]$", re.IGNORECASE)  # "Period-over-period change" and sentences are no header
LONGEST = 120  # characters of a paragraph that is a cell
FEWEST = 3  # rows with the same number of figures


class Group(NamedTuple):
    """Labels, and the figures right behind the last of them."""

    labels: list[Text]
    figures: list[Text]

    @property
    def years(self) -> bool:
        """Whether its figures are the years of a header."""
        return bool(self.figures) and all(YEAR.match(one.plain) for one in self.figures)


def restored(parts: Sequence[Block | Table]) -> tuple[Block | Table, ...]:
    """Return the parts of a document with the tables put back that lost their lines."""
    done: list[Block | Table] = []
    short: list[Block] = []
    for part in (*parts, None):
        if isinstance(part, Block) and part.kind == "text" and len(part.text.plain) <= LONGEST:
            short.append(part)
            continue
        done += table_of([one.text for one in short]) or short
        short = []
        if isinstance(part, Block) and part.kind == "text" and len(part.text.plain) > LONGEST:
            done += table_of(list(pieces(part.text))) or [part]
        elif part is not None:
            done.append(part)
    return tuple(done)


def pieces(text: Text) -> Iterator[Text]:
    """Yield the cells of a line: what wide gaps part, and what was glued to the figure before it."""
    ends = [0]
    for at in range(1, len(text.plain) - 1):
        if text.plain[at] == " " and text.places[at + 1] - text.places[at - 1] > 2:
            ends += [at, at + 1]
    ends += [found.start() for found in GLUED.finditer(text.plain)]
    for start, end in pairwise((*sorted(set(ends)), len(text.plain))):
        if text.plain[start:end].strip():
            yield sliced(text, start, end)


def sliced(text: Text, start: int, end: int) -> Text:
    """Return a piece of a text without the spaces around it."""
    piece = text.plain[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    return Text(text.plain[start:end], text.places[start:end], ())


def table_of(cells: Sequence[Text]) -> list[Block | Table]:
    """Return a table with what stands before it; nothing where the cells make none."""
    groups = list(grouped(cells))
    counts = Counter(len(one.figures) for one in groups if one.figures and not one.years)
    width, rows = counts.most_common(1)[0] if counts else (0, 0)
    if width < 2 or rows < FEWEST or rows * 5 < counts.total() * 3:
        return []
    first = next(at for at, one in enumerate(groups) if len(one.figures) == width and not one.years)
    before = groups[first - 1] if first and groups[first - 1].years else Group([], [])
    labels = [*before.labels, *groups[first].labels[:-1]]
    if len(before.figures) > width or not groups[first].labels:
        return []
    title, header = headed(labels, before.figures, width)
    earlier = [text for one in groups[: first - bool(before.figures)] for text in (*one.labels, *one.figures)]
    body = [groups[first]._replace(labels=groups[first].labels[-1:]), *groups[first + 1 :]]
    lines = [*header, *(line for one in body for line in lines_of(one, width))]
    made = tuple(
        tuple(Cell(text, at, column, reach) for column, reach, text in line) for at, line in enumerate(lines) if line
    )
    return [*(Block("text", text) for text in (*earlier, *title)), Table(made, width + 1)]


def grouped(cells: Sequence[Text]) -> Iterator[Group]:
    """Yield labels with their figures; a sign alone belongs to the figure behind it."""
    group = Group([], [])
    for text in cells:
        if SIGN.match(text.plain):
            continue
        if FIGURE.match(text.plain):
            group.figures.append(text)
            continue
        if group.figures:
            yield group
            group = Group([], [])
        group.labels.append(text)
    if group.labels or group.figures:
        yield group


Line = list[tuple[int, int, Text]]  # column, width, text


def headed(labels: Sequence[Text], years: Sequence[Text], width: int) -> tuple[list[Text], list[Line]]:
    """Return what stands above a table and its header: periods over as many columns each, years, what is left last."""
    dated = len(years) or width
    spans = [at for at, text in enumerate(labels) if PERIOD.search(text.plain) and not VAGUE.match(text.plain)]
    spans = [at for at in spans if bool(SPAN.search(labels[at].plain)) is bool(SPAN.search(labels[spans[-1]].plain))]
    spans = next((spans[at:] for at in range(len(spans)) if dated % len(spans[at:]) == 0), [])
    start = spans[0] if spans else len(labels)
    periods = [labels[at] for at in spans]
    others = [
        text for at, text in enumerate(labels) if at > start and at not in spans and not AUDITED.match(text.plain)
    ]
    rows: list[Line] = []
    if periods and dated % len(periods) == 0:
        reach = dated // len(periods)
        rows.append([(1 + at * reach, reach, text) for at, text in enumerate(periods)])
    if years:
        rows.append([(1 + at, 1, text) for at, text in enumerate(years)])
    if others and dated == width - 1:
        rows.append([(width, 1, join(others, " "))])
    return list(labels[:start]), rows


def lines_of(group: Group, width: int) -> Iterator[Line]:
    """Yield a group as rows: headings, then the row of its last label; figures that fill no row stay with the label."""
    *headings, label = group.labels
    yield from ([(0, 1, text)] for text in headings)
    if group.figures and len(group.figures) % width == 0:
        for at in range(0, len(group.figures), width):
            row = [(1 + column, 1, text) for column, text in enumerate(group.figures[at : at + width])]
            yield [(0, 1, label), *row] if not at else list(row)
    else:
        yield [(0, 1, join([label, *group.figures], " "))]
