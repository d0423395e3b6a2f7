"""What schema documents declare, by name, before anything of it is compiled (XML Schema 1.0 Part 1 §3.15).

Every global component is first only noted; what refers to it is compiled when asked for, so order never matters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from validator.model.names import BLANK, XML, XSD, Name, expand, name, namespace
from validator.model.tree import Element  # noqa: TC001 - a NamedTuple field

if TYPE_CHECKING:
    from validator.model.source import Location

XS = f"{{{XSD}}}"
GLOBAL = ("element", "simpleType", "complexType", "attribute", "attributeGroup", "group")
TRUE = ("true", "1")


class Problems(Protocol):
    """Where what is wrong with schemas is written down."""

    def lacks(self, space: str) -> bool:
        """Whether what a namespace declares may stand in a schema that could not be had, which has been said."""

    def trouble(
        self, name: str, at: Location, /, *related: tuple[str, Location], spec: str = "", **values: object
    ) -> None:
        """Write a problem down (`Problem.of`): the check that reports it, where, its values."""


class SchemaDocument:
    """One schema document: its root, its URI, the file it came from, and the namespace it declares."""

    def __init__(self, uri: str, path: str, root: Element) -> None:
        self.uri = uri
        self.path = path
        self.root = root
        self.target = root.get("targetNamespace")
        self.blocks = root.get("blockDefault")
        self.chameleon = False  # whether it took the namespace of a document that includes it
        self.hinted = False  # whether it is only here for what it declares, and not itself looked at


class Noted(NamedTuple):
    """A component where it is declared."""

    element: Element
    document: SchemaDocument


class Declared:
    """The global components of every schema; `own` are the namespaces of schemas that are known to be good."""

    def __init__(self, problems: Problems, own: frozenset[str] = frozenset()) -> None:
        self.problems = problems
        self.trouble = problems.trouble
        self.good = own | {XSD, XML}
        self.declared: dict[str, dict[Name, Noted]] = {kind: {} for kind in GLOBAL}
        self._anonymous = 0

    def note(self, document: SchemaDocument) -> None:
        """Note the global components of one schema document."""
        for child in document.root.children:
            kind = child.name.removeprefix(XS)
            if kind == "redefine":
                self.trouble("redefine-used", child.at)
            elif kind in GLOBAL and "name" in child.attributes:
                self._note(kind, name(document.target, child.get("name").strip(BLANK)), Noted(child, document))

    def _note(self, kind: str, clark: Name, noted: Noted) -> None:
        known = self.declared[kind].setdefault(clark, noted)
        if known is not noted and not self._same(known.document, noted.document):
            place = ("declared first", known.element.at)
            self.trouble("declared-twice", noted.element.at, place, kind=kind, component=clark)

    def _same(self, first: SchemaDocument, second: SchemaDocument) -> bool:
        """Whether two documents are the same schema found under two names: the base schemas often are."""
        return first is second or first.path == second.path or first.root.get("targetNamespace") in self.good

    def resolve(self, text: str, element: Element, document: SchemaDocument) -> Name:
        """Resolve a QName attribute of a schema; "" when its prefix is not bound, which is a problem."""
        found = expand(text, element.prefixes)
        if found is None:
            self.trouble("schema-prefix-not-bound", element.at, qname=text)
            return ""
        if document.chameleon and not namespace(found):
            return name(document.target, found)
        return found

    def missing(self, kind: str, clark: Name, element: Element | None) -> None:
        """Report a component that nobody declares, unless its schema is missing, which has been said."""
        if element is not None and clark and not self.lost(clark):
            self.trouble("component-not-declared", element.at, kind=kind, component=clark)

    def lost(self, clark: Name) -> bool:
        """Whether a component that nobody declares may stand in a schema that could not be had."""
        return self.problems.lacks(namespace(clark))

    def anonymous(self, owner: Name) -> Name:
        """Return a name for a component without one, below another; names of others hold no #."""
        self._anonymous += 1
        return f"{owner}#{self._anonymous}"

    def final(self, kind: str, clark: Name) -> frozenset[str]:
        """Return the derivations a declaration rules out by its final, or its schema for all of a kind."""
        noted = self.declared[kind].get(clark)
        return words(noted.element, "final", noted.document) if noted is not None else frozenset()


def words(element: Element, attribute: str, document: SchemaDocument) -> frozenset[str]:
    """Return the derivations a final or block attribute lists, or else its schema's finalDefault or blockDefault."""
    stated = element.attributes.get(attribute, document.root.get(f"{attribute}Default")).split()
    return frozenset(("extension", "restriction", "substitution", "list", "union") if "#all" in stated else stated)


def blocks(element: Element, document: SchemaDocument) -> str:
    """Return what may not stand for an element, or for what is of a type, as a list of words in order."""
    stated = element.attributes.get("block", document.blocks)
    return " ".join(sorted(words(element, "block", document))) if stated else ""


def flag(element: Element, attribute: str) -> bool:
    """Whether a boolean attribute is set."""
    return element.get(attribute).strip(BLANK) in TRUE


def form(element: Element, document: SchemaDocument) -> Name:
    """Return the name of a local element or attribute, in a namespace where it is qualified (§3.2.2, §3.3.2)."""
    own = element.get("name").strip(BLANK)
    default = document.root.get(f"{element.name.removeprefix(XS)}FormDefault", "unqualified")
    return name(document.target, own) if element.get("form", default).strip(BLANK) == "qualified" else own
