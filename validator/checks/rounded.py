"""Figures worked out from rounded ones: failures of one rule that one way of working explains are told once.

A total that adds up its parts, each rounded, differs from the total rounded once; so does twice a rounded amount. Each
such figure fails a rule by itself, and none of them is a slip: it is exactly what the figures printed beside it make.
"""

from __future__ import annotations

from collections import Counter, deque
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from validator.checks.consequences import COMPARING
from validator.finding import MOST_TOLD, Diagnosis, Suspect, Verdict, more_with_it
from validator.model.intervals import Interval, exactly, ratio
from validator.tieouts.calculations import Summation
from validator.tieouts.equation import EQUAL, Equation, Printed, WhatIf
from validator.tieouts.figures import OK, Bounds, shown, shown_interval, shown_sequence
from validator.tieouts.localization.explanations import stated
from validator.tieouts.localization.index import Index
from validator.tieouts.rules.declared import Declared

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from validator.finding import Finding
    from validator.model.intervals import Number
    from validator.tieouts.evidence import Evidence, Failure, Made
    from validator.tieouts.figures import Figures, Key

FEWEST = 2  # figures of one rule from which a way of working is told
MOST_TRIED = 8  # slips among the figures that are added up, beyond which nothing is known of their sums
FARTHEST = 4  # standard deviations of all that was rounded: beyond them it is no rounding that adds up
WITH = " fails with it: "
TO_DO = (
    "round each of them once, all together, {}: what they stand in then agrees within rounding; "
    "or keep them as they are, and waive them for that reason"
)
SUMS, LEAVINGS = "the sums of their rounded parts", "what sums of rounded figures leave"


def from_rounded(evidence: Evidence) -> None:
    """Find, of the failures of each rule, those of figures that are exactly what rounded ones beside them make.

    A figure that should be so and is not has slipped: its rule is held to what the others make of it.
    """
    failing = Counter(
        one.tie.code
        for one in evidence.failures
        if isinstance(one.tie, Declared) and one.tie.narrows and not one.tie.waived and one.tie.code not in COMPARING
    )
    codes = [code for code, count in failing.items() if count >= FEWEST]
    index = Index(evidence.ties if codes else (), evidence.figures)
    for code in codes:
        ruled: dict[Key, list[Declared]] = {}
        for tie in index.ties:
            if isinstance(tie, Declared) and tie.code == code and (key := _subject(tie, index)) is not None:
                ruled.setdefault(key, []).append(tie)
        working = _put_right(ruled, index)
        explained = working.explained()
        if len(explained) >= FEWEST:
            evidence.made.update(explained)
            evidence.made.update(_following(code, working, index))
            working.hold_to_it()


def _subject(tie: Declared, index: Index) -> Key | None:
    """Return the figure of a rule that is rounded more coarsely than what it is made from: the one to be rounded last.

    Without one, the rule is no way to work out a figure to its last digit.
    """
    figures = index.figures
    if tie.relation != EQUAL or tie.verdict is Verdict.INDETERMINATE:
        return None
    for key, wide, times in _left(tie, figures):
        unit, accuracy, _ = index.digit(key)
        if accuracy is not None and wide <= unit * times:
            return key
    return None


def _left(tie: Declared, figures: Figures) -> Iterator[tuple[Key, Number, Number]]:
    """Yield how far apart the ends are of what all others leave a figure, scaled, and how many times so.

    Nothing is said of what they leave free. Of what is added up it is what all others spread, so that of many figures
    each is told by a subtraction.
    """
    if tie.scaled is None:
        for key in tie.keys:
            left = tie.implied(key, figures)
            if left.low is not None and left.high is not None:
                yield key, (left.high - left.low) * figures.factor, 1
        return
    weights = {key: max(weight, -weight) for key, weight in tie.scaled[0]}
    spread: dict[Key, Number] = {}
    for key in tie.keys:
        said = figures.bounds_of(key)
        spread[key] = 0 if tie.rule.printed else weights[key] * (said.high - said.low)
    whole = sum(spread.values())
    for key in tie.keys:
        if weights[key]:
            yield key, whole - spread[key], weights[key]


