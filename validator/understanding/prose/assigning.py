"""Which words for times say when the numbers of a sentence hold."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from validator.model.intervals import scaled
from validator.understanding.prose.lists import Run, runs
from validator.understanding.prose.numbers import MONEY, PER_SHARE, PERCENT, Number
from validator.understanding.prose.periods import EVENT, POINT, YEARLY, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.model.periods import Period

CLAUSE = re.compile(
    r"""[;.]|,\s+(?:which|and|including|primarily|compared|while|but|with|of\s+which|inclusive|net\s+of|is|was|were|are)\b
      |\band\s+(?:for|in|during|as\s+of|at|on)\s+(?:the\s+)?$""",
    re.VERBOSE | re.IGNORECASE,
)
COMPARED = re.compile(
    r"""\b(?:compar(?:ed|ing|ison)|relative\s+to|versus|vs|against|than)\b
      |\b(?:from|on\s+the|over\s+the)\s+(?:(?:approximately|about|a|net|loss|income|of)\s+)*[^\w\s]?(?:[A-Z]{2,3}\$?\s?)?\d""",
    re.IGNORECASE | re.VERBOSE,
)
NAMING = re.compile(
    r"""\b(?!(?:compared|comparison|versus|against|than|respectively|period|quarter|year|months?|ended|same|prior|increases?|decreases?
      |increased|decreased|growth|declines?|approximately|about|representing|were|with|from|that|which|during|million|billion
      |thousand|percent|january|february|march|april|june|july|august|september|october|november|december)\b)[a-z-]{4,}""",
    re.IGNORECASE | re.VERBOSE,
)
VERSUS = re.compile(r"\b(?:compared\s+(?:to|with)|versus|vs\.?|against)\s", re.IGNORECASE)
SINCE = re.compile(r"\b(?:from|over|than)\b", re.IGNORECASE)
RESPECTIVELY = re.compile(r",?\s*respectively\s*,?", re.IGNORECASE)
OPENS = 30  # characters of a sentence within which words open it
REACH, NEAR, NEARER, NEAREST = 110, 40, 30, 14  # characters from a number to words behind it that date it


class Dated(NamedTuple):
    """A number with the period its words say, and the kind of those words; None and "" where none do.

    `against` are words for the time of a figure it is compared with, where no others date it.
    `before` and `behind` are the words around the list it stands in, up to the numbers beside it; `named` are those
    before it that name something: its own, or those of a number earlier in the sentence ("compared to" names nothing).
    """

    number: Number
    period: Period | None
    kind: str
    before: str = ""
    behind: str = ""
    named: str = ""
    said: str = ""
    against: Phrase | None = None


class Sentence(NamedTuple):
    """A sentence with its numbers and its words for times; `carried`: whether an earlier sentence said a time."""

    text: str
    start: int
    end: int
    numbers: Sequence[Number]
    phrases: Sequence[Phrase]
    carried: bool


class Group(NamedTuple):
    """The numbers (by their place in the sentence) that share the periods of a phrase in order."""

    phrase: Phrase
    members: list[int]


def dated(sentence: Sentence) -> list[Dated]:
    """Give the numbers of a sentence the periods that its words name; weak words name one where nothing else does."""
    strong = [one for one in sentence.phrases if one.strong]
    weak = [one for one in sentence.phrases if one.periods and not (one.loose or one.against or one.close)]
    usable = strong if strong or sentence.carried else weak
    far = [one for one in usable if not aside(sentence, one)]
    lists = runs(sentence.text, sentence.numbers)
    chosen: list[Phrase | None] = []
    taken: set[int] = set()
    for at, run in enumerate(lists):
        following = lists[at + 1].start if at + 1 < len(lists) else sentence.end
        phrase = (
            within(sentence, run)
            or own(sentence.text, run, following, usable)
            or versus(sentence, run, strong)
            or earlier(run, far, taken)
            or later(sentence.text, run, [one for one in strong if one in far])
        )
        chosen.append(phrase)
        if phrase is not None and phrase.start >= run.end:
            taken.add(phrase.start)
    return surrounded(sentence, lists, spread(sentence.text, lists, chosen))


def aside(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether words for a year inside a sentence date only what stands at them: another sentence said a time before."""
    opens = phrase.start - sentence.start < OPENS
    return sentence.carried and phrase.kind == YEARLY and len(phrase.periods) == 1 and not opens


