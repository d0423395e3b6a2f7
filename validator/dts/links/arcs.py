"""What relationships may relate: the ends of arcs, the values on them, and the circles they form (XBRL 2.1 §5.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from validator.dts.concepts import founded
from validator.dts.discovery import HREF, TYPE
from validator.dts.links.labels import language
from validator.dts.links.linkbases import ROLE, RawArc, effective
from validator.dts.links.standard import ARCROLES, LABEL, LABEL_LINK, LOC, RESOURCES, STANDARD_ARCS, STANDARD_LINKS
from validator.model.names import (
    BLANK,
    CONCEPT_LABEL,
    CONCEPT_REFERENCE,
    ESSENCE_ALIAS,
    GENERAL_SPECIAL,
    PARENT_CHILD,
    REQUIRES_ELEMENT,
    SIMILAR_TUPLES,
    SUMMATION_10,
    SUMMATION_11,
    Name,
    local,
)
from validator.model.numbers import LARGEST_EXPONENT, LONGEST_NUMBER, beyond, number, written
from validator.model.taxonomy import UNTOLD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from validator.dts.links.linkbases import BaseSet, Link, Linkbases, Node, Resource
    from validator.dts.links.roles import Roles
    from validator.model.networks import Arc
    from validator.model.taxonomy import Concept

A = TypeVar("A", "Arc", "RawArc")

SUMMATIONS = (SUMMATION_10, SUMMATION_11)
INEXACT = ("floatItemType", "doubleItemType", "fractionItemType")  # numeric, but not derived from xs:decimal


class Relations:
    """Judges the extended links of a DTS and the networks they form."""

    def __init__(self, linkbases: Linkbases, concepts: Mapping[Name, Concept], roles: Roles) -> None:
        self.trouble = linkbases.trouble
        self.concepts = concepts
        self.linkbases = linkbases
        self.roles = roles
        # any schema may bring labels for any concept, so what one lacks is not known where one is lost
        self.lost = linkbases.discovery.lost
        self.incomplete = "schema" in self.lost
        self.unlabelled = not self.lost.isdisjoint(("label", "linkbase", "schema"))

    def judge(self) -> None:
        """Report what is wrong with links, arcs and networks."""
        for link in self.linkbases.links:
            if link.element.name in STANDARD_LINKS:
                self._locators(link)
        for resource in self.linkbases.resources.values():
            element = resource.element
            if element.name == LABEL and resource.link.element.name == LABEL_LINK and not language(resource):
                self.trouble("label-without-language", element.at, text=element.text.strip(BLANK)[:60])
        labelled = self._labelled()
        for base_set, raw in self.linkbases.sets.items():
            arcrole, _, tag, _ = base_set
            resources = arcrole in (CONCEPT_LABEL, CONCEPT_REFERENCE)
            if not resources and not self.lost.isdisjoint((local(tag).removesuffix("Arc"), "linkbase")):
                continue  # what could not be had may prohibit what is found here
            if tag in STANDARD_ARCS:
                arcs = list(effective(raw))
                for arc in raw if resources else arcs:
                    self._arc(arcrole, arc, labelled)
                    self._told_balances(arcrole, arc)
                if resources:
                    self._remote(raw)
                elif arcrole == SUMMATION_11:
                    self._once(arcs)
            elif self.roles.generic(tag):
                arcs = list(effective(raw))
            else:
                continue
            self._circles(base_set, arcs)

    # ------------------------------------------------------------------ links

    def _locators(self, link: Link) -> None:
        kind = link.element.name
        for item in link.element.children:
            if item.get(TYPE) != "locator":
                continue
            if item.name != LOC:
                self.trouble("locator-of-other-kind", item.at, element=item.name, link=kind)
            node = self.linkbases.located(item, link.part)
            if node is None or isinstance(node, str):
                continue
            found = self.linkbases.resources.get(node)
            if found is None or found.element.name != RESOURCES.get(kind, ""):
                self.trouble("locator-to-other-thing", item.at, href=item.get(HREF), link=kind)

    def _remote(self, raw: list[RawArc]) -> None:
        """A label or reference of another link may only be prohibited, not related anew (§5.2.2.3)."""
        for arc in raw:
            target = self._resource(arc)
            if target is not None and target.link is not arc.link and not arc.prohibited:
                place = ("the resource", target.element.at)
                self.trouble("resource-of-another-link", arc.element.at, place)

    # ------------------------------------------------------------------ arcs

    def _resource(self, arc: RawArc) -> Resource | None:
        return None if isinstance(arc.target, str) else self.linkbases.resources.get(arc.target)

    def _labelled(self) -> set[tuple[Node, str]]:
        """Return which concept has a label in which role."""
        found: set[tuple[Node, str]] = set()
        for base_set, raw in self.linkbases.sets.items():
            if base_set[0] == CONCEPT_LABEL:
                for arc in effective(raw):
                    resource = self._resource(arc)
                    if resource is not None:
                        found.add((arc.source, resource.element.get(ROLE)))
        return found

    def _arc(self, arcrole: str, arc: RawArc, labelled: set[tuple[Node, str]]) -> None:
        if arcrole in (CONCEPT_LABEL, CONCEPT_REFERENCE):
            if not isinstance(arc.source, str) or self._resource(arc) is None:
                self._ends(arc, "a concept and its label or reference")
            return
        if arcrole not in ARCROLES and arcrole != SUMMATION_11:
            return
        source = self.concepts.get(arc.source) if isinstance(arc.source, str) else None
        target_concept = self.concepts.get(arc.target) if isinstance(arc.target, str) else None
        if source is None or target_concept is None:
            if not isinstance(arc.source, str) or not isinstance(arc.target, str):
                self._ends(arc, "two concepts")
            return
        unclear = self._unclear(source) or self._unclear(target_concept)
        if arcrole in SUMMATIONS:
            self._summation(arcrole, arc, source, target_concept)
        elif arcrole == PARENT_CHILD:
            self._presentation(arc, source, target_concept, labelled)
        elif arcrole == ESSENCE_ALIAS:
            self._alias(arc, source, target_concept)
        elif arcrole == SIMILAR_TUPLES:
            if not unclear and (source.kind != "tuple" or target_concept.kind != "tuple"):
                self._ends(arc, "two tuples")
        elif unclear:
            return
        elif arcrole in (REQUIRES_ELEMENT, GENERAL_SPECIAL) and not (source.kind and target_concept.kind):
            self._ends(arc, "two concepts")
        elif arcrole == GENERAL_SPECIAL and "tuple" in (source.kind, target_concept.kind):
            self._ends(arc, "two items")

    def _ends(self, arc: RawArc, what: str) -> None:
        self.trouble(
            "arc-between-other-things",
            arc.element.at,
            arc=arc.element.name,
            what=what,
            source=_name(arc.source),
            target=_name(arc.target),
        )

    def _summation(self, arcrole: str, arc: RawArc, total: Concept, item: Concept) -> None:
        trouble, at = self.trouble, arc.element.at
        modern = arcrole == SUMMATION_11
        check = "summation-of-other-than-decimals" if modern else "summation-of-other-than-numbers"
        for concept in dict.fromkeys((total, item)):
            if self._unclear(concept):
                return  # its type or its head could not be had, which has been said
            if concept.kind != "item" or not concept.numeric or (modern and concept.base in INEXACT):
                place = ("its declaration", concept.at)
                trouble(check, at, place, concept=concept.name, type=concept.base or "none")
                return
        text = arc.element.get("weight")
        if beyond(text) and (found := written(text)) is not None:
            trouble(
                "weight-beyond-limits", at, total=total.name, item=item.name, digits=len(found.digits),
                exponent=found.exponent, most=LONGEST_NUMBER, largest=LARGEST_EXPONENT,
            )  # fmt: skip
            return
        weight = _sign(text)
        if weight == 0:
            trouble("weight-of-zero", at, total=total.name, item=item.name)
        elif total.balance and item.balance and weight != (1 if total.balance == item.balance else -1):
            trouble(
                "weight-against-balance", at, ("the total", total.at), ("the item", item.at),
                weight=text, total=total.name, total_balance=total.balance, item=item.name,
                item_balance=item.balance,
            )  # fmt: skip

    def _told_balances(self, arcrole: str, arc: RawArc) -> None:
        """Hold the weight of a summation to balances of which one at least is only told (`metalinks`)."""
        assumed = self.linkbases.assumed
        if (
            arcrole not in SUMMATIONS
            or assumed is None
            or not isinstance(arc.source, str)
            or not isinstance(arc.target, str)
        ):
            return
        ends = [(self.concepts.get(one), assumed.balances.get(one, "")) for one in (arc.source, arc.target)]
        total, item = (told if declared is None else declared.balance for declared, told in ends)
        weight = _sign(arc.element.get("weight"))
        if None in (ends[0][0], ends[1][0]) and total and item and weight == (-1 if total == item else 1):
            self.trouble(
                "weight-against-told-balance", arc.element.at, weight=arc.element.get("weight"), total=arc.source,
                total_balance=total, item=arc.target, item_balance=item,
            )  # fmt: skip

    def _once(self, arcs: list[RawArc]) -> None:
        """In Calculations 1.1 an item contributes to a total once in a link role (§4)."""
        first: dict[tuple[Node, Node], RawArc] = {}
        for arc in arcs:
            twin = first.setdefault((arc.source, arc.target), arc)
            if twin is not arc:
                place = ("the first", twin.element.at)
                total, item = _name(arc.source), _name(arc.target)
                self.trouble("summation-twice", arc.element.at, place, total=total, item=item)

    def _presentation(self, arc: RawArc, source: Concept, target: Concept, labelled: set[tuple[Node, str]]) -> None:
        if any(not one.kind and not self._unclear(one) for one in (source, target)):
            self._ends(arc, "two concepts")
        preferred = arc.element.attributes.get("preferredLabel")
        if preferred is not None and (arc.target, preferred) not in labelled and not self.unlabelled:
            at = arc.element.at
            self.trouble("preferred-label-missing", at, concept=target.name, role=preferred)

    def _unclear(self, concept: Concept) -> bool:
        """Whether what a concept is, is not known: what its type or its head derives from could not be had."""
        return concept.kind == UNTOLD or (self.incomplete and not founded(self.linkbases.schemas, concept.type))

    def _alias(self, arc: RawArc, source: Concept, target: Concept) -> None:
        trouble, at = self.trouble, arc.element.at
        if self._unclear(source) or self._unclear(target):
            return
        if "item" not in (source.kind, target.kind) or "tuple" in (source.kind, target.kind):
            self._ends(arc, "two items")
            return
        pairs = [("type", source.base, target.base), ("period type", source.period_type, target.period_type)]
        if source.balance and target.balance:
            pairs.append(("balance", source.balance, target.balance))
        for what, mine, other in pairs:
            if mine != other:
                trouble(
                    "alias-of-another-kind",
                    at,
                    essence=source.name,
                    alias=target.name,
                    what=what,
                    mine=mine,
                    other=other,
                )

    # ------------------------------------------------------------------ circles

    def _circles(self, base_set: BaseSet, arcs: list[RawArc]) -> None:
        arcrole, role = base_set[0], base_set[1]
        if arcrole in ARCROLES:
            allowed = ARCROLES[arcrole][1]
        elif arcrole in self.roles.referred and arcrole in self.roles.arcroles:
            allowed = self.roles.arcroles[arcrole].cycles
        else:
            return
        if allowed not in ("none", "undirected"):
            return
        arc = directed_circle(arcs)
        if arc is None and allowed == "none":
            arc = undirected_circle(arcs)
        if arc is not None:
            at = arc.element.at
            source, target = _name(arc.source), _name(arc.target)
            code = {"spec": "xbrlgene:violatedCyclesConstraint"} if self.roles.generic(base_set[2]) else {}
            self.trouble(
                "circle-not-allowed",
                at,
                arcrole=arcrole,
                role=role,
                allowed=allowed,
                source=source,
                target=target,
                **code,
            )


def directed_circle(arcs: list[RawArc]) -> RawArc | None:
    """Return an arc that closes a directed circle; None when there is none."""
    leaving: dict[Node, list[RawArc]] = {}
    for one in arcs:
        leaving.setdefault(one.source, []).append(one)
    return cycle(leaving, leaving)


def cycle(leaving: Mapping[Node, Sequence[A]], starts: Iterable[Node]) -> A | None:
    """Return an arc that closes a directed circle reachable from any of some nodes; None when there is none."""
    done: set[Node] = set()
    for start in starts:
        path, stack = {start}, [(start, iter(leaving.get(start, ())))]
        while stack and start not in done:
            node, rest = stack[-1]
            arc = next(rest, None)
            if arc is None:
                path.discard(node)
                done.add(node)
                stack.pop()
            elif arc.target in path:
                return arc
            elif arc.target not in done:
                path.add(arc.target)
                stack.append((arc.target, iter(leaving.get(arc.target, ()))))
    return None


def undirected_circle(arcs: list[RawArc]) -> RawArc | None:
    """Return an arc that closes a circle whatever its direction; None when the network is a forest.

    Arcs between the same two nodes in the same direction are one edge.
    """
    above: dict[Node, Node] = {}

    def root(node: Node) -> Node:
        while node in above:
            above[node] = above.get(above[node], above[node])
            node = above[node]
        return node

    seen: set[tuple[Node, Node]] = set()
    for arc in arcs:
        if (arc.source, arc.target) in seen:
            continue
        seen.add((arc.source, arc.target))
        one, other = root(arc.source), root(arc.target)
        if one == other:
            return arc
        above[one] = other
    return None


def _sign(text: str) -> int | None:
    value = number(text)
    return None if value is None else (value[0] > 0) - (value[0] < 0)


def _name(node: Node) -> Name:
    return node if isinstance(node, str) else "#".join(node)
