"""Words that select checks: a silence made by a mistyped code is no proof."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from validator.cli import main

BAD = Path(__file__).parents[3] / "instances" / "bad"
TOTAL = str(BAD / "CA101-total-differing-from-its-parts")
RULES = str(BAD / "TO004-rule-on-unknown-name" / "tieouts.toml")


@pytest.mark.parametrize("words", [["--select", "CA101"], ["--select", "CA"], ["--select", "ALL"], ["--ignore", "TO"]])
def test_selectors_that_fit_a_check_run(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", TOTAL, *words]) == 1
    assert "CA101" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--select", "CA999"], "--select: 'CA999' fits no check and no rule"),
        (["--select", "CA101,CA1O2"], "'CA1O2' fits no check and no rule; did you mean 'CA102'?"),
        (["--ignore", "QQ"], "--ignore: 'QQ' fits no check and no rule"),
    ],
)
def test_a_selector_that_fits_nothing_is_a_mistake(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", TOTAL, *words]) == 2
    out, err = capsys.readouterr()
    assert (out, said in err) == ("", True)


def repository(folder: Path, configuration: str) -> str:
    """Return the report of a folder that has a configuration, and elsewhere the rules of other reports."""
    shutil.copytree(TOTAL, folder / "one")
    (folder / "other").mkdir()
    (folder / "other" / "tieouts.toml").write_text(
        '[namespaces]\ndefault = "http://example.com"\n'
        '[ZZ101]\nname = "own"\nrule = "Assets == Cash"\nsays = "no"\nwhy = "ours"\n'
    )
    (folder / "tieout.toml").write_text(configuration)
    return str(folder / "one" / "report.xml")


@pytest.mark.parametrize("setting", ['ignore = ["{}"]', 'select = ["CA", "{}"]', '[severity]\n{} = "note"'])
def test_a_configuration_may_name_the_rules_of_other_reports_below_it(
    setting: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = repository(tmp_path, setting.format("ZZ101"))
    assert main(["check", report]) == 1
    capsys.readouterr()
    (tmp_path / "tieout.toml").write_text(setting.format("ZZ102"))
    assert main(["check", report]) == 2
    assert "'ZZ102' fits no check and no rule; did you mean 'ZZ101'?" in capsys.readouterr().err


def test_no_report_is_clean_beside_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    waived = str(BAD / "WA102-waiver-past-its-day")
    assert main(["check", TOTAL, waived, "--ignore", "CA101,WA", "--format", "text"]) in (0, 1)
    lines = capsys.readouterr().out.splitlines()
    assert not [line for line in lines if "clean" in line and "1 fail" in line]
    main(["check", TOTAL, "--ignore", "CA101", "--format", "json"])
    (one,) = json.loads(capsys.readouterr().out)["reports"]
    assert (one["verdict"], one["ties"]["fails"]) == ("untold", 1)
