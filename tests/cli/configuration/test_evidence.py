"""`tieout coverage`, `tieout waive`, `tieout rules`: what they print on a report with one fault."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from validator.checks import CATALOGUE
from validator.cli import main

BAD = str(Path(__file__).parents[3] / "instances" / "bad" / "CA101-total-differing-from-its-parts" / "report.xml")
ACCEPTED = ("--reason", 'as "published"', "--by", "R.", "--until", "2024-12-31")
FIGURES = {
    "t:Assets @ as of 2023-09-30, CNY": "110000",
    "t:Cash @ as of 2023-09-30, CNY": "60000",
    "t:Loans @ as of 2023-09-30, CNY": "40000",
}


def test_coverage_is_told_in_words_and_as_data(capsys):
    assert main(["coverage", BAD]) == 0
    assert capsys.readouterr().out.startswith("3 of 3 figures")
    assert main(["coverage", BAD, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["protected"] == 3


def test_a_waiver_is_written_for_what_fails_and_covers_it(tmp_path, capsys):
    assert main(["waive", BAD, *ACCEPTED]) == 0
    text = capsys.readouterr().out
    assert tomllib.loads(text) == {
        "waiver": [{"code": "CA101", "reason": 'as "published"', "by": "R.", "until": "2024-12-31", "figures": FIGURES}]
    }
    (tmp_path / "waivers.toml").write_text(text)
    assert main(["check", BAD, "--waivers", str(tmp_path / "waivers.toml")]) == 1
    assert "WA102" in capsys.readouterr().out  # its day is over
    assert main(["waive", BAD, *ACCEPTED, "--code", "TO101"]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("day", ["2024-02-30", "tomorrow", ""])
def test_a_day_that_is_none_is_refused(day, capsys):
    assert main(["waive", BAD, *ACCEPTED[:-1], day]) == 2
    assert f"--until: {day!r} is no day" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["coverage", "waive"])
def test_what_cannot_be_read_is_told(command, tmp_path, capsys):
    more = ACCEPTED if command == "waive" else ()
    assert main([command, str(tmp_path / "none.xml"), *more]) == 2
    assert "none.xml: missing file; `tieout check` tells more" in capsys.readouterr().err


def test_rules_lists_the_catalogue_and_the_rules_of_files(tmp_path, capsys):
    file = tmp_path / "ours.toml"
    file.write_text('[ZZ701]\nname = "a-b"\nrule = "Cash <= Assets"\nsays = "c"\nwhy = "d"\n')
    assert main(["rules", "--rules", str(file)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[: len(CATALOGUE)]] == [check.code for check in CATALOGUE]
    assert lines[len(CATALOGUE)].split() == ["ZZ701", "error", "a-b", "c"]
    assert main(["rules", "--format", "json", "--rules", str(file)]) == 0
    told = json.loads(capsys.readouterr().out)[len(CATALOGUE)]
    assert told == {
        "code": "ZZ701",
        "severity": "error",
        "name": "a-b",
        "says": "c",
        "cites": "",
        "spec": "",
        "file": str(file),
    }
