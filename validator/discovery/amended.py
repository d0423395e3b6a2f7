"""One figure that several relations would have otherwise: a slip that none of them could tell alone.

A sum that holds in one column and fails in another says little; so does a mention with other digits. But where one
slip of the hand in one figure, put right, lets two of them hold, they agree on a value that none was made for. Each
brings its own odds: those of the places where it holds, and those of the place where it would.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from validator.budget import spend
from validator.discovery import odds, words
from validator.discovery.weighing import slipped
from validator.tieouts.localization.slips import DIGIT, SWAPPED, slip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from validator.discovery.named.mentions import Mention
    from validator.discovery.sheets import Cell
    from validator.discovery.weighing import Sheet, Sum
    from validator.documents.text import Place

LEAST = 2  # relations that agree
ALIKE = 4  # sixteenths of their words that figures share which have one value
SAID = 6  # bits that the same words are worth
MOST = 12  # mentions of one name: more are no name


class Witness(NamedTuple):
    """A relation that would hold if a figure were another: a sum in the place where it fails, or another mention."""

    figure: Cell
    value: int
    bits: int
    sheet: Sheet | None = None
    sum: Sum | None = None
    other: Cell | None = None


def find(sheets: Iterable[Sheet], mentions: Sequence[Mention]) -> list[list[Witness]]:
    """Return the figures that relations agree to be another, each as those relations."""
    told: dict[tuple[Place, int], list[Witness]] = {}
    sound: set[Place] = set()
    for sheet in sheets:
        sound |= _sound(sheet)
        for one in _of_sums(sheet):
            told.setdefault((one.figure.figure.place, one.value), []).append(one)
    for one in _of_mentions(mentions):
        if (one.figure.figure.place, one.value) in told:  # other digits under the same words alone are another figure
            told[one.figure.figure.place, one.value].append(one)
    for one in _of_copies({key: witnesses[0].figure for key, witnesses in told.items()}, mentions):
        told[one.figure.figure.place, one.value].append(one)
    return [
        witnesses
        for (place, _), witnesses in told.items()
        if place not in sound and len(witnesses) >= LEAST and _sure(witnesses)
    ]


def _sound(sheet: Sheet) -> set[Place]:
    """Return where the figures stand that a sum has as they are."""
    found: set[Place] = set()
    for one in sheet.sums.values():
        for place in one.held:
            target = sheet.series[one.total].cells[place]
            cells = [cell for _, cell in sheet.counted(one, place)]
            if target is not None and odds.of_sum([target.value, *(cell.value for cell in cells)], 0, target.step):
                found.update(cell.figure.place for cell in (target, *cells))
    return found


def _sure(witnesses: Sequence[Witness]) -> bool:
    """Whether relations agree beyond chance, for all the slips there are in a figure, and all the figures they have."""
    figure = witnesses[0].figure
    slips = 10 * len(str(abs(figure.value // figure.step))) * 8
    return sum(one.bits for one in witnesses) - odds.tried(slips) >= odds.ACCUSING


def _of_sums(sheet: Sheet) -> Iterator[Witness]:
    """Yield, for sums that fail in one place only, the slips that would make them hold there."""
    for one in sheet.missed.values():
        place = one.failed[0]
        target = sheet.series[one.total].cells[place]
        parts = list(sheet.counted(one, place))
        if target is None or len(parts) < LEAST:
            continue
        gap = sum(sign * cell.value for sign, cell in parts) - target.value
        for sign, cell in ((-1, target), *parts):
            value = cell.value - sign * gap
            if cell.value and gap % cell.step == 0 and slipped(cell, value):
                others = [other.value for _, other in parts if other is not cell]
                others += [target.value] if cell is not target else []
                place_bits = odds.of_sum([value, *others], 0, cell.step)
                if place_bits:
                    yield Witness(cell, value, one.bits + one.words + place_bits, sheet, one)


def _of_copies(told: Mapping[tuple[Place, int], Cell], mentions: Sequence[Mention]) -> Iterator[Witness]:
    """Yield the figures that have the very value which sums would have of another one, and words in common with it.

    That one has other words elsewhere ("Cash and cash equivalents", "Cash at end of period"), so what speaks for it is
    the value, as far as few figures of its kind and period could have it by chance.
    """
    frames = Counter((one.cell.kind, one.cell.figure.period) for one in mentions)
    worth = words.weights(one.words for one in mentions)
    places = {one.cell.figure.place: one for one in mentions}
    valued: dict[object, list[Mention]] = {}
    for one in mentions:
        valued.setdefault((abs(one.cell.value), one.cell.kind, one.cell.figure.period), []).append(one)
    for (place, value), cell in told.items():
        found, frame = places[place], (cell.kind, cell.figure.period)
        for other in valued.get((abs(value), *frame), ()):
            spend(1)
            alike = words.alike(found.words, other.words, worth)
            if alike >= ALIKE and found.row[0] != other.row[0] and found.words != other.words:
                bits = odds.of_size(abs(value), 0, cell.step) - frames[frame].bit_length() + SAID * alike // 16
                if bits > 0:
                    yield Witness(cell, value, bits, other=other.cell)
                    break


def _of_mentions(mentions: Sequence[Mention]) -> Iterator[Witness]:
    """Yield, for figures with one name, period and unit, those that a slip tells apart."""
    named: dict[object, list[Mention]] = {}
    for one in mentions:
        if len(one.words) > 1 and one.row[0] >= 0 and one.cell.value and one.cell.figure.period is not None:
            key = (one.words, one.cell.kind, one.cell.figure.period, one.member, one.at_an_end, one.balance)
            named.setdefault(key, []).append(one)
    for bucket in named.values():
        values = Counter(abs(one.cell.value) for one in bucket)
        lone = [one for one in bucket if values[abs(one.cell.value)] == 1]
        for one in lone if len(bucket) <= MOST else ():
            for other in bucket:
                cell, step = other.cell, one.cell.step
                apart = one.row[0] != other.row[0] and cell.step == step and abs(cell.value) != abs(one.cell.value)
                value = abs(cell.value) if one.cell.value > 0 else -abs(cell.value)
                if apart and slip(one.cell.value // step, value // step) in (DIGIT, SWAPPED):
                    bits = odds.of_size(abs(value), 0, step) + SAID
                    yield Witness(one.cell, value, bits, other=cell)
