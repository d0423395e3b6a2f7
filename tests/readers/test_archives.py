"""Archives and folders as authorities make them: whatever holds a report is read, with what it refers to inside."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from tests.inline_documents import document, fact
from tests.oim_documents import NS, OPTIONS, SCHEMA, spoken
from tests.readers.inline.test_sets import manifest
from validator import readers
from validator.model.source import Problem
from validator.readers.folders import find_reports

TAXONOMY = SCHEMA.replace(NS, "http://example.com/taxonomy")
PUBLISHED = "http://example.com/2024/e.xsd"
BARE = document(fact("2", 'id="f2"'), bare=True)
CATALOG = """<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
<rewriteURI uriStartString="http://example.com/2024/" rewritePrefix="../taxonomy/"/></catalog>"""
INSTANCE = """<xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase"
 xmlns:xlink="http://www.w3.org/1999/xlink"><link:schemaRef xlink:type="simple" xlink:href="e.xsd"/></xbrli:xbrl>"""


def packed(files):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


EDINET = {
    "XBRL/PublicDoc/manifest_PublicDoc.xml": manifest(["0_header.htm", "1_honbun.htm"]),
    "XBRL/PublicDoc/0_header.htm": document(fact("1", 'id="f1"')),
    "XBRL/PublicDoc/1_honbun.htm": BARE,
    "XBRL/PublicDoc/e.xsd": TAXONOMY,
    "XBRL/AuditDoc/manifest_AuditDoc.xml": manifest(["a.htm"]),
    "XBRL/AuditDoc/a.htm": document(fact("9")),
    "XBRL/AuditDoc/e.xsd": TAXONOMY,
}
SEC = {"e-20241231.htm": document(fact("1")), "e.xsd": TAXONOMY, "e_htm.xml": INSTANCE, "FilingSummary.xml": "<a/>"}
REGISTER = {"1_2024.html": document(fact("1")), "2_2024.html": document(fact("2")), "e.xsd": TAXONOMY}
DANISH = {"download/report.xhtml": document(fact("1")), "download/e.xsd": TAXONOMY, "download/report.pdf": b"%PDF"}
VIEWER = {"report.xhtml": document(fact("1")), "e.xsd": TAXONOMY, "ixbrlviewer.js": "x"} | {
    "index.html": "<html xmlns='http://www.w3.org/1999/xhtml'><script>'http://www.xbrl.org/2013/inlineXBRL'</script></html>"
}
MAC = {"__MACOSX/filing/._e.htm": "\0\5\26\7", ".DS_Store": "\0\0\0\1Bud1", "README.md": "# read"} | {
    f"filing/{name}": data for name, data in SEC.items()
}
SHAPES = {
    "EDINET": (EDINET, [["9"], ["1", "2"]]),
    "SEC": (SEC, [["1"], []]),
    "register": (REGISTER, [["1"], ["2"]]),
    "Danish": (DANISH, [["1"]]),
    "viewer": (VIEWER, [["1"]]),
    "Mac": (MAC, [["1"], []]),
}
TYPED = json.dumps({"documentInfo": {"documentType": "https://xbrl.org/report-package/2023"}})
INSIDE = {"p/META-INF/reportPackage.json": TYPED, "p/reports/e.htm": document(fact("1")), "p/reports/e.xsd": TAXONOMY}
UNDECLARED = {name: data for name, data in INSIDE.items() if "META-INF" not in name}
ELSEWHERE = {name.replace("reports/e.htm", "reports/e.xml"): data for name, data in UNDECLARED.items()}
SAMPLE = {"t/META-INF/taxonomyPackage.xml": "<a/>", "t/samples/e.htm": document(fact("1")), "t/samples/e.xsd": TAXONOMY}
MISPLACED = {
    "as packages have them": (INSIDE, []),
    "beside what a Mac adds": (INSIDE | {"__MACOSX/p/._reports": "x"}, ["package-without-one-top-folder"]),
    "beside a note": (UNDECLARED | {"README.md": "x"}, ["package-without-one-top-folder"]),
    "under another name": (ELSEWHERE, ["report-package-empty"]),
    "a taxonomy's sample": (SAMPLE, []),
}


@pytest.mark.parametrize(("files", "texts"), SHAPES.values(), ids=SHAPES)
def test_every_report_of_an_archive_is_read_and_what_it_refers_to_is_found(files, texts, tmp_path):
    path = tmp_path / "any.zip"
    path.write_bytes(packed(files))
    assert list(find_reports([str(tmp_path)])) == [str(path)]
    report = readers.read(str(path), OPTIONS)
    assert [one.texts for one in (report, *report.others)] == texts
    assert spoken(report) == []
    assert [one.taxonomy.problems for one in (report, *report.others)] == [()] * len(texts)
    assert report.path.startswith(str(path))


@pytest.mark.parametrize(("files", "texts"), SHAPES.values(), ids=SHAPES)
def test_a_folder_of_the_same_files_gives_the_same_reports(files, texts, tmp_path):
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    found = [readers.read(path, OPTIONS) for path in find_reports([str(tmp_path)])]
    reports = [one for report in found for one in (report, *report.others)]
    assert sorted(one.texts for one in reports) == sorted(texts)
    assert [problem for one in reports for problem in (*one.problems, *one.taxonomy.problems)] == []


def test_an_unpacked_report_package_resolves_by_its_catalog(tmp_path):
    files = {"META-INF/catalog.xml": CATALOG, "taxonomy/e.xsd": TAXONOMY} | {
        "META-INF/reportPackage.json": json.dumps(
            {"documentInfo": {"documentType": "https://xbrl.org/report-package/2023"}}
        ),
        "reports/set/r.xhtml": document(fact("1")).replace(b'"e.xsd"', f'"{PUBLISHED}"'.encode()).decode(),
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    (path,) = find_reports([str(tmp_path)])
    assert readers.read(path, OPTIONS).taxonomy.problems == ()
    (tmp_path / "META-INF/catalog.xml").unlink()
    assert [one.check for one in readers.read(path, OPTIONS).taxonomy.problems] == ["unresolvable-reference"]


@pytest.mark.parametrize(("files", "said"), MISPLACED.values(), ids=MISPLACED)
def test_a_package_named_outright_that_holds_a_report_is_never_without_one(files, said, tmp_path):
    path = tmp_path / "p.zip"
    path.write_bytes(packed(files))
    report = readers.read(str(path), OPTIONS)
    assert [one.texts for one in (report, *report.others)] == [["1"]]
    assert [*(name for name, _ in spoken(report)), *(one.check for one in report.taxonomy.problems)] == said


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (UNDECLARED | {"../evil.xsd": "x", "README.md": "x"}, "package-entry-outside"),
        ({"p/reports/notes.txt": "x"}, "report-package-empty"),
        ({"p/reports/i.zip": packed(SEC)}, "unreadable-file"),
        ({"p/META-INF/reportPackage.json": TYPED, "p/data/e.htm": document(fact("1"))}, "report-package-empty"),
    ],
)
def test_a_hostile_or_empty_package_is_refused_with_what_is_wrong(files, said, tmp_path):
    path = tmp_path / "p.zip"
    path.write_bytes(packed(files))
    report = readers.read(str(path), OPTIONS)
    assert (len(report), report.others, said in [name for name, _ in spoken(report)]) == (0, [], True)


def test_an_archive_within_an_archive_is_said(tmp_path):
    path = tmp_path / "outer.zip"
    path.write_bytes(packed({"inner.zip": packed(SEC), "notes.txt": "x"}))
    assert list(find_reports([str(tmp_path)])) == [str(path)]
    assert spoken(readers.read(str(path), OPTIONS)) == [("unreadable-file", "")]


@pytest.mark.parametrize(
    "files",
    [
        {"notes.txt": "x", "page.htm": "<html/>"},
        {"[Content_Types].xml": "<Types/>", "word/document.xml": INSTANCE},
        {"t/META-INF/taxonomyPackage.xml": "<a/>", "t/samples/r.xbrl": INSTANCE},
    ],
)
def test_other_archives_are_passed_over(files, tmp_path):
    (tmp_path / "other.zip").write_bytes(packed(files))
    assert [type(one) for one in find_reports([str(tmp_path)])] == [Problem]
