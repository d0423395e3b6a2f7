"""Changed files → the reports a change may have broken: those changed themselves, and those that depend on the rest.

A report depends on every file that was looked for when it was read, there or not, so what was deleted or renamed
reaches it as what was edited does; and on what is found by where it lies: rules, waivers, settings, parts of a set.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from validator import readers
from validator.checks.tieouts import BESIDE as RULES
from validator.checks.waivers import BESIDE as WAIVERS
from validator.cli.configuration import NAMES
from validator.cli.configuration.documents import holds
from validator.cli.configuration.parts import Configurations
from validator.model.source import Problem
from validator.readers.inline.folders import parts
from validator.readers.recognition import INLINE, XBRL_CSV, syntax

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.cli.configuration import Settings
    from validator.model.report import Report
    from validator.run import Options

LACKING = ("unresolvable-reference", "csv-file-illegible")  # problems that say a file is not there


def affected(
    files: Sequence[str],
    settings: Settings,
    options: Options,
    *,
    told: bool = True,
    by: Configurations | None = None,
) -> list[str]:
    """Return the reports to check when some files changed, in order: changed reports first.

    A document is one where its configuration names it, there or not. Other reports are looked for among the `reports`
    and `documents` of the configuration, else in the current folder. Any of them is
    reached by a change of the configuration and of what it names (rules, waivers, packages). `told` says that what was
    deleted is among the files; where nobody can tell, a report that lacks a file is reached by any change.
    """
    by = Configurations(settings) if by is None else by
    changed = list(dict.fromkeys(_as_checked(file) for file in files if _report(file) or holds(by.of(file), file)))
    changed = [file for file in changed if not by.passed_over(file, ".")]
    known = {os.path.realpath(report) for report in changed}
    places = {place for file in files for place in (os.path.abspath(file), os.path.realpath(file))}
    others = places - {place for place in known if not _extended(place)}
    candidates = [report for report in _candidates(by) if os.path.realpath(report) not in known]
    within = others | _folders(others)
    for report in candidates if others else ():
        own = by.of(report)
        named = any(_touched(file, within) for file in (*_settings(own), by.file(report)) if file)
        if named or _reached(report, others, _reading(options, own), told=told):
            changed.append(report)
    return _with_neighbours(changed, candidates, by)


def _reading(options: Options, own: Settings) -> Options:
    """Return the options a report is read by, where its own configuration names what it is read with."""
    return options._replace(webcache=own.get("webcache"), packages=tuple(own.get("package", ())))


def _reached(report: str, others: set[str], options: Options, *, told: bool) -> bool:
    """Whether a report depends on one of some files; one that cannot be read for a fault of ours may."""
    if not others.isdisjoint(_around(report)):
        return True
    try:
        read = readers.read(report, options)
    except Exception:  # noqa: BLE001 - a fault of a reader is reported where the report is checked
        return True
    within = others | _folders(others)
    for one in (read, *read.others):
        if any(_touched(file, within) for file in _sought(one)):
            return True
        problems = (*one.problems, *(one.taxonomy.problems if one.taxonomy is not None else ()))
        if not told and any(problem.check in LACKING for problem in problems):
            return True
    return read.syntax == INLINE and any(_belongs(file, report) for file in others)


def _around(report: str) -> Iterator[str]:
    """Yield what is found by where a report lies: itself, its waivers, the settings of its folder and those above."""
    folder = os.path.abspath(report if os.path.isdir(report) else os.path.dirname(report))
    yield from (os.path.abspath(report), os.path.realpath(report), os.path.join(folder, WAIVERS))
    while True:
        yield from (os.path.join(folder, name) for name in NAMES)
        if folder == os.path.dirname(folder):
            return
        folder = os.path.dirname(folder)


def _sought(report: Report) -> Iterator[str]:
    """Yield every file that was looked for when a report was read, and the rules that may stand beside its schemas."""
    yield from report.sought
    yield from (document.path for document in report.documents)
    if report.taxonomy is not None:
        yield from report.taxonomy.sought
        folders = {os.path.dirname(document.path) for document in report.taxonomy.documents if document.path}
        yield from (os.path.join(folder, RULES) for folder in sorted(folders))


def _touched(file: str, changed: set[str]) -> bool:
    """Whether a file, or a folder with what lies in it, is among what changed and the folders that lies in."""
    return os.path.abspath(file) in changed or os.path.realpath(file) in changed


def _folders(files: set[str]) -> set[str]:
    """Return every folder some files lie in, directly or not."""
    found: set[str] = set()
    for file in files:
        folder = os.path.dirname(file)
        while folder not in found:
            found.add(folder)
            folder = os.path.dirname(folder)
    return found


def _belongs(file: str, report: str) -> bool:
    """Whether a file beside an inline report is, or may have been, a part of the same document set."""
    folder = os.path.abspath(report if os.path.isdir(report) else os.path.dirname(report))
    if os.path.dirname(file) != folder:
        return False
    try:
        return not os.path.lexists(file) or syntax(file) == INLINE
    except OSError:
        return True


def _with_neighbours(reports: list[str], candidates: Sequence[str], by: Configurations) -> list[str]:
    """Return reports with those that share waivers with one of them: whether a waiver is used shows in all of them."""
    shared = {folder for folder in map(_folder, reports) if os.path.isfile(os.path.join(folder, WAIVERS))}
    named = {file for report in reports for file in by.of(report).get("waivers", ())}
    if not shared and not named:
        return reports
    known = {os.path.realpath(report) for report in reports}
    beside = (
        one for one in candidates if _folder(one) in shared or not named.isdisjoint(by.of(one).get("waivers", ()))
    )
    return [*reports, *(report for report in beside if os.path.realpath(report) not in known)]


def _folder(report: str) -> str:
    return os.path.dirname(report)


def _settings(settings: Settings) -> Iterator[str]:
    """Yield the files a configuration names."""
    for named in (settings.get("rules", ()), settings.get("waivers", ()), settings.get("package", ())):
        yield from named


def _report(file: str) -> bool:
    try:
        return os.path.isfile(file) and bool(syntax(file))
    except OSError:
        return True  # let the run say what is wrong with it


def _extended(report: str) -> bool:
    """Whether a report may be what another one extends."""
    try:
        return os.path.isfile(report) and syntax(report) == XBRL_CSV
    except OSError:
        return True


def _as_checked(file: str) -> str:
    """Return a changed report as a run finds it: a part of a document set is checked with the rest of its folder."""
    folder = os.path.dirname(file)
    try:
        inside = syntax(file) == INLINE and file in parts(folder)
    except OSError:
        return file
    return (folder or ".") if inside else file


def _candidates(by: Configurations) -> Iterator[str]:
    for part in by.parts(()):
        yield from (found for found in part.found if not isinstance(found, Problem))
