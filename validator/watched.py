"""What a run is at, for whoever watches it: the file it begins, and each part of the work on it."""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

watching: ContextVar[Callable[[str, str], None] | None] = ContextVar("watching a run", default=None)


def tell(path: str, part: str = "") -> None:
    """Tell of a file that is begun, or of a part of the work on it."""
    watcher = watching.get()
    if watcher is not None:
        watcher(path, part)
