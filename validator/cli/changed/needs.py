"""What a report rests on: every file that was looked for when it was read, there or not, and what lies around it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from validator import readers
from validator.cli.configuration import NAMES
from validator.readers.recognition import INLINE
from validator.resting import beside, folder_of, sought

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.run import Options

LACKING = ("unresolvable-reference", "csv-file-illegible")  # problems that say a file is not there


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
    yield from beside(report)
    folder = folder_of(report)
    while True:
        yield from (os.path.join(folder, name) for name in NAMES)
        if folder == os.path.dirname(folder):
            return
        folder = os.path.dirname(folder)


def _listed(report: str) -> Iterator[str]:
    folder = folder_of(report)
    yield folder
    yield from (os.path.join(folder, name) for name in sorted(os.listdir(folder)))
