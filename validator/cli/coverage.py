"""Show which figures of a report the ties protect, and which none touches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.cli import CLEAN, say
from validator.cli.configuration.evidence import add_reading, bound
from validator.cli.output import show

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add(parser: ArgumentParser) -> None:
    """Declare the options."""
    add_reading(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.add_argument("--all", action="store_true", help="list every figure with the ties that touch it")


def main(arguments: Namespace) -> int:
    """Print the coverage of one report."""
    from validator import coverage
    from validator.reporters.coverage import plain, text

    evidence = bound(arguments)
    measured = coverage.measure(evidence.figures, evidence.ties)
    if arguments.format == "json":
        show(plain(measured, coverage.printed(evidence.figures.report)))
    else:
        say(text(measured, everything=arguments.all), end="")
    return CLEAN
