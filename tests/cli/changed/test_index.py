"""What is kept of the reports: used while nothing it rests on has changed, and never to pass one over."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from validator import memory, readers
from validator.cli.changed import Places, affected, index
from validator.cli.changed.index import Index
from validator.run import Options

SOURCE = Path(__file__).parents[3] / "instances" / "bad" / "CA101-total-differing-from-its-parts"
TICK = 0.03  # seconds in which a clock of files is sure to have moved on


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Two reports in the current folder, known from a run before; the paths that are read from now on."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TIEOUT_CACHE", str(tmp_path.parent / f"{tmp_path.name}-kept"))
    monkeypatch.setattr(index, "SETTLED", int(TICK * 1e9 / 2))
    for name in ("a", "b"):
        shutil.copytree(SOURCE, tmp_path / name)
    time.sleep(TICK)
    paths: list[str] = []
    reading = readers.read

    def counting(path, options):
        paths.append(path)
        return reading(path, options)

    monkeypatch.setattr(readers, "read", counting)
    assert affected(["notes.md"], {}, Options()) == []
    assert paths == ["a/report.xml", "b/report.xml"]
    paths.clear()
    return paths


def kept() -> Path:
    (file,) = (Path(memory.folder()) / index.KIND).iterdir()
    return file


def test_what_has_not_changed_is_not_read_again(read: list[str]) -> None:
    assert affected(["notes.md"], {}, Options()) == []
    assert affected(["b/calculation.xml"], {}, Options()) == ["b/report.xml"]
    assert affected(["b/calculation.xml", "a/report.xml"], {}, Options()) == ["a/report.xml", "b/report.xml"]
    assert read == []


def test_what_has_changed_unseen_is_read_again_and_nothing_else(read: list[str]) -> None:
    text = Path("b/taxonomy.xsd").read_text()
    Path("b/taxonomy.xsd").write_text(text.replace("calculation.xml", "other.xml"))
    assert affected(["b/other.xml"], {}, Options()) == ["b/report.xml"]
    assert read == ["b/report.xml"]


def test_a_file_of_the_same_size_and_date_is_another(read: list[str]) -> None:
    was = Path("b/taxonomy.xsd").stat()
    text = Path("b/taxonomy.xsd").read_text()
    Path("b/taxonomy.xsd").write_text(text.replace("calculation.xml", "calculatiom.xml"))
    os.utime("b/taxonomy.xsd", ns=(was.st_atime_ns, was.st_mtime_ns))
    assert Path("b/taxonomy.xsd").stat().st_size == was.st_size
    assert affected(["b/calculatiom.xml"], {}, Options()) == ["b/report.xml"]


def test_what_comes_where_nothing_was_is_seen(read: list[str]) -> None:
    Path("a/tieouts.toml").write_text("")
    assert affected(["notes.md"], {}, Options()) == []
    assert read == ["a/report.xml"]
    shutil.copytree("a", "c")
    assert affected(["c/taxonomy.xsd"], {}, Options()) == ["c/report.xml"]


def test_packages_settings_and_folders_of_another_run_are_not_taken_for_those_of_this(
    read: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "web").mkdir()
    assert affected(["notes.md"], {"webcache": "web"}, Options()) == []
    assert read == ["a/report.xml", "b/report.xml"]
    read.clear()
    (tmp_path / "taxonomies").mkdir(mode=0o700)
    (tmp_path / "taxonomies" / "x.zip").write_bytes(b"")
    monkeypatch.setenv("TIEOUT_TAXONOMIES", str(tmp_path / "taxonomies"))
    assert affected(["notes.md"], {}, Options()) == []
    assert read == ["a/report.xml", "b/report.xml"]


@pytest.mark.parametrize("how", ["cut", "flipped", "another's", "moved"])
def test_what_is_damaged_forged_or_moved_is_as_good_as_none(
    read: list[str], how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = kept()
    data = file.read_bytes()
    if how == "another's":
        monkeypatch.setenv("TIEOUT_CACHE_KEY", "another")
        file.write_bytes(memory.MARK + memory.seal(f"{index.KIND}/{file.name}", data[36:]) + data[36:])
        monkeypatch.delenv("TIEOUT_CACHE_KEY")
    elif how == "moved":
        shutil.copytree(tmp_path / "a", tmp_path / "under" / "a")
        monkeypatch.chdir(tmp_path / "under")
        file.rename(file.with_name(Index()._name()))
    else:
        file.write_bytes(data[:-1] if how == "cut" else data[:-1] + bytes([data[-1] ^ 1]))
    assert affected(["a/calculation.xml"], {}, Options()) == ["a/report.xml"]
    assert read[0] == "a/report.xml"


def test_what_had_just_changed_is_not_kept(read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "SETTLED", 3_600_000_000_000)
    kept().unlink()
    affected(["notes.md"], {}, Options())
    assert Index()._entries == {}
    assert Index()._folders == {}


def test_without_a_cache_nothing_is_recalled_and_nothing_kept(read: list[str]) -> None:
    kept().unlink()
    assert affected(["notes.md"], {}, Options(store=False)) == []
    assert read == ["a/report.xml", "b/report.xml"]
    assert not list((Path(memory.folder()) / index.KIND).iterdir())


def test_a_stale_entry_that_says_yes_is_believed(read: list[str]) -> None:
    Path("b/calculation.xml").unlink()
    known = Index()
    known.among(Places(["b/calculation.xml"]))
    reading = known._entries[str(Path("b/report.xml").absolute())].reading
    assert known.known("b/report.xml", reading) is True
    assert known.known("a/report.xml", reading) is False
    assert known.known("a/report.xml", "otherwise") is None
    assert known.known("c/report.xml", reading) is None


def test_what_was_no_report_is_told_only_where_it_was_seen(read: list[str]) -> None:
    known = Index()
    assert known.was_none("a/taxonomy.xsd")
    assert not known.was_none("a/report.xml")
    assert not known.was_none("a/never.xml")
    assert not known.was_none("never/x.xml")
