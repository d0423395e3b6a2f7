"""Ratios: growth between two columns, shares of a total, margins and rates by row, amounts per share."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from validator.budget import spend
from validator.discovery import odds
from validator.discovery.words import DENOMINATOR, result
from validator.tieouts.localization.slips import DIGIT, SWAPPED, meant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from validator.discovery.sheets import Cell, Series

    Judge = Callable[[Cell, Cell, Cell], bool]

GROWTH, SHARE, QUOTIENT = "growth", "share", "quotient"
MOST_ABOVE = 60  # rows that may be divided, for one row of ratios
MOST_BELOW = 10  # and those that may divide
MOST_BESIDE = 24  # columns on either side of a column of percentages
SLIPPED = 15  # bits of a ratio from which one that fails by a slip accuses
HELPED = 6  # bits that a column's role is worth, or units: they say that it is a ratio
FEW, FAR = 2, 10  # places in which an amount per share is what it says, so that another, off by a tenth, is accused


class Ratio(NamedTuple):
    """A ratio found: in each place, the ratio and the two figures that make it; `failed` are those that do not fit."""

    form: str
    held: tuple[tuple[Cell, Cell, Cell], ...]
    failed: tuple[tuple[Cell, Cell, Cell], ...]
    bits: int
    title: str
    said: bool = False  # its units say what it is: an amount per share is one divided by shares


def find(rows: Sequence[Series], columns: Sequence[Series]) -> list[Ratio]:
    """Return the ratios in a table, at most one for each row or column of ratios."""
    found = []
    for position, column in enumerate(columns):
        if any(cell is not None and cell.kind[1] for cell in column.cells):
            best = _likeliest((*_growths(columns, position), *_shares(rows, columns, position)), column.ratio)
            if best is not None:
                found.append(best)
    divisible = Divisible(rows)
    for position, row in enumerate(rows):
        kinds = {cell.kind for cell in row.cells if cell is not None}
        if any(percent or "/" in unit for unit, percent in kinds):
            best = _likeliest(divisible.quotients(position), helped=False)
            if best is not None:
                found.append(best)
    return found


def _likeliest(candidates: Iterable[Ratio], helped: bool) -> Ratio | None:  # noqa: FBT001 - one word of a header
    made = list(candidates)
    lost = odds.tried(max(1, len(made)))
    best: Ratio | None = None
    for one in made:
        weighed = one._replace(bits=one.bits - lost)
        nearly = len(one.failed) * 4 <= len(one.held) or one.said
        enough = weighed.bits + HELPED * helped >= odds.ASSERTED and nearly
        if enough and (best is None or weighed.bits - 8 * len(one.failed) > best.bits - 8 * len(best.failed)):
            best = weighed
    return best


# --- by column -----------------------------------------------------------------------------------
def _growths(columns: Sequence[Series], position: int) -> Iterator[Ratio]:
    """Yield, for a column of percentages, the pairs of columns of which it may be the growth or the quotient."""
    ratio = columns[position]
    beside = range(max(0, position - MOST_BESIDE), min(len(columns), position + MOST_BESIDE + 1))
    for a in beside:
        for b in beside:
            if a != b and position not in (a, b):
                now, before = columns[a], columns[b]
                title = f"growth from {before.name} to {now.name}"
                triples = _triples(ratio.cells, now.cells, before.cells)
                rising = [one for one in triples if one[2].value > 0]
                alike = [one for one in triples if one[1].value * one[2].value > 0]  # deductions grow, too
                yield from judged(GROWTH, rising, grown, title)
                if alike != rising:
                    yield from judged(GROWTH, alike, grown, title)
                yield from judged(QUOTIENT, triples, divided, f"{now.name} / {before.name}")


def _shares(rows: Sequence[Series], columns: Sequence[Series], position: int) -> Iterator[Ratio]:
    """Yield, for a column of percentages, the columns and the total of which it may give the shares."""
    ratio = columns[position]
    wholes = [place for place, cell in enumerate(ratio.cells) if cell is not None and _is_whole(cell)]
    beside = range(max(0, position - MOST_BESIDE), min(len(columns), position + MOST_BESIDE + 1))
    for column in (columns[number] for number in beside if number != position):
        for whole in wholes[:MOST_BELOW]:
            triples = [
                (cell, part, total)
                for cell, part in zip(ratio.cells, column.cells, strict=True)
                if cell is not None and part is not None and (total := column.cells[whole]) is not None
                if cell.figure.decimals is not None
                if part is not total and part.kind == total.kind and not part.kind[1] and cell.kind[1]
            ]
            yield from judged(SHARE, triples, divided, f"share of {rows[whole].name}")


def _is_whole(cell: Cell) -> bool:
    return cell.kind[1] and cell.value == cell.scale


# --- by row --------------------------------------------------------------------------------------
class Divisible:
    """The rows of a table that may be divided, and those that may divide, by their positions."""

    def __init__(self, rows: Sequence[Series]) -> None:
        self.rows, self.names = rows, [row.name for row in rows]
        amounts = [n for n, row in enumerate(rows) if not _is_ratio(row)]
        self.amounts = amounts
        self.named = [n for n in amounts if DENOMINATOR.search(rows[n].label)]
        self.results = [n for n in amounts if result(rows[n].label)]
        self.shares = [n for n in amounts if any(c is not None and c.kind[0] == "shares" for c in rows[n].cells)]

    def quotients(self, position: int) -> Iterator[Ratio]:
        """Yield, for a row of percentages or amounts per share, the rows that may make it, the nearest first."""
        rows, names, ratio = self.rows, self.names, self.rows[position]
        per_share = any(cell is not None and "/" in cell.kind[0] for cell in ratio.cells)
        below = nearest(self.shares if per_share else self.named, position, MOST_BELOW)
        above = nearest(self.results if per_share else self.amounts, position, MOST_ABOVE)
        for b in below:
            for a in above:
                if a != b:
                    triples = _triples(ratio.cells, rows[a].cells, rows[b].cells, alike=not per_share)
                    yield from judged(QUOTIENT, triples, divided, f"{names[a]} / {names[b]}", said=per_share)


def nearest(positions: Sequence[int], position: int, most: int) -> list[int]:
    """Return those of some positions in order that are nearest to another, the nearest first."""
    at = bisect_left(positions, position)
    near = (n for n in positions[max(0, at - most) : at + most + 1] if n != position)
    return sorted(near, key=lambda n: abs(n - position))[:most]


def _is_ratio(row: Series) -> bool:
    kinds = [cell.kind for cell in row.cells if cell is not None]
    return sum(percent or "/" in unit for unit, percent in kinds) * 2 > len(kinds)


def _triples(
    ratio: Sequence[Cell | None], above: Sequence[Cell | None], below: Sequence[Cell | None], *, alike: bool = True
) -> list[tuple[Cell, Cell, Cell]]:
    """Return the ratios, dividends and divisors of places that hold all three, of kinds that can be divided."""
    spend(4 + 2 * len(ratio))
    found = []
    for r, a, b in zip(ratio, above, below, strict=True):
        if r is None or a is None or b is None or b.value == 0 or a.kind[1] or b.kind[1]:
            continue
        if r.figure.decimals is None:
            continue  # a dash for a ratio may be nothing, little, or not told
        if (a.kind == b.kind and r.kind[1]) if alike else r.kind[0] == f"{a.kind[0]}/{b.kind[0]}":
            found.append((r, a, b))
    return found


# --- judging -------------------------------------------------------------------------------------
def judged(
    form: str, triples: Sequence[tuple[Cell, Cell, Cell]], fits: Judge, title: str, *, said: bool = False
) -> Iterator[Ratio]:
    """Yield a ratio with its odds, if it holds nearly everywhere and proves something.

    Where its units say what it is, it may be far off in one place of few.
    """
    held = [one for one in triples if fits(*one)]
    failed = tuple(one for one in triples if not fits(*one))
    lone = said and len(failed) == 1 and len(held) >= FEW and far(*failed[0])
    if not held or not (lone or len(held) * 5 >= len(triples) * 4):
        return
    bits = 0
    seen: set[tuple[int, int, int]] = set()
    for ratio, above, below in held:
        key = (ratio.value, above.value, below.value)
        if key not in seen and above.value:
            seen.add(key)
            bits += ratio_bits(ratio, above, below)
    yield Ratio(form, tuple(held), failed, bits, title, lone)


def ratio_bits(ratio: Cell, above: Cell, below: Cell) -> int:
    """Return how much one ratio says: its digits, less what the rounding of its terms leaves open."""
    size = (abs(ratio.value) // ratio.step).bit_length()
    terms = min((abs(above.value) // above.step).bit_length(), (abs(below.value) // below.step).bit_length())
    return max(0, min(size, terms) - 1)


def divided(ratio: Cell, above: Cell, below: Cell) -> bool:
    """Whether a ratio can be the quotient of two figures, as far as rounding lets one tell."""
    return _meets(ratio, above, below, 0)


def grown(ratio: Cell, above: Cell, below: Cell) -> bool:
    """Whether a ratio can be the growth from the second figure to the first."""
    return _meets(ratio, above, below, 1)


def close(form: str, ratio: Cell, above: Cell, below: Cell) -> bool:
    """Whether a ratio is off by no more than its last digit: some are rounded so that they add up to 100%."""
    return _meets(ratio, above, below, form == GROWTH, room=3 * ratio.half)


def far(ratio: Cell, above: Cell, below: Cell) -> bool:
    """Whether a quotient is off by a tenth and more: what is added back to a result for its dilution moves it less."""
    return not _meets(ratio, above, below, 0, room=max(ratio.half, abs(ratio.value) // FAR))


def accusing(one: Ratio) -> bool:
    """Whether a ratio that fails in one place says that something is wrong there: against odds, less for a slip."""
    if len(one.failed) != 1 or close(one.form, *one.failed[0]):
        return False
    if len(one.held) > 2 and one.bits >= odds.ACCUSING:
        return True
    return one.bits + HELPED * one.said >= SLIPPED and _slipped(one)


def _slipped(one: Ratio) -> bool:
    """Whether one slip in one figure keeps a ratio from what it is elsewhere."""
    fits = grown if one.form == GROWTH else divided
    triple = one.failed[0]
    for at, cell in enumerate(triple):
        shown = cell.value // cell.step
        beyond = 10 ** len(str(shown))
        for number, kind in meant(shown, -beyond, beyond):
            if kind in (DIGIT, SWAPPED) and len(str(number)) == len(str(shown)):
                mended = [each if other != at else each.of(number * each.step) for other, each in enumerate(triple)]
                if fits(*mended):
                    return True
    return False


def _meets(ratio: Cell, above: Cell, below: Cell, one: int, room: int = -1) -> bool:
    """Whether ratio + one and above / below have a true value in common; all three are in one scale."""
    low, high = below.value - below.half, below.value + below.half
    if low <= 0 <= high:
        return False
    sign = 1 if low > 0 else -1
    first, last = (above.value - above.half) * sign, (above.value + above.half) * sign
    if sign < 0:
        first, last, low, high = last, first, -high, -low
    # the quotient lies between first / (high or low) and last / (low or high)
    scale = ratio.scale
    room = ratio.half if room < 0 else room
    least, most = ratio.value - room + one * scale, ratio.value + room + one * scale
    under, over = (high if first >= 0 else low), (low if last >= 0 else high)
    return first * scale <= most * under and last * scale >= least * over
