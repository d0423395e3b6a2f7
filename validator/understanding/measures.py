"""What figures are measured in, and at what scale: by signs, words of the row, the column, the table, the document."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from validator.budget import spend
from validator.understanding.measuring import units
from validator.understanding.measuring.scales import Scale, counted_scale, scale_in, shares_scale
from validator.understanding.words.currencies import code_of
from validator.understanding.words.phrases import hear

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from validator.understanding.cells import Entry
    from validator.understanding.columns import Columns
    from validator.understanding.embedded import Embedded
    from validator.understanding.rows import Row

CURRENCY_WORD = re.compile(
    r"(?:(?<![\w$])|(?<=\b[MTK]))(?:(?:RMB|US\$|U\.S\.\$|USD|HK\$|HKD|CNY|EUR|GBP|JPY|CHF|CAD|AUD|SEK|NOK|DKK|INR|SGD|NZD|BRL|MXN|ZAR|TWD"
    r"|KRW|ILS|PLN|CZK|HUF|AED|THB|IDR|MYR|VND|NGN|KES|renminbi|euros?|rupees?|swiss\s+francs?"
    r"|(?:canadian\s+|australian\s+|hong\s+kong\s+|u\.?s\.?\s+)?dollars?|pounds?\s+sterling|yen)(?!\w)|[€£¥₹₩₪$]"
    r"|Rs(?=\.|\s))",
    re.IGNORECASE,
)


LARGEST = 14  # no report tells of amounts beyond 10^14
MOST_SHARES = 11
FULL = 6  # a number inside words with more digits is printed in full
CENTS = 2  # decimals
REACH = 16  # rows that may be added up, with their total
TELLING = 1000  # a total of one column that others do not make up by chance
UNLIKELY = 1000  # an amount for each share that large has decimals


class Measure(NamedTuple):
    """A unit, and the power of ten that printed figures stand in."""

    unit: str
    power: int


PERCENT = Measure("pure", -2)


class Measures:
    """What the figures of one section of a table are measured in."""

    def __init__(
        self,
        rows: Sequence[Row],
        columns: Columns,
        headers: Sequence[Sequence[str]],
        captions: Sequence[str],
        *,
        currency: str,
        scale: Scale,
        about: str = "",
        near: str = "",
    ) -> None:
        self.headers = [" ".join(header) for header in headers]
        self.lasts = [" ".join(text for text in header if not hear(text).anything) for header in headers]
        told = next((one for one in map(scale_in, captions) if one is not None and not one.shares), None)
        self.told = told is not None
        self.counted = next(filter(None, map(counted_scale, captions)), 0)
        self.scale = told if told is not None else scale
        self.currency = next(filter(None, (currency_in([text]) for text in captions[:3])), "") or currency
        self.symbols = symbols(rows, columns, headers)
        self.percents = [units.percent_header(header) for header in self.headers]
        self.bracketed = bracketed(rows, columns)
        self.reconciled = reconciled(rows, columns)
        self.bare = not any(self.symbols)
        spoken = self.told or bool(currency_in(captions[:3])) or not self.currency  # of money, or nothing is anywhere
        self.added = added(rows, columns) if self.bare and spoken else set()
        self.shared = any(units.shares(last) or units.likely_shares(last) for last in self.lasts)
        self.whole = whole(rows, columns, LARGEST - self.scale.power) if self.scale.power else set()
        counted = [row for row in rows if units.shares(row.label) or units.likely_shares(row.label)]
        self.crowded = whole(counted, columns, MOST_SHARES - self.scale.power) if self.scale.power else set()
        every = whole(rows, columns, MOST_SHARES - self.scale.power) if self.scale.power else set()
        self.crowded |= {at for at in every if units.shares(self.lasts[at]) or units.likely_shares(self.lasts[at])}
        self.about, self.near = about, near
        self.apart = next(filter(None, map(shares_scale, captions)), None)

    def of(self, label: str, path: Sequence[str], entry: Entry, at: int) -> Measure:
        """Return what a figure is measured in: by its row's label, the headings it stands under, and its column."""
        printed = self._printed(entry)
        if printed is not None:
            return printed
        last = self.lasts[at]
        own = scale_in(label) or scale_in(last)
        if self.percentage(entry) or (not self.symbols[at] and units.rated(label)):
            return PERCENT
        if not entry.symbol and self.percents[at] and (self.bare or not units.money(label)):
            return PERCENT
        whole = " ".join((*path[-1:], label))
        currency = entry.symbol or self.symbols[at] or self.currency
        if entry.unit in units.COINS or units.hundredths(label) or units.hundredths(last):
            told = f"{label} {last} {entry.unit}"
            coined = currency if "cent" in told.lower() or "¢" in told else "GBP"
            return Measure(f"{coined}/shares" if units.per_share(told) else coined, -CENTS)
        if self._each(label, path, last, entry, own):
            return Measure(f"{currency}/shares" if currency else "", own.power if own else 0)
        if not entry.symbol and self._shares(label, last, whole, at):
            return Measure("shares", self._share_power(own, at))
        about = f"{last} {self.about}" if id(entry.cell) in self.added else f"{label} {last} {self.about}"
        if not entry.symbol and (units.quantity(last) or (self.bare and units.counts(about))):
            return Measure("pure", own.power if own else 0 if at in self.whole else self.counted)
        return Measure(currency, own.power if own else 0 if at in self.whole else self.scale.power)

    def percentage(self, entry: Entry) -> bool:
        """Whether a figure carries the sign of a percentage, or stands between two that do."""
        return entry.percent or id(entry.cell) in self.bracketed

    def _each(self, label: str, path: Sequence[str], last: str, entry: Entry, own: Scale | None) -> bool:
        """Whether a figure is an amount for each share; one in thousands without decimals is none."""
        if entry.number and not entry.places and abs(entry.mantissa) >= UNLIKELY:
            return False
        if units.per_share(label) or units.per_share(last) or (self.shared and units.average(last) and own is None):
            return True
        if entry.places > 1 and units.per_share(self.about) and not units.shares(label):
            return True
        if id(entry.cell) in self.reconciled:
            return True
        if entry.places == CENTS and any(map(units.per_share, path[-2:])) and not units.shares(label):
            return True
        return units.per_share(" ".join((*path[-1:], label))) and not units.shares(label)

    def _share_power(self, own: Scale | None, at: int) -> int:
        """Return the power of ten that shares stand in."""
        if own is not None:
            return own.power
        if self.apart is not None:
            return self.apart
        scale = self.scale
        return 0 if scale.shares_apart or at in self.crowded else scale.power

    def inside(self, one: Embedded) -> Measure:
        """Return what a figure inside words is measured in."""
        if one.kind == "percent":
            return PERCENT
        currency = one.currency or self.currency
        if one.kind == "each":
            return Measure(f"{currency}/shares" if currency else "", one.scale or 0)
        full = one.mantissa >= 10 ** (FULL + one.places)
        if one.kind == "shares":
            scale = self.apart if self.apart is not None else 0 if self.scale.shares_apart or full else self.scale.power
            return Measure("shares", scale if one.scale is None else one.scale)
        return Measure(currency, one.scale if one.scale is not None else 0 if full else self.scale.power)

    @staticmethod
    def _printed(entry: Entry) -> Measure | None:
        """Return what the signs at a figure themselves say."""
        if entry.percent or entry.unit in ("pp", "pts", "pt"):
            return PERCENT
        if entry.unit in units.BASIS:
            return Measure("pure", -4)
        return Measure("pure", 0) if entry.unit in units.PURE_UNITS else None

    def _shares(self, label: str, last: str, whole: str, at: int) -> bool:
        """Whether a figure without a sign counts shares."""
        if self.symbols[at] and self.apart is None and units.moved(label) and not units.shares(last):
            return False
        if units.shares(label) or units.shares(last):
            return True
        if not self.symbols[at] and (units.likely_shares(last) or (self.bare and units.likely_shares(label))):
            return True
        if self.bare and units.about_shares(self.near):
            return True
        return not units.money(label) and units.shares(whole)


