"""The same figure elsewhere: label, period, unit and value together, in another table or in the text."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from validator.budget import spend
from validator.discovery import words
from validator.discovery.named import rounding
from validator.discovery.named.mentions import NOTHING, Edge, mentions, size, spoken
from validator.tieouts.localization.slips import SCALE, slip

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from validator.discovery.named.mentions import Mention
    from validator.discovery.sheets import Cell
    from validator.understanding.figures import Statement

JOINED = 9  # bits from which two figures are one
SAID = 12  # bits that the same words are worth
TURNED = 4  # bits that another sign takes away
ALIKE = 15  # sixteenths of their words that two captions of one figure share
INCOME = frozenset(("income", "loss", "earning", "comprehensive"))  # what moves equity and is told elsewhere too
BASIC = frozenset(("basic",))
SOME = 6  # bits that the value of a balance must be worth
LONE = 10  # bits that a value alone must be worth where words say nothing
ROWS = 40  # bits of rows that agree throughout, from which one word in common will do
CROWD = 40  # figures of one value: beyond it only the same words tell them apart
PAIR = 10  # steps that a pair of figures takes
LEAST = 0  # bits of a value below which it says nothing


class Differing(NamedTuple):
    """Two mentions that should be one figure and are not: where they are, and in how many columns their rows agree."""

    one: int
    other: int
    held: int


class Elsewhere(NamedTuple):
    """Groups of figures, by position: those that are one figure, those that are equal, and pairs that should be."""

    same: list[list[int]]
    equal: list[list[int]]
    differing: list[Differing]
    found: list[Mention]


def find(cells: Sequence[Cell], statements: Sequence[Statement]) -> Elsewhere:
    """Return the figures of a document that are one figure, and those that are at least equal."""
    found = mentions(cells, statements)
    edges = sorted(_edges(found), key=lambda edge: (-edge.score, -edge.said, edge.one, edge.other))
    fewer = (*rounding.told(found), *rounding.rounded(found))
    told = sorted(fewer, key=lambda edge: (-edge.score, edge.one, edge.other))
    same = _joined(found, [*(edge for edge in edges if edge.named), *told])
    return Elsewhere(same, _joined(found, [*edges, *told]), list(_differing(found)), found)


def _edges(found: Sequence[Mention]) -> Iterator[Edge]:
    worth = words.weights(one.words for one in found)
    crowds: dict[object, int] = {}
    for one in found:
        frame = (one.cell.kind, one.cell.figure.period)
        crowds[frame] = crowds.get(frame, 0) + 1
    pairs = list(_equal(found))
    rows: dict[tuple[object, object], dict[object, int]] = {}
    names: dict[frozenset[str], dict[object, int]] = {}
    for a, b in pairs:
        place = found[a].cell.figure.period, found[a].cell.value
        rows.setdefault(_rows(found[a], found[b]), {})[place] = size(found[a].cell)
        name = _name(found[a], found[b])
        if name:
            names.setdefault(name, {})[place] = size(found[a].cell)
    columns = _columns(found)

    @cache
    def agreeing(both: tuple[object, object], name: frozenset[str]) -> int:
        """Return the bits of all that two rows agree in, and of what else agrees under one name."""
        named = names.get(name, {})
        return sum(named.values()) + sum(bits for place, bits in rows[both].items() if place not in named)

    for a, b in pairs:
        first, second = found[a], found[b]
        name = _name(first, second)
        bits = agreeing(_rows(first, second), name)
        crowd = crowds[first.cell.kind, first.cell.figure.period].bit_length()
        explained = _explained(first, second) or _explained(second, first)
        said = (
            16
            if explained
            or ((first.at_an_end or second.at_an_end) and first.bare and first.bare == second.bare)
            or _headed(first, second)
            or _headed(second, first)
            or (name and first.member != second.member)
            else words.alike(first.words, second.words, worth)
        )
        turned = (first.cell.value < 0) is not (second.cell.value < 0)
        score = bits - crowd + SAID * said // 16 - TURNED * turned
        if score >= JOINED:
            named = _named(first, second, said, bits - crowd) and not _gainsaid(columns, first, second)
            yield Edge(score, said, a, b, named)


def _columns(found: Sequence[Mention]) -> dict[object, dict[object, int]]:
    """Return what each row of a table says of each period, kind and member; 0 where it says two things."""
    rows: dict[object, dict[object, int]] = {}
    for one in found:
        if not spoken(one) and one.cell.value:
            place = (one.cell.figure.period, one.cell.kind, one.member)
            row = rows.setdefault(one.row, {})
            row[place] = 0 if place in row else abs(one.cell.value)
    return rows


def _gainsaid(columns: Mapping[object, Mapping[object, int]], one: Mention, other: Mention) -> bool:
    """Whether the rows of two equal figures differ in as many other columns as they agree in, or more."""
    first, second = columns.get(one.row, {}), columns.get(other.row, {})
    both = [(value, second[place]) for place, value in first.items() if value and second.get(place)]
    apart = sum(value != another for value, another in both)
    return one.row != other.row and one.member == other.member and 2 * apart >= max(1, len(both))


def _named(one: Mention, other: Mention, said: int, bits: int) -> bool:
    """Whether two equal figures are one by their words: one name, one column; or a whole without a name."""
    if one.row[0] == other.row[0] >= 0:
        return _continued(one, other) or (bits >= LONE and one.cell.figure.label == other.cell.figure.label)
    if not (one.basis == other.basis or spoken(one) or spoken(other)):
        return False
    if _explained(one, other) or _explained(other, one):
        return bits >= SOME
    if one.at_an_end is not other.at_an_end:
        return one.bare == other.bare and "restricted" in one.bare  # cash alone is less than what cash flows end with
    if one.balance or other.balance:
        return one.member == other.member and bits >= SOME and one.balance and other.balance
    if one.member != other.member:
        whole = [(each.words | each.member) - words.MEASURES for each in (one, other)]
        as_one = whole[0] == whole[1] or _transposed(one, other) or _transposed(other, one)
        return bits >= LONE and as_one and not (one.movement or other.movement)
    if (one.cell.value < 0) is not (other.cell.value < 0):
        return False
    if (one.movement or other.movement) and not INCOME & one.words:
        return False
    if said >= ALIKE or (bits >= 2 * LONE and not (one.words and other.words)):
        return True
    return bits >= ROWS and bool(one.bare & other.bare)


def _continued(one: Mention, other: Mention) -> bool:
    """Whether two figures of one table are what a period ends with and the next one starts with."""
    ends = (one.balance or one.at_an_end) and (other.balance or other.at_an_end)
    return ends and one.bare == other.bare and one.member == other.member


def _transposed(one: Mention, other: Mention) -> bool:
    """Whether a row of one table is the column of another, what its column measures being the row there.

    So are a segment's net sales and the segment sales of its column, and those of the row "Total" and of no column.
    """
    return one.words == other.member and bool(other.words & one.member - words.MEASURES)


def _explained(one: Mention, other: Mention) -> bool:
    """Whether a figure without a name ("Total", "Balance at June 30") is another, named by what stands around it."""
    if one.bare or not other.bare or spoken(one) or one.member != other.member or one.movement or other.movement:
        return False
    return other.bare <= one.around and (one.cell.value < 0) is (other.cell.value < 0)


def _headed(one: Mention, other: Mention) -> bool:
    """Whether a row lacks of another's words only what its heading says (current, diluted), or "basic"."""
    lacking = other.words - one.words
    return bool(one.words) and one.words < other.words and lacking <= (one.headed & words.VAGUE) | BASIC


