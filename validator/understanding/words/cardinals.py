"""Cardinal numbers in words, read exactly: "two million", "one hundred and fifty-seven", "two and a half billion"."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from validator.understanding.words.numbers import POWERS

if TYPE_CHECKING:
    from collections.abc import Iterator

ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SMALL = dict(zip(ONES, range(20), strict=True)) | dict(zip(TENS, range(20, 100, 10), strict=True))
SCALES = {word: power for word, power in POWERS.items() if word != "hundred"}
DOZEN, MOST = 12, 40  # words of one number: more is a list
WORD = re.compile(r"[A-Za-z]+")
GLUE = re.compile(r"\s{1,4}|-")


class Cardinal(NamedTuple):
    """A number read up to `end`: mantissa·10^exponent, the exponent being that of its last word ("two million": 6)."""

    end: int
    mantissa: int
    exponent: int


def read(text: str, at: int) -> Cardinal | None:
    """Read the cardinal whose words start at a place, or "a million"; None when its words make no number."""
    words = list(islice(_joined(text, at), MOST))
    said = [word for word, _ in words]
    if said[0] == "half":
        power = SCALES.get(said[2]) if len(said) > 2 else None
        return None if power is None else Cardinal(words[2][1], 5, power - 1)
    taken, mantissa, exponent = _fractional(said) or _whole(said)
    beyond = said[taken] if taken < len(said) else ""
    if not taken or beyond in SMALL or beyond in POWERS or beyond == "point":
        return None
    return Cardinal(words[taken - 1][1], mantissa, exponent)


def _joined(text: str, at: int) -> Iterator[tuple[str, int]]:
    """Yield the words from a place on that nothing but a space or a hyphen parts, each with its end."""
    while word := WORD.match(text, at):
        yield word[0].lower(), word.end()
        glue = GLUE.match(text, word.end())
        if glue is None:
            return
        at = glue.end()


def _whole(said: list[str]) -> tuple[int, int, int]:
    """Return how many words a whole number takes, its mantissa and its exponent."""
    at = taken = int(said[0] in ("a", "an"))
    whole, group, exponent = 0, at, 0
    room, ceiling = 100 * (1 - at), max(SCALES.values()) + 1  # what may be added to the group; the next scale is below
    while at < len(said):
        word = said[at]
        if word in SMALL and SMALL[word] < room and (SMALL[word] or not at):
            group, exponent = group + SMALL[word], 0
            room = 10 if SMALL[word] >= 20 else 0
        elif word == "hundred" and 0 < group < 100:
            group, room, exponent = group * 100, 100, 2
        elif word == "dozen" and 0 < group < 100:
            return at + 1, whole + group * DOZEN, 0
        elif group and SCALES.get(word, ceiling) < ceiling:
            exponent = ceiling = SCALES[word]
            whole, group, room = whole + group * 10**exponent, 0, 100
        elif word == "and" and said[at - 1] in POWERS and SMALL.get("".join(said[at + 1 : at + 2]), room) < room:
            at += 1
            continue
        else:
            break
        at = taken = at + 1
    return taken, (whole + group) // 10**exponent, exponent


def _fractional(said: list[str]) -> tuple[int, int, int] | None:
    """Return the same of "two and a half" and "two point five", with a scale or without; None of any other."""
    taken, mantissa, exponent = _whole(said)
    if not taken or exponent:
        return None
    if said[taken : taken + 3] == ["and", "a", "half"]:
        taken, mantissa, exponent = taken + 3, mantissa * 10 + 5, -1
    elif said[taken : taken + 1] == ["point"]:
        taken += 1
        while taken < len(said) and SMALL.get(said[taken], 10) < 10:
            taken, mantissa, exponent = taken + 1, mantissa * 10 + SMALL[said[taken]], exponent - 1
    if not exponent:
        return None
    if said[taken : taken + 1] and said[taken] in SCALES:
        return taken + 1, mantissa, exponent + SCALES[said[taken]]
    return taken, mantissa, exponent
