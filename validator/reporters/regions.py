"""Where the figure of a finding starts and ends in its file, and how the value it should have is printed there."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation, localcontext
from typing import TYPE_CHECKING, NamedTuple

from validator.reporters.excerpts import Excerpts
from validator.tieouts import figures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.finding import Finding, Outcome
    from validator.model.source import Location

PRINTED = re.compile(r"\d(?:[\d.,' \u00a0\u2019\u202f]*\d)?")
STYLES = ((",", "."), (".", ","), ("'", "."), ("\u2019", "."), (" ", ","), ("\u00a0", ","), ("\u202f", ","), ("", "."))
SCALES = {-2: "percent"} | {power: f"{word}s" for power, word in figures.SCALES.items()}
LONGEST = 60  # characters of a printed figure that is rewritten


class Region(NamedTuple):
    """A stretch of one line: columns from 1 in code points, the end exclusive, and the text that stands there."""

    path: str
    line: int
    column: int
    end: int
    text: str


def excerpts(outcome: Outcome) -> Excerpts:
    """Return the lines of the files of a run."""
    read = (result.report for result in outcome.results if result.report is not None)
    lines: dict[tuple[str, int], str] = {}
    for result in outcome.results:
        lines.update(result.gist.lines if result.gist is not None else ())
    return Excerpts({path: data for report in read for path, data in report.data.items()}, lines)


def region(at: Location, lines: Excerpts) -> Region | None:
    """Return the figure, element or word at a place; None where the file is not at hand, or names no column."""
    line = lines.line(at) if at.column else None
    found = None if line is None else lines.span(line, at.column)
    if line is None or found is None:
        return None
    return Region(at.path, at.line, found[0] + 1, found[1] + 1, line[found[0] : found[1]])


def correction(finding: Finding, lines: Excerpts) -> Region | None:
    """Return where a finding's one certain culprit is printed, with the digits it should have as its text.

    None where there is no certain culprit, or where its value cannot be printed there in the same scale and style.
    """
    one = None if finding.diagnosis is None else finding.diagnosis.culprit
    if one is None:
        return None
    found = region(one.at, lines)
    number = None if found is None or len(found.text) > LONGEST else PRINTED.search(found.text)
    if found is None or number is None or PRINTED.search(found.text, number.end()):
        return None
    digits = reprinted(number.group(), one.reported, one.suggested)
    start = found.column + number.start()
    return None if digits is None else Region(found.path, found.line, start, start + len(number.group()), digits)


def printed(mended: Region, at: Location, lines: Excerpts) -> str:
    """Return what stands where a correction is to be written."""
    return (lines.line(at) or "")[mended.column - 1 : mended.end - 1]


def digits(text: str) -> str:
    """Return the digits of a printed figure, by which it is told whatever separates them."""
    return "".join(filter(str.isdigit, text))


def reprinted(printed: str, reported: str, wanted: str) -> str | None:
    """Return a value in the style and scale a reported one is printed in; None where it cannot be.

    The sign is not looked at: parentheses and words may say it, so both values must have the same one.
    """
    with localcontext(prec=3 * LONGEST):
        return _reprinted(printed, reported, wanted)


def scale(printed: str, reported: str) -> str:
    """Return the scale in which a value is printed, in words; "" for units, or where it cannot be told."""
    with localcontext(prec=3 * LONGEST):
        was = _value(reported)
        found = list(_readings(printed, was)) if was else []
        # a comma before three digits sets thousands apart; a point there may do so, or not
        scales = {one.scale for one in found if (one.point, one.places) != (",", 3)}
        return SCALES.get(scales.pop(), "") if len(scales) == 1 else ""


class _Reading(NamedTuple):
    """A way to read what is printed: its number, places, separators, and the power of ten it is in."""

    number: Decimal
    places: int
    group: str
    point: str
    scale: int


def _readings(printed: str, was: Decimal) -> Iterator[_Reading]:
    """Yield the ways in which what is printed is a value, but for its sign: 1.000 may be a thousand, or one."""
    for group, point in STYLES:
        shown = _value(printed.replace(group, "").replace(point, ".") if group else printed)
        ratio = abs(was) / shown if shown else None
        if shown is not None and ratio is not None and ratio.normalize().as_tuple().digits == (1,):
            places = len(printed.partition(point)[2])
            used = group if group in printed else ""
            if _styled(shown, places, used, point) == printed:
                yield _Reading(shown, places, used, point, ratio.adjusted())


def _reprinted(printed: str, reported: str, wanted: str) -> str | None:
    was, to_be = _value(reported), _value(wanted)
    if was is None or to_be is None or not was or not to_be or (was < 0) != (to_be < 0):
        return None
    ways = {  # only what comes out the same in all is certain
        _styled(abs(to_be).scaleb(-one.scale), one.places, one.group, one.point) for one in _readings(printed, was)
    }
    return ways.pop() if len(ways) == 1 else None


def _styled(value: Decimal, places: int, group: str, point: str) -> str | None:
    """Return a value with as many decimals; None where it needs more of them."""
    exact = value.quantize(Decimal(1).scaleb(-places))
    if exact != value:
        return None
    whole, _, rest = f"{exact:,f}".partition(".")
    return whole.replace(",", group) + (point + rest if rest else "")


def _value(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", "")) if len(text) <= LONGEST else None
    except InvalidOperation:
        return None
