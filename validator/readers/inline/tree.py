"""XHTML bytes → one tree per file, and a register of its Inline XBRL elements with what surrounds each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.model.names import BASE, BLANK, IX, IX10, LANGUAGE, XHTML, local, namespace
from validator.model.source import Refused
from validator.model.xhtml import escaped
from validator.xsd.documents import TreeScanner, scanned

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from validator.model.source import Location, Problem
    from validator.model.tree import Element

NAMESPACES = (IX, IX10)
BASE_ELEMENT = f"{{{XHTML}}}base"


class Tag(NamedTuple):
    """One ix element and what surrounds it: the nearest ix element around it (-1: none), language and base in scope."""

    kind: str
    element: Element
    parent: int
    language: str
    base: str
    hidden: bool

    @property
    def id(self) -> str:
        """Its id; "" when it has none."""
        return self.element.get("id").strip(BLANK)

    @property
    def target(self) -> str:
        """Its target document; "" is the default one."""
        return self.element.get("target").strip(BLANK)

    @property
    def at(self) -> Location:
        """Where it stands, with its id."""
        return self.element.at._replace(pointer=self.id)


class HtmlScanner(TreeScanner):
    """A parse that keeps the whole document as a tree; HTML's named characters are known where a DTD is named."""

    def doctype(self, name: str, system: str | None, public: str | None, internal: bool) -> None:  # noqa: ARG002, FBT001 - the C signature
        """Reject a document whose meaning hangs on an external subset, HTML's own apart."""
        if system and name.lower() != "html":
            raise Refused("external-entity/external", self.here()._replace(column=1), name=f"the DTD {system}")

    def skipped(self, name: str, parameter: bool) -> None:  # noqa: FBT001 - the C signature
        """Read a named character of HTML; anything else is rejected."""
        from html.entities import name2codepoint

        if parameter or name not in name2codepoint:
            super().skipped(name, parameter)
        self.text.append(chr(name2codepoint[name]))


def parse(path: str, data: bytes) -> tuple[Element | None, list[Problem]]:
    """Return the root of a file, None where it could not be read, and what is wrong with the file."""
    try:
        return scanned(path, lambda encoding: HtmlScanner(path, encoding), data).root, []
    except Refused as refused:
        return None, [refused.problem]


def register(root: Element) -> list[Tag]:
    """Return every ix element of a document, in document order."""
    tags: list[Tag] = []
    around: list[tuple[Element, int, str, str, bool]] = [(root, -1, "", "", False)]
    for kind, node in root.events():
        if kind == "end":
            if around[-1][0] is node and node is not root:
                around.pop()
            continue
        _, parent, language, base, hidden = around[-1]
        uri, name = namespace(node.name), local(node.name)
        written = node.attributes
        if uri in NAMESPACES or LANGUAGE in written or BASE in written:
            language = written.get(LANGUAGE, language).strip(BLANK).lower()
            base = _joined(base, written.get(BASE, ""))
            if uri in NAMESPACES:
                tags.append(Tag(name, node, parent, language, base, hidden))
                parent, hidden = len(tags) - 1, hidden or name == "hidden"
            around.append((node, parent, language, base, hidden))
    return tags


def html_base(root: Element) -> str:
    """Return the document's own base (html:base); "" when it declares none."""
    for node in root.walk():
        if node.name == BASE_ELEMENT:
            return node.get("href").strip(BLANK)
        if local(node.name) == "body":
            break
    return ""


def _joined(base: str, written: str) -> str:
    if not written:
        return base
    from urllib.parse import urljoin

    return urljoin(base, written.strip(BLANK))


def chunks(element: Element) -> Iterator[str]:
    """Yield the text of an element and its descendants, without what ix:exclude encloses (Inline XBRL 1.1 §5)."""
    excluded: Element | None = None
    for kind, node in element.events():
        if excluded is None:
            if kind == "start" and local(node.name) == "exclude" and namespace(node.name) in NAMESPACES:
                excluded = node
            elif kind == "start":
                yield node.text
            elif node is not element:
                yield node.tail
        elif node is excluded and kind == "end":
            excluded = None
            yield node.tail


def markup(element: Element, base: str) -> Iterator[str]:
    """Yield the content of an element as XHTML text: ix elements give way to what they hold (§11.2, escape).

    Relative references are resolved where the document or xml:base names a base.
    """
    excluded: Element | None = None
    for kind, node in element.events():
        uri = namespace(node.name)
        if excluded is not None:
            if node is excluded and kind == "end":
                excluded = None
                yield escaped(node.tail)
        elif uri in NAMESPACES or node is element:
            if kind == "start" and local(node.name) == "exclude" and node is not element:
                excluded = node
            elif kind == "start":
                yield escaped(node.text)
            elif node is not element:
                yield escaped(node.tail)
        elif kind == "start":
            empty = "/" if not node.text and not node.children else ""
            yield f"<{_tag(node)}{''.join(_attributes(node, base))}{empty}>{escaped(node.text)}"
        else:
            yield (f"</{_tag(node)}>" if node.text or node.children else "") + escaped(node.tail)


def _tag(node: Element) -> str:
    uri = namespace(node.name)
    return local(node.name) if uri in (XHTML, "") else _prefixed(node.prefixes, node.name)


def _attributes(node: Element, base: str) -> Iterator[str]:
    for name, value in node.attributes.items():
        shown = _prefixed(node.prefixes, name) if name.startswith("{") else name
        if base and name in LINKS.get(local(node.name), ()):
            value = _resolved(base, value)  # noqa: PLW2901 - the same attribute, made absolute
        yield f' {shown}="{escaped(value).replace(chr(34), "&quot;")}"'


def _prefixed(prefixes: Mapping[str, str], name: str) -> str:
    uri = namespace(name)
    for prefix, bound in prefixes.items():
        if bound == uri and prefix:
            return f"{prefix}:{local(name)}"
    return local(name)


def _resolved(base: str, value: str) -> str:
    from urllib.parse import urljoin, urlsplit

    try:
        return value if urlsplit(value).scheme else urljoin(base, value).replace(" ", "%20")
    except ValueError:
        return value


LINKS = {
    "a": ("href",), "area": ("href",), "blockquote": ("cite",), "del": ("cite",), "form": ("action",),
    "img": ("src", "longdesc", "usemap"), "input": ("src", "usemap"), "ins": ("cite",), "link": ("href",),
    "object": ("codebase", "classid", "data", "archive", "usemap"), "q": ("cite",),
}  # fmt: skip
