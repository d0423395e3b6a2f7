"""What goes wrong with figures by hand: every kind of slip, as a copy of a report that has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.coverage import ELSEWHERE, statements
from validator.model.intervals import scaled
from validator.model.numbers import integer, number
from validator.prove.altered import Change, changed, without
from validator.tieouts.figures import Figures
from validator.tieouts.localization.suspects import DOCUMENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from random import Random

    from validator.model.intervals import Number
    from validator.model.names import Name
    from validator.model.report import Report
    from validator.model.source import Location

SCALES = {"x10": 1, "x1000": 3, "/10": -1, "/1000": -3}
FIGURE, ROW, COLUMN = "figure", "row", "column"
TWO, DROPPED, SCALED, SHIFTED = "two", "dropped", "scaled", {ROW: "row shifted", COLUMN: "column shifted"}
AMISS = 3  # digits by which decimals are amiss
FEWEST = 3  # facts that make a column


class Corruption(NamedTuple):
    """A slip of one fact or several: their rows, the kind, what they became in words, and the report that has it.

    `changed` are the concepts whose figures are others now; None where all may be, the report being read again, and
    then `places` are where the facts stand in it.
    """

    rows: tuple[int, ...]
    kind: str
    became: str
    report: Report
    changed: frozenset[Name] | None
    places: frozenset[Location] = frozenset()


class Line(NamedTuple):
    """Facts that are corrupted together: the copies of a figure, a row or a column; `kind` says which."""

    kind: str
    rows: tuple[int, ...]


class Corruptions:
    """The slips of the facts of one report.

    A row are the facts of a concept with the same members and decimals, one of each period and unit; a column those of
    a statement in one period and unit, with the same decimals, one of each concept. A figure that is told elsewhere,
    too, is right there.
    """

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

    def lines(self, rows: Iterable[int]) -> dict[int, list[Line]]:
        """Return the figures, rows and columns that some facts belong to, each with the first of its facts."""
        report, shown_in = self.report, statements(self.report.taxonomy)
        belongs: dict[int, tuple[tuple[object, ...], ...]] = {}
        lines: dict[tuple[object, ...], list[int]] = {}
        one_of: set[tuple[object, ...]] = set()
        for row, (concept, spot) in self._keys.items():
            members, decimals = report.contexts[self.figures.frame_of(spot)].dimension_key, report.decimals[row]
            across, down = (ROW, concept, members, decimals), (COLUMN, shown_in.get(concept, ELSEWHERE), spot, decimals)
            belongs[row] = ((FIGURE, concept, spot), across, down)
            lines.setdefault((FIGURE, concept, spot), []).append(row)
            if (concept, spot, decimals) not in one_of:
                one_of.add((concept, spot, decimals))
                lines.setdefault(across, []).append(row)
                lines.setdefault(down, []).append(row)
        found: dict[int, list[Line]] = {row: [] for row in rows}
        for row, met in found.items():
            for key in belongs[row]:
                if key in lines:
                    met.append(Line(str(key[0]), tuple(lines.pop(key))))
        return found

    def of(self, row: int, random: Random) -> Iterator[Corruption]:
        """Yield every slip of a fact that makes another fact of it, each value once; then one of it and of another."""
        report = self.report
        seen = {_value(report.texts[row])}
        for kind, text in (*typed(report.texts[row], self._last(row), random), *self._copied(row)):
            value = _value(text)
            if value is not None and value not in seen:
                seen.add(value)
                yield self._with(kind, text, {row: Change(text, self._shown_to(row, SCALES.get(kind, 0)))})
        stated = integer(report.decimals[row])
        if stated is not None:
            text = str(stated + random.choice((AMISS, -AMISS)))
            yield self._with("decimals", text, {row: Change(decimals=text)})
        more = (self._unit(row, random), self._context(row, random), self._two(row, random))
        yield from (one for one in more if one is not None)

    def along(self, line: Line, random: Random) -> Iterator[Corruption]:
        """Yield the slips of what is corrupted together."""
        report, rows = self.report, line.rows
        if line.kind == FIGURE:
            yield Corruption(rows, DROPPED, "nothing", without(report, rows), self._concepts(rows))
        worth = [row for row in rows if _value(report.texts[row])]
        if line.kind == COLUMN and len(worth) >= FEWEST:
            kind = random.choice(("x1000", "/1000"))
            yield self._with(SCALED, kind, {row: self._scaled(row, SCALES[kind]) for row in worth})
        if len(rows) >= (FEWEST if line.kind == COLUMN else 2) and line.kind in SHIFTED:
            before = dict(zip(rows, (rows[-1], *rows), strict=False))
            texts = report.texts
            moved = {row: Change(texts[one]) for row, one in before.items() if _value(texts[one]) != _value(texts[row])}
            if moved:
                yield self._with(SHIFTED[line.kind], "each the one before", moved)

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

    def _shown_to(self, row: int, power: int) -> str:
        """Return the decimals of a value in another scale: a document shows as many digits; else they stay."""
        stated = integer(self.report.decimals[row])
        if self.report.syntax != DOCUMENT or stated is None:
            return ""
        return str(stated - power)

    def _scaled(self, row: int, power: int) -> Change:
        """Return a fact in another scale."""
        mantissa, exponent = self.report.number(row) or (0, 0)
        return Change(written(mantissa, exponent + power), self._shown_to(row, power))

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
        return self._with("unit", str(self.report.units[unit]), {row: Change(unit=unit)})

    def _context(self, row: int, random: Random) -> Corruption | None:
        """The context of another column of the same concept."""
        concept, spot = self._keys[row]
        frame_of = self.figures.frame_of
        used = sorted({frame_of(self._keys[other][1]) for other in self._column[concept]} - {frame_of(spot)})
        if not used:
            return None
        context = random.choice(used)
        return self._with("period", str(self.report.contexts[context]), {row: Change(context=context)})

    def _two(self, row: int, random: Random) -> Corruption | None:
        """One digit is another, and so is one of a fact of another figure."""
        others = [other for other in self.rows if self._keys[other] != self._keys[row]]
        both = (row, random.choice(others)) if others else ()
        slips = {one: dict(typed(self.report.texts[one], self._last(one), random)).get("digit", "") for one in both}
        if not slips or "" in slips.values():
            return None
        return self._with(TWO, " and ".join(slips.values()), {one: Change(text) for one, text in slips.items()})

    def _with(self, kind: str, became: str, changes: Mapping[int, Change]) -> Corruption:
        """Return the slip by which facts have other values, decimals, units or contexts."""
        return Corruption(tuple(changes), kind, became, changed(self.report, changes), self._concepts(changes))

    def _concepts(self, rows: Iterable[int]) -> frozenset[Name]:
        return frozenset(self.report.concepts[row] for row in rows)


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
