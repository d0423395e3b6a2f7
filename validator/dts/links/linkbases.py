"""Linkbases → relationships: extended links of every kind, their locators, resources and arcs (XBRL 2.1 §3.5.3, §5.2).

A node of a relationship is a concept's Clark name, or for anything else a pair: the document, and the place in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from validator.dts.addresses import join
from validator.dts.discovery import ELEMENT, HREF, TYPE, Part
from validator.model.names import BLANK, CONCEPT_LABEL, SUMMATION_10, SUMMATION_11, XLINK, Name
from validator.model.names import name as clark
from validator.model.tree import Element  # noqa: TC001 - a NamedTuple field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from validator.dts.discovery import Discovery
    from validator.dts.links.assumed import Assumed
    from validator.xsd.compiler import Schemas

    Node = Name | tuple[str, str]

ROLE, ARCROLE = f"{{{XLINK}}}role", f"{{{XLINK}}}arcrole"
LABEL_OF, FROM, TO = f"{{{XLINK}}}label", f"{{{XLINK}}}from", f"{{{XLINK}}}to"
IN_XLINK = f"{{{XLINK}}}"
SUPPOSED = (SUMMATION_10, SUMMATION_11, CONCEPT_LABEL)  # arcs that are read on assumed declarations
EXEMPT = ("use", "priority")  # with every xlink attribute: they do not tell arcs apart (§3.5.3.9.7.4)
OWN = frozenset({"order", "weight", "preferredLabel", *EXEMPT})


class Link(NamedTuple):
    """An extended link: its element, and the document it stands in."""

    element: Element
    part: Part


class Resource(NamedTuple):
    """A resource of an extended link: its element, and the link it stands in."""

    node: tuple[str, str]
    element: Element
    link: Link


class RawArc(NamedTuple):
    """One relationship as an arc states it, before prohibition; `key` and the nodes are what equivalent ones share."""

    source: Node
    target: Node
    key: tuple[tuple[str, str], ...]
    priority: int
    prohibited: bool
    element: Element
    link: Link


BaseSet = tuple[str, str, Name, Name]
"""Arcrole, link role, arc element, link element (§3.5.3.9.7.3)."""


MOST_PRODUCTS = 250_000  # relationships of a DTS that arise as products of labels; published taxonomies have none


class Linkbases:
    """Every extended link of a DTS."""

    def __init__(self, discovery: Discovery, schemas: Schemas, assumed: Assumed | None = None) -> None:
        self.discovery = discovery
        self.assumed = assumed
        self.trouble = discovery.trouble
        self.schemas = schemas
        self._by_id: dict[str, dict[str, Name]] = {}
        for name, (element, document) in schemas.declared["element"].items():
            if "id" in element.attributes:
                self._by_id.setdefault(document.uri, {})[element.get("id").strip(BLANK)] = name
        self.sets: dict[BaseSet, list[RawArc]] = {}
        self.lost: dict[BaseSet, list[RawArc]] = {}  # to what stands in documents that could not be had
        self.resources: dict[tuple[str, str], Resource] = {}
        self.links: list[Link] = []
        self._named: dict[Element, tuple[str, str]] = {}
        self._numbers: dict[str, int] = {}
        self._products = 0  # relationships beyond one for each locator, of arcs between labels of several
        self._gave_up = False
        self._hrefs: dict[tuple[str, str], Node | None] = {}
        self._documents: dict[tuple[str, str], str] = {}
        self._keys: dict[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]] = {}

    def read(self, part: Part, linkbase: Element) -> None:
        """Read the extended links of one linkbase."""
        for child in linkbase.children:
            if child.get(TYPE) == "extended":
                link = Link(child, part)
                self.links.append(link)
                for item in child.children:
                    if item.get(TYPE) == "resource":
                        self._resource(item, link)

    def relate(self) -> None:
        """Read the arcs of every link; locators may point to resources of links read later."""
        for link in self.links:
            self._relate(link)

    def _resource(self, item: Element, link: Link) -> None:
        uri, identifier = link.part.uri, item.attributes.get("id")
        if identifier is None:
            number = self._numbers[uri] = self._numbers.get(uri, 0) + 1
            identifier = f"/{number}"
        node = (uri, identifier)
        self.resources[node] = Resource(node, item, link)
        self._named[item] = node

    def _relate(self, link: Link) -> None:
        nodes: dict[str, list[Node]] = {}
        lost: dict[str, list[Node]] = {}
        supposed: dict[str, list[Node]] = {}
        arcs = []
        for item in link.element.children:
            kind = item.get(TYPE)
            if kind == "locator":
                node = self.locate(item, link.part)
                labelled = nodes.setdefault(item.get(LABEL_OF), [])
                if node is not None:
                    labelled.append(node)
                elif self.discovery.lost and HREF in item.attributes:
                    self._lost(item, link.part, lost, supposed)
            elif kind == "resource":
                nodes.setdefault(item.get(LABEL_OF), []).append(self._named[item])
            elif kind == "arc":
                arcs.append(item)
        pairs: dict[tuple[str, str], Element] = {}
        for arc in arcs:
            start, end = arc.get(FROM), arc.get(TO)
            for label, side in ((start, "from"), (end, "to")):
                if label not in nodes:
                    self.trouble("arc-to-nothing", arc.at, side=side, label=label)
            twin = pairs.setdefault((start, end), arc)
            if twin is not arc:
                self.trouble("arc-twice", arc.at, ("the first", twin.at), start=start, end=end)
            base_set = (arc.get(ARCROLE), link.element.get(ROLE), arc.name, link.element.name)
            sources, targets = nodes.get(start, ()), nodes.get(end, ())
            if supposed and base_set[0] in SUPPOSED:
                sources, targets = (*sources, *supposed.get(start, ())), (*targets, *supposed.get(end, ()))
            self._arc(arc, link, sources, targets, self.sets.setdefault(base_set, []))
            if end in lost:
                self._arc(arc, link, sources, lost[end], self.lost.setdefault(base_set, []))

    def _lost(self, item: Element, part: Part, lost: dict[str, list[Node]], supposed: dict[str, list[Node]]) -> None:
        """Note where a locator leads that points into a document that could not be had: to a name assumed, if any."""
        uri, fragment = join(part.base(item), item.get(HREF))
        if uri not in self.discovery.parts:
            name = self.assumed.name(uri, fragment, item) if self.assumed is not None else None
            kept: dict[str, list[Node]] = lost if name is None else supposed
            kept.setdefault(item.get(LABEL_OF), []).append((uri, fragment) if name is None else name)

    def _arc(
        self, arc: Element, link: Link, sources: Sequence[Node], targets: Sequence[Node], raw: list[RawArc]
    ) -> None:
        attributes = arc.attributes
        priority = _integer(attributes.get("priority", "0"))
        prohibited = attributes.get("use", "").strip(BLANK) == "prohibited"
        told = tuple(
            [pair for pair in attributes.items() if pair[0] not in EXEMPT and not pair[0].startswith(IN_XLINK)]
        )
        key = self._keys.get(told)
        if key is None:
            key = self._keys[told] = self.key(dict(told))
        self._products += len(sources) * len(targets) - max(len(sources), len(targets))
        if self._products > MOST_PRODUCTS:
            if not self._gave_up:
                of, to = len(sources), len(targets)
                self.trouble("relationships-beyond-limits", arc.at, sources=of, targets=to, most=MOST_PRODUCTS)
            self._gave_up = True
            return
        for source in sources:
            for target in targets:
                raw.append(RawArc(source, target, key, priority, prohibited, arc, link))

    def key(self, attributes: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        """Return what tells an arc apart from another between the same nodes, by value (s-equal, §4.10).

        `attributes` are those that are not exempt; a missing order is 1 (§3.5.3.9.5).
        """
        from validator.xsd.datatypes.values import value_key

        kept = []
        for name, value in attributes.items():
            if name in ("order", "weight"):
                kept.append((name, str(value_key("decimal", value.strip(BLANK)))))
            else:
                kept.append((name, self._typed(name, value) if name[:1] == "{" else value))
        if "order" not in attributes:
            kept.append(("order", "('decimal', (1, 0))"))
        kept.sort()
        return tuple(kept)

    def _typed(self, name: Name, value: str) -> str:
        use = self.schemas.attributes.get(name)
        if use is None:
            return value
        from validator.xsd.datatypes.types import Types

        return str(Types(self.schemas.types).value(use.type, value))

    def locate(self, item: Element, part: Part) -> Node | None:
        """Return the node a locator points to; None when there is none, which is a problem."""
        node = self.located(item, part)
        if node is None and HREF in item.attributes:
            uri, fragment = join(part.base(item), item.get(HREF))
            if uri in self.discovery.parts:
                self.trouble("locator-to-nothing", item.at, fragment=fragment, uri=uri)
        return node

    def located(self, item: Element, part: Part) -> Node | None:
        """Return the node a locator points to; None when there is none."""
        href = item.attributes.get(HREF)
        if href is None:
            return None
        base = part.base(item)
        key = (base, href)
        if key not in self._hrefs:
            document, _, fragment = href.partition("#")
            known = self._documents.get((base, document))
            if known is None:
                known = self._documents[base, document] = join(base, document)[0]
            self._hrefs[key] = self._node(known, unquote(fragment) if "%" in fragment else fragment.strip(BLANK))
        return self._hrefs[key]

    def _node(self, uri: str, fragment: str) -> Node | None:
        concept = self._by_id.get(uri, {}).get(fragment)
        if concept is not None:
            return concept
        target = self.discovery.parts.get(uri)
        element = target.find(fragment) if target is not None else None
        if target is None or element is None:
            return None
        if element.name == ELEMENT and element in target.root.children:
            return clark(target.target, element.get("name").strip(BLANK))
        return self._named.get(element) or (uri, fragment)


def effective(raw: list[RawArc]) -> Iterator[RawArc]:
    """Yield the relationships of one base set that stand: of equivalent ones the strongest, unless it prohibits.

    XBRL 2.1 §3.5.3.9.7.5: the highest priority wins, and among equals a prohibition does.
    """
    groups: dict[tuple[Node, Node, tuple[tuple[str, str], ...]], RawArc] = {}
    for arc in raw:
        key = (arc.source, arc.target, arc.key)
        best = groups.get(key)
        if (
            best is None
            or arc.priority > best.priority
            or (arc.priority == best.priority and arc.prohibited > best.prohibited)
        ):
            groups[key] = arc
    for arc in groups.values():
        if not arc.prohibited:
            yield arc


def _integer(text: str) -> int:
    text = text.strip(BLANK)
    body = text[1:] if text[:1] in ("+", "-") else text
    return int(text) if body.isascii() and body.isdigit() and len(body) < 20 else 0