class Working:
    """The figures a rule is about, each as the printed figures beside it make it, by ties that add up.

    `ruled` are these figures with the rule's own ties. A part for which the rule holds is taken as printed, a total as
    its parts make it, and what is left as the rest leaves it; `given` is what slips kept from being printed.
    """

    def __init__(self, ruled: Mapping[Key, list[Declared]], index: Index, given: Mapping[Key, Bounds]) -> None:
        self.ruled = ruled
        self.index = index
        self.figures: Figures = index.figures
        self.given = given
        self.values = WhatIf(index.figures, given)
        self.known: dict[Key, Bounds] = {}
        self.spread: dict[Key, Number] = {}  # of what is known, the square of how far rounding leads it as a rule
        self.by: dict[Key, Equation] = {}
        codes = {tie.code for ties in ruled.values() for tie in ties}
        self.ties = {id(tie): tie for key in ruled for tie in index.of(key) if _adds(tie) and tie.code not in codes}
        self.wanted = {one: {key for key in tie.keys if key in ruled} for one, tie in self.ties.items()}
        self.totals = {tie.keys[0] for tie in self.ties.values() if isinstance(tie, Summation)}
        self.ready: tuple[deque[Equation], deque[Equation]] = deque(), deque()  # totals first
        for one in self.ties:
            self._queue(one)
        for key, ties in ruled.items():
            if key in given:
                self._settle(key, self._narrowed(key, given[key]))
            elif key not in self.totals and not any(map(self._fails, ties)):
                self._settle(key, self._narrowed(key, self.figures.bounds_of(key)))
        while self.ready[0] or self.ready[1]:
            self._follow((self.ready[0] or self.ready[1]).popleft())

    def _fails(self, tie: Declared) -> bool:
        judged = tie.judge(self.values) if any(key in self.given for key in tie.keys) else tie.verdict
        return judged is Verdict.FAILS

    def _narrowed(self, key: Key, said: Bounds) -> Bounds:
        """Return a figure's value with the true ones that its rule leaves it: so it is known how it was rounded."""
        true = self.figures.interval(said)
        for tie in self.ruled[key]:
            true = true.meet(tie.implied(key, self.values))
        value = exactly(self.figures.true(said.value))
        return said if true.empty else _bounds(value, true, self.figures) or said

    def _queue(self, one: int) -> None:
        if len(self.wanted[one]) == 1:
            tie = self.ties[one]
            total = isinstance(tie, Summation) and tie.keys[0] in self.wanted[one]
            self.ready[0 if total else 1].append(tie)

    def _settle(self, key: Key, bounds: Bounds) -> None:
        self.known[key] = bounds
        self.spread.setdefault(key, _spread(bounds))
        for tie in self.index.of(key):
            wanted = self.wanted.get(id(tie), set())
            if key in wanted:
                wanted.remove(key)
                self._queue(id(tie))

    def _follow(self, tie: Equation) -> None:
        """Work out the one figure of a tie that is not known yet."""
        for key in tuple(self.wanted[id(tie)]):
            values = WhatIf(self.values, self.known)
            made = _bounds(tie.implied(key, Printed(values)), tie.implied(key, values), self.figures)
            if made is not None and key not in self.known:
                self.by[key] = tie
                self.spread[key] = self._led(tie, key)
                self._settle(key, made)

    def _led(self, tie: Equation, key: Key) -> Number:
        """Return the square of how far the roundings of all others in a tie lead one figure as a rule."""
        added = tie.added(self.values)
        weights = {} if added is None else {other: sum(each) for other, each in added.weights.items()}
        own = weights.pop(key, 1)
        return sum(
            ratio(weight * weight, own * own) * self.spread.get(other, _spread(self.values.bounds_of(other)))
            for other, weight in weights.items()
        )

    def _near(self, key: Key, left: Interval) -> bool:
        """Whether a figure is no farther from what its rule leaves it than the roundings it is made of explain."""
        made = self.known[key]
        true = self.figures.true(ratio(made.low + made.high, 2))
        apart = max((left.low or 0) - true, true - (left.high or 0), 0) * self.figures.factor
        return apart * apart <= FARTHEST * FARTHEST * self.spread[key]

    def explained(self) -> Made:
        """Return the ties of the figures that are as they are made, and fail by no more than was rounded."""
        found: Made = {}
        for key, by in self.by.items():
            made = self.known[key]
            if made.value == self.figures.bounds_of(key).value:
                so = WhatIf(self.values, {key: made})
                for tie in self.ruled[key]:
                    left = tie.implied(key, self.values)
                    apart = self._fails(tie) and not tie.waived and tie.accepted is None
                    if apart and self._near(key, left) and tie.judge(so) is not Verdict.FAILS:
                        found[id(tie)] = key, by, left
        return found

    def slipped(self) -> Iterator[tuple[Key, Bounds]]:
        """Yield each part that is not known for its rule fails, and does not add up either, as its rule leaves it."""
        odd = {key for tie in self.ties.values() if tie.gap(self.figures) for key in tie.keys}
        for key, ties in self.ruled.items():
            if key in odd and key not in self.known and key not in self.totals:
                yield key, _stated(ties[0].implied(key, self.values), key, self.index)

    def hold_to_it(self) -> None:
        """Hold the rule, for figures that are not as they are made, to what they would be."""
        for key in self.by:
            made = self.known[key].value
            if made != self.figures.bounds_of(key).value:
                for tie in self.ruled[key]:
                    tie.accepted = tie.accepted or (key, self.figures.true(made))


