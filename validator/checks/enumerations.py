"""FA5: extensible enumerations, as declared and as reported (Extensible Enumerations 2.0)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from validator.check import Breach, breach, check, reading
from validator.model.names import local, name
from validator.model.shapes import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.model.report import Report

NO_DOMAIN = reading(
    "FA501",
    "enumeration-without-domain",
    says="the enumeration {concept} names no domain",
    cites="Extensible Enumerations 2.0 §2.1",
    spec="enum2te:MissingDomainError",
    mends="add enum2:domain with the name of the domain's head",
    why="""An enumeration must say which domain its values come from.

    No value of it can be held against anything otherwise.
    """,
)
UNFIT = reading(
    "FA502",
    "enumeration-of-unfit-domain",
    says="the enumeration {concept} has the domain {domain}, which is declared as no plain item",
    cites="Extensible Enumerations 2.0 §2.1",
    spec="enum2te:InvalidDomainError",
    mends="name an item that is neither a hypercube nor a dimension",
    why="""The head of an enumeration's domain must be an item that is neither a hypercube nor a dimension.

    Only such an item can have members.
    """,
)
NO_ROLE = reading(
    "FA503",
    "enumeration-without-role",
    says="the enumeration {concept} names no link role",
    cites="Extensible Enumerations 2.0 §2.1",
    spec="enum2te:MissingLinkRoleError",
    mends="add enum2:linkrole with the role in which the domain's members are",
    why="""An enumeration must say in which link role the members of its domain are.

    Which values it allows is unknown otherwise.
    """,
)


def _values(report: Report, row: int) -> list[str]:
    return report.texts[row].split()


@check(
    Shape,
    "FA504",
    "value-outside-enumeration",
    says="{concept} names {seen}, which is no member of its enumeration",
    cites="Extensible Enumerations 2.0 §3.1",
    mends="name one of its members, such as {members}",
)
def member(shape: Shape, report: Report) -> Iterator[Breach]:
    """The value of an enumeration must be one of the usable members of its domain.

    Nobody knows what any other value means.
    """
    found = report.taxonomy.enumerations.get(shape.name) if report.taxonomy is not None else None
    if found is None or shape.nil:
        return
    many, members = found
    spec = f"enum2ie:InvalidEnumeration{'Set' if many else ''}Value"
    allowed = set(members)
    shown = ", ".join(map(local, members[:3])) or "none"
    for row in shape.rows:
        for written in _values(report, row):
            space, _, own = written.rpartition("#")
            if name(space, own) not in allowed:
                yield breach(
                    report.location(row), concept=local(shape.name), seen=written[:80], members=shown, spec=spec
                )


@check(
    Shape,
    "FA505",
    "enumeration-value-repeated",
    says="{concept} names {seen} twice",
    cites="Extensible Enumerations 2.0 §3.2",
    spec="enum2ie:RepeatedEnumerationSetValue",
    mends="name each member once",
)
def unique(shape: Shape, report: Report) -> Iterator[Breach]:
    """A set of enumeration values must name each member once.

    It is a set; a second mention says nothing, and makes equal sets look different.
    """
    if report.taxonomy is not None and shape.name in report.taxonomy.enumerations and not shape.nil:
        for row in shape.rows:
            values = _values(report, row)
            repeated = next((one for i, one in enumerate(values) if one in values[:i]), None)
            if repeated is not None:
                yield breach(report.location(row), concept=local(shape.name), seen=repeated[:80])


@check(
    Shape,
    "FA506",
    "enumeration-set-out-of-order",
    says="{concept} names {seen} after {before}",
    cites="Extensible Enumerations 2.0 §3.2",
    spec="enum2ie:InvalidEnumerationSetOrder",
    mends="put the values into the order of their characters",
)
def ordered(shape: Shape, report: Report) -> Iterator[Breach]:
    """The values of a set must stand in the order of their characters.

    Equal sets are then equal texts, whoever compares them.
    """
    if report.taxonomy is not None and shape.name in report.taxonomy.enumerations and not shape.nil:
        for row in shape.rows:
            values = _values(report, row)
            for before, one in pairwise(values):
                if one < before:
                    yield breach(report.location(row), concept=local(shape.name), seen=one[:80], before=before[:80])
                    break
