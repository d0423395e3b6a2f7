"""What a worker does: judge the units of a part, one report after another, and write the part once all are there."""

from __future__ import annotations

import gc
import os
from collections import Counter
from contextlib import ExitStack, contextmanager, nullcontext
from typing import TYPE_CHECKING, NamedTuple

from validator import resting
from validator._version import __version__
from validator.checks.runs import UNDONE, broken
from validator.corpus import remote, staging
from validator.corpus.manifest import Digests, Done, Written, asked, files_of, fresh, named, today
from validator.corpus.units import Part, Unit, marked
from validator.finding import Outcome, Result, Severity
from validator.garbage import seldom
from validator.reporters.json import KEYS
from validator.reporters.tables.parquet import Recorder, Writer
from validator.reporters.tables.schema import TABLES
from validator.run import SWEPT, here, run_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from validator.checks.waivers import Waivers
    from validator.run import Examine, Examined, Options, Seen

EACH = 2_000  # things a report keeps alive beside its facts: the concepts of its taxonomy
UNTOLD = ("WA101",)  # what only a whole run knows: that a waiver covers nothing


class Kept(NamedTuple):
    """A unit whose rows stand in an earlier part: in which files, and from which row of each table."""

    done: Done
    files: Mapping[str, str]
    starts: Mapping[str, int]


class Task(NamedTuple):
    """A part to be made: in which folder, by which run, from where paths are told, and with which options.

    `kept` are units that are as they were, by their mark.
    """

    folder: str
    run: str
    start: str
    version: str
    part: Part
    options: Mapping[int, Options]
    kept: Mapping[str, Kept]

    @property
    def work(self) -> str:
        """Where rows wait."""
        return staging.work(self.folder)


class VersionError(Exception):
    """A worker has another version of tieout than who asks it."""


def made(task: Task) -> Written:
    """Make a part. Raises OSError where it cannot be written, and VersionError."""
    if task.version != __version__:
        raise VersionError(f"a worker has tieout {__version__}, and this is {task.version}")
    seldom()
    digests = Digests()
    with _at(task.start):
        units, gone = [], 0
        for unit in task.part.units:
            units.append(_unit(task, unit, digests))
            gone += EACH + units[-1].counts["facts"]
            if gone > SWEPT:  # what a report and its taxonomy are made of refers to itself
                gc.collect()
                gone = 0
    return _written(task, units)


@contextmanager
def _at(folder: str) -> Iterator[None]:
    """Be in a folder for a while: paths are told as they were given there."""
    before = os.getcwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def _unit(task: Task, unit: Unit, digests: Digests) -> Done:
    """Return what comes of a unit: as it was, as it waits already, or as it is judged now."""
    kept = task.kept.get(unit.mark)
    if kept is not None:
        return kept.done
    options = task.options[unit.asked]
    digests.learn(unit)
    waiting = staging.staged(task.work, unit.mark)
    if waiting is not None and fresh(waiting, asked(options), digests.of):
        return waiting
    try:
        return _judged(task, unit, options, digests)
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 - it is a fault of ours in one report, and hides no other
        return _told_of(task, unit, options, error, digests)


def _judged(task: Task, unit: Unit, options: Options, digests: Digests) -> Done:
    """Judge the reports of a unit, and have their rows wait."""
    rests: dict[str, None] = dict.fromkeys(named(options))
    with staging.Stage(task.work, unit.mark) as stage, _to_be_read(unit) as at:
        recorder = Recorder(stage if at is None else remote.Renamed(stage, at))

        def seen(result: Result) -> None:
            recorder(result)
            rests.update(dict.fromkeys(_rests(result)))

        waived = _Waived()
        each = _marked(here({}, keep=False, seen=seen), seen, task, waived, at)
        quiet = options._replace(ignore=(*options.ignore, *UNTOLD))
        found = list(unit.found) if at is None else at.found
        (outcome,) = run_parts([(found, quiet)], keep=False, each=each)
        recorder.closed(outcome)
        rests.update((file, None) for path in found if isinstance(path, str) for file in resting.beside(path))
        files = digests.all(one for one in rests if at is None or not at.holds(one))
        files |= {one.url: digests.of(one.url) for one in unit.remote}
        day = today() if waived.by else ""
        done = Done(unit.names, asked(options), files, day, stage.rows, _counts(outcome))
        if not stage.done(done):
            raise OSError(f"{task.work}: rows cannot be written")
    return done


