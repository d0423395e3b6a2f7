# ruff: noqa: E501 - XML as it is written
"""Taxonomy packages 1.0 (REC 2016-04-19): each requirement by a package of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.conformance.archives import packed
from tests.conformance.requirements import said

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

REPORT = """<?xml version="1.0" encoding="UTF-8"?>
<xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:e="http://example.com/e">
  <link:schemaRef xlink:type="simple" xlink:href="http://example.com/e/e.xsd"/>
  <xbrli:context id="now">
    <xbrli:entity><xbrli:identifier scheme="http://example.com">7</xbrli:identifier></xbrli:entity>
    <xbrli:period><xbrli:instant>2023-09-30</xbrli:instant></xbrli:period>
  </xbrli:context>
  <e:Note contextRef="now">none</e:Note>
</xbrli:xbrl>
"""
SCHEMA = """<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance" targetNamespace="http://example.com/e" elementFormDefault="qualified">
  <xs:import namespace="http://www.xbrl.org/2003/instance" schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>
  <xs:element name="Note" id="e_Note" type="xbrli:stringItemType" substitutionGroup="xbrli:item" xbrli:periodType="instant"/>
</xs:schema>
"""
METADATA = """<?xml version="1.0" encoding="UTF-8"?>
<tp:taxonomyPackage xmlns:tp="http://xbrl.org/2016/taxonomy-package" xml:lang="en">
  <tp:identifier>http://example.com/e/package</tp:identifier>
  <tp:name>Notes</tp:name>
  <tp:description>A taxonomy of one note</tp:description>
  <tp:version>1.0</tp:version>
  <tp:publisher>Example</tp:publisher>
  <tp:entryPoints>
    <tp:entryPoint>
      <tp:name>All</tp:name>
      <tp:description>Everything</tp:description>
      <tp:entryPointDocument href="http://example.com/e/e.xsd"/>
    </tp:entryPoint>
  </tp:entryPoints>
</tp:taxonomyPackage>
"""
CATALOG = """<?xml version="1.0" encoding="UTF-8"?>
<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
  <rewriteURI uriStartString="http://example.com/e/" rewritePrefix="../e/"/>
