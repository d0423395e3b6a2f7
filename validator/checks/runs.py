"""DO0: what keeps a run from checking what it was asked to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator import budget
from validator.check import reading, word
from validator.checks.waiver_codes import UNKNOWN
from validator.model.source import Location, Problem

if TYPE_CHECKING:
    from validator.asked import Asked
    from validator.finding import Finding

MISSING = reading(
    "DO001",
    "missing-file",
    says="there is no such file or folder",
    cites="tieout, exit codes",
    mends="correct the path; a pattern in quotes is expanded by tieout itself",
    why="""A path that was named must exist.

    A run that passes over a misspelt path would report success for a file nobody looked at.
    """,
)
NOT_A_REPORT = reading(
    "DO002",
    "not-a-report",
    says={
        "folder": "no report: it is a folder",
        "empty": "no report: it is empty",
        "blank": "no report: it is blank",
        "binary": "no report: it is binary",
        "text": "no report: it is neither XML, JSON nor a report package",
        "root": "no report: it is XML whose root element is {root}, not xbrli:xbrl",
        "page": "no report: it is an HTML page without inline XBRL",
        "json": "no report: it is JSON that is no xBRL-JSON report and no xBRL-CSV metadata",
        "archive": "no report: it is an archive without a report",
    },
    cites="XBRL 2.1 §4.1, Inline XBRL 1.1 §4, OIM 1.0",
    mends="name an XBRL instance, an inline XBRL page, xBRL-JSON, xBRL-CSV metadata or a report package",
    why="""A file that was named outright must be a report.

    In a folder such a file is passed over, because schemas, linkbases and notes live beside reports.
    """,
)
NO_REPORT = reading(
    "DO003",
    "no-report-found",
    says="no report was found here",
    cites="tieout, exit codes",
    mends="name a folder that holds a report; reports are found by their content, not by their name",
    why="""A folder or pattern that was named must lead to at least one report.

    A run in which nothing was checked is a failure, not a success.
    """,
)
NO_TIE = reading(
    "DO004",
    "no-tie-bound",
    says="no figure was proven: {facts} facts were read, but no calculation link or tie-out binds any of them",
    cites="tieout, exit codes",
    mends="give the taxonomy calculation links or add a rules file; or accept it with --ignore DO004",
    why="""At least one calculation link or tie-out must bind to the figures of a report.

    A report that was read and in which nothing was compared would look like a proof, all the more beside others that
    were. It is raised once a report, and only when nothing else was found in it.
    """,
)
NO_FIGURES = reading(
    "DO006",
    "document-without-figures",
    says="no report, and no figures that belong together: {figures} numbers were read, and nothing relates them",
    cites="docs/documents.md",
    mends="name a report, or a document with statements: a release, an annual report, a board paper",
    why="""A document that is named outright must hold figures that can be proven.

    Numbers alone are none: it takes a statement with periods, or sums that add up beyond chance. Source code, a novel,
    a list of telephone numbers or a menu have neither.
    """,
)
UNREADABLE = reading(
    "DO005",
    "unreadable-file",
    says={
        "system": "cannot be read: {reason}",
        "packed": "cannot be read: it cannot be unpacked",
        "nested": "cannot be read: it is an archive within an archive; unpack the outer one",
        "document": "cannot be read: {reason}",
        "formulas": "the formulas of {cells} cells have no stored value (the first in {cell}), and were not read",
    },
    cites="tieout, exit codes",
    mends="see to the permissions of the file, or leave it out",
    why="A file that may be a report must be readable: what was not read was not checked.",
)
BEYOND = reading(
    "DO007",
    "relationships-beyond-limits",
    says="gave up here: the arc relates {sources:,} things to {targets:,}, and such products are read up to {most:,}",
    cites="XLink 1.0 §5.1.3; SECURITY.md",
    mends="give locators labels of their own, so that an arc relates what it is meant to",
    why="""An arc relates everything its two labels name with each other, so a short file can ask for endless work.

    What was given up was not checked; the run says so, and ends with 2.
    """,
)
GAVE_UP = reading(
    "DO008",
    "work-beyond-limits",
    says={
        "report": "gave up: what the report holds multiplies, and asks for more work than {each} steps a byte",
        "relations": "gave up relating its {figures:,} figures, which asks for more work than {each} steps a byte: "
        "they were read, and nothing proves them",
    },
    cites="SECURITY.md",
    mends="nest tagged texts, and chain what refers to each other, only as deep as is meant",
    why="""The work a report asks for grows as the report does.

    Texts tagged within texts state their content once for every level, and chains may be walked for each of their
    links. No report that people write comes near; the others of the run are checked, and it ends with 2.
    """,
)
INTERNAL = reading(
    "DO009",
    "internal-error",
    says="internal error in {part}: {error}",
    cites="tieout, exit codes",
    mends="please report it, with the file if you can; --debug shows where it happened",
    why="""A check must come to a verdict on every input.

    One that does not is a fault of tieout. It is reported as a finding, so that the other checks and the other
    files still count, and the run exits with 2.
    """,
)

# cannot be ignored, and exit with 2
UNDONE = (MISSING, NO_REPORT, UNREADABLE, NO_FIGURES, BEYOND, GAVE_UP, INTERNAL, UNKNOWN)


def given_up(path: str) -> Finding:
    """Return the finding that says a report asks for more work than it may."""
    return word(GAVE_UP, Problem.of("work-beyond-limits/report", Location(path), each=budget.EACH))


def broken(path: str, part: str, error: Exception, options: Asked) -> Finding:
    """Return the finding that says a part of tieout broke; with `debug` the error itself goes on."""
    if options.debug:
        raise error
    what = f"{type(error).__name__}: {error}"
    return word(INTERNAL, Problem.of("internal-error", Location(path), part=part, error=" ".join(what.split())[:300]))
