"""Write waivers for every tie that fails, to be reviewed, given their reasons, and kept in a waiver file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from validator.cli import CLEAN, UsageError
from validator.cli.configuration.evidence import add_reading, bound
from validator.streams import hand_over

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from validator.model.report import Report


def add(parser: ArgumentParser) -> None:
    """Declare the options."""
    add_reading(parser)
    parser.add_argument("--code", action="append", metavar="CODE", help="only failures of these codes; repeatable")
    parser.add_argument("--reason", required=True, metavar="TEXT", help="why they are accepted")
    parser.add_argument("--by", required=True, metavar="NAME", help="who accepts them")
    parser.add_argument("--until", required=True, metavar="DAY", help="the last day they hold, as YYYY-MM-DD")


def main(arguments: Namespace) -> int:
    """Print the waivers."""
    from datetime import date

    from validator.accepting import written

    try:
        until = date.fromisoformat(arguments.until).isoformat()
    except ValueError as error:
        raise UsageError(f"--until: {arguments.until!r} is no day as YYYY-MM-DD") from error
    evidence = bound(arguments)
    _fitting(arguments.code or (), evidence.figures.report, arguments.rules or ())
    chosen = [tie for tie in evidence.ties if not arguments.code or tie.code in arguments.code]
    hand_over([written(chosen, reason=arguments.reason, by=arguments.by, until=until)])
    return CLEAN


def _fitting(asked: Sequence[str], report: Report, rules: Sequence[str]) -> None:
    """Raise UsageError for a code that no check and no rule has: nothing would be written, which would look clean."""
    from validator import accepting
    from validator.authored.nearest import did_you_mean, nearest_code
    from validator.checks.tieouts import rule_files

    known = accepting.codes(asked, (*rules, *rule_files(report)), os.path.dirname(report.path))
    for code in asked:
        if code not in known:
            raise UsageError(f"--code: no check and no rule has {code!r}{did_you_mean(nearest_code(code, known))}")
