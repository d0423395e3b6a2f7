"""What is kept is had back by kind and content; losing it, or having no place for it, costs time only."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from validator import memory, secret


@pytest.fixture(autouse=True)
def _place(tmp_path, monkeypatch):
    monkeypatch.setenv("TIEOUT_CACHE", str(tmp_path / "cache"))


def test_what_is_kept_is_had_back_for_that_kind_and_source_only():
    assert memory.recall("kind", b"source") is None
    memory.remember("kind", b"source", b"content")
    assert memory.recall("kind", b"source") == b"content"
    assert memory.recall("kind", b"other") is None
    assert memory.recall("other", b"source") is None
    memory.remember("kind", b"source", b"again")
    assert memory.recall("kind", b"source") == b"again"


def test_a_place_that_cannot_be_written_to_is_no_error(tmp_path):
    (tmp_path / "cache").write_text("a file where the folder should be")
    memory.remember("kind", b"source", b"content")
    assert memory.recall("kind", b"source") is None


def test_the_environment_says_where(monkeypatch, tmp_path):
    assert memory.folder() == str(tmp_path / "cache")
    monkeypatch.delenv("TIEOUT_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", "/x")
    assert memory.folder() == str(Path("/x") / "tieout")
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", "/h")
    assert memory.folder() == str(Path("/h") / ".cache" / "tieout")


def entry(tmp_path):
    (found,) = (tmp_path / "cache" / "kind").iterdir()
    return found


def test_an_entry_is_sealed_with_a_secret_that_lies_elsewhere(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    memory.remember("kind", b"source", b"content")
    path = Path(secret.file())
    assert path == tmp_path / "state" / "tieout" / "secret"
    assert (path.stat().st_mode & 0o777, len(path.read_bytes())) == (0o600, 32)
    assert path.read_bytes() not in entry(tmp_path).read_bytes()
    secret._known.clear()  # another process
    assert memory.recall("kind", b"source") == b"content"
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "another"))
    assert memory.recall("kind", b"source") is None


def test_a_secret_others_can_read_is_none(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    first = secret.key()
    path = Path(secret.file())
    path.chmod(0o644)
    secret._known.clear()
    assert secret.key() != first
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_bytes(b"short")
    secret._known.clear()
    assert len(secret.key()) == 32


def test_a_secret_can_be_given_where_what_is_kept_is_carried_from_run_to_run(monkeypatch):
    monkeypatch.setenv("TIEOUT_CACHE_KEY", "of the pipeline")
    memory.remember("kind", b"source", b"content")
    assert memory.recall("kind", b"source") == b"content"
    monkeypatch.setenv("TIEOUT_CACHE_KEY", "of another")
    assert memory.recall("kind", b"source") is None


def test_a_secret_that_cannot_be_kept_holds_for_the_process(tmp_path, monkeypatch):
    (tmp_path / "state").write_text("a file where the folder should be")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    memory.remember("kind", b"source", b"content")
    assert memory.recall("kind", b"source") == b"content"
    secret._known.clear()
    assert memory.recall("kind", b"source") is None


@pytest.mark.parametrize("forge", ["a byte", "moved", "cut", "unsealed"])
def test_what_another_wrote_is_as_good_as_none(tmp_path, forge):
    memory.remember("kind", b"source", b"content")
    path = entry(tmp_path)
    data = path.read_bytes()
    if forge == "moved":
        (tmp_path / "cache" / "other").mkdir(mode=0o700)
        path.rename(tmp_path / "cache" / "other" / path.name)
        assert memory.recall("other", b"source") is None
        return
    forged = {"a byte": data[:-1] + b"!", "cut": data[:20], "unsealed": b"content"}[forge]
    path.write_bytes(forged)
    assert memory.recall("kind", b"source") is None
    path.write_bytes(data)
    assert memory.recall("kind", b"source") == b"content"


def test_what_is_kept_is_for_the_user_alone(tmp_path, monkeypatch):
    memory.remember("kind", b"source", b"content")
    folders = (tmp_path / "cache", tmp_path / "cache" / "kind")
    assert [folder.stat().st_mode & 0o777 for folder in folders] == [0o700, 0o700]
    for folder in folders:
        for mode, found in ((0o755, b"content"), (0o770, None), (0o707, None), (0o700, b"content")):
            folder.chmod(mode)
            assert memory.recall("kind", b"source") == found
            assert memory.write("kind", "more", b"") == (found is not None)
    monkeypatch.setattr("os.geteuid", lambda: 1 + folders[0].stat().st_uid)
    assert memory.recall("kind", b"source") is None
    assert not memory.write("kind", "more", b"")


def test_the_newest_are_kept(tmp_path):
    for number in range(6):
        assert memory.write("kind", str(number), b"", 4)
        os.utime(tmp_path / "cache" / "kind" / str(number), (number, number))
    assert sorted(path.name for path in (tmp_path / "cache" / "kind").iterdir()) == ["2", "3", "4", "5"]


def test_the_oldest_entries_go_where_they_take_too_much_together(tmp_path, monkeypatch):
    """The newest always stays, however large it is."""
    monkeypatch.setattr(memory, "LARGEST", 1000)
    names = [f"{at}" for at in range(4)]
    place = tmp_path / "cache" / "kind"
    for at, name in enumerate(names):
        assert memory.write("kind", name, bytes(400))
        os.utime(place / name, ns=(at, at))
    assert sorted(path.name for path in place.iterdir()) == ["2", "3"]
    assert memory.write("kind", "large", bytes(2000))
    assert [path.name for path in place.iterdir()] == ["large"]
    assert memory.kept() == [("kind", 1, 2000 + len(memory.MARK) + secret.SIZE)]


def test_what_another_drops_meanwhile_keeps_nothing_from_being_dropped(tmp_path, monkeypatch):
    place = tmp_path / "cache" / "kind"
    for at, name in enumerate("abcd"):
        assert memory.write("kind", name, b"content")
        os.utime(place / name, ns=(at, at))
    entries = memory._within(str(place))
    (place / "b").unlink()
    monkeypatch.setattr(memory, "_within", lambda _: entries)
    memory._prune(str(place), 2)
    assert sorted(path.name for path in place.iterdir()) == ["c", "d"]
