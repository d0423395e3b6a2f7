"""A document that nobody prepared → a report: read, understood, related, drafted in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.discovery import relations
from validator.discovery.draft import Drafter
from validator.model.source import Document
from validator.tieouts.found import RELATIONS

from validator.documents.reading import read as read_document
from validator.understanding.reading import understand

if TYPE_CHECKING:
    from validator.model.report import Report
    from validator.understanding.figures import Reading


def reading(path: str, data: bytes) -> Reading:
    """Return what a document says, understood."""
    return understand(read_document(path, data))


def read(path: str, data: bytes) -> Report:
    """Return a document as a report, with the relations found in it; of one without figures, an empty one."""
    report = drafted(reading(path, data), path)
    report.data = {path: data}
    report.documents.append(Document(path, path, "document"))
    return report


def drafted(reading: Reading, path: str, *, shared: bool = False) -> Report:
    """Return what was understood of a document as a report, with the relations found in it.

    `shared` gives the mentions of one figure one concept, period, unit and members: for what is written out.
    """
    figures = relations.figures_of(reading)
    found, groups = relations.find(reading, figures)
    same = {other: group[0] for group in groups for other in group[1:]} if shared else {}
    report = Drafter(reading, path, figures).report(same)
    report.derived[RELATIONS] = tuple(found)
    report.derived["printed"] = tuple("table" if figure.statement >= 0 else "text" for figure in figures)
    return report
