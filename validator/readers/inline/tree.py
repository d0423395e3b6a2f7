"""XHTML bytes → one tree per file, and a register of its Inline XBRL elements with what surrounds each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.model.names import BASE, BLANK, IX, IX10, LANGUAGE, XHTML, XML, local, namespace
from validator.model.source import Refused
from validator.model.tree import Element
from validator.model.xhtml import escaped
from validator.xsd.documents import TreeScanner, scanned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from validator.model.names import Name
    from validator.model.source import Location, Problem

    Scope = tuple[Element | int, int, str, str, bool]
    """Of what (an element kept, or how deep one stands that is not), and what holds in it as in a tag."""

NAMESPACES = (IX, IX10)
BASE_ELEMENT = f"{{{XHTML}}}base"
MOST_SHAPES = 4096  # that are remembered
RAW_LANGUAGE, RAW_BASE = f"{XML}}}lang", f"{XML}}}base"  # as expat calls them


class Tag(NamedTuple):
    """One ix element and what surrounds it: the nearest ix element around it (-1: none), language and base in scope."""

    kind: str
    element: Element
    parent: int
    language: str
    base: str
    hidden: bool
    id: str  # "" when it has none
    target: str  # its target document; "" is the default one
    foreign: bool  # whether an attribute of it is in a namespace

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


class Kinds(dict[str, bool]):
    """Whether elements are of ix, by what expat calls them, each told once."""

    def __missing__(self, raw: str) -> bool:
        """Tell a name."""
        made = self[raw] = raw.partition("}")[0] in NAMESPACES
        return made


class Shape(NamedTuple):
    """What elements of one name with attributes of the same names have in common.

    `kind` is the local name of an ix element, "" of any other; `plain` tells that no attribute is in a namespace,
    `scoped` that one says a language or a base.
    """

    name: Name
    kind: str
    plain: bool
    scoped: bool


class Shapes(dict[tuple[str, ...], Shape]):
    """The shapes of elements by what expat calls an element and its attributes, each told once."""

    def __missing__(self, raw: tuple[str, ...]) -> Shape:
        """Tell a shape."""
        clark, *attributes = (f"{{{one}" if "}" in one else one for one in raw)
        kind = local(clark) if namespace(clark) in NAMESPACES else ""
        plain = not any(one.startswith("{") for one in attributes)
        made = Shape(clark, kind, plain, LANGUAGE in attributes or BASE in attributes)
        if len(self) < MOST_SHAPES:
            self[raw] = made
        return made


class TagScanner(HtmlScanner):
    """A parse that keeps the ix elements with what they hold, and of the page around them only the root.

    Most of a page is neither: of that the parser tells no text, and no end unless a language or a base ends with it.
    """

    def __init__(self, path: str, encoding: str | None) -> None:
        self.kinds = Kinds()
        self.shapes = Shapes()
        self.tags: list[Tag] = []
        self.base = ""
        self.settled = False  # whether the document's own base is known
        self.depth = 0
        self.scopes: list[Scope] = [(-1, -1, "", "", False)]
        super().__init__(path, encoding)
        self.parser.CharacterDataHandler = None
        self.beside = self.beside_handler()

    def close(self) -> None:
        """Cut the ties between parser and scanner, or every document leaks."""
        super().close()
        del self.beside

    # --- beside what is kept --------------------------------------------------------------------
    def start_root(self, name: str, attributes: dict[str, str]) -> None:
        """See the root element, which surrounds all."""
        if self.kinds[name]:
            self.enter(name, attributes)
            self.root = self.tree[0]
            return
        written = {self.names[key]: value for key, value in attributes.items()}
        at = self.here()
        self.root = Element(self.names[name], written, self.prefixes(), self.path, at.line, at.column)
        if LANGUAGE in written or BASE in written:
            self.scopes[0] = self.within(-1, written)
        self.settle(self.root)
        self.go_on()

    def beside_handler(self) -> Callable[[str, dict[str, str]], None]:
        """Return what sees the start of an element that is not kept, bound to locals: it runs once a tag."""
        kinds, enter, seen = self.kinds, self.enter, self.seen

        def beside(name: str, attributes: dict[str, str]) -> None:
            if kinds[name]:
                enter(name, attributes)
            elif RAW_LANGUAGE in attributes or RAW_BASE in attributes:
                seen(name, attributes)

        return beside

    def go_on(self) -> None:
        """See ends as well as long as the document's base is not known, or something holds up to one of them."""
        parser = self.parser
        if self.settled and len(self.scopes) == 1:
            self.depth = 0
            parser.StartElementHandler, parser.EndElementHandler = self.beside, None
        else:
            parser.StartElementHandler, parser.EndElementHandler = self.seen, self.left

    def seen(self, name: str, attributes: dict[str, str]) -> None:
        """See the start of an element whose end counts."""
        if self.kinds[name]:
            self.enter(name, attributes)
            return
        self.depth += 1
        if not self.settled or RAW_LANGUAGE in attributes or RAW_BASE in attributes:
            written = {self.names[key]: value for key, value in attributes.items()}
            if LANGUAGE in written or BASE in written:
                self.scopes.append(self.within(self.depth, written))
            if not self.settled:
                self.settle(Element(self.names[name], written, {}, "", 0, 0))
            self.go_on()

    def left(self, name: str) -> None:  # noqa: ARG002 - the C signature
        """See the end of such an element."""
        if self.scopes[-1][0] == self.depth:
            self.scopes.pop()
        self.depth -= 1
        self.go_on()

    def settle(self, root: Element) -> None:
        """Look for the document's own base (html:base), which comes before its body."""
        for node in root.walk():
            if node.name == BASE_ELEMENT:
                self.base = node.get("href").strip(BLANK)
            if node.name == BASE_ELEMENT or local(node.name) == "body":
                self.settled = True
                return

    def within(self, of: Element | int, written: Mapping[str, str]) -> Scope:
        """Return what holds within an element that is none of ix."""
        _, parent, language, base, hidden = self.scopes[-1]
        language = written.get(LANGUAGE, language).strip(BLANK).lower()
        return of, parent, language, _joined(base, written.get(BASE, "")), hidden

    # --- what is kept ---------------------------------------------------------------------------
    def enter(self, name: str, attributes: dict[str, str]) -> None:
        """See the start of an ix element that is in no other."""
        parser = self.parser
        parser.CharacterDataHandler = self.text.append
        parser.StartElementHandler, parser.EndElementHandler = self.start_node, self.end_node
        self.start_node(name, attributes)

    def node_handlers(self) -> tuple[Callable[[str, dict[str, str]], None], Callable[[str], None]]:
        """Return what sees the start and the end of what is kept, bound to locals: they run once a tag."""
        parser, names, shapes, path, prefixes = self.parser, self.names, self.shapes, self.path, self.prefixes
        tree, text, tags, scopes, flush, ended = self.tree, self.text, self.tags, self.scopes, self.flush, self.ended

        def start(name: str, attributes: dict[str, str]) -> None:
            if text:
                flush()
            clark, kind, plain, scoped = shapes[name, *attributes]
            written = attributes if plain else {names[key]: value for key, value in attributes.items()}
            line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
            node = Element(clark, written, self.scope or prefixes(), path, line, column)
            if tree:
                tree[-1].children.append(node)
            tree.append(node)
            if kind:
                _, parent, language, base, hidden = scopes[-1]
                if scoped:
                    _, _, language, base, _ = self.within(node, written)
                named = attributes["id"].strip(BLANK) if "id" in attributes else ""
                target = attributes["target"].strip(BLANK) if "target" in attributes else ""
                scopes.append((node, len(tags), language, base, hidden or kind == "hidden"))
                tags.append(Tag(kind, node, parent, language, base, hidden, named, target, not plain))
            elif scoped:
                scopes.append(self.within(node, written))

        def end(_: str) -> None:
            if text:
                flush()
            node = tree.pop()
            if scopes[-1][0] is node:
                scopes.pop()
            if not tree:
                ended(node)

        return start, end

    def ended(self, root: Element) -> None:
        """See the end of an ix element that is in no other."""
        if not self.settled:
            self.settle(root)
        self.parser.CharacterDataHandler = None
        self.go_on()


class Tagged(NamedTuple):
    """What a file says by its ix elements: its root, without what it holds, and the base it declares ("": none)."""

    root: Element
    base: str
    tags: list[Tag]


def tagged(path: str, data: bytes) -> tuple[Tagged | None, list[Problem]]:
    """Return the ix elements of a file, None where it could not be read, and what is wrong with the file."""
    try:
        found = scanned(path, lambda encoding: TagScanner(path, encoding), data)
    except Refused as refused:
        return None, [refused.problem]
    return (Tagged(found.root, found.base, found.tags), []) if found.root is not None else (None, [])


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
                named, target = node.get("id").strip(BLANK), node.get("target").strip(BLANK)
                foreign = any(one.startswith("{") for one in written)
                tags.append(Tag(name, node, parent, language, base, hidden, named, target, foreign))
                parent, hidden = len(tags) - 1, hidden or name == "hidden"
            around.append((node, parent, language, base, hidden))
    return tags


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