def symbols(rows: Sequence[Row], columns: Columns, headers: Sequence[Sequence[str]]) -> list[str]:
    """Return each column's currency, by its header or the signs in it."""
    found = [currency_in(header) for header in headers]
    for row in rows:
        for entry in row.values:
            if entry.number and entry.symbol:
                at = columns.of(entry)
                found[at] = found[at] or entry.symbol
    return found


def bracketed(rows: Sequence[Row], columns: Columns) -> set[int]:
    """Return the cells without a sign that stand between two percentages, with no other sign between.

    In a column the first and the last of like figures carry the sign. A row that says what it is a percentage of stands
    for itself, among the amounts it is reckoned from.
    """

    def end(row: Row, entry: Entry) -> bool | None:
        if units.portion(row.label):
            return False
        return True if entry.percent else False if entry.symbol or not row.label else None

    return _between(rows, columns, end)


def reconciled(rows: Sequence[Row], columns: Columns) -> set[int]:
    """Return the cells in cents that lead from one amount for each share to another, with nothing else between."""

    def end(row: Row, entry: Entry) -> bool | None:
        if entry.percent or entry.places != CENTS:
            return False
        return True if units.per_share(row.label) else None

    return _between(rows, columns, end)


def _between(rows: Sequence[Row], columns: Columns, end: Callable[[Row, Entry], bool | None]) -> set[int]:
    """Return the cells that stand in their column between two ends; `end` says of a number whether it is one.

    False breaks off, None leaves the number waiting for the end that follows.
    """
    found: set[int] = set()
    waiting: dict[int, list[int]] = {}
    for row in rows:
        for entry in row.values:
            if not entry.number or entry.dash:
                continue
            at, ends = columns.of(entry), end(row, entry)
            if ends:
                found.update(waiting.get(at, ()))
                waiting[at] = []
            elif ends is None and at in waiting:
                waiting[at].append(id(entry.cell))
            elif ends is False:
                waiting.pop(at, None)
    return found


