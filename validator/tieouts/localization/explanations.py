"""What explains a group of failures: what is not reported, one figure, or two; and whether the first stands out.

The diagnosis tells this, and a proof measures it: both ask here, so that what is measured is what a user is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.model.intervals import places_of, plain, ratio
from validator.tieouts.equation import Equation, Values, WhatIf
from validator.tieouts.figures import MISSING, OK, Bounds, Figures
from validator.tieouts.localization import slips
from validator.tieouts.localization.index import Index
from validator.tieouts.localization.suspects import DOCUMENT, Candidate, candidate, groups, parts, singles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.model.intervals import Number
    from validator.tieouts.figures import Key

MOST_PAIRED = 40  # suspects considered for pairs: beyond it a group says too little
NEAREST = 4000  # decimals of a value that has no end
AHEAD = 10  # by how much the first explanation must be the likelier one to be told alone
FAR = 1000  # times, for numbers on both sides of zero
LIKENED = ((2, 30), (ratio(5, 4), 20))  # nearer or farther so many times: points of a score
TELLING = (slips.SWAPPED, slips.SIGN, slips.SCALE)  # slips that speak louder than several figures not reported


class Explained(NamedTuple):
    """What explains a group: figures that are `lacking`, or else figures that are wrong, the likeliest first.

    Each of `ranked` is one figure that alone would settle the group, or two that would together.
    """

    lacking: list[Key]
    ranked: list[tuple[Candidate, ...]]


def explanations(group: Sequence[Equation], index: Index, values: Values) -> Explained:
    """Return what explains a group of failures, what is simpler before what is not."""
    alone = singles(group, index, values)
    if len(alone) > 1 and index.figures.report.syntax == DOCUMENT:
        alone = _by_likeness(alone, index)
    missing = [key for key in group[0].keys if values.bounds_of(key).state == MISSING] if len(group) == 1 else []
    elsewhere = [key for key in missing if index.figures.spots(key[0])]
    if len(elsewhere) > 1 and group[0].gap(values) is not None and not (alone and alone[0].slip in TELLING):
        return Explained(elsewhere, [])
    if alone:
        return Explained([], [(one,) for one in alone])
    if len(missing) == 1:
        return Explained(missing, [])
    return Explained([], list(pairs(group, index, values)))


def _by_likeness(alone: Sequence[Candidate], index: Index) -> list[Candidate]:
    """Rank suspects by what a document says of them elsewhere.

    What the same figures of other periods say decides only where it is asked of each.
    """
    points = [likened(one, index) for one in alone]
    most = max(points for _, points in LIKENED)
    if any(told is None and one.slip for one, told in zip(alone, points, strict=True)):
        most = AHEAD - 1
    liked = (
        one._replace(score=one.score + max(-most, min(most, told or 0)) + confirmed(one, len(alone), index))
        for one, told in zip(alone, points, strict=True)
    )
    return sorted(liked, key=lambda one: -one.score)


def confirmed(one: Candidate, among: int, index: Index) -> int:
    """Return how much it speaks for one of so many suspects that what it should be is told elsewhere."""
    value = None if one.value is None else plain(one.value * index.figures.factor)
    unit = index.digit(one.key).unit
    if not (isinstance(value, int) and isinstance(unit, int)) or index.figures.bounds_of(one.key).state != OK:
        return 0
    return index.elsewhere.points(one.key, value, unit, among)


def likened(one: Candidate, index: Index) -> int | None:
    """Return how much the same figure of other periods speaks for a suspect: it comes nearer to them, or leaves them.

    None where there is none to compare it with.

    A digit that slips mostly leads far off; what a figure would have to be, were another one wrong, leads off as well.
    """
    figures = index.figures
    said = figures.bounds_of(one.key)
    others = list(_of_other_periods(one.key, figures))
    if one.value is None or said.state != OK or not others:
        return None
    before = min(_apart(figures.true(said.value), other) for other in others)
    after = min(_apart(one.value, other) for other in others)
    for times, points in LIKENED:
        if before >= after * times:
            return points
        if after >= before * times:
            return -points
    return 0


def _of_other_periods(key: Key, figures: Figures) -> Iterator[Number]:
    contexts = figures.report.contexts
    own = contexts[figures.frame_of(key[1])].dimension_key
    for spot in figures.spots(key[0]):
        same = figures.unit_of(spot) == figures.unit_of(key[1])
        if spot != key[1] and same and contexts[figures.frame_of(spot)].dimension_key == own:
            said = figures.bounds_of((key[0], spot))
            if said.state == OK and said.value:
                yield figures.true(said.value)


def _apart(one: Number, other: Number) -> Number:
    """Return how many times the greater of two numbers is the lesser; a lot where they are on both sides of zero."""
    if one == 0 or (one < 0) is not (other < 0):
        return FAR
    low, high = sorted((max(one, -one), max(other, -other)))
    return ratio(high, low)


def stands_out(ranked: Sequence[Sequence[Candidate]]) -> bool:
    """Whether the first of several explanations is far enough ahead of all others to be the one."""
    return all(_lead(ranked[0], other) >= AHEAD for other in ranked[1:])


def _lead(first: Sequence[Candidate], other: Sequence[Candidate]) -> int:
    """Return by how much an explanation is the likelier.

    Fingers slip in every way: where a digit of both would do, that one way is the likelier proves nothing. A whole
    number that is turned or moved is hardly so by chance, so what may be so proves nothing against it either.
    """
    typed = [sum(map(_typed, figures)) for figures in (first, other)]
    as_likely = all(_typed(one) or one.slip in (slips.SIGN, slips.SCALE) for one in other)
    return score(first) - score(other) - (max(0, typed[0] - typed[1]) if as_likely else 0)


def _typed(one: Candidate) -> int:
    """Return what speaks for a figure and may by chance: a slip of digits, that it repeats another or is lacking."""
    kinds = (one.slip, slips.COPIED if one.copied else "")
    return max(slips.WEIGHTS[kind] for kind in kinds if kind in (*slips.TYPED, slips.ABSENT) or not kind)


def score(figures: Sequence[Candidate]) -> int:
    """Return how likely an explanation is, as a number to rank by."""
    return sum(one.score for one in figures)


# --- pairs ---------------------------------------------------------------------------------------
def pairs(group: Sequence[Equation], index: Index, values: Values) -> list[tuple[Candidate, Candidate]]:
    """Return the pairs of figures that together could settle a group no single figure settles."""
    keys = list(dict.fromkeys(key for tie in group for key in tie.keys))
    keys = [key for key in keys if values.bounds_of(key).state != MISSING]
    if len(keys) > MOST_PAIRED:
        return []
    covers = {key: {id(tie) for tie in group if index.touches(tie, key)} for key in keys}
    everything = {id(tie) for tie in group}
    found = []
    for position, first in enumerate(keys):
        for second in keys[position + 1 :]:
            if covers[first] | covers[second] == everything:
                made = _pair(first, second, group, index, values)
                if made is not None:
                    found.append(made)
    found.sort(key=lambda pair: -score(pair))
    return found


def _pair(
    first: Key, second: Key, group: Sequence[Equation], index: Index, values: Values
) -> tuple[Candidate, Candidate] | None:
    """Return two figures as suspects: each from the ties of its own, then both against the ties they share."""
    own = {key: [tie for tie in group if index.touches(tie, key)] for key in (first, second)}
    made: list[Candidate] = []
    now = values
    if all(index.touches(tie, second) for tie in own[first]):
        first, second = second, first
    for key, other in ((first, second), (second, first)):
        apart = [tie for tie in own[key] if not index.touches(tie, other)]
        if not apart and not made:
            return None  # they only stand together, so nothing tells one from the other
        reduced = _Without(index, other) if not made else index
        one = candidate(key, apart if not made else own[key], reduced, now)
        if one is None or one.value is None:
            return None
        made.append(one)
        now = WhatIf(now, {key: stated(index.figures, one.value, index.figures.accuracy(key))})
    return made[0], made[1]


class _Without(Index):
    """The ties of an index that do not touch one figure."""

    def __init__(self, index: Index, key: Key) -> None:
        self.__dict__.update(index.__dict__)
        self.left_out = key
        self.accepted = {
            one: [tie for tie in ties if not index.touches(tie, key)] for one, ties in index.accepted.items()
        }

    def of(self, key: Key) -> list[Equation]:
        """Return the ties that touch a figure, without those left out."""
        return [tie for tie in super().of(key) if not self.touches(tie, self.left_out)]


def stated(figures: Figures, value: Number, accuracy: int | None) -> Bounds:
    """Return the bounds of a value reported to so many decimals."""
    exact = places_of(value)
    places = NEAREST if exact is None else exact
    return figures.said(int(value * 10**places), -places, accuracy)


# --- causes --------------------------------------------------------------------------------------
def causes(failing: Sequence[Equation], index: Index, values: Values) -> Iterator[list[Equation]]:
    """Yield failing ties in groups of one cause each, as far as the figures tell."""
    for group in groups(failing):
        if len(group) == 1 or singles(group, index, values) or _entangled(group, index, values):
            yield group
        else:
            yield from parts(group, index, values)


def _entangled(group: Sequence[Equation], index: Index, values: Values) -> bool:
    """Whether two figures explain a group that some tie holds together; two that share no tie are two causes.

    A tie that holds does so where it would fail if one of the two were changed without the other.
    """
    both = pairs(group, index, values)
    if not both:
        return False
    first, second = (one.key for one in both[0])
    if any(first in tie.keys and second in tie.keys for tie in group):
        return True
    held = any(second in tie.keys for tie in index.of(first))
    return held and any(not singles(part, index, values) for part in parts(group, index, values))
