"""What is known of the facts of a column: found by the first of a kind, the others have it too."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, TypeAlias

from validator.readers.oim.csv.templates import Resolved
from validator.readers.oim.shared import Shared, shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from validator.model.report import Report
    from validator.readers.oim.concepts import Subject
    from validator.readers.oim.csv.templates import FactColumn


Found: TypeAlias = tuple["Subject", dict[object, Shared]]


class Known:
    """What was found so far of the facts of one column, by the cells that decide it.

    Where the concept stands in a cell of its own, what the other cells come to is found once for all concepts that
    suit the same dimensions alike.
    """

    def __init__(self, column: FactColumn) -> None:
        self.name = column.name
        self.index = column.index
        self.alone = column.by_row
        self.concept = column.concept
        self.others = [index for index in column.referred if index != self.concept]
        self.found: dict[object, Found] = {}
        self._kinds: dict[tuple[object, ...], dict[object, Shared]] = {}

    def keys(self, cells: Sequence[Sequence[str]]) -> Iterable[tuple[object, object, str]]:
        """Yield for each row what the concept comes from, what all else comes from, and the cell itself."""
        others: Iterable[object] = repeat(None)
        if self.others:
            columns = [cells[index] for index in self.others]
            others = columns[0] if len(columns) == 1 else zip(*columns, strict=True)
        if self.concept >= 0:
            return zip(cells[self.concept], others, cells[self.index], strict=False)
        return zip(others, repeat(None), cells[self.index], strict=False)

    def of(self, row: Sequence[str]) -> Resolved | None:
        """Return what is known of the fact in a row; None where it is the first of its kind."""
        head, rest = self._key(row)
        subject, kind = self.found.get(head, (None, {}))
        told = kind.get(rest)
        if subject is None or told is None:
            return None
        return Resolved(subject, told.context, told.unit, told.language, told.decimals, told.used)

    def learn(self, row: Sequence[str], resolved: Resolved, report: Report) -> bool:
        """Keep what a fact was found to have, where every value of it is as good as another; say whether it is kept."""
        subject, context, unit, language, decimals, used = resolved
        if not subject.plain or self.alone:
            return False
        told = shared(report, context, unit, language, decimals, used)
        head, rest = self._key(row)
        if self.concept < 0:
            self.found[head] = (subject, {None: told})
            return True
        if row[self.concept][0] == "#":
            return False
        kind = self._kinds.setdefault(subject.kind, {})
        self.found[head] = (subject, kind)
        kind[rest] = told
        return True

    def _key(self, row: Sequence[str]) -> tuple[object, object]:
        """Return what the concept and all else of the fact in a row come from, as `keys` has them."""
        cells = tuple(row[index] for index in self.others)
        others = cells if len(cells) > 1 else cells[0] if cells else None
        return (row[self.concept], others) if self.concept >= 0 else (others, None)
