"""What git says of commits, by the refs that people and pre-commit name."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from validator.cli import main
from validator.cli.changed import git

SOURCE = Path(__file__).parents[3] / "instances" / "bad" / "CA101-total-differing-from-its-parts"


def run(*words: str) -> str:
    who = ("-c", "user.name=t", "-c", "user.email=t@tieout.example", "-c", "commit.gpgsign=false")
    return subprocess.run(("git", *who, *words), capture_output=True, check=True, text=True).stdout.strip()


def commit(message: str) -> str:
    run("add", "-A")
    run("commit", "-q", "--allow-empty", "-m", message)
    return run("rev-parse", "HEAD")


@pytest.fixture
def commits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A good report; its calculation gone, on a branch; and meanwhile the notes rewritten on the trunk."""
    monkeypatch.chdir(tmp_path)
    for name in ("PRE_COMMIT", "PRE_COMMIT_FROM_REF", "PRE_COMMIT_TO_REF"):
        monkeypatch.delenv(name, raising=False)
    shutil.copytree(SOURCE, tmp_path / "a")
    report = tmp_path / "a" / "report.xml"
    report.write_text(report.read_text().replace(">110000<", ">100000<"))
    Path("notes.md").write_text("1")
    run("init", "-q", "--template=", "-b", "trunk")
    first = commit("1")
    run("checkout", "-q", "-b", "branch")
    Path("a/calculation.xml").unlink()
    second = commit("2")
    run("checkout", "-q", "trunk")
    Path("notes.md").write_text("2")
    trunk = commit("3")
    run("checkout", "-q", "branch")
    return [first, second, trunk]


def test_a_branch_has_changed_what_it_has_changed_and_not_what_the_trunk_has(commits: list[str]) -> None:
    assert git.changed(untracked=False, first="trunk", last="branch") == ["a/calculation.xml"]
    assert git.changed(untracked=False, first="trunk") == ["a/calculation.xml"]
    assert git.changed(untracked=False, first="branch", last="trunk") == ["notes.md"]
    assert git.changed(untracked=False) == []


def test_from_a_commit_until_now_counts_what_is_not_committed(commits: list[str]) -> None:
    Path("new.md").write_text("")
    Path("notes.md").write_text("3")
    assert git.changed(untracked=True, first="trunk") == ["a/calculation.xml", "notes.md", "new.md"]
    assert git.changed(untracked=False, first="trunk", last="HEAD") == ["a/calculation.xml"]


def test_the_command_and_pre_commit_name_them(
    commits: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["check", "--from-ref", "trunk", "--to-ref", "HEAD", "--format", "concise"]) == 1
    assert "a/calculation.xml could not be had" in capsys.readouterr().out
    assert main(["check", "--from-ref", "HEAD", "--format", "concise"]) == 0
    assert capsys.readouterr().out == "no report depends on what changed\n"
    monkeypatch.setenv("PRE_COMMIT", "1")
    monkeypatch.setenv("PRE_COMMIT_FROM_REF", "trunk")
    monkeypatch.setenv("PRE_COMMIT_TO_REF", "branch")
    assert main(["check", "--changed", "--format", "concise"]) == 1


@pytest.mark.parametrize("words", [["--from-ref", "nowhere"], ["--from-ref", "HEAD", "--to-ref", "0" * 40],
                                   ["--from-ref=--output=x"], ["--to-ref", "HEAD"]])  # fmt: skip
def test_what_is_no_commit_is_said(commits: list[str], words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", *words]) == 2
    said = capsys.readouterr().err
    assert said.startswith("tieout: --to-ref" if words[0] == "--to-ref" else "tieout: --changed: git knows no commit")
    assert not Path("x").exists()


def test_commits_without_a_common_one_are_compared_as_they_are(commits: list[str]) -> None:
    run("checkout", "-q", "--orphan", "alone")
    Path("notes.md").write_text("4")
    commit("4")
    assert git.changed(untracked=False, first="branch", last="alone") == ["notes.md"]


def test_what_was_a_report_is_told_by_its_bytes_in_the_commit(commits: list[str]) -> None:
    Path("a/report.xml").unlink()
    assert git.reports_before(["a/report.xml", "a/taxonomy.xsd", "never.xml"]) == ["a/report.xml"]
    assert git.reports_before(["a/calculation.xml", "a/report.xml"], "trunk") == ["a/report.xml"]


def test_of_very_many_files_each_may_have_been_a_report(commits: list[str]) -> None:
    many = [f"{number}.md" for number in range(git.MOST_ASKED + 1)]
    assert git.reports_before(many) == many
    assert git.reports_before(many[1:]) == []


def test_what_is_named_and_has_not_changed_is_asked_for_nowhere(
    commits: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("a/waivers.toml").write_text("")
    commit("waivers")
    asked: list[list[str]] = []
    monkeypatch.setattr(git, "reports_before", lambda files, **_: asked.append(list(files)) or [])
    assert main(["check", "--changed", "a/waivers.toml", "notes.md", "a/taxonomy.xsd", "--format", "concise"]) == 1
    Path("a/taxonomy.xsd").unlink()
    assert main(["check", "--changed", "a/waivers.toml", "./a/taxonomy.xsd", "--format", "concise"]) == 1
    assert asked == [[], ["./a/taxonomy.xsd", "a/taxonomy.xsd"]]


def test_nothing_is_fetched_to_tell_what_was(commits: list[str], tmp_path: Path) -> None:
    """A repository can say that what it lacks is to be had from a program."""
    ran = tmp_path / "ran"
    blob = run("rev-parse", "HEAD:a/report.xml")
    configured = {
        "core.repositoryformatversion": "1",
        "extensions.partialClone": "o",
        "remote.o.promisor": "1",
        "remote.o.url": f"ext::sh -c touch% {ran}",
        "protocol.ext.allow": "always",
        "protocol.allow": "always",
    }
    for key, value in configured.items():
        run("config", key, value)
    file = tmp_path / ".git" / "objects" / blob[:2] / blob[2:]
    file.chmod(0o644)
    file.unlink()
    Path("a/report.xml").unlink()
    git.reports_before(["a/report.xml"])
    git.changed(untracked=True)
    assert not ran.exists()
    subprocess.run(("git", "cat-file", "blob", blob), capture_output=True, check=False)
    assert ran.exists(), "whoever asks git otherwise has it run"


def test_a_module_of_git_that_moved_on_is_a_change(commits: list[str], tmp_path: Path) -> None:
    other = tmp_path / "module"
    other.mkdir()
    for words in (("init", "-q", "--template="), ("commit", "-q", "--allow-empty", "-m", "1")):
        run("-C", str(other), *words)
    run("add", "module")
    commit("module")
    run("-C", str(other), "commit", "-q", "--allow-empty", "-m", "2")
    assert git.changed(untracked=False) == ["module"]
