"""OI: what xBRL-JSON and xBRL-CSV reports say that the Open Information Model does not allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.check import Breach, Wording, breach, check, reading
from validator.finding import Severity
from validator.model.intervals import EMPTY, EVERYTHING, rounded, scaled
from validator.model.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

NOT_JSON = {
    "encoding": "the file is not in UTF-8",
    "surrogate": "\\{escape} is half of a character",
    "syntax": "{reason}",
    "depth": "values lie too deep in one another",
    "constant": "{text} is no JSON value",
    "name": "a name in double quotes was expected",
    "colon": "a colon was expected",
    "comma": "a comma or a closing brace was expected",
    "after": "something stands after the end of it",
}
"""What can be wrong with a JSON text, by variant; `syntax` has the words of Python's parser."""

# --- documents ------------------------------------------------------------------------------------
JSON = reading(
    "OI101",
    "invalid-json",
    says={variant: f"not JSON: {words}" for variant, words in NOT_JSON.items()},
    cites="xBRL-JSON 1.0 §2.1, xBRL-CSV 1.0 §2.1; RFC 8259",
    mends="correct the text at this place; nothing after it was read",
    specs=("xbrlje:invalidJSON", "xbrlce:invalidJSON", "rpe:invalidJSON"),
    why="""A report must be JSON in UTF-8 before any figure in it can be trusted.""",
)
REPEATED = reading(
    "OI102",
    "json-key-repeated",
    says="the name {key!r} stands twice in one object",
    cites="xBRL-JSON 1.0 §2.1, xBRL-CSV 1.0 §2.1",
    mends="keep one of the two",
    specs=("xbrlje:invalidJSON", "xbrlce:invalidJSON"),
    why="""Which of two values counts is not defined, so readers of one file would see different figures.""",
)
STRUCTURE = reading(
    "OI103",
    "json-structure-invalid",
    says={
        "information": "the document has no object documentInfo",
        "object": "{name} is not an object",
        "member": "{name!r} is no member of {of}",
        "misplaced": "{name!r} does not belong here",
        "lacking": "{what} has no {name}",
        "kind": "{name!r} is of the wrong kind",
        "string": "{name!r} is not bound to a string",
        "text": "the value of {name} is no string",
        "nil": "{name} cannot be #nil",
        "prefix": "{name!r} is no prefix",
        "dimension": "{name!r} is no dimension",
        "urls": "{name} is no list of URLs",
        "duplicates": "{value!r} is no rule for duplicates",
        "boolean": "{value!r} is neither true nor false",
        "value": "the value is neither a string nor null",
        "decimals": "decimals is not an integer",
        "links": "links lead from a type, a group and a fact to a list of ids",
    },
    cites="xBRL-JSON 1.0 §2.3, xBRL-CSV 1.0 §3",
    mends="give the object the members the specification names, of the kinds it names",
    specs=("xbrlje:invalidJSONStructure", "xbrlce:invalidJSONStructure", "rpe:invalidJSONStructure"),
    why="""What stands where nothing is expected is read by no one, and what is missing cannot be guessed.""",
)
TYPE = reading(
    "OI104",
    "document-type-unsupported",
    says={
        "other": Wording("documentType is {seen}, not {wanted}", "oimce:unsupportedDocumentType"),
        "lacking": Wording("documentInfo lacks the documentType {wanted}", "oimce:unsupportedDocumentType"),
    },
    cites="OIM Common 1.0 §2.2",
    mends="write the documentType of the specification's recommendation",
    specs=("rpe:invalidJSONStructure",),
    why="""The documentType says by which specification a document is to be read.""",
)
ALIAS = reading(
    "OI105",
    "alias-conflicting",
    says={
        "reserved": Wording("the alias {alias!r} is reserved for {uri}", "oimce:invalidURIForReservedAlias"),
        "own": Wording(
            "{uri} is written with its own alias, {own!r}, not {alias!r}", "oimce:invalidAliasForReservedURI"
        ),
        "several": Wording("{uri} has two aliases, {first!r} and {alias!r}", "oimce:multipleAliasesForURI"),
        "uri": Wording("{uri!r} is not an absolute URI", "oimce:invalidURI"),
    },
    cites="OIM Common 1.0 §3.2",
    mends="bind each URI to one alias, and reserved ones to their own",
    why="""Names are compared by their aliases; an alias that means two things makes two facts look alike.""",
)
PREFIX = reading(
    "OI106",
    "prefix-unbound",
    says=Wording("the prefix {prefix!r} is not declared in namespaces", cause=("prefix",)),
    cites="OIM Common 1.0 §4",
    mends="declare the prefix in documentInfo/namespaces, or correct it",
    spec="oimce:unboundPrefix",
    why="""A name whose prefix is not declared names nothing.""",
)
NAME = reading(
    "OI107",
    "sqname-invalid",
    says={
        "name": Wording("{text!r} is not a name with a prefix", "oimce:invalidSQName"),
        "entity": Wording("the entity {text!r} is not a prefix and an identifier", "oimce:invalidSQName"),
        "concept": Wording("{text!r} names no concept", "xbrlce:invalidConceptQName"),
    },
    cites="OIM Common 1.0 §4.1",
    mends="write a prefix, a colon and a local name",
    why="""Concepts, entities and dimensions are named by a prefix and a local part.""",
)
PERIOD = reading(
    "OI108",
    "oim-period-illegible",
    says={
        "moment": Wording(
            "{text!r} is not a moment such as 2023-10-01T00:00:00, nor two with a slash between",
            "oimce:invalidPeriodRepresentation",
        ),
        "cell": Wording("{text!r} is not a period", "xbrlce:invalidPeriodRepresentation"),
    },
    cites="OIM Common 1.0 §6; xBRL-CSV 1.0 §5.2",
    mends="write the period in one of the forms the specification names",
    why="""A figure whose period cannot be read belongs to no statement.""",
)
UNIT = reading(
    "OI109",
    "oim-unit-illegible",
    says={
        "pure": Wording("the unit xbrli:pure is stated by leaving the unit out", "oime:illegalPureUnit"),
        "form": Wording(
            "{text!r} is not a unit: measures in alphabetical order, as in a:x*a:y or a:x/(a:y*a:z)",
            "oimce:invalidUnitStringRepresentation",
        ),
    },
    cites="OIM Common 1.0 §5",
    mends="write measures in alphabetical order; leave the unit out where it is pure",
    why="""One unit has one spelling, so that equal units can be told by their text.""",
)
TAXONOMY = reading(
    "OI110",
    "taxonomy-not-named",
    says="the report names no taxonomy",
    cites="OIM 1.0 §3.2",
    mends="list the entry points of the taxonomy in documentInfo/taxonomy",
    spec="oime:noTaxonomy",
    why="""Without a taxonomy no concept of the report is known.""",
)
BASE = reading(
    "OI111",
    "base-url-relative",
    says="{url!r} is not an absolute URL",
    cites="OIM 1.0 §3.2",
    mends="write an absolute URL, or leave baseURL out",
    spec="oime:invalidBaseURL",
    why="""References to the taxonomy resolve against baseURL, which must therefore stand on its own.""",
)


