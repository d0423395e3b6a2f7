"""The run of `tieout check` over what an editor has open, and what it found as an editor shows it."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from validator.cli.changed import affected
from validator.cli.check import judged
from validator.cli.configuration.judging import options
from validator.cli.configuration.parts import Configurations
from validator.cli.lsp.places import Stretch, units
from validator.finding import Outcome
from validator.reporters import regions
from validator.reporters.services.messages import lines
from validator.run import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.cli import UsageError
    from validator.cli.configuration import Settings
    from validator.finding import Finding, Severity
    from validator.model.source import Location
    from validator.reporters.excerpts import Excerpts

PLACED = re.compile(r"(.+?):(\d+):(\d+): (.+)", re.DOTALL)  # a usage error of a file, as it is said
NOTHING = Outcome((), ())


class Fix(NamedTuple):
    """What a quick fix does: text to put in the place of a stretch, and how that is called."""

    at: Stretch
    text: str
    title: str


class Mark(NamedTuple):
    """A finding as an editor shows it."""

    at: Stretch
    severity: Severity | None  # None: nothing could be judged
    code: str
    message: str
    related: tuple[tuple[str, Stretch], ...] = ()
    fix: Fix | None = None


def run(root: str, files: Sequence[str]) -> Outcome:
    """Check the reports that a change of some files reaches, as `tieout check --changed` would in a folder.

    Raises UsageError, and StoppedError where nobody waits any more.
    """
    os.chdir(root)
    given: Settings = {}
    configurations = Configurations(given)
    named = [os.path.relpath(file) for file in files]
    paths = affected(named, given, options(configurations.of(".")))
    return joined(judged(configurations, configurations.parts(paths), keep=True)) if paths else NOTHING


def marks(outcome: Outcome, findings: Sequence[Finding], encoding: str) -> list[Mark]:
    """Return findings as an editor shows them."""
    known = regions.excerpts(outcome)
    return [_mark(one, known, encoding) for one in findings]


def refused(error: UsageError, root: str) -> Mark:
    """Return what keeps everything from being judged, at the place in a file of settings that it names."""
    found = PLACED.fullmatch(str(error))
    path, line, column, said = found.groups() if found else ("", "1", "1", str(error))
    if not found:  # `FILE: what is wrong`
        path, _, said = str(error).partition(": ")
    file = os.path.join(root, path)
    if not os.path.isfile(file):
        file, said = os.path.join(root, "tieout.toml"), str(error)
    place = Stretch(os.path.abspath(file), int(line) - 1, int(column) - 1, int(column))
    return Mark(place, None, "", said)


def _mark(finding: Finding, known: Excerpts, encoding: str) -> Mark:
    related = [(what, _stretch(at, known, encoding)) for what, at in finding.related]
    related += [("the same", _stretch(at, known, encoding)) for at in finding.also]
    message = "\n".join(lines(finding))
    at = _stretch(finding.at, known, encoding)
    return Mark(at, finding.severity, finding.code, message, tuple(related), _fix(finding, known, encoding))


def _fix(finding: Finding, known: Excerpts, encoding: str) -> Fix | None:
    """Return the value suggested, as its place prints it."""
    mended = regions.correction(finding, known)
    if mended is None or finding.diagnosis is None or finding.diagnosis.culprit is None:
        return None
    at = finding.diagnosis.culprit.at
    line = known.line(at) or ""
    place = _spelled(at.path, mended.line, line, mended.column, mended.end, encoding)
    return Fix(place, mended.text, f"Write {mended.text} for {line[mended.column - 1 : mended.end - 1]}")


def _stretch(at: Location, known: Excerpts, encoding: str) -> Stretch:
    """Return the figure, element or word at a place; the whole line where no column is known."""
    line = known.line(at)
    if line is None:
        return Stretch(os.path.abspath(at.path), max(at.line - 1, 0), max(at.column - 1, 0), max(at.column, 1))
    found = regions.region(at, known)
    start, end = (found.column, found.end) if found is not None else (1, len(line) + 1)
    return _spelled(at.path, at.line, line, start, end, encoding)


def _spelled(path: str, number: int, line: str, start: int, end: int, encoding: str) -> Stretch:
    before = units(line[: start - 1], encoding)
    return Stretch(os.path.abspath(path), number - 1, before, before + units(line[start - 1 : end - 1], encoding))


def by_file(found: Sequence[Mark]) -> Iterator[tuple[str, list[Mark]]]:
    """Yield each file with what is found in it."""
    files: dict[str, list[Mark]] = {}
    for one in found:
        files.setdefault(one.at.path, []).append(one)
    yield from files.items()
