"""Completion as a shell does it, and what is said where nothing can write it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from validator.cli import COMMANDS, main

COMPLETED = """
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE="${COMP_WORDS[*]}"
_shtab_tieout
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("tieout", "ch"), {"check"}),
        (("tieout", "check", "--show"), {"--show-waived"}),
        (("tieout", "check", "--format", "ju"), {"junit"}),
        (("tieout", "schema", "wa"), {"waivers"}),
        (("tieout", "check", "rep"), {"report.xml"}),
        (("tieout", "check", "--waivers", "rep"), {"report.xml"}),
    ],
)
def test_bash_completes_commands_options_choices_and_files(words, expected, tmp_path, monkeypatch, capsys) -> None:
    if shutil.which("bash") is None or os.name == "nt":  # there it may be that of another system
        pytest.skip("bash is not installed")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.xml").write_text("")
    assert main(["completion", "bash"]) == 0
    (tmp_path / "script").write_text(capsys.readouterr().out)
    run = subprocess.run(
        ["bash", "--norc", "-c", COMPLETED, "bash", "./script", *words], capture_output=True, text=True, check=True
    )
    assert set(run.stdout.split()) == expected


@pytest.mark.parametrize("shell", ["zsh", "tcsh"])
def test_other_shells_have_scripts_too(shell, capsys) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert all(name in script for name in COMMANDS)


def test_without_the_library_it_is_said_what_to_install(monkeypatch, capsys) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    assert main(["completion", "bash"]) == 2
    assert "pip install 'tieout[completion]'" in capsys.readouterr().err
