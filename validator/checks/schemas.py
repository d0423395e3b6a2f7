"""TX: what can be wrong with the schemas of a report's taxonomy, and with getting at them."""

from __future__ import annotations

from validator.check import reading

UNRESOLVABLE = reading(
    "TX101",
    "unresolvable-reference",
    says="{uri} could not be had; tried {tried}",
    cites="XBRL 2.1 §3.2",
    mends="name a taxonomy package or a webcache that holds it, put the file in its place, or allow the network",
    why="""Every document of the DTS must be at hand.

    Concepts, types and links it declares are unknown without it, so facts that need them cannot be proven.
    """,
)
MALFORMED = reading(
    "TX102",
    "malformed-taxonomy-document",
    says="not well-formed XML: {reason}",
    cites="XML 1.0 §2.1",
    mends="close, quote or escape what the parser stopped at; nothing of this document was used",
    why="""A schema or linkbase must be well-formed XML, without entities of its own.

    Nothing it declares is known, so facts and totals that need it cannot be proven.
    """,
)
NOT_A_SCHEMA = reading(
    "TX103",
    "schema-expected",
    says="{uri} is no schema: its root is {root}",
    cites="XML Schema 1.0 Part 1 §4.2",
    mends="let the reference point to a document whose root is xs:schema",
    why="""What is imported, included or named by a schemaRef must be a schema.

    Whatever else it is, it declares no concept.
    """,
)
IMPORT = reading(
    "TX104",
    "import-of-other-namespace",
    says="imports namespace {stated!r}, but {uri} declares {seen!r}",
    cites="XML Schema 1.0 Part 1 §4.2.3",
    mends="let the import's namespace be the schema's targetNamespace",
    why="""An import must state the namespace of the schema it names.

    Names resolved through it would belong to a namespace nobody declares.
    """,
)
INCLUDE = reading(
    "TX105",
    "include-of-other-namespace",
    says="includes {uri}, whose namespace is {seen!r}, not {stated!r}",
    cites="XML Schema 1.0 Part 1 §4.2.1",
    mends="import it instead, or give both the same targetNamespace",
    why="""An included schema must have the namespace of the schema that includes it, or none.

    Its components cannot become part of another namespace.
    """,
)
REDEFINE = reading(
    "TX106",
    "redefine-used",
    says="xs:redefine is used",
    cites="XBRL 2.1 §5.1.5",
    spec="xbrl.5.1.5:redefineElementNotAllowed",
    mends="declare a type of another name that derives from the one redefined",
    why="""A taxonomy schema must not contain xs:redefine.

    It would change what concepts of other taxonomies mean behind their backs.
    """,
)
DECLARED_TWICE = reading(
    "TX107",
    "declared-twice",
    says="{kind} {component} is declared a second time",
    cites="XML Schema 1.0 Part 1 §3.15.6",
    mends="remove one of the two declarations",
    why="""A global component must be declared once in the whole DTS.

    Two declarations may say different things, and which one counts would be chance.
    """,
)
PREFIX = reading(
    "TX108",
    "schema-prefix-not-bound",
    says="the prefix of {qname} is bound to no namespace",
    cites="Namespaces in XML §6.1",
    mends="declare the prefix with xmlns, or correct it",
    why="""Every prefix used in a schema must be bound where it is used.

    The name it is part of means nothing otherwise.
    """,
)
NOT_DECLARED = reading(
    "TX109",
    "component-not-declared",
    says="{kind} {component} is declared nowhere in the taxonomy",
    cites="XML Schema 1.0 Part 1 §3.15.3",
    mends="correct the name, or import the schema that declares it",
    why="""What a schema refers to must be declared in the DTS.

    An element of an unknown type or substitution group cannot be a concept.
    """,
)
CIRCLE = reading(
    "TX110",
    "substitution-in-a-circle",
    says="{element} substitutes for itself, through its substitution groups",
    cites="XML Schema 1.0 Part 1 §3.3.6",
    mends="let one element of the circle substitute for xbrli:item or xbrli:tuple",
    why="""Substitution groups must not form a circle.

    None of the elements in it is an item or a tuple.
    """,
)
FROM_ITSELF = reading(
    "TX111",
    "type-from-itself",
    says="the definition of {type} leads back to itself",
    cites="XML Schema 1.0 Part 1 §3.4.6",
    mends="let it derive from a type that is defined without it",
    why="""A type or group must not be defined by itself.

    Its values are never decided.
    """,
)
PATTERN = reading(
    "TX112",
    "pattern-not-legible",
    says="the pattern {pattern!r} is no regular expression: {reason}",
    cites="XML Schema 1.0 Part 2 §4.3.4, Appendix F",
    mends="correct the expression; XML Schema's differ from other dialects in their escapes",
    why="""A pattern must be a regular expression of XML Schema.

    No value can be held against it otherwise.
    """,
)
