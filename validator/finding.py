"""The shape of a finding, of the evidence behind it, and of a whole run's outcome."""

from __future__ import annotations

from collections import Counter
from enum import Enum, IntEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from validator.model.source import Location  # noqa: TC001 - a NamedTuple field, resolved at run time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from validator.model.intervals import Interval, Number
    from validator.model.report import Report


MOST_TOLD = 5  # others told of under a finding
FOUND = "FD"  # how the codes of relations begin that were found in a document, and that nobody declared


class Severity(IntEnum):
    """How much a finding weighs."""

    NOTE = 1
    WARNING = 2
    ERROR = 3


class Verdict(Enum):
    """What became of one tie: four outcomes, never two."""

    HOLDS = "holds"
    ROUNDING = "holds within rounding"
    FAILS = "fails"
    INDETERMINATE = "indeterminate"


class Finding(NamedTuple):
    """One thing a user should know, worded, located and explained.

    `message` is one line; `help` says what would mend it; `notes` are further lines of evidence; `at` is what to fix,
    `related` the other places involved with what each is. `spec` is the specification's own error code. `also` are
    all further places of the same fault; `cause` is what findings of one fault share, empty where each stands alone.
    """

    code: str
    name: str
    severity: Severity
    message: str
    at: Location
    related: tuple[tuple[str, Location], ...] = ()
    notes: tuple[str, ...] = ()
    help: str = ""
    values: Mapping[str, object] = {}
    cites: str = ""
    spec: str = ""
    engine: str = "tieout"
    diagnosis: Diagnosis | None = None
    waived: str = ""  # who accepts it, until when and why; empty when nobody does
    cause: tuple[str, ...] = ()
    also: tuple[Location, ...] = ()

    @property
    def places(self) -> Iterator[Location]:
        """Every place it names: its own, those involved, those of its likeliest suspects."""
        yield self.at
        yield from (at for _, at in self.related)
        if self.diagnosis is not None:
            yield from (one.at for group in self.diagnosis.suspects[:1] for one in group)


def rank(finding: Finding) -> tuple[int, Location, str, str]:
    """Return what findings are told by: errors first, then by place."""
    return -finding.severity, finding.at, finding.code, finding.message


class Term(NamedTuple):
    """One figure's part in a tie: its role (`total`, `part`, a variable), weight, rows in the report and value."""

    role: str
    label: str
    weight: Number
    rows: tuple[int, ...]
    interval: Interval | None


class Tie(Protocol):
    """The evidence of one tie bound to one frame: what was compared, and the verdict.

    `source` is the network's link role or the rule's name; `frame` says where it was bound (period, unit, dimensions);
    `reported` and `computed` are the intervals compared; `missing` names contributors that are not reported. All but
    the verdict is worked out when it is asked for, so a million facts' evidence stays small.
    """

    @property
    def code(self) -> str:
        """The code its failure is reported under."""

    @property
    def source(self) -> str:
        """The link role of its network, or the name of its rule."""

    @property
    def frame(self) -> str:
        """Where it was bound, in words."""

    @property
    def verdict(self) -> Verdict:
        """What became of it."""

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every figure in it."""

    @property
    def reported(self) -> Interval | None:
        """What is reported: the left side."""

    @property
    def computed(self) -> Interval | None:
        """What the others make of it: the right side."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Contributors that are not reported, by name."""

    @property
    def reason(self) -> str:
        """Why it is indeterminate; empty otherwise."""

    @property
    def waived(self) -> bool:
        """Whether it fails and a waiver accepts that."""

    @property
    def assumed(self) -> bool:
        """Whether it rests on declarations that could not be had, and were assumed."""


class Suspect(NamedTuple):
    """A figure that alone, were it another value, would settle the failures it is in.

    `label` and `at` name it; `reported` is what it says; `implied` the interval every tie that touches it leaves;
    `suggested` the single most plausible value in words; `slip` the kind of slip that leads from one to the other;
    `settles` the ties the change would settle; `working` the arithmetic, a line each; `amount` the value suggested as
    a page in the figure's scale says it, with its unit, where it is known to thousands or less finely.
    """

    label: str
    at: Location
    reported: str
    implied: str
    suggested: str
    slip: str
    settles: tuple[str, ...]
    working: tuple[str, ...] = ()
    amount: str = ""


