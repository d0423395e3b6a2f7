"""Sums among series: rows of a table added up down its columns, or columns added up across its rows."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from validator.budget import spend
from validator.discovery import odds
from validator.discovery.weighing import Sheet, Sum, additive, likely, lone, weighed, words_of
from validator.discovery.words import balance, result, subtracted, totalling

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.discovery.sheets import Series

LARGEST = 600  # rows of a table in which every one may be a total; in longer ones, those whose words say so
DEEPEST = 60  # parts of a sum, unless words say that it is one
DEEPEST_TOTAL = 400
MOST_SIGNED = 9  # parts whose signs are looked for one by one
STEP = 3  # steps that a figure takes, tried as a part
MOST_MISSES = 12  # units a sum of so few figures can miss its total by
NESTED, FLAT, LEVEL, ONCE = "nested", "flat", "level", "once"  # ways to choose what may be added up
WAYS = ((NESTED, False), (FLAT, False), (LEVEL, False), (NESTED, True), (ONCE, False))  # and whether units are free


def find(series: Sequence[Series]) -> Sheet:
    """Return some series with the sums among them: totals above what stands deeper, totals below, totals above."""
    sheet = Sheet(series)
    asked = [at for at in range(len(series)) if len(series) <= LARGEST or series[at].total]
    for at in reversed(asked):
        _take(sheet, at, _inner(series, at))
    for at in sorted(asked, key=lambda at: not series[at].total):  # what is called a total is one first
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
    spend(end - at)
    return range(at + 1, end)


def _take(sheet: Sheet, at: int, reach: range, *, signed: bool = False) -> None:
    """Take the likeliest sum that a series is the total of, if any is beyond chance."""
    best: Sum | None = None
    series = sheet.series
    led_to = series[at].total or result(series[at].label)
    tried: list[tuple[list[int], bool]] = []
    for way, freely in WAYS:
        if (freely and not sheet.freely) or (way == ONCE and (best is not None or not series[at].total)):
            continue
        chain = list(_chain(sheet, at, reach, way=way, freely=freely))
        if (chain, freely) in tried:  # where nothing is nested, all ways choose the same
            continue
        tried.append((chain, freely))
        for one in _plain(sheet, at, chain, back=reach.step < 0 and led_to, freely=freely):
            best = sheet.better(best, one)
        if not freely and signed and (best is None or best.failed) and led_to:
            for place in _telling(series[at]):
                for one in _signed(sheet, at, chain[:MOST_SIGNED], place):
                    best = sheet.better(best, one)
        if best is not None and not best.failed:
            break
    if best is not None and best.failed:
        best = _without_one(sheet, best)
    missed = sheet.missed.get(at)
    if best is None and missed is not None and likely(missed):
        best = missed
    if best is None and reach.step < 0 and (series[at].total or balance(series[at].label)):
        best = _lone(sheet, at, reach) or _only(sheet, at, reach)
    if best is not None:
        sheet.add(best)


def _only(sheet: Sheet, at: int, reach: range) -> Sum | None:
    """Return the sum of a total whose section holds one row, which it repeats in every column."""
    series = sheet.series
    if not reach or not totalling(series[at].label) or not _ends(sheet, reach[0], reach[1:2], down=False):
        return None
    places, bits = [], 0
    for place, cell in enumerate(series[at].cells):
        part = series[reach[0]].cells[place]
        if cell is None or part is None or cell.kind[1]:
            continue
        if cell.value != part.value or cell.kind != part.kind:
            return None
        places.append(place)
        bits += odds.of_size(abs(cell.value), 0, cell.step) // 2
    words = words_of(series, at, [(reach[0], 1)])
    if not bits or bits + words < odds.ASSERTED:
        return None
    return Sum(at, ((reach[0], 1),), tuple(places), (), len(places), bits, bits + words, words)


def _lone(sheet: Sheet, at: int, reach: range) -> Sum | None:
    """Return the sum of a total that stands in one column only and fails there by a slip: the parts are its section."""
    series = sheet.series
    cells = series[at].cells
    places = [at for at, cell in enumerate(cells) if cell is not None and cell.value and additive(cell)]
    target = series[at].cells[places[0]] if len(places) == 1 else None
    if target is None:
        return None
    chain = list(_chain(sheet, at, reach, way=NESTED, freely=sheet.freely))
    found: list[Sum] = []
    parts: list[int] = []
    ends = 0
    for count, part in enumerate(chain, start=1):
        cell = series[part].cells[places[0]]
        if cell is not None and not sheet.covered(part, places[0]):
            if not cell.fits(target.kind, freely=sheet.freely):
                break
            parts.append(part)
        if not _ends(sheet, part, chain[count : count + 1], down=False):
            continue
        ends += 1
        if len(parts) > 1:
            one = lone(sheet, at, [(each, 1) for each in parts], 2 * ends, places[0])
            if one is not None:
                found.append(one)
    if len(found) != 1:
        return None
    sheet.missed.setdefault(at, found[0])
    return found[0] if likely(found[0]) else None


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


def _chain(sheet: Sheet, at: int, reach: range, *, way: str, freely: bool) -> Iterator[int]:
    """Yield the series that may be parts of one, the nearest first.

    Nested, a total comes before its parts; flat, totals are left out; level, what stands deeper than others is; once,
    what repeats the one before: a subtotal of a single part says it twice.
    """
    series = sheet.series
    deeper = takewhile(lambda level: level > series[at].level, (series[one].level for one in reach))
    below = list(deeper)
    spend(len(below))
    level = min(below, default=series[reach[0]].level if reach else 0)
    most = DEEPEST_TOTAL if series[at].total else DEEPEST
    kinds = sheet.kinds[at]
    said: list[int | None] = []
    for one in reach:
        spend(STEP)
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
        alike = sheet.nothing[one] or not kinds.isdisjoint(sheet.kinds[one])
        if alike or (freely and any(cell is not None and cell.guessed for cell in series[one].cells)):
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
    ends = 0  # sections that end among the parts
    for count, part in enumerate(chain, start=1):
        if not sums:
            return
        spend(STEP * (2 + len(sums)))
        cells = series[part].cells
        whole = _ends(sheet, part, chain[count : count + 1], down=part > at)
        ends += whole
        free = part not in sheet.under
        added = less = judged = told = 0
        for place in list(sums):
            cell, value = cells[place], 0
            if cell is not None and (free or not sheet.covered(part, place)):
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
            room, gap = rooms[place], sums[place] - target[place].value
            holds, holds_less = -room <= gap <= room, -room <= 2 * value - sums[place] - target[place].value <= room
            judged += holds or holds_less or additive(target[place])
            added += holds
            less += holds_less
        if count > 1 and told and judged:
            formulas = 2 * (ends if whole else count)
            if added * 2 >= judged:
                yield weighed(sheet, at, [(one, 1) for one in chain[:count]], formulas, freely=freely)
            if back and less * 2 >= judged:
                parts = [*((one, -1) for one in chain[: count - 1]), (part, 1)]
                yield weighed(sheet, at, parts, formulas, freely=freely)


def _ends(sheet: Sheet, part: int, after: Sequence[int], *, down: bool) -> bool:
    """Whether the parts of a total can end with a series: a section begins there, or what is next adds up itself.

    A total is that of a whole section more often than of some of its rows, so that few formulas name it.
    """
    series = sheet.series
    if not after or series[after[0] if down else part].begins:
        return True
    return series[after[0]].total or after[0] in sheet.sums


def _telling(one: Series) -> list[int]:
    """Return the two places of a series that tell most: where one is amiss, the other is not."""
    sizes = [(abs(cell.value) // cell.step, place) for place, cell in enumerate(one.cells) if cell is not None]
    return [place for size, place in sorted(sizes, reverse=True)[:2] if size]


def _signed(sheet: Sheet, at: int, chain: Sequence[int], place: int) -> Iterator[Sum]:
    """Yield the sums of the nearest parts with whatever signs make them add up in a place."""
    series = sheet.series
    cell = series[at].cells[place]
    if cell is None:
        return
    ways = {0: 0}  # what parts add up to → which of them are subtracted, as bits
    room, taken = cell.half, 0
    for position, part in enumerate(chain):
        spend(len(ways))
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
                    telling = found.proven > 1 or (series[at].total and not found.failed)
                    if telling and not _cancels(sheet, found, place):
                        yield found


def _cancels(sheet: Sheet, one: Sum, place: int) -> bool:
    """Whether two parts of a sum only take each other away."""
    values = [sign * cell.value for sign, cell in sheet.counted(one, place) if cell.value]
    return any(-value in values for value in values)
