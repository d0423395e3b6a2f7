"""Report → xBRL-CSV (xBRL-CSV 1.0): metadata, and one table with a row a fact; the same report gives the same bytes."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

from validator.writers.oim import View

if TYPE_CHECKING:
    from collections.abc import Iterable

    from validator.model.report import Report
    from validator.model.source import Plain

DOCUMENT_TYPE = "https://xbrl.org/2021/xbrl-csv"
CORE = ("concept", "entity", "period", "unit", "language")
PLAIN = re.compile(r"[A-Za-z0-9_-]+")


def write(report: Report, name: str, folder: str = "") -> dict[str, str]:
    """Return the files of the report by name: `name`.json, and the tables beside it.

    Raises Unwritable for tuples, fractions and what stands in segments beside dimension values.
    """
    view = View(report, folder)
    said = [view.dimensions(row) for row in view.written]
    taxonomic = sorted({dimension for one in said for dimension, _ in one.taxonomic})
    columns = {dimension: f"d{index + 1}" for index, dimension in enumerate(taxonomic)}
    rows: list[list[str]] = []
    ids: dict[int, str] = {}
    taken: set[str] = set()
    for row, dimensions in zip(view.written, said, strict=True):
        identifier = _row_name(view.names[row], row, taken)
        ids[row] = f"facts.r_{identifier}.value"
        core = [_cell(value, absent="") for value in dimensions[:5]]
        members = dict(dimensions.taxonomic)
        decimals = view.decimals(row)
        rest = [_cell(members[dimension], absent="#nil") if dimension in members else "" for dimension in taxonomic]
        value = _cell(view.value(row), absent="#nil")
        rows.append([identifier, *core, *rest, "" if decimals is None else str(decimals), value])
    template: Plain = {
        "rowIdColumn": "id",
        "columns": {
            "id": {}, **{name: {} for name in (*CORE, *columns.values(), "decimals")},
            "value": {
                "decimals": "$decimals",
                "dimensions": {name: f"${column}" for name, column in {**{n: n for n in CORE}, **columns}.items()},
            },
        },
    }  # fmt: skip
    header = ["id", *CORE, *columns.values(), "decimals", "value"]
    files = {f"{name}-facts.csv": _table(header, rows)}
    templates: dict[str, Plain] = {"facts": template}
    tables: dict[str, Plain] = {"facts": {"url": f"{name}-facts.csv"}}
    metadata: dict[str, Plain] = {"tableTemplates": templates, "tables": tables}
    known = {view.names[row]: identifier for row, identifier in ids.items()}
    notes = list(view.notes())
    if notes:
        concept = view.aliases.name("{https://xbrl.org/2021}note")
        about = {"dimensions": {"concept": concept, "language": "$language"}}
        templates["notes"] = {"rowIdColumn": "id", "columns": {"id": {}, "language": {}, "text": about}}
        tables["notes"] = {"url": f"{name}-notes.csv"}
        told = ([note, spoken, _cell(text, absent="")] for note, spoken, text in notes)
        files[f"{name}-notes.csv"] = _table(["id", "language", "text"], told)
        known |= {note: f"notes.r_{note}.text" for note, _, _ in notes}
    links = _links(view, ids, known)
    if links:
        metadata["links"] = links
    text = json.dumps({"documentInfo": view.information(DOCUMENT_TYPE), **metadata}, indent=2, ensure_ascii=False)
    return {f"{name}.json": text + "\n", **files}


def _links(view: View, ids: dict[int, str], known: dict[str, str]) -> dict[str, dict[str, dict[str, list[str]]]]:
    """Return what footnotes are linked to, by kind of link, group and fact."""
    links: dict[str, dict[str, dict[str, list[str]]]] = {}
    for row, kinds in view.links().items():
        for kind, groups in kinds.items():
            for group, targets in groups.items():
                links.setdefault(kind, {}).setdefault(group, {})[ids[row]] = [known[target] for target in targets]
    return links


def _row_name(name: str, row: int, taken: set[str]) -> str:
    name = name.removeprefix("facts.r_").removesuffix(".value")  # a row of our own, read again
    chosen = name if PLAIN.fullmatch(name) and name not in taken else f"f{row + 1}"
    while chosen in taken:
        chosen += "f"
    taken.add(chosen)
    return chosen


def _cell(value: str | None, absent: str) -> str:
    """Return a value as a cell holds it (xBRL-CSV §4.3)."""
    if value is None:
        return absent
    if value == "":
        return "#empty"
    return f"#{value}" if value.startswith("#") else value


def _table(header: list[str], rows: Iterable[list[str]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()
