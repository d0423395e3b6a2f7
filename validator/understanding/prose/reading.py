"""The text of a document into figures: what each number is, its unit, when it holds, and what it is said to be."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from validator.budget import spend
from validator.documents.document import Block
from validator.understanding.figures import Figure, Grown, Unread
from validator.understanding.prose.assigning import Dated, Sentence, apart, aside, dated
from validator.understanding.prose.cues import leaning
from validator.understanding.prose.fiscal import Fiscal, fiscal_of
from validator.understanding.prose.growth import growths
from validator.understanding.prose.numbers import MONEY, PER_SHARE, PERCENT, RATE, SHARES, Number, numbers
from validator.understanding.prose.periods import EVENT, POINT, SPANNED, YEARLY, Phrase, latest, phrases
from validator.understanding.prose.scales import scale_of
from validator.understanding.words.calendar import last_day, span
from validator.understanding.words.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.documents.document import Document
    from validator.documents.text import Text
    from validator.model.periods import Period
    from validator.understanding.figures import Statement
    from validator.understanding.timing import Calendar

LEAN = {POINT: 9, SPANNED: -3, YEARLY: -3, EVENT: 0, "": 0}  # by the words that date a figure itself
CARRIED = {POINT: 2, SPANNED: -1, YEARLY: -2, EVENT: 0}  # by those of an earlier sentence
DIGIT = re.compile(r"\d")
DEAL = re.compile(
    r"\b(?:purchase\s+(?:price|consideration)|total\s+consideration|consideration\s+transferred|cash\s+consideration|acquisition\s+date"
    r"|(?:close|closing)\s+of\s+the\s+(?:transaction|acquisition)|(?:intangibles?|assets|liabilities)\s+acquired|promissory\s+note"
    r"|goodwill\s+(?:recognized|recorded)|(?:net\s+)?proceeds\s+from\s+the\s+(?:divestiture|sale))\b",
    re.IGNORECASE,
)
AHEAD = re.compile(r"\b(?:expects?|estimates?|anticipates?|will|intends?)\b", re.IGNORECASE)
TOLD = re.compile(r"\b(?:announc\w+|report(?:s|ed|ing)?|releas\w+|results)\b[^.;]*$", re.IGNORECASE)
EARNED = re.compile(r"\b(?:income|earnings|loss(?:es)?|profits?|dividends?|eps)\b[^.;]*$", re.IGNORECASE)
VERB = re.compile(
    r"(?:[\s,(]+(?:was|were|is|are|be|been|had|has|have|of|to|by|at|for|in|from|over|a|an|the|and|or|approximately|about|totaled|totalled"
    r"|reached|amounted|came|stood))+[\s(]*$",
    re.IGNORECASE,
)
OPENING = 60  # blocks among which a release says what it reports on
TITLE = 100  # characters of a title at most
EACH = 400  # steps that a number takes: to read, to relate, to be told
NEAR = 110  # characters around a number that say what it is


def listed(block: Block) -> bool:
    """Whether a block is an item of a list."""
    return block.kind == "item" or block.text.plain[:1] in "•·–-▪◦○●"


def named(before: str) -> str:
    """Return the words that name a number, of those before it: without the verb and the prepositions at their end."""
    return VERB.sub("", before.strip()).lstrip(" ,;.)")[-NEAR:].strip()


def printed(text: str) -> str:
    """Return a number as it is printed, without the bracket that closes around it."""
    return text if "(" in text else text.rstrip(") ")


def titled(block: Block) -> bool:
    """Whether a block stands over others and names them."""
    plain = block.text.plain.strip()
    if block.kind == "heading":
        return True
    return block.kind == "text" and 0 < len(plain) < TITLE and plain[-1] not in ".:;," and not listed(block)


def announced(blocks: Sequence[Block], fiscal: Fiscal) -> Period:
    """Return the duration of which a document tells what it dates in no other way.

    That is the one whose results it announces at its start; else its fiscal year up to the day it reports on.
    """
    for block in blocks[:OPENING]:
        plain = block.text.plain
        for one in phrases(plain, fiscal):
            if one.kind == SPANNED and len(one.periods) == 1 and TOLD.search(plain, 0, one.start):
                return one.periods[0] if last_day(one.periods[0]) == fiscal.day else fiscal.to_date
    return fiscal.to_date


def read(
    document: Document, statements: Sequence[Statement], calendar: Calendar | None = None, currency: str = ""
) -> Reader:
    """Return a reader that has read a document's text: its figures, and the numbers that are none, with the reason.

    `calendar` is how the tables count time; `currency` what money is in where a sign tells none.
    """
    reader = Reader(document, statements, calendar, currency or "USD")
    reader.read()
    return reader


class Reader:
    """Reads the blocks of one document in order; what an earlier sentence says of time holds until another does."""

    def __init__(
        self, document: Document, statements: Sequence[Statement], calendar: Calendar | None, currency: str
    ) -> None:
        self.blocks = [part for part in document.parts if isinstance(part, Block)]
        self.fiscal: Fiscal = fiscal_of(self.blocks, statements, calendar)
        self.fiscal.usual = announced(self.blocks, self.fiscal)
        self.scale = scale_of(self.blocks)
        self.figures: list[Figure] = []
        self.unread: list[Unread] = []
        self.grown: list[Grown] = []
        self.heading = ""
        self.section: Period | None = None
        self.carried: Phrase | None = None
        self.lead: Phrase | None = None
        self.event: Phrase | None = None
        self.currency = currency

    def read(self) -> None:
        """Read every block."""
        for block in self.blocks:
            plain = block.text.plain
            if block.kind == "heading":
                self.heading = " ".join(plain.split())[:200]
                self.event = None
            if titled(block):
                self.headed(plain)
            if listed(block):
                self.carried = self.lead
            elif not plain[:1].islower():
                self.carried = None
            if DIGIT.search(plain) or "illion" in plain or "cent" in plain:
                self.block(block.text)
            if not listed(block):
                self.lead = self.carried

    def headed(self, plain: str) -> None:
        """Take the period that a title names for what stands under it: only one up to the day reported on."""
        for one in phrases(plain, self.fiscal):
            if one.kind in (SPANNED, YEARLY) and len(one.periods) == 1 and not (one.ago or one.against):
                self.section = one.periods[0] if last_day(one.periods[0]) == self.fiscal.day else None

    @property
    def spoken(self) -> Period:
        """The period spoken of where a block starts."""
        return latest(self.carried) if self.carried else self.section or self.fiscal.usual

    def block(self, text: Text) -> None:
        """Read one block, sentence by sentence."""
        plain = text.plain
        said = phrases(plain, self.fiscal, self.spoken)
        found: list[Number] = []
        for item in numbers(plain, [(one.start, one.end) for one in said]):
            spend(EACH)
            if isinstance(item, Number):
                found.append(item)
            else:
                self.unread.append(Unread(text.place(item.start), plain[item.start : item.end], item.reason))
        counts, times = [one.start for one in found], [one.start for one in said]
        for sentence in sentences(plain):
            own = found[bisect_left(counts, sentence.start) : bisect_left(counts, sentence.end)]
            within = said[bisect_left(times, sentence.start) : bisect_left(times, sentence.end)]
            whole = Sentence(plain, *sentence, own, within, carried=self.carried is not None)
            for one in dated(whole):
                self.figure(text, one)
            for growth in growths(plain, own):
                rate, now, before = (text.place(own[at].digit) for at in growth[:3])
                self.grown.append(Grown(rate, now, before, growth.falling))
            leading = (one for one in within if one.strong and not apart(plain, sentence.start, one))
            told = self.carried is not None and self.carried.kind == SPANNED
            lead = next((one for one in leading if not (told and aside(whole, one))), None)
            self.carried = lead or self.carried
            if lead is not None and lead.kind == EVENT:
                self.event = lead

    def figure(self, text: Text, one: Dated) -> None:
        """Make a figure of a number."""
        number = self.scale.applied(one.number)
        if number.doubtful:
            self.unread.append(Unread(text.place(number.digit), text.plain[number.start : number.end], "a bare number"))
            return
        self.figures.append(
            Figure(
                text.place(number.digit),
                printed(text.plain[number.start : number.end]),
                number.mantissa,
                number.exponent,
                None if number.kind == RATE else -number.exponent,  # a rate is told as a definition: exact
                self.unit(number),
                self.period(one),
                (self.heading, one.behind.strip()[:NEAR], named(one.named)),
                percent=number.kind == PERCENT,
            )
        )

    def unit(self, number: Number) -> str:
        """Return a number's unit."""
        if number.kind == MONEY:
            return number.currency or self.currency
        if number.kind == RATE:
            return number.currency
        if number.kind == PER_SHARE:
            return f"{number.currency or self.currency}/shares"
        return "shares" if number.kind == SHARES else "pure"

    def period(self, one: Dated) -> Period:
        """Return when a number holds: as its words say, else as the sentence before said, else as of the document."""
        period, kind = one.period, one.kind
        holds = self.holds(one)
        if period is None and one.against is not None:
            return self.beside(one.against)
        if period is None and self.carried is not None:
            period, kind = latest(self.carried), self.carried.kind
            if kind != EVENT and AHEAD.search(one.before):
                return self.fiscal.now
        if period is None and self.event is not None and DEAL.search(one.said):
            period, kind = latest(self.event), EVENT
        if period is None:
            return self.fiscal.now if holds else self.section or self.fiscal.usual
        if kind == POINT:
            return period
        if period.start is None:
            day = last_day(period)
            return period if holds else span(day, day)
        return period.closing if holds else period

    def beside(self, against: Phrase) -> Period:
        """Return when a figure holds that is compared with one of another time: now, and as long as that."""
        if against.kind == POINT:
            return self.fiscal.now
        spoken = self.spoken if self.spoken.start is not None else self.section or self.fiscal.usual
        return spoken if against.ago else self.fiscal.near(self.fiscal.day, against.periods[0].days) or spoken

    def holds(self, one: Dated) -> bool:
        """Whether a number holds at a date, not over a period."""
        score = leaning(one.before[-NEAR:], one.behind[:NEAR]) + LEAN[one.kind]
        if not one.kind and self.carried is not None:
            score += CARRIED[self.carried.kind]
        if one.number.kind == RATE or (one.number.kind == PER_SHARE and not EARNED.search(f"{one.named} {one.before}")):
            score += 3
        return score > (1 if one.number.kind == SHARES else 0)
