"""Schema validity of taxonomy documents: linkbases, and what stands in appinfo, by the DTS's own declarations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.dts.discovery import LINKBASE
from validator.model.names import XSD
from validator.xsd.schema_language import Structure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.dts.discovery import Discovery, Part
    from validator.model.tree import Element
    from validator.xsd.compiler import Schemas
    from validator.xsd.validity import Fault, Validity

SCHEMA_BUNDLE = ("http://www.xbrl.org/2003/", "http://www.xbrl.org/2005/", "http://www.w3.org/")
APPINFO = f"{{{XSD}}}appinfo"


def judge(discovery: Discovery, schemas: Schemas, validity: Validity) -> None:
    """Report what is invalid in the schemas of a DTS, in their appinfo, and in its linkbases."""
    structure = Structure(schemas, validity)
    for part in discovery.parts.values():
        if not part.uri.startswith(SCHEMA_BUNDLE):
            if part.kind == "schema" and not part.hinted:
                structure.judge(part, part.identities)
            _held(discovery, part, validity)
    structure.unique_particles()


def _held(discovery: Discovery, part: Part, validity: Validity) -> None:
    schema = part.kind == "schema"
    for root in _in_appinfo(part.root) if schema else part.linkbases:
        check = "linkbase-not-valid" if root.name == LINKBASE else "appinfo-not-valid"
        for fault in validity.faults(root, part.identities):
            _tell(discovery, check, fault)
    for fault in part.identities.unanswered():
        _tell(discovery, "appinfo-not-valid" if schema else "linkbase-not-valid", fault)


def _in_appinfo(root: Element) -> Iterator[Element]:
    """Yield what stands in each appinfo; one that stands in another is judged with that."""
    inside: Element | None = None
    for kind, node in root.events():
        if inside is None and kind == "start" and node.name == APPINFO:
            inside = node
            yield from node.children
        elif node is inside and kind == "end":
            inside = None


def _tell(discovery: Discovery, check: str, fault: Fault) -> None:
    discovery.problems.append(fault.problem(check, discovery.readable(fault.element.name)))
