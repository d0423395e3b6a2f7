"""TX: what can be wrong with the schemas of a report's taxonomy, and with getting at them."""

from __future__ import annotations

from validator.check import Wording, reading
from validator.checks.documents import NOT_XML
from validator.finding import Severity
from validator.xsd.validity import WORDS

UNRESOLVABLE = reading(
    "TX101",
    "unresolvable-reference",
    says={
        "tried": "{uri} could not be had; tried {tried}",
        "why": "{uri} could not be had; tried {tried} ({reason})",
    },
    cites="XBRL 2.1 §3.2",
    mends="{advice}name a taxonomy package or a webcache that holds it, put the file in its place, or allow "
    "the network",
    why="""Every document of the DTS must be at hand.

    Concepts, types and links it declares are unknown without it, so facts that need them cannot be proven. Sums with a
    part it declares are indeterminate, and of the tables, preferred labels and types it may add to, nothing is said.
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
METALINKS = reading(
    "TX121",
    "metalinks-not-read",
    says={
        "reason": "what MetaLinks.json tells of concepts is left out: {reason}",
        "entries": "of MetaLinks.json {count} entries are left out, which name no concept",
    },
    cites="XBRL 2.1 §3.2",
    mends="take the file as the SEC shows it, or take it away",
    severity=Severity.WARNING,
    why="""Where a schema cannot be had, the SEC's MetaLinks.json beside a report tells of its concepts.

    What cannot be read of it tells nothing, and fewer ties bind.
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
    says=Wording("{kind} {component} is declared nowhere in the taxonomy", cause=("kind", "component")),
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
IN_PATTERNS = {
    "unmatched": "an unmatched {mark!r} at character {at}",
    "end": "it ends too soon",
    "depth": "it is nested too deeply",
    "weight": "it repeats more than {most:,} parts when it is written out",
    "parenthesis": "a parenthesis is not closed",
    "stray": "{mark!r} stands where nothing can be repeated or closed, at character {at}",
    "quantity": "not a quantity at character {at}",
    "quantity-order": "a quantity that ends before it starts at character {at}",
    "empty": "an empty class",
    "subtraction": "a subtraction must end its class",
    "bracket": "a bracket inside a class at character {at}",
    "range": "a range that ends before it starts at character {at}",
    "braces": "a category without braces",
    "escape": "an escape that is none: \\{mark}",
    "block": "not a block: {name}",
    "category": "not a category: {name}",
    "engine": "{said}",
}
PATTERN = reading(
    "TX112",
    "pattern-not-legible",
    says={fault: f"the pattern {{pattern!r}} is no regular expression: {said}" for fault, said in IN_PATTERNS.items()},
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
    says={
        "namespace": "{element}: its targetNamespace is empty; leave it out or state one",
        "late": "{element}: it must stand before every declaration",
        "annotation": "{element}: its annotation must come first",
        "child": "{element}: it may not hold {child}",
        "unnamed": "{element}: it has no name",
        "global": "{element}: a global declaration may have neither ref nor occurrence",
        "name-or-ref": "{element}: it must have a name or a ref, and not both",
        "two-types": "{element}: it has both a type attribute and a type of its own",
        "default-and-fixed": "{element}: it has both a default and a fixed value",
        "attribute": "{element}: it may not have the attribute {attribute}",
        "id": "{element}: its id {id} is already used in this schema",
        "choice": "{element}: {attribute} is {value!r}, not one of {allowed}",
        "listed": "{element}: {attribute} lists {value!r}, not one of {allowed}",
        "value": "{element}: {attribute} is {value!r}: {reason}",
    },
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
UNDERIVED = {
    "final": "its base allows no {derivation}",
    "final-part": "a type it is made of allows no {variety}",
    # values
    "facet": "{facet} is {value}, where its base has {before}",
    "facet-idle": "{facet} says nothing of a {kind}",
    "white-space": "whiteSpace is {value!r}, not preserve, replace or collapse",
    "count": "{facet} is {value!r}, no count",
    "bound": "{facet} is {value!r}, no value of its base: {reason}",
    "listed": "it lists {value!r}, no value of its base: {reason}",
    "counts-crossed": "{low} {least} is more than {high} {most}",
    "bounds-crossed": "{low} {least} is beyond {high} {most}",
    # attributes
    "attribute-twice": "it declares the attribute {attribute} twice",
    "attribute-foreign": "its base does not allow the attribute {attribute}",
    "attribute-missing": "it leaves out the attribute {attribute}, which its base requires",
    "attribute-optional": "the attribute {attribute} is optional, where its base requires it",
    "attribute-type": "the type of the attribute {attribute} does not restrict the one its base gives it",
    "attribute-fixed": "its base fixes the attribute {attribute} to {fixed!r}",
    "attributes-wider": "its attribute wildcard allows more than its base's",
    "attributes-laxer": "its attribute wildcard is processed less strictly than its base's",
    # content
    "simple-restricted": "a complex type may extend a simple type, and not restrict it",
    "mixed": "it is mixed, and its base is not",
    "unmixed": "its base is mixed, and it is not",
    "value-type": "its values are of a type that does not restrict that of its base's",
    "value-for-elements": "it holds a value, where its base asks for elements",
    "elements-for-value": "it holds elements, where its base holds a value",
    # elements and groups
    "element-nillable": "{element} is nillable, and its base's is not",
    "element-fixed": "its base fixes {element} to {fixed!r}",
    "element-block": "its base blocks more of what may stand for {element}",
    "element-type": "the type of {element} does not restrict the one its base gives it",
    "empty": "it is empty, where its base asks for {expected}",
    "base-empty": "its base is empty, and it holds {part}",
    "any": "it allows any element, where its base has {expected}",
    "other-part": "it has {part}, where its base has {expected}",
    "namespace": "it has {part}, whose namespace its base does not allow",
    "wildcard-wider": "its wildcard allows more than its base's",
    "occurrence": "{part} occurs {seen} times, where its base allows {allowed}",
    "elements": "it holds {seen} elements, where its base allows {allowed}",
    "parts": "it has {seen} parts, where its base lets choose {allowed} times",
    "misplaced": "its base has no {part} there",
    "lacking": "it lacks {part}, which its base asks for",
    "choice": "its choice of {part} is none of its base's, or not in their order",
    "none-left": "{part} is none of the parts its base has left",
    "not-chosen": "it has {part}, which is none of its base's choices",
}
DERIVATION = reading(
    "TX118",
    "derivation-not-valid",
    says={variant: f"{{type}} does not derive from {{base}} as it says: {said}" for variant, said in UNDERIVED.items()},
    cites="XML Schema 1.0 Part 1 §3.4.6, §3.9.6, §3.14.6; Part 2 §4.3",
    mends="restrict only what the base allows, or derive from another type",
    why="""A type that derives from another must keep to what the other promises.

    A restriction that allows more would let through values nobody prepared for its base can read.
    """,
)
SUBSTITUTION = reading(
    "TX119",
    "substitution-not-valid",
    says={
        "type": "{element} may not substitute for {head}: its type {type} does not derive from that one's",
        "final": "{element} may not substitute for {head}: that one is final for types derived as this one is",
    },
    cites="XML Schema 1.0 Part 1 §3.3.6",
    mends="derive its type from that of the element it stands for",
    why="""An element may stand for another only when its type derives from the other's.

    It could otherwise hold what its place does not allow.
    """,
)
VALUE_CONSTRAINT = reading(
    "TX120",
    "value-constraint-not-valid",
    says={
        "value": "the {kind} {name} is given the value {value!r}, which is not valid: {reason}",
        "elements": "the {kind} {name} is given the value {value!r}, which is not valid: its content is elements",
        "id": "the {kind} {name} is given the value {value!r}, which is not valid: an ID may have neither",
    },
    cites="XML Schema 1.0 Part 1 §3.2.6, §3.3.6",
    mends="give it a default or fixed value of its own type, or none",
    why="""A default or fixed value must be a value of the declared type.

    No report can hold a fixed value that is none, and a default that is none would make reports wrong by themselves.
    """,
)
