"""Amounts of ties as formulas: the value, and both ends of the interval, over cells of the figures' sheet.

Every amount is worked out in doubles beside its formula, as a spreadsheet does it: a formula that would not come to
our verdict is not written. What is no plain sum, or too long for one cell, goes step by step through a sheet of steps.
"""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING, NamedTuple

from validator.model.intervals import places_of
from validator.reporters.sheets.cells import Formula, held

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from validator.model.intervals import Number
    from validator.reporters.sheets.cells import Sheet
    from validator.tieouts.expression import Bound
    from validator.tieouts.figures import Key

LONGEST = 1_000  # characters of a sum in one cell; more go through steps
BEYOND = "a number of more than 15 digits"


class NoFormulaError(Exception):
    """An amount that is not written as a formula, and why."""


class Doubles(NamedTuple):
    """What a spreadsheet makes of an amount; not a number where it makes an error of it."""

    value: float
    low: float
    high: float


class Amount(NamedTuple):
    """An amount in formulas: its value and the ends of its interval, and what they come to."""

    value: str
    low: str
    high: str
    doubles: Doubles
    cell: bool = True  # whether each is one cell or one number

    @property
    def formulas(self) -> tuple[str, str, str]:
        """Its three formulas."""
        return self.value, self.low, self.high

    @property
    def printed(self) -> Amount:
        """It as printed: its value alone, and nothing where its interval is nothing."""
        point = Doubles(*(self.doubles.value,) * 3)
        value = f"({self.value}+0*{self.low})"
        return Amount(value, value, value, point, self.cell)


def literal(number: Number) -> tuple[str, float]:
    """Return a number as a formula writes it; raises NoFormulaError for one of too many digits."""
    exact = held(number)
    if exact is not None:
        told = repr(exact).removesuffix(".0")
        return (f"({told})" if number < 0 else told), exact
    above, under = held(number.numerator), held(number.denominator)
    if places_of(number) is not None or above is None or under is None:
        raise NoFormulaError(BEYOND)
    return f"({above!r}/{under!r})", above / under


class Arithmetic:
    """Formulas of the amounts of one tie."""

    def __init__(self, figure: Callable[[Key], Amount], steps: Sheet, tie: int) -> None:
        self.figure = figure
        self.steps = steps
        self.tie = tie  # the row of the tie, as the steps name it

    def of(self, node: Bound) -> Amount:
        """Return the formulas of a tree; raises NoFormulaError."""
        if node[0] == "figure":
            return self.figure(node[1])
        if node[0] == "constant":
            told, number = literal(node[1])
            return Amount(told, told, told, Doubles(number, number, number))
        if node[0] == "sum":
            return self.added([(weight, self.of(part)) for weight, part in node[1]])
        first = self.stepped(self.of(node[1]), "")
        if node[0] == "abs":
            return self.stepped(_magnitude(first), "absolute value")
        if node[0] == "power":
            return self._power(first, node[2])
        second = self.stepped(self.of(node[2]), "")
        if node[0] == "quotient":
            return self.stepped(_product(first, self.stepped(_reciprocal(second), "one divided by it")), "quotient")
        if node[0] == "product":
            return self.stepped(_product(first, second), "product")
        return self.stepped(_chosen(first, second, "MIN" if node[0] == "least" else "MAX"), node[0])

    def added(self, parts: Sequence[tuple[Number, Amount]]) -> Amount:
        """Return a weighted sum; of a long one, partial sums are steps."""
        whole: list[Amount] = []
        piece: list[tuple[Number, Amount]] = []
        length = 0
        for weight, part in parts:
            length += max(map(len, part.formulas)) + 8
            if piece and length > LONGEST:
                whole.append(self.stepped(_sum(piece), "partial sum"))
                piece, length = [], 0
            piece.append((weight, part))
        if not whole:
            return _sum(piece)
        if piece:
            whole.append(self.stepped(_sum(piece), "partial sum"))
        return self.added([(1, one) for one in whole])

    def stepped(self, amount: Amount, what: str) -> Amount:
        """Return an amount as cells: itself where it is, else a step of its own."""
        if amount.cell:
            return amount
        cells = [Formula(told, shown_double(one)) for told, one in zip(amount.formulas, amount.doubles, strict=True)]
        row = self.steps.add([self.tie, what or "sum", *cells])
        if not row:
            raise NoFormulaError("the sheet of steps is full")
        value, low, high = (f"{self.steps.name}!{letter}{row}" for letter in "CDE")
        return Amount(value, low, high, amount.doubles)

    def _power(self, base: Amount, exponent: int) -> Amount:
        if exponent == 0:
            return Amount("1", "1", "1", Doubles(1.0, 1.0, 1.0))
        under = self.stepped(_reciprocal(base), "one divided by it") if exponent < 0 else base
        size = abs(exponent)
        positive = under if size % 2 else self.stepped(_magnitude(under), "absolute value")
        told = Amount(
            f"{under.value}^{size}",
            f"{positive.low}^{size}",
            f"{positive.high}^{size}",
            _doubles(
                lambda: (under.doubles.value**size, positive.doubles.low**size, positive.doubles.high**size),
            ),
            cell=False,
        )
        return self.stepped(told, "power")


