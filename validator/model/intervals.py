"""A reported figure is an interval of true values, and its arithmetic is exact.

Bounds are `int` or `Fraction` (never float); None is an unbounded end. An end is open or closed.
Sources: XBRL Calculations 1.1 §4 (rounding of reported values); Moore, Interval Analysis (1966).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction

    Number = int | Fraction
    End = tuple[int, Number]


def scaled(mantissa: int, exponent: int) -> Number:
    """Return mantissa·10^exponent exactly: an int where it is one."""
    if exponent >= 0:
        return mantissa * int(10**exponent)
    from fractions import Fraction

    return plain(Fraction(mantissa, 10**-exponent))


def plain(number: Number) -> Number:
    """Return an integral Fraction as an int, so later arithmetic stays fast."""
    return number.numerator if number.denominator == 1 else number


def places_of(number: Number) -> int | None:
    """Return how many decimal places a number has when written out; None where no decimal is exact."""
    under = number.denominator
    twos = (under & -under).bit_length() - 1
    rest, fives = under >> twos, 0
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def ratio(numerator: Number, denominator: Number) -> Number:
    """Return the exact quotient; raises ZeroDivisionError."""
    if denominator == 1:
        return numerator
    if denominator == -1:
        return -numerator
    if isinstance(numerator, int) and isinstance(denominator, int) and not numerator % denominator:
        return numerator // denominator
    from fractions import Fraction

    return plain(Fraction(numerator) / denominator)


class Interval(NamedTuple):
    """A set of reals without holes, `low` to `high`; empty only as `EMPTY`."""

    low: Number | None
    high: Number | None
    low_open: bool = False
    high_open: bool = False

    # --- asking ---------------------------------------------------------------------------------
    @property
    def empty(self) -> bool:
        """Whether no number lies in it."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    @property
    def point(self) -> bool:
        """Whether exactly one number lies in it."""
        return self.low is not None and self.low == self.high and not (self.low_open or self.high_open)

    def __contains__(self, number: object) -> bool:
        """Whether a number lies in it."""
        above = self.low is None or self.low < number or (self.low == number and not self.low_open)  # type: ignore[operator]
        below = self.high is None or self.high > number or (self.high == number and not self.high_open)  # type: ignore[operator]
        return above and below

    def meets(self, other: Interval) -> bool:
        """Whether some number lies in both."""
        return not self.meet(other).empty

    @property
    def middle(self) -> Number | None:
        """The midpoint; None when unbounded."""
        return None if self.low is None or self.high is None else ratio(self.low + self.high, 2)

    # --- sets -----------------------------------------------------------------------------------
    def meet(self, other: Interval) -> Interval:
        """Return the intersection."""
        low, low_open = _higher(self.low, self.low_open, other.low, other.low_open)
        high, high_open = _lower(self.high, self.high_open, other.high, other.high_open)
        return Interval(low, high, low_open, high_open)

    def join(self, other: Interval) -> Interval:
        """Return the smallest interval that holds both."""
        if self.empty or other.empty:
            return other if self.empty else self
        low: Number | None = None
        high: Number | None = None
        low_open = high_open = False
        if self.low is not None and other.low is not None:
            low = min(self.low, other.low)
            low_open = low not in (
                self.low if not self.low_open else None,
                other.low if not other.low_open else None,
            )
        if self.high is not None and other.high is not None:
            high = max(self.high, other.high)
            high_open = high not in (
                self.high if not self.high_open else None,
                other.high if not other.high_open else None,
            )
        return Interval(low, high, low_open, high_open)

    # --- arithmetic -----------------------------------------------------------------------------
    def __add__(self, other: Interval) -> Interval:  # type: ignore[override]
        """Return every sum of a number of this and a number of the other."""
        if self.empty or other.empty:
            return EMPTY
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(
            low,
            high,
            low is not None and (self.low_open or other.low_open),
            high is not None and (self.high_open or other.high_open),
        )

    def __neg__(self) -> Interval:
        """Return every negative of a number of this."""
        return Interval(
            None if self.high is None else -self.high,
            None if self.low is None else -self.low,
            self.high_open,
            self.low_open,
        )

    def __sub__(self, other: Interval) -> Interval:
        """Return every difference."""
        return self + -other

    def times(self, factor: Number) -> Interval:
        """Return every product with one exact number."""
        if factor == 0:
            return self if self.empty else ZERO
        if factor < 0:
            return (-self).times(-factor)
        return Interval(
            None if self.low is None else self.low * factor,
            None if self.high is None else self.high * factor,
            self.low_open,
            self.high_open,
        )

    def __mul__(self, other: Interval) -> Interval:  # type: ignore[override]
        """Return every product of a number of this and a number of the other."""
        if self.empty or other.empty:
            return EMPTY
        corners = [_corner(a, b) for a in _ends(self) for b in _ends(other)]
        low, low_open = min(corners)
        high, high_open = max(corners, key=lambda corner: (corner[0], not corner[1]))
        return Interval(
            None if low == BELOW_ALL else low[1],
            None if high == ABOVE_ALL else high[1],
            low_open,
            high_open,
        )

    def __truediv__(self, other: Interval) -> Interval:
        """Return the smallest interval with every quotient; nothing is divided by the number zero itself.

        A divisor on both sides of zero makes any quotient possible: the whole line, unless this is zero.
        """
        return self * other.reciprocal()

    def reciprocal(self) -> Interval:
        """Return the smallest interval with every 1/x, x in this and not zero."""
        if self.empty or self == ZERO:
            return EMPTY
        if (self.low is None or self.low < 0) and (self.high is None or self.high > 0):
            return EVERYTHING
        low: Number | None = None if self.high == 0 else (0 if self.high is None else ratio(1, self.high))
        high: Number | None = None if self.low == 0 else (0 if self.low is None else ratio(1, self.low))
        return Interval(
            low,
            high,
            low is not None and (self.high_open or self.high is None),
            high is not None and (self.low_open or self.low is None),
        )

    def __pow__(self, exponent: int) -> Interval:
        """Return every power with one whole exponent; x to the 0 is 1."""
        if exponent < 0:
            return (self**-exponent).reciprocal()
        if self.empty or exponent == 0:
            return EMPTY if self.empty else exactly(1)
        base = self if exponent % 2 else abs(self)
        return Interval(
            None if base.low is None else base.low**exponent,
            None if base.high is None else base.high**exponent,
            base.low_open,
            base.high_open,
        )

    def __abs__(self) -> Interval:
        """Return every magnitude."""
        if self.low is not None and self.low >= 0:
            return self
        if self.high is not None and self.high <= 0:
            return -self
        mirrored = (-self).join(self)
        return Interval(0, mirrored.high, high_open=mirrored.high_open)

    def smaller(self, other: Interval) -> Interval:
        """Return every min(x, y)."""
        return -((-self).larger(-other))

    def larger(self, other: Interval) -> Interval:
        """Return every max(x, y)."""
        if self.empty or other.empty:
            return EMPTY
        low, low_open = _higher(self.low, self.low_open, other.low, other.low_open)
        joined = self.join(other)
        return Interval(low, joined.high, low_open, joined.high_open)


