"""The outputs of the dimensions suite: for each fact the dimensions that apply to it, and which by default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from validator.model import dimensions
from validator.model.names import expand

if TYPE_CHECKING:
    from pathlib import Path

    from validator.model.report import Report

Fact = tuple[str, str, tuple[tuple[str, bool], ...]]


def fault(path: Path, report: Report | None) -> str:
    """Return how a report's facts differ from those of an output; "" when they do not, or it is no such output."""
    if not path.is_file():
        return f"the suite has no {path.name}"
    root = etree.parse(path).getroot()
    if etree.QName(root).localname != "facts":
        return ""
    if report is None:
        return "no report was read"
    expected = sorted(map(_expected, root.iterfind("{*}item")))
    seen = sorted(_seen(report))
    return "" if seen == expected else f"expected {set(expected) - set(seen)}, but {set(seen) - set(expected)}"


def _name(element: etree._Element) -> str:
    scope = {prefix or "": uri for prefix, uri in element.nsmap.items()}
    return expand(element.text, scope) or ""


def _expected(item: etree._Element) -> Fact:
    members = (
        (_name(one.find("{*}qnDimension")), one.findtext("{*}bDefaulted").strip() == "true")
        for one in item.iterfind("{*}member")
    )
    return (_name(item.find("{*}qnElement")), item.findtext("{*}sPointer").strip(), tuple(sorted(members)))


def _seen(report: Report) -> list[Fact]:
    sets = dimensions.of(report.taxonomy)
    pointers = _pointers(report)
    found = []
    for fact in report.facts():
        if fact.context is not None:
            applying = sets.aspects(fact.context).items()
            members = tuple(sorted((name, defaulted) for name, (_, defaulted) in applying))
            found.append((fact.concept, pointers[fact.row], members))
    return found


def _pointers(report: Report) -> dict[int, str]:
    """Return the child sequence of each fact below the root element."""
    inside: dict[int, list[tuple[int, int, int]]] = {}
    for row, parent in enumerate(report.parents):
        inside.setdefault(parent, []).append((report.lines[row], report.columns[row], row))
    inside.setdefault(-1, []).extend((e.line, e.column, -1) for e in report.declared.heads())
    pointers = {-1: ""}
    for parent in sorted(inside):
        for position, (_, _, row) in enumerate(sorted(inside[parent]), 1):
            if row >= 0:
                pointers[row] = f"{pointers[parent]}/{position}".removeprefix("/")
    return pointers
