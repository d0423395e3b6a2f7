"""Rows of a table → facts, many at a time, while they are plain; one at a time where anything else is to be said.

Plain is a cell that states a value as it is, in a row as wide as the header, of a kind of which one is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.readers.oim.csv.cells import SUFFIX

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from validator.model.names import Name
    from validator.readers.oim.csv.cells import RowReader
    from validator.readers.oim.shared import Shared

    Cells = Sequence[Sequence[str]]
    Batch = tuple[Sequence[int], list[list[str]]]  # the lines of rows, and the rows


class Together:
    """Adds the rows of one table."""

    def __init__(self, reader: RowReader) -> None:
        self.reader = reader
        self.template = reader.template
        self.always = 1 << self.template.row if self.template.row >= 0 else 0

    def read(self, batches: Iterable[Batch]) -> None:
        """Read every row."""
        reader, number = self.reader, 1
        alone = not reader.known or any(known.alone for known in reader.known)
        for lines, rows in batches:
            fitted, odd = self._fitted(rows)
            names = None if alone else self._names(fitted, number)
            if names is None:
                for n, row in enumerate(rows):
                    reader.row(number + n, lines[n], row)
            else:
                self._several(number, lines, rows, names, [*zip(*fitted, strict=True)], odd)
            number += len(rows)

    def _fitted(self, rows: list[list[str]]) -> tuple[list[list[str]], set[int]]:
        """Return rows as wide as the header, and which of them were not."""
        width = self.template.width
        if set(map(len, rows)) == {width}:
            return rows, set()
        odd = {n for n, row in enumerate(rows) if len(row) != width}
        return [(row + width * [""])[:width] if n in odd else row for n, row in enumerate(rows)], odd

    def _names(self, rows: list[list[str]], number: int) -> Sequence[str] | None:
        """Return the names of rows; None where something is wrong with them, or with the groups they ask for."""
        template = self.template
        for index, groups in template.group_columns.items():
            if not {row[index] for row in rows} <= {"", *groups}:
                return None
        if template.row < 0:
            return [str(number + n) for n in range(len(rows))]
        names = [row[template.row] for row in rows]
        return names if self.reader.names.take(names) else None

    def _several(
        self, number: int, lines: Sequence[int], rows: list[list[str]], names: Sequence[str], cells: Cells,
        odd: set[int],
    ) -> None:  # fmt: skip
        """Add rows, the first of which has a number."""
        self._mark(cells, odd)
        watched = [(1 << index, cells[index]) for index in self.template.plain if any(cells[index])]
        watch = sum(bit for bit, _ in watched) & ~self.always
        gathered = Gathered(self.reader, number, lines, names, rows)
        take = gathered.take
        for n, keys in enumerate(zip(*(known.keys(cells) for known in self.reader.known), strict=True)):
            if n not in odd and (used := take(n, keys)) is not None:
                idle = watch & ~used
                if not idle or not any(idle & bit and column[n] not in ("", "#none") for bit, column in watched):
                    continue
                gathered.back(n)
            gathered.add()
            self.reader.row(number + n, lines[n], rows[n], names[n])
        gathered.add()

    def _mark(self, cells: Cells, odd: set[int]) -> None:
        """Note the rows in which a cell has a meaning of its own, or stands below no name."""
        for index in self.template.unnamed:
            odd.update(n for n, cell in enumerate(cells[index]) if cell)
        for known in self.reader.known:
            texts = cells[known.index]
            if "\n#" in "\n".join(("", *texts)):
                odd.update(n for n, text in enumerate(texts) if text[:1] == "#")


class Gathered:
    """Facts of rows that follow each other, to be added at once."""

    def __init__(
        self, reader: RowReader, number: int, lines: Sequence[int], names: Sequence[str], cells: list[list[str]]
    ) -> None:
        self.reader = reader
        self.number = number
        self.lines = lines
        self.names = names
        self.cells = cells
        self.found = [(known.name, known.found) for known in reader.known]
        self.rows: list[int] = []
        self.columns: list[str] = []
        self.concepts: list[Name] = []
        self.shared: list[Shared] = []
        self.texts: list[str] = []
        self.decimals: list[str] = []

    def take(self, row: int, keys: Iterable[tuple[object, object, str]]) -> int | None:
        """Take the facts of a row by what each comes from; return the columns they use, None where one is not plain."""
        used = 0
        for index, (head, rest, text) in enumerate(keys):
            if not text:
                continue
            column, found = self.found[index]
            told = found.get(head)
            one = None if told is None else told[1].get(rest)
            if told is None or one is None:
                self.reader.meet(index, self.number + row, self.lines[row], self.cells[row])
                told = found.get(head)
                one = None if told is None else told[1].get(rest)
                if told is None or one is None:
                    self.back(row)
                    return None
            value, decimals = text, one.decimals
            if "d" in text and one.unit >= 0:
                suffixed = SUFFIX.fullmatch(text)
                if suffixed is None:
                    self.back(row)
                    return None
                value, decimals = suffixed[1].strip(), suffixed[2]
            used |= one.used
            self.rows.append(row)
            self.columns.append(column)
            self.concepts.append(told[0].name)
            self.shared.append(one)
            self.texts.append(value)
            self.decimals.append(decimals)
        return used

    def back(self, row: int) -> None:
        """Leave the facts of a row, the last, to be read alone."""
        while self.rows and self.rows[-1] == row:
            for column in (self.rows, self.columns, self.concepts, self.shared, self.texts, self.decimals):
                column.pop()

    def add(self) -> None:
        """Add what was gathered to the report."""
        if not self.rows:
            return
        reader, rows, lines, names, number = self.reader, self.rows, self.lines, self.names, self.number
        contexts, units, languages, context_refs, unit_refs, *_ = zip(*self.shared, strict=True)
        start = f"{reader.name}.r_"
        reader.report.add_several(
            self.concepts, contexts, units, context_refs, unit_refs, self.texts, self.decimals,
            [f"{start}{names[row]}.{column}" for row, column in zip(rows, self.columns, strict=True)],
            languages, [lines[row] for row in rows], [0] * len(rows),
        )  # fmt: skip
        reader.placed([number + row for row in rows], self.columns)
        for gathered in (rows, self.columns, self.concepts, self.shared, self.texts, self.decimals):
            gathered.clear()
