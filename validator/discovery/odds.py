"""How likely a relation is to hold by chance, in bits: n bits are one chance in 2^n.

The measure of one sum in one column: were the figures unrelated, what the sum misses its total by would be spread over
about the size of the third largest of them (two can be close for other reasons); so a miss of at most r units has a
chance of (2r + 1) in (2·size + 1). Columns multiply, which adds their bits; every formula that was tried takes away, so
the bits of their number are subtracted. A column in which nothing could fail (all but one figure zero) has no bits.
Bits are whole numbers, rounded against the relation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ASSERTED = 10  # a relation is asserted from here: one chance in a thousand, after all formulas tried
ACCUSING = 20  # and says that something is wrong only from here: one in a million
MOST_BITS = 40  # of one column: digits beyond prove no more


def of_sum(parts: Iterable[int], miss: int, step: int) -> int:
    """Return the bits of one column of a sum: its figures, by what they miss each other, a last digit's worth."""
    sizes = sorted((abs(part) for part in parts if part), reverse=True)
    if len(sizes) < 3:
        return 0
    return of_size(sizes[2], miss, step)


def of_size(size: int, miss: int, step: int) -> int:
    """Return the bits of agreeing within a miss, for figures of a size; all three in the same scale."""
    room = (2 * abs(miss) // step + 1).bit_length()
    return max(0, min(MOST_BITS, (2 * size // step + 1).bit_length() - 1 - room))


def of_slip(parts: Iterable[int], step: int) -> int:
    """Return the bits of what a sum misses its total by being one slip of the hand in one of its figures.

    A figure of so many digits has ten times as many slips (another digit, two exchanged, another sign); by chance, the
    miss would be spread over the size of the third largest figure.
    """
    sizes = sorted((abs(part) // step for part in parts if part), reverse=True)
    if len(sizes) < 3:
        return 0
    slips = sum(10 * len(str(size)) for size in sizes)
    return max(0, (2 * sizes[2] + 1).bit_length() - slips.bit_length())


def tried(formulas: int) -> int:
    """Return the bits that trying so many formulas takes away."""
    return formulas.bit_length()
