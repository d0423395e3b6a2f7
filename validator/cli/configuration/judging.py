"""The options that say how a report is judged: one table, read alike by every command that judges."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, cast

from validator.cli import UsageError
from validator.cli.configuration import selectors
from validator.cli.configuration.sources import accepted_draft, add_rules, add_taxonomies
from validator.finding import Severity
from validator.run import Options

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from validator.cli.configuration import Settings

LEVELS = {"note": Severity.NOTE, "warning": Severity.WARNING, "error": Severity.ERROR}


def add_judging(parser: ArgumentParser) -> None:
    """Declare the options. A default of None means: the configuration file, else the default said here."""
    option = parser.add_argument
    option(
        "--select",
        metavar="CODES",
        action="append",
        help="only these: codes, beginnings of codes, names; comma-separated",
    )
    option("--ignore", metavar="CODES", action="append", help="not these; the longest that fits decides")
    add_taxonomies(parser)
    option("--online", action="store_true", default=None, help="fetch what no package and no cache holds")
    add_rules(parser)
    option(
        "--together",
        action="store_true",
        default=None,
        help="look for contradictions that only several ties show together",
    )
    option("--waivers", metavar="FILE", action="append", help="further waivers; repeatable")
    option("--no-waivers", dest="waive", action="store_false", default=None, help="waive nothing")
    rounding = parser.add_mutually_exclusive_group()
    rounding.add_argument("--truncation", action="store_true", default=None, help="figures were truncated")
    rounding.add_argument(
        "--rounding", dest="truncation", action="store_false", help="figures were rounded to nearest (default)"
    )
    option(
        "--calc11",
        action="store_true",
        default=None,
        help="judge calculation links of XBRL 2.1 by Calculations 1.1 too",
    )
    option("--no-packs", dest="packs", action="store_false", default=None, help="leave out the accounting identities")
    option("--no-cache", dest="cache", action="store_false", default=None, help="compile taxonomies anew")
    option(
        "--config",
        metavar="FILE",
        help="configuration file (default: tieout.toml or pyproject.toml found upward from each report)",
    )


def settings_of(arguments: Namespace) -> Settings:
    """Return what the command line gives; what it does not give is not there. Lists of codes are taken apart."""
    given = cast("Settings", {key: value for key, value in vars(arguments).items() if value not in (None, [])})
    for codes in (given.get("select"), given.get("ignore")):
        if codes:
            codes[:] = [code for item in codes for code in item.split(",")]
    return given


def options(settings: Settings, said_by: tuple[tuple[str, str], ...] = ()) -> Options:
    """Return the run's options of the settings; raises UsageError on a code that cannot be one."""
    severities = {code: LEVELS[level] for code, level in settings.get("severity", {}).items()}
    selectors.shaped(settings, dict(said_by))
    webcache = settings.get("webcache")
    if webcache and not os.path.isdir(webcache):
        raise UsageError(f"--webcache: there is no folder {webcache}")
    named = {
        "--package": settings.get("package"),
        "--rules": settings.get("rules"),
        "--waivers": settings.get("waivers"),
    }
    for option, paths in named.items():
        for path in paths or ():
            if not os.path.exists(path):
                raise UsageError(f"{option}: there is no {path}")
    return Options(
        said_by=said_by,
        against=settings.get("against", False) or settings.get("unsupported", False),
        unsupported=settings.get("unsupported", False),
        like=accepted_draft(settings.get("like", "")),
        webcache=webcache,
        packages=tuple(settings.get("package", ())),
        online=settings.get("online", False),
        rules=tuple(settings.get("rules", ())),
        truncation=settings.get("truncation", False),
        select=tuple(settings.get("select", ())),
        ignore=tuple(settings.get("ignore", ())),
        calc11=settings.get("calc11", False),
        packs=settings.get("packs", True),
        waivers=tuple(settings.get("waivers", ())),
        waive=settings.get("waive", True),
        together=settings.get("together", False),
        store=settings.get("cache", True),
        severities=tuple(severities.items()),
        arelle=any(settings.get(key) for key in ("arelle", "arelle_plugins", "calc")),
        arelle_plugins=tuple(name for name in (settings.get("arelle_plugins") or "").split("|") if name),
        arelle_calc=settings.get("calc") or "",
        debug=settings.get("debug", False) or bool(os.environ.get("TIEOUT_DEBUG")),
    )
