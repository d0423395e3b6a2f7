"""bytes → a tree, by expat, safely: nothing outside is read, no entity is expanded, no encoding is guessed.

`TreeScanner` keeps a whole document; readers of reports keep less of theirs, and scan the same way.
A document that declares an entity, or refers to one nobody declared, is rejected there, before anything could grow.
"""

from __future__ import annotations

import pyexpat
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from validator.model.names import XML
from validator.model.source import Location, Refused
from validator.model.tree import Element

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from validator.model.names import Name

UNKNOWN_ENCODING, INCORRECT_ENCODING = 18, 19  # expat's own numbers (expat.h, enum XML_Error)
NOT_LEGIBLE = (4, 6, 10, 17)  # what follows from reading bytes in a wrong encoding: invalid token, partial character, …
FOREIGN = frozenset((
    "utf-7", "utf-8-sig", "unicode_escape", "unicode-escape", "raw_unicode_escape", "raw-unicode-escape", "charmap",
    "idna", "punycode", "mbcs", "oem", "palmos", "undefined", "?",
))  # fmt: skip
"""Codecs of Python's that are no encodings of documents: what is harmless text to others can be markup in them."""
LONGEST_DECLARATION = 1 << 16  # bytes: white space in it can be of any length


class Names(dict[str, str]):
    """Clark names by what expat calls them, each made once."""

    def __missing__(self, raw: str) -> str:
        """Make a name."""
        made = self[raw] = "{" + raw if "}" in raw else raw
        return made


