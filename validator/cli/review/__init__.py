"""Write a self-contained page for a reviewer, or one a report and a list of them. Exit 0 written, 2 not written."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING

from validator.cli import CLEAN, UsageError, say
from validator.cli.configuration.judging import add_judging, settings_of
from validator.cli.configuration.sources import add_beside, beside
from validator.cli.convert import source_and_places
from validator.cli.output import is_workbook, put, workbook
from validator.cli.review.pages import names, of_no_page, readable, reviewed, without

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from validator.cli.review.pages import Reviewed
    from validator.finding import Outcome


def add(parser: ArgumentParser) -> None:
    """Declare the options."""
    option = parser.add_argument
    option(
        "report",
        metavar="REPORT",
        help="a report in any syntax, a document, or a folder or glob: of several, a list and a page each",
    )
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
    """Check as `tieout check` does, and write what was found as pages."""
    outcome, others = checked(arguments)
    pages = reviewed(outcome, others)
    if not pages:
        raise UsageError(f"{arguments.report} holds no facts; nothing was written")
    if is_workbook(arguments.output):
        put({arguments.output: workbook(without(outcome, others))})
        figures, checks = sum(one.result.facts for one in pages), sum(len(one.result.ties) for one in pages)
        say(f"{figures} figures and {checks} checks written to {arguments.output}")
        return CLEAN
    if len(pages) == 1 and len(outcome.results) <= 1 + len(others):
        (only,) = pages
        put({arguments.output: page(only, arguments)})
        figures, checks = only.result.facts, len(only.result.ties)
        say(f"{figures} figures and {checks} checks written to {arguments.output}")
        return CLEAN
    if arguments.source:
        raise UsageError(f"--source belongs to one report, and {arguments.report} holds {len(pages)}")
    from validator.reporters.review.listed import Entry, listed

    files = names(arguments.output, pages)
    entries = [Entry(os.path.basename(file), one.result) for file, one in zip(files, pages, strict=True)]
    index = listed(arguments.report, entries, of_no_page(outcome, pages, others), outcome.asides)
    written = {file: page(one, arguments) for file, one in zip(files, pages, strict=True)}
    put({arguments.output: index.encode("utf-8", "backslashreplace"), **written})
    say(f"{len(pages)} reports listed in {arguments.output}, each with a page beside it")
    return CLEAN


def checked(arguments: Namespace) -> tuple[Outcome, list[str]]:
    """Check what is named as `tieout check` does; return what was found, and the documents it was held against."""
    from validator.cli.check import judged
    from validator.cli.configuration.parts import Configurations
    from validator.run import joined

    gc.set_threshold(50_000, 20, 50)  # evidence is kept to the end, so looking for garbage in it often finds none
    others = beside(arguments)
    configurations = Configurations(settings_of(arguments))
    outcome = joined(judged(configurations, configurations.parts([arguments.report]), beside=others, keep=True))
    read = {one.path for one in outcome.results if one.report is not None and len(one.report)}
    for path in others:
        if path not in read:
            raise UsageError(f"{path} holds no facts to hold {arguments.report} against; nothing was written")
    return outcome, others


def page(one: Reviewed, arguments: Namespace) -> bytes:
    """Return the page of one report."""
    from validator.reporters import review

    report = one.result.report
    if report is None:
        raise ValueError("a report that could not be read has no page")
    document = readable(report, *source_and_places(arguments))
    return review.page(one.outcome, one.result, document, one.hashes).encode("utf-8", "backslashreplace")
