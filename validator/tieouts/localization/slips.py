"""Slips of the hand: how one number becomes another when it is typed, copied or scaled.

Numbers are whole, in units of the last digit reported, so that 1,234 thousand is 1234 to decimals -3.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.model.intervals import Number

SWAPPED, DIGIT, SIGN, SCALE, LOST, EXTRA, COPIED, ABSENT, UNKNOWN, COARSE = (
    "swapped", "digit", "sign", "scale", "lost", "extra", "copied", "absent", "unknown", "coarse",
)  # fmt: skip
SCALES = (1, 3, 2, 6)
BEYOND = 10**40  # from here on no slip is looked for

# how much a slip speaks for itself, in points: swapped digits rarely come about otherwise, one digit off easily does
WEIGHTS = {
    SWAPPED: 50, SIGN: 50, SCALE: 50, COPIED: 50, ABSENT: 50, UNKNOWN: 90, COARSE: 90, DIGIT: 30, LOST: 25, EXTRA: 25,
    "": 0,
}  # fmt: skip
TYPED = (SWAPPED, DIGIT, LOST, EXTRA, COPIED)  # of which a wide range holds some number or other by chance


def slip(reported: int, meant: int, typed: int = 0) -> str:
    """Return the slip that turns the number meant into the one reported; empty when none does.

    `typed` is how many digits were typed of it, where there are zeros before it.
    """
    if reported == meant:
        return ""
    if reported == -meant:
        return SIGN
    if reported * meant < 0:
        return ""
    if max(abs(reported), abs(meant)) >= BEYOND:
        return ""
    seen, right = str(abs(reported)).zfill(typed), str(abs(meant)).zfill(typed)
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


def meant(reported: int, low: int, high: int) -> Iterator[tuple[int, str]]:
    """Yield every number between two that a single slip turns into the one reported, with the slip.

    The slips that speak most for themselves come first. Most ranges are narrow, so digits are not tried one by one.
    """
    if abs(reported) >= BEYOND:
        return
    whole = [(-reported, SIGN)]
    for power in SCALES:
        whole.append((reported * 10**power, SCALE))
        if reported % 10**power == 0:
            whole.append((reported // 10**power, SCALE))
    yield from ((one, kind) for one, kind in whole if low <= one <= high and one != reported)
    if reported < 0:
        yield from ((-one, kind) for one, kind in _typed(-reported, -high, -low))
    else:
        yield from _typed(reported, low, high)


def _typed(size: int, least: int, most: int) -> Iterator[tuple[int, str]]:
    """Yield what was meant between two numbers where fingers slipped, digit after digit from the left.

    A digit moves a number by nine of its place at most, and two exchanged by 81 of the latter; a digit too many was
    meant as a number of fewer digits, and a lost one as one of more. Places out of reach are passed over.
    """
    places = [10**power for power in reversed(range(len(str(size))))]
    near = least - size if least > size else max(size - most, 0)
    far = max(size - least, most - size)
    for place, after in pairwise(places):
        if near <= 81 * after and 9 * after <= far:
            one, other = size // place % 10, size // after % 10
            swapped = size + (other - one) * (place - after)
            if one != other and least <= swapped <= most:
                yield swapped, SWAPPED
    for place in places:
        if near <= 9 * place and place <= far:
            rest = size - size // place % 10 * place
            yield from ((one, DIGIT) for one in _filled(rest, place, least, most) if one != size)
    for place in places if least < places[0] and len(places) > 1 else ():
        left_out = size // (10 * place) * place + size % place
        if least <= left_out <= most:
            yield left_out, EXTRA
    if most >= 10 * places[0] or not size:
        for place in (10 * places[0], *places):
            yield from ((one, LOST) for one in _filled(size // place * 10 * place + size % place, place, least, most))
    elif not near:
        yield size, LOST  # a zero before it


def _filled(rest: int, place: int, least: int, most: int) -> Iterator[int]:
    """Yield the numbers between two with each digit in one place of a number that has none there."""
    for digit in range(max(0, -((rest - least) // place)), min(9, (most - rest) // place) + 1):
        yield rest + digit * place


NOT_REPORTED = "it is not reported"


def described(kind: str, reported: Number, meant_number: Number) -> str:
    """Return a slip in words."""
    if kind == SCALE:
        one, other = max(reported, -reported), max(meant_number, -meant_number)
        less, more, power = min(one, other), max(one, other), 0
        while less and less * 10**power < more:  # not by their digits, of which there may be more than can be written
            power += 1
        return f"the scale is off: it is 10^{power} times too {'large' if one == more else 'small'}"
    return {
        SWAPPED: "two neighbouring digits are exchanged",
        DIGIT: "one digit is off",
        SIGN: "the sign is the wrong way round",
        LOST: "a digit is lost",
        EXTRA: "a digit too many",
        ABSENT: NOT_REPORTED,
        UNKNOWN: "its accuracy says that no digit of it is known",
        COARSE: "its accuracy leaves out digits that it shows",
    }.get(kind, "")
