"""The garbage collector at rest, while nearly everything that is made is kept: looking for garbage costs a fifth."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


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
