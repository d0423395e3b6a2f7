"""`tieout corpus`: workers of this machine, or of a scheduler, and whatever kills them."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import validator
from validator.cli import main
from validator.reporters.tables.schema import TABLES

BAD = Path(__file__).parents[2] / "instances" / "bad"
KINDS = ("CA101", "CX101", "FA101")
DYING = """
import os
from validator import run
real = run.examine
def examine(path, *more, **how):
    if "always" in path or ("once" in path and not os.path.exists(path + ".seen")):
        open(path + ".seen", "w").close()
        os._exit(7)
    return real(path, *more, **how)
run.examine = examine
"""

SLOW = """
import time
from validator import run
real = run.examine
def examine(path, *more, **how):
    if "slow" in path:
        open("begun", "w").close()
        time.sleep(300)
    return real(path, *more, **how)
run.examine = examine
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("TIEOUT_DEBUG")
    for kind in KINDS:
        shutil.copytree(next(BAD.glob(f"{kind}*")), tmp_path / "in" / kind)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def table(name: str, folder: str = "out") -> list[dict[str, object]]:
    return pq.ParquetDataset(f"{folder}/{name}").read().to_pylist()


@pytest.mark.slow
def test_the_tables_of_a_corpus_are_those_of_a_check_for_any_number_of_workers(folder: Path, capsys) -> None:
    assert main(["corpus", "in", "--output", "out", "-j", "2"]) == 1
    (told,) = capsys.readouterr().out.splitlines()
    assert main(["check", "in", "-q"]) == 1
    said = capsys.readouterr().out.rstrip("\n").split("; left open")[0]
    assert told == f"{said}; 1 part in out"
    whole = validator.check("in").to_arrow()
    assert table("facts") == whole.facts.to_pylist()
    assert table("ties") == whole.ties.to_pylist()
    assert table("reports") == whole.reports.to_pylist()
    assert main(["corpus", "in", "--output", "other", "-j", "1"]) == 1
    for name in TABLES:
        (part,) = (folder / "out" / name).iterdir()
        assert part.read_bytes() == (folder / "other" / name / part.name).read_bytes()
    capsys.readouterr()
    assert main(["corpus", "in", "--output", "out", "--fail-level", "error"]) == 1
    assert capsys.readouterr().out == f"{told}, 1 of them as they were\n"


@pytest.mark.slow
def test_a_worker_that_dies_is_made_anew_and_a_report_that_kills_two_is_a_finding(
    folder: Path, monkeypatch, capsys
) -> None:
    for name in ("always", "once"):
        shutil.copytree(folder / "in" / "CA101", folder / "in" / name)
    (folder / "dying").mkdir()
    (folder / "dying" / "sitecustomize.py").write_text(DYING)
    path = os.pathsep.join([str(folder / "dying"), str(Path(validator.__file__).parents[1])])
    monkeypatch.setenv("PYTHONPATH", path)
    assert main(["corpus", "in", "--output", "out", "-j", "2"]) == 2
    assert "not done as asked: 1" in capsys.readouterr().out
    assert [one["report"] for one in table("findings") if one["code"] == "DO009"] == ["in/always/report.xml"]
    assert [one["report"] for one in table("ties")] == ["in/CA101/report.xml", "in/once/report.xml"]
    assert len(table("reports")) == 5


@pytest.mark.slow
def test_the_workers_of_a_scheduler_are_asked(folder: Path, capsys) -> None:
    from distributed import LocalCluster

    with LocalCluster(n_workers=1, threads_per_worker=1, processes=False, dashboard_address="127.0.0.1:0") as cluster:
        address = cluster.scheduler_address
        assert main(["corpus", "in", "--output", "out", "--scheduler", address]) == 1
    assert len(table("reports")) == 3
    with LocalCluster(n_workers=1, threads_per_worker=2, processes=False, dashboard_address="127.0.0.1:0") as cluster:
        assert main(["corpus", "in", "--output", "new", "--scheduler", cluster.scheduler_address]) == 2
    assert "a worker has 2 threads; start workers with --nthreads 1" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["in", "--output", "in"], "--output in: it holds something else than a corpus; name a new folder"),
        (["in", "--output", "x", "--select", "XY9"], "--select: 'XY9' fits no check and no rule"),
        (["in", "--output", "x", "--scheduler", "tcp://h:1", "-j", "2"], "--workers: a scheduler has its own"),
        (["in", "--output", "x", "--rules", "gone"], "--rules: there is no gone"),
    ],
)
def test_what_cannot_be_is_said_before_anything_is_done(folder: Path, words, said, capsys) -> None:
    assert main(["corpus", *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"tieout: {said}")
    assert not (folder / "x").exists()


@pytest.mark.parametrize("missing", ["distributed", "pyarrow", "cryptography"])
def test_without_the_libraries_one_line_says_what_to_install(folder: Path, monkeypatch, missing, capsys) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    assert main(["corpus", "in", "--output", "out"]) == 2
    assert capsys.readouterr() == ("", f"tieout: a corpus needs {missing}: pip install 'tieout[corpus]'\n")


def test_nothing_of_it_is_loaded_by_other_commands(folder: Path) -> None:
    command = "main(['check', 'in', '-q', '-j', '1'])"
    script = f"import json, sys; from validator.cli import main; {command}; print(json.dumps([*sys.modules]))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(json.loads(run.stdout.splitlines()[-1]))
    assert not loaded & {"pyarrow", "dask", "distributed", "fsspec", "validator.corpus"}


def test_workers_of_this_machine_answer_nobody_else(folder: Path) -> None:
    import psutil

    from validator.corpus import cluster

    with cluster.here(1) as client:
        assert client.scheduler.addr.startswith("tls://127.0.0.1:")
        ours = [psutil.Process(), *psutil.Process().children(recursive=True)]
        heard = [one.laddr.ip for process in ours for one in process.net_connections() if one.status == "LISTEN"]
        assert set(heard) == {"127.0.0.1"}


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "killpg"), reason="a system without process groups")
def test_a_run_that_is_interrupted_ends_without_a_word_and_goes_on(folder: Path) -> None:
    shutil.copytree(folder / "in" / "CA101", folder / "in" / "slow")
    (folder / "slow").mkdir()
    (folder / "slow" / "sitecustomize.py").write_text(SLOW)
    path = os.pathsep.join([str(folder / "slow"), str(Path(validator.__file__).parents[1])])
    words = [sys.executable, "-m", "validator", "corpus", "in", "--output", "out", "-j", "1"]
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # what runs behind a shell ignores it
    try:
        asked = subprocess.Popen(
            words,
            env={**os.environ, "PYTHONPATH": path},
            stderr=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
    finally:
        signal.signal(signal.SIGINT, before)
    while not (folder / "begun").exists():
        assert asked.poll() is None
        time.sleep(0.1)
    os.killpg(asked.pid, signal.SIGINT)  # as a terminal does
    assert asked.communicate() == (b"", b"")
    assert asked.returncode == 130
    assert len(list((folder / "out" / "_tieout" / "work").glob("*.done"))) == 3
    assert main(["corpus", "in", "--output", "out", "-j", "1"]) == 1
    assert len(table("reports")) == 4
