"""Files that are no reports → reports of what they say, as documents nobody prepared, alone or against each other."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from validator import budget, readers, resources
from validator.buffers import opened
from validator.checks.runs import broken, given_up
from validator.finding import Finding
from validator.readers import recognition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from validator.asked import Asked
    from validator.discovery.keeping.comparing.likeness import Like
    from validator.model.report import Report
    from validator.model.source import Problem

OFFICE = (".docx", ".docm", ".xlsx", ".xlsm", ".xlsb")  # packed files, as report packages are
REPORT, MAPPING = "report.json", "mapping.toml"  # of a draft's folder


class DraftError(ValueError):
    """A folder is no draft that a document could be read by."""


def accepted(folder: str, options: Asked) -> Like:
    """Return a draft that documents are read by. Raises DraftError."""
    from validator.discovery.keeping.comparing.likeness import Like
    from validator.encoder import mapping

    report = readers.read(os.path.join(folder, REPORT), options)
    path = os.path.join(folder, MAPPING)
    try:
        with opened(path) as file:
            loaded, troubles = mapping.load(path, file.read())
    except OSError as error:
        raise DraftError(f"{path}: {error.strerror or error}") from None
    if loaded is None:
        raise DraftError(str(troubles[0]))
    if not len(report) or report.taxonomy is None:
        raise DraftError(f"{os.path.join(folder, REPORT)} holds no facts")
    return Like(folder, report, loaded.data)


def unprepared(report: Report, options: Asked) -> Report | None:
    """Return a file that is no report as what a document nobody prepared says; None when it is no document either.

    Only a file that was named outright comes here as anything but a report: folders and globs hold reports alone. A
    page that declares the namespace of inline XBRL and has no tag is a document where it has figures.
    """
    if not report.problems or len(report) or report.path == readers.STDIN:
        return None
    problem, *more = report.problems
    what = problem.variant if problem.check == "not-a-report" else ""
    if report.path.lower().endswith(OFFICE) or what == recognition.BINARY:
        return read(report.path, options, foreign=True)
    untagged = problem.check == "inline-header-missing"
    if more or not (untagged or what in recognition.DOCUMENTS):
        return None
    found = read(report.path, options)
    return found if found is not None and (len(found) or not untagged) else None


def read(path: str, options: Asked, *, foreign: bool = False) -> Report | None:
    """Return what a file says as a document; None where it cannot be had, or is not of an office program or a PDF.

    `foreign` says that it must be.
    """
    from validator.documents.office import packed

    try:
        with opened(path) as file:
            data = file.read()
    except OSError:
        return None
    if foreign and not packed.foreign(data):
        return None
    return reading(path, options)(data)


def reading(path: str, options: Asked) -> Callable[[bytes], Report]:
    """Return what reads the bytes of a document as a run does: as one like another, as one beside others."""
    from validator.discovery import document

    like = accepted(options.like, options) if options.like else None
    return partial(document.read, path, like=like, beside=options.against)


def as_read(path: str, options: Asked) -> Report:
    """Return the report a file holds, or else what it says as a document."""
    report = readers.read(path, options)
    document = unprepared(report, options)
    return report if document is None else document


def as_report(path: str, options: Asked) -> Report | Finding:
    """Return what a file holds, or the finding that says that reading it broke."""
    try:
        return as_read(path, options)
    except budget.ExceededError:
        return given_up(path)
    except resources.IncompleteError:  # no report can be read, and it is no fault of this one
        raise
    except Exception as error:  # noqa: BLE001 - a fault of a reader must not hide the other files
        return broken(path, "the reader", error, options)


def against_each_other(
    parts: Sequence[tuple[Iterable[str | Problem], Asked]],
) -> dict[str, Report | Finding]:
    """Return the files of a run by path, read and held against each other; a tagged page is read as a page."""
    from validator.discovery.keeping.comparing.against import compare

    found: dict[str, Report | Finding] = {}
    listed = any(options.unsupported for _, options in parts)
    for path, options in ((one, options) for some, options in parts for one in some if isinstance(one, str)):
        report = as_report(path, options)
        page = read(path, options) if not isinstance(report, Finding) and report.syntax == "inline" else None
        found[path] = report if page is None else page
    compare([one for one in found.values() if not isinstance(one, Finding) and len(one)], listed=listed)
    return found
