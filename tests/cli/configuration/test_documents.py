"""A document is read where it is named outright or in the configuration, and nowhere else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from validator.cli import UsageError, main
from validator.cli.changed import affected
from validator.cli.configuration.documents import holds, named
from validator.cli.configuration.parts import Configurations
from validator.model.source import Problem
from validator.run import Options

if TYPE_CHECKING:
    from pathlib import Path

RELEASE = """# Results

| (in thousands of US dollars) | December 31, 2023 | December 31, 2022 | December 31, 2021 | December 31, 2020 |
|---|---|---|---|---|
| Cash | 1,204 | 1,118 | 1,377 | 1,059 |
| Inventories | 3,417 | 3,209 | 2,981 | 2,734 |
| Equipment | 7,725 | 7,431 | 7,006 | 6,818 |
| Total assets | 12,346 | 11,758 | 11,364 | 10,611 |
"""
BROKEN = RELEASE.replace("12,346", "12,436")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A release with a slip, a read-me of the same figures, and a folder with a release and a configuration."""
    for name in ("release.md", "README.md", "a/release.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(BROKEN)
    (tmp_path / "a" / "tieout.toml").write_text('documents = ["release.md"]')
    monkeypatch.chdir(tmp_path)
    return tmp_path


def checked(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    main(["check", *words, "--format", "json"])
    return [one["path"] for one in json.loads(capsys.readouterr().out)["reports"]]


@pytest.mark.parametrize(
    ("configuration", "words", "documents"),
    [
        ("", ["."], ["a/release.md"]),
        ("", ["*.md"], []),
        ("", [], ["a/release.md"]),
        ("", ["README.md"], ["README.md"]),
        ("", ["a"], ["a/release.md"]),
        ('documents = ["release.md"]', [], ["release.md", "a/release.md"]),
        ('documents = ["release.md"]', ["."], ["release.md", "a/release.md"]),
        ('documents = ["release.md"]', ["*.md"], []),
        ('documents = ["rel*.md"]', ["."], ["release.md", "a/release.md"]),
        ('documents = ["release.md", "a/*.md"]', ["a"], ["a/release.md"]),
        ('documents = ["release.md"]\nreports = ["none"]', [], ["release.md"]),
    ],
)
def test_a_document_is_read_where_it_is_named(
    configuration: str, words: list[str], documents: list[str], repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / "tieout.toml").write_text(configuration)
    assert sorted(checked(capsys, *words)) == sorted(documents)


def test_a_document_that_is_named_and_gone_is_told_once(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "tieout.toml").write_text('documents = ["gone.md"]')
    assert main(["check", "--format", "concise"]) == 2
    assert capsys.readouterr().out.count("gone.md: DO001") == 1


def test_a_document_stays_below_the_file_that_names_it(repository: Path) -> None:
    (repository / "a" / "tieout.toml").write_text('documents = ["../release.md"]')
    with pytest.raises(UsageError, match=r"documents: .* leads out of"):
        Configurations({}).of("a/x")


@pytest.mark.parametrize(
    ("files", "documents"),
    [
        (["README.md"], []),
        (["release.md"], ["release.md"]),
        (["gone.md"], ["gone.md"]),
        (["a/release.md", "README.md"], ["a/release.md"]),
        (["a/tieout.toml"], ["a/release.md"]),
        (["a/waivers.toml"], ["a/release.md"]),
    ],
)
def test_a_change_reaches_the_documents_a_configuration_names(
    files: list[str], documents: list[str], repository: Path
) -> None:
    (repository / "tieout.toml").write_text('documents = ["release.md", "gone.md"]')
    assert affected(files, {}, Options()) == documents


def test_what_settings_name(repository: Path) -> None:
    settings = Configurations({}).of("a/release.md")
    assert list(named(settings)) == ["a/release.md"]
    assert list(named(settings, str(repository / "b"))) == []
    assert holds(settings, "a/release.md")
    assert not holds(settings, "release.md")
    (one,) = named({"documents": ["none*.md"]})
    assert isinstance(one, Problem)


def test_a_folder_that_holds_named_documents_alone_is_no_folder_without_reports(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.quarters import release

    monkeypatch.chdir(tmp_path)
    (tmp_path / "release.md").write_text(release("Q2", "Q1"))
    for words in (["check"], ["check", "."]):
        assert main([*words, "--format", "concise"]) == 2  # a document is read only where it is named
        assert "DO003" in capsys.readouterr().out
    (tmp_path / "tieout.toml").write_text('documents = ["*.md"]')
    for words in (["check"], ["check", "."]):
        assert main([*words, "--format", "concise"]) == 0
        assert capsys.readouterr().out == ""
