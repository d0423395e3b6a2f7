"""Inline files that belong together: one folder, one document set (Inline XBRL 1.1 §3.1).

A file without ix:references names no taxonomy, so it can only be a part of the set its folder is.
"""

from __future__ import annotations

import os

from validator.readers.recognition import INLINE, syntax


def parts(folder: str) -> list[str]:
    """Return the inline files directly in a folder, by name, when together they are one set; else none.

    Raises OSError when a file cannot be read.
    """
    names = sorted(name for name in os.listdir(folder or ".") if os.path.isfile(os.path.join(folder, name)))
    paths = [path for path in (os.path.join(folder, name) for name in names) if syntax(path) == INLINE]
    return paths if len(paths) > 1 and not all(map(refers, paths)) else []


def refers(path: str) -> bool:
    """Whether an inline file names a taxonomy. Raises OSError."""
    with open(path, "rb") as file:
        data = file.read()
    return b":references" in data or b"r\0e\0f\0e\0r\0e\0n\0c\0e\0s" in data
