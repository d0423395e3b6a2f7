"""What a run is at, in one line on the terminal, once it has taken a second; nothing is left of it at the end."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE = 1.0  # seconds before anything is shown
CLEARED = "\r\x1b[K"
WIDTH = 100


@contextmanager
def shown(files: int = 1, doing: str = "checking", clock: Callable[[], float] = monotonic) -> Iterator[None]:
    """Show which of so many files a run is at, and what of it, where standard error is a terminal."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    from validator.reporters.excerpts import clean
    from validator.watched import watching

    started, begun, written = clock(), 0, False

    def told(path: str, part: str) -> None:
        nonlocal begun, written
        begun += not part
        if clock() - started >= PATIENCE:
            which = f"{begun} of {files}: " if files > 1 else ""
            line = clean(f"{doing} {which}{path}{f' ({part})' if part else ''}")
            sys.stderr.write(f"{CLEARED}{line[:WIDTH]}")
            sys.stderr.flush()
            written = True

    before = watching.set(told)
    try:
        yield
    finally:
        watching.reset(before)
        if written:
            sys.stderr.write(CLEARED)
            sys.stderr.flush()
