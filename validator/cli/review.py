"""Write one self-contained page for a reviewer. Exit 0 written, 2 not written."""

from __future__ import annotations

import gc
import hashlib
from typing import TYPE_CHECKING

from validator.cli import CLEAN, UsageError, say
from validator.cli.configuration.judging import add_judging, settings_of
from validator.cli.configuration.sources import add_beside, beside
from validator.cli.convert import source_and_places
from validator.cli.output import is_workbook, put, workbook, write

MOST_NAMED = 3  # of several reports, where one was to be named

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from validator.authored.sidecars import Printed
    from validator.model.report import Report
    from validator.reporters.review import Readable


def add(parser: ArgumentParser) -> None:
    """Declare the options."""
    option = parser.add_argument
    option("report", metavar="REPORT", help="the report, in any syntax, or a document; a page is shown as it reads")
    option(
        "-o",
        "--output",
        metavar="FILE",
        default="review.html",
        help="the page, or the workbook (.xlsx), to write; default review.html",
    )
    option("--source", metavar="TEXT", help="the document the report was encoded from, to show in place of a list")
    option("--places", metavar="JSON", help="where its figures stand, as `tieout encode` wrote it")
    add_beside(parser)
    add_judging(parser)


def main(arguments: Namespace) -> int:
    """Check as `tieout check` does, and write what was found as a page.

    Raises UsageError where several reports are named: no page counts what is found in another.
    """
    from validator.cli.check import judged
    from validator.cli.configuration.parts import Configurations
    from validator.reporters import review
    from validator.run import joined

    gc.set_threshold(50_000, 20, 50)  # evidence is kept to the end, so looking for garbage in it often finds none
    others = beside(arguments)
    configurations = Configurations(settings_of(arguments))
    parts = configurations.parts([arguments.report])
    several = [found for part in parts for found in part.found if isinstance(found, str)]
    if len(several) > 1:
        named = ", ".join(several[:MOST_NAMED]) + (", ..." if len(several) > MOST_NAMED else "")
        raise UsageError(f"{arguments.report} holds {len(several)} reports, and a page shows one: {named}")
    outcome = joined(judged(configurations, parts, beside=others, keep=True))
    read = {one.path for one in outcome.results if one.report is not None and len(one.report)}
    for path in others:
        if path not in read:
            raise UsageError(f"{path} holds no facts to hold {arguments.report} against; nothing was written")
    own = [one for one in outcome.results if one.path not in others]
    result = next((one for one in own if one.report is not None and len(one.report)), None)
    if result is None or result.report is None:
        raise UsageError(f"{arguments.report} holds no facts; nothing was written")
    report = result.report
    outcome = outcome._replace(
        findings=tuple(one for one in outcome.findings if one.at.path not in others),
        results=tuple(own),
        waived=tuple(one for one in outcome.waived if one.at.path not in others),
    )
    if is_workbook(arguments.output):
        put({arguments.output: workbook(outcome)})
        say(f"{report.own} figures and {len(result.ties)} checks written to {arguments.output}")
        return CLEAN
    document = readable(report, *source_and_places(arguments))
    hashes = {path: hashlib.sha256(data).hexdigest() for path, data in sorted(report.data.items())}
    write(arguments.output, review.page(outcome, result, document, hashes))
    say(f"{report.own} figures and {len(result.ties)} checks written to {arguments.output}")
    return CLEAN


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
