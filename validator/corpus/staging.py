"""Rows that wait until their part is whole: a file for each table of a unit, which survives whoever wrote it.

They hold Arrow's stream format. A unit is there once its record is: that is written last, and names what it rests on.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from validator.corpus.manifest import Done
from validator.memory import replace
from validator.reporters.tables.arrow import library, schema_of
from validator.reporters.tables.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import TracebackType

    from validator.reporters.tables.arrow import Batch

OURS = "_tieout"  # of the folder of a corpus what is no table: no reader of a data set looks into what begins so
RECORD = ".done"
TRIES = 2  # how often a report is begun whose workers die of it


class Stage:
    """The rows of one unit, as they are written."""

    def __init__(self, folder: str, mark: str) -> None:
        self.folder = folder
        self.mark = mark
        self.rows = dict.fromkeys(TABLES, 0)
        self._open: dict[str, tuple[Any, Any]] = {}

    def __enter__(self) -> Stage:
        os.makedirs(self.folder, exist_ok=True)
        clear(self.folder, self.mark)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close what is open."""
        for writer, sink in self._open.values():
            writer.close()
            sink.close()
        self._open.clear()

    def add(self, table: str, batch: Batch) -> None:
        """Add rows to a table."""
        if table not in self._open:
            pa = library()
            sink = pa.OSFile(place(self.folder, self.mark, table), "wb")
            self._open[table] = pa.ipc.new_stream(sink, schema_of(table)), sink
        self._open[table][0].write_batch(batch)
        self.rows[table] += batch.num_rows

    def done(self, done: Done) -> bool:
        """Say that the unit is whole; return whether that could be written."""
        self.__exit__(None, None, None)
        return replace(place(self.folder, self.mark) + RECORD, json.dumps(done).encode())


def work(folder: str) -> str:
    """Return where in the folder of a corpus rows wait."""
    return os.path.join(folder, OURS, "work")


def place(folder: str, mark: str, table: str = "") -> str:
    """Return where a table of a unit waits."""
    return os.path.join(folder, f"{mark}.{table}" if table else mark)


def staged(folder: str, mark: str) -> Done | None:
    """Return what is said of a unit that waits whole; None where none does, or nothing that can be read is said."""
    try:
        with open(place(folder, mark) + RECORD, "rb") as file:
            said = Done(*json.loads(file.read()))
    except (OSError, ValueError, TypeError):
        return None
    return said._replace(names=tuple(said.names))


def batches(folder: str, mark: str, table: str) -> Iterator[Batch]:
    """Yield the rows of a table of a unit."""
    path = place(folder, mark, table)
    if os.path.exists(path):
        pa = library()
        with pa.OSFile(path, "rb") as file, pa.ipc.open_stream(file) as stream:
            yield from stream


def clear(folder: str, mark: str) -> None:
    """Take away what waits of a unit, its record first."""
    for path in (place(folder, mark) + RECORD, *(place(folder, mark, table) for table in TABLES)):
        with suppress(FileNotFoundError):
            os.unlink(path)


# --- what workers die of -------------------------------------------------------------------------
def begun(folder: str, mark: str, run: str) -> bool:
    """Note that a report is begun in a run, and return whether workers have died of it as often as they may."""
    os.makedirs(folder, exist_ok=True)
    for attempt in range(TRIES):
        with suppress(FileExistsError), open(_attempt(folder, mark, run, attempt), "xb"):
            return False
    return True


def ended(folder: str, mark: str, run: str) -> None:
    """Note that a report came to an end."""
    for attempt in range(TRIES):
        with suppress(FileNotFoundError):
            os.unlink(_attempt(folder, mark, run, attempt))


def _attempt(folder: str, mark: str, run: str, attempt: int) -> str:
    return os.path.join(folder, f"{mark}.{run}.{attempt}")


# --- rows of parts that were written before ------------------------------------------------------
class Before:
    """The tables of an earlier part, whose rows are asked for in their order."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self.files = files
        self._open: dict[str, Any] = {}
        self._group: dict[str, tuple[int, int, Any]] = {}  # of each table the group at hand: number, first row, rows

    def __enter__(self) -> Before:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close what is open."""
        for file in self._open.values():
            file.close()

    def rows(self, table: str, start: int, end: int) -> Iterator[Batch]:
        """Yield the rows of a table from one to another; no earlier ones may be asked for afterwards."""
        from pyarrow.parquet import ParquetFile

        if table not in self._open:
            file = self._open[table] = ParquetFile(self.files[table])
            self._group[table] = (0, 0, file.read_row_group(0) if file.num_row_groups else None)
        file = self._open[table]
        while start < end:
            number, first, group = self._group[table]
            if start >= first + group.num_rows:
                self._group[table] = (number + 1, first + group.num_rows, file.read_row_group(number + 1))
                continue
            stop = min(end, first + group.num_rows)
            yield from group.slice(start - first, stop - start).to_batches()
            start = stop
