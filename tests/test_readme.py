"""What the README shows is what happens: its commands are run, its Python is a doctest."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest

from validator.cli import main

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"^```console\n\$ tieout (?P<words>[^\n]*)\n(?P<output>.*?)^```$", re.MULTILINE | re.DOTALL)
COMMANDS = [found["words"] for found in BLOCK.finditer(README.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("words", COMMANDS)
def test_a_command_prints_what_the_readme_shows(
    words: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(ROOT)
    main(shlex.split(words))
    printed = capsys.readouterr().out
    text = README.read_text(encoding="utf-8")
    (found,) = (block for block in BLOCK.finditer(text) if block["words"] == words)
    if request.config.getoption("--accept"):
        text = text[: found.start("output")] + printed + text[found.end("output") :]
        README.write_text(text, encoding="utf-8")
    else:
        assert found["output"] == printed, "pytest tests/test_readme.py --accept writes what is printed now"


def test_its_python_does_what_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = doctest.testfile(str(README), module_relative=False, encoding="utf-8")
    assert result.attempted >= 4
    assert result.failed == 0


def test_its_first_screen_is_a_sentence_a_command_and_its_output() -> None:
    first = README.read_text(encoding="utf-8").split("\n## ")[0].splitlines()
    assert len(first) <= 30
    assert first[4:6] == ["```console", f"$ tieout {COMMANDS[0]}"]


def test_its_configuration_is_one_that_is_accepted(tmp_path: Path) -> None:
    from validator.cli.configuration import load

    (example,) = re.findall(r"^```toml\n(.*?)^```$", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    (tmp_path / "pyproject.toml").write_text(example)
    assert load(None, [str(tmp_path)])["fail_level"] == "error"
