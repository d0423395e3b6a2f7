"""What Arelle logged → problems that name a check of the family AR; the assertions it evaluated → ties."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, NamedTuple

from validator.finding import Verdict
from validator.model.source import Location, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from validator.readers.arelle.places import Places

ENGINE = "arelle"
BROKEN = ("exception", "Exception", "IOError", "arelle:pluginParameterError")
ARGUMENTS = {"concept": "concept", "context": "contextID", "unit": "unitID", "network": "linkrole", "uri": "url"}
ASSERTION = ("formula:assertionUnsatisfied", "message:")


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
    assumed: bool = False

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
    told = {key: str(arguments[name]) for key, name in ARGUMENTS.items() if arguments.get(name)}
    values = {"message": message or code, "engine": ENGINE, **told}
    yield Problem.of(check, at[1], related=tuple(others), spec=code, **values)


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
            at = places.place(model, one)[1]
            name = str(one.id)
            yield Problem.of("unsatisfied-assertion/consistency", at, id=name, evaluations=unsatisfied, engine=ENGINE)
