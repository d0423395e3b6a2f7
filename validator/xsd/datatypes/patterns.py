r"""XML Schema regular expressions as Python's (XML Schema 1.0 Part 2, Appendix F).

They differ: always anchored, `\\i` and `\\c` for name characters, `\\p{...}` for Unicode categories and blocks, and
subtraction inside classes. A class becomes a set of code point ranges, so subtraction and complement are exact.
"""

from __future__ import annotations

import re
from functools import lru_cache
from time import perf_counter
from typing import TYPE_CHECKING
from unicodedata import category

from validator.budget import spend

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Ranges = tuple[tuple[int, int], ...]

PATIENCE = 1.0  # seconds
LONG = 0.01  # seconds that no value should take
A_SECOND = 500_000  # steps of work
HEAVIEST = 200_000  # parts of a pattern, its counted repetitions written out: what compiling it costs
LAST = 0x10FFFF
ESCAPES = {"n": "\n", "r": "\r", "t": "\t"}
PLAIN = frozenset("\\|.?*+(){}-[]^")
SPACE: Ranges = ((9, 10), (13, 13), (32, 32))
NAME_START: Ranges = (
    (58, 58), (65, 90), (95, 95), (97, 122), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x2FF), (0x370, 0x37D),
    (0x37F, 0x1FFF), (0x200C, 0x200D), (0x2070, 0x218F), (0x2C00, 0x2FEF), (0x3001, 0xD7FF), (0xF900, 0xFDCF),
    (0xFDF0, 0xFFFD), (0x10000, 0xEFFFF),
)  # fmt: skip
NAME_MORE: Ranges = ((45, 46), (48, 57), (0xB7, 0xB7), (0x300, 0x36F), (0x203F, 0x2040))
CATEGORY = re.compile(r"(C[cfno]?|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?)\Z")
BLOCKS = {
    "BasicLatin": (0, 0x7F), "Latin-1Supplement": (0x80, 0xFF), "LatinExtended-A": (0x100, 0x17F),
    "LatinExtended-B": (0x180, 0x24F), "IPAExtensions": (0x250, 0x2AF), "Greek": (0x370, 0x3FF),
    "Cyrillic": (0x400, 0x4FF), "Armenian": (0x530, 0x58F), "Hebrew": (0x590, 0x5FF), "Arabic": (0x600, 0x6FF),
    "Thai": (0xE00, 0xE7F), "GeneralPunctuation": (0x2000, 0x206F), "CurrencySymbols": (0x20A0, 0x20CF),
    "LetterlikeSymbols": (0x2100, 0x214F), "NumberForms": (0x2150, 0x218F), "Arrows": (0x2190, 0x21FF),
    "MathematicalOperators": (0x2200, 0x22FF), "CJKSymbolsandPunctuation": (0x3000, 0x303F),
    "Hiragana": (0x3040, 0x309F), "Katakana": (0x30A0, 0x30FF), "CJKUnifiedIdeographs": (0x4E00, 0x9FFF),
    "HangulSyllables": (0xAC00, 0xD7A3), "PrivateUse": (0xE000, 0xF8FF),
}  # fmt: skip


class BadPatternError(ValueError):
    """A pattern that is no regular expression of XML Schema: which wording of `pattern-not-legible`, and its values."""

    def __init__(self, fault: str, /, **values: object) -> None:
        super().__init__(fault)
        self.fault = fault
        self.values = values


class CostlyPatternError(ValueError):
    """A pattern that a value cannot be held against in reasonable time."""


class Pattern:
    """A pattern facet as its schema has it (`source`), and what decides.

    One whose parts can share out a text in many ways may take longer than anyone waits: such a one gets `PATIENCE`
    seconds for all values that take long, and no second chance; what they take is work of the report.
    """

    __slots__ = ("costly", "decides", "open", "source", "spent")

    def __init__(self, source: str, decides: re.Pattern[str], *, many_ways: bool) -> None:
        self.source = source
        self.decides = decides
        self.open = many_ways
        self.costly = False
        self.spent = 0.0

    def matches(self, text: str) -> bool:
        """Whether the whole of a text matches; raises CostlyPatternError when that cannot be told."""
        if not self.open:
            return self.decides.fullmatch(text) is not None
        if not self.costly:
            import regex

            started = perf_counter()
            try:
                return regex.fullmatch(self.decides.pattern, text, timeout=max(PATIENCE - self.spent, LONG)) is not None
            except TimeoutError:
                self.costly = True
            finally:
                took = perf_counter() - started
                if took > LONG:
                    self.spent += took
                    spend(int(took * A_SECOND))
        raise CostlyPatternError(self.source)


