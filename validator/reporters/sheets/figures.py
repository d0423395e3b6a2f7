"""The sheet of figures: a row a fact, with its place; whoever changes a value there sees the ties turn.

From value and decimals formulas make the interval of each fact, and of several that report one figure their
intersection (Calculations 1.1 §4.2), as the engine does: a fact with more digits than its decimals, or a figure whose
facts contradict each other, says nothing, and its ties are indeterminate.
"""

from __future__ import annotations

from itertools import pairwise
from math import nan
from typing import TYPE_CHECKING, NamedTuple

from validator.model.intervals import scaled
from validator.reporters.sheets.arithmetic import Amount, Doubles
from validator.reporters.sheets.cells import Formula, Styled, held
from validator.tieouts.calculations_xbrl21 import OldSummation
from validator.tieouts.calculations_xbrl21 import half_even as rounded
from validator.tieouts.figures import EXCESS, INCONSISTENT, MISSING, NIL, OK, UNUSABLE, Figures

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from validator.finding import Result
    from validator.model.intervals import Number
    from validator.model.report import Report
    from validator.reporters.sheets.cells import Book, Cell
    from validator.tieouts.figures import Bounds, Key, Rows

NAME = "Figures"
COLUMNS = (
    ("Report", 24), ("Place", 14), ("Figure", 34), ("Concept", 24), ("When and of what", 30), ("Unit", 10),
    ("Statement", 22), ("Value", 18), ("Decimals", 9), ("From", 18), ("To", 18),
    ("All copies: value", 18), ("All copies: from", 18), ("All copies: to", 18), ("Rounded (XBRL 2.1)", 18),
    ("Ties", 7), ("Note", 30),
)  # fmt: skip
VALUE, DECIMALS, LOW, HIGH, WHOLE, WHOLE_LOW, WHOLE_HIGH, ROUNDED = "HIJKLMNO"
EXACT_AS_TEXT = "more than 15 digits: exact as text, and in no formula"
MOST_COPIES = 60  # of one figure that are intersected in formulas
NOTHING = Doubles(nan, nan, nan)


class Held(NamedTuple):
    """A fact as its row has it: the row's number, and whether its value is a number there or nil."""

    row: int
    usable: bool


class Shown(NamedTuple):
    """The figures of one report, as the sheet has them."""

    figures: Figures
    facts: Mapping[int, Held]  # by row of the report

    def amount(self, key: Key, *, optional: bool = False) -> Amount | None:
        """Return a figure as formulas; None where the sheet does not hold it.

        `optional` counts what is not reported, or nil, for nothing.
        """
        rows, said = self.figures.rows(key), self.figures.bounds_of(key)
        if said.state == MISSING:
            return Amount("0", "0", "0", Doubles(0.0, 0.0, 0.0)) if optional else None
        facts = [self.facts.get(row) for row in rows]
        if not all(one is not None and one.usable for one in facts) or len(rows) > MOST_COPIES or facts[0] is None:
            return None
        doubles = self.doubles(said)
        if doubles is None:
            return None
        columns = (VALUE, LOW, HIGH) if len(rows) == 1 else (WHOLE, WHOLE_LOW, WHOLE_HIGH)
        nothing = optional and said.state == NIL
        told = "N({})" if nothing else "{}"
        value, low, high = (told.format(f"{NAME}!{letter}{facts[0].row}") for letter in columns)
        return Amount(value, low, high, Doubles(0.0, 0.0, 0.0) if nothing else doubles)

    def doubles(self, said: Bounds) -> Doubles | None:
        """Return bounds as cells hold them; None where they have more digits than that."""
        if said.state != OK:
            return NOTHING
        numbers = [held(self.figures.true(one)) for one in (said.value, said.low, said.high)]
        value, low, high = numbers
        return None if value is None or low is None or high is None else Doubles(value, low, high)


