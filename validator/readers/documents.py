"""bytes → an XML tree, safely: no DTD is loaded, no entity expanded, no network touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree import _ElementTree


class Malformed(Exception):
    """Bytes that are no well-formed XML, or use what a taxonomy document must not: a document type with entities."""

    def __init__(self, reason: str, line: int = 0, column: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.column = column


def parse(data: bytes) -> _ElementTree:
    """Parse a document.

    Raises Malformed, with the place where the parser stopped.
    """
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, dtd_validation=False, no_network=True, huge_tree=True, collect_ids=False
    )
    try:
        tree = etree.ElementTree(etree.fromstring(data, parser))
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise Malformed(str(error.msg or "no element found").partition(", line ")[0], line, column) from error
    except ValueError as error:
        raise Malformed(str(error)) from error
    if b"<!DOCTYPE" in data[:4096] and tree.docinfo.internalDTD is not None:
        for entity in tree.docinfo.internalDTD.iterentities():
            raise Malformed(f"it declares the entity {entity.name}, which is not expanded", 1)
    return tree
