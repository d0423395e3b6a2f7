"""Slips in the text of a document: what is printed is another, and the document is read again as a user's would be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from validator.model.numbers import number
from validator.prove.corruptions import DROPPED, Corruptions, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from random import Random

    from validator.model.report import Report
    from validator.model.source import Location
    from validator.prove.corruptions import Corruption, Line

PRINT = re.compile(r"[^\d\w]*?(?P<digits>\d[\d,]*(?:\.\d+)?|\.\d+)")
MINUS = re.compile(r"(?P<minus>[(\u2212\u2013-])[\s$\u20ac\u00a3]*$")
CLOSING = re.compile(r"(?P<percent>\s*%?)\s*\)")
GROUP = 3  # digits that are printed alike, grouped or not


class Edit(NamedTuple):
    """What stands between two columns of a line (from 0) instead."""

    line: int
    start: int
    end: int
    text: str


class Printed(Corruptions):
    """The slips of the figures of a document, each made in its text; `read` reads it again.

    A figure is corrupted where it is printed plainly, at its place. What a document does not print, as decimals and
    units, cannot slip. Raises UnicodeDecodeError for what is no text in UTF-8.
    """

    def __init__(self, report: Report, read: Callable[[bytes], Report]) -> None:
        super().__init__(report)
        self.read = read
        self._lines = report.data[report.path].decode().split("\n")

    def of(self, row: int, random: Random) -> Iterator[Corruption]:
        """Yield every slip of a fact that can be printed."""
        return self._printed(super().of(row, random))

    def along(self, line: Line, random: Random) -> Iterator[Corruption]:
        """Yield the slips of what is corrupted together, as far as they can be printed."""
        return self._printed(super().along(line, random))

    def _printed(self, slips: Iterable[Corruption]) -> Iterator[Corruption]:
        for one in slips:
            edits = {row: edit for row in one.rows if (edit := self._edit(row, one)) is not None}
            if len({edit[:2] for edit in edits.values()}) == len(one.rows):
                lines = list(self._lines)
                for edit in sorted(edits.values(), reverse=True):  # from behind: columns before an edit stay
                    line = lines[edit.line]
                    lines[edit.line] = line[: edit.start] + edit.text + line[edit.end :]
                report = self.read("\n".join(lines).encode())
                yield one._replace(report=report, changed=None, places=frozenset(self._places(edits)))

    def _edit(self, row: int, one: Corruption) -> Edit | None:
        """Return how a fact is printed otherwise; None where it is not, or nobody can say where it is printed."""
        at = self.report.location(row)
        line = self._lines[at.line - 1]
        found, old = PRINT.match(line, at.column - 1), self.report.number(row)
        if found is None or not old:
            return None
        start, end = found.span("digits")
        minus, closing = MINUS.search(line[:start]), CLOSING.match(line, end)
        if one.kind == DROPPED:
            if minus is not None and minus["minus"] == "(" and closing is not None:
                start, end = minus.start(), closing.end()
            return Edit(at.line - 1, start, end, "")
        new = number(one.report.texts[row])
        digits = None if new is None or new == old else reprinted(found["digits"], old, new)
        if new is None or digits is None:
            return None
        if (old[0] < 0) is (new[0] < 0):
            return Edit(at.line - 1, start, end, digits)
        if minus is None:
            return Edit(at.line - 1, start, end, f"({digits})")
        if minus["minus"] != "(":
            return Edit(at.line - 1, minus.start(), end, digits)
        return None if closing is None else Edit(at.line - 1, minus.start(), closing.end(), digits + closing["percent"])

    def _places(self, edits: Mapping[int, Edit]) -> Iterator[Location]:
        """Yield where corrupted facts stand now: at their place, or where their print starts, a parenthesis or not."""
        for row, own in edits.items():
            at = self.report.location(row)
            before = [edit for edit in edits.values() if edit.line == own.line and edit.start < own.start]
            moved = sum(len(edit.text) - (edit.end - edit.start) for edit in before)
            for column in (at.column, own.start + 1, own.start + 2):
                yield at._replace(column=column + moved)


def reprinted(digits: str, old: tuple[int, int], new: tuple[int, int]) -> str | None:
    """Return a new value as its old one is printed: in the same scale, with as many places or more, grouped alike.

    None where the digits are not those of the old value.
    """
    shown, was = map(_plain, (number(digits.replace(",", "")) or (0, 0), old))
    if not shown[0] or shown[0] != was[0]:
        return None
    mantissa, exponent = new
    whole, _, part = written(abs(mantissa), exponent - was[1] + shown[1]).partition(".")
    part = part.rstrip("0").ljust(len(digits.partition(".")[2]), "0")
    grouped = "," in digits or len(digits.partition(".")[0]) <= GROUP
    return (f"{int(whole):,}" if grouped else whole) + (f".{part}" if part else "")


def _plain(value: tuple[int, int]) -> tuple[int, int]:
    """Return a value without its sign, and without zeros at its end."""
    mantissa, exponent = abs(value[0]), value[1]
    while mantissa and mantissa % 10 == 0:
        mantissa, exponent = mantissa // 10, exponent + 1
    return mantissa, exponent
