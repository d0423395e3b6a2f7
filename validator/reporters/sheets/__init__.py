"""A workbook for a controller: findings, ties as live formulas over the figures, coverage, waivers to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator import coverage
from validator._version import __version__
from validator.finding import Verdict
from validator.reporters.sheets import figures, ties
from validator.reporters.sheets.cells import MOST_ROWS, Book, Formula, Styled
from validator.reporters.sheets.lists import coverage_in, findings_in, waivers_in
from validator.reporters.text import summary

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from validator.finding import Outcome, Tie
    from validator.reporters.sheets.cells import Cell, Sheet

FIRST = (("Verdict", 34), ("", 16), ("", 16), ("", 70))
HOW = """\
Change a yellow cell of the sheet Figures: the ties over it are worked out anew, their outcomes in column A of Ties.
Fill in reason, by and until of rows of the sheet Waivers, and name this file: tieout check … --waivers FILE.
Rows left empty accept nothing.
"""
TRUNCATED = "Figures were truncated: an end of an interval that is only approached counts as reached in this workbook."


def workbook(outcome: Outcome, named: Callable[[Tie], Mapping[str, str]], *, most_rows: int = MOST_ROWS) -> bytes:
    """Return an outcome as an .xlsx file; `named` gives the figures of a tie as waivers name them.

    Raises MissingError where the library is not installed.
    """
    book = Book(most_rows)
    first = book.sheet("Verdict", FIRST, listing=False)
    findings_in(book, outcome)
    book.sheet(ties.SHEET, ties.COLUMNS)
    book.sheet(figures.NAME, figures.COLUMNS)
    statements = {
        at: coverage.statements(one.report.taxonomy) for at, one in enumerate(outcome.results) if one.report is not None
    }
    shown = figures.figures_in(book, outcome.results, statements)
    coverage_in(book, outcome.results, shown)
    waivers_in(book, outcome.results, named)
    book.sheet("Steps", ties.STEPS)
    constant = ties.ties_in(book, outcome.results, shown)
    truncated = [TRUNCATED] if any(one.figures.truncation for one in shown) else []
    _first(first, outcome, [*truncated, *_limits(book, constant)])
    return book.data()


def _first(sheet: Sheet, outcome: Outcome, limits: Sequence[str]) -> None:
    """Write the verdict, how many ties come out how, now and as checked, and what the workbook cannot hold."""
    sheet.add([Styled("tieout: do the figures agree with each other?", "title")])
    sheet.add([f"checked by tieout {__version__}"])
    sheet.add([summary(outcome)])
    sheet.add([])
    sheet.add([Styled(head, "head") for head in ("Ties by outcome", "Now", "As checked")])
    for kind in Verdict:
        checked = sum(tie.verdict is kind for one in outcome.results for tie in one.ties)
        sheet.add([kind.value, _counted("A", kind, checked), _counted("B", kind, checked)])
    sheet.add([])
    for line in (*HOW.splitlines(), *outcome.asides, *limits):
        sheet.add([line])


def _counted(column: str, kind: Verdict, checked: int) -> Cell:
    return Formula(f'COUNTIF({ties.SHEET}!{column}:{column},"{kind.value}")', checked)


def _limits(book: Book, constant: int) -> list[str]:
    """Say what the workbook does not hold, or holds otherwise."""
    told = []
    if constant:
        told.append(f"ties decided whose outcome is text, as no formula comes to it: {constant:,} (Ties says why)")
    for sheet in book.sheets:
        if sheet.lost:
            told.append(f"rows that do not fit the sheet {sheet.name}: {sheet.lost:,}; it has {book.most_rows:,} rows")
        if sheet.cut:
            told.append(f"texts cut in the sheet {sheet.name}: {sheet.cut:,}; a cell has 32,767 characters")
    return told
