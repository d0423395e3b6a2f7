"""The numbers of a text: what each says by itself, and which are no figures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from validator.understanding.prose import wording
from validator.understanding.words.currencies import code_of
from validator.understanding.words.numbers import LONGEST, POWERS, digits
from validator.understanding.words.numerals import WORDED, Numeral, numerals

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MONEY, PERCENT, COUNT, PER_SHARE, SHARES, RATE = "money", "percent", "count", "per share", "shares", "rate"


LONGEST_PENCE = 2  # digits before a "p" without decimals: "12p"
SCALED = re.compile(r"(hundred|thousand|million|billion|trillion|crore|lakh)s?$", re.IGNORECASE)


class Number(NamedTuple):
    """A number that may be a figure: mantissa·10^exponent; `start` to `end` are its words, `digit` its first digit.

    `scaled` says that its words say its scale; `thing` is what a count counts; `places` are the decimals printed. A
    `doubtful` one is a figure only in a list with one that is not.
    """

    start: int
    end: int
    digit: int
    kind: str
    mantissa: int
    exponent: int
    currency: str = ""
    scaled: bool = False
    thing: str = ""
    places: int = 0
    doubtful: bool = False

    @property
    def power(self) -> int:
        """The power of ten that its digits are to be taken times."""
        return self.exponent + self.places


class NoFigure(NamedTuple):
    """A number that is none, and why."""

    start: int
    end: int
    reason: str


def numbers(text: str, dates: Sequence[tuple[int, int]]) -> Iterator[Number | NoFigure]:
    """Yield every number of a text in order; `dates` are the pieces that name times."""
    before: Number | NoFigure | None = None
    for item in each(text, dates):
        before, done = exchanged(text, before, item)
        yield from done
    if before is not None:
        yield before


def exchanged(
    text: str, before: Number | NoFigure | None, item: Number | NoFigure
) -> tuple[Number | NoFigure | None, list[Number | NoFigure]]:
    """Return what is still open and what is done of two numbers: "RMB7.2960 to US$1.00" is one rate of exchange."""
    if not (isinstance(before, Number) and isinstance(item, Number)) or item.kind != MONEY:
        return item, [] if before is None else [before]
    if before.kind != MONEY or item.currency in ("", before.currency):
        return item, [before]
    if not before.currency or not wording.TO_ONE.fullmatch(text, before.end, item.start):
        return item, [before]
    if single(item):
        rate, one = before._replace(currency=f"{before.currency}/{item.currency}"), item
    elif single(before):
        rate, one = item._replace(currency=f"{item.currency}/{before.currency}"), before
    else:
        return item, [before]
    return None, sorted((rate._replace(kind=RATE), NoFigure(one.start, one.end, "what a rate is told for")))


def single(number: Number) -> bool:
    """Whether a number is one."""
    return not number.scaled and number.mantissa == 10**number.places


def each(text: str, dates: Sequence[tuple[int, int]]) -> Iterator[Number | NoFigure]:
    """Yield every number of a text in order, each by itself."""
    spelled = [one for one in numerals(text) if one.no_figure is None] if wording.SPELLED.search(text) else []
    spelled.reverse()
    at, end = 0, 0
    for found in wording.DIGITS.finditer(text):
        start = found.start()
        while spelled and spelled[-1].start < start:
            yield worded(text, spelled.pop())
        while at < len(dates) and dates[at][1] <= start:
            at += 1
        if start < end:
            continue
        item = NoFigure(*found.span(), "a date") if at < len(dates) and dates[at][0] <= start else judged(text, found)
        end = item.end
        yield item
    for one in reversed(spelled):
        yield worded(text, one)


def worded(text: str, one: Numeral) -> Number | NoFigure:
    """Return a number in words."""
    if one.bare:
        return NoFigure(one.start, one.end, WORDED)
    number = amount(text, one)
    return number if number.kind != COUNT else counting(text, number)


def amount(text: str, one: Numeral) -> Number:
    """Return a number in words with the currency before or behind it; a bare one is doubtful."""
    before = wording.BEFORE.search(text, max(0, one.start - 8), one.start)
    sign = before["currency"] if before and not one.percent else None
    after = wording.AFTER.match(text, one.end)
    coin = after["coin"] if after and not sign and not one.percent else None
    scale = SCALED.search(text, one.start, one.end)
    power = -2 if one.percent else POWERS[scale[1].lower()] if scale else 0
    return Number(
        before.start("currency") if before and sign else one.start,
        after.end() if after and coin else one.end,
        one.start,
        PERCENT if one.percent else MONEY if coin or sign else COUNT,
        one.mantissa,
        one.exponent,
        code_of(coin or sign or "") if coin or sign else "",
        scaled=not one.bare,
        places=power - one.exponent,
        doubtful=one.bare and not (coin or sign),
    )


def judged(text: str, found: re.Match[str]) -> Number | NoFigure:
    """Return what the digits at a place are."""
    number = marked(text, found)
    if number is None:
        return bare(text, found)
    if isinstance(number, NoFigure) or number.kind == PERCENT:
        return number
    if number.kind == COUNT:
        return counting(text, number)
    return number._replace(kind=PER_SHARE) if not number.scaled and priced(text, number) else number


def marked(text: str, found: re.Match[str]) -> Number | NoFigure | None:
    """Return digits with a currency, a scale or a percent sign; None where they have none of these."""
    start, end = found.span()
    before = wording.BEFORE.search(text, max(0, start - 8), start)
    after = wording.AFTER.match(text, end)
    if len(found[0]) > LONGEST or found[0].count(".") > 1 or before is None or after is None:
        return NoFigure(start, end, "part of a code")
    currency = before["currency"] or ""
    percent = bool(after["percent"] or after["late"])
    coin = after["coin"] if not percent and (not currency or len((after["coin"] or "").strip()) == 3) else None
    if coin == "p" and len(found[0]) > LONGEST_PENCE and "." not in found[0]:
        coin = None  # lines of a screen
    scale = after["scale"] or (after["short"] if currency else None)
    if not (currency or percent or scale or coin or after["points"]):
        return None
    mantissa, places = digits("0" + found[0])
    return Number(
        before.start("currency") if currency else start,
        after.end() if scale or percent or coin or after["points"] else end,
        start,
        MONEY if currency or coin else PERCENT if percent or after["points"] else COUNT,
        -mantissa if currency and (before["inner"] or minus(text, before.start("currency"))) else mantissa,
        power(scale, after["points"], coin, percent=percent) - places,
        code_of(coin or currency) if currency or coin else "",
        scaled=bool(scale),
        places=places,
    )


def minus(text: str, at: int) -> bool:
    """Whether a sign stands right before a place; behind a number it is the dash of a range."""
    return at > 0 and wording.MINUS.match(text, at - 1) is not None


def power(scale: str | None, points: str | None, coin: str | None, *, percent: bool) -> int:
    """Return the power of ten that the words behind digits mean."""
    told = -2 if percent else 0
    if points:
        told -= 2 if "percentage" in points.lower() else 4
    if coin and coin.strip().lower() in ("cents", "pence", "p"):
        told -= 2
    return told + (POWERS.get(scale.lower()) or wording.SHORT[scale.lower()] if scale else 0)


def priced(text: str, number: Number) -> bool:
    """Whether the words around an amount make it one for each share."""
    if wording.PER.match(text, number.end) or wording.PRICE.search(text, max(0, number.start - 90), number.start):
        return True
    if number.places < 2:
        return False
    spoken = wording.EACH.search(text, max(0, number.start - 200), number.start)
    return spoken is not None and not wording.SENTENCE.search(text, spoken.start(), number.start)


def counting(text: str, number: Number) -> Number:
    """Return a count with what it counts."""
    noun = wording.NOUN.match(text, number.end)
    if noun and not wording.STOP.search(text[number.end : noun.start("noun")]):
        return number._replace(kind=SHARES, thing=noun["noun"].lower())
    if wording.WHOSE.match(text, number.end):
        return number._replace(kind=SHARES, thing="shares")
    thing = wording.THING.match(text, number.end)
    if thing is None or thing["thing"].lower() in wording.VERBS:
        head = text[max(0, number.start - 160) : number.start]
        spoken = wording.COUNTED.search(head)
        if spoken and not wording.SENTENCE.search(head, spoken.start()):
            return number._replace(kind=SHARES, thing="shares")
    return number._replace(thing=thing["thing"].lower() if thing else "")


def length(found: re.Match[str]) -> Number | NoFigure:
    """Return a length of time: one with decimals was measured ("11.23 months"), one without is a term."""
    mantissa, places = digits("0" + found[0])
    if not places:
        return NoFigure(*found.span(), "a length of time")
    return Number(*found.span(), found.start(), COUNT, mantissa, -places, thing="time", places=places)


def bare(text: str, found: re.Match[str]) -> Number | NoFigure:
    """Return digits without currency, scale or percent sign: a count of something, or no figure."""
    start, end = found.span()
    head, shown = text[max(0, start - 60) : start], found[0]
    if wording.LEGAL.search(head):
        return NoFigure(start, end, "the number of a note, law, form or exhibit")
    ratio = wording.RATIO.match(text, end)
    glued = wording.CODE_BEFORE.search(head[-2:]) or wording.CODE_AFTER.match(text, end)
    if glued and not ratio and not wording.RANGED.match(text, end):
        return NoFigure(start, end, "part of a code")
    if not start and wording.MARKED.match(text):
        return NoFigure(start, end, "a footnote or list mark")
    if wording.LENGTH.match(text, end):
        return length(found)
    if wording.YEAR.fullmatch(shown):
        return NoFigure(start, end, "a year")
    if wording.STREET.match(text, end) or wording.POSTAL.search(head):
        return NoFigure(start, end, "part of an address")
    mantissa, places = digits("0" + shown)
    number = counting(text, Number(start, end, start, COUNT, mantissa, -places, places=places))
    if ratio:
        return number._replace(kind=PERCENT, thing="times")
    if number.kind == SHARES or "," in shown or wording.SPLIT.match(text, end):
        return number
    named = wording.NAME.search(head)
    if named and named["word"] not in wording.OPENING:
        return NoFigure(start, end, "part of a name")
    if text[end : end + 1] == ")" and head.endswith("("):
        return NoFigure(start, end, "a footnote or list mark")
    return number._replace(doubtful=not (number.thing or places))
