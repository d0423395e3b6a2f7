"""A reported figure is an interval of true values, and its arithmetic is exact.

Bounds are `int` or `Fraction` (never float); None is an unbounded end. An end is open or closed.
Sources: XBRL Calculations 1.1 §4 (rounding and truncation of reported values); Moore, Interval Analysis (1966).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction

    Number = int | Fraction


def scaled(mantissa: int, exponent: int) -> Number:
    """Return mantissa·10^exponent exactly: an int where it is one."""
    if exponent >= 0:
        return mantissa * int(10**exponent)
    from fractions import Fraction

    return plain(Fraction(mantissa, 10**-exponent))


def plain(number: Number) -> Number:
    """Return an integral Fraction as an int, so later arithmetic stays fast."""
    return number.numerator if number.denominator == 1 else number


def ratio(numerator: Number, denominator: Number) -> Number:
    """Return the exact quotient; raises ZeroDivisionError."""
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

    def within(self, other: Interval) -> bool:
        """Whether every number of this lies in the other."""
        return self.empty or self.meet(other) == self

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
    if decimals < 0:
        half: Number = 5 * 10 ** (-decimals - 1)
    else:
        from fractions import Fraction

        half = Fraction(1, 2 * 10**decimals)
    return Interval(plain(value - half), plain(value + half))


def truncated(value: Number, decimals: int | None) -> Interval:
    """Return the true values whose magnitude truncates to `value` at 10^-decimals; None (INF) is exact.

    The end away from zero is open; zero is open at both ends (Calculations 1.1 §4.2.3).
    """
    if decimals is None:
        return Interval(value, value)
    unit = scaled(1, -decimals)
    return Interval(
        plain(value - unit) if value <= 0 else value,
        plain(value + unit) if value >= 0 else value,
        value <= 0,
        value >= 0,
    )
