"""A page against an earlier one: figures new, changed and gone, and which marks carry over.

Both are compared as the plain data of their pages, so what was signed is enough: an earlier report need not be there.
A figure is the same one where its name, period, dimensions and unit are; of several mentions each is held to the one
in the same statement and order. A mark carries over where the figure and all that its checks rest on is as it was.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple, TypedDict, cast

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from validator.model.source import Plain

WORD = re.compile(r"[^\W_]+")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
GOOD = ("proven", "rounding", "waived")  # outcomes of checks that leave a mark
DOCUMENT = "document"
Name = tuple[str, ...]
Shape = tuple[str, str, str, tuple[tuple[Name, str, str], ...]]  # of a check: code, words, frame, its terms


class Columns(TypedDict):
    """The figures of a page, one entry a row; most are numbers of texts."""

    label: list[int]
    concept: list[int]
    statement: list[int]
    context: list[int]
    unit: list[int]
    value: list[str]
    interval: list[str]
    file: list[int]
    line: list[int]
    column: list[int]


class Check(TypedDict):
    """A check of a page; its terms are label, weight, role and rows."""

    code: int
    title: int
    frame: int
    outcome: str
    terms: list[tuple[int, str, str, list[int]]]
    rows: list[int]


class Page(TypedDict):
    """What is compared of a page's data."""

    title: str
    syntax: str
    own: int
    texts: list[str]
    figures: Columns
    ties: list[Check]


class Side:
    """One of the two pages: its figures by what they are."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.texts, self.figures = page["texts"], page["figures"]
        of = "label" if page["syntax"] == DOCUMENT else "concept"
        self.named = [self.texts[one] for one in (self.figures["label"] if of == "label" else self.figures["concept"])]
        self.names: list[Name] = [tuple(WORD.findall(one.lower())) for one in self.named]
        self.rows = [row for row in range(page["own"]) if self.figures["interval"][row]]

    def text(self, column: Sequence[int], row: int) -> str:
        """Return what a column says of a figure."""
        return self.texts[column[row]]

    def what(self, row: int) -> tuple[Name, str, str]:
        """Return what makes a figure the same one in another page."""
        return self.names[row], self.text(self.figures["context"], row), self.text(self.figures["unit"], row)

    @property
    def latest(self) -> str:
        """The last day that a figure is of."""
        return max((day for text in set(self.figures["context"]) for day in DAY.findall(self.texts[text])), default="")

    def told(self, row: int) -> list[Plain]:
        """Return a figure in words: what, when, its value, where."""
        figures, unit = self.figures, self.text(self.figures["unit"], row)
        at = f"{self.text(figures['file'], row)}:{figures['line'][row]}:{figures['column'][row]}"
        return [self.text(figures["label"], row), self.text(figures["context"], row), figures["value"][row], unit, at]


class Difference(NamedTuple):
    """What became of the figures: the earlier row of each later one, those of another name, and what is gone."""

    before: dict[int, int]
    renamed: list[int]
    gone: list[int]


def compared(new: Mapping[str, Plain], old: Mapping[str, Plain]) -> dict[str, Plain]:
    """Return what a page says of an earlier one; raises KeyError, TypeError or IndexError where either is no page."""
    now, then = Side(cast("Page", new)), Side(cast("Page", old))
    found = paired(now, then)
    changed = {row for row, was in found.before.items() if not agrees(now, row, then, was)}
    kept = {index: _kept(index, now, then, found, changed, before) for index, before in _checks(now, then)}
    marked = _marked(now)
    earlier = now.latest > then.latest
    return {
        "against": then.page["title"],
        "earlier": earlier,
        "new": [row for row in now.rows if row not in found.before],
        "changed": [[row, *then.told(found.before[row])[2:]] for row in sorted(changed)],
        "renamed": [[row, then.text(then.figures["label"], found.before[row])] for row in found.renamed],
        "gone": [then.told(row) for row in found.gone],
        "carried": [
            row
            for row in now.rows
            if row in marked and row in found.before and row not in changed and all(kept[one] for one in marked[row])
        ],
        "marked": sum(row in marked for row in now.rows),
    }


# --- figures ------------------------------------------------------------------------------------
def paired(now: Side, then: Side) -> Difference:
    """Return which earlier figure each later one is: first in the same statement, by order, then wherever it stands."""
    before: dict[int, int] = {}
    for placed in (True, False):
        taken = set(before.values())
        free: dict[object, list[int]] = defaultdict(list)
        for row in reversed(then.rows):
            if row not in taken:
                free[_key(then, row, placed=placed)].append(row)
        for row in now.rows:
            key = _key(now, row, placed=placed)
            if row not in before and free.get(key):
                before[row] = free[key].pop()
    renamed = list(_renamed(now, then, before))
    before.update(renamed)
    taken = set(before.values())
    return Difference(before, [row for row, _ in renamed], [row for row in then.rows if row not in taken])


def _renamed(now: Side, then: Side, before: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Yield figures that are the same but for their name: the only ones left of their statement, period and value."""
    taken = set(before.values())
    left: dict[object, list[int]] = defaultdict(list)
    free: dict[object, list[int]] = defaultdict(list)
    for row in (row for row in now.rows if row not in before):
        left[_valued(now, row)].append(row)
    for row in (row for row in then.rows if row not in taken):
        free[_valued(then, row)].append(row)
    for key, rows in left.items():
        if len(rows) == 1 == len(free.get(key, ())):
            yield rows[0], free[key][0]


