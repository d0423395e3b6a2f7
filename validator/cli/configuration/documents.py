"""Documents that a configuration names: read like those named outright, where a search finds reports alone."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from validator.gate import as_named
from validator.model.source import Location, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.cli.configuration import Settings


def named(settings: Settings, folder: str = "") -> Iterator[str | Problem]:
    """Yield the documents that settings name, those below a folder or all; a name that leads nowhere is a problem."""
    root = os.path.join(os.path.abspath(folder), "") if folder else ""
    for name in settings.get("documents", ()):
        for found in _matching(name):
            if os.path.abspath(found).startswith(root):
                path = as_named(found)
                yield path if os.path.exists(found) else Problem.of("missing-file", Location(path))


def holds(settings: Settings, file: str) -> bool:
    """Whether settings name a file as a document, be it there or not."""
    names = settings.get("documents", ())
    real = os.path.realpath(file)
    return bool(names) and any(
        os.path.realpath(found) == real or os.path.abspath(found) == os.path.abspath(file)
        for name in names
        for found in _matching(name)
    )


def _matching(name: str) -> Sequence[str]:
    """Return the files a name stands for: itself, or what a glob matches; a glob without a match stands for itself."""
    if os.path.exists(name) or not any(mark in name for mark in "*?["):
        return (name,)
    from glob import glob

    return sorted(path for path in glob(name, recursive=True) if os.path.isfile(path)) or (name,)
