"""What names of files, options and values hold of control characters never reaches a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.constructs import PROVEN, failures, laid
from validator.cli import COMMANDS, main

if TYPE_CHECKING:
    from pathlib import Path

EVIL = "a\x1b[31mb\x9bc\u202ed"
WORDS = (
    ("check", f"{EVIL}.xml"),
    ("check", "none", "--select", EVIL),
    ("check", ".", "--config", f"{EVIL}.toml"),
    ("check", ".", "--output", f"json={EVIL}/x"),
    ("check", ".", "--changed", EVIL),
    ("config", f"{EVIL}.xml"),
    ("config", f"{EVIL}.xml", "--format", "json"),
    ("config", EVIL),
    ("convert", f"{EVIL}.xml", f"{EVIL}.json"),
    ("convert", f"{EVIL}.xml", "x.pdf"),
    ("coverage", f"{EVIL}.xml"),
    ("prove", f"{EVIL}.xml"),
    ("review", f"{EVIL}.xml", "-o", f"{EVIL}.html"),
    ("waive", f"{EVIL}.xml", "--reason", EVIL, "--by", EVIL, "--until", "2999-01-01"),
    ("draft", f"{EVIL}.md", "-o", EVIL),
    ("encode", f"{EVIL}.md", "--mapping", EVIL),
    ("explain", EVIL),
    ("rules", EVIL),
    *((command, f"--{EVIL}") for command in COMMANDS),
    *((command, EVIL, EVIL, EVIL) for command in COMMANDS),
    (EVIL,),
)


@pytest.mark.parametrize("words", WORDS, ids=[" ".join(words).replace(EVIL, "EVIL") for words in WORDS])
def test_no_command_prints_what_drives_a_terminal(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    files = failures(1)
    laid(tmp_path, PROVEN | {f"{EVIL}.xml": files["r.xml"]})
    (tmp_path / f"{EVIL}.md").write_text("| | 2023 |\n|---|---|\n| Revenue | 7 |\n| Cost | 3 |\n| Profit | 4 |\n")
    assert main(words) in (0, 1, 2)
    told = capsys.readouterr()
    wrong = [one for one in told.out + told.err if not one.isprintable() and one not in "\n\t"]
    assert wrong == []
