"""Extensible enumerations 2.0: which values each enumeration of a taxonomy allows, worked out when it is compiled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.model import dimensions
from validator.model.names import local

if TYPE_CHECKING:
    from validator.model.names import Name
    from validator.model.taxonomy import Taxonomy
    from validator.readers.dts import Discovery
    from validator.readers.schemas import Schemas

ENUM2 = "http://xbrl.org/2020/extensible-enumerations-2.0"
ITEM, SET = f"{{{ENUM2}}}enumerationItemType", f"{{{ENUM2}}}enumerationSetItemType"
DOMAIN, LINK_ROLE, HEAD = f"{{{ENUM2}}}domain", f"{{{ENUM2}}}linkrole", f"{{{ENUM2}}}headUsable"
DEEPEST = 64  # steps of derivation: beyond any schema

Asked = dict["Name", tuple[bool, "Name", str, bool]]


def asked(discovery: Discovery, schemas: Schemas) -> Asked:
    """Return, for each enumeration, whether it is a set, its domain's head, its link role, and whether the head counts.

    What keeps an enumeration from being one becomes a problem.
    """
    found: Asked = {}
    for clark, concept in schemas.concepts.items():
        kind = _kind(schemas, concept.type)
        if not kind:
            continue
        element, part = schemas.declared["element"][clark]
        written, role = element.get(DOMAIN), (element.get(LINK_ROLE) or "").strip()
        head = schemas.resolve(written, element, part) if written else ""
        declared = schemas.concepts.get(head)
        if not written:
            discovery.trouble("enumeration-without-domain", concept.at, concept=local(clark))
        elif declared is None or declared.kind != "item":
            discovery.trouble("enumeration-of-unfit-domain", concept.at, concept=local(clark), domain=local(head))
        if not role:
            discovery.trouble("enumeration-without-role", concept.at, concept=local(clark))
        if role and declared is not None and declared.kind == "item":
            found[clark] = (kind == SET, head, role, dimensions.true(element.get(HEAD) or "false"))
    return found


def _kind(schemas: Schemas, type_name: Name) -> Name:
    for _ in range(DEEPEST):
        if type_name in (ITEM, SET):
            return type_name
        found = schemas.types.get(type_name)
        if found is None or not found.base:
            break
        type_name = found.base
    return ""


def allowed(wanted: Asked, taxonomy: Taxonomy) -> dict[Name, tuple[bool, tuple[Name, ...]]]:
    """Return, for each enumeration, whether it is a set, and the members its facts may name."""
    sets = dimensions.Dimensions(taxonomy)
    return {
        clark: (many, tuple(sorted(sets.enumerated(head, role, head_usable=usable))))
        for clark, (many, head, role, usable) in wanted.items()
    }
