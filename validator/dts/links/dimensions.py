"""What XBRL Dimensions 1.0 asks of a taxonomy, looked at once, when it is compiled (xbrldte errors)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.dts.addresses import join
from validator.dts.links.arcs import cycle
from validator.model.dimensions import (
    ALL,
    CONTAINER,
    DIMENSION_DEFAULT,
    DIMENSION_DOMAIN,
    DOMAIN_MEMBER,
    HYPERCUBE_DIMENSION,
    NOT_ALL,
    TARGET_ROLE,
    USABLE,
    Dimensions,
    Hypercube,
    true,
)
from validator.model.names import BLANK, LINK, LINK_ROLE, XLINK, XSD, local, name
from validator.model.source import Problem
from validator.model.taxonomy import UNTOLD
from validator.xsd.datatypes.lexical import uri

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.dts.discovery import Discovery, Part
    from validator.dts.links.linkbases import Node
    from validator.model.names import Name
    from validator.model.networks import Arc
    from validator.model.taxonomy import Concept, Taxonomy
    from validator.model.tree import Element
    from validator.xsd.compiler import Schemas

ELEMENT = f"{{{XSD}}}element"
DEFINITION_LINK = f"{{{LINK}}}definitionLink"
TYPE, ROLE_REF = f"{{{XLINK}}}type", f"{{{LINK}}}roleRef"
KINDS = {
    HYPERCUBE_DIMENSION: ("hypercube", "dimension"),
    ALL: ("item", "hypercube"),
    NOT_ALL: ("item", "hypercube"),
    DIMENSION_DOMAIN: ("dimension", "item"),
    DIMENSION_DEFAULT: ("dimension", "item"),
    DOMAIN_MEMBER: ("item", "item"),
}  # what an arc of each arcrole goes from and to; a primary item and a member are plain items
STEMS = {
    HYPERCUBE_DIMENSION: "HypercubeDimension",
    ALL: "HasHypercube",
    NOT_ALL: "HasHypercube",
    DIMENSION_DOMAIN: "DimensionDomain",
    DIMENSION_DEFAULT: "DimensionDefault",
    DOMAIN_MEMBER: "DomainMember",
}
WORDS = {"item": "a primary item or member", "hypercube": "a hypercube", "dimension": "a dimension"}


# --- documents ----------------------------------------------------------------------------------
def typed_domains(discovery: Discovery, schemas: Schemas, concepts: dict[Name, Concept]) -> None:
    """Resolve the typedDomainRef of every concept to the name of the element it points to (§2.5.2.1)."""
    for clark, concept in list(concepts.items()):
        if concept.typed_domain:
            element, document = schemas.declared["element"][clark]
            found = _typed_domain(discovery, concept, element, discovery.parts[document.uri])
            concepts[clark] = concept._replace(typed_domain=found)


def _typed_domain(discovery: Discovery, concept: Concept, element: Element, part: Part) -> str:
    written = concept.typed_domain
    values = {"concept": local(concept.name), "reference": written}
    if concept.kind != "dimension":
        discovery.trouble("typed-domain-of-no-dimension", concept.at, **values)
        return written
    place, fragment = join(part.base(element), written)
    if not fragment:
        discovery.trouble("typed-domain-without-fragment", concept.at, **values)
        return f"{written}#"
    home = discovery.parts.get(place)
    target = home.find(fragment) if home is not None and not home.hinted else None
    if home is None and "schema" in discovery.lost:
        return written  # it could not be had, or only what could not be had asks for it
    if home is None or target is None:
        discovery.trouble("typed-domain-outside-taxonomy", concept.at, **values)
        return written
    if target.name != ELEMENT or target not in home.root.children or true(target.get("abstract")):
        discovery.trouble("typed-domain-not-an-element", concept.at, ("it points here", target.at), **values)
        return written
    return name(home.target, target.get("name").strip(BLANK))


def target_roles(discovery: Discovery) -> None:
    """Report each targetRole to which no roleRef of its linkbase refers (§2.4.3)."""
    for part in discovery.parts.values():
        for linkbase in part.linkbases:
            referred = {LINK_ROLE, *(ref.get("roleURI").strip(BLANK) for ref in linkbase.each(ROLE_REF))}
            for link in linkbase.each(DEFINITION_LINK):
                for arc in link.children:
                    role = arc.get(TARGET_ROLE).strip(BLANK)
                    if TARGET_ROLE not in arc.attributes or arc.get(TYPE) != "arc" or role in referred:
                        continue
                    if not uri(role):  # else the schema of the linkbase speaks of it
                        discovery.trouble("target-role-not-referred-to", arc.at, role=role)


# --- the compiled taxonomy ----------------------------------------------------------------------
def faults(taxonomy: Taxonomy) -> Iterator[Problem]:
    """Yield what is wrong with the dimensional relationships of a taxonomy."""
    for concept in taxonomy.concepts.values():
        if concept.kind in ("hypercube", "dimension") and not concept.abstract:
            check = "concrete-hypercube" if concept.kind == "hypercube" else "concrete-dimension"
            yield Problem.of(check, concept.at, concept=local(concept.name))
    if taxonomy.loses("definition"):
        return  # which may prohibit what is found here
    for arcrole, ends in KINDS.items():
        for network in taxonomy.networks_of(arcrole):
            for arc in network.arcs:
                yield from _ends(taxonomy, arcrole, arc, ends)
    sets = Dimensions(taxonomy)
    yield from _defaults(taxonomy)
    for cube in sets.hypercubes():
        yield from _cube(sets, cube)


def _ends(taxonomy: Taxonomy, arcrole: str, arc: Arc, wanted: tuple[str, str]) -> Iterator[Problem]:
    names = {"arcrole": arcrole.rpartition("/")[2], "source": local(arc.source), "target": local(arc.target)}
    for end, clark, kind in (("Source", arc.source, wanted[0]), ("Target", arc.target, wanted[1])):
        concept = taxonomy.concepts.get(clark)
        if concept is None or concept.kind == UNTOLD:
            continue
        explicit = arcrole in (DIMENSION_DOMAIN, DIMENSION_DEFAULT) and end == "Source"
        if concept.kind != kind or (explicit and concept.typed_domain):
            seen = "a typed dimension" if concept.kind == kind else f"a {concept.kind}" if concept.kind else "no item"
            yield Problem.of(
                "misplaced-in-dimensional-arc",
                arc.at,
                related=(("declared here", concept.at),),
                spec=f"xbrldte:{STEMS[arcrole]}{end}Error",
                end=end.lower(),
                wanted=WORDS[kind],
                seen=seen,
                concept=local(clark),
                **names,
            )
    if arcrole in (ALL, NOT_ALL) and not arc.attribute(CONTAINER).strip(BLANK):
        yield Problem.of("hypercube-without-container", arc.at, related=(), spec="", **names)


def _defaults(taxonomy: Taxonomy) -> Iterator[Problem]:
    first: dict[Name, Arc] = {}
    for network in taxonomy.networks_of(DIMENSION_DEFAULT):
        for arc in network.arcs:
            known = first.setdefault(arc.source, arc)
            if known.target != arc.target:
                yield Problem.of(
                    "several-default-members",
                    arc.at,
                    related=(("the other default", known.at),),
                    dimension=local(arc.source),
                    one=local(known.target),
                    other=local(arc.target),
                )


def _cube(sets: Dimensions, cube: Hypercube) -> Iterator[Problem]:
    """Yield cycles in a hypercube's domains, and members that are its primary items too (§2.4.3, §2.6.2)."""
    heirs: dict[Name, bool] | None = None
    for dimension, role in cube.dimensions:
        arcs: dict[Node, list[Arc]] = {}
        members: dict[Name, Arc] = {}
        for arc, _ in sets.reach(dimension, role):
            arcs.setdefault(arc.source, []).append(arc)
            if true(arc.attribute(USABLE, "true")):
                members.setdefault(arc.target, arc)
        names = {"hypercube": local(cube.name), "dimension": local(dimension)}
        closing = cycle(arcs, (dimension,))
        if closing is not None:
            member = local(closing.target)
            yield Problem.of("dimension-in-a-circle", closing.at, related=(), spec="", member=member, **names)
        heirs = sets.heirs(cube.source, cube.role) if heirs is None else heirs
        for one, arc in members.items():
            if heirs.get(one):
                yield Problem.of("primary-item-as-member", arc.at, related=(), spec="", member=local(one), **names)
                break