@check(
    Report,
    "OI112",
    "taxonomy-invalid",
    says="the taxonomy has {count} {faults}, so the report that names it is not valid either",
    cites="OIM 1.0 §3.2",
    mends="settle the findings on the taxonomy",
    spec="oime:invalidTaxonomy",
)
def sound_taxonomy(report: Report, _: Report) -> Iterator[Breach]:
    """The taxonomy of a report must itself be valid.

    What a concept means, and which value it may have, is declared there.
    """
    taxonomy = report.taxonomy
    if taxonomy is None or report.syntax not in OIM_SYNTAXES or not report.references:
        return
    from validator.checks import BY_NAME

    faults = [problem for problem in taxonomy.problems if BY_NAME[problem.check].severity is Severity.ERROR]
    if faults:
        related = tuple(("the first of them", problem.at) for problem in faults[:1])
        named = "error" if len(faults) == 1 else "errors"
        yield breach(report.references[0].at, related, count=len(faults), faults=named)


# --- facts ------------------------------------------------------------------------------------------
MISSING = reading(
    "OI201",
    "oim-dimension-missing",
    says={
        "concept": Wording("the fact names no concept", "oime:missingConceptDimension"),
        "period": Wording("{concept} is reported as of a moment, and none is given", "oime:missingPeriodDimension"),
        "language": Wording("a footnote says in which language it is", "oime:missingLanguageForNoteFact"),
        "note-id": Wording("a footnote carries its own id as noteId", "oime:missingNoteIDDimension"),
    },
    cites="OIM 1.0 §3.4, §3.5.1.1",
    mends="give the fact the dimension",
    why="""A fact needs the dimensions its concept asks for: of what, when, in which language.""",
)
MISPLACED = reading(
    "OI202",
    "oim-dimension-misplaced",
    says={
        "duration": Wording("{concept} is reported as of a moment, not for {period}", "oime:invalidPeriodDimension"),
        "instant": Wording("{concept} is reported for a duration, not {period}", "oime:invalidPeriodDimension"),
        "unit": Wording("{concept} is no number and has a unit", "oime:misplacedUnitDimension"),
        "decimals": Wording("{concept} is no number and has decimals", "oime:misplacedDecimalsProperty"),
        "language": Wording("{concept} is no text and has a language", "oime:misplacedLanguageDimension"),
        "nil": Wording("a nil fact has no decimals", "oime:misplacedDecimalsProperty"),
        "note-id": Wording("noteId belongs to xbrl:note facts alone", "oime:misplacedNoteIDDimension"),
        "note-unit": Wording("a footnote has no unit", "oime:misplacedUnitDimension"),
        "note-decimals": Wording("a footnote has no decimals", "oime:misplacedDecimalsProperty"),
        "note": Wording("a footnote has no {dimension}", "oime:misplacedNoteFactDimension"),
    },
    cites="OIM 1.0 §3.3, §3.4, §3.5.1.1",
    mends="take it away, or correct the concept or the period",
    why="""A dimension a fact cannot have says that its concept, or its period, is another than meant.""",
)
CONCEPT = reading(
    "OI203",
    "oim-concept-unusable",
    says={
        "unknown": Wording("the taxonomy declares no concept {concept}", "oime:unknownConcept"),
        "kind": Wording("{concept} is {what}, which cannot be reported so", "oime:unsupportedConceptDataType"),
        "abstract": Wording("{concept} is abstract or no item, and has a value", "oime:valueForAbstractConcept"),
    },
    cites="OIM 1.0 §3.4",
    mends="correct the concept's name, or the list of taxonomies",
    why="""Only facts of items the taxonomy declares, with a value of their own, can be reported.""",
)
DIMENSION = reading(
    "OI204",
    "oim-dimension-unknown",
    says={
        "undeclared": Wording(
            "the taxonomy declares no dimension {dimension}", "oime:unknownDimension", cause=("dimension",)
        ),
        "kind": Wording(
            "the values of {dimension} are {what}, which cannot be reported so", "oime:unsupportedDimensionDataType"
        ),
    },
    cites="OIM 1.0 §3.4",
    mends="correct the dimension's name, or the list of taxonomies",
    why="""A dimension the taxonomy does not declare splits a figure along a line no one knows.""",
)
VALUE = reading(
    "OI205",
    "oim-value-invalid",
    says={
        "nil": "{name} may not be nil",
        "names": "{text!r} is no list of names with prefixes, one space between",
        "member": "{value!r} is no member of {dimension}",
        "default": "{value} is the default of {dimension}, which is stated by leaving it out",
        "typed": "{value!r} is no value of {dimension}: {reason}",
        "language": "{language!r} is no language",
        "language-case": Wording("the language {language} is not in lower case", "xbrlje:invalidLanguageCodeCase"),
        "entity": Wording("the entity NA is reserved for facts that have none", "oime:invalidUseOfReservedIdentifier"),
    },
    cites="OIM 1.0 §3.3, §3.4; xBRL-JSON 1.0 §5; xBRL-CSV 1.0 §5",
    mends="write the value in the form its type has",
    specs=(
        "oime:invalidFactValue",
        "xbrlje:invalidFactValue",
        "xbrlce:invalidFactValue",
        "oime:invalidDimensionValue",
        "xbrlje:invalidDimensionValue",
        "xbrlce:invalidDimensionValue",
        "oime:invalidLanguage",
        "xbrlce:invalidLanguageCode",
    ),
    why="""A value outside its type is read differently by different software, or not at all.""",
)
NOTE = reading(
    "OI206",
    "oim-note-invalid",
    says={
        "id": Wording("noteId is {written!r}, not the footnote's own id {own!r}", "oime:invalidNoteIDValue"),
        "unused": Wording("no fact is linked to the footnote {note!r}", "oime:unusedNoteFact"),
        "malformed": Wording("the footnote is not well-formed XHTML: {reason}", "oime:invalidXHTMLFragment"),
        "element": Wording("{element} is no XHTML element", "oime:invalidXHTMLFragment"),
        "prefix": Wording("{element} is written with a prefix", "oime:xhtmlElementInNonDefaultNamespace"),
        "target": Wording(
            "a link of type footnote leads to an xbrl:note, not to another fact", "oime:illegalStandardFootnoteTarget"
        ),
    },
    cites="OIM 1.0 §3.5.1",
    mends="give the footnote its own id, XHTML text, and a fact it belongs to",
    why="""A footnote is an xbrl:note fact that some other fact leads to.""",
)
LINK = reading(
    "OI207",
    "oim-link-broken",
    says={
        "undeclared": "{name!r} is not declared in documentInfo",
        "unknown": "no fact has the id {id!r}",
    },
    cites="OIM 1.0 §3.5; xBRL-JSON 1.0 §5.3; xBRL-CSV 1.0 §3.2.5",
    mends="correct the id, or declare the type or group in documentInfo",
    specs=(
        "xbrlje:unknownLinkType",
        "xbrlje:unknownLinkGroup",
        "xbrlje:unknownLinkTarget",
        "xbrlce:unknownLinkType",
        "xbrlce:unknownLinkGroup",
        "xbrlce:unknownLinkSource",
        "xbrlce:unknownLinkTarget",
    ),
    why="""A link that leads nowhere loses the footnote it was made for.""",
)
CANONICAL = reading(
    "OI209",
    "oim-value-not-canonical",
    says="{value!r} is not in canonical form, {wanted!r}, as the report promises",
    cites="xBRL-JSON 1.0 §6.1.1, XML Schema 1.0 Part 2 §3.2",
    mends="write the value in its canonical form, or take xbrl:canonicalValues out of features",
    spec="xbrlje:nonCanonicalValue",
    why="""A report that promises canonical values is compared by the letters of its values, not by what they mean.""",
)


