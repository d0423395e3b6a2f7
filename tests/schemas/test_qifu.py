"""The taxonomy of the release is a valid taxonomy package, by a second opinion."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from validator import resources

ENTRY = "http://xbrl.qifu.example/2023/qifu-2023.xsd"


def packed(folder: Path, target: Path) -> Path:
    """Zip the package as the Taxonomy Packages specification asks: one top-level folder."""
    with zipfile.ZipFile(target, "w") as archive:
        for file in sorted(folder.rglob("*.x*")):
            archive.write(file, f"qifu-2023/{file.relative_to(folder)}")
    return target


@pytest.mark.slow
def test_arelle_loads_and_validates_the_package(tmp_path: Path) -> None:
    assert said_by_arelle(ENTRY, tmp_path) == []


@pytest.mark.slow
def test_arelle_finds_nothing_in_the_report_but_what_the_release_leaves_out(tmp_path: Path, root: Path) -> None:
    """For the quarter before, the text tells some totals and not all of their parts; calculation links notice."""
    said = said_by_arelle(str(root / "instances" / "qifu-2023q3" / "report.xml"), tmp_path)
    totals = [re.search(r"from qifu:(\w+) in link role .* context (\w+) unit (\w+)", line) for line in said]
    assert sorted(found.groups() for found in totals if found) == [
        ("IncomeBeforeIncomeTaxExpense", "D2023Q2", "CNY"),
        ("NetIncome", "D2023Q2", "CNY"),
        ("NetIncomeAttributableToOrdinaryShareholders", "D2023Q2", "CNY"),
        ("NonGaapIncomeFromOperations", "D2023Q2", "CNY"),
        ("NonGaapNetIncome", "D2023Q2", "CNY"),
        ("NonGaapNetIncomeAttributableToOrdinaryShareholders", "D2023Q2", "CNY"),
    ]
    assert len(said) == 6


def said_by_arelle(file: str, folder: Path) -> list[str]:
    """Return what Arelle says of a file, mere information aside."""
    archive = packed(Path(resources.path("qifu", "2023")), folder / "qifu.zip")
    command = [
        sys.executable, "-m", "arelle.CntlrCmdLine", "--internetConnectivity", "offline",
        "--packages", str(archive), "--file", file, "--validate", "--calc", "c11r", "--utr",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    said = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    assert any("validated in" in line for line in said)
    return [line for line in said if not line.startswith("[info]")]
