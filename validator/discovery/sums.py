"""Sums among series: rows of a table added up down its columns, or columns added up across its rows."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from validator.discovery import odds
from validator.discovery.words import at_an_end, balance, result, subtracted, totalling
from validator.tieouts.slips import DIGIT, SIGN, SWAPPED
from validator.tieouts.slips import slip as slip_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from validator.discovery.sheets import Cell, Series

LARGEST = 600  # rows of a table in which every one may be a total; in longer ones, those whose words say so
DEEPEST = 60  # parts of a sum, unless words say that it is one
DEEPEST_TOTAL = 400
MOST_SIGNED = 9  # parts whose signs are looked for one by one
MOST_MISSES = 12  # units a sum of so few figures can miss its total by
WORDS = 5  # bits that a rule above the figures is worth, or words like "net"
TOTALS = 3  # further bits that "Total" is worth
BOUNDARY = 3  # bits for beginning where a section begins
SLIPPED = 8  # bits that a slip takes away: most figures have none
ROLLED = 6  # bits for leading from an opening balance to a closing one
NESTED, FLAT, LEVEL, ONCE = "nested", "flat", "level", "once"  # ways to choose what may be added up
WAYS = ((NESTED, False), (FLAT, False), (LEVEL, False), (NESTED, True), (ONCE, False))  # and whether units are free
KINDS = (SWAPPED, DIGIT, SIGN)
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
        self.freely = any(cell is not None and cell.guessed for one in series for cell in one.cells)

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

    def drop(self, total: int) -> Sum:
        """Take back the sum of a series, and return it."""
        one = self.sums.pop(total)
        self.wholes.discard(frozenset((total, *(part for part, _ in one.parts))))
        self.under = {part: above for part, above in self.under.items() if above != total}
        return one


def find(series: Sequence[Series]) -> Sheet:
    """Return some series with the sums among them: totals above what stands deeper, totals below, totals above."""
    sheet = Sheet(series)
    asked = [at for at in range(len(series)) if len(series) <= LARGEST or series[at].total]
    for at in reversed(asked):
        _take(sheet, at, _inner(series, at))
    for at in asked:
        if at not in sheet.sums:
            _take(sheet, at, range(at - 1, -1, -1), signed=True)
            if at not in sheet.sums and totalling(series[at].label):
                _instead(sheet, at)
    for at in reversed(asked):
        if at not in sheet.sums:
            _take(sheet, at, range(at + 1, len(series)))
    for at in asked:
        if at not in sheet.sums and series[at].total:  # of totals that stand above their parts
            _take(sheet, at, range(at - 1, -1, -1), signed=True)
    return sheet


def _instead(sheet: Sheet, at: int) -> None:
    """Take the sum of a series that is called a total, which one that is not called so stands in the way of.

    "Retained earnings = assets - liabilities - stock" is true, but takes away what "Total equity" adds up.
    """
    series = sheet.series
    for one in range(at - 1, max(at - DEEPEST, -1), -1):
        if one in sheet.sums and not series[one].total and any(sign < 0 for _, sign in sheet.sums[one].parts):
            odd = sheet.drop(one)
            _take(sheet, at, range(at - 1, -1, -1), signed=True)
            if at in sheet.sums:
                return
            sheet.add(odd)


def _inner(series: Sequence[Series], at: int) -> range:
    """Return the series that stand deeper than one, right after it."""
    end = at + 1
    while end < len(series) and series[end].level > series[at].level:
        end += 1
    return range(at + 1, end)


def _take(sheet: Sheet, at: int, reach: range, *, signed: bool = False) -> None:
    """Take the likeliest sum that a series is the total of, if any is beyond chance."""
    best: Sum | None = None
    series = sheet.series
    led_to = series[at].total or result(series[at].label)
    for way, freely in WAYS:
        if (freely and not sheet.freely) or (way == ONCE and (best is not None or not series[at].total)):
            continue
        chain = list(_chain(sheet, at, reach, way=way, freely=freely))
        for one in _plain(sheet, at, chain, back=reach.step < 0 and led_to, freely=freely):
            best = _better(best, one)
        if not freely and signed and (best is None or best.failed) and led_to:
            for one in _signed(sheet, at, chain[:MOST_SIGNED]):
                best = _better(best, one)
        if best is not None and not best.failed:
            break
    if best is not None and best.failed:
        best = _without_one(sheet, best)
    if best is not None:
        sheet.add(best)


def _without_one(sheet: Sheet, one: Sum) -> Sum:
    """Return a sum without the part that keeps it from holding somewhere, if leaving it out makes it hold everywhere.

    A subtotal that stands in some columns only counts its parts twice there.
    """
    place = one.failed[0]
    target = sheet.series[one.total].cells[place]
    if target is None or len(one.parts) < 3:
        return one
    for part, sign in one.parts:
        cell = sheet.series[part].cells[place]
        gap = sum(w * c.value for w, c in sheet.counted(one, place)) - target.value
        if cell is not None and cell.value and abs(gap - sign * cell.value) <= target.half * (len(one.parts) + 1):
            kept = [each for each in one.parts if each[0] != part]
            mended = weighed(sheet, one.total, kept, 4 * len(one.parts), freely=one.freely)
            if not mended.failed and mended.score >= odds.ASSERTED:
                return mended
    return one


def _better(best: Sum | None, one: Sum) -> Sum | None:
    return one if one.score >= odds.ASSERTED and (best is None or one.score > best.score) else best


def _chain(sheet: Sheet, at: int, reach: range, *, way: str, freely: bool) -> Iterator[int]:
    """Yield the series that may be parts of one, the nearest first.

    Nested, a total comes before its parts; flat, totals are left out; level, what stands deeper than others is; once,
    what repeats the one before: a subtotal of a single part says it twice.
    """
    series = sheet.series
    deeper = takewhile(lambda level: level > series[at].level, (series[one].level for one in reach))
    level = min(deeper, default=series[reach[0]].level if reach else 0)
    most = DEEPEST_TOTAL if series[at].total else DEEPEST
    kinds = {cell.kind for cell in series[at].cells if cell is not None}
    said: list[int | None] = []
    for one in reach:
        before, said = (
            said,
            [None if cell is None else cell.value for cell in series[one].cells] if way == ONCE else said,
        )
        if way == ONCE and said == before:
            continue
        if way == FLAT and one in sheet.sums and at not in sheet.under:
            continue
        if way == LEVEL and series[one].level != level:
            if series[one].level < level:
                return
            continue
        if any(
            cell is not None and (cell.kind in kinds or not cell.value or (freely and cell.guessed))
            for cell in series[one].cells
        ):
            yield one
            most -= 1
            if not most:
                return


def _plain(sheet: Sheet, at: int, chain: Sequence[int], *, back: bool, freely: bool) -> Iterator[Sum]:
    """Yield the sums of the nearest parts, all added; looking back, also the farthest less the others."""
    series = sheet.series
    target = {place: cell for place, cell in enumerate(series[at].cells) if cell is not None}
    sums = dict.fromkeys(target, 0)
    rooms = {place: cell.half for place, cell in target.items()}
    filled = dict.fromkeys(target, 0)
    for count, part in enumerate(chain, start=1):
        cells = series[part].cells
        added = less = judged = told = 0
        for place in list(sums):
            cell, value = cells[place], 0
            if cell is not None and not sheet.covered(part, place):
                if not cell.fits(target[place].kind, freely=freely):
                    del sums[place]
                    continue
                value = cell.value
                rooms[place] += cell.half
                sums[place] += value
                filled[place] += value != 0
                told += 1
            if filled[place] + (target[place].value != 0) < 2:
                continue
            judged += 1
            room, gap = rooms[place], sums[place] - target[place].value
            added += -room <= gap <= room
            less += -room <= 2 * value - sums[place] - target[place].value <= room
        if count > 1 and told and judged:
            if added * 2 >= judged:
                yield weighed(sheet, at, [(one, 1) for one in chain[:count]], 2 * count, freely=freely)
            if back and less * 2 >= judged:
                parts = [*((one, -1) for one in chain[: count - 1]), (part, 1)]
                yield weighed(sheet, at, parts, 2 * count, freely=freely)


def _signed(sheet: Sheet, at: int, chain: Sequence[int]) -> Iterator[Sum]:
    """Yield the sums of the nearest parts with whatever signs make them add up in the place that tells most."""
    series = sheet.series
    target = series[at].cells
    place, cell = -1, None
    for at_place, one in enumerate(target):
        if one is not None and (cell is None or abs(one.value) // one.step > abs(cell.value) // cell.step):
            place, cell = at_place, one
    if cell is None or not cell.value:
        return
    ways = {0: 0}  # what parts add up to → which of them are subtracted, as bits
    room, taken = cell.half, 0
    for position, part in enumerate(chain):
        one, bit = series[part].cells[place], 1 << position
        if one is None or not one.value or sheet.covered(part, place):
            if subtracted(series[part].label):
                ways = {total: signs | bit for total, signs in ways.items()}
            continue
        if one.kind != cell.kind:
            return
        room += one.half
        taken += 1
        longer = {total + one.value: signs for total, signs in ways.items()}
        for total, signs in ways.items():
            longer.setdefault(total - one.value, signs | bit)
        ways = longer
        if taken < 2:
            continue
        for miss in range(min(MOST_MISSES, room // cell.step) + 1):
            for total in {cell.value + miss * cell.step, cell.value - miss * cell.step}:
                signs_found = ways.get(total)
                if signs_found is not None:
                    parts = [(p, -1 if signs_found >> i & 1 else 1) for i, p in enumerate(chain[: position + 1])]
                    found = weighed(sheet, at, parts, taken << taken)
                    if (found.proven > 1 or series[at].total) and not _cancels(sheet, found, place):
                        yield found


def _cancels(sheet: Sheet, one: Sum, place: int) -> bool:
    """Whether two parts of a sum only take each other away."""
    values = [sign * cell.value for sign, cell in sheet.counted(one, place) if cell.value]
    return any(-value in values for value in values)


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
    parts = [part for part in parts if _counts(sheet, part[0], at)]
    draft = Sum(at, tuple(parts), (), (), 0, 0, 0)
    groups = _spots(sheet, draft, freely=freely)
    every = [spot for group in groups for spot in group if spot.holds]
    varied = len({spot.alone for spot in every if spot.half}) > 1 or any(spot.bits for spot in every)
    held: list[int] = []
    failed: list[int] = []
    bits, proven = -odds.tried(formulas), 0
    for group in groups:
        gained = sum(spot.bits + varied * spot.half for spot in group)
        amiss = [spot.place for spot in group if not spot.holds]
        lost = AGAINST * len(amiss)
        if len(amiss) == 1 and gained and (slip := _slip(sheet, draft, amiss[0])) >= 0:
            lost = SLIPPED - slip
        if gained > lost:
            held += [spot.place for spot in group if spot.holds]
            failed += amiss
            bits += gained
            proven += sum(spot.bits > 0 for spot in group)
    words = _words(sheet.series, at, parts)
    slip = _slip(sheet, draft, failed[0]) if len(failed) == 1 and held else -1
    against = SLIPPED - slip if slip >= 0 else AGAINST * len(failed)
    score = bits + words - against if held else -1
    places = tuple(sorted(held)), tuple(sorted(failed))
    return Sum(at, tuple(parts), *places, proven, bits, score, words, freely, slip)


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


def _words(series: Sequence[Series], at: int, parts: Sequence[Part]) -> int:
    """Return the bits that words and rules are worth that speak for a sum."""
    words = WORDS * series[at].total + TOTALS * totalling(series[at].label)
    if parts and parts[-1][0] < at:
        first = series[parts[-1][0]]
        words += BOUNDARY * first.begins + ROLLED * (_ends(first.label) and _ends(series[at].label))
    return words


def _ends(label: str) -> bool:
    """Whether a row is what a roll-forward starts or ends with."""
    return balance(label) or at_an_end(label)


def _slip(sheet: Sheet, one: Sum, place: int) -> int:
    """Return the bits of a sum's miss in a place being a slip of the hand in one figure; -1 where it is none."""
    target = sheet.series[one.total].cells[place]
    if target is None:
        return -1
    parts = list(sheet.counted(one, place))
    gap = sum(sign * cell.value for sign, cell in parts) - target.value
    told = slip_of(target.value // target.step, (target.value + gap) // target.step)
    if told not in KINDS and not any(
        slip_of(cell.value // cell.step, (cell.value - sign * gap) // cell.step) in KINDS for sign, cell in parts
    ):
        return -1
    return odds.of_slip((target.value, *(cell.value for _, cell in parts)), target.step)
