"""Text gathered piece by piece from a source, each character with its place."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from html import unescape

from validator.documents.text import COLUMN_BITS, PLAIN, Mark, Place, Text, spaced, unpacked

SPECIAL = re.compile(
    r"&(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});?|[\u00ad\u200b-\u200f\u2060\ufeff]"
)
SPACES = PLAIN | str.maketrans({"\n": " ", "\r": " ", "\f": " ", "\v": " "})


class Lines:
    """Where lines of a source start: from an offset to a place."""

    def __init__(self, source: str) -> None:
        self.starts = [0, *(found.end() for found in re.finditer("\n", source))]
        self.ends = [*(start - 1 for start in self.starts[1:]), len(source)]

    def at(self, offset: int) -> int:
        """Return the packed place of an offset."""
        line = bisect_right(self.starts, offset)
        return line << COLUMN_BITS | offset - self.starts[line - 1] + 1

    def place(self, offset: int) -> Place:
        """Return the place of an offset."""
        return unpacked(self.at(offset))

    def run(self, start: int, end: int, into: array[int]) -> None:
        """Add the packed places of all characters between two offsets."""
        line = bisect_right(self.starts, start)
        while start < end:
            first = line << COLUMN_BITS | start - self.starts[line - 1] + 1
            stop = min(end, self.ends[line - 1] + 1)
            into.extend(range(first, first + stop - start))
            start, line = stop, line + 1


class Gathering:
    """A text in the making; white space of the source counts as one space, a line break of the page stays."""

    def __init__(self, source: str, lines: Lines) -> None:
        self.source, self.lines = source, lines
        self.plain: list[str] = []
        self.places = array("q")
        self.marks: list[Mark] = []
        self.hard = 0  # hard spaces before the first word: an indent

    def say(self, start: int, end: int, *, kept: bool = False) -> None:
        """Add what the source says between two offsets; with `kept`, its line breaks are the page's too."""
        raw = self.source[start:end]
        table = PLAIN if kept else SPACES
        if "&" not in raw and raw.isascii():
            self._add(raw.translate(table), start, end)
            return
        last = 0
        for found in SPECIAL.finditer(raw):
            self._add(raw[last : found.start()].translate(table), start + last, start + found.start())
            last = found.end()
            shown = unescape(found[0]) if found[0][0] == "&" else ""
            self.hard += shown == "\u00a0" and self.blank
            shown = shown.translate(table)
            if not SPECIAL.fullmatch(shown):
                self.plain.append(shown)
                self.places.extend([self.lines.at(start + found.start())] * len(shown))
        self._add(raw[last:].translate(table), start + last, end)

    @property
    def blank(self) -> bool:
        """Whether nothing but white space was said."""
        return not any(map(str.strip, self.plain))

    def _add(self, text: str, start: int, end: int) -> None:
        if text:
            self.plain.append(text)
            self.lines.run(start, end, self.places)

    def turn(self, offset: int) -> None:
        """Add a line break of the page."""
        self.plain.append("\n")
        self.places.append(self.lines.at(offset))

    def mark(self, start: int, end: int) -> None:
        """Take what stands between two offsets for a footnote mark."""
        text = " ".join(unescape(re.sub(r"<[^<>]*>", "", self.source[start:end])).split())
        if text:
            self.marks.append(Mark(text, self.lines.place(start)))

    def whole(self) -> Text:
        """Return the text as it stands, and start anew."""
        text = Text("".join(self.plain), self.places, tuple(self.marks))
        self.plain, self.places, self.marks, self.hard = [], array("q"), [], 0
        return text


def trimmed(text: Text) -> Text:
    """Return a text with a space for every run of white space, a line break for one with a line break in it."""
    whole = text.plain
    if "  " not in whole and "\n" not in whole:
        first = 1 if whole[:1] == " " else 0
        last = len(whole) - (whole[-1:] == " ")
        if not first and last == len(whole):
            return text
        return Text(whole[first:last], text.places[first:last], text.marks)
    return spaced(text, "\n")
