"""The folder of a corpus: what of it is as it was, what is to be made, and what no longer belongs to it.

A run writes to it alone. Whatever ends a run, what is in place is whole, and the next run goes on from there.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from validator.corpus import staging
from validator.corpus.judging import Kept
from validator.corpus.manifest import NAME, Digests, Manifest, Written, asked, files_of, fresh
from validator.reporters.tables.parquet import SUFFIX, parts_in
from validator.reporters.tables.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from validator.corpus.manifest import Done
    from validator.corpus.units import Part
    from validator.run import Options


class FolderError(Exception):
    """The folder cannot be used; the message says why."""


class Plan(NamedTuple):
    """Parts that are as they were, and parts to be made with the units in them that are as they were."""

    kept: tuple[str, ...]
    parts: tuple[tuple[Part, Mapping[str, Kept]], ...]


class DataSet:
    """A folder of tables. Raises FolderError for one that holds anything else, or that another run writes to."""

    def __init__(self, folder: str) -> None:
        self.folder = os.path.abspath(folder)
        self.inner = os.path.join(self.folder, staging.OURS)
        try:
            if not os.path.isdir(self.inner) and os.path.exists(self.folder) and os.listdir(self.folder):
                raise FolderError("it holds something else than a corpus; name a new folder")
            os.makedirs(os.path.join(self.inner, "old"), exist_ok=True)
            self.manifest = Manifest(os.path.join(self.inner, NAME))
        except OSError as error:
            raise FolderError(error.strerror or str(error)) from error
        except (ValueError, KeyError) as error:
            raise FolderError(f"its manifest cannot be read: {error}") from error

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Let no other run write to it. Raises FolderError where one does."""
        with open(os.path.join(self.inner, "lock"), "wb") as file:
            try:
                import fcntl

                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except ImportError:  # a system without such locks
                pass
            except OSError:
                raise FolderError("another run writes to it") from None
            yield

    # --- what is there --------------------------------------------------------------------------
    def files(self, written: Written) -> dict[str, str] | None:
        """Return where the tables of a part stand, in place or put aside; None where one is not as it was written."""
        found = {}
        for table, path in files_of(self.folder, written.name).items():
            places = (path, self._aside(written.name, table))
            there = next((one for one in places if _size(one) == written.sizes[table]), None)
            if there is None:
                return None
            found[table] = there
        return found

    def plan(self, parts: Sequence[Part], options: Mapping[int, Options]) -> Plan:
        """Return what is as it was and what is to be made; put aside what is not as it was."""
        digests = Digests()
        for unit in (unit for part in parts for unit in part.units):
            digests.learn(unit)
        how = {at: asked(one) for at, one in options.items()}
        earlier = {name: files for name, one in self.manifest.parts.items() if (files := self.files(one)) is not None}
        units = self._units(earlier)
        kept, made = [], []
        for part in parts:
            held = {
                unit.mark: units[unit.mark]
                for unit in part.units
                if unit.mark in units and fresh(units[unit.mark].done, how[unit.asked], digests.of)
            }
            before = self.manifest.parts.get(part.name)
            in_place = earlier.get(part.name) == files_of(self.folder, part.name)
            names = [one.names for one in before.units] if before is not None else []
            if in_place and len(held) == len(part.units) and names == [unit.names for unit in part.units]:
                kept.append(part.name)
            else:
                made.append((part, held))
        self._put_aside(kept)
        moved = {name: files for name in self.manifest.parts if (files := self.files(self.manifest.parts[name]))}
        units = self._units(moved)
        return Plan(tuple(kept), tuple((part, {mark: units[mark] for mark in held}) for part, held in made))

    def _units(self, files: Mapping[str, Mapping[str, str]]) -> dict[str, Kept]:
        """Return where the rows of each unit that is there begin, by its mark."""
        found: dict[str, Kept] = {}
        for name, places in files.items():
            starts = dict.fromkeys(TABLES, 0)
            for unit in self.manifest.parts[name].units:
                found[unit.mark] = Kept(unit, places, dict(starts))
                for table in TABLES:
                    starts[table] += unit.rows[table]
        return found

    def _put_aside(self, kept: Sequence[str]) -> None:
        """Put aside every part that does not stay, and take away what no manifest knows."""
        for name in parts_in(self.folder):
            if name in kept:
                continue
            for table, path in files_of(self.folder, name).items():
                if os.path.exists(path):
                    os.replace(path, self._aside(name, table))
        for table in TABLES:
            place = os.path.join(self.folder, table)
            for one in os.listdir(place) if os.path.isdir(place) else ():
                if not one.endswith(SUFFIX):  # what was being written when all ended
                    os.unlink(os.path.join(place, one))

    def _aside(self, name: str, table: str) -> str:
        return os.path.join(self.inner, "old", f"{name}.{table}")

    # --- what becomes of it ---------------------------------------------------------------------
    def add(self, written: Written) -> None:
        """Keep a part that was made: from now on it is not made again."""
        self.manifest.add(written)
        for unit in written.units:
            staging.clear(staging.work(self.folder), unit.mark)

    def close(self, names: Sequence[str]) -> list[Done]:
        """Leave the parts named, in their order, and nothing else; return what is in them."""
        if not self.manifest.close(names):
            raise FolderError("its manifest cannot be written")
        for place in (os.path.join(self.inner, "old"), staging.work(self.folder)):
            shutil.rmtree(place, ignore_errors=True)
        return [unit for name in names for unit in self.manifest.parts[name].units]


def _size(path: str) -> int:
    return os.path.getsize(path) if os.path.isfile(path) else -1
