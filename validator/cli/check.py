"""Check reports: files, folders and globs, found by content. Exit 0 clean, 1 findings, 2 could not run."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, cast

from validator.cli import CLEAN, FAILED, FOUND, UsageError, progress, say
from validator.cli.configuration import selectors
from validator.cli.configuration.judging import LEVELS, add_judging, options, settings_of
from validator.cli.output import FORMATS, WORKBOOK, emit, sinks, tables, undone, workbooks_can_be
from validator.garbage import seldom
from validator.run import joined, run_parts

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping, Sequence

    from validator.cli.configuration import Settings
    from validator.cli.configuration.parts import Configurations, Part
    from validator.cli.output import Sink
    from validator.finding import Outcome, Severity
    from validator.model.source import Problem
    from validator.run import Examine, Options, Seen


def add(parser: ArgumentParser) -> None:
    """Declare the options. A default of None means: the configuration file, else the default said here."""
    option = parser.add_argument
    option(
        "paths",
        nargs="*",
        metavar="PATH",
        help="report, document, folder or glob (default: reports and documents of the configuration, else .)",
    )
    option(
        "--changed",
        action="store_true",
        help="check the reports that changed files may have broken: PATHs, and what git says has changed",
    )
    option(
        "--from-ref",
        metavar="REF",
        help="with --changed, which it implies: what has changed since the commit where this parted from REF",
    )
    option("--to-ref", metavar="REF", help="with --from-ref: up to REF (default: the files as they lie here)")
    option("--format", choices=FORMATS, help="default: text")
    option(
        "--output",
        metavar="[FORMAT=]FILE",
        action="append",
        help="write to FILE instead of to the terminal; FORMAT=FILE writes that format beside it, xlsx=FILE a workbook "
        "and parquet=FOLDER tables; repeatable",
    )
    option("-q", "--quiet", action="store_true", default=None, help="print the last line alone, in text")
    option(
        "--statistics", action="store_true", default=None, help="count each code in place of telling findings, in text"
    )
    option("--show-waived", action="store_true", default=None, help="list each finding that is waived, in text")
    option("--hide-waived", action="store_true", default=None, help="leave what is waived out of what is written")
    option("--fail-level", choices=tuple(LEVELS), help="least severity that makes the exit code 1 (default: warning)")
    option("--max-findings", metavar="N", type=int, help="show at most N findings in text; 0 shows all (default: 100)")
    option(
        "--against-each-other",
        dest="against",
        action="store_true",
        default=None,
        help="hold the documents named to each other: the same figure in each",
    )
    option("--unsupported", action="store_true", default=None, help="list each figure no other document has")
    option("--like", metavar="FOLDER", help="read documents by an accepted draft, and hold them to what it published")
    option("--arelle", action="store_true", default=None, help="ask Arelle for a second opinion, formulas included")
    option("--arelle-plugins", metavar="NAMES", help="Arelle's plug-ins to load, separated by |; implies --arelle")
    option(
        "--calc",
        choices=("none", "c10", "c10d", "c11r", "c11t"),
        help="Arelle's calculation mode (default: what comes closest to ours); implies --arelle",
    )
    add_judging(parser)
    option("--color", choices=("auto", "always", "never"), default="auto", help="default: auto, which honours NO_COLOR")
    option("-j", "--workers", metavar="N", type=int, help="processes that share several reports (default: one a core)")
    option("--timing", action="store_true", help="print the time taken, on terminals as elsewhere")


def main(arguments: Namespace) -> int:
    """Check, report, and return the exit code."""
    from validator.cli.configuration.parts import Configurations

    given = settings_of(arguments)
    paths: list[str | Problem] = [*given.get("paths", ())]
    written = sinks(given.get("output", ()), "text")  # what cannot be written is said before the work is done
    keep = any(one.form == WORKBOOK for one in written)  # it tells of every figure and tie
    if keep:
        workbooks_can_be()
    configurations = Configurations(given)
    settings = configurations.of(".")
    if given.get("changed") or given.get("from_ref") or given.get("to_ref"):
        paths = _affected(given, settings)
        if not paths:
            say("no report depends on what changed")
            return CLEAN
    if given.get("online") and sys.stderr.isatty():
        _watch()
    seldom()
    parts = configurations.parts(paths)
    _apart(written, parts)
    with tables(written) as recorder:
        with progress.shown(sum(len(part.found) for part in parts)):
            outcomes = judged(configurations, parts, keep=keep, seen=recorder)
        emit(shown_by([part.settings for part in parts], settings), _whole(configurations, outcomes), recorder)
    levels = [LEVELS[part.settings.get("fail_level", "warning")] for part in parts]
    return max(verdict(outcome, level) for outcome, level in zip(outcomes, levels, strict=True))


def _affected(given: Settings, settings: Settings) -> list[str | Problem]:
    """Return the reports that what changed may have broken. Raises UsageError where nobody can tell what changed."""
    from validator.cli.changed import affected, git

    named, first, last = given.get("paths", []), given.get("from_ref", ""), given.get("to_ref", "")
    if last and not first:
        raise UsageError("--to-ref: say with --from-ref from where")
    untracked = not named and not last and "PRE_COMMIT" not in os.environ
    try:
        told = git.changed(untracked=untracked, first=first, last=last)
    except git.UnknownError as error:
        raise UsageError(f"--changed: {error}") from None
    if told is None and (first or not named):
        raise UsageError("--changed: name the files that changed, or run it where git can tell")
    files = list(dict.fromkeys((*named, *(told or ()))))

    def before(some: Sequence[str]) -> Sequence[str]:
        """Return those that were reports; what is named and has not changed is what it was."""
        if told is None:
            return some
        changed = set(map(os.path.abspath, told))
        others = [one for one in some if os.path.abspath(one) in changed]
        return git.reports_before(others, first=first, last=last)

    return affected(files, given, options(settings), told=told is not None, before=before)


def _apart(written: Sequence[Sink], parts: Sequence[Part]) -> None:
    """Raise UsageError where an output would be written over waivers that are read: what was accepted is in them."""
    read = {os.path.realpath(path) for part in parts for path in part.settings.get("waivers", ())}
    for one in written:
        if one.path and os.path.realpath(one.path) in read:
            raise UsageError(f"--output {one.path}: the waivers are read from it, and would be lost")


def judged(
    configurations: Configurations,
    parts: Sequence[Part],
    *,
    beside: Sequence[str] = (),
    keep: bool = False,
    seen: Seen | None = None,
) -> list[Outcome]:
    """Check the reports of each part by its configuration, held against those `beside` them; return their outcomes.

    Reports are let go unless told to `keep` them, and shown to `seen` before, where they are to be. Raises UsageError.
    """
    doubtful = selectors.doubtful(parts, configurations.given)
    given = configurations.given
    asked = [([*beside, *part.found], options(part.settings, selectors.sources(given, part.file))) for part in parts]
    whole = keep or bool(doubtful)
    each = None if whole or seen is not None else _shared(asked, given)
    outcomes = run_parts(asked, keep=whole, each=each, seen=seen)
    selectors.fitting(doubtful, parts, outcomes)
    return outcomes


def _shared(asked: Sequence[tuple[Sequence[str | Problem], Options]], given: Settings) -> Examine | None:
    """Return what examines files in other processes, where there are several and that is not ruled out."""
    if given.get("workers") == 1 or sum(len(found) for found, _ in asked) < 2:
        return None
    from validator.sharing import cores, elsewhere

    return elsewhere(asked, given.get("workers") or cores())


def outcome_of(paths: Sequence[str], asked: Mapping[str, object]) -> Outcome:
    """Return the outcome of paths as a program asks for it, by the names of options; None is not asked for."""
    from validator.cli.configuration.parts import Configurations

    given = cast("Settings", {key: value for key, value in asked.items() if value is not None})
    configurations = Configurations(given)
    return _whole(configurations, judged(configurations, configurations.parts(paths), keep=True))


def _whole(configurations: Configurations, outcomes: Sequence[Outcome]) -> Outcome:
    """Return one outcome of all parts, with the reports that their configurations pass over."""
    outcome = joined(outcomes)
    return outcome._replace(withheld=(*outcome.withheld, *configurations.withheld))


def _watch() -> None:
    """Show on the terminal what is fetched, in one line: how many documents, how much, and the last one."""
    from validator.dts.resolver import watching

    sizes: list[int] = []

    def told(uri: str, size: int) -> None:
        sizes.append(size)
        line = f"fetched {len(sizes)} documents, {sum(sizes) / 1e6:.1f} MB: {uri}"
        sys.stderr.write(f"\r\x1b[K{line[:100]}")
        sys.stderr.flush()

    watching.set(told)


def shown_by(parts: Sequence[Settings], here: Settings) -> Settings:
    """Return the settings of what is shown: where all configurations agree theirs, else the current folder's."""
    shown = here.copy()
    if parts and all(part.get("format") == parts[0].get("format") for part in parts):
        shown["format"] = parts[0].get("format", "text")
    if parts and all(part.get("max_findings") == parts[0].get("max_findings") for part in parts):
        shown["max_findings"] = parts[0].get("max_findings", 100)
    if parts and all(part.get("docs") == parts[0].get("docs") for part in parts):
        shown["docs"] = parts[0].get("docs", "")
    return shown


def verdict(outcome: Outcome, level: Severity) -> int:
    """Return the exit code: 2 when something asked for was not done, 1 when a finding is grave enough, else 0."""
    if undone(outcome):
        return FAILED
    worst = outcome.worst
    return FOUND if worst is not None and worst >= level else CLEAN
