"""Schema validity of taxonomy documents: linkbases, and what stands in appinfo, by the DTS's own declarations."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from validator.model.names import XSD
from validator.readers.dts import LINKBASE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from validator.model.names import Name
    from validator.model.source import Location
    from validator.readers.conformity import Node, Validity
    from validator.readers.documents import Element
    from validator.readers.dts import Discovery, Part

SCHEMA_BUNDLE = ("http://www.xbrl.org/2003/", "http://www.xbrl.org/2005/", "http://www.w3.org/")


class Parsed:
    """An lxml element as a `Node`."""

    __slots__ = ("__dict__", "attributes", "element", "name", "part")

    def __init__(self, element: Element, part: Part) -> None:
        self.element = element
        self.part = part
        self.name: Name = element.tag
        self.attributes: Mapping[Name, str] = dict(element.attrib)

    @cached_property
    def children(self) -> list[Parsed]:
        """Its child elements."""
        return [Parsed(child, self.part) for child in self.element if isinstance(child.tag, str)]

    @property
    def text(self) -> str:
        """Its own character data."""
        element = self.element
        if len(element) == 0:
            return element.text or ""
        return (element.text or "") + "".join(child.tail or "" for child in element)

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The prefixes in scope."""
        return self.part.scope(self.element)

    @property
    def at(self) -> Location:
        """Where it stands."""
        return self.part.at(self.element)


def judge(discovery: Discovery, validity: Validity) -> None:
    """Report what is invalid in the linkbases of a DTS and in the appinfo of its schemas."""
    for part in discovery.parts.values():
        if part.uri.startswith(SCHEMA_BUNDLE):
            continue
        inside = part.kind == "schema"
        roots = list(part.root.iterfind(f".//{{{XSD}}}appinfo/*")) if inside else part.linkbases
        identifiers: dict[str, Node] = {}
        for root in roots:
            check = "linkbase-not-valid" if root.tag == LINKBASE else "appinfo-not-valid"
            for fault in validity.faults(Parsed(root, part), identifiers=identifiers):
                discovery.trouble(check, fault.at, name=fault.name, reason=fault.reason)
