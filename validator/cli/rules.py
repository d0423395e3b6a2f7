"""List every check: code, severity, name and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.checks import CATALOGUE
from validator.cli import CLEAN

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def main(arguments: Namespace) -> int:
    """Print the catalogue."""
    if arguments.format == "json":
        from json import dumps

        rows = [
            {
                "code": c.code,
                "name": c.name,
                "severity": c.severity.name.lower(),
                "says": c.says,
                "cites": c.cites,
                "spec": c.spec,
            }
            for c in CATALOGUE
        ]
        print(dumps(rows, indent=2, ensure_ascii=False))
    else:
        width = max(len(check.name) for check in CATALOGUE)
        for check in CATALOGUE:
            print(f"{check.code} {check.severity.name.lower():<7} {check.name:<{width}} {check.says}")
    return CLEAN
