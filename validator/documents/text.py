"""Text without its dress: what a reader sees of a line, with the place each character came from."""

from __future__ import annotations

import re
from array import array
from html import unescape
from typing import NamedTuple

DRESS = re.compile(
    r"""
      \\(?P<escaped>[\\`*_{}\[\]()#+\-.!$|<>~])           # a Markdown escape
    | (?P<mark>\^\{[^}]{0,40}\}|\^\[[^\]]{0,200}\]|\[\^[^\]]{0,40}\]:?  # a superscript is a footnote mark
              |<sup>[^<]{0,40}</sup>|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)
    | (?P<dress>\*{1,3}(?=\S)|(?<=\S)\*{1,3}|_{2,3}|`|~~|</?[a-zA-Z][^<>]*>)   # emphasis, code, tags
    | (?P<entity>&(?:[a-zA-Z]{1,32}|\#\d{1,7}|\#x[0-9a-fA-F]{1,6});)
    | \[(?P<link>[^\]]{0,500})\]\((?P<target>[^)\s]{0,2000})\)         # a link: its text stays
    """,
    re.VERBOSE,
)
WORD = re.compile(r"\S+")
COLUMN_BITS = 32  # a document may be one line of millions of characters
COLUMN_MASK = (1 << COLUMN_BITS) - 1
PLAIN = str.maketrans(
    {"\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2007": " ", "\t": " "}
    | dict.fromkeys("\u2010\u2011\u2212\ufe63\uff0d", "-")
    | dict.fromkeys("\u201c\u201d\u201e", '"')
    | dict.fromkeys("\u2018\u2019", "'")
    | dict.fromkeys("\uff08", "(")
    | dict.fromkeys("\uff09", ")"),
)


class Place(NamedTuple):
    """A line and column of the source, both from 1."""

    line: int
    column: int


class Mark(NamedTuple):
    """A footnote mark that was taken out of the text: what it said, and where."""

    text: str
    place: Place


class Text(NamedTuple):
    """What a reader sees, the place of each character, and the footnote marks taken out.

    `places` holds a packed line and column for each character, eight bytes each: a release may be long.
    """

    plain: str
    places: array[int]
    marks: tuple[Mark, ...]

    def place(self, index: int) -> Place:
        """Return where a character stands in the source; past the end, just behind the last."""
        if index < len(self.places):
            return unpacked(self.places[index])
        return unpacked(self.places[-1] + 1) if self.places else Place(1, 0)

    def __str__(self) -> str:
        """Return what a reader sees."""
        return self.plain


def packed(line: int, column: int) -> int:
    """Return a line and a column as one number; a column beyond 2^32 is as good as 2^32."""
    return line << COLUMN_BITS | min(column, COLUMN_MASK)


def unpacked(number: int) -> Place:
    """Return the place of a packed number."""
    return Place(number >> COLUMN_BITS, number & COLUMN_MASK)


def text_of(plain: list[str], places: array[int], marks: list[Mark]) -> Text:
    """Return a text of pieces, the places of their characters, and the marks taken out."""
    return Text("".join(plain), places, tuple(marks))


EMPTY = Text("", array("q"), ())


def undress(raw: str, line: int, column: int = 1) -> Text:
    """Take emphasis, escapes, tags and footnote marks off a piece of one line that starts at a column."""
    plain: list[str] = []
    places = array("q")
    marks: list[Mark] = []

    def keep(text: str, start: int, *, fixed: bool = False) -> None:
        plain.append(text)
        first = packed(line, column + start)
        places.extend(range(first, first + len(text)) if not fixed else [first] * len(text))

    end = 0
    for found in DRESS.finditer(raw):
        keep(raw[end : found.start()].translate(PLAIN), end)
        end = found.end()
        if found["escaped"]:
            keep(found["escaped"], found.start() + 1)
        elif found["mark"]:
            marks.append(Mark(found["mark"], Place(line, column + found.start())))
        elif found["entity"]:
            keep(unescape(found["entity"]).translate(PLAIN), found.start(), fixed=True)
        elif found["link"] is not None:
            keep(found["link"].translate(PLAIN), found.start("link"))
    keep(raw[end:].translate(PLAIN), end)
    return text_of(plain, places, marks)


def join(parts: list[Text], separator: str = " ") -> Text:
    """Join pieces into one text; the separator stands where the piece before it ends."""
    plain: list[str] = []
    places = array("q")
    marks: list[Mark] = []
    for part in parts:
        if places and part.plain and separator:
            plain.append(separator)
            places.extend([places[-1] + 1] * len(separator))
        plain.append(part.plain)
        places.extend(part.places)
        marks.extend(part.marks)
    return text_of(plain, places, marks)


def collapsed(text: Text) -> Text:
    """Return a text with one space for every run of white space, and none at its ends."""
    return spaced(text, " ")


def spaced(text: Text, turn: str) -> Text:
    """Return a text with a space for every run of white space, or `turn` for one with a line break in it."""
    plain: list[str] = []
    places = array("q")
    end = 0
    for run in WORD.finditer(text.plain):
        start = run.start()
        if plain:
            plain.append(turn if "\n" in text.plain[end:start] else " ")
            places.append(text.places[start - 1])
        end = run.end()
        plain.append(run[0])
        places.extend(text.places[start:end])
    return Text("".join(plain), places, text.marks)


def squeeze(text: str) -> str:
    """Return a label as it is compared: one space between words, no space or colon at its ends, no case."""
    return " ".join(text.translate(PLAIN).split()).strip(" :*").casefold()
