"""OI3: what the tables and the metadata of an xBRL-CSV report say that xBRL-CSV 1.0 does not allow."""

from __future__ import annotations

from validator.check import Wording, reading

FILE = reading(
    "OI301",
    "csv-file-illegible",
    says={
        "table": Wording("the table {url} cannot be read", "xbrlce:missingRequiredCSVFile"),
        "table-refused": Wording("the table {url} cannot be read: it {reason}", "xbrlce:missingRequiredCSVFile"),
        "parameters": Wording("the file of parameters {url} cannot be read", "xbrlce:missingParametersFile"),
        "parameters-refused": Wording(
            "the file of parameters {url} cannot be read: it {reason}", "xbrlce:missingParametersFile"
        ),
        "base": Wording("{url}, which the metadata extends, cannot be read", "xbrlce:unresolvableBaseMetadataFile"),
        "base-refused": Wording(
            "{url}, which the metadata extends, cannot be read: it {reason}", "xbrlce:unresolvableBaseMetadataFile"
        ),
        "encoding": Wording("the table is not in UTF-8", "xbrlce:invalidCSVFileFormat"),
        "encoding-from": Wording("the table is not in UTF-8 from here on", "xbrlce:invalidCSVFileFormat"),
        "quoting": Wording("not comma-separated text: {reason}", "xbrlce:invalidCSVFileFormat"),
    },
    cites="xBRL-CSV 1.0 §2.2, §3.2.7",
    mends="save the table as comma-separated UTF-8 text where its url says",
    why="""A table that cannot be read leaves its figures out of every check.""",
)
HEADER = reading(
    "OI302",
    "csv-header-invalid",
    says={
        "lacking": Wording("the table has no header row", "xbrlce:invalidHeaderValue"),
        "identifier": Wording("{name!r} is no identifier", "xbrlce:invalidHeaderValue"),
        "unknown": Wording("the template has no column {name!r}", "xbrlce:unknownColumn"),
        "twice": Wording("the column {name!r} stands twice", "xbrlce:repeatedColumnIdentifier"),
    },
    cites="xBRL-CSV 1.0 §4.1",
    mends="name in the first row columns of the table's template, each once",
    why="""The first row says which column means what; the table was not read beyond it.""",
)
METADATA = reading(
    "OI303",
    "csv-metadata-invalid",
    says={
        "identifier": Wording("{name!r} is no identifier", "xbrlce:invalidIdentifier"),
        "template": Wording("there is no template {name!r}", "xbrlce:unknownTableTemplate"),
        "row-unknown": Wording("rowIdColumn {name!r} is no column", "xbrlce:undefinedRowIdColumn"),
        "row-comment": Wording("rowIdColumn {name!r} is a comment", "xbrlce:invalidRowIdColumn"),
        "column": Wording("a column is one of: facts, property groups, comment", "xbrlce:conflictingColumnType"),
        "decimals": Wording("decimals stand on a column without facts", "xbrlce:misplacedDecimalsOnNonFactColumn"),
        "group": Wording("{name!r} is no column of property groups", "xbrlce:invalidPropertyGroupColumnReference"),
        "dimension-twice": Wording("{columns} both state {dimension}", "xbrlce:repeatedPropertyGroupDimension"),
        "decimals-twice": Wording("{columns} both state decimals", "xbrlce:repeatedPropertyGroupDecimalsProperty"),
    },
    cites="xBRL-CSV 1.0 §3.2",
    mends="correct the metadata at this place",
    why="""A template that contradicts itself gives its cells no meaning, or two.""",
)
REFERENCE = reading(
    "OI304",
    "csv-reference-invalid",
    says={
        "form": Wording("{text!r} refers to nothing", "xbrlce:invalidReference"),
        "target": Wording("${name} refers to no column and no parameter", "xbrlce:invalidReferenceTarget"),
        "specifier": Wording("@{specifier} is neither @start nor @end", "xbrlce:invalidPeriodSpecifier"),
        "moment": Wording(
            "{text!r} is a moment, of which no {specifier} can be taken", "xbrlce:referenceTargetNotDuration"
        ),
    },
    cites="xBRL-CSV 1.0 §3.2.9, §4.4",
    mends="refer to a column, a parameter or rowNumber that exists",
    why="""A value taken from nowhere leaves the fact without that dimension.""",
)
CELL = reading(
    "OI305",
    "csv-cell-invalid",
    says={
        "special": Wording("{text!r} is no special value", "xbrlce:unknownSpecialValue"),
        "none": Wording("#none stands where a fact's value belongs", "xbrlce:illegalUseOfNone"),
        "group": Wording("{text!r} is no property group of {column}", "xbrlce:unknownPropertyGroup"),
        "group-none": Wording("{text!r} is no property group of {column}", "xbrlce:illegalUseOfNone"),
        "suffix": Wording("{text!r} is no number with decimals after a d", "xbrlce:invalidDecimalsSuffix"),
        "decimals": Wording("{text!r} is no number of decimals", "xbrlce:invalidDecimalsValue"),
    },
    cites="xBRL-CSV 1.0 §4.3, §5",
    mends="correct the cell",
    why="""A cell that is not legible states no fact.""",
)
UNMAPPED = reading(
    "OI306",
    "csv-cell-unmapped",
    says={
        "unused": Wording("no fact of the row uses what stands in {columns}", "xbrlce:unmappedCellValue"),
        "unnamed": Wording("a cell stands in a column without a name", "xbrlce:unmappedCellValue"),
        "longer": Wording("the row is longer than the header", "xbrlce:unmappedCellValue"),
        "meaning": Wording("no property group gives the cell a meaning", "xbrlce:unmappedCellValue"),
    },
    cites="xBRL-CSV 1.0 §4.6",
    mends="use the value in a fact of the row, or mark the column as a comment",
    why="""Every cell with a value must become part of a fact, or it only looks as if it were reported.""",
)
ROW = reading(
    "OI307",
    "csv-row-identifier-invalid",
    says={
        "lacking": Wording("the row has no identifier", "xbrlce:missingRowIdentifier"),
        "form": Wording("{text!r} is no row identifier", "xbrlce:invalidRowIdentifier"),
        "twice": Wording("the row identifier {text!r} stands twice", "xbrlce:repeatedRowIdentifier"),
    },
    cites="xBRL-CSV 1.0 §4.2",
    mends="give every row its own identifier",
    why="""Facts are named by the identifier of their row, so that footnotes can find them.""",
)
EXTENSION = reading(
    "OI308",
    "csv-extension-conflicting",
    says={
        "cycle": Wording("{url} extends itself", "xbrlce:cycleInExtensionChain"),
        "type": Wording("{url} has another documentType", "xbrlce:multipleDocumentTypesInExtensionChain"),
        "final": Wording("{name} is final where it is extended", "xbrlce:illegalExtensionOfFinalProperty"),
        "property": Wording(
            "{name} is stated otherwise where it is extended", "xbrlce:illegalRedefinitionOfNonExtensibleProperty"
        ),
        "parameter": Wording(
            "{name} is stated otherwise where it is extended", "xbrlce:illegalReportParameterRedefinition"
        ),
        "value": Wording("{name} is stated otherwise where it is extended", "xbrlce:conflictingMetadataValue"),
    },
    cites="xBRL-CSV 1.0 §3.3",
    mends="let the extending file leave alone what the extended one has fixed",
    why="""A property that two files of one chain state differently has no one value.""",
)
PARAMETER = reading(
    "OI309",
    "csv-parameter-invalid",
    says={
        "unused": Wording("nothing refers to the parameter {name!r}", "xbrlce:unreferencedParameter"),
        "name": Wording("{name!r} is no identifier", "xbrlce:invalidParameterName"),
        "identifier": Wording("{name!r} is no identifier", "xbrlce:invalidIdentifier"),
        "header": Wording("the first row is not name,value", "xbrlce:invalidParameterCSVFile"),
        "value": Wording("a parameter has one value", "xbrlce:invalidParameterCSVFile"),
        "twice": Wording("{name!r} is stated twice", "xbrlce:invalidParameterCSVFile"),
    },
    cites="xBRL-CSV 1.0 §3.2.8, §4.5",
    mends="name each parameter once, in a file with the columns name and value, and use it",
    why="""A parameter stands for a value in every table; one that is not used or stated twice was meant otherwise.""",
)
