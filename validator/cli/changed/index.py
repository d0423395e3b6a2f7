"""Which reports there are and what each rests on, kept between runs: what did not change is not read again.

What is kept is used only while every file it was made from is as it was, by kind, size, both times and number on its
disk; what had changed within SETTLED before it was read may change again within one tick of its clock, and is not kept.
It is sealed as all that is kept is, so one that is damaged, forged or of another version is as good as none, and a
report is never passed over for it: whoever has no entry is read.
"""

from __future__ import annotations

import marshal
import os
import stat
import sys
from time import time_ns
from typing import TYPE_CHECKING, NamedTuple

from validator import memory, resources
from validator._version import __version__
from validator.buffers import held
from validator.cli.changed.places import spelled
from validator.dts.packaged.containers import kept_packages
from validator.dts.store import NEVER
from validator.garbage import resting
from validator.gate import as_named
from validator.model.source import Problem
from validator.readers.folders import among, files_under, find_reports
from validator.secret import blake2b

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TypeAlias

    from validator.cli.changed.needs import Needs
    from validator.cli.changed.places import Places

    State: TypeAlias = tuple[int, ...] | None

FORMAT = 1
KIND = "reports"
KEPT = 64  # folders that `--changed` was asked in
SETTLED = 3_000_000_000  # ns: file systems with the coarsest clock tell two seconds apart


class Entry(NamedTuple):
    """What is kept of a report: what it was read with, and what it rests on, by number."""

    reading: str
    files: tuple[int, ...]
    beside: tuple[int, ...]
    lacks: bool