def _spread(bounds: Bounds) -> Number:
    """Return the square of how far a figure's rounding leads it as a rule: all values of its interval alike."""
    width = bounds.high - bounds.low
    return ratio(width * width, 12)


def _put_right(ruled: Mapping[Key, list[Declared]], index: Index) -> Working:
    """Return the working that explains most: as printed, or with a figure all ties share, or parts, put right."""
    working = Working(ruled, index, {})
    if len(working.explained()) < FEWEST:
        others = [Working(ruled, index, given) for given in _asked_by_most(ruled, index)]
        working = max((working, *others), key=lambda one: len(one.explained()))
    while 0 < len(tried := dict(islice(working.slipped(), MOST_TRIED + 1))) <= MOST_TRIED:
        each = [tried] if len(tried) == 1 else [tried, *({key: made} for key, made in tried.items())]
        others = [Working(ruled, index, {**working.given, **given}) for given in each]
        best = max((working, *others), key=lambda one: len(one.explained()))
        if best is working:
            break
        working = best
    return working


def _asked_by_most(ruled: Mapping[Key, list[Declared]], index: Index) -> Iterator[Mapping[Key, Bounds]]:
    """Yield each figure that all ties of a rule share, a rate for one, as most of them would have it."""
    ties = [tie for some in ruled.values() for tie in some]
    shared = set.intersection(*(set(tie.keys) for tie in ties)) - set(ruled) if ties else set()
    for key in sorted(shared):
        ends: list[tuple[Number, bool]] = []
        for left in (tie.implied(key, index.figures) for tie in ties):
            if left.low is not None and left.high is not None and not left.empty:
                ends += [(left.low, False), (left.high, True)]
        ends.sort()
        covering = list(accumulate(-1 if closing else 1 for _, closing in ends))
        most = max(range(len(ends)), key=covering.__getitem__, default=0)
        if ends and covering[most] * 2 > len(ties):
            left = Interval(ends[most][0], ends[most + 1][0])
            made = _stated(left, key, index)
            if index.figures.true(made.value) in left:
                yield {key: made}


def _following(code: str, working: Working, index: Index) -> Made:
    """Return, as explained, what fails over the same figures and merely repeats their rule."""
    found: Made = {}
    for key, by, _ in working.explained().values():
        for tie in index.of(key):
            if tie.verdict is Verdict.FAILS and code in tie.follows:
                found[id(tie)] = key, by, tie.implied(key, working.values)
    return found


def _adds(tie: Equation) -> bool:
    """Whether a tie makes each of its figures of the others by adding up, in true values."""
    if tie.verdict is Verdict.INDETERMINATE or not tie.narrows:
        return False
    return isinstance(tie, Summation) or (
        isinstance(tie, Declared) and tie.relation == EQUAL and tie.scaled is not None
    )