class TreeScanner:
    """One parse: handlers, and what they have to remember between tags."""

    root: Element | None = None

    def __init__(self, path: str, encoding: str | None = None) -> None:
        self.path = path
        self.parser = parser = pyexpat.ParserCreate(encoding, "}")
        parser.buffer_text = True
        parser.buffer_size = 1 << 16
        self.names = Names()
        self.bound: dict[str, list[str]] = {}
        self.scope: dict[str, str] | None = None
        self.text: list[str] = []
        self.tree: list[Element] = []
        self.start_node, self.end_node = self.node_handlers()
        parser.StartElementHandler = self.start_root
        parser.CharacterDataHandler = self.text.append
        parser.StartNamespaceDeclHandler = self.bind
        parser.EndNamespaceDeclHandler = self.unbind
        parser.StartDoctypeDeclHandler = self.doctype
        parser.EntityDeclHandler = self.entity
        parser.AttlistDeclHandler = self.attribute
        parser.SkippedEntityHandler = self.skipped

    def close(self) -> None:
        """Cut the ties between parser and scanner, or every document leaks."""
        parser = self.parser
        parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None
        parser.StartNamespaceDeclHandler = parser.EndNamespaceDeclHandler = None
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = parser.SkippedEntityHandler = None
        parser.AttlistDeclHandler = None
        del self.start_node, self.end_node

    # --- prolog ---------------------------------------------------------------------------------
    def doctype(self, name: str, system: str | None, public: str | None, internal: bool) -> None:  # noqa: FBT001 - the C signature
        """See a document type; nothing it refers to is read."""

    def entity(
        self,
        name: str,
        parameter: bool,  # noqa: FBT001 - the C signature
        value: str | None,  # noqa: ARG002 - as above
        base: str | None,  # noqa: ARG002 - as above
        system: str | None,
        public: str | None,  # noqa: ARG002 - as above
        notation: str | None,  # noqa: ARG002 - as above
    ) -> None:
        """Reject every entity declaration: nothing is expanded, nothing fetched."""
        shown = f"%{name};" if parameter else f"&{name};"
        raise Refused("external-entity/external" if system else "entity-declaration/entity", self.here(), name=shown)

    def attribute(self, element: str, name: str, kind: str, default: str | None, required: bool) -> None:  # noqa: ARG002, FBT001 - the C signature
        """Reject a value of an attribute for elements that do not have it: a weight could stand in no arc."""
        if default is not None:
            raise Refused("entity-declaration/attribute", self.here(), name=name, element=element)

    def skipped(self, name: str, parameter: bool) -> None:  # noqa: ARG002, FBT001 - the C signature
        """Reject a reference that would silently vanish."""
        raise Refused("external-entity/external", self.here(), name=f"&{name};")

    def here(self) -> Location:
        """Where the parser stands."""
        return Location(self.path, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)

    # --- namespaces -----------------------------------------------------------------------------
    def bind(self, prefix: str | None, uri: str | None) -> None:
        """Bring a prefix into scope; it precedes the start tag that declares it."""
        self.bound.setdefault(prefix or "", []).append(uri or "")
        self.scope = None

    def unbind(self, prefix: str | None) -> None:
        """Take a prefix out of scope; it follows the end tag."""
        uris = self.bound[prefix or ""]
        uris.pop()
        if not uris:
            del self.bound[prefix or ""]
        self.scope = None

    def prefixes(self) -> dict[str, str]:
        """Return the bindings in scope; one dict as long as they do not change."""
        if self.scope is None:
            self.scope = {prefix: uris[-1] for prefix, uris in self.bound.items() if uris[-1]}
            self.scope["xml"] = XML
        return self.scope

    # --- elements -------------------------------------------------------------------------------
    def start_root(self, name: str, attributes: dict[str, str]) -> None:
        """See the root element."""
        self.parser.StartElementHandler = self.start_node
        self.parser.EndElementHandler = self.end_node
        self.start_node(name, attributes)
        self.root = self.tree[0]

    def node_handlers(self) -> tuple[Callable[[str, dict[str, str]], None], Callable[[str], None]]:
        """Return what sees the start and the end of an element of a tree, bound to locals: they run once a tag."""
        parser, names, tree, text, path, flush = self.parser, self.names, self.tree, self.text, self.path, self.flush
        prefixes, ended = self.prefixes, self.ended

        def start(name: str, attributes: dict[str, str]) -> None:
            if text:
                flush()
            node = Element(
                names[name],
                {names[key]: value for key, value in attributes.items()},
                self.scope or prefixes(),
                path,
                parser.CurrentLineNumber,
                parser.CurrentColumnNumber + 1,
            )
            if tree:
                tree[-1].children.append(node)
            tree.append(node)

        def end(_: str) -> None:
            if text:
                flush()
            node = tree.pop()
            if not tree:
                ended(node)

        return start, end

    def flush(self) -> None:
        """Give text to the element it stands in, or after whose child it stands; beside the root there is none."""
        text, tree = self.text, self.tree
        if tree:
            node = tree[-1]
            if node.children:
                node.children[-1].tail = text[0] if len(text) == 1 else "".join(text)
            else:
                node.text = text[0] if len(text) == 1 else "".join(text)
        text.clear()

    def ended(self, root: Element) -> None:
        """See the end of a tree."""


S = TypeVar("S", bound=TreeScanner)


def scanned(path: str, make: Callable[[str | None], S], data: bytes) -> S:
    """Return a scanner that has seen a whole document; `make` makes one for an encoding, None for the declared one.

    Raises Refused, with the place in the file of that path, where the document cannot be read to its end.
    """
    declared = declared_encoding(data)
    known = not declared or declared.lower() not in FOREIGN
    try:
        if known:
            return _parsed(make(None), data)
    except pyexpat.ExpatError as error:
        if error.code != UNKNOWN_ENCODING:
            raise _explained(path, data, error) from error
    except (LookupError, ValueError):  # from pyexpat, about the declared encoding
        pass
    if known and (text := _decoded(path, data, declared)) is not None:
        try:
            return _parsed(make("utf-8"), text.encode("utf-8", "surrogatepass"))
        except pyexpat.ExpatError as error:
            raise _explained(path, data, error) from error
    raise Refused("wrong-encoding/unknown-encoding", Location(path, 1, 1), encoding=declared)


def _parsed(scanner: S, data: bytes) -> S:
    try:
        scanner.parser.Parse(data, True)  # noqa: FBT003 - the C signature
    finally:
        scanner.close()
    return scanner


