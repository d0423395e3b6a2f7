"""What is kept between runs: bytes, by kind and name, sealed with a secret of the user's. Losing it costs time only.

What is kept decides verdicts, so nobody but the user may have written it: an entry whose seal is not made with the
user's secret is as good as none, and a folder that others own or may write to is left alone.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from validator.secret import SIZE, blake2b, ours, seal

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

OWN = b"tieout\0"  # how every entry begins, of any version
MARK = OWN + b"\2"
KEPT = 512  # entries of a kind
LARGEST = 1 << 29  # bytes of a kind


class Kept(NamedTuple):
    """What is kept of one kind: how many entries, and how many bytes they are."""

    kind: str
    entries: int
    size: int


def folder() -> str:
    """Return the folder for what is kept: TIEOUT_CACHE, else XDG_CACHE_HOME/tieout, else ~/.cache/tieout."""
    return os.environ.get("TIEOUT_CACHE") or os.path.join(
        os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache"), "tieout"
    )


def recall(kind: str, source: bytes) -> bytes | None:
    """Return what was kept of that kind for that source; None when nothing was."""
    found = read(kind, _named(source))
    return None if found is None else bytes(found)


def remember(kind: str, source: bytes, content: bytes) -> None:
    """Keep bytes for a source; a folder that cannot be written to is no error."""
    write(kind, _named(source), content)


def read(kind: str, name: str) -> memoryview | None:
    """Return what was kept under a name; None when it is not there, damaged, or sealed by another."""
    place = os.path.join(folder(), kind)
    if not (ours(folder()) and ours(place)):
        return None
    try:
        with open(os.path.join(place, name), "rb") as file:
            data = memoryview(file.read())
    except OSError:
        return None
    start = len(MARK) + SIZE
    body = data[start:]
    return body if data[:start] == MARK + seal(f"{kind}/{name}", body) else None


def write(kind: str, name: str, content: bytes, most: int = KEPT) -> bool:
    """Keep bytes under a name, in one step; of a kind the `most` newest stay. Return whether it could be done."""
    place = os.path.join(folder(), kind)
    if not (usable(folder()) and usable(place)):
        return False
    done = replace(os.path.join(place, name), MARK + seal(f"{kind}/{name}", content) + content)
    if done:
        _prune(place, most)
    return done


def replace(path: str, data: bytes) -> bool:
    """Write a file in one step, so that a reader sees the old bytes or the new; return whether it could be written."""
    temporary = f"{path}.{os.getpid()}.{os.urandom(4).hex()}"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        try:
            with open(temporary, "xb") as file:
                file.write(data)
            os.replace(temporary, path)
        finally:
            if os.path.exists(temporary):
                os.unlink(temporary)
    except OSError:
        return False
    return True


def usable(path: str) -> bool:
    """Whether a folder may be used: the user's, and nobody else may write to it; it is made when it is not there."""
    try:
        os.makedirs(path, mode=0o700, exist_ok=True)
    except (OSError, ValueError):
        return False
    return ours(path)


def kept() -> list[Kept]:
    """Return what is kept, kind by kind in order of their names."""
    found: dict[str, list[int]] = {}
    for kind, entry in _entries():
        with suppress(OSError):
            found.setdefault(kind, []).append(entry.stat(follow_symlinks=False).st_size)
    return [Kept(kind, len(sizes), sum(sizes)) for kind, sizes in sorted(found.items())]


def forget(kinds: Container[str]) -> int:
    """Delete every entry of some kinds, and return how many could be; nothing that is no entry is touched."""
    gone = 0
    for kind, entry in _entries():
        if kind in kinds:
            with suppress(OSError):
                os.unlink(entry.path)
                gone += 1
    return gone


def _entries() -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield each entry with its kind: a file, not a link to one, that begins as entries do."""
    for place in _within(folder()):
        for entry in _within(place.path) if place.is_dir(follow_symlinks=False) else ():
            if entry.is_file(follow_symlinks=False) and _begins(entry.path):
                yield place.name, entry


def _within(place: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(place) as found:
            return list(found)
    except OSError:
        return []


def _begins(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return file.read(len(OWN)) == OWN
    except OSError:
        return False


def _prune(place: str, most: int) -> None:
    """Drop the oldest files of a folder beyond those kept, by their number and by what they take together."""
    files = []
    for entry in _within(place):
        try:
            if entry.is_file(follow_symlinks=False):
                files.append((entry.stat(follow_symlinks=False), entry.path))
        except OSError:  # another has dropped it meanwhile
            continue
    files.sort(key=lambda both: both[0].st_mtime_ns, reverse=True)
    taken = 0
    for at, (status, path) in enumerate(files):
        taken += status.st_size
        if at >= most or (at and taken > LARGEST):
            with suppress(OSError):
                os.unlink(path)


def _named(source: bytes) -> str:
    return blake2b(source, digest_size=20).hexdigest()
