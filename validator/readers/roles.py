"""Role types and arcrole types that schemas declare (XBRL 2.1 §5.1.3, §5.1.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.model.names import LINK, XSD, expand
from validator.model.taxonomy import Role
from validator.readers.linkbases import documentation, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.readers.documents import Element
    from validator.readers.dts import Discovery, Part

ROLE_TYPE, ARCROLE_TYPE = f"{{{LINK}}}roleType", f"{{{LINK}}}arcroleType"


def declared_roles(discovery: Discovery) -> tuple[dict[str, Role], dict[str, Role]]:
    """Return the role types and the arcrole types of a DTS, by URI; the first declaration of each."""
    roles: dict[str, Role] = {}
    arcroles: dict[str, Role] = {}
    for part, element in role_types(discovery):
        role = role_of(part, element)
        (roles if element.tag == ROLE_TYPE else arcroles).setdefault(role.uri, role)
    return roles, arcroles


def role_of(part: Part, element: Element) -> Role:
    """Return what a roleType or arcroleType declares."""
    scope = part.scope
    used = tuple(
        expand(text_of(use), scope(use)) or text_of(use).strip() for use in element.iterfind(f"{{{LINK}}}usedOn")
    )
    uri = element.get("roleURI" if element.tag == ROLE_TYPE else "arcroleURI", "").strip()
    return Role(uri, documentation(element), used, element.get("cyclesAllowed", "").strip(), part.at(element))


def role_types(discovery: Discovery) -> Iterator[tuple[Part, Element]]:
    """Yield every roleType and arcroleType of the DTS, with its document."""
    for part in discovery.parts.values():
        if part.kind == "schema":
            for item in part.root.iterfind(f"{{{XSD}}}annotation/{{{XSD}}}appinfo/*"):
                if item.tag in (ROLE_TYPE, ARCROLE_TYPE):
                    yield part, item
