"""List every check and every rule: code, severity, name and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.checks import CATALOGUE
from validator.cli import CLEAN, say
from validator.cli.configuration.selectors import rules
from validator.cli.configuration.sources import add_rules
from validator.cli.output import show

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    add_rules(parser)


def main(arguments: Namespace) -> int:
    """Print the catalogue, and the rules of rule files after it."""
    keys = ("code", "severity", "name", "says", "cites", "spec", "file")
    rows = [
        (c.code, c.severity.name.lower(), c.name, "; or ".join(c.says), c.cites, ", ".join(c.told), "")
        for c in CATALOGUE
    ]
    for rule, path in rules(arguments.rules or []):
        rows.append((rule.code, rule.severity or "error", rule.name, rule.says_text, rule.cites, "", path))
    if arguments.format == "json":
        show([dict(zip(keys, row, strict=True)) for row in rows])
        return CLEAN
    width = max(len(row[2]) for row in rows)
    for code, severity, name, says, *_ in rows:
        say(f"{code} {severity:<7} {name:<{width}} {' '.join(says.split())}")
    return CLEAN
