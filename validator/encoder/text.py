"""Text without its dress: what a reader sees of a line, with the place each character came from."""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

DRESS = re.compile(
    r"""
      \\(?P<escaped>[\\`*_{}\[\]()#+\-.!$|<>~])           # a Markdown escape
    | (?P<mark>\^\{[^}]*\}|\^\[[^\]]*\]|\[\^[^\]]*\]:?|<sup>.*?</sup>|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)  # a superscript: a footnote mark
    | (?P<dress>\*{1,3}|_{2,3}|`|~~|</?[a-zA-Z][^<>]*>)   # emphasis, code, tags
    | (?P<entity>&(?:[a-zA-Z]+|\#\d+|\#x[0-9a-fA-F]+);)
    | \[(?P<link>[^\]]*)\]\((?P<target>[^)\s]*)\)         # a link: its text stays
    """,
    re.VERBOSE,
)
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
    """What a reader sees, the place of each character, and the footnote marks taken out."""

    plain: str
    places: tuple[Place, ...]
    marks: tuple[Mark, ...]

    def place(self, index: int) -> Place:
        """Return where a character stands in the source; past the end, just behind the last."""
        if index < len(self.places):
            return self.places[index]
        last = self.places[-1] if self.places else Place(1, 0)
        return Place(last.line, last.column + 1)

    def __str__(self) -> str:
        """Return what a reader sees."""
        return self.plain


EMPTY = Text("", (), ())


def undress(raw: str, line: int, column: int = 1) -> Text:
    """Take emphasis, escapes, tags and footnote marks off a piece of one line that starts at a column."""
    plain: list[str] = []
    places: list[Place] = []
    marks: list[Mark] = []

    def keep(text: str, start: int, *, fixed: bool = False) -> None:
        for offset, char in enumerate(text):
            plain.append(char)
            places.append(Place(line, column + start + (0 if fixed else offset)))

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
    return Text("".join(plain), tuple(places), tuple(marks))


def join(parts: list[Text], separator: str = " ") -> Text:
    """Join pieces into one text; the separator stands where the piece before it ends."""
    plain: list[str] = []
    places: list[Place] = []
    marks: list[Mark] = []
    for part in parts:
        if plain and part.plain and separator:
            plain.append(separator)
            places.extend(Place(places[-1].line, places[-1].column + 1) for _ in separator)
        plain.append(part.plain)
        places.extend(part.places)
        marks.extend(part.marks)
    return Text("".join(plain), tuple(places), tuple(marks))


def collapsed(text: Text) -> Text:
    """Return a text with one space for every run of white space, and none at its ends."""
    plain: list[str] = []
    places: list[Place] = []
    for char, place in zip(text.plain, text.places, strict=True):
        if char.isspace() and (not plain or plain[-1] == " "):
            continue
        plain.append(" " if char.isspace() else char)
        places.append(place)
    if plain and plain[-1] == " ":
        plain.pop()
        places.pop()
    return Text("".join(plain), tuple(places), text.marks)


def squeeze(text: str) -> str:
    """Return a label as it is compared: one space between words, no space or colon at its ends, no case."""
    return " ".join(text.translate(PLAIN).split()).strip(" :*").casefold()
