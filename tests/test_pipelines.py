"""The pipelines that stand ready: every system and Python that is promised, by sessions that there are."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PROMISED = re.compile(r"Programming Language :: Python :: (3\.\d+)")
pytestmark = pytest.mark.skipif(not FILES, reason="the pipelines do not ship")


def steps() -> list[dict[str, object]]:
    return [
        step for file in FILES for job in yaml.safe_load(file.read_text())["jobs"].values() for step in job["steps"]
    ]


def test_every_system_and_python_that_is_promised_is_tried() -> None:
    matrix = yaml.safe_load((ROOT / ".github" / "workflows" / "tests.yml").read_text())["jobs"]["tests"]["strategy"][
        "matrix"
    ]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    promised = [found[1] for line in project["classifiers"] if (found := PROMISED.fullmatch(line))]
    assert matrix == {"os": ["ubuntu-latest", "macos-latest", "windows-latest"], "python": promised}
    assert project["requires-python"] == f">={promised[0]}"


def test_what_they_run_is_there() -> None:
    sessions = set(re.findall(r"^def (\w+)\(session", (ROOT / "noxfile.py").read_text(), re.MULTILINE))
    commands = [shlex.split(str(step["run"])) for step in steps() if "run" in step]
    assert commands
    for command in commands:
        assert command[:2] == ["python", "-m"]
        if command[2] == "nox" and "-s" in command:
            assert command[command.index("-s") + 1] in sessions
        for word in command:
            assert not word.startswith("requirements/") or (ROOT / word).is_file()


def test_what_others_wrote_is_pinned_and_may_write_nothing() -> None:
    for file in FILES:
        assert yaml.safe_load(file.read_text())["permissions"] == {"contents": "read"}
    used = [str(step["uses"]) for step in steps() if "uses" in step]
    assert used
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", one) for one in used)
