"""One report read and bound, for the commands that look at evidence rather than at faults."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from validator.cli import UsageError
from validator.cli.sources import add_rules, add_taxonomies

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from validator.cli.configuration import Settings
    from validator.tieouts.evidence import Evidence


def add_reading(parser: ArgumentParser) -> None:
    """Declare the report and the options of reading it."""
    option = parser.add_argument
    option("report", metavar="REPORT", help="a report, in any syntax")
    add_taxonomies(parser)
    option("--online", action="store_true", default=None, help="fetch what no package and no cache holds")
    add_rules(parser)
    option("--truncation", action="store_true", default=None, help="figures were truncated, not rounded to nearest")
    option(
        "--calc11", action="store_true", default=None, help="judge calculation links of XBRL 2.1 by Calculations 1.1"
    )
    option("--no-packs", dest="packs", action="store_false", default=None, help="leave out the accounting identities")
    option("--config", metavar="FILE", help="configuration file (default: tieout.toml or pyproject.toml found upward)")


READING = ("webcache", "package", "online", "rules", "truncation", "calc11", "packs")


def bound(arguments: Namespace) -> Evidence:
    """Read the report and bind every tie to it; raises UsageError when it cannot be read."""
    from validator import checks, readers
    from validator.checks.consequences import stood_in
    from validator.cli.check import options
    from validator.cli.configuration import load
    from validator.tieouts.evidence import Evidence
    from validator.tieouts.figures import Figures
    from validator.unprepared import unprepared

    settings = load(arguments.config, [arguments.report])
    given = {key: value for key in READING if (value := getattr(arguments, key)) is not None}
    settings.update(cast("Settings", given))
    chosen = options(settings)
    report = readers.read(arguments.report, chosen)
    document = unprepared(report, chosen)
    report = report if document is None else document
    if not len(report):
        why = next((problem.check.replace("-", " ") for problem in report.problems), "it holds no fact")
        raise UsageError(f"{arguments.report}: {why}; `tieout check` tells more")
    evidence = Evidence.gathered(Figures(report, truncation=chosen.truncation), checks.BINDERS, chosen)
    stood_in(evidence)
    if not evidence.ties:
        raise UsageError(f"{arguments.report}: no calculation and no tie-out applies to it, so nothing protects it")
    return evidence
