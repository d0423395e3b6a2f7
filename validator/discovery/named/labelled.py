"""Ratios whose terms are named: by the label of their own row, by what they say they are a percentage of.

"Coffee 28.1%" under "Profit margin" divides the other rows called Coffee; "Percentage of total revenue" divides the row
above it by the row of that name; "Sales 4.4%" in a table of changes is the growth of the row called Sales before it.
All rows of one table that are told in one way are one relation, so that few formulas are tried.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from validator.budget import spend
from validator.discovery import odds
from validator.discovery.ratios import GROWTH, QUOTIENT, Ratio, divided, grown, judged
from validator.discovery.words import DENOMINATOR, bare
from validator.model.periods import DAY, Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from validator.discovery.sheets import Cell, Series

    Triple = tuple[Cell, Cell, Cell]
    Words = frozenset[str]

OF = re.compile(r"(?:\bpercent(?:age)?s?|%)\s*(?:of|to)\s+(?:the\s+)?(?P<whole>[^,;()]+)", re.IGNORECASE)
CHANGE = re.compile(r"\b(?:change|growth|increase|decrease)\b", re.IGNORECASE)
RATIOS = frozenset(("percent", "percentage", "margin", "rate", "ratio", "growth", "change", "as"))
MOST = 8  # rows that may divide
NAMED = 6  # bits that labels are worth which say what is divided
YEAR = range(350, 386)  # days from one year's end to the next one's, of 52 or 53 weeks too
BACK = 3  # tables back in which a table of changes has its amounts


class Row(NamedTuple):
    """A row: its label's words, the heading it stands under, and its cells by their places and by their periods."""

    words: Words
    heading: str
    label: str
    ratio: bool
    cells: Sequence[Cell | None]
    dated: Mapping[Period, Cell]


def rows_of(series: Sequence[Series]) -> list[Row]:
    """Return the rows of a table."""
    return [_row(one) for one in series]


def _row(one: Series) -> Row:
    cells = [cell for cell in one.cells if cell is not None]
    path = cells[0].figure.label
    dated: dict[Period, Cell] = {}
    for cell in cells:
        if cell.figure.period is not None and not cell.kind[1]:
            dated.setdefault(cell.figure.period, cell)
    ratio = sum(cell.kind[1] for cell in cells) * 2 > len(cells)
    words = bare([one.label])
    return Row(
        words - RATIOS if ratio else words, path[-2] if len(path) > 1 else "", one.label, ratio, one.cells, dated
    )


def find(tables: Sequence[Sequence[Row]]) -> Iterator[Ratio]:
    """Yield the ratios in the tables of a document whose terms are named."""
    wholes: dict[Words, list[Row]] = {}
    for table in tables:
        for row in table:
            if row.words and row.dated and not row.ratio:
                wholes.setdefault(row.words, []).append(row)
    for number, table in enumerate(tables):
        ratios = [row for row in table if row.ratio]
        yield from best(judged(GROWTH, list(_beside(table, wholes)), grown, "growth by the same label elsewhere"))
        if ratios:
            for told in _above(table):
                yield from best(judged(GROWTH, told, grown, "growth of the row above"))
            yield from best(_portions(table, wholes))
            yield from best(_margins(table))
            for at in range(number, max(number - BACK, 0) - 1, -1):
                yield from best(judged(GROWTH, list(_changes(ratios, tables[at])), grown, "growth by the same label"))


def best(candidates: Iterable[Ratio]) -> Iterator[Ratio]:
    """Yield the likeliest of some ratios, if it is beyond chance."""
    made = list(candidates)
    lost = odds.tried(max(1, len(made)))
    best = max(made, key=lambda one: one.bits - 8 * len(one.failed), default=None)
    if best is not None and best.bits - lost + NAMED >= odds.ASSERTED and len(best.failed) * 4 <= len(best.held):
        yield best._replace(bits=best.bits - lost)


def _portions(table: Sequence[Row], wholes: Mapping[Words, Sequence[Row]]) -> Iterator[Ratio]:
    """Yield the rows that say what they are a percentage of: the row above them divided by the row of that name."""
    said: dict[Words, list[tuple[Cell, Cell]]] = {}
    above: Row | None = None
    for row in table:
        found = OF.search(row.label) if row.ratio else None
        if found is not None and above is not None:
            pairs = zip(row.cells, above.cells, strict=True)
            told = [(cell, part) for cell, part in pairs if cell is not None and part is not None and cell.kind[1]]
            said.setdefault(bare([found["whole"]]), []).extend(told)
        elif not row.ratio:
            above = row
    for words, told in said.items():
        for whole in wholes.get(words, ())[:MOST]:
            dated = [(cell, part, cell.figure.period) for cell, part in told]
            triples = [
                (cell, part, whole.dated[at]) for cell, part, at in dated if at is not None and at in whole.dated
            ]
            yield from judged(QUOTIENT, sound(triples), divided, f"percentage of {whole.label}")


