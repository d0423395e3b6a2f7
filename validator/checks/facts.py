"""FA: facts that are not reported as their concept is declared (XBRL 2.1 §4.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.authored.nearest import did_you_mean, nearest
from validator.check import Breach, Wording, breach, check
from validator.dts import fact_validity
from validator.model.names import BLANK, LINK, XBRLI, XL, XLINK, local, namespace
from validator.model.shapes import NO_CONTEXT, Shape
from validator.model.source import shown
from validator.model.taxonomy import UNTOLD
from validator.xsd.datatypes.characters import foreign
from validator.xsd.validity import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from validator.model.report import Report

INVALID_VALUE = {"xbrl-json": "xbrlje:invalidFactValue", "xbrl-csv": "xbrlce:invalidFactValue"}
SPECIFIED = frozenset((XBRLI, LINK, XL, XLINK))


def each(
    shape: Shape, report: Report, variant: str = "", rows: Iterable[int] | None = None, **values: str
) -> Iterator[Breach]:
    """Yield a breach for every fact of a shape, or for some of its rows."""
    for row in shape.rows if rows is None else rows:
        yield breach(report.location(row), (), variant=variant, concept=local(shape.name), spec="", **values)


@check(
    Shape,
    "FA101",
    "concept-not-declared",
    says={
        "": Wording(
            "{concept} is declared by no schema of the taxonomy (namespace {space})", cause=("concept", "space")
        ),
        "namespace": Wording(
            "{concept} is declared by no schema of the taxonomy: none is for the namespace {space}{meant}",
            cause=("space",),
        ),
    },
    cites="XBRL 2.1 §4.1, XML Schema 1.0 Part 1 §3.3.4",
    mends="correct the name or its prefix, or let the report refer to the schema that declares it",
)
def declared(shape: Shape, report: Report) -> Iterator[Breach]:
    """Every fact must report a concept that a schema of the report's taxonomy declares.

    A fact without a declaration has no type, no period type and no place in any total.
    """
    taxonomy = report.taxonomy
    if taxonomy is None or shape.concept is not None or not report.references:
        return  # a report that refers to nothing is told so, once
    space = namespace(shape.name)
    if taxonomy.lacks_schema(space):
        return  # its schema could not be had, which is said once, where it is asked for
    if not space and ":" in shape.name:
        return  # its prefix is not bound, which its reader has said
    known = taxonomy.namespaces
    if space in known:
        yield from each(shape, report, space=space)
    else:
        meant = did_you_mean(nearest(space, known))
        yield from each(shape, report, variant="namespace", space=space or "none", meant=meant)


@check(
    Shape,
    "FA102",
    "abstract-concept-reported",
    says="{concept} is abstract: it groups others and cannot be reported",
    cites="XML Schema 1.0 Part 1 §3.3.4, XBRL 2.1 §5.1.1",
    mends="report one of the concepts it groups",
)
def concrete(shape: Shape, report: Report) -> Iterator[Breach]:
    """An abstract concept must not be reported.

    It is a heading; a value under it belongs to no line of the statement.
    """
    if shape.concept is not None and shape.concept.abstract:
        yield from each(shape, report)


@check(
    Shape,
    "FA103",
    "element-reported-as-fact",
    says="{concept} is declared neither as an item nor as a tuple, and cannot be a fact",
    cites="XBRL 2.1 §4.1",
    mends="declare it in the substitution group of xbrli:item or xbrli:tuple, or take it out",
)
def reportable(shape: Shape, report: Report) -> Iterator[Breach]:
    """What stands among the facts must be an item or a tuple.

    Readers pass over anything else, and what it says is lost.
    """
    if shape.concept is None or shape.concept.kind or shape.concept.abstract:
        return
    taxonomy = report.taxonomy
    for row in shape.rows:
        parent = report.parents[row]
        above = None if parent < 0 or taxonomy is None else taxonomy.concepts.get(report.concepts[parent])
        if above is None:  # inside a fact it is for the content model to say
            yield breach(report.location(row), concept=local(shape.name))


@check(
    Shape,
    "FA104",
    "item-without-context",
    says="{concept} has no contextRef",
    cites="XBRL 2.1 §4.6.1",
    mends="name the context that says for whom and when the value holds",
)
def with_context(shape: Shape, report: Report) -> Iterator[Breach]:
    """Every item must refer to a context.

    Without one it is not known whose figure it is, or of which period.
    """
    if shape.period == NO_CONTEXT and shape.concept is not None and shape.concept.kind not in ("tuple", "", UNTOLD):
        yield from each(shape, report, rows=(row for row in shape.rows if not report.context_refs[row]))


def _inline_code(report: Report, row: int, code: str) -> str:
    """Return the code Inline XBRL 1.1 has for a reference of a fact, by the element that states it; "" elsewhere."""
    if report.syntax != "inline":
        return ""
    clause = "7.1.3" if row in report.fractions else "10.1.2" if report.unit_refs[row] else "11.1.2"
    return f"ix11.{clause}:{code}"


@check(
    Shape,
    "FA105",
    "context-not-declared",
    says=Wording("{concept} refers to context {context}, which the report does not declare", cause=("context",)),
    cites="XBRL 2.1 §4.6.1",
    mends="declare the context, or correct the reference",
    specs=("ix11.7.1.3:contextReference", "ix11.10.1.2:contextReference", "ix11.11.1.2:contextReference"),
)
def known_context(shape: Shape, report: Report) -> Iterator[Breach]:
    """A contextRef must name a context of the same report.

    Without it is not known whose figure it is, or of which period.
    """
    if shape.period == NO_CONTEXT:
        for row in shape.rows:
            if report.context_refs[row]:
                yield breach(
                    report.location(row), concept=local(shape.name), context=report.context_refs[row],
                    spec=_inline_code(report, row, "contextReference"),
                )  # fmt: skip


@check(
    Shape,
    "FA106",
    "unit-not-declared",
    says=Wording("{concept} refers to unit {unit}, which the report does not declare", cause=("unit",)),
    cites="XBRL 2.1 §4.6.2",
    mends="declare the unit, or correct the reference",
    specs=("ix11.7.1.3:unitReference", "ix11.10.1.2:unitReference"),
)
def known_unit(shape: Shape, report: Report) -> Iterator[Breach]:
    """A unitRef must name a unit of the same report.

    Without it is not known what the number measures.
    """
    if shape.unit is None:
        for row in shape.rows:
            if report.unit_refs[row]:
                yield breach(
                    report.location(row), concept=local(shape.name), unit=report.unit_refs[row],
                    spec=_inline_code(report, row, "unitReference"),
                )  # fmt: skip


@check(
    Shape,
    "FA107",
    "numeric-item-without-unit",
    says="{concept} is numeric ({type}), but has no unitRef",
    cites="XBRL 2.1 §4.6.2",
    mends="name the unit the number is measured in; xbrli:pure for a bare number",
)
def with_unit(shape: Shape, report: Report) -> Iterator[Breach]:
    """Every numeric item must refer to a unit.

    Numbers without a unit can be neither added nor compared.
    """
    if shape.unit is None and shape.concept is not None and shape.concept.numeric:
        without = (row for row in shape.rows if not report.unit_refs[row])
        yield from each(shape, report, rows=without, type=shape.concept.base)


@check(
    Shape,
    "FA108",
    "unit-on-non-numeric-item",
    says="{concept} is not numeric ({type}), but has the unit {unit}",
    cites="XBRL 2.1 §4.6.2",
    mends="take unitRef away",
)
def without_unit(shape: Shape, report: Report) -> Iterator[Breach]:
    """An item that is not numeric must not have a unit.

    A text measures nothing; a unit on it says that the wrong concept was chosen.
    """
    concept = shape.concept
    if concept is not None and concept.kind == "item" and not concept.numeric and concept.base:
        for row in shape.rows:
            if report.unit_refs[row]:
                yield breach(
                    report.location(row), concept=local(shape.name), type=concept.base, unit=report.unit_refs[row]
                )


@check(
    Shape,
    "FA114",
    "period-of-other-type",
    says=Wording(
        "{concept} is declared for {wanted}, but reported for {seen} ({context})", cause=("concept", "wanted", "seen")
    ),
    cites="XBRL 2.1 §4.7.2, §5.1.1.1",
    mends="refer to a context with {wanted}",
)
def period_type(shape: Shape, report: Report) -> Iterator[Breach]:
    """A fact's context must have the kind of period its concept is declared for.

    A balance belongs to a moment and a flow to a span of time; the wrong kind enters no total.
    """
    concept = shape.concept
    if concept is None or not concept.period_type or shape.period not in ("instant", "duration", "forever"):
        return
    if (concept.period_type == "instant") != (shape.period == "instant"):
        words = {"instant": "an instant", "duration": "a duration", "forever": "all time"}
        for row in shape.rows:
            yield breach(
                report.location(row),
                (("the context", report.contexts[report.contexts_of[row]].at),),
                concept=local(shape.name),
                wanted=words.get(concept.period_type, concept.period_type),
                seen=words[shape.period],
                context=str(report.contexts[report.contexts_of[row]].period),
            )


@check(
    Shape,
    "FA115",
    "nil-not-allowed",
    says="{concept} is reported as nil, but is not declared nillable",
    cites="XML Schema 1.0 Part 1 §3.3.4, XBRL 2.1 §4.4",
    mends="report a value, leave the fact out, or declare the concept nillable",
)
def nillable(shape: Shape, report: Report) -> Iterator[Breach]:
    """Only a concept declared nillable may be reported as nil.

    For any other a missing value means that something was forgotten.
    """
    if shape.nil and shape.concept is not None and not shape.concept.nillable:
        yield from each(shape, report)


@check(
    Shape,
    "FA116",
    "nil-with-content",
    says="{concept} is nil, but holds {seen!r}",
    cites="XML Schema 1.0 Part 1 §3.3.4",
    mends="take xsi:nil away, or the content",
)
def nil_is_empty(shape: Shape, report: Report) -> Iterator[Breach]:
    """What is reported as nil must be empty.

    Some readers take the value, others the nil.
    """
    if shape.nil:
        for row in shape.rows:
            if report.texts[row] or row in report.inner:
                seen = report.texts[row][:60] or "elements"
                yield breach(report.location(row), concept=local(shape.name), seen=seen)


def _unplain(rows: Iterable[int], texts: Sequence[str]) -> list[int]:
    """Return the rows of texts that are not plainly decimal numbers: digits, with a minus and a point at most."""
    return [
        row for row in rows
        if not ((text := texts[row]).isdigit() or text.removeprefix("-").replace(".", "", 1).isdigit())
        or not text.isascii()
    ]  # fmt: skip


@check(
    Shape,
    "FA117",
    "value-of-other-type",
    says="{concept} holds {seen!r}: {reason}",
    cites="XBRL 2.1 §4.6, §5.1.1.3, XML Schema 1.0 Part 2",
    mends="write the value as its type {type} asks",
    specs=("xbrlje:invalidFactValue", "xbrlce:invalidFactValue"),
)
def value(shape: Shape, report: Report) -> Iterator[Breach]:
    """A fact's value must be legal for its concept's type.

    What is no value of the type is read differently by every reader, or not at all.
    """
    concept, taxonomy = shape.concept, report.taxonomy
    if concept is None or taxonomy is None or concept.kind != "item" or shape.nil or not concept.simple:
        return
    types = fact_validity.of(taxonomy).types
    fault = types.fault
    texts, simple, named, prefixes = report.texts, concept.simple, report.types, report.prefixes
    for row in _unplain(shape.rows, texts) if types.numeral(simple) else shape.rows:
        if row in named or row in report.inner:
            continue  # of a type of its own, or no value at all: content-of-other-type speaks of it
        reason = fault(simple, texts[row], prefixes) or foreign(texts[row])
        if reason:
            yield breach(
                report.location(row), concept=local(shape.name), seen=shown(texts[row].strip(BLANK)), reason=reason,
                type=local(concept.type).partition("#")[0], spec=INVALID_VALUE.get(report.syntax, ""),
            )  # fmt: skip


@check(
    Shape,
    "FA118",
    "content-of-other-type",
    says={
        **{clause: f"{{concept}} {words}" for clause, words in WORDS.items()},
        **{f"part-{clause}": f"{{concept}} has a part {{part}} that {words}" for clause, words in WORDS.items()},
    },
    cites="XML Schema 1.0 Part 1 §3.3.4, §3.4.4, XBRL 2.1 §4.9",
    mends="give it the attributes and the content its type {type} declares",
)
def valid(shape: Shape, report: Report) -> Iterator[Breach]:
    """A fact's attributes and elements must be those its type allows.

    This is where the children of tuples and the parts of fractions are looked at.
    """
    if shape.concept is None or report.taxonomy is None:
        return
    judge = fact_validity.of(report.taxonomy)
    plain = judge.plain(shape.concept)
    for row in shape.rows:
        if plain and row not in report.special:
            continue
        for fault in judge.fact(report, row, shape.concept):
            whole = fault.element.name == shape.name
            yield breach(
                report.location(row),
                variant=fault.clause if whole else f"part-{fault.clause}",
                spec="",
                concept=local(shape.name),
                part=local(fault.element.name),
                type=local(shape.concept.type).partition("#")[0],
                **fault.values,
            )


@check(
    Shape,
    "FA119",
    "tuple-with-xbrl-attribute",
    says="the tuple {concept} has the attribute {attribute} of XBRL's own namespace {space}",
    cites="XBRL 2.1 §4.9",
    mends="take the attribute away",
)
def plain_tuple(shape: Shape, report: Report) -> Iterator[Breach]:
    """A tuple must not have attributes of the namespaces XBRL defines.

    They say something of items, such as a context or a unit, that a tuple has not.
    """
    if shape.concept is None or shape.concept.kind != "tuple":
        return
    for row in shape.rows:
        for name in report.attributes.get(row, ()):
            if namespace(name) in SPECIFIED:
                yield breach(
                    report.location(row), concept=local(shape.name), attribute=local(name), space=namespace(name)
                )
