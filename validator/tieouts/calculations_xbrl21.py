"""Calculation links of XBRL 2.1 (§5.2.5.2): parts rounded first, tuples as scopes; and both kinds of link bound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.finding import Term, Verdict
from validator.model.intervals import EMPTY, EVERYTHING, Interval, exactly, ratio
from validator.model.names import LABEL, SUMMATION_11, TOTAL_LABEL
from validator.tieouts.calculations import UNKNOWN_PARTS, Rollup, Summation, bind, in_places_of, rollups, unscaled
from validator.tieouts.equation import EQUAL, Added
from validator.tieouts.figures import EXCESS, MISSING, NIL, OK, UNUSABLE, Bounds, Figures

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from validator.model.intervals import Number
    from validator.model.report import Report
    from validator.tieouts.equation import Values
    from validator.tieouts.figures import Key, Rows

OUTSIDE = -1  # the parent of a fact in no tuple


class OldSummation(Summation):
    """A rollup bound by XBRL 2.1 §5.2.5.2: the sum of rounded parts, rounded as the total is, must equal the total.

    `total_row` and `part_rows` are what it bound: parts may stand in tuples below the total's parent.
    """

    __slots__ = ("part_rows", "repeated", "total_row")

    def __init__(
        self,
        figures: Figures,
        spot: int,
        rollup: Rollup,
        total_row: int,
        part_rows: tuple[tuple[int, Number], ...],
        *,
        repeated: bool,
    ) -> None:
        super().__init__(figures, spot, Verdict.INDETERMINATE, rollup)
        self.total_row = total_row
        self.part_rows = part_rows
        self.repeated = repeated  # whether a duplicate keeps it from binding

    @property
    def code(self) -> str:
        """The code of an inconsistent 2.1 calculation."""
        return "CA201"

    def _terms(self) -> Iterator[Term]:
        for row, weight in ((self.total_row, 0), *self.part_rows):
            interval = _exact(self.figures, row)
            label = self.figures.label(self.figures.report.concepts[row], LABEL if weight else TOTAL_LABEL)
            yield Term("part" if weight else "total", label, weight or 1, (row,), interval)

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of parts that are not reported."""
        seen = {self.figures.report.concepts[row] for row, _ in self.part_rows}
        return tuple(self.figures.label(part) for part, _ in self.rollup.parts if part not in seen)

    @property
    def reason(self) -> str:
        """Why it is not bound, or not decided."""
        if self.rollup.open:
            return UNKNOWN_PARTS
        if self.verdict is not Verdict.INDETERMINATE:
            return ""
        if self.repeated:
            return "duplicated items do not bind (XBRL 2.1 §5.2.5.2)"
        return "not all parts are reported" if self.missing else super().reason

    def judge(self, values: Values) -> Verdict:
        """Judge by what the values say now of the rows it bound."""
        if self.rollup.open:
            return Verdict.INDETERMINATE
        total = self._said(self.total_row, values)
        if total.state not in (OK, EXCESS):
            return self._unjudged((self.total_row,), total.state)
        exact: Number = 0
        for row, weight in self.part_rows:
            said = self._said(row, values)
            if said.state in (NIL, MISSING):
                continue
            if said.state not in (OK, EXCESS):
                return self._unjudged((row,), said.state)
            exact += half_even(said) * weight
        # both sides are rounded to the total's decimals: half of its interval's width is half a unit of them
        total_rounded = half_even(total)
        if half_even(total._replace(value=exact)) != total_rounded:
            return Verdict.FAILS
        return Verdict.HOLDS if exact == total.value else Verdict.ROUNDING

    def _said(self, row: int, values: Values) -> Bounds:
        key = self._key(row)
        return self.figures.bounds(row) if key is None else values.bounds_of(key)

    def _key(self, row: int) -> Key | None:
        """Return the figure of a fact it bound, which is in its spot; None inside a tuple."""
        report = self.figures.report
        return None if report.parents[row] >= 0 else (report.concepts[row], self.spot)

    def _unjudged(self, rows: Rows, state: str) -> Verdict:
        # precision 0 says nothing of a value, so no total can be consistent with it (§4.6.6, §5.2.5.2)
        zero = state == UNUSABLE and any(self.figures.report.precisions[row].strip() == "0" for row in rows)
        return Verdict.FAILS if zero else Verdict.INDETERMINATE

    def sides(self, values: Values) -> tuple[Interval | None, Interval | None]:
        """Return the total as rounded and the exact sum of the rounded parts."""
        total = self._said(self.total_row, values)
        exact: Number = 0
        for row, weight in self.part_rows:
            said = self._said(row, values)
            if said.state in (OK, EXCESS):
                exact += half_even(said) * weight
        left = exactly(self.figures.true(half_even(total))) if total.state in (OK, EXCESS) else None
        return left, exactly(self.figures.true(exact))

    def gap(self, values: Values) -> Number | None:
        """Return total minus the sum of parts, as they round."""
        left, right = self.sides(values)
        return None if left is None or right is None else (left - right).low

    def implied(self, key: Key, values: Values) -> Interval:
        """Return the true values of one figure with which the summation holds: only the total's rounding gives room."""
        added = self.added(values)
        if added is None:
            return EMPTY if self.judge(values) is Verdict.FAILS else EVERYTHING
        return unscaled(added.implied(key, {}), self.figures)

    def added(self, values: Values) -> Added | None:
        """Return parts minus total, added up: parts as they round, and the total's rounding as room.

        Facts of tuples are no figures, and nothing else is supposed of them: of a total in one there is nothing to ask.
        """
        head = self._key(self.total_row)
        if head is None:
            return None
        bound: set[Key] = set()
        nested: Number = 0
        for row, weight in self.part_rows:
            key = self._key(row)
            if key is not None:
                bound.add(key)
            elif (said := self.figures.bounds(row)).state in (OK, EXCESS):
                nested += half_even(said) * weight

        def counted(key: Key, said: Bounds) -> Bounds:
            if key in bound and said.state in (OK, EXCESS):
                point = half_even(said)
                return Bounds(OK, point, point, point)
            return said._replace(state=OK) if key == head and key not in bound else Bounds(MISSING)

        return Added(EQUAL, self.weighted, nested, values, counted)


