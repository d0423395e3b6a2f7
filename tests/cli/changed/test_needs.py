from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.inline_documents import document, fact
from validator.cli.changed.needs import around, needs
from validator.run import Options

SOURCE = Path(__file__).parents[3] / "instances" / "bad" / "CA101-total-differing-from-its-parts"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(SOURCE, tmp_path / "a")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def below(folder: Path, files: tuple[str, ...]) -> list[str]:
    return [os.path.relpath(file, folder) for file in files if file.startswith(str(folder))]


def test_a_report_rests_on_what_it_names_and_on_what_may_lie_around_it(folder: Path) -> None:
    found = needs("a/report.xml", Options())
    assert below(folder, found.files) == [
        "a/report.xml", "a/report.xml.found.json", "a/report.xml.places.json", "a/waivers.toml",
        "a/META-INF/catalog.xml", "META-INF/catalog.xml",
        "a/tieout.toml", "a/pyproject.toml", "tieout.toml", "pyproject.toml",
        "a/calculation.xml", "a/taxonomy.xsd", "a/tieouts.toml",
    ]  # fmt: skip
    assert not found.inline
    assert not found.lacks


def test_an_encoded_report_rests_on_its_source(folder: Path) -> None:
    (folder / "a" / "report.xml.places.json").write_text(
        '{"source": "../releases/r.md", "mapping": "m", "facts": {}, "left_out": []}'
    )
    assert "releases/r.md" in below(folder, needs("a/report.xml", Options()).files)
    (folder / "a" / "report.xml.places.json").write_text("{")
    assert "a/report.xml.places.json" in below(folder, needs("a/report.xml", Options()).files)


def test_what_it_lacks_is_among_it(folder: Path) -> None:
    (folder / "a" / "calculation.xml").unlink()
    found = needs("a/report.xml", Options())
    assert "a/calculation.xml" in below(folder, found.files)
    assert found.lacks


def test_pages_rest_on_what_lies_beside_them(folder: Path) -> None:
    (folder / "page.htm").write_bytes(document(fact("7", 'id="f1"')))
    found = needs("page.htm", Options())
    assert below(folder, found.beside) == [".", "a", "page.htm"]
    assert found.inline


def test_a_folder_that_is_a_report_is_no_file_of_it(folder: Path) -> None:
    assert str(folder / "a") not in around("a")
    assert str(folder / "a" / "waivers.toml") in around("a")
