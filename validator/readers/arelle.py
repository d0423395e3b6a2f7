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
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from validator import resources
from validator.finding import Verdict
from validator.model.names import SUMMATION_11
from validator.model.source import Location, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from validator.finding import Tie
    from validator.model.report import Report
    from validator.readers import ReadOptions

CALC = ("none", "c10", "c10d", "c11r", "c11t")
ENGINE = "arelle"
LONGEST_FORMULA = 600.0  # seconds all assertions of a report may take: a rule of quadratic cost must not hang a run
LONGEST_TAG = 200  # lines
BROKEN = ("exception", "Exception", "IOError", "arelle:pluginParameterError")
ARGUMENTS = {"concept": "concept", "context": "contextID", "unit": "unitID", "network": "linkrole"}
ASSERTION = ("formula:assertionUnsatisfied", "message:")


class OpinionOptions(Protocol):
    """What the second opinion asks of the run's options, beside what readers ask."""

    @property
    def arelle_plugins(self) -> tuple[str, ...]:
        """Arelle's plug-ins to load, by its names for them."""

    @property
    def arelle_calc(self) -> str:
        """Arelle's calculation mode, one of `CALC`; "" for the one that fits what we do."""

    @property
    def truncation(self) -> bool:
        """Whether values are truncated rather than rounded."""

    @property
    def calc11(self) -> bool:
        """Whether older calculation links are read by Calculations 1.1."""


class Assertion(NamedTuple):
    """The evidence of one assertion of the taxonomy: how often Arelle found it satisfied, and how often not."""

    source: str
    satisfied: int
    unsatisfied: int
    code: str = "AR105"
    terms: tuple[Any, ...] = ()
    reported: None = None
    computed: None = None
    missing: tuple[str, ...] = ()
    waived: bool = False

    @property
    def frame(self) -> str:
        """How often it was evaluated."""
        return f"{self.satisfied + self.unsatisfied} evaluations, {self.unsatisfied} not satisfied"

    @property
    def verdict(self) -> Verdict:
        """Whether every evaluation was satisfied."""
        if self.unsatisfied:
            return Verdict.FAILS
        return Verdict.HOLDS if self.satisfied else Verdict.INDETERMINATE

    @property
    def reason(self) -> str:
        """Why it is indeterminate."""
        return "" if self.satisfied or self.unsatisfied else "no facts to evaluate it with"


class Opinion(NamedTuple):
    """What Arelle said: problems (which name checks of the family AR), and the assertions it evaluated."""

    problems: tuple[Problem, ...]
    ties: tuple[Tie, ...]
    version: str


def second_opinion(report: Report, options: Any) -> Opinion:
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
        return Opinion((Problem("arelle-broke-down", Location(report.path), {"message": what}),), (), "")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def calc_mode(report: Report, options: OpinionOptions) -> str:
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

    def __init__(self, folder: str, options: ReadOptions) -> None:
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
            "plugins": "|".join(getattr(self.options, "arelle_plugins", ())) or None,
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


# --- what was logged → problems -----------------------------------------------------------------
def heard(record: logging.LogRecord, places: Places) -> Iterator[Problem]:
    """Yield a log record of weight as a problem that names a check of the family AR."""
    code = str(getattr(record, "messageCode", "") or "")
    check = weight(code, record.levelno)
    if check is None:
        return
    arguments: Mapping[str, Any] = record.args if isinstance(record.args, dict) else {}
    found = places.of(getattr(record, "refs", ())) or [("", Location(places.report.path))]
    if check.startswith("unsatisfied"):  # Arelle names the assertion, then the facts; a user mends a fact
        found.sort(key=lambda place: place[1].path != places.report.path)
    at, *others = found
    message = places.said(record.getMessage())
    if check == "arelle-broke-down":
        message = message.partition(" Traceback (most recent")[0]
    values = {"message": message or code, "spec": code, "engine": ENGINE}
    for key, argument in ARGUMENTS.items():
        if arguments.get(argument):
            values[key] = str(arguments[argument])
    yield Problem(check, at[1], values, tuple(others))


