"""Inline files that belong together: those of one folder that is read as a whole.

A file without ix:references names no taxonomy, so it can only be a part of a set its folder holds.
"""

from __future__ import annotations

import os

from validator.buffers import opened
from validator.readers.inline import sets
from validator.readers.recognition import INLINE, syntax


def parts(folder: str) -> list[str]:
    """Return the inline files directly in a folder, by name, when it is to be read as a whole; else none.

    Raises OSError when a file cannot be read.
    """
    paths = _files(folder)
    pages = [path for path in paths if syntax(path) == INLINE]
    whole = len(pages) > 1 and not all(map(refers, pages))
    return pages if whole or (pages and sets.manifests(paths, _head)) else []


def document_sets(folder: str, pages: list[str]) -> sets.Sets:
    """Return the document sets that the inline files of a folder are. Raises OSError."""
    listing = sets.manifests(_files(folder), _head)
    return sets.divided([(path, _bytes(path)) for path in pages], [(path, _bytes(path)) for path in listing])


def refers(path: str) -> bool:
    """Whether an inline file names a taxonomy. Raises OSError."""
    data = _bytes(path)
    return b":references" in data or b"r\0e\0f\0e\0r\0e\0n\0c\0e\0s" in data


def _files(folder: str) -> list[str]:
    names = sorted(name for name in os.listdir(folder or ".") if os.path.isfile(os.path.join(folder, name)))
    return [os.path.join(folder, name) for name in names]


def _head(path: str) -> bytes:
    with opened(path) as file:
        return file.read(sets.HEAD)


def _bytes(path: str) -> bytes:
    with opened(path) as file:
        return file.read()
