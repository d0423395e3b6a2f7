"""Figures where they are mentioned: what names them, their column and the words around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.discovery import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.discovery.sheets import Cell

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


def mentions(cells: Sequence[Cell], titles: Sequence[str]) -> list[Mention]:
    """Return figures as mentions; `titles` are those of the statements."""
    found = []
    moving, levelled = _moving(cells), _levelled(cells)
    for number, cell in enumerate(cells):
        figure = cell.figure
        told = figure.statement >= 0 and figure.column >= 0
        label = figure.label[-1] if figure.label else ""
        parts = words.component(figure) if figure.statement in moving else NOTHING
        title = titles[figure.statement] if told else ""
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
