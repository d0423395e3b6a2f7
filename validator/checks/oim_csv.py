"""OI3: what the tables and the metadata of an xBRL-CSV report say that xBRL-CSV 1.0 does not allow."""

from __future__ import annotations

from validator.check import reading

FILE = reading(
    "OI301",
    "csv-file-illegible",
    says="{reason}",
    cites="xBRL-CSV 1.0 §2.2, §3.2.7",
    mends="save the table as comma-separated UTF-8 text where its url says",
    specs=(
        "xbrlce:invalidCSVFileFormat",
        "xbrlce:missingRequiredCSVFile",
        "xbrlce:missingParametersFile",
        "xbrlce:unresolvableBaseMetadataFile",
    ),
    why="""A table that cannot be read leaves its figures out of every check.""",
)
HEADER = reading(
    "OI302",
    "csv-header-invalid",
    says="{reason}",
    cites="xBRL-CSV 1.0 §4.1",
    mends="name in the first row columns of the table's template, each once",
    specs=("xbrlce:invalidHeaderValue", "xbrlce:unknownColumn", "xbrlce:repeatedColumnIdentifier"),
    why="""The first row says which column means what; the table was not read beyond it.""",
)
METADATA = reading(
    "OI303",
    "csv-metadata-invalid",
    says="{reason}",
    cites="xBRL-CSV 1.0 §3.2",
    mends="correct the metadata at this place",
    specs=(
        "xbrlce:invalidIdentifier",
        "xbrlce:undefinedRowIdColumn",
        "xbrlce:invalidRowIdColumn",
        "xbrlce:conflictingColumnType",
        "xbrlce:misplacedDecimalsOnNonFactColumn",
        "xbrlce:invalidPropertyGroupColumnReference",
        "xbrlce:repeatedPropertyGroupDimension",
        "xbrlce:repeatedPropertyGroupDecimalsProperty",
        "xbrlce:unknownTableTemplate",
    ),
    why="""A template that contradicts itself gives its cells no meaning, or two.""",
)
REFERENCE = reading(
    "OI304",
    "csv-reference-invalid",
    says="{reason}",
    cites="xBRL-CSV 1.0 §3.2.9, §4.4",
    mends="refer to a column, a parameter or rowNumber that exists",
    specs=(
        "xbrlce:invalidReference",
        "xbrlce:invalidReferenceTarget",
        "xbrlce:invalidPeriodSpecifier",
        "xbrlce:referenceTargetNotDuration",
    ),
    why="""A value taken from nowhere leaves the fact without that dimension.""",
)
CELL = reading(
    "OI305",
    "csv-cell-invalid",
    says="{reason}",
    cites="xBRL-CSV 1.0 §4.3, §5",
    mends="correct the cell",
    specs=(
        "xbrlce:unknownSpecialValue",
        "xbrlce:illegalUseOfNone",
        "xbrlce:invalidDecimalsSuffix",
        "xbrlce:invalidDecimalsValue",
        "xbrlce:unknownPropertyGroup",
    ),
    why="""A cell that is not legible states no fact.""",
)
UNMAPPED = reading(
    "OI306",
    "csv-cell-unmapped",
    says="{reason}",
    cites="xBRL-CSV 1.0 §4.6",
    mends="use the value in a fact of the row, or mark the column as a comment",
    spec="xbrlce:unmappedCellValue",
    why="""Every cell with a value must become part of a fact, or it only looks as if it were reported.""",
)
ROW = reading(
    "OI307",
    "csv-row-identifier-invalid",
    says="{reason}",
    cites="xBRL-CSV 1.0 §4.2",
    mends="give every row its own identifier",
    specs=("xbrlce:missingRowIdentifier", "xbrlce:invalidRowIdentifier", "xbrlce:repeatedRowIdentifier"),
    why="""Facts are named by the identifier of their row, so that footnotes can find them.""",
)
EXTENSION = reading(
    "OI308",
    "csv-extension-conflicting",
    says="{reason}",
    cites="xBRL-CSV 1.0 §3.3",
    mends="let the extending file leave alone what the extended one has fixed",
    specs=(
        "xbrlce:cycleInExtensionChain",
        "xbrlce:multipleDocumentTypesInExtensionChain",
        "xbrlce:illegalExtensionOfFinalProperty",
        "xbrlce:illegalRedefinitionOfNonExtensibleProperty",
        "xbrlce:illegalReportParameterRedefinition",
        "xbrlce:conflictingMetadataValue",
    ),
    why="""A property that two files of one chain state differently has no one value.""",
)
PARAMETER = reading(
    "OI309",
    "csv-parameter-invalid",
    says="{reason}",
    cites="xBRL-CSV 1.0 §3.2.8, §4.5",
    mends="name each parameter once, in a file with the columns name and value, and use it",
    specs=(
        "xbrlce:unreferencedParameter",
        "xbrlce:invalidParameterName",
        "xbrlce:invalidParameterCSVFile",
        "xbrlce:invalidIdentifier",
    ),
    why="""A parameter stands for a value in every table; one that is not used or stated twice was meant otherwise.""",
)
