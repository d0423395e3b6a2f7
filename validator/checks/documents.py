"""DO: what can be wrong with a file before anything in it is understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.check import Breach, breach, check, reading
from validator.dts import fact_validity
from validator.model.names import LINK, XBRLI, local
from validator.model.report import Report
from validator.model.source import Location
from validator.xsd import alike
from validator.xsd.datatypes.lexical import ncname
from validator.xsd.validity import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator


REFERENCES = tuple(f"{{{LINK}}}{name}" for name in ("schemaRef", "linkbaseRef", "roleRef", "arcroleRef"))
SPOKEN_OF = frozenset(f"{{{XBRLI}}}{name}" for name in ("instant", "startDate", "endDate", "measure"))

NOT_XML = {
    "syntax": "{said}",
    "nul": "a NUL byte",
    "unknown-encoding": "the declared encoding {encoding!r} is not known",
    "other-encoding": "the file is declared as {encoding!r}, but its bytes are in another encoding",
    "byte": "byte 0x{byte:02X} is not {encoding}, the encoding the file is in by its declaration",
    "entity": "it declares the entity {name}, which is not expanded",
    "attribute": "it declares a value of {name} for every {element} that has none, which is not read",
    "external": "it refers to {name}, which is not read",
}
"""What keeps a document from being read to its end, by the variants the readers of XML name."""

MALFORMED = reading(
    "DO101",
    "malformed-xml",
    says={variant: f"not well-formed XML: {NOT_XML[variant]}" for variant in ("syntax", "nul")},
    cites="XML 1.0 §2.1",
    mends="close, quote or escape what the parser stopped at; nothing after this place was read",
    why="""A report must be well-formed before any figure in it can be trusted.

    Figures after the fault were not read, so no total that needs them can be proven.
    """,
)

ENCODING = reading(
    "DO102",
    "wrong-encoding",
    says={variant: NOT_XML[variant] for variant in ("unknown-encoding", "other-encoding", "byte")},
    cites="XML 1.0 §4.3.3",
    mends="save the file in the encoding its XML declaration names, best UTF-8",
    why="""The bytes of a file must be in the encoding it declares.

    Otherwise letters, and so names and figures, may be read as others than those that were meant.
    """,
)
ENTITY = reading(
    "DO103",
    "entity-declaration",
    says={
        "entity": "declares the entity {name}, which is not expanded",
        "attribute": "declares a value of {name} for every {element} that has none, which is not read",
    },
    cites="XML 1.0 §3.3, §4.2, XBRL 2.1 §4.1",
    mends="write the text itself where the entity is used, or the value at each element; take the declaration out",
    why="""A report must not define entities: a few nested ones can grow to gigabytes.

    Nor values of attributes: decimals or weights would stand where no reader of the report sees them.

    The file was left at the declaration, before anything was expanded.
    """,
)
EXTERNAL = reading(
    "DO104",
    "external-entity",
    says={"external": "refers to {name}, which is outside the file and not read"},
    cites="XML 1.0 §4.2.2, XBRL 2.1 §4.1",
    mends="put the content into the file, and take the reference out",
    why="""A report must stand on its own: what an external entity holds can change, or be a file nobody meant to open.

    Nothing outside was opened, and nothing after the reference was read.
    """,
)
STRUCTURE = reading(
    "DO105",
    "schema-invalid-structure",
    says="text between facts: {text!r}",
    cites="XBRL 2.1 §4.1, xbrl-instance-2003-12-31.xsd",
    mends="put the elements into the order, and give them the content, the XBRL instance schema asks for",
    why="""An instance must be valid by the XBRL instance schema.

    Software that relies on the schema reads such a report differently, or not at all.
    """,
)

BROKEN_OFF = (MALFORMED.name, ENCODING.name, ENTITY.name, EXTERNAL.name)  # what came after was not read


@check(
    Report,
    "DO106",
    "invalid-declaration",
    says={clause: f"{{element}} {words}" for clause, words in WORDS.items()},
    cites="XBRL 2.1 §4.1, §4.7, §4.8, §4.11; xbrl-instance-2003-12-31.xsd",
    mends="give it the attributes and the children the XBRL instance schema asks for, in that order",
)
def declarations(report: Report, _: Report) -> Iterator[Breach]:
    """Contexts, units, references and footnote links must be valid by the XBRL schemas.

    A reader that trusts the schemas finds no period, no entity or no measure where it looks for one.
    """
    if report.taxonomy is None:
        return
    for fault in alike.faults(fact_validity.of(report.taxonomy), report.declared):
        if fault.element.name not in SPOKEN_OF:  # by illegible-period and measure-prefix-not-bound
            name = local(fault.element.name)
            yield breach(fault.at, variant=fault.clause, spec="", element=name, **fault.values)


@check(
    Report,
    "DO107",
    "id-used-twice",
    says="the id {id} is given a second time",
    cites="XML 1.0 §3.3.1, XBRL 2.1 §4.1",
    mends="give each element an id of its own",
)
def unique_ids(report: Report, _: Report) -> Iterator[Breach]:
    """An id must be given once in a report.

    Facts and footnotes that refer to it would belong to either of two elements.
    """
    if report.syntax != "xbrl-xml":
        return
    first: dict[str, Location] = {}
    for found in report.declared.elements():
        given = found.id.strip()
        if given and found.name.startswith((f"{{{XBRLI}}}", f"{{{LINK}}}")):
            at = Location(report.path, found.line, found.column)
            if given in first:
                yield breach(at, (("first given here", first[given]),), id=given)
            first.setdefault(given, at)
    ids = [given for given in report.ids if given]
    if len(set(ids)) == len(ids) and first.keys().isdisjoint(ids):
        return
    rows: dict[str, int] = {}
    for row, given in enumerate(report.ids):
        if given and (given in first or given in rows):
            place = first[given] if given in first else report.location(rows[given])
            yield breach(report.location(row), (("first given here", place),), id=given)
        elif given:
            rows[given] = row


@check(
    Report,
    "DO108",
    "illegible-id",
    says="the id {id!r} is no name without a colon",
    cites="XML Schema 1.0 Part 2 §3.3.8",
    mends="begin the id with a letter or an underscore, and use letters, digits, dots, hyphens and underscores",
)
def legible_ids(report: Report, _: Report) -> Iterator[Breach]:
    """The id of a fact must be an XML name without a colon.

    Nothing can refer to it otherwise.
    """
    if report.syntax != "xbrl-xml":
        return
    for row, given in enumerate(report.ids):
        if given and not given.isidentifier() and not ncname(given.strip(" \t\r\n")):
            yield breach(report.location(row), id=given[:60])


@check(
    Report,
    "DO109",
    "report-without-schema",
    says="the report refers to no schema",
    cites="XBRL 2.1 §4.2",
    mends="add a link:schemaRef to the taxonomy it reports by, as the first element",
)
def names_its_schema(report: Report, _: Report) -> Iterator[Breach]:
    """A report must refer to at least one schema.

    What its figures mean, and which of them must add up, is not known otherwise.
    """
    whole = not any(problem.check in BROKEN_OFF for problem in report.problems)
    if report.root is not None and whole and not any(one.kind == "schemaRef" for one in report.references):
        yield breach(report.root.at)


@check(
    Report,
    "DO110",
    "reference-out-of-place",
    says="{element} follows {before}",
    cites="XBRL 2.1 §4.2 to §4.5, xbrl-instance-2003-12-31.xsd",
    mends="put schemaRef, linkbaseRef, roleRef and arcroleRef first, in this order",
)
def references_first(report: Report, _: Report) -> Iterator[Breach]:
    """The references of a report must come before anything else, schemas first.

    Software that reads a report in one pass may already have judged what stands before them.
    """
    if report.syntax != "xbrl-xml":
        return
    facts = ((report.lines[0], report.columns[0], report.concepts[0]),) if len(report) else ()
    rank, before = 0, ""
    for line, column, name in sorted((*((one.line, one.column, one.name) for one in report.declared.heads()), *facts)):
        own = REFERENCES.index(name) if name in REFERENCES else len(REFERENCES)
        if own < rank:
            yield breach(Location(report.path, line, column), element=local(name), before=local(before))
        else:
            rank, before = own, name
