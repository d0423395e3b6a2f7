from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from validator.cli import main
from validator.cli.changed import affected
from validator.run import Options

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "instances" / "bad" / "CA101-total-differing-from-its-parts"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two reports, each with its taxonomy in a folder of its own, and a file that is neither."""
    for name in ("a", "b"):
        shutil.copytree(SOURCE, tmp_path / name)
    (tmp_path / "notes.md").write_text("notes")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("files", "reports"),
    [
        (["notes.md"], []),
        (["gone.xsd"], []),
        (["a/expected.txt"], []),
        (["a/report.xml"], ["a/report.xml"]),
        (["b/taxonomy.xsd"], ["b/report.xml"]),
        (["b/calculation.xml"], ["b/report.xml"]),
        (["b/report.xml", "a/calculation.xml", "notes.md"], ["b/report.xml", "a/report.xml"]),
        (["b/tieouts.toml"], ["b/report.xml"]),
        (["tieouts.toml"], []),
    ],
)
def test_a_change_reaches_the_reports_that_depend_on_it(files: list[str], reports: list[str], repository: Path) -> None:
    assert affected(files, {}, Options()) == reports


def test_the_configuration_and_what_it_names_reach_every_report(repository: Path) -> None:
    (repository / "tieout.toml").write_text("")
    settings = {"rules": [str(repository / "rules.toml")], "reports": ["a"]}
    assert affected(["tieout.toml"], {}, Options()) == ["a/report.xml", "b/report.xml"]
    assert affected(["rules.toml"], settings, Options()) == ["a/report.xml"]


def test_a_change_no_report_depends_on_is_clean(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--changed", "notes.md"]) == 0
    assert capsys.readouterr().out == "no report depends on what changed\n"
    assert main(["check", "--changed", "notes.md", "b/calculation.xml", "--format", "concise"]) == 1
    assert capsys.readouterr().out.startswith("b/report.xml:")