</catalog>
"""
FILES = {
    "p/META-INF/taxonomyPackage.xml": METADATA, "p/META-INF/catalog.xml": CATALOG, "p/e/e.xsd": SCHEMA,
}  # fmt: skip
META, CAT, XSD = FILES
REWRITE = '<rewriteURI uriStartString="http://example.com/e/" rewritePrefix="../e/"/>'
SPOKEN = [
    ("the package's name", "<tp:name>Notes</tp:name>"), ("its description", "<tp:description>A taxonomy of one note</tp:description>"),
    ("its publisher", "<tp:publisher>Example</tp:publisher>"), ("an entry point's name", "<tp:name>All</tp:name>"),
    ("an entry point's description", "<tp:description>Everything</tp:description>"),
]  # fmt: skip


class Package(NamedTuple):
    """What a specification requires of a package; `changes` are files by name, None for one that is left out."""

    clause: str
    name: str
    breaks: dict[str, str | None]
    said: tuple[tuple[str, str], ...]
    near: Mapping[str, str | None] = {}

    def __str__(self) -> str:
        """Return the name of its test."""
        return f"{self.clause.lstrip('§')} {self.name}"


def entries(changes: Mapping[str, str | None]) -> list[tuple[str, bytes]]:
    """Return the entries of a sound package, changed."""
    changed = {**FILES, **changes}
    return [(name, text.encode()) for name, text in changed.items() if text is not None]


def checked(folder: Path, data: bytes) -> list[tuple[str, str]]:
    """Check a report by the taxonomy in a package."""
    (folder / "p.zip").write_bytes(data)
    (folder / "report.xml").write_text(REPORT, encoding="utf-8")
    found = said(folder / "report.xml", packages=(str(folder / "p.zip"),))
    return [one for one in found if one[0] != "TX101"]  # that its taxonomy is not had, where nothing can be read


def spoken(text: str) -> tuple[str, str]:
    """Return the metadata without a language for one text, and with one text twice in one language."""
    element = text[text.index("<") + 1 : text.index(">")]
    bare = METADATA.replace(text, text.replace(f"<{element}>", f'<{element} xml:lang="">'))
    again = METADATA.replace(text, text + text.replace(f"<{element}>", f'<{element} xml:lang="EN">'))
    return bare, again


def twice(text: str) -> str:
    """Return the metadata with one text in two languages."""
    element = text[text.index("<") + 1 : text.index(">")]
    return METADATA.replace(text, text + text.replace(f"<{element}>", f'<{element} xml:lang="fr">'))


ARCHIVE, STRUCTURE = ("PK102", "tpe:invalidArchiveFormat"), ("PK102", "tpe:invalidDirectoryStructure")
PACKAGES = (
    Package("§3.1", "tpe:invalidArchiveFormat, a leading slash", {"/p/x": ""}, (ARCHIVE,), near={"p/x": ""}),
    Package("§3.1", "tpe:invalidArchiveFormat, a backslash", {"p\\x": ""}, (ARCHIVE,), near={"p/x y": ""}),
    Package("§3.1", "tpe:invalidDirectoryStructure, two top folders", {"q/x": ""}, (("PK105", "tpe:invalidDirectoryStructure"),), near={"p/q/x": ""}),
    Package("§3.1", "tpe:invalidDirectoryStructure, a file at the top", {"x": ""}, (("PK105", "tpe:invalidDirectoryStructure"),), near={"p/x": ""}),
    Package("§3.1", "tpe:invalidDirectoryStructure, nothing at all", dict.fromkeys(FILES), (("PK105", "tpe:invalidDirectoryStructure"), ("PK106", "tpe:metadataDirectoryNotFound"))),
    Package("§3.1", "tpe:invalidDirectoryStructure, a step of one dot", {"p/./x": ""}, (STRUCTURE,), near={"p/.x": ""}),
    Package("§3.1", "tpe:invalidDirectoryStructure, a step of two dots", {"p/../x": ""}, (STRUCTURE,), near={"p/..x": ""}),
    Package("§3.1", "tpe:invalidDirectoryStructure, an empty step", {"p//x": ""}, (STRUCTURE,), near={"p/x/": ""}),
    Package("§3.1", "tpe:invalidDirectoryStructure, a folder with a file's name", {f"{XSD}/x": ""}, (("PK104", "tpe:invalidDirectoryStructure"),), near={f"{XSD}.d/x": ""}),
    Package("§3.1", "tpe:metadataDirectoryNotFound", {META: None, CAT: None}, (("PK106", "tpe:metadataDirectoryNotFound"),)),
    Package("§3.1", "tpe:metadataFileNotFound", {META: None}, (("PK106", "tpe:metadataFileNotFound"),), near={CAT: CATALOG}),
    Package("§2", "tpe:metadataFileNotFound, names are case-sensitive", {META: None, "p/META-INF/TaxonomyPackage.xml": METADATA}, (("PK106", "tpe:metadataFileNotFound"),)),
    Package("§3.2", "tpe:invalidMetaDataFile, not well-formed", {META: METADATA[:-3]}, (("PK107", "tpe:invalidMetaDataFile"),)),
    Package("§3.2", "tpe:invalidMetaDataFile, without an identifier", {META: METADATA.replace("tp:identifier", "tp:version")}, (("PK107", "tpe:invalidMetaDataFile"),)),
    Package("§3.2", "tpe:invalidMetaDataFile, another root", {META: CATALOG}, (("PK107", "tpe:invalidMetaDataFile"),)),
    *(
        Package("§3.2", f"tpe:missingLanguageAttribute, {what}", {META: spoken(text)[0]}, (("PK109", "tpe:missingLanguageAttribute"),))
        for what, text in SPOKEN
    ),
    *(
        Package("§3.2", f"tpe:duplicateLanguagesForElement, {what}", {META: spoken(text)[1]}, (("PK110", "tpe:duplicateLanguagesForElement"),), near={META: twice(text)})
        for what, text in SPOKEN
    ),
    Package("§3.3", "tpe:invalidCatalogFile, not well-formed", {CAT: CATALOG[:-3]}, (("PK108", "tpe:invalidCatalogFile"),)),
    Package("§3.3", "tpe:invalidCatalogFile, another rewriting", {CAT: CATALOG.replace("rewriteURI", "rewriteSystem")}, (("PK108", "tpe:invalidCatalogFile"),)),
    Package("§3.3", "tpe:invalidCatalogFile, nothing rewritten", {CAT: CATALOG.replace(REWRITE, "")}, (("PK108", "tpe:invalidCatalogFile"),)),
    Package("§3.3", "tpe:invalidCatalogFile, out of the package", {CAT: CATALOG.replace("../e/", "../../e/")}, (("PK112", "tpe:invalidCatalogFile"),)),
    Package("§3.3", "tpe:multipleRewriteURIsForStartString", {CAT: CATALOG.replace(REWRITE, REWRITE + REWRITE)}, (("PK111", "tpe:multipleRewriteURIsForStartString"),), near={CAT: CATALOG.replace(REWRITE, REWRITE + REWRITE.replace("/e/\" ", "/f/\" "))}),
    Package("§3.3", "tpe:multipleRewriteURIsForStartString, once normalized", {CAT: CATALOG.replace(REWRITE, REWRITE + REWRITE.replace("/e/\" ", "/a b/\" ") + REWRITE.replace("/e/\" ", "/a%20b/\" "))}, (("PK111", "tpe:multipleRewriteURIsForStartString"),)),
    Package("§3.3", "a rewritePrefix is relative to its xml:base", {CAT: CATALOG.replace(" rewrite", ' xml:base="../../" rewrite')}, (("PK112", "tpe:invalidCatalogFile"),), near={CAT: CATALOG.replace('"../e/"', '"e/" xml:base="../"')}),
)  # fmt: skip


@pytest.mark.parametrize("one", PACKAGES, ids=str)
def test_requirement(one: Package, tmp_path: Path) -> None:
    assert checked(tmp_path, packed(entries(one.near))) == []
    assert checked(tmp_path, packed(entries(one.breaks))) == sorted(one.said)


def test_an_archive_must_be_one(tmp_path: Path) -> None:
    sound = packed(entries({}))
    assert checked(tmp_path, sound) == []
    assert checked(tmp_path, sound[:200]) == [("PK101", "tpe:invalidArchiveFormat")]
    assert checked(tmp_path, packed(entries({}), encrypted=True)) == [("PK103", "tpe:invalidArchiveFormat")]


def test_an_entry_must_stand_in_it_once(tmp_path: Path) -> None:
    assert checked(tmp_path, packed([*entries({"p/x": ""}), ("p/x", b"")])) == [
        ("PK104", "tpe:invalidDirectoryStructure")
    ]
