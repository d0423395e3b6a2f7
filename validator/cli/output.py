"""Where an outcome goes: to the terminal and to files, each written whole or not at all."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from validator.checks.runs import UNDONE
from validator.cli import UsageError
from validator.streams import hand_over

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from validator.cli.configuration import Settings
    from validator.finding import Outcome
    from validator.reporters.tables.parquet import Recorder

SERVICES = ("sarif", "junit", "github", "gitlab", "checkstyle")
FOR_PEOPLE = ("text", "concise")
FORMATS = ("text", "concise", "json", "jsonl", *SERVICES)
WORKBOOK = "xlsx"  # of files alone: no terminal shows one, so it always comes beside the text
PARQUET = "parquet"  # of folders alone, likewise
PART = "part"  # what the one file of a table is called


class Sink(NamedTuple):
    """A format, and the file it goes to; empty for the terminal."""

    form: str
    path: str


def sinks(words: Sequence[str], form: str) -> list[Sink]:
    """Return where an outcome goes: FILE takes the place of the terminal, FORMAT=FILE and FORMAT come beside it.

    A workbook, told by its ending too, comes beside it. Raises UsageError where two would go to one file.
    """
    found: list[Sink] = []
    beside = True
    for word in words:
        kind, equals, path = word.partition("=")
        if kind in FORMATS or (kind in (WORKBOOK, PARQUET) and equals):
            if equals and not path:
                raise UsageError(f"--output {word}: no file is named")
            found.append(Sink(kind, path))
        elif is_workbook(word):
            found.append(Sink(WORKBOOK, word))
        else:
            found.append(Sink(form, word))
            beside = False
    if beside:
        found.insert(0, Sink(form, ""))
    files = [os.path.realpath(one.path) for one in found if one.path]
    for path in files:
        if files.count(path) > 1:
            raise UsageError(f"--output: {os.path.relpath(path)} is named more than once")
    return found


def is_workbook(path: str) -> bool:
    """Whether a file is to be a workbook, by its ending."""
    return path.lower().endswith(f".{WORKBOOK}")


def emit(settings: Settings, outcome: Outcome, recorder: Recorder | None = None) -> None:
    """Print the outcome and write it to the files asked for, all of them or none; `recorder` has its facts and ties."""
    if settings.get("hide_waived"):
        outcome = outcome._replace(waived=())
    files: dict[str, bytes] = {}
    printed: list[tuple[str, Iterable[str]]] = []
    for form, path in sinks(settings.get("output", ()), settings.get("format", "text")):
        if form == WORKBOOK:
            files[path] = workbook(outcome)
            continue
        if form == PARQUET:  # was written as the run went
            continue
        told = render(form, settings, outcome, terminal=not path and sys.stdout.isatty())
        if path:
            files[path] = b"".join(piece.encode("utf-8", "backslashreplace") for piece in told)
        else:
            printed.append((form, told))
    if recorder is not None:
        recorder.closed(outcome)
    if files:
        put(files)
    for form, told in printed:
        if form in FOR_PEOPLE:
            sys.stdout.writelines(told)
        else:
            hand_over(told)


def render(form: str, settings: Settings, outcome: Outcome, *, terminal: bool) -> Iterable[str]:
    """Return the outcome in a format, in pieces; the reporter is imported when it is needed."""
    if form == "text":
        from validator.reporters.text import text

        told = text(
            outcome,
            color=_colored(settings.get("color", "auto"), terminal=terminal),
            limit=settings.get("max_findings", 100),
            waived=settings.get("show_waived", False),
            timing=terminal or settings.get("timing", False),
            quiet=settings.get("quiet", False),
            counts=settings.get("statistics", False),
        )
        return [told]
    if form in ("json", "jsonl"):
        from validator.reporters.json import lines, pieces

        return pieces(outcome) if form == "json" else lines(outcome)
    from importlib import import_module

    room = "reporters.services" if form in SERVICES else "reporters"
    reporter = getattr(import_module(f"validator.{room}.{form}"), form)
    if form == "sarif":
        from validator.checks import CATALOGUE

        codes = {check.code for check in UNDONE}
        return [str(reporter(outcome, CATALOGUE, undone=codes, docs=settings.get("docs", "")))]
    return [str(reporter(outcome))]


def workbooks_can_be() -> None:
    """Raise UsageError where nothing that writes workbooks is installed: to be said before the work is done."""
    from validator.reporters.sheets.cells import MissingError, library

    try:
        library()
    except MissingError as error:
        raise UsageError(str(error)) from None


@contextmanager
def tables(written: Sequence[Sink]) -> Iterator[Recorder | None]:
    """Give what writes a run as tables, where that is asked for; what is not whole in the end is taken away.

    Raises UsageError where nothing that writes them is installed, or the folder holds other tables.
    """
    folders = [one.path for one in written if one.form == PARQUET]
    if not folders:
        yield None
        return
    from validator.reporters.tables.arrow import MissingError
    from validator.reporters.tables.parquet import Recorder, Writer, parts_in

    (folder, *more) = folders
    others = [one for one in parts_in(folder) if one != PART]
    if more or others:
        told = f"{more[0]}: tables go to one folder" if more else f"{folder}: it holds other tables: {others[0]}"
        raise UsageError(f"--output {PARQUET}={told}")
    try:
        with Writer(folder, PART) as writer:
            yield Recorder(writer)
            writer.done()
    except MissingError as error:
        raise UsageError(str(error)) from None
    except OSError as error:
        if error.filename is None or not os.path.abspath(str(error.filename)).startswith(os.path.abspath(folder)):
            raise
        raise UsageError(f"--output {PARQUET}={folder}: {error.strerror or error}") from error


def workbook(outcome: Outcome) -> bytes:
    """Return an outcome as a workbook."""
    from validator.accepting import named
    from validator.reporters.sheets import workbook as written

    return written(outcome, named)


def undone(outcome: Outcome) -> bool:
    """Whether something asked for was not done."""
    return not {check.code for check in UNDONE}.isdisjoint(finding.code for finding in outcome.findings)


def _colored(choice: str, *, terminal: bool) -> bool:
    """Whether to colour: on terminals only, unless told otherwise (no-color.org)."""
    if choice == "auto":
        return terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return choice == "always"


def write(path: str, text: str) -> None:
    """Write a text file; raises UsageError where that cannot be."""
    put({path: text.encode("utf-8", "backslashreplace")})


def put(files: Mapping[str, bytes]) -> None:
    """Write files, all of them or none; raises UsageError where that cannot be."""
    from validator.writers.replacing import replace

    try:
        replace(files)
    except OSError as error:
        raise UsageError(f"--output {', '.join(files)}: {error.strerror or error}") from error


def show(data: object) -> None:
    """Print plain data as JSON."""
    from json import dumps

    told = dumps(data, indent=2, ensure_ascii=False)
    shown = "".join(c if c.isprintable() or c == "\n" or c > "\uffff" else f"\\u{ord(c):04x}" for c in told)
    hand_over((shown, "\n"))