def _doubles(work: Callable[[], Iterable[float]]) -> Doubles:
    """Return what doubles come to; errors are not a number, as a spreadsheet passes them on."""
    try:
        return Doubles(*work())
    except (ArithmeticError, TypeError):  # a root of a negative number is complex
        return Doubles(nan, nan, nan)


def shown_double(number: float) -> float | str:
    """Return a number as a cell shows it: an error where it is none."""
    return "#VALUE!" if number != number else number  # noqa: PLR0124 - what is not a number differs from itself


def _sum(parts: Sequence[tuple[Number, Amount]]) -> Amount:
    if len(parts) == 1 and parts[0][0] == 1:
        return parts[0][1]
    told: list[list[str]] = [[], [], []]
    sums = [0.0, 0.0, 0.0]
    for weight, part in parts:
        size, number = literal(max(weight, -weight))
        ends = part if weight > 0 else part._replace(low=part.high, high=part.low)
        doubles = part.doubles if weight > 0 else Doubles(part.doubles.value, part.doubles.high, part.doubles.low)
        for at, (formula, double) in enumerate(zip(ends.formulas, doubles, strict=True)):
            inner = formula if part.cell else f"({formula})"
            told[at].append(f"{'+' if weight > 0 else '-'}{inner if size == '1' else f'{size}*{inner}'}")
            sums[at] += (number if weight > 0 else -number) * double
    value, low, high = ("".join(one).removeprefix("+") or "0" for one in told)
    return Amount(value, low, high, Doubles(*sums), cell=not parts)


def _product(a: Amount, b: Amount) -> Amount:
    corners = ",".join(f"{one}*{other}" for one in (a.low, a.high) for other in (b.low, b.high))

    def work() -> Iterable[float]:
        found = [one * other for one in a.doubles[1:] for other in b.doubles[1:]]
        bad = any(one != one for one in found)  # noqa: PLR0124
        return a.doubles.value * b.doubles.value, nan if bad else min(found), nan if bad else max(found)

    return Amount(f"{a.value}*{b.value}", f"MIN({corners})", f"MAX({corners})", _doubles(work), cell=False)


def _reciprocal(a: Amount) -> Amount:
    """Return one divided by an amount; an error where that may be zero, for then nothing is said of it."""
    apart = f"IF({a.low}*{a.high}>0,{{}},NA())"

    def work() -> Iterable[float]:
        value, low, high = a.doubles
        return 1 / value, 1 / high if low * high > 0 else nan, 1 / low if low * high > 0 else nan

    return Amount(f"1/{a.value}", apart.format(f"1/{a.high}"), apart.format(f"1/{a.low}"), _doubles(work), cell=False)


def _magnitude(a: Amount) -> Amount:
    def work() -> Iterable[float]:
        value, low, high = a.doubles
        return abs(value), max(0.0, low, -high) + 0 * value, max(-low, high) + 0 * value

    return Amount(
        f"ABS({a.value})", f"MAX(0,{a.low}+0,-{a.high})", f"MAX(-{a.low},{a.high}+0)", _doubles(work), cell=False
    )


def _chosen(a: Amount, b: Amount, function: str) -> Amount:
    choose = min if function == "MIN" else max

    def work() -> Iterable[float]:
        return [choose(one, other) + 0 * (one + other) for one, other in zip(a.doubles, b.doubles, strict=True)]

    value, low, high = (f"{function}({one}+0,{other}+0)" for one, other in zip(a.formulas, b.formulas, strict=True))
    return Amount(value, low, high, _doubles(work), cell=False)
