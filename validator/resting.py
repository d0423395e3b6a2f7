"""What a report rests on: every file that had a say in what it is, there or not, and the digest of each."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from validator.checks.sources import BESIDE as PLACES
from validator.checks.tieouts import BESIDE as RULES
from validator.checks.waivers import BESIDE as WAIVERS
from validator.dts.packaged.containers import CATALOG
from validator.gate import opened
from validator.tieouts.rules.found import BESIDE as FOUND

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.model.report import Report

UP = ("", "..", os.path.join("..", ".."))  # from a report to the package it may lie in
ABSENT = ""  # the digest of a file that is not there


def beside(report: str) -> Iterator[str]:
    """Yield what is looked for by where a report lies: itself, and what is kept beside it."""
    folder = folder_of(report)
    if not os.path.isdir(report):
        yield os.path.abspath(report)
        yield os.path.abspath(f"{report}{FOUND}")
        yield from _printed(os.path.abspath(f"{report}{PLACES}"))
    yield os.path.join(folder, WAIVERS)
    yield from (os.path.normpath(os.path.join(folder, up, *CATALOG)) for up in UP)


def _printed(places: str) -> Iterator[str]:
    """Yield the places of a report's figures, and the source they stand in."""
    yield places
    if os.path.isfile(places):
        from validator.authored.sidecars import sidecar

        try:
            source = sidecar(places)["source"]
        except (OSError, ValueError):
            return
        yield os.path.normpath(os.path.join(os.path.dirname(places), source))


def folder_of(report: str) -> str:
    """Return the folder of a report, which may be the folder itself, as an absolute path."""
    return os.path.abspath(report if os.path.isdir(report) else os.path.dirname(report))


def sought(report: Report) -> Iterator[str]:
    """Yield every file that was looked for when a report was read, and the rules that may stand beside its schemas."""
    yield from report.sought
    yield from (document.path for document in report.documents if document.path)
    if report.taxonomy is not None:
        yield from report.taxonomy.sought
        folders = {os.path.dirname(document.path) for document in report.taxonomy.documents if document.path}
        yield from (os.path.join(folder, RULES) for folder in sorted(folders))


def file_of(path: str) -> str:
    """Return the file that holds a path: itself, or the archive it lies in."""
    above = path
    while above and not os.path.exists(above) and above != os.path.dirname(above):
        above = os.path.dirname(above)
    return above if os.path.isfile(above) else path


def digest(path: str) -> str:
    """Return the digest of a file. Raises OSError, and RefusedError for what is no regular file."""
    made = hashlib.sha256()
    with opened(path) as file:
        while piece := file.read(1 << 20):
            made.update(piece)
    return made.hexdigest()
