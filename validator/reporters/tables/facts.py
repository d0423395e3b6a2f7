"""The facts of a report as columns, some thousands at a time: what many facts share is worked out once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from validator.finding import Verdict
from validator.model.intervals import places_of
from validator.model.names import local
from validator.model.numbers import number
from validator.model.periods import DAY
from validator.tieouts.equation import Equation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from validator.finding import Tie
    from validator.model.contexts import Context
    from validator.model.intervals import Number
    from validator.model.names import Name
    from validator.model.report import Report
    from validator.tieouts.figures import Figures, Key

    Columns = dict[str, Sequence[object]]
    Touched = Mapping[Name, Mapping[int, Sequence[int]]]  # by concept and spot: ties, decided, failing

MOST_ROWS, MOST_LETTERS = 5_000, 4_000_000  # at a time
PLACES, DIGITS = 8, 30  # behind the point and before it, of an amount
WRITTEN_OUT = 60  # zeros that are written in a value; past that it has an exponent


def facts(report: Report, ties: Sequence[Tie]) -> Iterator[Columns]:
    """Yield the facts of a report, without those it borrows from others, some at a time."""
    figures = next((tie.figures for tie in ties if isinstance(tie, Equation)), None)
    touched = _touched(ties) if figures is not None else {}
    contexts = [_context(one) for one in report.contexts]
    units = [str(one) for one in report.units]
    names: dict[Name, str] = {}
    start = 0
    while start < report.own:
        end, letters = start, 0
        while end < min(report.own, start + MOST_ROWS) and letters <= MOST_LETTERS:
            letters += len(report.texts[end])
            end += 1
        yield _some(report, range(start, end), contexts, units, names, (figures, touched))
        start = end


def _some(
    report: Report,
    rows: range,
    contexts: Sequence[tuple[object, ...]],
    units: Sequence[str],
    names: dict[Name, str],
    tied: tuple[Figures | None, Touched],
) -> Columns:
    part = slice(rows.start, rows.stop)
    concepts = report.concepts[part]
    for concept in concepts:
        if concept not in names:
            names[concept] = local(concept)
    said = [contexts[at] if at >= 0 else NOWHERE for at in report.contexts_of[part]]
    of_unit = report.units_of[part]
    values = [_value(report, row) for row in rows]
    counts = [_counts(row, *tied, report) for row in rows]
    paths = report.paths[part] if report.paths is not None else [report.path] * len(rows)
    pointers: Sequence[str | None] = [None] * len(rows)
    if report.pointers is not None:
        pointers = [report.pointers[row] or None for row in rows]
    return {
        "fact": rows,
        "id": [one or None for one in report.ids[part]],
        "concept": concepts,
        "name": [names[one] for one in concepts],
        **{name: [one[at] for one in said] for at, name in enumerate(OF_CONTEXT)},
        "unit": [units[at] if at >= 0 else None for at in of_unit],
        "value": [value for value, _ in values],
        "amount": [value if fits else None for value, fits in values],
        "decimals": [_decimals(report, row) for row in rows],
        "nil": report.nils[part],
        "language": [one or None for one in report.languages[part]],
        "parent": [one if one >= 0 else None for one in report.parents[part]],
        "path": paths,
        "line": [one or None for one in report.lines[part]],
        "column": [one or None for one in report.columns[part]],
        "pointer": pointers,
        **{name: [one[at] for one in counts] for at, name in enumerate(("ties", "decided", "failing"))},
    }


OF_CONTEXT = ("entity_scheme", "entity", "period", "period_start", "period_end", "dimensions", "other")
NOWHERE: tuple[object, ...] = (None,) * len(OF_CONTEXT)


def _context(one: Context) -> tuple[object, ...]:
    """Return what the facts of a context have from it."""
    period = one.period
    start = end = None
    if period is not None and period.end is not None:
        start = None if period.start is None else _day(int(period.start // DAY) + 1)
        end = _day(int(-(-period.end // DAY)))  # the day it ends: of a midnight the one before
    members = sorted((m.dimension, m.member, m.typed) for m in one.members)
    dimensions = [{"dimension": dimension, "member": member, "typed": typed} for dimension, member, typed in members]
    other = "\n".join(filter(None, (one.segment, one.scenario))) or None
    said = str(period) if period is not None else None
    return one.scheme, one.identifier, said, start, end, dimensions, other


def _day(number: int) -> date | None:
    return date.fromordinal(number) if 1 <= number <= date.max.toordinal() else None


def _value(report: Report, row: int) -> tuple[str | None, bool]:
    """Return what a fact says, and whether that is a number that an amount holds."""
    text = report.texts[row]
    if report.nils[row]:
        return None, False
    if report.units_of[row] < 0 and not report.unit_refs[row]:
        return text, False
    if text.isdigit() and text.isascii() and text[0] != "0" and len(text) <= DIGITS:
        return text, True
    parsed = number(text)
    return (text, False) if parsed is None else exact(*parsed)


def exact(mantissa: int, exponent: int) -> tuple[str, bool]:
    """Return a number in plain digits, and whether an amount holds it; far from its point it has an exponent."""
    if not mantissa:
        return "0", True
    digits = str(abs(mantissa))
    kept = digits.rstrip("0")
    exponent += len(digits) - len(kept)
    sign = "-" if mantissa < 0 else ""
    if not -WRITTEN_OUT <= exponent <= WRITTEN_OUT:
        return f"{sign}{kept}E{exponent}", False
    if exponent >= 0:
        whole, fraction = kept + "0" * exponent, ""
    else:
        padded = kept.rjust(1 - exponent, "0")
        whole, fraction = padded[:exponent], padded[exponent:]
    fits = len(whole) <= DIGITS and len(fraction) <= PLACES
    return f"{sign}{whole}{'.' if fraction else ''}{fraction}", fits


def number_text(value: Number | None, most_bits: int = 4000) -> tuple[str | None, bool]:
    """Return a number as text, and whether an amount holds it; as a fraction where no decimal is exact."""
    if value is None or max(value.numerator.bit_length(), value.denominator.bit_length()) > most_bits:
        return None, False
    places = places_of(value)
    if places is None:
        return f"{value.numerator}/{value.denominator}", False
    return exact(value.numerator * 10**places // value.denominator, -places)


def _decimals(report: Report, row: int) -> str | None:
    if report.decimals[row] or not report.precisions[row]:
        return report.decimals[row] or None
    try:
        found = report.accuracy(row)
    except ValueError:
        return None
    return "INF" if found is None else str(found)


def _touched(ties: Sequence[Tie]) -> Touched:
    """Return how many ties touch each figure, how many of these are decided, and how many fail."""
    found: dict[Name, dict[int, list[int]]] = {}
    for tie in ties:
        if not isinstance(tie, Equation):
            continue
        decided, fails = tie.verdict is not Verdict.INDETERMINATE, tie.verdict is Verdict.FAILS
        for concept, spot in tie.keys:
            count = found.setdefault(concept, {}).setdefault(spot, [0, 0, 0])
            count[0] += 1
            count[1] += decided
            count[2] += fails
    return found


NONE = (0, 0, 0)
NO_FIGURE = (None, None, None)


def _counts(row: int, figures: Figures | None, touched: Touched, report: Report) -> Sequence[int | None]:
    key: Key | None = None
    if figures is not None:
        key = figures.key_of(row)
    elif report.contexts_of[row] >= 0 <= report.units_of[row] and report.parents[row] < 0:
        return NONE
    return NO_FIGURE if key is None else touched.get(key[0], {}).get(key[1], NONE)
