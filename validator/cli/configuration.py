"""The configuration: tieout.toml, or [tool.tieout] of pyproject.toml, found upward from the first path."""

from __future__ import annotations

import os
from typing import Any

from validator.cli import UsageError, nearest

PATHS = ("reports", "package", "rules", "waivers")  # lists of paths, relative to the file they stand in
RENAMED = {
    "fail-level": "fail_level",
    "max-findings": "max_findings",
    "packages": "package",
    "arelle-plugins": "arelle_plugins",
}


def load(named: str | None, paths: list[str]) -> dict[str, Any]:
    """Return the settings of the file named, else of the nearest one; an empty mapping when there is none.

    Raises UsageError, with the file and what is wrong in it.
    """
    file = named or find(paths[0])
    if file is None:
        return {}
    try:
        with open(file, "rb") as stream:
            content = stream.read()
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror or error}") from error
    return settle(parse(content, file), os.path.dirname(file))


def find(path: str) -> str | None:
    """Return the nearest configuration file in the folder of a path or above it."""
    folder = os.path.abspath(path)
    while True:
        for name in ("tieout.toml", "pyproject.toml"):
            candidate = os.path.join(folder, name)
            if os.path.isfile(candidate) and (name == "tieout.toml" or _speaks_of_us(candidate)):
                return candidate
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


def _speaks_of_us(path: str) -> bool:
    try:
        with open(path, "rb") as stream:
            return b"tool.tieout" in stream.read()
    except OSError:
        return False


def parse(content: bytes, file: str) -> dict[str, Any]:
    """Return the settings a configuration file holds, as written; raises UsageError."""
    import tomllib

    try:
        table: dict[str, Any] = tomllib.loads(content.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: not TOML: {error}") from error
    if os.path.basename(file) == "pyproject.toml":
        tool = table.get("tool", {})
        table = tool.get("tieout", {}) if isinstance(tool, dict) else {}
    validate(table, content, file)
    return table


def validate(table: dict[str, Any], content: bytes, file: str) -> None:
    """Raise UsageError unless the settings follow `schemas/config.schema.json`.

    A file that was found valid is remembered by its hash, so the validator is imported when it changes only.
    """
    from validator.memory import recall, remember
    from validator.resources import path

    with open(path("config.schema.json"), "rb") as stream:
        schema = stream.read()
    if recall("config", schema + content) is not None:
        return
    import json

    import jsonschema

    errors = sorted(
        jsonschema.Draft202012Validator(json.loads(schema)).iter_errors(table), key=lambda e: [str(p) for p in e.path]
    )
    if errors:
        raise UsageError(f"{file}: {_wording(errors[0], table, json.loads(schema))}")
    remember("config", schema + content, b"valid")


def _wording(error: Any, table: dict[str, Any], schema: dict[str, Any]) -> str:
    if error.validator == "additionalProperties" and not error.path:
        known = schema["properties"]
        unknown = next(key for key in table if key not in known)
        return f"unknown key {unknown!r}{nearest(unknown, list(known))}"
    place = ".".join(str(part) for part in error.path)
    return f"{place}: {error.message}" if place else str(error.message)


def settle(table: dict[str, Any], folder: str) -> dict[str, Any]:
    """Return settings by the names the command line has, with paths taken from the file's own folder."""
    settings = {RENAMED.get(key, key): value for key, value in table.items()}
    for key in PATHS:
        if key in settings:
            settings[key] = [os.path.join(folder, path) for path in settings[key]]
    if "webcache" in settings:
        settings["webcache"] = os.path.join(folder, settings["webcache"])
    if "rounding" in settings:
        settings["truncation"] = settings.pop("rounding") == "truncation"
    return settings
