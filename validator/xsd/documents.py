"""bytes → an XML tree, safely: no DTD is loaded, no entity expanded, no network touched."""

from __future__ import annotations

from typing import Any

from lxml import etree

Element = Any
"""An lxml element: its published stubs know neither that an element's tag is text nor that its line is a number."""


class MalformedError(Exception):
    """Bytes that are no well-formed XML, or use what a taxonomy document must not: a document type with entities."""

    def __init__(self, reason: str, line: int = 0, column: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.column = column


def parse(data: bytes) -> Any:
    """Parse a document.

    Raises MalformedError, with the place where the parser stopped.
    """
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, dtd_validation=False, no_network=True, huge_tree=True, collect_ids=False
    )
    try:
        tree = etree.ElementTree(etree.fromstring(data, parser))
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise MalformedError(str(error.msg or "no element found").partition(", line ")[0], line, column) from error
    except ValueError as error:
        raise MalformedError(str(error)) from error
    if b"<!DOCTYPE" in data[:4096] and tree.docinfo.internalDTD is not None:
        declared: Any = tree.docinfo.internalDTD
        for entity in declared.iterentities():
            raise MalformedError(f"it declares the entity {entity.name}, which is not expanded", 1)
    return tree
