"""IX: what an inline document set says that Inline XBRL 1.1 does not allow, and what its formats cannot read."""

from __future__ import annotations

from validator.check import reading

HEADER = reading(
    "IX101",
    "inline-header-missing",
    says="the document set has no {element}",
    cites="Inline XBRL 1.1 §8.1.3, §14.1.2",
    mends="add {element}, with the references, contexts and units of the report, where readers do not see it",
    specs=(
        "ix11.8.1.3:missingHeader",
        "ix11.14.1.2:missingResources",
    ),
    why="""A document set needs an ix:header with ix:resources.

    Without it no context or unit is declared, so no figure in the document has a period or a currency.
    """,
)
REFERENCES = reading(
    "IX102",
    "inline-target-without-references",
    says="facts are reported for the target document {target}, but no ix:references names its taxonomy",
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
    says="{what} is written differently, or twice, on the ix:references of one target document",
    cites="Inline XBRL 1.1 §12.1.2",
    mends="write it once, the same for all",
    specs=(
        "ix11.12.1.2:referencesAttributeDuplication",
        "ix11.12.1.2:referencesNamespacePrefixConflict",
    ),
    why="""The ix:references of one target become the root of one instance, which can carry each attribute once.""",
)
MISPLACED = reading(
    "IX104",
    "inline-element-misplaced",
    says="ix:{element} may not stand here: {reason}",
    cites="Inline XBRL 1.1 §3.3.1 and the clause of the element",
    mends="move or remove it",
    specs=(
        "ix:multipleIxNamespaces",
        "ix11.4.1.1:ancestorNodeDisallowed",
        "ix11.5.1.1:excludeMisplaced",
    ),
    why="""Where an ix element stands decides what it means; elsewhere it means nothing.""",
)
ATTRIBUTE = reading(
    "IX105",
    "inline-attribute-invalid",
    says="ix:{element}: {reason}",
    cites="Inline XBRL 1.1, the schema and the constraints of the element's clause",
    mends="correct or remove the attribute",
    specs=("ix11.10.1.1:nonFraction",),
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
UNKNOWN = reading(
    "IX201",
    "unknown-transformation",
    says="no transformation registry has the format {format}",
    cites="Inline XBRL 1.1 §10.1.2; Transformation Rules Registries 1 to 5",
    mends="use a format of the registry the prefix is bound to, or bind the prefix to the registry meant",
    specs=(
        "ix11.7.1.3:invalidTransformation",
        "ix11.10.1.2:invalidTransformation",
        "ix11.11.1.2:invalidTransformation",
    ),
    why="""A format names how printed text is read; without it the fact has no value.""",
)
FORMAT = reading(
    "IX202",
    "text-outside-format",
    says="{text!r} is not what {format} reads: {reason}",
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
    says="an ix:nonFraction and the one inside it disagree in {what}",
    cites="Inline XBRL 1.1 §10.1.2",
    mends="write format, scale and unit the same on both",
    specs=(
        "ix11.10.1.2:nestedNonFractionIsNil",
        "ix11.10.1.2:nestedNonFractionProperties",
    ),
    why="""One printed number that states two facts has one format, one scale and one unit, and neither fact is nil.""",
)
FRACTION = reading(
    "IX206",
    "inline-fraction-incomplete",
    says="ix:fraction needs one numerator and one denominator: {reason}",
    cites="Inline XBRL 1.1 §7.1.3",
    mends="tag one numerator and one denominator",
    specs=(
        "ix11.7.1.3:fractionTerms",
        "ix11.7.1.3:fractionNilTerms",
        "ix11.7.1.3:nestedFractionIsNil",
        "ix11.7.1.3:fractionDescendants",
        "ix11.7.1.3:fractionTermDescendants",
    ),
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
    says="continuations out of order: {reason}",
    cites="Inline XBRL 1.1 §4.1.2",
    mends="let each part name the next, each of them once, none inside another",
    specs=(
        "ix11.4.1.2:continuationReferences",
        "ix11.4.1.2:continuationCycle",
        "ix11.4.1.2:continuationChainNested",
    ),
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
    says="tuple out of order: {reason}",
    cites="Inline XBRL 1.1 §15.1.2",
    mends="give every fact of the tuple its own order, the tuple's target and an existing tupleID",
    specs=(
        "ix11.15.1.2:tupleIdDuplication",
        "ix11.15.1.2:tupleRefMissing",
        "ix11.15.1.2:tupleNestingCycle",
        "ix11.15.1.2:tupleMemberOrderMissing",
        "ix11.15.1.2:tupleMemberDifferentTarget",
        "ix11.15.1.2:tupleSameOrderMembersUnequal",
        "ix11.15.1.2:tupleNilContent",
        "ix11.15.1.2:tupleID",
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
    says="relationship between facts and footnotes: {reason}",
    cites="Inline XBRL 1.1 §13.1.2",
    mends="name ids that exist, and footnotes apart from facts",
    specs=(
        "ix11.13.1.2:relationshipFromRef",
        "ix11.13.1.2:relationshipToRef",
        "ix11.13.1.2:relationshipFromToMatch",
        "ix11.13.1.2:relationshipReferencesMixed",
    ),
    why="""A footnote that is tied to nothing, or to the wrong thing, misleads its reader.""",
)
