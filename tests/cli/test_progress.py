"""What a run is at is shown on terminals alone, after a second, and wiped away."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from validator import watched
from validator.cli import main, progress

INSTANCES = Path(__file__).parents[2] / "instances"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_run_is_told_after_a_second_and_nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    times = iter([0.0, 0.5, 1.2, 1.3])
    with progress.shown(3, clock=lambda: next(times)):
        watched.tell("a.xml")
        assert terminal.getvalue() == ""
        watched.tell("b\x1b[2J.xml")
        watched.tell("b\x1b[2J.xml", "the ties")
    watched.tell("c.xml")
    assert terminal.getvalue() == (
        "\r\x1b[Kchecking 2 of 3: b\ufffd[2J.xml\r\x1b[Kchecking 2 of 3: b\ufffd[2J.xml (the ties)\r\x1b[K"
    )


def test_a_quick_run_and_one_without_a_terminal_say_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress.shown(1, clock=lambda: 0.0):
        watched.tell("a.xml")
    assert terminal.getvalue() == ""
    plain = io.StringIO()
    monkeypatch.setattr(sys, "stderr", plain)
    with progress.shown(1, clock=iter([0.0, 9.0]).__next__):
        watched.tell("a.xml")
    assert plain.getvalue() == ""
    monkeypatch.setattr(sys, "stderr", None)
    with progress.shown(1):
        watched.tell("a.xml")


def test_on_a_real_terminal_a_run_tells_its_parts_on_standard_error() -> None:
    pty = pytest.importorskip("pty", reason="this system has no such terminals")
    script = (
        "import sys; from validator.cli import main, progress; progress.PATIENCE = 0.0; sys.exit(main(sys.argv[1:]))"
    )
    leader, follower = pty.openpty()
    run = subprocess.run(
        [sys.executable, "-c", script, "check", str(INSTANCES / "lakeside-2025q3" / "release.md")],
        stdout=subprocess.PIPE, stderr=follower, check=False,
    )  # fmt: skip
    os.close(follower)
    told = ""
    while "(what is wrong)\r" not in told:
        told += os.read(leader, 1 << 16).decode()
    os.close(leader)
    assert run.returncode == 1
    assert "release.md (its ties)\r" in told
    assert told.endswith("\r\x1b[K")
    assert b"checking" not in run.stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["review", "-o", "page.html"], ["checking {}", "checking {} (its ties)", "checking {} (what is wrong)"]),
        (["coverage"], ["checking {}", "checking {} (its ties)"]),
        (["draft", "-o", "ours"], ["drafting {}", "drafting {} (its relations)", "drafting {} (its rules)"]),
    ],
)
def test_other_commands_tell_what_they_are_at_too(
    words: list[str],
    told: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    document = str(INSTANCES / "lakeside-2025q3" / "release.md")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setattr(progress, "WIDTH", 1000)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    main([words[0], document, *words[1:]])
    lines = terminal.getvalue().split(progress.CLEARED)
    assert lines == ["", *(one.format(document) for one in told), ""]
    assert "checking" not in capsys.readouterr().out
