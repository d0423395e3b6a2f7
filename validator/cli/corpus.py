"""Check any number of reports, on this machine's cores or a Dask cluster's, and keep the whole as Parquet tables.

A run that was stopped goes on where it ended; one that is done again does only what is new or has changed.
"""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

from validator import watched
from validator._version import __version__
from validator.cli import CLEAN, FAILED, FOUND, UsageError, progress, say
from validator.cli.configuration import selectors
from validator.cli.configuration.judging import LEVELS, add_judging, options, settings_of
from validator.finding import Outcome, Severity, Verdict
from validator.reporters.first import compared, many
from validator.reporters.json import KEYS

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from typing import Any

    from validator.cli.configuration.parts import Part as Configured
    from validator.corpus.data_set import DataSet, Plan
    from validator.corpus.judging import Task
    from validator.corpus.manifest import Done
    from validator.corpus.units import Unit
    from validator.run import Options


def add(parser: ArgumentParser) -> None:
    """Declare the options. A default of None means: the configuration file, else the default said here."""
    option = parser.add_argument
    option(
        "paths",
        nargs="+",
        metavar="PATH",
        help="report, document, folder or glob; or a URL that fsspec knows (s3://…), which is fetched",
    )
    option(
        "--output", metavar="FOLDER", required=True, help="the folder of the tables; one of an earlier run is renewed"
    )
    option(
        "--scheduler",
        metavar="ADDRESS",
        help="a Dask scheduler whose workers see the same files (default: this machine)",
    )
    option("-j", "--workers", metavar="N", type=int, help="workers on this machine (default: one a core)")
    option("--fail-level", choices=tuple(LEVELS), help="least severity that makes the exit code 1 (default: warning)")
    add_judging(parser)


def main(arguments: Namespace) -> int:
    """Make what is not as it was, say what there is, and return the exit code."""
    from validator.cli.configuration.parts import Configurations
    from validator.cli.configuration.parts import Part as Configured
    from validator.corpus import cluster, data_set, judging, remote, units

    if arguments.scheduler and arguments.workers:
        raise UsageError("--workers: a scheduler has its own; start as many as are wanted there")
    try:
        cluster.library()
    except cluster.ClusterError as error:
        raise UsageError(str(error)) from None
    given = settings_of(arguments)
    configurations = Configurations(given)
    urls = [path for path in given["paths"] if remote.is_url(path)]
    there, paths = _listed(urls)
    paths += [path for path in given["paths"] if not remote.is_url(path)]
    configured = configurations.parts(paths) if paths else []
    if urls:  # what lies elsewhere is judged as what lies here
        configured.append(Configured(configurations.of("."), configurations.file("."), []))
        there = [one._replace(asked=len(configured) - 1) for one in there]
    selectors.fitting(selectors.doubtful(configured, given), configured, ())
    asked = [
        (_outside(part, arguments.output), options(part.settings, selectors.sources(given, part.file)))
        for part in configured
    ]
    judged_by = {at: how._replace(against=False, unsupported=False) for at, (_, how) in enumerate(asked)}
    levels = [LEVELS[part.settings.get("fail_level", "warning")] for part in configured]
    try:
        folder = data_set.DataSet(arguments.output)
        with folder.locked():
            parts = list(units.parts([*units.units(asked), *there]))
            plan = folder.plan(parts, judged_by)
            _make(folder, plan, judged_by, arguments)
            done = folder.close([part.name for part in parts])
    except data_set.FolderError as error:
        raise UsageError(f"--output {arguments.output}: {error}") from None
    except (cluster.ClusterError, judging.VersionError) as error:
        raise UsageError(str(error)) from None
    except OSError as error:
        raise UsageError(f"--output {arguments.output}: {error.strerror or error}") from error
    kept = f", {len(plan.kept)} of them as they were" if plan.kept else ""
    say(f"{summary(done)}; {many(len(parts), 'part')} in {arguments.output}{kept}")
    for line in Outcome((), (), withheld=tuple(configurations.withheld)).asides:
        say(f"not counted: {line}")
    by_unit = {unit.mark: unit.asked for part in parts for unit in part.units}
    return max((verdict(one, levels[by_unit[one.mark]]) for one in done), default=FAILED)


def _listed(urls: Sequence[str]) -> tuple[list[Unit], list[str]]:
    """Return what is at URLs, and the paths of what is here. Raises UsageError."""
    from validator.corpus import remote

    try:
        found = list(remote.units(urls, 0))
    except remote.RemoteError as error:
        raise UsageError(str(error)) from None
    return [one for one in found if not isinstance(one, str)], [one for one in found if isinstance(one, str)]


def _outside(part: Configured, folder: str) -> list[Any]:
    """Return what was found of a part, without what lies in the folder of tables itself."""
    inside = os.path.join(os.path.realpath(folder), "")
    return [one for one in part.found if not (isinstance(one, str) and os.path.realpath(one).startswith(inside))]


def _make(folder: DataSet, plan: Plan, options: Mapping[int, Options], arguments: Namespace) -> None:
    """Make what is to be made; of parts of which all is there already nothing needs workers but the writing."""
    from validator.corpus import cluster

    if not plan.parts:
        return
    tasks = _tasks(folder, plan, options)
    with _workers(arguments) as client, progress.shown(len(plan.parts), "writing parts:"):
        for written in cluster.done(client, tasks):
            folder.add(written)
            watched.tell(written.units[-1].names[-1])


def _workers(arguments: Namespace) -> AbstractContextManager[Any]:
    from validator.corpus import cluster
    from validator.sharing import cores

    if arguments.scheduler:
        return cluster.at(arguments.scheduler)
    return cluster.here(arguments.workers or cores())


def _tasks(folder: DataSet, plan: Plan, options: Mapping[int, Options]) -> Iterator[Task]:
    from validator.corpus.judging import Task

    run, start = os.urandom(4).hex(), os.getcwd()
    for part, kept in plan.parts:
        of_part = {unit.asked: options[unit.asked] for unit in part.units}
        yield Task(folder.folder, run, start, __version__, part, of_part, kept)


def summary(done: Iterable[Done]) -> str:
    """Return in one line what was found and what was checked, as `tieout check` does."""
    counts: Counter[str] = Counter()
    for one in done:
        counts.update(one.counts)
    said = [
        many(counts[level.name.lower()], level.name.lower())
        for level in reversed(Severity)
        if counts[level.name.lower()]
    ]
    ties = {kind: counts[KEYS[kind]] for kind in Verdict}
    clean = "accepted" if counts["waived"] else "clean"
    parts = compared(counts["reports"], counts["facts"], ties)
    if counts["undone"]:
        parts.append(f"not done as asked: {counts['undone']:,}")
    return f"{', '.join(said) or clean}: {'; '.join(parts)}"


def verdict(done: Done, level: Severity) -> int:
    """Return the exit code of what came of a unit, as `tieout check` has it."""
    if done.counts["undone"]:
        return FAILED
    found: Sequence[Severity] = [one for one in Severity if done.counts[one.name.lower()]]
    return FOUND if any(one >= level for one in found) else CLEAN
