"""OI: what xBRL-JSON and xBRL-CSV reports say that the Open Information Model does not allow."""

from __future__ import annotations

from validator.check import reading

# --- documents ------------------------------------------------------------------------------------
JSON = reading(
    "OI101",
    "invalid-json",
    says="not JSON: {reason}",
    cites="xBRL-JSON 1.0 §2.1, xBRL-CSV 1.0 §2.1; RFC 8259",
    mends="correct the text at this place; nothing after it was read",
    why="""A report must be JSON in UTF-8 before any figure in it can be trusted.""",
)
REPEATED = reading(
    "OI102",
    "json-key-repeated",
    says="the name {key!r} stands twice in one object",
    cites="xBRL-JSON 1.0 §2.1, xBRL-CSV 1.0 §2.1",
    mends="keep one of the two",
    why="""Which of two values counts is not defined, so readers of one file would see different figures.""",
)
STRUCTURE = reading(
    "OI103",
    "json-structure-invalid",
    says="{reason}",
    cites="xBRL-JSON 1.0 §2.3, xBRL-CSV 1.0 §3",
    mends="give the object the members the specification names, of the kinds it names",
    why="""What stands where nothing is expected is read by no one, and what is missing cannot be guessed.""",
)
TYPE = reading(
    "OI104",
    "document-type-unsupported",
    says="{reason}",
    cites="OIM Common 1.0 §2.2",
    mends="write the documentType of the specification's recommendation",
    why="""The documentType says by which specification a document is to be read.""",
)
ALIAS = reading(
    "OI105",
    "alias-conflicting",
    says="{reason}",
    cites="OIM Common 1.0 §3.2",
    mends="bind each URI to one alias, and reserved ones to their own",
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
    spec="oimce:invalidSQName",
    why="""Concepts, entities and dimensions are named by a prefix and a local part.""",
)
PERIOD = reading(
    "OI108",
    "oim-period-illegible",
    says="{reason}",
    cites="OIM Common 1.0 §6; xBRL-CSV 1.0 §5.2",
    mends="write the period in one of the forms the specification names",
    why="""A figure whose period cannot be read belongs to no statement.""",
)
UNIT = reading(
    "OI109",
    "oim-unit-illegible",
    says="{reason}",
    cites="OIM Common 1.0 §5",
    mends="write measures in alphabetical order; leave the unit out where it is pure",
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

# --- facts ------------------------------------------------------------------------------------------
MISSING = reading(
    "OI201",
    "oim-dimension-missing",
    says="{reason}",
    cites="OIM 1.0 §3.4, §3.5.1.1",
    mends="give the fact the dimension",
    why="""A fact needs the dimensions its concept asks for: of what, when, in which language.""",
)
MISPLACED = reading(
    "OI202",
    "oim-dimension-misplaced",
    says="{reason}",
    cites="OIM 1.0 §3.3, §3.4, §3.5.1.1",
    mends="take it away, or correct the concept or the period",
    why="""A dimension a fact cannot have says that its concept, or its period, is another than meant.""",
)
CONCEPT = reading(
    "OI203",
    "oim-concept-unusable",
    says="{reason}",
    cites="OIM 1.0 §3.4",
    mends="correct the concept's name, or the list of taxonomies",
    why="""Only facts of items the taxonomy declares, with a value of their own, can be reported.""",
)
DIMENSION = reading(
    "OI204",
    "oim-dimension-unknown",
    says="{reason}",
    cites="OIM 1.0 §3.4",
    mends="correct the dimension's name, or the list of taxonomies",
    why="""A dimension the taxonomy does not declare splits a figure along a line no one knows.""",
)
VALUE = reading(
    "OI205",
    "oim-value-invalid",
    says="{reason}",
    cites="OIM 1.0 §3.3, §3.4; xBRL-JSON 1.0 §5; xBRL-CSV 1.0 §5",
    mends="write the value in the form its type has",
    why="""A value outside its type is read differently by different software, or not at all.""",
)
NOTE = reading(
    "OI206",
    "oim-note-invalid",
    says="{reason}",
    cites="OIM 1.0 §3.5.1",
    mends="give the footnote its own id, XHTML text, and a fact it belongs to",
    why="""A footnote is an xbrl:note fact that some other fact leads to.""",
)
LINK = reading(
    "OI207",
    "oim-link-broken",
    says="{reason}",
    cites="OIM 1.0 §3.5; xBRL-JSON 1.0 §5.3; xBRL-CSV 1.0 §3.2.5",
    mends="correct the id, or declare the type or group in documentInfo",
    why="""A link that leads nowhere loses the footnote it was made for.""",
)
DUPLICATE = reading(
    "OI208",
    "duplicate-facts-disallowed",
    says="{reason}",
    cites="OIM 1.0 §6; xBRL-JSON 1.0 §6.1.2",
    mends="report the fact once, or allow its duplicates in features",
    spec="oime:disallowedDuplicateFacts",
    why="""The report promises by xbrl:allowedDuplicates what it does not keep.""",
)

# --- xBRL-CSV ---------------------------------------------------------------------------------------
FILE = reading(
    "OI301",
    "csv-file-illegible",
    says="{reason}",
    cites="xBRL-CSV 1.0 §2.2, §3.2.7",
    mends="save the table as comma-separated UTF-8 text where its url says",
    why="""A table that cannot be read leaves its figures out of every check.""",
)
HEADER = reading(
    "OI302",
    "csv-header-invalid",
    says="{reason}",
    cites="xBRL-CSV 1.0 §4.1",
    mends="name in the first row columns of the table's template, each once",
    why="""The first row says which column means what; the table was not read beyond it.""",
)
METADATA = reading(
    "OI303",
    "csv-metadata-invalid",
    says="{reason}",
    cites="xBRL-CSV 1.0 §3.2",
    mends="correct the metadata at this place",
    why="""A template that contradicts itself gives its cells no meaning, or two.""",
)
REFERENCE = reading(
    "OI304",
    "csv-reference-invalid",
    says="{reason}",
    cites="xBRL-CSV 1.0 §3.2.9, §4.4",
    mends="refer to a column, a parameter or rowNumber that exists",
    why="""A value taken from nowhere leaves the fact without that dimension.""",
)
CELL = reading(
    "OI305",
    "csv-cell-invalid",
    says="{reason}",
    cites="xBRL-CSV 1.0 §4.3, §5",
    mends="correct the cell",
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
    why="""Facts are named by the identifier of their row, so that footnotes can find them.""",
)
EXTENSION = reading(
    "OI308",
    "csv-extension-conflicting",
    says="{reason}",
    cites="xBRL-CSV 1.0 §3.3",
    mends="let the extending file leave alone what the extended one has fixed",
    why="""A property that two files of one chain state differently has no one value.""",
)
PARAMETER = reading(
    "OI309",
    "csv-parameter-invalid",
    says="{reason}",
    cites="xBRL-CSV 1.0 §3.2.8, §4.5",
    mends="name each parameter once, in a file with the columns name and value, and use it",
    why="""A parameter stands for a value in every table; one that is not used or stated twice was meant otherwise.""",
)
