"""Cells that hold numbers: what is printed, put together where it is spread over cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from validator.understanding.words import numbers
from validator.understanding.words.currencies import code_of
from validator.understanding.words.numbers import GROUPED

if TYPE_CHECKING:
    from validator.documents.document import Cell
    from validator.documents.text import Place

SIGNS = (
    "$", "US$", "U.S.$", "USD", "€", "EUR", "£", "GBP", "¥", "JPY", "RMB", "CNY", "HK$", "HKD", "C$", "CAD", "CA$",
    "A$", "AUD", "R$", "NT$", "S$", "CHF", "SEK", "NOK", "DKK", "₩", "₹", "INR", "Rs.", "MXN", "NIS", "₪",
)  # fmt: skip
_SIGN = "|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True))
DASHES = frozenset({"-", "--", "—", "–", "\u2012", "\u2015", "- -", "---", "nil"})
US = rf"(?:{GROUPED}|\d{{1,3}}(?:[ ]\d{{3}})+)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
EUROPEAN_SEPARATORS = str.maketrans(",", ".", ". '\u2019")
EUROPEAN = r"\d{1,3}(?:[. '\u2019]\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_NUMBER = r"""^
    (?P<lead>(?:[(\[]|{sign}|[-+–—△]|\s|~|≈)*)
    (?P<digits>{digits})
    (?P<trail>(?:\s|[)\]]|%|{sign}|(?<=\d)-)*)
    (?P<unit>x|bps|bp|pts?|pp|percent|per\s?cent|million|billion|thousand|crore|lakh|pence|cents?|¢|(?<=\d)p|years?|days?|months?|shares?)?
    (?P<mark>(?:\s*(?:\([a-z0-9]{{1,2}}\)|\[[a-z0-9]{{1,2}}\]|\*+|[†‡§¹²³]+))*(?:\s?[a-z])?)
    \s*$"""
STYLES = {
    "us": re.compile(_NUMBER.format(sign=_SIGN, digits=US), re.VERBOSE | re.IGNORECASE),
    "european": re.compile(_NUMBER.format(sign=_SIGN, digits=EUROPEAN), re.VERBOSE | re.IGNORECASE),
}
OPENING = re.compile(rf"^(?:[(\[]|{_SIGN}|[-–—+△]|\s)+$", re.IGNORECASE)
CLOSING = re.compile(r"^[)\]%\s*]+$|^(?:x|bps|pts?|pp)$|^[)\]%\s]*\([a-z]{1,2}\)$", re.IGNORECASE)
SIGN = re.compile(_SIGN, re.IGNORECASE)
LONGEST = 40  # digits: beyond any figure that is printed


class Entry(NamedTuple):
    """What stands in a row at some columns: a number, a dash (`number` with `dash`), or words.

    The number is mantissa·10^-places. `left` and `right` are the grid columns of its cell, `symbol` the currency
    printed with it, `place` and `text` what is printed.
    """

    cell: Cell
    left: int
    right: int
    text: str
    place: Place
    number: bool = False
    dash: bool = False
    mantissa: int = 0
    places: int = 0
    percent: bool = False
    symbol: str = ""
    unit: str = ""
    year: int = 0

    @property
    def words(self) -> bool:
        """Whether it holds words, no number."""
        return not self.number


def entries(cells: tuple[Cell, ...], style: str) -> list[Entry]:
    """Return what a row says, cell by cell; signs in cells of their own go to the number they stand at."""
    found: list[Entry] = []
    leads: list[Cell] = []  # signs that wait for their number
    for cell in cells:
        plain = cell.text.plain
        lead = "".join(one.text.plain for one in leads)
        if plain in DASHES:
            found.append(begun(_dash(cell, lead), leads))
            leads = []
        elif OPENING.match(plain):
            if SIGN.search(plain) and SIGN.search(lead):
                found.extend(map(_words, leads))
                leads = []
            leads.append(cell)
        elif found and found[-1].number and CLOSING.match(plain) and not lead:
            found[-1] = closed(found[-1], plain)
        else:
            one = number(cell, lead, style)
            found.extend([begun(one, leads)] if one is not None else map(_words, (*leads, cell)))
            leads = []
    found.extend(map(_words, leads))
    return found


def begun(entry: Entry, leads: list[Cell]) -> Entry:
    """Return a number that starts where the cells of the signs before it do."""
    return entry._replace(left=leads[0].column) if leads else entry


def _words(cell: Cell) -> Entry:
    return Entry(cell, cell.column, cell.column + cell.width, cell.text.plain, cell.text.place(0))


def _dash(cell: Cell, lead: str) -> Entry:
    symbol = SIGN.search(lead)
    return Entry(
        cell,
        cell.column,
        cell.column + cell.width,
        cell.text.plain,
        cell.text.place(0),
        number=True,
        dash=True,
        symbol=code_of(symbol[0]) if symbol else "",
    )


def number(cell: Cell, lead: str, style: str) -> Entry | None:
    """Return the number a cell holds, with the signs before it; None where it holds anything else."""
    plain = cell.text.plain
    if not any(map(str.isdigit, plain)) or len(plain) > 60:
        return None
    found = STYLES[style].match(plain)
    if found is None or len(found["digits"]) > LONGEST:
        return None
    before, after = lead + found["lead"], found["trail"]
    if after.count(")") > before.count("(") and not lead:
        return None
    if re.fullmatch(r"(?:19|20)\d\d", found["digits"]) and any(map(str.isalpha, after)):
        return None  # a year, and a currency
    mantissa, places = read(found["digits"], style)
    signs = SIGN.findall(before) or SIGN.findall(after)
    negative = "(" in before or any(dash in before for dash in "-–—△") or after.rstrip().endswith("-")
    unit = (found["unit"] or "").lower()
    percent = "%" in after or unit.startswith("per")
    start = found.start("digits")
    opening = max(plain.rfind("(", 0, start), plain.rfind("-", 0, start))
    near = opening >= 0 and cell.text.places[start] - cell.text.places[opening] <= 2
    if near and not plain[opening + 1 : start].strip(" $€£"):
        start = opening
    end = found.end("trail")
    year = 0
    digits = found["digits"]
    if (
        len(digits) == 4
        and digits.isdigit()
        and 1900 <= int(digits) <= 2100
        and not before.strip()
        and not after.strip()
    ):
        year = int(digits)
    return Entry(
        cell,
        cell.column,
        cell.column + cell.width,
        plain[start:end].strip(),
        cell.text.place(start),
        number=True,
        mantissa=-mantissa if negative else mantissa,
        places=places,
        percent=percent,
        symbol=code_of(signs[-1]) if signs else "",
        unit=unit,
        year=year,
    )


def closed(entry: Entry, plain: str) -> Entry:
    """Return a number with the sign that follows it in a cell of its own."""
    text = plain.lower()
    return entry._replace(
        percent=entry.percent or "%" in text, unit=entry.unit or (text if text.isalpha() else ""), year=0
    )


def read(digits: str, style: str) -> tuple[int, int]:
    """Return the mantissa and the decimal places of unsigned digits."""
    return numbers.digits(digits if style == "us" else digits.translate(EUROPEAN_SEPARATORS))


def style_of(texts: list[str]) -> str:
    """Return whether numbers are written `1,234.5` or `1.234,5`, by those that can only be one of them."""
    us = european = 0
    for text in texts:
        us += bool(re.search(r"\d,\d{3}(?:,\d{3})+(?!\d)|\d,\d{3}\.\d|(?<![\d.,])\d+\.\d{1,2}(?![\d.,])", text))
        european += bool(re.search(r"\d\.\d{3}(?:\.\d{3})+(?!\d)|\d\.\d{3},\d|(?<![\d.,])\d+,\d{1,2}(?![\d.,])", text))
    return "european" if european > us else "us"
