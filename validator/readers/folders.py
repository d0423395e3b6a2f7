"""Paths, folders and globs → the reports among them, found by content."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from validator.model.source import Location, Problem
from validator.readers import STDIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SKIPPED = ("__pycache__", "node_modules")


def find_reports(paths: Sequence[str]) -> Iterator[str | Problem]:
    """Yield the path of each report once, in order of the paths; and a problem for each path that gives none.

    A folder or glob is searched and what is no report in it is passed over; a file named outright must be one.
    """
    seen: set[str] = set()
    for path in paths:
        found = False
        for one in _reports_at(path):
            found = True
            if isinstance(one, Problem):
                yield one
            elif (real := os.path.realpath(one)) not in seen:
                seen.add(real)
                yield one
        if not found:
            yield Problem.of("no-report-found", Location(path))


def _reports_at(path: str) -> Iterator[str | Problem]:
    if os.path.isdir(path):
        yield from among(files_under(path))
    elif os.path.exists(path) or path == STDIN:
        yield path  # named outright: the reader says what it is, if it is no report
    elif any(mark in path for mark in "*?["):
        from glob import iglob

        matches = sorted(iglob(path, recursive=True))
        yield from among(
            file for match in matches for file in (files_under(match) if os.path.isdir(match) else (match,))
        )
    else:
        yield Problem.of("missing-file", Location(path))


def among(files: Iterable[str]) -> Iterator[str | Problem]:
    """Yield the reports among files, and what could not be looked into: it might have been one.

    Inline files that are one document set come as their folder.
    """
    from validator.readers.inline.folders import parts
    from validator.readers.recognition import INLINE, syntax

    sets: dict[str, bool] = {}
    for file in files:
        folder = os.path.dirname(file)
        try:
            kind = syntax(file) if os.path.isfile(file) else ""
            if kind == INLINE and folder not in sets:
                sets[folder] = bool(parts(folder))
                if sets[folder]:
                    yield folder or "."
        except OSError as error:
            yield Problem.of("unreadable-file/system", Location(file), reason=error.strerror or str(error))
            continue
        if kind and not (kind == INLINE and sets[folder]):
            yield file


def files_under(folder: str) -> Iterator[str]:
    """Yield the files under a folder, in one order on every machine; hidden folders are left alone."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name[0] != "." and name not in SKIPPED)
        for name in sorted(names):
            path = os.path.join(parent, name)
            yield path[2:] if path.startswith("." + os.sep) else path
