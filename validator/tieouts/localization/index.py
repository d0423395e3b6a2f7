"""Every tie of a report by the figures it touches, and what each of those leaves them.

What is asked of one figure of a tie after the other (which values do all others leave it?) is added up once.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from validator.finding import Verdict
from validator.model.intervals import Interval, ratio, scaled
from validator.model.numbers import number
from validator.tieouts.calculations import unscaled
from validator.tieouts.equation import WhatIf
from validator.tieouts.figures import MISSING, NIL, OK
from validator.tieouts.localization.elsewhere import Elsewhere

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set

    from validator.model.intervals import Number
    from validator.model.names import Name
    from validator.tieouts.equation import Added, Equation, Values
    from validator.tieouts.figures import Bounds, Figures, Key

    Member = tuple[object, ...]

TELLING = 100  # units: a value of three digits or more is no other's by chance
WIDE = 16  # figures of a tie above which what is asked of it again is kept to the end
NARROW = 1000  # other ties of which it is kept, until there are so many
NOTHING_ELSE: Mapping[Key, Bounds] = MappingProxyType({})
USABLE = (OK, MISSING, NIL)  # states of figures with which a tie can be judged


class Digit(NamedTuple):
    """The last digit of a figure: what one of it is worth, scaled, and its decimals (None is INF, or not reported).

    `room` is how far what is reported may stand from the true values it is reported for.
    """

    unit: Number
    accuracy: int | None
    room: Interval


class Asked(NamedTuple):
    """What is kept of a tie: its figures, which of them cannot be used, and all added up where it is linear."""

    tie: Equation
    keys: Set[Key]
    unusable: list[Key]
    added: Added | None


class Index:
    """Every tie of a report that is known, by the figures it touches."""

    def __init__(self, ties: Iterable[Equation], figures: Figures) -> None:
        self.figures = figures
        self.ties = list(ties)
        self.touching: dict[Key, list[Equation]] = {}
        for tie in self.ties:
            for key in tie.keys:
                self.touching.setdefault(key, []).append(tie)
        self._digits: dict[Key | int, Digit] = {}
        self._wide: dict[int, Asked] = {}
        self._narrow: dict[int, Asked] = {}
        self._members: dict[int, Member] = {}
        self._places: dict[Name | int, list[Key]] = {}
        self._elsewhere: Elsewhere | None = None
        self._values: dict[Name | int, dict[tuple[Number, Member], list[Key]]] = {}
        self.accepted: dict[Key, list[Equation]] = {}
        for tie in self.ties:
            if tie.accepted is not None:
                self.accepted.setdefault(tie.accepted[0], []).append(tie)

    def of(self, key: Key) -> list[Equation]:
        """Return the ties that touch a figure."""
        return self.touching.get(key, [])

    def frozen(self, key: Key) -> set[Number]:
        """Return what waivers accepted of a figure that is all that differs from what they froze."""
        return {tie.accepted[1] for tie in self.accepted.get(key, ()) if tie.accepted is not None}

    @property
    def elsewhere(self) -> Elsewhere:
        """Where a document tells its values."""
        if self._elsewhere is None:
            self._elsewhere = Elsewhere(self.figures)
        return self._elsewhere

    # --- a tie and one of its figures -----------------------------------------------------------
    def touches(self, tie: Equation, key: Key) -> bool:
        """Whether a figure is in a tie."""
        return key in self._asked(tie).keys

    def judged(self, tie: Equation, values: Values, key: Key) -> bool:
        """Whether a tie says anything of a figure: every other figure it needs has a value."""
        if tie.verdict is not Verdict.INDETERMINATE:
            return True
        asked, instead = self._asked(tie), self._instead(values)
        doubtful = tie.keys
        if instead is not None:
            doubtful = (*asked.unusable, *(other for other in instead if other in asked.keys))
        return not tie.absent and all(values.bounds_of(other).state in USABLE for other in doubtful if other != key)

    def implied(self, tie: Equation, key: Key, values: Values) -> Interval:
        """Return the true values of a figure with which a tie can hold, given all the others'."""
        return unscaled(self.leaves(tie, key, values), self.figures)

    def leaves(self, tie: Equation, key: Key, values: Values) -> Interval:
        """Return the same, scaled as bounds are."""
        added, instead = self._asked(tie).added, self._instead(values)
        if added is None or instead is None:
            return tie.implied(key, values).times(self.figures.factor)
        return added.implied(key, instead)

    def _instead(self, values: Values) -> Mapping[Key, Bounds] | None:
        """Return what some values say instead of what the figures do; None where that is not known."""
        if values is self.figures:
            return NOTHING_ELSE
        return values.instead if isinstance(values, WhatIf) and values.figures is self.figures else None

    def _asked(self, tie: Equation) -> Asked:
        """Return what is kept of a tie."""
        found = self._narrow.get(id(tie)) or self._wide.get(id(tie))
        if found is None:
            keys = tie.keys
            unusable = [key for key in keys if self.figures.bounds_of(key).state not in USABLE]
            found = Asked(tie, frozenset(keys), unusable, tie.added(self.figures))
            if len(keys) > WIDE:
                self._wide[id(tie)] = found
            else:
                if len(self._narrow) >= NARROW:
                    self._narrow.clear()
                self._narrow[id(tie)] = found
        return found

    def unit(self, key: Key) -> Number:
        """Return what one unit of the last digit of a figure is worth."""
        return self.figures.true(self.digit(key).unit)

    def digit(self, key: Key) -> Digit:
        """Return the last digit of a figure: of its decimals, or where those are infinite, of what is written."""
        accuracy = self.figures.accuracy(key)
        found = self._digits.get(key if accuracy is None else accuracy)
        if found is None:
            places = accuracy
            if places is None:
                texts = [number(self.figures.report.texts[row]) for row in self.figures.rows(key)]
                places = max((-parsed[1] for parsed in texts if parsed is not None), default=0)
            unit = scaled(self.figures.factor, -places)
            far = 0 if accuracy is None else unit if self.figures.truncation else ratio(unit, 2)
            found = self._digits[key if accuracy is None else accuracy] = Digit(unit, accuracy, Interval(-far, far))
        return found

    def copies(self, key: Key, value: Number) -> Key | None:
        """Return another figure with this value that stands beside one: its concept elsewhere, or its spot.

        That of a member beside the whole is none: it is often all there is of it, and right to be the same. So is one
        whose concept says the same as the other's elsewhere, and a value of few digits is another's by chance.
        """
        if max(value, -value) < TELLING * self.digit(key).unit:
            return None
        for place in key:
            for found in self._at(place).get((value, self._member(key)), ()):
                if found != key and not (found[1] == key[1] and self._alike(found[0], key)):
                    return found
        return None

    def _alike(self, other: Name, key: Key) -> bool:
        """Whether two concepts say the same in another spot than that of a figure of one of them."""
        figures, (concept, here) = self.figures, key
        spots = figures.spots(other)
        return any(
            figures.bounds_of((concept, spot)).value == figures.bounds_of((other, spot)).value
            for spot in figures.spots(concept)
            if spot != here and spot in spots
        )

    def _member(self, key: Key) -> Member:
        frame = self.figures.frame_of(key[1])
        found = self._members.get(frame)
        if found is None:
            found = self._members[frame] = self.figures.report.contexts[frame].dimension_key
        return found

    def _at(self, place: Name | int) -> dict[tuple[Number, Member], list[Key]]:
        """Return the first figures of a concept or a spot by value and member; only places asked for are indexed."""
        if not self._places:
            for key in self.touching:
                for each in key:
                    self._places.setdefault(each, []).append(key)
        values = self._values.get(place)
        if values is None:
            values = self._values[place] = {}
            for key in self._places.get(place, ()):
                value = self._value(key)
                if value is not None:
                    same = values.setdefault((value, self._member(key)), [])
                    if len(same) < 2:  # one of them is another than the one asked for
                        same.append(key)
        return values

    def _value(self, key: Key) -> Number | None:
        """Return the value of a figure, scaled; None where it has none."""
        rows = self.figures.spots(key[0]).get(key[1])
        plain = self.figures.whole(rows) if isinstance(rows, int) else None
        if plain is not None:
            return plain[0]
        said = self.figures.bounds_of(key)
        return said.value if said.state == OK else None
