"""Report → xBRL-JSON (xBRL-JSON 1.0); the same report gives the same bytes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from validator.writers.oim import RESERVED, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.model.report import Report
    from validator.model.source import Plain

DOCUMENT_TYPE = "https://xbrl.org/2021/xbrl-json"


def write(report: Report, folder: str = "") -> str:
    """Return the report as JSON text; `folder` is where it will stand, for references to the taxonomy.

    Raises Unwritable for tuples, fractions and what stands in segments beside dimension values.
    """
    return "".join(lines(report, folder))


def lines(report: Report, folder: str = "") -> Iterator[str]:
    """Yield the text in pieces, one a fact, so that a large report need not be held twice."""
    view = View(report, folder)
    links = view.links()
    facts = [_entry(view.names[row], _fact(view, row, links.get(row))) for row in view.written]
    notes = [_entry(name, _note(name, language, text, view)) for name, language, text in view.notes()]
    shown = json.dumps(view.information(DOCUMENT_TYPE), indent=2, ensure_ascii=False).replace("\n", "\n  ")
    yield f'{{\n  "documentInfo": {shown},\n  "facts": {{'
    for index, entry in enumerate((*facts, *notes)):
        yield f"{',' if index else ''}\n    {entry}"
    yield "\n  }\n}\n"


def _entry(name: str, fact: dict[str, Plain]) -> str:
    return f"{json.dumps(name, ensure_ascii=False)}: " + json.dumps(fact, indent=2, ensure_ascii=False).replace(
        "\n", "\n    "
    )


def _fact(view: View, row: int, links: dict[str, dict[str, list[str]]] | None) -> dict[str, Plain]:
    said = view.dimensions(row)
    fact: dict[str, Plain] = {"value": view.value(row)}
    decimals = view.decimals(row)
    if decimals is not None:
        fact["decimals"] = decimals
    core = {
        "concept": said.concept,
        "entity": said.entity,
        "period": said.period,
        "unit": said.unit,
        "language": said.language,
    }
    fact["dimensions"] = {key: value for key, value in core.items() if value is not None} | dict(said.taxonomic)
    if links:
        fact["links"] = links
    return fact


def _note(name: str, language: str, text: str, view: View) -> dict[str, Plain]:
    concept = view.aliases.name("{https://xbrl.org/2021}note")
    return {"value": text, "dimensions": {"concept": concept, "language": language, "noteId": name}}


__all__ = ["RESERVED", "lines", "write"]
