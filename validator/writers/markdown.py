"""Markdown, as releases are written in it, → XHTML, with figures wrapped where they stand.

Headings, paragraphs, bullets, tables, bold and footnote marks; whatever else a line holds is shown as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Marks = Mapping[int, Sequence["Mark"]]

HEADING = re.compile(r"(#{1,6})\s+")
BULLET = re.compile(r"\s*[-*]\s+")
RULE = re.compile(r"\s*\|?[\s:|-]*-[\s:|-]*\|?\s*")
MARKUP = re.compile(r"\*\*|\^\{([^{}]*)\}|\\([\\`*_{}\[\]()#+\-.!|$~])")
NUMERIC = re.compile(r"[\s$€£¥RMBUS()%+\-–—.,0-9]*[0-9][\s$€£¥RMBUS()%+\-–—.,0-9]*|[-–—]")


class Mark:
    """A stretch of a line, from `start` to `end` (0-based), to be wrapped: what comes before and after it."""

    __slots__ = ("after", "before", "end", "start")

    def __init__(self, start: int, end: int, before: str, after: str) -> None:
        self.start = start
        self.end = end
        self.before = before
        self.after = after


def escaped(text: str) -> str:
    """Return text as XML holds it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def render(text: str, marks: Marks) -> str:
    """Return the body of a document; `marks` are by line number, from 1, in order and not overlapping."""
    return "\n".join(_blocks(text.split("\n"), marks))


def _blocks(lines: list[str], marks: Marks) -> Iterator[str]:
    number = 0
    while number < len(lines):
        line = lines[number]
        heading = HEADING.match(line)
        if not line.strip():
            number += 1
        elif heading:
            level = len(heading.group(1))
            yield f"<h{level}>{inline(line, heading.end(), len(line), marks.get(number + 1, ()))}</h{level}>"
            number += 1
        else:
            kind = _kind(line)
            end = number
            while (
                end < len(lines) and lines[end].strip() and _kind(lines[end]) == kind and not HEADING.match(lines[end])
            ):
                end += 1
            block = range(number, end)
            yield {"table": _table, "list": _list, "text": _paragraph}[kind](lines, block, marks)
            number = end


def _kind(line: str) -> str:
    if line.lstrip().startswith("|"):
        return "table"
    return "list" if BULLET.match(line) else "text"


def _paragraph(lines: list[str], block: range, marks: Marks) -> str:
    return "<p>" + "<br/>\n".join(inline(lines[i], 0, len(lines[i]), marks.get(i + 1, ())) for i in block) + "</p>"


def _list(lines: list[str], block: range, marks: Marks) -> str:
    items = []
    for i in block:
        bullet = BULLET.match(lines[i])
        start = bullet.end() if bullet else 0
        items.append(f"<li>{inline(lines[i], start, len(lines[i]), marks.get(i + 1, ()))}</li>")
    return "<ul>\n" + "\n".join(items) + "\n</ul>"


def _table(lines: list[str], block: range, marks: Marks) -> str:
    rows: list[str] = []
    heads = 1 if len(block) > 1 and RULE.fullmatch(lines[block[1]]) else 0
    for i in block:
        if RULE.fullmatch(lines[i]):
            continue
        cells = "".join(
            _cell(lines[i], *span, marks.get(i + 1, ()), head=i < block[0] + heads) for span in _cells(lines[i])
        )
        rows.append(f"<tr>{cells}</tr>")
    return "<table>\n" + "\n".join(rows) + "\n</table>"


def _cells(line: str) -> Iterator[tuple[int, int]]:
    """Yield where the cells of a row start and end, without the space around what they hold."""
    start = line.index("|") + 1
    while start < len(line.rstrip()):
        end = start
        while end < len(line) and line[end] != "|":
            end += 2 if line[end] == "\\" else 1
        end = min(end, len(line))
        text = line[start:end]
        lead = len(text) - len(text.lstrip())
        yield (start + lead, max(start + lead, start + len(text.rstrip())))
        start = end + 1


def _cell(line: str, start: int, end: int, marks: Sequence[Mark], *, head: bool) -> str:
    tag = "th" if head else "td"
    number = ' class="n"' if not head and NUMERIC.fullmatch(MARKUP.sub("", line[start:end])) else ""
    return f"<{tag}{number}>{inline(line, start, end, marks)}</{tag}>"


def inline(line: str, start: int, end: int, marks: Sequence[Mark]) -> str:
    """Return a stretch of a line as XHTML, its marks wrapped."""
    parts: list[str] = []
    bold = False
    at = start
    for mark in marks:
        if mark.start < at or mark.end > end:
            continue
        text, bold = _plain(line[at : mark.start], bold=bold)
        parts += [text, mark.before, escaped(line[mark.start : mark.end]), mark.after]
        at = mark.end
    text, bold = _plain(line[at:end], bold=bold)
    parts.append(text + ("</b>" if bold else ""))
    return "".join(parts)


def _plain(text: str, *, bold: bool) -> tuple[str, bool]:
    parts: list[str] = []
    at = 0
    for found in MARKUP.finditer(text):
        parts.append(escaped(text[at : found.start()]))
        at = found.end()
        if found.group() == "**":
            bold = not bold
            parts.append("<b>" if bold else "</b>")
        elif found.group(1) is not None:
            parts.append(f"<sup>{escaped(found.group(1))}</sup>")
        else:
            parts.append(escaped(found.group(2)))
    parts.append(escaped(text[at:]))
    return "".join(parts), bold