def _valued(side: Side, row: int) -> object:
    return side.text(side.figures["statement"], row), side.what(row)[1:], side.figures["value"][row]


def _key(side: Side, row: int, *, placed: bool) -> object:
    return side.what(row), side.text(side.figures["statement"], row) if placed else ""


def agrees(now: Side, row: int, then: Side, was: int) -> bool:
    """Whether two figures can be one: they say the same, or to what they are told both may be it."""
    if now.figures["value"][row] == then.figures["value"][was]:
        return True
    first, second = ends(now.figures["interval"][row]), ends(then.figures["interval"][was])
    return first is not None and second is not None and first[0] <= second[1] and second[0] <= first[1]


def ends(interval: str) -> tuple[Fraction, Fraction] | None:
    """Return the ends of an interval as a page writes it; None where they cannot be told exactly."""
    parts = interval.strip("[]()").replace("−", "-").split(", ")
    try:
        numbers = [Fraction(part.replace(",", "")) for part in parts]
    except ValueError:
        return None
    return (numbers[0], numbers[-1]) if len(numbers) <= 2 else None


# --- checks -------------------------------------------------------------------------------------
def _shape(side: Side, check: Check) -> Shape:
    texts = side.texts
    terms = ((side.names[rows[0]] if rows else (), weight, role) for _, weight, role, rows in check["terms"])
    return texts[check["code"]], texts[check["title"]], texts[check["frame"]], tuple(sorted(terms))


def _checks(now: Side, then: Side) -> Iterator[tuple[int, int | None]]:
    """Yield each check with the earlier one it is: of one code, words, frame and terms, by order."""
    known: dict[Shape, list[int]] = defaultdict(list)
    for index in range(len(then.page["ties"]) - 1, -1, -1):
        known[_shape(then, then.page["ties"][index])].append(index)
    for index, check in enumerate(now.page["ties"]):
        some = known.get(_shape(now, check))
        yield index, some.pop() if some else None


def _kept(index: int, now: Side, then: Side, found: Difference, changed: set[int], before: int | None) -> bool:
    """Whether a check is what it was: it came out the same, and all it rests on is the same."""
    if before is None:
        return False
    check, was = now.page["ties"][index], then.page["ties"][before]
    rows = [row for row in check["rows"] if row < now.page["own"]]
    same = all(row in found.before and row not in changed for row in rows)
    values = [Counter(side.figures["value"][row] for row in one["rows"]) for side, one in ((now, check), (then, was))]
    return same and check["outcome"] == was["outcome"] and values[0] == values[1]


def _marked(side: Side) -> dict[int, list[int]]:
    """Return every check of the figures that have a mark: one that proves them, and none that fails."""
    touching: dict[int, list[int]] = defaultdict(list)
    for index, check in enumerate(side.page["ties"]):
        for row in check["rows"]:
            touching[row].append(index)
    said = [check["outcome"] for check in side.page["ties"]]
    return {
        row: some
        for row, some in touching.items()
        if any(said[one] in GOOD for one in some) and not any(said[one] == "failed" for one in some)
    }
