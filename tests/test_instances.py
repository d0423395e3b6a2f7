"""Every folder under instances/bad fails with its own code, and its whole output is what expected.txt says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from validator.checks import BY_CODE
from validator.cli import main
from validator.finding import Severity

BAD = Path(__file__).parents[1] / "instances" / "bad"
FOLDERS = sorted(path for path in BAD.iterdir() if path.is_dir()) if BAD.is_dir() else []


def run(folder: Path, capsys: pytest.CaptureFixture[str], *further: str) -> tuple[int, str]:
    """Run the folder's command in it, as a user there would; return the exit code and all that was printed."""
    command = folder / "command.txt"
    words = shlex.split(command.read_text()) if command.is_file() else ["check", "."]
    code = main([*words, *further])
    captured = capsys.readouterr()
    return code, captured.out + captured.err


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_output_is_as_expected(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(folder)
    code, printed = run(folder, capsys)
    expected = folder / "expected.txt"
    if request.config.getoption("--accept"):
        expected.write_text(printed, encoding="utf-8")
    assert printed == expected.read_text(encoding="utf-8")
    assert str(folder) not in printed
    own = folder.name[:5]
    assert set(re.findall(r"^(?:error|warning|note)\[(\w+)\]", printed, re.MULTILINE)) == {own}
    grave = own not in BY_CODE or BY_CODE[own].severity > Severity.NOTE
    assert code in ((1, 2) if grave else (0,))
