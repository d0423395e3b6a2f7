from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from validator import budget, readers
from validator.cli import main
from validator.cli.changed import affected, git
from validator.run import Options

if TYPE_CHECKING:
    from validator.model.report import Report

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


def test_other_syntaxes_beside_a_changed_report_are_checked_with_it(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(SOURCE.parent / "FA203-syntaxes-at-odds", repository / "c")
    assert affected(["c/report.json"], {}, Options()) == ["c/report.json", "c/report.xml"]
    assert affected(["c/report.xml"], {}, Options()) == ["c/report.xml", "c/report.json"]
    assert main(["check", "--changed", "c/report.json", "--format", "concise"]) == 1
    assert "FA203" in capsys.readouterr().out


def test_a_change_no_report_depends_on_is_clean(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--changed", "notes.md"]) == 0
    assert capsys.readouterr().out == "no report depends on what changed\n"
    assert main(["check", "--changed", "notes.md", "b/calculation.xml", "--format", "concise"]) == 1
    assert capsys.readouterr().out.startswith("b/report.xml:")


def test_a_report_that_is_given_up_is_reached_by_all_but_prose_elsewhere(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def given_up(path: str, options: Options) -> Report:
        if path.startswith("b"):
            raise budget.ExceededError
        return reading(path, options)

    reading = readers.read
    monkeypatch.setattr(readers, "read", given_up)
    (repository / "b" / "notes.md").write_text("notes")
    (repository / "page.md").write_text("<xsd:schema xmlns:xsd='http://www.w3.org/2001/XMLSchema'/>")
    (repository / "any.xsd").write_text("no longer a schema")
    assert affected(["notes.md"], {}, Options()) == []
    for name in ("b/notes.md", "page.md", "any.xsd", "gone.md", "a/tieout.toml"):
        assert "b/report.xml" in affected([name], {}, Options())


SAID_TO_RUN = ("core.fsmonitor", "diff.external", "diff.e.textconv", "diff.e.command", "filter.e.clean",
               "filter.e.process", "filter.e.smudge", "core.pager", "alias.diff", "alias.ls-files")  # fmt: skip


def _committed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commit all files, so that git has to look at them again."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "a")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "a@example.com")
    (folder / ".gitattributes").write_text("* filter=e diff=e\n")
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "a")):
        subprocess.run(("git", *words), check=True)
    (folder / "a" / "report.xml").write_bytes((folder / "a" / "report.xml").read_bytes() + b"\n")


def test_nothing_that_a_repository_configures_is_run(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _committed(repository, monkeypatch)
    program, ran = repository / ".git" / "program", repository / ".git" / "ran"
    program.write_text(f'#!/bin/sh\necho ran >> "{ran}"\ncat\n')
    program.chmod(0o755)
    for key in SAID_TO_RUN:
        subprocess.run(("git", "config", key, str(program)), check=True)
    subprocess.run(("git", "config", "filter.e.required", "true"), check=True)
    os.utime(repository / ".git" / "index", (0, 0))  # then git trusts no date, and compares contents
    assert git.changed(untracked=False) == ["a/report.xml"]
    assert not ran.exists()
    subprocess.run(("git", "-c", "filter.e.process=", "status"), capture_output=True, check=False)
    assert ran.exists(), "whoever asks git for more does run it"


def test_a_filter_that_no_setting_undoes_ends_the_asking(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _committed(repository, monkeypatch)
    subprocess.run(("git", "config", "filter.e=f.clean", "true"), check=True)
    assert git.changed(untracked=False) is None


def test_no_folder_beside_the_repository_is_looked_into(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _committed(repository, monkeypatch)
    for other in (repository.parent / "beside", repository.parent):
        other.mkdir(exist_ok=True)
        (other / "secret.json").write_text("{}")
        subprocess.run(("git", "config", "core.worktree", str(other)), check=True)
        assert git.changed(untracked=True) is None
        monkeypatch.setenv("GIT_WORK_TREE", str(other))  # the user's own word
        assert git.changed(untracked=True) is not None
        monkeypatch.delenv("GIT_WORK_TREE")


def test_linked_work_trees_and_folders_of_one_are_the_repository(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _committed(repository, monkeypatch)
    linked = repository.parent / "linked"
    subprocess.run(("git", "worktree", "add", "-q", str(linked)), check=True)
    monkeypatch.chdir(linked / "a")
    (linked / "a" / "report.xml").unlink()
    assert git.changed(untracked=False) == ["report.xml"]