def half_even(said: Bounds) -> Number:
    """Return a scaled value rounded half to even at its decimals (XBRL 2.1 §4.6.7.2); the bounds carry the decimals."""
    unit = said.high - said.low  # 10^-decimals, scaled; 0 is INF
    if not unit or not said.value % unit:
        return said.value
    return round(ratio(said.value, unit)) * unit


def _exact(figures: Figures, row: int) -> Interval | None:
    said = figures.bounds(row)
    return exactly(figures.true(half_even(said))) if said.state in (OK, EXCESS) else None


def _outermost(spots: Mapping[int, int | Rows]) -> dict[tuple[int, int], list[int]]:
    return {(OUTSIDE, spot): [rows] if isinstance(rows, int) else list(rows) for spot, rows in spots.items()}


class Scopes:
    """Every numeric fact by concept, enclosing tuple and spot, for the binding of XBRL 2.1 §5.2.5.2.

    A total binds in its own parent; its parts anywhere below that parent.
    """

    def __init__(self, figures: Figures) -> None:
        report = figures.report
        nested = [row for row, parent in enumerate(report.parents) if parent >= 0]
        # of facts outside tuples, figures know the spots, and what is supposed of them
        self.totals = {concept: _outermost(spots) for concept, spots in figures.by_concept.items()}
        self.parts = self.totals
        if nested:
            self.parts = {concept: _outermost(spots) for concept, spots in figures.by_concept.items()}
            for row in nested:
                self._add(figures, row)

    def _add(self, figures: Figures, row: int) -> None:
        """Add a fact of a tuple: as a total in the tuple, as a part in all around it."""
        report = figures.report
        concept, scope = report.concepts[row], report.parents[row]
        context, unit = report.contexts_of[row], report.units_of[row]
        if context < 0 or unit < 0:
            return
        spot = figures.spot(report.frames[context], report.unit_keys[unit])
        self.totals.setdefault(concept, {}).setdefault((scope, spot), []).append(row)
        below = self.parts.setdefault(concept, {})
        while scope != OUTSIDE:
            below.setdefault((scope, spot), []).append(row)
            scope = report.parents[scope]
        below.setdefault((OUTSIDE, spot), []).append(row)


def _duplicated(rows: list[int], report: Report) -> bool:
    """Whether two facts of one concept and spot share a parent (XBRL 2.1 §4.10); values do not matter."""
    return len({report.parents[row] for row in rows}) < len(rows)


def bind_old(figures: Figures, scopes: Scopes, rollup: Rollup) -> Iterator[OldSummation]:
    """Yield a rollup wherever XBRL 2.1 binds it, and as INDETERMINATE where only duplicates keep it from binding."""
    report = figures.report
    totals = scopes.totals.get(rollup.total, {})
    parts = ((scopes.parts[part], weight) for part, weight in rollup.parts if part in scopes.parts)
    placed = in_places_of(totals, parts)
    for place in sorted(placed, key=lambda place: (place[0] != OUTSIDE, totals[place][0])):
        rows, (_, spot) = totals[place], place
        duplicated = len(rows) > 1
        if all(report.nils[row] for row in rows):
            continue
        bound: list[tuple[int, Number]] = []
        for found, weight in placed[place]:
            mine = [row for row in found if not report.nils[row]]
            duplicated = duplicated or (bool(mine) and _duplicated(found, report))
            bound += [(row, weight) for row in mine]
        if not bound:
            continue
        made = OldSummation(figures, spot, rollup, rows[0], tuple(bound), repeated=duplicated)
        if not duplicated and not rollup.open:
            made.verdict = Verdict.HOLDS if _adds_up(figures, made.total_row, bound) else made.judge(figures)
        yield made


def _adds_up(figures: Figures, total: int, parts: Sequence[tuple[int, Number]]) -> bool:
    """Whether plain integers, none finer than its decimals, add up to the last digit: most totals, told at once."""
    whole = figures.whole(total)
    if whole is None:
        return False
    added: Number = 0
    for row, weight in parts:
        part = figures.whole(row)
        if part is None:
            return False
        added += part[0] * weight
    return added == whole[0]


def bind_all(figures: Figures, *, only_new: bool = False, without_new: bool = False) -> Iterator[Summation]:
    """Yield every calculation of the report, bound: 1.1 arcs by Calculations 1.1, older arcs by XBRL 2.1.

    `only_new` reads the older arcs by Calculations 1.1 as well, as it allows (§3.1); `without_new` leaves out what
    would be read by it.
    """
    scopes: Scopes | None = None
    rounded = Figures(figures.report) if figures.truncation else figures  # 2.1 knows rounding to nearest only
    for rollup in rollups(figures.report):
        if only_new or rollup.arcrole == SUMMATION_11:
            if not without_new:
                yield from bind(figures, rollup)
        else:
            scopes = scopes or Scopes(rounded)
            yield from bind_old(rounded, scopes, rollup)
