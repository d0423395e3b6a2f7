"""What is printed, whatever letters a terminal or a pipe has: for people what it can show, for programs UTF-8.

What programs read says what it is written in, or has it said for it (RFC 8259 §8.1, TOML 1.0): a terminal's code page
would make it another text, or none. What people read is shown as far as it can be, and the rest by its numbers.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def lenient() -> None:
    """Let what a stream cannot show be shown by numbers, so that nothing is lost and nothing stops."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def hand_over(pieces: Iterable[str]) -> None:
    """Print what a program is to read: UTF-8, with lines that end as they are written."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:  # a stream of text alone, as who calls us from Python may have put there
        sys.stdout.writelines(pieces)
        return
    sys.stdout.flush()
    for piece in pieces:
        buffer.write(piece.encode("utf-8", "backslashreplace"))
    buffer.flush()
