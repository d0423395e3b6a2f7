"""What stands around a table: its title, the sentence that introduces it, the caption that tells its scale."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from validator.documents.document import Block, Table
from validator.understanding.measuring.scales import SCALE
from validator.understanding.words.phrases import days_in
from validator.understanding.words.sentences import LONGEST

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

FURNITURE = re.compile(
    r"^(?:table\s+of\s+contents|index|(?:page\s+)?[\divxlc]{1,5}|[-–—\s\d]+|back\s+to\s+contents"
    r"|\(?(?:un)?audited\)?|see\s+(?:the\s+)?(?:accompanying\s+)?notes.*|the\s+accompanying\s+notes.*|[_\s]+)$",
    re.IGNORECASE,
)
ACQUIRED = re.compile(
    r"\b(?:purchase\s+price|consideration|(?:assets|liabilities)\s+(?:acquired|assumed)|acquisition[\s-]date|acquired\s+assets"
    r"|business\s+combination)\b",
    re.IGNORECASE,
)
COMPLETED = re.compile(r"\b(?:acquir\w+|acquisition|complet\w+|clos\w+|consummat\w+)\b", re.IGNORECASE)
LEAD = re.compile(r":\W*$|\bfollow(?:s|ing)\b|\btables?\b|\bbelow\b", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[a-z)]\.)\s")
BACK = 14  # parts above a table among which the day of an acquisition is looked for
REACH = 6  # blocks above a table that may speak of it
TITLE = 160  # a text longer than this is no title
FAR = 700  # characters of text above a table that may speak of it


class Context(NamedTuple):
    """A table's surroundings: its title, the caption in brackets, and the text just above, nearest first.

    `acquired` is the day of an acquisition, where the table is told to speak of what was acquired.
    """

    title: str
    caption: str
    above: tuple[str, ...]
    acquired: date | None = None


def context_of(parts: Sequence[Block | Table], at: int) -> Context:
    """Return the surroundings of the table that is a part of a document."""
    above: list[str] = []
    titles: list[str] = []
    captions: list[str] = []
    length = 0
    for part in reversed(parts[max(at - 2 * REACH, 0) : at]):
        if isinstance(part, Table):
            if above or titles or captions or sum(map(len, part.rows)) > 4:
                break
            above += [cell.text.plain for row in part.rows for cell in row]
            continue
        text = " ".join(part.text.plain[-LONGEST:].split())
        if FURNITURE.match(text):
            continue
        if SCALE.search(text) and len(text) < 200:
            captions.append(text)
        elif part.kind == "heading" or (len(text) < 100 and not text.endswith((".", ":"))):
            titles.append(text)
        elif titles:
            break
        above.append(text)
        length += len(text)
        if len(above) >= REACH or length > FAR:
            break
    acquired = acquisition(parts, at) if above and ACQUIRED.search(f"{above[0]} {' '.join(titles)}") else None
    return Context(" · ".join(reversed(titles[:3])), " ".join(reversed(captions)), tuple(above), acquired)


def about(context: Context, before: str) -> str:
    """Return what a table is about: its title and the sentence that leads to it; else what the one above is about."""
    lead = context.above[0] if context.above and LEAD.search(context.above[0]) else ""
    own = " ".join(text for text in (context.title.rpartition(" · ")[2], context.caption, lead) if text)
    return own or before


def acquisition(parts: Sequence[Block | Table], at: int) -> date | None:
    """Return the day that the nearest text above a table tells of an acquisition."""
    for part in reversed(parts[max(at - BACK, 0) : at]):
        if isinstance(part, Block):
            for sentence in SENTENCE.split(part.text.plain[-LONGEST:]):
                day = next(days_in(sentence), None)
                if day is not None and COMPLETED.search(sentence):
                    return day
    return None


def near(above: Sequence[str]) -> list[str]:
    """Return the texts above a table that speak of it: the nearest, and further ones that are titles or captions."""
    return [text for number, text in enumerate(above) if not number or len(text) < TITLE]
