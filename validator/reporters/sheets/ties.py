"""The sheet of ties: what each says, with its value, gap and outcome as formulas over the sheet of figures.

A formula is written where doubles come to the verdict of our exact arithmetic; where they cannot, for numbers have
more than 15 digits or a relation asks for more than a cell can, the row has our outcome as text and says why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.finding import Verdict
from validator.model.intervals import places_of
from validator.reporters.sheets.arithmetic import BEYOND, Amount, Arithmetic, NoFormulaError, literal, shown_double
from validator.reporters.sheets.cells import LONGEST_FORMULA, MOST_DIGITS, Formula
from validator.reporters.sheets.figures import DECIMALS, NAME, ROUNDED, VALUE, half_even
from validator.tieouts.calculations import Summation
from validator.tieouts.calculations_xbrl21 import OldSummation
from validator.tieouts.equation import ABOVE, AT_LEAST, AT_MOST, BELOW, EQUAL, Equation
from validator.tieouts.figures import EXCESS, NIL, OK, shown_interval
from validator.tieouts.rules.declared import Declared
from validator.tieouts.rules.found import Found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from validator.finding import Result, Tie
    from validator.model.intervals import Number
    from validator.reporters.sheets.cells import Book, Cell, Sheet
    from validator.reporters.sheets.figures import Shown
    from validator.tieouts.figures import Figures, Key

SHEET = "Ties"
COLUMNS = (
    ("Outcome now", 18), ("As checked", 18), ("Code", 9), ("Tie", 34), ("Where", 30), ("Reported", 18),
    ("Computed", 18), ("Gap", 14), ("Gap: from", 14), ("Gap: to", 14), ("Arithmetic as checked", 46),
    ("What is missing, and why", 30), ("Evidence", 26), ("Accepted", 10), ("Report", 24),
)  # fmt: skip
STEPS = (("Tie in row", 10), ("Step", 18), ("Value", 20), ("From", 20), ("To", 20))
COLOURS = {
    Verdict.FAILS.value: "bad",
    Verdict.HOLDS.value: "good",
    Verdict.ROUNDING.value: "good",
    Verdict.INDETERMINATE.value: "open",
}
ROOM = 3  # further places that gaps are told to, for what somebody types
NEAR = 2  # digits given away where a quotient has no end
FAILING = {EQUAL: "OR({0}>0,{1}<0)", AT_MOST: "{0}>0", BELOW: "{0}>=0", AT_LEAST: "{1}<0", ABOVE: "{1}<=0"}
HOLDING = {EQUAL: "{}=0", AT_MOST: "{}<=0", BELOW: "{}<0", AT_LEAST: "{}>=0", ABOVE: "{}>0"}
TESTS: dict[str, Callable[[float], bool]] = {
    EQUAL: lambda gap: gap == 0,
    AT_MOST: lambda gap: gap <= 0,
    BELOW: lambda gap: gap < 0,
    AT_LEAST: lambda gap: gap >= 0,
    ABOVE: lambda gap: gap > 0,
}


class Live(NamedTuple):
    """A tie in formulas: both sides, what the left exceeds the right by, and its outcome in a row of the sheet."""

    left: Amount
    right: Amount
    gap: Amount
    relation: str
    places: int

    def verdict(self) -> Verdict:
        """Return what doubles make of it."""
        gap, low, high = (round(one, self.places) for one in self.gap.doubles)
        if gap != gap or low != low or high != high:  # noqa: PLR0124 - not a number
            return Verdict.INDETERMINATE
        fails = {
            EQUAL: low > 0 or high < 0,
            AT_MOST: low > 0,
            BELOW: low >= 0,
            AT_LEAST: high < 0,
            ABOVE: high <= 0,
        }[self.relation]
        if fails:
            return Verdict.FAILS
        return Verdict.HOLDS if TESTS[self.relation](gap) else Verdict.ROUNDING

    def cells(self, row: int) -> list[Cell]:
        """Return its cells, from what is reported to the greatest gap."""
        told = [
            Formula(self.left.value, shown_double(self.left.doubles.value)),
            Formula(self.right.value, shown_double(self.right.doubles.value)),
            Formula(f"ROUND(F{row}-G{row},{self.places})", shown_double(round(self.gap.doubles.value, self.places))),
            *(
                Formula(f"ROUND({formula},{self.places})", shown_double(round(double, self.places)))
                for formula, double in zip(self.gap.formulas[1:], self.gap.doubles[1:], strict=True)
            ),
        ]
        if any(len(one.text) >= LONGEST_FORMULA for one in told):
            raise NoFormulaError("a formula longer than a cell holds")
        return list(told)

    def outcome(self, row: int) -> str:
        """Return the formula of its outcome."""
        fails = FAILING[self.relation].format(f"I{row}", f"J{row}")
        return _outcome(f"ISERROR(H{row}+I{row}+J{row})", fails, HOLDING[self.relation].format(f"H{row}"))


def ties_in(book: Book, results: Sequence[Result], shown: Sequence[Shown]) -> int:
    """Write every tie of reports, and return of how many the outcome is no formula, though they are decided."""
    sheet, steps = (next(one for one in book.sheets if one.name == name) for name in (SHEET, "Steps"))
    known = {id(one.figures.report): one for one in shown}
    constant = 0
    for result in results:
        of_report = known.get(id(result.report))
        for tie in result.ties:
            row = sheet.rows + 1
            why = ""
            try:
                lead, sides = _formulas(tie, of_report, steps, row)
            except NoFormulaError as error:
                why = str(error)
                lead, sides = tie.verdict.value, _sides(tie)
                constant += tie.verdict is not Verdict.INDETERMINATE
            sheet.add([lead, tie.verdict.value, tie.code, *_told(tie), *sides, *_beside(tie, why), result.path])
    sheet.colour(0, COLOURS)
    sheet.colour(1, COLOURS)
    sheet.filtered()
    return constant


def _told(tie: Tie) -> list[Cell]:
    return [tie.title if isinstance(tie, Equation) else tie.source, tie.frame]


def _beside(tie: Tie, why: str) -> list[Cell]:
    reason = tie.reason or (f"not reported: {', '.join(tie.missing)}" if tie.missing else "")
    assumed = "on assumed declarations" if tie.assumed else ""
    told = "; ".join(filter(None, (reason, assumed, f"no formula: {why}" if why and not reason else "")))
    working = tie.working if isinstance(tie, Equation) else ""
    return [working, told, tie.found.evidence if isinstance(tie, Found) else "", "waived" if tie.waived else ""]


def _sides(tie: Tie) -> list[Cell]:
    """Return what is known of both sides, as text: no formula stands for them."""
    sides = (tie.reported, tie.computed)
    return [*("" if one is None or one.empty else shown_interval(one) for one in sides), "", "", ""]


def _formulas(tie: Tie, shown: Shown | None, steps: Sheet, row: int) -> tuple[Cell, list[Cell]]:
    """Return the formula of a tie's outcome, and those of its sides and gaps; raises NoFormulaError."""
    if shown is None or not isinstance(tie, Equation):
        raise NoFormulaError("judged by another engine")
    if tie.absent or (isinstance(tie, Summation) and tie.rollup.open):
        raise NoFormulaError("not all of its figures are known")
    if isinstance(tie, OldSummation):
        return _old(tie, shown, row)
    live = _live(tie, shown, Arithmetic(_looking(tie, shown), steps, row))
    if live.verdict() is not tie.verdict:
        raise NoFormulaError("15 digits do not tell its outcome")
    return Formula(live.outcome(row), tie.verdict.value), live.cells(row)


