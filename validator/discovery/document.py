"""A document that nobody prepared → a report: read, understood, related, drafted in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator import budget
from validator.discovery import odds, relations
from validator.discovery.draft import Drafter, in_a_table
from validator.discovery.keeping.comparing import published
from validator.discovery.keeping.comparing.likeness import Like, recognise
from validator.documents.limits import UnreadableError
from validator.documents.reading import read as read_document
from validator.model.report import Report
from validator.model.source import Document, Location, Problem
from validator.tieouts.expression import figures_of as figures_in
from validator.tieouts.rules.found import LEFT, PRINTED, RELATIONS
from validator.understanding.reading import understand

if TYPE_CHECKING:
    from validator.encoder.entries import Entries
    from validator.understanding.figures import Reading


def reading(path: str, data: bytes) -> Reading:
    """Return what a document says, understood."""
    return understand(read_document(path, data))


def read(path: str, data: bytes, like: Like | None = None, *, beside: bool = False) -> Report:
    """Return a document as a report, with the relations found in it; one without figures has a problem instead.

    With `like` its rows are those of an accepted draft, and its figures are held to what that published. `beside` says
    that it stands beside others: then figures need not belong together, as in a list of sources.
    """
    try:
        document = read_document(path, data)
        said = understand(document)
    except UnreadableError as error:
        return refused(path, data, Problem.of("unreadable-file/document", Location(path), reason=str(error)))
    try:
        report, gave_up = drafted(said, path, like=like), False
    except budget.ExceededError:
        report, gave_up = drafted(said, path, like=like, related=False), True
        told = Problem.of("work-beyond-limits/relations", Location(path), figures=len(report), each=budget.EACH)
        report.problems.append(told)
    if not (gave_up or telling(said, report) or (beside and len(said.statements) and len(report))):
        numbers = len(report) + len(said.unread)
        return refused(path, data, Problem.of("document-without-figures", Location(path), figures=numbers))
    report.problems.extend(document.problems)
    report.data = {path: data}
    if document.where:
        report.pointers = [document.where[line - 1] for line in report.lines]
    left: dict[str, int] = {}
    for one in said.unread:
        left[one.reason] = left.get(one.reason, 0) + 1
    report.derived.keep(LEFT, left)
    report.documents.append(Document(path, path, "document"))
    if like is not None:
        published.held(report, like)
    return report


def again(reading: Reading, path: str, report: Report, entries: Entries) -> Report:
    """Return a document drafted by its own draft and mapping: as the next one of its kind will be."""
    return drafted(reading, path, like=Like("", report, entries))


def refused(path: str, data: bytes, problem: Problem) -> Report:
    """Return the report of a document that gives none: it has a problem, and nothing else."""
    report = Report(path, "unknown")
    report.problems.append(problem)
    report.data = {path: data}
    report.documents.append(Document(path, path, "document"))
    return report


def telling(said: Reading, report: Report) -> bool:
    """Whether a document is one of figures: amounts of several periods, or of one and related; or sums beyond chance.

    A menu of one day has prices that nothing relates; a table of hits and misses adds up, but by chance.
    """
    found = report.derived.get(RELATIONS) or ()
    if any(one.kind == "sum" and one.bits >= odds.ACCUSING for one in found):
        return True
    figures = (figure for one in said.statements for line in one.lines for figure in line.figures if figure is not None)
    periods = {figure.period for figure in figures if figure.period is not None and len(figure.unit) == 3}
    return len(periods) > 1 or (bool(periods) and bool(found))


def drafted(
    reading: Reading, path: str, *, shared: bool = False, like: Like | None = None, related: bool = True
) -> Report:
    """Return what was understood of a document as a report, with the relations found in it.

    `shared` gives the mentions of one figure one concept, period, unit and members: for what is written out. Without
    `related` no relations are looked for.
    """
    figures = relations.figures_of(reading)
    found, groups, units = relations.find(reading, figures) if related else relations.Related([], [], {})
    figures = [figure._replace(unit=units.get(row, figure.unit)) for row, figure in enumerate(figures)]
    same: dict[int, int] = {}
    for group in groups if shared else ():
        hub = next((row for row in group if in_a_table(figures[row])), group[0])
        same |= {other: hub for other in group if other != hub}
    turned = {row for row, hub in same.items() if (figures[row].mantissa < 0) is not (figures[hub].mantissa < 0)}
    if turned:  # one fact has one sign, whatever a sentence shows: "paid 12" is (12) in the cash flows
        figures = [one._replace(mantissa=-one.mantissa) if row in turned else one for row, one in enumerate(figures)]
        found = [one.turned(turned) for one in found]
    seen = None if like is None else recognise(like, reading, figures)
    report = Drafter(reading, path, figures, None if like is None or seen is None else like.known(seen)).report(same)
    if like is not None and seen is not None:
        published.declared(report, like)
        report.problems.extend(published.changes(report, seen, like))
    report.derived.keep(RELATIONS, tuple(found))
    sides = (side for one in found for both in one.instances for side in both)
    touched = {str(row) for side in sides for row in figures_in(side)}
    for row, figure in enumerate(figures):
        if figure.mantissa == 0 and str(row) not in touched and not any(map(str.isdigit, figure.text)):
            report.nils[row], report.texts[row], report.decimals[row] = (
                True,
                "",
                "",
            )  # a dash that nothing reads as zero says nothing
    report.derived.keep(PRINTED, tuple("table" if in_a_table(figure) else "text" for figure in figures))
    return report
