"""The rows of a table sorted out: headers, headings, rows with figures."""

from __future__ import annotations

from collections import Counter, deque
from typing import TYPE_CHECKING, NamedTuple

from validator.understanding.cells import Entry, entries
from validator.understanding.measuring.scales import SCALE
from validator.understanding.words.phrases import Said, hear

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from validator.documents.document import Table

NOTHING = Said()


class Row(NamedTuple):
    """A row: its label and the entries of it, what stands in its columns, and what sort of row it is.

    `sort` is `header`, `caption` (it tells the scale), `heading` (a label alone), `data` (numbers) or `words` (a label,
    and words in its columns).
    """

    label: str
    labels: tuple[Entry, ...]
    values: tuple[Entry, ...]
    sort: str


class Section(NamedTuple):
    """Rows under one header; `said` is the period that a heading among them tells for all that follow.

    `captions` are the texts of the table itself that tell its scale or its currency.
    """

    headers: tuple[Row, ...]
    rows: tuple[Row, ...]
    said: Said
    captions: tuple[str, ...] = ()


class Edges:
    """Where the labels of a table end and its figures start, by all its rows, however many more are taken in."""

    def __init__(self) -> None:
        self.words: Counter[int] = Counter()
        self.numbers: Counter[int] = Counter()
        self.lefts: Counter[int] = Counter()
        self.heads: Counter[tuple[int, int, int]] = Counter()  # a row's first entry, and how far right a number starts

    def take(self, row: list[Entry]) -> None:
        """Count one more row."""
        first, last = row[0], -1
        if not first.number and any(entry.number and not entry.year for entry in row):
            self.words[first.left] += 1
        for entry in row:
            if entry.number:
                last = max(last, entry.left)
                self.numbers[entry.left] += 1
                if not entry.year:
                    self.lefts[entry.left] += 1
        self.heads[first.left, first.right, last] += 1

    def found(self) -> tuple[int, int]:
        """Return the leftmost grid column of figures (left of it are labels), and where labels end as a rule."""
        often = ((left, count) for left, count in self.words.items() if left == 0 or count > 1)
        labels = {left for left, count in often if count >= self.numbers[left]}
        values = [left for left in self.lefts if left not in labels]
        edge = min(values) if values else min(self.lefts, default=1_000_000)
        rights: Counter[int] = Counter()
        for (left, right, last), count in self.heads.items():
            if left < edge <= last:
                rights[right] += count
        return edge, min(max(rights, key=lambda right: (rights[right], right)), edge) if rights else edge


def rows_of(table: Table, style: str) -> list[Row]:
    """Return the rows of a table, sorted."""
    read = [row for row in (entries(cells, style) for cells in table.rows) if row]
    edges = Edges()
    for row in read:
        edges.take(row)
    return list(sorted_by(read, *edges.found()))


def sorted_by(read: Iterable[list[Entry]], edge: int, reach: int) -> Iterator[Row]:
    """Yield what rows say as rows of their sort, by where figures start and labels end."""
    begun = False
    for row in read:
        labels = tuple(leading(row, edge, reach))
        values = tuple(row[len(labels) :])
        label = " ".join(" ".join(entry.text.split()) for entry in labels)
        sort = sort_of(label, values, begun=begun)
        begun = begun or sort == "data"
        yield Row(label, labels, values, sort)


def leading(row: list[Entry], edge: int, reach: int) -> Iterable[Entry]:
    """Yield the entries that make a row's label: those before the figures, and before a header over figures."""
    for entry in row:
        if entry.left >= edge or (entry.right > edge and entry.left >= reach):
            return
        yield entry


def sort_of(label: str, values: tuple[Entry, ...], *, begun: bool) -> str:
    """Return what sort of row it is."""
    numbers = [entry for entry in values if entry.number]
    if (
        not numbers
        and SCALE.search(label or (values[0].text if values else ""))
        and len({entry.text for entry in values}) < 2
    ):
        return "caption"
    if numbers:
        if all(entry.year for entry in numbers) and not any(entry.symbol for entry in numbers):
            plain = not label or hear(label).only or SCALE.search(label) is not None or label.endswith(":")
            if plain or not begun:
                return "header"
        return "data"
    if values:
        if not begun or not label:
            return "header"
        return "header" if sum(hear(entry.text).anything for entry in values) * 2 > len(values) else "words"
    return "heading"


def sections(rows: list[Row]) -> list[Section]:
    """Return the rows by the headers they stand under; a heading that tells a period starts a section, too."""
    done: list[Section] = []
    captions: deque[str] = deque()
    headers: list[Row] = []
    kept: list[Row] = []  # headers of columns that a heading over all of them keeps
    body: list[Row] = []
    said = NOTHING
    figures = False  # whether any stand in the body

    def close() -> None:
        if any(row.sort in ("data", "words") for row in body):
            done.append(Section(tuple(headers), tuple(body), said, tuple(captions)))

    for row in rows:
        if row.sort == "caption":
            if figures:
                close()
                body, captions, figures = [], deque(), False
            captions.appendleft(row.label or " ".join(entry.text for entry in row.values))
            continue
        if row.sort == "header":
            if row.label:
                captions.append(row.label)
            if figures:
                close()
                kept = headers if len(row.values) == 1 and spans_all(row, headers) else []
                headers, body, said, figures = [*kept, row], [], NOTHING, False
            else:
                del headers[: len(kept)]
                headers.append(row)
                kept = []
            continue
        if row.sort == "heading":
            told = hear(SCALE.sub(" ", row.label))
            if told.only and (told.days or told.years or told.lasts):
                if figures:
                    close()
                    body, figures = [], False
                said = told
        figures = figures or row.sort == "data"
        body.append(row)
    close()
    return done


def spans_all(row: Row, headers: list[Row]) -> bool:
    """Whether a header is one cell over several columns, whose own headers stand above."""
    entry = row.values[0]
    covered = {
        (one.left, one.right)
        for header in headers
        for one in header.values
        if one.left >= entry.left and one.right <= entry.right and (one.left, one.right) != (entry.left, entry.right)
    }
    return len(covered) > 1
