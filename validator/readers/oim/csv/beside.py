"""Files beside a report: in a folder, or in a package; never outside of either, never from the network."""

from __future__ import annotations

import os
import posixpath
from typing import IO, TYPE_CHECKING
from urllib.parse import unquote

from validator.gate import opened

if TYPE_CHECKING:
    from collections.abc import Callable


class Folder:
    """Files of the local disk below one folder; `beside` resolves a relative URL, `read` and `open` give bytes.

    `sought` holds every path that was to be opened, there or not.
    """

    def __init__(self, root: str) -> None:
        self.root = root or "."
        self.sought: list[str] = []

    def beside(self, path: str, url: str) -> str:
        """Return the path a relative URL names, seen from a file; "" when it names none on this disk."""
        if "://" in url or "\0" in url:
            return ""
        return os.path.normpath(os.path.join(os.path.dirname(path), unquote(url)))

    def read(self, path: str) -> bytes:
        """Return a file's bytes; raises RefusedError, OSError, ValueError as `open` does."""
        with self.open(path) as stream:
            return stream.read()

    def open(self, path: str) -> IO[bytes]:
        """Return a file opened for reading; raises RefusedError where it may not be, OSError where it cannot."""
        if not path:
            raise FileNotFoundError(path)
        self.sought.append(path)
        return opened(path, self.root)


class Packed(Folder):
    """Files of a package: `opener` gives a stream for a path inside, or None."""

    def __init__(self, package: str, opener: Callable[[str], IO[bytes] | None]) -> None:
        super().__init__(os.path.dirname(package))
        self.package = package
        self.opener = opener

    def beside(self, path: str, url: str) -> str:
        """Return the path inside the package a relative URL names; "" when it leads out of it."""
        if "://" in url or "\0" in url or "\\" in url:
            return ""
        inside = path.removeprefix(f"{self.package}/")
        found = posixpath.normpath(posixpath.join(posixpath.dirname(inside), unquote(url)))
        return "" if found.startswith(("..", "/")) else f"{self.package}/{found}"

    def open(self, path: str) -> IO[bytes]:
        """Return a file of the package opened for reading; raises FileNotFoundError where there is none."""
        stream = self.opener(path.removeprefix(f"{self.package}/")) if path else None
        if stream is None:
            raise FileNotFoundError(path)
        return stream
