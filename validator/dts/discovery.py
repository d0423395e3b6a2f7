"""Discovery of a DTS: from a report's references to every schema and linkbase they reach (XBRL 2.1 §3.2).

A `Part` is one document; `discover` follows schemaRef, linkbaseRef, roleRef, arcroleRef, import, include, redefine,
embedded linkbases and locators until nothing new appears. What cannot be had becomes a problem at the place that asked.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from validator.dts.addresses import file_path, join
from validator.dts.packaged.official import advice
from validator.dts.resolver import Found, Resolver, UnresolvedError
from validator.model.names import BASE, BLANK, LINK, XBRLDT, XBRLI, XL, XLINK, XML, XSD, XSI, local, namespace
from validator.model.source import Location, Problem, Refused
from validator.xsd.declared import SchemaDocument
from validator.xsd.documents import Tree, parse
from validator.xsd.validity import Identities

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.model.names import Name
    from validator.model.tree import Element


HREF = f"{{{XLINK}}}href"
TYPE = f"{{{XLINK}}}type"
ROLE = f"{{{XLINK}}}role"
LINKBASE = f"{{{LINK}}}linkbase"
LOC = f"{{{LINK}}}loc"
SCHEMA_LOCATION = f"{{{XSI}}}schemaLocation"
SCHEMA = f"{{{XSD}}}schema"
ELEMENT = f"{{{XSD}}}element"
PREFIXES = {LINK: "link", XBRLI: "xbrli", XBRLDT: "xbrldt", XL: "xl", XLINK: "xlink", XSD: "xs", XML: "xml"}
POINTER = re.compile(r"\s*element\(([^()]*)\)")
PROMISE = re.compile(r"http://www\.xbrl\.org/2003/role/(\w+)LinkbaseRef")
NCNAME = re.compile(r"[^\W\d][\w.\-·]*")

# The schema for schemas: what it declares is built in, and described by a document type.
BUILT_IN = ("http://www.w3.org/2001/XMLSchema.xsd", "https://www.w3.org/2001/XMLSchema.xsd")


class Part(SchemaDocument):
    """One document of a DTS: its tree, and what is needed to name places in it."""

    def __init__(self, uri: str, path: str, tree: Tree) -> None:
        super().__init__(uri, path, tree.root)
        self.kind = {SCHEMA: "schema", LINKBASE: "linkbase"}.get(self.root.name, "unknown")
        self.linkbases: list[Element] = []
        self.identities = Identities()
        self.based = BASE in tree.names
        self._hinting = SCHEMA_LOCATION in tree.names
        self._ids: dict[str, Element] | None = None
        self._above: dict[Element, Element] | None = None

    def around(self, element: Element) -> Iterator[Element]:
        """Yield an element, the one it stands in, and so on up to the root."""
        if self._above is None:
            self._above = {child: node for node in self.root.walk() for child in node.children}
        at: Element | None = element
        while at is not None:
            yield at
            at = self._above.get(at)

    def inherited(self, element: Element, attribute: Name) -> str:
        """Return an attribute of an element, or of the nearest around it that has it; "" when none does."""
        own = element.attributes.get(attribute)
        if own is not None:
            return own
        return next((one.get(attribute) for one in self.around(element) if attribute in one.attributes), "")

    def base(self, element: Element) -> str:
        """Return the base URI at an element (XML Base §4)."""
        base = self.uri
        if self.based:
            for step in reversed(list(self.around(element))):
                own = step.attributes.get(BASE)
                if own is not None:
                    base = join(base, own)[0]
        return base

    def hints(self) -> Iterator[tuple[Element, str, str]]:
        """Yield the namespaces and schemas an author says will declare what stands here (Part 1 §4.3.2)."""
        if self._hinting:
            for element in self.root.walk():
                words = element.get(SCHEMA_LOCATION).split()
                for space, href in zip(words[::2], words[1::2], strict=False):
                    yield element, space, href

    def find(self, fragment: str) -> Element | None:
        """Return the element a fragment identifier points to; None when there is none.

        A shorthand pointer names an id; of the schemes only element() is allowed (XBRL 2.1 §3.5.4).
        """
        if not fragment:
            return self.root
        if "(" not in fragment:
            return self._by_id(fragment)
        found, position = None, 0
        while position < len(fragment):
            match = POINTER.match(fragment, position)
            if match is None:
                return None
            position = match.end()
            if found is None:
                found = self._by_sequence(match[1])
        return found

    def _by_id(self, name: str) -> Element | None:
        if self._ids is None:
            self._ids = {}
            for element in self.root.walk():
                value = element.get("id") or element.get(f"{{{XML}}}id")
                if value:
                    self._ids.setdefault(value.strip(BLANK), element)
        return self._ids.get(name)

    def _by_sequence(self, pointer: str) -> Element | None:
        """Return the element of `name`, `name/1/2` or `/1/2` (XPointer element() scheme §3)."""
        name, *steps = pointer.split("/")
        at: Element | None
        if name:
            at = self._by_id(name)
        elif steps and steps[0] == "1":
            at = self.root
            steps = steps[1:]
        else:
            return None
        for step in steps:
            if at is None or not step.isascii() or not step.isdigit() or len(step) > 9 or step[0] == "0":
                return None
            at = at.children[int(step) - 1] if int(step) <= len(at.children) else None
        return at


class Discovery:
    """The documents of one DTS as they are found, in order of discovery."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver
        self.parts: dict[str, Part] = {}
        self.problems: list[Problem] = []
        self.asked: dict[str, list[Location]] = {}
        self.absent: set[str] = set()  # namespaces of lost schemas, by those who import them or hint at them
        self.named: set[str] = set()  # the lost schemas whose namespace is said so
        self.lost: set[str] = set()  # what documents that could not be had would have held (`Taxonomy.lost`)
        self._missing: dict[str, UnresolvedError | None] = {}  # None for what was had and is no document
        self._schemas: set[str] = set()  # that were lost
        self._queue: list[Part] = []

    @property
    def anywhere(self) -> bool:
        """Whether some schema was lost of which nobody says what namespace it has."""
        return not self._schemas <= self.named

    @cached_property
    def _spaces(self) -> frozenset[str]:
        return frozenset({XSD, XML, *(part.target for part in self.parts.values() if part.kind == "schema")})

    def lacks(self, space: str) -> bool:
        """Whether what a namespace declares may stand in a lost schema, or in one that only something lost leads to."""
        return space in self.absent or (bool(self.lost) and (self.anywhere or space not in self._spaces))

    def trouble(
        self, name: str, at: Location, /, *related: tuple[str, Location], spec: str = "", **values: object
    ) -> None:
        """Write a problem down (`Problem.of`); names are written as a reader of the file would."""
        shown = {key: self.readable(value) if isinstance(value, str) else value for key, value in values.items()}
        self.problems.append(Problem.of(name, at, related=related, spec=spec, **shown))

    def readable(self, value: str) -> str:
        """Return a Clark name with its usual prefix, a local file's URI as its path, and others as they are."""
        if value.startswith("{") and ":" in namespace(value):  # a pattern may begin with a brace too
            prefix = PREFIXES.get(namespace(value))
            return f"{prefix}:{local(value)}" if prefix else local(value)
        if value.startswith("file:///"):
            document, mark, fragment = value.partition("#")
            return self.resolver.show(file_path(document)) + mark + fragment
        return value

    def start(self, href: str, base: str, at: Location, kind: str = "schema") -> Part | None:
        """Add the document a report refers to, and everything reached from it."""
        uri, _ = join(base, href)
        part = self.fetch(uri, at, kind)
        while self._queue:
            self._follow(self._queue.pop())
        return part

    def hint(self, space: str, href: str, base: str) -> None:
        """Add a schema that is no part of the DTS, for what it declares; one that cannot be had is no problem."""
        self._hinted(space, join(base, href)[0])
        while self._queue:
            self._follow(self._queue.pop())

    def _hinted(self, space: str, uri: str) -> None:
        if uri in BUILT_IN or uri in self.parts:
            return
        part = None
        if uri not in self._missing:
            try:
                part = self._add(uri, self.resolver.read(uri), hinted=True)
            except UnresolvedError as error:
                self._missing[uri] = error
        if part is None:
            self.absent.add(space)
        elif part.kind != "schema":
            del self.parts[uri]

    def fetch(self, uri: str, at: Location, kind: str = "schema") -> Part | None:
        """Return the document of a URI, read on first use; None when it cannot be had, which is a problem at `at`.

        `kind` says what is lost then: a schema, or a linkbase by the kind of links its reference promises.
        """
        part = self.parts.get(uri)
        if part is not None:
            if part.hinted:
                part.hinted = False
                self._queue.append(part)
            return part
        if uri not in self._missing:
            try:
                found = self.resolver.read(uri)
            except UnresolvedError as error:
                self._missing[uri] = error
            else:
                added = self._add(uri, found)
                if added is not None:
                    return added
        self.lost.add(kind)
        if kind == "schema":
            self._schemas.add(uri)
        if self._missing[uri] is not None:
            self.asked.setdefault(uri, []).append(at)
        return None

    def _add(self, uri: str, found: Found, *, hinted: bool = False) -> Part | None:
        try:
            tree = parse(found.data, found.shown)
        except Refused as refused:
            self._missing[uri] = None
            self.problems.append(refused.problem._replace(check="malformed-taxonomy-document"))
            return None
        if local(tree.root.name).lower() == "html" and LINKBASE not in tree.names:
            self._missing[uri] = UnresolvedError(uri, (found.shown,), "what is there is a page of HTML")
            return None
        part = self.parts[uri] = Part(uri, found.path, tree)
        part.hinted = hinted
        self._queue.append(part)
        return part

    def finish(self) -> None:
        """Report each document that could not be had once: at the first place that asked, with the others beside it."""
        for uri, places in self.asked.items():
            missing = self._missing[uri]
            if missing is None:
                continue
            tried = ", ".join(dict.fromkeys(missing.tried)) or "no place that could hold it"
            others = [("also asked for", at) for at in dict.fromkeys(places) if at != places[0]][:4]
            said = {"uri": uri, "tried": tried, "advice": advice(uri)}
            if missing.reason:
                self.trouble("unresolvable-reference/why", places[0], *others, reason=missing.reason, **said)
            else:
                self.trouble("unresolvable-reference/tried", places[0], *others, **said)

    def _follow(self, part: Part) -> None:
        if part.kind == "schema":
            self._follow_schema(part)
        elif part.kind == "linkbase":
            part.linkbases.append(part.root)
        for linkbase in part.linkbases:
            self._follow_linkbase(part, linkbase)
        for element, space, href in part.hints():
            self._hinted(space, join(part.base(element), href)[0])

    def _follow_schema(self, part: Part) -> None:
        for child in part.root.children:
            if child.name == f"{{{XSD}}}annotation" and not part.hinted:
                for appinfo in child.each(f"{{{XSD}}}appinfo"):
                    part.linkbases += appinfo.each(LINKBASE)
                    for item in appinfo.each(f"{{{LINK}}}linkbaseRef"):
                        self.linkbase_ref(part, item)
            elif child.name in (f"{{{XSD}}}import", f"{{{XSD}}}include", f"{{{XSD}}}redefine"):
                location = child.get("schemaLocation")
                if location:
                    self._include(part, child, location)

    def _include(self, part: Part, element: Element, location: str) -> None:
        uri, _ = join(part.base(element), location)
        if uri in BUILT_IN:
            return
        if part.hinted:
            self._hinted(element.get("namespace", part.target), uri)
            return
        found = self.fetch(uri, element.at)
        if found is None or found.kind != "schema":
            self.absent.add(element.get("namespace", part.target))
            self.named.add(uri)
        if found is None:
            return
        if found.kind != "schema":
            self.lost.add("schema")
            self.trouble("schema-expected", element.at, uri=uri, root=found.root.name)
        elif element.name == f"{{{XSD}}}import":
            stated = element.get("namespace", "")
            if found.target != stated and not found.chameleon:
                self.trouble("import-of-other-namespace", element.at, uri=uri, stated=stated, seen=found.target)
        elif not found.root.get("targetNamespace") and part.target:
            # A chameleon takes the namespace of whoever includes it (XML Schema Part 1 §4.2.1).
            found.chameleon, found.target = True, part.target
        elif found.target != part.target:
            self.trouble("include-of-other-namespace", element.at, uri=uri, stated=part.target, seen=found.target)

    def linkbase_ref(self, part: Part, element: Element) -> None:
        """Follow a linkbaseRef; its fragment may name an embedded linkbase."""
        if HREF not in element.attributes:
            return
        uri, fragment = join(part.base(element), element.get(HREF))
        found = self.fetch(uri, element.at, promised(element.get(ROLE)))
        if found is None or not fragment:
            return
        target = found.find(fragment)
        if target is not None and target.name == LINKBASE and found.kind == "unknown" and target not in found.linkbases:
            found.linkbases.append(target)
            self._follow_linkbase(found, target)

    def _follow_linkbase(self, part: Part, linkbase: Element) -> None:
        asked: set[str] = set()
        for element, href in _references(linkbase):
            document = href.partition("#")[0]
            if document in asked and not part.based:  # the same base gives the same document
                continue
            asked.add(document)
            self.fetch(join(part.base(element), href)[0], element.at)


def promised(role: str) -> str:
    """Return the kind of links the role of a linkbaseRef promises: label, calculation ...; "linkbase" for any."""
    found = PROMISE.fullmatch(role.strip(BLANK))
    return found[1] if found else "linkbase"


def _references(linkbase: Element) -> Iterator[tuple[Element, str]]:
    """Yield the roleRefs, arcroleRefs and locators of a linkbase with their hrefs."""
    for child in linkbase.children:
        if child.name in (f"{{{LINK}}}roleRef", f"{{{LINK}}}arcroleRef"):
            if HREF in child.attributes:
                yield child, child.get(HREF)
        elif child.get(TYPE) == "extended":
            for item in child.children:
                # Locators of other names are not followed, even where they may stand for link:loc (§3.2).
                if item.name == LOC and HREF in item.attributes:
                    yield item, item.get(HREF)
