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
        (["--select", "CA999"], "--select: 'CA999' fits no check and no rule; did you mean 'CA203'?"),
        (["--select", "ca101"], "--select: 'ca101' is no code and no check's name; did you mean 'CA101'?"),
        (["--select", ""], "--select: '' is no code and no check's name"),
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


LAKESIDE = str(BAD.parent / "lakeside-2025q3" / "release.md")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (TOTAL, ["--select", "FA"]),
        (TOTAL, ["--select", "TO"]),
        (TOTAL, ["--ignore", "CA101"]),
        (LAKESIDE, ["--select", "FD102"]),
        (LAKESIDE, ["--ignore", "FD101"]),
        (LAKESIDE, ["--select", "DO"]),
    ],
)
def test_what_a_selection_hides_is_counted_and_nothing_is_called_clean_beside_it(
    path: str, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", path, *words]) == 0
    out = capsys.readouterr().out
    assert "clean" not in out
    last = out.splitlines()[-1]
    assert last.startswith("1 untold failure: ")
    assert "left out by the command line (" in last


def test_relations_of_documents_are_asked_for_like_other_ties(capsys: pytest.CaptureFixture[str]) -> None:
    for word in ("FD", "FD101", "figures-that-do-not-add-up"):
        code = main(["check", LAKESIDE, "--select", word])
        out, err = capsys.readouterr()
        assert (code, "error[FD101]" in out) == (1, True) or "did you mean" in err


@pytest.mark.parametrize("setting", ['ignore = ["CA9"]', 'select = ["CA999"]', 'severity = {CA999 = "note"}'])
def test_the_file_and_the_key_are_named_that_say_a_wrong_word(
    setting: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = repository(tmp_path, setting)
    assert main(["check", report]) == 2
    assert f"{tmp_path / 'tieout.toml'}: {setting.split(maxsplit=1)[0]}: 'CA9" in capsys.readouterr().err


@pytest.mark.parametrize(("code", "ends", "near"), [("CA110", 2, "CA107"), ("ZZ102", 2, "ZZ101"), ("ZZ101", 1, "")])
def test_a_waiver_of_a_code_that_nothing_has_ends_with_2(
    code: str, ends: int, near: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = repository(tmp_path, "")
    waiver = '[[waiver]]\ncode = "{}"\nreason = "r"\nby = "b"\nuntil = "2999-12-31"\n[waiver.figures]\na = "1"\n'
    (tmp_path / "accepted.toml").write_text(waiver.format(code))
    assert main(["check", report, "--waivers", str(tmp_path / "accepted.toml"), "--format", "concise"]) == ends
    out = capsys.readouterr().out
    assert (f"WA003 no check and no rule has the code {code}: " in out, f"did you mean {near}?" in out) == (
        (True, True) if ends == 2 else (False, False)
    )
    assert main(["check", report, "--waivers", str(tmp_path / "accepted.toml"), "--ignore", "WA"]) == ends


def test_waivers_are_written_for_codes_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    said = ("--reason", "r", "--by", "b", "--until", "2030-01-01")
    assert main(["waive", f"{TOTAL}/report.xml", "--code", "CA110", *said]) == 2
    assert "--code: no check and no rule has 'CA110'; did you mean 'CA107'?" in capsys.readouterr().err
    assert main(["waive", f"{TOTAL}/report.xml", "--code", "CA101", *said]) == 0
    assert capsys.readouterr().out.startswith('[[waiver]]\ncode = "CA101"')
    assert main(["explain", "CA999"]) == 2
    assert "did you mean 'CA203'?" in capsys.readouterr().err
