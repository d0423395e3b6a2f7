"""One mutant by its number: which sample, which files of it changed, and the command it is given to."""

from __future__ import annotations

import contextlib
import io
import random
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from tests.fuzz.material import LARGE, kind, samples
from tests.fuzz.mutations import mutated

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fuzz.material import Sample

FORMATS = ("text", "concise", "json", "jsonl", "sarif", "junit", "github", "gitlab", "checkstyle")
FURTHER = (
    ("coverage", "{}"), ("convert", "{}", "out.json"), ("convert", "{}", "out.xml"), ("convert", "{}", "out.htm"),
    ("convert", "{}", "out-x.json", "--to", "xbrl-csv"), ("review", "{}", "-o", "out.html"),
    ("draft", "{}", "-o", "out"),
)  # fmt: skip


class Mutant(NamedTuple):
    """Files by name, and the words of the command."""

    said: str
    files: dict[str, bytes]
    words: tuple[str, ...]


def _drawn(key: str, among: list[tuple[Sample, str]]) -> tuple[Sample, str]:
    """Return one of some, each as likely; another one more among them changes few draws."""
    return min(among, key=lambda one: blake2b(f"{key}:{one[0].name}/{one[1]}".encode()).digest())


def mutant(seed: int, number: int) -> Mutant:
    """Return the mutant of a number; the same always for the same seed."""
    rng = random.Random(f"{seed}:{number}")
    every = samples()
    chosen = rng.choice(list(every))
    sample, name = _drawn(f"{seed}:{number}", every[chosen])
    if len(sample.files[name]) > LARGE:
        sample, name = _drawn(f"{seed}:{number}:", every[chosen])
    files = dict(sample.files)
    files[name] = mutated(rng, chosen, files[name])
    if rng.random() < 0.1:
        other = rng.choice(sorted(files))
        files[other] = mutated(rng, kind(other, files[other]), files[other])
    words = list(sample.words)
    if words[0] == "check":
        words += ["--format", rng.choice(FORMATS)]
        words += [one for one in ("--calc11", "--together", "--truncation") if rng.random() < 0.1]
    if rng.random() < 0.12:
        words = [word.format(name) for word in rng.choice(FURTHER)]
    words.append("--debug")
    return Mutant(f"{seed}:{number} {sample.name}/{name}: tieout {' '.join(words)}", files, tuple(words))


def run(one: Mutant, folder: Path) -> int:
    """Lay a mutant into a new folder and give it to its command there; return the exit code.

    What breaks inside comes through as the exception it is (--debug, and TIEOUT_DEBUG for a check).
    """
    from validator.cli import main

    for name, data in one.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    out = io.TextIOWrapper(io.BytesIO(), "utf-8")
    with contextlib.chdir(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        return main(list(one.words))
