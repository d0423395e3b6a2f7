"""What goes wrong with a figure by hand: every kind of slip, as a copy of a report in which one fact has it."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from validator.model.derived import Derived
from validator.model.intervals import scaled
from validator.model.numbers import integer, number
from validator.tieouts.expression import figures_of, renamed
from validator.tieouts.figures import Figures
from validator.tieouts.rules.found import RELATIONS, relations
from validator.tieouts.suspects import DOCUMENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from random import Random

    from validator.model.intervals import Number
    from validator.model.names import Name
    from validator.model.report import Report
    from validator.tieouts.rules.found import Relation

T = TypeVar("T")

SCALES = {"x10": 1, "x1000": 3, "/10": -1, "/1000": -3}
DROPPED = "dropped"
AMISS = 3  # digits by which decimals are amiss


class Corruption(NamedTuple):
    """One slip of a fact: its row, the kind, what it became in words, and the report that has it.

    `changed` are the concepts whose figures are others now.
    """

    row: int
    kind: str
    became: str
    report: Report
    changed: frozenset[Name]


class Corruptions:
    """The slips of the facts of one report."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.figures = Figures(report)
        keys = ((row, self.figures.key_of(row)) for row in range(report.own) if report.number(row) is not None)
        self._keys = {row: key for row, key in keys if key is not None}
        self.rows = list(self._keys)
        self._column: dict[Name, list[int]] = {}
        self._row: dict[int, list[int]] = {}
        for row, (concept, spot) in self._keys.items():
            self._column.setdefault(concept, []).append(row)
            self._row.setdefault(spot, []).append(row)

    def of(self, row: int, random: Random) -> Iterator[Corruption]:
        """Yield every slip of a fact that makes another fact of it; each value once."""
        report = self.report
        seen = {_value(report.texts[row])}
        for kind, text in (*typed(report.texts[row], self._last(row), random), *self._copied(row)):
            value = _value(text)
            if value is not None and value not in seen:
                seen.add(value)
                yield self._with(row, kind, text, text=text, decimals=self._shown_to(row, kind))
        stated = integer(report.decimals[row])
        if stated is not None:
            text = str(stated + random.choice((AMISS, -AMISS)))
            yield self._with(row, "decimals", text, decimals=text)
        yield from (one for one in (self._unit(row, random), self._context(row, random)) if one is not None)
        yield Corruption(row, DROPPED, "nothing", without(report, row), frozenset((report.concepts[row],)))

    def copies(self, row: int) -> Sequence[int]:
        """Return the rows of the facts that report the same figure, its own among them."""
        return self.figures.rows(self._keys[row])

    def named(self, row: int) -> str:
        """Return what the figure of a fact is called, and where it stands."""
        concept, spot = self._keys[row]
        return f"{self.figures.label(concept)} ({self.figures.place(spot)})"

    def _last(self, row: int) -> int | None:
        """Return the exponent of ten of the last digit that counts; None where all do."""
        decimals = self.figures.accuracy_of(row)
        return None if decimals is None else -decimals

    def _shown_to(self, row: int, kind: str) -> str:
        """Return the decimals of a value in another scale: a document shows as many digits; else they stay."""
        stated = integer(self.report.decimals[row])
        if self.report.syntax != DOCUMENT or stated is None:
            return ""
        return str(stated - SCALES.get(kind, 0))

    def _copied(self, row: int) -> Iterator[tuple[str, str]]:
        """Yield the value of the next column and of the next row."""
        concept, spot = self._keys[row]
        for kind, beside in (("column", self._column[concept]), ("row", self._row[spot])):
            other = beside[(beside.index(row) + 1) % len(beside)]
            if other != row:
                yield kind, self.report.texts[other].strip()

    def _unit(self, row: int, random: Random) -> Corruption | None:
        """Another unit the report uses."""
        unit_of = self.figures.unit_of
        used = sorted({unit_of(spot) for _, spot in self._keys.values()} - {unit_of(self._keys[row][1])})
        if not used:
            return None
        unit = random.choice(used)
        return self._with(row, "unit", str(self.report.units[unit]), unit=unit)

    def _context(self, row: int, random: Random) -> Corruption | None:
        """The context of another column of the same concept."""
        concept, spot = self._keys[row]
        frame_of = self.figures.frame_of
        used = sorted({frame_of(self._keys[other][1]) for other in self._column[concept]} - {frame_of(spot)})
        if not used:
            return None
        context = random.choice(used)
        return self._with(row, "period", str(self.report.contexts[context]), context=context)

    def _with(
        self, row: int, kind: str, became: str, *, text: str = "", decimals: str = "", unit: int = -1, context: int = -1
    ) -> Corruption:
        """Return the slip by which a fact has another value, other decimals, another unit or another context."""
        report, made = self.report, _copy(self.report)
        if text:
            made.texts = _put(report.texts, row, text)
        if decimals:
            made.decimals = _put(report.decimals, row, decimals)
        if unit >= 0:
            made.units_of = _put(report.units_of, row, unit)
            made.unit_refs = _put(report.unit_refs, row, report.units[unit].id)
        if context >= 0:
            made.contexts_of = _put(report.contexts_of, row, context)
            made.context_refs = _put(report.context_refs, row, report.contexts[context].id)
        made.derived.keep(RELATIONS, relations(report))
        return Corruption(row, kind, became, made, frozenset((report.concepts[row],)))


