"""Tags that disagree with the tags around them on the page, where those agree with each other.

A table says most things of a figure twice: by its column and by its row. What differs from all others of its column is
no slip where the row differs as a whole, and the other way round; so a figure is named only where its column (or row)
is of one mind, and the rest of its row (or column) keeps to that.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from validator.model.names import ISO4217, XBRLI, namespace
from validator.model.numbers import integer
from validator.tagged.odd import Odd

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from validator.model.periods import Period
    from validator.model.report import Report
    from validator.model.units import Unit
    from validator.tagged.page import Printed

    Says = Callable[[Printed], Hashable]

FEWEST = 2  # others of a column (or row) that must agree with each other
SMALL = 12  # others of a table that is asked as a whole
THOUSANDS = 3
LONGEST = 2000  # figures of a column or a row: no statement is longer, and the work would grow with their square
SCALES = {0: "as printed", 2: "in hundreds", 3: "in thousands", 6: "in millions", 9: "in billions", -2: "in percent"}
LINE, COLUMN = "row", "column"
ACROSS = {LINE: COLUMN, COLUMN: LINE}


class Neighbours:
    """The tagged figures of a report by table, line and column."""

    def __init__(self, report: Report, figures: Sequence[Printed]) -> None:
        self.report = report
        self.figures = figures
        self.along: dict[tuple[str, int, int], list[Printed]] = {}
        self.of_concept: dict[str, list[Printed]] = {}
        self.tables: dict[int, list[Printed]] = {}
        for one in figures:
            self.along.setdefault((LINE, one.table, one.line), []).append(one)
            self.along.setdefault((COLUMN, one.table, one.column), []).append(one)
            self.tables.setdefault(one.table, []).append(one)
            self.of_concept.setdefault(self.concept(one), []).append(one)
        self.classes = [class_of(unit) for unit in report.units]
        self.kinds: dict[str, Counter[str]] = {}  # what the facts of a concept measure, in the text as well
        for concept, unit in zip(report.concepts, report.units_of, strict=True):
            if unit >= 0:
                self.kinds.setdefault(concept, Counter())[self.classes[unit]] += 1
        self.various: dict[tuple[Says, Says, int], bool] = {}
        self.tallies: dict[tuple[Says, Says, str, int, int], dict[Hashable, Counter[Hashable]]] = {}

    def odd(self) -> Iterator[Odd]:
        """Yield every tag that disagrees, in the order of the page."""
        long = {key for key, some in self.along.items() if len(some) > LONGEST}
        for one in self.figures:
            if not long or ((LINE, one.table, one.line) not in long and (COLUMN, one.table, one.column) not in long):
                for found in (self._period(one), self._unit(one), self._scale(one) or self._decimals(one)):
                    if found is not None:
                        yield found
                sign = self._sign(one)
                if sign is not None:
                    yield sign

    # --- who stands beside whom -----------------------------------------------------------------
    def line(self, one: Printed, way: str) -> list[Printed]:
        """Return the figures of a figure's row or column, itself included."""
        return self.along[way, one.table, one.line if way == LINE else one.column]

    def others(self, one: Printed, way: str, like: Says) -> tuple[Printed, ...]:
        """Return the other figures of its row or column that are like it, nearest first."""
        found = [other for other in self.line(one, way) if other is not one and like(other) == like(one)]
        return tuple(sorted(found, key=lambda other: abs(other.line - one.line) + abs(other.column - one.column)))

    def mind(self, one: Printed, way: str, said: Says, like: Says) -> tuple[int, Hashable]:
        """Return how many others of its row or column are like it, and what they all say; None where they differ."""
        key = (said, like, way, one.table, one.line if way == LINE else one.column)
        tally = self.tallies.get(key)
        if tally is None:
            tally = self.tallies[key] = {}
            for other in self.line(one, way):
                tally.setdefault(like(other), Counter())[said(other)] += 1
        said_of, mine = tally[like(one)], said(one)
        if len(said_of) == 1:
            return said_of[mine] - 1, mine if said_of[mine] > 1 else None
        if len(said_of) > 2 or said_of[mine] > 1:
            return said_of.total() - 1, None
        return next((count, what) for what, count in said_of.items() if what != mine)

    def unlike(self, one: Printed, said: Says, like: Says) -> tuple[str, bool] | None:
        """Return whether a figure disagrees with its column or its row, and whether there is more of the other to ask.

        `said` is what a figure says, `like` what figures must share to be compared.
        """
        if not self.varied(one, said, like):
            return None
        for way in (COLUMN, LINE):
            count, what = self.mind(one, way, said, like)
            if count < FEWEST or what is None or what == said(one):
                continue
            beside = [other for other in self.line(one, ACROSS[way]) if other is not one and like(other) == like(one)]
            if all(self.mind(other, way, said, like)[1] == said(other) for other in beside):
                return way, bool(beside)
        return None

    def varied(self, one: Printed, said: Says, like: Says) -> bool:
        """Whether the figures of its table that are like each other say different things at all: few do."""
        key = (said, like, one.table)
        found = self.various.get(key)
        if found is None:
            pairs = {(like(other), said(other)) for other in self.tables[one.table]}
            found = self.various[key] = len(pairs) > len({alike for alike, _ in pairs})
        return found

    # --- what a figure says ---------------------------------------------------------------------
    def concept(self, one: Printed) -> str:
        """Return its concept."""
        return self.report.concepts[one.fact]

    def period(self, one: Printed) -> Period | None:
        """Return the period of its context."""
        context = self.report.contexts_of[one.fact]
        return self.report.contexts[context].period if context >= 0 else None

    def instant(self, one: Printed) -> bool | None:
        """Return whether it is a balance."""
        period = self.period(one)
        return None if period is None else period.instant

    def unit(self, one: Printed) -> int:
        """Return the index of its unit; -1 for none."""
        unit = self.report.units_of[one.fact]
        return self.report.unit_keys[unit] if unit >= 0 else -1

    def kind(self, one: Printed) -> str:
        """Return what kind of thing it measures."""
        unit = self.report.units_of[one.fact]
        return self.classes[unit] if unit >= 0 else ""

    def scale(self, one: Printed) -> int:
        """Return the scale of its tag."""
        return one.scale

    def excess(self, one: Printed) -> int | None:
        """Return how many digits more than it shows a figure claims; None where it says that it is exact."""
        stated = integer(self.report.decimals[one.fact])
        return None if stated is None else stated - (one.places - one.scale)

    # --- what is odd ----------------------------------------------------------------------------
    def _period(self, one: Printed) -> Odd | None:
        found = self.unlike(one, self.period, self.instant) if self.period(one) is not None else None
        if found is None:
            return None
        way, certain = found
        if not certain and (way == LINE or self.instant(one)):  # a lone balance may open a roll-forward
            return None
        others = self.others(one, way, self.instant)
        said, expected = str(self.period(one)), str(self.period(others[0]))
        return Odd("period", one, said, expected, others, f"the others of its {way}", certain=certain)

    def _unit(self, one: Printed) -> Odd | None:
        mine = self.kind(one)
        if not mine:
            return None
        said = str(self.report.units[self.unit(one)])
        kinds = {kind for kind, count in self.kinds[self.concept(one)].items() if count - (kind == mine)}
        count = self.kinds[self.concept(one)].total() - 1
        if len(kinds) == 1 and mine not in kinds and (count >= FEWEST or self._as_column(one, *kinds)):
            others = tuple(other for other in self.of_concept[self.concept(one)][: FEWEST + 1] if other is not one)
            return Odd("unit", one, said, WORDS[kinds.pop()], others, "every other fact of the concept", certain=True)
        if one.symbol and mine not in ("money", "each"):
            return Odd("unit", one, said, WORDS["money"], (), "the sign of a currency before it", certain=True)
        if one.percent and mine in ("money", "shares", "each"):
            return Odd("unit", one, said, WORDS["pure"], (), "the sign of percentage behind it", certain=True)
        alike = self._amounts_alike(one) if mine == "each" else ()
        if alike:
            because = "its scale, that of the amounts beside it,"
            return Odd("unit", one, said, WORDS["money"], alike, because, certain=True)
        found = self.unlike(one, self.unit, self.kind)
        if found is None or not found[1]:
            return None
        others = self.others(one, found[0], self.kind)
        expected = str(self.report.units[self.unit(others[0])])
        return Odd("unit", one, said, expected, others, f"each of the others of its {found[0]}", certain=False)

    def _amounts_alike(self, one: Printed) -> tuple[Printed, ...]:
        """Return the money beside a figure that is in thousands or more like it: nothing for each share is."""
        beside = (*self.line(one, COLUMN), *self.line(one, LINE)) if one.scale >= THOUSANDS else ()
        return tuple(other for other in beside if self.kind(other) == "money" and other.scale == one.scale)

    def _as_column(self, one: Printed, kind: str) -> bool:
        """Whether most of a figure's column measure another kind of thing than it, and none measures what it does."""
        kinds = [self.kind(other) for other in self.line(one, COLUMN) if other is not one]
        return kinds.count(kind) * 2 > len(kinds) and self.kind(one) not in kinds

    def _scale(self, one: Printed) -> Odd | None:
        found = self.unlike(one, self.scale, self.unit)
        if found is None:
            return self._scale_of_table(one)
        way, beside = found
        others = self.others(one, way, self.unit)
        expected = others[0].scale
        witness = self._fitting(one, expected)
        if not beside and not witness:
            return None
        return Odd(
            "scale", one, scaled(one.scale), scaled(expected), others, f"the others of its {way}", certain=witness
        )

    def _fitting(self, one: Printed, scale: int) -> bool:
        """Whether the decimals of a tag fit the digits shown at another scale, and do not at its own."""
        stated = integer(self.report.decimals[one.fact])
        return stated is not None and stated == one.places - scale != one.places - one.scale

    def _scale_of_table(self, one: Printed) -> Odd | None:
        """Look at a figure in a small table, whose decimals fit the one scale of all others in its unit."""
        if one.spoken or not self.excess(one):  # "6 billion shares authorized" has a scale of its own
            return None
        others = [other for other in self.tables[one.table] if other is not one and self.unit(other) == self.unit(one)]
        scales = {other.scale for other in others} if len(others) <= SMALL else ()
        if len(scales) != 1 or any(self.excess(other) != 0 for other in others):
            return None
        (expected,) = scales
        if expected == one.scale or not self._fitting(one, expected):
            return None
        said = (scaled(one.scale), scaled(expected))
        return Odd("scale", one, *said, tuple(others), "the others of its table", certain=len(others) >= FEWEST)

    def _decimals(self, one: Printed) -> Odd | None:
        excess = self.excess(one)
        if not excess or not one.digits or (excess > 0 and self.kind(one) == "shares"):  # shares are known one by one
            return None
        others = (*self.others(one, LINE, self.unit), *self.others(one, COLUMN, self.unit))
        if len(others) <= FEWEST or any(self.excess(other) != 0 for other in others):
            return None
        said, expected = self.report.decimals[one.fact], str(one.places - one.scale)
        return Odd("decimals", one, said, expected, others, "the digits shown", certain=False)

    def _signed(self, one: Printed) -> bool:
        """Whether brackets at a figure are its sign: a rate's follows what it is of, shares in brackets are held."""
        return bool(one.digits) and not one.spoken and self.kind(one) in ("money", "each")

    def _sign(self, one: Printed) -> Odd | None:
        if not self._signed(one):
            return None
        others = tuple(other for other in self.others(one, LINE, self.concept) if self._signed(other))
        if not others or any(other.turned is one.turned for other in others):
            return None
        said, expected = ("negative", "positive") if one.negative else ("positive", "negative")
        if len(others) >= FEWEST:
            return Odd("sign", one, said, expected, others, "the others of its row", certain=True)
        if self._alone(one, others[0]):
            return Odd("sign", one, said, expected, others, "the other facts of the concept", certain=True)
        if one.fact < others[0].fact and not self._alone(others[0], one):
            return Odd("sign", one, said, expected, others, "the other of its row", certain=False)
        return None

    def _alone(self, one: Printed, other: Printed) -> bool:
        """Whether of two figures of a row that disagree one has a sign that no other fact of the concept has."""
        found = [each.negative for each in self.of_concept[self.concept(one)][:LONGEST] if self._signed(each)]
        return len(found) > FEWEST + 1 and found.count(one.negative) == 1 and other.negative is not one.negative


WORDS = {
    "money": "a currency",
    "shares": "shares",
    "pure": "pure",
    "each": "an amount for each",
    "ratio": "a ratio",
    "other": "a unit of its own",
}


def class_of(unit: Unit) -> str:
    """Return what kind of thing a unit measures, as one of WORDS."""
    money = [one for one in unit.numerator if namespace(one) == ISO4217]
    if unit.denominator:
        return "each" if money else "ratio"
    if len(unit.numerator) == 1 and money:
        return "money"
    plain = {f"{{{XBRLI}}}{name}": name for name in ("shares", "pure")}
    return plain.get(unit.numerator[0], "other") if len(unit.numerator) == 1 else "other"


def scaled(scale: int) -> str:
    """Return a scale as a reader says it."""
    return SCALES.get(scale, f"by 10^{scale}")
