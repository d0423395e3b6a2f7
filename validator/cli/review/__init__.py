"""Write a self-contained page for a reviewer, or one a report and a list of them; serve it, or verify it.

Exit 0 written or as it was signed, 1 changed since it was signed, 2 not done.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from validator.checks.waivers import BESIDE
from validator.cli import CLEAN, FOUND, UsageError, progress, say
from validator.cli.configuration.judging import add_judging, settings_of
from validator.cli.configuration.sources import add_beside, beside
from validator.cli.convert import source_and_places
from validator.cli.output import is_workbook, put, workbook, workbooks_can_be
from validator.cli.review.pages import names, of_no_page, readable, reviewed, without
from validator.garbage import seldom
from validator.readers import STDIN

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping, Sequence

    from validator.cli.review.pages import Reviewed
    from validator.finding import Outcome
    from validator.model.source import Plain

NOTHING: Mapping[str, Plain] = {}


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
    option(
        "--serve",
        action="store_true",
        help="show the page to this machine alone, write what is accepted on it to waivers.toml beside the report, "
        "and show it again when the report changes",
    )
    option(
        "--against",
        dest="earlier",
        metavar="OLD",
        help="an earlier document, report or page: what is new, changed and gone since, and which marks carry over",
    )
    option("--verify", action="store_true", help="say whether what the page REPORT was signed for is still the same")
    add_beside(parser)
    add_judging(parser)


def main(arguments: Namespace) -> int:
    """Check as `tieout check` does, and write what was found as pages; or serve one, or verify one."""
    if arguments.verify:
        return _verify(arguments.report)
    if arguments.serve:
        return _serve(arguments)
    if is_workbook(arguments.output):
        workbooks_can_be()
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
        put({arguments.output: page(only, arguments, others, arguments.output)})
        figures, checks = only.result.facts, len(only.result.ties)
        say(f"{figures} figures and {checks} checks written to {arguments.output}")
        return CLEAN
    if arguments.earlier:
        raise UsageError(f"--against belongs to one report, and {arguments.report} holds {len(pages)}")
    if arguments.source:
        raise UsageError(f"--source belongs to one report, and {arguments.report} holds {len(pages)}")
    from validator.reporters.review.listed import Entry, listed

    files = names(arguments.output, pages)
    entries = [Entry(os.path.basename(file), one.result) for file, one in zip(files, pages, strict=True)]
    index = listed(arguments.report, entries, of_no_page(outcome, pages, others), outcome.asides)
    written = {file: page(one, arguments, others, file) for file, one in zip(files, pages, strict=True)}
    put({arguments.output: index.encode("utf-8", "backslashreplace"), **written})
    say(f"{len(pages)} reports listed in {arguments.output}, each with a page beside it")
    return CLEAN


def checked(arguments: Namespace) -> tuple[Outcome, list[str]]:
    """Check what is named as `tieout check` does; return what was found, and the documents it was held against."""
    from validator.cli.check import judged
    from validator.cli.configuration.parts import Configurations
    from validator.run import joined

    seldom()
    others = beside(arguments)
    configurations = Configurations(settings_of(arguments))
    with progress.shown():
        outcome = joined(judged(configurations, configurations.parts([arguments.report]), beside=others, keep=True))
    read = {one.path for one in outcome.results if one.report is not None and len(one.report)}
    for path in others:
        if path not in read:
            raise UsageError(f"{path} holds no facts to hold {arguments.report} against; nothing was written")
    return outcome, others


def page(
    one: Reviewed, arguments: Namespace, others: Sequence[str], output: str, more: Mapping[str, Plain] = NOTHING
) -> bytes:
    """Return the page of one report, with what it rests on and the digest of itself."""
    from validator.accepting import named
    from validator.cli.review.signed import sealed, signed
    from validator.reporters import review

    report = one.result.report
    if report is None:
        raise ValueError("a report that could not be read has no page")
    before = earlier(arguments)
    document = readable(report, *source_and_places(arguments))
    also = {"signed": signed(report, arguments, others, output), **more}
    made = review.page(one.outcome, one.result, document, also, named, before)
    return sealed(made.encode("utf-8", "backslashreplace"))


def earlier(arguments: Namespace) -> Mapping[str, Plain]:
    """Return the data of the earlier page named, or of the page that an earlier report would have; none where none is.

    Raises UsageError.
    """
    from argparse import Namespace

    from validator.cli.review.signed import is_page, read
    from validator.reporters import review
    from validator.reporters.review.evidence import Evidence
    from validator.reporters.review.history import compared

    if not arguments.earlier:
        return NOTHING
    if is_page(arguments.earlier):
        old = read(arguments.earlier)[1]
        try:
            compared(old, old)
        except (KeyError, TypeError, IndexError, ValueError, AttributeError):
            raise UsageError(f"--against: what {arguments.earlier} says of its figures cannot be read") from None
        return old
    named = {"report": arguments.earlier, "others": [], "against": None, "like": None}
    outcome, _ = checked(Namespace(**{**vars(arguments), **named}))
    pages = reviewed(outcome, ())
    if len(pages) != 1 or pages[0].result.report is None:
        raise UsageError(f"--against: {arguments.earlier} holds {len(pages)} reports with facts, and one is compared")
    return review.told(Evidence(pages[0].result.report, pages[0].outcome, pages[0].result.ties))


def _verify(path: str) -> int:
    """Say what has changed since a page was written."""
    from validator.cli.review.signed import changes

    found = list(changes(path))
    for one in found:
        say(one)
    if not found:
        say(f"{path}: all it was signed for is as it was")
    return FOUND if found else CLEAN


def _serve(arguments: Namespace) -> int:
    """Serve the page of one report until it is told to stop."""
    from validator.cli.review.basis import basis
    from validator.cli.review.serving import Decision, Served, Waiving, server

    if arguments.report == STDIN or not os.path.isfile(arguments.report):
        raise UsageError("--serve shows the page of one report, by the name of its file")
    waiving = Waiving(os.path.join(os.path.dirname(arguments.report), BESIDE))

    def make(version: str, made: Sequence[Decision]) -> tuple[bytes, Sequence[str]]:
        outcome, others = checked(arguments)
        pages = reviewed(outcome, others)
        if len(pages) != 1:
            raise UsageError(f"{arguments.report} holds {len(pages)} reports with facts, and one is served")
        report = pages[0].result.report
        more: Mapping[str, Plain] = {
            "served": version,
            "waiverFile": waiving.path,
            "decided": [one.told for one in made],
        }
        text = page(pages[0], arguments, others, arguments.output, more)
        rests = basis(report, arguments, others) if report is not None else ()
        return text, [arguments.report, waiving.path, *(one.path for one in rests)]

    listening, address = server(Served(make, waiving))
    say(f"{address}\nanything accepted there is written to {waiving.path}; Ctrl-C ends it")
    sys.stdout.flush()
    with listening:
        listening.serve_forever()
    return CLEAN
