"""The plug-in, as Arelle's own command line loads it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import validator
from validator import arelle_plugin
from validator.run import Options, run

PACKAGE = Path(validator.__file__).parent


def arelle(report: Path, *further: str) -> list[str]:
    """Run Arelle's command line with our plug-in; return what it logs under our codes."""
    words = ["--plugins", arelle_plugin.location(), "--validate", "--file", str(report), *further]
    offline = ["--internetConnectivity", "offline", "--disablePersistentConfig"]
    ran = subprocess.run(
        [sys.executable, "-m", "arelle.CntlrCmdLine", *offline, *words],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        env={**os.environ, "PYTHONPATH": str(PACKAGE.parent), "HOME": str(report.parent)},
    )
    assert "Traceback" not in ran.stdout + ran.stderr
    return re.findall(r"^\[tieout:.*(?:\n  .*)*", ran.stdout, re.MULTILINE)


@pytest.fixture
def shop(root: Path, tmp_path: Path) -> Path:
    """A report whose total is off by two."""
    shutil.copytree(root / "instances" / "bad" / "AR103-arelle-inconsistency", tmp_path, dirs_exist_ok=True)
    report = tmp_path / "report.xml"
    report.write_text(report.read_text().replace(">8<", ">9<"))
    return report


def test_our_findings_stand_in_the_log_of_arelle_at_its_objects(shop: Path) -> None:
    found, summary = arelle(shop)
    assert found.startswith("[tieout:CA201] Stock is 9 but its parts add to 7 (off by 2)")
    assert found.splitlines()[-1].endswith("report.xml 11, 12, 13")
    assert summary.partition(": ")[2].startswith(
        "1 error: 1 report, 3 facts; 1 tie: 0 hold, 0 within rounding, 1 fail, 0 indeterminate - report.xml"
    )


@pytest.mark.slow
def test_the_options_of_the_command_line_reach_the_run(shop: Path) -> None:
    assert [line[:14] for line in arelle(shop, "--tieout-calc11")] == ["[tieout:CA101]", "[tieout:summar"]
    assert [line[:14] for line in arelle(shop, "--tieout-ignore", "CA")] == ["[tieout:summar"]


def test_rules_and_diagnosis_reach_the_log(shop: Path) -> None:
    rules = shop.parent / "rules.toml"
    rules.write_text(
        '[namespaces]\ndefault = "http://example.com/shop"\n'
        "[TO901]\n"
        'name = "stock-differing-from-its-parts"\n'
        'rule = "Bread + Cakes == Stock"\n'
        'says = "bread and cakes make {left}, but stock is {right}"\n'
        'why = "Stock is bread and cakes."\n'
    )
    (found,) = [said for said in arelle(shop, "--tieout-rules", str(rules), "--tieout-calc11") if "TO901" in said]
    assert found.startswith("[tieout:TO901] bread and cakes make 7, but stock is 9\n")
    assert "likely: cannot be decided between Stock (then 7), Bread (then 6) and Cakes (then 5)" in found
    assert found.endswith("report.xml 11, 12, 13")


class Log:
    """Stands for Arelle's model, its manager and its controller: keeps what is logged."""

    def __init__(self, *, gui: bool) -> None:
        self.modelManager = self.cntlr = self
        self.hasGui = gui
        self.said: list[str] = []

    def log(self, level: str, code: str, message: str, text: str, **where: object) -> None:
        self.said.append(f"{level} {code} {message % {'text': text}}")

    def addToLog(self, message: str) -> None:  # noqa: N802 - Arelle's name
        self.said.append(message)


def test_the_gui_shows_a_line_a_message_and_the_place_in_the_first(shop: Path) -> None:
    (finding,) = run([str(shop)], Options()).findings
    terminal, window = Log(gui=False), Log(gui=True)
    for log in (terminal, window):
        arelle_plugin.log(log, arelle_plugin.Objects(None, None), finding, "/nowhere")
    assert window.said[0] == "ERROR tieout:CA201 Stock is 9 but its parts add to 7 (off by 2)"
    assert window.said[-1] == "    to mend it: correct the total, or the part that is wrong"
    assert len(terminal.said) == 1
    assert [line.strip() for line in window.said] == [line.strip() for line in terminal.said[0].split("\n")]
