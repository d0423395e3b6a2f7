"""Places as an editor counts them: lines and columns from 0, columns in the units it speaks (LSP 3.17, position)."""

from __future__ import annotations

import re
from typing import NamedTuple

UTF_8, UTF_16, UTF_32 = "utf-8", "utf-16", "utf-32"
DECLARED = re.compile(r"""<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([\w.-]{1,40})["']""")


class Stretch(NamedTuple):
    """A stretch of one line of a file, in the editor's units; its path is absolute."""

    path: str
    line: int
    start: int
    end: int


def units(text: str, encoding: str) -> int:
    """Return how long a text is in the editor's units."""
    if encoding == UTF_32:
        return len(text)
    if encoding == UTF_8:
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def column(line: str, at: int, encoding: str) -> int:
    """Return the column in code points of one in the editor's units; one within a character counts as its start."""
    if encoding == UTF_32:
        return min(at, len(line))
    passed = 0
    for place, letter in enumerate(line):
        passed += units(letter, encoding)
        if passed > at:
            return place
    return len(line)


def data_of(text: str) -> bytes:
    """Return the bytes an editor would write: in the encoding the text declares, where it can be written so."""
    declared = DECLARED.match(text.removeprefix("\ufeff"))
    for encoding in (declared[1] if declared else "utf-8", "utf-8"):
        try:
            return text.encode(encoding)
        except (LookupError, UnicodeEncodeError, ValueError):
            continue
    return text.encode("utf-8", "surrogatepass")
