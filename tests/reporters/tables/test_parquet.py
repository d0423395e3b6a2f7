"""Tables on disk: the same as in memory, in place whole or not at all."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import validator
from validator.cli import main
from validator.reporters.tables import parquet
from validator.reporters.tables.parquet import Writer
from validator.reporters.tables.schema import TABLES

BAD = Path(__file__).parents[3] / "instances" / "bad"
NAMES = ("CA101-total-differing-from-its-parts", "CX101-unreadable-period", "DO002-not-a-report")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in NAMES:
        shutil.copytree(next(BAD.glob(f"{name[:5]}*")), tmp_path / "in" / name[:5])
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(folder: Path) -> list[str]:
    return sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file())


def test_a_run_writes_what_its_outcome_has(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "in", "--output", "parquet=out"]) == 1
    assert capsys.readouterr().out.endswith("indeterminate\n")
    assert files(folder / "out") == sorted(f"{name}/part.parquet" for name in TABLES)
    made = validator.check("in").to_arrow()
    assert made.findings.num_rows > 1
    for name in TABLES:
        assert pq.read_table(folder / "out" / name / "part.parquet").equals(getattr(made, name)), name


def test_the_same_run_gives_the_same_bytes_over_the_old_ones(folder: Path) -> None:
    main(["check", "in", "--output", "parquet=out"])
    before = {name: (folder / "out" / name).read_bytes() for name in files(folder / "out")}
    main(["check", "in", "--output", "parquet=out", "-j", "1"])
    assert {name: (folder / "out" / name).read_bytes() for name in files(folder / "out")} == before


def test_what_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> None:
        with Writer(str(tmp_path), "part") as writer:
            writer.add("ties", batch())
            writer._flush("ties", 1)
            assert files(tmp_path)[0].startswith("ties/.part")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken()
    assert files(tmp_path) == []


def batch():
    return validator.check(BAD / NAMES[0]).to_arrow().ties.to_batches()[0]


def test_small_batches_share_a_row_group_and_large_ones_end_it(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(parquet, "MOST_ROWS", 3)
    with Writer(str(tmp_path), "part") as writer:
        for _ in range(7):
            writer.add("ties", batch())
        writer.done()
    made = pq.ParquetFile(tmp_path / "ties" / "part.parquet")
    assert [made.metadata.row_group(at).num_rows for at in range(made.num_row_groups)] == [3, 3, 1]
    assert pq.read_table(tmp_path / "facts" / "part.parquet").num_rows == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["parquet=a", "parquet=b"], "--output parquet=b: tables go to one folder"),
        (["parquet="], "--output parquet=: no file is named"),
        (["parquet=other"], "--output parquet=other: it holds other tables: x"),
        (["parquet=file"], "--output parquet=file: Not a directory"),
    ],
)
def test_where_tables_cannot_go_is_said_before_the_run(folder: Path, capsys, words, said) -> None:
    (folder / "other" / "ties").mkdir(parents=True)
    (folder / "other" / "ties" / "x.parquet").write_bytes(b"")
    (folder / "file").write_bytes(b"")
    assert main(["check", "in", *(f"--output={word}" for word in words)]) == 2
    assert capsys.readouterr() == ("", f"tieout: {said}\n")


def test_without_the_library_one_line_says_what_to_install(folder: Path, capsys, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert main(["check", "in", "--output", "parquet=out"]) == 2
    assert capsys.readouterr() == ("", "tieout: tables need pyarrow: pip install 'tieout[corpus]'\n")