# the ends of intervals, in order, while products of them are compared: a finite one is 0 and itself
BELOW_ALL, NOUGHT, ABOVE_ALL = (-1, 0), (0, 0), (1, 0)


def _ends(of: Interval) -> tuple[tuple[End, bool], tuple[End, bool]]:
    low = BELOW_ALL if of.low is None else (0, of.low)
    high = ABOVE_ALL if of.high is None else (0, of.high)
    return (low, of.low_open), (high, of.high_open)


def _corner(a: tuple[End, bool], b: tuple[End, bool]) -> tuple[End, bool]:
    """Return the product of two ends and whether it is only approached; zero wins over the unbounded."""
    (x, x_open), (y, y_open) = a, b
    if NOUGHT in (x, y):
        # a closed zero is reached whatever the other number is
        return NOUGHT, (NOUGHT, False) not in (a, b)
    if BELOW_ALL in (x, y) or ABOVE_ALL in (x, y):
        return (ABOVE_ALL if (x < NOUGHT) is (y < NOUGHT) else BELOW_ALL), False
    return (0, x[1] * y[1]), x_open or y_open


def _higher(a: Number | None, a_open: bool, b: Number | None, b_open: bool) -> tuple[Number | None, bool]:  # noqa: FBT001 - ends travel in pairs
    if a is None or (b is not None and b > a):
        return b, b_open
    return a, a_open or (a == b and b_open)


def _lower(a: Number | None, a_open: bool, b: Number | None, b_open: bool) -> tuple[Number | None, bool]:  # noqa: FBT001 - ends travel in pairs
    if a is None or (b is not None and b < a):
        return b, b_open
    return a, a_open or (a == b and b_open)


ZERO = Interval(0, 0)
EVERYTHING = Interval(None, None)
EMPTY = Interval(1, 0)


def exactly(number: Number) -> Interval:
    """Return the interval of one number."""
    return Interval(number, number)


def rounded(value: Number, decimals: int | None) -> Interval:
    """Return the true values that round to nearest as `value` at 10^-decimals; None (INF) is exact.

    Both ends are closed: a tie may have been rounded either way (Calculations 1.1 §4.2.2).
    """
    if decimals is None:
        return Interval(value, value)
    half = ratio(scaled(1, -decimals), 2)
    return Interval(plain(value - half), plain(value + half))
