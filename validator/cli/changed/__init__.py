"""Changed files → the reports a change may have broken: those changed themselves, and those that depend on the rest.

A report depends on every file that was looked for when it was read, there or not, so what was deleted or renamed
reaches it as what was edited does; and on what is found by where it lies: rules, waivers, settings, parts of a set.
"""

from __future__ import annotations

import os
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from validator import budget
from validator.checks.syntaxes import kind_of
from validator.checks.waivers import BESIDE as WAIVERS
from validator.cli.changed.index import Index
from validator.cli.changed.needs import around, needs
from validator.cli.changed.places import Places
from validator.cli.configuration.documents import holds
from validator.cli.configuration.parts import Configurations
from validator.model.source import Problem
from validator.readers import recognition
from validator.readers.inline.folders import parts
from validator.readers.recognition import INLINE, XBRL_CSV, syntax
from validator.resting import folder_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from validator.cli.configuration import Settings
    from validator.run import Options

    Before = Callable[[Sequence[str]], Sequence[str]]

PROSE = (".css", ".js", ".md", ".py", ".rst", ".sh", ".ts", ".txt", ".yaml", ".yml")  # and programs


def affected(
    files: Sequence[str],
    settings: Settings,
    options: Options,
    *,
    told: bool = True,
    before: Before = tuple,
) -> list[str | Problem]:
    """Return the reports to check when some files changed, in order: changed reports first.

    A document is one where its configuration names it, there or not. Other reports are looked for among the `reports`
    and `documents` of the configuration, else in the current folder. Any of them is reached by a change of the
    configuration and of what it names (rules, waivers, packages). What is named and is not there any more comes as a
    problem. `told` says that what was deleted is among the files; where nobody can tell, a report that lacks a file is
    reached by any change. `before` returns those of some files that were reports before they changed; all of them may
    have been where nobody can tell.
    """
    index = Index(used=options.store)
    by = Configurations(settings, index.search, index.under)
    others = {file for file in files if not _report(file)}
    changed = list(dict.fromkeys(_as_checked(file) for file in files if file not in others or holds(by.of(file), file)))
    changed = [file for file in changed if not by.passed_over(file, ".")]
    known = {os.path.realpath(report) for report in changed}
    places = Places(files, {place for place in known if not _extended(place)})
    index.among(places)
    found = [one for part in by.parts(()) for one in part.found]
    candidates = [one for one in found if isinstance(one, str) and (not known or os.path.realpath(one) not in known)]
    reaching = _Reaching(by, places, options, index, told=told)
    changed += [report for report in candidates if places and reaching.reaches(report)]
    index.keep()
    gone = [file for file in files if file in others and not index.was_none(file)]
    missing = [one for one in found if isinstance(one, Problem) and _missed(one, files, known)]
    return [*_with_neighbours(changed, gone, candidates, by, before), *missing]


def _missed(problem: Problem, files: Sequence[str], known: set[str]) -> bool:
    """Whether a problem is that what changed left no file for a name or pattern of a configuration."""
    name = os.path.abspath(problem.at.path)
    if problem.check != "missing-file" or os.path.realpath(name) in known:
        return False
    patterns = {os.path.normcase(one) for one in (name, name.replace("**/", ""))}
    changed = [os.path.normcase(os.path.abspath(file)) for file in files]
    return any(fnmatchcase(file, pattern) for file in changed for pattern in patterns)


class _Reaching:
    """What files that changed reach, by the configuration of each report."""

    def __init__(self, by: Configurations, others: Places, options: Options, index: Index, *, told: bool) -> None:
        self.by = by
        self.others = others
        self.options = options
        self.index = index
        self.told = told
        self._by_file: dict[str, tuple[bool, Options, str]] = {}

    def reaches(self, report: str) -> bool:
        """Whether a report depends on one of them; one that cannot be read for a fault of ours may."""
        named, options, reading = self._own(report)
        if named:
            return True
        known = self.index.known(report, reading)
        if known is not None:
            one = self.index.entry(report)
            return known or (one.lacks and not self.told) or (bool(one.beside) and self._beside(report))
        for path in around(report):
            self.index.state(path)
        try:
            found = needs(report, options)
        except budget.ExceededError:
            return any(_may_matter(file, report) for file in self.others.paths)
        except Exception:  # noqa: BLE001 - a fault of a reader is reported where the report is checked
            return True
        self.index.learn(report, reading, found)
        return (
            any(map(self.others.touch, found.files))
            or (found.lacks and not self.told)
            or (found.inline and self._beside(report))
        )

    def _own(self, report: str) -> tuple[bool, Options, str]:
        """Return whether what the report's configuration names changed, and how it is read by it."""
        file = self.by.file(report)
        if file not in self._by_file:
            own = self.by.of(report)
            options = self.options._replace(webcache=own.get("webcache"), packages=tuple(own.get("package", ())))
            with_ = (options.webcache or "", *options.packages)
            reading = repr((with_, [os.path.abspath(path) for path in with_], options.online))
            touched = any(self.others.touch(one) for one in (*_settings(own), file) if one)
            self._by_file[file] = touched, options, reading
        return self._by_file[file]

    def _beside(self, report: str) -> bool:
        """Whether something changed beside an inline report: what is, was or lists a page may be a part of it."""
        folder = folder_of(report)
        return any(os.path.dirname(file) == folder for file in self.others.paths)


def _may_matter(file: str, report: str) -> bool:
    """Whether a report that is given up, so that nobody knows what it rests on, may rest on a file.

    It may on all that lies below its folder, and on all others but prose, by name and by what stands in it: schemas and
    linkbases are XML, packages archives, and tables lie below the metadata that names them.
    """
    folder = folder_of(report)
    if file == folder or file.startswith(os.path.join(folder, "")) or not file.lower().endswith(PROSE):
        return True
    try:
        with open(file, "rb") as stream:
            return recognition.told(file, stream).what != recognition.TEXT
    except OSError:
        return True


def _with_neighbours(
    reports: list[str], gone: Sequence[str], candidates: Sequence[str], by: Configurations, before: Before
) -> list[str]:
    """Return reports with those that share waivers with one of them: whether a waiver is used shows in all of them.

    So do those beside them that may be the same report in another syntax, which must say the same. `gone` may have
    been reports before they changed. Documents held against each other share all they say.
    """
    if by.given.get("against") and reports:
        return list(dict.fromkeys((*reports, *candidates)))
    shared = {folder for folder in map(folder_of, reports) if os.path.isfile(os.path.join(folder, WAIVERS))}
    named = {file for report in reports for file in by.of(report).get("waivers", ())}
    waiving = [
        one for one in gone if os.path.isfile(os.path.join(folder_of(one), WAIVERS)) or by.of(one).get("waivers")
    ]
    for one in before(waiving) if waiving else ():
        shared.add(folder_of(one))
        named.update(by.of(one).get("waivers", ()))
    kinds: dict[str, set[str]] = {}
    for one in reports:
        kinds.setdefault(folder_of(one), set()).add(kind_of(one))
    known = {os.path.realpath(report) for report in reports}
    beside = (
        one
        for one in candidates
        if folder_of(one) in shared
        or kinds.get(folder_of(one), set()) - {kind_of(one)}
        or (named and not named.isdisjoint(by.of(one).get("waivers", ())))
    )
    return [*reports, *(report for report in beside if os.path.realpath(report) not in known)]


def _settings(settings: Settings) -> Iterator[str]:
    """Yield the files a configuration names, and the folder that documents are read by."""
    for named in (settings.get("rules", ()), settings.get("waivers", ()), settings.get("package", ())):
        yield from named
    yield settings.get("like", "")


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
