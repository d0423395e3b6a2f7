"""The examples for pipelines: held against the schemas of the services, their shell steps run in a scratch folder."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema.validators import validator_for

from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the shell steps are those of runners with bash")
EXAMPLES = ROOT / "examples"
ACTION = yaml.safe_load((EXAMPLES / "github" / "action.yml").read_text(encoding="utf-8"))
GITLAB = yaml.safe_load((EXAMPLES / "gitlab" / "tieout.gitlab-ci.yml").read_text(encoding="utf-8"))
REPORTS = {"bad.md": 1, "good.md": 0}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a release that agrees and one that does not, and `tieout` as a command that needs no installing."""
    release = (ROOT / "instances" / "lakeside-2025q3" / "release.md").read_text(encoding="utf-8")
    (tmp_path / "bad.md").write_text(release, encoding="utf-8")
    (tmp_path / "good.md").write_text(release.replace("33,715", "33,175"), encoding="utf-8")
    commands = tmp_path / "bin"
    commands.mkdir()
    for name, words in (("tieout", "-m validator"), ("python", "")):
        command = commands / name
        # nothing is installed here: what is tested is there
        installs = 'case "$*" in *"pip install"*) exit 0;; esac\n' if name == "python" else ""
        command.write_text(f'#!/bin/bash\n{installs}exec {shlex.quote(sys.executable)} {words} "$@"\n')
        command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{commands}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shell(script: str, given: dict[str, str]) -> subprocess.CompletedProcess[str]:
    # as the services do: errexit and pipefail
    words = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(words, env=os.environ | given, capture_output=True, text=True, check=False)


def filled(text: str, known: dict[str, str]) -> str:
    return re.sub(r"\$\{\{ (.*?) \}\}", lambda found: known[found[1]], text)


@pytest.mark.parametrize(("report", "code"), REPORTS.items())
def test_the_action_for_github_annotates_writes_sarif_and_ends_as_tieout_does(folder, report, code) -> None:
    known = {f"inputs.{name}": str(one["default"]) for name, one in ACTION["inputs"].items()}
    known["inputs.paths"] = report
    (folder / "output").write_text("")
    ended, printed = [], ""
    for step in (one for one in ACTION["runs"]["steps"] if "run" in one):
        given = {name: filled(value, known) for name, value in step.get("env", {}).items()}
        assert "${{" not in step["run"]  # what an input says is no code
        run = shell(step["run"], given | {"GITHUB_OUTPUT": str(folder / "output")})
        ended.append(run.returncode)
        printed += run.stdout
        outputs = dict(line.split("=", 1) for line in (folder / "output").read_text().splitlines())
        known |= {f"steps.check.outputs.{name}": value for name, value in outputs.items()}
    assert ended == [0, 0, code]
    assert printed.count("::error file=bad.md,line=15,col=37,") == code
    results = json.loads((folder / "tieout.sarif").read_bytes())["runs"][0]["results"]
    assert len(results) == code


def test_paths_of_the_action_are_words_and_no_code(folder) -> None:
    step = next(one for one in ACTION["runs"]["steps"] if one.get("id") == "check")
    given = {"PATHS": "good.md $(touch stolen) `touch stolen`;touch stolen", "LEVEL": "error", "SARIF": "a b.sarif"}
    shell(step["run"], given | {"GITHUB_OUTPUT": str(folder / "output")})
    assert not (folder / "stolen").exists()
    assert (folder / "output").read_text() == "code=2\n"


@pytest.mark.parametrize(("report", "code"), REPORTS.items())
def test_the_template_for_gitlab_writes_what_its_artifacts_name(folder, report, code) -> None:
    job = GITLAB["tieout"]
    script = "\n".join([*job["before_script"], *job["script"]])
    run = shell(script, job["variables"] | {"TIEOUT_PATHS": report})
    assert run.returncode == code
    quality, junit = (folder / job["artifacts"]["reports"][kind] for kind in ("codequality", "junit"))
    assert len(json.loads(quality.read_bytes())) == code
    assert junit.read_text().count("<failure") == code


def test_the_image_is_made_of_what_is_there() -> None:
    lines = [line for line in (EXAMPLES / "docker" / "Dockerfile").read_text().splitlines() if line[:1].isalpha()]
    words = [line.split(maxsplit=1) for line in lines]
    assert {name for name, _ in words} <= {"FROM", "COPY", "RUN", "USER", "WORKDIR", "ENTRYPOINT", "CMD"}
    extras = re.search(r"/source\[(.*?)\]", str(words))
    known = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    assert extras is not None
    assert set(extras[1].split(",")) <= set(known)
    (entry,) = (json.loads(rest) for name, rest in words if name == "ENTRYPOINT")
    assert Path(entry[0]).name == "tieout"


@pytest.mark.parametrize(
    ("file", "schema"),
    [
        ("github/action.yml", "github-actions.json"),
        ("github/workflow.yml", "github-workflows.json"),
        ("gitlab/tieout.gitlab-ci.yml", "gitlab-ci.json"),
    ],
)
def test_pipelines_keep_to_the_schemas_of_their_services(file: str, schema: str) -> None:
    folder = os.environ.get("TIEOUT_CI_SCHEMAS", "")
    if not folder:
        pytest.skip("the schemas of the services are not at hand (TIEOUT_CI_SCHEMAS names no folder)")
    rules: dict[str, Any] = json.loads((Path(folder) / schema).read_bytes())
    document = yaml.safe_load((EXAMPLES / file).read_text(encoding="utf-8"))
    document = {"on" if key is True else key: value for key, value in document.items()}  # YAML 1.1 reads on as true
    assert [error.message for error in validator_for(rules)(rules).iter_errors(document)] == []