def _to_be_read(unit: Unit) -> AbstractContextManager[remote.Fetched | None]:
    return remote.fetched(unit) if unit.remote else nullcontext()


class _Waived:
    """Whether waivers had a say."""

    def __init__(self) -> None:
        self.by = False


def _marked(each: Examine, seen: Seen, task: Task, waived: _Waived, at: remote.Fetched | None) -> Examine:
    """Return what examines a file unless workers die of it: that is a finding."""

    def examined(path: str, options: Options, waivers: Waivers, beside: bool) -> Examined:  # noqa: FBT001 - of a callable
        mark = marked(path if at is None else at.shown(path))
        if staging.begun(task.work, mark, task.run):
            died = broken(path, "its worker", ChildProcessError("died of it, twice"), options)
            result = Result(path, None, findings=(died,))
            seen(result)
            yield [died], result, None
            return
        yield from each(path, options, waivers, beside)
        staging.ended(task.work, mark, task.run)
        waived.by = waived.by or bool(waivers.own)

    return examined


def _rests(result: Result) -> Iterator[str]:
    if result.report is not None:
        yield from (os.path.abspath(path) for path in result.report.data)
        yield from map(os.path.abspath, resting.sought(result.report))


def _told_of(task: Task, unit: Unit, options: Options, error: Exception, digests: Digests) -> Done:
    """Return what comes of a unit whose rows could not be made: findings that say so."""
    paths = [one for one in unit.found if isinstance(one, str)]
    findings = [broken(path, "its tables", error, options) for path in paths]
    results = [Result(path, None, findings=(one,)) for path, one in zip(paths, findings, strict=True)]
    outcome = Outcome(tuple(findings), tuple(results))
    with staging.Stage(task.work, unit.mark) as stage:
        recorder = Recorder(stage)
        for one in results:
            recorder(one)
        recorder.closed(outcome)
        rests = {path: digests.of(path) for path in paths}
        done = Done(unit.names, asked(options), rests, "", stage.rows, _counts(outcome))
        stage.done(done)
    return done


def _counts(outcome: Outcome) -> dict[str, int]:
    """Return what the closing line adds up, and what exit codes are told by."""
    levels = Counter(one.severity.name.lower() for one in outcome.findings)
    undone = {check.code for check in UNDONE}
    return {
        "reports": outcome.reports,
        "facts": outcome.facts,
        **{level.name.lower(): levels[level.name.lower()] for level in Severity},
        **{key: outcome.count(kind) for kind, key in KEYS.items()},
        "waived": len(outcome.waived),
        "undone": sum(one.code in undone for one in outcome.findings),
        "died": sum(one.code == "DO009" for one in outcome.findings),
    }


def _written(task: Task, units: Sequence[Done]) -> Written:
    """Write a part, and return what is in it."""
    with ExitStack() as stack:
        writer = stack.enter_context(Writer(task.folder, task.part.name))
        before: dict[str, staging.Before] = {}
        for unit in units:
            kept = task.kept.get(unit.mark)
            for table in TABLES:
                if kept is None:
                    rows = staging.batches(task.work, unit.mark, table)
                else:
                    key = kept.files[table]
                    if key not in before:
                        before[key] = stack.enter_context(staging.Before(kept.files))
                    start = kept.starts[table]
                    rows = before[key].rows(table, start, start + unit.rows[table])
                for batch in rows:
                    writer.add(table, batch)
        writer.done()
    sizes = {table: os.path.getsize(path) for table, path in files_of(task.folder, task.part.name).items()}
    return Written(task.part.name, tuple(units), sizes)
