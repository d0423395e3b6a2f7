"""Words for times, put together: "the three and six months ended June 30, 2023 and 2022" names four periods."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from validator.budget import spend
from validator.understanding.prose.times import AGO, DATE, ENDED, MONTH, NOW, QUARTER, SPAN, YEAR, Time, times
from validator.understanding.words.calendar import first_day, instant, last_day, span
from validator.understanding.words.phrases import clamped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.model.periods import Period
    from validator.understanding.prose.fiscal import Fiscal

LIST = re.compile(
    r"\s*(?:,|;)?\s*(?:and|or|&|/)?\s*(?:for\s+|in\s+|at\s+|as\s+of\s+|during\s+)?(?:the\s+)?", re.IGNORECASE
)
OF = re.compile(r"\s*,?\s*(?:of|in|for|to)?\s*(?:the\s+|our\s+|its\s+)?", re.IGNORECASE)
ENDING = re.compile(r"\s*(?:periods?\s+)?(?:then\s+)?(?:(?:ended|ending)\s+)?(?:on\s+)?", re.IGNORECASE)
RANGE = re.compile(r"\s*(?:-|–|—|through|to|until)\s*", re.IGNORECASE)
BEFORE = re.compile(
    r"\b(?P<prep>as\s+of|as\s+at|at|on|in|during|for|over|since|through|until|by|prior\s+to|before|after|from|due|between|effective"
    r"|beginning|starting|ended|ending|matur\w+|expir\w+|dated|within|throughout|of|to|until)?\s*(?:the\s+|each\s+of\s+)*"
    r"(?P<edge>(?:beginning|start|end|close)\s+of\s+(?:the\s+)?|(?:fiscal\s+)?year[- ]end\s+|both\s+"
    r"|(?:the\s+)?(?:fiscal\s+)?years\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
TITLE = re.compile(r"\s+(?:[A-Z][\w']*\s+)*(?:[A-Z]\w*|notes?|plan|tax)\b")
FUTURE = re.compile(
    r"\b(?:will|expect\w*|anticipat\w*|due|matur\w+|payable|expir\w+|remainder|thereafter|scheduled|intend\w*)\b",
    re.IGNORECASE,
)
DEED = re.compile(
    r"\b(?:acquisitions?|agreements?|transactions?|sale|offering|divestiture|issued|dated|acquired|announced|enacted|accrued|entered\s+into|placement|merger|spin-off|split|program)\b[^,;.]{0,30}$",
    re.IGNORECASE,
)
REPORT = re.compile(r"\bForm\s+\S+\s+(?:\([^)]*\)\s+)?for\s+(?:the|our|its)\b[^.;]*$", re.IGNORECASE)
EACH = re.compile(r"\s+of\s+(?:each|every|any)\b", re.IGNORECASE)
OLD, LATE = 15, 110  # years before the document's day; days after it in which it can tell what has happened since
CUMULATIVE = frozenset(
    {"since", "through", "until", "prior to", "before", "after", "from", "due", "between", "to", "dated"}
)
_THAT = r"\s+(?:(?:that|those)\s+)?(?:(?:in|for|of|during|at|as\s+of)\s+)?(?:the\s+)?$"
AGAINST = re.compile(rf"\b(?:compar\w+\s+(?:to|with)|relative\s+to|versus|vs\.?|against|than){_THAT}", re.IGNORECASE)
SINCE = re.compile(rf"\b(?:over|from|on|up|down|above|below){_THAT}", re.IGNORECASE)
OUTLOOK = ("for", "in")
BRACKET = re.compile(r"[(;,]\s*(?:(?:as\s+)?at\s+|restated\s+|ytd\s+)?$", re.IGNORECASE)
DATELINE = re.compile(r"(?:[^\d:]{0,80}[,(]\s*)?$")  # "Springfield, May 2, 2024 - ": when it was said
SAYS = re.compile(r"\)?\s*(?:[-–—]{1,2}|/)\s")
INSIDE = 120  # characters of what a bracket says before words for a time in it
SENTENCE = re.compile(r"[.;]\s")
QUARTER_DAYS = 80, 100
MOST = 40  # words for times that belong together
STEPS = 300  # steps that a word for a time takes
EVENT, POINT, SPANNED, YEARLY = "event", "point", "span", "year"


class Phrase(NamedTuple):
    """Words that name periods, in order; `kind` is `point` (as of), `event` (a day, a month), `span` or `year`."""

    start: int
    end: int
    periods: tuple[Period, ...]
    kind: str
    loose: bool = False  # said of a limit or a beginning ("since", "due"), not of when a figure holds
    weak: bool = False  # names something ("the June 2023 notes"): says when a figure holds only where nothing else does
    ago: bool = False  # reckoned from another: "the same period of 2022"
    against: bool = False  # "compared to the three months ended June 30, 2022": what figures are held against
    close: int = 0  # "412.6 (H1 2023: 382.0)": the end of the bracket in which it dates what stands behind it

    @property
    def strong(self) -> bool:
        """Whether it says when figures hold, of itself."""
        return bool(self.periods) and not (self.loose or self.weak or self.against or self.close)


def phrases(text: str, fiscal: Fiscal, base: Period | None = None) -> list[Phrase]:
    """Return the period phrases of a text, in order; of dates that name no period only their words: no periods.

    `base` is the period spoken of before the text: what "a year ago" is reckoned from, until the text names another.
    """
    found: list[Phrase] = []
    for run in runs(text, list(times(text))):
        spend(STEPS * len(run))
        one = phrase(text, run, fiscal, base)
        if one.strong and not one.ago:
            base = latest(one)
        found.append(one)
    return found


def latest(one: Phrase) -> Period:
    """Return the period of a phrase that ends last; the first named of those."""
    return max(one.periods, key=lambda period: period.end or 0)


def runs(text: str, said: Sequence[Time]) -> Iterator[list[Time]]:
    """Yield words for times that belong together."""
    run: list[Time] = []
    for one in said:
        if run and (len(run) == MOST or not joined(text, run, one)):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def joined(text: str, run: list[Time], one: Time) -> bool:
    """Whether a word for a time goes on with those before it."""
    last, gap = run[-1], text[run[-1].end : one.start]
    if len(gap) > 30 or NOW in (last.kind, one.kind) or (AGO in (last.kind, one.kind) and last.kind != one.kind):
        return False
    if last.kind in (SPAN, QUARTER, ENDED) and one.kind in (DATE, MONTH, YEAR, ENDED):
        return bool(ENDING.fullmatch(gap) or OF.fullmatch(gap))
    if RANGE.fullmatch(gap) and gap.strip():
        return last.kind == one.kind
    if one.kind in (SPAN, QUARTER, ENDED):
        heads = {other.kind for other in run} <= {SPAN, QUARTER, ENDED}
        return bool(LIST.fullmatch(gap)) and (heads or any(other.kind in (SPAN, QUARTER, ENDED) for other in run))
    return bool(LIST.fullmatch(gap)) and (
        last.kind == one.kind or {last.kind, one.kind} <= {DATE, YEAR} or last.kind == MONTH == one.kind
    )


def phrase(text: str, run: list[Time], fiscal: Fiscal, base: Period | None) -> Phrase:
    """Return what words for times mean together."""
    start, end = run[0].start, run[-1].end
    before = BEFORE.search(text, max(0, start - 40), start)
    prep = " ".join((before["prep"] or "").lower().split()) if before else ""
    edge = (before["edge"] or "").lower() if before else ""
    if EACH.match(text, end):
        return Phrase(start, end, (), EVENT, loose=True)
    close = bracketed(text, start, end)
    if close and len(run) == 1 and run[0].kind == YEAR and not run[0].unit and base is not None:
        return Phrase(start, end, (of_year(base, run[0].year, fiscal),), SPANNED, close=close)
    said = inherited(run, fiscal)
    if any(RANGE.fullmatch(text[a.end : b.start]) and text[a.end : b.start].strip() for a, b in pairwise(run)):
        return Phrase(start, end, ranged(said), SPANNED, loose=True)
    if (
        run[-1].kind == YEAR
        and len(run) == 1
        and TITLE.match(text, end)
        and not run[0].unit
        and "'" not in text[end : end + 2]
    ):
        return Phrase(start, end, (), YEARLY, loose=True)
    ahead = prep in OUTLOOK and FUTURE.search(SENTENCE.split(text[max(0, start - 200) : start])[-1]) is not None
    ahead = ahead and all(one.kind in (QUARTER, NOW) for one in run)
    periods, kind = meaning(said, fiscal, prep, fiscal.usual if ahead else base, ahead=ahead)
    loose = prep in CUMULATIVE or prep.startswith(("matur", "expir"))
    if edge and "both" not in edge and "years" not in edge:
        periods, kind = (
            tuple(one.opening if edge.startswith(("beg", "start")) else one.closing for one in periods if one.end),
            POINT,
        )
    weak = not prep and not edge and (kind == YEARLY or (kind == EVENT and run[0].kind == MONTH))
    if kind in (EVENT, YEARLY) and len(periods) == 1 and DEED.search(text, max(0, start - 60), start):
        weak = True
    loose = (
        loose
        or (kind != SPANNED and DATELINE.match(text, 0, start) is not None and SAYS.match(text, end) is not None)
        or (not ahead and distant(text, start, periods, fiscal))
        or bool(REPORT.search(text, max(0, start - 60), start))
    )
    ago = run[0].kind == AGO
    against = len(periods) == 1 and held_against(text[max(0, start - 40) : start], ago=ago)
    return Phrase(start, end, periods, kind, loose, weak, ago, against, close)


def bracketed(text: str, start: int, end: int) -> int:
    """Return where the bracket ends in which words for a time and a colon name the figure behind them; 0 for none."""
    if text[end : end + 1] != ":":
        return 0
    inside = text.rfind("(", max(0, start - INSIDE), start)
    if inside < 0 or ")" in text[inside:start] or BRACKET.search(text, inside, start) is None:
        return 0
    close = text.find(")", end)
    return len(text) if close < 0 else close


def of_year(base: Period, year: int, fiscal: Fiscal) -> Period:
    """Return the same part of an earlier year."""
    for _ in range(max(0, min(last_day(base).year - year, 20))):
        base = fiscal.ago(base)
    return base


def held_against(before: str, *, ago: bool) -> bool:
    """Whether the words before those for a time make them what figures are compared with."""
    return AGAINST.search(before) is not None or (ago and SINCE.search(before) is not None)


def distant(text: str, start: int, periods: tuple[Period, ...], fiscal: Fiscal) -> bool:
    """Whether periods are too old for a figure of the document, or in a future that it only expects."""
    if not periods:
        return True
    days = [last_day(one) for one in periods]
    if max(days).year < fiscal.day.year - OLD:
        return True
    if min(days) <= fiscal.day:
        return False
    late = min(days) > fiscal.day + timedelta(days=LATE)
    return late or FUTURE.search(text, max(0, start - 60), start) is not None


def inherited(run: list[Time], fiscal: Fiscal) -> list[Time]:
    """Give every word what only a neighbour says: "June 30, 2023 and 2022", "May 1 and 31, 2023"."""
    said: list[Time] = []
    for one in run:
        if one.kind == YEAR and not one.unit and said and said[-1].kind in (DATE, MONTH):
            day = clamped(one.year, said[-1].month, said[-1].day)
            said.append(one._replace(kind=said[-1].kind, month=said[-1].month, day=day))
        elif one.kind == YEAR and not one.unit and said and said[-1].kind == YEAR:
            said.append(one._replace(unit=said[-1].unit))
        else:
            said.append(one)
    year = 0
    for at in range(len(said) - 1, -1, -1):
        if said[at].kind == DATE and not said[at].year:
            own = year or nearest(said[at], fiscal)
            said[at] = said[at]._replace(year=own, day=clamped(own, said[at].month, said[at].day))
        year = said[at].year if said[at].kind == DATE else year
    return said


def nearest(one: Time, fiscal: Fiscal) -> int:
    """Return the year a day without one is in: the last before the document's own."""
    day = (one.month, one.day)
    return fiscal.day.year if day <= (fiscal.day.month, fiscal.day.day) else fiscal.day.year - 1


