"""Documents against each other: one figure in each, each difference with both places, and what has no support."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests import office
from tests.quarters import release
from validator.cli import main
from validator.discovery import document
from validator.discovery.keeping.comparing.against import compare
from validator.documents import reading

if TYPE_CHECKING:
    from validator.model.report import Report

ROOT = Path(__file__).parents[4]
RELEASE = release("Q2", "Q1")
WHOLE = "Trade receivables | 92,190 | 52,674"


def held(*texts: str | tuple[str, bytes], listed: bool = True) -> list[Report]:
    """Return documents held against each other."""
    files = [(f"{at}.md", one.encode()) if isinstance(one, str) else one for at, one in enumerate(texts)]
    reports = [document.read(path, data) for path, data in files]
    compare(reports, listed=listed)
    return reports


def differing(report: Report) -> list[tuple[str, str]]:
    """Return what differs in a report from another, and what that has."""
    from validator.tieouts.rules.found import relations

    pairs = [one.instances[0] for one in relations(report) if one.kind == "across" and not one.held]
    return [(report.texts[left[1]], report.texts[right[1]]) for left, right in pairs]


def lacking(report: Report) -> list[str]:
    return [
        str(one.values["value"]).replace(",", "") for one in report.problems if one.check == "figure-without-support"
    ]


def test_one_document_twice_differs_nowhere_and_lacks_nothing():
    reports = held(RELEASE, RELEASE)
    assert [(differing(one), lacking(one)) for one in reports] == [([], []), ([], [])]
    assert reports[1].borrowed == reports[1].own == 36


def test_a_figure_that_differs_is_told_once_with_both_places():
    first, second = held(RELEASE, RELEASE.replace(WHOLE, "Trade receivables | 92,910 | 52,674"))
    assert (differing(first), differing(second)) == ([], [("92910000", "92190000")])
    assert (lacking(first), lacking(second)) == ([], [])


def test_of_three_documents_each_is_held_to_those_before_it():
    wrong = RELEASE.replace(WHOLE, "Trade receivables | 92,910 | 52,674")
    assert [differing(one) for one in held(RELEASE, wrong, RELEASE)] == [
        [],
        [("92910000", "92190000")],
        [("92190000", "92910000")],
    ]


def test_a_scale_of_its_own_and_rounding_are_no_difference():
    lines = []
    for line in RELEASE.replace("in thousands of US dollars", "in US dollars").splitlines():
        cells = line.split("|")
        lines.append(
            "|".join(f" {cell.strip()},271 " if cell.strip()[:1].isdigit() else cell for cell in cells)
            if len(cells) > 3
            else line
        )
    exact = "\n".join(lines)
    assert "| 92,190,271 |" in exact
    assert [(differing(one), lacking(one)) for one in held(RELEASE, exact)] == [([], []), ([], [])]


def test_one_name_of_two_things_is_no_difference():
    """ "Other" among assets and among costs: neither their rows nor their tables agree anywhere."""
    rows = ["| Inventories | 4,117 | 3,908 |", "| Goodwill | 1,206 | 1,377 |", "| Storage | 2,218 | 2,771 |"]
    head = ["Costs by kind (in thousands of US dollars)", "", "| | June 30, 2025 | March 31, 2025 |", "|---|---:|---:|"]
    other = "\n".join([*head, *rows, "| Total | 7,541 | 8,056 |", ""])
    assert [differing(one) for one in held(RELEASE, other)] == [[], []]


def test_the_order_of_documents_changes_only_where_a_difference_is_told():
    wrong = RELEASE.replace(WHOLE, "Trade receivables | 92,910 | 52,674")
    first, second = held(wrong, RELEASE)
    assert (differing(first), differing(second)) == ([], [("92190000", "92910000")])


def test_a_workbook_of_source_figures_is_support():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Trial balance, in US dollars"])
    sheet.append(["Account", "June 30, 2025", "March 31, 2025"])
    sheet.append(["1000 Cash in hand", 15_239_182, 95_184_411])
    sheet.append(["1700 Goodwill", 22_903_204, 62_841_889])
    data = io.BytesIO()
    book.save(data)
    text, source = held(RELEASE, ("trial.xlsx", data.getvalue()))
    assert (differing(text), differing(source), lacking(source)) == ([], [], [])
    assert len(lacking(text)) == 32
    assert not {"15239000", "95184000", "22903000", "62842000"} & {*lacking(text)}


def test_sources_of_one_day_support_though_they_say_nothing_by_themselves(tmp_path, capsys):
    (tmp_path / "release.md").write_text(RELEASE)
    book = openpyxl.Workbook()
    for row in (["Account, in US dollars", "June 30, 2025"], ["Cash in hand", 15_239_182], ["Goodwill", 22_903_204]):
        book.active.append(row)
    book.save(tmp_path / "trial.xlsx")
    paths = [str(tmp_path / name) for name in ("release.md", "trial.xlsx")]
    assert main(["check", paths[1], "--format", "concise"]) == 2
    assert "DO006" in capsys.readouterr().out
    assert main(["check", *paths, "--against-each-other", "--format", "concise"]) == 0
    assert "34 of 36 figures stand in no other of the documents" in capsys.readouterr().out


def test_a_place_in_a_workbook_is_its_cell(tmp_path, capsys):
    book = openpyxl.Workbook()
    book.active.append(["In US dollars", "June 30, 2025", "March 31, 2025"])
    for row in (["Cash", 15_239_000, 95_184_000], ["Trade receivables", 92_910_000, 52_674_000]):
        book.active.append(row)
    book.active.append(["Inventories", 97_980_000, 25_158_000])
    book.save(tmp_path / "source.xlsx")
    (tmp_path / "release.md").write_text(RELEASE)
    main(["check", *(str(tmp_path / name) for name in ("release.md", "source.xlsx")), "--against-each-other"])
    assert "source.xlsx:8:1#Sheet!B3" in capsys.readouterr().out


@pytest.mark.parametrize(("name", "make"), [("a.docx", office.word), ("a.xlsx", office.workbook)])
def test_a_release_in_another_format_is_the_same_release(name, make):
    text = (ROOT / "instances" / "qifu-2023q3" / "release.md").read_bytes()
    again = make(reading.read("release.md", text))
    one, other = held(("release.md", text), (name, again))
    assert (differing(one), differing(other)) == ([], [])
    assert len(lacking(one)) == len(lacking(other)) == 0


def test_the_command_tells_it_as_findings(tmp_path, capsys):
    (tmp_path / "release.md").write_text(RELEASE)
    (tmp_path / "filing.md").write_text(RELEASE.replace("Goodwill | 22,903", "Goodwill | 22,093"))
    paths = [str(tmp_path / name) for name in ("release.md", "filing.md")]
    assert main(["check", *paths, "--against-each-other", "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    (one,) = [one for one in told["findings"] if one["code"] == "FD109"]
    assert one["message"] == f"Goodwill is 22,093,000 here but 22,903,000 in {paths[0]} (off by 810,000)"
    assert (one["at"]["path"], [each["at"]["path"] for each in one["related"]]) == (paths[1], [paths[0]])
    assert told["summary"]["facts"] == 72
    assert main(["check", *paths, "--format", "json"]) == 1  # the slip alone, by the sum
    assert "FD109" not in capsys.readouterr().out


def test_what_has_no_support_is_counted_and_listed_when_asked(tmp_path, capsys):
    (tmp_path / "release.md").write_text(RELEASE)
    lines = [line for line in RELEASE.splitlines() if not line.startswith("| Crew")]
    (tmp_path / "deck.md").write_text("\n".join(lines))
    paths = [str(tmp_path / name) for name in ("release.md", "deck.md")]
    main(["check", *paths, "--against-each-other", "--format", "concise"])
    (said,) = [line for line in capsys.readouterr().out.splitlines() if "FD110" in line]
    assert "2 of 36 figures stand in no other of the documents" in said
    main(["check", *paths, "--unsupported", "--format", "concise"])
    said = [line.partition("FD110 ")[2] for line in capsys.readouterr().out.splitlines() if "FD110" in line]
    assert said == [f"Crew ({value}) stands in no other of the documents" for value in ("64,872,000", "25,625,000")]


def test_columns_of_the_other_document_are_declared_where_its_figures_are(tmp_path, monkeypatch, capsys):
    """A figure of a segment stands behind one of a document that has no segments, and twice."""
    monkeypatch.chdir(tmp_path)
    head = "# Northwind\n\nAt June 30, 2025 (in thousands of US dollars)\n\n| | Ferries | Harbours |\n|---|---:|---:|\n"
    rows = "| Goodwill | 22,903 | 1,204 |\n| Terminals, net | 31,877 | 2,406 |\n| Vessels, net | 47,112 | 9,130 |\n"
    (tmp_path / "segments.md").write_text(head + rows)
    twice = "| Goodwill at cost | 22,903 | 62,842 |\n| Goodwill | 22,903 |"
    (tmp_path / "release.md").write_text(RELEASE.replace("| Goodwill | 22,903 |", twice))
    main(["check", "segments.md", "release.md", "--against-each-other", "--format", "concise"])
    out = capsys.readouterr().out
    assert "DI204" not in out
    assert "FA202" not in out
    assert [line for line in out.splitlines() if "FD109" in line] == []