def _margins(table: Sequence[Row]) -> Iterator[Ratio]:
    """Yield the rows under one heading as ratios of those with their labels, over others, or over one row."""
    groups: dict[str, list[Row]] = {}
    for row in table:
        groups.setdefault(row.heading if row.ratio else "", []).append(row)
    amounts = [row for row in table if not row.ratio]
    by_label: dict[tuple[str, Words], Row] = {(row.heading, row.words): row for row in reversed(amounts)}
    headings = list(dict.fromkeys(row.heading for row in amounts))
    lone = [row for row in amounts if DENOMINATOR.search(row.label)][:MOST]
    for ratios in ([row for row in rows if row.ratio] for rows in groups.values()):
        for above in headings:
            spend(1 + len(ratios))
            parts = [(row, by_label[above, row.words]) for row in ratios if (above, row.words) in by_label]
            for below in headings if parts else ():
                spend(len(parts))
                wholes = [by_label.get((below, row.words)) for row, _ in parts] if below != above else []
                yield from _divided(parts, wholes, f"{above} / {below}")
            for whole in lone if parts else ():
                yield from _divided(parts, [whole] * len(parts), f"share of {whole.label}")


def _divided(parts: Sequence[tuple[Row, Row]], wholes: Sequence[Row | None], title: str) -> Iterator[Ratio]:
    triples = [
        (cell, above, below)
        for (row, part), whole in zip(parts, wholes, strict=False)
        if whole is not None and whole is not part
        for cell, above, below in zip(row.cells, part.cells, whole.cells, strict=True)
        if cell is not None and above is not None and below is not None and cell.kind[1]
    ]
    yield from judged(QUOTIENT, sound(triples), divided, title)


def _changes(ratios: Sequence[Row], table: Sequence[Row]) -> Iterator[Triple]:
    """Yield percentages with the amounts of the same label in their period and in that of the year before."""
    amounts = {row.words: row for row in reversed(table) if row.words and not row.ratio}
    for row in ratios:
        source = amounts.get(row.words)
        for cell in row.cells if source is not None else ():
            period = cell.figure.period if cell is not None and cell.kind[1] else None
            now = source.dated.get(period) if source is not None and period is not None else None
            if cell is None or source is None or period is None or now is None or cell.figure.decimals is None:
                continue
            before = _before(source, period)
            if before is not None and before.value > 0 and before.kind == now.kind:
                yield cell, now, before


def _beside(table: Sequence[Row], wholes: Mapping[Words, Sequence[Row]]) -> Iterator[Triple]:
    """Yield percentages beside amounts that stand elsewhere too, with what those were in the year before."""
    for row in (row for row in table if not row.ratio and row.words):
        for cell in (cell for cell in row.cells if cell is not None and cell.kind[1]):
            period = cell.figure.period
            now = None if period is None else row.dated.get(period)
            if now is None or period is None or cell.figure.decimals is None or _before(row, period) is not None:
                continue
            before = next(_earlier(wholes.get(row.words, ()), period, now), None)
            if before is not None and before.value * now.value > 0 and before.kind == now.kind:
                yield cell, now, before


def _earlier(rows: Iterable[Row], period: Period, now: Cell) -> Iterator[Cell]:
    """Yield what rows that tell a figure of a period tell of the year before."""
    for row in rows:
        spend(4)
        same = row.dated.get(period)
        before = _before(row, period) if same and _equal(same, now) else None
        if before is not None:
            yield before


def _above(table: Sequence[Row]) -> Iterable[list[Triple]]:
    """Return percentages that say they are a change, by what they say, with the amounts above, a year apart."""
    above: Row | None = None
    told: dict[Words, list[Triple]] = {}
    for row in table:
        if not row.ratio:
            above = row
        elif above is not None and CHANGE.search(row.label):
            for cell in (cell for cell in row.cells if cell is not None and cell.figure.decimals is not None):
                period = cell.figure.period
                now = None if period is None else above.dated.get(period)
                before = None if period is None else _before(above, period)
                if now is not None and before is not None and before.value * now.value > 0 and before.kind == now.kind:
                    told.setdefault(row.words, []).append((cell, now, before))
    return told.values()


def _equal(one: Cell, other: Cell) -> bool:
    return one.kind == other.kind and abs(one.value - other.value) <= one.half + other.half


def _before(row: Row, period: Period) -> Cell | None:
    """Return what a row was in the year before."""
    return next((one for told, one in row.dated.items() if _year_before(told, period)), None)


def _year_before(one: Period, other: Period) -> bool:
    if one.end is None or other.end is None or one.instant is not other.instant:
        return False
    return (other.end - one.end) // DAY in YEAR and abs(one.days - other.days) < 15


def sound(triples: Iterable[Triple]) -> list[Triple]:
    """Return the triples whose amounts can be divided, and whose ratio is told."""
    return [
        (ratio, above, below)
        for ratio, above, below in triples
        if above.kind == below.kind and not above.kind[1] and below.value and ratio.figure.decimals is not None
    ]