def _bounds(value: Interval, true: Interval, figures: Figures) -> Bounds | None:
    """Return a value and the true ones it may stand for, as the bounds of a figure."""
    if not value.point or value.low is None or true.low is None or true.high is None:
        return None
    factor = figures.factor
    return Bounds(OK, true.low * factor, true.high * factor, value.low * factor, true.low_open, true.high_open)


def _stated(left: Interval, key: Key, index: Index) -> Bounds:
    """Return what a figure would say, of what is left of it."""
    return stated(index.figures, _rounded(left, index.unit(key)), index.figures.accuracy(key))


def _rounded(left: Interval, unit: Number) -> Number:
    """Return the middle of what is left of a figure, rounded to its last digit."""
    return round(ratio(left.middle or 0, unit)) * unit


# --- words -----------------------------------------------------------------------------------------
def told_as_one(evidence: Evidence) -> None:
    """Tell the failures of one rule that one way of working explains as one finding, with all their figures."""
    groups: dict[str, list[tuple[Failure, Finding]]] = {}
    for one in evidence.failures:
        if one.finding is not None and id(one.tie) in evidence.made:
            groups.setdefault(one.tie.code, []).append((one, one.finding))
    for some in groups.values():
        if len(some) >= FEWEST:
            some.sort(key=lambda one: one[1].at)
            whole = _told(some, evidence)
            for failure, _ in some:
                failure.finding = None
            some[0][0].finding = whole


def _told(some: Sequence[tuple[Failure, Finding]], evidence: Evidence) -> Finding:
    index = Index((), evidence.figures)
    made = [evidence.made[id(failure.tie)] for failure, _ in some]
    suspects = tuple(_suspect(failure.tie, *one, index) for (failure, _), one in zip(some, made, strict=True))
    rule = some[0][0].tie.title
    with_them = list(dict.fromkeys(note for _, finding in some for note in finding.notes if WITH in note))
    first = min(suspects, key=lambda one: one.at)
    both = " and ".join(f"{one.label} as {one.suggested}" for one in suspects)
    listing = both if len(suspects) == FEWEST else "as listed below"
    return some[0][1]._replace(
        message=f"{len(some)} figures equal {_ways(made)}, instead of being rounded once",
        at=first.at,
        related=tuple((f"{one.label}: {one.suggested}, not {one.reported}", one.at) for one in suspects),
        notes=(
            rule,
            f"{first.label}: {first.working[0]}",
            *with_them[:MOST_TOLD],
            *more_with_it(len(with_them)),
        ),
        values={"rule": rule, "figures": {one.label: one.reported for one in suspects}},
        diagnosis=Diagnosis(TO_DO.format(listing), (suspects,), decided=False),
    )


def _ways(made: Sequence[tuple[Key, Equation, Interval]]) -> str:
    """Say how figures are worked out from rounded ones."""
    ways: dict[str, None] = {}
    codes: dict[str, None] = {}
    for key, by, _ in made:
        if isinstance(by, Summation):
            ways[SUMS if by.keys[0] == key else LEAVINGS] = None
        elif isinstance(by, Declared) and by.scaled is not None:
            if any(weight not in (1, -1) for _, weight in by.scaled[0]):
                codes[by.code] = None
            else:
                total = ("figure", key) in (by.left, by.right) and len(by.keys) > 2
                ways[SUMS if total else LEAVINGS] = None
    if codes:
        ways[f"what {shown_sequence(sorted(codes))} {'makes' if len(codes) == 1 else 'make'} of rounded figures"] = None
    return " or ".join(sorted(ways, key=[SUMS, LEAVINGS, *ways].index))


def _suspect(tie: Equation, key: Key, by: Equation, left: Interval, index: Index) -> Suspect:
    """Return a figure with what it would be, rounded once."""
    figures = index.figures
    rows, value = figures.rows(key), figures.bounds_of(key).value  # of copies, one that shows every digit
    return Suspect(
        label=f"{figures.label(key[0])} ({figures.place(key[1])})",
        at=figures.report.location(next((row for row in rows if figures.read(row).value == value), rows[0])),
        reported=shown(figures.true(value)),
        implied=shown_interval(left),
        suggested=shown(_rounded(left, index.unit(key))),
        slip="",
        settles=(f"{tie.code} {tie.frame}",),
        working=(by.working,),
    )
