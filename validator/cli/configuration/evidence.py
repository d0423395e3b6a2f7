"""One report read and bound, for the commands that look at evidence rather than at faults."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from validator.cli import UsageError, progress
from validator.cli.configuration.sources import add_beside, add_rules, add_taxonomies, beside

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping, Sequence

    from validator.cli.configuration import Settings
    from validator.finding import Finding
    from validator.model.report import Report
    from validator.run import Options
    from validator.tieouts.evidence import Evidence


def add_reading(parser: ArgumentParser) -> None:
    """Declare the report and the options of reading it."""
    option = parser.add_argument
    option("report", metavar="REPORT", help="a report, in any syntax, or a document")
    add_beside(parser)
    add_taxonomies(parser)
    option("--online", action="store_true", default=None, help="fetch what no package and no cache holds")
    add_rules(parser)
    option("--truncation", action="store_true", default=None, help="figures were truncated, not rounded to nearest")
    option(
        "--calc11", action="store_true", default=None, help="judge calculation links of XBRL 2.1 by Calculations 1.1"
    )
    option("--no-packs", dest="packs", action="store_false", default=None, help="leave out the accounting identities")
    option("--config", metavar="FILE", help="configuration file (default: tieout.toml or pyproject.toml found upward)")


READING = ("webcache", "package", "online", "rules", "truncation", "calc11", "packs", "like", "against")


def bound(arguments: Namespace) -> Evidence:
    """Read the report and bind every tie to it; raises UsageError when it cannot be read, and where nothing is tied."""
    given = {key: value for key in READING if (value := getattr(arguments, key)) is not None}
    evidence = tied(arguments.report, arguments.config, given, beside(arguments))
    if not evidence.ties:
        raise UsageError(f"{arguments.report}: no calculation and no tie-out applies to it, so nothing protects it")
    return evidence


def tied(path: str, configuration: str | None, given: Mapping[str, object], others: Sequence[str] = ()) -> Evidence:
    """Return the ties of a report by its configuration and what is given; raises UsageError when it cannot be read."""
    from validator import checks, watched
    from validator.checks.consequences import stood_in
    from validator.checks.footing import as_printed
    from validator.cli.configuration import load
    from validator.cli.configuration.judging import options
    from validator.tieouts.evidence import Evidence
    from validator.tieouts.figures import Figures

    settings = load(configuration, [path])
    settings.update(cast("Settings", given))
    chosen = options(settings)._replace(against=bool(others))
    with progress.shown():
        watched.tell(path)
        report = read(path, others, chosen)
        watched.tell(path, "its ties")
        evidence = Evidence.gathered(Figures(report, truncation=chosen.truncation), checks.BINDERS, chosen)
        stood_in(evidence)
        as_printed(evidence)
    return evidence


def read(path: str, others: Sequence[str], chosen: Options) -> Report:
    """Return the report of a path, held to others where there are any; raises UsageError for what holds no figure."""
    from validator.unprepared import against_each_other, as_read

    if not others:
        return _of_facts(path, as_read(path, chosen))
    held = against_each_other([([*others, path], chosen)])
    for one in others:
        _of_facts(one, held[one])
    return _of_facts(path, held[path])


def _of_facts(path: str, read: Report | Finding) -> Report:
    """Return what was read; raises UsageError where it holds no fact."""
    from validator.model.report import Report

    if not isinstance(read, Report):
        raise UsageError(f"{path}: {read.message}")
    if not len(read):
        why = next((problem.check.replace("-", " ") for problem in read.problems), "it holds no fact")
        raise UsageError(f"{path}: {why}; `tieout check` tells more")
    return read
