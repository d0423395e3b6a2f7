"""The line a finding points at, with the part of it to underline, safe to print on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from validator.model.source import Location

WIDTH = 100  # characters of a line shown
LEAD = 24  # of them, at least these before the place, when a line is longer


class Excerpt(NamedTuple):
    """A line as shown, and what to underline in it: first column from 0, and how many; width 0 underlines nothing."""

    line: str
    start: int
    width: int


class Excerpts:
    """Lines of the files of a run, found by number without splitting a whole file."""

    def __init__(self, data: Mapping[str, bytes]) -> None:
        self._data = data
        self._starts: dict[str, list[int]] = {}

    def at(self, place: Location) -> Excerpt | None:
        """Return the line of a place; None when its file or its line is not at hand."""
        data = self._data.get(place.path)
        if data is None or place.line < 1:
            return None
        line = self._line(place.path, data, place.line)
        return None if line is None else excerpt(line, place.column)

    def _line(self, path: str, data: bytes, number: int) -> str | None:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            lines = data.decode("utf-16", "replace").split("\n")
            return lines[number - 1] if number <= len(lines) else None
        starts = self._starts.setdefault(path, [0])
        while len(starts) < number:
            end = data.find(b"\n", starts[-1])
            if end < 0:
                return None
            starts.append(end + 1)
        end = data.find(b"\n", starts[number - 1])
        return data[starts[number - 1] : end if end >= 0 else len(data)].decode("utf-8", "replace")


def excerpt(line: str, column: int) -> Excerpt:
    """Return a window of a line around a column (from 1; 0 unknown), and the element or word that starts there."""
    line = line.rstrip("\r\n").removeprefix("\ufeff")
    place = min(column, len(line)) - 1
    width = _extent(line, place) if place >= 0 else 0
    first = 0
    indent = len(line) - len(line.lstrip(" \t"))
    if len(line) > WIDTH:
        first = max(0, min(indent, place)) if place < WIDTH - LEAD + indent else place - LEAD
    cut = line[first : first + WIDTH]
    if first > indent:
        cut = "…" + cut[1:]
    if first + WIDTH < len(line):
        cut = cut[:-1] + "…"
    return Excerpt(clean(cut), max(0, place - first), min(width, len(cut) - (place - first)) if width else 0)


def _extent(line: str, place: int) -> int:
    """How much to underline from a place: an element that ends on the line, else its tag, else a word."""
    if line[place] == "<":
        close = line.find(">", place)
        if close < 0:
            return len(line.rstrip()) - place
        name = line[place + 1 : close].split(maxsplit=1)[0].rstrip("/") if close > place + 1 else ""
        end = line.find(f"</{name}>", close) if name and line[close - 1] != "/" else -1
        return (end + len(name) + 3 if end >= 0 else close + 1) - place
    end = place
    while end < len(line) and line[end] not in " \t<>\"',;":
        end += 1
    return max(1, end - place)


def clean(text: str) -> str:
    """Return text without control characters, so that a report cannot drive the reader's terminal."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else " " if c in "\t\n\r" else "\N{REPLACEMENT CHARACTER}" for c in text)