def _rows(one: Mention, other: Mention) -> tuple[object, object]:
    return (one.row, other.row) if one.row <= other.row else (other.row, one.row)


def _name(one: Mention, other: Mention) -> frozenset[str]:
    """Return the words that two mentions have as their one name, with their column's; none where their words differ."""
    whole = one.words | one.member
    if whole == other.words | other.member:
        return whole
    if _explained(one, other):
        return other.words
    return one.words if _explained(other, one) else NOTHING


def _equal(found: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of figures with one value, unit and period, that stand in different rows or are one balance."""
    buckets: dict[object, list[int]] = {}
    for number, one in enumerate(found):
        if one.cell.value and one.cell.figure.period is not None and size(one.cell) >= LEAST:
            buckets.setdefault((abs(one.cell.value), one.cell.kind, one.cell.figure.period), []).append(number)
    for bucket in buckets.values():
        if len(bucket) > CROWD:
            yield from _crowded(found, bucket)
        else:
            spend(PAIR * len(bucket) * (len(bucket) - 1) // 2)
            yield from combinations(bucket, 2)


def _crowded(found: Sequence[Mention], bucket: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield of many figures of one value those with the same words, each with the next such."""
    last: dict[frozenset[str], int] = {}
    for number in bucket:
        words_of = found[number].words
        if words_of in last:
            yield last[words_of], number
        last[words_of] = number


def _joined(found: Sequence[Mention], edges: Sequence[Edge]) -> list[list[int]]:
    """Return groups along edges, the strongest first; two figures of one column or row are never one."""
    head = list(range(len(found)))
    groups: dict[int, list[int]] = {}
    tabled: dict[int, list[int]] = {}  # those of a group that stand in tables

    def root(one: int) -> int:
        while head[one] != one:
            head[one] = head[head[one]]
            one = head[one]
        return one

    for edge in edges:
        one, other = root(edge.one), root(edge.other)
        if one == other:
            continue
        first, second = (tabled.get(x, [] if spoken(found[x]) else [x]) for x in (one, other))
        if second and spoken(found[edge.other]) and not spoken(found[edge.one]):
            continue  # what a sentence tells is one row of a table, and makes no two rows one
        spend(len(first) * len(second))
        if any(_apart(found[x], found[y]) for x in first for y in second):
            continue
        kept, gone = min(one, other), max(one, other)
        head[gone] = kept
        groups.setdefault(kept, [kept]).extend(groups.pop(gone, [gone]))
        tabled[kept] = [*first, *second]
    return [sorted(group) for group in groups.values()]


def _apart(one: Mention, other: Mention) -> bool:
    """Whether two figures stand side by side, so that they are not the same one: two rows of a column, one row."""
    if one.row[0] == -1 or other.row[0] == -1:
        return False
    if one.row == other.row:
        return not (one.balance or one.at_an_end) or one.member != other.member
    return one.column == other.column and one.words != other.words and not (one.balance and other.balance)


# --- mentions that differ --------------------------------------------------------------------------
def _differing(found: Sequence[Mention]) -> Iterator[Differing]:
    """Yield mentions that should be one figure: their rows have the same words and agree in every other column.

    Without another column that agrees, the same words can name two things: nothing is said then.
    """
    rows: dict[object, list[int]] = {}
    for number, one in enumerate(found):
        if one.row[0] >= 0 and len(one.words) > 1:
            rows.setdefault(one.row, []).append(number)
    alike: dict[object, list[dict[object, int]]] = {}
    for row in rows.values():
        columns: dict[object, int] = {}
        for number in row:
            one = found[number]
            place = (one.cell.figure.period, one.cell.kind, one.member)
            columns[place] = -1 if place in columns else number
        alike.setdefault(found[row[0]].words, []).append(columns)
    for bucket in alike.values():
        for position, first in enumerate(bucket if len(bucket) <= CROWD else ()):
            for second in bucket[position + 1 :]:
                yield from _compared(found, first, second)


def _compared(
    found: Sequence[Mention], first: Mapping[object, int], second: Mapping[object, int]
) -> Iterator[Differing]:
    held, apart, bits = 0, [], 0
    for place, a in first.items():
        b = second.get(place, -1)
        if a < 0 or b < 0 or found[a].cell.figure.period is None or found[a].row[0] == found[b].row[0]:
            continue
        one, other = found[a].cell, found[b].cell
        if abs(abs(one.value) - abs(other.value)) <= one.half + other.half:
            held += one.value != 0
            bits += size(one)
        else:
            apart.append((a, b))
    if len(apart) == 1:
        a, b = apart[0]
        one, other = found[a].cell, found[b].cell
        step = min(one.step, other.step)
        slipped = slip(abs(one.value) // step, abs(other.value) // step)
        if held and bits >= LONE and slipped not in ("", SCALE):  # a scale apart is more likely misread than miswritten
            yield Differing(a, b, held)
