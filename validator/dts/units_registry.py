"""The Units Registry, for the item types of one taxonomy (Units Registry 1.0 §4).

It is looked up when a taxonomy is compiled, so that checking a report does not read it again. Entries that are no
recommendation (status other than REC) do not count (§5).
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING

from validator import resources
from validator.dts import store
from validator.dts.concepts import line
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

Measured = tuple[tuple[str, ...], tuple[str, ...]]  # measures above and below the line


class Registry:
    """The entries of a registry, and what was already asked of them: a run compiles many taxonomies of one registry."""

    def __init__(self, entries: list[dict[str, str]]) -> None:
        self.entries = entries
        self._known: dict[Name, tuple[Measured, ...] | None] = {}

    def units(self, type_name: Name) -> tuple[Measured, ...] | None:
        """Return the units registered for exactly this type, in order; None for a type it does not know."""
        if type_name not in self._known:
            fitting = [
                entry
                for entry in self.entries
                if entry["itemType"] == local(type_name) and entry["nsItemType"] in ("", namespace(type_name))
            ]
            units = tuple(sorted({unit for one in fitting for unit in _measured(one, self.entries)}))
            self._known[type_name] = units if fitting else None
        return self._known[type_name]


def registered(schemas: Schemas, concepts: Iterable[Concept]) -> dict[Name, tuple[Measured, ...]]:
    """Return, for each type of a taxonomy's items that the registry knows, the units it registers for it."""
    registry = read()
    found: dict[Name, tuple[Measured, ...]] = {}
    if registry.entries:
        for type_name in {concept.type for concept in concepts if concept.numeric}:
            units = _units_of(type_name, schemas, registry)
            if units:
                found[type_name] = units
    return found


WORDS = (
    "string", "normalizedString", "token", "language", "Name", "NCName", "NMTOKEN", "boolean", "anyURI", "QName",
    "dateTime", "date", "time", "duration", "gYear", "gYearMonth", "gMonth", "gMonthDay", "gDay", "hexBinary",
    "base64Binary", "textBlock", "domain", "enumeration", "enumerationSet",
)  # fmt: skip
WORDLESS = frozenset(f"{one}ItemType" for one in WORDS)


def told(type_name: str) -> tuple[bool, tuple[Measured, ...]]:
    """Return whether types of a name, whatever their namespace, hold no numbers, and the units registered for them."""
    registry = read()
    space = next((one["nsItemType"] for one in registry.entries if one["itemType"] == type_name), "")
    return type_name in WORDLESS, registry.units(name(space, type_name)) or ()


def read() -> Registry:
    """Return the registry that ships with the base schemas; one without entries where there is none."""
    cache = resources.arelle_cache()
    for place in PLACES if cache else ():
        path = os.path.join(cache or "", place)
        registry = _read(path, store.identity(path))
        if registry is not None:
            return registry
    return Registry([])


@lru_cache(maxsize=2)
def _read(path: str, _: tuple[int, int] | None) -> Registry | None:
    """Return the registry of a file as it is now; None when it cannot be read."""
    try:
        with open(path, "rb") as file:
            root = parse(file.read()).root
    except (OSError, Refused):
        return None
    entries = [_entry(one) for one in root.walk() if local(one.name) == "unit"]
    return Registry([entry for entry in entries if entry["status"] == "REC"])


def _entry(unit: Element) -> dict[str, str]:
    told = {local(one.name): one.string.strip(BLANK) for one in unit.children}
    return {field: told.get(field, "") for field in FIELDS}


def _units_of(type_name: Name, schemas: Schemas, registry: Registry) -> tuple[Measured, ...]:
    """Return the units of the nearest type in a chain of derivation that the registry knows."""
    known = (registry.units(one) for one in line(schemas, type_name))
    return next((units for units in known if units is not None), ())


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
