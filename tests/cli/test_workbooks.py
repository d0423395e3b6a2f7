"""A controller's way: check, fill in the workbook, and check again with what was accepted on it."""

from __future__ import annotations

import sys
from pathlib import Path

import openpyxl
import pytest

from tests.recalculated import recalculated
from validator.cli import main

INSTANCES = Path(__file__).parents[2] / "instances"
LAKESIDE = str(INSTANCES / "lakeside-2025q3" / "release.md")


def fill(path: Path, *said: str) -> None:
    book = openpyxl.load_workbook(path)
    for row in book["Waivers"].iter_rows(min_row=2):
        for cell, text in zip(row[2:5], said, strict=True):
            cell.value = text
    book.save(path)


@pytest.mark.parametrize("named", ["ties.xlsx", "xlsx=ties.dat", "TIES.XLSX"])
def test_a_workbook_is_written_beside_the_text(named, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check", LAKESIDE, "--output", named]) == 1
    assert "error[FD101]" in capsys.readouterr().out
    (file,) = tmp_path.iterdir()
    file.rename("made.xlsx")
    book = openpyxl.load_workbook("made.xlsx")
    assert book.sheetnames == ["Verdict", "Findings", "Ties", "Figures", "Coverage", "Waivers", "Steps"]
    assert [book[sheet].max_row for sheet in ("Findings", "Ties", "Figures", "Waivers")] == [2, 16, 40, 2]
    data = Path("made.xlsx").read_bytes()
    assert main(["check", LAKESIDE, "--output", "again.xlsx"]) == 1
    assert Path("again.xlsx").read_bytes() == data
    assert main(["review", LAKESIDE, "-o", "review.xlsx"]) == 0
    assert openpyxl.load_workbook("review.xlsx").sheetnames == book.sheetnames


def test_what_is_filled_in_is_accepted_and_only_that(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    main(["check", LAKESIDE, "--output", "ties.xlsx"])
    assert main(["check", LAKESIDE, "--waivers", "ties.xlsx"]) == 1  # nothing is filled in
    fill(Path("ties.xlsx"), "published so", "A. Controller", "2999-12-31")
    capsys.readouterr()
    assert main(["check", LAKESIDE, "--waivers", "ties.xlsx"]) == 0
    told = capsys.readouterr().out
    assert "waived[FD101]: 1 finding, accepted by A. Controller until 2999-12-31: published so" in told
    assert "1 at odds (waived); waived by ties.xlsx (FD101: 1)" in told
    assert main(["check", LAKESIDE, "--waivers", "ties.xlsx", "--output=ties.xlsx"]) == 2
    assert "the waivers are read from it, and would be lost" in capsys.readouterr().err
    Path("tieout.toml").write_text('waivers = ["ties.xlsx"]\n')
    Path("release.md").write_bytes(Path(LAKESIDE).read_bytes())
    assert main(["check", "release.md"]) == 0


@pytest.mark.parametrize(
    ("said", "code", "place"),
    [
        (("published so", "A. Controller", "soon"), "WA002", "ties.xlsx#Waivers!E2"),
        (("published so", "", "2999-12-31"), "WA002", "ties.xlsx#Waivers!D2"),
        (("published so", "A. Controller", "2020-12-31"), "WA102", "ties.xlsx#Waivers!A2"),
    ],
)
def test_what_is_wrong_with_a_row_is_told_at_its_cell(said, code, place, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    main(["check", LAKESIDE, "--output", "ties.xlsx"])
    fill(Path("ties.xlsx"), *said)
    capsys.readouterr()
    assert main(["check", LAKESIDE, "--waivers", "ties.xlsx", "--format", "concise"]) == 1
    assert f"{place}: {code} " in capsys.readouterr().out


def test_a_workbook_of_waivers_that_cannot_be_read_accepts_nothing(tmp_path, capsys) -> None:
    for content in (b"", b"PK\x03\x04", b"[[waiver]]"):
        file = tmp_path / "ties.xlsx"
        file.write_bytes(content)
        assert main(["check", LAKESIDE, "--waivers", str(file)]) == 1
        assert "error[WA001]: this waiver file cannot be read: " in capsys.readouterr().out


def test_without_the_library_nothing_is_written_and_it_is_said_what_to_install(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    monkeypatch.setattr("validator.cli.check.judged", None)  # it is said before the work is done
    for words in (["check", LAKESIDE, f"--output={tmp_path}/t.xlsx"], ["review", LAKESIDE, f"-o={tmp_path}/t.xlsx"]):
        assert main(words) == 2
        out, err = capsys.readouterr()
        assert (out, err) == ("", "tieout: a workbook needs xlsxwriter: pip install 'tieout[excel]'\n")
    assert list(tmp_path.iterdir()) == []


def test_a_terminal_shows_no_workbook(capsys) -> None:
    assert main(["check", LAKESIDE, "--format", "xlsx"]) == 2
    assert "invalid choice: 'xlsx'" in capsys.readouterr().err
    assert main(["check", LAKESIDE, "--output", "xlsx="]) == 2
    assert "no file is named" in capsys.readouterr().err


def test_the_ties_of_the_release_come_to_our_verdicts_in_a_spreadsheet_program(tmp_path, capsys) -> None:
    made = tmp_path / "ties.xlsx"
    assert main(["check", str(INSTANCES / "qifu-2023q3" / "report.xml"), f"--output={made}"]) == 0
    capsys.readouterr()
    rows = list(recalculated(made.read_bytes(), tmp_path)["Ties"].iter_rows(min_row=2, values_only=True))
    assert len(rows) == 1415
    assert [row[:2] for row in rows if row[0] != row[1]] == []
    formulas = [row[0] for row in openpyxl.load_workbook(made)["Ties"].iter_rows(min_row=2, values_only=True)]
    assert [one for one in formulas if not one.startswith("=IF(")] == []
