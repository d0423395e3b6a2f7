"""The pre-commit hook, as a user installs it: in a repository of their own, from a clone of this one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faulty import FAULTY, WAIVER

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.slow
RULE = """[namespaces]
t = "http://tieout.example/t"
[TO950]
name = "cash-is-reported"
rule = "t:Cash > 0"
says = "no cash"
why = "There is some."
"""


def git(folder: Path, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    names = {f"GIT_{who}_{what}": "t@tieout.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    keep = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PYTHON", "TIEOUT_"))}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = keep | names | {"PATH": path, "PRE_COMMIT_HOME": str(folder.parent / "pre-commit")}
    done = subprocess.run(["git", *words], cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0 or not check, done.stdout + done.stderr
    return done


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """This project as it stands, committed, in a repository of its own."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    project = tmp_path / "tieout"
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file() and not name.startswith(("tests/", "instances/")):
            (project / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, project / name)
    git(project, "init", "-q")
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "tieout")
    return project


def test_it_blocks_a_broken_figure_and_lets_a_good_one_through(ours: Path, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    shutil.copytree(FAULTY, scratch / "reports")
    report = scratch / "reports" / "report.xml"
    broken = report.read_text()
    report.write_text(broken.replace(">110000<", ">100000<"))
    (scratch / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {ours.as_uri()}\n    rev: {git(ours, 'rev-parse', 'HEAD').stdout.strip()}\n"
        "    hooks:\n      - id: tieout\n"
    )
    git(scratch, "init", "-q")
    subprocess.run([sys.executable, "-m", "pre_commit", "install"], cwd=scratch, capture_output=True, check=True)
    git(scratch, "add", "-A")

    good = git(scratch, "commit", "-m", "a report that ties out", check=False)
    assert good.returncode == 0, good.stdout + good.stderr
    assert "tieout...." in good.stderr
    assert "Passed" in good.stderr

    report.write_text(broken)
    git(scratch, "add", "-A")
    blocked = git(scratch, "commit", "-m", "a total that is wrong", check=False)
    assert blocked.returncode == 1
    assert "error[CA101]: Assets is 110,000 but its parts add to 100,000 (off by 10,000)" in blocked.stderr
    assert "reports/report.xml:12:3" in blocked.stderr

    git(scratch, "checkout", "-q", "HEAD", "--", "reports/report.xml")
    calculation = scratch / "reports" / "calculation.xml"
    calculation.write_text(calculation.read_text().replace('weight="1"', 'weight="-1"', 1))
    git(scratch, "add", "-A")
    reached = git(scratch, "commit", "-m", "a link that no longer holds", check=False)
    assert reached.returncode == 1
    assert "reports/report.xml" in reached.stderr

    git(scratch, "reset", "-q", "--hard")
    table = "| (in thousands of US dollars) | 2023 | 2022 | 2021 | 2020 |\n|---|---|---|---|---|\n"
    rows = "| Cash | 1,204 | 1,118 | 1,377 | 1,059 |\n| Inventories | 3,417 | 3,209 | 2,981 | 2,734 |\n"
    text = f"# Balance sheets, December 31\n\n{table}{rows}| Total assets | 4,612 | 4,327 | 4,358 | 3,793 |\n"
    for name in ("README.md", "release.md"):  # 1,204 + 3,417 is 4,621: a document nobody named is none of ours
        (scratch / name).write_text(text)
    git(scratch, "add", "-A")
    unnamed = git(scratch, "commit", "-m", "documents that are named nowhere", check=False)
    assert unnamed.returncode == 0, unnamed.stdout + unnamed.stderr
    (scratch / "tieout.toml").write_text('documents = ["release.md"]\n')
    git(scratch, "add", "-A")
    named = git(scratch, "commit", "-m", "a document that is named", check=False)
    assert named.returncode == 1
    assert "release.md:7:18" in named.stderr
    assert "README" not in named.stderr

    git(scratch, "reset", "-q", "--hard")
    git(scratch, "rm", "-q", "reports/calculation.xml")  # pre-commit names no file that is gone
    gone = git(scratch, "commit", "-m", "a linkbase that is gone", check=False)
    assert gone.returncode == 1
    assert "reports/calculation.xml" in gone.stderr

    git(scratch, "reset", "-q", "--hard")
    git(scratch, "mv", "reports/taxonomy.xsd", "reports/renamed.xsd")
    renamed = git(scratch, "commit", "-m", "a schema that has another name", check=False)
    assert renamed.returncode == 1
    assert "reports/taxonomy.xsd" in renamed.stderr
    git(scratch, "reset", "-q", "--hard")
    (scratch / "unrelated.md").write_text("nothing depends on this")
    git(scratch, "add", "-A")
    passed = git(scratch, "commit", "-m", "an unrelated file", check=False)
    assert passed.returncode == 0, passed.stdout + passed.stderr

    git(scratch, "rm", "-q", "reports/calculation.xml")  # committed past the hook, as others do
    git(scratch, "commit", "-q", "--no-verify", "-m", "a linkbase that is gone")
    asked = [sys.executable, "-m", "pre_commit", "run", "--from-ref", "HEAD~1", "--to-ref", "HEAD"]
    environment = os.environ | {"PRE_COMMIT_HOME": str(tmp_path / "pre-commit")}
    pipeline = subprocess.run(asked, cwd=scratch, env=environment, capture_output=True, text=True, check=False)
    assert pipeline.returncode == 1
    assert "reports/calculation.xml" in pipeline.stdout
    git(scratch, "reset", "-q", "--hard", "HEAD~1")

    report.write_text(broken)
    (scratch / "reports" / "waivers.toml").write_text(WAIVER)
    (scratch / "reports" / "tieouts.toml").write_text(RULE)
    git(scratch, "add", "-A")
    accepted = git(scratch, "commit", "-m", "a total that is accepted as it is", check=False)
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr
    git(scratch, "rm", "-q", "reports/waivers.toml")
    unwaived = git(scratch, "commit", "-m", "waivers that are gone", check=False)
    assert unwaived.returncode == 1
    assert "error[CA101]" in unwaived.stderr
    git(scratch, "reset", "-q", "--hard")
    (scratch / "tieout.toml").write_text('select = ["TO950"]\n')
    git(scratch, "add", "-A")
    git(scratch, "rm", "-qf", "reports/tieouts.toml")
    ruleless = git(scratch, "commit", "-m", "rules that are gone", check=False)
    assert ruleless.returncode == 1
    assert "TO950" in ruleless.stderr
    assert git(scratch, "rev-list", "--count", "HEAD").stdout == "4\n"
