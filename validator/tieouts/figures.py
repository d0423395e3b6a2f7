"""Figures: all facts that report one concept in one frame and unit, and the interval they leave for its true value.

A figure's interval is the intersection of its duplicates' (Calculations 1.1 §4.2, OIM 1.0 “consistent duplicates”).
A *spot* is a frame and a unit as one number, so a figure's key is a concept and a spot.

Bounds are kept twice: `bounds` as numbers scaled by 2·10^s, which are plain integers for nearly every figure, for sums
over a million facts; `interval` as true values, for everything else.
"""

from __future__ import annotations

from functools import lru_cache
from math import inf
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from validator.model.derived import Slot
from validator.model.intervals import EVERYTHING, Interval, places_of, plain, scaled
from validator.model.names import LABEL
from validator.model.numbers import integer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from validator.finding import Verdict
    from validator.model.intervals import Number
    from validator.model.names import Name
    from validator.model.report import Report
    from validator.model.units import Unit

Key = tuple["Name", int]
Rows = tuple[int, ...]
Tied = TypeVar("Tied", bound="Judged")
Binding = tuple[str, str, tuple[tuple[str, "Name"], ...]]  # the code, the text and the variables of a rule

FEWEST_DECIMALS = 2  # to which figures are scaled
MOST_DECIMALS = 12  # figures finer than this are scaled to fractions: exact as well, only slower
MOST_REMEMBERED = 50_000  # figures whose bounds are kept; to read them again takes little
MOST_PLACES = 40  # a decimal with more is told as about what it is
FEWEST_DIGITS = 6  # of a number that is told about
MOST_DIGITS = 12  # of the ends of an interval that are about the same: what they tell apart no reader needs
MOST_BITS = 8000  # longer numbers are not written out: Python refuses to past 4,300 digits

OK = "reported"
MISSING = "not reported"
NIL = "nil"
INCONSISTENT = "inconsistent duplicates"
EXCESS = "more digits than its decimals"
UNUSABLE = "no usable value or decimals"
SCALES = {3: "thousand", 6: "million", 9: "billion", 12: "trillion"}


class Bounds(NamedTuple):
    """What a figure says: ends of its interval and its value, scaled by 2·10^s; `state` says why when there is none."""

    state: str
    low: Number = 0
    high: Number = 0
    value: Number = 0
    low_open: bool = False
    high_open: bool = False


