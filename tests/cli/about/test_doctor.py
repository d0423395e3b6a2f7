from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from validator.cli import main
from validator.cli.about import doctor

if TYPE_CHECKING:
    import pytest


def said(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, dict[str, object]]:
    main(["doctor", *words, "--format", "json"])
    return {one["what"]: one for one in json.loads(capsys.readouterr().out)}


def test_it_says_what_is_there(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    Path("tieout.toml").write_text('ignore = ["FA202"]\ncalc11 = true\n')
    assert main(["doctor"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("  tieout ")
    assert f"  settings            {tmp_path / 'tieout.toml'}: calc11, ignore" in lines
    found = said(capsys)
    assert list(found)[:5] == ["tieout", "Python", "arelle-release", "jsonschema", "regex"]
    assert {one["mends"] for name, one in found.items() if name != "git"} == {""}
    assert found["taxonomies kept"]["found"] == "0 packages; `tieout taxonomy list` names them"


def test_what_is_missing_is_told_with_the_command_that_mends_it(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    real = doctor.version_of
    monkeypatch.setattr(doctor, "version_of", lambda name: "" if name in ("xlsxwriter", "regex") else real(name))
    monkeypatch.setattr(doctor.shutil, "which", lambda name: None)
    Path("tieout.toml").write_text("ignor = []\n")
    assert main(["doctor"]) == 1  # tieout cannot run without regex
    out = capsys.readouterr().out
    assert "! regex               not installed\n" in out
    assert "mend: python -m pip install regex\n" in out
    assert "xlsxwriter missing\n                      mend: python -m pip install 'tieout[excel]'\n" in out
    assert "there is no key 'ignor' here; did you mean 'ignore'?" in out
    assert f"mend: correct {tmp_path / 'tieout.toml'}; `tieout schema config` tells what it may hold\n" in out
    assert "! git                 not found" in out
    monkeypatch.setattr(doctor, "version_of", lambda name: "" if name == "shtab" else real(name))
    assert main(["doctor"]) == 0  # an extra is nothing tieout cannot run without


def test_a_cache_that_cannot_be_used_is_told(tmp_path, monkeypatch, capsys) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("TIEOUT_CACHE", str(tmp_path / "file" / "cache"))
    assert "TIEOUT_CACHE" in str(said(capsys)["cache"]["mends"])