def figures_in(book: Book, results: Sequence[Result], statements: Mapping[int, Mapping[str, str]]) -> list[Shown]:
    """Write every numeric fact of reports, and return what stands where; `statements` names those of concepts."""
    sheet = next(one for one in book.sheets if one.name == NAME)
    found = []
    for index, result in enumerate(results):
        report = result.report
        if report is None:
            continue
        figures = _figures(result, report)
        touching = _touching(result, len(report))
        rows = [row for row in range(len(report)) if report.units_of[row] >= 0 and report.contexts_of[row] >= 0]
        places = {row: sheet.rows + 1 + at for at, row in enumerate(rows) if sheet.rows + at < book.most_rows}
        usable = {row: _usable(figures, row) for row in rows}
        made = Shown(figures, {row: Held(place, usable[row]) for row, place in places.items()})
        old = _bound_by_rounding(result)
        for row in rows:
            concept = report.concepts[row]
            told = _row(made, row, statements.get(index, {}).get(concept, ""), old=row in old)
            sheet.add([result.path, *told, touching[row], None if usable[row] else EXACT_AS_TEXT])
        found.append(made)
    sheet.filtered()
    return found


def _figures(result: Result, report: Report) -> Figures:
    """Return the figures that ties of a result are over."""
    known = [one.figures for one in result.ties if hasattr(one, "figures")]
    return next((one for one in known if one.truncation), known[0] if known else Figures(report))


def _touching(result: Result, size: int) -> list[int]:
    found = [0] * size
    for tie in result.ties:
        for row in {row for term in tie.terms for row in term.rows}:
            found[row] += 1
    return found


def _bound_by_rounding(result: Result) -> set[int]:
    """Return the facts that summations of XBRL 2.1 bind."""
    bound = [tie for tie in result.ties if isinstance(tie, OldSummation)]
    return {row for tie in bound for row in (tie.total_row, *(part for part, _ in tie.part_rows))}


def _usable(figures: Figures, row: int) -> bool:
    """Whether a fact's value, and the interval it stands for, are numbers a cell holds to the last digit."""
    said = figures.read(row)
    if said.state in (NIL, UNUSABLE):
        return True
    numbers = (said.value, said.low, said.high) if said.state == OK else (said.value,)
    return all(held(figures.true(one)) is not None for one in numbers)


def _row(shown: Shown, row: int, statement: str, *, old: bool) -> list[Cell]:
    """Return the cells of a fact from its place to what XBRL 2.1 rounds it to, where a tie asks for that."""
    figures, report, place = shown.figures, shown.figures.report, shown.facts.get(row)
    fact = report.fact(row)
    number = report.number(row)
    exact = None if number is None or fact.nil else scaled(*number)
    said = figures.read(row)
    accuracy = figures.accuracy_of(row)
    decimals: str | int = report.decimals[row] if said.state == UNUSABLE else "INF" if accuracy is None else accuracy
    cells: list[Cell] = [
        _place(report, row), figures.label(report.concepts[row]), report.qname(report.concepts[row]),
        str(fact.context or ""), str(fact.unit or ""), statement,
        Styled(_value(exact, fact.text, nil=fact.nil), "input"), Styled(decimals, "input-whole"),
    ]  # fmt: skip
    if place is None or not place.usable or said.state == UNUSABLE:
        told = said.state if said.state != OK else "no formula"
        return [*cells, *(told,) * 2, *_together(shown, row), None]
    low, high = _ends(figures, place.row)
    _, *ends = _comes_to(shown, said)
    formulas = [Formula(one, end) for one, end in zip((low, high), ends, strict=True)]
    return [*cells, *formulas, *_together(shown, row), _rounded(place.row, figures, row) if old else None]


def _value(exact: Number | None, written: str, *, nil: bool) -> float | str:
    if nil:
        return NIL
    if exact is None:
        return written
    cell = held(exact)
    return written.strip() if cell is None else cell


def _place(report: Report, row: int) -> str:
    at = report.location(row)
    return str(at._replace(path="")).removeprefix(":") if at.path == report.path else str(at)


