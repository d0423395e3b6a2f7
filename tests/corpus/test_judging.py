"""What a worker does: the same findings as a run, a report that kills told as a finding, nothing judged twice."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import validator
from validator._version import __version__
from validator.corpus import judging, staging
from validator.corpus.judging import Task, VersionError, made
from validator.corpus.units import Part, Unit, marked
from validator.reporters.tables.schema import TABLES
from validator.run import Options

BAD = Path(__file__).parents[2] / "instances" / "bad"
KINDS = ("CA101", "CX101", "FA101")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("TIEOUT_DEBUG")
    for kind in KINDS:
        shutil.copytree(next(BAD.glob(f"{kind}*")), tmp_path / kind)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def task(*found: str, run: str = "run", **kept) -> Task:
    units = tuple(Unit((one,), 0) for one in found)
    return Task(
        str(Path("out").resolve()), run, str(Path.cwd()), __version__, Part("part-x", units), {0: Options()}, kept
    )


def rows(table: str) -> list[dict[str, object]]:
    return pq.read_table(f"out/{table}/part-x.parquet").to_pylist()


def test_a_part_has_the_tables_of_a_run(folder: Path) -> None:
    paths = [f"{kind}/report.xml" for kind in KINDS]
    done = made(task(*paths))
    whole = validator.check(*paths).to_arrow()
    assert [one.names for one in done.units] == [(path,) for path in paths]
    for name in TABLES:
        assert pq.read_table(f"out/{name}/part-x.parquet").num_rows == getattr(whole, name).num_rows
        assert sum(one.rows[name] for one in done.units) == getattr(whole, name).num_rows
        assert done.sizes[name] == Path(f"out/{name}/part-x.parquet").stat().st_size
    assert rows("facts") == whole.facts.to_pylist()
    assert rows("reports") == whole.reports.to_pylist()
    by_code = sorted(whole.findings.to_pylist(), key=lambda one: (one["report"], one["finding"]))
    assert sorted(rows("findings"), key=lambda one: (one["report"], one["finding"])) == by_code


def test_it_rests_on_what_it_was_read_with(folder: Path) -> None:
    (one,) = made(task("CA101/report.xml")).units
    named = {os.path.relpath(path, folder): digest for path, digest in one.rests.items()}
    assert named["CA101/taxonomy.xsd"]
    assert named["CA101/calculation.xml"]
    assert named["CA101/report.xml"]
    assert named["CA101/waivers.toml"] == ""
    assert not any("schemas" in path for path in named)


def test_what_waits_is_not_judged_again_unless_it_changed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[str] = []
    real = judging._judged
    monkeypatch.setattr(judging, "_judged", lambda t, unit, *more: judged.append(unit.names[0]) or real(t, unit, *more))
    made(task("CA101/report.xml", "CX101/report.xml"))
    made(task("CA101/report.xml", "CX101/report.xml", "FA101/report.xml"))
    (folder / "CA101" / "taxonomy.xsd").write_bytes((folder / "CA101" / "taxonomy.xsd").read_bytes() + b"\n")
    made(task("CA101/report.xml", "CX101/report.xml"))
    assert judged == ["CA101/report.xml", "CX101/report.xml", "FA101/report.xml", "CA101/report.xml"]


def test_a_report_that_kills_its_workers_twice_is_a_finding_and_hides_no_other(folder: Path) -> None:
    for _ in range(2):
        assert not staging.begun(str(folder / "out" / "_tieout" / "work"), marked("CA101/report.xml"), "run")
    done = made(task("CA101/report.xml", "CX101/report.xml"))
    assert [one.counts["undone"] for one in done.units] == [1, 0]
    first, *others = rows("findings")
    assert first["code"] == "DO009"
    assert first["message"] == "internal error in its worker: ChildProcessError: died of it, twice"
    assert {one["report"] for one in others} == {"CX101/report.xml"}
    (again,) = made(task("CA101/report.xml", run="another")).units
    assert again.counts["undone"] == 0


def test_a_fault_of_ours_in_one_report_hides_no_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = judging._judged

    def broken(t, unit, *more):
        if unit.names == ("CA101/report.xml",):
            raise ZeroDivisionError
        return real(t, unit, *more)

    monkeypatch.setattr(judging, "_judged", broken)
    made(task("CA101/report.xml", "CX101/report.xml"))
    assert [one["code"] for one in rows("findings") if one["report"] == "CA101/report.xml"] == ["DO009"]
    assert len(rows("reports")) == 2


def test_a_waiver_is_applied_and_that_it_covers_nothing_elsewhere_is_no_news(folder: Path) -> None:
    waiver = '[[waiver]]\ncode = "CA101"\nreason = "r"\nby = "b"\nuntil = "2999-12-31"\n[waiver.figures]\n"a" = "1"\n'
    (folder / "CX101" / "waivers.toml").write_text(waiver)
    (one,) = made(task("CX101/report.xml")).units
    assert one.day
    assert "WA101" not in {row["code"] for row in rows("findings")}


def test_a_worker_of_another_version_judges_nothing(folder: Path) -> None:
    with pytest.raises(VersionError, match=r"a worker has tieout .*, and this is 0\.0"):
        made(task("CA101/report.xml")._replace(version="0.0"))
