"""What of a run goes to which page: one report on its own, several on a page each and a list of them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from validator.cli import UsageError
from validator.finding import rank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.authored.sidecars import Printed
    from validator.finding import Finding, Outcome, Result
    from validator.model.report import Report
    from validator.reporters.review import Readable


class Reviewed(NamedTuple):
    """One report, and what was found in it."""

    result: Result
    outcome: Outcome


def reviewed(outcome: Outcome, others: Sequence[str]) -> list[Reviewed]:
    """Return the reports of a run that are not among the `others` it was held against, each with its own findings.

    Of one report alone all is its own, what is said of waiver files and settings too; of several each has what its
    own file has, and no page counts what is found in another.
    """
    own = [one for one in outcome.results if one.path not in others]
    legible = [one for one in own if one.report is not None and len(one.report)]
    if len(own) == 1:
        return [Reviewed(one, without(outcome, others)) for one in legible]
    return [Reviewed(one, _apart(outcome, one)) for one in legible]


def without(outcome: Outcome, others: Sequence[str]) -> Outcome:
    """Return what was found but for the documents that a report was held against."""
    return outcome._replace(
        findings=tuple(one for one in outcome.findings if one.at.path not in others),
        results=tuple(one for one in outcome.results if one.path not in others),
        waived=tuple(one for one in outcome.waived if one.at.path not in others),
    )


def _apart(outcome: Outcome, result: Result) -> Outcome:
    found = sorted(result.findings, key=rank)
    return outcome._replace(
        findings=tuple(one for one in found if not one.waived),
        results=(result,),
        waived=tuple(one for one in found if one.waived),
        withheld=(),
    )


def of_no_page(outcome: Outcome, pages: Sequence[Reviewed], others: Sequence[str]) -> list[Finding]:
    """Return what is found in no report that has a page: files that could not be read, settings, waiver files."""
    told = {(one.at, one.code, one.message) for page in pages for one in page.outcome.findings}
    return [
        one for one in outcome.findings if one.at.path not in others and (one.at, one.code, one.message) not in told
    ]


def names(output: str, pages: Sequence[Reviewed]) -> list[str]:
    """Return the file of each page: beside the list, named after it, by number and by its report."""
    stem, extension = os.path.splitext(output)
    width = len(str(len(pages)))
    told = (os.path.splitext(os.path.basename(one.result.path))[0] for one in pages)
    return [f"{stem}-{number:0{width}}-{name}{extension or '.html'}" for number, name in enumerate(told, 1)]


def readable(report: Report, source: str, places: dict[str, Printed]) -> Readable:
    """Return what reads as a document: an inline report or a document itself, or the source a report was encoded from.

    Without either it is empty, and the page lists every figure.
    """
    from validator.readers.inline.tree import parse, register
    from validator.reporters.review import Readable
    from validator.writers import inline
    from validator.writers.oim import Unwritable, unique

    if report.syntax == "inline":
        roots = [root for path, data in report.data.items() if (root := parse(path, data)[0]) is not None]
        at = (report.location(row) for row in range(len(report)))
        return Readable(roots, {(one.path, one.line, one.column): row for row, one in enumerate(at)})
    if report.syntax == "document" and not source:
        from validator.discovery.showing import shown

        root, rows = shown(report.path, report.data[report.path])
        return Readable([root], rows)
    if not source:
        return Readable()
    try:
        root, _ = parse(report.path, inline.write(report, source, places))
    except Unwritable as error:
        raise UsageError(f"nothing was written: {error}") from None
    if root is None:
        return Readable()
    row_of = {name: row for row, name in enumerate(unique(report.ids))}
    tags = [(tag.element, row_of.get(tag.id)) for tag in register(root)]
    return Readable([root], {(e.path, e.line, e.column): row for e, row in tags if row is not None})