class Figures:
    """Every numeric figure of a report outside tuples, indexed once by concept and spot.

    Nothing in it changes once it is made, but while something else is supposed (`statements.supposed`).
    """

    def __init__(self, report: Report, *, truncation: bool = False) -> None:
        self.report = report
        self.truncation = truncation
        self.units = len(report.units) + 1
        self.by_concept: dict[Name, dict[int, int | Rows]] = {}
        self.decimals: dict[str, int | None] = {}
        stated = {text: found for text in set(report.decimals) if (found := integer(text)) is not None}
        self.scale = min(MOST_DECIMALS, max([FEWEST_DECIMALS, *stated.values()]))
        self.factor: int = 2 * 10**self.scale
        # of each decimals attribute: half of what its last digit is worth, scaled; 0 where that is nothing
        self.halves: dict[str, int] = {"INF": 0}
        for text, decimals in stated.items():
            if abs(decimals) <= MOST_DECIMALS:
                self.halves[text] = 10 ** (self.scale - decimals)
        self.blamed: set[Key] = set()  # figures at odds with themselves that a finding names already
        self._bounds: dict[int | Rows, Bounds] = {}
        self._index()

    def _index(self) -> None:
        report, width = self.report, self.units
        frames, units = report.frames, report.unit_keys
        by_concept = self.by_concept
        repeated: dict[tuple[Name, int], list[int]] = {}
        for row, (concept, context, unit, parent) in enumerate(
            zip(report.concepts, report.contexts_of, report.units_of, report.parents, strict=True)
        ):
            if unit < 0 or context < 0 or parent >= 0:
                continue
            spots = by_concept.get(concept)
            if spots is None:
                spots = by_concept[concept] = {}
            spot = frames[context] * width + units[unit]
            first = spots.setdefault(spot, row)
            if first is not row and isinstance(first, int):
                repeated.setdefault((concept, spot), [first]).append(row)
        for (concept, spot), rows in repeated.items():
            by_concept[concept][spot] = tuple(rows)

    # --- finding --------------------------------------------------------------------------------
    def spots(self, concept: Name) -> Mapping[int, int | Rows]:
        """Every spot in which a concept is reported, with its row or rows."""
        return self.by_concept.get(concept, {})

    def rows(self, key: Key) -> Rows:
        """Return the rows of a figure; empty when it is not reported."""
        found = self.by_concept.get(key[0], {}).get(key[1])
        return () if found is None else found if isinstance(found, tuple) else (found,)

    def shows(self, key: Key, value: Number) -> bool:
        """Whether a figure is printed as a value, whatever its accuracy makes of it (precision 0: nothing)."""
        printed = [self.report.number(row) for row in self.rows(key)]
        return bool(printed) and all(one is not None and scaled(*one) == value for one in printed)

    def spot(self, frame: int, unit: int) -> int:
        """Return the spot of a frame and a unit (indexes of the first equal context and unit)."""
        return frame * self.units + unit

    def frame_of(self, spot: int) -> int:
        """Return the frame of a spot, as the index of its first context."""
        return spot // self.units

    def unit_of(self, spot: int) -> int:
        """Return the unit of a spot, as the index of its first declaration."""
        return spot % self.units

    def key_of(self, row: int) -> Key | None:
        """Return the figure a fact belongs to; None for what is not numeric, or inside a tuple."""
        report = self.report
        context, unit = report.contexts_of[row], report.units_of[row]
        if context < 0 or unit < 0 or report.parents[row] >= 0:
            return None
        return report.concepts[row], self.spot(report.frames[context], report.unit_keys[unit])

    # --- values ---------------------------------------------------------------------------------
    def bounds(self, rows: int | Rows) -> Bounds:
        """Return what the facts of one figure say together."""
        found = self._bounds.get(rows)
        if found is None:
            found = self.read(rows) if isinstance(rows, int) else self._together(rows)
            if len(self._bounds) >= MOST_REMEMBERED:
                self._bounds.clear()
            self._bounds[rows] = found
        return found

    def bounds_of(self, key: Key) -> Bounds:
        """Return what a figure says; state MISSING when it is not reported."""
        found = self.by_concept.get(key[0], {}).get(key[1])
        return Bounds(MISSING) if found is None else self.bounds(found)

    def read(self, row: int) -> Bounds:
        """Return what one fact says, without remembering it."""
        whole = self.whole(row)
        if whole is not None:
            value, unit = whole
            return Bounds(OK, value - unit, value + unit, value)
        report = self.report
        if report.nils[row]:
            return Bounds(NIL)
        number = report.number(row)
        try:
            return Bounds(UNUSABLE) if number is None else self.said(*number, self._accuracy(row))
        except ValueError:
            return Bounds(UNUSABLE)

    def whole(self, row: int) -> tuple[int, int] | None:
        """Return a fact's value and half of its last digit's worth, scaled, where both are plain integers.

        None for whatever needs a closer look (`bounds`): this is what a million facts go through, one by one.
        """
        report = self.report
        text = report.texts[row]
        if not (text.isdigit() or (text[:1] == "-" and text[1:].isdigit())) or not text.isascii() or len(text) > 99:
            return None
        unit = self.halves.get(report.decimals[row])
        if unit is None or report.nils[row] or self.truncation:
            return None
        value = int(text) * self.factor
        return None if unit and value % (2 * unit) else (value, unit)

    def said(self, mantissa: int, exponent: int, decimals: int | None) -> Bounds:
        """Return the bounds of mantissa·10^exponent reported to so many decimals (None is INF)."""
        value = scaled(2 * mantissa, exponent + self.scale)
        if decimals is None:
            return Bounds(OK, value, value, value)
        unit = scaled(1, self.scale - decimals)  # half of 10^-decimals, scaled
        state = OK if value % (2 * unit) == 0 else EXCESS
        if not self.truncation:
            return Bounds(state, value - unit, value + unit, value)
        low = value - 2 * unit if value <= 0 else value
        high = value + 2 * unit if value >= 0 else value
        return Bounds(state, low, high, value, value <= 0, value >= 0)

    def _together(self, rows: Rows) -> Bounds:
        said = [(self.read(row), self.accuracy_of(row)) for row in rows]
        states = {one.state for one, _ in said}
        for state in (UNUSABLE, EXCESS):
            if state in states:
                return Bounds(state)
        if NIL in states:
            return Bounds(NIL if len(states) == 1 else INCONSISTENT)
        whole = EVERYTHING
        values: dict[int | None, Number] = {}
        for one, accuracy in said:
            if values.setdefault(accuracy, one.value) != one.value:
                return Bounds(INCONSISTENT)
            whole = whole.meet(Interval(one.low, one.high, one.low_open, one.high_open))
        if whole.empty or whole.low is None or whole.high is None:
            return Bounds(INCONSISTENT)
        return Bounds(OK, whole.low, whole.high, values[max(values, key=fineness)], whole.low_open, whole.high_open)

    def odd_ones(self, rows: Rows) -> Sequence[int]:
        """Return the copies of a figure at odds with itself each of which, left out, lets the others agree.

        Copies contradict each other two by two: one alone can only be odd if it takes part in the first contradiction,
        so there are two at most to try, however many copies there are.
        """
        agreed, odd = 1, len(rows)
        while odd - agreed > 1:
            middle = (agreed + odd) // 2
            if self._together(rows[:middle]).state == INCONSISTENT:
                odd = middle
            else:
                agreed = middle
        last = rows[odd - 1]
        against = [row for row in rows[:agreed] if self._together((row, last)).state == INCONSISTENT]
        tried = [*against, last] if len(against) == 1 else [last]
        return [row for row in tried if self._together(tuple(one for one in rows if one != row)).state == OK]

    def accuracy_of(self, row: int) -> int | None:
        """Return the decimals of one fact; None is INF, or not told."""
        try:
            return self._accuracy(row)
        except ValueError:
            return None

    def _accuracy(self, row: int) -> int | None:
        """Return the decimals of one fact; each attribute is read once. Raises ValueError when none can be used."""
        text = self.report.decimals[row]
        if text not in self.decimals:
            found = self.report.accuracy(row)
            if not text:  # a precision, whose decimals differ from value to value
                return found
            self.decimals[text] = found
        return self.decimals[text]

    def fullest(self, rows: Rows) -> int:
        """Return the fact, of those of one figure, that tells it to the most digits; of several the first."""
        return max(rows, key=lambda row: fineness(self.accuracy_of(row)))

    def accuracy(self, key: Key) -> int | None:
        """Return the finest decimals a figure is reported to; None is INF, or not reported."""
        rows = self.rows(key)
        told = [decimals for row in rows if (decimals := self.accuracy_of(row)) is not None]
        return max(told, default=None) if len(told) == len(rows) else None

    def bound(self, of: Binding, bind: Callable[[], Iterator[Tied]]) -> Iterator[Tied]:  # noqa: ARG002 - for those that remember
        """Yield the ties of a rule for some values of its variables."""
        return bind()

    def interval(self, said: Bounds) -> Interval:
        """Return the true values that bounds leave."""
        return Interval(self.true(said.low), self.true(said.high), said.low_open, said.high_open)

    def true(self, number: Number) -> Number:
        """Return a scaled number as what it stands for."""
        whole, rest = divmod(number, self.factor)
        if not rest:
            return whole
        from fractions import Fraction

        return plain(Fraction(number.numerator, number.denominator * self.factor))

    # --- words ----------------------------------------------------------------------------------
    def label(self, concept: Name, role: str = LABEL) -> str:
        """Return what a concept is called in a role; as a total, for one."""
        taxonomy = self.report.taxonomy
        return taxonomy.label(concept, role) if taxonomy is not None else concept.rpartition("}")[2]

    def place(self, spot: int) -> str:
        """Return a frame and a unit as a reader says them: `as of 2023-09-30, CNY`."""
        return f"{self.report.contexts[self.frame_of(spot)]}, {self.report.units[self.unit_of(spot)]}"


