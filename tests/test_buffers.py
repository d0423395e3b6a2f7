"""What an editor holds stands in for what lies on the disk, wherever a report is read from, and nowhere else."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from validator import buffers, check
from validator.cli.changed import affected
from validator.run import Options

SOURCE = Path(__file__).parents[1] / "instances" / "bad" / "CA101-total-differing-from-its-parts"
RULE = """[namespaces]
t = "http://tieout.example/t"
[TO950]
name = "loans-are-large"
rule = "t:Loans > {0}"
says = "loans are small"
why = "They are large."
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(SOURCE, tmp_path / "a")
    (tmp_path / "a" / "tieouts.toml").write_text(RULE.format(0))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(folder: Path, name: str, old: str, new: str) -> list[str]:
    """The codes found where a file is held with another text."""
    path = folder / "a" / name
    text = path.read_text()
    assert old in text
    with buffers.standing_in({os.path.realpath(path): text.replace(old, new).encode()}):
        codes = sorted({finding.code for finding in check("a/report.xml").findings})
    assert path.read_text() == text
    return codes


@pytest.mark.parametrize(
    ("name", "old", "new", "codes"),
    [
        ("report.xml", ">110000<", ">100000<", []),
        ("calculation.xml", 'weight="1"', 'weight="2"', ["CA101"]),
        ("taxonomy.xsd", "calculation.xml", "gone.xml", ["TX101"]),
        ("tieouts.toml", "> 0", "> 50000", ["TO950"]),
    ],
)
def test_a_file_of_each_kind_is_read_as_it_is_held(
    folder: Path, name: str, old: str, new: str, codes: list[str]
) -> None:
    assert found(folder, name, old, new) == codes
    assert {finding.code for finding in check("a/report.xml").findings} == {"CA101"}  # nothing of it is kept
    assert found(folder, name, old, new) == codes


def test_a_file_is_held_by_whatever_name_it_is_read(folder: Path) -> None:
    (folder / "link.xml").symlink_to(folder / "a" / "report.xml")
    real = os.path.realpath("a/report.xml")
    with buffers.standing_in({real: b"x"}):
        assert buffers.held("link.xml") == b"x"
        assert buffers.held("a/../a/report.xml") == b"x"
        assert buffers.held("a/taxonomy.xsd") is None
        assert buffers.opened("a/report.xml").read() == b"x"
    assert buffers.held("a/report.xml") is None


def test_what_reports_rest_on_is_not_kept_of_what_is_held(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIEOUT_CACHE", str(folder / "kept"))
    path = folder / "a" / "taxonomy.xsd"
    other = path.read_text().replace("calculation.xml", "other.xml").encode()
    with buffers.standing_in({os.path.realpath(path): other}):
        assert affected(["a/other.xml"], {}, Options()) == ["a/report.xml"]
    assert affected(["a/other.xml"], {}, Options()) == []
    assert affected(["a/calculation.xml"], {}, Options()) == ["a/report.xml"]
