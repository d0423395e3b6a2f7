"""Every error code of the Open Information Model is one of our checks', and a test shows a document that raises it."""

from __future__ import annotations

import re

from tests.dts import test_oim_types
from tests.readers.inline import test_document_set
from tests.readers.oim import test_xbrl_json
from tests.readers.oim.csv import test_report
from validator.checks import BY_NAME, CATALOGUE

# OIM 1.0, OIM Common 1.0, xBRL-JSON 1.0 and xBRL-CSV 1.0, recommendations of 2021 with errata; the links of a fact
# stand inside it in xBRL-JSON, so no document can raise its unknownLinkSource
PUBLISHED = """
oime:disallowedDuplicateFacts oime:illegalPureUnit oime:illegalStandardFootnoteTarget oime:invalidBaseURL
oime:invalidDimensionValue oime:invalidFactValue oime:invalidLanguage oime:invalidNoteIDValue
oime:invalidPeriodDimension oime:invalidTaxonomy oime:invalidUseOfReservedIdentifier oime:invalidXHTMLFragment
oime:misplacedDecimalsProperty oime:misplacedLanguageDimension oime:misplacedNoteFactDimension
oime:misplacedNoteIDDimension oime:misplacedUnitDimension oime:missingConceptDimension
oime:missingLanguageForNoteFact oime:missingNoteIDDimension oime:missingPeriodDimension oime:noTaxonomy
oime:unknownConcept oime:unknownDimension oime:unsupportedConceptDataType oime:unsupportedDimensionDataType
oime:unusedNoteFact oime:valueForAbstractConcept oime:xhtmlElementInNonDefaultNamespace

oimce:invalidAliasForReservedURI oimce:invalidPeriodRepresentation oimce:invalidSQName oimce:invalidURI
oimce:invalidURIForReservedAlias oimce:invalidUnitStringRepresentation oimce:multipleAliasesForURI
oimce:unboundPrefix oimce:unsupportedDocumentType

xbrlje:invalidDimensionValue xbrlje:invalidFactValue xbrlje:invalidJSON xbrlje:invalidJSONStructure
xbrlje:invalidLanguageCodeCase xbrlje:nonCanonicalValue xbrlje:unknownLinkGroup xbrlje:unknownLinkTarget
xbrlje:unknownLinkType

xbrlce:conflictingColumnType xbrlce:conflictingMetadataValue xbrlce:cycleInExtensionChain
xbrlce:illegalExtensionOfFinalProperty xbrlce:illegalRedefinitionOfNonExtensibleProperty
xbrlce:illegalReportParameterRedefinition xbrlce:illegalUseOfNone xbrlce:invalidCSVFileFormat
xbrlce:invalidConceptQName xbrlce:invalidDecimalsSuffix xbrlce:invalidDecimalsValue xbrlce:invalidDimensionValue
xbrlce:invalidFactValue xbrlce:invalidHeaderValue xbrlce:invalidIdentifier xbrlce:invalidJSON
xbrlce:invalidJSONStructure xbrlce:invalidLanguageCode xbrlce:invalidParameterCSVFile xbrlce:invalidParameterName
xbrlce:invalidPeriodRepresentation xbrlce:invalidPeriodSpecifier xbrlce:invalidPropertyGroupColumnReference
xbrlce:invalidReference xbrlce:invalidReferenceTarget xbrlce:invalidRowIdColumn xbrlce:invalidRowIdentifier
xbrlce:misplacedDecimalsOnNonFactColumn xbrlce:missingParametersFile xbrlce:missingRequiredCSVFile
xbrlce:missingRowIdentifier xbrlce:multipleDocumentTypesInExtensionChain xbrlce:referenceTargetNotDuration
xbrlce:repeatedColumnIdentifier xbrlce:repeatedPropertyGroupDecimalsProperty xbrlce:repeatedPropertyGroupDimension
xbrlce:repeatedRowIdentifier xbrlce:undefinedRowIdColumn xbrlce:unknownColumn xbrlce:unknownLinkGroup
xbrlce:unknownLinkSource xbrlce:unknownLinkTarget xbrlce:unknownLinkType xbrlce:unknownPropertyGroup
xbrlce:unknownSpecialValue xbrlce:unknownTableTemplate xbrlce:unmappedCellValue xbrlce:unreferencedParameter
xbrlce:unresolvableBaseMetadataFile
"""
CODE = re.compile(r"(oime|oimce|xbrlje|xbrlce|ix11[.0-9]*):[A-Za-z]+")
FAMILIES = ("oime", "oimce", "xbrlje", "xbrlce")


def shown():
    """Every (check, code) that a case of the readers' tests holds a document to."""
    for module in (test_document_set, test_oim_types, test_report, test_xbrl_json):
        for function in vars(module).values():
            for mark in getattr(function, "pytestmark", ()):
                if mark.name == "parametrize":
                    for case in mark.args[1]:
                        words = [word for word in (case if isinstance(case, tuple) else ()) if isinstance(word, str)]
                        names = [word for word in words if word in BY_NAME]
                        yield from ((names, word) for word in words if CODE.fullmatch(word))


def test_every_published_code_is_a_check_s():
    told = {code for check in CATALOGUE for code in check.told if code.partition(":")[0] in FAMILIES}
    assert sorted(told) == sorted(PUBLISHED.split())


def test_every_published_code_is_shown():
    assert sorted(set(PUBLISHED.split()) - {code for _, code in shown()}) == []


def test_a_check_carries_no_code_it_does_not_tell():
    assert [(name, code) for names, code in shown() for name in names if code not in BY_NAME[name].told] == []
