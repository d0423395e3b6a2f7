"""UN: units that measure nothing, and units that do not measure what their facts report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.check import Breach, Wording, breach, check
from validator.checks.facts import each
from validator.finding import Severity
from validator.model.names import ISO4217, XBRLI, local, namespace
from validator.model.shapes import Shape
from validator.model.units import ANYTHING, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.model.report import Report

SHARES = f"{{{XBRLI}}}shares"


@check(
    Unit,
    "UN101",
    "measure-prefix-not-bound",
    says=Wording("unit {id} has the measure {measure}, whose prefix is bound to no namespace", cause=("prefix",)),
    cites="XBRL 2.1 §4.8.2",
    mends="declare the prefix with xmlns, or correct it",
)
def bound_measure(unit: Unit, report: Report) -> Iterator[Breach]:  # noqa: ARG001 - every body has this shape
    """A measure must be a name whose prefix is bound.

    What the facts of the unit are measured in is unknown otherwise.
    """
    for measure in unit.numerator + unit.denominator:
        if not measure.startswith("{") and ":" in measure:
            yield breach(unit, id=unit.id, measure=measure, prefix=measure.partition(":")[0])


@check(
    Unit,
    "UN102",
    "unknown-xbrl-measure",
    says="unit {id} has the measure xbrli:{measure}; XBRL defines only xbrli:pure and xbrli:shares",
    cites="XBRL 2.1 §4.8.2",
    mends="use xbrli:pure or xbrli:shares, or a measure of another namespace",
)
def known_measure(unit: Unit, report: Report) -> Iterator[Breach]:  # noqa: ARG001 - every body has this shape
    """A measure in XBRL's own namespace must be pure or shares.

    Others have no meaning there, and two reports would use them differently.
    """
    for measure in dict.fromkeys(unit.numerator + unit.denominator):
        if namespace(measure) == XBRLI and local(measure) not in ("pure", "shares"):
            yield breach(unit, id=unit.id, measure=local(measure))


@check(
    Unit,
    "UN103",
    "unit-not-reduced",
    says="unit {id} has {measure} both above and below the line",
    cites="XBRL 2.1 §4.8.4",
    mends="cancel the measure on both sides",
)
def reduced(unit: Unit, report: Report) -> Iterator[Breach]:  # noqa: ARG001 - every body has this shape
    """A unit must not have the same measure in its numerator and in its denominator.

    It would not equal the simpler unit it stands for, so facts that belong together would not be compared.
    """
    for measure in dict.fromkeys(unit.numerator):
        if measure in unit.denominator:
            yield breach(unit, id=unit.id, measure=local(measure))


@check(
    Shape,
    "UN201",
    "monetary-item-without-currency",
    says="{concept} is monetary, but its unit {unit} is {seen}, not one ISO 4217 currency",
    cites="XBRL 2.1 §4.8.2",
    mends="give the unit one measure: the currency's three-letter code in the namespace of ISO 4217",
)
def currency(shape: Shape, report: Report) -> Iterator[Breach]:
    """The unit of a monetary item must be one currency: a three-letter code in the ISO 4217 namespace.

    An amount in another unit is no amount of money, and cannot be added to any.
    """
    if shape.concept is None or shape.concept.base != "monetaryItemType" or shape.unit is None:
        return
    if not _is_code(shape.unit.currency or ""):
        measures = shape.unit.numerator + shape.unit.denominator
        others = any(namespace(measure) != ISO4217 for measure in measures)
        seen = f"{shape.unit} (of {namespace(measures[0]) or 'no namespace'})" if others and measures else shape.unit
        yield from each(shape, report, unit=shape.unit.id, seen=str(seen))


def _among(unit: Unit, units: Sequence[tuple[Sequence[str], Sequence[str]]]) -> bool:
    """Whether a unit is one of those registered, which may leave open what is below the line."""
    return unit.key in units or bool(unit.denominator and (unit.numerator, ANYTHING) in units)


def _is_code(text: str) -> bool:
    return len(text) == 3 and text.isascii() and text.isalpha() and text.isupper()


@check(
    Shape,
    "UN202",
    "shares-item-without-shares",
    says="{concept} counts shares, but its unit {unit} is {seen}, not xbrli:shares",
    cites="XBRL 2.1 §4.8.2",
    mends="give the unit one measure, xbrli:shares; or declare the concept with another type",
)
def shares(shape: Shape, report: Report) -> Iterator[Breach]:
    """The unit of an item of the shares type must be xbrli:shares and nothing else.

    A number of shares in another unit cannot be compared with any other number of shares.
    """
    if shape.concept is None or shape.concept.base != "sharesItemType" or shape.unit is None:
        return
    if shape.unit.numerator != (SHARES,) or shape.unit.denominator:
        yield from each(shape, report, unit=shape.unit.id, seen=str(shape.unit))


@check(
    Shape,
    "UN301",
    "unregistered-unit",
    says="{concept} is of type {type}, for which the unit {unit} ({seen}) is not registered",
    cites="Units Registry 1.0 §4",
    spec="utre:error-NumericFactUtrInvalid",
    mends="use one of the units registered for the type, such as {registered}",
    severity=Severity.WARNING,
)
def registered(shape: Shape, report: Report) -> Iterator[Breach]:
    """The unit of an item whose type the Units Registry knows should be one registered for it.

    Figures in units of one's own are understood by nobody else; whether that matters is for the receiver to say.
    """
    concept, unit, taxonomy = shape.concept, shape.unit, report.taxonomy
    if concept is None or unit is None or taxonomy is None or concept.base == "sharesItemType":
        return
    if concept.base == "monetaryItemType" and not _is_code(unit.currency or ""):
        return  # of which monetary-item-without-currency speaks
    units = taxonomy.units.get(concept.type)
    if not units or _among(unit, units):
        return
    shown = ", ".join(str(Unit("", tuple(above), tuple(below), unit.at)) for above, below in units[:3])
    yield from each(shape, report, type=local(concept.type), unit=unit.id, seen=str(unit), registered=shown)


@check(
    Shape,
    "UN302",
    "unit-against-told-type",
    says={
        "none": "{concept} is of type {type} by what MetaLinks.json tells, but has no unit",
        "some": "{concept} is of type {type} by what MetaLinks.json tells, but has the unit {seen}",
        "other": "{concept} is of type {type} by what MetaLinks.json tells; the unit {seen} is not registered for it",
    },
    cites="XBRL 2.1 §4.6.2, §4.8.2; Units Registry 1.0 §4",
    mends="have the schema at hand that declares it, and see what it says; else correct the unit or the concept",
    severity=Severity.WARNING,
)
def told(shape: Shape, report: Report) -> Iterator[Breach]:
    """The unit of a fact should fit the type that is told of its concept, where the schema could not be had.

    Types of one name are mostly one type; that they are is assumed, so this is no error.
    """
    found = report.taxonomy.told.get(shape.name) if report.taxonomy is not None and shape.concept is None else None
    if found is None:
        return
    named, wordless, units = found
    if wordless and shape.unit is not None:
        yield from each(shape, report, variant="some", type=named, seen=str(shape.unit))
    elif units and shape.unit is None:
        unmeant = (row for row in shape.rows if not report.unit_refs[row])
        yield from each(shape, report, rows=unmeant, variant="none", type=named)
    elif units and shape.unit is not None and not _among(shape.unit, units):
        yield from each(shape, report, variant="other", type=named, seen=str(shape.unit))
