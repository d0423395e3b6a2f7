"""Schema validity of taxonomy documents: linkbases, and what stands in appinfo, by the DTS's own declarations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.dts.discovery import LINKBASE
from validator.model.names import XSD

if TYPE_CHECKING:
    from validator.dts.discovery import Discovery
    from validator.xsd.conformity import Validity
    from validator.xsd.documents import Element

SCHEMA_BUNDLE = ("http://www.xbrl.org/2003/", "http://www.xbrl.org/2005/", "http://www.w3.org/")


def judge(discovery: Discovery, validity: Validity) -> None:
    """Report what is invalid in the linkbases of a DTS and in the appinfo of its schemas."""
    for part in discovery.parts.values():
        if part.uri.startswith(SCHEMA_BUNDLE):
            continue
        inside = part.kind == "schema"
        roots = list(part.root.iterfind(f".//{{{XSD}}}appinfo/*")) if inside else part.linkbases
        identifiers: dict[str, Element] = {}
        for root in roots:
            check = "linkbase-not-valid" if root.tag == LINKBASE else "appinfo-not-valid"
            for fault in validity.faults(root, part, identifiers=identifiers):
                discovery.trouble(check, part.at(fault.element), name=fault.name, reason=fault.reason)
