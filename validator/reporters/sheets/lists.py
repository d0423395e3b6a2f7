"""The sheets without arithmetic: findings, coverage, and waivers to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator import coverage
from validator.authored.quoting import quoted
from validator.finding import Verdict
from validator.reporters.coverage import share
from validator.reporters.sheets.cells import MOST_LETTERS, Styled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from validator.finding import Finding, Outcome, Result, Tie
    from validator.reporters.sheets.cells import Book, Cell
    from validator.reporters.sheets.figures import Shown

FINDINGS = (
    ("Severity", 10), ("Code", 8), ("Finding", 60), ("Likely", 50), ("Wrong", 28), ("Reported", 16), ("Should be", 16),
    ("Place", 34), ("Also at", 24), ("Notes", 40), ("Help", 40), ("Source", 30), ("Accepted", 40), ("Engine", 8),
)  # fmt: skip
COVERAGE = (
    ("Report", 30), ("Statement", 40), ("Figures", 10), ("In a tie", 10), ("Share", 10), ("In two", 10), ("In none", 10)
)  # fmt: skip
WAIVERS = (
    ("Code", 9), ("Figures", 70), ("Reason", 50), ("By", 24), ("Until", 14), ("What fails", 50), ("Where", 30),
    ("Report", 24),
)  # fmt: skip


def findings_in(book: Book, outcome: Outcome) -> None:
    """Write every finding, those that were accepted with who accepted them and why."""
    sheet = book.sheet("Findings", FINDINGS)
    for one in (*outcome.findings, *outcome.waived):
        sheet.add_wrapped(_finding(one))
    sheet.colour(0, {"error": "bad", "warning": "open"})
    sheet.filtered()


def _finding(one: Finding) -> list[Cell]:
    culprit = None if one.diagnosis is None else one.diagnosis.culprit
    suspect = ("", "", "") if culprit is None else (culprit.label, culprit.reported, culprit.suggested)
    also = "\n".join(map(str, (*one.also, *(f"{at}: {what}" for what, at in one.related))))
    severity = "waived" if one.waived else one.severity.name.lower()
    likely = "" if one.diagnosis is None else one.diagnosis.verdict
    source = "; ".join(filter(None, (one.cites, one.spec)))
    return [severity, one.code, one.message, likely, *suspect, str(one.at), also, "\n".join(one.notes), one.help,
            source, one.waived, one.engine]  # fmt: skip


def coverage_in(book: Book, results: Sequence[Result], shown: Sequence[Shown]) -> None:
    """Write how much of each statement the ties protect."""
    sheet = book.sheet("Coverage", COVERAGE)
    known = {id(one.figures.report): one.figures for one in shown}
    for result in results:
        figures = known.get(id(result.report))
        if figures is None:
            continue
        for title, some in coverage.measure(figures, result.ties).statements().items():
            protected = sum(one.protected for one in some)
            twice = sum(len(one.ties) > 1 for one in some)
            none = sum(not one.ties for one in some)
            sheet.add([result.path, title, len(some), protected, share(protected, len(some)), twice, none])
    sheet.filtered()


def waivers_in(book: Book, results: Sequence[Result], named: Callable[[Tie], Mapping[str, str]]) -> None:
    """Write a waiver to fill in for every tie that fails and is not accepted, each once."""
    sheet = book.sheet("Waivers", WAIVERS)
    seen: set[tuple[str, str]] = set()
    for result in results:
        for tie in result.ties:
            figures = ""
            if tie.verdict is Verdict.FAILS and not tie.waived:
                figures = "\n".join(f"{quoted(name)} = {quoted(value)}" for name, value in named(tie).items())
            if figures and (tie.code, figures) not in seen:
                seen.add((tie.code, figures))
                blanks = [Styled(None, "input")] * 3 if len(figures) < MOST_LETTERS // 2 else [TOO_MANY, "", ""]
                sheet.add_wrapped(
                    [tie.code, figures, *blanks, getattr(tie, "title", tie.source), tie.frame, result.path]
                )


TOO_MANY = "too many figures for a cell: tieout waive writes this waiver"
