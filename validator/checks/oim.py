"""OI: what xBRL-JSON and xBRL-CSV reports say that the Open Information Model does not allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.check import Breach, breach, check, reading
from validator.finding import Severity
from validator.model.intervals import EMPTY, EVERYTHING, rounded, scaled
from validator.model.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

# --- documents ------------------------------------------------------------------------------------
JSON = reading(
    "OI101",
    "invalid-json",
    says="not JSON: {reason}",
    cites="xBRL-JSON 1.0 §2.1, xBRL-CSV 1.0 §2.1; RFC 8259",
    mends="correct the text at this place; nothing after it was read",
    specs=("xbrlje:invalidJSON", "xbrlce:invalidJSON"),
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
    says="{reason}",
    cites="xBRL-JSON 1.0 §2.3, xBRL-CSV 1.0 §3",
    mends="give the object the members the specification names, of the kinds it names",
    specs=("xbrlje:invalidJSONStructure", "xbrlce:invalidJSONStructure"),
    why="""What stands where nothing is expected is read by no one, and what is missing cannot be guessed.""",
)
TYPE = reading(
    "OI104",
    "document-type-unsupported",
    says="{reason}",
    cites="OIM Common 1.0 §2.2",
    mends="write the documentType of the specification's recommendation",
    spec="oimce:unsupportedDocumentType",
    why="""The documentType says by which specification a document is to be read.""",
)
ALIAS = reading(
    "OI105",
    "alias-conflicting",
    says="{reason}",
    cites="OIM Common 1.0 §3.2",
    mends="bind each URI to one alias, and reserved ones to their own",
    specs=(
        "oimce:invalidURIForReservedAlias",
        "oimce:invalidAliasForReservedURI",
        "oimce:multipleAliasesForURI",
        "oimce:invalidURI",
    ),
    why="""Names are compared by their aliases; an alias that means two things makes two facts look alike.""",
)
PREFIX = reading(
    "OI106",
    "prefix-unbound",
    says="{reason}",
    cites="OIM Common 1.0 §4",
    mends="declare the prefix in documentInfo/namespaces, or correct it",
    spec="oimce:unboundPrefix",
    why="""A name whose prefix is not declared names nothing.""",
)
NAME = reading(
    "OI107",
    "sqname-invalid",
    says="{reason}",
    cites="OIM Common 1.0 §4.1",
    mends="write a prefix, a colon and a local name",
    specs=("oimce:invalidSQName", "xbrlce:invalidConceptQName"),
    why="""Concepts, entities and dimensions are named by a prefix and a local part.""",
)
PERIOD = reading(
    "OI108",
    "oim-period-illegible",
    says="{reason}",
    cites="OIM Common 1.0 §6; xBRL-CSV 1.0 §5.2",
    mends="write the period in one of the forms the specification names",
    specs=("oimce:invalidPeriodRepresentation", "xbrlce:invalidPeriodRepresentation"),
    why="""A figure whose period cannot be read belongs to no statement.""",
)
UNIT = reading(
    "OI109",
    "oim-unit-illegible",
    says="{reason}",
    cites="OIM Common 1.0 §5",
    mends="write measures in alphabetical order; leave the unit out where it is pure",
    specs=("oimce:invalidUnitStringRepresentation", "oime:illegalPureUnit"),
    why="""One unit has one spelling, so that equal units can be told by their text.""",
)
TAXONOMY = reading(
    "OI110",
    "taxonomy-not-named",
    says="{reason}",
    cites="OIM 1.0 §3.2",
    mends="list the entry points of the taxonomy in documentInfo/taxonomy",
    spec="oime:noTaxonomy",
    why="""Without a taxonomy no concept of the report is known.""",
)
BASE = reading(
    "OI111",
    "base-url-relative",
    says="{reason}",
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
    says="{reason}",
    cites="OIM 1.0 §3.4, §3.5.1.1",
    mends="give the fact the dimension",
    specs=(
        "oime:missingConceptDimension",
        "oime:missingPeriodDimension",
        "oime:missingLanguageForNoteFact",
        "oime:missingNoteIDDimension",
    ),
    why="""A fact needs the dimensions its concept asks for: of what, when, in which language.""",
)
MISPLACED = reading(
    "OI202",
    "oim-dimension-misplaced",
    says="{reason}",
    cites="OIM 1.0 §3.3, §3.4, §3.5.1.1",
    mends="take it away, or correct the concept or the period",
    specs=(
        "oime:invalidPeriodDimension",
        "oime:misplacedUnitDimension",
        "oime:misplacedDecimalsProperty",
        "oime:misplacedLanguageDimension",
        "oime:misplacedNoteIDDimension",
        "oime:misplacedNoteFactDimension",
    ),
    why="""A dimension a fact cannot have says that its concept, or its period, is another than meant.""",
)
CONCEPT = reading(
    "OI203",
    "oim-concept-unusable",
    says="{reason}",
    cites="OIM 1.0 §3.4",
    mends="correct the concept's name, or the list of taxonomies",
    specs=("oime:unknownConcept", "oime:unsupportedConceptDataType", "oime:valueForAbstractConcept"),
    why="""Only facts of items the taxonomy declares, with a value of their own, can be reported.""",
)
DIMENSION = reading(
    "OI204",
    "oim-dimension-unknown",
    says="{reason}",
    cites="OIM 1.0 §3.4",
    mends="correct the dimension's name, or the list of taxonomies",
    specs=("oime:unknownDimension", "oime:unsupportedDimensionDataType"),
    why="""A dimension the taxonomy does not declare splits a figure along a line no one knows.""",
)
VALUE = reading(
    "OI205",
    "oim-value-invalid",
    says="{reason}",
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
        "xbrlje:invalidLanguageCodeCase",
        "oime:invalidUseOfReservedIdentifier",
    ),
    why="""A value outside its type is read differently by different software, or not at all.""",
)
NOTE = reading(
    "OI206",
    "oim-note-invalid",
    says="{reason}",
    cites="OIM 1.0 §3.5.1",
    mends="give the footnote its own id, XHTML text, and a fact it belongs to",
    specs=(
        "oime:invalidNoteIDValue",
        "oime:unusedNoteFact",
        "oime:invalidXHTMLFragment",
        "oime:xhtmlElementInNonDefaultNamespace",
        "oime:illegalStandardFootnoteTarget",
    ),
    why="""A footnote is an xbrl:note fact that some other fact leads to.""",
)
LINK = reading(
    "OI207",
    "oim-link-broken",
    says="{reason}",
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
    says="{reason}",
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
