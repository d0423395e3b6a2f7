"""The Units Registry, for the item types of one taxonomy (Units Registry 1.0 §4).

It is looked up when a taxonomy is compiled, so that checking a report does not read it again. Entries that are no
recommendation (status other than REC) do not count (§5).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from validator import resources
from validator.model.names import BLANK, local, name, namespace
from validator.model.source import Refused
from validator.model.units import ANYTHING
from validator.xsd.documents import parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from validator.model.names import Name
    from validator.model.taxonomy import Concept
    from validator.model.tree import Element
    from validator.xsd.compiler import Schemas

PLACES = ("https/www.xbrl.org/utr/utr.xml", "http/www.xbrl.org/utr/utr.xml")
FIELDS = (
    "unitId", "nsUnit", "itemType", "nsItemType", "numeratorItemType", "nsNumeratorItemType", "denominatorItemType",
    "nsDenominatorItemType", "status",
)  # fmt: skip
DEEPEST = 64  # steps of derivation: beyond any schema

Measured = tuple[tuple[str, ...], tuple[str, ...]]  # measures above and below the line


def registered(schemas: Schemas, concepts: Iterable[Concept]) -> dict[Name, tuple[Measured, ...]]:
    """Return, for each type of a taxonomy's items that the registry knows, the units it registers for it."""
    entries = read()
    found: dict[Name, tuple[Measured, ...]] = {}
    if entries:
        for type_name in {concept.type for concept in concepts if concept.numeric}:
            units = _units_of(type_name, schemas, entries)
            if units:
                found[type_name] = units
    return found


def read() -> list[dict[str, str]]:
    """Return the entries of the registry that ships with the base schemas; none where there is no registry."""
    cache = resources.arelle_cache()
    for place in PLACES if cache else ():
        try:
            with open(os.path.join(cache or "", place), "rb") as file:
                root = parse(file.read()).root
        except (OSError, Refused):
            continue
        entries = [_entry(one) for one in root.walk() if local(one.name) == "unit"]
        return [entry for entry in entries if entry["status"] == "REC"]
    return []


def _entry(unit: Element) -> dict[str, str]:
    told = {local(one.name): one.string.strip(BLANK) for one in unit.children}
    return {field: told.get(field, "") for field in FIELDS}


def _units_of(type_name: Name, schemas: Schemas, entries: list[dict[str, str]]) -> tuple[Measured, ...]:
    """Return the units of the nearest type in a chain of derivation that the registry knows."""
    for _ in range(DEEPEST):
        fitting = [
            entry
            for entry in entries
            if entry["itemType"] == local(type_name) and entry["nsItemType"] in ("", namespace(type_name))
        ]
        if fitting:
            return tuple(sorted({unit for entry in fitting for unit in _measured(entry, entries)}))
        found = schemas.types.get(type_name)
        if found is None or not found.base:
            break
        type_name = found.base
    return ()


def _measured(entry: dict[str, str], entries: list[dict[str, str]]) -> list[Measured]:
    """Return the units one entry stands for: itself, or every ratio of the two item types it names.

    A type without units of its own, such as the decimalItemType of what is priced per unit, asks nothing of its side.
    """
    if not entry["numeratorItemType"]:
        return [((name(entry["nsUnit"], entry["unitId"]),), ())]
    above, below = (
        [
            (name(one["nsUnit"], one["unitId"]),)
            for one in entries
            if one["itemType"] == entry[kind] and one["nsItemType"] in ("", entry[space]) and one["unitId"]
            and not one["numeratorItemType"]
        ]
        for kind, space in (
            ("numeratorItemType", "nsNumeratorItemType"),
            ("denominatorItemType", "nsDenominatorItemType"),
        )
    )  # fmt: skip
    return [(top, bottom) for top in above for bottom in below or (ANYTHING,)]
