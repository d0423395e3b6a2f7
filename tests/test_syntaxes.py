"""The release in all four syntaxes: one report, the same verdicts, and what Arelle reads of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.reports import model
from validator import readers
from validator.run import Options, run
from validator.writers.files import render

FILES = {"xbrl-xml": "report.xml", "inline": "release.htm", "xbrl-json": "report.json", "xbrl-csv": "report.csv.json"}
MAKING = """remake it in instances/qifu-2023q3:
  tieout convert report.xml release.htm --source release.md --places report.xml.places.json
  tieout convert report.xml report.json
  tieout convert report.xml report.csv.json --to xbrl-csv
"""


@pytest.fixture(scope="module")
def folder():
    return Path(__file__).parents[1] / "instances" / "qifu-2023q3"


@pytest.fixture(scope="module")
def reports(folder):
    return {syntax: readers.read(str(folder / name), Options()) for syntax, name in FILES.items()}


@pytest.mark.parametrize("syntax", [*FILES][1:])
def test_the_release_is_one_report_in_every_syntax(reports, syntax):
    assert reports[syntax].problems == []
    assert model(reports[syntax]) == model(reports["xbrl-xml"]), MAKING


@pytest.mark.parametrize("syntax", [*FILES][1:])
def test_the_files_are_what_a_conversion_makes(reports, folder, syntax):
    source = (folder / "release.md").read_text(encoding="utf-8") if syntax == "inline" else ""
    places = json.loads((folder / "report.xml.places.json").read_text(encoding="utf-8"))["facts"] if source else {}
    made = render(reports["xbrl-xml"], str(folder / FILES[syntax]), syntax, source, places)
    assert {name: (folder / name).read_bytes() == data for name, data in made.items()} == dict.fromkeys(made, True), (
        MAKING
    )


@pytest.mark.parametrize("syntax", [*FILES][1:])
def test_all_four_check_identically(folder, syntax):
    def said(name):
        outcome = run([str(folder / name)], Options())
        ties = sorted((t.code, t.source, t.frame, t.verdict.value) for r in outcome.results for t in r.ties)
        return sorted((f.code, f.message) for f in outcome.findings), ties

    assert said(FILES[syntax]) == said(FILES["xbrl-xml"])


def test_every_figure_of_the_release_is_tagged_where_it_is_printed(folder):
    text = (folder / "release.htm").read_text(encoding="utf-8")
    assert "<h2>Facts</h2>" not in text
    assert text.count("</ix:nonFraction>") == len(json.loads((folder / "report.xml.places.json").read_text())["facts"])


@pytest.mark.slow
def test_arelle_loads_all_four_and_reads_the_same_facts(folder, tmp_path):
    taxonomy = folder.parents[1] / "schemas" / "qifu" / "2023"
    package = tmp_path / "qifu.zip"
    with zipfile.ZipFile(package, "w") as archive:
        for file in sorted(taxonomy.rglob("*")):
            if file.is_file():
                archive.write(file, f"2023/{file.relative_to(taxonomy)}")
    script = Path(__file__).with_name("arelle_facts.py")
    paths = [str(folder / name) for name in FILES.values()]
    environment = {**os.environ, "XDG_CONFIG_HOME": str(tmp_path)}
    words = [sys.executable, "-W", "ignore", str(script), str(package), *paths]
    printed = subprocess.run(words, capture_output=True, text=True, check=True, env=environment).stdout
    found = dict(zip(FILES, json.loads(printed.splitlines()[-1]), strict=True))
    assert {syntax: errors for syntax, (_, errors) in found.items()} == {syntax: [] for syntax in FILES}
    assert {syntax: facts == found["xbrl-xml"][0] for syntax, (facts, _) in found.items()} == dict.fromkeys(FILES, True)
    assert len(found["xbrl-xml"][0]) > 600