def without(report: Report, row: int) -> Report:
    """Return a copy of a report that lacks one fact; what rests on rows is numbered again."""
    made = _copy(report)

    def now(one: int) -> int:
        return one - (one > row)

    made.concepts, made.texts, made.nils = _but(report.concepts, row), _but(report.texts, row), _but(report.nils, row)
    made.contexts_of, made.context_refs = _but(report.contexts_of, row), _but(report.context_refs, row)
    made.units_of, made.unit_refs = _but(report.units_of, row), _but(report.unit_refs, row)
    made.decimals, made.precisions = _but(report.decimals, row), _but(report.precisions, row)
    made.ids, made.languages = _but(report.ids, row), _but(report.languages, row)
    made.lines, made.columns = _but(report.lines, row), _but(report.columns, row)
    made.parents = [now(parent) for parent in _but(report.parents, row)]
    made.pointers = None if report.pointers is None else _but(report.pointers, row)
    made.paths = None if report.paths is None else _but(report.paths, row)
    made.fractions = {now(at): one for at, one in report.fractions.items() if at != row}
    made.attributes = {now(at): one for at, one in report.attributes.items() if at != row}
    made.types = {now(at): one for at, one in report.types.items() if at != row}
    made.inner = {now(at): one for at, one in report.inner.items() if at != row}
    made.footnotes = [
        note._replace(rows=_left(note.rows, row, now), targets=_left(note.targets, row, now))
        for note in report.footnotes
    ]
    made.derived.keep(RELATIONS, tuple(_related(relations(report), row, now)))
    return made


def _related(found: Sequence[Relation], gone: int, now: Callable[[int], int]) -> Iterator[Relation]:
    """Yield relations without the columns that a fact stands in."""
    for one in found:
        kept = [both for both in one.instances if all(gone not in figures_of(side) for side in both)]
        yield one._replace(instances=tuple((renamed(left, now), renamed(right, now)) for left, right in kept))


def _put(column: Sequence[T], row: int, value: T) -> list[T]:
    return [*column[:row], value, *column[row + 1 :]]


def _but(column: Sequence[T], row: int) -> list[T]:
    return [*column[:row], *column[row + 1 :]]


def typed(text: str, last: int | None, random: Random) -> Iterator[tuple[str, str]]:
    """Yield what a hand makes of a number: a digit changed, neighbours swapped, the sign turned, the scale missed.

    Only digits that count are touched: those at or above 10^`last`, all where that is None.
    """
    value = number(text)
    if value is None or not value[0]:
        return
    mantissa, exponent = value
    sign, digits = (-1 if mantissa < 0 else 1), str(abs(mantissa))
    count = len(digits) if last is None else max(0, min(len(digits), len(digits) + exponent - last))
    places = [at for at in range(count) if at or digits[at] != "0"]
    if places:
        at = random.choice(places)
        new = random.choice([one for one in "0123456789" if one != digits[at] and (at or one != "0")])
        yield "digit", written(sign * int(digits[:at] + new + digits[at + 1 :]), exponent)
    pairs = [at for at in range(count - 1) if digits[at] != digits[at + 1]]
    if pairs:
        at = random.choice(pairs)
        swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        yield "swap", written(sign * int(swapped), exponent)
    yield "sign", written(-mantissa, exponent)
    for kind, power in SCALES.items():
        yield kind, written(mantissa, exponent + power)


def written(mantissa: int, exponent: int) -> str:
    """Return mantissa·10^exponent as a plain decimal."""
    if exponent >= 0:
        return str(mantissa * 10**exponent)
    digits = str(abs(mantissa)).rjust(1 - exponent, "0")
    return f"{'-' if mantissa < 0 else ''}{digits[:exponent]}.{digits[exponent:]}"


def _value(text: str) -> Number | None:
    """Return what a text says as a number."""
    value = number(text)
    return None if value is None else scaled(*value)


def _copy(report: Report) -> Report:
    """Return a copy for others to change columns of: what was worked out from them is worked out again."""
    made = copy(report)
    made.derived = Derived()
    made._child_rows = made._special = None  # noqa: SLF001 - caches of columns
    return made


def _left(rows: Sequence[int], gone: int, now: Callable[[int], int]) -> tuple[int, ...]:
    return tuple(now(row) for row in rows if row != gone)
