"""Compiled taxonomies, stored: what a DTS compiled to, and the identity of every file that went into it.

One file holds the taxonomy, another its labels and references, which few runs need. Both are sealed with the user's
secret, so damage and forgery are noticed before `marshal` sees them; a stale, damaged or foreign entry is as good as
none. The store is never needed for correctness: it may be deleted at any time, and failing to write it is no error.
"""

from __future__ import annotations

import marshal
import os
import stat
import sys
from binascii import crc32
from time import time_ns
from typing import TYPE_CHECKING

from validator import budget, buffers, memory, resources
from validator._version import __version__
from validator.dts.packaged.containers import containers, kept_packages
from validator.garbage import resting

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from validator.asked import Asked
    from validator.dts.stored import Stored
    from validator.model.report import Report
    from validator.model.taxonomy import Later

    Key = tuple[object, ...]

FORMAT = 14
SCHEMA_LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
KIND = "taxonomies"
SETTLED = 3_000_000_000  # ns: a file changed this shortly before it was read may change again within one tick
NEVER = 1 << 62  # when what an editor holds was changed last: its bytes alone tell it from another
KEPT = 64  # entries, each two files

Identity = tuple[int, int, bytes] | None
"""Size, time of its last change in ns and digest of a file; None: there was no such file."""


def hints(report: Report) -> list[tuple[str, str]]:
    """Return the namespaces and schemas a report's root says will declare what stands in it (xsi:schemaLocation)."""
    words = report.root.get(SCHEMA_LOCATION).split() if report.root is not None else []
    return list(zip(words[::2], words[1::2], strict=False))


def key_of(report: Report, options: Asked) -> Key:
    """Return what an entry must have been made for: versions, references, and every setting that changes the result.

    The report's folder counts only where something is resolved against it or shown as seen from it, so that a thousand
    filings on one published taxonomy share one entry.
    """
    folder = os.path.dirname(report.path)
    references = tuple(
        (reference.kind, reference.href, reference.base, reference.uri) for reference in report.references
    )
    local = placed(report, options)
    return (
        FORMAT,
        __version__,
        sys.hexversion,
        marshal.version,
        (folder, os.path.abspath(folder)) if local else (),
        references,
        tuple(hints(report)),
        tuple(sorted(report.prefixes.items())) if local else (),  # names of what is lost are told by them
        os.path.abspath(options.webcache) if options.webcache else "",
        tuple(os.path.abspath(path) for path in options.packages),
        (options.webcache, *options.packages),
        containers(folder),
        kept_packages(),
        options.online,
        resources.folder(),  # another installation ships packages of its own
        resources.arelle_cache(),  # and may have other base schemas, or lack some
    )


def placed(report: Report, options: Asked) -> bool:
    """Whether where a report lies decides what its taxonomy is; where all it refers to is published, it does not."""
    hrefs = (*(href for _, href in hints(report)), *(reference.href for reference in report.references))
    published = all(href.startswith(("http://", "https://")) for href in hrefs)
    packed = options.packages or containers(os.path.dirname(report.path))
    return not published or bool(packed) or any(reference.base for reference in report.references)


def find(key: Key) -> tuple[Stored, Callable[[], Later | None]] | None:
    """Return a stored taxonomy and a function that fetches its labels; None when no entry is good.

    The function gives None when the labels are damaged or gone.
    """
    name = _name(key)
    entry = _read(name)
    if not isinstance(entry, tuple) or len(entry) != 5 or entry[0] != key:
        return None
    _, stored, seen, raw, mark = entry
    if not all(_unchanged(name, identity, stored) for name, identity in seen.items()):
        return None
    budget.grant(sum(known[0] for known in seen.values() if known is not None))  # as reading them again would

    def labels() -> Later | None:
        found = _read(f"{name}.labels")
        return found[1] if isinstance(found, tuple) and len(found) == 2 and found[0] == mark else None

    return raw, labels


def keep(key: Key, seen: Mapping[str, Identity], raw: Stored, labels: Later) -> None:
    """Store a compiled taxonomy; does nothing when that is not possible."""
    name = _name(key)
    mark = os.urandom(16)
    if _write(f"{name}.labels", (mark, labels)):
        _write(name, (key, time_ns(), dict(seen), raw, mark))


def identity(path: str) -> tuple[int, int] | None:
    """Return (size, when it last changed in ns) of a regular file; None when there is none.

    The later of the times of its bytes and of its entry: the first can be set by whoever unpacks an archive.
    """
    standing = buffers.held(path)
    if standing is not None:
        return len(standing), NEVER
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    changed = max(status.st_mtime_ns, status.st_ctime_ns)
    return (status.st_size, changed) if stat.S_ISREG(status.st_mode) else None


def digest(data: bytes) -> bytes:
    """Return a digest of a file's bytes."""
    from hashlib import blake2b

    return blake2b(data, digest_size=16).digest()


def _name(key: Key) -> str:
    return f"{crc32(repr(key).encode()):08x}"


def _unchanged(path: str, known: Identity, stored: int) -> bool:
    now = identity(path)
    if now is None or known is None:
        return now is None and known is None
    if now == known[:2] and now[1] < stored - SETTLED:
        return True
    if now[0] != known[0]:
        return False
    try:
        with buffers.opened(path) as file:
            return digest(file.read()) == known[2]
    except OSError:
        return False


def _write(name: str, value: object) -> bool:
    return memory.write(KIND, name, marshal.dumps(value), 2 * KEPT)  # type: ignore[arg-type]


@resting()  # thousands of small tuples, none of them garbage
def _read(name: str) -> object:
    """Return what is kept under a name; None when it is not there, not ours, or damaged."""
    body = memory.read(KIND, name)
    if body is None:
        return None
    try:
        return marshal.loads(body)  # noqa: S302 - sealed with the user's own secret
    except (ValueError, EOFError, TypeError):
        return None
