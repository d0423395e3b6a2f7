"""SO: a report against the document it was encoded from, where that stands beside it with the places of its figures."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from validator.check import breach, check
from validator.gate import RefusedError, opened
from validator.model.intervals import scaled
from validator.model.report import Report
from validator.model.source import Location
from validator.tieouts.figures import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from validator.authored.sidecars import Printed
    from validator.check import Breach

BESIDE = ".places.json"  # where the figures of an encoded report stand in its source
NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+")
BEFORE = 4  # characters of a currency or bracket before a number
FEW = 10  # one part in so many may differ and be told one by one; of more the source is another


class Apart(NamedTuple):
    """A figure whose source says something else: its row, its place there, and the number there ("": none)."""

    row: int
    at: Location
    printed: str


@check(
    Report,
    "SO101",
    "figure-printed-otherwise",
    says={
        "figure": "{figure} is {reported} in the report, and {source} prints {printed}",
        "source": "{count} of {figures} figures do not stand in {source} as {places} says: it has changed since",
    },
    cites="docs/encoding.md",
    mends="encode the source again, or correct the one that is wrong",
)
def printed_otherwise(report: Report, _: Report) -> Iterator[Breach]:
    """What a report says and what its source prints at the figure's place must be the same digits.

    A report is encoded from a document once; when one of the two is corrected afterwards, the other is wrong. It is
    looked at where the places of the figures stand beside the report, and the source in its folder.
    """
    path = f"{report.path}{BESIDE}"
    if report.syntax == "inline" or not os.path.isfile(path):
        return
    from validator.authored import sidecars

    try:
        told = sidecars.sidecar(path)
        source, places = told["source"], told["facts"]
        at = os.path.join(os.path.dirname(report.path), source)
        lines = _lines(at, os.path.dirname(report.path) or ".")
    except (OSError, ValueError, RefusedError):
        return  # what is no sidecar, or has no source here, says nothing of the report
    apart, seen = list(_apart(report, places, lines, at)), sum(name in places for name in report.ids)
    if len(apart) > 1 and len(apart) * FEW > seen:
        values = {"count": str(len(apart)), "figures": str(seen)}
        yield breach(Location(report.path), variant="source", source=source, places=os.path.basename(path), **values)
        return
    for one in apart:
        number = report.number(one.row)
        concept = report.concepts[one.row]
        figure = report.taxonomy.label(concept) if report.taxonomy is not None else concept.rpartition("}")[2]
        yield breach(
            report.location(one.row),
            (("printed", one.at),),
            variant="figure",
            figure=figure,
            reported="nil" if number is None else shown(scaled(*number)),
            source=source,
            printed=one.printed or "no number",
        )


def _lines(path: str, root: str) -> list[str]:
    with opened(path, root) as file:
        return file.read().decode("utf-8").split("\n")


def _apart(report: Report, places: Mapping[str, Printed], lines: list[str], path: str) -> Iterator[Apart]:
    for row, name in enumerate(report.ids):
        place = places.get(name)
        if place is None or place["column"] < 1 or report.units_of[row] < 0 or report.nils[row]:
            continue
        told = NUMBER.search(place["text"])
        number = report.number(row)
        if told is None or number is None:  # a word, a dash
            continue
        line = lines[place["line"] - 1] if place["line"] <= len(lines) else ""
        start = place["column"] - 1
        there = NUMBER.search(line, start, min(len(line), start + BEFORE + len(place["text"]) + BEFORE))
        own = there is not None and there.start() <= start + told.start() + BEFORE
        printed = there.group() if there is not None and own else ""
        if _digits(printed) != _digits(str(abs(number[0]))):
            yield Apart(row, Location(path, place["line"], place["column"]), printed)


def _digits(text: str) -> str:
    """Return the digits of a number that do not only say its scale."""
    return text.replace(",", "").replace(".", "").strip("0")
