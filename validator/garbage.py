"""The garbage collector at rest, while nearly everything that is made is kept: looking for garbage costs a fifth."""

from __future__ import annotations

import atexit
import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def seldom() -> None:
    """Let it look seldom from now on: evidence is kept to the end, so looking early and often finds none.

    It is a tenth of a cold start. At the end nothing is looked for at all: the process gives back everything at once.
    """
    gc.set_threshold(50_000, 20, 50)
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)


@contextmanager
def resting() -> Iterator[None]:
    """Let it rest within a `with` block, or for as long as a function runs that this decorates."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
