"""Arelle as second opinion: a report → what Arelle says of it, as problems at places in the user's files, and ties.

The only module that imports arelle, and only when asked. Arelle runs in this process, offline, in a folder of its own
that is gone afterwards; what it prints is dropped and what it logs is kept as data.
"""

from __future__ import annotations

import contextlib
import io
import logging
import os
import shutil
import tempfile
import warnings
from typing import TYPE_CHECKING, Any, NamedTuple

from validator import resources
from validator.model.names import SUMMATION_11
from validator.model.source import Location, Problem
from validator.readers.arelle.messages import assertions, heard, inconsistent
from validator.readers.arelle.places import Places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.asked import Asked
    from validator.finding import Tie
    from validator.model.report import Report

LONGEST_FORMULA = 600.0  # seconds all assertions of a report may take: a rule of quadratic cost must not hang a run


class Opinion(NamedTuple):
    """What Arelle said: problems (which name checks of the family AR), and the assertions it evaluated."""

    problems: tuple[Problem, ...]
    ties: tuple[Tie, ...]
    version: str


def second_opinion(report: Report, options: Asked) -> Opinion:
    """Run Arelle over a report and return what it says.

    Whatever happens inside Arelle becomes a problem, never an exception: a failing second opinion must not hide the
    first.
    """
    folder = tempfile.mkdtemp(prefix="tieout-arelle-")
    try:
        with Session(folder, options) as session:
            session.run(os.path.abspath(report.path), calc_mode(report, options))
            return session.opinion(report)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - see above
        what = " ".join(f"{type(error).__name__}: {error}".split())
        return Opinion((Problem.of("arelle-broke-down", Location(report.path), message=what),), (), "")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def calc_mode(report: Report, options: Asked) -> str:
    """Return Arelle's calculation mode: the one asked for, else the one that comes closest to ours."""
    if options.arelle_calc:
        return options.arelle_calc
    if options.truncation:
        return "c11t"
    taxonomy = report.taxonomy
    modern = options.calc11 or (taxonomy is not None and any(taxonomy.networks_of(SUMMATION_11)))
    return "c11r" if modern else "c10"


class Session:
    """One run of Arelle in a folder of its own, quiet and offline.

    `records` is what it logged; its models stay open, so that places can be looked up, until the session closes.
    """

    def __init__(self, folder: str, options: Asked) -> None:
        self.folder = folder
        self.options = options
        self.records: list[logging.LogRecord] = []
        self.stack = contextlib.ExitStack()
        self.session: Any = None

    def __enter__(self) -> Session:
        for redirect in (contextlib.redirect_stdout, contextlib.redirect_stderr):
            self.stack.enter_context(redirect(io.StringIO()))
        self.stack.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")
        try:
            self.stack.enter_context(_environment(XDG_CONFIG_HOME=os.path.join(self.folder, "config")))
            from arelle.api.Session import Session as Arelle

            self.session = self.stack.enter_context(Arelle())
        except BaseException:
            self.stack.close()
            raise
        return self

    def __exit__(self, *error: object) -> None:
        self.stack.close()

    def run(self, entry: str, calc: str, **more: Any) -> None:
        """Load and validate one file; `more` are further fields of Arelle's RuntimeOptions."""
        from arelle.RuntimeOptions import RuntimeOptions

        settings: dict[str, Any] = {
            "entrypointFile": entry,
            "validate": True,
            "calcs": calc,
            "utrValidate": True,
            "internetConnectivity": "online" if self.options.online else "offline",
            "cacheDirectory": cache(self.folder, self.options.webcache),
            "packages": [package(self.folder, path) for path in self.packages] or None,
            "plugins": "|".join(self.options.arelle_plugins) or None,
            "disablePersistentConfig": True,
            "keepOpen": True,
            "uiLang": "en-US",
            "logRefObjectProperties": False,
            "logPropagate": False,
            "formulaUnmessagedUnsatisfiedAsser": True,
            "formulaReportTimeout": LONGEST_FORMULA,
        }
        self.session.run(RuntimeOptions(**settings | more), logHandler=_Keeper(self.records))
        for model in self.models:
            produced = getattr(model, "formulaOutputInstance", None)
            if produced is not None:  # facts that formulas produce must be valid too; Arelle leaves that to who asks
                from arelle import Validate

                produced.hasFormulae = False
                Validate.validate(produced)

    @property
    def packages(self) -> tuple[str, ...]:
        """The taxonomy packages our resolver looks into: those the user named, then those shipped with tieout."""
        named = {os.path.realpath(path): path for path in self.options.packages}
        return tuple((named | {os.path.realpath(path): path for path in resources.packages()}).values())

    @property
    def models(self) -> Sequence[Any]:
        """The models Arelle holds open."""
        models: Sequence[Any] = self.session.get_models()
        return models

    def opinion(self, report: Report) -> Opinion:
        """Return what was logged as problems at places in the user's files, and the assertions as ties."""
        from arelle import Version

        places = Places(report, self.models, self.folder, self.options.webcache)
        problems = [problem for record in self.records for problem in heard(record, places)]
        problems += [problem for model in self.models for problem in inconsistent(model, places)]
        ties = [tie for model in self.models for tie in assertions(model)]
        return Opinion(tuple(problems), tuple(ties), Version.__version__)


class _Keeper(logging.Handler):
    """Keeps what Arelle logs."""

    def __init__(self, records: list[logging.LogRecord]) -> None:
        super().__init__()
        self.records = records

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextlib.contextmanager
def _environment(**values: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def cache(folder: str, webcache: str | None) -> str:
    """Lay out a cache for Arelle (`<scheme>/<host>/<path>`) over ours (`<host>/<path>`); nothing is copied."""
    made = os.path.join(folder, "cache")
    os.makedirs(made, exist_ok=True)
    if webcache is not None and os.path.isdir(webcache):
        for scheme in ("http", "https"):
            link = os.path.join(made, scheme)
            if not os.path.lexists(link):
                os.symlink(os.path.abspath(webcache), link, target_is_directory=True)
    return made


def package(folder: str, path: str) -> str:
    """Return a taxonomy package as Arelle accepts it: an archive; one that is a folder is packed for the run."""
    path = os.path.abspath(path)
    if not os.path.isdir(path):
        return path
    packed = tempfile.mkdtemp(prefix="package-", dir=folder)
    parent, name = os.path.split(path)
    return shutil.make_archive(os.path.join(packed, name), "zip", parent, name)
