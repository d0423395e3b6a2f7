"""What of a corpus is done, and by what: a line is added for each part, and a line that breaks off counts for nothing.

A unit is as it was while every file it rests on has the digest it had, and it is asked the same by the same version.
"""

from __future__ import annotations

import os
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, cast

from validator import resources, resting
from validator._version import __version__
from validator.corpus.units import marked
from validator.memory import replace
from validator.reporters.tables.parquet import place
from validator.reporters.tables.schema import TABLES, VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from validator.corpus.units import Unit
    from validator.run import Options

NAME = "manifest.jsonl"
UNKNOWN = "?"  # of a file at a URL whose system does not tell when it changes: never as it was
HEAD = {"tieout": __version__, "schema": VERSION}


class Done(NamedTuple):
    """A unit that was judged: what it is, what it rests on, and what came of it.

    `rests` are digests by path; `day` is the day it was judged on, where waivers with a last day had a say; `rows` how
    many rows it has in each table; `counts` what the closing line adds up.
    """

    names: tuple[str, ...]
    asked: str
    rests: Mapping[str, str]
    day: str
    rows: Mapping[str, int]
    counts: Mapping[str, int]

    @property
    def mark(self) -> str:
        """Its names, as short as a file's."""
        return marked(*self.names)


class Written(NamedTuple):
    """A part that was written: its units in order, and the size of its file in each table."""

    name: str
    units: tuple[Done, ...]
    sizes: Mapping[str, int]


def asked(options: Options) -> str:
    """Return what tells options apart that may judge otherwise, the version among them."""
    plain = options._replace(said_by=(), debug=False, store=True, severities=tuple(sorted(options.severities)))
    return marked(__version__, str(VERSION), repr(plain))


def named(options: Options) -> list[str]:
    """Return the files that options name, which every report rests on."""
    files = (*options.rules, *options.waivers, *options.packages)
    return [os.path.abspath(one) for one in files if os.path.isfile(one)]


class Digests:
    """Digests of files, each worked out once; what ships with tieout is told by its version."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}
        places = (resources.folder(), resources.arelle_cache())
        self.shipped = tuple(os.path.join(os.path.realpath(one), "") for one in places if one)

    def of(self, path: str) -> str:
        """Return the digest of a file; none for what is not there or is no regular file."""
        if path not in self.known:
            if "://" in path:  # what no listing told of now
                return UNKNOWN
            try:
                self.known[path] = resting.digest(path)
            except (OSError, ValueError):
                self.known[path] = resting.ABSENT
        return self.known[path]

    def learn(self, unit: Unit) -> None:
        """Know what a listing tells of the files of a unit."""
        self.known.update({one.url: one.known_by or UNKNOWN for one in unit.remote})

    def all(self, paths: Iterable[str]) -> dict[str, str]:
        """Return the digest of each file that holds one of some paths."""
        files = {resting.file_of(path) for path in paths}
        kept = (one for one in files if not os.path.isdir(one) and not os.path.realpath(one).startswith(self.shipped))
        return {one: self.of(one) for one in sorted(kept)}


def fresh(done: Done, how: str, digest: Callable[[str], str]) -> bool:
    """Whether a unit is as it was, asked so; what broke, or killed its workers, is tried again."""
    if done.counts.get("died"):
        return False
    if done.asked != how or (done.day and done.day != today()):
        return False
    return all(was not in (UNKNOWN, "") or "://" not in path for path, was in done.rests.items()) and all(
        digest(path) == was for path, was in done.rests.items()
    )


def today() -> str:
    """Return the user's day."""
    return datetime.now().astimezone().date().isoformat()


# --- on disk -------------------------------------------------------------------------------------
class Manifest:
    """The manifest of a folder, read when it is made. Raises ValueError for one of another version."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.parts: dict[str, Written] = {}
        self.known: dict[str, dict[str, str]] = {}  # files that many units rest on, by their mark
        self._told: set[str] = set()
        self._whole = False  # whether its last line is, as far as we know
        if os.path.exists(path):
            self._read()

    def _read(self) -> None:
        from json import loads

        with open(self.path, encoding="utf-8") as file:
            for line in file:
                if not line.endswith("\n"):
                    break  # what was being written when all ended
                said = loads(line)
                if "schema" in said:
                    if said["schema"] != VERSION:
                        raise ValueError(f"its tables have version {said['schema']}, and these {VERSION}")
                elif "rests" in said:
                    self.known[said["rests"]] = said["files"]
                    self._told.add(said["rests"])
                else:
                    units = tuple(self._done(one) for one in said["units"])
                    self.parts[said["part"]] = Written(said["part"], units, said["sizes"])

    def _done(self, said: dict[str, object]) -> Done:
        shared = self.known[cast("str", said["rests"])]
        return Done(
            tuple(cast("list[str]", said["names"])),
            cast("str", said["asked"]),
            {**shared, **cast("dict[str, str]", said["own"])},
            cast("str", said.get("day", "")),
            cast("dict[str, int]", said["rows"]),
            cast("dict[str, int]", said["counts"]),
        )

    def add(self, part: Written) -> None:
        """Add a part; once this returns it is kept whatever happens."""
        head = [] if self._whole else [_line(HEAD)] if _mended(self.path) == 0 else []
        self._whole = True
        with open(self.path, "a", encoding="utf-8") as file:
            file.write("".join((*head, *self._lines(part))))
            file.flush()
            os.fsync(file.fileno())
        self.parts[part.name] = part

    def close(self, names: Sequence[str]) -> bool:
        """Write the whole anew, with these parts alone and in this order; return whether it could be written."""
        self._told.clear()
        lines = [_line(HEAD), *(line for name in names for line in self._lines(self.parts[name]))]
        return replace(self.path, "".join(lines).encode())

    def _lines(self, part: Written) -> list[str]:
        lines, told = [], []
        for unit in part.units:
            folders = {os.path.dirname(os.path.abspath(name)) for name in unit.names}
            own = {path: digest for path, digest in unit.rests.items() if os.path.dirname(path) in folders}
            shared = {path: digest for path, digest in unit.rests.items() if path not in own}
            mark = marked(*(word for one in shared.items() for word in one))
            if mark not in self._told:
                self._told.add(mark)
                lines.append(_line({"rests": mark, "files": shared}))
            said = {"names": unit.names, "asked": unit.asked, "rests": mark, "own": own}
            day = {"day": unit.day} if unit.day else {}
            told.append({**said, **day, "rows": unit.rows, "counts": unit.counts})
        return [*lines, _line({"part": part.name, "units": told, "sizes": part.sizes})]


def _mended(path: str) -> int:
    """Cut off a line that was being written when all ended, and return how many bytes are left."""
    if not os.path.exists(path):
        return 0
    with open(path, "r+b") as file:
        return file.truncate(file.read().rfind(b"\n") + 1)


def _line(said: Mapping[str, object]) -> str:
    from json import dumps

    return f"{dumps(said, separators=(',', ':'))}\n"  # names of files need not be text


def files_of(folder: str, part: str) -> dict[str, str]:
    """Return where the tables of a part stand, by name."""
    return {table: place(folder, table, part) for table in TABLES}
