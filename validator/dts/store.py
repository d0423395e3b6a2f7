"""Compiled taxonomies, stored: what a DTS compiled to, and the identity of every file that went into it.

One file holds the taxonomy, another its labels and references, which few runs need. Both start with a checksum, so
damage is noticed before `marshal` sees it; a stale, damaged or foreign entry is as good as none. The store is never
needed for correctness: it may be deleted at any time, and failing to write it is no error.
"""

from __future__ import annotations

import marshal
import os
import stat
import sys
from binascii import crc32
from time import time_ns
from typing import TYPE_CHECKING

from validator import resources
from validator._version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from validator.dts.options import ReadOptions
    from validator.dts.stored import Raw
    from validator.model.report import Report

    Key = tuple[object, ...]

FORMAT = 3
SCHEMA_LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
MAGIC = b"tieout\0\1"
SETTLED = 3_000_000_000  # ns: a file changed this shortly before it was read may change again within one mtime
KEPT = 64  # entries, each two files

Identity = tuple[int, int, bytes] | None
"""Size, mtime in ns and digest of a file; None: there was no such file."""


def cache_folder() -> str:
    """Return the folder for what tieout stores: TIEOUT_CACHE, else XDG_CACHE_HOME/tieout, else ~/.cache/tieout."""
    return os.environ.get("TIEOUT_CACHE") or os.path.join(
        os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache"), "tieout"
    )


def hints(report: Report) -> list[str]:
    """Return the schemas a report's root says will declare what stands in it (xsi:schemaLocation)."""
    return report.root.get(SCHEMA_LOCATION).split()[1::2] if report.root is not None else []


def key_of(report: Report, options: ReadOptions) -> Key:
    """Return what an entry must have been made for: versions, references, and every setting that changes the result.

    The report's folder counts only where something is resolved against it or shown as seen from it, so that a thousand
    filings on one published taxonomy share one entry.
    """
    folder = os.path.dirname(report.path)
    references = tuple(
        (reference.kind, reference.href, reference.base, reference.uri) for reference in report.references
    )
    hinted = tuple(hints(report))
    published = all(href.startswith(("http://", "https://")) for href in (*hinted, *(r[1] for r in references)))
    local = not published or options.packages or any(r[2] for r in references)
    return (
        FORMAT,
        __version__,
        sys.hexversion,
        marshal.version,
        (folder, os.path.abspath(folder)) if local else (),
        references,
        hinted,
        os.path.abspath(options.webcache) if options.webcache else "",
        tuple(os.path.abspath(path) for path in options.packages),
        (options.webcache, *options.packages),
        options.online,
        resources.folder(),  # another installation ships packages of its own
    )


def find(key: Key) -> tuple[Raw, Callable[[], Raw | None]] | None:
    """Return a stored taxonomy and a function that fetches its labels; None when no entry is good.

    The function gives None when the labels are damaged or gone.
    """
    path = _path(key)
    entry = _read(path)
    if not isinstance(entry, tuple) or len(entry) != 5 or entry[0] != key:
        return None
    _, stored, seen, raw, mark = entry
    if not all(_unchanged(name, identity, stored) for name, identity in seen.items()):
        return None

    def labels() -> Raw | None:
        found = _read(f"{path}.labels")
        return found[1] if isinstance(found, tuple) and len(found) == 2 and found[0] == mark else None

    return raw, labels


def keep(key: Key, seen: Mapping[str, Identity], raw: Raw, labels: Raw) -> None:
    """Store a compiled taxonomy; does nothing when that is not possible."""
    path = _path(key)
    mark = os.urandom(16)
    if replace(f"{path}.labels", _sealed((mark, labels))):
        replace(path, _sealed((key, time_ns(), dict(seen), raw, mark)))
        _prune(os.path.dirname(path))


def identity(path: str) -> tuple[int, int] | None:
    """Return (size, mtime in ns) of a regular file; None when there is none."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return (status.st_size, status.st_mtime_ns) if stat.S_ISREG(status.st_mode) else None


def digest(data: bytes) -> bytes:
    """Return a digest of a file's bytes."""
    from hashlib import blake2b

    return blake2b(data, digest_size=16).digest()


def replace(path: str, data: bytes) -> bool:
    """Write a file in one step, so that a reader sees the old bytes or the new; return whether it could be written."""
    temporary = f"{path}.{os.getpid()}.{os.urandom(4).hex()}"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        try:
            with open(temporary, "wb") as file:
                file.write(data)
            os.replace(temporary, path)
        finally:
            if os.path.exists(temporary):
                os.unlink(temporary)
    except OSError:
        return False
    return True


def _path(key: Key) -> str:
    return os.path.join(cache_folder(), "taxonomies", f"{crc32(repr(key).encode()):08x}")


def _unchanged(path: str, known: Identity, stored: int) -> bool:
    now = identity(path)
    if now is None or known is None:
        return now is None and known is None
    if now == known[:2] and now[1] < stored - SETTLED:
        return True
    if now[0] != known[0]:
        return False
    try:
        with open(path, "rb") as file:
            return digest(file.read()) == known[2]
    except OSError:
        return False


def _sealed(value: object) -> bytes:
    body = marshal.dumps(value)  # type: ignore[arg-type]
    return MAGIC + crc32(body).to_bytes(4, "big") + body


def _read(path: str) -> object:
    """Return what a file holds; None when it is not there, not ours, or damaged."""
    import gc

    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return None
    body = memoryview(data)[len(MAGIC) + 4 :]
    if data[: len(MAGIC)] != MAGIC or crc32(body).to_bytes(4, "big") != data[len(MAGIC) : len(MAGIC) + 4]:
        return None
    collecting = gc.isenabled()
    gc.disable()  # thousands of small tuples, none of them garbage
    try:
        return marshal.loads(body)  # noqa: S302 - sealed by a checksum, in the user's own cache folder
    except (ValueError, EOFError, TypeError):
        return None
    finally:
        if collecting:
            gc.enable()


def _prune(folder: str) -> None:
    """Drop the oldest entries beyond those kept."""
    try:
        names = [entry for entry in os.scandir(folder) if entry.is_file()]
        names.sort(key=lambda entry: entry.stat().st_mtime_ns, reverse=True)
        for entry in names[2 * KEPT :]:
            os.unlink(entry.path)
    except OSError:
        return