@check(
    Report,
    "OI208",
    "duplicate-facts-disallowed",
    says="{count} facts say the same of one thing{how}, where the report allows {allowed}",
    cites="OIM 1.0 §6; xBRL-JSON 1.0 §6.1.2; xBRL-CSV 1.0 §6.1.1",
    mends="report the fact once, or allow its duplicates in features",
    spec="oime:disallowedDuplicateFacts",
)
def duplicates(report: Report, _: Report) -> Iterator[Breach]:
    """A report keeps the promise it makes about duplicate facts by xbrl:allowedDuplicates.

    Software that relies on it takes the first of two facts and never sees the other.
    """
    allowed = report.features.get("xbrl:allowedDuplicates", "all")
    if allowed not in ALLOWED:
        return
    for rows in alike(report):
        kind = likeness(report, rows)
        if kind > ALLOWED[str(allowed)]:
            related = tuple(("another", report.location(row)) for row in rows[1:])
            yield breach(
                report.location(rows[0]), related, count=len(rows), how=KINDS[kind], allowed=WORDS[str(allowed)]
            )


OIM_SYNTAXES = ("xbrl-json", "xbrl-csv")
COMPLETE, CONSISTENT, INCONSISTENT = 1, 2, 3
ALLOWED = {"none": 0, "complete": COMPLETE, "consistent": CONSISTENT}
KINDS = {COMPLETE: "", CONSISTENT: " with unequal precision", INCONSISTENT: " and contradict each other"}
WORDS = {"none": "no duplicates", "complete": "complete duplicates only", "consistent": "consistent duplicates only"}