def _ends(figures: Figures, at: int) -> tuple[str, str]:
    """Return the ends of the interval of a fact, as formulas over its value and decimals."""
    value, decimals = f"{VALUE}{at}", f"{DECIMALS}{at}"
    unit = f"10^(-{decimals})"
    if figures.truncation:
        low = f"IF({value}<=0,ROUND({value}-{unit},{decimals}),{value})"
        high = f"IF({value}>=0,ROUND({value}+{unit},{decimals}),{value})"
    else:
        low = f"ROUND({value}-{unit}/2,{decimals}+1)"
        high = f"ROUND({value}+{unit}/2,{decimals}+1)"
    guarded = (
        f'IF(ISNUMBER({value}),IF({decimals}="INF",{value},'
        f'IF(ROUND({value},{decimals})={value},{{}},"{EXCESS}")),"{NIL}")'
    )
    return guarded.format(low), guarded.format(high)


def _together(shown: Shown, row: int) -> list[Cell]:
    """Return the value and the ends that all copies of a figure leave together; nothing where it has none."""
    figures = shown.figures
    key = figures.key_of(row)
    rows: Rows = () if key is None else figures.rows(key)
    if key is None or len(rows) < 2:
        return [None] * 3
    comes_to = _comes_to(shown, figures.bounds_of(key))
    facts = [shown.facts.get(one) for one in rows]
    places = [one.row for one in facts if one is not None and one.usable]
    if len(places) < len(rows) or len(rows) > MOST_COPIES:
        return ["no formula"] * 3
    if rows[0] == row:
        formulas: Sequence[str] = _intersected(figures, rows, places)
    else:
        formulas = [f"{letter}{places[0]}" for letter in (WHOLE, WHOLE_LOW, WHOLE_HIGH)]
    return [Formula(told, one) for told, one in zip(formulas, comes_to, strict=True)]


def _comes_to(shown: Shown, said: Bounds) -> Sequence[float | str]:
    doubles = shown.doubles(said)
    return [said.state if said.state != OK else "no formula"] * 3 if said.state != OK or doubles is None else doubles


def _intersected(figures: Figures, rows: Rows, places: Sequence[int]) -> tuple[str, str, str]:
    """Return what the copies of one figure leave together: they agree where all their intervals meet.

    Copies of one accuracy must have one value.
    """
    lows, highs = (",".join(f"{letter}{place}" for place in places) for letter in (LOW, HIGH))
    alike: dict[int | None, list[int]] = {}
    for row, place in zip(rows, places, strict=True):
        alike.setdefault(figures.accuracy_of(row), []).append(place)
    same = [f"{VALUE}{one}={VALUE}{other}" for ones in alike.values() for one, other in pairwise(ones)]
    agree = ",".join([f"MAX({lows})<=MIN({highs})", *same])
    finest = places[list(rows).index(figures.fullest(rows))]
    states = f'IF(COUNTIF({LOW}{places[0]},"{NIL}")=1,{LOW}{places[0]},"{INCONSISTENT}")'
    excess = "+".join(f'COUNTIF({LOW}{place},"{EXCESS}")' for place in places)
    guarded = (
        f'IF(COUNT({lows})={len(places)},IF(AND({agree}),{{}},"{INCONSISTENT}"),'
        f'IF({excess}>0,"{EXCESS}",IF(COUNT({lows})=0,{states},"{INCONSISTENT}")))'
    )
    return guarded.format(f"{VALUE}{finest}"), guarded.format(f"MAX({lows})"), guarded.format(f"MIN({highs})")


def _rounded(at: int, figures: Figures, row: int) -> Cell:
    """Return a fact's value rounded half to even at its decimals (XBRL 2.1 §4.6.7.2)."""
    value = f"{VALUE}{at}"
    said = figures.read(row)
    comes_to = NIL if said.state == NIL else held(figures.true(rounded(said)))
    whole = half_even(value, f"{DECIMALS}{at}")
    return "no formula" if comes_to is None else Formula(f"IF(ISNUMBER({value}),{whole},{value})", comes_to)


def half_even(value: str, decimals: str) -> str:
    """Return a formula that rounds half to even, where INF rounds nothing."""
    shifted = f"ROUND({value}*10^{decimals},6)"
    tie = f"ABS({shifted}-TRUNC({shifted}))=0.5"
    return f'IF({decimals}="INF",{value},IF({tie},2*ROUND({shifted}/2,0)/10^{decimals},ROUND({value},{decimals})))'
