"""FA5: extensible enumerations, as declared and as reported (Extensible Enumerations 1.0 and 2.0)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from validator.check import Breach, breach, check, reading
from validator.model.names import expand, local, name
from validator.model.shapes import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.model.names import Name
    from validator.model.report import Report

ERRORS = {
    "enum": "enumie:InvalidFactValue",
    "enum2": "enum2ie:InvalidEnumerationValue",
    "enum2 set": "enum2ie:InvalidEnumerationSetValue",
}
DECLARED = "Extensible Enumerations 2.0 §4, 1.0 §2"

NO_DOMAIN = reading(
    "FA501",
    "enumeration-without-domain",
    says="the enumeration {concept} names no domain",
    cites=DECLARED,
    spec="enum2te:MissingDomainError",
    mends="add {prefix}:domain with the name of the domain's head",
    why="""An enumeration must say which domain its values come from.

    No value of it can be held against anything otherwise.
    """,
)
UNFIT = reading(
    "FA502",
    "enumeration-of-unfit-domain",
    says="the enumeration {concept} has the domain {domain}, which is declared as no plain item",
    cites=DECLARED,
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
    cites=DECLARED,
    spec="enum2te:MissingLinkRoleError",
    mends="add {prefix}:linkrole with the role in which the domain's members are",
    why="""An enumeration must say in which link role the members of its domain are.

    Which values it allows is unknown otherwise.
    """,
)


def _values(report: Report, row: int) -> list[str]:
    return report.texts[row].split()


def _named(written: str, edition: str, report: Report) -> Name | None:
    """Return the member a value names: by an expanded name URI in 2.0 (§5), by a QName in 1.0."""
    if edition == "enum":
        return expand(written, report.prefixes)
    space, _, own = written.rpartition("#")
    return name(space, own)


def _enumeration(shape: Shape, report: Report) -> tuple[str, Sequence[Name]] | None:
    """Return the edition and the members of an enumeration that is reported with a value; None for anything else."""
    return None if shape.nil or report.taxonomy is None else report.taxonomy.enumerations.get(shape.name)


def _set(shape: Shape, report: Report) -> list[tuple[int, list[str]]]:
    """Return the rows of a set of enumeration values with what they name; nothing for any other concept."""
    found = _enumeration(shape, report)
    if found is None or found[0] != "enum2 set":
        return []
    return [(row, _values(report, row)) for row in shape.rows]


@check(
    Shape,
    "FA504",
    "value-outside-enumeration",
    says="{concept} names {seen}, which is no member of its enumeration",
    cites="Extensible Enumerations 2.0 §6.1, 1.0 §3",
    mends="name one of its members, such as {members}",
)
def member(shape: Shape, report: Report) -> Iterator[Breach]:
    """The value of an enumeration must be one of the usable members of its domain.

    Nobody knows what any other value means.
    """
    found = _enumeration(shape, report)
    if found is None or report.taxonomy is None or report.taxonomy.lacks("definition"):
        return  # members may be in what could not be had, which has been said
    edition, members = found
    spec = ERRORS[edition]
    allowed = {None, *members}  # None: a prefix that is not bound, of which value-of-other-type speaks
    shown = ", ".join(map(local, members[:3])) or "none"
    for row in shape.rows:
        values = _values(report, row)
        for written in values if edition == "enum2 set" else [" ".join(values)]:
            if _named(written, edition, report) not in allowed:
                yield breach(
                    report.location(row), concept=local(shape.name), seen=written[:80], members=shown, spec=spec
                )


@check(
    Shape,
    "FA505",
    "enumeration-value-repeated",
    says="{concept} names {seen} twice",
    cites="Extensible Enumerations 2.0 §6.1",
    spec="enum2ie:RepeatedEnumerationSetValue",
    mends="name each member once",
)
def unique(shape: Shape, report: Report) -> Iterator[Breach]:
    """A set of enumeration values must name each member once.

    It is a set; a second mention says nothing, and makes equal sets look different.
    """
    for row, values in _set(shape, report):
        repeated = next((after for before, after in pairwise(sorted(values)) if before == after), None)
        if repeated is not None:
            yield breach(report.location(row), concept=local(shape.name), seen=repeated[:80])


@check(
    Shape,
    "FA506",
    "enumeration-set-out-of-order",
    says="{concept} names {seen} after {before}",
    cites="Extensible Enumerations 2.0 §6.1",
    spec="enum2ie:InvalidEnumerationSetOrder",
    mends="put the values into the order of their characters",
)
def ordered(shape: Shape, report: Report) -> Iterator[Breach]:
    """The values of a set must stand in the order of their characters.

    Equal sets are then equal texts, whoever compares them.
    """
    for row, values in _set(shape, report):
        for before, one in pairwise(values):
            if one < before:
                yield breach(report.location(row), concept=local(shape.name), seen=one[:80], before=before[:80])
                break
