"""What an editor has open, what is known of it, and the one run that is under way.

A run is begun a moment after the last key and given up with the next: its files wait for the run after it.
"""

from __future__ import annotations

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

from validator import budget, buffers
from validator.cli import UsageError
from validator.cli.lsp import judging
from validator.cli.lsp.places import data_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from validator.cli.lsp.judging import Mark
    from validator.finding import Result

PAUSE = 0.3  # seconds without a key, after which a run begins


class Open(NamedTuple):
    """A file that is open: its text, and the number of changes it has seen."""

    text: str
    version: int


class Found(NamedTuple):
    """What was found of one report, and the versions of the open files it was found in."""

    result: Result | None
    marks: Sequence[Mark]
    versions: Mapping[str, int]


class Desk:
    """Everything that is known of one editor; `show` is told each file whose findings may be others now."""

    def __init__(self, show: Callable[[str, list[Mark]], None], tell: Callable[[str], None]) -> None:
        self.roots: list[str] = []
        self.encoding = "utf-16"
        self.open: dict[str, Open] = {}
        self.found: dict[str, Found] = {}  # by report, and by file for what is found of no report
        self._show = show
        self._tell = tell
        self._shown: set[str] = set()
        self._waiting: dict[str, None] = {}
        self._turn = 0
        self._timer: asyncio.TimerHandle | None = None
        self._worker = ThreadPoolExecutor(1, "tieout")
        self._task: asyncio.Task[None] | None = None

    # --- what happens ----------------------------------------------------------------------------
    def changed(self, path: str, pause: float = PAUSE) -> None:
        """Look at what a file that changed reaches, once nothing more changes for a moment."""
        if self.root_of(path) is None:
            return
        self._waiting.pop(path, None)
        self._waiting[path] = None
        self._turn += 1  # whatever is under way is of the past
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(pause, self._begin)

    def root_of(self, path: str) -> str | None:
        """Return the workspace folder a file lies in; None for what lies in none: nothing outside is looked at."""
        real = os.path.realpath(path)
        fitting = [root for root in self.roots if real.startswith(os.path.join(os.path.realpath(root), ""))]
        return max(fitting, key=len, default=None)

    def results(self) -> list[Result]:
        """Return what is known of reports."""
        return [one.result for one in self.found.values() if one.result is not None]

    def current(self, path: str) -> bool:
        """Whether what is known of a file was found in what is open there now."""
        now = self.open.get(path)
        return all(
            path not in one.versions or now is None or one.versions[path] == now.version for one in self.found.values()
        )

    def marks(self, path: str) -> list[Mark]:
        """Return what is found in a file, each thing once."""
        return list(dict.fromkeys(mark for one in self.found.values() for mark in one.marks if mark.at.path == path))

    def close(self) -> None:
        """Let the run under way go."""
        self._turn += 1
        self._worker.shutdown(wait=False, cancel_futures=True)

    # --- a run -----------------------------------------------------------------------------------
    def _begin(self) -> None:
        if self._task is not None and not self._task.done():
            self._timer = asyncio.get_running_loop().call_later(0.02, self._begin)  # it is about to stop
            return
        self._task = asyncio.get_running_loop().create_task(self._run())

    async def _run(self) -> None:
        turn, files = self._turn, list(self._waiting)
        held = {os.path.realpath(path): data_of(one.text) for path, one in self.open.items()}
        versions = {path: one.version for path, one in self.open.items()}
        for root in dict.fromkeys(map(self.root_of, files)):
            if root is None:
                continue
            here = [file for file in files if self.root_of(file) == root]

            def work(root: str = root, here: list[str] = here) -> dict[str, Found]:
                return self._judged(root, here, held, versions, turn)

            try:
                found = await asyncio.get_running_loop().run_in_executor(self._worker, work)
            except budget.StoppedError:
                return  # its files are still waiting
            except Exception as error:  # noqa: BLE001 - an editor is served as long as it is there
                self._tell(f"internal error: {type(error).__name__}: {error}")
                found = {}
            self._take(root, here, found)
            for file in here:
                if turn == self._turn:
                    self._waiting.pop(file, None)

    def _judged(
        self, root: str, files: Sequence[str], held: Mapping[str, bytes], versions: Mapping[str, int], turn: int
    ) -> dict[str, Found]:
        """Return what is found of each report that the files reach."""
        token = budget.gone.set(lambda: turn != self._turn)
        try:
            with buffers.standing_in(held):
                outcome = judging.run(root, files)
        except UsageError as error:
            mark = judging.refused(error, root)
            return {mark.at.path: Found(None, [mark], {})}
        finally:
            budget.gone.reset(token)
        found: dict[str, Found] = {}
        for result in outcome.results:
            alone = [one for one in result.findings if not one.waived]
            found[os.path.abspath(result.path)] = Found(result, judging.marks(outcome, alone, self.encoding), versions)
        said = {(one.at, one.code, one.message) for result in outcome.results for one in result.findings}
        rest = [one for one in outcome.findings if (one.at, one.code, one.message) not in said]
        for path, marks in judging.by_file(judging.marks(outcome, rest, self.encoding)):
            found[f"{path}\0"] = Found(None, marks, versions)  # beside what is found of a report of that name
        return found

    def _take(self, root: str, files: Iterable[str], found: Mapping[str, Found]) -> None:
        """Put what was found in the place of what was known of the same reports, and of files beside and above them."""
        looked_at = {os.path.dirname(name) for name in found} | {os.path.dirname(file) for file in files}
        for name, one in list(self.found.items()):
            path = name.removesuffix("\0")
            gone = not os.path.exists(path) or path in files
            above = one.result is None and any(_within(folder, os.path.dirname(path)) for folder in looked_at)
            if name in found or ((gone or above) and _within(path, root)):
                del self.found[name]
        self.found.update(found)
        now = {mark.at.path for one in self.found.values() for mark in one.marks}
        for path in sorted(self._shown | now | {file for file in files if file in self.open}):
            self._show(path, self.marks(path))
        self._shown = now


def _within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(os.path.join(folder, ""))
