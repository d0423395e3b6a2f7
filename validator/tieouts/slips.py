"""Slips of the hand: how one number becomes another when it is typed, copied or scaled.

Numbers are whole, in units of the last digit reported, so that 1,234 thousand is 1234 to decimals -3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SWAPPED, DIGIT, SIGN, SCALE, LOST, EXTRA, COPIED, ABSENT, UNKNOWN = (
    "swapped", "digit", "sign", "scale", "lost", "extra", "copied", "absent", "unknown",
)  # fmt: skip
SCALES = (1, 3, 2, 6)
BEYOND = 10**40  # from here on no slip is looked for

# how much a slip speaks for itself: swapped digits rarely come about otherwise, one digit off easily does
WEIGHTS = {SWAPPED: 5, SIGN: 5, SCALE: 5, COPIED: 5, ABSENT: 5, UNKNOWN: 9, DIGIT: 3, LOST: 2, EXTRA: 2, "": 0}


def slip(reported: int, meant: int) -> str:
    """Return the slip that turns the number meant into the one reported; empty when none does."""
    if reported == meant:
        return ""
    if reported == -meant:
        return SIGN
    if reported and meant and (reported < 0) is not (meant < 0):
        return ""
    if max(abs(reported), abs(meant)) >= BEYOND:
        return ""
    seen, right = str(abs(reported)), str(abs(meant))
    if meant and reported and seen.rstrip("0") == right.rstrip("0"):
        return SCALE
    if len(seen) == len(right):
        apart = [index for index, pair in enumerate(zip(seen, right, strict=True)) if pair[0] != pair[1]]
        if len(apart) == 1:
            return DIGIT
        if len(apart) == 2 and apart[1] == apart[0] + 1 and seen[apart[0]] == right[apart[1]]:
            return SWAPPED if seen[apart[1]] == right[apart[0]] else ""
        return ""
    if len(seen) + 1 == len(right) and any(right[:i] + right[i + 1 :] == seen for i in range(len(right))):
        return LOST
    if len(seen) == len(right) + 1 and any(seen[:i] + seen[i + 1 :] == right for i in range(len(seen))):
        return EXTRA
    return ""


def meant(reported: int) -> Iterator[tuple[int, str]]:
    """Yield every number a single slip turns into the one reported, the slips that speak most for themselves first."""
    if abs(reported) >= BEYOND:
        return
    digits = str(abs(reported))
    sign = -1 if reported < 0 else 1
    if reported:
        yield -reported, SIGN
    for power in SCALES:
        yield reported * 10**power, SCALE
        if reported % 10**power == 0 and reported:
            yield reported // 10**power, SCALE
    for i in range(len(digits) - 1):
        if digits[i] != digits[i + 1]:
            yield sign * int(digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]), SWAPPED
    for i, old in enumerate(digits):
        for new in "0123456789":
            if new != old:
                yield sign * int(digits[:i] + new + digits[i + 1 :]), DIGIT
    for i in range(len(digits)):
        if len(digits) > 1:
            yield sign * int(digits[:i] + digits[i + 1 :]), EXTRA
    for i in range(len(digits) + 1):
        for new in "0123456789":
            yield sign * int(digits[:i] + new + digits[i:]), LOST


def described(kind: str, reported: int, meant_number: int) -> str:
    """Return a slip in words."""
    if kind == SCALE:
        less, more = sorted((abs(reported), abs(meant_number)))
        power = 0
        while less and less * 10**power < more:  # not by their digits, of which there may be more than can be written
            power += 1
        return f"the scale is off: it is 10^{power} times too {'large' if abs(reported) == more else 'small'}"
    return {
        SWAPPED: "two neighbouring digits are exchanged",
        DIGIT: "one digit is off",
        SIGN: "the sign is the wrong way round",
        LOST: "a digit is lost",
        EXTRA: "a digit too many",
        ABSENT: "it is not reported",
        UNKNOWN: "its accuracy says that no digit of it is known",
    }.get(kind, "")
