"""Rates whose terms stand in other tables: the effective tax rate, and what is a percentage of revenue.

"Effective tax rate 21%" is the tax divided by the income before it, wherever the document gives both for that period;
"Contribution margin 54%" is the contribution divided by revenue.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from validator.discovery.named.labelled import best, sound
from validator.discovery.ratios import QUOTIENT, Ratio, divided, judged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.discovery.named.labelled import Row, Triple, Words

TAX_RATE = re.compile(r"\beffective\s+(?:income\s+)?tax\s+rate\b", re.IGNORECASE)
TAX = re.compile(
    r"^\W*(?:\(?(?:benefit|provision)\b.*\btax|(?:total\s+)?income\s+tax|(?:total\s+)?tax(?:es)?\s+(?:on|expense|provision)|income\s+taxes)",
    re.IGNORECASE,
)
BEFORE_TAX = re.compile(r"\b(?:income|earnings|loss|profit)\b.*\bbefore\b.*\btax", re.IGNORECASE)
REVENUE = re.compile(r"^\W*(?:total\s+|net\s+|consolidated\s+)*(?:operating\s+)?(?:revenues?|sales)\W*$", re.IGNORECASE)
MOST = 6  # rows of one name that may be meant
PROFIT = frozenset(("profit",))


def find(tables: Sequence[Sequence[Row]]) -> Iterator[Ratio]:
    """Yield the rates in the tables of a document whose terms may stand elsewhere."""
    amounts = [row for table in tables for row in table if not row.ratio and row.dated]
    taxes = _apart([row for row in amounts if TAX.search(row.label)])
    before = _apart([row for row in amounts if BEFORE_TAX.search(row.label)])
    revenues = _apart([row for row in amounts if REVENUE.search(row.label)])
    named: dict[Words, Row] = {}
    for row in amounts:
        named.setdefault(row.words, row)
    for table in tables:
        ratios = [row for row in table if row.ratio]
        rates = [row for row in ratios if TAX_RATE.search(row.label)]
        if rates:
            pairs = ((_over(rates, [tax] * len(rates), whole), whole) for tax in taxes for whole in before)
            yield from best(_judged(pairs, "tax over"))
        margins = [(row, part) for row in ratios if (part := _part(row, named)) is not None]
        if margins:
            rows, parts = [row for row, _ in margins], [part for _, part in margins]
            yield from best(_judged(((_over(rows, parts, whole), whole) for whole in revenues), "share of"))


def _part(row: Row, named: dict[Words, Row]) -> Row | None:
    """Return the amounts that a margin is of: the row of its name, "gross profit" of a "gross margin"."""
    if not row.words:
        return None
    return named.get(row.words) or named.get(row.words | PROFIT)


def _apart(rows: Sequence[Row]) -> list[Row]:
    """Return the first few rows that tell different figures."""
    found: dict[object, Row] = {}
    for row in rows:
        found.setdefault(tuple(sorted(cell.value for cell in row.dated.values())), row)
    return list(found.values())[:MOST]


def _over(rates: Sequence[Row], parts: Sequence[Row], whole: Row) -> list[Triple]:
    """Return the percentages of some rows with the amounts of their periods."""
    found: list[Triple] = []
    for rate, part in zip(rates, parts, strict=True):
        for cell in rate.cells:
            period = cell.figure.period if cell is not None and cell.kind[1] else None
            if cell is not None and period is not None and period in part.dated and period in whole.dated:
                found.append((cell, part.dated[period], whole.dated[period]))
    return [one for one in sound(found) if one[1] is not one[2]]


def _judged(pairs: Iterator[tuple[list[Triple], Row]], title: str) -> Iterator[Ratio]:
    for triples, whole in pairs:
        yield from judged(QUOTIENT, triples, divided, f"{title} {whole.label}")
