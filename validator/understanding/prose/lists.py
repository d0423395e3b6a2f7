"""Numbers that stand side by side: "$5 million, $6 million and $7 million", "450 to 500 stores"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from validator.understanding.prose.numbers import COUNT, PERCENT, SHARES, Number

if TYPE_CHECKING:
    from collections.abc import Sequence

TOGETHER = re.compile(
    r"""\s*(?:per\s+(?:diluted\s+|basic\s+)?share)?\s*(?:\((?:[^()]{0,40})\))?\s*[,;]?\s*
      (?:and|or|&|to|-|–|—|through|versus|plus)?\s*(?:approximately|about|another|a|an)?\s*\(?\s*""",
    re.VERBOSE | re.IGNORECASE,
)
RANGE = re.compile(r"\s*(?:-|–|—|to)\s*(?:approximately|about)?\s*", re.IGNORECASE)
BETWEEN = re.compile(r"\b(?:between|from|rang(?:e|es|ing)\s+(?:of|from))\s+(?:approximately\s+)?$", re.IGNORECASE)


class Run(NamedTuple):
    """Numbers in a list. A range is one thing said with two numbers, no list."""

    numbers: list[Number]
    range: bool

    @property
    def start(self) -> int:
        """Where its first number starts."""
        return self.numbers[0].start

    @property
    def end(self) -> int:
        """Where its last number ends."""
        return self.numbers[-1].end


def runs(text: str, found: Sequence[Number]) -> list[Run]:
    """Return the numbers of a sentence in runs, with the scale and the currency that only one of them says."""
    done: list[Run] = []
    for number in found:
        last = done[-1] if done else None
        gap = text[last.end : number.start] if last else ""
        if last is not None and alike(last.numbers[-1], number) and TOGETHER.fullmatch(gap):
            ranged = ranging(text, last, gap)
            done[-1] = Run(joined(last.numbers, number, ranged=ranged), last.range or ranged)
        else:
            done.append(Run([number], range=False))
    return done


def ranging(text: str, run: Run, gap: str) -> bool:
    """Whether a number behind a run ends a range."""
    if RANGE.fullmatch(gap) and gap.strip():
        return True
    if len(run.numbers) > 1 or gap.strip().lower() not in ("and", "to"):
        return False
    return bool(BETWEEN.search(text, max(0, run.start - 40), run.start))


def alike(one: Number, other: Number) -> bool:
    """Whether two numbers can stand in one list."""
    kinds = {one.kind, other.kind}
    if len(kinds) == 1 or kinds <= {COUNT, SHARES}:
        return True
    count = one if one.kind == COUNT else other
    return COUNT in kinds and not count.thing


def joined(before: list[Number], number: Number, *, ranged: bool) -> list[Number]:
    """Return a list with one more number; what one says of its kind, currency and scale holds for bare neighbours."""
    last = before[-1]
    if number.kind != last.kind:
        if last.kind == COUNT:
            before = [lent(one, number) if one.kind == COUNT else one for one in before]
        else:
            number = lent(number, last)
    last = before[-1]
    if number.scaled and not last.scaled and (ranged or last.doubtful):
        before = [one if one.scaled else rescaled(one, number.power) for one in before]
    if not (number.doubtful and last.doubtful):
        before = [one._replace(doubtful=False) for one in before]
        number = number._replace(doubtful=False)
    return [*before, number]


def lent(count: Number, number: Number) -> Number:
    """Return a count with the kind of another number of its list; a percentage's power too."""
    count = count._replace(kind=number.kind, currency=number.currency, thing=number.thing)
    return rescaled(count, number.power) if number.kind == PERCENT else count


def rescaled(number: Number, power: int) -> Number:
    """Return a number whose digits are to be taken times a power of ten."""
    return number._replace(exponent=power - number.places, scaled=True)
