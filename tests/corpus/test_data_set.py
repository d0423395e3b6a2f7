"""The folder of a corpus: what is as it was stays, what changed is made again, and nothing else is in the way."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from validator._version import __version__
from validator.corpus import judging, units
from validator.corpus.data_set import DataSet, FolderError
from validator.corpus.judging import Task, made
from validator.corpus.units import parts
from validator.reporters.tables.schema import TABLES
from validator.run import Options

BAD = Path(__file__).parents[2] / "instances" / "bad" / "CA101-total-differing-from-its-parts"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(units, "ONE_IN", 10**40)
    monkeypatch.setattr(units, "MOST_UNITS", 3)
    for number in range(8):
        shutil.copytree(BAD, tmp_path / f"r{number}")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    told: list[str] = []
    real = judging._judged
    monkeypatch.setattr(
        judging, "_judged", lambda t, unit, *more: told.append(unit.names[0][:2]) or real(t, unit, *more)
    )
    return told


def run(*names: str, most: int = 100, run: str = "run", close: bool = True, **options) -> DataSet:
    """Run over reports as the command does, and stop after so many parts."""
    how = {0: Options(**options)}
    data = DataSet("out")
    with data.locked():
        made_of = list(parts(units.units([([f"{name}/report.xml" for name in names], how[0])])))
        plan = data.plan(made_of, how)
        for part, kept in plan.parts[:most]:
            data.add(made(Task(data.folder, run, str(Path.cwd()), __version__, part, how, kept)))
        if close:
            data.close([one.name for one in made_of])
    return data


def content(folder: str = "out") -> dict[str, bytes]:
    return {
        str(one.relative_to(folder)): one.read_bytes()
        for one in Path(folder).rglob("*")
        if one.is_file() and one.name != "lock"
    }


ALL = [f"r{number}" for number in range(8)]


def test_a_run_that_was_stopped_goes_on_and_gives_the_same_bytes(folder: Path, judged: list[str]) -> None:
    run(*ALL)
    whole = content()
    assert len(whole) == 1 + 3 * len(TABLES)
    shutil.rmtree("out")
    judged.clear()
    run(*ALL, most=1, close=False)
    (Path("out") / "ties" / ".part-x.99").write_bytes(b"half a part")
    run(*ALL, most=1, close=False)
    run(*ALL)
    assert content() == whole
    assert judged == ALL


def test_only_what_changed_is_judged_again_and_the_data_set_is_as_if_made_anew(folder: Path, judged: list[str]) -> None:
    run(*ALL)
    judged.clear()
    run(*ALL)
    assert judged == []
    (folder / "r4" / "report.xml").write_bytes((folder / "r4" / "report.xml").read_bytes().replace(b"60000", b"70000"))
    run(*ALL)
    assert judged == ["r4"]
    renewed = content()
    shutil.rmtree("out")
    run(*ALL)
    assert content() == renewed


@pytest.mark.parametrize(("names", "expected"), [(["r1", *ALL[3:]], []), (["r8", *ALL], ["r8"])])
def test_reports_that_come_and_go_move_rows_and_are_judged_once(folder: Path, judged, names, expected) -> None:
    shutil.copytree(BAD, folder / "r8")
    run(*ALL)
    judged.clear()
    run(*names)
    assert judged == expected
    renewed = content()
    rows = pq.ParquetDataset("out/reports").read().to_pylist()
    assert sorted(one["report"][:2] for one in rows) == sorted(names)
    shutil.rmtree("out")
    run(*names)
    assert content() == renewed


def test_a_run_stopped_while_rows_were_moved_loses_none(folder: Path, judged: list[str]) -> None:
    run(*ALL)
    judged.clear()
    run(*ALL[1:], most=1, close=False)
    run(*ALL[1:])
    assert judged == []
    assert len(pq.ParquetDataset("out/facts").read()) == 3 * 7


def test_other_options_judge_all_again(folder: Path, judged: list[str]) -> None:
    run("r1", "r2")
    run("r1", "r2", truncation=True)
    assert judged == ["r1", "r2"] * 2


def test_a_part_that_was_damaged_is_made_again(folder: Path, judged: list[str]) -> None:
    run("r1")
    whole = content()
    next(Path("out/facts").iterdir()).write_bytes(b"")
    run("r1")
    assert judged == ["r1"] * 2
    assert content() == whole


def test_a_folder_of_anything_else_is_left_alone(folder: Path) -> None:
    with pytest.raises(FolderError, match="it holds something else than a corpus"):
        DataSet("r1")
    with pytest.raises(FolderError, match="Not a directory"):
        DataSet("r1/report.xml")
    assert sorted(one.name for one in Path("r1").iterdir()) == sorted(one.name for one in BAD.iterdir())


def test_two_runs_do_not_write_to_one_folder(folder: Path) -> None:
    pytest.importorskip("fcntl")
    with DataSet("out").locked(), pytest.raises(FolderError, match="another run writes to it"), DataSet("out").locked():
        pass


def test_a_manifest_nobody_can_read_is_said(folder: Path) -> None:
    run("r1")
    Path("out/_tieout/manifest.jsonl").write_text("{}\n")
    with pytest.raises(FolderError, match="its manifest cannot be read"):
        DataSet("out")
