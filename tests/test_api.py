"""`validator.check`, as a program uses it."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import validator
from validator.reporters.json import json

BAD = Path(__file__).parents[1] / "instances" / "bad"


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


def test_importing_it_costs_no_heavy_module() -> None:
    code = (
        "import sys, validator; print(sorted({'lxml', 'json', 'argparse', 'pathlib', 'jsonschema'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
