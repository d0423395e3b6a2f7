"""Convert a report into another syntax, told by the output's name. Exit 0 done, 1 not all of it, 2 not done."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from validator.cli import CLEAN, FOUND, UsageError, progress, say
from validator.cli.configuration.sources import add_taxonomies, options

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from validator.authored.sidecars import Printed

MOST = 20  # problems shown: `tieout check` shows them all
SYNTAXES = ("xbrl-xml", "inline", "xbrl-json", "xbrl-csv")


def add(parser: ArgumentParser) -> None:
    """Declare the options."""
    option = parser.add_argument
    option("report", metavar="REPORT", help="the report to read, in any syntax")
    option(
        "output", metavar="OUT", help="the file to write: .xml .xbrl .htm .html .xhtml .json .csv, or .xbr .xbri .zip"
    )
    option("--to", metavar="SYNTAX", choices=SYNTAXES, default="", help=f"the syntax to write: {', '.join(SYNTAXES)}")
    option("--source", metavar="TEXT", help="the document the report was encoded from, to tag in place (inline)")
    option("--places", metavar="JSON", help="where its figures stand, as `tieout encode` wrote it")
    add_taxonomies(parser)


def main(arguments: Namespace) -> int:
    """Read, write, and say what was written."""
    from validator import readers, watched
    from validator.check import word
    from validator.checks import BY_NAME
    from validator.writers.files import left_out, write
    from validator.writers.oim import Unwritable

    with progress.shown(doing="reading"):
        watched.tell(arguments.report)
        report = readers.read(arguments.report, options(arguments))
    found = report.problems
    for problem in found[:MOST]:
        check = BY_NAME[problem.check]
        say(f"{problem.at}: {check.code} {word(check, problem).message}", file=sys.stderr)
    if found and not len(report):
        raise UsageError(f"{arguments.report} cannot be read; nothing was written")
    source, places = source_and_places(arguments)
    try:
        paths = write(report, arguments.output, arguments.to, source, places)
    except Unwritable as error:
        raise UsageError(f"nothing was written: {error}") from None
    except OSError as error:
        raise UsageError(f"{arguments.output}: {error.strerror or error}") from None
    say(f"{len(report)} facts written to {', '.join(paths)}")
    lost = list(left_out(report, arguments.output, arguments.to or ""))
    for one in lost:
        say(f"left out: {one}", file=sys.stderr)
    return FOUND if found or lost else CLEAN


def source_and_places(arguments: Namespace) -> tuple[str, dict[str, Printed]]:
    """Return the source document and the places of its figures, where both are named."""
    if bool(arguments.source) != bool(arguments.places):
        raise UsageError("--source and --places belong together")
    if not arguments.source:
        return "", {}
    from validator.authored.sidecars import printed

    try:
        with open(arguments.source, encoding="utf-8") as file:
            return file.read(), printed(arguments.places)
    except (OSError, ValueError) as error:
        raise UsageError(f"the source and its places cannot be read: {error}") from None
