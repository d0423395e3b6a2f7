"""Prose into figures: every number of the text is encoded, or left out with a reason, or a trouble.

A number belongs to the term whose words follow it at once, else to the nearest before it in its sentence, else to the
nearest after it. Its period is the one its own words say, else its sentence's, else the one the release reports on.
A term of the mapping is taken at its word. A label of the taxonomy is certain only when a figure of a table bears it
out: same concept, period and unit, and a value within rounding; the rest of the sentence then follows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from validator.encoder.figures import Figure, LeftOut, decimals_of, unit_of
from validator.encoder.grid import Block, Table
from validator.encoder.mapping import FigureMap, Trouble
from validator.encoder.spotting import BETWEEN, ranged, spot
from validator.encoder.terms import Named, Vocabulary, suits
from validator.model.intervals import rounded, scaled
from validator.model.names import name
from validator.model.source import Location
from validator.understanding.prose.numbers import COUNT, MONEY, PERCENT, RATE, NoFigure
from validator.understanding.prose.numbers import Number as Spotted
from validator.understanding.words import calendar
from validator.understanding.words.numerals import WORDED
from validator.understanding.words.sentences import Phrase, phrases, sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from validator.documents.text import Text
    from validator.encoder.entries import ProseEntry
    from validator.model.names import Name
    from validator.model.periods import Period
    from validator.model.taxonomy import Concept, Taxonomy

LOWER, UPPER = "lower", "upper"
NEARLY = "approximately|about|around|roughly|some|nearly"
ROUGH = re.compile(rf"\b(?:{NEARLY})\s*$", re.IGNORECASE)
ABOUT = rf"(?:{NEARLY})?\s*$"
ABOVE = re.compile(
    rf"\b(?:over|more than|at least|exceeding|exceeded|upwards of|not less than)\s+{ABOUT}", re.IGNORECASE
)
BELOW = re.compile(rf"\b(?:up to|at most|less than|no more than|not more than|a maximum of)\s+{ABOUT}", re.IGNORECASE)
RISING = r"increas\w*|grow\w*|grew|rise|rose|gain\w*|higher|(?<!made )(?<!make )(?<!makes )(?<!making )up"
GREW = re.compile(rf"\b(?:{RISING})(?:\s+(?:of|by|rate of))?\s+{ABOUT}", re.IGNORECASE)
FELL = re.compile(rf"\b(?:decreas\w*|declin\w*|down|fall|fell|drop\w*|lower)(?:\s+(?:of|by))?\s+{ABOUT}", re.IGNORECASE)
PART_OF = re.compile(r"^\s*of\s+(?:the|our|its|total|all)\b", re.IGNORECASE)
NEARBY = re.compile(r"^[^,;.(]{0,60}$")
RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
NOT_NIL = False
HEAD = 80  # characters before a number that can say what it is
LONGEST_TEXT = 20_000  # characters of one paragraph: beyond any release, and quick to read


class Number(NamedTuple):
    """A number of a sentence with all that its words say of it."""

    spotted: Spotted
    twin: bool
    bound: str
    role: str  # "", growth, share
    falls: bool
    phrase: Phrase | None
    named: tuple[Named, ...] = ()


class ProseEncoder:
    """Encodes the text of one release; `tabled` are the figures of its tables."""

    def __init__(self, path: str, mapping: FigureMap, taxonomy: Taxonomy, tabled: Iterable[Figure]) -> None:
        self.path = path
        self.mapping = mapping
        self.taxonomy = taxonomy
        self.rules: ProseEntry = mapping.data.get("prose", {})
        self.reporting = calendar.parse(mapping.data["period"])
        self.vocabulary = Vocabulary(mapping, taxonomy)
        self.tabled: dict[tuple[Name, Period, str], list[Figure]] = {}
        for figure in tabled:
            self.tabled.setdefault((figure.concept, figure.period, figure.unit), []).append(figure)
        self.figures: list[Figure] = []
        self.left: list[LeftOut] = []
        self.troubles: list[Trouble] = []
        self.open: list[tuple[Text, Number]] = []  # numbers no term settles, for proposals

    def encode(self, document: Sequence[Block | Table]) -> None:
        """Read every block of text."""
        for index, missing in self.vocabulary.missing:
            at = self.mapping.at("prose", "term", index)
            self.troubles.append(Trouble(at, f"the concept {missing!r} is not in the taxonomy, or not numeric"))
        blocks = [block for block in document if isinstance(block, Block)]
        marks = (mark.text for block in document if isinstance(block, Block) for mark in block.text.marks)
        notes = frozenset(digit for mark in marks for digit in re.findall(r"\d+", mark.translate(RAISED)))
        for block in blocks:
            for mark in block.text.marks:
                reason = "list mark" if mark.text[-1:] in ".)" and mark.text[:1].isdigit() else "footnote mark"
                self.left.append(LeftOut(mark.place, mark.text, reason))
            self.block(block.text, notes)
        self.figures = [figure._replace(id=f"p{at}") for at, figure in enumerate(self.figures, start=1)]

    def block(self, text: Text, notes: frozenset[str]) -> None:
        """Read one block: first what each number is, then sentence by sentence what it belongs to."""
        if len(text.plain) > LONGEST_TEXT:
            at = Location(self.path, *text.place(0))
            self.troubles.append(
                Trouble(at, f"a paragraph of {len(text.plain)} characters is no prose, and goes unexplained")
            )
            return
        found: list[Spotted] = []
        for item in spot(text.plain, self.rules.get("leave", {}).items(), notes):
            if isinstance(item, Spotted):
                found.append(item)
            elif item.reason:
                self.left.append(LeftOut(text.place(item.start), text.plain[item.start : item.end], item.reason))
            else:
                self.unexplained(text, item)
        if not found:
            return
        found = ranged(text.plain, found)
        said = phrases(text.plain, self.reporting, self.rules.get("periods", {}))
        for sentence in sentences(text.plain):
            own = [item for item in found if sentence.start <= item.start < sentence.end]
            named = list(self.vocabulary.find(text.plain[sentence.start : sentence.end], sentence.start)) if own else []
            own = self.counting(text, own, named)
            if own:
                within = [phrase for phrase in said if sentence.start <= phrase.start < sentence.end]
                self.sentence(text, own, named, within)

    def counting(self, text: Text, own: list[Spotted], named: list[Named]) -> list[Spotted]:
        """Leave out bare numbers ("three offices") that count nothing a term of the mapping names right behind them."""
        counted = {one.start for one in named if one.term.sure and one.term.takes(COUNT)}
        kept: list[Spotted] = []
        for item in reversed(own):
            joined = kept and text.plain[item.end : kept[-1].start].strip() in ("-", "–", "and", "or", "to")
            if not item.doubtful or joined or item.end + 1 in counted:
                kept.append(item)
            else:
                self.left.append(LeftOut(text.place(item.start), text.plain[item.start : item.end], WORDED))
        return kept[::-1]

    def unexplained(self, text: Text, item: NoFigure) -> None:
        """Tell of digits that are neither printed as a figure nor known as anything else."""
        at = Location(self.path, *text.place(item.start))
        shown = text.plain[max(item.start - 12, 0) : item.end + 12].strip()
        cure = "say under [prose.leave] what it is"
        self.troubles.append(
            Trouble(at, f"the number in {shown!r} is not printed as a figure is, and goes unexplained", cure)
        )

    def sentence(self, text: Text, own: list[Spotted], named: list[Named], said: list[Phrase]) -> None:
        """Settle the numbers of one sentence."""
        numbers = respectively(text.plain, attached(text.plain, described(text.plain, own, said), named), named)
        unsure: dict[int, list[Number]] = {}
        for number in numbers:
            sure = [one for one in number.named if one.term.sure]
            if len(sure) > 1:
                self.trouble(text, number, "more than one term of the mapping names it", "tell them apart by `near`")
            elif sure:
                self.settle(text, number, sure[0], self.concept(number, sure[0]))
            elif number.named:
                unsure.setdefault(number.named[0].start, []).append(number)
            else:
                self.trouble(text, number, "no words of its sentence name it")
        for group in unsure.values():
            concept = self.borne_out(group)
            for number in group:
                if concept is None:
                    self.trouble(text, number, "no table bears out what its words name")
                else:
                    self.settle(text, number, number.named[0], concept)

    # --- what a number is -----------------------------------------------------------------------
    @staticmethod
    def concept(number: Number, named: Named) -> Concept | None:
        """Return the concept a term of the mapping gives a number."""
        if number.role == "growth":
            return named.term.growth
        if number.role == "share" and named.term.share is not None:
            return named.term.share
        return next((c for c in named.term.concepts if suits(c, number.spotted.kind)), None)

    def borne_out(self, group: list[Number]) -> Concept | None:
        """Return the one concept that some table's figure bears out for a sentence's numbers, and none contradicts."""
        good = []
        for concept in group[0].named[0].term.concepts:
            verdicts = [self.agrees(number, concept) for number in group]
            if True in verdicts and False not in verdicts:
                good.append(concept)
        return good[0] if len(good) == 1 else None

    def agrees(self, number: Number, concept: Concept) -> bool | None:
        """Whether a number and the tables' figures of a concept agree within rounding; None when there is none."""
        if number.role == "growth" or not suits(concept, number.spotted.kind):
            return False
        period = self.period(number, concept)
        unit = self.unit(number, concept)
        if period is None or unit is None:
            return False
        others = self.tabled.get((concept.name, period, unit))
        return None if others is None else any(same(number.spotted, other) for other in others)

    def period(self, number: Number, concept: Concept) -> Period | None:
        """Return the period of a number as a concept has it: a date for what is counted at a date."""
        period = number.phrase.period if number.phrase is not None else self.reporting
        if concept.period_type == "instant":
            return period.closing if period.start is not None else period
        if period.start is not None:
            return period
        years = calendar.last_day(period).year - calendar.last_day(self.reporting).year
        shifted = calendar.shifted(self.reporting, 12 * years)
        return shifted if shifted.closing == period else None

    @staticmethod
    def unit(number: Number, concept: Concept) -> str | None:
        """Return the unit of a number."""
        if number.spotted.kind == RATE:
            return f"{number.spotted.currency}/USD"
        return unit_of(concept, number.spotted.currency)

    def settle(self, text: Text, number: Number, named: Named, concept: Concept | None) -> None:
        """Make a figure of a number."""
        term, spotted = named.term, number.spotted
        if concept is None:
            self.trouble(
                text, number, f"its words name no concept for {'a growth' if number.role else 'such a number'}"
            )
            return
        period = calendar.parse(term.period) if term.period else self.period(number, concept)
        unit = self.unit(number, concept)
        members = term.members
        if number.bound:
            bound = self.rules.get("bound")
            if bound is None:
                self.trouble(
                    text, number, f"it is a {number.bound} bound", "say under [prose.bound] how bounds are told"
                )
                return
            space = self.mapping.data["namespace"]
            members = (
                *members,
                (name(space, bound["dimension"]), name(space, bound["lower" if number.bound == "lower" else "upper"])),
            )
        if period is None or unit is None:
            self.trouble(text, number, "its period or its unit is not told")
            return
        rough = number.bound or ROUGH.search(text.plain, max(spotted.start - HEAD, 0), spotted.start)
        decimals = term.decimals or decimals_of(concept, spotted.exponent, exact=not rough)
        place, last = text.place(spotted.start), text.place(spotted.end - 1)
        self.figures.append(
            Figure(
                "", concept.name, period, unit, -spotted.mantissa if number.falls else spotted.mantissa,
                spotted.exponent, decimals, NOT_NIL, members, place,
                text.plain[spotted.start : spotted.end], text.plain[named.start : named.end],
                length=last.column - place.column + 1 if place.line == last.line and place.column else 0,
            )
        )  # fmt: skip

    def trouble(self, text: Text, number: Number, why: str, cure: str = "") -> None:
        """Tell of a number that could not be settled."""
        at = Location(self.path, *text.place(number.spotted.start))
        shown = text.plain[number.spotted.start : number.spotted.end]
        cure = (
            cure or "add a [[prose.term]] (`--propose` suggests some), or say under [prose.leave] that it is no figure"
        )
        self.troubles.append(Trouble(at, f"{shown!r} goes unexplained: {why}", cure))
        self.open.append((text, number))


RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def same(spotted: Spotted, figure: Figure) -> bool:
    """Whether a number of the text and a figure of a table can be one true value, each within its rounding."""
    ours = rounded(scaled(spotted.mantissa, spotted.exponent), -spotted.exponent)
    theirs = rounded(scaled(figure.mantissa, figure.exponent), -figure.exponent)
    return not figure.nil and ours.meets(theirs)


def described(plain: str, own: list[Spotted], said: list[Phrase]) -> list[Number]:
    """Return a sentence's numbers with their periods, bounds and roles."""
    numbers: list[Number] = []
    lead = next((phrase for phrase in said if phrase.end <= own[0].start), None)
    for at, spotted in enumerate(own):
        before = numbers[-1] if numbers else None
        gap = plain[before.spotted.end : spotted.start] if before else ""
        twin = (
            before is not None
            and spotted.kind == MONEY
            and gap.strip() == "("
            and plain[spotted.end : spotted.end + 1] == ")"
        )
        after = own[at + 1].start if at + 1 < len(own) else len(plain)
        closes = before is not None and before.bound == LOWER and gap.strip() in ("-", "–", "and", "to")
        head = plain[max(spotted.start - HEAD, 0) : spotted.start]
        bound = UPPER if closes else bounding(plain, head, spotted, after)
        role, falls = role_of(plain, head, spotted)
        if closes and before is not None:
            role, falls = before.role, before.falls
        if twin and before is not None:
            numbers.append(before._replace(spotted=spotted, twin=True))
            continue
        phrase = period_words(plain, spotted, own, at, said)
        if phrase is None and before is not None and (spotted.kind == PERCENT or closes):
            phrase = before.phrase
        numbers.append(Number(spotted, twin, bound, role, falls, phrase or (lead if not compared(numbers) else None)))
    return numbers


