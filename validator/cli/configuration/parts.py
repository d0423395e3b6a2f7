"""The parts of a run: reports by the configuration nearest to each, so no verdict depends on what is named first."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, cast

from validator.cli.configuration import NAMES, Settings, find, loaded
from validator.cli.configuration.documents import named
from validator.finding import Withheld
from validator.model.source import Location, Problem
from validator.readers import STDIN
from validator.readers.folders import files_under, find_reports

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TypeAlias

    Search: TypeAlias = Callable[[Sequence[str]], Iterator[str | Problem]]
    Under: TypeAlias = Callable[[str], Iterable[str]]


class Part(NamedTuple):
    """Reports of one configuration: the settings, the file they are from, and what was found."""

    settings: Settings
    file: str
    found: list[str | Problem]


class Configurations:
    """The configurations of a run, each read once; what is given on the command line wins over every one."""

    def __init__(self, given: Settings, search: Search = find_reports, under: Under = files_under) -> None:
        self.given = given
        self.search = search
        self.under = under
        self.known: dict[str, Settings] = {}
        self.nearest: dict[str, str | None] = {}
        self.excluded: dict[str, str] = {}  # reports passed over, and the files that say so

    def file(self, path: str) -> str:
        """Return the configuration file of a path: the one named, else the nearest; empty when there is none."""
        return self.given.get("config") or find("." if path == STDIN else path, self.nearest) or ""

    def of(self, path: str) -> Settings:
        """Return the settings a path is checked by. Raises UsageError."""
        return self._of(self.file(path))

    def parts(self, paths: Sequence[str | Problem]) -> list[Part]:
        """Return the reports of paths, folders and globs, by the configuration of each. Raises UsageError.

        What could not be found already is among them as its problem. Without paths they are the reports and documents
        of the configuration of the current folder, else the folder.
        """
        self.excluded.clear()
        made: dict[str, Part] = {}
        seen: set[tuple[str, str]] = set()
        for found in self._all(paths):
            where, what = (found.at.path, found.check) if isinstance(found, Problem) else (found, "")
            if (key := (os.path.realpath(where), what)) not in seen:
                seen.add(key)
                file = self.file(where)
                made.setdefault(file, Part(self._of(file), file, [])).found.append(found)
        return list(made.values())

    def _all(self, paths: Sequence[str | Problem]) -> Iterator[str | Problem]:
        here = self.of(".")
        for path in paths or here.get("reports") or ["."]:
            if isinstance(path, Problem):
                yield path
            else:
                yield from self._searched(path)
        if not paths:
            yield from named(here)

    def passed_over(self, report: str, searched: str) -> str:
        """Return the configuration that excludes a report, its own or that of the place it was searched from, or ""."""
        for file in dict.fromkeys((self.file(report), self.file(searched))):
            patterns = set(self._of(file).get("exclude", ()))
            if patterns and excluded(report, patterns):
                return file
        return ""

    @property
    def withheld(self) -> tuple[Withheld, ...]:
        """What was passed over when parts were looked for, by who says so."""
        counted = Counter(self.excluded.values())
        return tuple(Withheld("excluded", file, "reports", count) for file, count in sorted(counted.items()))

    def _searched(self, path: str) -> Iterator[str | Problem]:
        kept = False
        for found in self.search([path]):
            if isinstance(found, Problem) and found.check == "no-report-found":
                continue  # documents may be named there; without any it is said below
            if isinstance(found, Problem) or found == path or not (file := self.passed_over(found, path)):
                kept = True
                yield found
            else:
                self.excluded[os.path.realpath(found)] = file
        for document in self._documents(path) if os.path.isdir(path) else ():
            kept = True
            yield document
        if not kept:
            yield Problem.of("no-report-found", Location(path))

    def _documents(self, folder: str) -> Iterator[str | Problem]:
        """Yield the documents below a folder that its configuration, or one that lies in it, names."""
        files = [self.file(folder)]
        if not self.given.get("config"):
            files += dict.fromkeys(self.file(file) for file in self.under(folder) if os.path.basename(file) in NAMES)
        for file in dict.fromkeys(files):
            yield from named(self._of(file), folder)

    def _of(self, file: str) -> Settings:
        if file not in self.known:
            settings = loaded(file) if file else {}
            self.known[file] = cast("Settings", {**settings, **self.given})
        return self.known[file]


def excluded(report: str, patterns: set[str]) -> bool:
    """Whether a report, or a folder it lies in, fits one of some patterns; `**/` stands for any folders, or none."""
    from fnmatch import fnmatchcase

    # where either slash parts names and case tells none, both are spelled in one way
    every = {os.path.normcase(one) for pattern in patterns for one in (pattern, pattern.replace("**/", ""))}
    path = os.path.normcase(os.path.abspath(report))
    while True:
        if any(fnmatchcase(path, pattern) for pattern in every):
            return True
        if path == os.path.dirname(path):
            return False
        path = os.path.dirname(path)
