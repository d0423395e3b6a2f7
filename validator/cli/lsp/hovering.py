"""The figure under a cursor: what it is, the values it may truly have, and every tie that touches it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from validator.cli.lsp.places import Stretch, column, units
from validator.model.source import Lines, Location
from validator.reporters.excerpts import Excerpts
from validator.reporters.figures import figure
from validator.tieouts.equation import Equation
from validator.tieouts.figures import figures_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from validator.finding import Result
    from validator.model.report import Report


JSON = "xbrl-json"


def at(results: Iterable[Result], path: str, line: int, character: int, encoding: str) -> tuple[str, Stretch] | None:
    """Return what is said of the figure at a place of a file, and where that stands; None where there is none."""
    for result in results:
        report = result.report
        if report is None:
            continue
        for row in _rows(report, path, _line(report, path, line + 1)):
            place = report.location(row)
            text = Lines(report.data).at(place)
            span = None if text is None else Excerpts.span(text, place.column)
            if text is None or span is None:
                continue
            first = min(place.column - 1, span[0])
            if report.syntax == JSON or first <= column(text, character, encoding) <= span[1]:
                ties = [tie for tie in result.ties if isinstance(tie, Equation)]
                said = "\n".join(figure(figures_of(report), row, ties))
                stretch = Stretch(
                    path, place.line - 1, units(text[: span[0]], encoding), units(text[: span[1]], encoding)
                )
                return said, stretch
    return None


def _line(report: Report, path: str, line: int) -> int:
    """Return the line at which the figure of a line starts: in xBRL-JSON that of the object which the line is in."""
    starts = {one for one in report.lines if one <= line} if report.syntax == JSON else set()
    if not starts or os.path.abspath(report.path) != path:
        return line
    start, lines = max(starts), Lines(report.data)
    texts = [lines.at(Location(report.path, number)) or "" for number in range(start, line + 1)]
    depth = _depth(texts[0])
    inside = all(_depth(text) > depth or text.startswith(" " * depth + "}") for text in texts[1:] if text.strip())
    return start if inside else line


def _depth(text: str) -> int:
    return len(text) - len(text.lstrip())


def _rows(report: Report, path: str, line: int) -> list[int]:
    """Return the figures on a line, the last to start first: an element may stand in another's."""
    figures = figures_of(report)
    rows = [
        row
        for row in range(report.own)
        if report.lines[row] == line
        and figures.key_of(row) is not None
        and os.path.abspath(report.location(row).path) == path
    ]
    return sorted(rows, key=lambda row: -report.columns[row])