def meaning(
    said: list[Time], fiscal: Fiscal, prep: str, base: Period | None, *, ahead: bool
) -> tuple[tuple[Period, ...], str]:
    """Return the periods that words for times name, and what kind they are."""
    periods: list[Period] = []
    heads: list[Time] = []
    ends: list[Time] = []
    kind = ""
    for one in [*said, None]:
        fresh = one is None or (one.kind in (SPAN, QUARTER, ENDED) and bool(ends))
        if fresh:
            periods += crossed(heads, ends, fiscal, ahead=ahead)
            if heads and ends:
                kind = SPANNED
            heads, ends = ([], [])
        if one is None:
            break
        if one.kind in (SPAN, QUARTER, ENDED):
            if one.kind == ENDED and heads:
                continue
            heads.append(one)
        elif one.kind in (DATE, MONTH, YEAR):
            ends.append(one)
        else:
            periods += compared(one, fiscal, base)
            kind = POINT if periods and periods[-1].instant else SPANNED
    if not kind:
        kinds = {one.kind for one in said}
        heading = kinds & {SPAN, QUARTER, ENDED}
        kind = (
            SPANNED
            if heading
            else YEARLY
            if YEAR in kinds
            else EVENT
            if MONTH in kinds or prep in ("on", "in", "effective", "dated")
            else POINT
        )
    return tuple(periods), kind


