"""Rows that wait: there once they are whole, and read again in their order."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import validator
from validator.corpus import staging
from validator.corpus.manifest import Done, files_of
from validator.reporters.tables import parquet

if TYPE_CHECKING:
    from validator.reporters.tables.arrow import Batch

BAD = Path(__file__).parents[2] / "instances" / "bad" / "CA101-total-differing-from-its-parts"
DONE = Done(("r",), "how", {}, "", {}, {})


@pytest.fixture(scope="module")
def facts() -> Batch:
    return validator.check(BAD).to_arrow().facts.to_batches()[0]


def test_a_unit_is_there_once_it_is_whole(tmp_path: Path, facts: Batch) -> None:
    folder = str(tmp_path / "work")
    with staging.Stage(folder, "m") as stage:
        stage.add("facts", facts)
    assert staging.staged(folder, "m") is None
    with staging.Stage(folder, "m") as stage:
        for _ in range(2):
            stage.add("facts", facts)
        assert stage.done(DONE)
    assert staging.staged(folder, "m") == DONE
    assert [one.num_rows for one in staging.batches(folder, "m", "facts")] == [3, 3]
    assert list(staging.batches(folder, "m", "ties")) == []
    staging.clear(folder, "m")
    assert list((tmp_path / "work").iterdir()) == []


class Naming:
    """What names code to be run where it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.path,)


def test_what_waits_is_data_and_names_no_code(tmp_path: Path) -> None:
    """The folder of a corpus may come from another; a record that cannot be read is none."""
    record = tmp_path / f"m{staging.RECORD}"
    for said in (pickle.dumps(Naming(tmp_path / "run")), b"", b"{}", b"[1]", b'["r", "how"]', b"\xff", b"7"):
        record.write_bytes(said)
        assert staging.staged(str(tmp_path), "m") is None
    assert not (tmp_path / "run").exists()
    assert pickle.loads(pickle.dumps(Naming(tmp_path / "run"))) is None
    assert (tmp_path / "run").exists()  # so it would have been


def test_a_report_is_begun_twice_in_a_run_and_no_more(tmp_path: Path) -> None:
    folder = str(tmp_path)
    assert [staging.begun(folder, "m", "run") for _ in range(3)] == [False, False, True]
    assert not staging.begun(folder, "m", "another run")
    assert not staging.begun(folder, "another", "run")
    staging.ended(folder, "m", "run")
    assert not staging.begun(folder, "m", "run")


def test_rows_of_an_earlier_part_are_read_across_its_row_groups(tmp_path: Path, facts: Batch, monkeypatch) -> None:
    monkeypatch.setattr(parquet, "MOST_ROWS", 4)
    with parquet.Writer(str(tmp_path), "p") as writer:
        for _ in range(4):
            writer.add("facts", facts)
        writer.done()
    with staging.Before(files_of(str(tmp_path), "p")) as before:
        told = [
            [row["fact"] for batch in before.rows("facts", *at) for row in batch.to_pylist()]
            for at in ((1, 2), (3, 9), (9, 12))
        ]
        assert told == [[1], [0, 1, 2, 0, 1, 2], [0, 1, 2]]
        assert list(before.rows("ties", 0, 0)) == []
