"""One sum among series, weighed: where it holds and fails, and the odds that it does so by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.budget import spend
from validator.discovery import odds
from validator.discovery.words import at_an_end, balance, bare, totalling
from validator.tieouts.localization.slips import DIGIT, SIGN, SWAPPED
from validator.tieouts.localization.slips import slip as slip_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from validator.discovery.sheets import Cell, Series

WORDS = 5  # bits that a rule above the figures is worth, or words like "net"
TOTALS = 3  # further bits that "Total" is worth
BOUNDARY = 3  # bits for beginning where a section begins
SLIPPED = 8  # bits that a slip takes away: most figures have none
ROLLED = 6  # bits for leading from an opening balance to a closing one
KINDS = (SWAPPED, DIGIT, SIGN)
SCALES = (10, 1000)  # a zero, or what a caption says is in thousands
NAMED = WORDS + TOTALS  # bits of words that say that a sum is meant
LIKELY = 13  # bits from which a sum is one that fails by a slip, words counted
FEWEST = 4  # of them, of its figures
MOST_ROUNDED = 2  # last digits that parts can miss their total by, being rounded, beside a slip
LONE = 10  # of the slip alone, where a sum has no other place; less where words and three parts say what it is
LEAST, MANY = 3, 3
AGAINST = 14  # bits a place takes away in which a sum fails

Part = tuple[int, int]  # a series and its sign


class Sum(NamedTuple):
    """A sum found: the series that is the total, its parts with their signs, the places where it holds or not.

    Series and places are given by their positions. `bits` are the odds against chance, words not counted; `proven` are
    the places that speak for it: elsewhere all but one or two of the figures are nothing.
    """

    total: int
    parts: tuple[Part, ...]
    held: tuple[int, ...]
    failed: tuple[int, ...]
    proven: int
    bits: int
    score: int
    words: int = 0  # bits that words are worth
    freely: bool = False  # with figures whose unit is only guessed
    slip: int = -1  # bits of what it misses in one place being one slip of the hand; -1 where it is none


class Sheet:
    """Some series, and what is known of their sums so far: a series that is a part of a total is *under* it."""

    def __init__(self, series: Sequence[Series]) -> None:
        self.series = series
        self.under: dict[int, int] = {}
        self.sums: dict[int, Sum] = {}
        self.wholes: set[frozenset[int]] = set()
        self.missed: dict[int, Sum] = {}  # for each series the likeliest sum that fails in one place
        self.freely = any(cell is not None and cell.guessed for one in series for cell in one.cells)
        self.kinds = [frozenset(cell.kind for cell in one.cells if cell is not None) for one in series]
        self.nothing = [any(cell is not None and not cell.value for cell in one.cells) for one in series]

    def covered(self, one: int, place: int, total: int = -1) -> bool:
        """Whether a series counts for nothing in a place, because a total that it is a part of stands there."""
        above = self.under.get(one)
        while above is not None and above != total:
            if self.series[above].cells[place] is not None:
                return True
            above = self.under.get(above)
        return False

    def counted(self, one: Sum, place: int) -> Iterator[tuple[int, Cell]]:
        """Yield the parts of a sum that count in a place, with their signs."""
        for part, sign in one.parts:
            cell = self.series[part].cells[place]
            if cell is not None and not self.covered(part, place, one.total):
                yield sign, cell

    def add(self, one: Sum) -> None:
        """Take a sum as found."""
        whole = frozenset((one.total, *(part for part, _ in one.parts)))
        if whole not in self.wholes:
            self.wholes.add(whole)
            self.sums[one.total] = one
            for part, _ in one.parts:
                self.under.setdefault(part, one.total)

    def better(self, best: Sum | None, one: Sum) -> Sum | None:
        """Return the likelier of two sums that are asserted; one that fails in one place is kept apart, too."""
        if len(one.failed) == 1 and one.bits > 0:
            known = self.missed.get(one.total)
            if known is None or one.bits + one.words > known.bits + known.words:
                self.missed[one.total] = one
        return one if one.score >= odds.ASSERTED and (best is None or one.score > best.score) else best

    def drop(self, total: int) -> Sum:
        """Take back the sum of a series, and return it."""
        one = self.sums.pop(total)
        self.wholes.discard(frozenset((total, *(part for part, _ in one.parts))))
        self.under = {part: above for part, above in self.under.items() if above != total}
        return one


def _counts(sheet: Sheet, part: int, total: int) -> bool:
    """Whether a series counts in any place."""
    cells = sheet.series[part].cells
    return any(cell is not None and not sheet.covered(part, place, total) for place, cell in enumerate(cells))


def _kind(sheet: Sheet, one: Sum, place: int, target: Cell) -> tuple[str, bool]:
    """Return the kind of the figures of a sum in a place: the total's, or of a total of nothing the parts'."""
    if target.value:
        return target.kind
    return next((cell.kind for _, cell in sheet.counted(one, place) if cell.value), target.kind)


class Spot(NamedTuple):
    """A sum in one place: whether it holds and its bits; where one part alone is all of the total, which, and its bits.

    Two figures that are equal may be so for other reasons, so their bits count half, and only in a sum that is more
    elsewhere: in another place another part is all of it, or several parts are.
    """

    place: int
    holds: bool
    bits: int
    alone: int = -1
    half: int = 0


def weighed(sheet: Sheet, at: int, parts: Sequence[Part], formulas: int, *, freely: bool = False) -> Sum:
    """Return a sum with the places where it holds and where it fails, and its odds.

    Figures of one kind are judged together: a sum that holds for amounts need not hold for the percentages below them.
    """
    spend(4 * len(parts) * (1 + len(sheet.series[at].cells)))
    parts = [part for part in parts if _counts(sheet, part[0], at)]
    draft = Sum(at, tuple(parts), (), (), 0, 0, 0)
    groups = _spots(sheet, draft, freely=freely)
    words = words_of(sheet.series, at, parts)
    every = [spot for group in groups for spot in group if spot.holds]
    varied = len({spot.alone for spot in every if spot.half}) > 1 or any(spot.bits for spot in every)
    held: list[int] = []
    failed: list[int] = []
    beside: list[int] = []  # places of a kind for which nothing speaks, in which alone it fails
    bits, proven = -odds.tried(formulas), 0
    for group in groups:
        gained = sum(spot.bits + varied * spot.half for spot in group)
        amiss = [spot.place for spot in group if not spot.holds]
        lost = AGAINST * len(amiss)
        if len(amiss) == 1 and gained and (slip := _slip(sheet, draft, amiss[0])) >= 0:
            lost = min(SLIPPED - slip, gained - 1) if words >= NAMED else SLIPPED - slip
        if gained > lost:
            held += [spot.place for spot in group if spot.holds]
            failed += amiss
            bits += gained
            proven += sum(spot.bits > 0 for spot in group)
        elif len(amiss) == 1 and _counted(sheet, draft, amiss[0]):
            beside += amiss
    sure = bits >= odds.ASSERTED and bits + words >= odds.ACCUSING
    if sure and not failed and len(beside) == 1 and _slip(sheet, draft, beside[0]) >= 0:
        failed = beside  # what rolls forward in money does so in shares, too
    slip = _slip(sheet, draft, failed[0]) if len(failed) == 1 and held else -1
    against = SLIPPED - slip if slip >= 0 else AGAINST * len(failed)
    score = bits + words - against if held else -1
    places = tuple(sorted(held)), tuple(sorted(failed))
    return Sum(at, tuple(parts), *places, proven, bits, score, words, freely, slip)


def likely(one: Sum) -> bool:
    """Whether a sum that fails in one place by a slip of the hand is one: by other places, slip and words."""
    figures = one.bits + one.slip
    if one.slip < 0 or len(one.failed) != 1:
        return False
    if not one.proven:
        said = one.slip >= LEAST and len(one.parts) >= MANY and one.words >= NAMED + BOUNDARY
        return not one.held and (said or (figures >= LONE and one.words >= NAMED))
    if figures >= odds.ASSERTED and figures + one.words >= odds.ACCUSING:
        return True
    return one.words >= WORDS and figures >= FEWEST and figures + one.words >= LIKELY


def _spots(sheet: Sheet, draft: Sum, *, freely: bool) -> Iterable[list[Spot]]:
    """Return the places of a sum, those of one kind together."""
    groups: dict[tuple[str, bool], list[Spot]] = {}
    seen: set[tuple[int, ...]] = set()
    for place, target in enumerate(sheet.series[draft.total].cells):
        if target is None:
            continue
        kind = _kind(sheet, draft, place, target)
        values, total, room, alike, alone = [target.value], -target.value, target.half, True, -1
        for position, (sign, cell) in enumerate(sheet.counted(draft, place)):
            alike = alike and cell.fits(kind, freely=freely)
            values.append(cell.value)
            total += sign * cell.value
            room += cell.half
            alone = position if cell.value else alone
        if not alike or len(values) < 2:
            continue
        holds = -room <= total <= room
        bits = half = 0
        if holds and (key := tuple(values)) not in seen:
            seen.add(key)
            bits = odds.of_sum(values, total, target.step)  # 12 = 12 has none
            if sum(value != 0 for value in values) == 2 and target.value:
                half = odds.of_size(abs(target.value), total, target.step) // 2
        groups.setdefault(kind, []).append(Spot(place, holds, bits, alone, half))
    return groups.values()


def _counted(sheet: Sheet, one: Sum, place: int) -> bool:
    """Whether a sum is one of things in a place: amounts or shares, that add up where others do; no rates or prices."""
    target = sheet.series[one.total].cells[place]
    return target is not None and target.value != 0 and additive(target)


def additive(cell: Cell) -> bool:
    """Whether a figure is of what is added up wherever it stands beside others: no percentage, no price."""
    return not cell.kind[1] and "/" not in cell.kind[0]


def lone(sheet: Sheet, at: int, parts: Sequence[Part], formulas: int, place: int) -> Sum | None:
    """Return a sum that has one place only and fails there by one slip of the hand; None where no slip explains it."""
    draft = Sum(at, tuple(parts), (), (place,), 0, -odds.tried(formulas), -1)
    target = sheet.series[at].cells[place]
    if target is None or any(cell.value == target.value for _, cell in sheet.counted(draft, place)):
        return None  # what remains after each of them is no sum
    slip = _slip(sheet, draft, place)
    return draft._replace(slip=slip, words=words_of(sheet.series, at, parts)) if slip >= 0 else None


def slipped(cell: Cell, value: int) -> bool:
    """Whether one slip of the hand leads from a value to what a figure shows: "50" for "05" is one, too."""
    shown, meant = cell.value // cell.step, value // cell.step
    scaled = bool(shown and meant) and any(shown == times * meant or meant == times * shown for times in SCALES)
    return scaled or slip_of(shown, meant) in KINDS


def words_of(series: Sequence[Series], at: int, parts: Sequence[Part]) -> int:
    """Return the bits that words and rules are worth that speak for a sum."""
    words = WORDS * series[at].total + TOTALS * totalling(series[at].label)
    if parts and parts[-1][0] < at:
        first = series[parts[-1][0]]
        words += BOUNDARY * first.begins + ROLLED * _rolls(first.label, series[at].label)
    return words


def _rolls(opening: str, closing: str) -> bool:
    """Whether two rows are what a roll-forward starts and ends with: by their words, or one thing at two dates."""
    if (balance(opening) or at_an_end(opening)) and (balance(closing) or at_an_end(closing)):
        return True
    dated = any(map(str.isdigit, opening)) and any(map(str.isdigit, closing))
    return dated and bool(said := bare([opening])) and said == bare([closing])


def _slip(sheet: Sheet, one: Sum, place: int) -> int:
    """Return the bits of a sum's miss in a place being a slip of the hand in one figure; -1 where it is none.

    A sum of rounded parts may miss its total before the slip, so that one that leads near it will do, for less.
    """
    target = sheet.series[one.total].cells[place]
    if target is None:
        return -1
    parts = [(sign, cell) for sign, cell in sheet.counted(one, place) if cell.value]
    figures = [(-1, target), *parts]
    spend(20 * len(figures))
    gap = sum(sign * cell.value for sign, cell in parts) - target.value
    bits = odds.of_slip((target.value, *(cell.value for _, cell in parts)), target.step)
    for miss in range(min(MOST_ROUNDED, len(parts) // 2) + 1):
        for near in {gap + miss * target.step, gap - miss * target.step}:
            if any(slipped(cell, cell.value - w * near) for w, cell in figures):
                return max(0, bits - (2 * miss).bit_length())
    return -1