def crossed(heads: list[Time], ends: list[Time], fiscal: Fiscal, *, ahead: bool) -> Iterator[Period]:
    """Yield the period of every head with every end: "three and six months" × "June 30, 2023 and 2022"."""
    if not heads:
        yield from (alone(one, fiscal) for one in ends)
        return
    if not ends:
        for one in heads:
            if one.kind == QUARTER and one.year:
                yield reaching(one, Time(0, 0, YEAR, one.year, unit="fiscal"), fiscal)
            elif one.kind == QUARTER or (one.kind == SPAN and one.day):
                yield undated(one, fiscal, ahead=ahead)
        return
    for head in heads:
        yield from (reaching(head, one, fiscal) for one in ends)


def alone(one: Time, fiscal: Fiscal) -> Period:
    """Return a day, a month or a year."""
    if one.kind == DATE:
        return instant(date(one.year, one.month, one.day))
    if one.kind == MONTH:
        following = date(one.year + one.month // 12, one.month % 12 + 1, 1)
        return span(date(one.year, one.month, 1), following - timedelta(days=1))
    return fiscal.year(one.year, fiscal=one.unit == "fiscal" or (one.unit == "" and fiscal.plain_is_fiscal))


def undated(head: Time, fiscal: Fiscal, *, ahead: bool) -> Period:
    """Return the latest such part of a year that is over: "the second quarter"; `ahead`: the first to come."""
    number = fiscal.number(fiscal.day)
    parts = [reaching(head, Time(0, 0, YEAR, number + at, unit="fiscal"), fiscal) for at in (-1, 0, 1)]
    if ahead:
        return next((one for one in parts if last_day(one) > fiscal.day), parts[-1])
    over = [one for one in parts if last_day(one) <= fiscal.day + timedelta(days=LATE // 5)]
    return over[-1] if over else parts[0]


def reaching(head: Time, end: Time, fiscal: Fiscal) -> Period:
    """Return the period that a head and its end name."""
    is_fiscal = end.unit != "calendar"
    if head.kind == QUARTER and end.kind in (YEAR, DATE, MONTH):
        if end.kind == DATE and head.unit == "quarter":
            return fiscal.months(date(end.year, end.month, end.day), 3)
        return fiscal.part(end.year, head.many, 6 if head.unit == "half" else 3, fiscal=is_fiscal)
    if end.kind == YEAR:
        months = head.many if head.unit == "month" else round(head.many / 13) * 3
        if head.kind == SPAN and head.day and months < 12:
            return fiscal.part(end.year, 1, months, fiscal=is_fiscal)
        if head.unit == "quarter" or (head.kind == SPAN and months < 12):
            return fiscal.months(fiscal.like(end.year), months if head.kind == SPAN else 3)
        return fiscal.year(end.year, fiscal=is_fiscal)
    day = date(end.year, end.month, end.day) if end.kind == DATE else last_day(alone(end, fiscal))
    if head.kind == ENDED:
        if head.unit == "period":
            return next((one for one in fiscal.durations if last_day(one) == day), instant(day))
        return fiscal.months(day, 12 if head.unit == "year" else 3)
    if head.unit == "week":
        return fiscal.weeks(day, head.many)
    return fiscal.months(day, head.many * (3 if head.unit == "quarter" else 1))


def compared(one: Time, fiscal: Fiscal, base: Period | None) -> Iterator[Period]:
    """Yield the period that a comparison or "the quarter" means."""
    if one.kind == NOW and one.unit.startswith("full"):
        yield fiscal.year(fiscal.number(fiscal.day), fiscal=True)
    elif one.kind == NOW:
        yield fiscal.latest if "quarter" in one.unit else fiscal.to_date
    elif one.year:
        yield of_year(spoken(one, fiscal, base), one.year, fiscal)
    elif "previous quarter" in one.unit or "preceding quarter" in one.unit or one.unit == "prior quarter":
        yield fiscal.months(first_day(spoken(one, fiscal, base)) - timedelta(days=1), 3)
    elif "over" not in one.unit and "on-year" not in one.unit and "on year" not in one.unit:
        yield fiscal.ago(spoken(one, fiscal, base))


def spoken(one: Time, fiscal: Fiscal, base: Period | None) -> Period:
    """Return the period a comparison is reckoned from: the one spoken of, where its words can mean it."""
    if "quarter" in one.unit or "three" in one.unit:
        return base if base is not None and QUARTER_DAYS[0] < base.days < QUARTER_DAYS[1] else fiscal.latest
    if base is None or (base.instant and not one.unit.endswith(("ago", "earlier", "before"))):
        return fiscal.usual
    return base


def ranged(said: list[Time]) -> tuple[Period, ...]:
    """Return the period from one time to another."""
    first, last = said[0], said[-1]
    if first.kind == last.kind == DATE:
        days = date(first.year, first.month, first.day), date(last.year, last.month, last.day)
        return (span(*days),) if days[0] < days[1] else ()
    return ()
