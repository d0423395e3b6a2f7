"""TX: what can be wrong with the schemas of a report's taxonomy, and with getting at them."""

from __future__ import annotations

from validator.check import reading
from validator.checks.documents import NOT_XML
from validator.xsd.validity import WORDS

UNRESOLVABLE = reading(
    "TX101",
    "unresolvable-reference",
    says={
        "tried": "{uri} could not be had; tried {tried}",
        "why": "{uri} could not be had; tried {tried} ({reason})",
    },
    cites="XBRL 2.1 §3.2",
    mends="name a taxonomy package or a webcache that holds it, put the file in its place, or allow the network",
    why="""Every document of the DTS must be at hand.

    Concepts, types and links it declares are unknown without it, so facts that need them cannot be proven.
    """,
)
MALFORMED = reading(
    "TX102",
    "malformed-taxonomy-document",
    says={variant: f"not well-formed XML: {said}" for variant, said in NOT_XML.items()},
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
APPINFO = reading(
    "TX113",
    "appinfo-not-valid",
    says={clause: f"in an appinfo, {{element}} {words}" for clause, words in WORDS.items()},
    cites="XML Schema 1.0 Part 1 §3.13.4",
    mends="write it as the schema that declares it says",
    why="""What stands in an appinfo must be valid where a schema declares it.

    Roles, linkbase references and linkbases in it are read by every processor of the taxonomy.
    """,
)
SCHEMA_NOT_VALID = reading(
    "TX114",
    "schema-not-valid",
    says="{element}: {reason}",
    cites="XML Schema 1.0 Part 1 §3, Appendix A",
    mends="write it as the language of XML Schema has it",
    why="""A schema must be written in the language of XML Schema.

    Processors skip or guess what they do not understand, each in its own way.
    """,
)
AMBIGUOUS = reading(
    "TX115",
    "content-model-ambiguous",
    says="in {type}, {particle} can be taken by two particles at once",
    cites="XML Schema 1.0 Part 1 §3.8.6 (Unique Particle Attribution)",
    mends="write the content model so that each child can be told by its name and what came before",
    why="""A content model must decide for each child which particle it belongs to, without looking ahead.

    Otherwise two processors may accept different documents.
    """,
)
TOO_LARGE = reading(
    "TX116",
    "content-model-too-large",
    says="a content model holds more than {most:,} particles once its groups are put in",
    cites="XML Schema 1.0 Part 1 §3.7, §3.8",
    mends="write it with fewer references to groups; most names can be told by a choice that repeats",
    why="""A content model must be of a size that can be worked with.

    Groups that refer to groups twice grow beyond every memory; nothing is checked against such a model.
    """,
)
TWO_TYPES = reading(
    "TX117",
    "element-of-two-types",
    says="in {type}, {element} stands with two different types",
    cites="XML Schema 1.0 Part 1 §3.8.6 (Element Declarations Consistent)",
    mends="refer to one declaration in both places, or give both the same named type",
    why="""Elements of one name in one content model must be of one type.

    What such an element may hold would otherwise hang on where it stands.
    """,
)
DERIVATION = reading(
    "TX118",
    "derivation-not-valid",
    says="{type} does not derive from {base} as it says: {reason}",
    cites="XML Schema 1.0 Part 1 §3.4.6, §3.9.6, §3.14.6; Part 2 §4.3",
    mends="restrict only what the base allows, or derive from another type",
    why="""A type that derives from another must keep to what the other promises.

    A restriction that allows more would let through values nobody prepared for its base can read.
    """,
)
SUBSTITUTION = reading(
    "TX119",
    "substitution-not-valid",
    says="{element} may not substitute for {head}: {reason}",
    cites="XML Schema 1.0 Part 1 §3.3.6",
    mends="derive its type from that of the element it stands for",
    why="""An element may stand for another only when its type derives from the other's.

    It could otherwise hold what its place does not allow.
    """,
)
VALUE_CONSTRAINT = reading(
    "TX120",
    "value-constraint-not-valid",
    says="{what} is given the value {value!r}, which is not valid: {reason}",
    cites="XML Schema 1.0 Part 1 §3.2.6, §3.3.6",
    mends="give it a default or fixed value of its own type, or none",
    why="""A default or fixed value must be a value of the declared type.

    No report can hold a fixed value that is none, and a default that is none would make reports wrong by themselves.
    """,
)
PERIOD_TYPE = reading(
    "TX201",
    "item-without-period-type",
    says="item {concept} states no xbrli:periodType",
    cites="XBRL 2.1 §5.1.1.1",
    spec="xbrl.5.1.1.1:itemPeriodType",
    mends="add xbrli:periodType, instant or duration",
    why="""An item must say whether its facts are of a moment or of a duration.

    No context can be right for it otherwise.
    """,
)
BALANCE = reading(
    "TX202",
    "balance-of-other-than-money",
    says="{concept} has a balance, but its type {type} is not monetary",
    cites="XBRL 2.1 §5.1.1.2",
    spec="xbrl.5.1.1.2:itemBalance",
    mends="remove xbrli:balance, or give it a type derived from xbrli:monetaryItemType",
    why="""Only a monetary item may be a debit or a credit.

    The signs of calculations follow from it, and mean nothing for other types.
    """,
)
ITEM_TYPE = reading(
    "TX203",
    "item-of-foreign-type",
    says="item {concept} has the type {type}, which derives from no XBRL item type",
    cites="XBRL 2.1 §5.1.1.3",
    spec="xbrl.5.1.1.3:itemType",
    mends="derive its type, by restriction, from one of the item types of XBRL",
    why="""An item's type must derive from one of the types XBRL defines.

    They carry contextRef, unitRef and accuracy, without which it cannot be reported.
    """,
)
TUPLE_ATTRIBUTE = reading(
    "TX204",
    "tuple-with-item-attribute",
    says="tuple {concept} states xbrli:{attribute}",
    cites="XBRL 2.1 §4.9",
    spec="xbrl.4.9:tuplePeriodType",
    mends="remove the attribute",
    why="""A tuple must have neither a period type nor a balance.

    It has no value of its own; its members have.
    """,
)
TUPLE_CONTENT = reading(
    "TX205",
    "tuple-without-element-content",
    says="tuple {concept} has {content} content",
    cites="XBRL 2.1 §4.9",
    spec="xbrl.4.9:tupleMixedContent",
    mends="let it hold items and tuples only",
    why="""A tuple must hold elements, and no text between them.

    Text in it belongs to no fact.
    """,
)
TUPLE_ELEMENTS = reading(
    "TX206",
    "tuple-of-other-elements",
    says="tuple {concept} holds {child}, which is no global item or tuple",
    cites="XBRL 2.1 §4.9",
    spec="xbrl.4.9:tupleElementItemOrTuple",
    mends="declare it globally, as an item or tuple, and refer to it",
    why="""A tuple must hold only items and tuples that are declared globally.

    Anything else cannot be a fact.
    """,
)
TUPLE_XBRL_ATTRIBUTE = reading(
    "TX207",
    "tuple-attribute-of-xbrl",
    says="tuple {concept} declares the attribute {attribute}, whose namespace belongs to XBRL",
    cites="XBRL 2.1 §4.9",
    spec="xbrl.4.9:tupleAttribute",
    mends="remove the attribute, or take one of a namespace of your own",
    why="""A tuple must not declare attributes from the namespaces of XBRL.

    They have their meanings on other elements.
    """,
)
ROLE_TWICE = reading(
    "TX301",
    "role-declared-twice",
    says="role {uri} is declared a second time in this schema",
    cites="XBRL 2.1 §5.1.3, §5.1.4",
    spec="xbrl.5.1.3:roleTypeDuplicate",
    mends="remove one of the two declarations",
    why="""A schema must declare a role or arcrole once.

    Two declarations may allow different uses, and which one counts would be chance.
    """,
)
ROLE_DIFFERS = reading(
    "TX302",
    "role-declared-differently",
    says="role {uri} is declared otherwise than in another schema of the taxonomy",
    cites="XBRL 2.1 §5.1.3, §5.1.4",
    spec="xbrl.5.1.3:roleTypes-inequality",
    mends="let both state the same definition, the same uses and the same cycles",
    why="""Declarations of one role in several schemas must say the same.

    Otherwise its meaning depends on which schema is read first.
    """,
)
USED_ON_TWICE = reading(
    "TX303",
    "used-on-twice",
    says="role {uri} names {element} twice as its use",
    cites="XBRL 2.1 §5.1.3.4, §5.1.4.5",
    spec="xbrl.5.1.3.4:roleTypeUsedOn",
    mends="remove one of the two",
    why="""A role must name each element it is used on once.

    A repetition is usually another element mistyped.
    """,
)
