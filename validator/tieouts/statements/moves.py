"""Moves: a fact that stands under another unit or context than its own, found by where it misfits and where it fits.

It does not fit where its unit measures something else, where other copies of its figure contradict it, or where its
row is alone in a column. It fits where it is missing, or where another copy of it stands; one thing may have slipped,
the unit or the context, not both.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from validator.finding import Verdict
from validator.model.names import local
from validator.tieouts.figures import OK
from validator.tieouts.localization.index import TELLING
from validator.tieouts.statements.supposed import moved
from validator.tieouts.statements.tables import kinds_of, most

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from validator.model.names import Name
    from validator.tieouts.figures import Figures, Key
    from validator.tieouts.statements.contradictions import Contradiction
    from validator.tieouts.statements.supposed import Again
    from validator.tieouts.statements.tables import Table

MEASURED = {"monetaryItemType": "money", "sharesItemType": "shares", "perShareItemType": "money/shares",
            "percentItemType": "pure", "pureItemType": "pure"}  # fmt: skip
FEWEST_TWICE = 3  # figures of a column that are told twice, before another may have been
MOST_TRIALS = 8  # of one report: each binds every tie anew
MOST_BOUND = 50_000  # facts that ties are bound to anew, in all
AGAINST = -1  # what speaks for a place one of whose ties fails: less than nothing
MISFIT, ODD, ALONE = "misfit", "odd", "alone"
LACKING, REPEATED, FITTING = "lacking", "repeated", "fitting"


class Move(NamedTuple):
    """A fact, the figure it is reported for, the one it belongs to, what is odd where it stands, and why there."""

    row: int
    origin: Key
    to: Key
    odd: str
    why: str


class Moves:
    """Looks for facts that stand elsewhere than they belong."""

    def __init__(
        self,
        figures: Figures,
        tables: Sequence[Table],
        contradicting: Sequence[Contradiction],
        holes: set[Key],
        sole: Key | None,
        again: Again,
    ) -> None:
        self.figures = figures
        self.tables = tables
        self.contradicting = contradicting
        self.holes = holes
        self.missing = holes if sole is None else {*holes, sole}
        self.again = again
        self.kinds = kinds_of(figures)
        self.trials = 0
        self.filled: Counter[int] = Counter()  # how many figures each spot has
        self.told_twice: Counter[int] = Counter()  # and of how many of them it has copies
        for spots in figures.by_concept.values():
            self.filled.update(list(spots))
            self.told_twice.update([spot for spot, rows in spots.items() if isinstance(rows, tuple)])

    def found(self) -> Iterator[Move]:
        """Yield each fact for which one place alone is its own."""
        odd = [*self._misfits(), *self._at_odds(), *self._alone()]
        told: set[Key] = set()
        for origin, rows, why in odd:
            made = self._settled(origin, rows, why) if origin not in told else None
            if made is not None and made.to not in told:
                told.update((origin, made.to))
                yield made

    # --- what does not fit where it stands ------------------------------------------------------
    def _misfits(self) -> Iterator[tuple[Key, Sequence[int], str]]:
        """Yield figures in a unit that measures something else than their concept does."""
        for name, spots in self.figures.by_concept.items():
            seen = Counter(self._kind(spot) for spot in spots)
            wanted = self._measured(name)
            if wanted is None and len(seen) < 2:
                continue
            for spot in spots:
                own = self._kind(spot)
                if own != wanted if wanted is not None else seen[own] == 1:
                    rows = self.figures.rows((name, spot))
                    if len(rows) == 1:
                        yield (name, spot), rows, MISFIT

    def _measured(self, name: str) -> str | None:
        taxonomy = self.figures.report.taxonomy
        concept = taxonomy.concepts.get(name) if taxonomy is not None else None
        return None if concept is None else MEASURED.get(local(concept.type)) or MEASURED.get(concept.base)

    def _at_odds(self) -> Iterator[tuple[Key, Sequence[int], str]]:
        """Yield figures whose copies contradict each other, with the copies without which the others agree."""
        yield from ((one.key, one.odd, ODD) for one in self.contradicting if one.odd)

    def _alone(self) -> Iterator[tuple[Key, Sequence[int], str]]:
        """Yield figures alone in a column: of a row with a hole, or where the period is told in another currency."""
        figures = self.figures
        for name, gone in sorted(self.missing):
            spots = figures.spots(name)
            lone = [spot for spot in spots if self.filled[spot] == 1]
            for spot in lone if len(lone) == 1 < len(spots) else ():
                rows = figures.rows((name, spot))
                if len(rows) == 1 and self._one_slip(spot, gone):
                    yield (name, spot), rows, ALONE
        lacking = {key[0] for key in self.holes}
        for table in self.tables:
            full = {figures.frame_of(spot) for spot in table.mostly_filled}
            for spot, filled in table.columns.items():
                sole = len(filled) == 1 and figures.frame_of(spot) in full
                for name in filled if len(filled) * 4 <= len(table.rows) else ():
                    rows = figures.rows((name, spot))
                    if len(rows) == 1 and (name in lacking or sole):
                        yield (name, spot), rows, ALONE

    # --- where it belongs -----------------------------------------------------------------------
    def _settled(self, origin: Key, rows: Sequence[int], odd: str) -> Move | None:
        """Return the one fact of several that has one place of its own, with that place."""
        for why, belongs in ((LACKING, self._lacking), (REPEATED, self._repeated), (FITTING, self._fitting)):
            found = [(row, to) for row in rows for to in belongs(row, origin, odd)]
            if len(found) > 1:
                found = [(row, to) for row, to in found if self._support(row, origin, to) > 0]
            if len(found) == 1:
                ((row, to),) = found
                return Move(row, origin, to, odd, why)
            if found:
                return None
        return None

    def _lacking(self, row: int, origin: Key, odd: str) -> Iterator[Key]:
        """Yield the holes a fact may have left; being alone somewhere is no fault, so ties must ask for it then."""
        near = (key for key in self.missing if key[0] == origin[0] and self._near(key[1], origin, odd))
        yield from (key for key in near if self._support(row, origin, key) >= (odd == ALONE))

    def _repeated(self, row: int, origin: Key, odd: str) -> Iterator[Key]:
        """Yield the figures that another copy of a fact stands for."""
        figures = self.figures
        said = figures.bounds(row)
        wrong = odd == MISFIT and self._measured(origin[0]) is not None  # its unit, whatever its value
        few = max(said.value, -said.value) < TELLING * (said.high - said.low)
        if said.state != OK or not said.value or (few and not wrong):
            return
        for spot in figures.spots(origin[0]):
            told = figures.rows((origin[0], spot))
            copies = (*told, row)
            if odd == ODD and len(told) == 1 and self.told_twice[spot] < FEWEST_TWICE:
                continue  # that it stays the same from one column to the next is likelier than that it was told twice
            if self._near(spot, origin, odd) and figures.bounds(copies).state == OK:
                yield origin[0], spot

    def _fitting(self, row: int, origin: Key, odd: str) -> Iterator[Key]:
        """Yield where a fact is not reported, and ties ask for it, or where alone its unit would be right."""
        places = self._units(origin) if odd == MISFIT else self._contexts(origin) if odd == ODD else []
        spoken = self._spoken(row, origin, places) if places else {}
        fits = [to for to in places if spoken[to] > 0]
        used = {self.figures.unit_of(spot) for spot in self.figures.spots(origin[0])}
        unlike = self._measured(origin[0]) is not None or self.filled[origin[1]] == 1
        known = used.issuperset(self.figures.unit_of(spot) for _, spot in places)
        sole = odd == MISFIT and unlike and len(places) == 1 and known
        yield from fits or ([to for to in places if spoken[to] >= 0] if sole else [])

    def _units(self, origin: Key) -> list[Key]:
        """Return where a fact whose unit measures something else may have stood: in the units of its concept."""
        figures, (name, here) = self.figures, origin
        used = [spot for spot in figures.spots(name) if spot != here]
        wanted = self._measured(name) or most([self._kind(spot) for spot in used])
        right = dict.fromkeys(figures.unit_of(spot) for spot in used if self._kind(spot) == wanted)
        right = right or dict.fromkeys(figures.unit_of(spot) for spot in self.filled if self._kind(spot) == wanted)
        return self._empty(name, (figures.spot(figures.frame_of(here), unit) for unit in right))

    def _contexts(self, origin: Key) -> list[Key]:
        """Return where a fact at odds with copies may have stood: in another context of its kind of period."""
        figures, (name, here) = self.figures, origin
        contexts, unit = figures.report.contexts, figures.unit_of(here)
        own = contexts[figures.frame_of(here)].period
        frames = dict.fromkeys(map(figures.frame_of, self.filled))
        alike = (f for f in frames if own and (other := contexts[f].period) and other.instant == own.instant)
        return self._empty(name, (figures.spot(frame, unit) for frame in alike))

    def _empty(self, name: Name, spots: Iterable[int]) -> list[Key]:
        return [(name, spot) for spot in spots if not self.figures.rows((name, spot))]

    def _kind(self, spot: int) -> str:
        return self.kinds[self.figures.unit_of(spot)]

    def _near(self, spot: int, origin: Key, odd: str) -> bool:
        """Whether one slip leads from a spot to a figure, and the spot's unit is right where the figure's is wrong."""
        wanted = self._measured(origin[0]) if odd == MISFIT else None
        return wanted in (None, self._kind(spot)) and self._one_slip(spot, origin[1])

    def _one_slip(self, one: int, other: int) -> bool:
        """Whether two spots differ in their unit only, or in their context only."""
        figures = self.figures
        return (figures.frame_of(one) == figures.frame_of(other)) != (figures.unit_of(one) == figures.unit_of(other))

    def _support(self, row: int, origin: Key, to: Key) -> int:
        """Return how many ties hold that ask for a figure once a fact stands for it; AGAINST where one does not."""
        return self._spoken(row, origin, [to])[to]

    def _spoken(self, row: int, origin: Key, places: Sequence[Key]) -> dict[Key, int]:
        """Return for each of several figures how many ties hold once a fact stands for it; AGAINST where one does not.

        Ties are bound once, with the fact at each of the places; those that need several of them say nothing.
        """
        if self.trials >= MOST_TRIALS or self.trials * len(self.figures.report) > MOST_BOUND:
            return dict.fromkeys(places, AGAINST)
        self.trials += 1
        spoken = dict.fromkeys(places, 0)
        with moved(self.figures, row, origin, *places):
            for tie in self.again(self.figures).ties:
                touched = spoken.keys() & tie.keys
                fails = tie.verdict is Verdict.FAILS and not tie.waived
                if len(touched) == 1:
                    (key,) = touched
                    if spoken[key] >= 0:
                        spoken[key] = AGAINST if fails else spoken[key] + (tie.verdict is not Verdict.INDETERMINATE)
                elif fails and not touched and origin in tie.keys:
                    return dict.fromkeys(places, AGAINST)
        return spoken