def weight(code: str, level: int) -> str | None:
    """Return the check that reports a message of Arelle's, by its level; None for what only informs."""
    if level >= logging.CRITICAL or code.startswith(BROKEN):
        return "arelle-broke-down" if level >= logging.ERROR else None
    if code == "formula:assertionSatisfied" or level < logging.WARNING:
        return None
    if code.startswith(ASSERTION):
        return "unsatisfied-assertion" if level >= logging.ERROR else "unsatisfied-assertion-warning"
    if logging.getLevelName(level) == "INCONSISTENCY":
        return "arelle-inconsistency"
    return "arelle-error" if level >= logging.ERROR - 2 else "arelle-warning"


# --- places -------------------------------------------------------------------------------------
class Places:
    """Finds the place in the user's files of what Arelle refers to.

    A fact is found by its id, else by its rank in the document; a context or unit by its id; anything else by its
    document and line.
    """

    def __init__(self, report: Report, models: Sequence[Any], folder: str, webcache: str | None) -> None:
        self.report = report
        self.models = models
        self.session = folder
        self.webcache = webcache
        self.contexts = {context.id: context.at for context in report.contexts}
        self.units = {unit.id: unit.at for unit in report.units}
        self.rows = {identifier: row for row, identifier in enumerate(report.ids) if identifier}
        self.ranks: dict[int, dict[int, int]] = {}
        self.lines: list[bytes] = []
        self.folder = os.path.dirname(report.path)

    def of(self, refs: Sequence[Mapping[str, Any]]) -> list[tuple[str, Location]]:
        """Return what a message refers to, each once, as (what it is, where)."""
        found: dict[Location, str] = {}
        for ref in refs:
            model, thing = self.thing(ref)
            label, at = self.place(model, thing) if thing is not None else ("", self.named(ref))
            found.setdefault(at, label)
        return [(label, at) for at, label in found.items()]

    def thing(self, ref: Mapping[str, Any]) -> tuple[Any, Any]:
        """Return the model and the object of a reference; None for both when it has none."""
        identifier = ref.get("objectId")
        for model in self.models if identifier else ():
            thing = model.modelObject(identifier)
            if thing is not None and getattr(thing, "sourceline", None) == ref.get("sourceLine"):
                return model, thing
        return None, None

    def place(self, model: Any, thing: Any) -> tuple[str, Location]:
        """Return what an object of Arelle's is called, and where the user wrote it."""
        kind = type(thing).__name__
        identifier = thing.get("id") or "" if hasattr(thing, "get") else ""
        if kind in ("ModelFact", "ModelInlineFact"):
            row = self.row(model, thing)
            if row is not None:
                return str(thing.qname), self.report.location(row)
        known = {"ModelContext": self.contexts, "ModelUnit": self.units}.get(kind, {})
        if identifier in known:
            return identifier, known[identifier]
        label = str(getattr(thing, "qname", "") or getattr(thing, "tag", "") or identifier)
        path = self.path(getattr(thing, "modelDocument", None))
        line = getattr(thing, "sourceline", None) or 0
        if path == self.report.path:
            line = self.opening(path, line, thing)
        return label, Location(path, line)

    def opening(self, path: str, line: int, thing: Any) -> int:
        """Return the line on which a start tag begins.

        libxml2, and so Arelle, tells the one on which it ends, and beyond line 65,535 one further on; so the tag is
        looked for from there backwards, by its name and the longest of its attributes.
        """
        self.lines = self.lines or self.report.data.get(path, b"").split(b"\n")
        tag = f"<{getattr(thing, 'prefixedName', '')}".encode()
        mark = max(thing.attrib.values(), key=len, default="").encode() if hasattr(thing, "attrib") else b""
        nearest = 0
        seen = b""
        for number in range(min(line, len(self.lines)), max(0, line - LONGEST_TAG), -1):
            seen = self.lines[number - 1] + b"\n" + seen
            if tag in self.lines[number - 1]:
                if mark in seen:
                    return number
                nearest = nearest or number
        return nearest or line

    def row(self, model: Any, fact: Any) -> int | None:
        """Return the row of one of Arelle's facts in our report; None when ours holds no such fact."""
        row = self.rows.get(fact.id or "")
        if row is None:
            row = self.rank(model).get(fact.objectIndex)
        if row is None or row >= len(self.report) or self.report.concepts[row] != _clark(fact):
            return None
        return row

    def rank(self, model: Any) -> Mapping[int, int]:
        """Return the place of each fact among all, by Arelle's number for it."""
        if id(model) not in self.ranks:
            numbers = sorted(fact.objectIndex for fact in model.factsInInstance)
            self.ranks[id(model)] = {number: rank for rank, number in enumerate(numbers)}
        return self.ranks[id(model)]

    def path(self, document: Any) -> str:
        """Return a document's path as the user knows it."""
        if document is None:
            return self.report.path
        return self.shown(str(getattr(document, "filepath", "") or document.uri), str(document.uri))

    def shown(self, path: str, uri: str) -> str:
        """Return a file's path as seen from the report, or in the web cache; its URI when it is neither's."""
        real = os.path.realpath(path)
        if real == os.path.realpath(self.report.path) or not ("://" in uri or os.path.isfile(real)):
            return self.report.path
        if uri.startswith(("http://", "https://")):
            cached = os.path.relpath(real, os.path.realpath(self.webcache)) if self.webcache else os.pardir
            return uri if cached.startswith(os.pardir) else os.path.join(self.webcache or "", cached)
        return os.path.normpath(os.path.join(self.folder, os.path.relpath(real, os.path.realpath(self.folder or "."))))

    def named(self, ref: Mapping[str, Any]) -> Location:
        """Return the place a reference names by file and line only; the report where it names none."""
        file = str(ref.get("href") or "").partition("#")[0]
        path = os.path.join(self.folder, file)
        if "://" not in file and not os.path.isfile(path):
            return Location(self.report.path)
        line = str(ref.get("sourceLine") or "")
        return Location(self.shown(path, file), int(line) if line.isdigit() else 0)

    def said(self, message: str) -> str:
        """Return a message in one line, without the folder Arelle ran in."""
        for scheme in ("http", "https"):
            message = message.replace(os.path.join(self.session, "cache", scheme), self.webcache or "")
        message = message.replace(os.path.join(os.path.realpath(self.folder or "."), ""), "")
        return " ".join(message.replace(self.session, "").split()).rstrip(".")