def _looking(tie: Equation, shown: Shown) -> Callable[[Key], Amount]:
    printed = isinstance(tie, Declared) and tie.rule.printed
    optional = isinstance(tie, Summation) or (isinstance(tie, Declared) and tie.optional)
    linear = not isinstance(tie, Declared) or tie.scaled is not None  # elsewhere a figure that is nil leaves it open

    def look(key: Key) -> Amount:
        absent = not shown.figures.rows(key)
        found = shown.amount(key, optional=optional and (absent or linear))
        if found is None and absent:
            raise NoFormulaError("not all of its figures are reported")
        if found is None:
            rowless = not shown.facts.keys() >= set(shown.figures.rows(key))
            raise NoFormulaError("not all of its figures fit the sheet" if rowless else BEYOND)
        return found.printed if printed else found

    return look


def _live(tie: Equation, shown: Shown, arithmetic: Arithmetic) -> Live:
    """Return a tie in formulas; raises NoFormulaError."""
    figures = shown.figures
    if isinstance(tie, Summation):
        (total, _), *parts = tie.weighted
        reported = [(key, weight) for key, weight in parts if figures.rows(key)]
        left, right = arithmetic.figure(total), arithmetic.added([(w, arithmetic.figure(k)) for k, w in reported])
        weights: Iterable[tuple[Key, Number]] = ((total, 1), *((key, -weight) for key, weight in reported))
        return _linear(left, right, EQUAL, tuple(weights), 0, figures, arithmetic)
    if not isinstance(tie, Declared):
        raise NoFormulaError("a tie of another kind")
    left, right = arithmetic.of(tie.left), arithmetic.of(tie.right)
    if tie.scaled is not None:
        terms, constant = tie.scaled
        given = tuple((key, -weight) for key, weight in terms if figures.rows(key))
        return _linear(left, right, tie.relation, given, -figures.true(constant), figures, arithmetic)
    gap = arithmetic.added([(1, arithmetic.stepped(left, "left")), (-1, arithmetic.stepped(right, "right"))])
    places = MOST_DIGITS - NEAR - _digits(max(_size(left), _size(right)))
    return Live(left, right, gap, tie.relation, places)


