"""Suspects: figures that, were they another value, would settle the ties that fail.

Model-based diagnosis (Reiter, 1987) over intervals: a figure is a suspect when, its own interval dropped, some value
lets every tie that touches it hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.model.intervals import EVERYTHING, Interval, exactly, plain
from validator.tieouts.calculations import unscaled
from validator.tieouts.equation import telling
from validator.tieouts.figures import EXCESS, MISSING, OK, UNUSABLE, Figures
from validator.tieouts.localization import slips

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from validator.model.intervals import Number
    from validator.tieouts.equation import Equation, Values
    from validator.tieouts.figures import Key
    from validator.tieouts.localization.index import Digit, Index

DOCUMENT = "document"  # the syntax of what was drafted from a document nobody prepared
MIDDLE = 60  # points of the value that makes sums exact, against those of slips
DOUBT = 3  # taken from the score of a suspect for each thing only plausible that speaks against it
LEFT = 10  # and for each failure of its group that it is not in
VAGUE = 10  # a range of a tenth of a figure and more holds what a hand may have typed by chance
DECADE = 10  # and one from a number to ten times it some power of ten of any
NARROW = 40  # units: wider than any sum of rounded figures that is looked at one by one


class Candidate(NamedTuple):
    """A figure that alone could settle a group of failures.

    `reportable` holds the values it may be reported as (every tie it is in would hold), `left` the true values all its
    ties leave, both scaled as its `figures` are; `value` is the most plausible.
    """

    key: Key
    figures: Figures
    reportable: Interval
    left: Interval
    value: Number | None
    slip: str
    copied: Key | None
    settles: tuple[Equation, ...]
    score: int

    @property
    def allowed(self) -> Interval:
        """The values it may be reported as."""
        return unscaled(self.reportable, self.figures)

    @property
    def implied(self) -> Interval:
        """The true values all its ties leave."""
        return unscaled(self.left, self.figures)


def groups(failing: Sequence[Equation]) -> list[list[Equation]]:
    """Return failing ties in groups that share figures, in order of their first."""
    return _joined(failing, lambda tie: tie.keys)


def parts(group: Sequence[Equation], index: Index, values: Values) -> list[list[Equation]]:
    """Return a group that no single figure explains, taken apart where it hangs together by accident.

    A figure in many failures (an exchange rate) joins only those it could settle: where no value of it settles all the
    failures it is in, they have other causes.
    """
    failures: dict[Key, list[Equation]] = {}
    for tie in group:
        for key in tie.keys:
            failures.setdefault(key, []).append(tie)
    joins = {key for key, some in failures.items() if len(some) > 1 and candidate(key, some, index, values) is not None}
    return _joined(group, lambda tie: [key for key in tie.keys if key in joins])


def _joined(ties: Sequence[Equation], keys: Callable[[Equation], Iterable[Key]]) -> list[list[Equation]]:
    head = list(range(len(ties)))

    def root(one: int) -> int:
        while head[one] != one:
            head[one] = head[head[one]]
            one = head[one]
        return one

    first: dict[Key, int] = {}
    for position, tie in enumerate(ties):
        for key in keys(tie):
            one, other = root(first.setdefault(key, position)), root(position)
            head[max(one, other)] = min(one, other)
    found: dict[int, list[Equation]] = {}
    for position, tie in enumerate(ties):
        found.setdefault(root(position), []).append(tie)
    return list(found.values())


def singles(group: Sequence[Equation], index: Index, values: Values) -> list[Candidate]:
    """Return the figures that alone could settle a whole group, the likeliest first."""
    proving = [tie for tie in group if tie.narrows] or list(group)
    common = set(proving[0].keys)
    for tie in proving[1:]:
        common.intersection_update(tie.keys)
    found = []
    for key in proving[0].keys:
        if key in common:
            made = candidate(key, group, index, values)
            if made is not None:
                found.append(made)
    found.sort(key=lambda one: -one.score)
    return found


def candidate(key: Key, group: Sequence[Equation], index: Index, values: Values) -> Candidate | None:
    """Return a figure as a suspect; None when no value of it would let every tie that touches it hold."""
    if values.bounds_of(key).state == MISSING and not index.figures.spots(key[0]):
        return None  # reported nowhere: that it is not reported here says nothing
    frozen = index.frozen(key)
    if len(frozen) == 1:
        value = exactly(plain(frozen.pop() * index.figures.factor))
        before = _left(key, group, index, values, value, accepted=False)
        if before is not None:
            return _valued(key, group, index, values, *before)
    found = _left(key, group, index, values, EVERYTHING)
    made = None if found is None else _valued(key, group, index, values, *found)
    said = values.bounds_of(key)
    same = made is not None and said.state == OK and made.value == index.figures.true(said.value)
    return None if same and group else made  # what it says already settles nothing


def _left(
    key: Key, group: Sequence[Equation], index: Index, values: Values, allowed: Interval, *, accepted: bool = True
) -> tuple[Interval, Interval, int] | None:
    """Return what ties leave a figure: what it may be reported as, its true values, and how many are against that.

    None where nothing is left. Identities prove, and so does what was accepted; what is only plausible, or as printed,
    rules nothing out that identities demand. Without the `accepted` ties, those that differ by this figure alone.
    """
    digit = index.digit(key)
    implied = allowed
    against = 0
    proving = any(tie.narrows for tie in group)
    for tie in _ordered(key, group, index):
        if not accepted and tie.accepted is not None and tie.accepted[0] == key:
            continue
        if not tie.waived and not index.judged(tie, values, key):
            continue
        leaves = _frozen(key, values) if tie.waived else index.leaves(tie, key, values)
        left = allowed.meet(leaves if tie.waived else leaves + digit.room)
        if _reportable(left, digit):
            allowed, implied = left, implied.meet(leaves)
        elif tie.narrows or not proving:
            return None
        else:
            against += 1
    return allowed, allowed if implied.empty else implied, against


def _ordered(key: Key, group: Sequence[Equation], index: Index) -> Iterator[Equation]:
    """Yield the ties of a figure one by one, as most are asked only until one rules it out: what proves before all."""
    own = set(map(id, group))
    for narrows in (True, False):
        yield from (tie for tie in group if tie.narrows is narrows and index.touches(tie, key))
        yield from (tie for tie in index.of(key) if tie.narrows is narrows and id(tie) not in own)


def _frozen(key: Key, values: Values) -> Interval:
    """Return the value of a figure in a tie that is waived: it was accepted at what it says, and at nothing else."""
    said = values.bounds_of(key)
    return exactly(said.value) if said.state in (OK, EXCESS) else EVERYTHING


def _reportable(allowed: Interval, digit: Digit) -> bool:
    """Whether a figure could be reported as one of some values, to its decimals where it has any."""
    if allowed.empty:
        return False
    bounded = digit.accuracy is not None and _closed(allowed)
    return not bounded or _multiples(allowed, digit.unit) != (None, None)


def _closed(interval: Interval) -> bool:
    return interval.low is not None and interval.high is not None


def _valued(
    key: Key,
    group: Sequence[Equation],
    index: Index,
    values: Values,
    allowed: Interval,
    implied: Interval,
    against: int,
) -> Candidate:
    """Choose the most plausible value a suspect may have."""
    figures, (unit, accuracy, _) = index.figures, index.digit(key)
    said = values.bounds_of(key)
    # a value that claims more digits than it has decimals is still what was typed
    reported = said.value if said.state in (OK, EXCESS) else None
    low, high = _multiples(allowed, unit)
    span = None if low is None or high is None else high - low
    typed = None if reported is None else _in_units(reported, unit)
    value = allowed.middle if low is None or high is None else _plausible(typed, low, high, unit, implied)
    kind = ""
    copied = None
    if reported is not None and value is not None:
        other = _in_units(value, unit)
        if typed is not None and other is not None:
            kind = slips.slip(typed, other, _typed(key, figures, accuracy))
        elif _scale_apart(reported, value):
            kind = slips.SCALE
        if figures.report.syntax != DOCUMENT:  # a document gives many a figure twice, and means to
            copied = index.copies(key, reported)
    if said.state == MISSING:
        kind = slips.ABSENT  # it is reported elsewhere, so that it is not here is worth a thought
    if said.state == UNUSABLE and value is not None and figures.shows(key, figures.true(value)):
        kind = slips.UNKNOWN
    if said.state == EXCESS and reported is not None and reported in implied:
        value, kind = reported, slips.COARSE
    settled = tuple(tie for tie in group if index.touches(tie, key))
    left = sum(not index.touches(tie, key) for tie in telling(group))
    by_chance = () if reported is None else _by_chance(allowed, reported, unit)
    spoken = [one for one in (kind, copied and slips.COPIED) if one and one not in by_chance]
    score = (
        max((slips.WEIGHTS[one] for one in spoken), default=0)
        + (10 if span == 0 else 0)
        + (-50 if span is None else 9 - len(str(min(span, 10**8))))  # 8 to 0
        + _witnesses(key, settled, index)
    )
    score -= DOUBT * min(against, 2) + LEFT * min(left, 2)
    meant = None if value is None else figures.true(value)
    return Candidate(key, figures, allowed, implied, meant, kind, copied, settled, score)


def _plausible(reported: int | None, low: int, high: int, unit: Number, implied: Interval) -> Number:
    """Return the value most likely meant, of so many units: where the others add up, or where a slip leads from.

    Sums of rounded figures mostly add up exactly, so the middle of a narrow range (of an even one, either of two)
    speaks for itself; in a wide one (a translation at a rate) it says nothing, and a slip says more.
    """
    first, last = _multiples(implied, unit)
    if first is None or last is None:
        first, last = low, high
    middle = (first + last) // 2
    weights = {middle: MIDDLE if last - first <= NARROW else 10}
    if reported is not None:
        for one, kind in slips.meant(reported, low, high):
            central = MIDDLE if abs(2 * one - first - last) <= 1 else 0
            weights[one] = max(weights.get(one, 0), slips.WEIGHTS[kind] + central)
    return max(weights, key=lambda one: (weights[one], -abs(one - middle))) * unit


def _typed(key: Key, figures: Figures, accuracy: int | None) -> int:
    """Return how many digits of a figure count, where it was typed with zeros before them; else 0."""
    if accuracy is None:
        return 0
    whole = figures.report.texts[figures.fullest(figures.rows(key))].strip().lstrip("+-").partition(".")[0]
    return len(whole) + accuracy if whole[:1] == "0" and len(whole) > 1 else 0


def _by_chance(allowed: Interval, reported: Number, unit: Number) -> Sequence[str]:
    """Return the slips that lead to some value of a range by chance, so wide is it next to the figure."""
    low, high = allowed.low, allowed.high
    if low is None or high is None:
        return (*slips.TYPED, slips.SCALE)
    if high - low <= NARROW * unit:
        return ()
    near, far, size = min(max(low, -low), max(high, -high)), max(-low, high), max(reported, -reported)
    if low <= 0 <= high or far >= DECADE * near:
        return (*slips.TYPED, slips.SCALE)
    return slips.TYPED if (high - low) * VAGUE >= size else ()


def _witnesses(key: Key, settled: Sequence[Equation], index: Index) -> int:
    """How many ties speak for a suspect: those that fail with it, as a share of those it is in."""
    return len(settled) * 10 // max(1, len(index.of(key)))


def _multiples(interval: Interval, unit: Number) -> tuple[int | None, int | None]:
    """Return the least and the greatest whole number of units in an interval; None for an end that has none."""
    low = high = None
    if interval.low is not None:
        low = int(-((-interval.low) // unit))
        if interval.low_open and low * unit == interval.low:
            low += 1
    if interval.high is not None:
        high = int(interval.high // unit)
        if interval.high_open and high * unit == interval.high:
            high -= 1
    if low is not None and high is not None and low > high:
        return None, None
    return low, high


def _in_units(value: Number, unit: Number) -> int | None:
    count, rest = divmod(value, unit)
    return int(count) if not rest else None


def _scale_apart(one: Number, other: Number) -> bool:
    return any(one * 10**power == other or other * 10**power == one for power in slips.SCALES)