def declared_encoding(data: bytes) -> str:
    """Return the encoding an XML declaration names, in UTF-16 too; "" when it names none, "?" when it does not end."""
    head = data[:LONGEST_DECLARATION].removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")):
        head = head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")
    if not head.startswith(b"<?xml"):
        return ""
    head, closed, _ = head.partition(b"?>")
    if not closed and len(data) > LONGEST_DECLARATION:
        return "?"  # no encoding has that name
    rest = head.partition(b"encoding")[2].lstrip().removeprefix(b"=").lstrip()
    if rest[:1] not in (b'"', b"'"):
        return ""
    return rest[1:].partition(rest[:1])[0].decode("ascii", "replace")


def _decoded(path: str, data: bytes, encoding: str) -> str | None:
    """Return a text by a codec of Python's where expat knows none: multi-byte encodings such as GBK or Shift_JIS."""
    import codecs

    try:
        known = codecs.lookup(encoding).name in FOREIGN
        return None if known else data.decode(encoding)
    except LookupError:
        return None
    except UnicodeDecodeError as error:
        raise _undecodable(path, data, encoding, error) from error


def _explained(path: str, data: bytes, error: pyexpat.ExpatError) -> Refused:
    """Return what is behind a parser's error: an encoding that is not what it says, or the markup itself."""
    at = Location(path, error.lineno, error.offset + 1)
    if error.code == INCORRECT_ENCODING:
        return Refused("wrong-encoding/other-encoding", at, encoding=declared_encoding(data))
    if error.code in NOT_LEGIBLE:
        encoding = declared_encoding(data) or "utf-8"
        if encoding.lower() in ("utf-8", "us-ascii") and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            try:
                data.decode(encoding)
            except UnicodeDecodeError as wrong:
                return _undecodable(path, data, encoding, wrong)
            if b"\0" in data:
                return Refused("malformed-xml/nul", Location(path, *_place(data, data.index(b"\0"))))
    return Refused("malformed-xml/syntax", at, said=pyexpat.ErrorString(error.code))


def _undecodable(path: str, data: bytes, encoding: str, error: UnicodeDecodeError) -> Refused:
    at = Location(path, *_place(data, error.start))
    return Refused("wrong-encoding/byte", at, byte=data[error.start], encoding=encoding)


def _place(data: bytes, position: int) -> tuple[int, int]:
    return data.count(b"\n", 0, position) + 1, position - data.rfind(b"\n", 0, position)


class Root(NamedTuple):
    """The root element of a document, by its Clark name, and where it starts."""

    name: Name
    line: int
    column: int


class _Seen(Exception):  # noqa: N818 - what was looked for
    """The root element."""

    def __init__(self, root: Root) -> None:
        super().__init__()
        self.root = root


class _RootScanner(TreeScanner):
    """Sees the root, and nothing else: whether entities are declared before it is not what was asked."""

    def __init__(self, encoding: str | None) -> None:
        super().__init__("", encoding)
        self.parser.EntityDeclHandler = self.parser.AttlistDeclHandler = None

    def start_root(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 - the C signature
        """Stop at the root."""
        raise _Seen(Root(self.names[name], self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1))


def root(data: bytes) -> Root:
    """Return the root element of a document of which these are the first bytes; raises Refused where it has none."""
    try:
        scanned("", _RootScanner, data)
    except _Seen as seen:
        return seen.root
    raise Refused("malformed-xml/syntax", Location("", 1, 1), said="no element found")


class Tree(NamedTuple):
    """A parsed document: its root, and every name of an element or attribute in it."""

    root: Element
    names: Collection[Name]


def parse(data: bytes, path: str = "") -> Tree:
    """Parse a document of a taxonomy; `path` is how its elements name the file they stand in.

    Raises Refused, with the place where the parser stopped.
    """
    scanner = scanned(path, lambda encoding: TreeScanner(path, encoding), data)
    if scanner.root is None:
        raise Refused("malformed-xml/syntax", Location(path, 1, 1), said="no element found")
    return Tree(scanner.root, scanner.names.values())
