"""`tieout encode`: what it writes, says and returns."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from validator.authored.loading import misshapen
from validator.authored.toml_places import Places
from validator.cli import main

INSTANCE = Path(__file__).parents[2] / "instances" / "qifu-2023q3"


@pytest.fixture
def folder(tmp_path):
    for name in ("release.md", "mapping.toml"):
        (tmp_path / name).write_bytes((INSTANCE / name).read_bytes())
    return tmp_path


def run(folder, *more, source="release.md"):
    return main(["encode", str(folder / source), "--mapping", str(folder / "mapping.toml"), *more])


def test_it_writes_the_report_and_its_places(folder, capsys):
    assert run(folder, "-o", str(folder / "report.xml")) == 0
    said = capsys.readouterr()
    assert said.out.endswith("; 0 unexplained\n")
    assert said.err == ""
    assert (folder / "report.xml").read_bytes() == (INSTANCE / "report.xml").read_bytes()
    sidecar = (folder / "report.xml.places.json").read_bytes()
    assert sidecar == (INSTANCE / "report.xml.places.json").read_bytes()
    assert list(misshapen(json.loads(sidecar), "places.schema.json", Places(""))) == []


def test_without_output_nothing_is_written(folder):
    assert run(folder) == 0
    assert sorted(path.name for path in folder.iterdir()) == ["mapping.toml", "release.md"]


def test_an_unexplained_number_fails_and_nothing_is_written(folder, capsys):
    text = (folder / "release.md").read_text(encoding="utf-8")
    (folder / "release.md").write_text(text.replace("| Goodwill |", "| Badwill |"), encoding="utf-8")
    assert run(folder, "-o", str(folder / "report.xml")) == 1
    assert "no mapping for the row 'Badwill': 2 numbers would go unexplained" in capsys.readouterr().err
    assert not (folder / "report.xml").exists()


def test_a_typo_in_the_mapping_names_the_nearest_key(folder, capsys):
    text = (folder / "mapping.toml").read_text(encoding="utf-8")
    (folder / "mapping.toml").write_text(text.replace("dash =", "dahs ="), encoding="utf-8")
    assert run(folder) == 2
    err = capsys.readouterr().err
    assert "there is no key 'dahs' here\n  help: did you mean 'dash'?" in err


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"\xff\xfe\xff", b"<html>", b"| a |\n|", b"|" * 100_000])
def test_what_is_no_release_is_told(folder, content, capsys):
    (folder / "odd").write_bytes(content)
    assert run(folder, source="odd") == 1
    assert "nothing written" in capsys.readouterr().err


def test_a_missing_file_could_not_run(folder, capsys):
    assert run(folder, source="gone.md") == 2
    assert "gone.md: No such file or directory" in capsys.readouterr().err


def test_left_out_lists_every_number_with_its_reason(folder, capsys):
    assert run(folder, "--left-out") == 0
    out = capsys.readouterr().out.splitlines()
    assert len(out) == int(out[-1].partition("; ")[2].partition(" ")[0]) + 1
    assert all(" left out: " in line for line in out[:-1])


def test_propose_prints_entries_that_settle_what_is_open(folder, capsys):
    with (folder / "release.md").open("a", encoding="utf-8") as file:
        file.write("\nTurnover came to RMB4,281 million.\n")
    assert run(folder, "--propose") == 1
    said = capsys.readouterr()
    assert "'RMB4,281 million' goes unexplained: no words of its sentence name it" in said.err
    entry = said.out.partition("\n")[2]
    with (folder / "mapping.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + entry)
    assert run(folder) == 0
    assert capsys.readouterr().out.startswith("691 figures encoded")


def test_without_a_mapping_one_is_proposed(folder, capsys):
    source = str(folder / "release.md")
    assert main(["encode", source]) == 2
    assert "name the --mapping, or have one proposed with --propose" in capsys.readouterr().err
    assert main(["encode", source, "--propose", "--taxonomy", "http://xbrl.qifu.example/2023/qifu-2023.xsd"]) == 1
    said = capsys.readouterr()
    assert said.err.startswith("nothing written: 0 figures encoded")
    assert '"Short term loans" = "ShortTermLoans"' in said.out
    answers = {"prefix": "qifu", "scheme": "http://www.sec.gov/CIK", "identifier": "0001741530"}
    tables = said.out.partition("[[prose.term]]")[0]
    for key, answer in answers.items():
        tables = tables.replace(f'{key} = "?"', f'{key} = "{answer}"')
    (folder / "mapping.toml").write_text(tables, encoding="utf-8")
    assert run(folder) == 1
    assert "nothing written: " in (err := capsys.readouterr().err)
    assert "(499 in tables" in err


def test_a_taxonomy_that_is_not_had_is_told(folder, capsys):
    text = (folder / "mapping.toml").read_text(encoding="utf-8")
    (folder / "mapping.toml").write_text(text.replace("xbrl.qifu.example", "gone.example"), encoding="utf-8")
    assert run(folder) == 2
    err = capsys.readouterr().err
    assert "mapping.toml:3:1: no numeric concept of http://gone.example/2023 could be had" in err
    assert main(["encode", str(folder / "release.md"), "--propose", "--taxonomy", "http://gone.example/a.xsd"]) == 2


def test_a_page_nested_without_end_is_read_to_its_end(folder, capsys):
    (folder / "deep.htm").write_text("<div>" * 5000 + "5 million" + "</div>" * 5000, encoding="utf-8")
    assert run(folder, source="deep.htm") == 1
    assert "deep.htm:1:25001: '5 million' goes unexplained" in capsys.readouterr().err
