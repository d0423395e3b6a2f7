"""What was found, as rules a person accepts: what they say, that they hold on the draft, and what accepting changes."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING

import pytest

from validator.cli import main

if TYPE_CHECKING:
    from pathlib import Path

RELEASE = """# Northwind Ferries

Balance sheets (in thousands of US dollars)

| | September 30, 2025 | December 31, 2024 |
|---|---:|---:|
| Cash and cash equivalents | 48,213 | 39,127 |
| Trade receivables | 22,947 | 25,318 |
| Total current assets | 71,160 | 64,445 |
| Vessels and terminals | 214,880 | 219,432 |
| TOTAL ASSETS | 286,040 | 283,877 |

Revenue by route, quarter ended September 30, 2025 (in thousands of US dollars)

| | Islands | Mainland | Total |
|---|---:|---:|---:|
| Passengers | 12,417 | 30,562 | 42,979 |
| Catering | 7,346 | 19,811 | 27,157 |
| Freight | 3,908 | 11,274 | 15,182 |
| Revenue | 23,671 | 61,647 | 85,318 |
"""


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    (tmp_path / "release.md").write_text(RELEASE)
    assert main(["draft", str(tmp_path / "release.md"), "-o", str(tmp_path / "ours")]) == 0
    return tmp_path / "ours"


def accept(draft: Path) -> None:
    file = draft / "tieouts.toml"
    file.write_text(file.read_text().replace("accepted = false", "accepted = true"))


def summary(capsys: pytest.CaptureFixture[str], path: Path) -> dict[str, dict[str, int]]:
    capsys.readouterr()
    main(["check", str(path), "--format", "json"])
    found: dict[str, dict[str, int]] = json.loads(capsys.readouterr().out)["summary"]
    return found


def test_relations_are_said_of_concepts(draft: Path) -> None:
    said = tomllib.loads((draft / "tieouts.toml").read_text())
    assert said["accepted"] is False
    across = "X[ColumnAxis=TotalMember] == X[ColumnAxis=IslandsMember] + X[ColumnAxis=MainlandMember]"
    assert [(one["rule"], one.get("for", "")) for code, one in said.items() if code.startswith("DR")] == [
        ("TotalCurrentAssets == CashAndCashEquivalents + TradeReceivables", ""),
        ("TotalAssets == TotalCurrentAssets + VesselsAndTerminals", ""),
        ("Revenue == Passengers + Catering + Freight", ""),
        (across, "X in [Passengers, Catering, Freight, Revenue]"),
    ]
    assert said["DR1002"]["says"].startswith("{label(TotalAssets)} is {left} but its parts make {right}")
    text = (draft / "tieouts.toml").read_text()
    assert text.count("# it holds in ") == 4


def test_accepted_rules_are_rules_and_found_no_more(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = summary(capsys, draft / "report.json")
    assert (before["ties"]["holds"], before["found"]["holds"]) == (0, 11)
    accept(draft)
    after = summary(capsys, draft / "report.json")
    assert (after["ties"]["holds"], after.get("found", {"holds": 0})["holds"]) == (11, 0)
    assert after["ties"]["fails"] == after["ties"]["indeterminate"] == 0


@pytest.mark.parametrize("name", ["report.xbrl", "report.xhtml", "report-csv.json"])
def test_every_syntax_is_one_report(name: str, draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accept(draft)
    assert summary(capsys, draft / name) == summary(capsys, draft / "report.json")


def test_a_rule_that_a_person_takes_out_is_gone(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accept(draft)
    text = (draft / "tieouts.toml").read_text()
    (draft / "tieouts.toml").write_text(text[: text.index("[DR1004]")])
    assert summary(capsys, draft / "report.json")["ties"]["holds"] == 7


def test_a_figure_that_is_changed_fails_the_rule(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accept(draft)
    report = draft / "report.json"
    report.write_text(report.read_text().replace('"286040000"', '"286400000"'))
    capsys.readouterr()
    assert main(["check", str(report), "--format", "concise"]) == 1
    assert "DR1002 Total assets is 286,400,000 but its parts make 286,040,000 (off by 360,000, " in (
        capsys.readouterr().out.replace("TOTAL ASSETS", "Total assets")
    )


def test_the_folder_is_a_taxonomy_package(draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accept(draft)
    report = tmp_path / "alone.json"
    text = (draft / "report.json").read_text()
    report.write_text(text.replace('"draft.xsd"', '"http://tieout.example/draft/draft.xsd"'))
    capsys.readouterr()
    assert main(["check", str(report), "--package", str(draft)]) == 0
