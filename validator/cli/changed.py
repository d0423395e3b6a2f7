"""Changed files → the reports a change may have broken: those changed themselves, and those that depend on the rest."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from validator import readers
from validator.cli.configuration import find
from validator.model.source import Problem
from validator.readers.folders import find_reports
from validator.readers.recognition import syntax

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.cli.configuration import Settings
    from validator.run import Options

BESIDE = (".toml", ".csv", ".json", ".zip")  # tie-outs, mappings, tables, packages: they serve what lies beside them


def affected(files: Sequence[str], settings: Settings, options: Options) -> list[str]:
    """Return the reports to check when some files changed, in order: changed reports first.

    Other reports are looked for among the `reports` of the configuration, else in the current folder. Any of them is
    reached by a change of the configuration and of what it names (rules, packages); else a report is reached when its
    DTS holds a changed file, or when rules, tables or a package changed beside it or beside a file of its DTS.
    """
    changed = [file for file in files if _report(file)]
    others = {os.path.realpath(file) for file in files if file not in changed}
    if not others:
        return changed
    every = not others.isdisjoint(_settings(settings))
    folders = {os.path.dirname(file) for file in others if file.endswith(BESIDE)}
    known = {os.path.realpath(file) for file in changed}
    for report in _candidates(settings):
        if os.path.realpath(report) not in known:
            files_of = () if every else (os.path.realpath(report), *_documents(report, options))
            if every or not others.isdisjoint(files_of) or any(os.path.dirname(file) in folders for file in files_of):
                changed.append(report)
    return changed


def _settings(settings: Settings) -> set[str]:
    """Return the configuration file and the files it names."""
    named = [
        *settings.get("rules", ()),
        *settings.get("waivers", ()),
        *settings.get("package", ()),
        settings.get("config") or find(".") or "",
    ]
    return {os.path.realpath(file) for file in named if file}


def _report(file: str) -> bool:
    try:
        return os.path.isfile(file) and bool(syntax(file)[0])
    except OSError:
        return True  # let the run say what is wrong with it


def _candidates(settings: Settings) -> Iterator[str]:
    for found in find_reports(settings.get("reports") or ["."]):
        if not isinstance(found, Problem):
            yield found


def _documents(report: str, options: Options) -> set[str]:
    """Return the files of a report's DTS; a report that cannot be read has none, and is not what changed."""
    try:
        taxonomy = readers.read(report, options).taxonomy
    except Exception:  # noqa: BLE001 - a fault of a reader is reported where the report is checked
        return set()
    return {os.path.realpath(document.path) for document in taxonomy.documents} if taxonomy is not None else set()