def _clark(fact: Any) -> str:
    name = fact.qname
    return f"{{{name.namespaceURI}}}{name.localName}" if name.namespaceURI else str(name.localName)


# --- assertions → ties --------------------------------------------------------------------------
def assertions(model: Any) -> Iterator[Assertion]:
    """Yield each assertion with how often it was satisfied and how often not (Validation 1.0 §3)."""
    for one in (*getattr(model, "modelVariableSets", ()), *getattr(model, "modelConsistencyAssertions", ())):
        satisfied, unsatisfied = getattr(one, "countSatisfied", None), getattr(one, "countNotSatisfied", None)
        if satisfied is not None and unsatisfied is not None and type(one).__name__.endswith("Assertion"):
            yield Assertion(str(one.id or one.xlinkLabel or ""), satisfied, unsatisfied)


def inconsistent(model: Any, places: Places) -> Iterator[Problem]:
    """Yield the consistency assertions that are not satisfied: Arelle counts them, and logs nothing of weight."""
    for one in getattr(model, "modelConsistencyAssertions", ()):
        unsatisfied = getattr(one, "countNotSatisfied", 0)
        if unsatisfied:
            values = {
                "message": f"consistency assertion {one.id} is not satisfied in {unsatisfied} evaluations",
                "spec": "formula:assertionUnsatisfied",
                "engine": ENGINE,
            }
            yield Problem("unsatisfied-assertion", places.place(model, one)[1], values)
