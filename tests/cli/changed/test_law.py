"""A law: for every single delete, rename or edit in a repository, `--changed` finds what `check .` finds."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.faulty import FAULTY, RULES
from tests.inline_documents import document, fact
from tests.oim_documents import NS, SCHEMA
from validator.cli import main

ROOT = Path(__file__).parents[3]
EDITS = {".xml": ("110000", "120000"), ".xsd": ('name="Loans"', 'name="Lones"'), ".toml": ("t:Cash", "t:Loans"),
         ".csv": ("a,1", "a,x"), ".json": ("e:Cash", "e:Gone"), ".htm": (">7<", ">8<")}  # fmt: skip


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=t", "-c", "user.email=t@tieout.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *words], cwd=folder, capture_output=True, check=True)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a report in every syntax, and everything a report can depend on."""
    folder = tmp_path_factory.mktemp("law") / "repository"
    for name in ("a", "b"):
        shutil.copytree(FAULTY, folder / name)
        report = folder / name / "report.xml"
        report.write_text(report.read_text().replace(">110000<", ">100000<"))
    (folder / "b" / "tieouts.toml").write_text(RULES)
    for name in ("set", "csv"):
        (folder / name).mkdir()
    schema = SCHEMA.replace(NS, "http://example.com/taxonomy")
    (folder / "set" / "e.xsd").write_text(schema)
    (folder / "set" / "1.htm").write_bytes(document(fact("7", 'id="f1"')))
    (folder / "set" / "2.htm").write_bytes(document(fact("7", 'id="f2"'), bare=True))
    (folder / "csv" / "e.xsd").write_text(schema)
    info = {
        "documentType": "https://xbrl.org/2021/xbrl-csv",
        "namespaces": {"e": "http://example.com/taxonomy", "i": "http://www.xbrl.org/2003/iso4217", "s": "http://x.y"},
        "taxonomy": ["e.xsd"],
    }
    period = {"period": "2023-09-30T00:00:00", "entity": "s:A", "unit": "i:CNY", "concept": "e:Cash"}
    base = {
        "documentInfo": info,
        "tableTemplates": {"t": {"columns": {"id": {}, "value": {"dimensions": period}}}},
    }
    extended = {"documentInfo": {"documentType": info["documentType"], "extends": ["base.json"]},
                "tables": {"t": {"url": "t.csv"}}}  # fmt: skip
    (folder / "csv" / "base.json").write_text(json.dumps(base))
    (folder / "csv" / "report.json").write_text(json.dumps(extended))
    (folder / "csv" / "t.csv").write_text("id,value\na,1\n")
    (folder / "notes.md").write_text("nothing depends on this")
    (folder / "tieout.toml").write_text('reports = ["a", "b", "set", "csv/report.json"]\n')
    git(folder, "init", "-q", "--template=")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "1")
    return folder


@pytest.fixture
def before(made: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> set[str]:
    """What is found of the repository when nothing changed."""
    monkeypatch.chdir(made)
    return found(capsys)


FILES = ("a/report.xml", "a/taxonomy.xsd", "a/calculation.xml", "b/report.xml", "b/taxonomy.xsd", "b/calculation.xml",
         "b/tieouts.toml", "set/e.xsd", "set/1.htm", "set/2.htm", "csv/e.xsd", "csv/base.json", "csv/report.json",
         "csv/t.csv", "tieout.toml", "notes.md")  # fmt: skip


def edited(file: Path) -> None:
    text = file.read_text()
    old, new = EDITS.get(file.suffix, ("", "x"))
    file.write_text(text.replace(old, new) if old and old in text else text.replace("100000", "120000", 1) + "\n")


def found(capsys: pytest.CaptureFixture[str], *words: str) -> set[str]:
    code = main(["check", "--format", "concise", *words])
    assert code in (0, 1, 2)  # 2: a folder has no report left
    said = capsys.readouterr().out.replace(f"{Path.cwd()}{os.sep}", "").splitlines()
    # that a folder has no report left is no news of a report
    return {
        line
        for line in said
        if ": " in line
        and not line.startswith(("no report depends", "clean"))
        and "no report was found here" not in line
    }


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("how", ["delete", "rename", "rename in git", "edit"])
def test_what_is_found_of_a_change_is_found_by_what_changed(
    made: Path, before: set[str], tmp_path: Path, file: str, how: str, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    folder = tmp_path / "repository"
    shutil.copytree(made, folder)
    monkeypatch.chdir(folder)
    monkeypatch.delenv("PRE_COMMIT", raising=False)
    changed = folder / file
    if how == "delete":
        changed.unlink()
    elif how == "edit":
        edited(changed)
    elif how == "rename":
        changed.rename(changed.with_stem(f"{changed.stem}2"))
    else:
        git(folder, "mv", file, os.fspath(changed.with_stem(f"{changed.stem}2").relative_to(folder)))
    if file == "csv/report.json" and how != "edit":
        (folder / "tieout.toml").write_text('reports = ["a", "b", "set"]\n')
    whole = found(capsys)
    assert whole - before <= found(capsys, "--changed")


def test_nothing_is_said_of_a_file_nothing_depends_on(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "repository"
    shutil.copytree(made, folder)
    monkeypatch.chdir(folder)
    (folder / "notes.md").unlink()
    assert main(["check", "--changed"]) == 0
    assert capsys.readouterr().out == "no report depends on what changed\n"
    (folder / "a" / "calculation.xml").unlink()
    monkeypatch.setenv("PRE_COMMIT", "1")
    assert main(["check", "--changed"]) == 1  # as pre-commit asks: it names no file that is gone
    assert "a/calculation.xml" in capsys.readouterr().out


def test_without_git_what_changed_must_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(FAULTY, tmp_path / "a")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--changed"]) == 2
    assert "name the files that changed" in capsys.readouterr().err
    Path("a/taxonomy.xsd").rename("a/other.xsd")
    assert main(["check", "--changed", "a/other.xsd"]) == 1
