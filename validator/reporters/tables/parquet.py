"""Tables as Parquet, in a folder for each: written as a run goes, and in place whole or not at all."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, Any, Protocol

from validator.reporters.tables.arrow import closing, evidence, library, schema_of
from validator.reporters.tables.schema import TABLES
from validator.reporters.tables.told import Seen

if TYPE_CHECKING:
    from types import TracebackType

    from validator.finding import Outcome, Result
    from validator.reporters.tables.arrow import Batch

SUFFIX = ".parquet"
MOST_ROWS = 10_000  # of a row group


def parts_in(folder: str) -> list[str]:
    """Return the names of the parts whose tables stand in a folder."""
    found: set[str] = set()
    for name in TABLES:
        place = os.path.join(folder, name)
        if os.path.isdir(place):
            found.update(one.removesuffix(SUFFIX) for one in os.listdir(place) if one.endswith(SUFFIX))
    return sorted(found)


def place(folder: str, table: str, part: str) -> str:
    """Return where a table of a part stands."""
    return os.path.join(folder, table, f"{part}{SUFFIX}")


class Writer:
    """The tables of one part as they are written, under names that no reader takes for a part."""

    def __init__(self, folder: str, part: str) -> None:
        self.folder = folder
        self.part = part
        self.rows = dict.fromkeys(TABLES, 0)
        self._open: dict[str, Any] = {}
        self._waiting: dict[str, list[Batch]] = {name: [] for name in TABLES}
        self._held = dict.fromkeys(TABLES, 0)  # rows that wait

    def __enter__(self) -> Writer:
        library()
        for name in TABLES:
            os.makedirs(os.path.join(self.folder, name), exist_ok=True)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Take away what was not put in place."""
        for written in self._open.values():
            written.close()
        for name in TABLES:
            if os.path.exists(self.temporary(name)):
                os.unlink(self.temporary(name))

    def temporary(self, table: str) -> str:
        """Return where a table stands until it is whole."""
        return os.path.join(self.folder, table, f".{self.part}.{os.getpid()}")

    def add(self, table: str, batch: Batch) -> None:
        """Add rows to a table; however they come, a row group has so many."""
        self.rows[table] += batch.num_rows
        self._waiting[table].append(batch)
        self._held[table] += batch.num_rows
        while self._held[table] >= MOST_ROWS:
            self._flush(table, MOST_ROWS)

    def _flush(self, table: str, most: int) -> None:
        from pyarrow.parquet import ParquetWriter

        if table not in self._open:
            self._open[table] = ParquetWriter(self.temporary(table), schema_of(table), compression="zstd")
        rows = library().Table.from_batches(self._waiting[table], schema_of(table)).combine_chunks()
        if rows.num_rows:
            self._open[table].write_table(rows.slice(0, most), row_group_size=most)
        self._waiting[table] = rows.slice(most).to_batches()
        self._held[table] = max(0, rows.num_rows - most)

    def done(self) -> None:
        """Close every table, and put them in place."""
        for name in TABLES:
            if self._held[name] or name not in self._open:
                self._flush(name, MOST_ROWS)
            self._open.pop(name).close()
        for name in TABLES:
            os.replace(self.temporary(name), place(self.folder, name, self.part))


class Adding(Protocol):
    """What takes rows of tables."""

    def add(self, table: str, batch: Batch) -> None:
        """Add rows to a table."""


class Recorder:
    """Writes what a run tells: of each report its facts and ties when it is seen, the rest at the end."""

    def __init__(self, writer: Adding) -> None:
        self.writer = writer
        self.met: Counter[str] = Counter()
        self.seen: list[Seen] = []

    def __call__(self, result: Result) -> None:
        """See a report that is to be let go."""
        number = self.met[result.path]
        self.met[result.path] += 1
        self.seen.append(Seen(result.report))
        for table, part in evidence(result, number):
            self.writer.add(table, part)

    def closed(self, outcome: Outcome) -> None:
        """Write the reports, in the order they were seen in, and what was found in them."""
        for table, part in closing(outcome, self.seen):
            self.writer.add(table, part)