def compared(numbers: list[Number]) -> bool:
    """Whether a number of the sentence already had words of its own for its period."""
    return len({number.phrase for number in numbers}) > 1


def bounding(plain: str, head: str, spotted: Spotted, after: int) -> str:
    """Return whether a number is a bound, by the words before it or the dash behind it."""
    if ABOVE.search(head):
        return LOWER
    if BELOW.search(head):
        return UPPER
    gap = plain[spotted.end : after].strip() if after < len(plain) else ""
    if BETWEEN.search(head) and gap == "and":
        return LOWER
    return LOWER if gap in ("-", "–") else ""


def role_of(plain: str, head: str, spotted: Spotted) -> tuple[str, bool]:
    """Return whether a percentage is a growth or a share, and whether it falls."""
    if spotted.kind != PERCENT:
        return "", False
    if FELL.search(head):
        return "growth", True
    if GREW.search(head):
        return "growth", False
    return ("share" if PART_OF.search(plain[spotted.end :]) else ""), False


def period_words(plain: str, spotted: Spotted, own: list[Spotted], at: int, said: list[Phrase]) -> Phrase | None:
    """Return the words that date a number: right behind it (a translation in parentheses aside), else before it."""
    end, following = spotted.end, at + 1
    if following < len(own) and plain[end : own[following].start].strip() == "(":
        end, following = own[following].end + 1, following + 1
    limit = own[following].start if following < len(own) else len(plain)
    for phrase in said:
        if end <= phrase.start < limit and NEARBY.match(plain[end : phrase.start].replace(", respectively,", "")):
            return phrase
    floor = own[at - 1].end if at else 0
    before = [phrase for phrase in said if floor <= phrase.start and phrase.end <= spotted.start]
    taken = [phrase for phrase in before if at and NEARBY.match(plain[floor : phrase.start].lstrip(") "))]
    return next((phrase for phrase in reversed(before) if phrase not in taken), None)


