"""The reports of a run shared among processes: each is read in one of them, and nothing shows in which.

What is told comes in the order of what was asked, however many processes there are. One that dies takes nothing with
it: the file it was at is given to another, and is a finding where that dies too.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from typing import IO, TYPE_CHECKING, NamedTuple, cast

from validator import accepting
from validator.checks.runs import broken
from validator.checks.syntaxes import Beside
from validator.finding import Finding, Result
from validator.garbage import seldom
from validator.run import asked_of, here

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence

    from validator.checks.syntaxes import Told
    from validator.checks.waivers import Met, Waivers
    from validator.model.source import Problem
    from validator.run import Examine, Examined, Options

    Task = tuple[int, str, bool]  # the options by their place, the path of a file, and whether others lie beside it
    Answer = tuple[list[tuple[list[Finding], Result, Told | None]], Met]

PROGRAM = "import sys; sys.path[:] = {path!r}; from validator.sharing import serve; serve()"
EACH_FILE, WORTH = 50_000, 2_000_000  # bytes a file counts as beside its own, and how many are worth processes
TRIES = 2
LENGTH = 8  # bytes that say how long what follows is


def elsewhere(parts: Sequence[tuple[Sequence[str | Problem], Options]], jobs: int) -> Examine | None:
    """Return what examines the files of a run, asked for in their order, in so many processes; None where it is few.

    What asks a network or Arelle, and what is to fail as it fails, is not shared either.
    """
    tasks: list[Task] = []
    for at, (found, _) in enumerate(parts):
        beside = Beside(found)
        tasks += [(at, one, one in beside) for one in found if isinstance(one, str)]
    alone = any(one.online or one.arelle or one.debug or one.against for _, one in parts)
    if alone or min(jobs, len(tasks)) < 2 or not worth(path for _, path, _ in tasks):
        return None
    answers = shared([options for _, options in parts], tasks, min(jobs, len(tasks)))
    local, left = here({}, keep=False), len(tasks)

    def examined(path: str, options: Options, waivers: Waivers, beside: bool) -> Examined:  # noqa: FBT001 - of a callable
        nonlocal left
        answer, left = next(answers), left - 1
        if not left:
            answers.close()
        if answer is None:
            yield from local(path, options, waivers, beside)
        elif isinstance(answer, Died):
            died = broken(path, "its process", ChildProcessError(f"ended with {answer.status}, twice"), options)
            yield [died], Result(path, None, findings=(died,)), None
        else:
            made, met = answer
            waivers.learn(met)
            yield from made

    return examined


def worth(paths: Iterable[str]) -> bool:
    """Whether files are work enough for several processes: starting one takes as long as tens of small files."""
    size = 0
    for path in paths:
        size += EACH_FILE + (os.path.getsize(path) if os.path.isfile(path) else 0)
    return size >= WORTH


def cores() -> int:
    """Return how many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # a system that does not say
        return os.cpu_count() or 1


# --- over here -----------------------------------------------------------------------------------
class Died(NamedTuple):
    """What is answered where two processes died of the same file, and how the second ended."""

    status: int


class Process:
    """A process that examines one file after another, by options it is told once."""

    def __init__(self, given: Sequence[Options]) -> None:
        command = (sys.executable, "-I", "-X", "utf8", "-c", PROGRAM.format(path=sys.path))
        self.child = subprocess.Popen(  # noqa: S603 - ourselves
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.given: Sequence[Options] | None = given

    def ask(self, task: Task) -> Answer | None:
        """Return the answer to a task. Raises what was raised over there, and EOFError where the process died."""
        into, out = cast("IO[bytes]", self.child.stdin), cast("IO[bytes]", self.child.stdout)
        try:
            if self.given is not None:
                _write(into, self.given)
                self.given = None
            _write(into, task)
        except OSError as error:  # nobody reads any more
            raise EOFError from error
        made, answer = cast("tuple[bool, object]", _read(out))
        if not made:
            raise cast("Exception", answer)
        return cast("Answer | None", answer)

    def end(self) -> int:
        """End it, and return how it ended."""
        with suppress(OSError):  # what was not written to one that is dead
            cast("IO[bytes]", self.child.stdin).close()
        self.child.kill()
        status = self.child.wait()
        cast("IO[bytes]", self.child.stdout).close()
        return status


class Workers:
    """A process for each thread that asks, made when it first does, and made anew where it died."""

    def __init__(self, given: Sequence[Options]) -> None:
        self.given = given
        self.own = threading.local()
        self.all: list[Process] = []
        self.lock = threading.Lock()
        self.ended = False

    def ask(self, task: Task) -> Answer | Died | None:
        """Return the answer to a task, or that processes die of it; None where none can be had."""
        status = 0
        for _ in range(TRIES):
            try:
                process = self._own()
            except OSError:
                return None
            if process is None:
                break
            try:
                return process.ask(task)
            except (EOFError, ValueError):  # a pipe that is closed is a ValueError
                self.own.process = None
                status = process.end()
        return Died(status)

    def _own(self) -> Process | None:
        """Return the process of this thread; None once all are ended."""
        process: Process | None = getattr(self.own, "process", None)
        with self.lock:
            if process is None and not self.ended:
                process = self.own.process = Process(self.given)
                self.all.append(process)
            return None if self.ended else process

    def end(self) -> None:
        """End every process, and let none be made any more."""
        with self.lock:
            self.ended = True
        for process in self.all:
            process.end()


def shared(given: Sequence[Options], tasks: Sequence[Task], jobs: int) -> Generator[Answer | Died | None, None, None]:
    """Yield what is found in the file of each task, in their order; raises what examining one raises."""
    workers = Workers(given)
    threads = ThreadPoolExecutor(jobs)
    try:
        yield from threads.map(workers.ask, tasks)
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        workers.end()


# --- over there ----------------------------------------------------------------------------------
def serve() -> None:
    """Examine in this process, until nothing more is asked; nothing else is written to where answers go."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    seldom()
    with suppress(EOFError):
        given = cast("Sequence[Options]", _read(sys.stdin.buffer))
        while True:
            task = cast("Task", _read(sys.stdin.buffer))
            try:
                answer: tuple[bool, object] = (True, examined(given, task))
            except Exception as error:  # noqa: BLE001 - raised again over there
                answer = (False, error)
            _write(out, answer)


def examined(given: Sequence[Options], task: Task) -> Answer | None:
    """Return what is found in one file and what was met of waivers; None of what is for who asks to examine.

    That is a document nobody prepared, which stays whole.
    """
    at, path, beside = task
    options = given[at]
    waivers = asked_of(options, accepting.waivers())
    made = list(_once()(path, options, waivers, beside))
    return None if any(result.report is not None for _, result, _ in made) else (made, waivers.met())


@cache
def _once() -> Examine:
    return here({}, keep=False)


def _write(stream: IO[bytes], value: object) -> None:
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    stream.write(len(data).to_bytes(LENGTH, "big"))
    stream.write(data)
    stream.flush()


def _read(stream: IO[bytes]) -> object:
    """Return the next value. Raises EOFError at the end, and where it breaks off."""
    size = stream.read(LENGTH)
    data = stream.read(int.from_bytes(size, "big")) if len(size) == LENGTH else b""
    if len(size) < LENGTH or len(data) < int.from_bytes(size, "big"):
        raise EOFError
    return cast("object", pickle.loads(data))  # noqa: S301 - written by ourselves, through a pipe of our own