def fineness(decimals: int | None) -> float:
    """Return what tells finer decimals from coarser ones; None is INF."""
    return inf if decimals is None else decimals


class Judged(Protocol):
    """What is bound to figures: its verdict, and what is said of it since."""

    figures: Figures
    verdict: Verdict
    waived: bool
    accepted: tuple[Key, Number] | None


class Reading(Protocol):
    """What makes the figures of a report."""

    def __call__(self, report: Report, *, truncation: bool) -> Figures:
        """Return the figures of a report."""


REMEMBERED: Slot[Reading] = Slot()  # of a report whose figures remember what was bound to them


def figures_of(report: Report, *, truncation: bool = False) -> Figures:
    """Return the figures of a report."""
    made = report.derived.get(REMEMBERED)
    return Figures(report, truncation=truncation) if made is None else made(report, truncation=truncation)


@lru_cache(4096)
def shown(number: Number | None) -> str:
    """Return a number as a reader writes it: `34,097,466,000`, `0.0125`, `1/3` where no decimal is exact."""
    if number is None:
        return "any"
    bits = max(number.numerator.bit_length(), number.denominator.bit_length())
    if bits > MOST_BITS:
        return f"a {'negative ' if number < 0 else ''}number of {bits * 301 // 1000:,} digits"
    number = plain(number)
    if isinstance(number, int):
        return f"{number:,}"
    places = places_of(number)
    if places is None or places > MOST_PLACES:
        return about(number)
    return _placed(number.numerator * 10**places // number.denominator, places)


def about(number: Number, digits: int = FEWEST_DIGITS) -> str:
    """Return a number rounded half to even to so many significant digits, marked `≈`."""
    whole = max(number, -number)
    places = max(0, digits - len(str(int(whole)).lstrip("0")) + _leading_zeros(whole))
    return "≈" + _placed(round(number * 10**places), places).rstrip("0").rstrip(".")


def _placed(number: int, places: int) -> str:
    """Return a number of so many decimal places, given without its point: `0.0125` for 125 of four."""
    whole, rest = divmod(abs(number), 10**places)
    return f"{'-' if number < 0 else ''}{whole:,}.{rest:0{places}}"


def amount(value: Number | None, decimals: int | None, unit: Unit) -> str:
    """Return a value in the scale of its decimals: `USD 2,896,054 thousand` to -3, `1.2 million shares` to -5.

    Empty where it is known more finely than to the thousand, or has digits that its decimals leave out.
    """
    places = 0 if decimals is None else min(-decimals, max(SCALES))
    if value is None or places < 3 or value % 10**places:
        return ""
    power = next(one for one in SCALES if one >= places)
    number = f"{shown(scaled(1, -power) * value)} {SCALES[power]}"
    return f"{unit} {number}" if unit.currency else f"{number} {unit}"


def _leading_zeros(number: Number) -> int:
    zeros = 0
    while number * 10 ** (zeros + 1) < 1 and zeros < 400:
        zeros += 1
    return zeros


def shown_interval(interval: Interval) -> str:
    """Return an interval as a reader writes it: `[1, 2)`, with as many digits as tell its ends apart."""
    if interval.point:
        return shown(interval.low)
    for digits in range(FEWEST_DIGITS, MOST_DIGITS + 1):
        low, high = _told(interval.low, digits), _told(interval.high, digits)
        if low.removeprefix("≈") != high.removeprefix("≈") or "≈" not in low + high:
            break
    else:
        return shown(interval.middle)
    left = "(-∞" if interval.low is None else ("(" if interval.low_open else "[") + low
    right = "∞)" if interval.high is None else high + (")" if interval.high_open else "]")
    return f"{left}, {right}"


def _told(end: Number | None, digits: int) -> str:
    """Return an end of an interval, to so many digits where it is only told about."""
    told = shown(end)
    return about(end, digits) if end is not None and told.startswith("≈") else told


def shown_sequence(parts: Sequence[str]) -> str:
    """Return names as a reader lists them: `a`, `a and b`, `a, b and c`."""
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)