def unmatched(patterns: Sequence[Pattern], text: str) -> str:
    """Say why a text matches none of some patterns; empty when it matches one (Part 2 §4.3.4.3)."""
    try:
        if any(pattern.matches(text) for pattern in patterns):
            return ""
    except CostlyPatternError as error:
        return f"whether it matches the pattern {error} cannot be told in reasonable time"
    return "it does not match the pattern " + " or ".join(pattern.source for pattern in patterns)


@lru_cache(maxsize=4096)
def compiled(pattern: str) -> Pattern:
    """Return a pattern facet, ready to decide; raises BadPatternError when it is not legible."""
    reader = _Reader(pattern)
    text = reader.expression(0)
    if reader.at < len(pattern):
        raise BadPatternError("unmatched", mark=pattern[reader.at], at=reader.at + 1)
    spend(reader.weight)
    try:
        return Pattern(pattern, re.compile(text), many_ways=reader.ways > 1)
    except (re.error, OverflowError, RecursionError) as error:
        raise BadPatternError("engine", said=str(error)) from error


class _Reader:
    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0
        self.ways = 0  # choices and repetitions that can share out a text among them
        self.weight = 0  # parts of what was read last, its counted repetitions written out

    def peek(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def take(self) -> str:
        found = self.peek()
        if not found:
            raise BadPatternError("end")
        self.at += 1
        return found

    def expression(self, depth: int) -> str:
        if depth > 100:
            raise BadPatternError("depth")
        branches = [self.branch(depth)]
        weight = self.weight
        while self.peek() == "|":
            self.at += 1
            self.ways += depth > 0
            branches.append(self.branch(depth))
            weight += self.weight
        self.weight = weight
        return "|".join(branches)

    def branch(self, depth: int) -> str:
        pieces = []
        weight = 0
        while self.peek() not in ("", "|", ")"):
            self.weight = 1
            pieces.append(self.atom(depth) + self.quantifier())
            weight += self.weight
            if weight > HEAVIEST:
                raise BadPatternError("weight", most=HEAVIEST)
        self.weight = weight
        return "".join(pieces)

    def atom(self, depth: int) -> str:
        found = self.take()
        if found == "(":
            inner = self.expression(depth + 1)
            if self.take() != ")":
                raise BadPatternError("parenthesis")
            return f"(?:{inner})"
        if found == "[":
            return _class(self.members())
        if found == "\\":
            return _class(self.escape())
        if found == ".":
            return "[^\\n\\r]"
        if found in "?*+{}]":
            raise BadPatternError("stray", mark=found, at=self.at)
        return re.escape(found)

    def quantifier(self) -> str:
        found = self.peek()
        grouped = self.pattern[self.at - 1] == ")"
        if found in ("?", "*", "+") and found:
            self.at += 1
            self.ways += 1
            return found
        if found != "{":
            return ""
        end = self.pattern.find("}", self.at)
        low, comma, high = self.pattern[self.at + 1 : end].partition(",")
        if end < 0 or not _number(low) or (high and not _number(high)):
            raise BadPatternError("quantity", at=self.at + 1)
        if high and int(high) < int(low):
            raise BadPatternError("quantity-order", at=self.at + 1)
        self.at = end + 1
        self.ways += grouped or low != (high if comma else low)
        self.weight *= max(1, int(high or low))
        return f"{{{low}{comma}{high}}}"

    def members(self) -> Ranges:
        """Read a class after its opening bracket."""
        negative = self.peek() == "^"
        self.at += negative
        ranges: list[tuple[int, int]] = []
        first = True
        while True:
            found = self.take()
            if found == "]":
                if first:
                    raise BadPatternError("empty")
                break
            if found == "-" and self.peek() == "[":
                self.at += 1
                taken = self.members()
                if self.take() != "]":
                    raise BadPatternError("subtraction")
                kept = _complement(tuple(ranges)) if negative else _merged(ranges)
                return _without(kept, taken)
            if found == "[":
                raise BadPatternError("bracket", at=self.at)
            one = self.escape() if found == "\\" else ((ord(found), ord(found)),)
            if self.peek() == "-" and self.pattern[self.at + 1 : self.at + 2] not in ("]", "[", "") and _single(one):
                self.at += 1
                last = self.take()
                other = self.escape() if last == "\\" else ((ord(last), ord(last)),)
                if not _single(other) or other[0][0] < one[0][0]:
                    raise BadPatternError("range", at=self.at)
                one = ((one[0][0], other[0][0]),)
            ranges.extend(one)
            first = False
        return _complement(tuple(ranges)) if negative else _merged(ranges)

    def escape(self) -> Ranges:
        """Read an escape after its backslash."""
        found = self.take()
        if found in ESCAPES:
            return ((ord(ESCAPES[found]), ord(ESCAPES[found])),)
        if found in PLAIN:
            return ((ord(found), ord(found)),)
        if found in "pP":
            end = self.pattern.find("}", self.at)
            if self.peek() != "{" or end < 0:
                raise BadPatternError("braces")
            ranges = _property(self.pattern[self.at + 1 : end])
            self.at = end + 1
            return ranges if found == "p" else _complement(ranges)
        sets: dict[str, Callable[[], Ranges]] = {
            "s": lambda: SPACE,
            "i": lambda: NAME_START,
            "c": lambda: _merged([*NAME_START, *NAME_MORE]),
            "d": lambda: _property("Nd"),
            "w": lambda: _complement(_merged([*_property("P"), *_property("Z"), *_property("C")])),
        }
        if found.lower() not in sets:
            raise BadPatternError("escape", mark=found)
        ranges = sets[found.lower()]()
        return ranges if found.islower() else _complement(ranges)


def _number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 6


def _single(ranges: Ranges) -> bool:
    return len(ranges) == 1 and ranges[0][0] == ranges[0][1]


def _class(ranges: Ranges) -> str:
    if not ranges:
        return "(?!)"
    if _single(ranges):
        return re.escape(chr(ranges[0][0]))
    return "[" + "".join(f"{_point(low)}-{_point(high)}" for low, high in ranges) + "]"


def _point(number: int) -> str:
    return f"\\U{number:08x}"


def _merged(ranges: list[tuple[int, int]]) -> Ranges:
    kept: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if kept and low <= kept[-1][1] + 1:
            kept[-1] = (kept[-1][0], max(high, kept[-1][1]))
        else:
            kept.append((low, high))
    return tuple(kept)


def _complement(ranges: Ranges) -> Ranges:
    kept, start = [], 0
    for low, high in _merged(list(ranges)):
        if low > start:
            kept.append((start, low - 1))
        start = high + 1
    if start <= LAST:
        kept.append((start, LAST))
    return tuple(kept)


def _without(ranges: Ranges, taken: Ranges) -> Ranges:
    return _complement(_merged([*_complement(ranges), *taken]))


@lru_cache(maxsize=64)
def _property(wanted: str) -> Ranges:
    """Return the code points of a Unicode category or block."""
    if wanted.startswith("Is"):
        if wanted[2:] not in BLOCKS:
            raise BadPatternError("block", name=wanted)
        return (BLOCKS[wanted[2:]],)
    if not CATEGORY.match(wanted):
        raise BadPatternError("category", name=wanted)
    return tuple(r for key, ranges in _categories().items() if key.startswith(wanted) for r in ranges)


@lru_cache(maxsize=1)
def _categories() -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    start, last = 0, category("\0")
    for number in range(1, LAST + 2):
        now = category(chr(number)) if number <= LAST else ""
        if now != last:
            found.setdefault(last, []).append((start, number - 1))
            start, last = number, now
    return found
