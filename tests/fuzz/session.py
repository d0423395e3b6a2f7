"""Mutants for as long as asked, each in a process of its own with limits: python -m tests.fuzz.session.

`--seconds N` (600), `--seed S` (drawn, and printed), `--jobs J` (2). What breaks is laid under `--keep FOLDER`.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import NamedTuple

from tests.fuzz.material import samples
from tests.fuzz.mutants import Mutant, mutant, run

LONGEST = 5  # seconds of CPU
MOST = 500_000  # KB of resident memory
ROOM = 4 << 30  # bytes of address space: a safety net for the machine
BROKEN = 99  # the exit code of a run that raised


class Verdict(NamedTuple):
    """What came of one mutant: "" or what is wrong, and what it took."""

    wrong: str
    seconds: float
    memory: int


def confined(one: Mutant, folder: Path) -> Verdict:
    """Run a mutant in a child of its own."""
    child = os.fork()
    if child == 0:
        _child(one, folder)
    _, status, used = os.wait4(child, 0)
    seconds, memory = used.ru_utime + used.ru_stime, used.ru_maxrss
    wrong = ""
    if os.WIFSIGNALED(status):
        by = os.WTERMSIG(status)
        wrong = f"more than {LONGEST} s of CPU" if by in (signal.SIGXCPU, signal.SIGKILL) else f"signal {by}"
    elif os.WEXITSTATUS(status) not in (0, 1, 2):
        raised = folder.parent / "traceback.txt"
        wrong = raised.read_text() if raised.is_file() else f"exit code {os.WEXITSTATUS(status)}"
    elif memory > MOST:
        wrong = f"{memory:,} KB of memory"
    return Verdict(wrong, seconds, memory)


def _child(one: Mutant, folder: Path) -> None:
    code = BROKEN
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST + 1))
        resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM))
        code = run(one, folder)
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else BROKEN
    except BaseException:  # noqa: BLE001 - whatever it is, it is told
        (folder.parent / "traceback.txt").write_text(traceback.format_exc())
    finally:
        os._exit(code)


def _warm() -> None:
    """Import what runs import, once for all children."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as place:
        for number, (name, kept) in enumerate(samples().items()):
            for further, (sample, _) in enumerate(kept[-2:]):
                folder = Path(place) / f"{number}-{further}"
                folder.mkdir()
                with contextlib.suppress(Exception, SystemExit):
                    run(Mutant(name, sample.files, sample.words), folder)


def loop(seed: int, first: int, step: int, until: float, keep: Path) -> int:
    """Run every step-th mutant until a moment; return how many broke."""
    broke = 0
    _warm()
    slowest = largest = Verdict("", 0.0, 0)
    number = first
    with tempfile.TemporaryDirectory(prefix="fuzz-") as place:
        while time.monotonic() < until:
            one = mutant(seed, number)
            folder = Path(place) / str(number) / "m"
            folder.mkdir(parents=True)
            found = confined(one, folder)
            slowest, largest = max(slowest, found, key=lambda v: v.seconds), max(largest, found, key=lambda v: v.memory)
            if found.wrong:
                broke += 1
                kept = keep / f"{seed}-{number}"
                shutil.copytree(folder, kept, dirs_exist_ok=True)
                print(f"--- {one.said}\n    kept in {kept}\n{found.wrong}", flush=True)
            shutil.rmtree(folder.parent)
            number += step
    done = (number - first) // step
    print(f"{done:,} mutants, {broke} broke; at most {slowest.seconds:.1f} s, {largest.memory:,} KB", flush=True)
    return broke


def main() -> int:
    """Run the session; exit 1 when a mutant broke anything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "tieout-fuzz")
    asked = parser.parse_args()
    print(f"seed {asked.seed}: {asked.seconds:g} s on {asked.jobs} processes", flush=True)
    with tempfile.TemporaryDirectory(prefix="fuzz-cache-") as cache:
        os.environ |= {"TIEOUT_DEBUG": "1", "TIEOUT_CACHE": cache, "XDG_STATE_HOME": cache}
        until = time.monotonic() + asked.seconds
        children = []
        for job in range(asked.jobs):
            child = os.fork()
            if child == 0:
                os._exit(min(loop(asked.seed, asked.first + job, asked.jobs, until, asked.keep), 1))
            children.append(child)
        return max(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children)


if __name__ == "__main__":
    sys.exit(main())
