"""Averages weighted by what stands beside them: a price of all shares, by the shares and prices that make them up.

Where shares add up to a total, in a roll-forward or by months, the average price of the total is the sum of shares
times prices, divided by all shares. The column's header says that it is an average, or an amount for each share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.discovery import odds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.discovery.sheets import Cell
    from validator.discovery.weighing import Sheet

NAMED = 4  # bits that the unit of an amount for each share is worth


class Average(NamedTuple):
    """An average, the whole it is of, and the parts of that whole with their signs and their prices."""

    price: Cell
    whole: Cell
    parts: tuple[tuple[int, Cell, Cell], ...]
    bits: int


def find(sheet: Sheet) -> Iterator[Average]:
    """Yield the averages of the totals of a table."""
    for one in sheet.sums.values():
        for place in one.held:
            whole = sheet.series[one.total].cells[place]
            price = _beside(sheet, one.total, place)
            if whole is None or price is None or whole.kind != ("shares", False) or not whole.value:
                continue
            parts = []
            for part, sign in one.parts:
                cell, each = sheet.series[part].cells[place], _beside(sheet, part, place)
                if cell is not None and cell.value and each is not None and not sheet.covered(part, place, one.total):
                    parts.append((sign, cell, each))
            counted = sum(cell.value != 0 for _, cell in sheet.counted(one, place))
            if len(parts) == counted > 1 and (bits := _bits(price, whole, parts)) + NAMED >= odds.ASSERTED:
                yield Average(price, whole, tuple(parts), bits)


def _beside(sheet: Sheet, at: int, place: int) -> Cell | None:
    """Return the amount for each share that stands right of a figure; None where there is none."""
    cells = sheet.series[at].cells
    cell = cells[place + 1] if place + 1 < len(cells) else None
    return cell if cell is not None and cell.kind[0].endswith("/shares") else None


def _bits(price: Cell, whole: Cell, parts: Sequence[tuple[int, Cell, Cell]]) -> int:
    """Return the odds of an average being what it is, for what rounding leaves open; 0 where it is not."""
    gap = sum(sign * cell.value * each.value for sign, cell, each in parts) - whole.value * price.value
    room = abs(whole.value) * price.half + whole.half * abs(price.value)
    room += sum(abs(cell.value) * each.half + cell.half * abs(each.value) for _, cell, each in parts)
    if abs(gap) > room:
        return 0
    least = min(each.value for _, _, each in parts)
    most = max(each.value for _, _, each in parts)  # an average lies between: there it may be by chance
    spread = (most - least) * abs(whole.value)
    return max(0, (spread // (2 * room + 1)).bit_length())
