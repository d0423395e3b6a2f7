"""DI: dimensional relationships of a taxonomy (DI1), and the dimension values of a report (DI2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.check import Breach, Wording, breach, check, reading
from validator.model import dimensions
from validator.model.names import XBRLDI, expand, local, namespace
from validator.model.report import Report
from validator.model.taxonomy import UNTOLD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.model.contexts import Context
    from validator.model.names import Name
    from validator.model.source import Location
    from validator.model.tree import Element

TYPED = f"{{{XBRLDI}}}typedMember"

HYPERCUBE = reading(
    "DI101",
    "concrete-hypercube",
    says="the hypercube {concept} is not abstract",
    cites="XBRL Dimensions 1.0 §2.2.1",
    spec="xbrldte:HypercubeElementIsNotAbstractError",
    mends='declare it with abstract="true"',
    why="""A hypercube must be declared abstract.

    It names a table; nobody can report a value for it.
    """,
)
DIMENSION = reading(
    "DI102",
    "concrete-dimension",
    says="the dimension {concept} is not abstract",
    cites="XBRL Dimensions 1.0 §2.5.1",
    spec="xbrldte:DimensionElementIsNotAbstractError",
    mends='declare it with abstract="true"',
    why="""A dimension must be declared abstract.

    It names an axis; nobody can report a value for it.
    """,
)
MISPLACED = reading(
    "DI103",
    "misplaced-in-dimensional-arc",
    says="the {arcrole} arc from {source} to {target} needs {wanted} as its {end}, but {concept} is {seen}",
    cites="XBRL Dimensions 1.0 §2.2.2.1, §2.3.1, §2.5.3.1, §2.5.3.2.1, §2.6.1",
    mends="let the arc go from and to what its arcrole is for",
    specs=tuple(
        f"xbrldte:{arc}{end}Error"
        for arc in ("HypercubeDimension", "HasHypercube", "DimensionDomain", "DimensionDefault", "DomainMember")
        for end in ("Source", "Target")
    ),
    why="""A dimensional arc must connect the kinds of concept its arcrole is for.

    The table it is part of has no such axis, member or line item otherwise.
    """,
)
CONTAINER = reading(
    "DI104",
    "hypercube-without-container",
    says="the {arcrole} arc from {source} to {target} does not say whether dimensions stand in segment or scenario",
    cites="XBRL Dimensions 1.0 §2.3.2",
    spec="xbrldte:HasHypercubeMissingContextElementAttributeError",
    mends='add xbrldt:contextElement="segment" or "scenario"',
    why="""An arc to a hypercube must say where the dimension values of its facts stand.

    No fact can be held against the table otherwise.
    """,
)
TARGET_ROLE = reading(
    "DI105",
    "target-role-not-referred-to",
    says=Wording("the targetRole {role} is referred to by no roleRef of the linkbase", cause=("role",)),
    cites="XBRL Dimensions 1.0 §2.4.3",
    spec="xbrldte:TargetRoleNotResolvedError",
    mends="add a roleRef for the role, or correct it",
    why="""The role a dimensional arc continues in must be referred to by the linkbase it stands in.

    The table breaks off at that arc.
    """,
)
NO_DIMENSION = reading(
    "DI106",
    "typed-domain-of-no-dimension",
    says="{concept} has the typedDomainRef {reference}, but is no dimension",
    cites="XBRL Dimensions 1.0 §2.5.2.1",
    spec="xbrldte:TypedDomainRefError",
    mends="take the attribute away, or let the element substitute for xbrldt:dimensionItem",
    why="""Only a dimension may have a typedDomainRef.

    On any other element it says nothing.
    """,
)
NO_FRAGMENT = reading(
    "DI107",
    "typed-domain-without-fragment",
    says="the typedDomainRef {reference} of {concept} names no element: it has no fragment",
    cites="XBRL Dimensions 1.0 §2.5.2.1.1",
    spec="xbrldte:TypedDimensionURIError",
    mends="add # and the id of the element declaration",
    why="""A typedDomainRef must point to an element declaration by its id.

    What the members of the dimension look like is unknown otherwise.
    """,
)
OUTSIDE = reading(
    "DI108",
    "typed-domain-outside-taxonomy",
    says="the typedDomainRef {reference} of {concept} points to nothing in the taxonomy",
    cites="XBRL Dimensions 1.0 §2.5.2.1.1",
    spec="xbrldte:OutOfDTSSchemaError",
    mends="import the schema it points into, or correct the reference",
    why="""A typedDomainRef must point into a schema of the same taxonomy.

    What the members of the dimension look like is unknown otherwise.
    """,
)
NO_ELEMENT = reading(
    "DI109",
    "typed-domain-not-an-element",
    says="the typedDomainRef {reference} of {concept} points to no concrete global element",
    cites="XBRL Dimensions 1.0 §2.5.2.1.1",
    spec="xbrldte:TypedDimensionError",
    mends="let it point to the declaration of a global element that is not abstract",
    why="""A typedDomainRef must point to the declaration of a global element that is not abstract.

    Nothing else can stand in a context as a member.
    """,
)
DEFAULTS = reading(
    "DI110",
    "several-default-members",
    says="{dimension} has two default members, {one} and {other}",
    cites="XBRL Dimensions 1.0 §2.7.1.1",
    spec="xbrldte:TooManyDefaultMembersError",
    mends="remove one of the two dimension-default arcs",
    why="""A dimension must have one default member at most, in the whole taxonomy.

    Which value a fact has that does not mention the dimension would be chance.
    """,
)
CIRCLE = reading(
    "DI111",
    "dimension-in-a-circle",
    says="the members of {dimension} (in {hypercube}) lead back to {member}",
    cites="XBRL Dimensions 1.0 §2.4.3",
    spec="xbrldte:DRSDirectedCycleError",
    mends="remove the arc that closes the circle",
    why="""The relationships of a dimension must not lead back to where they came from.

    A member would be part of itself.
    """,
)
POLYMORPH = reading(
    "DI112",
    "primary-item-as-member",
    says="{member} is a line item of {hypercube}, and also a member of its dimension {dimension}",
    cites="XBRL Dimensions 1.0 §2.6.2",
    spec="xbrldte:PrimaryItemPolymorphismError",
    mends="use another concept for the member, or mark it unusable",
    why="""A concept must not be a line item and a member of the same hypercube.

    It would be both the figure and what the figure is about.
    """,
)


def _declared(report: Report, name: str) -> str:
    """Return "explicit" or "typed" for a declared dimension; "" for anything else."""
    concept = report.taxonomy.concepts.get(name) if report.taxonomy is not None else None
    if concept is None or concept.kind != "dimension":
        return ""
    return "typed" if concept.typed_domain else "explicit"


def _known(report: Report) -> bool:
    """Whether there are declarations to hold contexts against."""
    return report.taxonomy is not None and any(context.members for context in report.contexts)


@check(
    Report,
    "DI201",
    "dimension-given-twice",
    says="context {id} gives {dimension} twice",
    cites="XBRL Dimensions 1.0 §3.1.4.2",
    spec="xbrldie:RepeatedDimensionInInstanceError",
    mends="keep one of the two values",
)
def once(report: Report, _: Report) -> Iterator[Breach]:
    """A context must give each dimension once, segment and scenario together.

    It is not known which of two members its facts are about.
    """
    for context in report.contexts:
        first: dict[str, Location] = {}
        for member in context.members:
            if member.dimension in first:
                place = (("first given here", first[member.dimension]),)
                yield breach(member.at, place, id=context.id, dimension=local(member.dimension))
            first.setdefault(member.dimension, member.at)


@check(
    Report,
    "DI202",
    "typed-member-of-other-dimension",
    says="context {id} gives {dimension} a typed value, but it is declared as {seen}",
    cites="XBRL Dimensions 1.0 §3.1.4.4",
    spec="xbrldie:TypedMemberNotTypedDimensionError",
    mends="name a typed dimension, or give the member with xbrldi:explicitMember",
)
def typed(report: Report, _: Report) -> Iterator[Breach]:
    """The dimension of a typed member must be declared as a typed dimension.

    What the value means is not declared anywhere.
    """
    yield from _other(report, "typed")


@check(
    Report,
    "DI203",
    "explicit-member-of-other-dimension",
    says=Wording("context {id} gives {dimension} a member, but it is declared as {seen}", cause=("fault",)),
    cites="XBRL Dimensions 1.0 §3.1.4.5",
    spec="xbrldie:ExplicitMemberNotExplicitDimensionError",
    mends="name an explicit dimension, or give the value with xbrldi:typedMember",
)
def explicit(report: Report, _: Report) -> Iterator[Breach]:
    """The dimension of an explicit member must be declared as an explicit dimension.

    What the member means is not declared anywhere.
    """
    yield from _other(report, "explicit")


def _prefix(name: Name) -> str:
    """Return the prefix of a name that is bound to no namespace, which is one fault wherever it is used."""
    return "" if name.startswith("{") else name.partition(":")[0]


def _absent(report: Report, name: Name) -> bool:
    """Whether what a name is may stand in a schema that could not be had, which is said once, where it is asked for."""
    if report.taxonomy is None:
        return False
    concept = report.taxonomy.concepts.get(name)
    return report.taxonomy.lacks_schema(namespace(name)) if concept is None else concept.kind == UNTOLD


def _other(report: Report, kind: str) -> Iterator[Breach]:
    """Yield the members given as one kind whose dimension is not declared as such."""
    if not _known(report):
        return
    for context in report.contexts:
        for member in context.members:
            if (member.member is None) == (kind == "typed"):
                found = _declared(report, member.dimension)
                if found != kind and not _absent(report, member.dimension):
                    seen = f"{'an' if found == 'explicit' else 'a'} {found} dimension" if found else "no dimension"
                    fault = _prefix(member.dimension) or f"{local(member.dimension)} {seen}"
                    yield breach(member.at, id=context.id, dimension=local(member.dimension), seen=seen, fault=fault)


@check(
    Report,
    "DI204",
    "undeclared-member",
    says=Wording("context {id} gives {dimension} the member {member}, which no schema declares", cause=("fault",)),
    cites="XBRL Dimensions 1.0 §3.1.4.5.1",
    spec="xbrldie:ExplicitMemberUndefinedQNameError",
    mends="correct the name or its prefix, or let the report refer to the schema that declares it",
)
def declared(report: Report, _: Report) -> Iterator[Breach]:
    """The member of an explicit dimension must be an element that a schema declares.

    Whom or what the facts are about is unknown otherwise.
    """
    if report.taxonomy is None:
        return
    for context in report.contexts:
        for member in context.members:
            if member.member is None or member.member in report.taxonomy.concepts:
                continue
            if not _absent(report, member.member):
                shown = local(member.member) if namespace(member.member) else member.member
                dimension, fault = local(member.dimension), _prefix(member.member) or member.member
                yield breach(member.at, id=context.id, dimension=dimension, member=shown, fault=fault)


@check(
    Report,
    "DI205",
    "default-member-given",
    says="context {id} gives {dimension} its default member {member}",
    cites="XBRL Dimensions 1.0 §3.1.4.6",
    spec="xbrldie:DefaultValueUsedInInstanceError",
    mends="leave the dimension out: that means its default",
)
def default(report: Report, _: Report) -> Iterator[Breach]:
    """The default member of a dimension must not be given in a context.

    Facts with it and facts without the dimension would mean the same, and look different.
    """
    if report.taxonomy is None or not _known(report) or report.taxonomy.loses("definition"):
        return
    defaults = dimensions.of(report.taxonomy).defaults
    for context in report.contexts:
        for member in context.members:
            if member.member is not None and defaults.get(member.dimension) == member.member:
                yield breach(member.at, id=context.id, dimension=local(member.dimension), member=local(member.member))


@check(
    Report,
    "DI206",
    "typed-member-of-other-content",
    says="context {id} gives {dimension} {seen}, where its declaration asks for one element {wanted}",
    cites="XBRL Dimensions 1.0 §3.1.4.4.1",
    spec="xbrldie:IllegalTypedDimensionContentError",
    mends="put one element {wanted} into the typed member",
)
def content(report: Report, _: Report) -> Iterator[Breach]:
    """A typed member must hold exactly the element its dimension's typedDomainRef points to.

    The value cannot be compared with any other value of the dimension.
    """
    if report.taxonomy is None:
        return
    for index in report.filled:
        for part in report.contents(index):
            for element in part.children:
                if element.name == TYPED:
                    yield from _content(report, report.contexts[index], element)


def _content(report: Report, context: Context, element: Element) -> Iterator[Breach]:
    dimension = expand(element.get("dimension"), element.prefixes) or ""
    concept = report.taxonomy.concepts.get(dimension) if report.taxonomy is not None else None
    if concept is None or not concept.typed_domain or "#" in concept.typed_domain:
        return
    names = [child.name for child in element.children]
    if names != [concept.typed_domain]:
        seen = f"{len(names)} elements" if len(names) > 1 else local(names[0]) if names else "nothing"
        yield breach(
            element.at, id=context.id, dimension=local(dimension), seen=seen, wanted=local(concept.typed_domain)
        )


@check(
    Report,
    "DI207",
    "dimensionally-invalid-fact",
    says="{concept} does not fit any table of its own in context {id}: {reason}",
    cites="XBRL Dimensions 1.0 §3.1.1",
    spec="xbrldie:PrimaryItemDimensionallyInvalidError",
    mends="report it with the dimensions and members one of its tables allows",
)
def fits(report: Report, _: Report) -> Iterator[Breach]:
    """A fact must be valid in all hypercubes of one base set, if its concept has any.

    It stands outside every table it belongs to, so it enters none of their totals.
    """
    if report.taxonomy is None or report.taxonomy.lacks("definition"):
        return  # members, defaults or tables may be in what could not be had, which has been said
    taxonomy = report.taxonomy
    sets = dimensions.of(taxonomy)
    if not any(True for arcrole in (dimensions.ALL, dimensions.NOT_ALL) for _ in taxonomy.networks_of(arcrole)):
        return
    cubes_of, fault, frames = sets.cubes_of, sets.fault, report.frames
    for row, index in enumerate(report.contexts_of):
        if index >= 0:
            cubes = cubes_of(report.concepts[row])
            if cubes:
                reason = fault(cubes, report.contexts[index], frames[index])
                if reason:
                    concept, context = local(report.concepts[row]), report.contexts[index]
                    yield breach(
                        report.location(row), (("the context", context.at),), concept=concept, id=context.id,
                        reason=reason,
                    )  # fmt: skip
