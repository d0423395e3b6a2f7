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

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Never, Protocol, TypeVar

from validator.finding import Finding, Severity, Verdict
from validator.model.source import Location, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    from validator.model.report import Report

    Says: TypeAlias = "str | Wording | Mapping[str, str | Wording]"  # one message, or one for each variant


class Placed(Protocol):
    """Anything that knows where it was written."""

    @property
    def at(self) -> Location:
        """Where it was written."""


class Breach(NamedTuple):
    """What a check body yields: where, the values its wording needs, the other places involved, which wording."""

    at: Location
    values: Mapping[str, object]
    related: tuple[tuple[str, Location], ...] = ()
    variant: str = ""
    spec: str = ""


def breach(
    thing: Placed | Location,
    related: tuple[tuple[str, Location], ...] = (),
    /,
    *,
    variant: str = "",
    spec: str = "",
    **values: object,
) -> Breach:
    """Return a breach at a thing, with the values its wording needs; `related` is (what it is, where) pairs."""
    return Breach(thing if isinstance(thing, Location) else thing.at, values, related, variant, spec)


class Wording(NamedTuple):
    """How a check says one thing: a str.format template, and the specification's error code for just that.

    Findings of one file with equal values of `cause` are one fault met in several places, and are told as one.
    """

    says: str
    spec: str = ""
    cause: tuple[str, ...] = ()


T = TypeVar("T")


class Check(NamedTuple):
    """A check, as the catalogue lists it.

    `of` is the type it looks at (`Problem` for what readers found; a problem names its check). `wordings` are the
    messages it has, by variant ("" where there is one), `mends` is what would settle it (str.format templates);
    `why` is its docstring; `cites` the clause; `spec` the specification's own error code, where there is one; `specs`
    are those whoever finds it may hand over.
    """

    of: type
    code: str
    name: str
    wordings: Mapping[str, Wording]
    mends: str
    why: str
    cites: str
    spec: str
    severity: Severity
    body: Callable[[Never, Report], Iterator[Breach]] | None  # takes a thing of its own kind, and no other
    specs: tuple[str, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """Every error code of a specification it may carry."""
        said = (*self.specs, self.spec, *(wording.spec for wording in self.wordings.values()))
        return tuple(dict.fromkeys(spec for spec in said if spec))

    @property
    def says(self) -> tuple[str, ...]:
        """Every message it has, as a template."""
        return tuple(dict.fromkeys(wording.says for wording in self.wordings.values()))


def wordings(says: Says) -> dict[str, Wording]:
    """Return the wordings of a check by variant, from its one message or from several by name."""
    named = {"": says} if isinstance(says, str | Wording) else says
    return {variant: Wording(one) if isinstance(one, str) else one for variant, one in named.items()}


def check(
    of: type[T],
    code: str,
    name: str,
    *,
    says: Says,
    cites: str,
    mends: str = "",
    spec: str = "",
    specs: tuple[str, ...] = (),
    severity: Severity = Severity.ERROR,
) -> Callable[[Callable[[T, Report], Iterator[Breach]]], Check]:
    """Make a check of a generator over one kind of thing."""

    def made(body: Callable[[T, Report], Iterator[Breach]]) -> Check:
        return Check(of, code, name, wordings(says), mends, body.__doc__ or "", cites, spec, severity, body, specs)

    return made


def told(
    of: type,
    code: str,
    name: str,
    *,
    says: Says,
    why: str,
    cites: str,
    mends: str = "",
    spec: str = "",
    specs: tuple[str, ...] = (),
    severity: Severity = Severity.ERROR,
    body: Callable[[Never, Report], Iterator[Breach]] | None = None,
) -> Check:
    """Make a check that says itself why it is; without a body, of what others find."""
    return Check(of, code, name, wordings(says), mends, why, cites, spec, severity, body, specs)


reading = partial(told, Problem)  # of what readers find: a reader yields `Problem.of(name, at, ...)`, and this words it
judging = partial(told, Verdict)  # of what binding finds: a binder yields ties, and this words those that fail


class Values(Mapping[str, object]):
    """What the wording of a finding was filled with, by name; the names of many such findings are kept once."""

    __slots__ = ("names", "said")
    known: ClassVar[dict[tuple[str, ...], tuple[str, ...]]] = {}

    def __init__(self, values: Mapping[str, object]) -> None:
        names = tuple(values)
        self.names = self.known.setdefault(names, names)
        self.said = tuple(values.values())

    def __getitem__(self, name: str) -> object:
        if name not in self.names:
            raise KeyError(name)
        return self.said[self.names.index(name)]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def __repr__(self) -> str:
        return repr(dict(self))


def word(check: Check, seen: Breach | Problem, notes: tuple[str, ...] = ()) -> Finding:
    """Turn what a body, a reader or a binder saw into a finding: the check supplies code, severity and wording."""
    wording = check.wordings[seen.variant]
    values = dict(seen.values)
    engine = str(values.pop("engine", "tieout"))
    return Finding(
        code=check.code,
        name=check.name,
        severity=check.severity,
        message=wording.says.format(**values),
        at=seen.at,
        related=seen.related,
        notes=notes,
        help=check.mends.format(**values) if check.mends else "",
        values=Values(values),
        cites=check.cites,
        spec=seen.spec or wording.spec or check.spec,
        engine=engine,
        cause=tuple(str(values[name]) for name in wording.cause),
    )
