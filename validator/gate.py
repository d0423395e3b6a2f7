"""The one gate for files that are named by something else than the user: a report, a table, a package, a taxonomy.

What is opened is a regular file of known size, below the folder its reader may use, wherever links lead; a device, a
pipe or a file elsewhere on the disk is refused with the reason, before a byte of it is read.
"""

from __future__ import annotations

import io
import os
import stat
from typing import IO, TYPE_CHECKING

from validator import buffers

if TYPE_CHECKING:
    from collections.abc import Iterable
    from zipfile import ZipInfo

LARGEST = 1 << 30  # bytes of one file
LOCAL_HEADER = 30  # bytes of an entry's own header without its name (ZIP §4.3.7)
UNPACKED = 64  # times its own size that an archive may unpack to: filings come to 15
UNPACKED_ANYWAY = 16 << 20  # bytes that any archive may unpack to


class RefusedError(Exception):
    """A file that may not be read; its text says why, in words that follow "it"."""


def opened(path: str, root: str | None = None, most: int = LARGEST) -> IO[bytes]:
    """Open a file for reading; `root` is the folder it must lie in (None: anywhere).

    Raises RefusedError for what may not be read, and OSError for what cannot be.
    """
    try:
        real = os.path.realpath(path)
    except ValueError as error:  # a null character
        raise RefusedError("has no name a file can have") from error
    if root is not None and not within(real, root):
        raise RefusedError(f"lies outside the folder {root}")
    standing = buffers.held(real)
    if standing is not None:
        return io.BytesIO(standing)
    _regular(os.stat(real), most)  # to open a device or a pipe is to do something already
    handle = os.open(real, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        _regular(os.fstat(handle), most)  # it may be another by now
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def _regular(state: os.stat_result, most: int) -> None:
    """Raise RefusedError for all but a regular file of a size that is read."""
    if not stat.S_ISREG(state.st_mode):
        raise RefusedError("is a folder" if stat.S_ISDIR(state.st_mode) else "is no regular file")
    if state.st_size > most:
        raise RefusedError(f"holds {state.st_size:,} bytes; at most {most:,} are read")


def most_unpacked(size: int, most: int) -> int:
    """Return how many bytes an archive of so many may unpack to, `most` for any: a small one must not ask for much."""
    return min(max(UNPACKED * size, UNPACKED_ANYWAY), most)


def within(path: str, root: str) -> bool:
    """Whether a path is a folder or lies below it, links followed on both sides."""
    top = os.path.realpath(root)
    real = os.path.realpath(path)
    return real == top or real.startswith(top if top.endswith(os.sep) else top + os.sep)


def as_named(path: str) -> str:
    """Return a path as a user in the current folder would name it, where it lies below that."""
    return path.removeprefix(os.path.join(os.getcwd(), ""))


def overlapping(entries: Iterable[ZipInfo]) -> str:
    """Return the name of an entry of an archive that starts before the one in front of it ends; empty for none.

    So few bytes can be unpacked again and again, and what a name says need not be what is read (ZIP §4.3.1: entries
    follow one another).
    """
    end = 0
    for one in sorted(entries, key=lambda one: one.header_offset):
        if one.header_offset < end:
            return one.filename
        end = one.header_offset + LOCAL_HEADER + len(one.orig_filename) + one.compress_size
    return ""
