"""The taxonomy of the release is a valid taxonomy package, by a second opinion."""

from __future__ import annotations

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
    archive = packed(Path(resources.path("qifu", "2023")), tmp_path / "qifu.zip")
    command = [
        sys.executable, "-m", "arelle.CntlrCmdLine", "--internetConnectivity", "offline",
        "--packages", str(archive), "--file", ENTRY, "--validate", "--calc", "c11r", "--utr",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    said = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    assert [line for line in said if not line.startswith("[info]")] == []
    assert any("validated in" in line for line in said)
