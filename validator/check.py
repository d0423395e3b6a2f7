"""The shape of a check: a small pure generator over one kind of thing, named, worded and cited.

    @check(Context, "CX102", "period-ending-before-start",
           says="period ends {end}, before it starts {start}", cites="XBRL 2.1 §4.7.2")
    def period_order(context, report):
        '''A duration must end after it starts.'''
        if ...: yield breach(context, start=..., end=...)

The body never prints, sorts, counts, catches or loads. The runner calls it for every thing of its kind and stamps
code, severity and wording on what it yields.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from validator.finding import Finding, Severity, Verdict
from validator.model.source import Location, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from validator.model.report import Report


class Placed(Protocol):
    """Anything that knows where it was written."""

    @property
    def at(self) -> Location:
        """Where it was written."""


class Breach(NamedTuple):
    """What a check body yields: where, the values its wording needs, the other places involved."""

    at: Location
    values: Mapping[str, Any]
    related: tuple[tuple[str, Location], ...] = ()


def breach(thing: Placed | Location, related: tuple[tuple[str, Location], ...] = (), **values: Any) -> Breach:
    """Return a breach at a thing, with the values its wording needs; `related` is (what it is, where) pairs."""
    return Breach(thing if isinstance(thing, Location) else thing.at, values, related)


Body = "Callable[[Any, Report], Iterator[Breach]]"


class Check(NamedTuple):
    """A check, as the catalogue lists it.

    `of` is the type it looks at (`Problem` for what readers found; a problem names its check). `says` is the message,
    `mends` what would settle it (both str.format templates); `why` is its docstring; `cites` the clause; `spec` the
    specification's own error code, where there is one; `specs` are those it may carry, where they are several.
    """

    of: type
    code: str
    name: str
    says: str
    mends: str
    why: str
    cites: str
    spec: str
    severity: Severity
    body: Callable[[Any, Report], Iterator[Breach]] | None
    specs: tuple[str, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """Every error code of a specification it may carry."""
        return self.specs or ((self.spec,) if self.spec else ())


def check(
    of: type,
    code: str,
    name: str,
    *,
    says: str,
    cites: str,
    mends: str = "",
    spec: str = "",
    specs: tuple[str, ...] = (),
    severity: Severity = Severity.ERROR,
) -> Callable[[Callable[[Any, Report], Iterator[Breach]]], Check]:
    """Make a check of a generator over one kind of thing."""

    def made(body: Callable[[Any, Report], Iterator[Breach]]) -> Check:
        return Check(of, code, name, says, mends, body.__doc__ or "", cites, spec, severity, body, specs)

    return made


def reading(
    code: str,
    name: str,
    *,
    says: str,
    why: str,
    cites: str,
    mends: str = "",
    spec: str = "",
    specs: tuple[str, ...] = (),
    severity: Severity = Severity.ERROR,
) -> Check:
    """Make a check of what readers find: a reader yields `Problem(name, at, values)`, and this words it."""
    return Check(Problem, code, name, says, mends, why, cites, spec, severity, None, specs)


def judging(
    code: str,
    name: str,
    *,
    says: str,
    why: str,
    cites: str,
    mends: str = "",
    spec: str = "",
    severity: Severity = Severity.ERROR,
) -> Check:
    """Make a check of what binding figures to ties finds: a binder yields ties, and this words those that fail."""
    return Check(Verdict, code, name, says, mends, why, cites, spec, severity, None)


def word(check: Check, seen: Breach | Problem, notes: tuple[str, ...] = ()) -> Finding:
    """Turn what a body, a reader or a binder saw into a finding: the check supplies code, severity and wording."""
    values: dict[str, Any] = dict(seen.values)
    spec = values.pop("spec", check.spec)
    return Finding(
        code=check.code,
        name=check.name,
        severity=check.severity,
        message=check.says.format(**values),
        at=seen.at,
        related=seen.related,
        notes=notes,
        help=check.mends.format(**values) if check.mends else "",
        values=values,
        cites=check.cites,
        spec=spec,
        engine=values.pop("engine", "tieout"),
    )
