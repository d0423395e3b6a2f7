"""Where keys and texts stand in a TOML document, which tomllib does not tell.

The whole text is walked once, before tomllib reads it: what would make it stumble (nesting without end, integers
beyond 64 bits) is refused with its place. What is no TOML is walked as well as it goes; tomllib says what is wrong.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

Path = tuple[str | int, ...]  # keys, and positions in arrays counted from 0

DEEPEST = 64  # levels of tables and arrays; our documents have five
MOST = 300_000  # keys and values
SPACE = re.compile(r"(?>(?:[ \t\r\n]++|#[^\n]*+)*)")
LINE = re.compile(r"[^\n]*+\n?")
PART = r"""(?:"(?>(?:[^"\\\n]++|\\.)*)"|'[^'\n]*+'|[A-Za-z0-9_-]++)"""
KEY = rf"{PART}(?>(?:[ \t]*+\.[ \t]*+{PART})*)"
PARTS = re.compile(PART)
HEADER = re.compile(rf"(\[\[?)[ \t]*+({KEY})[ \t]*+\]\]?")
PAIR = re.compile(rf"({KEY})[ \t]*+=[ \t]*+")
VALUE = re.compile(
    r'''"""(?>(?:[^"\\]++|\\[\s\S]|"(?!""))*)"{3,5}|\'\'\'(?>(?:[^']++|'(?!''))*)'{3,5}'''
    r"""|"(?>(?:[^"\\\n]++|\\.)*)"|'[^'\n]*+'|[^\n,\]}#]++"""
)
OPENING = re.compile(r'''(?:"""|\'\'\')(?:\r?\n)?|["']''')
INTEGER = re.compile(r"[+-]?(?:0x[0-9A-Fa-f_]+|0o[0-7_]+|0b[01_]+|[0-9][0-9_]*)")


class Open(NamedTuple):
    """An array or inline table being walked: where it leads, and for an array how many items came before, in a list."""

    path: Path
    items: list[int] | None


class Places:
    """Where everything of a TOML document stands: of each key, table and item, its own offset and its value's."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: dict[Path, tuple[int, int]] = {}
        self.refused: tuple[int, str, dict[str, int]] | None = None  # where it is not read on, and why
        self.repeated: tuple[int, Path] | None = None  # the first key or table set a second time
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._table: Path = ()
        self._counts: dict[Path, int] = {}
        self._open: list[Open] = []
        at = 0
        while (at := self._past_space(at)) < len(text) and self.refused is None:
            at = self._step(at)

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def of(self, path: Path) -> tuple[int, int]:
        """Return line and column of a key or item, or of the nearest around it."""
        while path:
            if path in self.found:
                return self.place(self.found[path][0])
            if path in self._firsts:  # a table that no line of its own opens
                return self.place(self._firsts[path])
            path = path[:-1]
        return 1, 1

    @cached_property
    def _firsts(self) -> dict[Path, int]:
        """The offset of the first thing within each path."""
        firsts: dict[Path, int] = {}
        for key, (at, _) in self.found.items():
            for length in range(1, len(key)):
                firsts.setdefault(key[:length], at)
        return firsts

    def content(self, path: Path) -> tuple[int, int]:
        """Return line and column where the content of a string starts, behind its quotes."""
        if path not in self.found:
            return self.of(path)
        value = self.found[path][1]
        quotes = OPENING.match(self.text, value)
        return self.place(quotes.end() if quotes else value)

    def _past_space(self, at: int) -> int:
        space = SPACE.match(self.text, at)
        return space.end() if space else at

    def _step(self, at: int) -> int:
        """Walk over one header, key, value or mark, and return where it ends."""
        mark = self.text[at]
        if not self._open:
            return self._header(at) if mark == "[" else self._pair(self._table, at)
        inside = self._open[-1]
        if mark in "]}":
            self._open.pop()
        elif mark == ",":
            if inside.items is not None:
                inside.items[0] += 1
        elif inside.items is not None:
            return self._value((*inside.path, inside.items[0]), at, at)
        else:
            return self._pair(inside.path, at)
        return at + 1

    def _header(self, at: int) -> int:
        header = HEADER.match(self.text, at)
        if header is None:
            return self._next_line(at)
        path: Path = ()
        parts = _parts(header[2])
        for position, part in enumerate(parts if len(parts) <= DEEPEST else ()):
            path = (*path, part)
            if header[1] == "[[" and position == len(parts) - 1:
                self._counts[path] = self._counts.get(path, -1) + 1
            if path in self._counts:
                path = (*path, self._counts[path])
        self._table = path
        self._note(path or parts, header.start(2), header.start(2))
        return header.end()

    def _pair(self, around: Path, at: int) -> int:
        pair = PAIR.match(self.text, at)
        if pair is None:
            return self._next_line(at)
        return self._value((*around, *_parts(pair[1])), at, pair.end())

    def _value(self, path: Path, at: int, start: int) -> int:
        self._note(path, at, start)
        if self.text[start : start + 1] in ("[", "{"):
            self._open.append(Open(path, [0] if self.text[start] == "[" else None))
            return start + 1
        value = VALUE.match(self.text, start)
        if value is None:
            return self._next_line(start)
        if _beyond(value[0].strip()):
            self.refused = self.refused or (start, "integer", {})
        return value.end()

    def _note(self, path: Path, at: int, start: int) -> None:
        if len(path) > DEEPEST:
            self.refused = (at, "depth", {"most": DEEPEST})
        elif len(self.found) >= MOST:
            self.refused = (at, "keys", {"most": MOST})
        elif path in self.found:
            self.repeated = self.repeated or (at, path)
        else:
            self.found[path] = (at, start)

    def _next_line(self, at: int) -> int:
        line = LINE.match(self.text, at)
        return line.end() if line else len(self.text)


def _parts(key: str) -> tuple[str, ...]:
    return tuple(map(_bare, PARTS.findall(key)))


def _bare(part: str) -> str:
    """Return a key without its quotes, and with what it escapes."""
    if "\\" in part and part.startswith('"'):
        import tomllib

        try:
            return str(tomllib.loads(f"key = {part}")["key"])
        except ValueError:
            pass  # no TOML: its reader says so
    return part[1:-1] if part[0] in "\"'" else part


def _beyond(token: str) -> bool:
    """Whether a value is an integer TOML has no room for."""
    if len(token) < 17 or not INTEGER.fullmatch(token):
        return False
    digits = token.replace("_", "")
    if len(digits) > 70:
        return True
    try:
        return not -(2**63) <= int(digits, 0) < 2**63
    except ValueError:
        return False  # no TOML: its reader says so