class Index:
    """What was known of the reports below the current folder, and what is known now."""

    def __init__(self, *, used: bool = True) -> None:
        """Recall what is kept, unless it is not to be `used`."""
        self.began = time_ns()
        self.here = os.getcwd()
        self.used = used
        self._seen: dict[str, State] = {}
        self._paths: list[tuple[str, tuple[str, ...], State]] = []
        self._entries: dict[str, Entry] = {}
        self._folders: dict[str, tuple[tuple[int, ...], tuple[str, ...]]] = {}
        self._recall()
        self._number = {path: number for number, (path, _, _) in enumerate(self._paths)}
        self._other = frozenset(
            number for number, (path, _, state) in enumerate(self._paths) if self.state(path) != state
        )
        self._walked: dict[str, list[str]] = {}
        self._late: set[str] = set()  # looked at only after they may have been read
        self._hit: frozenset[int] = frozenset()
        self._learned: dict[str, tuple[str, Needs]] = {}
        self._searched: dict[str, tuple[list[str], list[str]]] = {}

    # --- what there is ---------------------------------------------------------------------------
    def search(self, paths: Sequence[str]) -> Iterator[str | Problem]:
        """Yield what `find_reports` yields; a folder whose files are as they were is not looked into again."""
        for path in paths:
            if not os.path.isdir(path):
                yield from find_reports([path])
                continue
            found = False
            for one in self._under(path):
                found = True
                yield one
            if not found:
                yield from find_reports([path])  # which says so

    def under(self, path: str) -> list[str]:
        """Return the files under a folder; it is walked once in a run."""
        if path not in self._walked:
            self._walked[path] = list(files_under(path))
        return self._walked[path]

    def _under(self, path: str) -> Iterator[str | Problem]:
        files: list[str] = []
        folder = None
        for file in self.under(path):
            parent = os.path.dirname(file)
            if parent != folder:
                yield from self._among(folder, files) if folder is not None else ()
                folder, files = parent, []
            files.append(file)
        yield from self._among(folder, files) if folder is not None else ()

    def _among(self, folder: str, files: list[str]) -> Iterator[str | Problem]:
        """Yield the reports among all files of a folder."""
        whole = [f"{self.here}{os.sep}{file}" if not os.path.isabs(file) else file for file in files]
        known = self._folders.get(folder)
        if known is not None and known[0] == tuple(map(self._number.get, whole)) and self._other.isdisjoint(known[0]):
            self._searched[folder] = whole, list(known[1])
            yield from known[1]
            return
        for path in whole:
            self.state(path)  # before it is read
        found = list(among(files))
        named = [one for one in found if not isinstance(one, Problem)]
        if len(named) == len(found):
            self._searched[folder] = whole, named
        yield from found

    def was_none(self, file: str) -> bool:
        """Whether a file is known to have been no report when its folder was last searched."""
        path = os.path.abspath(file)
        number, folder = self._number.get(path), os.path.dirname(path)
        for named in (folder, as_named(os.path.join(folder, "")).rstrip(os.sep)):
            known = self._folders.get(named)
            if known is not None and number in known[0]:
                return {named or ".", os.path.join(named, os.path.basename(path))}.isdisjoint(known[1])
        return False

    # --- what it rests on ------------------------------------------------------------------------
    def among(self, changed: Places) -> None:
        """Take the files that changed."""
        touches = changed.touches
        self._hit = frozenset(number for number, (_, names, _) in enumerate(self._paths) if any(map(touches, names)))

    def known(self, report: str, reading: str) -> bool | None:
        """Whether a report rests on a file that changed; None where it has to be read to tell.

        That an entry is stale does not matter where it says so.
        """
        one = self._entries.get(os.path.abspath(report))
        if one is None or one.reading != reading:
            return None
        if not self._hit.isdisjoint(one.files):
            return True
        return False if self._good(one) else None

    def entry(self, report: str) -> Entry:
        """Return what is known of a report that need not be read."""
        return self._entries[os.path.abspath(report)]

    def learn(self, report: str, reading: str, found: Needs) -> None:
        """Take what a report rests on, read now."""
        late = {path for path in (*found.files, *found.beside) if path not in self._seen}
        self._late |= late
        for path in late:
            self.state(path)
        self._learned[os.path.abspath(report)] = (reading, found)

    def state(self, path: str) -> State:
        """Return what tells a file from what it was; None where there is none. It is asked once in a run."""
        if path not in self._seen:
            self._seen[path] = _state(path)
        return self._seen[path]

    def unchanged(self, path: str) -> tuple[str, tuple[str, ...], State] | None:
        """Return what was kept of a file that is as it was; None for another."""
        number = self._number.get(path)
        return None if number is None or number in self._other else self._paths[number]

    def _settled(self, path: str) -> bool:
        """Whether a file has not changed since shortly before this run began.

        One that is not there, and was not before it could have been read, is as it was; where that came later, the
        folder that would hold it must not have changed.
        """
        state = self.state(path)
        if state is None and path not in self._late:
            return True
        while state is None:
            folder = os.path.dirname(path)
            if folder == path:
                return False
            path, state = folder, self.state(folder)
        return max(state[2:4]) < self.began - SETTLED

    # --- between runs ----------------------------------------------------------------------------
    def keep(self) -> None:
        """Keep what is known now, where something is new; where that is not possible, nothing is lost but time."""
        known = {name: one for name, one in self._entries.items() if self._good(one)}
        folders = {folder: one for folder, one in self._searched.items() if one != self._numbered(folder)}
        if not self.used or not (self._learned or folders or len(known) < len(self._entries)):
            return
        made = _Made(self)
        entries = {}
        for name, one in known.items():
            files, beside = (tuple(self._paths[at][0] for at in some) for some in (one.files, one.beside))
            entries[name] = (one.reading, made.numbers(files), made.numbers(beside), one.lacks)
        for name, (reading, found) in self._learned.items():
            if all(map(self._settled, (*found.files, *found.beside))):
                entries[name] = (reading, made.numbers(found.files), made.numbers(found.beside), found.lacks)
        searched = {
            folder: (made.numbers(files), tuple(found))
            for folder, (files, found) in self._searched.items()
            if all(map(self._settled, files))
        }
        content = marshal.dumps((self._key(), made.rows, entries, searched))  # type: ignore[arg-type] # rows are tuples
        memory.write(KIND, self._name(), content, KEPT)

    def _good(self, one: Entry) -> bool:
        return self._other.isdisjoint(one.files) and self._other.isdisjoint(one.beside)

    def _numbered(self, folder: str) -> tuple[list[str], list[str]] | None:
        known = self._folders.get(folder)
        return None if known is None else ([self._paths[at][0] for at in known[0]], list(known[1]))

    @resting()
    def _recall(self) -> None:
        body = memory.read(KIND, self._name()) if self.used else None
        if body is None:
            return
        try:
            key, self._paths, entries, self._folders = marshal.loads(body)  # noqa: S302 - sealed with the user's own secret
        except (ValueError, EOFError, TypeError):
            return
        if key != self._key():
            self._paths, self._folders = [], {}
            return
        self._entries = {name: Entry(*one) for name, one in entries.items()}

    def _name(self) -> str:
        return blake2b(os.fsencode(self.here), digest_size=20).hexdigest()

    def _key(self) -> tuple[object, ...]:
        """Return what all of it hangs on: versions, what is installed, and which packages the user keeps."""
        return (
            FORMAT, __version__, sys.hexversion, marshal.version, self.here,
            resources.folder(), resources.arelle_cache(), kept_packages(),
        )  # fmt: skip


class _Made:
    """Paths by number, each with its names as they are compared, links followed and not, and what it was."""

    def __init__(self, index: Index) -> None:
        self.rows: list[tuple[str, tuple[str, ...], State]] = []
        self.known: dict[str, int] = {}
        self.index = index

    def numbers(self, paths: Sequence[str]) -> tuple[int, ...]:
        """Return the numbers of paths; what is known of one that is as it was is taken as it was."""
        for path in paths:
            if path not in self.known:
                self.known[path] = len(self.rows)
                before = self.index.unchanged(path)
                names = (spelled(path), spelled(os.path.realpath(path))) if before is None else before[1]
                self.rows.append((path, tuple(dict.fromkeys(names)), self.index.state(path)))
        return tuple(self.known[path] for path in paths)


def _state(path: str) -> State:
    if held(path) is not None:  # of what an editor holds nothing is kept, and nothing recalled
        return (0, 0, NEVER, NEVER, 0, 0)
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return (stat.S_IFMT(found.st_mode), found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_dev)
