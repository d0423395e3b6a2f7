# ruff: noqa: E501 - a case reads best on one line
"""Report packages: every syntax read where it lies in the archive, and what a package may not be."""

from __future__ import annotations

import json
import zipfile

import pytest

from tests.inline_documents import document as page
from tests.inline_documents import fact as tagged
from tests.oim_documents import NS, OPTIONS, SCHEMA, document, fact, info, spoken
from validator import readers

JSON = document({"f1": fact("4281")}, taxonomy=["../t.xsd"])
KIND = "https://xbrl.org/report-package/2023"


def metadata(kind=KIND):
    return json.dumps({"documentInfo": {"documentType": kind}})


@pytest.fixture
def read(tmp_path):
    def of(files, name="p.zip"):
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for entry, text in files.items():
                archive.writestr(entry, text)
        return readers.read(str(path), OPTIONS)

    return of


def test_a_json_report_and_the_taxonomy_beside_it(read, tmp_path):
    report = read({"p/META-INF/reportPackage.json": metadata(), "p/reports/r.json": JSON, "p/t.xsd": SCHEMA})
    assert spoken(report) == []
    assert report.taxonomy.problems == ()  # references within a schema are resolved in the archive too
    assert (report.texts, report.taxonomy.find_concept(f"{{{NS}}}Cash").base) == (["4281"], "monetaryItemType")
    at = report.location(0)
    assert (at.path, at.line > 0, at.pointer) == (
        str(tmp_path / "p.zip" / "p" / "reports" / "r.json"),
        True,
        "/facts/f1",
    )


def test_tables_are_read_in_the_archive(read):
    template = {"columns": {"value": {"dimensions": {"concept": "t:Revenue", "period": "2023", "unit": "iso4217:CNY"}}}}
    meta = {"documentInfo": info("xbrl-csv"), "tableTemplates": {"s": template}, "tables": {"s": {"url": "in/s.csv"}}}
    meta["documentInfo"]["taxonomy"] = ["../t.xsd"]
    files = {"p/reports/r.json": json.dumps(meta), "p/reports/in/s.csv": "value\r\n5\r\n", "p/t.xsd": SCHEMA}
    report = read(files)
    assert (report.texts, spoken(report)) == (["5"], [])
    outside = json.dumps(meta).replace("in/s.csv", "../../../../etc/passwd")
    assert spoken(read({**files, "p/reports/r.json": outside})) == [
        ("csv-file-illegible", "xbrlce:missingRequiredCSVFile")
    ]


def test_pages_in_one_folder_are_one_document_set(read):
    files = {"p/reports/set/1.xhtml": page(tagged("1")), "p/reports/set/2.xhtml": page(tagged("2"), bare=True)}
    report = read({**files, "p/reports/set/e.xsd": SCHEMA.replace(NS, "http://example.com/taxonomy")})
    assert (report.texts, report.others, spoken(report)) == (["1", "2"], [], [])


def test_several_reports_come_one_after_another(read):
    report = read({"p/reports/a.json": JSON, "p/reports/b.json": JSON.replace("4281", "7"), "p/t.xsd": SCHEMA})
    assert [one.texts for one in (report, *report.others)] == [["4281"], ["7"]]


WHOLE = {"p/META-INF/reportPackage.json": metadata(), "p/reports/r.json": JSON, "p/t.xsd": SCHEMA}
BROKEN = [
    (WHOLE | {"p/META-INF/reportPackage.json": "{"}, "p.zip", "report-package-metadata-invalid", "rpe:invalidJSON"),
    (WHOLE | {"p/META-INF/reportPackage.json": "{}"}, "p.zip", "report-package-metadata-invalid", "rpe:invalidJSONStructure"),
    (WHOLE | {"p/META-INF/reportPackage.json": metadata(KIND + "4")}, "p.zip", "report-package-type-mismatched", "rpe:unsupportedReportPackageVersion"),
    (WHOLE, "p.xbr", "report-package-type-mismatched", "rpe:documentTypeFileExtensionMismatch"),
    ({k: v for k, v in WHOLE.items() if "META" not in k}, "p.xbr", "report-package-type-mismatched", "rpe:documentTypeFileExtensionMismatch"),
    ({k: v for k, v in WHOLE.items() if "reports" not in k}, "p.zip", "report-package-empty", "rpe:missingReportsDirectory"),
    ({**{k: v for k, v in WHOLE.items() if "reports" not in k}, "p/reports/x.txt": ""}, "p.zip", "report-package-empty", "rpe:missingReport"),
    (WHOLE | {"p/META-INF/reportPackage.json": metadata(KIND + "/xbr"), "p/reports/q.json": JSON}, "p.xbr", "report-package-crowded", "rpe:multipleReports"),
    ({"p/t.xsd": SCHEMA, "p/reports/a/r.json": JSON.replace("../", "../../"), "p/reports/a/q.json": JSON.replace("../", "../../")}, "p.zip", "report-package-crowded", "rpe:multipleReportsInSubdirectory"),
    (WHOLE | {"p/META-INF/reportPackage.json": metadata(KIND + "/xbri")}, "p.xbri", "report-of-other-type", "rpe:incorrectReportType"),
    (WHOLE | {"../evil": "x"}, "p.zip", "package-entry-outside", "rpe:invalidDirectoryStructure"),
    (WHOLE | {"q/other": "x"}, "p.zip", "package-without-one-top-folder", "rpe:invalidDirectoryStructure"),
]  # fmt: skip


@pytest.mark.parametrize(("files", "name", "check", "spec"), BROKEN)
def test_a_breach_is_reported_with_its_code(read, files, name, check, spec):
    assert spoken(read(files, name)) == [(check, spec)]


def test_a_bomb_is_not_unpacked(read, monkeypatch):
    from validator.readers import report_packages

    monkeypatch.setattr(report_packages, "LARGEST", 1000)
    report = read(WHOLE | {"p/reports/r.json": JSON + " " * 2000})
    assert spoken(report) == [("unreadable-file", "")]
