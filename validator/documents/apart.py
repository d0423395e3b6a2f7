"""Lets a library of others read a stranger's bytes in a process of its own, with so much time and memory and no more.

Who lays out pages follows whatever a file asks for: streams packed in streams, forms drawn within forms, fonts of a
thousand million letters. None of it can be counted from outside, so the system counts.
"""

from __future__ import annotations

import marshal
import os
import subprocess
import sys
from importlib import import_module
from typing import TypeVar

from validator.documents.limits import TooMuchError, UnreadableError

MEMORY = 256 << 20  # bytes, besides those for the size of the file
EACH = 16  # bytes of memory for each of the file
STARTING = 2  # seconds of the processor
SECONDS = 100  # for each million bytes: dense tables take 40
LONGEST = 60  # seconds, for a file of any size
PATIENCE = 20  # times these that may pass by the clock, where others use the machine too
MEGABYTE = 1_000_000
PROGRAM = "import sys; sys.path[:] = {path!r}; from validator.documents.apart import serve; serve{arguments!r}"
Made = TypeVar("Made")


def made(module: str, name: str, data: bytes, kind: type[Made]) -> Made:
    """Return what a function of a module makes of bytes, plain values throughout; raises UnreadableError as it does."""
    seconds = min(STARTING + SECONDS * len(data) // MEGABYTE, LONGEST)
    memory = MEMORY + EACH * len(data)
    program = PROGRAM.format(path=sys.path, arguments=(module, name, seconds, memory))
    command = (sys.executable, "-I", "-X", "utf8", "-c", program)
    try:
        done = subprocess.run(  # noqa: S603 - ourselves
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE * seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TooMuchError("seconds to read it, for its size", seconds) from None
    if done.returncode < 0:
        raise TooMuchError("seconds to read it, for its size", seconds)
    said, value = marshal.loads(done.stdout) if done.returncode == 0 else ("memory", None)  # noqa: S302 - our own process
    if said == "memory":
        raise TooMuchError("bytes of memory to read it, for its size", memory)
    if said == "fell":
        raise RuntimeError(value)
    if said == "refused" or not isinstance(value, kind):
        raise UnreadableError(str(value))
    return value


def serve(module: str, name: str, seconds: int, memory: int) -> None:
    """Do that in this process: bytes come in, a word and plain values go out, and nothing else is said."""
    out = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    data = sys.stdin.buffer.read()
    try:
        function = getattr(import_module(module), name)
        _bounded(seconds, memory)
        answer = ("made", function(data))
    except UnreadableError as error:
        answer = ("refused", str(error))
    except MemoryError:
        answer = ("memory", None)
    except Exception as error:  # noqa: BLE001 - an error of ours, told over there
        answer = ("fell", repr(error))
    with os.fdopen(out, "wb") as stream:
        stream.write(marshal.dumps(answer))


def _bounded(seconds: int, memory: int) -> None:
    """Let the system end this process where it takes more; where the system cannot, the clock does."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_DATA, memory)):
        hard = resource.getrlimit(kind)[1]
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (least, hard))
