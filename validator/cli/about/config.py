"""Show the settings a report is checked by, and where each of them comes from."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from validator.cli import CLEAN, say
from validator.cli.output import show

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

DEFAULTS = {
    "select": "all",
    "ignore": "none",
    "fail_level": "warning",
    "max_findings": 100,
    "format": "text",
    "truncation": False,
}  # said where no file says otherwise


def add(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("path", nargs="?", default=".", metavar="PATH", help="a report, or a folder (default: .)")
    parser.add_argument("--config", metavar="FILE", help="configuration file (default: the nearest, found upward)")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def main(arguments: Namespace) -> int:
    """Print the settings."""
    from validator.cli.configuration.parts import Configurations

    given = {"config": arguments.config} if arguments.config else {}
    found = Configurations(given)  # type: ignore[arg-type] # a mapping of that one key
    file = found.file(arguments.path)
    own = {key: value for key, value in found.of(arguments.path).items() if key != "config"}
    rows = [(key, value, file) for key, value in sorted(own.items())]
    rows += [(key, value, "default") for key, value in DEFAULTS.items() if key not in own]
    if arguments.format == "json":
        show({"path": arguments.path, "file": file or None, "settings": {
            key: {"value": value, "from": whence} for key, value, whence in rows}})  # fmt: skip
        return CLEAN
    say(f"{arguments.path}: {file or 'no configuration file in its folder or above'}")
    for key, value, whence in rows:
        where = whence if whence == "default" else os.path.relpath(whence)
        say(f"  {NAMES.get(key, key)} = {_plain(value)}  ({where})")
    return CLEAN


NAMES = {"fail_level": "fail-level", "max_findings": "max-findings", "package": "packages", "truncation": "truncation"}


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    if isinstance(value, dict):
        return ", ".join(f"{key}: {one}" for key, one in value.items())
    return str(value).lower() if isinstance(value, bool) else str(value)