def surrounded(sentence: Sentence, lists: list[Run], done: list[Dated]) -> list[Dated]:
    """Return numbers with the words around their lists, and with those for what they are compared with."""
    around: list[tuple[str, str, str, Phrase | None, bool]] = []
    name = ""
    for at, run in enumerate(lists):
        before = sentence.text[lists[at - 1].end if at else sentence.start : run.start]
        beside = at > 0 and within(sentence, run) is not None  # what is told of another time is what stands before it
        before = around[-1][0] if beside else before
        each = beside and lists[at - 1].numbers[-1].kind == PER_SHARE
        behind = sentence.text[run.end : lists[at + 1].start if at + 1 < len(lists) else sentence.end]
        after = (one for one in sentence.phrases if one.start >= run.end)
        against = next((one for one in after if one.close or apart(sentence.text, run.end, one)), None)
        name = before if NAMING.search(before) or not name else name
        around += [(before, behind, name, against, each)] * len(run.numbers)
    said = sentence.text[sentence.start : sentence.end]
    return [
        one._replace(
            number=one.number._replace(kind=PER_SHARE) if each and amount(one.number) else one.number,
            before=before,
            behind=behind,
            named=name,
            said=said,
            against=against if one.period is None else None,
        )
        for one, (before, behind, name, against, each) in zip(done, around, strict=True)
    ]


def amount(number: Number) -> bool:
    """Whether a number is an amount of money that no word scales."""
    return number.kind == MONEY and not number.scaled


def within(sentence: Sentence, run: Run) -> Phrase | None:
    """Return the words at the start of a bracket that date the figure behind them: "412.6 (H1 2023: 382.0)"."""
    inside = (one for one in reversed(sentence.phrases) if one.end <= run.start)
    last = next(inside, None)
    return last if last is not None and run.end <= last.close + 1 else None


def own(text: str, run: Run, following: int, usable: list[Phrase]) -> Phrase | None:
    """Return the words right behind a run that date it."""
    lead = next((one for one in usable if one.end <= run.start), None)
    phrase = next((one for one in usable if run.end <= one.start < following), None)
    if phrase is None:
        return None
    gap = RESPECTIVELY.sub(" ", text[run.end : phrase.start])
    if run.numbers[0].kind == PERCENT and apart(text, run.end, phrase) and SINCE.search(gap):
        return None
    if len(gap) > REACH or CLAUSE.search(gap) or (lead is not None and led(run, lead, phrase, len(gap))):
        return None
    return phrase


def led(run: Run, lead: Phrase, phrase: Phrase, gap: int) -> bool:
    """Whether the words that open a sentence date a run rather than those some way behind it."""
    if gap > NEARER and len(lead.periods) == len(run.numbers) != len(phrase.periods):
        return True
    if gap > NEAR and phrase.kind == POINT != lead.kind:
        return True
    single = phrase.kind in (EVENT, YEARLY) and len(phrase.periods) == 1
    return single and gap > (NEAREST if phrase.kind == EVENT else NEARER)


def versus(sentence: Sentence, run: Run, strong: list[Phrase]) -> Phrase | None:
    """Return the words behind a run that others are compared with: those before "compared with" date the others."""
    turn = max((found.end() for found in VERSUS.finditer(sentence.text, sentence.start, run.start)), default=-1)
    if turn < 0 or any(turn <= one.start < run.start for one in strong):
        return None
    return next((one for one in strong if one.start >= run.end and one.kind != EVENT and len(one.periods) == 1), None)


