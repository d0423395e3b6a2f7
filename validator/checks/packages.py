"""PK: what can be wrong with a taxonomy package: the archive, its metadata and its catalog."""

from __future__ import annotations

from validator.check import Wording, reading
from validator.checks.documents import NOT_XML
from validator.xsd.validity import WORDS

NOT_VALID = {**NOT_XML, **{clause: f"{{element}} {words}" for clause, words in WORDS.items()}}

NOT_A_ZIP = reading(
    "PK101",
    "package-not-a-zip",
    says={
        "damaged": "the package cannot be opened as an archive: {reason}",
        "large": "the package cannot be opened as an archive: it unpacks to more than {most:,} bytes",
    },
    cites="Taxonomy Packages 1.0 §3.1",
    specs=("tpe:invalidArchiveFormat", "rpe:invalidArchiveFormat"),
    mends="name a ZIP archive, or the folder one was unpacked to",
    why="""A taxonomy package must be a ZIP archive.

    Nothing in it is found otherwise.
    """,
)
OUTSIDE = reading(
    "PK102",
    "package-entry-outside",
    says="the entry {entry!r} would lie outside the package",
    cites="Taxonomy Packages 1.0 §3.1; ZIP §4.4.17.1",
    specs=(
        "tpe:invalidArchiveFormat",
        "rpe:invalidArchiveFormat",
        "tpe:invalidDirectoryStructure",
        "rpe:invalidDirectoryStructure",
    ),
    mends="pack the files again, with names below one folder and forward slashes",
    why="""An archive's entries must be named below its own root.

    Such a name is how an archive writes over files it has no business with.
    """,
)
ENCRYPTED = reading(
    "PK103",
    "package-encrypted",
    says="the entry {entry} is encrypted",
    cites="Taxonomy Packages 1.0 §3.1",
    specs=("tpe:invalidArchiveFormat", "rpe:invalidArchiveFormat"),
    mends="pack the files again without a password",
    why="""A taxonomy package must not be encrypted.

    Nobody could read it without being told the password.
    """,
)
TWICE = reading(
    "PK104",
    "package-entry-twice",
    says="the archive holds {entry} more than once",
    cites="Taxonomy Packages 1.0 §3.1",
    specs=("tpe:invalidDirectoryStructure", "rpe:invalidDirectoryStructure"),
    mends="pack the files again",
    why="""An archive must hold each file once.

    Which of two files of one name is read differs from program to program.
    """,
)
TOP_FOLDER = reading(
    "PK105",
    "package-without-one-top-folder",
    says="the archive must hold one folder and nothing beside it, but holds {seen}",
    cites="Taxonomy Packages 1.0 §3.1",
    specs=("tpe:invalidDirectoryStructure", "rpe:invalidDirectoryStructure"),
    mends="put everything into one folder before packing",
    why="""A taxonomy package must have a single folder at its top.

    Relative references out of it would otherwise depend on where it is unpacked.
    """,
)
NO_METADATA = reading(
    "PK106",
    "package-without-metadata",
    says={
        "file": Wording("the package has no {file}", "tpe:metadataFileNotFound"),
        "folder": Wording("the package has no folder {folder}", "tpe:metadataDirectoryNotFound"),
    },
    cites="Taxonomy Packages 1.0 §3.1, §3.2",
    mends="add the file; it states identifier, version, name, publisher and entry points",
    why="""A taxonomy package must describe itself in META-INF/taxonomyPackage.xml.

    It is not known otherwise what the package is, or where to start.
    """,
)
METADATA = reading(
    "PK107",
    "package-metadata-invalid",
    says={
        variant: f"the package's metadata is not valid: {said}"
        for variant, said in {**NOT_VALID, "root": "its root is {root}, not taxonomyPackage"}.items()
    },
    cites="Taxonomy Packages 1.0 §3.2",
    spec="tpe:invalidMetaDataFile",
    mends="write it as the schema of taxonomy packages says",
    why="""A package's metadata must be valid by the schema of taxonomy packages.

    Entry points in it may be overlooked otherwise.
    """,
)
CATALOG = reading(
    "PK108",
    "package-catalog-invalid",
    says={
        variant: f"the package's catalog is not valid: {said}"
        for variant, said in {**NOT_VALID, "root": "its root is {root}, not catalog"}.items()
    },
    cites="Taxonomy Packages 1.0 §3.3",
    spec="tpe:invalidCatalogFile",
    mends="write it as the schema of package catalogs says: rewriteURI elements only",
    why="""A package's catalog must be valid, and hold nothing but rewriteURI.

    References would be sent to the wrong files otherwise, or to none.
    """,
)
NO_LANGUAGE = reading(
    "PK109",
    "package-text-without-language",
    says="this {element} states no language",
    cites="Taxonomy Packages 1.0 §3.2",
    spec="tpe:missingLanguageAttribute",
    mends="add xml:lang to it, or to the element around it",
    why="""Every text for people in a package's metadata must have a language.

    Users choose among texts by it.
    """,
)
LANGUAGE_TWICE = reading(
    "PK110",
    "package-language-twice",
    says="a second {element} in {language}",
    cites="Taxonomy Packages 1.0 §3.2",
    spec="tpe:duplicateLanguagesForElement",
    mends="remove one of the two, or correct its xml:lang",
    why="""A package's metadata must give each text once in a language.

    Which of two is shown would be chance.
    """,
)
REWRITE_TWICE = reading(
    "PK111",
    "package-rewrite-twice",
    says="a second rewriteURI for {start}",
    cites="Taxonomy Packages 1.0 §3.3",
    spec="tpe:multipleRewriteURIsForStartString",
    mends="remove one of the two",
    why="""A package's catalog must rewrite a start of URLs once.

    Which of two targets counts would be chance.
    """,
)
REWRITE_OUTSIDE = reading(
    "PK112",
    "package-rewrite-outside",
    says="the rewritePrefix {target!r} leads out of the package",
    cites="Taxonomy Packages 1.0 §3.3",
    spec="tpe:invalidCatalogFile",
    mends="let it lead to a folder of the package, as seen from META-INF",
    why="""A package's catalog must send URLs to files of the package.

    A catalog must not be able to read files elsewhere on the user's machine.
    """,
)