def alike(report: Report) -> Iterator[list[int]]:
    """Yield the rows of facts that share every dimension, where there are several (OIM 1.0 §6)."""
    found: dict[tuple[object, ...], list[int]] = {}
    frames, units = report.frames, report.unit_keys
    for row, concept in enumerate(report.concepts):
        context, unit = report.contexts_of[row], report.units_of[row]
        if context >= 0 and report.parents[row] < 0:
            key = (
                concept,
                frames[context],
                units[unit] if unit >= 0 else -1,
                report.languages[row] if unit < 0 else "",
            )
            found.setdefault(key, []).append(row)
    yield from (rows for rows in found.values() if len(rows) > 1)


def likeness(report: Report, rows: list[int]) -> int:
    """Return how facts of one thing relate: complete, consistent or inconsistent duplicates."""
    if report.units_of[rows[0]] < 0 or any(report.nils[row] for row in rows):
        said = {(report.nils[row], report.texts[row]) for row in rows}
        return COMPLETE if len(said) == 1 else INCONSISTENT
    values = {(report.number(row), report.decimals[row]) for row in rows}
    meeting = EVERYTHING
    for row in rows:
        number = report.number(row)
        try:
            meeting = meeting.meet(rounded(scaled(*number), report.accuracy(row))) if number else EMPTY
        except ValueError:
            return INCONSISTENT
    return INCONSISTENT if meeting.empty else CONSISTENT if len(values) > 1 else COMPLETE
