"""Taxonomy packages: what they answer for, and each requirement broken."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.dts.test_taxonomy import BODY, SCHEMA, names
from validator.dts.packaged.packages import CATALOG_FILE, METADATA_FILE, _twice, open_package
from validator.dts.taxonomy import load
from validator.model.report import Reference, Report
from validator.model.source import Location
from validator.run import Options

if TYPE_CHECKING:
    from pathlib import Path

    from validator.model.taxonomy import Taxonomy

METADATA = """<tp:taxonomyPackage xmlns:tp="http://xbrl.org/2016/taxonomy-package" xml:lang="en">
  <tp:identifier>http://t.example/package</tp:identifier>
  <tp:name>T</tp:name>
  <tp:description>All of T</tp:description>
  <tp:version>1</tp:version>
  <tp:entryPoints>
    <tp:entryPoint>
      <tp:name>All</tp:name>
      <tp:entryPointDocument href="http://t.example/t.xsd"/>
    </tp:entryPoint>
  </tp:entryPoints>
</tp:taxonomyPackage>
"""
CATALOG = """<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
  <rewriteURI uriStartString="http://t.example/" rewritePrefix="../files/"/>
</catalog>
"""
FILES = {
    "META-INF/taxonomyPackage.xml": METADATA,
    "META-INF/catalog.xml": CATALOG,
    "files/t.xsd": SCHEMA.format(body='<xs:include schemaLocation="more.xsd"/>' + BODY, appinfo=""),
    "files/more.xsd": '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://t.example"/>',
}


def pack(folder: Path, files: dict[str, str], top: str = "t/") -> str:
    """Write an archive and return its path."""
    path = folder / "t.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(top + name, text)
    return str(path)


def read(folder: Path, package: str) -> Taxonomy:
    """Load what a report refers to by its published URL."""
    report = Report(str(folder / "report.xml"), "xBRL-XML")
    report.references.append(Reference("schemaRef", "http://t.example/t.xsd", "", Location(report.path, 2)))
    return load(report, Options(packages=(package,), store=False))


def test_an_archive_answers_for_what_its_catalog_says(tmp_path: Path) -> None:
    package = pack(tmp_path, FILES)
    taxonomy = read(tmp_path, package)
    assert names(taxonomy) == []
    assert taxonomy.concepts["{http://t.example}A"].at == Location(f"{package}/t/files/t.xsd", 7, 42)


def test_a_folder_answers_as_its_archive_does(tmp_path: Path) -> None:
    for name, text in FILES.items():
        path = tmp_path / "t" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    taxonomy = read(tmp_path, str(tmp_path / "t"))
    assert names(taxonomy) == []
    assert taxonomy.concepts["{http://t.example}A"].at.path == str(tmp_path / "t" / "files" / "t.xsd")


def test_metadata_names_the_package_and_its_entry_points(tmp_path: Path) -> None:
    package = open_package(pack(tmp_path, FILES))
    assert (package.identifier, package.version, package.name) == ("http://t.example/package", "1", "T")
    assert package.entry_points == (("All", ("http://t.example/t.xsd",)),)


def test_the_longest_start_counts(tmp_path: Path) -> None:
    longer = CATALOG.replace(
        "</catalog>", '<rewriteURI uriStartString="http://t.example/sub/" rewritePrefix="../sub/"/></catalog>'
    )
    package = open_package(pack(tmp_path, FILES | {"META-INF/catalog.xml": longer}))
    assert package.rewrite("http://t.example/sub/x.xsd") == package.entry_uri("t/sub/x.xsd")
    assert package.rewrite("http://t.example/x.xsd") == package.entry_uri("t/files/x.xsd")
    assert package.rewrite("http://other.example/x.xsd") is None


@pytest.mark.parametrize(
    ("name", "old", "new", "check"),
    [
        (METADATA_FILE, "<tp:identifier>http://t.example/package</tp:identifier>", "", "package-metadata-invalid"),
        (METADATA_FILE, "</tp:version>", "", "package-metadata-invalid"),
        (METADATA_FILE, ' xml:lang="en"', "", "package-text-without-language"),
        (METADATA_FILE, "<tp:name>T<", "<tp:name>U</tp:name><tp:name>T<", "package-language-twice"),
        (CATALOG_FILE, "rewriteURI", "rewriteSystem", "package-catalog-invalid"),
        (CATALOG_FILE, "../files/", "../../files/", "package-rewrite-outside"),
        (CATALOG_FILE, "../files/", "%2E%2e/%2e./files/", "package-rewrite-outside"),
        (CATALOG_FILE, "../files/", "..%2f..%2Ffiles/", "package-rewrite-outside"),
        (CATALOG_FILE, "../files/", "file:///files/", "package-rewrite-outside"),
        (CATALOG_FILE, "../files/", "/files/", "package-rewrite-outside"),
        (CATALOG_FILE, "../files/", "//localhost/files/", "package-rewrite-outside"),
        (
            CATALOG_FILE,
            "</catalog>",
            '<rewriteURI uriStartString="http://t.example/" rewritePrefix="../x/"/></catalog>',
            "package-rewrite-twice",
        ),
    ],
)  # fmt: skip
def test_metadata_and_catalog_are_held_to_their_schemas(
    tmp_path: Path, name: str, old: str, new: str, check: str
) -> None:
    assert old in FILES[name]
    package = pack(tmp_path, FILES | {name: FILES[name].replace(old, new)})
    assert check in names(read(tmp_path, package))


def test_escapes_that_stay_inside_lead_to_the_package(tmp_path: Path) -> None:
    written = CATALOG.replace("../files/", "%2E%2e/f%69les/")
    assert not names(read(tmp_path, pack(tmp_path, FILES | {CATALOG_FILE: written})))


@pytest.mark.parametrize(
    ("entries", "twice"),
    [
        (["t/a", "t/a-b/c", "t/a.b", "t/b/", "t/b/a"], ""),
        (["t/a", "t/a-b/c", "t/a/"], "t/a"),
        (["t/a", "t/a!", "t/a/b"], "t/a"),
        (["t/a", "t/b", "t/a"], "t/a"),
        ([f"t/{'a/' * 30_000}b"], ""),
    ],
)
def test_an_entry_is_there_once(entries: list[str], twice: str) -> None:
    assert _twice(entries) == twice


def test_a_package_needs_one_top_folder(tmp_path: Path) -> None:
    package = pack(tmp_path, {f"t/{name}": text for name, text in FILES.items()} | {"loose.txt": ""}, top="")
    assert names(read(tmp_path, package)) == ["package-without-one-top-folder"]


def test_a_package_needs_metadata(tmp_path: Path) -> None:
    files = {name: text for name, text in FILES.items() if "taxonomyPackage" not in name}
    assert names(read(tmp_path, pack(tmp_path, files))) == ["package-without-metadata"]


@pytest.mark.parametrize("entry", ["../out.xsd", "/out.xsd", "a/../../out.xsd", "C:/out.xsd"])
def test_entries_must_lie_inside(tmp_path: Path, entry: str) -> None:
    package = pack(tmp_path, {f"t/{n}": t for n, t in FILES.items()} | {entry: ""}, top="")
    assert "package-entry-outside" in names(read(tmp_path, package))


def test_a_reference_must_not_climb_out_of_a_package(tmp_path: Path) -> None:
    for name, text in FILES.items():
        path = tmp_path / "t" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (tmp_path / "secret.xsd").write_text("<not-reached/>")
    report = Report(str(tmp_path / "report.xml"), "xBRL-XML")
    report.references.append(Reference("schemaRef", "http://t.example/../../secret.xsd", "", Location(report.path, 2)))
    assert names(load(report, Options(packages=(str(tmp_path / "t"),), store=False))) == ["unresolvable-reference"]


def test_what_is_no_archive_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "t.zip").write_text("not a zip")
    assert "package-not-a-zip" in names(read(tmp_path, str(tmp_path / "t.zip")))
    assert "package-not-a-zip" in names(read(tmp_path, str(tmp_path / "missing.zip")))