def added(rows: Sequence[Row], columns: Columns) -> set[int]:
    """Return the cells of rows that are called like things counted, and are added up with rows that are not.

    Below "(in thousands of dollars)" a row "Tea rooms" may be what they earn: it is where it and the rows around it
    make up the row after them, in every column, and neither that nor some other part is called so.
    """
    found: set[int] = set()
    said = [_said(row, columns) for row in rows]
    for at, row in enumerate(rows):
        if said[at] and units.counts(row.label):
            spend(len(said[at]) * REACH**2)
            for first in range(at, max(at - REACH, -1), -1):
                if not said[first]:
                    break
                if any(_adds_up(rows, said, first, last) for last in range(at + 1, min(first + REACH, len(rows)))):
                    found.update(id(entry.cell) for entry in row.values)
                    break
    return found


def _adds_up(rows: Sequence[Row], said: Sequence[Mapping[int, Fraction]], first: int, last: int) -> bool:
    """Whether rows from the first on make up the last, as money and not as things counted."""
    parts, total = said[first:last], said[last]
    if len(parts) < 2 or units.counts(rows[last].label) or all(units.counts(row.label) for row in rows[first:last]):
        return False
    alike = all(one.keys() == total.keys() for one in parts)
    telling = len(total) > 1 or any(abs(value) >= TELLING for value in total.values())
    return alike and telling and all(sum(one[at] for one in parts) == value for at, value in total.items())


def _said(row: Row, columns: Columns) -> dict[int, Fraction]:
    """Return the numbers of a row by their columns."""
    numbers = [entry for entry in row.values if entry.number and not entry.percent]
    return {columns.of(entry): Fraction(entry.mantissa, 10**entry.places) for entry in numbers}


def whole(rows: Sequence[Row], columns: Columns, digits: int) -> set[int]:
    """Return the columns that hold figures of more digits than that before the point: they are printed in full."""
    found = set()
    for row in rows:
        for entry in row.values:
            if entry.number and abs(entry.mantissa) >= 10 ** (digits + entry.places):
                found.add(columns.of(entry))
    return found


def currency_in(texts: Sequence[str]) -> str:
    """Return the currency that texts name, the last first; "" when none does."""
    for text in reversed(texts):
        for word in reversed(CURRENCY_WORD.findall(text)):
            return code_of(word) or "USD"
    return ""


def saying(text: str) -> bool:
    """Whether a header says more than a time and a currency: `September 30, 2023 RMB` does not."""
    rest = CURRENCY_WORD.sub(" ", text).strip(" ()'[]")
    return bool(rest) and not hear(rest).only
