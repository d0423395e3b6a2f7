"""IX: what an inline document set says that Inline XBRL 1.1 does not allow, and what its formats cannot read."""

from __future__ import annotations

from validator.check import Wording, reading

HEADER = reading(
    "IX101",
    "inline-header-missing",
    says={
        "header": Wording("the document set has no ix:header", "ix11.8.1.3:missingHeader"),
        "resources": Wording("the document set has no ix:resources", "ix11.14.1.2:missingResources"),
    },
    cites="Inline XBRL 1.1 §8.1.3, §14.1.2",
    mends="add it, with the references, contexts and units of the report, where readers do not see it",
    why="""A document set needs an ix:header with ix:resources.

    Without it no context or unit is declared, so no figure in the document has a period or a currency.
    """,
)
REFERENCES = reading(
    "IX102",
    "inline-target-without-references",
    says={
        "named": "facts are reported for the target document {target}, but no ix:references names its taxonomy",
        "default": "facts are reported for the default target document, but no ix:references names its taxonomy",
    },
    cites="Inline XBRL 1.1 §12.1.2",
    mends="add an ix:references for that target, or correct the target of the fact",
    spec="ix11.12.1.2:missingReferences",
    why="""Each target document needs an ix:references.

    Without a taxonomy no concept of its facts is known.
    """,
)
CONFLICTING = reading(
    "IX103",
    "inline-references-conflicting",
    says={
        "attribute": Wording(
            "attribute {attribute} is written twice on the ix:references of one target document",
            "ix11.12.1.2:referencesAttributeDuplication",
        ),
        "prefix": Wording(
            "prefix {prefix} is bound differently on the ix:references of one target document",
            "ix11.12.1.2:referencesNamespacePrefixConflict",
        ),
    },
    cites="Inline XBRL 1.1 §12.1.2",
    mends="write it once, the same for all",
    why="""The ix:references of one target become the root of one instance, which can carry each attribute once.""",
)
MISPLACED = reading(
    "IX104",
    "inline-element-misplaced",
    says={
        "versions": Wording(
            "elements of two versions of Inline XBRL stand in one document set", "ix:multipleIxNamespaces"
        ),
        "unknown": "ix:{element} may not stand here: the specification knows no such element",
        "elsewhere": "ix:{element} may not stand here: it belongs in ix:{holder}",
        "hidden": Wording(
            "ix:{element} may not stand here: it may not stand in ix:hidden", "ix11.4.1.1:ancestorNodeDisallowed"
        ),
        "exclude": Wording(
            "ix:{element} may not stand here: it belongs in ix:nonNumeric, ix:footnote or ix:continuation",
            "ix11.5.1.1:excludeMisplaced",
        ),
    },
    cites="Inline XBRL 1.1 §3.3.1 and the clause of the element",
    mends="move or remove it",
    why="""Where an ix element stands decides what it means; elsewhere it means nothing.""",
)
ATTRIBUTE = reading(
    "IX105",
    "inline-attribute-invalid",
    says={
        "missing": Wording("ix:{element}: {attribute} is missing", cause=("element", "attribute")),
        "unknown": Wording("ix:{element}: {attribute} is not an attribute of it", cause=("element", "attribute")),
        "xbrli": Wording("ix:{element}: xbrli:{attribute} may not be written on it", cause=("element", "attribute")),
        "prefix": Wording("ix:{element}: the prefix of name {name!r} is not declared", cause=("prefix",)),
        "sign": "ix:{element}: sign {value!r} is not '-'",
        "escape": "ix:{element}: escape {value!r} is neither true nor false",
        "scale": "ix:{element}: scale {value!r} is not a whole number of use",
        "accuracy": Wording(
            "ix:nonFraction: exactly one of decimals and precision is required", "ix11.10.1.1:nonFraction"
        ),
        "nil-accuracy": Wording(
            "ix:nonFraction: a nil fact has neither decimals nor precision", "ix11.10.1.1:nonFraction"
        ),
    },
    cites="Inline XBRL 1.1, the schema and the constraints of the element's clause",
    mends="correct or remove the attribute",
    why="""An attribute that is missing, not allowed or not legible leaves a fact without its meaning or its scale.""",
)
DUPLICATED = reading(
    "IX106",
    "inline-id-duplicated",
    says="the id {id} is used twice in the document set",
    cites="Inline XBRL 1.1 §14.1.2",
    mends="give one of them another id, and correct what refers to it",
    specs=(
        "ix11.4.1.2:uniqueIxId",
        "ix11.5.1.2:uniqueIxId",
        "ix11.6.1.2:uniqueIxId",
        "ix11.7.1.3:uniqueIxId",
        "ix11.9.1.2:uniqueIxId",
        "ix11.10.1.2:uniqueIxId",
        "ix11.11.1.2:uniqueIxId",
        "ix11.12.1.2:uniqueIxId",
        "ix11.13.1.2:uniqueIxId",
        "ix11.14.1.2:uniqueIxId",
        "ix11.15.1.2:uniqueIxId",
    ),
    why="""All files of a document set become one instance, in which an id names one thing.""",
)
UNKNOWN_SET = reading(
    "IX107",
    "inline-document-of-unknown-set",
    says="it names no taxonomy, and may belong to the document set of any of {sets} files beside it; it was not read",
    cites="Inline XBRL 1.1 §3.1, §14.1.2",
    mends="keep each document set in a folder of its own, or list the files of each in a manifest",
    why="""A file without ix:references belongs to a document set that another file begins.

    Ids are unique in a set, so files beside it whose ids clash begin sets of their own. It is known to belong to one of
    them where only there all it refers to is declared, or by its name; else its figures are not proven.
    """,
)
UNKNOWN = reading(
    "IX201",
    "unknown-transformation",
    says={
        "format": Wording("no transformation registry has the format {format}", cause=("format",)),
        "registry": Wording(
            "the format {format} is of no transformation registry: its prefix is bound to {space}", cause=("space",)
        ),
    },
    cites="Inline XBRL 1.1 §10.1.2; Transformation Rules Registries 1 to 5",
    mends="use a format of the registry the prefix is bound to, or bind the prefix to the registry meant",
    specs=(
        "ix11.7.1.3:invalidTransformation",
        "ix11.10.1.2:invalidTransformation",
        "ix11.11.1.2:invalidTransformation",
    ),
    why="""A format names how printed text is read; without it the fact has no value.""",
)
READS = {
    "dash": "a single dash was expected",
    "grouped": "digits grouped in threes with {point!r} before the fraction were expected",
    "number": "a number with {point!r} before the fraction was expected",
    "two-units": "an amount in two units was expected, such as 12 dollars 50 cents",
    "indian-groups": "digits in Indian groups were expected, such as 1,23,45,678.90",
    "date-in-digits": "a date in digits was expected, in the order {order}",
    "month-name": "a date with a month name ({language}) was expected, in the order {order}",
    "month-spelled": "a date such as {month} was expected, in the order {order}",
    "roman-month": "a date with its month in Roman numerals was expected, in the order {order}",
    "east-asian": "a date with 年 and 月 was expected",
    "saka": "a date of the Indian national calendar was expected",
    "day": "the month has no day {day}",
    "month": "there is no month {month}",
    "day-or-year": "the month has no day {day}, or the calendar no year {year}",
    "decimal": "a decimal number was expected",
    "words": "a number in words was expected",
    "duration": "a duration in words was expected, such as two years and six months",
    "quarter": "a quarter and a year were expected",
    "ballot-box": "a ballot box was expected: ☐, ☑ or ☒",
    "listed-name": "a name the registry lists was expected",
    "exchange": "the name of an exchange the registry lists was expected",
}
FORMAT = reading(
    "IX202",
    "text-outside-format",
    says={variant: f"{{text!r}} is not what {{format}} reads: {told}" for variant, told in READS.items()},
    cites="Inline XBRL 1.1 §10.1.1, §11.1.1; Transformation Rules Registries 1 to 5",
    mends="correct the text, or choose the format it is written in",
    specs=(
        "ix11.7.1.1:transformValueError",
        "ix11.10.1.1:transformValueError",
        "ix11.11.1.1:transformValueError",
    ),
    why="""A format accepts an exact set of texts; whatever lies outside states no value.""",
)
ILLEGIBLE = reading(
    "IX203",
    "inline-number-illegible",
    says="{text!r} is no number without a sign",
    cites="Inline XBRL 1.1 §10.1.2",
    mends="give the fact a format that reads the text; state a negative with sign='-'",
    specs=("ix11.10.1.2:nonFractionNegative", "ix11.7.1.3:fractionTermNegative"),
    why="""Without a format, ix:nonFraction must hold a plain number of digits; its sign is an attribute.""",
)
MIXED = reading(
    "IX204",
    "inline-number-mixed",
    says="ix:nonFraction holds something beside its number",
    cites="Inline XBRL 1.1 §10.1.2",
    mends="let it hold the digits alone, or exactly one further ix:nonFraction",
    spec="ix11.10.1.2:nonFractionChildren",
    why="""Text or elements around the digits cannot be told from the number.""",
)
NESTED = reading(
    "IX205",
    "nested-number-disagreeing",
    says={
        "nil": Wording("an ix:nonFraction and the one inside it disagree in nil", "ix11.10.1.2:nestedNonFractionIsNil"),
        "properties": Wording(
            "an ix:nonFraction and the one inside it disagree in {attributes}",
            "ix11.10.1.2:nestedNonFractionProperties",
        ),
    },
    cites="Inline XBRL 1.1 §10.1.2",
    mends="write format, scale and unit the same on both",
    why="""One printed number that states two facts has one format, one scale and one unit, and neither fact is nil.""",
)
FRACTION = reading(
    "IX206",
    "inline-fraction-incomplete",
    says={
        "terms": Wording(
            "ix:fraction needs one numerator and one denominator, and has {numerators} and {denominators}",
            "ix11.7.1.3:fractionTerms",
        ),
        "nil-terms": Wording("an ix:fraction is nil and yet has terms", "ix11.7.1.3:fractionNilTerms"),
        "nil-nested": Wording("an ix:fraction is nil inside another ix:fraction", "ix11.7.1.3:nestedFractionIsNil"),
        "mixed": Wording("an ix:{term} holds more than text", "ix11.7.1.3:fractionTermDescendants"),
        "stray": Wording("an ix:fraction holds an ix:{element}", "ix11.7.1.3:fractionDescendants"),
    },
    cites="Inline XBRL 1.1 §7.1.3",
    mends="tag one numerator and one denominator",
    why="""A fraction is its two terms; a nil one has none.""",
)
LOST = reading(
    "IX301",
    "continuation-missing",
    says="the text goes on at {id!r}, but no ix:continuation has that id",
    cites="Inline XBRL 1.1 §4.1.2",
    mends="correct continuedAt, or add the continuation",
    specs=(
        "ix11.4.1.2:continuationMissing",
        "ix11.6.1.2:continuationMissing",
        "ix11.11.1.2:continuationMissing",
    ),
    why="""A text whose rest cannot be found is cut short.""",
)
DISORDERED = reading(
    "IX302",
    "continuation-disordered",
    says={
        "shared": Wording("{elements} elements continue at {id!r}", "ix11.4.1.2:continuationReferences"),
        "circle": Wording("the continuations that start at {id!r} form a circle", "ix11.4.1.2:continuationCycle"),
        "nested": Wording(
            "one part of a continued text lies inside another part", "ix11.4.1.2:continuationChainNested"
        ),
    },
    cites="Inline XBRL 1.1 §4.1.2",
    mends="let each part name the next, each of them once, none inside another",
    why="""A continued text is a chain: no part may come twice, or contain another.""",
)
UNUSED = reading(
    "IX303",
    "continuation-unused",
    says="nothing continues at {id!r}",
    cites="Inline XBRL 1.1 §4.1.2",
    mends="name it in the continuedAt of the text it belongs to, or remove it",
    spec="ix11.4.1.2:continuationNotReferenced",
    why="""A continuation that belongs to no text is lost from the report.""",
)
TUPLE = reading(
    "IX401",
    "inline-tuple-disordered",
    says={
        "repeated": Wording("the tupleID {id!r} is used twice", "ix11.15.1.2:tupleIdDuplication"),
        "missing": Wording("no ix:tuple has the tupleID {id!r}", "ix11.15.1.2:tupleRefMissing"),
        "circle": Wording("the tuple lies in itself", "ix11.15.1.2:tupleNestingCycle"),
        "unordered": Wording("a fact in a tuple needs a number as its order", "ix11.15.1.2:tupleMemberOrderMissing"),
        "target": Wording(
            "the fact's tuple is reported in another target document", "ix11.15.1.2:tupleMemberDifferentTarget"
        ),
        "order-repeated": Wording(
            "the fact's tuple has another fact of order {order}", "ix11.15.1.2:tupleSameOrderMembersUnequal"
        ),
        "nil": Wording("the fact's tuple is nil and may hold nothing", "ix11.15.1.2:tupleNilContent"),
        "empty": Wording("the tuple holds nothing, and has no tupleID for facts to name", "ix11.15.1.2:tupleID"),
        "loose": "a fact in no tuple has an order",
    },
    cites="Inline XBRL 1.1 §15.1.2",
    mends="give every fact of the tuple its own order, the tuple's target and an existing tupleID",
    specs=(
        "ix11.7.1.3:tupleOrder",
        "ix11.10.1.2:tupleOrder",
        "ix11.11.1.2:tupleOrder",
        "ix11.15.1.2:tupleOrder",
    ),
    why="""The facts of a tuple stand in one order, in one tuple, in one target document.""",
)
RELATIONSHIP = reading(
    "IX501",
    "inline-relationship-broken",
    says={
        "from": Wording("fromRefs names {id!r}, which is no fact", "ix11.13.1.2:relationshipFromRef"),
        "to": Wording("toRefs names {id!r}, which is no fact or footnote", "ix11.13.1.2:relationshipToRef"),
        "both": Wording("fromRefs and toRefs share the id {id!r}", "ix11.13.1.2:relationshipFromToMatch"),
        "mixed": Wording("toRefs names facts and footnotes together", "ix11.13.1.2:relationshipReferencesMixed"),
    },
    cites="Inline XBRL 1.1 §13.1.2",
    mends="name ids that exist, and footnotes apart from facts",
    why="""A footnote that is tied to nothing, or to the wrong thing, misleads its reader.""",
)
