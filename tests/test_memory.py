"""What is kept is had back by kind and content; losing it, or having no place for it, costs time only."""

from __future__ import annotations

from pathlib import Path

import pytest

from validator import memory


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
