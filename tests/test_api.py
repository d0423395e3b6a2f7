"""`validator.check`, as a program uses it."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from json import loads
from pathlib import Path
from shutil import copytree

import pytest

import validator
from validator.cli import main
from validator.finding import Verdict
from validator.reporters.json import json

BAD = Path(__file__).parents[1] / "instances" / "bad"

GOOD = ("qifu-2023q3", "qifu-2023q3/release.md", "lakeside-2025q3/release.md")


def test_paths_may_be_text_or_path_objects() -> None:
    for path in (BAD / "DO001-missing-file" / "report.xbrl", str(BAD / "DO001-missing-file" / "report.xbrl")):
        outcome = validator.check(path)
        assert [finding.code for finding in outcome.findings] == ["DO001"]
        assert outcome.findings[0].at.path == str(path)


def test_codes_may_be_given_as_on_the_command_line() -> None:
    path = BAD / "DO002-not-a-report" / "notes.txt"
    assert [finding.code for finding in validator.check(path, select="CX,CA").findings] == ["DO002"]
    assert [finding.code for finding in validator.check(path, ignore=["DO002"]).findings] == ["DO004"]


def test_threads_come_to_the_verdicts_one_after_the_other_comes_to() -> None:
    folders = [path for path in sorted(BAD.iterdir()) if path.is_dir()]
    alone = [json(validator.check(folder)) for folder in folders]
    usual = sys.getswitchinterval()
    sys.setswitchinterval(usual / 100)  # one round in which threads cut in often tells more than several of the usual
    try:
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(lambda folder: json(validator.check(folder)), folders)) == alone
    finally:
        sys.setswitchinterval(usual)


def command(capsys: pytest.CaptureFixture[str], *paths: Path) -> dict[str, object]:
    main(["check", "--format", "json", *map(str, paths)])
    return timeless(capsys.readouterr().out)


def timeless(said: bytes | str) -> dict[str, object]:
    told = loads(said)
    told["summary"].pop("seconds", None)
    return {key: told[key] for key in told if key != "seconds"}


@pytest.mark.parametrize("name", GOOD)
def test_it_is_the_command(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    outcome = validator.check(BAD.parent / name)
    assert outcome.facts > 0
    assert timeless(json(outcome)) == command(capsys, BAD.parent / name)


def test_it_binds_every_tie_the_command_binds() -> None:
    outcome = validator.check(BAD.parent / "qifu-2023q3" / "report.json")
    counts = {verdict: outcome.count(verdict) for verdict in Verdict}
    assert (sum(counts.values()), counts[Verdict.FAILS]) == (1415, 36)


def test_it_is_the_command_on_every_fault(capsys: pytest.CaptureFixture[str]) -> None:
    folders = [path for path in sorted(BAD.iterdir()) if path.is_dir()]
    assert timeless(json(validator.check(*folders))) == command(capsys, *folders)


def test_it_reads_the_configuration_beside_a_report_unless_told_otherwise(tmp_path: Path) -> None:
    copytree(BAD / "CA101-total-differing-from-its-parts", tmp_path, dirs_exist_ok=True)
    report = tmp_path / "report.xml"
    assert "CA101" in [finding.code for finding in validator.check(report).findings]
    (tmp_path / "tieout.toml").write_text('ignore = ["CA101"]\n')
    assert "CA101" not in [finding.code for finding in validator.check(report).findings]
    assert "CA101" in [finding.code for finding in validator.check(report, ignore=["FA202"]).findings]
    other = tmp_path / "other.toml"
    other.write_text("")
    assert "CA101" in [finding.code for finding in validator.check(report, config=other).findings]


def test_what_the_command_would_not_do_is_a_value_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="there is no"):
        validator.check(BAD, webcache=tmp_path / "none")


def test_importing_it_costs_no_heavy_module() -> None:
    code = (
        "import sys, validator; print(sorted({'lxml', 'json', 'argparse', 'pathlib', 'jsonschema'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
