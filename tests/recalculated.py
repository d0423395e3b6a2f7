"""A workbook as LibreOffice works it out, every formula anew; the test is skipped, with the reason, without it."""

from __future__ import annotations

import io
import shutil
import subprocess
from typing import TYPE_CHECKING

import openpyxl
import pytest

if TYPE_CHECKING:
    from pathlib import Path

ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
  <item oor:path="/org.openoffice.Office.Calc/Formula/Load">
    <prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
  </item>
</oor:items>
"""  # what is stored is no proof: it is what we wrote
XLSX = "xlsx:Calc MS Excel 2007 XML"


def recalculated(data: bytes, folder: Path) -> openpyxl.Workbook:
    """Return the values a spreadsheet program comes to."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed (apt-get install libreoffice-calc)")
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS)
    given, made = folder / "given.xlsx", folder / "recalculated"
    given.write_bytes(data)
    words = [program, f"-env:UserInstallation={profile.resolve().as_uri()}", "--headless", "--convert-to", XLSX]
    subprocess.run([*words, "--outdir", str(made), str(given)], check=True, capture_output=True, timeout=300)
    return openpyxl.load_workbook(made / given.name, data_only=True)


def edited(data: bytes, changes: dict[str, float]) -> bytes:
    """Return a workbook in which somebody typed other values into cells of the sheet Figures."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for cell, value in changes.items():
        book["Figures"][cell] = value
    into = io.BytesIO()
    book.save(into)
    return into.getvalue()