def earlier(run: Run, usable: list[Phrase], taken: set[int]) -> Phrase | None:
    """Return the nearest words before a run that date it, and that no other number has to itself."""
    free = [one for one in usable if one.end <= run.start and one.start not in taken]
    fitting = [one for one in free if len(one.periods) in (1, len(run.numbers)) or run.range]
    return next(iter(fitting[-1:] or free[-1:]), None)


def later(text: str, run: Run, strong: list[Phrase]) -> Phrase | None:
    """Return the nearest words behind a run, however far in its sentence; else those before it."""
    after = [one for one in strong if one.start >= run.end and one.kind != EVENT and not apart(text, run.end, one)]
    fitting = [one for one in after if len(one.periods) == len(run.numbers)]
    before = [one for one in strong if one.end <= run.start]
    return next(iter(fitting[:1] or after[:1] or before[-1:]), None)


def apart(text: str, end: int, phrase: Phrase) -> bool:
    """Whether words for a time date only what is compared with what ends before them."""
    if len(phrase.periods) != 1:
        return False
    if phrase.ago:
        return True
    turns = comparing(text)
    at = bisect_left(turns, end)
    return at < len(turns) and turns[at] < phrase.start and COMPARED.search(text, end, phrase.start) is not None


@lru_cache(maxsize=1)
def comparing(text: str) -> list[int]:
    """Return where words that compare start in a text, which every number of it asks."""
    return [found.start() for found in COMPARED.finditer(text)]


def spread(text: str, lists: list[Run], chosen: list[Phrase | None]) -> list[Dated]:
    """Give each number its period: where words name several, the numbers of one kind share them in order."""
    done = [
        Dated(number, phrase.periods[0] if phrase else None, phrase.kind if phrase else "")
        for run, phrase in zip(lists, chosen, strict=True)
        for number in run.numbers
    ]
    for phrase, members in groups(text, lists, chosen):
        if len(phrase.periods) > 1:
            for at, period in zip(members, paired(phrase, [done[at].number for at in members]), strict=True):
                done[at] = done[at]._replace(period=period)
    return done


def groups(text: str, lists: list[Run], chosen: list[Phrase | None]) -> Iterator[Group]:
    """Yield the numbers that a phrase of several periods is spread over: a list, or those up to "respectively"."""
    ends = (lists[0].start, lists[-1].start) if lists else (0, 0)
    stops = [found.start() for found in RESPECTIVELY.finditer(text, *ends)]
    apart: dict[tuple[int, int, str], Group] = {}
    at = 0
    for run, phrase in zip(lists, chosen, strict=True):
        members = list(range(at, at + len(run.numbers)))
        at += len(run.numbers)
        if phrase is None or run.range:
            continue
        if len(members) % len(phrase.periods) == 0:
            yield Group(phrase, members)
        else:
            segment = bisect_left(stops, run.start)
            key = (phrase.start, segment, run.numbers[0].kind)
            apart.setdefault(key, Group(phrase, [])).members.extend(members)
    yield from (group for group in apart.values() if len(group.members) % len(group.phrase.periods) == 0)


def paired(phrase: Phrase, found: list[Number]) -> list[Period]:
    """Return a period for each of several numbers: in order, and again from the start when there are more numbers.

    Of "three and six months ended June 30, 2023 and 2022" four numbers say first both of 2023 or first both of three
    months: the longer period has the larger figure.
    """
    periods = list(phrase.periods)
    if len(periods) == len(found) == 4 and periods[0].end == periods[2].end != periods[1].end == periods[3].end:
        sizes = [scaled(abs(one.mantissa), one.exponent) for one in found]
        if sizes[0] < sizes[1] and sizes[2] < sizes[3]:
            periods = [periods[0], periods[2], periods[1], periods[3]]
    return [periods[at % len(periods)] for at in range(len(found))]
