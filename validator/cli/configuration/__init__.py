"""The configuration: tieout.toml, or [tool.tieout] of pyproject.toml, found upward from each report."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypedDict, cast

from validator.authored.loading import Fault, contents, kept, parsed
from validator.buffers import opened
from validator.cli import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMES = ("tieout.toml", "pyproject.toml")
PATHS = ("reports", "documents", "package", "rules", "waivers", "webcache")  # relative to the file they stand in
RENAMED = {
    "fail-level": "fail_level",
    "max-findings": "max_findings",
    "packages": "package",
    "arelle-plugins": "arelle_plugins",
}


ANOTHER_ENGINE = "has Arelle read what a report names, whose limits and folders are its own"
COMMAND_LINE_ONLY = {  # a repository's configuration is data: it never says what is run
    "arelle-plugins": "chooses code to run",
    "arelle": ANOTHER_ENGINE,
    "calc": ANOTHER_ENGINE,
}


class Settings(TypedDict, total=False):
    """What a run was asked for, by the names the command line has; what is not there has its default."""

    paths: list[str]
    reports: list[str]
    documents: list[str]
    exclude: list[str]
    changed: bool
    from_ref: str
    to_ref: str
    config: str
    webcache: str
    package: list[str]
    online: bool
    cache: bool
    rules: list[str]
    waivers: list[str]
    waive: bool
    truncation: bool
    calc11: bool
    packs: bool
    together: bool
    like: str
    against: bool
    unsupported: bool
    select: list[str]
    ignore: list[str]
    severity: dict[str, str]
    fail_level: str
    arelle: bool
    arelle_plugins: str
    calc: str
    format: str
    output: list[str]
    docs: str
    hide_waived: bool
    quiet: bool
    statistics: bool
    show_waived: bool
    max_findings: int
    color: str
    timing: bool
    workers: int
    debug: bool


def load(named: str | None, paths: list[str]) -> Settings:
    """Return the settings of the file named, else of the nearest one; an empty mapping when there is none.

    Raises UsageError, with the file and what is wrong in it.
    """
    file = named or find(paths[0])
    return {} if file is None else loaded(file)


def loaded(file: str) -> Settings:
    """Return the settings of a configuration file; raises UsageError, with the file and what is wrong in it."""
    source = contents(file)
    if isinstance(source, Fault):
        raise UsageError(f"{file}: {source.said}")
    table = parse(source, file)
    for key, why in COMMAND_LINE_ONLY.items():
        if key in table:
            raise UsageError(f"{file}: {key} {why}: it is taken from the command line only, as --{key}")
    settings = settle(table, os.path.dirname(file))
    _stays_below(settings, file)
    return settings


def _stays_below(settings: Settings, file: str) -> None:
    """Raise UsageError for a path that leads out of the folder of its file, by itself or by a link, or to no file."""
    root = os.path.realpath(os.path.dirname(file))
    webcache = settings.get("webcache")
    named: dict[str, Sequence[str]] = {
        "reports": settings.get("reports", ()),
        "documents": settings.get("documents", ()),
        "packages": settings.get("package", ()),
        "rules": settings.get("rules", ()),
        "waivers": settings.get("waivers", ()),
        "webcache": (webcache,) if webcache else (),
    }
    for key, paths in named.items():
        for path in paths:
            if "\0" in path:
                raise UsageError(f"{file}: {key}: {path!r} is no name a file can have")
            real = os.path.realpath(path)
            if real != root and not real.startswith(os.path.join(root, "")):
                raise UsageError(
                    f"{file}: {key}: {path} leads out of {root}; name it on the command line, if it is meant"
                )
            if os.path.exists(path) and not (os.path.isfile(path) or os.path.isdir(path)):
                raise UsageError(f"{file}: {key}: {path} is no regular file")


def find(path: str, known: dict[str, str | None] | None = None) -> str | None:
    """Return the nearest configuration file in the folder of a path or above it.

    `known` holds what was found from the folders of other paths, and is added to.
    """
    known = {} if known is None else known
    folder, passed = os.path.abspath(path), []
    while folder not in known:
        passed.append(folder)
        here = _lying_in(folder)
        parent = os.path.dirname(folder)
        if here is not None or parent == folder:
            known[folder] = here
            break
        folder = parent
    found = known[folder]
    known.update(dict.fromkeys(passed, found))
    return found


def _lying_in(folder: str) -> str | None:
    for name in NAMES:
        candidate = os.path.join(folder, name)
        if name == "tieout.toml" and os.path.lexists(candidate):
            return candidate
        if os.path.isfile(candidate) and _speaks_of_us(candidate):
            return candidate
    return None


def _speaks_of_us(path: str) -> bool:
    try:
        with opened(path) as stream:
            return b"tool.tieout" in stream.read()
    except OSError:
        return False


def parse(source: bytes, file: str) -> dict[str, object]:
    """Return the settings a configuration file holds, as written; raises UsageError."""
    within = ("tool", "tieout") if os.path.basename(file) == "pyproject.toml" else ()

    def made(source: bytes) -> dict[str, object]:
        table, _, faults = parsed(source, "config.schema.json", within)
        if faults:
            fault = faults[0]
            said = fault.said if fault.misshapen else f"not TOML: {fault.reason}"
            raise UsageError(f"{file}:{fault.line}:{fault.column}: {said}")
        return table

    return kept("config-" + ".".join(within), "config.schema.json", source, made)


def settle(table: dict[str, object], folder: str) -> Settings:
    """Return settings by the names the command line has, with paths taken from the file's own folder."""
    settings = {RENAMED.get(key, key): value for key, value in table.items()}
    if "rounding" in settings:
        settings["truncation"] = settings.pop("rounding") == "truncation"
    for key in PATHS:
        value = settings.get(key)
        if isinstance(value, str):
            settings[key] = os.path.join(folder, value)
        elif isinstance(value, list):
            settings[key] = [os.path.join(folder, path) for path in value]
    patterns = settings.get("exclude")
    if isinstance(patterns, list):
        from glob import escape

        settings["exclude"] = [os.path.join(escape(os.path.abspath(folder)), pattern) for pattern in patterns]
    return cast("Settings", settings)  # the schema has seen to it