def _linear(
    left: Amount,
    right: Amount,
    relation: str,
    weights: Sequence[tuple[Key, Number]],
    constant: Number,
    figures: Figures,
    arithmetic: Arithmetic,
) -> Live:
    """Return a weighted sum of figures in formulas: exact where all its digits are within those of a double."""
    parts = [(weight, arithmetic.figure(key)) for key, weight in weights]
    if constant:
        parts.append((1, arithmetic.of(("constant", constant))))
    gap = arithmetic.added(parts) if parts else arithmetic.of(("constant", 0))
    size = sum(float(max(weight, -weight)) * _size(one) for weight, one in parts)
    numbers: list[Number] = [constant]
    for key, weight in weights:
        said = figures.bounds_of(key)
        numbers += [weight * figures.true(one) for one in (said.value, said.low, said.high)]
    places = [places_of(one) for one in numbers]
    finest = max((one for one in places if one is not None), default=0)
    if None in places:
        return Live(left, right, gap, relation, MOST_DIGITS - NEAR - _digits(size))
    if finest + _digits(size) > MOST_DIGITS:
        raise NoFormulaError(BEYOND)
    return Live(left, right, gap, relation, max(finest, min(finest + ROOM, MOST_DIGITS - _digits(size))))


def _old(tie: OldSummation, shown: Shown, row: int) -> tuple[Cell, list[Cell]]:
    """Return a summation of XBRL 2.1 in formulas: rounded parts, and their sum rounded as the total is (§5.2.5.2)."""
    if tie.verdict is Verdict.INDETERMINATE:
        raise NoFormulaError(tie.reason or "not decided")
    figures = tie.figures
    total = shown.facts.get(tie.total_row)
    given: list[tuple[str, Number]] = []
    for fact, weight in tie.part_rows:
        place, said = shown.facts.get(fact), figures.read(fact)
        if place is None or not place.usable or said.state not in (OK, EXCESS, NIL):
            raise NoFormulaError(BEYOND if said.state in (OK, EXCESS) else said.state)
        given.append((f"N({NAME}!{ROUNDED}{place.row})", weight))
    if total is None or not total.usable or figures.read(tie.total_row).state not in (OK, EXCESS):
        raise NoFormulaError("the total says nothing")
    reported, computed = tie.sides(figures)
    if reported is None or computed is None or reported.low is None or computed.low is None:
        raise NoFormulaError("it has no value")
    numbers = [reported.low, computed.low, *(weight for _, weight in given)]
    places = [places_of(one) for one in numbers]
    finest = max((one for one in places if one is not None), default=0)
    known: list[tuple[Number, Number]] = [(one.weight, one.interval.low or 0) for one in tie.terms if one.interval]
    size = sum(abs(float(weight) * float(value)) for weight, value in known)
    if None in places or finest + _digits(size) > MOST_DIGITS:
        raise NoFormulaError(BEYOND)
    added = "".join(f"{'+' if w > 0 else '-'}{_weighted(max(w, -w))}{told}" for told, w in given).removeprefix("+")
    if len(added) >= LONGEST_FORMULA // 2:
        raise NoFormulaError("a formula longer than a cell holds")
    decimals = f"{NAME}!{DECIMALS}{total.row}"
    gap = f"ROUND(F{row}-G{row},{finest})"
    outcome = _outcome(
        f"ISERROR(H{row})",
        f"ROUND({half_even(f'ROUND(G{row},{finest})', decimals)}-F{row},{finest})<>0",
        f"ROUND(G{row}-{NAME}!{VALUE}{total.row},{finest})=0",
    )
    exact = float(computed.low)
    cells: list[Cell] = [
        Formula(f"{NAME}!{ROUNDED}{total.row}", float(reported.low)),
        Formula(f"ROUND({added},{finest})", exact),
        Formula(gap, float(reported.low - computed.low)),
        "",
        "",
    ]
    return Formula(outcome, tie.verdict.value), cells


def _weighted(weight: Number) -> str:
    return "" if weight == 1 else f"{literal(weight)[0]}*"


def _outcome(is_open: str, fails: str, holds: str) -> str:
    words = (Verdict.INDETERMINATE, Verdict.FAILS, Verdict.HOLDS, Verdict.ROUNDING)
    undecided, failing, holding, rounding = (f'"{one.value}"' for one in words)
    return f"IF({is_open},{undecided},IF({fails},{failing},IF({holds},{holding},{rounding})))"


def _size(amount: Amount) -> float:
    """Return how large an amount can be; nothing is known of what is an error."""
    return max((abs(one) for one in amount.doubles if one == one), default=0.0)  # noqa: PLR0124


def _digits(size: float) -> int:
    """Return how many digits a size has before the point."""
    return len(str(int(size)))
