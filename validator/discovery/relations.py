"""Every relation found in what was read, over the positions of its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.discovery import elsewhere, odds, sheets, sums
from validator.tieouts.found import Relation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from validator.discovery.sheets import Cell, Series
    from validator.discovery.sums import Sheet, Sum
    from validator.documents.text import Place
    from validator.tieouts.expression import Bound
    from validator.understanding.figures import Figure, Reading

LONGEST_TITLE = 6  # parts that a title names


def figures_of(reading: Reading) -> list[Figure]:
    """Return every figure that was read, in order of its place; of two at one place the first."""
    found: dict[Place, Figure] = {}
    for statement in reading.statements:
        for line in statement.lines:
            for figure in line.figures:
                if figure is not None:
                    found.setdefault(figure.place, figure)
    for figure in reading.prose:
        found.setdefault(figure.place, figure)
    return [found[place] for place in sorted(found)]


def find(reading: Reading, figures: Sequence[Figure]) -> tuple[list[Relation], list[list[int]]]:
    """Return the relations found, and the groups of figures that are one figure."""
    rows = {figure.place: row for row, figure in enumerate(figures)}
    scale = sheets.scale_of(figures)
    found: list[Relation] = []
    for statement in reading.statements:
        lines = sheets.down(statement, scale)
        found += _sums(lines, rows)
        found += _sums(sheets.across(statement, lines), rows)
    cells = [sheets.Cell(figure, scale) for figure in figures if sheets.fits(figure, scale)]
    groups = [[rows[cells[one].figure.place] for one in group] for group in elsewhere.find(cells)]
    found += _same(groups, figures)
    return found, groups


def _sums(series: Sequence[Series], rows: Mapping[Place, int]) -> Iterator[Relation]:
    """Yield the sums among some series that are asserted."""
    sheet = sums.find(series)
    for one in sheet.sums.values():
        accused = accusing(one)
        places = sorted((*one.held, *one.failed)) if accused else one.held
        instances = tuple(_instance(sheet, one, place, rows) for place in places)
        yield Relation("sum", _title(sheet, one), one.bits, len(one.held), len(one.held) + len(one.failed), instances)


def accusing(one: Sum) -> bool:
    """Whether a sum that fails in a place says that something is wrong there."""
    return len(one.failed) == 1 and one.proven >= 2 and one.bits >= odds.ACCUSING


def _instance(sheet: Sheet, one: Sum, place: int, rows: Mapping[Place, int]) -> tuple[Bound, Bound]:
    target: Cell = sheet.series[one.total].cells[place]  # type: ignore[assignment]
    parts = tuple((sign, ("figure", rows[cell.figure.place])) for sign, cell in sheet.counted(one, place))
    return ("figure", rows[target.figure.place]), ("sum", parts)


def _title(sheet: Sheet, one: Sum) -> str:
    """Return a sum in words: `Total assets = Current assets + Other assets`."""
    parts = one.parts if one.parts[0][0] > one.total else one.parts[::-1]
    text = ""
    for part, sign in parts[:LONGEST_TITLE]:
        text += f"{' - ' if sign < 0 else ' + ' if text else ''}{named(sheet.series[part])}"
    more = len(parts) - LONGEST_TITLE
    return text + (f" + {more} more" if more > 0 else "")


def named(series: Series) -> str:
    """Return what a series is called."""
    return " ".join(series.label.split())[:60] or f"number {series.number + 1}"


def _same(groups: Sequence[Sequence[int]], figures: Sequence[Figure]) -> Iterator[Relation]:
    """Yield the groups of mentions as relations: the first of each equals every other."""
    for group in groups:
        hub, *others = group
        figure = figures[hub]
        instances = tuple((("figure", hub), _turned(other, figure, figures[other])) for other in others)
        title = " ".join(figure.label[-1].split())[:60] if figure.label else "a figure"
        yield Relation("same", f"{title}, elsewhere", odds.ASSERTED, len(others), len(others), instances)


def _turned(row: int, hub: Figure, figure: Figure) -> Bound:
    """Return a mention as a tree; one with the other sign is subtracted: an expense shown as what it takes away."""
    apart = (hub.mantissa < 0) is not (figure.mantissa < 0)
    return ("sum", ((-1, ("figure", row)),)) if apart else ("figure", row)
