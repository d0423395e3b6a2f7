"""Fragments of a document kept as a tree: contexts, units, links, and whatever a taxonomy lets them contain.

Of many small trees, the contexts of a large report most of all, each is kept as its shape, which most of them share,
and its own texts and places.
"""

from __future__ import annotations

import marshal
from typing import TYPE_CHECKING, NamedTuple

from validator.model.names import BLANK, XSI
from validator.model.source import Location

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from validator.model.names import Name

LARGEST = 64  # elements of a tree that is kept packed
ID = "id"
HINTS = frozenset((f"{{{XSI}}}schemaLocation", f"{{{XSI}}}noNamespaceSchemaLocation"))

Node = tuple["Name", tuple["Name", ...], int]  # an element's name, its attributes', and how many children it has


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


class Head(NamedTuple):
    """What an element is without what it holds: its name, its id ("": none), and where it stands."""

    name: Name
    id: str
    line: int
    column: int


class Shape(NamedTuple):
    """What trees have in common: the file they stand in, the prefixes in scope, their elements in document order."""

    path: str
    prefixes: Mapping[str, str]
    nodes: tuple[Node, ...]


class Trees:
    """A sequence of trees, in the order in which they were added.

    Each look gives new elements, equal to those that were added.
    """

    def __init__(self) -> None:
        self._kept: list[bytes | Element] = []
        self._shapes: list[Shape] = []
        self._shape_of: dict[tuple[str, int, tuple[Node, ...]], int] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def __iter__(self) -> Iterator[Element]:
        for one in self._kept:
            yield one if isinstance(one, Element) else self._made(one)

    def __getitem__(self, index: int) -> Element:
        one = self._kept[index]
        return one if isinstance(one, Element) else self._made(one)

    def append(self, root: Element) -> None:
        """Add a tree; the bindings and the path of its elements must stay as they are."""
        nodes: list[Node] = []
        values: list[str | int] = [0]
        for node in root.walk():
            if node.prefixes is not root.prefixes or node.path != root.path or len(nodes) == LARGEST:
                self._kept.append(root)  # few are so, and nothing is gained by keeping them otherwise
                return
            nodes.append((node.name, tuple(node.attributes), len(node.children)))
            values += node.attributes.values()
            values += (node.text, node.tail, node.line, node.column)
        key = (root.path, id(root.prefixes), tuple(nodes))
        shape = self._shape_of.get(key)
        if shape is None:
            shape = self._shape_of[key] = len(self._shapes)
            self._shapes.append(Shape(root.path, root.prefixes, key[2]))  # which keeps the bindings, and their id
        values[0] = shape
        self._kept.append(marshal.dumps(values))

    def hold(self, root: Element) -> None:
        """Add a tree as it is: one that is held elsewhere too."""
        self._kept.append(root)

    def packed(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each tree as the number of its shape, and the values in it (-1 and none for one that is kept whole).

        Of each element in document order, from index 1 on: its attributes, text, tail, and where it stands.
        """
        for one in self._kept:
            if isinstance(one, Element):
                yield -1, []
            else:
                values = marshal.loads(one)  # noqa: S302 - made below
                yield values[0], values

    def heads(self) -> Iterator[Head]:
        """Yield the root of each tree."""
        for one in self._kept:
            if isinstance(one, Element):
                yield Head(one.name, one.get(ID), one.line, one.column)
            else:
                yield next(self._heads(one))

    def elements(self) -> Iterator[Head]:
        """Yield every element of every tree."""
        for one in self._kept:
            if isinstance(one, Element):
                yield from (Head(node.name, node.get(ID), node.line, node.column) for node in one.walk())
            else:
                yield from self._heads(one)

    def clear(self) -> None:
        """Let all trees go."""
        self._kept.clear()
        self._shapes.clear()
        self._shape_of.clear()

    def _heads(self, kept: bytes) -> Iterator[Head]:
        values = marshal.loads(kept)  # noqa: S302 - made above
        at = 1
        for name, attributes, _ in self._shapes[values[0]].nodes:
            given = values[at + attributes.index(ID)] if ID in attributes else ""
            at += len(attributes) + 4
            yield Head(name, given, values[at - 2], values[at - 1])

    def _made(self, kept: bytes) -> Element:
        values = marshal.loads(kept)  # noqa: S302 - made above
        path, prefixes, nodes = self._shapes[values[0]]
        at = 1
        root: Element | None = None
        open_: list[tuple[Element, int]] = []  # an element, and how many of its children are still to come
        for name, attributes, children in nodes:
            end = at + len(attributes)
            text, tail, line, column = values[end : end + 4]
            given = dict(zip(attributes, values[at:end], strict=True)) if attributes else {}
            node = Element(name, given, prefixes, path, line, column)
            node.text, node.tail = text, tail
            at = end + 4
            if open_:
                above, left = open_.pop()
                above.children.append(node)
                if left > 1:
                    open_.append((above, left - 1))
            else:
                root = node
            if children:
                open_.append((node, children))
        assert root is not None  # noqa: S101 - a tree has a root
        return root


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