def attached(plain: str, numbers: list[Number], named: list[Named]) -> list[Number]:  # noqa: ARG001 - the shape of its neighbour
    """Give every number the terms its words name: right behind it, else nearest before, else nearest behind."""
    done: list[Number] = []
    for number in numbers:
        if number.twin and done:
            done.append(number._replace(named=done[-1].named))
            continue
        kind, start, end = number.spotted.kind, number.spotted.start, number.spotted.end
        fits = [one for one in named if fitting(one, number, kind)]
        chosen = next((one for one in fits if 0 <= one.start - end <= 1), None)
        chosen = chosen or max((one for one in fits if one.end <= start), key=lambda one: one.end, default=None)
        chosen = chosen or min((one for one in fits if one.start >= end), key=lambda one: one.start, default=None)
        together = tuple(
            one for one in fits if chosen is not None and (one.start, one.end) == (chosen.start, chosen.end)
        )
        done.append(number._replace(named=together))
    return done


def fitting(one: Named, number: Number, kind: str) -> bool:
    """Whether a term can name a number: by the kind of figure, and by the role a percentage has."""
    if number.role == "growth":
        return one.term.growth is not None
    if kind == PERCENT and number.role == "":
        return any(suits(concept, PERCENT) for concept in one.term.concepts)
    return one.term.takes(kind)


def respectively(plain: str, numbers: list[Number], named: list[Named]) -> list[Number]:
    """Pair the last numbers before "respectively" with as many terms before them, in order."""
    found = RESPECTIVELY.search(plain, numbers[0].spotted.end) if numbers else None
    if found is None:
        return numbers
    run = [at for at, number in enumerate(numbers) if number.spotted.end <= found.start() and not number.twin]
    run = [at for at in run if numbers[at].spotted.kind == numbers[run[-1]].spotted.kind]
    if len(run) < 2:
        return numbers
    first = numbers[run[0]]
    fits = [one for one in named if one.end <= first.spotted.start and fitting(one, first, first.spotted.kind)]
    places = sorted({one.start for one in fits})[-len(run) :]
    if len(places) != len(run):
        return numbers
    done = list(numbers)
    dated = done[run[-1]].phrase
    for at, place in zip(run, places, strict=True):
        done[at] = done[at]._replace(named=tuple(one for one in fits if one.start == place), phrase=dated)
    return done
