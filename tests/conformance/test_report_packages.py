# ruff: noqa: E501 - a case reads best on one line
"""Report packages 1.0 (REC 2023-09-22): each requirement by a package of our own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.conformance.archives import packed
from tests.conformance.requirements import said
from tests.inline_documents import document as page
from tests.inline_documents import fact as tagged
from tests.instance_documents import BASE, CASH, HEAD
from tests.instance_documents import SCHEMA as XML_SCHEMA
from tests.oim_documents import NS, SCHEMA, document, fact, info

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

KIND = "https://xbrl.org/report-package/2023"
INLINE_SCHEMA = SCHEMA.replace(NS, "http://example.com/taxonomy")
JSON = document({"f1": fact("4281")}, taxonomy=["../t.xsd"])
DEEP = JSON.replace("../t.xsd", "../../t.xsd")
XML = f"{HEAD.replace('e.xsd', '../e.xsd')}{BASE}{CASH}</xbrli:xbrl>"
TABLE = {
    "columns": {
        "value": {"dimensions": {"concept": "t:Revenue", "period": "2023", "unit": "iso4217:CNY", "entity": "e:A"}}
    }
}
CSV = json.dumps(
    {
        "documentInfo": {**info("xbrl-csv"), "taxonomy": ["../t.xsd"]},
        "tableTemplates": {"s": TABLE},
        "tables": {"s": {"url": "s.csv"}},
    }
)
PAGE = page(tagged("1")).replace(b"e.xsd", b"../e.xsd")
SETPAGES = {
    "p/reports/a/1.xhtml": page(tagged("1")).replace(b"e.xsd", b"../../e.xsd"),
    "p/reports/a/2.xhtml": page(tagged("1"), bare=True),
}
OWN, FUTURE, TOP = "p/META-INF/reportPackage.json", "META-INF/reportPackage.json", "p/reports/r.json"
Files = dict[str, str | bytes]


def declares(kind: object) -> str:
    """Return what a package says of itself."""
    return json.dumps({"documentInfo": {"documentType": kind}})


ANY, XBR, XBRI = declares(KIND), declares(f"{KIND}/xbr"), declares(f"{KIND}/xbri")
PLAIN: Files = {OWN: ANY, TOP: JSON, "p/t.xsd": SCHEMA}
ONE: Files = {**PLAIN, OWN: XBR}
INLINE: Files = {OWN: XBRI, "p/reports/r.xhtml": PAGE, "p/e.xsd": INLINE_SCHEMA}


class Package(NamedTuple):
    """A package by its name and files, and what is said of it."""

    clause: str
    name: str
    path: str
    files: Mapping[str, str | bytes]
    said: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        """Return the name of its test."""
        return f"{self.clause.lstrip('§')} {self.name}"


def without(files: Files, start: str) -> Files:
    """Return files but those whose names start so."""
    return {name: text for name, text in files.items() if not name.startswith(start)}


SOUND = (
    Package("§3.1", "a package that does not say what it is", "p.zip", without(PLAIN, OWN)),
    Package("§3.1", "unconstrained", "p.zip", PLAIN),
    Package("§3.1", "the extension in capitals", "p.ZIP", PLAIN),
    Package("§3.1", "non-inline, xBRL-JSON", "p.xbr", ONE),
    Package("§3.1", "non-inline, xBRL-CSV", "p.xbr", {**ONE, TOP: CSV, "p/reports/s.csv": "value\r\n5\r\n"}),
    Package("§3.1", "non-inline, xBRL-XML", "p.xbr", {OWN: XBR, "p/reports/r.xbrl": XML, "p/e.xsd": XML_SCHEMA}),
    Package("§3.1", "inline", "p.xbri", INLINE),
    Package("§3.1", "inline, .html", "p.xbri", {**without(INLINE, "p/reports"), "p/reports/r.html": PAGE}),
    Package("§3.1", "inline, .htm", "p.xbri", {**without(INLINE, "p/reports"), "p/reports/r.htm": PAGE}),
    Package("§3.3", "a document set in a folder", "p.xbri", {**without(INLINE, "p/reports"), **SETPAGES}),
    Package("§3.3", "a folder with the name of a report", "p.xbr", {OWN: XBR, "p/reports/tricky.xhtml/r.json": DEEP, "p/t.xsd": SCHEMA}),
    Package("§3.3", "files that are no reports", "p.xbr", {**ONE, "p/reports/notes.txt": "", "p/reports/r.xml": "<r/>"}),
    Package("§3.3", "several reports", "p.zip", {**PLAIN, "p/reports/q.json": JSON}),
    Package("§3.4", "a byte order mark", "p.xbr", {**ONE, OWN: b"\xef\xbb\xbf" + XBR.encode(), TOP: b"\xef\xbb\xbf" + JSON.encode()}),
)  # fmt: skip


def archive(name: str, entry: str, *, code: str = "PK102", error: str = "invalidDirectoryStructure") -> Package:
    """Return a package with one more entry, which breaks it."""
    return Package("§3.2", f"rpe:{error}, {name}", "p.zip", {**PLAIN, entry: ""}, ((code, f"rpe:{error}"),))


def mismatched(name: str, path: str, files: Files, error: str = "documentTypeFileExtensionMismatch") -> Package:
    """Return a package whose name and type disagree."""
    return Package("§3.1", f"rpe:{error}, {name}", path, files, (("PK202", f"rpe:{error}"),))


def untyped(name: str, written: str | bytes, error: str = "invalidJSONStructure") -> list[Package]:
    """Return a package of this version, and one of a later one, that do not say what they are."""
    found = (("PK201", f"rpe:{error}"),)
    return [
        Package("§3.2", f"rpe:{error}, {name}", "p.zip", {**PLAIN, OWN: written}, found),
        Package("§3.2", f"rpe:{error}, {name}, in a later version", "p.zip", {FUTURE: written}, found),
    ]


def reports(name: str, path: str, files: Files, code: str, *errors: str) -> Package:
    """Return a package with reports it may not hold."""
    return Package("§3.3", f"rpe:{errors[0]}, {name}", path, files, tuple((code, f"rpe:{error}") for error in errors))


def rooted(name: str, written: str | bytes, error: str, *codes: str) -> Package:
    """Return a package with a report in JSON that is none."""
    return Package(
        "§3.4", f"rpe:{error}, {name}", "p.xbr", {**ONE, TOP: written}, tuple((code, f"rpe:{error}") for code in codes)
    )


TEXT, LATER = {"p/reports/notes.txt": ""}, "unsupportedReportPackageVersion"
PAIR = {"p/reports/a/r.json": DEEP, "p/reports/a/q.json": DEEP}
BROKEN = (
    Package("§3.2", "rpe:invalidDirectoryStructure, two top folders", "p.zip", {**PLAIN, "q/x": ""}, (("PK105", "rpe:invalidDirectoryStructure"),)),
    Package("§3.2", "rpe:invalidDirectoryStructure, nothing at all", "p.xbr", {}, (("PK105", "rpe:invalidDirectoryStructure"),)),
    archive("a leading slash", "/p/x", error="invalidArchiveFormat"),
    archive("a backslash", "p\\x", error="invalidArchiveFormat"),
    archive("a step of one dot", "p/./x"),
    archive("a step of two dots", "p/../x"),
    archive("an empty step", "p//x"),
    archive("a folder with a file's name", f"{OWN}/x", code="PK104"),
    *untyped("a number", declares(3)),
    *untyped("no type", '{"documentInfo": {}}'),
    *untyped("no object", '{"documentInfo": []}'),
    *untyped("nothing", "{}"),
    *untyped("not JSON", "{", "invalidJSON"),
    *untyped("a key twice", ANY.replace("{", '{"a": 1, "a": 2, ', 1), "invalidJSON"),
    *untyped("UTF-16", ANY.encode("utf-16"), "invalidJSON"),
    *untyped("UTF-7", b"+AHs-", "invalidJSON"),
    *untyped("UTF-32", ANY.encode("utf-32"), "invalidJSON"),
    mismatched("no type of this version", "p.zip", {**PLAIN, OWN: declares(f"{KIND}/other")}, LATER),
    mismatched("a later version", "p.zip", {FUTURE: ANY}, LATER),
    mismatched("a later version, .xbri", "p.xbri", {FUTURE: XBRI}, LATER),
    mismatched("a later version, .xbr", "p.xbr", {FUTURE: XBR}, LATER),
    mismatched("this version and a later one", "p.zip", {**PLAIN, FUTURE: ANY}, LATER),
    mismatched("an extension of its own", "p.xbrx", PLAIN, "unsupportedFileExtension"),
    mismatched("an extension of its own, a later version", "p.xbrx", {FUTURE: ANY}, "unsupportedFileExtension"),
    mismatched(".xbr that does not say so", "p.xbr", without(ONE, OWN)),
    mismatched(".xbri that does not say so", "p.xbri", without(INLINE, OWN)),
    mismatched("xbri in .zip", "p.zip", {**PLAIN, OWN: XBRI}),
    mismatched("xbr in .zip", "p.zip", ONE),
    mismatched("unconstrained in .xbr", "p.xbr", PLAIN),
    mismatched("unconstrained in .xbri", "p.xbri", {**INLINE, OWN: ANY}),
    reports(".zip", "p.zip", without(PLAIN, "p/reports"), "PK203", "missingReportsDirectory"),
    reports(".xbr", "p.xbr", without(ONE, "p/reports"), "PK203", "missingReportsDirectory"),
    reports(".xbri", "p.xbri", without(INLINE, "p/reports"), "PK203", "missingReportsDirectory"),
    reports("none, .zip", "p.zip", {**without(PLAIN, "p/reports"), **TEXT}, "PK203", "missingReport"),
    reports("none, .xbr", "p.xbr", {**without(ONE, "p/reports"), **TEXT}, "PK203", "missingReport"),
    reports("too deep", "p.zip", {**without(PLAIN, "p/reports"), "p/reports/a/b/r.json": JSON}, "PK203", "missingReport"),
    reports(".xbr", "p.xbr", {**ONE, "p/reports/q.json": JSON}, "PK204", "multipleReports"),
    reports(".xbri", "p.xbri", {**INLINE, "p/reports/q.xhtml": PAGE}, "PK204", "multipleReports"),
    reports("one folder", "p.zip", {**without(PLAIN, "p/reports"), **PAIR}, "PK204", "multipleReportsInSubdirectory"),
    reports("one folder, in capitals", "p.ZIP", {**without(PLAIN, "p/reports"), **PAIR}, "PK204", "multipleReportsInSubdirectory"),
    reports("one folder, .xbr", "p.xbr", {**without(ONE, "p/reports"), **PAIR}, "PK204", "multipleReportsInSubdirectory"),
    reports("xBRL-JSON in .xbri", "p.xbri", {**without(INLINE, "p/reports"), TOP: JSON, "p/t.xsd": SCHEMA}, "PK205", "incorrectReportType"),
    reports("xBRL-XML in .xbri", "p.xbri", {OWN: XBRI, "p/reports/r.xbrl": XML, "p/e.xsd": XML_SCHEMA}, "PK205", "incorrectReportType"),
    reports("inline in .xbr", "p.xbr", {**INLINE, OWN: XBR}, "PK205", "incorrectReportType"),
    rooted("not JSON", "{", "invalidJSON", "OI101"),
    rooted("a key twice", JSON.replace("{", '{"facts": {}, ', 1), "invalidJSON", "OI102"),
    rooted("UTF-16", JSON.encode("utf-16"), "invalidJSON", "OI101"),
    rooted("UTF-7", b"+AHs-", "invalidJSON", "OI101"),
    rooted("no documentInfo", "{}", "invalidJSONStructure", "OI103"),
    rooted("no object", '{"documentInfo": 3}', "invalidJSONStructure", "OI103"),
    rooted("no type", '{"documentInfo": {}}', "invalidJSONStructure", "OI104"),
    rooted("a number", declares(3), "invalidJSONStructure", "OI104"),
    Package("§3.1", "a taxonomy package in it must be valid", "p.zip", {**PLAIN, "p/META-INF/taxonomyPackage.xml": "<a/>"}, (("PK107", "tpe:invalidMetaDataFile"), ("OI112", "oime:invalidTaxonomy"))),
    Package("§3.1", "an archive that is no report package is told so", "p.zip", {"p/x": ""}, (("DO002", ""),)),
)  # fmt: skip


def checked(folder: Path, path: str, data: bytes) -> list[tuple[str, str]]:
    """Check a package."""
    (folder / path).write_bytes(data)
    return said(folder / path)


@pytest.mark.parametrize("one", SOUND, ids=str)
def test_a_sound_package(one: Package, tmp_path: Path) -> None:
    assert checked(tmp_path, one.path, data(one)) == []


@pytest.mark.parametrize("one", BROKEN, ids=str)
def test_requirement(one: Package, tmp_path: Path) -> None:
    assert checked(tmp_path, one.path, data(one)) == sorted(one.said)


def data(one: Package) -> bytes:
    """Return the bytes of a package."""
    return packed((name, text.encode() if isinstance(text, str) else text) for name, text in one.files.items())


@pytest.mark.parametrize("path", ["p.xbr", "p.xbri"])
def test_an_archive_must_be_one(path: str, tmp_path: Path) -> None:
    assert checked(tmp_path, path, b"no archive") == [("PK101", "rpe:invalidArchiveFormat")]
    assert [code for code, _ in said(tmp_path)] == ["PK101"]  # in a folder as well


def test_it_must_not_be_encrypted(tmp_path: Path) -> None:
    made = packed([(OWN, XBR.encode()), (TOP, JSON.encode())], encrypted=True)
    assert checked(tmp_path, "p.xbr", made) == [("PK103", "rpe:invalidArchiveFormat")]


def test_an_entry_must_stand_in_it_once(tmp_path: Path) -> None:
    made = packed([(TOP, JSON.encode()), (TOP, JSON.encode()), ("p/t.xsd", SCHEMA.encode())])
    assert checked(tmp_path, "p.zip", made) == [("PK104", "rpe:invalidDirectoryStructure")]
