"""Reports at URLs: what is named is fetched and nothing else, and what is told of it names URLs."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import fsspec
import pyarrow.parquet as pq
import pytest

import validator
from validator._version import __version__
from validator.cli import main
from validator.corpus import remote
from validator.corpus.data_set import DataSet
from validator.corpus.judging import Task, made
from validator.corpus.remote import RemoteError, is_url, listed, units
from validator.corpus.units import Part
from validator.run import Options

BAD = Path(__file__).parents[2] / "instances" / "bad" / "CA101-total-differing-from-its-parts"
FILES = [one for one in BAD.iterdir() if one.suffix != ".txt"]


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TIEOUT_DEBUG")
    system = fsspec.filesystem("memory")
    for folder in ("a", "b"):
        for file in FILES:
            system.pipe(f"/store/{folder}/{file.name}", file.read_bytes())
        system.pipe(f"/store/{folder}/picture.jpg", b"\xff\xd8\0")
    yield system
    system.rm("/store", recursive=True)


def judged(*urls: str):
    """Judge what is at URLs in this process, where the files of `memory` are."""
    some = tuple(units(urls, 0))
    return made(Task(str(Path("out").resolve()), "run", ".", __version__, Part("part-x", some), {0: Options()}, {}))


def rows(table: str):
    return pq.read_table(f"out/{table}/part-x.parquet").to_pylist()


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("s3://b/x", True),
        ("memory://a", True),
        ("zip://*::s3://b", True),
        ("C:\\a", False),
        ("a/b", False),
        ("c:/x", False),
    ],
)
def test_a_url_is_told_from_a_path(path: str, expected: bool) -> None:
    assert is_url(path) is expected


def test_the_files_of_a_folder_are_fetched_together_and_pictures_not_at_all(memory) -> None:
    names = sorted(file.name for file in FILES)
    told = [[one.url for one in some] for some in listed("memory://store")]
    assert told == [[f"memory://store/{folder}/{name}" for name in names] for folder in "ab"]
    told = [[one.url for one in some] for some in listed("memory://store/*/report.xml")]
    assert told == [["memory://store/a/report.xml"], ["memory://store/b/report.xml"]]


def test_of_a_folder_of_many_files_each_stands_alone(memory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "MOST", 2)
    assert [len(some) for some in listed("memory://store/a")] == [1] * len(FILES)


def test_a_report_is_told_as_if_it_lay_where_it_came_from(memory) -> None:
    written = judged("memory://store")
    local = validator.check(BAD).to_arrow()
    assert [one["report"] for one in rows("reports")] == [f"memory://store/{folder}/report.xml" for folder in "ab"]
    (first, *_), (here, *_) = rows("findings"), local.findings.to_pylist()
    assert first["message"] == here["message"]
    assert json.loads(first["whole"])["at"] == {"path": "memory://store/a/report.xml", "line": 12, "column": 3}
    assert "tieout-" not in "".join(str(row) for table in ("facts", "ties", "findings") for row in rows(table))
    assert [(one["name"], one["value"]) for one in rows("facts")[:3]] == [
        (one["name"], one["value"]) for one in local.facts.to_pylist()
    ]
    assert set(written.units[0].rests) == {f"memory://store/a/{file.name}" for file in FILES}


def test_a_report_named_alone_finds_nothing_beside_it_and_says_so(memory) -> None:
    judged("memory://store/a/report.xml")
    assert "TX101" in {one["code"] for one in rows("findings")}


def test_what_is_no_report_is_a_finding_where_it_was_named_outright(memory) -> None:
    judged("memory://store/a/picture.jpg")
    assert [(one["report"], one["code"]) for one in rows("findings")] == [("memory://store/a/picture.jpg", "DO002")]
    judged("memory://store/a/*.jpg")
    assert rows("findings") == []


def test_what_is_gone_by_then_is_a_finding(memory) -> None:
    (unit,) = units(["memory://store/a/report.xml"], 0)
    gone = unit._replace(remote=(unit.remote[0]._replace(url="memory://store/gone.xml"),))
    made(Task(str(Path("out").resolve()), "run", ".", __version__, Part("part-x", (gone,)), {0: Options()}, {}))
    assert [(one["report"], one["code"]) for one in rows("findings")] == [("memory://store/gone.xml", "DO005")]


def test_what_changed_at_its_url_is_fetched_again_and_nothing_else(memory) -> None:
    how = {0: Options()}
    data = DataSet("out")

    def planned() -> list[int]:
        part = Part("part-x", tuple(units(["memory://store"], 0)))
        plan = DataSet("out").plan([part], how)
        return [len(kept) for _, kept in plan.parts]

    data.add(judged("memory://store"))
    assert planned() == []
    memory.pipe("/store/a/report.xml", (BAD / "report.xml").read_bytes())
    assert planned() == [1]


def test_names_that_lead_out_of_a_folder_are_refused(memory, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no name a file can have"):
        remote._fetch("memory://store/..", str(tmp_path))


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("memory://nothing/here", "there is no such file, and no folder that holds a report"),
        ("nosuch://x", "Protocol not known: nosuch"),
        ("https://me:secret@h/x", "it holds a password"),
    ],
)
def test_a_url_that_leads_to_nothing_is_said_before_anything_is_done(
    tmp_path: Path, url: str, said: str, capsys
) -> None:
    with pytest.raises(RemoteError, match=said):
        list(listed(url))
    assert main(["corpus", url, "--output", str(tmp_path / "out")]) == 2
    assert said in capsys.readouterr().err


def test_a_configuration_names_no_url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(remote, "listed", lambda url: pytest.fail("the network was asked"))
    (tmp_path / "tieout.toml").write_text('reports = ["memory://store"]\n')
    assert main(["check"]) == 2
    assert "there is no such file" in capsys.readouterr().out


@pytest.mark.slow
def test_workers_fetch_what_is_in_an_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.delenv("TIEOUT_DEBUG")
    monkeypatch.chdir(tmp_path)
    with zipfile.ZipFile("filings.zip", "w") as archive:
        for file in FILES:
            archive.write(file, f"in/{file.name}")
    url = f"zip://in::{(tmp_path / 'filings.zip').as_uri()}"
    assert main(["corpus", url, "--output", "out", "-j", "1"]) == 1
    (report,) = pq.ParquetDataset("out/reports").read().to_pylist()
    assert report["report"] == f"{(tmp_path / 'filings.zip').as_uri()}#zip://in/report.xml"
    assert report["fails"] == 1
