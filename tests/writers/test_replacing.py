from __future__ import annotations

import pytest

from validator.writers.replacing import replace


def test_files_are_put_in_place_with_the_rights_new_files_have(tmp_path):
    (tmp_path / "a").write_bytes(b"before")
    (tmp_path / "plain").touch()
    replace({str(tmp_path / "a"): b"1", str(tmp_path / "b"): b"2"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"1", "b": b"2", "plain": b""}
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_one_that_cannot_be_written_leaves_all_as_they_were(tmp_path, monkeypatch):
    (tmp_path / "a").write_bytes(b"before")
    with pytest.raises(FileNotFoundError):
        replace({str(tmp_path / "a"): b"1", str(tmp_path / "none" / "b"): b"2"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"before"}
    monkeypatch.chdir(tmp_path)
    replace({"c": b"3"})
    assert (tmp_path / "c").read_bytes() == b"3"
