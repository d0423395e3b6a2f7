"""The line a finding points at, with the part of it to underline, safe to print on a terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from validator.model.source import Lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from validator.model.source import Location

REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]\w{1,31});")  # to a character: a space, mostly
NUMBER = re.compile(r"[^\s\w<>\"',;]{0,3}\d{1,3}(?:[,'\u2019]\d{3})+(?!\d)")  # 62,356 and US$1,170.5
WIDTH = 100  # characters of a line shown
LEAD = 24  # of them, at least these before the place, when a line is longer
NONE: Mapping[tuple[str, int], str] = {}


class Excerpt(NamedTuple):
    """A line as shown, and what to underline in it: first column from 0, and how many; width 0 underlines nothing."""

    line: str
    start: int
    width: int


class Excerpts:
    """The lines of the files of a run, as shown: whole files, and lines kept of others."""

    def __init__(self, data: Mapping[str, bytes], kept: Mapping[tuple[str, int], str] = NONE) -> None:
        self._lines = Lines(data)
        self._kept = kept

    def at(self, place: Location) -> Excerpt | None:
        """Return the line of a place; None when its file or its line is not at hand."""
        line = self.line(place)
        return None if line is None else excerpt(line, place.column)

    def line(self, place: Location) -> str | None:
        """Return the whole line of a place, without its end; None when its file or its line is not at hand."""
        return self._lines.at(place) if place.path in self._lines else self._kept.get((place.path, place.line))

    @staticmethod
    def span(line: str, column: int) -> tuple[int, int] | None:
        """Return where what stands at a column (from 1) starts and ends in its line, from 0; None beyond the line."""
        if not 1 <= column <= len(line):
            return None
        place = column - 1
        element = _element(line, place) if line[place] == "<" else None
        return (element[0], element[1]) if element is not None else (place, place + _extent(line, place))


def excerpt(line: str, column: int) -> Excerpt:
    """Return a line around a column (from 1; 0 unknown), with what stands there underlined.

    Of an element that starts there and ends on the line the content is underlined, and attributes give way to it when
    the line is too long.
    """
    if not 1 <= column <= len(line):
        return Excerpt(clean(_cut(line, 0)), 0, 0)
    place = column - 1
    element = _element(line, place) if line[place] == "<" else None
    if element is not None:
        tag, content, end = element
        if end > WIDTH:
            indent = min(place, len(line) - len(line.lstrip()))
            name = line[place:tag].split(maxsplit=1)[0].rstrip(">")
            head = f"{line[:indent]}{name} …>"
            return Excerpt(
                clean(_cut(head + line[tag:], 0)), len(head), max(1, min(content - tag, WIDTH - len(head) - 1))
            )
        return Excerpt(clean(_cut(line, 0)), tag, max(1, content - tag))
    width = _extent(line, place)
    first = 0 if place + min(width, LEAD) < WIDTH else place - LEAD
    return Excerpt(clean(_cut(line, first)), place - first, min(width, WIDTH - (place - first)))


def _element(line: str, place: int) -> tuple[int, int, int] | None:
    """Where the content of the element at a place starts and ends, and where it ends; None if not on this line."""
    tag = line.find(">", place) + 1
    if not tag or line[tag - 2] == "/" or tag - place < 3:
        return None
    name = line[place + 1 : tag - 1].split(maxsplit=1)[0]
    content = line.find(f"</{name}>", tag)
    return None if content < 0 else (tag, content, content + len(name) + 3)


def _extent(line: str, place: int) -> int:
    """How much to underline from a place: a tag, a number with all its groups of digits, or a word."""
    if line[place] == "<":
        close = line.find(">", place)
        return (close + 1 if close >= 0 else len(line.rstrip())) - place
    number = NUMBER.match(line, place)
    end = number.end() if number else place
    while end < len(line) and line[end] not in " \t<>\"',;" and not (end > place and REFERENCE.match(line, end)):
        end += 1
    return max(1, end - place)


def _cut(line: str, first: int) -> str:
    """Return at most WIDTH characters of a line; an ellipsis stands for what is left out at either end."""
    cut = line[first : first + WIDTH]
    if first:
        cut = "…" + cut[1:]
    return cut[:-1] + "…" if first + WIDTH < len(line) else cut


def clean(text: str) -> str:
    """Return text without control characters, so that a report cannot drive the reader's terminal."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else " " if c in "\t\n\r" else "\N{REPLACEMENT CHARACTER}" for c in text)
