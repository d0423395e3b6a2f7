"""Files as an editor has them: what is open there and not saved stands in for what lies on the disk.

Whoever opens a file for a report asks here; without an editor there is nothing to ask for.
"""

from __future__ import annotations

import io
import os
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import BinaryIO

_NONE: Mapping[str, bytes] = {}
_held: ContextVar[Mapping[str, bytes]] = ContextVar("held", default=_NONE)


@contextmanager
def standing_in(files: Mapping[str, bytes]) -> Iterator[None]:
    """Let bytes stand in for files, by their real paths, within a `with` block."""
    token = _held.set(files)
    try:
        yield
    finally:
        _held.reset(token)


def held(path: str) -> bytes | None:
    """Return what stands in for a file; None for what lies on the disk."""
    files = _held.get()
    return files.get(os.path.realpath(path)) if files else None


def opened(path: str) -> BinaryIO:
    """Open a file for reading, as an editor has it. Raises OSError."""
    data = held(path)
    return open(path, "rb") if data is None else io.BytesIO(data)
