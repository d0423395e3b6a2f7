"""What a report rests on: every file that was looked for when it was read, there or not, and what lies around it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from validator import readers
from validator.checks.sources import BESIDE as PLACES
from validator.checks.tieouts import BESIDE as RULES
from validator.checks.waivers import BESIDE as WAIVERS
from validator.cli.configuration import NAMES
from validator.dts.packaged.containers import CATALOG
from validator.readers.recognition import INLINE
from validator.tieouts.rules.found import BESIDE as FOUND

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.model.report import Report
    from validator.run import Options

LACKING = ("unresolvable-reference", "csv-file-illegible")  # problems that say a file is not there
UP = ("", "..", os.path.join("..", ".."))  # from a report to the package it may lie in


class Needs(NamedTuple):
    """What a report rests on, as absolute paths.

    A change of `files` is one of what is found. `beside` only have a say in what the report is: the pages of one
    folder may be one set. `lacks` says that something it names is not there.
    """

    files: tuple[str, ...]
    beside: tuple[str, ...]
    lacks: bool

    @property
    def inline(self) -> bool:
        """Whether what lies beside it may be a part of it."""
        return bool(self.beside)


def needs(report: str, options: Options) -> Needs:
    """Read a report and return what it rests on; raises what a reader raises for a fault of ours."""
    read = readers.read(report, options)
    files = dict.fromkeys(around(report))
    lacks = False
    for one in (read, *read.others):
        files.update(dict.fromkeys(map(os.path.abspath, sought(one))))
        problems = (*one.problems, *(one.taxonomy.problems if one.taxonomy is not None else ()))
        lacks = lacks or any(problem.check in LACKING for problem in problems)
    return Needs(tuple(files), tuple(_listed(report)) if read.syntax == INLINE else (), lacks)


def around(report: str) -> Iterator[str]:
    """Yield what is found by where a report lies: itself, what is kept beside it, settings there and above."""
    folder = folder_of(report)
    if not os.path.isdir(report):
        yield os.path.abspath(report)
        yield os.path.abspath(f"{report}{FOUND}")
        yield from _printed(os.path.abspath(f"{report}{PLACES}"))
    yield os.path.join(folder, WAIVERS)
    yield from (os.path.normpath(os.path.join(folder, up, *CATALOG)) for up in UP)
    while True:
        yield from (os.path.join(folder, name) for name in NAMES)
        if folder == os.path.dirname(folder):
            return
        folder = os.path.dirname(folder)


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


def _listed(report: str) -> Iterator[str]:
    folder = folder_of(report)
    yield folder
    yield from (os.path.join(folder, name) for name in sorted(os.listdir(folder)))