class Diagnosis(NamedTuple):
    """Which figure is wrong, and what it should be: suspects in order of likelihood.

    `verdict` is one line: the culprit, or why it cannot be decided. `suspects` may be pairs: each entry is the figures
    that are wrong together. `decided` says whether the first entry stands out.
    """

    verdict: str
    suspects: tuple[tuple[Suspect, ...], ...]
    decided: bool

    @property
    def culprit(self) -> Suspect | None:
        """The one figure that is certain to be wrong; None where several may be, or only together."""
        first = self.suspects[0] if self.decided and self.suspects else ()
        return first[0] if len(first) == 1 else None


def more_with_it(told: int) -> Sequence[str]:
    """Return the note for failures told of with another beyond those that are named; none where all are."""
    return [f"and {told - MOST_TOLD} more fail with it"] if told > MOST_TOLD else []


def once_a_cause(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings with those of one cause in one file told once, at the first place, with all the others."""
    told: list[Finding] = []
    causes: dict[tuple[str, str, str, tuple[str, ...]], list[Finding]] = {}
    for one in findings:
        if one.cause:
            causes.setdefault((one.code, one.waived, one.at.path, one.cause), []).append(one)
        else:
            told.append(one)
    for some in causes.values():
        first = min(some, key=lambda one: one.at)
        likewise = _likewise(first, some)
        told.append(first._replace(also=tuple(sorted({one.at for one in some} - {first.at})), notes=likewise))
    return told


def _likewise(first: Finding, some: Sequence[Finding]) -> tuple[str, ...]:
    """Return the notes of a finding told for several, with where else its culprit slipped and what it should be."""
    slips = [one.diagnosis.suspects[0] for one in (first, *some) if one.diagnosis and one.diagnosis.decided]
    own = slips[0][0].label if slips and first.diagnosis and first.diagnosis.decided else ""
    alike = {one.at: one for group in slips for one in group if one.slip and one.label == own}
    slipped = list(alike.values())[1:]
    notes = [f"likewise {one.label} at {one.at}: {one.suggested}, not {one.reported}" for one in slipped[:MOST_TOLD]]
    more = [f"and likewise {len(slipped) - MOST_TOLD} more"] if len(slipped) > MOST_TOLD else []
    return (*first.notes, *notes, *more)


class Kind(NamedTuple):
    """What ties are counted by: outcome, whether found, waived or on assumed declarations, why indeterminate."""

    verdict: Verdict
    found: bool
    waived: bool
    assumed: bool
    reason: str


def tally(ties: Iterable[Tie]) -> Mapping[Kind, int]:
    """Return how many ties there are of each kind."""
    return Counter(
        Kind(
            tie.verdict,
            tie.code.startswith(FOUND),
            tie.waived,
            tie.assumed,
            tie.reason.rpartition(": ")[2] if tie.verdict is Verdict.INDETERMINATE else "",
        )
        for tie in ties
    )


class Gist(NamedTuple):
    """What is kept of a report that was let go: enough to tell of it.

    `own` and `size` are its facts without and with borrowed ones, `lines` the lines of its files that findings point
    at, by file and number from 1.
    """

    syntax: str
    own: int
    size: int
    lines: Mapping[tuple[str, int], str]


class Result(NamedTuple):
    """What became of one report: the report itself (None when it could not be read) and the ties bound in it.

    `tally` is how many ties there are of each kind; `findings` are those of its file, those of waivers among them;
    target documents of one file share them. Of a report that was let go only the `gist` is left. `figures` is how many
    it has, and how many of them are in a tie that is decided; `twin` the report it is another syntax of, and says the
    same.
    """

    path: str
    report: Report | None
    ties: Sequence[Tie] = ()
    tally: Mapping[Kind, int] = {}
    findings: Sequence[Finding] = ()
    gist: Gist | None = None
    seconds: float = 0.0
    figures: tuple[int, int] = (0, 0)
    twin: str = ""

    @property
    def syntax(self) -> str | None:
        """The report's syntax; None when it could not be read."""
        known = self.gist if self.report is None else self.report
        return None if known is None else known.syntax

    @property
    def facts(self) -> int:
        """How many facts it has of its own."""
        known = self.gist if self.report is None else self.report
        return 0 if known is None else known.own

    @property
    def size(self) -> int:
        """How many facts it has, borrowed ones too."""
        if self.gist is not None:
            return self.gist.size
        return 0 if self.report is None else len(self.report)

    @property
    def verdict(self) -> str:
        """The gravest severity found in its file, in lower case; where nothing counts, whether anything is at odds.

        "untold" is said where a tie fails that no finding tells of, because it was not asked for.
        """
        worst = max((one.severity for one in self.findings if not one.waived), default=None)
        if worst is not None:
            return worst.name.lower()
        untold = any(kind.verdict is Verdict.FAILS and not kind.waived and not kind.found for kind in self.tally)
        return "untold" if untold else "accepted" if self.findings else "clean"

    def count(self, verdict: Verdict, *, found: bool = False) -> int:
        """How many of its ties came out so: of those declared, or of the relations that were found."""
        return sum(count for kind, count in self.tally.items() if kind.verdict is verdict and kind.found is found)

    def accepted(self, *, found: bool = False) -> int:
        """How many of its ties fail and are waived, declared or found; a finding may tell of several."""
        return sum(count for kind, count in self.tally.items() if kind.waived and kind.found is found)

    @property
    def assumed(self) -> int:
        """How many of its ties rest on assumed declarations."""
        return sum(count for kind, count in self.tally.items() if kind.assumed)


class Withheld(NamedTuple):
    """What does not count in full: how (`left out`, `lowered`, `waived`, `excluded`), by whom, a code, how often."""

    how: str
    by: str
    code: str  # `reports` where whole reports are passed over
    times: int


class Outcome(NamedTuple):
    """What became of one run."""

    findings: tuple[Finding, ...]
    results: tuple[Result, ...]
    seconds: float = 0.0
    waived: tuple[Finding, ...] = ()  # accepted by a waiver: shown and counted, never failing
    engines: tuple[str, ...] = ("tieout",)  # who was asked
    withheld: tuple[Withheld, ...] = ()  # what a setting or a waiver takes out

    def count(self, verdict: Verdict) -> int:
        """How many ties came out so, those that were only found left out."""
        return sum(result.count(verdict) for result in self.results)

    @property
    def left_open(self) -> Mapping[str, int]:
        """Why ties are indeterminate: each reason, whatever figure it is of, with how many; the commonest first."""
        reasons: Counter[str] = Counter()
        for result in self.results:
            for kind, count in result.tally.items():
                if kind.verdict is Verdict.INDETERMINATE and not kind.found:
                    reasons[kind.reason] += count
        return dict(reasons.most_common())

    @property
    def not_counted(self) -> Sequence[tuple[str, int]]:
        """What settings and waivers take out or lower, and why ties are left open: each in words, and how often."""
        told = [(f"{one.how} by {one.by}: {one.code}", one.times) for one in self.withheld]
        resting = [("on assumed declarations", self.assumed)] if self.assumed else []
        return [*told, *resting, *((f"left open: {why}", count) for why, count in self.left_open.items())]

    @property
    def asides(self) -> list[str]:
        """What is not counted, in lines."""
        return [f"{what}, {times} time{'' if times == 1 else 's'}" for what, times in self.not_counted]

    def count_found(self, verdict: Verdict) -> int:
        """How many relations that were found, and that nobody declared, came out so."""
        return sum(result.count(verdict, found=True) for result in self.results)

    @property
    def assumed(self) -> int:
        """How many ties rest on assumed declarations."""
        return sum(result.assumed for result in self.results)

    def accepted(self, *, found: bool = False) -> int:
        """How many ties fail and are waived, declared or found; a finding may tell of several."""
        return sum(result.accepted(found=found) for result in self.results)

    def to_arrow(self) -> Any:
        """Return reports, facts, ties and findings as Arrow tables; raises where `tieout[corpus]` is not installed."""
        return import_module("validator.reporters.tables.arrow").tables(self)  # which knows us

    def to_pandas(self) -> Any:
        """Return the same as data frames."""
        return import_module("validator.reporters.tables.arrow").frames(self)

    @property
    def reports(self) -> int:
        """How many reports were read; a file that is none does not count."""
        return sum(result.syntax not in (None, "unknown") for result in self.results)

    @property
    def facts(self) -> int:
        """How many facts were read."""
        return sum(result.facts for result in self.results)

    @property
    def worst(self) -> Severity | None:
        """The gravest severity found; None when nothing was found."""
        return max((finding.severity for finding in self.findings), default=None)
