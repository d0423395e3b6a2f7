"""Fragments of a document kept as a tree: contexts, units, links, and whatever a taxonomy lets them contain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.model.names import BLANK, XSI
from validator.model.source import Location

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from validator.model.names import Name

HINTS = frozenset((f"{{{XSI}}}schemaLocation", f"{{{XSI}}}noNamespaceSchemaLocation"))


class Element:
    """One element: Clark name, attributes by Clark name, child elements, and text.

    `text` is what stands before the first child, `tail` what stands between the end of this element and the next
    tag of its parent. `prefixes` are the namespace bindings in scope ("" is the default namespace).
    """

    __slots__ = ("attributes", "children", "column", "line", "name", "path", "prefixes", "tail", "text")

    def __init__(
        self, name: Name, attributes: Mapping[Name, str], prefixes: Mapping[str, str], path: str, line: int, column: int
    ) -> None:
        self.name = name
        self.attributes = attributes
        self.prefixes = prefixes
        self.path = path
        self.line = line
        self.column = column
        self.children: list[Element] = []
        self.text = ""
        self.tail = ""

    def __repr__(self) -> str:
        return f"Element({self.name}, {self.at})"

    @property
    def at(self) -> Location:
        """Where its start tag stands."""
        return Location(self.path, self.line, self.column)

    @property
    def stray(self) -> str:
        """Text among its children, stripped; "" where there is only white space."""
        if not self.children:
            return self.text.strip(" \t\r\n")
        return "".join((self.text, *(child.tail for child in self.children))).strip(" \t\r\n")

    @property
    def string(self) -> str:
        """Its whole text content, of descendants too, in document order (the XPath string value)."""
        if not self.children:
            return self.text
        parts: list[str] = []
        for kind, node in self.events():
            parts.append(node.text if kind == "start" else node.tail if node is not self else "")
        return "".join(parts)

    def get(self, name: Name, default: str = "") -> str:
        """Return an attribute's value."""
        return self.attributes.get(name, default)

    def find(self, name: Name) -> Element | None:
        """Return the first child of that name."""
        for child in self.children:
            if child.name == name:
                return child
        return None

    def each(self, *path: Name) -> Iterator[Element]:
        """Yield the children of a name; of several names, the children of the children."""
        name, *rest = path
        for child in self.children:
            if child.name == name:
                if rest:
                    yield from child.each(*rest)
                else:
                    yield child

    def told(self, name: Name) -> str:
        """Return the text of the first child of that name, without white space around it; "" without one."""
        found = self.find(name)
        return found.string.strip(BLANK) if found is not None else ""

    def walk(self) -> Iterator[Element]:
        """Yield this element and all below it in document order, however deep."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            if node.children:
                stack.extend(reversed(node.children))

    def events(self) -> Iterator[tuple[str, Element]]:
        """Yield ("start", element) and ("end", element) pairs in document order, without recursion."""
        stack: list[tuple[Element, int]] = [(self, 0)]
        yield "start", self
        while stack:
            node, index = stack.pop()
            if index < len(node.children):
                stack.append((node, index + 1))
                child = node.children[index]
                yield "start", child
                stack.append((child, 0))
            else:
                yield "end", node


def as_written(element: Element, value: str, attribute: Name | None) -> str:  # noqa: ARG001 - the shape of a normalizer
    """Leave a value as it was written."""
    return value


def nothing(element: Element) -> Mapping[Name, str]:  # noqa: ARG001 - the shape of a supplier
    """Supply no attribute."""
    return {}


def canonical(
    element: Element,
    normal: Callable[[Element, str, Name | None], str] = as_written,
    supplied: Callable[[Element], Mapping[Name, str]] = nothing,
) -> str:
    """Return one text for all structure-equal elements (XBRL 2.1 §4.10): Clark names, attributes sorted.

    `normal` maps the text of an element without children (attribute None), or of one of its attributes, to one
    spelling for all equal values of its type; `supplied` gives the attributes an element has by default. Comments, and
    white space between elements, do not count; nor do `xsi:schemaLocation` hints and the order of attributes.
    """
    parts: list[str] = []
    for kind, node in element.events():
        if kind == "start":
            parts.append(f"<{node.name}")
            attributes = {**supplied(node), **node.attributes}
            for key in sorted(attributes):
                if key not in HINTS:
                    parts.append(f" {key}={normal(node, attributes[key], key)!r}")
            parts.append(">")
            parts.append(_escape(normal(node, node.text, None)) if not node.children else _between(node.text))
        else:
            parts.append(f"</{node.name}>")
            if node is not element:
                parts.append(_between(node.tail))
    return "".join(parts)


def _between(text: str) -> str:
    return _escape(text) if text.strip(" \t\r\n") else ""


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
