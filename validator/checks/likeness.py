"""FD: what a document has that an accepted draft or another document has not, and the other way round."""

from __future__ import annotations

from validator.check import reading
from validator.finding import Severity

NEW = reading(
    "FD106",
    "row-that-is-new",
    says={
        "row": "{row!r} is new in {table!r}: no rule of {draft} speaks of it",
        "table": "the table {table!r} is new: no rule of {draft} speaks of it",
    },
    cites="docs/documents.md",
    mends="draft the document with --like and accept what is new, or give the row the name it had",
    severity=Severity.NOTE,
    why="What an accepted draft does not know is checked by what is found in the document alone.",
)
GONE = reading(
    "FD107",
    "row-that-is-gone",
    says={
        "row": "{row!r} is gone from {table!r}: rules of {draft} that speak of it are not bound",
        "table": "the table {table!r} is gone: rules of {draft} that speak of it are not bound",
    },
    cites="docs/documents.md",
    mends="take it out of the draft's rules and mapping, or look for the row under another name",
    severity=Severity.NOTE,
    why="A row that an accepted draft knows and a document has not may be left out on purpose, or lost.",
)
UNSUPPORTED = reading(
    "FD110",
    "figure-without-support",
    says={
        "count": "{count} of {figures} figures stand in no other of the documents (--unsupported lists them)",
        "figure": "{figure} ({value}) stands in no other of the documents",
    },
    cites="docs/documents.md",
    mends="name the document or the workbook it comes from as well, or look at the figure",
    severity=Severity.NOTE,
    why="With `--against-each-other` a figure is supported where another of the documents gives it too.",
)
RENAMED = reading(
    "FD108",
    "row-of-another-name",
    says="{row!r} was {before!r} in {draft}",
    cites="docs/documents.md",
    mends="nothing, where they are one; else give the row its own concept in the draft's mapping",
    severity=Severity.NOTE,
    why="""A row between the same neighbours is the same where it has a figure published before, or most of its words.

    It is taken for the row it was, so that rules and earlier figures go on holding it; that is said, not assumed.
    """,
)
