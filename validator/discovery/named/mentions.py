"""Figures where they are mentioned: what names them, their column and the words around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from validator.discovery import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.discovery.sheets import Cell
    from validator.understanding.figures import Figure, Statement

COMPANY = re.compile(
    r"\b(?:inc|incorporated|corp|corporation|company|plc|ltd|limited|llc|n\.v|s\.a|ag)\b", re.IGNORECASE
)
OWNED = re.compile(r"\band\s+(?:its\s+)?(?:consolidated\s+)?subsidiar(?:y|ies)\b", re.IGNORECASE)
NOTHING: frozenset[str] = frozenset()


class Mention(NamedTuple):
    """A figure in the document, its words and its column's, and the row it stands in; in prose a row of its own.

    `bare` are the words that name it, less those of dates and measures (none in "Total" and "Balance at June 30");
    `around` those of its title, heading and column, in prose those of its sentence.
    """

    cell: Cell
    words: frozenset[str]
    bare: frozenset[str]
    around: frozenset[str]
    member: frozenset[str]
    headed: frozenset[str]
    basis: frozenset[str]
    balance: bool
    at_an_end: bool
    movement: bool
    row: tuple[int, int]
    column: tuple[int, int]


class Edge(NamedTuple):
    """Two mentions with one value: how much speaks for their being one figure, and whether their words say so."""

    score: int
    said: int
    one: int
    other: int
    named: bool


def mentions(cells: Sequence[Cell], statements: Sequence[Statement]) -> list[Mention]:
    """Return the figures of a document as mentions."""
    companies = _companies(statements)
    found = []
    moving, levelled = _moving(cells), _levelled(cells)
    for number, cell in enumerate(cells):
        figure = _whole(cell.figure, companies)
        told = figure.statement >= 0 and figure.column >= 0
        label = figure.label[-1] if figure.label else ""
        parts = words.component(figure) if figure.statement in moving else NOTHING
        title = statements[figure.statement].about or statements[figure.statement].title if told else ""
        found.append(
            Mention(
                cell,
                words.caption(figure),
                words.bare([label]),
                words.bare((*figure.label[:-1], *figure.header, title) if told else figure.label),
                words.member(figure) | parts,
                words.stems(figure.label[:-1]) if told else NOTHING,
                words.basis(figure, levelled=figure.statement in levelled) if told else NOTHING,
                words.balance(label),
                words.at_an_end(label),
                figure.statement in moving and not words.balance(label),
                (figure.statement, figure.row) if told else (-1, number),
                (figure.statement, figure.column) if told else (-1, number),
            )
        )
    return found


def _companies(statements: Sequence[Statement]) -> set[frozenset[str]]:
    """Return the words of the names that statements bear in their titles: whose statements they are."""
    parts = (part for one in statements for part in one.title.split(" · ")[:-1])
    return {words.stems([OWNED.sub(" ", part)]) for part in parts if COMPANY.search(part)}


def _whole(figure: Figure, companies: set[frozenset[str]]) -> Figure:
    """Return a figure whose row or column is called by the company's name as one of the whole."""
    if not companies:
        return figure
    label, header = (
        tuple("Total" if words.stems([text]) in companies else text for text in texts)
        for texts in (figure.label, figure.header)
    )
    return figure._replace(label=label, header=header)


def _moving(cells: Sequence[Cell]) -> set[int]:
    """Return the statements that roll balances forward: their headings name components, as columns do elsewhere."""
    balances: dict[int, set[int]] = {}
    for cell in cells:
        figure = cell.figure
        if figure.statement >= 0 and figure.label and words.balance(figure.label[-1]):
            balances.setdefault(figure.statement, set()).add(figure.row)
    return {statement for statement, rows in balances.items() if len(rows) > 1}


def _levelled(cells: Sequence[Cell]) -> set[int]:
    """Return the statements that measure by levels of fair value: what they say stands elsewhere on another basis."""
    return {cell.figure.statement for cell in cells if any(map(words.levelled, cell.figure.header))}


def size(cell: Cell) -> int:
    """Return how much a value says, in bits."""
    return max(0, int(abs(cell.value) // cell.step).bit_length() - 1)


def spoken(one: Mention) -> bool:
    """Whether a figure stands in a sentence."""
    return one.row[0] < 0
