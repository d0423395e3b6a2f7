"""The tutorial is followed word for word: its files are written, its commands run, and what it shows is printed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from validator.cli import main

if TYPE_CHECKING:
    import pytest

TUTORIAL = Path(__file__).parents[1] / "docs" / "tutorial.md"
STEP = re.compile(
    r'^```\w+ title="(?P<file>[^"\n]+)"\n(?P<text>.*?)^```$'
    r"|^```console\n\$ tieout (?P<words>[^\n]*)\n(?P<output>.*?)^```$"
    r'|^<!-- replace "(?P<old>[^"]*)" by "(?P<new>[^"]*)" in (?P<where>\S+) -->$',
    re.MULTILINE | re.DOTALL,
)


def test_it_shows_what_happens_from_a_document_to_a_page_that_is_verified(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.chdir(tmp_path)
    text = TUTORIAL.read_text(encoding="utf-8")
    codes: list[int] = []

    def followed(step: re.Match[str]) -> str:
        if step["file"]:
            Path(step["file"]).write_text(step["text"], encoding="utf-8")
        elif step["where"]:
            before = Path(step["where"]).read_text(encoding="utf-8")
            assert before.count(step["old"]) == 1
            Path(step["where"]).write_text(before.replace(step["old"], step["new"]), encoding="utf-8")
        else:
            codes.append(main(shlex.split(step["words"])))
            return f"```console\n$ tieout {step['words']}\n{capsys.readouterr().out}```"
        return step[0]

    told = STEP.sub(followed, text)
    if request.config.getoption("--accept"):
        TUTORIAL.write_text(told, encoding="utf-8")
    else:
        assert told == text, "pytest tests/test_tutorial.py --accept writes what is printed now"
    assert codes == [1, 0, 0, 0, 0, 0, 0]
    assert Path("review.html").stat().st_size > 10_000
