"""Runs of an editor: one at a time, begun when nobody types, given up when someone does, no file forgotten."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import pytest

from validator import budget, buffers
from validator.cli.lsp import judging
from validator.cli.lsp.desk import Desk, Open

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from validator.cli.lsp.judging import Mark
    from validator.finding import Outcome


class Runs:
    """What is run in the place of a check: it takes until it is told to end, or until nobody waits."""

    def __init__(self) -> None:
        self.files: list[list[str]] = []
        self.given_up = 0
        self.held: list[bytes | None] = []
        self.end = threading.Event()

    def __call__(self, root: str, files: Sequence[str]) -> Outcome:
        self.files.append(list(files))
        self.held.append(buffers.held(files[0]))
        while not self.end.wait(0.005):
            try:
                budget.begin()
            except budget.StoppedError:
                self.given_up += 1
                raise
        return judging.NOTHING


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> Runs:
    made = Runs()
    monkeypatch.setattr(judging, "run", made)
    return made


async def until(holds: object) -> None:
    async with asyncio.timeout(60):
        while not holds():  # type: ignore[operator] # a function
            await asyncio.sleep(0.005)


def desk(root: Path) -> tuple[Desk, list[str], list[str]]:
    shown: list[str] = []
    told: list[str] = []

    def show(path: str, _: list[Mark]) -> None:
        shown.append(path)

    made = Desk(show, told.append)
    made.roots = [str(root)]
    return made, shown, told


def test_a_run_under_way_is_given_up_and_its_files_are_looked_at_with_the_next(tmp_path: Path, runs: Runs) -> None:
    one, other = str(tmp_path / "a.xml"), str(tmp_path / "b.xml")

    async def work() -> None:
        made, shown, told = desk(tmp_path)
        made.open[one] = Open("1", 1)
        made.changed(one, 0)
        await until(lambda: runs.files == [[one]])
        made.open[one] = Open("2", 2)
        made.changed(other, 0)
        await until(lambda: len(runs.files) == 2)
        assert (runs.given_up, runs.files[1]) == (1, [one, other])
        runs.end.set()
        await until(lambda: made._task is not None and made._task.done() and not made._waiting)
        assert (runs.held, shown, told) == ([b"1", b"2"], [one], [])
        made.close()

    asyncio.run(work())


def test_keys_in_a_row_make_one_run(tmp_path: Path, runs: Runs) -> None:
    runs.end.set()
    one = str(tmp_path / "a.xml")

    async def work() -> None:
        made, _, _ = desk(tmp_path)
        for version in range(50):
            made.open[one] = Open(str(version), version)
            made.changed(one, 0.05)
        await until(lambda: bool(runs.files) and not made._waiting)
        assert (runs.files, runs.held) == ([[one]], [b"49"])
        made.close()

    asyncio.run(work())


def test_an_error_of_ours_is_told_and_ends_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = str(tmp_path / "a.xml")

    def broken(root: str, files: Sequence[str]) -> Outcome:
        raise ZeroDivisionError("oh")

    async def work() -> None:
        made, _, told = desk(tmp_path)
        monkeypatch.setattr(judging, "run", broken)
        made.changed(one, 0)
        await until(lambda: told == ["internal error: ZeroDivisionError: oh"])
        runs = Runs()
        runs.end.set()
        monkeypatch.setattr(judging, "run", runs)
        made.changed(one, 0)
        await until(lambda: runs.files == [[one]])
        made.close()

    asyncio.run(work())


def test_files_are_of_the_nearest_workspace_folder_and_none_beside_it(tmp_path: Path) -> None:
    made, _, _ = desk(tmp_path / "a")
    made.roots.append(str(tmp_path / "a" / "b"))
    assert made.root_of(str(tmp_path / "a" / "x.xml")) == str(tmp_path / "a")
    assert made.root_of(str(tmp_path / "a" / "b" / "x.xml")) == str(tmp_path / "a" / "b")
    assert made.root_of(str(tmp_path / "ab" / "x.xml")) is None
    assert made.root_of(str(tmp_path / "a" / ".." / "x.xml")) is None
